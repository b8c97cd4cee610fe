"""Draw participant numbers so that they do not follow the order of the interviews."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection

from transcribe_desk.study.errors import StudyIdError

# Two digits while enough of them are free that the next one cannot be guessed.
_LIMITS = (99, 999)
_LEFT_OVER = 10


def draw_numbers(seed: bytes, ever_used: Collection[int], count: int = 1) -> tuple[int, ...]:
    """Give ``count`` numbers from 1 to 999 that no participant ever had, in an order only the secret seed knows.

    The same seed and the same used numbers give the same draw. Raises StudyIdError when too few are left.
    """
    used = set(ever_used)
    for limit in _LIMITS:
        free = [number for number in range(1, limit + 1) if number not in used]
        if len(free) >= count + (_LEFT_OVER if limit < _LIMITS[-1] else 0):
            return tuple(sorted(free, key=lambda number: _place(seed, number))[:count])
    raise StudyIdError(
        "Participant numbers",
        f"Fewer than {count} of the numbers from 1 to {_LIMITS[-1]} were never used.",
        "Keep the numbers as they are, or go on in a new study.",
    )


def _place(seed: bytes, number: int) -> bytes:
    return hmac.new(seed, number.to_bytes(2, "big"), hashlib.sha256).digest()
