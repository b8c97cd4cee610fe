"""From a script: see what stopped a file, let it stand with a reason, confirm an attribute, take the word back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.test_export import study as study
from transcribe_desk.cli.main import run

ONLY = ("--only", "01-hospital,02-hospital", "--targets", "docx")
GIVEN = ("--reason", "the ethnic group, not Ada", "--by", "GE")


@pytest.fixture
def stopped(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Give the code of the one hit that stops the sheet of the study."""
    watched = tmp_path / "names.txt"
    watched.write_text("Ada White\nWhite\n", encoding="utf-8")
    assert run(["watch-list", str(study), "--file", str(watched)]) == 0
    for number in (1, 2, 3):
        assert run(["participants", str(study), str(number), "--set", "ethnicity=White"]) == 0
    assert run(["export", str(study), "--out", str(tmp_path / "first"), *ONLY]) == 6
    told = capsys.readouterr()
    assert not (tmp_path / "first" / "docx" / "variables.xlsx").exists()
    found = re.findall(r"^hit (\w+): docx/variables.xlsx, 2 places$", told.err, re.MULTILINE)
    assert len(found) == 1
    assert "White" not in told.err
    return str(found[0])


def test_a_hit_is_let_stand_and_listed_and_withdrawn(
    stopped: str, study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--out", str(tmp_path / "out"), *ONLY]
    assert run(["export", str(study), *out, "--let-stand", stopped, *GIVEN]) == 0
    assert (tmp_path / "out" / "docx" / "variables.xlsx").is_file()
    assert "1 hit of the search let stand by a person" in capsys.readouterr().err
    assert run(["overrides", str(study)]) == 0
    listed = capsys.readouterr().out
    assert "docx/variables.xlsx: “White” in “White”" in listed
    assert "GE: the ethnic group, not Ada" in listed
    (number,) = re.findall(r"^ +(\d+)  docx", listed, re.MULTILINE)
    assert run(["overrides", str(study), "--withdraw", number, "--by", "AB"]) == 0
    assert capsys.readouterr().out == "Nothing was let stand.\n"
    assert run(["overrides", str(study), "--all"]) == 0
    assert "AB" in capsys.readouterr().out
    assert run(["export", str(study), *out]) == 6


def test_the_words_of_a_hit_are_shown_only_when_asked_for(
    stopped: str, study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = tmp_path / "report.json"
    options = ["--out", str(tmp_path / "out"), *ONLY, "--dry-run", "--report", str(said)]
    assert run(["export", str(study), *options]) == 6
    assert "“White” in" not in capsys.readouterr().out
    assert run(["export", str(study), *options, "--show-hits"]) == 6
    assert f"hit {stopped}: “White” in “White”" in capsys.readouterr().out
    report = json.loads(said.read_bytes())
    assert report["refused"][0]["hits"] == [{"code": stopped, "path": "docx/variables.xlsx", "places": 2}]
    assert "White" not in said.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options",
    [("--let-stand", "{hit}"), ("--let-stand", "0000000000", *GIVEN), GIVEN, ("--let-stand", "{hit}", "--by", "GE"),
     ("--let-stand", "{hit}", "--dry-run", *GIVEN)],
)  # fmt: skip
def test_half_a_word_lets_nothing_stand(
    options: tuple[str, ...], stopped: str, study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [each.format(hit=stopped) for each in options]
    assert run(["export", str(study), "--out", str(tmp_path / "out"), *ONLY, *given]) == 2
    capsys.readouterr()
    run(["overrides", str(study)])
    assert capsys.readouterr().out == "Nothing was let stand.\n"


def test_an_attribute_that_few_share_waits_to_be_confirmed(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = tmp_path / "report.json"
    for number, band in ((1, "6"), (2, "6"), (3, "7")):
        assert run(["participants", str(study), str(number), "--set", f"band={band}"]) == 0
    options = ["--out", str(tmp_path / "out"), *ONLY, "--report", str(said)]
    assert run(["export", str(study), *options]) == 0
    assert "Attribute “band”, with organisation: 2 combinations are held by fewer than 3" in capsys.readouterr().err
    assert "It is left out." in json.loads(said.read_bytes())["small_attributes"][0]
    assert run(["export", str(study), *options, "--confirm-attributes", "band"]) == 0
    assert "because you confirmed it" in capsys.readouterr().err
    assert run(["export", str(study), *options, "--without-attributes", "band"]) == 0
    assert "band" not in capsys.readouterr().err
    assert run(["export", str(study), *options, "--confirm-attributes", "role"]) == 2
