"""Whoever cannot see or point can work: every control has a name, and Tab reaches every one that is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QProgressBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.screenshots import job_events
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.session import Session

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QProgressBar, QTextEdit,
)  # fmt: skip
SCREENS = ("home", "study", "queue", "transcript", "review", "export")


@pytest.fixture
def busy_window(window: MainWindow, session: Session, qtbot: QtBot) -> MainWindow:
    """Give the window with every screen filled: jobs in each state, an interview under review, panels open."""
    session.select(session.desk.interview("02-hospital").id)
    for event in job_events([row.interview.id for row in session.overview.rows]):
        session.take_event(event)
    for name in window.screens:
        window.show_screen(name)
        qtbot.waitUntil(lambda: not any(each.busy for each in window.findChildren(Dispatcher)), timeout=20_000)
    return window


@pytest.mark.parametrize("name", SCREENS)
def test_every_control_has_an_accessible_name(busy_window: MainWindow, name: str) -> None:
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in _controls(_screen(busy_window, name))
        if not _name(widget).strip()
    ]
    assert nameless == []


def test_the_rail_and_the_strip_have_names_too(busy_window: MainWindow) -> None:
    for part in (busy_window.rail, busy_window.strip):
        assert [type(widget).__name__ for widget in _controls(part) if not _name(widget).strip()] == []


@pytest.mark.parametrize("name", SCREENS[1:])
def test_tab_reaches_every_control_that_is_shown(busy_window: MainWindow, name: str, qtbot: QtBot) -> None:
    busy_window.show_screen(name)
    busy_window.activateWindow()
    qtbot.waitUntil(lambda: not any(each.busy for each in busy_window.findChildren(Dispatcher)), timeout=20_000)
    busy_window.rail.buttons[name].setFocus()
    reached: set[QWidget] = set()
    for _ in range(120):
        focused = QApplication.focusWidget()
        if focused is None or (focused in reached and focused is busy_window.rail.buttons[name]):
            break
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = {
        widget
        for widget in _controls(busy_window.screens[name])
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    missed = [f"{type(widget).__name__} {_name(widget)!r}" for widget in wanted - reached if not _unchecked(widget)]
    assert missed == []


def _screen(window: MainWindow, name: str) -> QWidget:
    return window.home if name == "home" else window.screens[name]


def _controls(root: QWidget) -> list[QWidget]:
    """Give the controls a person meets; Qt's own inner parts (scroll bars, a spin box's line) are not among them."""
    found = [widget for widget in root.findChildren(QWidget) if isinstance(widget, CONTROLS)]
    return [
        widget
        for widget in found
        if not widget.objectName().startswith("qt_") and not isinstance(widget.parent(), (QComboBox, QAbstractSpinBox))
        and not _inside_a_combo(widget) and type(widget).__name__ not in ("QHeaderView", "QTableCornerButton")
    ]  # fmt: skip


def _inside_a_combo(widget: QWidget) -> bool:
    parent = widget.parent()
    while parent is not None:
        if isinstance(parent, QComboBox):
            return True
        parent = parent.parent()
    return type(widget).__name__ == "QHeaderView" or (
        isinstance(widget, QAbstractButton) and type(widget.parent()).__name__ == "InterviewTable"
    )


def _unchecked(widget: QWidget) -> bool:
    """Tell whether Tab passes a button by because another of its group is the one that is on."""
    return isinstance(widget, QAbstractButton) and widget.group() is not None and not widget.isChecked()


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) if interface is not None else ""
