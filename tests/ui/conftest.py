"""Give window tests one application, its theme, a made study, and a state folder of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import made_study
from tests.ui.settling import wait_for_screen
from tests.ui.transcript_rig import HESITANT, HESITANT_CLEAN, Rig, rig, small_study
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.security.no_network import ArmedGuard, Enforcement
from transcribe_desk.ui import main_window
from transcribe_desk.ui import session as sessions
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Appearance, Theme


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep recent studies and appearance of the tests away from this user's."""
    folder = tmp_path / "state"
    monkeypatch.setenv("TRANSCRIBE_DESK_STATE", str(folder))
    return folder


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a window make its screens when a test goes to them, and not by the way."""
    monkeypatch.setattr(main_window, "REST_MS", 600_000)


@pytest.fixture(scope="session", autouse=True)
def application(qapp: QApplication) -> QApplication:
    """Have the application there for tests of models too, which ask for fonts."""
    return qapp


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """Give the one theme, light."""
    return Theme(qapp, Appearance.LIGHT)


@pytest.fixture
def guard() -> ArmedGuard:
    """Give a guard as the status strip shows it; arming it for real would bind the whole test run."""
    return ArmedGuard(Enforcement.KERNEL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of the study of this test."""
    return tmp_path / "Respiratory.tdstudy"


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    """Give an open study with interviews at every stage."""
    with made_study.filled(folder) as opened:
        yield opened


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, guard: ArmedGuard, desk: Desk, folder: Path) -> Iterator[MainWindow]:
    """Give the window with the made study open."""
    made = MainWindow(theme, guard)
    qtbot.addWidget(made)
    made.open_study(folder, desk, sessions.read_overview(desk))
    made.show()
    qtbot.waitExposed(made)
    wait_for_screen(made, "study")
    yield made
    made.close()


@pytest.fixture
def session(window: MainWindow) -> Session:
    """Give the open window's session."""
    assert window.session is not None
    return window.session


@pytest.fixture
def hands(qtbot: QtBot, theme: Theme, folder: Path) -> Iterator[Rig]:
    """Give the transcript screen with a small interview in it, and hands to work with."""
    with small_study(folder) as desk, rig(qtbot, theme, desk, folder) as made:
        yield made


@pytest.fixture
def clean(qtbot: QtBot, theme: Theme, folder: Path) -> Iterator[Rig]:
    """Give the same with hesitant talk, read without its fillers and words begun anew."""
    turns = made_study.turns_of(HESITANT, start_ms=1_000)
    with small_study(folder, turns) as desk, rig(qtbot, theme, desk, folder) as made:
        made.read_clean()
        assert made.shown == HESITANT_CLEAN
        yield made
