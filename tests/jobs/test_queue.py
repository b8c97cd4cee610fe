"""Jobs run in order, one at a time; a failure is told and the next one runs; cancel is at once."""

from __future__ import annotations

import sys
import time

import pytest

from tests.jobs.conftest import StudyBuilder
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.study.errors import InputError, ModelError


def test_a_failed_job_tells_why_and_the_next_one_runs(desk: Desk, builder: StudyBuilder) -> None:
    interviews = [builder.interview(), builder.interview()]
    heard: list[JobEvent] = []
    desk.queue.listen(heard.append)
    for interview in interviews:
        desk.queue.add(interview.id)
    assert desk.queue.wait(60)

    # There is no speech model in this study's models folder; decoding needs none.
    assert [event.state for event in desk.queue.events()] == [JobState.FAILED, JobState.FAILED]
    for interview, event in zip(interviews, desk.queue.events(), strict=True):
        assert isinstance(event.error, ModelError)
        assert "models install whisper-base" in event.error.remedy
        assert event.phase is Phase.TRANSCRIBE
        assert desk.vault.recordings.has_sound(interview.id)
    order = [event.interview_id for event in heard if event.state is JobState.FAILED]
    assert order == [interview.id for interview in interviews]


def test_progress_counts_up_to_the_length_of_the_recording(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.interview()
    heard: list[JobEvent] = []
    desk.queue.listen(heard.append)
    desk.queue.add(interview.id)
    assert desk.queue.wait(60)
    running = [event for event in heard if event.state is JobState.RUNNING and event.phase is Phase.DECODE]
    assert all(0 <= event.done_ms <= event.total_ms for event in running)
    assert [event.done_ms for event in running] == sorted(event.done_ms for event in running)


def test_a_waiting_job_is_cancelled_and_may_be_retried(desk: Desk, builder: StudyBuilder) -> None:
    first, second = builder.interview(), builder.interview()
    desk.queue.add(first.id)
    desk.queue.add(second.id)
    desk.queue.cancel(second.id)
    assert desk.queue.wait(60)
    assert [event.state for event in desk.queue.events()] == [JobState.FAILED, JobState.CANCELLED]
    desk.queue.retry(second.id)
    assert desk.queue.wait(60)
    assert desk.queue.events()[-1].state is JobState.FAILED


def test_cancel_ends_a_running_job_within_a_second(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.interview()
    desk.queue.add(interview.id)
    while not any(event.state is JobState.RUNNING for event in desk.queue.events()):
        time.sleep(0.005)
    desk.queue.cancel(interview.id)
    started = time.monotonic()
    assert desk.queue.wait(1.0), "the job went on for more than a second"
    assert time.monotonic() - started < 1.0


def test_a_job_is_in_the_queue_once(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.interview()
    desk.queue.add(interview.id)
    desk.queue.add(interview.id)
    assert len(desk.queue.events()) == 1


def test_closing_the_study_ends_the_running_job(desk: Desk, builder: StudyBuilder) -> None:
    desk.queue.add(builder.interview().id)
    started = time.monotonic()
    desk.queue.close()
    assert time.monotonic() - started < 2.0


def test_jobs_run_in_the_order_they_were_put_in(desk: Desk, builder: StudyBuilder) -> None:
    interviews = [builder.interview() for _ in range(3)]
    desk.queue.pause()
    for interview in interviews:
        desk.queue.add(interview.id)
    desk.queue.move(interviews[2].id, 0)
    desk.queue.move(interviews[0].id, 99)
    wanted = [interviews[2].id, interviews[1].id, interviews[0].id]
    assert [event.interview_id for event in desk.queue.events()] == wanted
    heard: list[JobEvent] = []
    desk.queue.listen(heard.append)
    desk.queue.resume()
    assert desk.queue.wait(60)
    assert [event.interview_id for event in heard if event.state is JobState.FAILED] == wanted
    with pytest.raises(InputError, match="not in it"):
        desk.queue.move(99, 0)


def test_a_paused_queue_starts_nothing_and_still_cancels(desk: Desk, builder: StudyBuilder) -> None:
    first, second = builder.interview(), builder.interview()
    desk.queue.pause()
    desk.queue.add(first.id)
    desk.queue.add(second.id)
    assert not desk.queue.wait(0.3)
    desk.queue.cancel(first.id)
    assert [event.state for event in desk.queue.events()] == [JobState.CANCELLED, JobState.WAITING]
    desk.queue.resume()
    assert desk.queue.wait(60)
    assert [event.state for event in desk.queue.events()] == [JobState.CANCELLED, JobState.FAILED]


def test_a_listener_hears_each_job_wait_before_it_runs_and_nothing_after_its_end(
    desk: Desk, builder: StudyBuilder
) -> None:
    heard: list[JobEvent] = []
    desk.queue.listen(heard.append)
    for _ in range(3):
        desk.queue.add(builder.interview().id)
    assert desk.queue.wait(60)
    for interview_id in {event.interview_id for event in heard}:
        states = [event.state for event in heard if event.interview_id == interview_id]
        assert states[0] is JobState.WAITING
        assert states[-1] is JobState.FAILED
        assert states.count(JobState.FAILED) == 1


@pytest.mark.parametrize("state", [JobState.WAITING, JobState.RUNNING, JobState.FAILED])
def test_a_listener_that_raises_hears_no_more_and_the_work_goes_on(
    desk: Desk, builder: StudyBuilder, monkeypatch: pytest.MonkeyPatch, state: JobState
) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: told.append(kind))
    heard: list[JobEvent] = []

    def raising(event: JobEvent) -> None:
        if event.state is state:
            raise OSError("the terminal was closed")

    desk.queue.listen(raising)
    desk.queue.listen(heard.append)
    for interview in (builder.interview(), builder.interview()):
        desk.queue.add(interview.id)
    assert desk.queue.wait(60)

    assert told == [OSError], "it was called again, or nobody learns why it was not"
    for last in desk.queue.events():
        assert isinstance(last.error, ModelError), "the job failed for another reason than its own"
        of_it = [event for event in heard if event.interview_id == last.interview_id]
        assert of_it[0].state is JobState.WAITING
        assert JobState.RUNNING in {event.state for event in of_it}
        assert of_it[-1] == last
