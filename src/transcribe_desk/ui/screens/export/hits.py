"""Show what the search of finished files found, let a person say that a hit is something else, and take it back."""

from __future__ import annotations

import functools
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

_AT_ONCE = 5
_LONGEST = 260  # characters of a passage; more is cut around the string


def _told() -> str:
    return tr(
        "Export",
        "If a hit is what must be replaced, decide on it in the review. If it is something else, "
        "such as a colour and not a surname, you may let this one hit stand. Your reason stays in "
        "the study and is in no file.",
    )


class HitForm(QWidget):
    """Ask why a hit may stand, and who says so; ``given`` tells both, ``left`` that nothing is to be said."""

    given = Signal(str, str)
    left = Signal()

    def __init__(self, path: str, name: str) -> None:
        super().__init__()
        self.reason, self.name = QLineEdit(), QLineEdit(name)
        self.reason.setAccessibleName(tr("Export", "Why it is not what is replaced"))
        self.reason.setPlaceholderText(tr("Export", "the colour, not the surname"))
        self.name.setAccessibleName(tr("Export", "Your name or initials"))
        told = tr("Export", "Let the hit in {path} stand").format(path=path)
        self.stand_button = basics.button(tr("Export", "Let it stand"), self._give, name=told)
        self.cancel_button = basics.button(tr("Export", "Cancel"), self.left.emit, kind="link")
        self.setLayout(
            basics.column(
                basics.label(tr("Export", "Why it is not what is replaced"), "field"),
                self.reason,
                basics.label(tr("Export", "Your name or initials"), "field"),
                self.name,
                basics.row(self.stand_button, self.cancel_button, None),
                spacing=4,
            )
        )
        for field in (self.reason, self.name):
            field.textChanged.connect(self._update)
            field.returnPressed.connect(self._give)
        self._update()

    def _update(self) -> None:
        self.stand_button.setEnabled(bool(self.reason.text().strip() and self.name.text().strip()))

    def _give(self) -> None:
        if self.stand_button.isEnabled():
            self.given.emit(self.reason.text(), self.name.text())


class HitRow(QFrame):
    """One hit: where it is, the words around it, and the form in which a person lets it stand."""

    given = Signal(object, str, str)

    def __init__(self, leak: Leak, name: str) -> None:
        super().__init__()
        self.leak = leak
        self.setProperty("card", "true")
        self._name = name
        self.open_button = basics.button(
            tr("Export", "It is something else…"),
            self._open,
            kind="link",
            name=tr("Export", "{path}: it is something else").format(path=leak.path),
        )
        self.state = basics.label("", "small", wrap=True)
        where = basics.mono_label(leak.path, "secondary", 12)
        places = basics.label(wording.counted(leak.places, "place"), "small")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 10, 14, 10)
        self._box.setSpacing(6)
        self._box.addLayout(basics.row(where, places, None))
        self._box.addWidget(_passage(leak))
        self._box.addLayout(basics.row(self.open_button, None))
        self._box.addWidget(self.state)
        self.state.hide()

    @functools.cached_property
    def form(self) -> HitForm:
        """Make the form when it is opened: one export may have many hits."""
        made = HitForm(self.leak.path, self._name)
        made.given.connect(self._give)
        made.left.connect(self._close)
        self._box.insertWidget(self._box.indexOf(self.state), made)
        return made

    def say_name(self, name: str) -> None:
        """Put in who was named for another hit, where nobody is."""
        self._name = name
        if "form" in vars(self) and not self.form.name.text():
            self.form.name.setText(name)

    def say_standing(self) -> None:
        """Say that the hit no longer stops anything."""
        self.form.hide()
        self.open_button.hide()
        told = tr("Export", "Stands from the next export on, said by {name}.")
        self.state.setText(told.format(name=self.form.name.text().strip()))
        self.state.show()

    def _open(self) -> None:
        self.form.show()
        self.open_button.hide()
        self.form.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self.form.hide()
        self.open_button.show()

    def _give(self, reason: str, name: str) -> None:
        self.given.emit(self.leak, reason, name)


class HitList(QWidget):
    """Every hit of an export that a person may judge."""

    given = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[HitRow] = []
        self._leaks: list[Leak] = []  # those without a row so far
        self._name = ""
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.more_button = basics.button(tr("Export", "Show more hits"), self._show_others, kind="link")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(basics.section(tr("Export", "What the search found")))
        box.addWidget(basics.label(_told(), "small", wrap=True))
        box.addLayout(self._list)
        box.addLayout(basics.row(self.more_button, None))

    def show_refused(self, refused: Sequence[RefusedInterview]) -> None:
        """Show the hits of what was refused; without any there is nothing to see."""
        basics.clear(self._list)
        self.rows = []
        self._leaks = [hit.leak for each in refused for hit in each.hits]
        self.setVisible(bool(self._leaks))
        self._show_more()

    def _show_more(self) -> None:
        """Make rows for the next hits; for all at once the window would need a tenth of a second."""
        coming, self._leaks = self._leaks[:_AT_ONCE], self._leaks[_AT_ONCE:]
        for leak in coming:
            row = HitRow(leak, self._name)
            row.given.connect(self._given)
            self.rows.append(row)
            self._list.addWidget(row)
        self.more_button.setText(tr("Export", "Show {hits}").format(hits=wording.counted(len(self._leaks), "more hit")))
        self.more_button.setVisible(bool(self._leaks))

    def _show_others(self) -> None:
        first = len(self.rows)
        self._show_more()
        self.rows[first].open_button.setFocus(Qt.FocusReason.OtherFocusReason)  # the button pressed may be gone

    def say_standing(self, leak: Leak) -> None:
        """Say of a hit that it stands from now on."""
        for row in self.rows:
            if row.leak == leak:
                row.say_standing()

    def _given(self, leak: Leak, reason: str, name: str) -> None:
        self._name = name  # so that it need not be typed for each
        for row in self.rows:
            row.say_name(name)
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
