"""Show the way in: recent studies, unlocking one, making a new one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from transcribe_desk.ui import icons, recent
from transcribe_desk.ui.screens.home.new_study import NewStudyForm
from transcribe_desk.ui.screens.home.unlock import UnlockForm
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics

SUFFIX = ".tdstudy"


class HomeScreen(QWidget):
    """Recent studies at the left, the form that opens or makes one at the right."""

    opened = Signal(object, object, object)  # folder, desk, overview
    settings_asked = Signal()
    first_run_asked = Signal()
    help_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Home", "Recent studies"))
        self.list.setProperty("plain", "true")
        self.list.setIconSize(QSize(20, 20))
        self.list.setSpacing(2)
        self.list.currentItemChanged.connect(self._choose)
        self.help_button = basics.button(tr("Home", "Help and tour"), self.help_asked.emit, kind="quiet")
        self.settings_button = basics.button(tr("Home", "Settings"), self.settings_asked.emit, kind="quiet")
        self.unlock = UnlockForm(theme)
        self.new_study = NewStudyForm(theme)
        self._welcome = self._make_welcome()
        self.forms = QStackedWidget()
        for form in (self._welcome, self.unlock, self.new_study):
            self.forms.addWidget(form)
        self.unlock.opened.connect(self._opened)
        self.unlock.forgotten.connect(self._forget)
        self.new_study.opened.connect(self._opened)
        self.new_study.cancelled.connect(self.reload)
        self._lay_out()
        theme.changed.connect(self.reload_icons)
        self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where the next step is."""
        super().showEvent(event)
        next_step = {self._welcome: self.first_button, self.unlock: self.unlock.passphrase}
        if (target := next_step.get(self.forms.currentWidget() or self)) is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Read the list of recent studies again and show the form that fits."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for folder in recent.load().studies:
                self._add(folder)
        self._recent.setVisible(self.list.count() > 0)
        self._none.setVisible(self.list.count() == 0)
        self.reload_icons()
        if self.list.count():
            self.list.setCurrentRow(0)
            self._choose(self.list.currentItem())
        else:
            self.forms.setCurrentWidget(self._welcome)

    def reload_icons(self) -> None:
        """Tint the icons anew."""
        for row in range(self.list.count()):
            self.list.item(row).setIcon(icons.icon("lock", self._theme.tokens))
        self.help_button.setIcon(icons.icon("help", self._theme.tokens, "secondary"))
        self.settings_button.setIcon(icons.icon("settings", self._theme.tokens, "secondary"))

    def start_new(self) -> None:
        """Show the form for a new study."""
        with QSignalBlocker(self.list):
            self.list.setCurrentRow(-1)
        self.new_study.start()
        self.forms.setCurrentWidget(self.new_study)

    def open_folder(self, folder: Path) -> None:
        """Ask for the passphrase of a study that may not be in the list yet."""
        self.unlock.show_study(folder)
        self.forms.setCurrentWidget(self.unlock)

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("card", "true")
        frame.setFixedWidth(880)
        frame.setMinimumHeight(520)
        left = QVBoxLayout()
        left.setContentsMargins(24, 24, 16, 20)
        left.setSpacing(8)
        self._recent = basics.section(tr("Home", "Recent studies"))
        self._none = basics.label(tr("Home", "No study was opened on this computer yet."), "muted", wrap=True)
        left.addWidget(self._recent)
        left.addWidget(self._none)
        left.addWidget(self.list, 1)
        left.addWidget(basics.button(tr("Home", "New study…"), self.start_new))
        left.addWidget(basics.button(tr("Home", "Open another study…"), self._browse))
        ready = basics.button(tr("Home", "Models and speed of this computer"), self.first_run_asked.emit, kind="link")
        left.addWidget(ready)
        side = basics.surface("panel", left)
        side.setFixedWidth(320)
        inside = basics.row(side, self.forms, spacing=0)
        inside.setContentsMargins(1, 1, 1, 1)
        frame.setLayout(inside)
        title = basics.label("Transcribe Desk", "display")
        promise = basics.label(
            tr("Home", "Interviews are transcribed and anonymised on this computer. Nothing leaves it."), "muted"
        )
        centre = Qt.AlignmentFlag.AlignHCenter
        stack = QVBoxLayout(self)
        stack.setContentsMargins(12, 12, 12, 12)
        stack.addLayout(basics.row(None, self.help_button, self.settings_button))
        stack.addStretch(2)
        for part, gap in ((title, 4), (promise, 28), (frame, 0)):
            stack.addWidget(part, 0, centre)
            stack.addSpacing(gap)
        stack.addStretch(3)

    def _make_welcome(self) -> QWidget:
        """Say what a study is, for a first start."""
        words = (
            tr("Home", "A study is one encrypted folder"),
            (
                tr(
                    "Home",
                    "It holds your recordings, the transcripts and the key that links study IDs to people. It "
                    "opens only with its passphrase. What you export is anonymised and tagged by study ID, such "
                    "as 02-hospital.",
                )
            ),
        )
        inner = QVBoxLayout()
        inner.setContentsMargins(40, 40, 40, 40)
        inner.setSpacing(12)
        inner.addStretch(1)
        inner.addWidget(basics.label(words[0], "name", wrap=True))
        inner.addWidget(basics.label(words[1], "secondary", wrap=True))
        inner.addSpacing(8)
        self.first_button = basics.button(tr("Home", "Make the first study"), self.start_new, kind="primary")
        inner.addWidget(self.first_button, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(2)
        return basics.surface("paper", inner)

    def _add(self, folder: Path) -> None:
        there = folder.is_dir()
        item = QListWidgetItem(folder.name.removesuffix(SUFFIX))
        item.setData(Qt.ItemDataRole.UserRole, str(folder))
        item.setToolTip(str(folder) if there else tr("Home", "{folder} is not there now").format(folder=folder))
        item.setSizeHint(QSize(200, 40))
        self.list.addItem(item)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.open_folder(Path(str(item.data(Qt.ItemDataRole.UserRole))))

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Home", "Open a study"), str(Path.home()))
        if chosen:
            self.open_folder(Path(chosen))

    def _forget(self, folder: object) -> None:
        if isinstance(folder, Path):
            recent.forget_study(folder)
        self.reload()

    def _opened(self, folder: Path, desk: object, overview: object) -> None:
        recent.remember_study(folder)
        self.opened.emit(folder, desk, overview)
