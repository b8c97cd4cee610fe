"""Copies are made by themselves, in turn, out of everybody's way, and not at all once the study is to be locked."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.ui.player.made_sound import RATE, record
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.jobs.playback import PlaybackState
from transcribe_desk.ui.player import interview_sound
from transcribe_desk.ui.player.interview_sound import InterviewSound, Preparations, SoundState
from transcribe_desk.ui.session import Session

PREPARED = 30_000


def test_a_transcription_that_is_done_is_followed_by_its_copy(qtbot: QtBot, desk: Desk, session: Session) -> None:
    preparations = Preparations.of(session)
    assert Preparations.of(session) is preparations
    interview = desk.interview("02-hospital")
    with qtbot.waitSignal(preparations.finished, timeout=PREPARED) as done:
        session.take_event(JobEvent(interview.id, JobState.DONE, Phase.FLAG))
    assert done.args == [interview.id]
    assert desk.playback.state(interview.id) is PlaybackState.READY


def test_the_one_that_a_person_looks_at_comes_first_and_waits_for_nothing(
    qtbot: QtBot, desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare, patience = desk.playback.prepare, dict[int, bool]()

    def noted(interview_id: int, *rest: Any, patient: bool) -> None:
        patience[interview_id] = patient
        prepare(interview_id, *rest, patient=patient)

    monkeypatch.setattr(desk.playback, "prepare", noted)
    ids = [record(desk, study_id, 2).id for study_id in ("01-hospital", "03-hospital", "04-hospital")]
    preparations = Preparations.of(session)
    made: list[int] = []
    preparations.finished.connect(made.append)
    for interview_id in ids:
        preparations.want(interview_id, first=False)
    preparations.want(ids[2])
    qtbot.waitUntil(lambda: len(made) == 3, timeout=PREPARED)
    assert made == [ids[0], ids[2], ids[1]]
    assert patience == {ids[0]: True, ids[2]: False, ids[1]: True}


def test_beside_a_transcription_it_waits_for_memory_and_says_so(
    qtbot: QtBot, desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = desk.interview("02-hospital")
    room = [False]
    monkeypatch.setattr(interview_sound, "room_for_another", lambda: room[0])
    session.jobs[desk.interview("03-hospital").id] = JobEvent(3, JobState.RUNNING, Phase.TRANSCRIBE)
    sound = InterviewSound(session, session)
    sound.open(interview.id)
    qtbot.waitUntil(lambda: sound.state is SoundState.PREPARING)
    assert sound.waiting
    room[0] = True
    qtbot.waitUntil(lambda: sound.state is SoundState.READY, timeout=PREPARED)
    assert not sound.waiting


def test_locking_the_study_ends_a_preparation_at_once(qtbot: QtBot, desk: Desk, session: Session) -> None:
    interview = record(desk, "01-hospital", 30 * 60)
    preparations = Preparations.of(session)
    with qtbot.waitSignal(preparations.progressed, timeout=PREPARED, check_params_cb=lambda _id, percent: percent > 0):
        preparations.want(interview.id)
    asked = time.monotonic()
    session.stop_listening()
    preparations.settle()
    assert time.monotonic() - asked < 2
    assert desk.playback.state(interview.id) is PlaybackState.TO_MAKE
    preparations.want(desk.interview("02-hospital").id)
    qtbot.waitUntil(lambda: not preparations.busy)
    assert desk.playback.state(desk.interview("02-hospital").id) is PlaybackState.TO_MAKE


def test_a_copy_that_cannot_be_played_is_made_anew_once(qtbot: QtBot, desk: Desk, session: Session) -> None:
    interview = desk.interview("02-hospital")
    with desk.vault.recordings.playback_writer(interview.id) as (copy, peaks):
        copy.write(np.zeros(RATE, dtype=np.int16).tobytes())  # no Ogg at all
        peaks.write(b"\x32" + bytes(600))
    sound = InterviewSound(session, session)
    sound.open(interview.id)
    qtbot.waitUntil(lambda: sound.state is SoundState.PREPARING, timeout=PREPARED)
    qtbot.waitUntil(lambda: sound.state is SoundState.READY, timeout=PREPARED)
    sound.play()
    qtbot.waitUntil(lambda: sound.player.position() > 200, timeout=5000)


def test_two_screens_share_the_player_and_each_gets_its_sound_back(qtbot: QtBot, desk: Desk, session: Session) -> None:
    other = record(desk, "01-hospital", 3)
    text, review = InterviewSound(session, session), InterviewSound(session, session)
    text.open(desk.interview("02-hospital").id)
    qtbot.waitUntil(lambda: text.state is SoundState.READY, timeout=PREPARED)
    review.open(other.id)
    qtbot.waitUntil(lambda: review.loaded, timeout=PREPARED)
    assert not text.loaded
    text.play_span(4000, 9000)
    qtbot.waitUntil(lambda: text.loaded and text.player.position() > 4100, timeout=PREPARED)
    assert text.player.span() is not None
    assert not review.loaded
