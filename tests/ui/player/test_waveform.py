"""See a sound: zoom into it, follow what plays, and know the speakers apart without colour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.player.made_sound import transcript
from transcribe_desk.audio.peaks import Peaks
from transcribe_desk.jobs.lacking import Lack
from transcribe_desk.ui.document.notes import Note
from transcribe_desk.ui.document.speakers import shown_speakers
from transcribe_desk.ui.player.waveform import Waveform
from transcribe_desk.ui.theme import Theme

LENGTH_MS = 600_000


@pytest.fixture
def wave(qtbot: QtBot, theme: Theme) -> Waveform:
    """Give ten minutes of sound in which two people take turns."""
    made = Waveform(theme)
    qtbot.addWidget(made)
    made.resize(800, made.sizeHint().height())
    made.show_sound(Peaks(50, bytes([40, 200]) * (LENGTH_MS // 40)), LENGTH_MS)
    text = transcript(600, words_a_turn=100)
    made.show_speakers(text, shown_speakers(text, "02-hospital"))
    made.show()
    qtbot.waitExposed(made)
    return made


def _turn_wheel(wave: Waveform, x: int, notches: int, modifiers: Qt.KeyboardModifier) -> None:
    place = QPointF(x, 20)
    event = QWheelEvent(
        place, wave.mapToGlobal(place), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003
    )  # fmt: skip
    QApplication.sendEvent(wave, event)


def _time_of_click(qtbot: QtBot, wave: Waveform, x: int) -> int:
    with qtbot.waitSignal(wave.seek_asked) as asked:
        QTest.mouseClick(wave, Qt.MouseButton.LeftButton, pos=QPoint(x, 20))
    return int(asked.args[0])


def test_the_wheel_zooms_around_the_pointer(qtbot: QtBot, wave: Waveform) -> None:
    before = _time_of_click(qtbot, wave, 600)
    _turn_wheel(wave, 600, 6, Qt.KeyboardModifier.NoModifier)
    assert wave.is_zoomed
    assert abs(_time_of_click(qtbot, wave, 600) - before) < 500
    assert _time_of_click(qtbot, wave, 700) - before < 12_000
    _turn_wheel(wave, 600, -40, Qt.KeyboardModifier.NoModifier)
    assert not wave.is_zoomed
    assert abs(_time_of_click(qtbot, wave, 600) - before) < 500


def test_zoomed_in_it_moves_along_by_hand_and_with_what_plays(qtbot: QtBot, wave: Waveform) -> None:
    wave.toggle_zoom()
    first = _time_of_click(qtbot, wave, 400)
    _turn_wheel(wave, 400, -4, Qt.KeyboardModifier.ShiftModifier)
    assert _time_of_click(qtbot, wave, 400) > first
    wave.show_position(500_000)
    assert _time_of_click(qtbot, wave, 30) <= 500_000 <= _time_of_click(qtbot, wave, 790)


def test_it_never_zooms_past_the_sound(qtbot: QtBot, wave: Waveform) -> None:
    wave.zoom(1e9, 600_000)
    assert LENGTH_MS - 5000 < _time_of_click(qtbot, wave, 799) <= LENGTH_MS
    wave.zoom(1e-9)
    assert _time_of_click(qtbot, wave, 799) > LENGTH_MS * 0.99
    assert _time_of_click(qtbot, wave, 0) == 0


def _greys(image: QImage, row: range, column: range) -> list[int]:
    return [image.pixelColor(x, y).lightness() for y in row for x in column]


def test_each_speaker_has_a_lane_and_an_initial_so_that_no_colour_is_needed(wave: Waveform) -> None:
    image = wave.grab().toImage()
    ground = wave.palette().window().color().lightness()
    left_half = range(20, 70)  # the first turn of 50 seconds, by the interviewer
    right_half = range(90, 140)  # the second, by the participant
    lanes = [range(wave.height() - 25, wave.height() - 14), range(wave.height() - 14, wave.height() - 4)]
    marked = [
        [min(_greys(image, lane, columns)) < ground - 40 for columns in (left_half, right_half)] for lane in lanes
    ]
    assert marked[0] != marked[1]
    assert sorted(map(sum, marked)) == [1, 1]
    for lane in lanes:
        assert min(_greys(image, lane, range(3, 14))) < ground - 40  # the initial


def test_what_the_text_lacks_stands_at_the_top_where_it_is_higher_when_somebody_should_listen(
    wave: Waveform, theme: Theme
) -> None:
    not_understood, silent = Note(100_000, 130_000, Lack.NOT_UNDERSTOOD), Note(300_000, 330_000, Lack.SILENT)
    wave.show_notes([not_understood, silent])
    image = wave.grab().toImage()
    colours = [[image.pixelColor(x, y).name() for y in (3, 5)] for x in (165, 427, 300)]  # 115 s, 315 s and between
    warning, muted = (theme.tokens.colour(name).name() for name in ("warning", "muted"))
    assert colours[0] == [warning, warning]
    assert colours[1][0] == muted != colours[1][1]
    assert not {warning, muted} & set(colours[2])
    assert [wave.tip_at(x) for x in (165, 427, 300)] == [not_understood.spoken, silent.spoken, ""]
    QTest.mouseMove(wave, QPoint(165, 20))
    assert wave.toolTip() == not_understood.spoken
    wave.show_notes([])
    assert wave.tip_at(165) == ""


def test_what_was_played_stands_stronger(wave: Waveform, theme: Theme) -> None:
    wave.show_position(LENGTH_MS // 2)
    image = wave.grab().toImage()

    def strongest(columns: range) -> int:
        own: QColor = theme.tokens.speaker(0)
        return min(
            abs(image.pixelColor(x, 20).red() - own.red()) + abs(image.pixelColor(x, 20).blue() - own.blue())
            for x in columns
        )

    assert strongest(range(20, 70)) < 10 < strongest(range(560, 600))


def test_without_a_sound_there_is_nothing_to_click(qtbot: QtBot, wave: Waveform) -> None:
    wave.show_sound(None, 0)
    with qtbot.assertNotEmitted(wave.seek_asked):
        QTest.mouseClick(wave, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    wave.zoom(2)
    wave.grab()
