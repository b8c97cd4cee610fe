"""Guard the way out: nothing becomes a file unless a person has decided, read again, and no original stands."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NoReturn, final

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.finding.propagation import KnownName, inside, known_names, spans_of, spread
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention, Watched
from transcribe_desk.privacy.naming.entities import assign
from transcribe_desk.privacy.naming.names import Hit, Matcher
from transcribe_desk.privacy.narrowing import narrow
from transcribe_desk.privacy.render import ORGANISATION_TYPE, AnonymisedTranscript, AnonymisedTurn, HeaderChoice, render
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.privacy.replacing.replacements import Replacements, StudyFacts
from transcribe_desk.study.errors import GateRefusedError
from transcribe_desk.study.study import Interview
from transcribe_desk.study.style import VERBATIM, Style
from transcribe_desk.study.timecode import clock
from transcribe_desk.study.transcript import Transcript

_NO_FACTS = StudyFacts()


@dataclass(frozen=True, slots=True)
class SignOff:
    """A person's word that they read the anonymised text again, verbatim and with its placeholders.

    The fingerprint says which text.
    """

    by: str
    at: dt.datetime
    fingerprint: str


class RefusalCode(StrEnum):
    """Why an interview may not leave."""

    NOT_TRANSCRIBED = "not transcribed"
    NOT_FLAGGED = "not flagged"
    UNDECIDED = "undecided"
    ORIGINAL_STANDS = "original stands"
    ORIGINAL_IN_LABEL = "original in a label"
    NOT_SIGNED_OFF = "not signed off"
    CHANGED_AFTER_SIGN_OFF = "changed after sign-off"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why an interview may not leave, what to do about it, and where; never the words themselves."""

    code: RefusalCode
    message: str
    remedy: str
    turn_id: int | None = None
    start_ms: int | None = None
    mention_id: int | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the gate looks at for one interview.

    ``mentions`` and ``entities`` are the whole study's; ``watched`` are the real names the study knows beforehand;
    ``facts`` are what release profiles need beside them.
    """

    interview: Interview
    transcript: Transcript | None
    flagged: bool
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    sign_off: SignOff | None = None
    watched: tuple[Watched, ...] = ()
    header: HeaderChoice | None = None
    facts: StudyFacts = _NO_FACTS


@dataclass(frozen=True, slots=True)
class Original:
    """A form that the finished bytes are scanned for, and how often a person let it stand in this transcript."""

    text: str
    category: Category
    allowed: int = 0


_TOKEN = object()


@final
class ReleasedTranscript:
    """An anonymised transcript that has passed the gate; only the gate can make one.

    ``originals`` are all forms of the study that must not stand in the finished bytes more than ``allowed`` times;
    ``draft`` tells that nobody has read it, ``style`` how it reads, ``profile`` for whom it is.
    """

    __slots__ = ("draft", "originals", "profile", "style", "transcript")

    transcript: AnonymisedTranscript
    draft: bool
    originals: tuple[Original, ...]
    style: Style
    profile: Profile | None

    def __init__(
        self,
        transcript: AnonymisedTranscript,
        originals: tuple[Original, ...],
        *,
        draft: bool,
        style: Style = VERBATIM,
        profile: Profile | None = None,
        token: object = None,
    ) -> None:
        """Refuse anybody but the gate."""
        if token is not _TOKEN:
            raise TypeError("Only the gate releases a transcript.")
        object.__setattr__(self, "transcript", transcript)
        object.__setattr__(self, "originals", originals)
        object.__setattr__(self, "draft", draft)
        object.__setattr__(self, "style", style)
        object.__setattr__(self, "profile", profile)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse every change."""
        raise AttributeError("A released transcript cannot be changed.")

    def __reduce__(self) -> NoReturn:
        """Refuse to be copied or pickled, which would go round the gate."""
        raise TypeError("A released transcript cannot be copied.")


def fingerprint(transcript: AnonymisedTranscript) -> str:
    """Give the SHA-256 of the labels, times and rendered text, which any change of text or decision alters."""
    turns = [[turn.label, turn.start_ms, turn.end_ms, turn.text] for turn in transcript.turns]
    return hashlib.sha256(json.dumps([transcript.study_id, turns], ensure_ascii=True).encode()).hexdigest()


def rendered(dossier: Dossier, style: Style = VERBATIM, profile: Profile | None = None) -> AnonymisedTranscript:
    """Give the text as ``release`` would let it out with the decisions made so far, or raise GateRefusedError.

    Without a profile it has its placeholders, and in any style it is the verbatim text less what the style leaves out,
    with pause marks: that text is the one that is signed off. A profile puts other words in their place.
    """
    if dossier.transcript is None:
        raise _refused(dossier, _unready(dossier))
    return _rendered(dossier, dossier.transcript, style, _names(dossier, draft=False), profile)


