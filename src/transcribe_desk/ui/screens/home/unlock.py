"""Ask for the passphrase of a study and say what is wrong when it does not open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from transcribe_desk.study.errors import DeskError, WrongPassphraseError
from transcribe_desk.ui import session
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.fields import PassphraseField
from transcribe_desk.ui.widgets.notice import Notice


class UnlockForm(QWidget):
    """The name of a study, its folder, a passphrase field and one button."""

    opened = Signal(object, object, object)
    forgotten = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._folder = Path()
        self._dispatcher = Dispatcher(self)
        self.name = basics.label("", "name", wrap=True)
        self.place = basics.label("", "small", wrap=True)
        self.passphrase = PassphraseField(theme, tr("Home", "Passphrase"))
        self.passphrase.field.returnPressed.connect(self.unlock)
        self.passphrase.field.textChanged.connect(self._typed)
        self.button = basics.button(tr("Home", "Unlock"), self.unlock, kind="primary")
        self.remove = basics.button(tr("Home", "Take it off this list"), self._forget, kind="link")
        self.notice = Notice(theme)
        prompt = basics.label(tr("Home", "Passphrase"), "field")
        prompt.setBuddy(self.passphrase.field)
        box = QVBoxLayout(self)
        box.setContentsMargins(40, 40, 40, 32)
        box.setSpacing(8)
        for part in (self.name, self.place):
            box.addWidget(part)
        box.addSpacing(16)
        box.addWidget(prompt)
        box.addWidget(self.passphrase)
        box.addSpacing(4)
        box.addLayout(basics.row(self.button, None, self.remove))
        box.addSpacing(8)
        box.addWidget(self.notice)
        box.addStretch(1)
        box.addWidget(
            basics.label(
                tr("Home", "The passphrase is the only key to this study. Nobody can recover it."), "small", wrap=True
            )
        )

    def show_study(self, folder: Path) -> None:
        """Ask for the passphrase of this study."""
        self._folder = folder
        self.name.setText(folder.name.removesuffix(".tdstudy"))
        self.place.setText(str(folder.parent))
        self.passphrase.clear()
        self.notice.clear()
        self.passphrase.mark_wrong(wrong=False)
        there = folder.is_dir()
        self._allow(allowed=there)
        if not there:
            self.notice.say(
                "warning",
                tr("Home", "This study is not there now."),
                tr("Home", "Its disk may not be connected, or its folder was moved."),
                tr("Home", "Connect the disk, or choose the folder with “Open another study…”."),
            )
        self.passphrase.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def unlock(self) -> None:
        """Open the study in the background."""
        if self._dispatcher.busy or not self.passphrase.text() or not self._folder.is_dir():
            return
        folder, passphrase = self._folder, self.passphrase.text()
        self._allow(allowed=False)
        self.button.setText(tr("Home", "Unlocking…"))
        self.notice.clear()
        self._dispatcher.start(
            lambda: session.open_study(folder, passphrase),
            lambda made: self._done(folder, made),
            lambda error: self._failed(folder, error),
        )

    def _done(self, folder: Path, made: tuple[object, object]) -> None:
        self._ready()
        self.passphrase.clear()
        self.opened.emit(folder, *made)

    def _failed(self, folder: Path, error: DeskError) -> None:
        self._ready()
        if folder != self._folder:
            return  # somebody chose another study meanwhile, and this says nothing about that
        self.notice.say_error(error)
        wrong = isinstance(error, WrongPassphraseError)
        self.passphrase.mark_wrong(wrong=wrong)
        self.passphrase.field.selectAll()
        self.passphrase.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        self.passphrase.mark_wrong(wrong=False)

    def _forget(self) -> None:
        self.forgotten.emit(self._folder)

    def _ready(self) -> None:
        self._allow(allowed=self._folder.is_dir())
        self.button.setText(tr("Home", "Unlock"))

    def _allow(self, *, allowed: bool) -> None:
        self.passphrase.setEnabled(allowed)
        self.button.setEnabled(allowed)
