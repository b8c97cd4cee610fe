"""Decode an original recording to 16 kHz mono sound, measure its loudness and plan its slices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, cast

import numpy as np

from transcribe_desk.audio.decode import BYTES_PER_MS, Decoder, Facts, probe
from transcribe_desk.audio.slices import LEVEL_MS, LONGEST_MS, plan_slices
from transcribe_desk.jobs.protocol import Channel, Message

_LEVEL_BYTES = LEVEL_MS * BYTES_PER_MS


def run(job: Message, channel: Channel) -> None:
    """Decode the recording in ``channel.source`` and send its sound, then what is known of it.

    Job: ``name`` for errors, ``probe_only`` to stop at the first sound, ``slice_ms`` the longest slice. Sends ``sound``
    messages with int16 samples, progress, and at the end ``decoded``, or ``probed`` alone. Raises RecordingError.
    """
    source = cast("IO[bytes]", channel.source)
    name = str(job.get("name", "The recording"))
    if job.get("probe_only"):
        facts = probe(source, name)
        channel.send({"type": "probed", **_described(facts), "duration_ms": facts.duration_ms or 0})
        return
    decoder = Decoder(source, name)
    levels: list[float] = []
    sent = 0
    for block in _whole_levels(decoder.blocks()):
        channel.send({"type": "sound"}, block)
        levels.extend(_levels(block))
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
        }
    )


def _described(facts: Facts) -> Message:
    return {"codec": facts.codec, "channels": facts.channels, "sample_rate": facts.sample_rate}


def _whole_levels(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut blocks anew so that each but the last holds a whole count of levels."""
    rest = b""
    for block in blocks:
        whole = rest + block
        end = len(whole) - len(whole) % _LEVEL_BYTES
        rest = whole[end:]
        if end:
            yield whole[:end]
    if rest:
        yield rest


def _levels(block: bytes) -> list[float]:
    """Give the RMS of each 50 ms of a block, the last perhaps of less."""
    samples = np.frombuffer(block, dtype="<i2").astype(np.float32)
    whole = len(samples) - len(samples) % (_LEVEL_BYTES // 2)
    levels = np.sqrt(np.mean(samples[:whole].reshape(-1, _LEVEL_BYTES // 2) ** 2, axis=1)).tolist()
    if whole < len(samples):
        levels.append(float(np.sqrt(np.mean(samples[whole:] ** 2))))
    return cast("list[float]", levels)
