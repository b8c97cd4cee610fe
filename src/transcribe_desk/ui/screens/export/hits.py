"""Show what the search of finished files found, let a person say that a hit is something else, and take it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from transcribe_desk.ui import wording
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics

if TYPE_CHECKING:
    from transcribe_desk.jobs.exporting import RefusedInterview
    from transcribe_desk.privacy.overrides import Leak, Override

_LONGEST = 260  # characters of a passage; more is cut around the string


def _told() -> str:
    return tr(
        "Export",
        "If a hit is what must be replaced, decide on it in the review. If it is something else, "
        "such as a colour and not a surname, you may let this one hit stand. Your reason stays in "
        "the study and is in no file.",
    )


class HitRow(QFrame):
    """One hit: where it is, the words around it, and the form in which a person lets it stand."""

    given = Signal(object, str, str)

    def __init__(self, leak: Leak, name: str) -> None:
        super().__init__()
        self.leak = leak
        self.setProperty("card", "true")
        self.open_button = basics.button(
            tr("Export", "It is something else…"),
            self._open,
            kind="link",
            name=tr("Export", "{path}: it is something else").format(path=leak.path),
        )
        self.reason, self.name = QLineEdit(), QLineEdit(name)
        self.reason.setAccessibleName(tr("Export", "Why it is not what is replaced"))
        self.reason.setPlaceholderText(tr("Export", "the colour, not the surname"))
        self.name.setAccessibleName(tr("Export", "Your name or initials"))
        self.stand_button = basics.button(
            tr("Export", "Let it stand"),
            self._give,
            name=tr("Export", "Let the hit in {path} stand").format(path=leak.path),
        )
        self.cancel_button = basics.button(tr("Export", "Cancel"), self._close, kind="link")
        self.state = basics.label("", "small", wrap=True)
        self._form = QWidget()
        self._lay_out()
        for field in (self.reason, self.name):
            field.textChanged.connect(self._update)
            field.returnPressed.connect(self._give)
        self._close()

    def say_standing(self) -> None:
        """Say that the hit no longer stops anything."""
        self._form.hide()
        self.open_button.hide()
        self.state.setText(
            tr("Export", "Stands from the next export on, said by {name}.").format(name=self.name.text().strip())
        )
        self.state.show()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 10)
        box.setSpacing(6)
        where = basics.mono_label(self.leak.path, "secondary", 12)
        places = basics.label(wording.counted(self.leak.places, "place"), "small")
        box.addLayout(basics.row(where, places, None))
        box.addWidget(_passage(self.leak))
        form = basics.column(
            basics.label(tr("Export", "Why it is not what is replaced"), "field"),
            self.reason,
            basics.label(tr("Export", "Your name or initials"), "field"),
            self.name,
            basics.row(self.stand_button, self.cancel_button, None),
            spacing=4,
        )
        self._form.setLayout(form)
        box.addLayout(basics.row(self.open_button, None))
        box.addWidget(self._form)
        box.addWidget(self.state)
        self.state.hide()

    def _open(self) -> None:
        self._form.show()
        self.open_button.hide()
        self._update()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._form.hide()
        self.open_button.show()

    def _update(self) -> None:
        self.stand_button.setEnabled(bool(self.reason.text().strip() and self.name.text().strip()))

    def _give(self) -> None:
        if self.stand_button.isEnabled():
            self.given.emit(self.leak, self.reason.text(), self.name.text())


class HitList(QWidget):
    """Every hit of an export that a person may judge."""

    given = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[HitRow] = []
        self._name = ""
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(basics.section(tr("Export", "What the search found")))
        box.addWidget(basics.label(_told(), "small", wrap=True))
        box.addLayout(self._list)

    def show_refused(self, refused: Sequence[RefusedInterview]) -> None:
        """Show the hits of what was refused; without any there is nothing to see."""
        basics.clear(self._list)
        self.rows = [HitRow(hit.leak, self._name) for each in refused for hit in each.hits]
        for row in self.rows:
            row.given.connect(self._given)
            self._list.addWidget(row)
        self.setVisible(bool(self.rows))

    def say_standing(self, leak: Leak) -> None:
        """Say of a hit that it stands from now on."""
        for row in self.rows:
            if row.leak == leak:
                row.say_standing()

    def _given(self, leak: Leak, reason: str, name: str) -> None:
        self._name = name  # so that it need not be typed for each
        for row in self.rows:
            if not row.name.text():
                row.name.setText(name)
        self.given.emit(leak, reason, name)


class StandingList(QWidget):
    """What was let stand in this study's exports, with the way to take it back."""

    withdrawn = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self.hide()

    def show_standing(self, overrides: Sequence[Override]) -> None:
        """List what stands; without any there is nothing to see."""
        basics.clear(self._list)
        if overrides:
            self._list.addWidget(
                basics.label(tr("Export", "Let stand by a person: {number}").format(number=len(overrides)), "strong")
            )
        for each in overrides:
            self._list.addWidget(self._row(each))
        self.setVisible(bool(overrides))

    def _row(self, override: Override) -> QWidget:
        leak = override.leak
        said = basics.label(tr("Export", "“{string}” in {path}").format(string=leak.string, path=leak.path), wrap=True)
        why = basics.label(f"{override.by}, {override.at:%d.%m.%Y}: {override.reason}", "small", wrap=True)
        back = basics.button(
            tr("Export", "Withdraw"),
            lambda: self.withdrawn.emit(override.id),
            kind="link",
            name=tr("Export", "Withdraw: “{string}” in {path}").format(string=leak.string, path=leak.path),
            tip=tr("Export", "From the next export on it stops the file again"),
        )
        made, inside = basics.card()
        for part in (said, why):
            inside.addWidget(part)
        inside.addLayout(basics.row(back, None))
        return made


def _passage(leak: Leak) -> QLabel:
    """Give the passage, cut around the string where it is long, with the string named before it."""
    text = " ".join(leak.passage.split())
    if len(text) > _LONGEST:
        at = max(0, text.casefold().find(leak.string.casefold()) - _LONGEST // 2)
        text = f"{'… ' if at else ''}{text[at : at + _LONGEST]} …"
    shown = basics.label(
        tr("Export", "“{string}” in: {text}").format(string=leak.string, text=text)
        if text != leak.string
        else f"“{leak.string}”",
        wrap=True,
    )
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return shown
