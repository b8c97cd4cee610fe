"""Whoever cannot see or point can work: each control has a name and a role, Tab reaches it, and its focus is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.every_part import make_every_part
from tests.ui.screenshots import job_events
from tests.ui.settling import busy, go_to
from tests.ui.wheel import turn_wheel_over
from transcribe_desk.ui.errors import crash_report
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.settings.screen import SettingsScreen

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QProgressBar, QTextEdit,
)  # fmt: skip
SCREENS = ("home", "study", "queue", "transcript", "review", "export", "log", "settings")
_NO_ROLE = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane)
SECTIONS = ("looks", "playback", "keys", "models", "isolation", "about")


@pytest.fixture
def busy_window(window: MainWindow, session: Session, qtbot: QtBot) -> MainWindow:
    """Give the window with every screen filled: jobs in each state, an interview under review, panels open."""
    session.select(session.desk.interview("02-hospital").id)
    for event in job_events([row.interview.id for row in session.overview.rows]):
        session.take_event(event)
    for name in (*window.screens, "settings"):
        go_to(window, name)
    make_every_part(window)
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


@pytest.mark.parametrize("name", SCREENS)
def test_every_control_tells_what_kind_it_is_and_takes_the_keyboard(busy_window: MainWindow, name: str) -> None:
    controls = [each for each in _controls(_screen(busy_window, name)) if not isinstance(each, QProgressBar)]
    assert [_told(each) for each in controls if _role(each) in _NO_ROLE] == []
    mute = [each for each in controls if each.isEnabled() and not each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [_told(each) for each in mute if not _by_another_way(each)] == []


@pytest.mark.parametrize("name", SCREENS[1:])
def test_tab_reaches_every_control_that_is_shown(busy_window: MainWindow, name: str, qtbot: QtBot) -> None:
    busy_window.show_screen(name)
    _settle(busy_window, qtbot)
    assert _missed(busy_window, _screen(busy_window, name), busy_window.rail.buttons[name]) == []


@pytest.mark.parametrize("section", SECTIONS)
def test_tab_reaches_every_setting(busy_window: MainWindow, section: str, qtbot: QtBot) -> None:
    busy_window.show_settings(section)
    _settle(busy_window, qtbot)
    settings = _screen(busy_window, "settings")
    assert _missed(busy_window, settings, busy_window.rail.buttons["settings"]) == []


def test_tab_reaches_the_error_panel_and_the_strip(busy_window: MainWindow, qtbot: QtBot) -> None:
    busy_window.errors.show_crash(crash_report.of_error(ValueError()))
    busy_window.errors.read_button.click()
    _settle(busy_window, qtbot)
    for part in (busy_window.errors, busy_window.strip):
        assert _missed(busy_window, part, busy_window.rail.buttons["study"]) == []


@pytest.mark.parametrize("name", SCREENS)
def test_the_focus_is_seen(busy_window: MainWindow, name: str, qtbot: QtBot) -> None:
    """A control looks other with the keyboard in it than without; lists and texts may draw their own place."""
    busy_window.show_home() if name == "home" else busy_window.show_screen(name)
    _settle(busy_window, qtbot)
    unseen = []
    for control in _controls(_screen(busy_window, name)):
        if not control.isVisible() or not control.isEnabled() or not control.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if isinstance(control, QAbstractItemView | QTextEdit):  # they move a caret or a current row
            continue
        control.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if not control.hasFocus():
            continue
        with_focus = control.grab().toImage()
        control.clearFocus()
        QApplication.processEvents()
        if with_focus == control.grab().toImage():
            unseen.append(_told(control))
    assert unseen == []


def _settle(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(lambda: not busy(window), timeout=20_000)


def _missed(window: MainWindow, root: QWidget, start: QWidget) -> list[str]:
    """Press Tab until it comes round, and name the controls of ``root`` that it did not reach."""
    start.setFocus()
    reached: set[QWidget] = set()
    for _ in range(200):
        focused = QApplication.focusWidget()
        if focused is None or (focused in reached and focused is start):
            break
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = {
        widget
        for widget in _controls(root)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    return [_told(widget) for widget in wanted - reached if not _unchecked(widget)]


def _told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {_name(widget)!r} in {type(widget.parent()).__name__}"


@pytest.mark.parametrize("name", SCREENS)
def test_the_wheel_scrolls_past_every_field_without_the_keyboard(busy_window: MainWindow, name: str) -> None:
    go_to(busy_window, name)
    fields = [each for each in _controls(_screen(busy_window, name)) if isinstance(each, QComboBox | QAbstractSpinBox)]
    assert [_name(field) for field in fields if not field.hasFocus() and turn_wheel_over(field)] == []


def _role(widget: QWidget) -> QAccessible.Role:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.role() if interface is not None else QAccessible.Role.NoRole


def _screen(window: MainWindow, name: str) -> QWidget:
    if name == "home":
        return window.home
    if name == "settings":
        return window.findChild(SettingsScreen)  # type: ignore[return-value]
    return window.screens[name]


def _controls(root: QWidget) -> list[QWidget]:
    """Give the controls a person meets; Qt's own inner parts (scroll bars, a spin box's line) are not among them."""
    return [widget for widget in root.findChildren(QWidget) if isinstance(widget, CONTROLS) and not _inner(widget)]


def _inner(widget: QWidget) -> bool:
    return (
        widget.objectName().startswith("qt_")
        or isinstance(widget, QScrollBar)
        or isinstance(widget.parent(), QComboBox | QAbstractSpinBox | QLineEdit)
        or _inside_a_combo(widget)
        or type(widget).__name__ in ("QHeaderView", "QTableCornerButton")
    )


def _inside_a_combo(widget: QWidget) -> bool:
    parent = widget.parent()
    while parent is not None:
        if isinstance(parent, QComboBox):
            return True
        parent = parent.parent()
    return type(widget).__name__ == "QHeaderView" or (
        isinstance(widget, QAbstractButton) and type(widget.parent()).__name__ == "InterviewTable"
    )


def _by_another_way(widget: QWidget) -> bool:
    """Tell whether a control without focus of its own is inside one that has it."""
    return widget.focusProxy() is not None or isinstance(widget.parent(), QLineEdit | QKeySequenceEdit)


def _unchecked(widget: QWidget) -> bool:
    """Tell whether Tab passes a button by because another of its group is the one that is on."""
    return isinstance(widget, QAbstractButton) and widget.group() is not None and not widget.isChecked()


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) if interface is not None else ""
