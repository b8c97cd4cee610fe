"""What is left of a study in this program's memory once it is locked: nothing that anybody said."""

from __future__ import annotations

import gc
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui import made_study
from tests.ui.every_part import make_every_part
from tests.ui.settling import go_to, settle, wait_until
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.mention import Entity, Mention
from transcribe_desk.security.no_network import ArmedGuard
from transcribe_desk.study.remembered import remembered
from transcribe_desk.study.transcript import Transcript, Turn, Word
from transcribe_desk.ui import session as sessions
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme

_KINDS = (Session, Desk, Transcript, Turn, Word, Mention, Entity)


def test_nothing_of_a_study_is_left_when_it_is_locked(
    qtbot: QtBot, theme: Theme, guard: ArmedGuard, folder: Path
) -> None:
    before = _there()  # what other tests keep
    window = MainWindow(theme, guard)
    qtbot.addWidget(window)
    window.show()
    _look_at_everything(window, folder)
    assert _kinds(_there(), before) >= {"Session", "Desk", "Transcript", "Mention"}
    window.lock()
    wait_until(lambda: window.stack.currentWidget() is window.home)
    settle(window)
    assert _kinds(_there(), before) == set()


def test_what_was_computed_of_its_words_is_forgotten_when_a_study_is_closed(folder: Path) -> None:
    asked: list[str] = []

    @remembered(4)
    def loud(name: str) -> str:
        asked.append(name)
        return name.upper()

    with made_study.filled(folder):
        assert loud("Osei") == loud("Osei")
    assert loud("Osei") == "OSEI"
    assert asked == ["Osei", "Osei"]


def _look_at_everything(window: MainWindow, folder: Path) -> None:
    desk = made_study.filled(folder)
    window.open_study(folder, desk, sessions.read_overview(desk))
    assert window.session is not None
    window.session.select(desk.interview("02-hospital").id)
    for name in window.screens:
        go_to(window, name)
    make_every_part(window)
    settle(window)


def _there() -> list[object]:
    gc.collect()
    return [each for each in gc.get_objects() if type(each) in _KINDS]


def _kinds(there: list[object], before: list[object]) -> set[str]:
    known = set(map(id, before))
    return {type(each).__name__ for each in there if id(each) not in known}
