"""Recognise the words of an interview slice by slice, check them, and send what stands the checks."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from transcribe_desk.jobs.protocol import Channel
from transcribe_desk.speech import guards
from transcribe_desk.speech.engine import SpeechEngine
from transcribe_desk.speech.engines import make_engine
from transcribe_desk.speech.guards import Removed, Span
from transcribe_desk.speech.pcm import SAMPLE_RATE, Samples, amplified, read_samples
from transcribe_desk.speech.threads import recogniser_threads
from transcribe_desk.speech.voice import VoiceSpan, find_voices
from transcribe_desk.speech.words import last_sentence, shifted
from transcribe_desk.study.serial import segment_from_json, segment_to_json
from transcribe_desk.study.transcript import Segment, Word

# How far a planned cut may move to find a pause; people hardly ever speak for longer without one.
_SEAM_REACH_MS = 15_000
# What is listened to around a voice that has no words.
_PAD_MS = 400
_SECOND_OF_SILENCE: Samples = np.zeros(SAMPLE_RATE, np.float32)


def run(job: dict[str, Any], channel: Channel) -> None:
    """Transcribe the slices of ``job`` from ``first_slice`` on; the channel's source is 16 kHz mono 16-bit sound.

    A slice depends on its own sound, on the sound around its ends, and on the segments of the slice before it
    (``previous_segments`` of the job for the first), on nothing else: a run that goes on at a slice gives the same
    words as an unbroken one. A cut that was planned where somebody speaks is moved to the nearest pause, so the words
    of a slice may pass its planned ends by some seconds. A job without ``slices`` asks for them, and for all that
    depends on them, once its libraries are loaded.

    Sends ``language`` once where the job names none; for each slice a ``heard`` message as soon as a segment is there;
    then, when all words of the slice are checked, its ``segment`` messages, which stand in place of those, ``removed``
    where something was, and ``slice_done``; and progress.
    """
    engine = make_engine(
        job["engine"],
        Path(job["model_path"]),
        job.get("threads") or recogniser_threads(),
        job.get("device", "cpu"),
        lambda text: channel.send({"type": "notice", "text": text}),
    )
    if "slices" not in job:
        _voices(_SECOND_OF_SILENCE)  # loads the library
        job = {**job, **channel.ask()}
    listener = _Listener(channel, engine, job)
    earlier = [segment_from_json(segment) for segment in job.get("previous_segments", ())]
    for number in range(job["first_slice"], len(job["slices"])):
        heard = listener.slice(number, earlier)
        for segment in heard.segments:
            channel.send({"type": "segment", "slice": number, "segment": segment_to_json(segment)})
        if heard.removed:
            spans = [[each.start_ms, each.end_ms, each.reason] for each in heard.removed]
            channel.send({"type": "removed", "slice": number, "spans": spans})
        channel.send({"type": "slice_done", "slice": number})
        listener.report(job["slices"][number][1])
        earlier = list(heard.segments)


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

    def silences(self, words: Sequence[Word]) -> tuple[Removed, ...]:
        """Give where neither a voice nor a word is."""
        return guards.silences(self.voices, words, self.start_ms, self.end_ms)


class _Listener:
    """Hears slices of one recording with one engine."""

    def __init__(self, channel: Channel, engine: SpeechEngine, job: dict[str, Any]) -> None:
        self._channel = channel
        self._engine = engine
        self._slices: list[Span] = [(start, end) for start, end in job["slices"]]
        self._gain_db = float(job.get("gain_db", 0))
        self._beam = int(job["beam"])
        self._language: str | None = job["language"]
        self._hotwords = tuple(job.get("hotwords", ()))
        self._quiet_speaker = bool(job.get("quiet_speaker"))

    def report(self, done_ms: int) -> None:
        """Send how much of the recording is done."""
        total_ms = self._slices[-1][1]
        self._channel.progress(min(done_ms, total_ms), total_ms)

    def slice(self, number: int, earlier: Sequence[Segment]) -> guards.Checked:
        """Give the checked segments of a slice, and what was removed or not understood in it."""
        stretch = self._stretch(self._cut(number), self._cut(number + 1))
        if not self._know_language(stretch):
            return guards.Checked((), stretch.silences(()))
        checked = guards.Checked(tuple(self._told(number, self._hear(stretch, last_sentence(earlier)))))
        checked = checked.after(guards.without_repetitions)
        checked = checked.after(lambda segments: guards.without_join(earlier, segments))
        # A quiet speaker may be fainter than what ``voices`` counts as a voice.
        voices = ((stretch.start_ms, stretch.end_ms),) if self._quiet_speaker else stretch.voices
        checked = checked.after(lambda segments: guards.without_unvoiced(segments, voices))
        for gap in guards.unheard(stretch.voices, checked.words):
            checked = self._listened_again(stretch, gap, checked)
        return replace(
            checked,
            segments=tuple(guards.flagged(segment) for segment in checked.segments),
            removed=tuple(sorted([*checked.removed, *stretch.silences(checked.words)], key=lambda each: each.start_ms)),
        )

    def _told(self, number: int, segments: Iterator[Segment]) -> Iterator[Segment]:
        """Send each segment on as it comes, so that a person can read along."""
        for segment in segments:
            self._channel.send({"type": "heard", "slice": number, "segment": segment_to_json(segment)})
            self.report(segment.end_ms)
            yield segment

    def _listened_again(self, stretch: _Stretch, gap: Span, checked: guards.Checked) -> guards.Checked:
        """Hear a voice without words once more by itself; put its words in, or mark it."""
        start_ms, end_ms = max(stretch.start_ms, gap[0] - _PAD_MS), min(stretch.end_ms, gap[1] + _PAD_MS)
        alone = stretch.part(start_ms, end_ms)
        found = guards.Checked(tuple(self._hear(alone, None))).after(guards.without_repetitions)
        words = guards.heard_again(found.segments, gap, checked.words)
        return checked.with_heard(words) if words else checked.with_mark(Removed(*gap, guards.WITHOUT_WORDS))

    def _hear(self, stretch: _Stretch, prompt: str | None) -> Iterator[Segment]:
        """Give the segments as the engine hears them, with times of the recording.

        Without a prompt it is a second hearing: by itself, with nothing to expect, as a short sound makes the engine
        say what it was told to expect; and all of it counts as voice that can.
        """
        again = prompt is None
        earliest_ms = stretch.start_ms
        for heard in self._engine.transcribe(
            stretch.samples,
            prompt=prompt or "",
            language=self._language,
            beam=self._beam,
            hotwords=() if again else self._hotwords,
            quiet_speaker=again or self._quiet_speaker,
        ):
            segment = shifted(heard, stretch.start_ms, earliest_ms, stretch.end_ms)
            earliest_ms = segment.end_ms
            yield segment

    def _know_language(self, stretch: _Stretch) -> bool:
        """Find out the language where it is not known; False where nobody speaks, so that it cannot be told."""
        if self._language is None and stretch.voices:
            self._language, probability = self._engine.detect_language(stretch.samples)
            self._channel.send({"type": "language", "code": self._language, "probability": round(probability, 3)})
        return self._language is not None

    def _cut(self, number: int) -> int:
        """Give where slice ``number`` really begins and the one before it ends."""
        if number in (0, len(self._slices)):
            return self._slices[0][0] if number == 0 else self._slices[-1][1]
        cut_ms = self._slices[number][0]
        reach_ms = min(
            _SEAM_REACH_MS, (cut_ms - self._slices[number - 1][0]) // 3, (self._slices[number][1] - cut_ms) // 3
        )
        return guards.seam(self._stretch(cut_ms - reach_ms, cut_ms + reach_ms).voices, cut_ms)

    def _stretch(self, start_ms: int, end_ms: int) -> _Stretch:
        samples = amplified(read_samples(self._channel.source, start_ms, end_ms), self._gain_db)
        voices = tuple((start_ms + span.start_ms, start_ms + span.end_ms) for span in _voices(samples))
        return _Stretch(start_ms, end_ms, samples, voices)


def _voices(samples: Samples) -> tuple[VoiceSpan, ...]:
    sound = io.BytesIO((samples * np.float32(32767)).astype("<i2").tobytes())
    return find_voices(sound, len(samples) * 1000 // SAMPLE_RATE, lambda _share: None).spans
