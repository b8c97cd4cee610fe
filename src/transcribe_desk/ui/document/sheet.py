"""Lay a transcript out turn by turn as lines and marks, and after an edit only the turns that it changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from transcribe_desk.study.style import VERBATIM
from transcribe_desk.study.transcript import Segment, Transcript, Turn
from transcribe_desk.ui.document.lines import line_of
from transcribe_desk.ui.document.marks import TO_LISTEN_TO, Mark, doubtful_marks, flagged_marks, gap_marks
from transcribe_desk.ui.document.notes import Note
from transcribe_desk.ui.document.reading import Reading
from transcribe_desk.ui.document.speakers import ShownSpeaker, shown_speakers


class Sheet:
    """What the transcript screen shows of an interview at the moment: its words, its lines, its marks."""

    def __init__(self, reading: Reading, study_id: str, notes: Sequence[Note]) -> None:
        self.reading = reading
        self.study_id = study_id
        self.notes = list(notes)
        self.lines = reading.lines(study_id)
        self.marks = reading.marks(self.notes)
        self.doubtful_words = reading.transcript.doubtful_words  # before any edit; to count them takes a moment
        self._speakers = self._shown_speakers()
        self._edited = False  # so that ``marks`` are those of other words

    @property
    def transcript(self) -> Transcript:
        """Give the words as they are now."""
        return self.reading.transcript

    @property
    def verbatim(self) -> bool:
        """Tell whether the text reads as it was said, so that it can be corrected."""
        return self.reading.style == VERBATIM

    def show_flagged(self, flagged: Sequence[Segment]) -> None:
        """Mark also what is to be listened to as a whole, which is read later than the text."""
        self.reading = replace(self.reading, flagged=tuple(flagged))
        if self._edited:
            self.marks, self._edited = self.reading.marks(self.notes), False
        else:
            others = [mark for mark in self.marks if mark.shape not in TO_LISTEN_TO]
            self.marks = [*others, *self.reading.flagged_marks()]

    def advance(self, after: Transcript) -> list[int]:
        """Take in an edited transcript; give the ids of the turns that are others now or have gone."""
        old = {turn.id: turn for turn in self.transcript.turns}
        gone = dict(old)
        changed = [(place, turn) for place, turn in enumerate(after.turns) if gone.pop(turn.id, None) is not turn]
        self.reading = replace(self.reading, transcript=after)
        self._edited = True
        reworded = (
            self.verbatim
            and not gone
            and all(
                turn.id in old and turn.speaker == old[turn.id].speaker and self.lines[place].turn_id == turn.id
                for place, turn in changed
            )
        )
        if reworded:  # as after every burst of typing: nothing else need be looked at
            for place, turn in changed:
                self.lines[place] = line_of(turn, self._speakers[turn.speaker])
        else:
            before, self._speakers = self._speakers, self._shown_speakers()
            if self.verbatim and self._speakers == before:
                self._renew_lines({turn.id for _, turn in changed})
            else:
                self.lines = self.reading.lines(self.study_id)
        return [*(turn.id for _, turn in changed), *gone]

    def _renew_lines(self, turn_ids: set[int]) -> None:
        """Lay out these turns anew, and keep the lines of the others."""
        kept = {line.turn_id: line for line in self.lines}
        self.lines = [
            line_of(turn, self._speakers[turn.speaker]) if turn.id in turn_ids else kept[turn.id]
            for turn in self.transcript.turns
        ]

    def turn_marks(self, turn_id: int) -> list[Mark]:
        """Give the marks of one turn; none for one that has gone."""
        turn = next((each for each in self.transcript.turns if each.id == turn_id), None)
        return [] if turn is None else list(self._marks_of(turn))

    def _marks_of(self, turn: Turn) -> Iterable[Mark]:
        alone = Transcript((turn,))
        yield from doubtful_marks(alone)
        yield from flagged_marks(alone, self.reading.flagged)
        yield from gap_marks(alone, self.notes)

    def _shown_speakers(self) -> dict[str, ShownSpeaker]:
        """Give how each speaker is shown; how much each says does not show in the text."""
        return {each.speaker: each.lasting for each in shown_speakers(self.transcript, self.study_id)}
