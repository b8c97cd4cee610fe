"""Edit transcripts: words, cuts between turns, undo, find and replace, notes, hearing again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace as changed

from transcribe_desk.cli.opening import open_desk
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.settings import PRESETS, TranscriptionSettings
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.study import edits as commands
from transcribe_desk.study.edits import EditStep, TurnsChange
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.finding import Found, Query
from transcribe_desk.study.originals import heard
from transcribe_desk.study.timecode import clock
from transcribe_desk.study.transcript import Transcript

_READ_AGAIN = "Run “transcribe-desk flag” so that the new words are read for what identifies somebody."


def edit(options: argparse.Namespace) -> int:
    """Change what a turn says."""
    with open_desk(options) as desk:
        interview_id = desk.interview(options.study_id).id
        desk.editing.reword(interview_id, options.turn, options.text, options.by)
        undecided = [
            each
            for each in desk.mentions(interview_id)
            if each.turn_id == options.turn and each.decision is Decision.UNDECIDED
        ]
    print(f"Turn {options.turn} is changed; {len(undecided)} mentions in it are to be decided.")
    print(_READ_AGAIN)
    return 0


def restore(options: argparse.Namespace) -> int:
    """Give a turn back what the machine heard, or show it."""
    with open_desk(options) as desk:
        interview_id = desk.interview(options.study_id).id
        original = desk.editing.original(interview_id)
        if options.show:
            now = desk.editing.transcript(interview_id)
            commands.restore(now, original, options.turn)  # refuses an unknown turn
            print(" ".join(word.text for word in heard(now, original, options.turn)))
            return 0
        if not _make(desk, options, lambda now: commands.restore(now, original, options.turn)):
            print(f"Turn {options.turn} says what the machine heard.")
            return 0
    print(f"Turn {options.turn} says again what the machine heard.\n{_READ_AGAIN}")
    return 0


def split(options: argparse.Namespace) -> int:
    """Cut a turn in two."""

    def make(now: Transcript) -> TurnsChange:
        offset = _end_of(now, options.turn, options.words, options.occurrence)
        return commands.split(now, options.turn, offset, options.speaker)

    with open_desk(options) as desk:
        step = _make(desk, options, make)
    assert isinstance(step, TurnsChange)
    print(f"Turn {options.turn} is split; the second part is turn {step.splices[0].after[1].id}.")
    return 0


def merge(options: argparse.Namespace) -> int:
    """Make one turn of two."""
    with open_desk(options) as desk:
        _make(desk, options, lambda now: commands.merge(now, options.turn))
    print(f"Turn {options.turn} goes on to the end of the next one.")
    return 0


def move(options: argparse.Namespace) -> int:
    """Move the cut between two turns."""
    words = -options.words if options.give else options.words
    with open_desk(options) as desk:
        _make(desk, options, lambda now: commands.move_boundary(now, options.turn, words))
    print(f"Turn {options.turn} ends {abs(words)} words {'earlier' if words < 0 else 'later'}.")
    return 0


def undo_edit(options: argparse.Namespace) -> int:
    """Take the last edit back."""
    with open_desk(options) as desk:
        step = desk.editing.undo(desk.interview(options.study_id).id, options.by)
    print("There is no edit to take back." if step is None else f"Taken back: {_named(step)}.")
    return 0


def redo_edit(options: argparse.Namespace) -> int:
    """Do the edit taken back last again."""
    with open_desk(options) as desk:
        step = desk.editing.redo(desk.interview(options.study_id).id, options.by)
    print("There is no edit to do again." if step is None else f"Done again: {_named(step)}.")
    return 0


def edits(options: argparse.Namespace) -> int:
    """List the edits of an interview."""
    with open_desk(options) as desk:
        for step in desk.editing.steps(desk.interview(options.study_id).id):
            print(f"{step.id:>5}  {step.at:%Y-%m-%d %H:%M}  {step.state.value:<9}  {step.kind:<12}  {step.person}")
    return 0


def find(options: argparse.Namespace) -> int:
    """List where words are said."""
    with open_desk(options) as desk:
        _list(desk, _found(desk, options))
    return 0


def replace(options: argparse.Namespace) -> int:
    """Put other words in place of some."""
    with open_desk(options) as desk:
        found = _found(desk, options)
        if options.only is not None:
            if wrong := [number for number in options.only if not 1 <= number <= len(found)]:
                raise InputError(f"Place {wrong[0]}", "There is none with this number.", "List them with “find”.")
            found = [found[number - 1] for number in sorted(set(options.only))]
        _list(desk, found)
        if options.dry_run:
            return 0
        number = desk.editing.replace(_query(options), options.replacement, found, options.by)
    print(f"{number} places are changed." + (f"\n{_READ_AGAIN}" if number else ""))
    return 0


def notes(options: argparse.Namespace) -> int:
    """List the notes of an interview, or write one."""
    with open_desk(options) as desk:
        interview_id = desk.interview(options.study_id).id
        if options.write is not None:
            desk.editing.note(interview_id, options.turn, options.write, options.by)
        for note in desk.editing.notes(interview_id):
            place = "interview" if note.turn_id is None else f"turn {note.turn_id} ({clock(note.start_ms)})"
            print(f"{place}: {note.text} [{note.by}, {note.at:%Y-%m-%d}]")
    return 0


def hear_again(options: argparse.Namespace) -> int:
    """Transcribe some turns again."""
    settings = hearing_settings(options)
    with open_desk(options) as desk:
        interview_id = desk.interview(options.study_id).id
        turns = {turn.id: turn for turn in desk.editing.transcript(interview_id).turns}
        for number in (options.turn, options.last or options.turn):
            if number not in turns:
                raise InputError(f"Turn {number}", "There is none with this number.", "List the turns again.")
        first_ms, last_ms = turns[options.turn].start_ms, turns[options.last or options.turn].end_ms
        step = desk.editing.hear_again(interview_id, first_ms, last_ms, settings, _tell)
        for turn in (turn for splice in step.splices for turn in splice.after):
            print(f"{turn.id:>5}  {turn.speaker}: {turn.text}")
        if not options.dry_run:
            desk.editing.apply(interview_id, step, options.by)
    return 0


def hearing_settings(options: argparse.Namespace) -> TranscriptionSettings:
    """Give the preset named on the command line, changed as its options say; without a language, the interview's."""
    preset = PRESETS[options.preset]
    return changed(
        preset,
        model=options.model or preset.model,
        engine=options.engine or preset.engine,
        language=options.language,
        quiet_speaker=options.quiet_speaker,
    )


