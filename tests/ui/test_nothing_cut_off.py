"""Words that wrap have the height they need on every screen, with and without a form open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import made_review, made_study
from tests.ui.settling import settle
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.review.screen import ReviewScreen
from transcribe_desk.ui.screens.review.state import Scope


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with made_study.filled(folder, made_review.fill) as opened:
        yield opened


def cut_off(root: QWidget) -> list[str]:
    """Name what is lower than its words or its frame need, or lies over the thing before it."""
    found = []
    for label in root.findChildren(QLabel):
        if label.isVisible() and label.text() and label.wordWrap():
            needed = label.heightForWidth(label.width())
            if label.height() < needed - 1:
                found.append(f"{label.text()[:50]!r} has {label.height()} of {needed} pixels")
    for kind in (QPushButton, QComboBox, QLineEdit):
        for control in root.findChildren(kind):
            needed = control.minimumSizeHint().height()
            if control.isVisible() and control.height() < needed - 1:
                found.append(f"{control.accessibleName() or kind.__name__} has {control.height()} of {needed} pixels")
    for area in root.findChildren(QScrollArea):
        over = area.horizontalScrollBar().maximum()
        if area.isVisible() and over:
            found.append(f"{over} pixels of {type(area.parent()).__name__} lie beside what can be seen")
    return found


@pytest.mark.parametrize("name", ["study", "queue", "transcript", "review", "export", "log"])
def test_on_every_screen(window: MainWindow, qtbot: QtBot, name: str) -> None:
    window.resize(1440, 900)
    window.show_screen(name)
    settle(window)
    assert cut_off(window.screens[name]) == []


@pytest.mark.parametrize("height", [700, 900])
@pytest.mark.parametrize("form", ["edit", "merge", "split", "note", "keep"])
def test_with_a_form_open_in_the_review(window: MainWindow, qtbot: QtBot, form: str, height: int) -> None:
    window.resize(1100, height)
    screen = window.screens["review"]
    assert isinstance(screen, ReviewScreen)
    window.show_screen("review")
    settle(window)
    screen.deciding.ask(form)
    settle(window)
    assert cut_off(screen) == []


@pytest.mark.parametrize("shown", ["the only man on the team", "Kwame Osei"])
def test_with_each_kind_of_thing_in_the_review(window: MainWindow, qtbot: QtBot, shown: str) -> None:
    window.resize(1280, 800)
    screen = window.screens["review"]
    assert isinstance(screen, ReviewScreen)
    window.show_screen("review")
    settle(window)
    screen.scope.choose(Scope.STUDY)
    settle(window)
    state = screen.review.state
    assert state is not None
    screen.review.choose_entity(next(each.id for each in state.entities if each.name == shown))
    settle(window)
    assert cut_off(screen) == []
