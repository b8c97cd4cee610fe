"""Every step of a review can be done from a script, and taken back by the next call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.made_study import PASSPHRASE, filled
from transcribe_desk.cli.main import run

Call = Callable[..., str]


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Give a function that runs a command on a made study, each time opening it anew, and gives what it prints."""
    folder = tmp_path / "Study.tdstudy"
    filled(folder).close()
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")

    def call_it(command: str, *arguments: object, code: int = 0) -> str:
        passphrase = f"--passphrase-file={tmp_path / 'passphrase'}"
        capsys.readouterr()
        assert run([command, str(folder), *map(str, arguments), passphrase]) == code
        captured = capsys.readouterr()
        return captured.out + captured.err

    return call_it


def number_of(listing: str, name: str) -> int:
    (line,) = [line for line in listing.splitlines() if f"'{name}' ->" in line]
    return int(line.split()[0])


def test_steps_from_a_script_and_back(call: Call) -> None:
    listed = call("entities")
    osei, christine = number_of(listed, "Kwame Osei"), number_of(listed, "Christine")
    assert "[NAME" in listed
    assert call("decide", "--entity", osei, "accept").endswith("accepted.\n")
    assert "7 mentions" in call("entities", "--category", "person")

    marked = call("mark", "02-hospital", 2, "paper", "--category", "other")
    assert marked.startswith("Mention ")
    mention = marked.split()[1]
    assert "changed" in call("resize", mention, "on paper")
    assert "noted" in call("note", mention, "Which paper?")
    assert "gone" in call("unmark", mention)
    assert f"of entity {osei}" in call("merge", osei, christine)
    assert "of entity" in call("split", osei, "--form", "Christine")
    assert "[the consultant]" in call("rename", osei, "--replacement", "the consultant", "--name", "Kwame B. Osei")
    assert "kept apart" in call("apart", osei, number_of(call("entities"), "Fernhill"))
    assert call("steps").count("done") >= 8
    assert "Taken back" in call("undo")
    assert "Done again" in call("redo")
    for _ in range(9):
        call("undo")
    assert call("entities") == listed
    while "Taken back" in call("undo"):  # the steps with which the study was made
        pass
    assert "nothing to take back" in call("undo")


def test_marked_words_can_be_said_to_name_something_new(call: Call) -> None:
    known = call("entities")
    assert "'paper'" not in known
    made = call("mark", "02-hospital", 2, "paper", "--category", "other", "--entity", 0)
    assert f"of entity {number_of(call('entities'), 'paper')}; " in made


def test_questions_exceptions_and_edits(call: Call) -> None:
    listed = call("entities")
    assert "questions. Answer each" in call("questions")
    osei, joanne = number_of(listed, "Kwame Osei"), number_of(listed, "Joanne")
    assert "no reason" in call("decide", "--entity", osei, "except", code=2)
    assert "left standing" in call("decide", "--entity", osei, "except", "--reason", "asked to be named")
    assert "this interview" in call("decide", "--entity", joanne, "reject-interview", "--in", "02-hospital")
    assert "Turn 3 is changed; 1 mentions" in call("edit", "02-hospital", 3, "Right, Fernhill.")
    mentions = call("mentions", "02-hospital")
    fernhill = next(line.split()[0] for line in mentions.splitlines() if "'Fernhill'" in line)
    assert f"of entity {osei}" in call("move", osei, fernhill)


def test_what_is_not_there_is_told(call: Call) -> None:
    assert "says these words 0 times" in call("mark", "02-hospital", 2, "zebra", code=2)
    assert "Entity 999" in call("merge", 999, 1, code=2)
    assert "Mention 999" in call("resize", 999, "paper", code=2)
    assert "PROFILE=STYLE" in call("rename", 1, "--style", "nonsense", code=2)
