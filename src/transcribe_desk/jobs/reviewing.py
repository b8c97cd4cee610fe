"""Keep proposals, decisions and sign-offs of the study, each change in one transaction with its line in the trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from transcribe_desk.privacy import gate
from transcribe_desk.privacy.deciding.review import in_order
from transcribe_desk.privacy.deciding.settling import known_everywhere
from transcribe_desk.privacy.gate import Dossier, Refusal, RefusalCode, SignOff
from transcribe_desk.privacy.mention import Category, Proposal
from transcribe_desk.privacy.naming import entities
from transcribe_desk.privacy.render import AnonymisedTranscript, render
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.privacy.replacing.replacements import StudyFacts
from transcribe_desk.study.errors import GateRefusedError, InputError
from transcribe_desk.study.study import Interview
from transcribe_desk.study.style import VERBATIM, Style
from transcribe_desk.study.transcript import Transcript, Turn
from transcribe_desk.vault.store import Vault


def store_proposals(
    vault: Vault, interview_id: int, proposals: Sequence[Mapping[str, Any]], detectors: str | None = None
) -> None:
    """Keep what the detectors propose for an interview, and what its names and the study's say elsewhere.

    Decisions on spans that are still there are kept. ``detectors`` says which ones, of which versions, and with what
    watch-list they read it: when the same ones read it before, only turns whose text changed since are looked at, so
    that nothing comes back for review but the difference.
    """
    transcript = _transcript(vault, interview_id)
    texts = {turn.id: turn.text for turn in transcript.turns}
    with vault.transaction():
        same = detectors is not None and detectors == vault.review.detectors(interview_id)
        only_turns = vault.review.unread_turns(interview_id) if same else None
        vault.review.mark_flagged(interview_id, detectors, texts)
        review = vault.review_memory.current()
        found = entities.assign(
            interview_id,
            texts,
            [_proposal(each) for each in proposals],
            tuple(review.entities.values()),
            in_order(review.mentions.values()),
            only_turns=only_turns,
            numbers=review.numbers(),
            apart=review.apart,
        )
        vault.review_memory.keep(review.change_of(found))
        spread_known_names(vault)
        study_id = vault.interviews.get(interview_id).study_id
        vault.audit.append("flagged", study_id, {"mentions": len(vault.review.mentions(interview_id))})


def spread_known_names(vault: Vault) -> None:
    """Propose every place in the flagged interviews that says a name of the study and has no mention yet.

    After this the gate finds nothing that a person could not have decided on.
    """
    with vault.transaction():
        vault.review_memory.keep(known_everywhere(vault.review_memory.current(), vault.study.watched))


def partial_transcript(vault: Vault, interview_id: int) -> Transcript | None:
    """Give what is recognised so far of an interview that is being transcribed, one turn a segment, or None."""
    segments = [segment for segment in vault.transcripts.segments(interview_id) if segment.words]
    turns = tuple(
        Turn(number, "S1", segment.words, segment.start_ms, segment.end_ms)
        for number, segment in enumerate(segments, start=1)
    )
    return Transcript(turns) if turns else None


def rendered(
    vault: Vault, interview_id: int, style: Style = VERBATIM, profile: Profile | None = None
) -> AnonymisedTranscript:
    """Give an interview as the gate would let it out with the decisions made so far; raise GateRefusedError.

    Without a profile it is the text that is signed off.
    """
    return gate.rendered(dossier(vault, interview_id), style, profile)


def as_said(vault: Vault, interview_id: int, style: Style) -> AnonymisedTranscript:
    """Give an interview in a style with nothing replaced."""
    return render(vault.interviews.get(interview_id), _transcript(vault, interview_id), (), (), style=style)


def sign_off(vault: Vault, interview_id: int, by: str) -> SignOff:
    """Record that ``by`` has read the text as it renders now; raise GateRefusedError while anything else is open."""
    if not by.strip():
        raise InputError("Sign-off", "It has no name.", "Say who read the transcript.")
    with vault.transaction():
        open_points = [
            refusal
            for refusal in refusals(vault, interview_id)
            if refusal.code not in (RefusalCode.NOT_SIGNED_OFF, RefusalCode.CHANGED_AFTER_SIGN_OFF)
        ]
        interview = vault.interviews.get(interview_id)
        if open_points:
            raise GateRefusedError(interview.study_id, open_points[0].message, open_points[0].remedy)
        given = SignOff(by.strip(), _now(), gate.fingerprint(rendered(vault, interview_id)))
        vault.review.save_sign_off(interview_id, given)
        vault.audit.append("signed off", interview.study_id, {"by": given.by, "fingerprint": given.fingerprint})
    return given


def refusals(vault: Vault, interview_id: int, profile: Profile | None = None) -> tuple[Refusal, ...]:
    """Say why the gate would not let the interview out, for a profile or as it is signed off."""
    return gate.refusals(dossier(vault, interview_id), profile)


def dossier(vault: Vault, interview_id: int) -> Dossier:
    """Gather what the gate looks at."""
    interview = vault.interviews.get(interview_id)
    return Dossier(
        interview=interview,
        transcript=vault.transcripts.transcript(interview_id),
        flagged=vault.review.flagged(interview_id),
        mentions=vault.review.mentions(),
        entities=vault.review.entities(),
        sign_off=vault.review.sign_off(interview_id),
        watched=vault.study.watched(),
        facts=study_facts(vault, interview),
    )


def study_facts(vault: Vault, interview: Interview) -> StudyFacts:
    """Gather what a profile needs of the study and an interview; dates move as the first participant's."""
    return StudyFacts(
        styles=vault.study.settings().replacement_styles,
        organisations=vault.study.organisations(),
        shift_days=vault.study.date_shift(interview.participant_ids[0]),
        date=interview.date,
        pseudonym_seed=vault.study.pseudonym_seed,
    )


def _transcript(vault: Vault, interview_id: int) -> Transcript:
    transcript = vault.transcripts.transcript(interview_id)
    if transcript is None:
        study_id = vault.interviews.get(interview_id).study_id
        raise InputError(study_id, "It has no transcript yet.", "Transcribe it first.")
    return transcript


def _proposal(value: Mapping[str, Any]) -> Proposal:
    return Proposal(
        turn_id=value["turn_id"],
        start=value["start"],
        end=value["end"],
        label=value["label"],
        category=Category(value["category"]),
        detectors=tuple(value["detectors"]),
        score=value["score"],
        reason=value["reason"],
    )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
