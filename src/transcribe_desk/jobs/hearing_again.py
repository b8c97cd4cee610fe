"""Transcribe a selection of an interview again, with another model or preset, and propose its words as an edit.

The recording is decoded in a worker up to the end of the selection, of which alone an encrypted copy is kept while
another worker listens to it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from transcribe_desk.audio.slices import LONGEST_MS
from transcribe_desk.jobs.events import Phase
from transcribe_desk.jobs.pipeline import check_settings
from transcribe_desk.jobs.protocol import Message
from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.jobs.settings import TranscriptionSettings
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.edits import TurnsChange, heard_anew
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.serial import segment_from_json
from transcribe_desk.study.study import Interview
from transcribe_desk.study.transcript import Transcript, Word
from transcribe_desk.vault.chunks import ChunkWriter
from transcribe_desk.vault.store import Vault

Progress = Callable[[int, int], None]

_BYTES_PER_MS = 32  # of 16 kHz mono 16-bit sound; the decoder's own constant would load its libraries here
_PAD_MS = 300  # a word cut at its edge is heard wrong
_SHORTEST_MS = 100
_DECODING = 20  # percent of the progress told


class _EnoughError(Exception):
    """Ends the decoder after the selection."""


def hear_again(
    vault: Vault,
    models: ModelStore,
    interview: Interview,
    transcript: Transcript,
    selection: tuple[int, int],
    settings: TranscriptionSettings,
    on_progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> TurnsChange:
    """Give the edit that puts what is heard in a selection, in milliseconds, in place of its words (slow).

    ``on_progress`` gets percent and 100. Raises InputError when the sound was deleted, the selection is empty or
    nothing was heard in it, ModelError, RecordingError, StudyDamagedError, CancelledError, WorkerError, DiskError.
    """
    tell = on_progress or (lambda _done, _total: None)
    first_ms, last_ms = selection
    if last_ms - first_ms < _SHORTEST_MS or first_ms < 0:
        raise InputError("Selection", "It is too short to hear anything in it.", "Select at least one word.")
    check_settings(models, settings)
    start_ms, end_ms = _padded(transcript, first_ms, last_ms)

    def fill(writer: ChunkWriter) -> None:
        _decode(vault, interview, (start_ms, end_ms), writer, tell, cancel)

    with vault.recordings.scratch(fill) as sound:
        words: list[Word] = []

        def on_message(message: Message, _payload: bytes) -> None:
            if message["type"] == "segment":
                words.extend(segment_from_json(message["segment"]).words)
            elif message["type"] == "progress":
                share = message["done_ms"] / max(1, message["total_ms"])
                tell(_DECODING + round((100 - _DECODING) * share), 100)

        length_ms = sound.seek(0, 2) // _BYTES_PER_MS
        job = _recognition_job(vault, models, interview, settings, length_ms)
        run_worker(Phase.TRANSCRIBE.value, job, on_message, source=sound, cancel=cancel)
    tell(100, 100)
    return heard_anew(transcript, first_ms, last_ms, _placed(words, start_ms, first_ms, last_ms))


def _padded(transcript: Transcript, first_ms: int, last_ms: int) -> tuple[int, int]:
    """Widen a selection into the pauses around it."""
    words = [word for turn in transcript.turns for word in turn.words]
    earlier = max((word.end_ms for word in words if word.end_ms <= first_ms), default=0)
    later = min((word.start_ms for word in words if word.start_ms >= last_ms), default=last_ms + _PAD_MS)
    return max(earlier, first_ms - _PAD_MS, 0), min(later, last_ms + _PAD_MS)


def _placed(words: Sequence[Word], offset_ms: int, first_ms: int, last_ms: int) -> list[Word]:
    """Give words with times of the recording; none reaches out of the selection, beside which others stay."""
    placed = []
    for word in words:
        start, end = (min(max(time + offset_ms, first_ms), last_ms) for time in (word.start_ms, word.end_ms))
        placed.append(Word(word.text, start, end, word.probability))
    return placed


def _decode(
    vault: Vault,
    interview: Interview,
    stretch: tuple[int, int],
    writer: ChunkWriter,
    tell: Progress,
    cancel: threading.Event | None,
) -> None:
    """Write the sound of a stretch, and end the decoder behind it."""
    first, last = (time * _BYTES_PER_MS for time in stretch)
    place = 0

    def on_message(message: Message, payload: bytes) -> None:
        nonlocal place
        if message["type"] != "sound":
            return
        writer.write(payload[max(0, first - place) : max(0, last - place)])
        place += len(payload)
        tell(min(_DECODING, _DECODING * place // last), 100)
        if place >= last:
            raise _EnoughError

    try:
        with vault.recordings.open(interview.id) as original:
            run_worker(Phase.DECODE.value, {"name": interview.study_id}, on_message, source=original, cancel=cancel)
    except _EnoughError:
        pass
    except KeyError:  # deleted before, or while it was read
        raise InputError(
            f"Sound of {interview.study_id}",
            "Its recording is no longer in the study.",
            "Correct the words by hand; the text stays editable.",
        ) from None
    if place <= first:
        raise InputError("Selection", "The recording ends before it.", "Select words that are spoken.")


def _recognition_job(
    vault: Vault, models: ModelStore, interview: Interview, settings: TranscriptionSettings, length_ms: int
) -> Message:
    plan = vault.transcripts.plan(interview.id)
    own_file = settings.model.endswith(".pt")
    parts = -(-length_ms // LONGEST_MS)
    cuts = [length_ms * number // parts for number in range(parts + 1)]
    return {
        "model_path": settings.model if own_file else str(models.verified_path(settings.model)),
        "engine": settings.engine,
        "device": settings.device,
        "beam": settings.beam,
        "language": settings.language or (plan and (plan.language or plan.language_found)),
        "quiet_speaker": settings.quiet_speaker,
        "hotwords": vault.study.settings().vocabulary,
        "gain_db": plan.gain_db if plan else 0.0,
        "slices": [[cuts[number], cuts[number + 1]] for number in range(parts)],
        "first_slice": 0,
    }
