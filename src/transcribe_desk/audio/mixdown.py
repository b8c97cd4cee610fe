"""Mix the channels of a recording to one, without losing a voice to a silent or wrongly wired channel."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from transcribe_desk.audio.loudness import WINDOW, speech_power

Sound: TypeAlias = NDArray[np.int16]

FRAME = WINDOW // 5  # samples, 50 ms
_BATCH = 32 * WINDOW  # 8 seconds
# A channel is silent while it stays 25 dB under the mean of the loudest, but for clicks in 1 % of that one's windows.
_SILENT_BELOW = 10**-2.5
_CLICKS = 0.01
# Correlation with the first channel; wired the wrong way round, a channel would cancel the voices in the others.
_REVERSED = -0.6
_RAMP = WINDOW // 25  # samples, 10 ms


class Mixdown:
    """Mixes one recording to mono as it streams by, and keeps how strong speech was in each channel.

    Each channel that is not silent has the same share, and the shares are 1 together: two equal channels stay as loud
    as they are, and a voice beside a silent channel loses nothing. Shares are set anew every 250 ms.
    """

    def __init__(self) -> None:
        self._powers: list[array[float]] = []
        self._windows = 0
        # Of each channel so far: power of speech, windows with sound, squares, and products with the first channel.
        self._sums: NDArray[np.float64] = np.zeros((4, 0))
        self._shares: NDArray[np.float32] | None = None

    @property
    def powers(self) -> NDArray[np.float32]:
        """Give the power of speech in each 50 ms of each channel; shape (frames, channels), none for a mono recording.

        The last frame may be of less.
        """
        return np.array(self._powers, dtype=np.float32).T

    def mono(self, pieces: Iterable[Sound]) -> Iterator[Sound]:
        """Give the mix of pieces of shape (samples, channels) at 16 kHz, in stretches of 8 s, the last one shorter."""
        for batch in _batches(pieces):
            yield batch[:, 0] if batch.shape[1] == 1 else self._mixed(batch)

    def _mixed(self, batch: Sound) -> Sound:
        length, channels = batch.shape
        sound = np.zeros((-(-length // WINDOW), WINDOW, channels), dtype=np.float32)
        sound.reshape(-1, channels)[:length] = batch
        frames = np.stack([speech_power(sound[..., channel].reshape(-1, FRAME)) for channel in range(channels)], axis=1)
        if not self._powers:
            self._powers = [array("f") for _ in range(channels)]
            self._sums = np.zeros((4, channels))
        for channel, powers in enumerate(self._powers):
            powers.frombytes(frames[: -(-length // FRAME), channel].tobytes())
        shares = self._next_shares(frames.reshape(len(sound), -1, channels).mean(axis=1), sound)
        before = np.concatenate([shares[:1] if self._shares is None else self._shares, shares[:-1]])
        self._shares = shares[-1:]
        mixed = np.einsum("wnc,wc->wn", sound, shares)
        rise = np.linspace(0, 1, _RAMP, dtype=np.float32)
        mixed[:, :_RAMP] += np.einsum("wnc,wc->wn", sound[:, :_RAMP], before - shares) * (1 - rise)
        whole: Sound = np.clip(np.rint(mixed), -32_768, 32_767).astype(np.int16).reshape(-1)
        return whole[:length]

    def _next_shares(self, power: NDArray[np.float32], sound: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give each channel's share in each window (windows, channels), from this window and all before it."""
        energy = self._sums[0] + np.cumsum(power, axis=0, dtype=np.float64)
        windows = self._windows + np.arange(1, len(power) + 1)
        sounding = power > _SILENT_BELOW * energy.max(axis=1, keepdims=True) / windows[:, np.newaxis]
        active = self._sums[1] + np.cumsum(sounding, axis=0)
        squares = self._sums[2] + np.cumsum(np.einsum("wnc,wnc->wc", sound, sound), axis=0, dtype=np.float64)
        products = self._sums[3] + np.cumsum(np.einsum("wnc,wn->wc", sound, sound[..., 0]), axis=0, dtype=np.float64)
        self._sums = np.stack([energy[-1], active[-1], squares[-1], products[-1]])
        self._windows += len(power)
        heard = sounding | (active > _CLICKS * active.max(axis=1, keepdims=True))
        heard[~heard.any(axis=1)] = True
        reversed_ = products < _REVERSED * np.sqrt(squares * squares[:, :1])
        signs = np.where(reversed_, np.float32(-1), np.float32(1))
        shares: NDArray[np.float32] = signs * heard / heard.sum(axis=1, keepdims=True, dtype=np.float32)
        return shares


def _batches(pieces: Iterable[Sound]) -> Iterator[Sound]:
    """Join pieces to stretches of 8 seconds, the last one shorter."""
    kept: list[Sound] = []
    length = 0
    for piece in pieces:
        kept.append(piece)
        length += len(piece)
        if length >= _BATCH:
            joined = np.concatenate(kept)
            whole = length - length % _BATCH
            for start in range(0, whole, _BATCH):
                yield joined[start : start + _BATCH]
            kept, length = [joined[whole:]], length - whole
    if length:
        yield np.concatenate(kept)
