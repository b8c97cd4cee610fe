"""Edit transcripts: each step in one transaction with its journal, the mentions it moves and its line in the trail."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Sequence

from transcribe_desk.jobs.hearing_again import Progress, hear_again
from transcribe_desk.jobs.person import current_person
from transcribe_desk.jobs.settings import TranscriptionSettings
from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.privacy.deciding.realigning import Run, follow, runs_of
from transcribe_desk.privacy.deciding.review import Review
from transcribe_desk.privacy.deciding.settling import joined, known_at
from transcribe_desk.privacy.deciding.undoing import take_back
from transcribe_desk.privacy.mention import Mention
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.edits import EditStep, TurnsChange, changed_meanwhile, reword
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.finding import Found, Query, find, replaced
from transcribe_desk.study.speakers import SpeakerChange
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.vault.edit_journal import Edit, step_from_json, turns_wanted
from transcribe_desk.vault.notes import Note
from transcribe_desk.vault.review_journal import StepState
from transcribe_desk.vault.store import Vault


class Editing:
    """Every edit of a transcript's text and speakers; ``by`` is who makes it, the person at this computer if not said.

    A step is kept or lost whole. Decisions follow their words, known names in new text come up for review, and until
    detectors have read the new text the gate stays closed. Each call raises InputError for an interview without a
    transcript, and changes nothing then.
    """

    def __init__(self, vault: Vault, models: ModelStore) -> None:
        """Take the open study, and the models for hearing again."""
        self._vault = vault
        self._models = models

    def prepare(self) -> None:
        """Read the review into memory (slow: 0.6 s for 40 interviews), so that the first step is as quick as others."""
        with self._vault.transaction():
            self._vault.review_memory.current()

    def apply(self, interview_id: int, step: EditStep, by: str = "") -> None:
        """Carry out a step and journal it; steps taken back before it can no longer be done again.

        Raises InputError where the turns or speakers are no longer as the step was made for.
        """
        vault, who = self._vault, by or current_person()
        if step == step.inverse:
            return  # it changes nothing
        with vault.transaction():
            change = self._carry_out(interview_id, step)
            edit = vault.edits.append(interview_id, step, change, who, _now())
            self._note(edit, step, _ACTIONS[isinstance(step, SpeakerChange)], who)

    def undo(self, interview_id: int, by: str = "") -> EditStep | None:
        """Take the last step back, also one of an earlier session; give the step that did so, None if there is none.

        Mentions and decisions become what they were, where the review did not change since.
        """
        vault = self._vault
        with vault.transaction():
            edit = vault.edits.last_done(interview_id)
            return None if edit is None else self._step(edit, StepState.UNDONE, by or current_person())

    def redo(self, interview_id: int, by: str = "") -> EditStep | None:
        """Do the step taken back last again and give it, or None when there is none."""
        vault = self._vault
        with vault.transaction():
            edit = vault.edits.first_undone(interview_id)
            return None if edit is None else self._step(edit, StepState.DONE, by or current_person())

    def can_undo(self, interview_id: int) -> bool:
        """Tell whether there is a step to take back."""
        return self._vault.edits.last_done(interview_id) is not None

    def can_redo(self, interview_id: int) -> bool:
        """Tell whether there is a step to do again."""
        return self._vault.edits.first_undone(interview_id) is not None

    def steps(self, interview_id: int) -> tuple[Edit, ...]:
        """Give every step in an interview in order, those taken back too."""
        return self._vault.edits.steps(interview_id)

    def reword(self, interview_id: int, turn_id: int, text: str, by: str = "") -> Transcript:
        """Make a turn say something else; raise InputError for an unknown turn or an empty text."""
        return self.make(interview_id, lambda transcript: reword(transcript, turn_id, text), by)

    def make(self, interview_id: int, command: Callable[[Transcript], EditStep | None], by: str = "") -> Transcript:
        """Carry out the step that a command makes of the transcript as it is now; give the transcript after it."""
        with self._vault.transaction():
            transcript = self.transcript(interview_id)
            step = command(transcript)
            if step is None:
                return transcript
            self.apply(interview_id, step, by)
            return step.apply(transcript)

    def transcript(self, interview_id: int) -> Transcript:
        """Give the transcript as it is now."""
        return self._there(interview_id, self._vault.transcripts.transcript(interview_id))

    def original(self, interview_id: int) -> Transcript:
        """Give the transcript as the machine heard it, which no edit changes."""
        return self._there(interview_id, self._vault.transcripts.original(interview_id))

    def note(self, interview_id: int, turn_id: int | None, text: str, by: str = "") -> None:
        """Write the note of a turn, or of the interview for None, in place of the one there; without words it goes.

        Raises InputError for an unknown turn.
        """
        start_ms = 0
        with self._vault.transaction():
            if turn_id is not None and text.strip():
                turn = self._vault.transcripts.rows.of(interview_id, [turn_id]).get(turn_id)
                if turn is None:
                    raise InputError(f"Turn {turn_id}", "There is none with this number.", "List the turns again.")
                start_ms = turn.start_ms
            note = Note(turn_id, text.strip(), by or current_person(), _now(), start_ms)
            self._vault.notes.save(interview_id, note)

    def notes(self, interview_id: int) -> tuple[Note, ...]:
        """Give the notes: that of the interview first, then by time.

        That of a turn which was merged away keeps its number and its time, and comes back with its turn.
        """
        return self._vault.notes.all(interview_id)

    def find(self, query: Query, interview_ids: Sequence[int] | None = None) -> list[Found]:
        """Find words in these interviews, or in all, in reading order (slow in a study: 0.05 s an interview).

        Raises InputError for an empty query.
        """
        chosen = [each.id for each in self._vault.interviews.all()] if interview_ids is None else interview_ids
        query.pattern()
        transcripts = ((each, self._vault.transcripts.transcript(each)) for each in chosen)
        return [found for each, transcript in transcripts if transcript for found in find(transcript, each, query)]

    def replace(self, query: Query, replacement: str, found: Sequence[Found], by: str = "") -> int:
        """Put other words in these places, all or none, one step for each interview; give how many there were.

        Raises InputError where one of them no longer says what was looked for, or a turn would be left without words.
        """
        pattern = query.pattern()
        by_interview: dict[int, list[Found]] = {}
        for each in found:
            if not pattern.fullmatch(each.words):
                raise changed_meanwhile()
            by_interview.setdefault(each.interview_id, []).append(each)
        with self._vault.transaction():
            for interview_id, places in by_interview.items():
                self.apply(interview_id, replaced(self.transcript(interview_id), places, replacement), by)
        return len(found)

    def hear_again(
        self,
        interview_id: int,
        first_ms: int,
        last_ms: int,
        settings: TranscriptionSettings,
        on_progress: Progress | None = None,
        cancel: threading.Event | None = None,
    ) -> TurnsChange:
        """Transcribe a selection again with another preset (slow) and propose its words, for ``apply``.

        ``on_progress`` gets percent and 100; ``cancel`` ends it at once. Raises InputError when the sound was deleted
        or nothing was heard, ModelError, RecordingError, StudyDamagedError, CancelledError, WorkerError, DiskError.
        """
        interview, transcript = self._vault.interviews.get(interview_id), self.transcript(interview_id)
        selection = (first_ms, last_ms)
        return hear_again(self._vault, self._models, interview, transcript, selection, settings, on_progress, cancel)

    def _there(self, interview_id: int, transcript: Transcript | None) -> Transcript:
        if transcript is None:
            study_id = self._vault.interviews.get(interview_id).study_id
            raise InputError(study_id, "It has no transcript yet.", "Transcribe it first.")
        return transcript

    def _carry_out(self, interview_id: int, step: EditStep) -> Change:
        """Carry out a step and give what it did to the review."""
        memory = self._vault.review_memory
        review = self._review_of(interview_id, step)
        if review is None or isinstance(step, SpeakerChange):
            self._write(interview_id, step, [])
            return Change()
        runs = runs_of(step)
        moved = follow(review, interview_id, runs)
        self._write(interview_id, step, runs)
        memory.keep(moved)
        return joined(moved, self._propose_known(interview_id, runs))

    def _step(self, edit: Edit, state: StepState, who: str) -> EditStep:
        vault, interview_id, done = self._vault, edit.interview_id, edit.state is StepState.DONE
        body, changed = vault.edits.body(edit)
        turns = vault.transcripts.rows.of(interview_id, turns_wanted(body, done=done))
        step = step_from_json(body, turns, done=done)
        if state is StepState.UNDONE:
            step = step.inverse
        else:
            changed = changed.inverse
        review = self._review_of(interview_id, step)
        if review is None or isinstance(step, SpeakerChange):
            self._write(interview_id, step, [])
        else:
            runs = runs_of(step)
            # What stands where the step put it goes back to where the step found it.
            others = follow(review, interview_id, runs, {each.id for each in changed.after if _stands(review, each)})
            self._write(interview_id, step, runs)
            vault.review_memory.keep(others)
            vault.review_memory.keep(take_back(vault.review_memory.current(), changed).change)
            self._propose_known(interview_id, runs)
        vault.edits.set_state(edit, state)
        self._note(edit, step, "edit undone" if state is StepState.UNDONE else "edit done again", who)
        return step

    def _review_of(self, interview_id: int, step: EditStep) -> Review | None:
        """Give the study's review where an edit of the text can touch it: detectors have read the interview."""
        if isinstance(step, SpeakerChange) or interview_id not in self._vault.review.flagged_once():
            return None
        return self._vault.review_memory.current()

    def _write(self, interview_id: int, step: EditStep, runs: Sequence[Run]) -> None:
        memory = self._vault.review_memory
        with memory.staying():
            self._vault.transcripts.carry_out(interview_id, step)
            for run in runs:
                memory.edited(interview_id, run.before.keys(), run.after)

    def _propose_known(self, interview_id: int, runs: Sequence[Run]) -> Change:
        """Propose the study's names that new text says, all at once, as the gate would refuse them."""
        vault = self._vault
        places = [(interview_id, turn_id) for run in runs for turn_id in run.after]
        found = known_at(vault.review_memory.current(), places, vault.study.watched)
        vault.review_memory.keep(found)
        return found

    def _note(self, edit: Edit, step: EditStep, action: str, who: str) -> None:
        turns: list[int] | int
        if isinstance(step, TurnsChange):
            turns = sorted({turn.id for splice in step.splices for turn in (*splice.before, *splice.after)})
        else:
            turns = len(step.after.speakers)
        study_id = self._vault.interviews.get(edit.interview_id).study_id
        self._vault.audit.append(action, study_id, {"by": who, "step": edit.id, "kind": edit.kind, "turns": turns})


_ACTIONS = {False: "text edited", True: "speakers corrected"}


def _stands(review: Review, mention: Mention) -> bool:
    now = review.mentions.get(mention.id)
    return now is not None and (now.turn_id, now.start, now.end) == (mention.turn_id, mention.start, mention.end)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
