"""Show one model: what it is, whether it is there and whole, and how to get it; nothing is fetched unasked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from transcribe_desk.speech.catalogue import HubSource, ModelEntry
from transcribe_desk.speech.model_store import ModelState
from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import Notice
from transcribe_desk.ui.widgets.progress import ProgressLine

_TONES: dict[ModelState, basics.Tone] = {
    ModelState.INSTALLED: "success",
    ModelState.MISSING: "neutral",
    ModelState.DAMAGED: "danger",
}


class ModelCard(QFrame):
    """A model of the catalogue; ``download_asked`` and ``folder_asked`` come after a person pressed a button."""

    download_asked = Signal(str)
    folder_asked = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme, entry: ModelEntry, *, can_download: bool) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.entry = entry
        self._can_download = can_download
        self.state = ModelState.MISSING
        self.chip = basics.chip(tr("FirstRun", "Looking…"))
        self.download_button = basics.button(
            tr("FirstRun", "Download {size}…").format(size=megabytes(entry)),
            self.ask,
            name=tr("FirstRun", "Download {model}").format(model=entry.title),
        )
        self.folder_button = basics.button(
            tr("FirstRun", "From a folder or USB stick…"),
            self.folder_asked.emit,
            name=tr("FirstRun", "Install {model} from a folder or USB stick").format(model=entry.title),
        )
        self.command = basics.mono_label(f"transcribe-desk models install {entry.name}", "secondary", 12)
        self.command.setAccessibleName(tr("FirstRun", "Command that installs it from a terminal"))
        self.now_button = basics.button(tr("FirstRun", "Download now"), self._download, kind="primary")
        self.not_now_button = basics.button(tr("FirstRun", "Not now"), self._fold)
        self.cancel_button = basics.button(tr("FirstRun", "Cancel"), self._cancel)
        self.progress = ProgressLine(tr("FirstRun", "Download of {model}").format(model=entry.title))
        self.notice = Notice(theme)
        self._asking = self._make_asking()
        self._lay_out()

    def show_state(self, state: ModelState, problem: DeskError | None = None) -> None:
        """Show whether the model is there; ``problem`` names the file that is wrong and what to do."""
        self.state = state
        words = {
            ModelState.INSTALLED: tr("FirstRun", "Installed, checked"),
            ModelState.MISSING: tr("FirstRun", "Not installed"),
            ModelState.DAMAGED: tr("FirstRun", "Damaged"),
        }
        wrong = problem is not None
        basics.set_chip(self.chip, words[ModelState.DAMAGED if wrong else state], "danger" if wrong else _TONES[state])
        wanted = wrong or state is not ModelState.INSTALLED
        self.download_button.setVisible(wanted and self._can_download)
        self.folder_button.setVisible(wanted)
        self.command.setVisible(wanted and not self._can_download)
        if problem is not None:
            remedy = tr("FirstRun", "Get it again: only bytes with the right sums are kept.")
            self.notice.say("danger", problem.thing, problem.cause, remedy)
        elif state is ModelState.DAMAGED:
            self.notice.say("danger", self.entry.title, tr("FirstRun", "A file of it is missing or cut short."))
        elif not self.cancel_button.isVisible():
            self.notice.clear()
        self._fold()

    def ask(self) -> None:
        """Say what a download fetches, from where, under which licence, before it begins."""
        self.download_button.hide()
        self.folder_button.hide()
        self._asking.show()
        self.now_button.setFocus()

    def begin(self) -> None:
        """Show that a download is under way."""
        self._fold()
        self.download_button.hide()
        self.folder_button.hide()
        self.notice.clear()
        self.progress.set_fraction(0.0, tr("FirstRun", "Starting…"))
        self.progress.show()
        self.cancel_button.setEnabled(True)
        self.cancel_button.show()

    def report(self, line: str) -> None:
        """Show what a download does now."""
        self.progress.words.setText(line)

    def end(self, problem: DeskError | None = None, *, cancelled: bool = False) -> None:
        """Show how a download ended."""
        self.progress.hide()
        self.cancel_button.hide()
        if cancelled:
            self.notice.say("accent", tr("FirstRun", "Stopped. Nothing is half installed."))
        elif problem is not None:
            self.notice.say_error(problem)
        if problem is not None:
            self.download_button.setVisible(self._can_download)
            self.folder_button.show()

    def _download(self) -> None:
        self.download_asked.emit(self.entry.name)

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.report(tr("FirstRun", "Stopping…"))
        self.cancelled.emit()

    def _fold(self) -> None:
        if not self._asking.isHidden():
            self._asking.hide()
            self.download_button.show()
            self.folder_button.show()

    def _make_asking(self) -> QFrame:
        frame = QFrame()
        box = QVBoxLayout(frame)
        box.setContentsMargins(0, 0, 0, 0)
        words = tr(
            "FirstRun",
            "Fetches {size} from {sources}, in a process of its own; this window stays offline. Licence {licence}. "
            "Only bytes with the SHA-256 sums of the catalogue are kept. Nothing about you or a study is sent.",
        )
        told = words.format(size=megabytes(self.entry), sources=_sources(self.entry), licence=self.entry.licence)
        box.addWidget(basics.label(told, wrap=True))
        box.addLayout(basics.row(self.now_button, self.not_now_button, None))
        frame.hide()
        return frame

    def _lay_out(self) -> None:
        entry = self.entry
        facts = " · ".join(
            (below(entry.task), megabytes(entry), tr("FirstRun", "licence {name}").format(name=entry.licence))
        )
        weights = max(entry.files, key=lambda file: file.size)
        hashed = basics.mono_label(f"SHA-256 {weights.path} {weights.sha256[:16]}…", "muted", 12)
        hashed.setToolTip("\n".join(f"{file.path}: {file.sha256}" for file in entry.files))
        hashed.setAccessibleName(
            tr("FirstRun", "SHA-256 of {path}: {sha256}").format(path=weights.path, sha256=weights.sha256)
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(6)
        title = basics.label(entry.title, "strong", wrap=True)
        head = basics.row(spacing=8)
        head.addWidget(title, 1)
        head.addWidget(self.chip)
        box.addLayout(head)
        box.addWidget(basics.label(facts, "small", wrap=True))
        box.addWidget(hashed)
        box.addWidget(self.command)
        box.addWidget(self._asking)
        box.addWidget(self.progress)
        box.addLayout(basics.row(self.download_button, self.folder_button, self.cancel_button, None))
        box.addWidget(self.notice)
        for part in (self.command, self.download_button, self.folder_button, self.cancel_button, self.progress):
            part.hide()


def megabytes(entry: ModelEntry) -> str:
    """Give the size of a model."""
    return tr("FirstRun", "{size:,.0f} MB").format(size=entry.size / 1e6)


def _sources(entry: ModelEntry) -> str:
    named = [
        tr("FirstRun", "Hugging Face") if isinstance(source, HubSource) else tr("FirstRun", "the Python package index")
        for source in entry.sources
    ]
    return tr("FirstRun", " or ").join(dict.fromkeys(named))
