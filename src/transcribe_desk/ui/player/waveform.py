"""Draw an interview's sound, tell who speaks in it, and let a person go to a place or choose a stretch to loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from transcribe_desk.audio.peaks import Peaks
from transcribe_desk.study.timecode import short_clock
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.document.notes import Note
from transcribe_desk.ui.document.speakers import ShownSpeaker
from transcribe_desk.ui.player.columns import NOBODY, Columns, Outline, runs
from transcribe_desk.ui.player.engine import Span
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr

_BAR, _PITCH = 2, 4  # pixels
_HEIGHT = 64
_LANE = 3
_WIDE_LANE, _NARROW_LANE = 11, 6  # from one lane to the next; in narrow ones the initials alternate between two columns
_FEW = 2  # as many speakers have wide lanes
_LANES_ROOM = 30
_LETTER, _LETTERS = 15, 20  # room for an initial, and for one with a number
_BOTTOM = 3
_NOTE_TOP = 2  # below the ring that shows where the keyboard is
_NOTE_TO_HEAR, _NOTE, _NOTE_WIDTH = 4, 2, 3  # how high a note's bar is, and how wide at least
_LEAST_SPAN_MS = 4_000
_ZOOM_STEP = 2.0
_CLOSE_UP_MS = 60_000
_DRAG_PIXELS = 4
_TURNS_A_NOTCH = 120  # what Qt calls one notch of a wheel
_PALE = 0.45
_AHEAD = 0.1  # when the played place runs out of sight, it comes back at this part of the width


@dataclass(frozen=True, slots=True)
class _View:
    """What is to be seen: milliseconds at the left edge, and across the whole width."""

    start_ms: float
    span_ms: float


class Waveform(QAbstractSlider):
    """The sound as columns in the speakers' colours, over one lane for each speaker that is marked where they speak.

    The lanes tell speakers apart without colour; their initials stand at the left. Bars at the top say where the text
    lacks something, higher ones where somebody should listen. What was played stands stronger than the rest. To Qt's
    accessibility it is a slider of the time in milliseconds.

    Mouse: click to go, drag to loop, wheel to zoom. Keys: ←→ 1 s, Page ↑↓ 30 s, Home, End, + − 0 zoom, [ ] begin and
    end a loop, Delete ends it, Space plays.
    """

    seek_asked = Signal(int)
    loop_asked = Signal(int, int)
    loop_ended = Signal()
    play_asked = Signal()
    zoomed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._outline: Outline | None = None
        self._speakers: Sequence[ShownSpeaker] = ()
        self._notes: Sequence[Note] = ()
        self._view = _View(0, 1)
        self._position_ms = 0
        self._loop: Span | None = None
        self._loop_from: int | None = None  # begun with the keyboard
        self._pressed: QPointF | None = None
        self._dragged: Span | None = None
        self._hover: float | None = None
        self._following = False
        self._picture: QPixmap | None = None
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setTracking(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the caret where it is
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Player", "Place in the recording"))
        self.setSingleStep(1000)
        self.setPageStep(30_000)
        self.setRange(0, 0)
        self.valueChanged.connect(self._value_changed)
        theme.changed.connect(self._draw_anew)

    # What is shown

    def show_sound(self, peaks: Peaks | None, duration_ms: int) -> None:
        """Show this sound, whole; None for none."""
        self._outline = None if peaks is None else Outline(peaks, max(1, duration_ms))
        self._position_ms, self._loop, self._loop_from = 0, None, None
        self._following = True
        self.setRange(0, duration_ms if peaks is not None else 0)
        self.setValue(0)
        self._following = False
        self._look(_View(0, self._length()))

    def show_speakers(self, transcript: Transcript, speakers: Sequence[ShownSpeaker]) -> None:
        """Show who speaks when."""
        self._speakers = speakers
        if self._outline is not None:
            self._outline.set_turns(transcript, {speaker.speaker: speaker.place for speaker in speakers})
        self._draw_anew()

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show where the text lacks something; what and why is told where the pointer rests."""
        self._notes = notes
        self._draw_anew()

    def show_position(self, ms: int) -> None:
        """Show the place that is played, and keep it in sight."""
        before, self._position_ms = self._x(self._position_ms), ms
        self._following = True
        self.setValue(ms - ms % 1000)  # or a screen reader would be told thirty times a second
        self._following = False
        view = self._view
        if not view.start_ms <= ms < view.start_ms + view.span_ms and not self.isSliderDown():
            self._look(_View(ms - _AHEAD * view.span_ms, view.span_ms))
            return
        now = self._x(ms)
        if round(before) != round(now):
            left, right = sorted((before, now))
            self.update(QRect(int(left) - 3, 0, int(right - left) + 7, self.height()))

    def show_loop(self, span: Span | None) -> None:
        """Show the stretch that is looped."""
        self._loop = span if span is not None and span.loop else None
        self.update()

    def tip_at(self, x: float) -> str:
        """Say what the notes at a place of the width mean; nothing where there is none."""
        boxes = [(note, self._note_box(note)) for note in self._notes]
        return "\n".join(note.spoken for note, box in boxes if box.left() <= x <= box.right())

    # Zoom

    @property
    def is_zoomed(self) -> bool:
        """Tell whether less than the whole is to be seen."""
        return self._view.span_ms < self._length()

    def zoom(self, factor: float, around_ms: float | None = None) -> None:
        """Show so many times more detail, around a place or the one that is played."""
        centre = self._position_ms if around_ms is None else around_ms
        span = min(self._length(), max(min(_LEAST_SPAN_MS, self._length()), self._view.span_ms / factor))
        share = (centre - self._view.start_ms) / self._view.span_ms
        if not 0 <= share <= 1:
            share = 0.5
        self._look(_View(centre - share * span, span))

    def toggle_zoom(self) -> None:
        """Show a minute around the place that is played, or the whole again."""
        if self.is_zoomed:
            self._look(_View(0, self._length()))
        else:
            span = min(_CLOSE_UP_MS, self._length() / _ZOOM_STEP)
            self._look(_View(self._position_ms - span / 2, span))

    # Qt

    def sizeHint(self) -> QSize:
        """Ask for the height of the bar and as much width as there is."""
        return QSize(480, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Do with less width."""
        return QSize(160, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new width."""
        super().resizeEvent(event)
        self._draw_anew()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew on another screen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._draw_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay the ready picture down, pale where it is to come, with the loop behind and the playhead before it."""
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        if self._outline is None:
            return
        if self._picture is None:
            self._picture = self._draw(self._outline)
        self._paint_loop(painter)
        head = self._x(self._position_ms)
        for left, right, strength in ((0.0, head, 1.0), (head, float(self.width()), _PALE)):
            painter.save()
            painter.setClipRect(QRectF(left, 0, max(0.0, right - left), self.height()), Qt.ClipOperation.IntersectClip)
            painter.setOpacity(strength)
            painter.drawPixmap(0, 0, self._picture)
            painter.restore()
        self._paint_notes(painter)
        self._paint_initials(painter)
        if self._left() <= head <= self.width():
            painter.fillRect(QRectF(min(head, self.width() - 2), 0, 2, self.height()), self._colour("ink"))
        self._paint_hover(painter)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() is Qt.MouseButton.LeftButton and self._outline is not None:
            self._pressed = event.position()
            self.setSliderDown(True)
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the time under the pointer; with the button down choose a stretch."""
        self._hover = event.position().x()
        self.setToolTip(self.tip_at(self._hover))
        if self._pressed is not None and abs(self._hover - self._pressed.x()) >= _DRAG_PIXELS:
            ends = sorted((self._time(self._pressed.x()), self._time(self._hover)))
            self._dragged = Span(ends[0], ends[1], loop=True)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the place of a click, or loop what was dragged over."""
        if self._pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        pressed, dragged = self._pressed, self._dragged
        self._pressed = self._dragged = None
        self.setSliderDown(False)
        if dragged is not None:
            self.loop_asked.emit(dragged.start_ms, dragged.end_ms)
        else:
            self.seek_asked.emit(self._time(pressed.x()))
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the time under the pointer away."""
        super().leaveEvent(event)
        self._hover = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer; sideways, or with Shift, move along."""
        turned = event.angleDelta()
        if self._outline is None or turned.isNull():
            return
        sideways = turned.x() or (turned.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0)
        if sideways:
            shift = -sideways / _TURNS_A_NOTCH * self._view.span_ms / 8
            self._look(_View(self._view.start_ms + shift, self._view.span_ms))
        else:
            self.zoom(_ZOOM_STEP ** (turned.y() / _TURNS_A_NOTCH / 2), self._time(event.position().x()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, zoom, and set a loop by keyboard."""
        keys = Qt.Key
        moves = {
            keys.Key_Left: -self.singleStep(), keys.Key_Right: self.singleStep(),
            keys.Key_PageUp: -self.pageStep(), keys.Key_PageDown: self.pageStep(),
            keys.Key_Home: -self._position_ms, keys.Key_End: self._length() - self._position_ms,
        }  # fmt: skip
        key = keys(event.key())
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore()
        elif key in moves:
            self.seek_asked.emit(int(max(0, min(self._length(), self._position_ms + moves[key]))))
        elif key in (keys.Key_Plus, keys.Key_Equal):
            self.zoom(_ZOOM_STEP)
        elif key in (keys.Key_Minus, keys.Key_Underscore):
            self.zoom(1 / _ZOOM_STEP)
        elif key is keys.Key_0:
            self._look(_View(0, self._length()))
        elif key is keys.Key_Space:
            self.play_asked.emit()
        else:
            self._loop_by_key(key, event)

    def _loop_by_key(self, key: Qt.Key, event: QKeyEvent) -> None:
        if key is Qt.Key.Key_BracketLeft:
            self._loop_from = self._position_ms
        elif key is Qt.Key.Key_BracketRight and self._loop_from is not None and self._loop_from < self._position_ms:
            self.loop_asked.emit(self._loop_from, self._position_ms)
            self._loop_from = None
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._loop is not None:
            self.loop_ended.emit()
        else:
            event.ignore()

    # Places

    def _value_changed(self, value: int) -> None:
        """Go where an aid for disabled people has set the slider."""
        if not self._following:
            self.seek_asked.emit(value)

    def _length(self) -> int:
        return self._outline.duration_ms if self._outline is not None else 1

    def _left(self) -> int:
        return 0 if not self._speakers else _LETTER if len(self._speakers) <= _FEW else 2 * _LETTERS

    def _x(self, ms: float) -> float:
        return self._left() + (ms - self._view.start_ms) / self._view.span_ms * (self.width() - self._left())

    def _time(self, x: float) -> int:
        share = (x - self._left()) / max(1, self.width() - self._left())
        return round(max(0.0, min(self._length(), self._view.start_ms + share * self._view.span_ms)))

    def _look(self, view: _View) -> None:
        """Show a stretch, kept within the sound."""
        length = self._length()
        start = max(0.0, min(view.start_ms, length - view.span_ms))
        self._view = _View(start, view.span_ms)
        self._draw_anew()
        self.zoomed.emit(self.is_zoomed)

    # Drawing

    def _colour(self, name: str) -> QColor:
        return self._theme.tokens.colour(name)

    def _draw_anew(self) -> None:
        self._picture = None
        self.update()

    def _draw(self, outline: Outline) -> QPixmap:
        """Draw all columns and lanes once, to be laid down at every paint."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        count = max(1, (self.width() - self._left()) // _PITCH)
        columns = outline.columns(self._view.start_ms, self._view.span_ms, count)
        painter = QPainter(picture)
        painter.setPen(Qt.PenStyle.NoPen)
        self._draw_columns(painter, columns)
        for speaker, speaking in zip(self._speakers, columns.speaking, strict=False):
            painter.setBrush(self._speaker_colour(speaker.place))
            top, left = self._lane_top(speaker.place), self._left()
            lane = [
                QRectF(left + first * _PITCH, top, (last - first) * _PITCH, _LANE) for first, last in runs(speaking)
            ]
            painter.drawRects(lane)
        painter.end()
        return picture

    def _draw_columns(self, painter: QPainter, columns: Columns) -> None:
        above = _NOTE_TOP + _NOTE_TO_HEAR + 1 if self._notes else 0
        room = self._lanes_top() - 2 - above
        heights = np.maximum(2.0, columns.heights * room)
        lefts = self._left() + np.arange(len(heights)) * _PITCH
        tops = above + (room - heights) / 2
        for place in (NOBODY, *(speaker.place for speaker in self._speakers)):
            painter.setBrush(self._speaker_colour(place))
            own = columns.speakers == place
            boxes = zip(lefts[own].tolist(), tops[own].tolist(), heights[own].tolist(), strict=True)
            painter.drawRects([QRectF(left, top, _BAR, height) for left, top, height in boxes])

    def _speaker_colour(self, place: int) -> QColor:
        return self._colour("field_line") if place == NOBODY else self._theme.tokens.speaker(place)

    def _lanes_top(self) -> int:
        return self.height() - len(self._speakers) * self._lane_pitch() - (_BOTTOM if self._speakers else 0)

    def _lane_top(self, place: int) -> int:
        return self._lanes_top() + place * self._lane_pitch() + (self._lane_pitch() - _LANE) // 2

    def _lane_pitch(self) -> int:
        count = len(self._speakers)
        return _WIDE_LANE if count <= _FEW else min(_NARROW_LANE, _LANES_ROOM // count)

    def _paint_initials(self, painter: QPainter) -> None:
        """Name the lanes; where they lie closer than letters are high, the letters take turns in two columns."""
        painter.setFont(looks.sans(10, bold=True))
        for speaker in self._speakers:
            painter.setPen(self._theme.tokens.speaker(speaker.place))
            room = _LETTER if len(self._speakers) <= _FEW else _LETTERS
            left = room if speaker.place % 2 and room == _LETTERS else 0
            box = QRectF(left, self._lane_top(speaker.place) + _LANE / 2 - 6, room - 4, 12)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, speaker.initial)

    def _note_box(self, note: Note) -> QRectF:
        left = self._x(note.start_ms)
        height = _NOTE_TO_HEAR if note.lack.needs_listening else _NOTE
        return QRectF(left, _NOTE_TOP, max(_NOTE_WIDTH, self._x(note.end_ms) - left), height)

    def _paint_notes(self, painter: QPainter) -> None:
        seen = QRectF(self._left(), 0, self.width() - self._left(), self.height())
        for note in self._notes:
            colour = self._colour("warning" if note.lack.needs_listening else "muted")
            painter.fillRect(self._note_box(note) & seen, colour)

    def _paint_loop(self, painter: QPainter) -> None:
        span = self._dragged or self._loop
        if span is None:
            return
        left, right = self._x(span.start_ms), self._x(span.end_ms)
        painter.fillRect(QRectF(left, 0, right - left, self.height()), self._colour("accent_ground"))
        for edge in (left, right - 1):
            painter.fillRect(QRectF(edge, 0, 1, self.height()), self._colour("accent"))

    def _paint_hover(self, painter: QPainter) -> None:
        if self._hover is None or self._hover < self._left():
            return
        painter.fillRect(QRectF(self._hover, 0, 1, self.height()), self._colour("muted"))
        painter.setFont(looks.mono(11))
        words = short_clock(self._time(self._hover))
        if self._dragged is not None:
            words = f"{short_clock(self._dragged.start_ms)}–{short_clock(self._dragged.end_ms)}"
        width = painter.fontMetrics().horizontalAdvance(words) + 10
        left = self._hover + 5 if self._hover + 5 + width < self.width() else self._hover - 5 - width
        box = QRectF(left, 1, width, painter.fontMetrics().height() + 4)
        painter.setPen(self._colour("line"))
        painter.setBrush(self._colour("paper"))
        painter.drawRect(box)
        painter.setPen(self._colour("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
