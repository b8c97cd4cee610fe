"""Keep proposals, decisions and sign-offs of the study, each change in one transaction with its line in the trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from transcribe_desk.privacy import decisions, entities, gate, propagation
from transcribe_desk.privacy.decisions import Change
from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.gate import Dossier, Refusal, RefusalCode, SignOff
from transcribe_desk.privacy.mention import Category, Decision, Mention, Proposal
from transcribe_desk.privacy.render import AnonymisedTranscript, render
from transcribe_desk.study.errors import GateRefusedError, InputError
from transcribe_desk.study.speakers import SpeakerChange
from transcribe_desk.study.style import VERBATIM, Style
from transcribe_desk.study.transcript import Transcript, Turn
from transcribe_desk.vault.store import Vault


def store_proposals(vault: Vault, interview_id: int, proposals: Sequence[Mapping[str, Any]]) -> None:
    """Keep what the detectors propose for an interview, and what its names and the study's say elsewhere.

    Decisions on spans that are still there are kept.
    """
    transcript = _transcript(vault, interview_id)
    with vault.transaction():
        _assign(vault, interview_id, transcript, [_proposal(each) for each in proposals], complete=True)
        vault.review.mark_flagged(interview_id)
        spread_known_names(vault)
        study_id = vault.interviews.get(interview_id).study_id
        vault.audit.append("flagged", study_id, {"mentions": len(vault.review.mentions(interview_id))})


def spread_known_names(vault: Vault) -> None:
    """Propose every place in the flagged interviews that says a name of the study and has no mention yet.

    After this the gate finds nothing that a person could not have decided on.
    """
    watched = vault.study.watched()
    with vault.transaction():
        for interview in vault.interviews.all():
            if not vault.review.flagged(interview.id):
                continue
            transcript = _transcript(vault, interview.id)
            found = propagation.missing_from(
                interview.id,
                _texts(transcript),
                vault.review.entities(),
                vault.review.mentions(),
                watched=watched,
            )
            if found:
                _assign(vault, interview.id, transcript, found, complete=False)


def partial_transcript(vault: Vault, interview_id: int) -> Transcript | None:
    """Give what is recognised so far of an interview that is being transcribed, one turn a segment, or None."""
    segments = [segment for segment in vault.transcripts.segments(interview_id) if segment.words]
    turns = tuple(
        Turn(number, "S1", segment.words, segment.start_ms, segment.end_ms)
        for number, segment in enumerate(segments, start=1)
    )
    return Transcript(turns) if turns else None


def change_speakers(
    vault: Vault, interview_id: int, make: Callable[[Transcript], SpeakerChange]
) -> tuple[Transcript, SpeakerChange]:
    """Correct who speaks or what they are, as ``make`` says; what was decided in the turns stays. Raises InputError."""
    with vault.transaction():
        before = _transcript(vault, interview_id)
        change = make(before)
        vault.transcripts.save_speakers(interview_id, change.apply(before))
        vault.audit.append(
            "speakers corrected", vault.interviews.get(interview_id).study_id, {"turns": len(change.after.speakers)}
        )
    return _transcript(vault, interview_id), change


def decide(vault: Vault, mention_ids: Sequence[int], decision: Decision, by: str) -> Change:
    """Decide single mentions, or raise InputError when one of them does not exist."""
    with vault.transaction():
        everything = vault.review.mentions()
        unknown = set(mention_ids) - {mention.id for mention in everything}
        if unknown:
            raise InputError(f"Mention {min(unknown)}", "There is none with this number.", "List the mentions again.")
        return _keep(vault, decisions.decide(everything, set(mention_ids), decision, by, _now()), decision.value, by)


def decide_entity(vault: Vault, entity_id: int, decision: Decision, by: str) -> Change:
    """Decide all mentions of an entity in the whole study, or raise InputError when there is no such entity."""
    with vault.transaction():
        if entity_id not in {entity.id for entity in vault.review.entities()}:
            raise InputError(f"Entity {entity_id}", "There is none with this number.", "List the mentions again.")
        change = decisions.decide_entity(vault.review.mentions(), entity_id, decision, by, _now())
        return _keep(vault, change, decision.value, by)


def revert(vault: Vault, change: Change) -> tuple[Mention, ...]:
    """Take a change back; give the mentions as they are again."""
    with vault.transaction():
        standing = {mention.id for mention in vault.review.mentions()}
        restored = tuple(mention for mention in change.before if mention.id in standing)
        vault.review.update_mentions(restored)
        vault.audit.append("decision undone", "", {"mentions": [mention.id for mention in restored]})
    return restored


def rendered(vault: Vault, interview_id: int, style: Style = VERBATIM) -> AnonymisedTranscript:
    """Give an interview as the gate would let it out with the decisions made so far; raise GateRefusedError."""
    return gate.rendered(dossier(vault, interview_id), style)


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


def refusals(vault: Vault, interview_id: int) -> tuple[Refusal, ...]:
    """Say why the gate would not let the interview out."""
    return gate.refusals(dossier(vault, interview_id))


def dossier(vault: Vault, interview_id: int) -> Dossier:
    """Gather what the gate looks at."""
    return Dossier(
        interview=vault.interviews.get(interview_id),
        transcript=vault.transcripts.transcript(interview_id),
        flagged=vault.review.flagged(interview_id),
        mentions=vault.review.mentions(),
        entities=vault.review.entities(),
        sign_off=vault.review.sign_off(interview_id),
        watched=vault.study.watched(),
    )


def _assign(
    vault: Vault, interview_id: int, transcript: Transcript, proposals: Sequence[Proposal], *, complete: bool
) -> None:
    texts = {turn.id: turn.text for turn in transcript.turns}
    found = entities.assign(
        interview_id, texts, proposals, vault.review.entities(), vault.review.mentions(), complete=complete
    )
    ids = {
        entity.id: vault.review.add_entity(entity.category, entity.name, entity.forms, entity.replacement).id
        for entity in found.new_entities
    }
    for entity in found.changed_entities:
        vault.review.update_entity(entity)
    vault.review.remove_mentions(found.removed_mention_ids)
    vault.review.add_mentions(found.with_ids(ids))


def _keep(vault: Vault, change: Change, action: str, by: str) -> Change:
    vault.review.update_mentions(change.after)
    if change.after:
        vault.audit.append(action, "", {"by": by, "mentions": [mention.id for mention in change.after]})
    return change


def _transcript(vault: Vault, interview_id: int) -> Transcript:
    transcript = vault.transcripts.transcript(interview_id)
    if transcript is None:
        study_id = vault.interviews.get(interview_id).study_id
        raise InputError(study_id, "It has no transcript yet.", "Transcribe it first.")
    return transcript


def _texts(transcript: Transcript) -> list[TurnText]:
    return [TurnText(turn.id, turn.text) for turn in transcript.turns]


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
