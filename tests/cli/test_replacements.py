"""What stands for whom is listed and chosen from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_anonymisation_log import command, study
from transcribe_desk.cli.main import run

__all__ = ["command", "study"]


def test_the_list_says_what_stands_for_whom_in_each_profile(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["replacements", str(study)]) == 0
    told = capsys.readouterr().out
    assert "team: NAME placeholder, PLACE placeholder" in told
    assert "'Leeds' -> [PLACE 1]\n" in told
    assert "'Leeds' -> [a city in England]\n" in told
    assert "'Leeds' -> [a place in the UK]\n" in told


def test_a_choice_is_kept_and_shown(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ["--profile", "deposit", "--category", "place", "--style", "removed"]
    assert run(["replacements", str(study), "set", *chosen]) == 0
    assert "'Leeds' -> […]" in capsys.readouterr().out
    number = ["--profile", "deposit", "--entity", "1"]
    assert run(["replacements", str(study), "set", *number, "--style", "descriptor", "--descriptor", "the city"]) == 0
    assert "'Leeds' -> (the city)  (descriptor)" in capsys.readouterr().out
    assert run(["show", str(study), "01-hospital", "--profile", "deposit"]) == 0
    assert "(The city) was hard" in capsys.readouterr().out
    assert run(["replacements", str(study), "set", *number, "--style", "default"]) == 0
    assert run(["replacements", str(study), "set", *chosen[:-1], "default"]) == 0
    assert "'Leeds' -> [a city in England]\n" in capsys.readouterr().out


def test_an_organisation_is_described(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["replacements", str(study), "set", "--organisation", "hospital", "--descriptor", "the hospital"]) == 0
    assert run(["replacements", str(study), "set", "--organisation", "hospital", "--style", "removed"]) == 2
    assert "Only a descriptor" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "It is not said for what"),
        (("--entity", "1"), "Nothing is chosen"),
        (("--category", "place", "--style", "removed"), "A style belongs to a profile"),
        (("--category", "place", "--descriptor", "x"), "It is not said for what"),
        (("--profile", "deposit", "--category", "place", "--style", "sparkles"), "no such style"),
        (("--profile", "deposit", "--category", "person", "--style", "keep"), "may not be kept"),
        (("--profile", "deposit", "--entity", "99", "--style", "removed"), "none with this number"),
        (("--entity", "1", "--origin", "martian"), "no names of this origin"),
        (("--entity", "1", "--pseudonym", "Sunita"), "real name"),
    ],
)
def test_what_cannot_be_chosen_is_told_and_changes_nothing(
    study: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    run(["replacements", str(study)])
    before = capsys.readouterr().out
    assert run(["replacements", str(study), "set", *arguments]) == 2
    assert message in capsys.readouterr().err
    run(["replacements", str(study)])
    assert capsys.readouterr().out == before


def test_an_export_for_a_profile_needs_the_second_read_all_the_same(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--out", str(tmp_path / "out"), "--profile", "publication"]
    assert run(["export", str(study), *out]) == 6
    assert "signed it off" in capsys.readouterr().err
    assert run(["sign-off", str(study), "01-hospital", "--by", "GE", "--second-read"]) == 0
    assert run(["export", str(study), *out]) == 0
    text = (tmp_path / "out" / "text" / "01-hospital.txt").read_text(encoding="utf-8")
    assert "[A place in the UK] was hard" in text
