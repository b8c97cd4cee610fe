"""Recognise the words of an interview slice by slice, check them, and send what stands the checks."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np

from transcribe_desk.jobs.memory import give_back_large_blocks, room_for_another
from transcribe_desk.jobs.protocol import Channel
from transcribe_desk.speech import guards
from transcribe_desk.speech.engine import SpeechEngine
from transcribe_desk.speech.engines import make_engine
from transcribe_desk.speech.expected import with_expected
from transcribe_desk.speech.guards import Removed, Span
from transcribe_desk.speech.languages import enough_speech
from transcribe_desk.speech.pcm import SAMPLE_RATE, Samples, amplified, read_samples
from transcribe_desk.speech.threads import recogniser_lanes, recogniser_threads
from transcribe_desk.speech.vocabulary import Vocabulary
from transcribe_desk.speech.voice import VoiceSpan, find_voices
from transcribe_desk.speech.words import shifted
from transcribe_desk.study.serial import segment_from_json, segment_to_json
from transcribe_desk.study.transcript import Segment, Word

# How far a planned cut may move to find a pause; people hardly ever speak for longer without one.
_SEAM_REACH_MS = 15_000
_SECOND_OF_SILENCE: Samples = np.zeros(SAMPLE_RATE, np.float32)


def run(job: dict[str, Any], channel: Channel) -> None:
    """Transcribe the slices of ``job`` from ``first_slice`` to before ``end_slice``.

    The channel's source is 16 kHz mono 16-bit sound. A slice depends on its own sound, on the sound around its ends,
    and, for words that it says again at its beginning, on the segments of the slice before it (``previous_segments`` of
    the job for the first), on nothing else: a run that goes on at a slice gives the same words as an unbroken one. So
    two slices are heard side by side where that is faster and memory allows. A cut that was planned where somebody
    speaks is moved to the nearest pause, so the words of a slice may pass its planned ends by some seconds. Only
    where a first hearing was unsure is a second one told which of ``hotwords`` to expect. A job without ``slices`` asks
    for them, and for all that depends on them, once its libraries are loaded.

    Sends ``language`` once where the job names none; for each slice in its turn a ``heard`` message as soon as a
    segment is there; then, when all words of the slice are checked, its ``segment`` messages, which stand in place of
    those, ``removed`` where something was, and ``slice_done``; and progress.
    """

    def notice(text: str) -> None:
        channel.send({"type": "notice", "text": text})

    def engine(threads: int) -> SpeechEngine:
        return make_engine(job["engine"], Path(job["model_path"]), threads, job.get("device", "cpu"), notice)

    give_back_large_blocks()
    threads = job.get("threads") or recogniser_threads()
    engines = [engine(threads)]
    if "slices" not in job:
        _voices(_SECOND_OF_SILENCE)  # loads the library
        job = {**job, **channel.ask()}
    numbers = range(job["first_slice"], job.get("end_slice", len(job["slices"])))
    lanes = min(recogniser_lanes(threads), len(numbers))
    if lanes > 1 and _shares_the_processor(job) and room_for_another():
        engines = [engine(threads // lanes + (lane < threads % lanes)) for lane in range(lanes)]
    earlier: Sequence[Segment] = [segment_from_json(segment) for segment in job.get("previous_segments", ())]
    for number, heard in _Listener(channel, engines, job).slices(numbers, earlier):
        for segment in heard.segments:
            channel.send({"type": "segment", "slice": number, "segment": segment_to_json(segment)})
        if heard.removed:
            spans = [[each.start_ms, each.end_ms, each.reason] for each in heard.removed]
            channel.send({"type": "removed", "slice": number, "spans": spans})
        channel.send({"type": "slice_done", "slice": number})


def _shares_the_processor(job: dict[str, Any]) -> bool:
    """Tell whether two engines of the job's kind get on side by side: PyTorch's threads are one pool for all."""
    return (job["engine"], job.get("device", "cpu")) == ("faster-whisper", "cpu")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Some sound made loud enough, where it lies in the recording, and where somebody speaks in it."""

    start_ms: int
    end_ms: int
    samples: Samples
    voices: tuple[Span, ...]

    def part(self, start_ms: int, end_ms: int) -> _Stretch:
        """Give a part between two times of the recording."""
        first, last = ((time - self.start_ms) * SAMPLE_RATE // 1000 for time in (start_ms, end_ms))
        return _Stretch(start_ms, end_ms, self.samples[first:last], self.voices)

    def around(self, span: Span) -> _Stretch:
        """Give the part for a second hearing between two times of the recording, with room on both sides."""
        start_ms, end_ms = guards.with_room(span, self.voices)
        return self.part(max(self.start_ms, start_ms), min(self.end_ms, end_ms))

    def silences(self, words: Sequence[Word]) -> tuple[Removed, ...]:
        """Give where neither a voice nor a word is."""
        return guards.silences(self.voices, words, self.start_ms, self.end_ms)


class _Listener:
    """Hears slices of one recording, as many side by side as it has engines."""

    def __init__(self, channel: Channel, engines: Sequence[SpeechEngine], job: dict[str, Any]) -> None:
        self._channel = channel
        self._slices: list[Span] = [(start, end) for start, end in job["slices"]]
        self._gain_db = float(job.get("gain_db", 0))
        self._beam = int(job["beam"])
        self._language: str | None = job["language"]
        self._vocabulary = Vocabulary(job.get("hotwords", ()))
        self._quiet_speaker = bool(job.get("quiet_speaker"))
        self._lanes = len(engines)
        self._idle: SimpleQueue[SpeechEngine] = SimpleQueue()
        for engine in engines:
            self._idle.put(engine)
        self._reading = threading.Lock()  # a source is read by one at a time
        self._told = _Told(channel, self._slices, job["first_slice"])

    def slices(self, numbers: range, earlier: Sequence[Segment]) -> Iterator[tuple[int, guards.Checked]]:
        """Give each slice's number with its checked segments, and what was removed or not understood in it."""
        if self._language is None:
            self._find_language(numbers.start)
        lanes = ThreadPoolExecutor(self._lanes, "hearing")
        try:
            for number, heard in [(number, lanes.submit(self._slice, number)) for number in numbers]:
                self._told.begin(number)
                checked = heard.result().after(partial(guards.without_join, earlier))
                flagged = tuple(guards.flagged(segment) for segment in checked.segments)
                removed = tuple(sorted(checked.removed, key=lambda each: each.start_ms))
                yield number, replace(checked, segments=flagged, removed=removed)
                self._told.end(number)
                earlier = flagged
        finally:
            lanes.shutdown(wait=False, cancel_futures=True)

    def _slice(self, number: int) -> guards.Checked:
        """Hear a slice and check it, but for what the slice before it says too."""
        stretch = self._stretch(self._cut(number), self._cut(number + 1))
        if self._language is None:  # nobody speaks in any slice
            return guards.Checked((), stretch.silences(()))
        engine = self._idle.get()
        try:
            checked = guards.Checked(tuple(self._following(number, self._hear(engine, stretch))))
            checked = checked.after(guards.without_repetitions)
            # A quiet speaker may be fainter than what ``voices`` counts as a voice.
            voices = ((stretch.start_ms, stretch.end_ms),) if self._quiet_speaker else stretch.voices
            checked = checked.after(lambda segments: guards.without_unvoiced(segments, voices))
            for gap in guards.unheard(stretch.voices, checked.words):
                checked = self._listened_again(engine, stretch, gap, checked)
            hear = partial(self._words_expecting, engine, stretch)
            checked = replace(checked, segments=with_expected(checked.segments, self._vocabulary, hear))
        finally:
            self._idle.put(engine)
        return replace(checked, removed=(*checked.removed, *stretch.silences(checked.words)))

    def _following(self, number: int, segments: Iterator[Segment]) -> Iterator[Segment]:
        """Tell of each segment as it comes, so that a person can read along."""
        for segment in segments:
            self._told.segment(number, segment)
            yield segment

    def _listened_again(
        self, engine: SpeechEngine, stretch: _Stretch, gap: Span, checked: guards.Checked
    ) -> guards.Checked:
        """Hear a voice without words once more by itself, all for voice that can be; put its words in, or mark it."""
        again = self._hear(engine, stretch.around(gap), quiet=True)
        found = guards.Checked(tuple(again)).after(guards.without_repetitions)
        words = guards.heard_again(found.segments, gap, checked.words)
        return checked.with_heard(words) if words else checked.with_mark(Removed(*gap, guards.WITHOUT_WORDS))

    def _words_expecting(
        self, engine: SpeechEngine, stretch: _Stretch, span: Span, expected: Sequence[str]
    ) -> list[Word]:
        """Hear a part of a stretch once more, told which words to expect."""
        again = self._hear(engine, stretch.around(span), hotwords=expected)
        return [word for heard in again for word in heard.words]

    def _hear(
        self, engine: SpeechEngine, stretch: _Stretch, *, hotwords: Sequence[str] = (), quiet: bool = False
    ) -> Iterator[Segment]:
        """Give the segments as the engine hears them, with times of the recording."""
        earliest_ms = stretch.start_ms
        for heard in engine.transcribe(
            stretch.samples,
            language=self._language,
            beam=self._beam,
            hotwords=hotwords,
            quiet_speaker=quiet or self._quiet_speaker,
        ):
            segment = shifted(heard, stretch.start_ms, earliest_ms, stretch.end_ms)
            earliest_ms = segment.end_ms
            yield segment

    def _find_language(self, first: int) -> None:
        """Find out the language by what is spoken in a slice and in those after it, whoever is to hear them."""
        spoken = enough_speech(
            self._samples(self._cut(number), self._cut(number + 1)) for number in range(first, len(self._slices))
        )
        if len(spoken):
            engine = self._idle.get()
            self._language, probability = engine.detect_language(spoken)
            self._idle.put(engine)
            self._channel.send({"type": "language", "code": self._language, "probability": round(probability, 3)})

    def _cut(self, number: int) -> int:
        """Give where slice ``number`` really begins and the one before it ends."""
        if number in (0, len(self._slices)):
            return self._slices[0][0] if number == 0 else self._slices[-1][1]
        cut_ms = self._slices[number][0]
        reach_ms = min(
            _SEAM_REACH_MS, (cut_ms - self._slices[number - 1][0]) // 3, (self._slices[number][1] - cut_ms) // 3
        )
        return guards.seam(self._stretch(cut_ms - reach_ms, cut_ms + reach_ms).voices, cut_ms)

    def _samples(self, start_ms: int, end_ms: int) -> Samples:
        with self._reading:
            return amplified(read_samples(self._channel.source, start_ms, end_ms), self._gain_db)

    def _stretch(self, start_ms: int, end_ms: int) -> _Stretch:
        samples = self._samples(start_ms, end_ms)
        voices = tuple((start_ms + span.start_ms, start_ms + span.end_ms) for span in _voices(samples))
        return _Stretch(start_ms, end_ms, samples, voices)


class _Told:
    """Tells of what is heard in the order of the slices, and how much of the recording is done."""

    def __init__(self, channel: Channel, slices: Sequence[Span], first: int) -> None:
        self._channel = channel
        self._slices = slices
        self._before_ms = slices[first][0]  # done by an earlier run
        self._lock = threading.Lock()
        self._begun = -1
        self._waiting: dict[int, list[Segment]] = {}
        self._done_ms: dict[int, int] = {}

    def segment(self, number: int, segment: Segment) -> None:
        """Tell of a segment now, or when its slice begins to be told."""
        with self._lock:
            if number == self._begun:
                self._send(number, segment)
            else:
                self._waiting.setdefault(number, []).append(segment)
            self._channel.progress(*self._done(number, segment.end_ms))

    def begin(self, number: int) -> None:
        """Tell of this slice from now on."""
        with self._lock:
            self._begun = number
            for segment in self._waiting.pop(number, ()):
                self._send(number, segment)

    def end(self, number: int) -> None:
        """Count a slice as done to its end, and say so whatever was said just before."""
        with self._lock:
            done_ms, total_ms = self._done(number, self._slices[number][1])
            self._channel.send({"type": "progress", "done_ms": done_ms, "total_ms": total_ms})

    def _send(self, number: int, segment: Segment) -> None:
        self._channel.send({"type": "heard", "slice": number, "segment": segment_to_json(segment)})

    def _done(self, number: int, until_ms: int) -> Span:
        """Note how far a slice is; give how much of the recording is done, and how much there is."""
        start_ms, end_ms = self._slices[number]
        self._done_ms[number] = max(self._done_ms.get(number, 0), min(until_ms, end_ms) - start_ms)
        total_ms = self._slices[-1][1]
        return min(self._before_ms + sum(self._done_ms.values()), total_ms), total_ms


def _voices(samples: Samples) -> tuple[VoiceSpan, ...]:
    sound = io.BytesIO((samples * np.float32(32767)).astype("<i2").tobytes())
    return find_voices(sound, len(samples) * 1000 // SAMPLE_RATE, lambda _share: None).spans
