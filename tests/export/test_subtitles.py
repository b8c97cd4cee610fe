"""Write captions whose times every player takes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from transcribe_desk.export.layout import DRAFT_BANNER, ExportOptions
from transcribe_desk.export.subtitles import SrtWriter, VttWriter
from transcribe_desk.export.writers import Writer
from transcribe_desk.privacy.gate import ReleasedTranscript

Build = Callable[..., ReleasedTranscript]
TIMES = re.compile(r"(\d+):(\d\d):(\d\d)[.,](\d{3}) --> (\d+):(\d\d):(\d\d)[.,](\d{3})\n")


def times(writer: Writer, released: ReleasedTranscript) -> list[tuple[int, int]]:
    """Give the begin and end of each cue in milliseconds."""
    content = writer.write(released, ExportOptions()).decode()
    numbers = [list(map(int, found)) for found in TIMES.findall(content)]
    return [(_milliseconds(each[:4]), _milliseconds(each[4:])) for each in numbers]


def _milliseconds(parts: list[int]) -> int:
    hours, minutes, seconds, rest = parts
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


@pytest.mark.parametrize("writer", [VttWriter(), SrtWriter()], ids=["vtt", "srt"])
def test_times_are_those_of_the_turns_to_the_millisecond(writer: Writer, release_transcript: Build) -> None:
    released = release_transcript([("P", "Yes.")] * 900, turn_ms=12_345)
    assert times(writer, released) == [(turn.start_ms, turn.end_ms) for turn in released.transcript.turns]


@pytest.mark.parametrize("writer", [VttWriter(), SrtWriter()], ids=["vtt", "srt"])
def test_a_turn_without_a_length_still_has_a_cue(writer: Writer, release_transcript: Build) -> None:
    """WebVTT wants an end after its begin, and begins in order."""
    assert times(writer, release_transcript([("P", "Yes."), ("I", "No.")], turn_ms=0)) == [(0, 1), (0, 1)]


def test_a_draft_says_so_first(draft: ReleasedTranscript) -> None:
    assert VttWriter().write(draft, ExportOptions()).decode().split("\n\n")[2] == f"NOTE {DRAFT_BANNER}"
    assert SrtWriter().write(draft, ExportOptions()).decode().splitlines()[2] == DRAFT_BANNER
