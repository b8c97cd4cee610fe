"""Choose which attributes of participants stand in sheets and projects; those that few share wait for a tick."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from transcribe_desk.ui import wording
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics

if TYPE_CHECKING:
    from transcribe_desk.jobs.case_facts import AttributeChoice
    from transcribe_desk.privacy.disclosure.attributes import PublicAttributes, SmallAttribute


def _told() -> str:
    return tr(
        "Export",
        "Written beside each study ID for coding programs. Where too few participants share a "
        "combination, an attribute stays out unless you tick it. Roles are never written.",
    )


class AttributesPart(QWidget):
    """A checkbox for each attribute; a small one says what is small. Shown only while there are any."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self._confirmed: set[str] = set()
        self._left_out: set[str] = set()
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 12)
        box.setSpacing(6)
        box.addWidget(basics.section(tr("Export", "Participants in the sheets")))
        box.addLayout(self._list)
        box.addWidget(basics.label(_told(), "small", wrap=True))

    def choice(self) -> AttributeChoice:
        """Give what a person confirmed and left out, of the attributes that there are."""
        from transcribe_desk.jobs.case_facts import AttributeChoice

        return AttributeChoice(frozenset(self._confirmed & set(self.boxes)), frozenset(self.left_out()))

    def left_out(self) -> list[str]:
        """Give the attributes that are not to leave whoever shares them."""
        return sorted(self._left_out & set(self.boxes))

    def show_attributes(self, found: PublicAttributes) -> None:
        """List the attributes, those left out among them, by name."""
        focused = next((name for name, box in self.boxes.items() if box.hasFocus()), "")
        basics.clear(self._list)
        self.boxes = {}
        small = {each.name: each for each in found.small}
        for name in sorted({*found.safe, *small, *self._left_out}):
            self._add(name, small.get(name))
        if focused in self.boxes:
            self.boxes[focused].setFocus()

    @property
    def any(self) -> bool:
        """Tell whether there is an attribute to choose."""
        return bool(self.boxes)

    def _add(self, name: str, small: SmallAttribute | None) -> None:
        box = QCheckBox(below(wording.capital(name)))
        box.setChecked(name in self._confirmed if small else name not in self._left_out)
        self.boxes[name] = box
        self._list.addWidget(box)
        if small:
            told = tr("Export", "Held by few: {combinations} with {attributes}, the smallest shared by {fewest}.")
            few = wording.counted(small.cells, "combination")
            told = told.format(combinations=few, attributes=_listed(small.beside), fewest=small.fewest)
            box.setAccessibleDescription(told)
            words = basics.label(told, "small", wrap=True)
            words.setContentsMargins(26, 0, 0, 0)
            self._list.addWidget(words)
        box.toggled.connect(lambda on: self._toggled(name, on=on, small=small is not None))

    def _toggled(self, name: str, *, on: bool, small: bool) -> None:
        if small:
            self._confirmed.add(name) if on else self._confirmed.discard(name)
        else:
            self._left_out.discard(name) if on else self._left_out.add(name)
        self.changed.emit()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
