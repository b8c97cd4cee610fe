"""An interview goes from slice to slice; stopped anywhere, it goes on there and ends with the same words."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.jobs.listening import listening_study, spoken, workers
from tests.jobs.test_ahead import until
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.estimates import Estimates
from transcribe_desk.jobs.events import JobEvent, Phase
from transcribe_desk.jobs.pipeline import Pipeline
from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.jobs.settings import ACCURATE, DRAFT, TranscriptionSettings
from transcribe_desk.study.errors import CancelledError, InputError, WorkerError
from transcribe_desk.study.study import Interview
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.vault.transcripts import Plan

SECONDS = 26
SLICE_MS = 9_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with listening_study(tmp_path) as opened:
        yield opened


@pytest.fixture
def interview(desk: Desk, tmp_path: Path) -> Interview:
    return spoken(desk, tmp_path, 0, SECONDS)


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Transcript:
    """Give the transcript of a run that nothing stopped."""
    folder = tmp_path_factory.mktemp("unbroken")
    with listening_study(folder) as desk:
        interview = spoken(desk, folder, 0, SECONDS)
        pipeline(desk, interview).transcribe()
        return transcript(desk, interview)


def pipeline(
    desk: Desk,
    interview: Interview,
    report: Callable[[JobEvent], None] = lambda _event: None,
    cancel: threading.Event | None = None,
    settings: TranscriptionSettings = DRAFT,
    *,
    ahead: bool = True,
) -> Pipeline:
    return Pipeline(
        desk.vault,
        desk.models,
        interview,
        settings,
        report,
        cancel or threading.Event(),
        slice_ms=SLICE_MS,
        may_start_ahead=lambda _phase: ahead,
    )


def transcript(desk: Desk, interview: Interview) -> Transcript:
    found = desk.transcript(interview.id)
    assert found is not None
    return found


def plan(desk: Desk, interview: Interview) -> Plan:
    found = desk.vault.transcripts.plan(interview.id)
    assert found is not None
    return found


def stop_after(desk: Desk, interview: Interview, slices: int, stop: Callable[[], object]) -> Callable[[JobEvent], None]:
    """Give a listener that stops the work once so many slices are finished."""

    def report(event: JobEvent) -> None:
        if event.phase is Phase.TRANSCRIBE and plan(desk, interview).finished_slices == slices:
            stop()

    return report


def kill_workers() -> None:
    for child in workers():
        child.kill()


def kill(name: str) -> None:
    for child in workers():
        if child.name() == name or sys.platform != "linux":
            child.kill()


def test_stopped_after_a_slice_it_goes_on_there_and_ends_with_the_same_words(
    desk: Desk, interview: Interview, unbroken: Transcript
) -> None:
    for slices, how in ((1, "cancelled"), (2, "killed")):
        cancel = threading.Event()
        report = stop_after(desk, interview, slices, cancel.set if how == "cancelled" else kill_workers)
        with pytest.raises(CancelledError if how == "cancelled" else WorkerError):
            pipeline(desk, interview, report, cancel).transcribe()
        assert len(plan(desk, interview).slices) > 2
        assert plan(desk, interview).finished_slices >= slices
        assert desk.transcript(interview.id) is not None, "what is recognised so far can be read"

    done: list[JobEvent] = []
    pipeline(desk, interview, done.append).transcribe()

    assert transcript(desk, interview) == unbroken
    assert Phase.DECODE not in {event.phase for event in done}, "decoded sound was kept"
    assert not desk.vault.recordings.has_sound(interview.id)


def test_a_new_process_for_the_next_slices_gives_the_same_words(
    desk: Desk, interview: Interview, unbroken: Transcript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transcribe_desk.jobs.pipeline._SLICES_A_PROCESS", 1)
    started: list[str] = []

    def start(phase: str, *rest: Any, **how: Any) -> None:
        started.append(phase)
        run_worker(phase, *rest, **how)

    monkeypatch.setattr("transcribe_desk.jobs.pipeline.run_worker", start)

    pipeline(desk, interview, ahead=False).transcribe()

    assert transcript(desk, interview) == unbroken
    assert started.count("transcribe") == len(plan(desk, interview).slices)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows which phase a worker does")
def test_workers_of_coming_phases_start_ahead_and_change_nothing(
    desk: Desk, interview: Interview, unbroken: Transcript, tmp_path: Path
) -> None:
    seen: dict[Phase, set[str]] = {}

    def report(event: JobEvent) -> None:
        names = {child.name() for child in workers()}
        seen.setdefault(event.phase, set()).update(names)

    pipeline(desk, interview, report).run()

    assert transcript(desk, interview) == unbroken
    assert {"transcribe", "speakers", "flag"} <= seen[Phase.TRANSCRIBE]
    assert not workers()

    seen.clear()
    (tmp_path / "one by one").mkdir()
    with listening_study(tmp_path / "one by one") as other:
        same = spoken(other, tmp_path, 0, SECONDS)
        pipeline(other, same, report, ahead=False).run()
        assert transcript(other, same) == unbroken
        assert other.mentions(same.id) == desk.mentions(interview.id)
    assert all(len(names) <= 1 for names in seen.values())


def test_a_failure_ends_what_was_started_ahead(desk: Desk, interview: Interview) -> None:
    work = pipeline(desk, interview, stop_after(desk, interview, 1, lambda: kill("transcribe")))
    with pytest.raises(WorkerError):
        work.run()
    assert not workers()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows which phase a worker does")
@pytest.mark.parametrize(
    "waiting", [{Phase.DECODE: "transcribe", Phase.SPEAKERS: "flag"}, {Phase.TRANSCRIBE: "speakers"}]
)
def test_for_one_that_died_while_it_waited_another_does_its_work_with_no_other_beside_it(
    desk: Desk,
    interview: Interview,
    unbroken: Transcript,
    waiting: dict[Phase, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting, died, beside = dict(waiting), set(waiting.values()), {}

    def report(event: JobEvent) -> None:
        if event.phase is Phase.DECODE and not event.done_ms:
            return  # nothing is started yet
        if name := waiting.pop(event.phase, None):
            until(lambda: name in {child.name() for child in workers()})
            kill(name)

    def start(phase: str, *rest: Any, **how: Any) -> None:
        beside[phase] = [child.name() for child in workers()]
        run_worker(phase, *rest, **how)

    monkeypatch.setattr("transcribe_desk.jobs.pipeline.run_worker", start)
    pipeline(desk, interview, report).run()

    assert not waiting
    assert {phase: beside[phase] for phase in died} == {phase: [] for phase in died}
    assert transcript(desk, interview) == unbroken
    assert desk.mentions(interview.id)
    assert not workers()


def test_other_settings_begin_anew_and_say_so(desk: Desk, interview: Interview) -> None:
    cancel = threading.Event()
    with pytest.raises(CancelledError):
        pipeline(desk, interview, stop_after(desk, interview, 2, cancel.set), cancel).transcribe()

    told: list[JobEvent] = []
    pipeline(desk, interview, told.append, settings=replace(DRAFT, beam=2)).next_phase()

    assert [event.notice for event in told if event.notice] == [
        "What was recognised with other settings is let go, and all of it recognised anew."
    ]
    assert plan(desk, interview).beam == 2
    assert plan(desk, interview).finished_slices == 0
    assert desk.transcript(interview.id) is None


def test_another_number_of_speakers_keeps_the_words(desk: Desk, interview: Interview) -> None:
    cancel = threading.Event()
    with pytest.raises(CancelledError):
        pipeline(desk, interview, stop_after(desk, interview, 2, cancel.set), cancel).transcribe()

    pipeline(desk, interview, settings=replace(DRAFT, speakers=1)).transcribe()

    assert plan(desk, interview).speakers == 1
    assert {turn.speaker for turn in transcript(desk, interview).turns} == {"S1"}


def test_words_added_to_the_study_in_the_middle_wait_for_the_next_interview(desk: Desk, interview: Interview) -> None:
    desk.vault.study.save_settings(replace(desk.settings(), vocabulary=("spirometry",)))
    cancel = threading.Event()
    with pytest.raises(CancelledError):
        pipeline(desk, interview, stop_after(desk, interview, 1, cancel.set), cancel).transcribe()
    assert plan(desk, interview).hotwords == ("spirometry",)
    desk.vault.study.save_settings(replace(desk.settings(), vocabulary=("spirometry", "sputum")))
    pipeline(desk, interview).next_phase()
    assert plan(desk, interview).hotwords == ("spirometry",)


def test_what_the_machine_found_stands_in_the_study_table(desk: Desk, interview: Interview) -> None:
    pipeline(desk, interview, settings=replace(DRAFT, speakers=None)).transcribe()
    row = desk.row(desk.interview(interview.study_id))
    found = {turn.speaker for turn in transcript(desk, interview).turns}
    assert row.speakers == len(found)
    assert row.speakers_confidence is not None
    assert 0 <= row.speakers_confidence <= 1
    assert not row.by_channel
    assert row.language == "en"


def test_a_language_the_model_does_not_know_is_refused_before_any_work(desk: Desk, interview: Interview) -> None:
    with pytest.raises(InputError, match=r"whisper-tiny\.en.*“de”.*whisper-base"):
        pipeline(desk, interview, settings=replace(DRAFT, language="de")).run()
    assert desk.vault.transcripts.plan(interview.id) is None


def test_the_time_a_phase_took_is_learnt(tmp_path: Path, desk: Desk) -> None:
    interview = spoken(desk, tmp_path, 0, 65)
    path = tmp_path / "learnt.json"
    work = Pipeline(
        desk.vault, desk.models, interview, DRAFT, lambda _event: None, threading.Event(), estimates=Estimates(path)
    )
    work.do(Phase.DECODE)
    work.end()
    assert 0 < Estimates(path).cost(Phase.DECODE, ACCURATE) != Estimates(tmp_path / "x").cost(Phase.DECODE, ACCURATE)
