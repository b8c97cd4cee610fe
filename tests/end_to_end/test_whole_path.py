"""A recording goes in, a person decides, an anonymised Word file comes out; all from the command line."""

from __future__ import annotations

from pathlib import Path

import docx

from tests.end_to_end.program import program


def test_nothing_leaves_before_a_person_decided_and_read_again(transcribed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    refused = program("export", transcribed, "--out", out)
    assert refused.returncode == 6
    assert "01-hospital: not written." in refused.stderr
    assert "undecided" in refused.stderr
    assert not out.exists()

    listed = program("mentions", transcribed, "01-hospital", "--undecided").stdout
    assert "'Margaret'" in listed
    assert program("decide", transcribed, "--undecided", "01-hospital", "accept", "--by", "GE").returncode == 0
    assert program("mentions", transcribed, "01-hospital", "--undecided").stdout == ""

    still_refused = program("export", transcribed, "--out", out)
    assert still_refused.returncode == 6
    assert "signed" in still_refused.stderr

    assert program("sign-off", transcribed, "01-hospital", "--by", "GE").returncode == 2
    assert program("sign-off", transcribed, "01-hospital", "--by", "GE", "--second-read").returncode == 0
    exported = program("export", transcribed, "--out", out)
    assert exported.returncode == 0, exported.stderr
    word_file = out / "docx" / "01-hospital.docx"
    assert str(word_file) in exported.stdout

    said = "\n".join(paragraph.text for paragraph in docx.Document(str(word_file)).paragraphs)
    assert "[NAME 1]" in said
    assert "Interviewer: " in said
    assert "01-hospital: " in said
    for secret in ("Margaret", "Whitfield", "Sheffield", "Northern General", "Interview with"):
        assert secret.casefold() not in said.casefold()
    assert "not reviewed" not in said


def test_a_decision_after_the_sign_off_closes_the_gate_again(transcribed: Path, tmp_path: Path) -> None:
    program("decide", transcribed, "--undecided", "01-hospital", "accept")
    program("sign-off", transcribed, "01-hospital", "--by", "GE", "--second-read")
    first = program("mentions", transcribed, "01-hospital").stdout.split()[0]
    assert program("decide", transcribed, "--mention", first, "reject").returncode == 0

    refused = program("export", transcribed, "--out", tmp_path / "out")

    assert refused.returncode == 6
    assert "changed since" in refused.stderr


def test_speakers_are_proposed_and_a_person_swaps_them(transcribed: Path) -> None:
    proposed = program("speakers", transcribed, "01-hospital").stdout
    assert "Proposed by the machine" in proposed
    swapped = program("speakers", transcribed, "01-hospital", "--swap").stdout
    assert "Confirmed by a person" in swapped
    first = [line.split(":")[1].split(",")[0] for line in proposed.splitlines()[:2]]
    then = [line.split(":")[1].split(",")[0] for line in swapped.splitlines()[:2]]
    assert first == then[::-1]


def test_status_and_log_tell_what_happened(transcribed: Path) -> None:
    assert "In review" in program("status", transcribed).stdout
    log = program("log", transcribed).stdout
    assert "recording imported" in log
    assert "flagged" in log
    assert "Margaret" not in log
