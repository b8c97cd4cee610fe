"""Try to get an original out past the gate, one way after the other; each is refused with its reason."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.ui import made_study
from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.exporting import ExportReport
from transcribe_desk.privacy.mention import Category, Decision
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.study.errors import DeskError, StudyLockedError
from transcribe_desk.study.study import Interview

NAME = "Joanne"
TARGETS = ("docx", "nvivo", "text", "csv", "qdpx")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give a study whose first interview is signed off and may leave."""
    with made_study.filled(tmp_path / "Respiratory.tdstudy") as opened:
        assert opened.refusals(opened.interview("01-hospital").id) == ()
        yield opened


@pytest.fixture
def signed(desk: Desk) -> Interview:
    """Give the interview that may leave."""
    return desk.interview("01-hospital")


def _export(desk: Desk, out: Path, **options: object) -> ExportReport:
    signed = next(each for each in desk.vault.interviews.all() if each.study_id.startswith("01-"))
    return desk.export(out, interview_ids=[signed.id], targets=TARGETS, **options)  # type: ignore[arg-type]


def _everything(out: Path) -> bytes:
    """Give every byte of every file, those inside archives too, in lower case."""
    found = b""
    for path in out.rglob("*"):
        if path.is_file():
            found += path.name.encode() + path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    for name in archive.namelist():
                        inner = archive.read(name)
                        found += name.encode() + inner
    return found.lower()


def _assert_nothing_leaves(desk: Desk, out: Path, **options: object) -> tuple[str, ...]:
    """Export, see that the interview is refused and that no file says the name, and give the reasons."""
    report = _export(desk, out, **options)
    assert not [file for file in report.written if "01-" in str(file)]
    (refused,) = [each for each in report.refused if each.study_id]
    assert refused.reasons
    assert NAME.lower().encode() not in (_everything(out) if out.exists() else b"")
    return refused.reasons


def test_it_leaves_when_nothing_is_wrong(desk: Desk, tmp_path: Path) -> None:
    assert _export(desk, tmp_path / "out").written
    assert NAME.lower().encode() not in _everything(tmp_path / "out")


def test_a_mention_added_after_the_sign_off(desk: Desk, signed: Interview, tmp_path: Path) -> None:
    transcript = desk.transcript(signed.id)
    assert transcript is not None
    turn = next(turn for turn in transcript.turns if "service" in turn.text)
    start = turn.text.index("service")
    desk.review.mark(signed.id, turn.id, start, start + len("service"), Category.ORGANISATION, "AB")
    desk.decide([desk.mentions(signed.id)[-1].id], Decision.UNDECIDED, "AB")
    _assert_nothing_leaves(desk, tmp_path / "out")


def test_a_decision_taken_back_after_the_sign_off(desk: Desk, signed: Interview, tmp_path: Path) -> None:
    mention = next(each for each in desk.mentions(signed.id) if each.decision is Decision.ACCEPTED)
    desk.decide([mention.id], Decision.REJECTED_HERE, "AB")
    _assert_nothing_leaves(desk, tmp_path / "out")


def test_the_text_edited_after_the_sign_off(desk: Desk, signed: Interview, tmp_path: Path) -> None:
    desk.editing.reword(signed.id, 1, f"How long has {NAME} been in this post?")
    _assert_nothing_leaves(desk, tmp_path / "out")


def test_a_name_typed_into_a_note_stays_in_the_study(desk: Desk, signed: Interview, tmp_path: Path) -> None:
    desk.editing.note(signed.id, 2, f"This is {NAME}, I am sure.")
    desk.editing.note(signed.id, None, f"{NAME} rang on Monday.")
    assert _export(desk, tmp_path / "out").written
    assert NAME.lower().encode() not in _everything(tmp_path / "out")


