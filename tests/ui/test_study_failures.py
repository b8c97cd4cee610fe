"""A study that cannot be opened or written says why and what to do, in the window, and nothing else happens to it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui import made_study
from tests.ui.settling import wait_for_screen
from transcribe_desk.security.no_network import ArmedGuard
from transcribe_desk.study.errors import DeskError, DiskError
from transcribe_desk.ui import recent
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.vault.database import Database
from transcribe_desk.vault.keys import unlock_keys


@pytest.fixture
def home(qtbot: QtBot, theme: Theme, guard: ArmedGuard) -> MainWindow:
    """Give a window in which no study is open."""
    made = MainWindow(theme, guard)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def closed(folder: Path) -> Path:
    """Give a study that is locked."""
    made_study.new_desk(folder).close()
    return folder


def test_a_study_of_a_newer_version_asks_for_the_newer_program(home: MainWindow, closed: Path, qtbot: QtBot) -> None:
    keys = unlock_keys(closed, made_study.PASSPHRASE)
    database = Database(closed / "study.db", keys.database_key, keys.database_salt)
    database.query("INSERT INTO schema_versions VALUES (999, '2030-01-01')")
    database.close()
    said = _unlock(home, closed, qtbot)
    assert "newer version" in said
    assert "Install the newest version" in said


def test_a_damaged_study_asks_for_a_backup(home: MainWindow, closed: Path, qtbot: QtBot) -> None:
    path = closed / "study.db"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    said = _unlock(home, closed, qtbot)
    assert "not what was written" in said
    assert "backup" in said


def test_a_study_on_a_disk_that_is_gone_says_so_before_any_passphrase(home: MainWindow, closed: Path) -> None:
    recent.remember_study(closed)
    shutil.rmtree(closed)
    home.home.reload()
    assert "not there now" in home.home.unlock.notice.text()
    assert "Connect the disk" in home.home.unlock.notice.text()


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="root may write to every folder")
def test_a_study_that_may_not_be_written_says_so(home: MainWindow, closed: Path, qtbot: QtBot) -> None:
    for path in (*closed.iterdir(), closed):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        said = _unlock(home, closed, qtbot)
    finally:
        closed.chmod(0o755)
    assert "may write" in said or "may be written" in said


def test_a_second_window_is_refused_with_who_has_the_study(
    home: MainWindow, window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    assert window.session is not None
    said = _unlock(home, folder, qtbot)
    assert f"process {os.getpid()}" in said
    assert "Close the study there" in said
    assert window.session.desk.rows()  # the first window goes on


def test_what_fails_while_a_study_is_open_is_said_over_every_screen(window: MainWindow, session: Session) -> None:
    full: DeskError = DiskError("Study Respiratory", "The disk is full; nothing was changed.", "Make room on the disk.")
    session.failed.emit(full)
    for name in window.screens:
        window.show_screen(name)
        wait_for_screen(window, name)
        assert window.errors.notice.isVisible()
    assert window.errors.text() == "Study Respiratory The disk is full; nothing was changed. Make room on the disk."
    window.errors.notice.put_away()
    assert window.errors.text() == ""


def _unlock(window: MainWindow, folder: Path, qtbot: QtBot) -> str:
    """Try to open a study, and give what the window says; the way in stays."""
    form = window.home.unlock
    window.home.open_folder(folder)
    form.passphrase.field.setText(made_study.PASSPHRASE)
    form.unlock()
    qtbot.waitUntil(lambda: bool(form.notice.text()), timeout=20_000)
    assert window.session is None
    assert window.stack.currentWidget() is window.home
    assert form.button.isEnabled()
    return form.notice.text()
