"""Write sound as a file that holds nothing but sound: no tags, no times, no name of a program's version."""

from __future__ import annotations

from typing import IO

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import OutputContainer
from numpy.typing import NDArray

from transcribe_desk.audio.choice import AudioFormat

# Bits a second for each channel, more than speech needs; both encoders lower it for low rates by themselves.
_BITS = 96_000
_NO_TAGS = {"fflags": "+bitexact"}
_BUFFER = 1 << 15
# An MP4's index is written at the end and gone over several times; three hours take 4 MB.
_BUFFERS = {AudioFormat.M4A: 1 << 24}
# Nearer to the sound at this rate than FFmpeg's usual search, and quicker (41 dB and 30 dB on the sample interview).
_CODEC_OPTIONS = {AudioFormat.M4A: {"aac_coder": "fast"}}
# MPEG-1, 2 and 2.5 layer III know these rates only (ISO/IEC 11172-3, 13818-3); AAC those as well, and up to 96 kHz.
_MP3_RATES = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)
_AAC_RATES = (7350, *_MP3_RATES, 64000, 88200, 96000)
_USUAL_RATE = 48_000
_MP3_CHANNELS = 2
# The order of so many channels that FLAC knows without a tag that names it (RFC 9639, 9.1.3), by FFmpeg's names.
_LAYOUTS = ("mono", "stereo", "3.0", "quad", "5.0(side)", "5.1(side)", "6.1", "7.1")
MOST_CHANNELS = len(_LAYOUTS)


# Container, codec, and the container's own options.
_KINDS: dict[AudioFormat, tuple[str, str, dict[str, str]]] = {
    AudioFormat.FLAC: ("flac", "flac", {}),
    AudioFormat.WAV: ("wav", "pcm_s16le", {"rf64": "auto"}),  # past 4 GB a WAV states its size in a chunk of its own
    AudioFormat.MP3: ("mp3", "libmp3lame", {"id3v2_version": "0", "write_id3v1": "0"}),
    AudioFormat.M4A: ("ipod", "aac", {}),
}


def usual_layout(channels: int) -> str:
    """Give FFmpeg's name for the usual order of 1 to 8 channels."""
    return _LAYOUTS[channels - 1]


class Encoder:
    """Encodes 16-bit sound block by block into a binary file that can be written and sought.

    FLAC and WAV keep every sample. MP3 and M4A are sampled anew where the format does not know the rate, and their last
    packet may add some milliseconds of silence; MP3 mixes more than two channels down to two. The same sound always
    gives the same bytes.
    """

    def __init__(self, sink: IO[bytes], kind: AudioFormat, rate: int, layout: str) -> None:
        """Begin a file of ``rate`` samples a second and FFmpeg's channel ``layout``, such as mono or stereo."""
        container, codec, options = _KINDS[kind]
        self._rate = rate
        self._layout = layout
        self._written = 0
        self._container: OutputContainer = av.open(
            sink, "w", format=container, options={**_NO_TAGS, **options}, buffer_size=_BUFFERS.get(kind, _BUFFER)
        )
        out_rate, out_layout = rate, layout
        if not kind.lossless:
            rates = _MP3_RATES if kind is AudioFormat.MP3 else _AAC_RATES
            out_rate = rate if rate in rates else _USUAL_RATE
            if kind is AudioFormat.MP3 and av.AudioLayout(layout).nb_channels > _MP3_CHANNELS:
                out_layout = "stereo"
        coding = {"flags": "+bitexact", **_CODEC_OPTIONS.get(kind, {})}
        stream = self._container.add_stream(codec, rate=out_rate, layout=out_layout, options=coding)
        assert isinstance(stream, AudioStream)
        self._stream = stream
        if not kind.lossless:
            self._stream.bit_rate = _BITS * self._stream.layout.nb_channels
        self._resampler = None
        if (out_rate, out_layout) != (rate, layout):
            self._resampler = AudioResampler(format="s16", layout=out_layout, rate=out_rate)

    def write(self, block: NDArray[np.int16]) -> None:
        """Add a block of shape (samples, channels)."""
        if not len(block):
            return
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(block).reshape(1, -1), format="s16", layout=self._layout)
        frame.sample_rate = self._rate
        frame.pts = self._written
        self._written += len(block)
        self._encode([frame] if self._resampler is None else self._resampler.resample(frame))

    def finish(self) -> None:
        """Write what is still inside the encoder, and the sizes that are known only now."""
        if self._resampler is not None:
            self._encode(self._resampler.resample(None))
        self._container.mux(self._stream.encode(None))
        self._container.close()

    def _encode(self, frames: list[AudioFrame]) -> None:
        for frame in frames:
            self._container.mux(self._stream.encode(frame))
