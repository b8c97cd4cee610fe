"""Settings of models: what is installed, what each is, and installing one from a folder or a memory stick."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from transcribe_desk.speech.catalogue import ModelEntry
from transcribe_desk.speech.language_names import LANGUAGES
from transcribe_desk.speech.model_store import ModelState, ModelStore
from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.basics import Tone
from transcribe_desk.ui.widgets.notice import Notice

_HASH_SHOWN = 16
_TONES: dict[ModelState, Tone] = {
    ModelState.INSTALLED: "success",
    ModelState.MISSING: "neutral",
    ModelState.DAMAGED: "danger",
}


class ModelsSection(QWidget):
    """A card for each model of the catalogue under the buttons that install one."""

    def __init__(self, theme: Theme, store: ModelStore | None = None) -> None:
        super().__init__()
        self._store = store or ModelStore()
        self._dispatcher = Dispatcher(self, ordered=True)
        self.notice = Notice(theme, closable=True)
        self.folder_button = basics.button(
            tr("Settings", "Install from a folder or memory stick…"), self._choose_folder, kind="primary"
        )
        self.file_button = basics.button(tr("Settings", "Install from a wheel file…"), self._choose_file)
        self.check_buttons: dict[str, QWidget] = {}
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        words = tr("Settings", "Models stay on this computer. “Models and speed of this computer” on the first page "
                               "fetches one; or bring it on a memory stick, or run this in a terminal:")  # fmt: skip
        command = basics.mono_label("transcribe-desk models install NAME")
        command.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        command.setAccessibleName(tr("Settings", "Command that installs a model"))
        self.setLayout(basics.column(
            basics.section(tr("Settings", "Models")), basics.label(words, "secondary", wrap=True), command,
            basics.row(self.folder_button, self.file_button, None), self.notice, self._cards, None,
        ))  # fmt: skip

    def showEvent(self, event: QShowEvent) -> None:
        """Look again at what is there."""
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Read the state of every model in the background and show it."""

        def read() -> list[tuple[ModelEntry, ModelState]]:
            return [(entry, self._store.state(entry.name)) for entry in self._store.catalogue()]

        self._dispatcher.start_latest(read, self._show, self.notice.say_error)

    def install(self, path: Path) -> None:
        """Copy and check a model in the background."""
        self._allow(allowed=False)
        self.notice.say("accent", tr("Settings", "Copying and checking the model…"))

        def done(name: str) -> None:
            self._allow(allowed=True)
            title = self._store.entry(name).title
            words = tr("Settings", "Every file is what the catalogue promises.")
            self.notice.say("success", tr("Settings", "{model} is installed.").format(model=title), words)
            self.reload()

        self._dispatcher.start(lambda: self._store.import_path(path, lambda _words: None), done, self._failed)

    def check(self, name: str) -> None:
        """Check every byte of an installed model in the background."""
        self._allow(allowed=False)
        title = self._store.entry(name).title
        self.notice.say("accent", tr("Settings", "Checking {model}…").format(model=title))

        def done(_none: None) -> None:
            self._allow(allowed=True)
            words = tr("Settings", "{model}: every file is what the catalogue promises.").format(model=title)
            self.notice.say("success", words)

        self._dispatcher.start(lambda: self._store.verify(name), done, self._failed)

    def _show(self, found: list[tuple[ModelEntry, ModelState]]) -> None:
        basics.clear(self._cards)
        self.check_buttons.clear()
        for entry, state in found:
            self._cards.addWidget(self._card(entry, state))

    def _card(self, entry: ModelEntry, state: ModelState) -> QFrame:
        frame, column = basics.card()
        chip = basics.chip(_state_words(entry, state), _TONES[state])
        check = basics.button(tr("Settings", "Check"), lambda: self.check(entry.name),
                              name=tr("Settings", "Check {model}").format(model=entry.title))  # fmt: skip
        check.setEnabled(state is not ModelState.MISSING)
        self.check_buttons[entry.name] = check
        head = basics.row(basics.label(entry.title, "strong", wrap=True), chip, check)
        head.setStretch(0, 1)
        column.addLayout(head)
        size = tr("Settings", "{megabytes} MB").format(megabytes=f"{entry.size / 1e6:,.0f}")
        languages = ", ".join(LANGUAGES.get(code, tr("Settings", "many languages")) for code in entry.languages)
        column.addWidget(
            basics.label(" · ".join((below(entry.task), languages, size, entry.licence)), "small", wrap=True)
        )
        weights = max(entry.files, key=lambda file: file.size)
        hashed = basics.mono_label(f"SHA-256 {weights.sha256[:_HASH_SHOWN]}… ({weights.path})", "muted", 12)
        hashed.setToolTip("\n".join(f"{file.path}: {file.sha256}" for file in entry.files))
        hashed.setAccessibleName(
            tr("Settings", "SHA-256 of {path}: {sha256}").format(path=weights.path, sha256=weights.sha256)
        )
        hashed.setWordWrap(True)
        column.addWidget(hashed)
        return frame

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Settings", "Folder of a model"), str(Path.home()))
        if chosen:
            self.install(Path(chosen))

    def _choose_file(self) -> None:
        kinds = tr("Settings", "Model packages (*.whl)")
        chosen, _kind = QFileDialog.getOpenFileName(self, tr("Settings", "Package of a model"), str(Path.home()), kinds)
        if chosen:
            self.install(Path(chosen))

    def _failed(self, error: DeskError) -> None:
        self._allow(allowed=True)
        self.notice.say_error(error)
        self.reload()

    def _allow(self, *, allowed: bool) -> None:
        for button in (self.folder_button, self.file_button, *self.check_buttons.values()):
            button.setEnabled(allowed)


def _state_words(entry: ModelEntry, state: ModelState) -> str:
    if entry.bundled and state is ModelState.INSTALLED:
        return tr("Settings", "Comes with the program")
    return {
        ModelState.INSTALLED: tr("Settings", "Installed"),
        ModelState.MISSING: tr("Settings", "Not installed"),
        ModelState.DAMAGED: tr("Settings", "Damaged: install it again"),
    }[state]
