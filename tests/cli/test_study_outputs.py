"""The outputs about a study from the command line: what is printed, what is warned of, the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.export.nineteen import make_nineteen
from transcribe_desk.cli.main import run


@pytest.fixture
def study(tmp_path: Path) -> list[str]:
    make_nineteen(tmp_path, reviewed=3).close()
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("a passphrase\n", encoding="utf-8")
    return [str(tmp_path / "Nineteen.tdstudy"), "--passphrase-file", str(passphrase)]


def test_papers_are_written_and_small_cells_told(
    study: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["study-outputs", *study, "--out", str(tmp_path / "out"), "--small-cells", "pool"]) == 0
    printed = capsys.readouterr()
    assert str(tmp_path / "out" / "study" / "participant-table.docx") in printed.out
    assert "Small cell – commissioner" in printed.err
    assert "16 of 19 interviews are transcribed but not reviewed" in printed.err


def test_coders_get_what_may_leave_and_the_rest_is_refused(
    study: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["coders", *study, "--out", str(tmp_path / "out"), "--names", "AB,CD", "--only", "02-hospital"]
    assert run(command) == 6
    printed = capsys.readouterr()
    assert "coded by all: 02-hospital" in printed.out
    assert "04-hospital: not written." in printed.err
    assert (tmp_path / "out" / "CD" / "docx" / "02-hospital.docx").is_file()


def test_one_coder_is_not_two(study: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["coders", *study, "--out", str(tmp_path / "out"), "--names", "AB"]) == 2
    assert "at least two" in capsys.readouterr().err
