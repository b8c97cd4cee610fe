"""Tell who speaks when: voice prints of short windows, grouped by speaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from transcribe_desk.speech.clustering import Labels, Prints, Scores, centred, smooth_labels
from transcribe_desk.speech.counting import group_voices
from transcribe_desk.speech.mel import BANDS, LEVEL, mel_frames
from transcribe_desk.speech.pcm import Samples, Sound, read_samples
from transcribe_desk.speech.voice import Report, Voices, VoiceSpan

WINDOW_FRAMES = 160
# Windows of 1.6 s tell voices apart best, but where turns are short most of them hold two voices: who speaks at a time
# is asked of windows half as long.
_SHORT_FRAMES = 80
_HOP_FRAMES = 40
_FRAME_MS = 10
_PIECE_MS = 30_000
_BATCH = 64
# A switch costs 3 inside a stretch of voice and 1 across a silence, against similarities stretched by this.
_SHARPNESS = 12.0
_SWITCH_INSIDE = 3.0
_SWITCH_ACROSS = 1.0

# The middles of windows (ms, shape (n,)) and their prints (shape (n, 256)).
Windows: TypeAlias = tuple[NDArray[np.int64], Prints]


class VoicePrinter:
    """Makes voice prints of any stretch of a recording with the GE2E speaker encoder."""

    def __init__(self, source: Sound, encoder_path: Path, loudness: float) -> None:
        """Read ``source``; ``loudness`` of its speech is raised or lowered to the level the encoder was trained at."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            str(encoder_path), options, providers=["CPUExecutionProvider"]
        )
        self._source = source
        self._gain = np.float32(LEVEL / loudness if loudness > 0 else 1.0)

    def prints(
        self, spans: Iterable[VoiceSpan], sizes: Sequence[int] = (WINDOW_FRAMES,)
    ) -> Iterator[tuple[Windows, ...]]:
        """Give for each span its windows of each of ``sizes``, in frames of 10 ms, at most 160; they begin every 0.4 s.

        What is shorter than the 1.6 s that the encoder reads is repeated to fill them.
        """
        one_by_one = self._printed((span, sizes) for span in spans)
        return zip(*[one_by_one] * len(sizes), strict=True)

    def _printed(self, spans: Iterable[tuple[VoiceSpan, Sequence[int]]]) -> Iterator[Windows]:
        """Give the windows of each size of each span; many go through the encoder at once, which is 4 times as fast."""
        waiting: list[NDArray[np.int64]] = []
        windows: list[Samples] = []
        for span, sizes in spans:
            frames = self._frames(span)
            for size in sizes:
                firsts = _firsts(len(frames), size)
                waiting.append(span.start_ms + (firsts + min(size, len(frames)) // 2) * _FRAME_MS)
                windows += [np.resize(frames[first : first + size], (WINDOW_FRAMES, BANDS)) for first in firsts]
            if len(windows) >= _BATCH:
                yield from self._embed(waiting, windows)
                waiting, windows = [], []
        if waiting:
            yield from self._embed(waiting, windows)

    def _frames(self, span: VoiceSpan) -> Samples:
        """Give the mel frames of a span, a long one piece by piece; at the end of a recording the last is repeated."""
        pieces = []
        for start_ms in range(span.start_ms, span.end_ms, _PIECE_MS):
            sound = read_samples(self._source, start_ms, min(start_ms + _PIECE_MS, span.end_ms))
            pieces.append(mel_frames(sound * self._gain)[: _PIECE_MS // _FRAME_MS])
        count = max(1, (span.end_ms - span.start_ms) // _FRAME_MS)
        frames = np.concatenate(pieces)[:count]
        return np.pad(frames, ((0, count - len(frames)), (0, 0)), mode="edge")

    def _embed(self, waiting: list[NDArray[np.int64]], windows: list[Samples]) -> Iterator[Windows]:
        batches = [np.stack(windows[first : first + _BATCH]) for first in range(0, len(windows), _BATCH)]
        found = np.concatenate([self._session.run(None, {"mels": batch})[0] for batch in batches])
        ends = np.cumsum([len(middles) for middles in waiting])
        yield from zip(waiting, np.split(found, ends[:-1]), strict=True)


def _firsts(frames: int, size: int) -> NDArray[np.int64]:
    """Give the first frame of each window; the last window ends with the frames."""
    last = max(0, frames - size)
    return np.unique([*range(0, last, _HOP_FRAMES), last])


class Speakers:
    """The speakers of one recording: who speaks at a time, and how well any stretch fits each of them."""

    def __init__(self, printer: VoicePrinter, voices: Voices, count: int | None, report: Report) -> None:
        """Tell ``count`` speakers apart, or as many as there seem to be, in the stretches of ``voices``.

        There must be at least one stretch. ``confidence`` is how sure the number is, 1 when it was given.
        """
        self._printer = printer
        self._starts = [span.start_ms for span in voices.spans]
        self._ends = [span.end_ms for span in voices.spans]
        prints, short = self._listen(voices, report)
        found = group_voices(prints, count)
        self.confidence = found.confidence
        # Each voice weighs the same in what all share, however little it says: else who says little looks like noise.
        self._mean: Prints = np.mean([prints[group].mean(axis=0) for group in found.groups], axis=0)
        points = centred(prints, self._mean)
        middles_of_voices = np.array([points[group].sum(axis=0) for group in found.groups])
        lengths = np.linalg.norm(middles_of_voices, axis=1, keepdims=True)
        self._centroids: Scores = middles_of_voices / np.maximum(lengths, 1e-9)
        self._first_window: list[int] = np.cumsum([0, *(len(times) for times, _ in short)]).tolist()
        self._middles = np.concatenate([times for times, _ in short])
        self._labels = self._smooth(np.concatenate([prints for _, prints in short]))

    @property
    def count(self) -> int:
        """Give the number of speakers."""
        return len(self._centroids)

    def at(self, time_ms: int) -> int:
        """Give the speaker (0, 1, …) at a time, or in the nearest stretch of voice when all are silent."""
        after = bisect_right(self._starts, time_ms)
        near = [number for number in (after - 1, after) if 0 <= number < len(self._starts)]
        span = min(near, key=lambda n: max(self._starts[n] - time_ms, time_ms - self._ends[n], 0))
        first, last = self._first_window[span], self._first_window[span + 1]
        return int(self._labels[first + np.abs(self._middles[first:last] - time_ms).argmin()])

    def fits(self, stretches: Sequence[tuple[int, int]]) -> Scores:
        """Give how like each speaker the sound of each stretch (start and end in ms) is, −1 to 1.

        Shape (stretches, speakers).
        """
        heard = self._printer.prints(VoiceSpan(start_ms, end_ms) for start_ms, end_ms in stretches)
        fits = [(centred(prints, self._mean) @ self._centroids.T).mean(axis=0) for ((_, prints),) in heard]
        return np.array(fits).reshape(len(stretches), len(self._centroids))

    def _listen(self, voices: Voices, report: Report) -> tuple[Prints, list[Windows]]:
        """Give the prints of all long windows, and the short windows of each stretch."""
        long, short = [], []
        for (_, prints), windows in self._printer.prints(voices.spans, (WINDOW_FRAMES, _SHORT_FRAMES)):
            long.append(prints)
            short.append(windows)
            report(float(windows[0][-1]) / voices.spans[-1].end_ms)
        return np.concatenate(long), short

    def _smooth(self, prints: Prints) -> Labels:
        changes = np.full(len(prints), _SWITCH_INSIDE)
        changes[self._first_window[:-1]] = _SWITCH_ACROSS
        return smooth_labels(centred(prints, self._mean) @ self._centroids.T * _SHARPNESS, changes)
