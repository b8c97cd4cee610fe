"""Check a quote before it is copied: what in it, or in its tag, could lead to somebody."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from transcribe_desk.privacy.characters import fold_with_positions
from transcribe_desk.privacy.disclosure.spoken import patterns
from transcribe_desk.privacy.disclosure.table import ORGANISATION, Row
from transcribe_desk.privacy.finding.propagation import inside
from transcribe_desk.privacy.mention import Category, Decision, Mention
from transcribe_desk.privacy.naming.names import Matcher
from transcribe_desk.privacy.render import AnonymisedTranscript, AnonymisedTurn
from transcribe_desk.study.errors import InputError

_CUT = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.{3})\s*")
_TAG = re.compile(r"\s*\(\d{2,3}-[\w-]+\)\s*$")
_AROUND = " \t\r\n\"'“”‘’"
# What word processors write in place of typed characters.
_ALIKE = {**dict.fromkeys("‐‑‒–—―", "-"), **dict.fromkeys("“”„«»", '"')}


class QuoteProblem(StrEnum):
    """Why a quote should not be copied as it is."""

    UNDECIDED = "undecided mention"
    INDIRECT = "undecided indirect cue"
    ORIGINAL = "original stands"
    RARE_VALUE = "rare value named"
    SMALL_LABEL = "small label in the tag"
    INTERVIEWER = "the interviewer's words"
    SEVERAL_SPEAKERS = "several speakers"
    NOT_FOUND = "not in the anonymised text"


@dataclass(frozen=True, slots=True)
class QuoteReason:
    """One reason, what to do about it, and the mention it is about; never the words themselves."""

    problem: QuoteProblem
    message: str
    remedy: str
    mention_id: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a rendered turn: code points ``start`` to ``end`` (exclusive) of its text."""

    turn: AnonymisedTurn
    start: int
    end: int

    @property
    def text(self) -> str:
        """Give the words."""
        return self.turn.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class QuoteFacts:
    """What a quote is checked against.

    ``mentions`` are the interview's, ``names`` the study's originals, ``rows`` the participant table with true
    values; ``label`` is what the tag shows of the organisation, ``interviewers`` are labels of turns that are theirs.
    """

    mentions: tuple[Mention, ...]
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    label: str
    interviewers: frozenset[str]
    red: int


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """The reasons against a quote, and, when there are none, the quote with its tag: “… text … (02-hospital)”."""

    reasons: tuple[QuoteReason, ...]
    quote: str = ""

    @property
    def may_be_copied(self) -> bool:
        """Tell whether nothing speaks against it."""
        return not self.reasons


def passage(transcript: AnonymisedTranscript, turn_id: int, start: int, end: int) -> Passage:
    """Give a span of a turn's rendered text, grown to whole words and replacements; raise InputError where none is."""
    turn = next((each for each in transcript.turns if each.turn_id == turn_id), None)
    if turn is not None and 0 <= start < end <= len(turn.text):
        start, end = _with_replacements(turn, start, end)
    if turn is None or not 0 <= start < end <= len(turn.text) or not turn.text[start:end].strip():
        raise InputError("Quote", "There is no text at this place.", "Choose words of one turn.")
    while turn.text[start].isspace():
        start += 1
    while turn.text[end - 1].isspace():
        end -= 1
    while start and not turn.text[start - 1].isspace():
        start -= 1
    while end < len(turn.text) and not turn.text[end].isspace():
        end += 1
    return Passage(turn, *_with_replacements(turn, start, end))


def _with_replacements(turn: AnonymisedTurn, start: int, end: int) -> tuple[int, int]:
    """Grow a span to the whole of each replacement that it touches."""
    touched = [piece for piece in turn.pieces if piece.replaced and piece.start < end and start < piece.end]
    return min([start, *(piece.start for piece in touched)]), max([end, *(piece.end for piece in touched)])


def locate(text: str, transcript: AnonymisedTranscript, interviewers: Collection[str] = ()) -> tuple[Passage, ...]:
    """Give where pasted text stands in the rendered turns, a passage for each part between ellipses.

    Case, kinds of quotes and dashes, line breaks and a tag at the end make no difference. Nothing is found unless
    every part is, one after the other. The turns of ``interviewers`` (labels) count only where no others have it.
    """
    parts = [part for part in _CUT.split(_TAG.sub("", text.strip(_AROUND)).strip(_AROUND)) if part.strip(_AROUND)]
    wanted = [folded for part in parts if (folded := _folded(part.strip(_AROUND))[0])]
    own = [turn for turn in transcript.turns if turn.label not in interviewers]
    return _in_turns(wanted, own, transcript) or _in_turns(wanted, transcript.turns, transcript)


def _in_turns(
    wanted: Sequence[str], turns: Sequence[AnonymisedTurn], transcript: AnonymisedTranscript
) -> tuple[Passage, ...]:
    texts = [_folded(turn.text) for turn in turns]
    found: list[Passage] = []
    number, place = 0, 0
    for part in wanted:
        while number < len(turns) and (at := texts[number][0].find(part, place)) < 0:
            number, place = number + 1, 0
        if number == len(turns):
            return ()
        positions = texts[number][1]
        place = at + len(part)
        new = passage(transcript, turns[number].turn_id, positions[at], positions[place - 1] + 1)
        if found and found[-1].turn == new.turn and not new.turn.text[found[-1].end : new.start].strip():
            new = Passage(new.turn, found.pop().start, new.end)  # the ellipsis is the turn's own
        found.append(new)
    return tuple(found)