def refusals(dossier: Dossier, profile: Profile | None = None) -> tuple[Refusal, ...]:
    """Give every reason why the interview may not leave now; none means that ``release`` lets it out in any style.

    No words that a profile puts in may be a name of the study, whoever chose them.
    """
    early = _unready(dossier)
    if early or dossier.transcript is None:
        return early
    own = _own(dossier)
    names = _names(dossier, draft=False)
    signed = _rendered(dossier, dossier.transcript, VERBATIM, names)
    verbatim = signed if profile is None else _rendered(dossier, dossier.transcript, VERBATIM, names, profile)
    return (
        *_undecided(own, dossier.transcript),
        *_standing(verbatim, names, _with_kept(dossier, own, profile)),
        *_unsigned(dossier.sign_off, signed),
    )


def release(dossier: Dossier, style: Style = VERBATIM, profile: Profile | None = None) -> ReleasedTranscript:
    """Let a reviewed transcript out in a style, for a profile, or raise GateRefusedError with the reasons."""
    found = refusals(dossier, profile)
    if found:
        raise _refused(dossier, found)
    return _released(rendered(dossier, style, profile), _names(dossier, draft=False), style, profile, draft=False)


def release_draft(dossier: Dossier, style: Style = VERBATIM, profile: Profile | None = None) -> ReleasedTranscript:
    """Let a machine draft out: proposals accepted unseen, rejections kept, any other original replaced as well.

    Raises GateRefusedError where there is no transcript, no flags, or an original in a label or a replacement.
    """
    early = _unready(dossier)
    if early or dossier.transcript is None:
        raise _refused(dossier, early)
    transcript, names = dossier.transcript, _names(dossier, draft=True)
    stragglers, new_entities = _stragglers(dossier, transcript, names)
    full = replace(dossier, mentions=(*_own(dossier), *stragglers), entities=(*dossier.entities, *new_entities))
    verbatim = _rendered(full, transcript, VERBATIM, names, profile, draft=True)
    found = tuple(_standing(verbatim, names, _with_kept(full, full.mentions, profile)))
    if found:
        raise _refused(dossier, found)
    text = _rendered(full, transcript, style, names, profile, draft=True)
    return _released(text, names, style, profile, draft=True)


def _rendered(
    dossier: Dossier,
    transcript: Transcript,
    style: Style,
    names: Sequence[KnownName],
    profile: Profile | None = None,
    *,
    draft: bool = False,
) -> AnonymisedTranscript:
    """Render the interview in a style that is held to the verbatim text."""
    replacements = _replacements(dossier, profile)

    def read(style: Style) -> AnonymisedTranscript:
        return render(
            dossier.interview,
            transcript,
            _own(dossier),
            dossier.entities,
            accept_undecided=draft,
            header=dossier.header,
            style=style,
            replacements=replacements,
        )

    verbatim = read(VERBATIM)
    return verbatim if style == VERBATIM else narrow(verbatim, read(style), (name.text for name in names))


def _replacements(dossier: Dossier, profile: Profile | None) -> Replacements:
    facts = replace(dossier.facts, date=dossier.interview.date)
    return Replacements(dossier.entities, profile, mentions=dossier.mentions, watched=dossier.watched, facts=facts)


def _with_kept(dossier: Dossier, mentions: Sequence[Mention], profile: Profile | None) -> tuple[Mention, ...]:
    """Give the mentions, those that the profile keeps as said like ones that a person let stand."""
    if profile is None or dossier.transcript is None:
        return tuple(mentions)
    replacements = _replacements(dossier, profile)
    texts = {turn.id: turn.text for turn in dossier.transcript.turns}
    return tuple(
        replace(each, decision=Decision.REJECTED_HERE)
        if replacements.keeps(each, texts.get(each.turn_id, "")[each.start : each.end])
        else each
        for each in mentions
    )


def _refused(dossier: Dossier, found: Sequence[Refusal]) -> GateRefusedError:
    return GateRefusedError(
        f"Interview {dossier.interview.study_id}",
        " ".join(dict.fromkeys(refusal.message for refusal in found)),
        found[0].remedy,
    )


def _released(
    text: AnonymisedTranscript, names: Sequence[KnownName], style: Style, profile: Profile | None, *, draft: bool
) -> ReleasedTranscript:
    matcher = Matcher(name.text for name in names)
    allowed = Counter(
        hit.name for line in (*text.header_lines(), *(turn.text for turn in text.turns)) for hit in matcher.find(line)
    )
    originals = tuple(Original(name.text, name.category, allowed[name.text]) for name in names)
    return ReleasedTranscript(text, originals, draft=draft, style=style, profile=profile, token=_TOKEN)


def _own(dossier: Dossier) -> tuple[Mention, ...]:
    return tuple(mention for mention in dossier.mentions if mention.interview_id == dossier.interview.id)


def _names(dossier: Dossier, *, draft: bool) -> tuple[KnownName, ...]:
    return known_names(dossier.entities, dossier.mentions, watched=dossier.watched, undecided=draft, unsure=draft)


