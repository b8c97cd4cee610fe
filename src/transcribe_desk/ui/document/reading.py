"""Hold what the transcript screen reads of one interview, and lay it out as lines, marks and notes in one style."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcribe_desk.privacy.render import AnonymisedTurn
from transcribe_desk.study.style import VERBATIM, Style
from transcribe_desk.study.transcript import Segment, Transcript
from transcribe_desk.ui.document.lines import Line, lines_of
from transcribe_desk.ui.document.marks import Mark, doubtful_marks, flagged_marks, gap_marks
from transcribe_desk.ui.document.notes import Note

if TYPE_CHECKING:
    from transcribe_desk.jobs.desk import Desk


@dataclass(frozen=True, slots=True)
class Reading:
    """An interview's words at one moment; ``styled`` gives, by turn, how they read where the style changes that.

    Marks stand over the turns' own words. ``span`` and ``own_span`` say where in the text shown these are, and back.
    """

    transcript: Transcript
    style: Style = VERBATIM
    styled: Mapping[int, AnonymisedTurn] | None = None
    flagged: tuple[Segment, ...] = ()

    def lines(self, study_id: str) -> list[Line]:
        """Give the turns as they read in the style."""
        texts = None if self.styled is None else {turn_id: turn.text for turn_id, turn in self.styled.items()}
        return lines_of(self.transcript, study_id, texts)

    def marks(self, notes: list[Note]) -> list[Mark]:
        """Mark doubtful words, stretches to listen to and gaps."""
        return [*doubtful_marks(self.transcript), *gap_marks(self.transcript, notes), *self.flagged_marks()]

    def flagged_marks(self) -> list[Mark]:
        """Mark the stretches to listen to."""
        return flagged_marks(self.transcript, self.flagged)

    def span(self, turn_id: int, start: int, end: int) -> tuple[int, int] | None:
        """Give where a span of a turn's own text stands in the style, or None where the style leaves it out.

        An empty span is a caret: it stays before the character that follows it.
        """
        if self.styled is None:
            return start, end
        turn = self.styled.get(turn_id)
        if turn is None:
            return None
        if start == end:
            return _caret(turn.rendered_span, start, len(turn.text))
        try:
            first, last = turn.rendered_span(start, end)
        except ValueError:
            return None
        return (first, last) if first < last else None

    def own_span(self, turn_id: int, start: int, end: int) -> tuple[int, int]:
        """Give the span of a turn's own text behind a span of it in the style; for a caret as ``span`` does."""
        turn = None if self.styled is None else self.styled.get(turn_id)
        if turn is None:
            return start, end
        if start == end:
            return _caret(turn.source_span, start, turn.pieces[-1].source_end)
        return turn.source_span(start, end)


def read(desk: Desk, interview_id: int, style: Style) -> Reading | None:
    """Read an interview in a style, or give None before its first words; text that still grows has none.

    What is to be listened to as a whole takes as long again to read, and comes later.
    """
    transcript = desk.transcript(interview_id)
    if transcript is None:
        return None
    styled = desk.as_said(interview_id, style) if style != VERBATIM and transcript.roles else None
    return Reading(transcript, style, None if styled is None else {turn.turn_id: turn for turn in styled.turns})


def _caret(other_side: Callable[[int, int], tuple[int, int]], at: int, end: int) -> tuple[int, int]:
    try:
        place, _ = other_side(at, at + 1)
    except ValueError:  # nothing follows
        place = end
    return place, place
