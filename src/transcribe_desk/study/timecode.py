"""Turn milliseconds into the clock times people read."""

from __future__ import annotations


def clock(milliseconds: int) -> str:
    """Give ``HH:MM:SS`` for a time in milliseconds, whole seconds rounded down."""
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def short_clock(milliseconds: int) -> str:
    """Give ``MM:SS`` (minutes may pass 59) for a length in milliseconds."""
    seconds = milliseconds // 1000
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def whole_minutes(milliseconds: int) -> int:
    """Give the length in minutes, rounded to the nearest and at least 1."""
    return max(1, (milliseconds + 30_000) // 60_000)
