"""Work through interviews in order in the background, and tell listeners what happens.

Two lanes share the work. Only one may recognise speech, which uses the whole computer; beside it the other decodes the
next interview and finishes the one before, so that the recogniser need not wait. Names found in one interview are
looked for in the others, so flagging keeps to the order of the queue: the same interviews give the same result however
the lanes take turns.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from transcribe_desk.jobs.awake import Awake
from transcribe_desk.jobs.estimates import Estimates
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.jobs.memory import room_for_another
from transcribe_desk.jobs.pipeline import Pipeline
from transcribe_desk.jobs.settings import TranscriptionSettings
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.errors import CancelledError, DeskError, InputError, WorkerError
from transcribe_desk.vault.store import Vault

Listener = Callable[[JobEvent], None]


@dataclass(slots=True)
class _Job:
    """One interview in the queue; ``phase`` is what comes next, None before anybody looked."""

    interview_id: int
    settings: TranscriptionSettings
    event: JobEvent
    stop: threading.Event = field(default_factory=threading.Event)
    cancelled: bool = False
    lane: _Lane | None = None
    phase: Phase | None = None
    pipeline: Pipeline | None = None

    @property
    def over(self) -> bool:
        return self.event.state.over

    @property
    def ready(self) -> bool:
        """Tell whether a lane may take it."""
        return self.lane is None and not self.over


@dataclass(eq=False, slots=True)
class _Lane:
    """One thread that takes one phase of one job at a time."""

    recognises: bool
    thread: threading.Thread | None = None
    job: _Job | None = None


class JobQueue:
    """Jobs in order; at most one recogniser and one other phase are worked on at a time."""

    def __init__(
        self, vault: Vault, models: ModelStore, estimates: Estimates | None = None, *, overlapping: bool = True
    ) -> None:
        """Make an empty queue; without ``overlapping`` one phase of one interview runs at a time."""
        self._vault = vault
        self._models = models
        self._estimates = estimates or Estimates()
        self._overlapping = overlapping
        self._jobs: dict[int, _Job] = {}
        self._listeners: list[Listener] = []
        self._changed = threading.Condition()
        self._telling = threading.RLock()
        self._awake = Awake()
        self._paused = False
        self._closing = False
        self._lanes = (_Lane(recognises=True), _Lane(recognises=False))

    def listen(self, listener: Listener) -> None:
        """Call ``listener`` with every event from now on, one call at a time, from whatever thread caused it.

        One that raises is called no more: the work goes on, whoever looks on.
        """
        self._listeners.append(listener)

    def add(self, interview_id: int, settings: TranscriptionSettings | None = None) -> None:
        """Put an interview at the end of the queue; one that waits or runs already keeps its place."""
        chosen = settings or TranscriptionSettings()
        waiting = self._first_event(interview_id, chosen)
        with self._telling:
            with self._changed:
                known = self._jobs.get(interview_id)
                if known is not None and not known.over:
                    return
                self._jobs.pop(interview_id, None)
                self._jobs[interview_id] = _Job(interview_id, chosen, waiting)
                self._start_lanes()
                self._changed.notify_all()
            self._tell(waiting)

    def holds(self, interview_id: int) -> bool:
        """Tell whether an interview waits in the queue or is being worked on."""
        with self._changed:
            job = self._jobs.get(interview_id)
            return job is not None and not job.over

    def retry(self, interview_id: int) -> None:
        """Run a failed or cancelled job again from its last finished step."""
        with self._changed:
            settings = self._job(interview_id).settings
        self.add(interview_id, settings)

    def cancel(self, interview_id: int) -> None:
        """Stop a job at once; what it finished stays in the study and a retry goes on from there."""
        with self._telling:
            with self._changed:
                job = self._job(interview_id)
                job.cancelled = True
                job.stop.set()
                ended = job.ready
                if ended:
                    job.event = replace(job.event, state=JobState.CANCELLED, seconds_left=None)
                self._changed.notify_all()
            if ended:
                self._tell(job.event)

    def move(self, interview_id: int, position: int) -> None:
        """Put a job at another place in the queue, 0 for the first; one that runs goes on running."""
        with self._telling:
            with self._changed:
                job = self._job(interview_id)
                order = [each for each in self._jobs.values() if each is not job]
                order.insert(max(0, position), job)
                self._jobs = {each.interview_id: each for each in order}
                self._changed.notify_all()
            self._tell(job.event)

    def pause(self) -> None:
        """Stop all work at once until ``resume``; what is finished is kept, and stopped jobs wait at their places."""
        with self._changed:
            self._paused = True
            for job in self._jobs.values():
                if not job.over:
                    job.stop.set()
                if job.ready:  # between two phases: what was started ahead ends too, and no lane takes the job now
                    job.stop, job.pipeline = threading.Event(), None
                    job.event = replace(job.event, state=JobState.WAITING, speed=None)
            self._changed.notify_all()
        self._tell_all()

    def resume(self) -> None:
        """Go on after ``pause``, each job from its last finished step."""
        with self._changed:
            self._paused = False
            self._changed.notify_all()
        self._tell_all()

    @property
    def paused(self) -> bool:
        """Tell whether the queue was paused and has not been resumed."""
        with self._changed:
            return self._paused

    def events(self) -> tuple[JobEvent, ...]:
        """Give the latest event of every job, in queue order."""
        with self._changed:
            return tuple(job.event for job in self._jobs.values())

    def seconds_left(self) -> float:
        """Estimate the time until all jobs are done, as if their phases ran one after the other."""
        return sum(event.seconds_left or 0.0 for event in self.events() if not event.state.over)

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until no job waits or runs; tell whether that came about within ``timeout`` seconds."""
        with self._changed:
            over = self._changed.wait_for(lambda: all(job.over for job in self._jobs.values()), timeout)
        with self._telling:  # the last event has reached the listeners
            return over

    def close(self) -> None:
        """Stop the running jobs and the queue's threads."""
        with self._changed:
            self._closing = True
            for job in self._jobs.values():
                job.cancelled = True
                job.stop.set()
            self._changed.notify_all()
        for lane in self._lanes:
            if lane.thread is not None:
                lane.thread.join()
                lane.thread = None
        for job in self._jobs.values():
            if job.pipeline is not None:
                job.pipeline.end()
        self._awake.release()

    def _job(self, interview_id: int) -> _Job:
        if interview_id not in self._jobs:
            raise InputError("Queue", "This interview is not in it.", "Add the interview first.")
        return self._jobs[interview_id]

    def _first_event(self, interview_id: int, settings: TranscriptionSettings) -> JobEvent:
        try:
            length_ms = self._vault.interviews.get(interview_id).recording.duration_ms
        except KeyError:
            length_ms = 0
        seconds = self._estimates.seconds(list(Phase), settings, length_ms)
        return JobEvent(interview_id, JobState.WAITING, total_ms=length_ms, seconds_left=seconds)

    # What is to be done next; all of these are called with the condition held.

    def _start_lanes(self) -> None:
        for lane in self._lanes:
            if lane.thread is None:
                name = "recognition" if lane.recognises else "other phases"
                lane.thread = threading.Thread(target=self._work, args=(lane,), name=name, daemon=True)
                lane.thread.start()

    def _pick(self, lane: _Lane) -> _Job | None:
        """Give the job whose next phase this lane should do now, or None."""
        if self._paused or lane.job is not None:
            return None
        open_jobs = [job for job in self._jobs.values() if not job.over]
        other_busy = any(each.job is not None for each in self._lanes)
        if other_busy and not (self._overlapping and room_for_another()):
            return None
        if not self._overlapping:
            open_jobs = open_jobs[:1]
        ready = [job for job in open_jobs if job.ready]
        if lane.recognises:
            return next((job for job in ready if job.phase is Phase.TRANSCRIBE), None)
        return self._pick_other(ready, open_jobs)

    def _pick_other(self, ready: Sequence[_Job], open_jobs: Sequence[_Job]) -> _Job | None:
        """Feed an idle recogniser first; else finish what is recognised; else decode one interview ahead."""
        recognising = any(job.phase is Phase.TRANSCRIBE and not job.ready for job in open_jobs)
        ahead = next((job for job in ready if job.phase in (None, Phase.DECODE, Phase.TRANSCRIBE)), None)
        supplied = ahead is not None and ahead.phase is Phase.TRANSCRIBE
        fresh = None if supplied else ahead
        finishing = next((job for job in ready if job.phase is Phase.SPEAKERS), None)
        if finishing is None and open_jobs and open_jobs[0].ready and open_jobs[0].phase is Phase.FLAG:
            finishing = open_jobs[0]
        return (finishing or fresh) if recognising or supplied else (fresh or finishing)

    def _take(self, lane: _Lane) -> _Job | None:
        """Wait for work for a lane and take it; None when the queue closes."""
        with self._changed:
            while not self._closing:
                job = self._pick(lane)
                if job is not None:
                    job.lane, lane.job = lane, job
                    self._changed.notify_all()  # with the recogniser taken, the other lane has new work
                    return job
                if not any(each.job or self._pick(each) for each in self._lanes):
                    self._awake.release()
                self._changed.wait()
        return None

    # The work itself; called without the condition.

    def _work(self, lane: _Lane) -> None:
        while (job := self._take(lane)) is not None:
            state, error, following = self._do(job)
            if state.over and job.pipeline is not None:
                job.pipeline.end()
            self._put_back(lane, job, state, error, following)

    def _do(self, job: _Job) -> tuple[JobState, DeskError | None, Phase | None]:
        """Do the next phase of a job; give its state after that, its error, and the phase to follow."""

        def report(event: JobEvent) -> None:
            with self._telling:
                with self._changed:
                    job.event = event
                self._tell(event)

        try:
            if job.pipeline is None:
                interview = self._vault.interviews.get(job.interview_id)
                job.pipeline = Pipeline(
                    self._vault,
                    self._models,
                    interview,
                    job.settings,
                    report,
                    job.stop,
                    estimates=self._estimates,
                    may_start_ahead=self._may_start_ahead,
                )
            if job.phase is not None:
                self._awake.hold()
                job.pipeline.do(job.phase)
            following = job.pipeline.next_phase()
        except CancelledError:
            return JobState.WAITING, None, None
        except DeskError as problem:
            return JobState.FAILED, problem, None
        except Exception as problem:  # the queue must go on with the next interview
            error = WorkerError(
                "Transcription", f"It ended with an unforeseen error ({type(problem).__name__}).", "Try it again."
            )
            error.__cause__ = problem
            return JobState.FAILED, error, None
        return JobState.DONE if following is None else JobState.RUNNING, None, following

    def _may_start_ahead(self, phase: Phase) -> bool:
        """Tell whether a worker may start before its phase; a second recogniser would only lie in memory."""
        recognising = any(lane.recognises and lane.job is not None for lane in self._lanes)
        return self._overlapping and room_for_another() and not (phase is Phase.TRANSCRIBE and recognising)

    def _put_back(
        self, lane: _Lane, job: _Job, state: JobState, error: DeskError | None, following: Phase | None
    ) -> None:
        """Let go of a job after one phase and say how it stands: running, when its next phase begins at once."""
        with self._telling:
            with self._changed:
                job.lane = lane.job = None
                job.phase = following or job.phase
                self._changed.notify_all()
                if not state.over:
                    at_once = state is JobState.RUNNING and any(self._pick(each) is job for each in self._lanes)
                    waiting = JobState.CANCELLED if job.cancelled else JobState.WAITING
                    state = JobState.RUNNING if at_once else waiting
                if job.stop.is_set() and not job.cancelled and state is JobState.WAITING:
                    job.stop, job.pipeline = threading.Event(), None  # stopped by a pause: the next run begins afresh
                event = replace(job.event, state=state, error=error, speed=None)
                if following is not None:
                    event = replace(event, phase=following, done_ms=0)
                job.event = replace(event, seconds_left=None) if state.over else event
            self._tell(job.event)

    def _tell(self, event: JobEvent) -> None:
        """Call the listeners; with the lock on telling held since the change, so that no event overtakes another."""
        for listener in tuple(self._listeners):
            try:
                listener(event)
            except Exception:
                with suppress(Exception):  # no more may go wrong on this thread, which the work needs
                    self._listeners.remove(listener)
                    sys.excepthook(*sys.exc_info())

    def _tell_all(self) -> None:
        with self._telling:
            for event in self.events():
                if not event.state.over:
                    self._tell(event)
