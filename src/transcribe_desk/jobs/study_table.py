"""Give the study's table: where each interview stands, without reading any transcript."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from transcribe_desk.study.study import Interview, Status
from transcribe_desk.vault.store import Vault
from transcribe_desk.vault.transcripts import Plan, Removed


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """One line of the study table; stretches are in milliseconds.

    ``missing`` is damaged sound; ``removed`` is where the guards took words away or where a voice was heard without
    words. ``model`` is the one that gave the words or is to give them. ``language`` is what was chosen or found, with
    the probability where it was found; ``speakers`` and the confidence, 0 to 1, are the machine's count;
    ``by_channel`` says that each voice has a channel of its own; ``roles_reason`` is why it proposes that interviewer.
    ``gain_db`` is how much a quiet recording was raised for recognition alone.
    """

    interview: Interview
    status: Status
    doubtful: int
    mentions: int
    undecided: int
    missing: tuple[tuple[int, int], ...] = ()
    removed: tuple[Removed, ...] = ()
    model: str | None = None
    language: str | None = None
    language_probability: float | None = None
    speakers: int | None = None
    speakers_confidence: float | None = None
    by_channel: bool = False
    roles_reason: str = ""
    gain_db: float = 0.0


def rows(vault: Vault) -> tuple[InterviewRow, ...]:
    """Give a line for each interview, ordered by study ID."""
    with vault.transaction():
        counts = vault.overview.counts()
        return tuple(
            InterviewRow(
                interview=each,
                status=counts[each.id].status,
                doubtful=counts[each.id].doubtful,
                mentions=counts[each.id].mentions,
                undecided=counts[each.id].undecided,
                **_facts(vault.transcripts.plan(each.id)),
            )
            for each in vault.interviews.all()
        )


def row(vault: Vault, interview: Interview) -> InterviewRow:
    """Give the line of one interview as it is now, or raise KeyError."""
    found = {each.interview.id: each for each in rows(vault)}
    return found[interview.id]


def _facts(plan: Plan | None) -> dict[str, Any]:
    """Give the fields of a row that come from the plan of the interview's transcription."""
    if plan is None:
        return {}
    return {
        "missing": plan.missing,
        "removed": plan.removed,
        "model": plan.model,
        "language": plan.language or plan.language_found,
        "language_probability": None if plan.language else plan.language_probability,
        "speakers": plan.speakers_found,
        "speakers_confidence": plan.speakers_confidence,
        "by_channel": plan.by_channel,
        "roles_reason": plan.roles_reason,
        "gain_db": plan.gain_db,
    }
