"""Hear an interview: play, go to a place, loop a turn, and be told why there is no sound."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.player.made_sound import keep_recording, transcript
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.ui.player.bar import PlayerBar
from transcribe_desk.ui.player.interview_sound import SoundState
from transcribe_desk.ui.session import Session

PREPARED = 30_000  # ms; a worker starts and makes a copy of twelve seconds

Show = Callable[[str], None]


@pytest.fixture
def show(bar: PlayerBar, desk: Desk, session: Session) -> Show:
    """Give a function that shows an interview by its study ID."""

    def by_id(study_id: str) -> None:
        bar.show_interview(session.row(desk.interview(study_id).id), transcript(12))

    return by_id


@pytest.fixture
def ready(qtbot: QtBot, bar: PlayerBar, show: Show) -> PlayerBar:
    """Give the bar with twelve seconds of sound in it."""
    show("02-hospital")
    qtbot.waitUntil(lambda: bar.sound.state is SoundState.READY, timeout=PREPARED)
    return bar


def test_an_interview_without_a_copy_gets_one_and_can_be_played(qtbot: QtBot, bar: PlayerBar, show: Show) -> None:
    said: set[str] = set()
    bar.sound.state_changed.connect(lambda: said.add(bar.message.words.text()))
    show("02-hospital")
    assert not bar.button.isEnabled()
    qtbot.waitUntil(lambda: bar.sound.state is SoundState.READY, timeout=PREPARED)
    assert any(words.startswith("Preparing the sound · ") for words in said)
    assert (bar.clock.text(), bar.total.text()) == ("00:00", "/ 00:12")
    assert bar.waveform.isVisible()
    QTest.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert bar.button.accessibleName() == "Pause"
    qtbot.waitUntil(lambda: bar.clock.text() == "00:01", timeout=5000)
    QTest.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert bar.button.accessibleName() == "Play"
    assert not bar.player.playing()


def test_the_word_that_plays_is_known(qtbot: QtBot, ready: PlayerBar) -> None:
    assert ready.following is not None
    ready.sound.play_from(ready.following.ms_of(3, 4))
    assert ready.following.word_at(ready.player.position()) == (3, 1)
    qtbot.waitUntil(lambda: ready.following.word_at(ready.player.position()) == (3, 2), timeout=5000)  # type: ignore[union-attr]


def test_where_the_text_lacks_something_is_told_on_the_sound(
    qtbot: QtBot, bar: PlayerBar, desk: Desk, session: Session
) -> None:
    row = session.row(desk.interview("02-hospital").id)
    assert row is not None
    damaged = replace(row, missing=((4_000, 8_000),))
    growing = replace(transcript(12), roles={})
    bar.show_interview(damaged, transcript(12))
    qtbot.waitUntil(lambda: bar.sound.state is SoundState.READY, timeout=PREPARED)
    middle = bar.waveform.width() // 2
    assert bar.waveform.tip_at(middle) == "00:04 to 00:08: The recording is damaged: 4 s without sound"
    bar.show_interview(damaged, growing)
    assert bar.waveform.tip_at(middle) == "", "it is not all heard yet"


def test_a_click_goes_there_and_a_drag_loops(qtbot: QtBot, ready: PlayerBar) -> None:
    wave = ready.waveform
    middle = wave.rect().center()
    QTest.mouseClick(wave, Qt.MouseButton.LeftButton, pos=middle)
    assert abs(ready.player.position() - 6000) < 200
    assert not ready.player.playing()
    QTest.mousePress(wave, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(wave, wave.rect().center() + (wave.rect().center() - wave.rect().topLeft()) * 0.5)
    QTest.mouseRelease(wave, Qt.MouseButton.LeftButton, pos=wave.rect().center())
    span = ready.player.span()
    assert span is not None
    assert span.loop
    assert ready.loop.isChecked()
    assert ready.player.playing()
    QTest.keyClick(wave, Qt.Key.Key_Delete)
    assert ready.player.span() is None
    assert not ready.loop.isChecked()


def test_a_turn_is_played_over_and_over(qtbot: QtBot, ready: PlayerBar) -> None:
    ready.sound.seek(4300)
    QTest.mouseClick(ready.loop, Qt.MouseButton.LeftButton)
    span = ready.player.span()
    assert span is not None
    assert (span.start_ms, span.end_ms) == (4000, 5900)
    ready.player.set_speed(2.0)
    ready.sound.play()
    places: list[int] = []
    ready.player.position_changed.connect(places.append)
    qtbot.waitUntil(lambda: any(after < before for before, after in itertools.pairwise(places)), timeout=5000)
    assert max(places) <= 5900
    ready.toggle_loop()
    assert ready.player.span() is None


def test_all_of_it_can_be_done_by_keyboard(qtbot: QtBot, ready: PlayerBar) -> None:
    wave = ready.waveform
    wave.setFocus()
    for key, place in (
        (Qt.Key.Key_Right, 1000),
        (Qt.Key.Key_Right, 2000),
        (Qt.Key.Key_Left, 1000),
        (Qt.Key.Key_End, 12_000),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_PageDown, 12_000),
        (Qt.Key.Key_PageUp, 0),
    ):
        QTest.keyClick(wave, key)
        assert ready.player.position() == place
    QTest.keyClick(wave, Qt.Key.Key_Plus)
    assert wave.is_zoomed
    assert ready.zoom.isChecked()
    QTest.keyClick(wave, Qt.Key.Key_0)
    assert not wave.is_zoomed
    QTest.keyClick(wave, Qt.Key.Key_BracketLeft)
    QTest.keyClick(wave, Qt.Key.Key_Right)
    QTest.keyClick(wave, Qt.Key.Key_BracketRight)
    span = ready.player.span()
    assert span is not None
    assert (span.start_ms, span.end_ms) == (0, 1000)
    QTest.keyClick(wave, Qt.Key.Key_Space)
    assert not ready.player.playing()  # the loop began to play when it was set


def test_a_screen_reader_hears_the_place_and_can_move_it(ready: PlayerBar) -> None:
    ready.sound.seek(3_400)
    seen = QAccessible.queryAccessibleInterface(ready.waveform)
    assert seen.role() is QAccessible.Role.Slider
    value = seen.valueInterface()
    assert value.currentValue() == 3000
    assert value.maximumValue() == 12_000
    value.setCurrentValue(9000)
    assert ready.player.position() == 9000


def test_the_keys_of_the_screen_play(qtbot: QtBot, ready: PlayerBar, session: Session) -> None:
    screen = QWidget()
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.setFocus()
    ready.bind_keys(screen)
    ready.sound.seek(8_000)
    QTest.keyClick(screen, Qt.Key.Key_F3)
    assert ready.player.position() == 3_000
    QTest.keyClick(screen, Qt.Key.Key_F5)
    assert ready.player.position() == 8_000
    QTest.keyClick(screen, Qt.Key.Key_F7)
    assert ready.player.speed() == 1.1
    assert ready.speed.text() == "1.1×"
    assert session.preferences.speed == 1.1
    QTest.keyClick(screen, Qt.Key.Key_F4)
    assert ready.player.playing()
    QTest.keyClick(screen, Qt.Key.Key_F4)
    assert not ready.player.playing()


def test_a_pedal_plays_while_it_is_held_and_goes_back_when_it_is_let_go(
    qtbot: QtBot, ready: PlayerBar, session: Session
) -> None:
    session.preferences.auto_rewind_ms = 1000
    ready.sound.seek(5000)
    ready.pedal_down()
    ready.pedal_up()  # a key that repeats without saying so
    ready.pedal_down()
    qtbot.wait(200)
    assert ready.player.playing()
    qtbot.waitUntil(lambda: ready.player.position() > 5200, timeout=5000)
    ready.pedal_up()
    qtbot.waitUntil(lambda: not ready.player.playing())
    released = ready.player.position()
    assert 4200 <= released < 5000
    ready.pedal_down()
    assert released <= ready.player.position() < released + 100  # not back twice
    ready.pedal_up()


def test_the_sound_that_was_deleted_is_told_with_its_day(
    qtbot: QtBot, ready: PlayerBar, desk: Desk, show: Show
) -> None:
    interview = desk.interview("02-hospital")
    at = desk.retention.delete(interview.id, "AB").at.astimezone()
    assert ready.sound.loaded
    show("02-hospital")
    qtbot.waitUntil(lambda: ready.sound.state is SoundState.GONE)
    assert ready.message.words.text() == f"The sound was deleted on {at.day} {at:%B %Y}; the text stays editable."
    assert ready.message.isVisible()
    assert not ready.button.isEnabled()
    assert ready.player.key() is None


def test_a_recording_that_cannot_be_read_says_so_and_can_be_tried_again(
    qtbot: QtBot, bar: PlayerBar, desk: Desk, show: Show
) -> None:
    keep_recording(desk, "03-hospital", b"no sound in here" * 500)
    show("03-hospital")
    qtbot.waitUntil(lambda: bar.sound.state is SoundState.FAILED, timeout=PREPARED)
    assert "03-hospital" in bar.message.words.text()
    assert bar.message.button.isVisible()
    keep_recording(desk, "03-hospital", desk.vault.recordings.open(desk.interview("02-hospital").id).read())
    QTest.mouseClick(bar.message.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.sound.state is SoundState.READY, timeout=PREPARED)


def test_coming_back_to_an_interview_finds_it_where_it_was_left(qtbot: QtBot, ready: PlayerBar, show: Show) -> None:
    ready.sound.seek(5000)
    show("03-hospital")
    qtbot.waitUntil(lambda: ready.sound.state is SoundState.GONE)
    assert ready.message.isVisible()
    show("02-hospital")
    qtbot.waitUntil(lambda: ready.sound.state is SoundState.READY)
    assert ready.clock.text() == "00:05"
    assert ready.waveform.value() == 5000


def test_a_missing_device_is_told_and_stops_nothing(qtbot: QtBot, ready: PlayerBar) -> None:
    assert ready.silent.isVisible() is not ready.player.audible()
    ready.sound.play()
    qtbot.waitUntil(lambda: ready.player.position() > 300, timeout=5000)


def test_closing_the_study_leaves_no_sound_in_memory(ready: PlayerBar, session: Session) -> None:
    ready.sound.play()
    assert ready.player.key() is not None
    session.stop_listening()
    assert ready.player.key() is None
    assert not ready.player.playing()


def test_every_control_has_a_name_and_a_click_takes_no_focus(ready: PlayerBar) -> None:
    for button in ready.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text()
        assert not button.focusPolicy() & Qt.FocusPolicy.ClickFocus
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert ready.waveform.accessibleName()
    assert all(
        label.text() or not label.isVisible() or not label.pixmap().isNull() for label in ready.findChildren(QLabel)
    )