def test_a_name_given_to_a_speaker_stays_in_the_study(desk: Desk, signed: Interview, tmp_path: Path) -> None:
    desk.rename_speaker(signed.id, "S2", f"{NAME} the ward manager")
    _export(desk, tmp_path / "out")
    everything = _everything(tmp_path / "out") if (tmp_path / "out").exists() else b""
    assert NAME.lower().encode() not in everything
    assert b"ward manager" not in everything


def test_a_role_stays_in_the_study(desk: Desk, signed: Interview, tmp_path: Path) -> None:
    participant = desk.vault.study.participant(signed.participant_ids[0])
    desk.vault.study.update_participant(replace(participant, role="respiratory nurse consultant"))
    _export(desk, tmp_path / "out")
    assert b"nurse consultant" not in _everything(tmp_path / "out")


def test_an_original_in_the_study_s_title(desk: Desk, tmp_path: Path) -> None:
    settings = desk.settings()
    desk.vault.study.save_settings(replace(settings, title=f"What {NAME} did for the wards"))
    _export(desk, tmp_path / "out")
    assert NAME.lower().encode() not in (_everything(tmp_path / "out") if (tmp_path / "out").exists() else b"")


def test_an_original_in_a_label_and_so_in_a_file_name(desk: Desk, tmp_path: Path) -> None:
    """A label is public, but one that names what was replaced would stand in every file name."""
    hospital = desk.vault.study.organisation_by_label("hospital")
    assert hospital is not None
    desk.vault.study.update_organisation(replace(hospital, pooled_label=NAME.lower()))
    _assert_nothing_leaves(desk, tmp_path / "out")


@pytest.mark.parametrize("profile", list(Profile))
def test_another_profile_is_judged_like_the_first(desk: Desk, profile: Profile, tmp_path: Path) -> None:
    _export(desk, tmp_path / "out", profile=profile)
    assert NAME.lower().encode() not in (_everything(tmp_path / "out") if (tmp_path / "out").exists() else b"")


def test_a_clock_set_back(desk: Desk, signed: Interview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sign-off holds for a text, not for a time: an edit that claims to be older closes the gate all the same."""
    monkeypatch.setattr(reviewing, "_now", lambda: dt.datetime(2001, 1, 1, tzinfo=dt.UTC))
    desk.editing.reword(signed.id, 1, "How long have you been in this very post?")
    _assert_nothing_leaves(desk, tmp_path / "out")


def test_a_sign_off_with_things_undecided(desk: Desk) -> None:
    open_one = desk.interview("02-hospital")
    with pytest.raises(DeskError):
        desk.sign_off(open_one.id, "A. Brown")


def test_a_second_window_on_the_study(desk: Desk) -> None:
    with pytest.raises(StudyLockedError):
        Desk.open(desk.vault.folder, made_study.PASSPHRASE)


_KILLED = """
import os, sys, threading
from pathlib import Path
from transcribe_desk.jobs.desk import Desk
study, out, passphrase = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
desk = Desk.open(study, passphrase)
signed = desk.interview("01-hospital")
Path(out.parent / "begun").touch()
threading.Timer(float(sys.argv[4]), os._exit, [9]).start()
while True:
    desk.export(out, interview_ids=[signed.id], targets=("docx", "nvivo", "text", "csv", "qdpx"))
"""


@pytest.mark.parametrize("seconds", ["0.05", "0.2", "0.45"])
def test_killed_in_the_middle_of_an_export(desk: Desk, tmp_path: Path, seconds: str) -> None:
    folder, out = desk.vault.folder, tmp_path / "out"
    desk.close()
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(folder), str(out), made_study.PASSPHRASE, seconds], check=False, timeout=60
    )
    assert killed.returncode == 9
    assert NAME.lower().encode() not in (_everything(out) if out.exists() else b"")
    for path in out.rglob("*.docx") if out.exists() else ():
        if not any(part.startswith(".") for part in path.relative_to(out).parts):
            assert zipfile.ZipFile(path).testzip() is None
