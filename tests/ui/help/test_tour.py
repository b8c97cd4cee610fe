"""The guided tour: every stop finds its part, and the window stays usable."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.settling import wait_for_screen
from transcribe_desk.ui.help.tour import Tour, find_part, steps
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.theme import Theme


@pytest.fixture
def tour(theme: Theme, window: MainWindow) -> Tour:
    return Tour(theme, window)


@pytest.mark.parametrize("step", steps(), ids=lambda step: step.title)
def test_every_stop_finds_its_part(window: MainWindow, step: object) -> None:
    from transcribe_desk.ui.help.tour import Step

    assert isinstance(step, Step)
    assert isinstance(find_part(window.screens, step), QWidget)


def test_next_leads_through_every_screen_and_ends(tour: Tour, window: MainWindow, qtbot: QtBot) -> None:
    tour.start()
    with qtbot.waitSignal(tour.ended):
        for step in steps():
            assert tour.card is not None
            wait_for_screen(window, step.screen)
            part = tour.target()
            assert part is not None
            assert tour.ring is not None
            qtbot.waitUntil(partial(_stands_at, tour.ring, part, window))
            tour.card.next_button.click()
    assert not tour.running


def _stands_at(ring: QWidget, part: QWidget, window: QWidget) -> bool:
    return ring.isVisible() and ring.geometry().topLeft() == part.mapTo(window, QPoint(0, 0))


def test_back_and_escape(tour: Tour, window: MainWindow, qtbot: QtBot) -> None:
    tour.start()
    assert tour.card is not None
    assert not tour.card.back_button.isEnabled()
    tour.card.next_button.click()
    tour.card.back_button.click()
    assert window.stack.currentWidget() is window.screens["study"]
    assert tour.card.isVisible()
    assert window.rect().contains(tour.card.geometry())
    window.activateWindow()
    QTest.keyClick(tour.card, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not tour.running)


def test_the_window_can_be_used_meanwhile(tour: Tour, window: MainWindow) -> None:
    tour.start()
    window.show_screen("export")
    assert tour.running
    assert tour.ring is not None
    assert tour.ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_locking_the_study_ends_it(tour: Tour, window: MainWindow, qtbot: QtBot) -> None:
    tour.start()
    window.lock()
    qtbot.waitUntil(lambda: window.session is None)
    assert tour.card is not None
    tour.card.next_button.click()
    qtbot.waitUntil(lambda: not tour.running)


def test_without_a_study_there_is_no_tour(theme: Theme, qtbot: QtBot, window: MainWindow) -> None:
    window.session = None
    tour = Tour(theme, window)
    tour.start()
    assert not tour.running
