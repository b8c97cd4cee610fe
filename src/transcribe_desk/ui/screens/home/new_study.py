"""Make a new encrypted study: a title, a place, a passphrase typed twice."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from transcribe_desk.study.errors import DeskError
from transcribe_desk.study.study import StudySettings
from transcribe_desk.ui import session
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.passphrase import strength
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.fields import PassphraseField, StrengthHint
from transcribe_desk.ui.widgets.notice import Notice


class NewStudyForm(QWidget):
    """The form for a new study; its button wakes when everything is there."""

    opened = Signal(object, object, object)
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._dispatcher = Dispatcher(self)
        self._parent_folder = default_place()
        self.title = QLineEdit()
        self.title.setAccessibleName(tr("Home", "Title of the study"))
        self.title.setPlaceholderText(tr("Home", "Integrated respiratory service"))
        self.title.setMaxLength(120)
        self.place = basics.label("", "small")
        self.passphrase = PassphraseField(theme, tr("Home", "New passphrase"))
        self.repeated = PassphraseField(theme, tr("Home", "The passphrase again"))
        self.hint = StrengthHint(theme)
        self.create_button = basics.button(tr("Home", "Create study"), self.create_study, kind="primary")
        self.notice = Notice(theme)
        for field in (self.title, self.passphrase.field, self.repeated.field):
            field.textChanged.connect(self._typed)
            field.returnPressed.connect(self.create_study)
        self._lay_out()
        self._typed()

    def start(self) -> None:
        """Begin with an empty form."""
        self.title.clear()
        self.passphrase.clear()
        self.repeated.clear()
        self.notice.clear()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_place(self, folder: Path) -> None:
        """Choose the folder in which the study's folder is made."""
        self._parent_folder = folder
        self._typed()

    def folder(self) -> Path:
        """Give the folder the study will have."""
        return self._parent_folder / f"{folder_name(self.title.text())}.tdstudy"

    def create_study(self) -> None:
        """Make the study in the background."""
        if self._dispatcher.busy or not self._complete():
            return
        folder, passphrase = self.folder(), self.passphrase.text()
        settings = StudySettings(title=self.title.text().strip())
        self.create_button.setEnabled(False)
        self.create_button.setText(tr("Home", "Creating…"))
        self.notice.clear()
        self._dispatcher.start(
            lambda: session.create_study(folder, passphrase, settings),
            lambda made: self._done(folder, made),
            self._failed,
        )

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(40, 26, 40, 22)
        box.setSpacing(5)
        box.addWidget(basics.label(tr("Home", "New study"), "name"))
        box.addSpacing(6)
        self._field(box, tr("Home", "Title"), self.title)
        change = basics.button(tr("Home", "Change folder…"), self._browse, kind="link")
        box.addLayout(basics.row(self.place, None, change))
        box.addSpacing(4)
        self._field(box, tr("Home", "Passphrase"), self.passphrase)
        box.addWidget(self.hint)
        box.addSpacing(4)
        self._field(box, tr("Home", "The passphrase again"), self.repeated)
        box.addSpacing(4)
        plain = tr(
            "Home", "There is no way to recover a forgotten passphrase: without it the study stays closed for ever."
        )
        box.addWidget(basics.label(plain, "secondary", wrap=True))
        box.addSpacing(4)
        box.addLayout(basics.row(self.create_button, basics.button(tr("Home", "Cancel"), self.cancelled.emit), None))
        box.addWidget(self.notice)
        box.addStretch(1)

    def _field(self, box: QVBoxLayout, words: str, field: QWidget) -> None:
        prompt = basics.label(words, "field")
        prompt.setBuddy(field)
        box.addWidget(prompt)
        box.addWidget(field)

    def _complete(self) -> bool:
        return (
            bool(self.title.text().strip())
            and strength(self.passphrase.text()).enough
            and self.passphrase.text() == self.repeated.text()
        )

    def _typed(self) -> None:
        self.hint.judge(self.passphrase.text())
        again = self.repeated.text()
        self.repeated.mark_wrong(wrong=bool(again) and not self.passphrase.text().startswith(again))
        shown = self.folder() if self.title.text().strip() else self._parent_folder
        basics.elide_middle(self.place, str(shown), 310)
        self.create_button.setEnabled(self._complete() and not self._dispatcher.busy)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Home", "Where the study is kept"), str(self._parent_folder))
        if chosen:
            self.set_place(Path(chosen))

    def _done(self, folder: Path, made: tuple[object, object]) -> None:
        self.create_button.setText(tr("Home", "Create study"))
        self.start()
        self.opened.emit(folder, *made)

    def _failed(self, error: DeskError) -> None:
        self.create_button.setText(tr("Home", "Create study"))
        self.create_button.setEnabled(True)
        self.notice.say_error(error)


def folder_name(title: str) -> str:
    """Make a name that every file system takes from a title."""
    kept = re.sub(r"[^\w\- ]+", "", title, flags=re.UNICODE).strip()
    return re.sub(r"\s+", " ", kept)[:60].strip() or "study"


def default_place() -> Path:
    """Give the folder in which studies are made unless a person chooses another."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()
