"""Compare what each writer makes of one interview with a file that somebody has looked at."""

from __future__ import annotations

from pathlib import Path
from xml.dom import minidom

import pytest

from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.package import unpack
from transcribe_desk.export.targets import TARGETS
from transcribe_desk.export.writers import Batch, CaseFacts
from transcribe_desk.privacy.gate import ReleasedTranscript

GOLDEN = Path(__file__).parents[1] / "golden"
TEXTS = ("taguette", "html", "vtt", "srt", "csv", "json")
PARTS = {
    "nvivo/02-hospital.docx": "word/document.xml",
    "odt/02-hospital.odt": "content.xml",
    "nvivo/classification.xlsx": "xl/worksheets/sheet1.xml",
    "docx/variables.xlsx": "xl/worksheets/sheet1.xml",
    "deposit/data_list.xlsx": "xl/worksheets/sheet1.xml",
}
FILES = ("nvivo/classification.txt", "csv/turns.csv", "deposit/README.txt")


@pytest.fixture(scope="module")
def made(interview: ReleasedTranscript) -> dict[str, bytes]:
    """Give every file that the text targets make of one interview, by path."""
    batch = Batch((interview,), facts={"02-hospital": CaseFacts((("Band", "Band 7"),))})
    found = {}
    for target in TARGETS:
        for writer in target.writers:
            found[f"{target.name}/02-hospital{writer.suffix}"] = writer.write(interview, ExportOptions())
        if target.name in {path.partition("/")[0] for path in (*FILES, *PARTS)}:
            for batch_writer in target.batch_writers:
                found |= {f"{target.name}/{file.name}": file.content for file in batch_writer.files(batch)}
    return found


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_file_is_the_golden_one(name: str, made: dict[str, bytes], tmp_path: Path) -> None:
    (path,) = (path for path in made if path.startswith(f"{name}/02-hospital"))
    _compare(path, made[path], tmp_path)


@pytest.mark.parametrize("path", FILES)
def test_a_file_about_all_is_the_golden_one(path: str, made: dict[str, bytes], tmp_path: Path) -> None:
    _compare(path, made[path], tmp_path)


@pytest.mark.parametrize(("path", "part"), PARTS.items())
def test_the_body_of_a_package_is_the_golden_one(path: str, part: str, made: dict[str, bytes], tmp_path: Path) -> None:
    body = minidom.parseString(unpack(made[path])[part])  # noqa: S318 - our own file
    _compare(f"{path}.xml", body.toprettyxml(indent="  ", encoding="UTF-8"), tmp_path)


def _compare(path: str, content: bytes, tmp_path: Path) -> None:
    name = path.replace("/", ".")
    actual = tmp_path / name
    actual.write_bytes(content)
    assert (GOLDEN / name).is_file(), f"if it is right, keep {actual}"
    assert content == (GOLDEN / name).read_bytes(), f"compare with {actual}"
