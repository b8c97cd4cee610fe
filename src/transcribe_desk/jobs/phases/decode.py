"""Decode an original recording to 16 kHz mono sound, measure its loudness and its voices, and plan its slices."""

from __future__ import annotations

from array import array
from typing import IO, cast

import numpy as np
from numpy.typing import NDArray

from transcribe_desk.audio.decode import BYTES_PER_MS, Decoder, Facts, probe
from transcribe_desk.audio.loudness import Loudness
from transcribe_desk.audio.slices import LEVEL_MS, LONGEST_MS, plan_slices
from transcribe_desk.jobs.protocol import Channel, Message

_LEVEL_SAMPLES = LEVEL_MS * BYTES_PER_MS // 2


def run(job: Message, channel: Channel) -> None:
    """Decode the recording in ``channel.source`` and send its sound, then what is known of it.

    Job: ``name`` for errors, ``probe_only`` to stop at the first sound, ``slice_ms`` the longest slice. Sends ``sound``
    messages with int16 samples as they are in the recording, progress, and at the end ``decoded``, or ``probed`` alone.
    ``gain_db`` in it is how much louder recognition is to hear them; ``channel_voices`` is who speaks when, as
    (start_ms, end_ms, channel), where each channel carries a voice of its own, else null. Raises RecordingError.
    """
    source = cast("IO[bytes]", channel.source)
    name = str(job.get("name", "The recording"))
    if job.get("probe_only"):
        facts = probe(source, name)
        channel.send({"type": "probed", **_described(facts), "duration_ms": facts.duration_ms or 0})
        return
    decoder = Decoder(source, name)
    levels = array("f")
    loudness = Loudness()
    sent = 0
    for block in decoder.blocks():
        channel.send({"type": "sound"}, block)
        samples = np.frombuffer(block, dtype="<i2")
        levels.extend(_levels(samples))
        loudness.add(samples)
        sent += len(block)
        channel.progress(sent // BYTES_PER_MS, max(decoder.facts.duration_ms or 0, sent // BYTES_PER_MS + 1))
    duration_ms = sent // BYTES_PER_MS
    channel.progress(duration_ms, duration_ms)
    channel.send(
        {
            "type": "decoded",
            **_described(decoder.facts),
            "duration_ms": duration_ms,
            "container_ms": decoder.facts.duration_ms or 0,
            "missing": decoder.missing,
            "slices": plan_slices(levels, duration_ms, longest_ms=int(job.get("slice_ms", LONGEST_MS))),
            "gain_db": loudness.gain_db(),
            "channel_voices": decoder.channel_voices,
        }
    )


def _described(facts: Facts) -> Message:
    return {"codec": facts.codec, "channels": facts.channels, "sample_rate": facts.sample_rate}


def _levels(samples: NDArray[np.int16]) -> list[float]:
    """Give the RMS of each 50 ms of a block, the last perhaps of less."""
    sound = samples.astype(np.float32)
    whole = len(sound) - len(sound) % _LEVEL_SAMPLES
    levels = np.sqrt(np.mean(sound[:whole].reshape(-1, _LEVEL_SAMPLES) ** 2, axis=1)).tolist()
    if whole < len(sound):
        levels.append(float(np.sqrt(np.mean(sound[whole:] ** 2))))
    return cast("list[float]", levels)
