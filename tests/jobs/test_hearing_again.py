"""Transcribe a selection again: its words are proposed as an edit, and nothing else changes until that is applied."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.jobs.conftest import StudyBuilder
from tests.jobs.listening import listening_study, spoken
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.settings import DRAFT, TranscriptionSettings
from transcribe_desk.study.errors import CancelledError, InputError, ModelError
from transcribe_desk.study.study import Interview
from transcribe_desk.study.transcript import Transcript, Turn, Word

SECONDS = 20


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Desk]:
    """Give a study that can really listen."""
    with listening_study(tmp_path) as opened:
        yield opened


@pytest.fixture
def interview(listening: Desk, tmp_path: Path) -> Interview:
    """Give an interview of 20 s whose transcript says nothing true, as a bad model would."""
    interview = spoken(listening, tmp_path, 0, SECONDS)
    turns = []
    for number in range(1, 5):
        start = (number - 1) * 5_000
        said = tuple(Word(f"wrong{place}", start + 500 * place, start + 500 * place + 400, 0.2) for place in range(10))
        turns.append(Turn(number, f"S{number % 2 + 1}", said, start, said[-1].end_ms))
    listening.vault.transcripts.save_transcript(interview.id, Transcript(tuple(turns)))
    return interview


def test_words_of_the_selection_are_proposed_and_all_others_stay(listening: Desk, interview: Interview) -> None:
    editing = listening.editing
    before = editing.transcript(interview.id)
    told: list[tuple[int, int]] = []

    step = editing.hear_again(interview.id, 5_000, 14_900, DRAFT, lambda done, total: told.append((done, total)))

    assert editing.transcript(interview.id) == before, "a proposal changes nothing"
    assert told == sorted(told)
    assert told[-1] == (100, 100)
    editing.apply(interview.id, step, "GE")
    now = editing.transcript(interview.id)
    assert [turn for turn in now.turns if turn.id in (1, 4)] == [before.turns[0], before.turns[3]]
    heard = [word for turn in now.turns if turn.id in (2, 3) for word in turn.words]
    assert len(heard) > 8
    assert not [word for word in heard if word.text.startswith("wrong")]
    assert all(5_000 <= word.start_ms <= word.end_ms <= 14_900 for word in heard)
    assert [word.start_ms for word in heard] == sorted(word.start_ms for word in heard)
    assert {turn.id: turn.speaker for turn in now.turns} == {turn.id: turn.speaker for turn in before.turns}
    assert editing.undo(interview.id) == step.inverse
    assert editing.transcript(interview.id) == before
    assert len(list((listening.vault.folder / "recordings").iterdir())) == 1, "nothing of the stretch is left"


def test_cancelling_ends_it_and_leaves_nothing(listening: Desk, interview: Interview) -> None:
    cancel = threading.Event()

    def stop(_done: int, _total: int) -> None:
        cancel.set()

    with pytest.raises(CancelledError):
        listening.editing.hear_again(interview.id, 0, 10_000, DRAFT, stop, cancel)
    assert not listening.editing.can_undo(interview.id)
    assert len(list((listening.vault.folder / "recordings").iterdir())) == 1


def test_a_selection_in_which_nothing_can_be_heard_is_refused(listening: Desk, interview: Interview) -> None:
    for first_ms, last_ms in ((5_000, 5_050), (9_000, 4_000)):
        with pytest.raises(InputError, match="too short"):
            listening.editing.hear_again(interview.id, first_ms, last_ms, DRAFT)
    with pytest.raises(InputError, match="ends before"):
        listening.editing.hear_again(interview.id, 90_000, 99_000, DRAFT)


def test_deleted_sound_is_told_with_what_to_do(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.transcribed(["Hello there."])
    desk.vault.recordings.forget(interview.id)
    with pytest.raises(InputError, match="no longer in the study"):
        desk.editing.hear_again(interview.id, 5_000, 6_000, DRAFT)


def test_settings_that_cannot_work_are_told_before_anything_runs(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.transcribed(["Hello there."])
    with pytest.raises(InputError, match="does not know the language"):
        desk.editing.hear_again(interview.id, 0, 900, TranscriptionSettings(model="whisper-tiny.en", language="cy"))
    with pytest.raises(ModelError):
        desk.editing.hear_again(interview.id, 0, 900, TranscriptionSettings(model="no-such-model"))
