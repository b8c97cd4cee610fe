"""Make labels, buttons and boxes in the desk's own look, each with an accessible name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from transcribe_desk.ui import theme
from transcribe_desk.ui.widgets.wheel import WheelScrolls

Box = TypeVar("Box", bound=QBoxLayout)
Tone = Literal["neutral", "accent", "warning", "danger", "success"]


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Make a label; ``role`` is one of the style sheet's (title, section, muted, small …)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def section(text: str) -> QLabel:
    """Make the small heading above a group."""
    made = label(text.upper(), "section")
    made.setAccessibleName(text)
    return made


def mono_label(text: str = "", role: str = "", pixels: int = 13) -> QLabel:
    """Make a label in the font whose digits align."""
    made = label(text, role)
    made.setFont(theme.mono(pixels))
    return made


def chip(text: str = "", tone: Tone = "neutral", *, square: bool = False) -> QLabel:
    """Make a small word on a tinted ground."""
    made = label(text)
    made.setProperty("square", square)
    made.setFont(theme.sans(12))
    theme.keep_size(made, height=21)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    set_chip(made, text, tone)
    return made


def set_chip(made: QLabel, text: str, tone: Tone) -> None:
    """Change the word and the tone of a chip."""
    made.setText(text)
    if made.property("chip") != tone:
        made.setProperty("chip", tone)
        restyle(made)


def keycap(text: str) -> QLabel:
    """Make the picture of a key."""
    made = label(text)
    made.setProperty("keycap", "true")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def button(
    text: str, action: Callable[[], object] | None = None, *, kind: str = "", name: str = "", tip: str = ""
) -> QPushButton:
    """Make a button; ``kind`` is primary, link, quiet or nothing, ``name`` its accessible name if not its text."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if name:
        made.setAccessibleName(name)
    if tip:
        made.setToolTip(tip)
    if action is not None:
        made.clicked.connect(lambda _checked=False: action())
    return made


def card() -> tuple[QFrame, QVBoxLayout]:
    """Make a box with a thin border, and the column inside it."""
    frame = QFrame()
    frame.setProperty("card", "true")
    column = QVBoxLayout(frame)
    column.setContentsMargins(14, 12, 14, 12)
    column.setSpacing(6)
    return frame, column


def row(*parts: QWidget | QLayout | int | None, spacing: int = 8) -> QHBoxLayout:
    """Lay parts out in a row; None is a stretch, a number a gap in pixels."""
    made = QHBoxLayout()
    return _fill(made, parts, spacing)


def column(*parts: QWidget | QLayout | int | None, spacing: int = 8) -> QVBoxLayout:
    """Lay parts out in a column; None is a stretch, a number a gap in pixels."""
    made = QVBoxLayout()
    return _fill(made, parts, spacing)


def surface(name: str, layout: QLayout | None = None) -> QWidget:
    """Make a plain widget on one of the grounds: paper, panel or background."""
    made = QWidget()
    made.setProperty("surface", name)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    if layout is not None:
        made.setLayout(layout)
    return made


def scrolling(inner: QWidget) -> QScrollArea:
    """Put a widget into an area that scrolls up and down only, and takes no focus of its own."""
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.viewport().setAutoFillBackground(False)
    return area


def spin_field(field: QAbstractSpinBox) -> None:
    """Keep a number or a date off its frame, as the style sheet's padding does not reach it, and let the wheel pass."""
    WheelScrolls(field)
    field.lineEdit().setTextMargins(theme.scaled(8), 0, 0, 0)


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property it looks at has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()  # it keeps its parent until it goes: without one, Python would own and may destroy it
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def _fill(made: Box, parts: tuple[QWidget | QLayout | int | None, ...], spacing: int) -> Box:
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for part in parts:
        if part is None:
            made.addStretch(1)
        elif isinstance(part, int):
            made.addSpacing(part)
        elif isinstance(part, QLayout):
            made.addLayout(part)
        else:
            made.addWidget(part)
    return made


def elide_middle(made: QLabel, text: str, width: int) -> None:
    """Show a text that may be too long for its place, whole in the tool tip and for screen readers."""
    made.setText(made.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, width))
    made.setToolTip(text)
    made.setAccessibleName(text)
