"""Say awkward things in an interview and read them back, the same, from every kind of file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export import reading
from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.leak_scan import LeakScan
from transcribe_desk.export.plain_text import PlainTextWriter
from transcribe_desk.export.targets import TARGETS, Target
from transcribe_desk.export.writers import Batch
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


READABLE = [target for target in TARGETS if target.name in reading.READERS]


def test_every_file_for_an_interview_has_a_reader() -> None:
    assert {target.name for target in TARGETS if target.writers} <= set(reading.READERS)


@settings(max_examples=60)
@given(turns=st.lists(st.tuples(st.sampled_from("IP"), st.lists(st.sampled_from(AWKWARD) | st.text(max_size=8)))))
def test_every_file_gives_back_the_same_turns(turns: list[tuple[str, list[str]]], release_transcript: Build) -> None:
    released = release_transcript([(speaker, " ".join(words)) for speaker, words in turns])
    expected = [(turn.label, turn.text) for turn in released.transcript.turns]
    scan = LeakScan(released)
    for target in READABLE:
        (writer,) = target.writers
        content = writer.write(released, ExportOptions())
        assert reading.READERS[target.name](content) == expected, target.name
        scan.check(f"{target.name}/02-hospital{writer.suffix}", content, writer.boilerplate)


@pytest.mark.parametrize(
    "said", ["<b>bold</b> & <i", "a --> b", "=1+1", "'=1+1", "-- well", "Label: text", "02-hospital: so"]
)
@pytest.mark.parametrize("target", READABLE, ids=lambda target: target.name)
def test_what_a_format_means_something_by_is_only_text(said: str, target: Target, release_transcript: Build) -> None:
    released = release_transcript([("P", said)])
    content = target.writers[0].write(released, ExportOptions())
    assert reading.READERS[target.name](content) == [("02-hospital", said)]


@pytest.mark.parametrize(("count", "turn_ms", "last"), [(1, 1_000, "00:00:00"), (2_700, 4_000, "02:59:56")])
def test_one_word_and_three_hours_both_fit(count: int, turn_ms: int, last: str, release_transcript: Build) -> None:
    released = release_transcript([("IP"[number % 2], "Yes.") for number in range(count)], turn_ms=turn_ms)
    content = PlainTextWriter().write(released, ExportOptions(timestamps=True)).decode()
    assert content.splitlines()[-1].endswith(f": [{last}] Yes.")
    for target in READABLE:
        assert len(reading.READERS[target.name](target.writers[0].write(released, ExportOptions()))) == count


@pytest.mark.parametrize("number", [1, 2, 40])
def test_a_table_of_all_turns_holds_each_interview_once(number: int, release_transcript: Build) -> None:
    batch = Batch(
        tuple(
            release_transcript([("I", "So?"), ("P", f"{each}.")], study_id=f"{each:02d}-hospital")
            for each in range(1, number + 1)
        )
    )
    (table,) = (
        file
        for target in TARGETS
        if target.name == "csv"
        for writer in target.batch_writers
        for file in writer.files(batch)
    )
    answers = [said for label, said in reading.table(table.content) if label != "Interviewer"]
    assert answers == [f"{each}." for each in range(1, number + 1)]
