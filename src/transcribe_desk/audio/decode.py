"""Decode any recording packet by packet to 16 kHz mono sound, past what is damaged, and list what is missing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer

from transcribe_desk.audio.channel_voices import channel_voices
from transcribe_desk.audio.container import opened, packets
from transcribe_desk.audio.damage import Damage, counts_packets, damaged, states_length
from transcribe_desk.audio.loudness import SAMPLE_RATE
from transcribe_desk.audio.mixdown import Mixdown, Sound
from transcribe_desk.audio.unreadable import no_sound

BYTES_PER_MS = 2 * SAMPLE_RATE // 1000

_LONGEST_SILENCE = 8 * SAMPLE_RATE  # given out in pieces of this
# Times in a container jitter by a packet or so; a gap beside a damaged packet is taken at its word.
_JITTER = 0.04
_JITTER_BESIDE_DAMAGE = 0.005
# Recorders that send nothing in silence leave short gaps, which are filled but are no loss.
_SHORTEST_LOSS = 0.5
# A longer gap is a damaged time, not a pause of the recorder.
_LONGEST_GAP = 3600.0
_JOIN_LOSSES_WITHIN = 0.5
_SHORTEST_LISTED = 0.1
_END_TOLERANCE = 0.5


@dataclass(frozen=True, slots=True)
class Facts:
    """What a recording says about itself; ``duration_ms`` is None where it does not state its length."""

    codec: str
    channels: int
    sample_rate: int
    duration_ms: int | None


def probe(source: IO[bytes], name: str) -> Facts:
    """Read a recording until the first sound comes out, and give what it says about itself.

    Raises RecordingError, naming ``name``, when no sound at all can be decoded.
    """
    with opened(source, name) as (container, stream):
        for packet in packets(container, stream, source):
            try:
                if packet is not None and any(frame.samples for frame in packet.decode()):
                    return _facts(container, stream)
            except av.FFmpegError:
                continue
    raise no_sound(name)


class Decoder:
    """Decodes one recording: ``blocks`` gives its sound in order, then ``missing`` says what could not be read.

    Memory stays flat for any length. Where packets are lost in the middle, silence of the same length takes their
    place, so that times stay true. What is missing at the end is listed, not filled.
    """

    def __init__(self, source: IO[bytes], name: str) -> None:
        """Take a seekable binary file and the name that errors give it; raises RecordingError when it will not open."""
        self._source = source
        self._name = name
        self._missing: list[tuple[float, float]] = []
        self._damage: list[Damage] = []
        self._mixdown = Mixdown()
        with opened(source, name) as (container, stream):
            self.facts = _facts(container, stream)
            self._counting = counts_packets(container)
            states = states_length(container, stream, source)
        self._stated = self.facts.duration_ms / 1000 if states and self.facts.duration_ms else None

    @property
    def missing(self) -> tuple[tuple[int, int], ...]:
        """Give the stretches that could not be read, in milliseconds, in order; complete after the last block.

        A packet lost here or there is too short for a word, and is left out.
        """
        return tuple(
            (round(start * 1000), round(end * 1000)) for start, end in self._missing if end - start >= _SHORTEST_LISTED
        )

    @property
    def channel_voices(self) -> tuple[tuple[int, int, int], ...] | None:
        """Give who speaks when as (start_ms, end_ms, channel) where each channel carries a voice of its own.

        None for one channel, for plain stereo and for the same sound on both; complete after the last block.
        """
        return channel_voices(self._mixdown.powers)

    def blocks(self) -> Iterator[bytes]:
        """Give the sound as int16 little-endian, mono, 16 kHz, in blocks of 8 s, the last a whole count of ms.

        Raises RecordingError when nothing at all could be decoded.
        """
        total = 0
        for block in self._mixdown.mono(self._pieces()):
            sound = block.astype("<i2").tobytes()
            total += len(sound)
            yield sound + bytes(-len(sound) % BYTES_PER_MS)
        if total == 0:
            raise no_sound(self._name)
        self._compare_length(total / BYTES_PER_MS / 1000)

    def own_sound(self) -> Iterator[Sound]:
        """Give the sound at its own rate with all its channels, shape (samples, channels), in place of ``blocks``.

        Every moment has the same time as in ``blocks``, where silence stands for what is lost too.
        Raises RecordingError when nothing at all could be decoded.
        """
        total = 0
        for piece in self._pieces(self.facts.sample_rate, keep_rumble=True):
            total += len(piece)
            yield piece
        if total == 0:
            raise no_sound(self._name)

    def _pieces(self, rate: int = SAMPLE_RATE, *, keep_rumble: bool = False) -> Iterator[Sound]:
        if self._counting:
            with opened(self._source, self._name) as (container, stream):
                self._damage = damaged(container, stream, self._source, self._stated)
        with opened(self._source, self._name) as (container, stream):
            line = _Timeline(self._missing, self._stated, rate, keep_rumble=keep_rumble)
            for frame in self._frames(container, stream, line):
                yield from line.place(frame)
            yield from line.finish()

    def _frames(self, container: InputContainer, stream: AudioStream, line: _Timeline) -> Iterator[AudioFrame]:
        """Decode each packet in turn, tell the timeline of every failure, and go on."""
        damage = iter(self._damage)
        skipped = next(damage, None)
        index = -1
        for packet in packets(container, stream, self._source):
            if packet is None:
                line.note_damage()
                continue
            index += 1
            if skipped and index >= skipped.first:
                line.note_damage()
                if index == skipped.last:
                    counted = float((packet.duration or 0) * packet.time_base) * (skipped.last - skipped.first + 1)
                    line.delay(skipped.lost - counted)
                    skipped = next(damage, None)
                continue
            try:
                yield from packet.decode()
            except av.FFmpegError:
                line.note_damage()

    def _compare_length(self, decoded: float) -> None:
        """List the end of the recording as missing when the container promised more than was found."""
        if self._stated is not None and self._stated - decoded > _END_TOLERANCE:
            _add_missing(self._missing, decoded, self._stated)


class _Timeline:
    """Puts decoded frames at their true times: silence where sound is lost, one resampler for each unbroken run."""

    def __init__(
        self, missing: list[tuple[float, float]], stated: float | None, rate: int, *, keep_rumble: bool
    ) -> None:
        self._missing = missing
        self._rate = rate
        self._keep_rumble = keep_rumble
        self._latest = math.inf if stated is None else stated + 1
        self._resampler: AudioResampler | None = None
        self._shape: tuple[int, str, str] | None = None
        self._channels = 0  # as the first frame has them
        self._clock = 0.0  # seconds of sound placed so far
        self._written = 0  # samples given out so far
        self._origin: float | None = None  # the container's time of clock 0
        self._damaged = False

    def note_damage(self) -> None:
        """Remember that something before the next frame could not be read."""
        self._damaged = True

    def delay(self, seconds: float) -> None:
        """Move all that follows later than the container's own count says."""
        self._origin = (self._origin or 0.0) - seconds

    def place(self, frame: AudioFrame) -> Iterator[Sound]:
        """Give the sound of a frame, shape (samples, channels), after the silence that keeps it at its time."""
        self._channels = self._channels or frame.layout.nb_channels
        if frame.pts is not None and frame.time_base is not None:
            yield from self._fill(float(frame.pts * frame.time_base))
        self._damaged = False
        yield from self._resampled(frame)
        self._clock += frame.samples / frame.sample_rate

    def finish(self) -> Iterator[Sound]:
        """Give what is still inside the resampler."""
        if self._resampler is not None:
            for out in self._resampler.resample(None):
                yield self._sound(out)
            self._resampler = None

    def _fill(self, time: float) -> Iterator[Sound]:
        """Give the silence that is due before a frame of the container's ``time``, in seconds."""
        if self._origin is None:
            self._origin = 0.0 if self._damaged else time
        gap = time - self._origin - self._clock
        if gap < -_JITTER or gap > _LONGEST_GAP or self._clock + gap > self._latest:
            self._origin += gap  # times that run backwards or past the end are no times: the sound goes on
        elif gap > (_JITTER_BESIDE_DAMAGE if self._damaged else _JITTER):
            if self._damaged or gap >= _SHORTEST_LOSS:
                _add_missing(self._missing, self._clock, self._clock + gap)
            self._clock += gap
            yield from self.finish()
            yield from self._silence_until(round(self._clock * self._rate))

    def _silence_until(self, sample: int) -> Iterator[Sound]:
        while self._written < sample:
            count = min(sample - self._written, _LONGEST_SILENCE)
            self._written += count
            yield np.zeros((count, self._channels), dtype=np.int16)

    def _resampled(self, frame: AudioFrame) -> Iterator[Sound]:
        shape = (frame.sample_rate, frame.format.name, frame.layout.name)
        if self._resampler is None or shape != self._shape:
            yield from self.finish()
            layout = frame.layout if frame.layout.nb_channels == self._channels else "mono"
            self._resampler = AudioResampler(format="s16", layout=layout, rate=self._rate)
            self._shape = shape
        for out in self._resampler.resample(frame):
            yield self._sound(out)

    def _sound(self, frame: AudioFrame) -> Sound:
        """Give a resampled frame's samples; a channel for low frequencies is silent for words, as no voice is in it."""
        self._written += frame.samples
        channels = frame.layout.nb_channels
        sound = np.frombuffer(memoryview(frame.planes[0]), dtype=np.int16, count=frame.samples * channels).reshape(
            -1, channels
        )
        rumble = [place for place, channel in enumerate(frame.layout.channels) if channel.name == "LFE"]
        if rumble and not self._keep_rumble:
            sound = sound.copy()
            sound[:, rumble] = 0
        # Files joined end to end may change their channels; the first ones' are kept, and mono goes to each of them.
        return sound if channels == self._channels else np.broadcast_to(sound, (len(sound), self._channels))


def _facts(container: InputContainer, stream: AudioStream) -> Facts:
    duration = None
    if stream.duration and stream.time_base:
        duration = round(stream.duration * stream.time_base * 1000)
    elif container.duration:
        duration = round(container.duration * 1000 / av.time_base)
    context = stream.codec_context
    return Facts(context.codec.canonical_name, context.channels, context.sample_rate, duration)


def _add_missing(missing: list[tuple[float, float]], start: float, end: float) -> None:
    """Add a stretch in seconds, as one with the last where little or nothing lies between them."""
    if missing and start - missing[-1][1] < _JOIN_LOSSES_WITHIN:
        start = missing.pop()[0]
    missing.append((start, end))