def _make(desk: Desk, options: argparse.Namespace, command: Callable[[Transcript], EditStep | None]) -> EditStep | None:
    """Carry out a command on the interview named, and give the step it made."""
    interview_id = desk.interview(options.study_id).id
    step = command(desk.editing.transcript(interview_id))
    if step is not None:
        desk.editing.apply(interview_id, step, options.by)
    return step


def _named(step: EditStep) -> str:
    return step.kind if isinstance(step, TurnsChange) else "a correction of speakers"


def _end_of(transcript: Transcript, turn_id: int, words: str, occurrence: int) -> int:
    try:
        text = transcript.turn(turn_id).text
    except KeyError:
        raise InputError(f"Turn {turn_id}", "There is none with this number.", "List the turns again.") from None
    place = -1
    for _ in range(occurrence):
        place = text.find(words, place + 1)
        if place < 0:
            raise InputError(f"Turn {turn_id}", "These words do not stand there.", "Give them as the turn does.")
    return place + len(words)


def _query(options: argparse.Namespace) -> Query:
    return Query(options.text, options.whole_words, options.match_case)


def _found(desk: Desk, options: argparse.Namespace) -> list[Found]:
    chosen = None if options.only_in is None else [desk.interview(each).id for each in options.only_in]
    return desk.editing.find(_query(options), chosen)


def _list(desk: Desk, found: Sequence[Found]) -> None:
    study_ids = {row.interview.id: row.interview.study_id for row in desk.rows()}
    for number, each in enumerate(found, start=1):
        place = f"{study_ids[each.interview_id]}  turn {each.turn_id}"
        print(f"{number:>5}  {place}  {each.before}›{each.words}‹{each.after}")


def _tell(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\rlistening {done * 100 // total} %", end="\n" if done == total else "", file=sys.stderr)
