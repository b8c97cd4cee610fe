"""Turn the wheel over a field as a person does who scrolls what the field stands in."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget


def turn_wheel_over(field: QWidget) -> bool:
    """Turn the wheel one notch down; tell whether the field took it."""
    at, notch = QPointF(field.rect().center()), QPoint(0, -120)
    turned = QWheelEvent(
        at, QPointF(field.mapToGlobal(at)), QPoint(), notch, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003
    )  # fmt: skip
    QApplication.sendEvent(field, turned)
    return turned.isAccepted()