def _unready(dossier: Dossier) -> tuple[Refusal, ...]:
    if dossier.transcript is None:
        return (Refusal(RefusalCode.NOT_TRANSCRIBED, "It has not been transcribed.", "Transcribe it first."),)
    if not dossier.flagged:
        return (
            Refusal(
                RefusalCode.NOT_FLAGGED,
                "Nothing has looked for what identifies people in it.",
                "Let it be flagged, then review what was found.",
            ),
        )
    return ()


def _undecided(mentions: Sequence[Mention], transcript: Transcript) -> Iterator[Refusal]:
    waiting = [mention for mention in mentions if mention.decision is Decision.UNDECIDED]
    if waiting:
        first = min(waiting, key=lambda mention: (mention.turn_id, mention.start))
        start_ms = {turn.id: turn.start_ms for turn in transcript.turns}.get(first.turn_id)
        yield Refusal(
            RefusalCode.UNDECIDED,
            f"{len(waiting)} mention{' is' if len(waiting) == 1 else 's are'} still undecided.",
            "Accept or reject each in the review list.",
            first.turn_id,
            start_ms,
            first.id,
        )


def _unsigned(sign_off: SignOff | None, rendered: AnonymisedTranscript) -> Iterator[Refusal]:
    if sign_off is None:
        yield Refusal(
            RefusalCode.NOT_SIGNED_OFF,
            "Nobody has read the anonymised transcript again and signed it off.",
            "Read it once more as it will leave, then sign it off.",
        )
    elif sign_off.fingerprint != fingerprint(rendered):
        yield Refusal(
            RefusalCode.CHANGED_AFTER_SIGN_OFF,
            "The text or a decision has changed since the transcript was signed off.",
            "Read the changed transcript and sign it off again.",
        )


def _standing(
    rendered: AnonymisedTranscript, names: Sequence[KnownName], mentions: Sequence[Mention]
) -> Iterator[Refusal]:
    """Give a refusal for each original in a label or a turn that no person let stand."""
    matcher = Matcher(name.text for name in names)
    public = {
        rendered.study_id,
        *(turn.label for turn in rendered.turns),
        dict(rendered.headers).get(ORGANISATION_TYPE, ""),
    }
    if any(matcher.find(text) for text in public):
        yield Refusal(
            RefusalCode.ORIGINAL_IN_LABEL,
            "The study ID, or the type of organisation, holds a name that is replaced in this study.",
            "Choose an organisation label that says the type of organisation only.",
        )
    by_turn: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_turn.setdefault(mention.turn_id, []).append(mention)
    for turn in rendered.turns:
        seen: list[tuple[int, int]] = []
        for hit in sorted(matcher.find(turn.text), key=lambda each: (each.start - each.end, each.start)):
            if not inside(hit.start, hit.end, seen):
                seen.append((hit.start, hit.end))
                yield from _judge(turn, hit, by_turn.get(turn.turn_id, ()))


def _judge(turn: AnonymisedTurn, hit: Hit, mentions: Sequence[Mention]) -> Iterator[Refusal]:
    place = f"turn {turn.turn_id} at {clock(turn.start_ms)}"
    for piece in turn.pieces:
        if piece.replaced and piece.start < hit.end and hit.start < piece.end:
            yield Refusal(
                RefusalCode.ORIGINAL_STANDS,
                f"A replacement in {place} is itself a name of this study.",
                "Choose another replacement for it.",
                turn.turn_id,
                turn.start_ms,
                piece.mention_id,
            )
            return
    start, end = turn.source_span(hit.start, hit.end)
    # A person let it stand, or it is counted among the undecided already.
    open_or_rejected = [
        (each.start, each.end)
        for each in mentions
        if each.decision is not Decision.ACCEPTED and (not each.indirect or each.covers(start, end))
    ]
    if not inside(start, end, open_or_rejected):
        touching = next((each.id for each in mentions if each.start < end and start < each.end), None)
        yield Refusal(
            RefusalCode.ORIGINAL_STANDS,
            f"A name that is replaced elsewhere in the study still stands in {place}, and nobody has decided on it.",
            "Flag the interview again, or mark the words by hand, and decide.",
            turn.turn_id,
            turn.start_ms,
            touching,
        )


def _stragglers(
    dossier: Dossier, transcript: Transcript, names: Sequence[KnownName]
) -> tuple[list[Mention], tuple[Entity, ...]]:
    """Give a mention, and its entity, for each place of the draft that nobody proposed or rejected."""
    turns = [TurnText(turn.id, turn.text) for turn in transcript.turns]
    texts = {turn.id: turn.text for turn in turns}
    assignment = assign(
        dossier.interview.id,
        texts,
        spread(turns, names, *spans_of(_own(dossier))),
        dossier.entities,
        dossier.mentions,
        complete=False,
    )
    return list(assignment.new_mentions), assignment.new_entities