def check_quote(passages: Sequence[Passage], facts: QuoteFacts) -> QuoteCheck:
    """Check passages of one interview, in their order, as one quote."""
    reasons = [
        *_speakers(passages, facts),
        *(reason for each in passages for reason in _standing(each, facts)),
        *_table(" … ".join(each.text for each in passages), facts),
    ]
    kept = tuple(dict.fromkeys(reasons))
    return QuoteCheck(kept, "" if kept else tagged(passages))


def check_loose(text: str, facts: QuoteFacts) -> QuoteCheck:
    """Check text that does not stand in the interview: it is never given back, but all that speaks against it is."""
    reasons = [
        QuoteReason(
            QuoteProblem.NOT_FOUND,
            "These words do not stand like this in the anonymised interview.",
            "Copy them again from the anonymised text, and mark what you leave out with “…”.",
        )
    ]
    if Matcher(facts.names).find(text):
        reasons.append(_ORIGINAL)
    return QuoteCheck((*reasons, *_table(text, facts)))


_ORIGINAL = QuoteReason(
    QuoteProblem.ORIGINAL,
    "A name or another original of the study stands in it.",
    "Accept it in the review, so that it is replaced, then copy the quote again.",
)


def _speakers(passages: Sequence[Passage], facts: QuoteFacts) -> Iterator[QuoteReason]:
    labels = {each.turn.label for each in passages}
    if labels & facts.interviewers:
        yield QuoteReason(
            QuoteProblem.INTERVIEWER, "The interviewer says this.", "Quote a participant's words under their study ID."
        )
    elif len(labels) > 1:
        yield QuoteReason(
            QuoteProblem.SEVERAL_SPEAKERS, "Several people say this.", "Quote each of them by themselves."
        )


def _standing(part: Passage, facts: QuoteFacts) -> Iterator[QuoteReason]:
    """Give what stands in a passage: what nobody has decided on, and originals that nobody let stand."""
    start, end = part.turn.source_span(part.start, part.end)
    mentions = [each for each in facts.mentions if each.turn_id == part.turn.turn_id]
    for mention in sorted(mentions, key=lambda each: (each.start, each.id)):
        if mention.decision is Decision.UNDECIDED and mention.start < end and start < mention.end:
            yield _undecided(mention)
    settled = [(each.start, each.end) for each in mentions if each.decision is not Decision.ACCEPTED]
    for hit in Matcher(facts.names).find(part.turn.text):
        touches = hit.start < part.end and part.start < hit.end
        if touches and not inside(*part.turn.source_span(hit.start, hit.end), settled):
            yield _ORIGINAL


def _undecided(mention: Mention) -> QuoteReason:
    if mention.category is Category.INDIRECT:
        return QuoteReason(
            QuoteProblem.INDIRECT,
            "Something in it may tell indirectly who is meant, and nobody has decided on it.",
            "Decide in the review whether it may stand.",
            mention.id,
        )
    return QuoteReason(
        QuoteProblem.UNDECIDED,
        "A mention in it is still undecided.",
        "Accept or reject it in the review.",
        mention.id,
    )


def _table(text: str, facts: QuoteFacts) -> Iterator[QuoteReason]:
    """Give what the participant table says against the words and the tag."""
    holders = sum(row.values.get(ORGANISATION) == facts.label for row in facts.rows)
    if holders < facts.red:
        yield QuoteReason(
            QuoteProblem.SMALL_LABEL,
            f"Only {holders} of the participants {'has' if holders == 1 else 'have'} the label “{facts.label}”, which"
            " the tag shows.",
            "Pool the label with other small organisations first.",
        )
    folded = _folded(text)[0]
    for (attribute, value), (holders, under_label) in _held_values(facts).items():
        if holders < facts.red:
            few = f"held by {holders} of the participants"
        elif 0 < under_label < facts.red:
            few = f"held by {under_label} of those with the label “{facts.label}”"
        else:
            continue
        if any(pattern.search(folded) for pattern in patterns(attribute, value)):
            yield QuoteReason(
                QuoteProblem.RARE_VALUE,
                f"It names a value of “{attribute}” that is {few}.",
                "Leave these words out with “…”, or mark them in the review so that they are replaced.",
            )


def _held_values(facts: QuoteFacts) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Give for each true value how many participants hold it, and how many of them with the tag's label."""
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for row in facts.rows:
        tagged = row.values.get(ORGANISATION) == facts.label
        for name, value in row.values.items():
            if name != ORGANISATION:
                total, under = counts.get((name, value), (0, 0))
                counts[name, value] = (total + 1, under + tagged)
    return dict(sorted(counts.items()))


def tagged(passages: Sequence[Passage]) -> str:
    """Give passages as one quote in the house's form, “… text … (02-hospital)”, whatever speaks against it."""
    first, last = passages[0], passages[-1]
    before = "… " if first.start else ""
    after = " …" if last.end < len(last.turn.text) else ""
    return f"“{before}{' … '.join(each.text for each in passages)}{after} ({first.turn.label})”"


def _folded(text: str) -> tuple[str, list[int]]:
    """Give text in one case with single spaces, and for each of its characters the place it came from."""
    folded, positions = fold_with_positions(text)
    kept: list[tuple[str, int]] = []
    for character, place in zip(folded, positions, strict=True):
        if character.isspace():
            if kept and kept[-1][0] != " ":
                kept.append((" ", place))
        else:
            kept.append((_ALIKE.get(character, character), place))
    if kept and kept[-1][0] == " ":
        kept.pop()
    return "".join(character for character, _ in kept), [place for _, place in kept]
