"""Give the player's tests a study whose interviews can be heard, and a bar to hear them with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui import made_study
from tests.ui.player.made_sound import record
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.ui import session as sessions
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.player.bar import PlayerBar
from transcribe_desk.ui.player.engine import Player
from transcribe_desk.ui.preferences import Preferences
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.shortcuts.registry import Shortcuts
from transcribe_desk.ui.theme import Theme


@pytest.fixture
def player() -> Iterator[Player]:
    """Give the one player, as it was left by nobody."""
    made = Player.instance()
    made.unload()
    made.set_speed(1.0)
    made.set_auto_rewind(0)
    yield made
    made.unload()


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    """Give a study of one transcribed interview of twelve seconds with its recording, and others without."""
    with made_study.filled(folder) as opened:
        record(opened, "02-hospital", seconds=12)
        yield opened


@pytest.fixture
def session(qtbot: QtBot, desk: Desk, folder: Path, player: Player) -> Iterator[Session]:
    """Give an open session without a window."""
    preferences = Preferences()
    preferences.auto_rewind_ms = 0
    shortcuts = Shortcuts(preferences, preferences)
    made = Session(desk, folder, sessions.read_overview(desk), preferences, shortcuts=shortcuts)
    yield made
    made.stop_listening()
    for each in preferences.findChildren(Dispatcher):
        each.settle()


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme, session: Session) -> Iterator[PlayerBar]:
    """Give a bar that shows nothing yet."""
    made = PlayerBar(theme, session)
    qtbot.addWidget(made)
    made.resize(1200, 82)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.sound.close()
    made.sound.settle()
