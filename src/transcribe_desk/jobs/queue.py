"""Work through interviews one at a time in the background, and tell listeners what happens.

Listeners are called from the queue's own thread; a window turns the calls into signals.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from transcribe_desk.jobs.events import JobEvent, JobState
from transcribe_desk.jobs.pipeline import Pipeline
from transcribe_desk.jobs.settings import TranscriptionSettings
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.errors import CancelledError, DeskError, InputError, WorkerError
from transcribe_desk.vault.store import Vault

Listener = Callable[[JobEvent], None]


@dataclass(slots=True)
class _Job:
    interview_id: int
    settings: TranscriptionSettings
    event: JobEvent
    cancel: threading.Event = field(default_factory=threading.Event)


class JobQueue:
    """Jobs in order, one running at a time: speech recognition uses the whole machine."""

    def __init__(self, vault: Vault, models: ModelStore) -> None:
        self._vault = vault
        self._models = models
        self._jobs: dict[int, _Job] = {}
        self._listeners: list[Listener] = []
        self._changed = threading.Condition()
        self._closing = False
        self._thread: threading.Thread | None = None

    def listen(self, listener: Listener) -> None:
        """Call ``listener`` with every event from now on, from the queue's thread."""
        self._listeners.append(listener)

    def add(self, interview_id: int, settings: TranscriptionSettings | None = None) -> None:
        """Put an interview at the end of the queue; one that waits or runs already keeps its place."""
        with self._changed:
            known = self._jobs.get(interview_id)
            if known is not None and not known.event.state.over:
                return
            self._jobs.pop(interview_id, None)
            job = _Job(interview_id, settings or TranscriptionSettings(), JobEvent(interview_id, JobState.WAITING))
            self._jobs[interview_id] = job
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="job queue", daemon=True)
                self._thread.start()
            self._changed.notify_all()
        self._tell(job.event)

    def retry(self, interview_id: int) -> None:
        """Run a failed or cancelled job again from its last finished step."""
        with self._changed:
            settings = self._job(interview_id).settings
        self.add(interview_id, settings)

    def cancel(self, interview_id: int) -> None:
        """Stop a job at once; what it finished stays in the study and a retry goes on from there."""
        with self._changed:
            job = self._job(interview_id)
            job.cancel.set()
            waiting = job.event.state is JobState.WAITING
            if waiting:
                job.event = replace(job.event, state=JobState.CANCELLED)
            self._changed.notify_all()
        if waiting:
            self._tell(job.event)

    def events(self) -> tuple[JobEvent, ...]:
        """Give the latest event of every job, in queue order."""
        with self._changed:
            return tuple(job.event for job in self._jobs.values())

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until no job waits or runs; tell whether that came about within ``timeout`` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: all(job.event.state.over for job in self._jobs.values()), timeout)

    def close(self) -> None:
        """Stop the running job and the queue's thread."""
        with self._changed:
            self._closing = True
            for job in self._jobs.values():
                job.cancel.set()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _job(self, interview_id: int) -> _Job:
        if interview_id not in self._jobs:
            raise InputError("Queue", "This interview is not in it.", "Add the interview first.")
        return self._jobs[interview_id]

    def _next(self) -> _Job | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._waiting() is not None)
            return None if self._closing else self._waiting()

    def _waiting(self) -> _Job | None:
        return next((job for job in self._jobs.values() if job.event.state is JobState.WAITING), None)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            self._run(job)

    def _run(self, job: _Job) -> None:
        def report(event: JobEvent) -> None:
            with self._changed:
                job.event = event
            self._tell(event)

        error: DeskError | None = None
        state = JobState.DONE
        try:
            interview = self._vault.interviews.get(job.interview_id)
            Pipeline(self._vault, self._models, interview, job.settings, report, job.cancel).run()
        except CancelledError:
            state = JobState.CANCELLED
        except DeskError as problem:
            state, error = JobState.FAILED, problem
        except Exception as problem:  # the queue must go on with the next interview
            state = JobState.FAILED
            error = WorkerError(
                "Transcription", f"It ended with an unforeseen error ({type(problem).__name__}).", "Try it again."
            )
            error.__cause__ = problem
        final = replace(job.event, state=state, error=error, seconds_left=None)
        with self._changed:
            job.event = final
            self._changed.notify_all()
        self._tell(final)

    def _tell(self, event: JobEvent) -> None:
        for listener in tuple(self._listeners):
            listener(event)
