"""Say awkward things in an interview and read them back, the same, from every kind of file."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.leak_scan import LeakScan
from transcribe_desk.export.plain_text import PlainTextWriter
from transcribe_desk.export.targets import WRITERS
from transcribe_desk.export.word_document import WordWriter
from transcribe_desk.privacy.gate import ReleasedTranscript

Build = Callable[..., ReleasedTranscript]
AWKWARD = [
    *(
        "é",
        "ø",
        "€5",
        "“quoted”",
        "‘so’",
        "e\u0301",
        "a\u0323\u0307",
        "😀",
        "👩‍👩‍👧",
        "𝒜",
        "日本語",
        "שלום",
        "مرحبا",
        "\u202eback",
    ),
    *(
        "<b>",
        "&amp;",
        "&",
        "-->",
        "]]>",
        "<!--",
        "=1+1",
        "+44",
        "@x",
        "-",
        "Label: text",
        "02-hospital:",
        "[NAME",
        "9]",
    ),
    *("\t", "\u00a0", "\u2028", "\x07", "\x85", "\ufeff", "\u00ad", "\u2011", "{{x}}", "%s", "\\n", "w:t"),
]


@settings(max_examples=60, deadline=None)
@given(turns=st.lists(st.tuples(st.sampled_from("IP"), st.lists(st.sampled_from(AWKWARD) | st.text(max_size=8)))))
def test_every_file_gives_back_the_same_turns(turns: list[tuple[str, list[str]]], release_transcript: Build) -> None:
    released = release_transcript([(speaker, " ".join(words)) for speaker, words in turns])
    expected = [f"{turn.label}: {turn.text}" for turn in released.transcript.turns]
    assert _spoken_in_word(released) == expected
    assert _spoken_in_text(released) == expected
    for writer in WRITERS:
        content = writer.write(released, ExportOptions())
        LeakScan(released).check(f"{writer.target}/02-hospital{writer.suffix}", content, writer.boilerplate)


@pytest.mark.parametrize(("count", "turn_ms", "last"), [(1, 1_000, "00:00:00"), (2_700, 4_000, "02:59:56")])
def test_one_word_and_three_hours_both_fit(count: int, turn_ms: int, last: str, release_transcript: Build) -> None:
    released = release_transcript([("IP"[number % 2], "Yes.") for number in range(count)], turn_ms=turn_ms)
    content = PlainTextWriter().write(released, ExportOptions(timestamps=True)).decode()
    assert content.splitlines()[-1].endswith(f": [{last}] Yes.")
    assert len(_spoken_in_word(released)) == count


def _spoken_in_word(released: ReleasedTranscript) -> list[str]:
    paragraphs = docx.Document(io.BytesIO(WordWriter().write(released, ExportOptions()))).paragraphs
    return [one.text for one in paragraphs[1 + len(released.transcript.headers) :]]


def _spoken_in_text(released: ReleasedTranscript) -> list[str]:
    content = PlainTextWriter().write(released, ExportOptions()).decode()
    return content.removesuffix("\n").split("\n")[2 + len(released.transcript.headers) :]
