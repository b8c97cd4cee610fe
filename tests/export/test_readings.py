"""Plant a name in text formats where an escape, a tag or a quote could hide it, and see that the scan finds it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.leak_scan import LeakScan
from transcribe_desk.export.package import pack, unpack
from transcribe_desk.export.sheets import VariablesWriter
from transcribe_desk.export.targets import TARGETS
from transcribe_desk.export.writers import Batch, CaseFacts
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.study.errors import GateRefusedError

Build = Callable[..., ReleasedTranscript]
SPOKEN = "she starts at eight"
HIDDEN = {
    "html": [
        "S<i>ar</i>ah",
        "S&#97;rah",
        "<span title='Sarah'>x</span>",
        "<!-- Sarah -->",
        "O&#39;Neill",
        "Smith &amp; Sons",
    ],
    "taguette": ["S<b>ara</b>h", "&#x53;arah", "O&#x27;Neill", "Smith &amp; Sons"],
    "vtt": ["S&#97;rah", "S<b>ara</b>h", "<c.Sarah>x</c>", "Smith &amp; Sons"],
    "srt": ["Sarah", "S<i>ara</i>h", "Smith & Sons"],
    "csv": ["Sarah", "Smith & Sons"],
    "json": ["S\\u0061rah", "Smith & Sons", "O\\u0027Neill"],
}


@pytest.fixture(scope="module")
def released(release_transcript: Build) -> ReleasedTranscript:
    return release_transcript([("P", f"Well, {SPOKEN}.")], people=("Sarah O'Neill", "Smith & Sons"))


def write(target_name: str, released: ReleasedTranscript) -> tuple[str, bytes, bytes]:
    """Give the path, the bytes and the boilerplate of a target's file."""
    (target,) = (target for target in TARGETS if target.name == target_name)
    (writer,) = target.writers
    return f"{target_name}/02-hospital{writer.suffix}", writer.write(released, ExportOptions()), writer.boilerplate


@pytest.mark.parametrize(("name", "hidden"), [(name, each) for name, all_of in HIDDEN.items() for each in all_of])
def test_a_name_is_found_however_the_format_may_write_it(name: str, hidden: str, released: ReleasedTranscript) -> None:
    path, content, boilerplate = write(name, released)
    scan = LeakScan(released)
    assert scan.scan(path, content, boilerplate) == ()
    planted = content.replace(SPOKEN.encode(), f"{hidden} starts".encode(), 1)
    assert planted != content
    assert any(hit.original for hit in scan.scan(path, planted, boilerplate))


@pytest.mark.parametrize("name", ["html", "json", "csv"])
def test_what_cannot_be_read_as_its_format_is_refused(name: str, released: ReleasedTranscript) -> None:
    path, content, boilerplate = write(name, released)
    broken = {"html": b"<p>", "json": b"}", "csv": b'"a"b"'}[name]
    with pytest.raises(GateRefusedError, match="cannot be searched"):
        LeakScan(released).check(path, content + broken, boilerplate)


def test_a_repeated_key_hides_nothing(released: ReleasedTranscript) -> None:
    assert LeakScan(released).scan("json/x.json", b'{"text": "Sarah", "text": "x"}')


def test_times_and_counts_are_no_years(release_transcript: Build) -> None:
    released = release_transcript([("P", "Yes.")] * 3, people=("1998",), turn_ms=1998)
    for name in ("vtt", "srt", "csv", "json", "html"):
        path, content, boilerplate = write(name, released)
        assert LeakScan(released).scan(path, content, boilerplate) == (), name
    assert json.loads(write("json", released)[1])["turns"][1]["start_ms"] == 1998


def test_a_name_in_a_cell_is_found_and_headings_are_public(release_transcript: Build) -> None:
    released = release_transcript([("P", "Yes.")], people=("Sarah Document",))
    safe, bad = (
        Batch((released,), facts={"02-hospital": CaseFacts((("Band", value),))}) for value in ("7", "Ms Sarah")
    )
    (file,) = VariablesWriter().files(safe)
    LeakScan(released).check("docx/variables.xlsx", file.content, file.boilerplate)
    assert LeakScan(released).scan("docx/variables.xlsx", file.content), "the first heading"
    (file,) = VariablesWriter().files(bad)
    with pytest.raises(GateRefusedError, match="part 4, paragraph"):
        LeakScan(released).check("docx/variables.xlsx", file.content, file.boilerplate)


def test_a_name_in_the_properties_of_a_workbook_is_found(released: ReleasedTranscript) -> None:
    (file,) = VariablesWriter().files(Batch((released,)))
    parts = unpack(file.content)
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(b"<dc:title/>", b"<dc:title>Sarah</dc:title>")
    assert LeakScan(released).scan("docx/variables.xlsx", pack(parts), file.boilerplate)


def test_what_a_person_let_stand_passes_in_a_file_of_all_as_often(release_transcript: Build) -> None:
    ids = ("02-hospital", "03-community")
    batch = [release_transcript([("P", "Near Frenchay.")], study_id=study_id, keep=("Frenchay",)) for study_id in ids]
    scan = LeakScan(*batch)
    assert scan.scan("csv/turns.csv", b'"Near Frenchay."\r\n"Near Frenchay."\r\n') == ()
    assert scan.scan("csv/turns.csv", b'"Near Frenchay."\r\n' * 3)
    assert LeakScan(*batch, copies=2).scan("csv/turns.csv", b'"Near Frenchay."\r\n' * 4) == ()
