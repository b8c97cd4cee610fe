"""Hold what the transcript screen reads of one interview, and lay it out as lines, marks and notes in one style."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transcribe_desk.privacy.render import AnonymisedTranscript, AnonymisedTurn
from transcribe_desk.study.style import VERBATIM, Style
from transcribe_desk.study.transcript import Segment, Transcript
from transcribe_desk.ui.document.lines import Line, lines_of
from transcribe_desk.ui.document.marks import Mark, doubtful_marks, flagged_marks, gap_marks
from transcribe_desk.ui.document.notes import Note

if TYPE_CHECKING:
    from transcribe_desk.jobs.desk import Desk


@dataclass(frozen=True, slots=True)
class Reading:
    """An interview's words at one moment; ``styled`` is there where the style changes how they read."""

    transcript: Transcript
    style: Style = VERBATIM
    styled: AnonymisedTranscript | None = None
    flagged: tuple[Segment, ...] = ()

    def lines(self, study_id: str) -> list[Line]:
        """Give the turns as they read in the style."""
        texts = {turn.turn_id: turn.text for turn in self.styled.turns} if self.styled else None
        return lines_of(self.transcript, study_id, texts)

    def marks(self, notes: list[Note]) -> list[Mark]:
        """Mark doubtful words, stretches to listen to and gaps, at their places in the style."""
        found = self._placed([*doubtful_marks(self.transcript), *gap_marks(self.transcript, notes)])
        return [*found, *self.flagged_marks()]

    def flagged_marks(self) -> list[Mark]:
        """Mark the stretches to listen to, at their places in the style."""
        return self._placed(flagged_marks(self.transcript, self.flagged))

    def span(self, turn_id: int, start: int, end: int) -> tuple[int, int] | None:
        """Give where a span of a turn's own text stands in the style, or None where the style leaves it out."""
        if self.styled is None:
            return start, end
        return _span(next((turn for turn in self.styled.turns if turn.turn_id == turn_id), None), start, end)

    def _placed(self, marks: list[Mark]) -> list[Mark]:
        if self.styled is None:
            return marks
        turns = {turn.turn_id: turn for turn in self.styled.turns}
        spans = [_span(turns.get(mark.turn_id), mark.start, mark.end) for mark in marks]
        return [
            replace(mark, start=span[0], end=span[1])
            for mark, span in zip(marks, spans, strict=True)
            if span is not None
        ]


def read(desk: Desk, interview_id: int, style: Style) -> Reading | None:
    """Read an interview in a style, or give None before its first words; text that still grows has none.

    What is to be listened to as a whole takes as long again to read, and comes later.
    """
    transcript = desk.transcript(interview_id)
    if transcript is None:
        return None
    styled = desk.as_said(interview_id, style) if style != VERBATIM and transcript.roles else None
    return Reading(transcript, style, styled)


def _span(turn: AnonymisedTurn | None, start: int, end: int) -> tuple[int, int] | None:
    if turn is None:
        return None
    try:
        first, last = turn.rendered_span(start, end)
    except ValueError:
        return None
    return (first, last) if first < last else None
