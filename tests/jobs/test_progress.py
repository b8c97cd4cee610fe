"""The speed and the time left are told from what a worker has done, and before that from what was learnt."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.jobs import progress
from transcribe_desk.jobs.estimates import Estimates
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.jobs.progress import PhaseProgress
from transcribe_desk.jobs.settings import ACCURATE
from transcribe_desk.study.study import Interview, Recording

HOUR_MS = 3_600_000
LENGTH_MS = 100_000


class Clock:
    """A clock that goes on only when it is told to."""

    now = 1_000.0

    def monotonic(self) -> float:
        """Give the time in seconds."""
        return self.now


@pytest.fixture(scope="module")
def clock() -> Iterator[Clock]:
    with pytest.MonkeyPatch.context() as patched:
        stopped = Clock()
        patched.setattr(progress, "time", stopped)
        yield stopped


@pytest.fixture(scope="module")
def estimates(tmp_path_factory: pytest.TempPathFactory) -> Estimates:
    learnt = Estimates(tmp_path_factory.mktemp("state") / "speeds.json")
    for phase, seconds in ((Phase.TRANSCRIBE, 720), (Phase.SPEAKERS, 72), (Phase.FLAG, 36)):
        learnt.learn(phase, ACCURATE, HOUR_MS, seconds)
    return learnt


def begun(estimates: Estimates, already_ms: int = 0) -> tuple[PhaseProgress, list[JobEvent]]:
    """Begin to recognise a hundred seconds of sound, and give what is told of it."""
    recording = Recording("", 0, "tape.wav", "pcm_s16le", 1, 16_000, LENGTH_MS)
    heard: list[JobEvent] = []
    interview = Interview(7, (1,), "HOS-001", "hospital", recording)
    return PhaseProgress(interview, Phase.TRANSCRIBE, heard.append, estimates, ACCURATE, already_ms), heard


def done(done_ms: int, total_ms: int = LENGTH_MS) -> dict[str, object]:
    return {"type": "progress", "done_ms": done_ms, "total_ms": total_ms}


def test_at_first_the_time_left_is_what_was_learnt_of_this_and_the_later_phases(
    clock: Clock, estimates: Estimates
) -> None:
    _, heard = begun(estimates)
    (event,) = heard
    assert (event.interview_id, event.state, event.phase) == (7, JobState.RUNNING, Phase.TRANSCRIBE)
    assert (event.done_ms, event.total_ms, event.speed) == (0, LENGTH_MS, None)
    still_to_do = [Phase.TRANSCRIBE, Phase.SPEAKERS, Phase.FLAG]
    assert event.seconds_left == pytest.approx(estimates.seconds(still_to_do, ACCURATE, LENGTH_MS))
    assert event.seconds_left == pytest.approx(20 + 2 + 1)


def test_then_the_speed_of_this_run_counts(clock: Clock, estimates: Estimates) -> None:
    phase, heard = begun(estimates)
    clock.now += 10
    phase.update(done(50_000))
    assert heard[-1].speed == pytest.approx(5.0)
    assert heard[-1].seconds_left == pytest.approx(50 / 5 + 3)
    clock.now += 10  # it has become slower than what was learnt
    phase.update(done(80_000))
    assert heard[-1].speed == pytest.approx(4.0)
    assert heard[-1].seconds_left == pytest.approx(20 / 4 + 3)


def test_the_first_seconds_say_nothing_of_the_speed(clock: Clock, estimates: Estimates) -> None:
    phase, heard = begun(estimates)
    clock.now += 1.9
    phase.update(done(50_000))
    assert heard[-1].speed is None
    assert heard[-1].seconds_left == pytest.approx(50 * 0.2 + 3)


def test_what_an_earlier_run_did_counts_as_done_but_not_as_speed(clock: Clock, estimates: Estimates) -> None:
    phase, heard = begun(estimates, already_ms=60_000)
    assert heard[-1].done_ms == 60_000
    assert heard[-1].seconds_left == pytest.approx(40 * 0.2 + 3)
    clock.now += 10
    phase.update(done(80_000))
    assert heard[-1].speed == pytest.approx(2.0)
    assert heard[-1].seconds_left == pytest.approx(20 / 2 + 3)


def test_a_notice_is_told_at_once_and_stays(clock: Clock, estimates: Estimates) -> None:
    phase, heard = begun(estimates)
    clock.now += 10
    phase.update(done(50_000))
    phase.update({"type": "notice", "text": "The processor stands in for the graphics card."})
    assert heard[-1].notice.startswith("The processor")
    assert heard[-1].done_ms == 50_000
    assert heard[-1].speed == pytest.approx(5.0)
    phase.update({"type": "language", "code": "en"})
    assert len(heard) == 3, "what is no progress is not told"
    clock.now += 10
    phase.update(done(80_000))
    assert heard[-1].notice.startswith("The processor")


@given(
    already_ms=st.integers(0, LENGTH_MS),
    steps=st.lists(st.tuples(st.floats(0, 100), st.integers(0, 2 * LENGTH_MS), st.integers(0, 2 * LENGTH_MS))),
)
def test_whatever_a_worker_says_no_figure_is_absurd(
    clock: Clock, estimates: Estimates, already_ms: int, steps: list[tuple[float, int, int]]
) -> None:
    phase, heard = begun(estimates, already_ms)
    for seconds, done_ms, total_ms in steps:
        clock.now += seconds
        phase.update(done(done_ms, total_ms))
    assert len(heard) == 1 + len(steps)
    for event in heard:
        assert event.seconds_left is not None
        assert event.seconds_left >= 0
        assert event.speed is None or event.speed > 0
        assert 0 <= event.fraction <= 1
