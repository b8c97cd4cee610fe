"""One interview is recognised while the next is decoded and the one before is finished; the results stay the same."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.jobs.listening import listening_study, spoken, workers
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.jobs.memory import room_for_another
from transcribe_desk.jobs.queue import JobQueue
from transcribe_desk.jobs.settings import DRAFT
from transcribe_desk.study.study import Interview


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with listening_study(tmp_path) as opened:
        yield opened


def until(happened: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.005)


def doing(desk: Desk, interview: Interview, phase: Phase) -> bool:
    (event,) = (event for event in desk.queue.events() if event.interview_id == interview.id)
    return event.state is JobState.RUNNING and event.phase is phase


def result(desk: Desk, interviews: list[Interview]) -> list[object]:
    everything: list[object] = [desk.entities()]
    for interview in interviews:
        everything += [desk.transcript(interview.id), desk.mentions(interview.id)]
    return everything


def test_phases_of_different_interviews_overlap_and_change_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "one by one").mkdir()
    with listening_study(tmp_path / "one by one") as other:
        other.queue = JobQueue(other.vault, other.models, overlapping=False)
        expected: list[list[object]] = []
        heard: list[JobEvent] = []
        parts = ((0, 14), (14, 28))
        for study in (desk, other):
            interviews = [spoken(study, tmp_path, *part) for part in parts]
            study.queue.listen(heard.append if study is desk else lambda _event: None)
            for interview in interviews:
                study.queue.add(interview.id, DRAFT)
            assert study.queue.wait(120)
            assert [event.state for event in study.queue.events()] == [JobState.DONE] * 2
            expected.append(result(study, interviews))
    assert expected[0] == expected[1]

    running: dict[int, JobEvent] = {}
    together = set()
    for event in heard:
        running.pop(event.interview_id, None)
        if event.state is JobState.RUNNING:
            running[event.interview_id] = event
        phases = sorted(each.phase.value for each in running.values())
        assert phases.count("transcribe") <= 1, "two recognisers at once"
        assert len(phases) <= 2
        together.add(tuple(phases))
    if room_for_another():
        assert {("decode", "transcribe"), ("speakers", "transcribe")} <= together
    flagged = [event.interview_id for event in heard if event.state is JobState.DONE]
    assert flagged == sorted(flagged)


def test_where_memory_is_short_one_worker_runs_at_a_time(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transcribe_desk.jobs.queue.room_for_another", lambda: False)
    at_work: list[int] = []
    desk.queue.listen(lambda _event: at_work.append(len(workers())))
    for interview in (spoken(desk, tmp_path, 0, 6), spoken(desk, tmp_path, 6, 12)):
        desk.queue.add(interview.id, DRAFT)
    assert desk.queue.wait(120)
    assert [event.state for event in desk.queue.events()] == [JobState.DONE] * 2
    assert max(at_work) == 1


def test_a_pause_ends_the_work_at_once_and_goes_on_where_it_was(desk: Desk, tmp_path: Path) -> None:
    first, second = spoken(desk, tmp_path, 0, 24), spoken(desk, tmp_path, 24, 30)
    desk.queue.add(first.id, DRAFT)
    desk.queue.add(second.id, DRAFT)
    until(lambda: doing(desk, first, Phase.TRANSCRIBE))

    desk.queue.pause()

    until(lambda: not workers(), seconds=1.0)
    assert desk.queue.paused
    until(lambda: [event.state for event in desk.queue.events()] == [JobState.WAITING] * 2, seconds=1.0)
    assert not desk.queue.wait(0.5)
    assert desk.vault.recordings.has_sound(first.id), "what was finished is kept"
    heard: list[JobEvent] = []
    desk.queue.listen(heard.append)

    desk.queue.resume()

    assert desk.queue.wait(120)
    assert not desk.queue.paused
    assert [event.state for event in desk.queue.events()] == [JobState.DONE] * 2
    decoded = {event.interview_id for event in heard if event.state is JobState.RUNNING and event.phase is Phase.DECODE}
    assert first.id not in decoded
    recognised = [event.interview_id for event in heard if doing_recognition(event)]
    assert list(dict.fromkeys(recognised)) == [first.id, second.id]


def doing_recognition(event: JobEvent) -> bool:
    return event.state is JobState.RUNNING and event.phase is Phase.TRANSCRIBE


def test_nothing_runs_a_second_after_a_cancel_and_the_rest_goes_on(desk: Desk, tmp_path: Path) -> None:
    first, second = spoken(desk, tmp_path, 0, 30), spoken(desk, tmp_path, 30, 36)
    desk.queue.add(first.id, DRAFT)
    until(lambda: doing(desk, first, Phase.TRANSCRIBE))
    desk.queue.cancel(first.id)
    until(lambda: not workers(), seconds=1.0)
    desk.queue.add(second.id, DRAFT)
    assert desk.queue.wait(60)
    assert [event.state for event in desk.queue.events()] == [JobState.CANCELLED, JobState.DONE]

    heard: list[JobEvent] = []
    desk.queue.listen(heard.append)
    desk.queue.retry(first.id)
    assert desk.queue.wait(60)
    assert desk.queue.events()[-1].state is JobState.DONE
    assert Phase.DECODE not in {event.phase for event in heard if event.state is JobState.RUNNING}


def test_a_failure_names_cause_and_remedy_and_the_others_are_done(desk: Desk, tmp_path: Path) -> None:
    bad, good = spoken(desk, tmp_path, 0, 6), spoken(desk, tmp_path, 6, 12)
    desk.queue.add(bad.id, replace(DRAFT, language="de"))
    desk.queue.add(good.id, DRAFT)
    assert desk.queue.wait(60)
    failed, done = desk.queue.events()
    assert (failed.state, done.state) == (JobState.FAILED, JobState.DONE)
    assert failed.error is not None
    assert failed.error.cause
    assert failed.error.remedy


def test_the_time_left_of_waiting_jobs_counts(desk: Desk, tmp_path: Path) -> None:
    desk.queue.pause()
    first, second = spoken(desk, tmp_path, 0, 30), spoken(desk, tmp_path, 30, 40)
    desk.queue.add(first.id, DRAFT)
    one = desk.queue.seconds_left()
    desk.queue.add(second.id, DRAFT)
    assert 0 < one < desk.queue.seconds_left()
    for interview in (first, second):
        desk.queue.cancel(interview.id)
    assert desk.queue.seconds_left() == 0
