"""Get a computer ready: what stays on it, the models, and how fast it is; a study can be read without any of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from transcribe_desk.jobs.first_run import (
    LANGUAGE_MODELS,
    SPEECH_MODELS,
    Computer,
    FirstRun,
    Trial,
    needed_bytes,
    this_computer,
)
from transcribe_desk.jobs.settings import NAME_MODELS
from transcribe_desk.speech.model_store import ModelState
from transcribe_desk.study.errors import CancelledError, DeskError
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.screens.home.first_run_models import ModelCard
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import Notice
from transcribe_desk.ui.widgets.page import Page
from transcribe_desk.ui.widgets.progress import ProgressLine

_COLUMN_WIDTH = 760


class _Lines(QObject):
    """Brings lines that another thread tells into the window's thread."""

    told = Signal(str, str)


class FirstRunScreen(Page):
    """One column from top to bottom; ``left`` asks to go on, ``isolation_asked`` for the self-test of the network."""

    left = Signal()
    isolation_asked = Signal()

    def __init__(self, theme: Theme, first_run: FirstRun | None = None, computer: Computer | None = None) -> None:
        super().__init__(tr("FirstRun", "Getting ready"))
        self._theme = theme
        self._first_run = first_run or FirstRun()
        self._computer = computer or this_computer()
        self._readers = Dispatcher(self, ordered=True)
        self._hands = Dispatcher(self, ordered=True)
        self._stop = threading.Event()
        self._lines = _Lines(self)
        self._lines.told.connect(self._line_told)
        can_download = self._first_run.can_download
        self.cards = {
            name: ModelCard(theme, self._first_run.models.entry(name), can_download=can_download)
            for name in (*SPEECH_MODELS, *LANGUAGE_MODELS)
        }
        for card in self.cards.values():
            card.download_asked.connect(self.download)
            card.folder_asked.connect(self._choose_folder)
            card.cancelled.connect(self.stop)
        self.wheel_button = basics.button(tr("FirstRun", "From a wheel file…"), self._choose_file, kind="link")
        self.notice = Notice(theme, closable=True)
        self.processor, self.memory = Notice(theme), Notice(theme)
        self.facts = basics.label(_facts(self._computer), "secondary", wrap=True)
        self.try_button = basics.button(tr("FirstRun", "Try it for 20 seconds"), self.try_out)
        self.stop_button = basics.button(tr("FirstRun", "Stop"), self.stop)
        self.stop_button.hide()
        self.progress = ProgressLine(tr("FirstRun", "Trial"))
        self.progress.hide()
        self.result = Notice(theme)
        self.done_button = basics.button(tr("FirstRun", "Go on"), self.left.emit, kind="primary")
        self.header.add_action(self.done_button)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again at what is there."""
        super().showEvent(event)
        self.reload()
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def busy(self) -> bool:
        """Tell whether a download, a copy or the trial is under way."""
        return self._hands.busy

    def reload(self) -> None:
        """Check every byte of what is installed, in the background, card by card."""
        self._judge_computer()
        check = self._first_run.check
        for name, card in self.cards.items():
            self._readers.start(partial(check, name), self._checked(card), self._wrong(card))

    def take_in(self, path: Path) -> None:
        """Install a model from a folder, a memory stick or a wheel file, in the background."""
        if self._hands.busy:
            return
        self.notice.say("accent", tr("FirstRun", "Copying and checking {name}…").format(name=path.name))
        self._hands.start(lambda: self._first_run.take_in(path), self._taken_in, self._failed)

    def download(self, name: str) -> None:
        """Have a model fetched, once a person pressed the button that says from where."""
        if self._hands.busy:
            return
        card = self.cards[name]
        self._stop = stop = threading.Event()
        card.begin()

        def work() -> None:
            self._first_run.download(name, lambda line: self._lines.told.emit(name, line), stop)

        self._hands.start(work, lambda _none: self._downloaded(card), lambda error: self._not_downloaded(card, error))

    def try_out(self) -> None:
        """Transcribe the bundled sample for 20 seconds and say how fast this computer is."""
        if self._hands.busy:
            return
        self._stop = stop = threading.Event()
        self.result.clear()
        self.try_button.setEnabled(False)
        self.stop_button.show()
        self.progress.set_fraction(0.0, tr("FirstRun", "Loading the model and listening to the sample…"))
        self.progress.show()

        def work(report: Callable[[int, int], None]) -> Trial:
            return self._first_run.try_out(lambda fraction: report(round(fraction * 1000), 1000), stop)

        self._hands.start_reporting(work, self._tried, self._not_tried, self._trying)

    def stop(self) -> None:
        """End a download or the trial that is under way; nothing is half installed."""
        self._stop.set()

    # Answers from the background

    def _checked(self, card: ModelCard) -> Callable[[ModelState], None]:
        def show(state: ModelState) -> None:
            card.show_state(state)
            self._sum_up()

        return show

    def _wrong(self, card: ModelCard) -> Callable[[DeskError], None]:
        def show(error: DeskError) -> None:
            card.show_state(ModelState.DAMAGED, error)
            self._sum_up()

        return show

    def _line_told(self, name: str, line: str) -> None:
        self.cards[name].report(line)

    def _downloaded(self, card: ModelCard) -> None:
        card.end()
        self.reload()

    def _not_downloaded(self, card: ModelCard, error: DeskError) -> None:
        card.end(error, cancelled=isinstance(error, CancelledError))

    def _taken_in(self, name: str) -> None:
        title = self._first_run.models.entry(name).title
        words = tr("FirstRun", "Every file is what the catalogue promises.")
        self.notice.say("success", tr("FirstRun", "{model} is installed.").format(model=title), words)
        self.reload()

    def _failed(self, error: DeskError) -> None:
        self.notice.say_error(error)

    def _trying(self, done: int, total: int) -> None:
        self.progress.set_fraction(done / total, tr("FirstRun", "Transcribing the sample…"))

    def _tried(self, trial: Trial) -> None:
        self._trial_over()
        minutes = max(1, round(trial.minutes_for_hour))
        heading = tr("FirstRun", "60 min of talk ≈ {minutes} min on this computer").format(minutes=minutes)
        speed = tr("FirstRun", "Words are recognised at {speed} real time. Times left now start from this.")
        heard = tr("FirstRun", "Heard: “{words} …”").format(words=" ".join(trial.words.split()[:14]))
        self.result.say("success", heading, speed.format(speed=wording.speed(trial.speed)), heard)

    def _not_tried(self, error: DeskError) -> None:
        self._trial_over()
        if isinstance(error, CancelledError):
            self.result.say("accent", tr("FirstRun", "Stopped."))
        else:
            self.result.say_error(error)

    def _trial_over(self) -> None:
        self.progress.hide()
        self.stop_button.hide()
        self._sum_up()

    def _judge_computer(self) -> None:
        """Warn of a processor without AVX2 and of too little memory, where the system tells."""
        if self._computer.avx2 is False:
            self.processor.say(
                "warning",
                tr("FirstRun", "This processor has no AVX2."),
                tr("FirstRun", "Transcribing works, several times slower than on newer processors."),
                tr("FirstRun", "Choose Draft for a first look, and let long recordings run overnight."),
            )
        small = [name for name in SPEECH_MODELS if self._computer.too_small_for(name)]
        if small:
            titles = tr("FirstRun", " and ").join(self._first_run.models.entry(name).title for name in small)
            most = max(needed_bytes(name) for name in small)
            words = tr("FirstRun", "Its worker takes about {needed} GB, beside the system and this window.")
            fitting = [self._first_run.models.entry(name).title for name in SPEECH_MODELS if name not in small]
            models = tr("FirstRun", " or ").join(fitting)
            remedy = tr("FirstRun", "Use {models}, or another computer.").format(models=models)
            self.memory.say(
                "warning",
                tr("FirstRun", "This computer has too little memory for {models}.").format(models=titles),
                words.format(needed=f"{most / 1e9:.1f}"),
                remedy if fitting else tr("FirstRun", "Close every other program first, or use another computer."),
            )

    def _sum_up(self) -> None:
        """Say in the header what is missing, and let the trial begin where there is a model for it."""
        speech = any(self.cards[name].state is ModelState.INSTALLED for name in SPEECH_MODELS)
        names = all(self.cards[name].state is ModelState.INSTALLED for name in NAME_MODELS.values())
        self.try_button.setEnabled(speech and not self._hands.busy)
        if speech and names:
            self.header.facts.setText(tr("FirstRun", "This computer is ready."))
        elif speech:
            self.header.facts.setText(tr("FirstRun", "The models that find names are missing."))
        else:
            self.header.facts.setText(tr("FirstRun", "No speech model yet. Studies can be opened and read without."))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("FirstRun", "Folder of a model"), str(Path.home()))
        if chosen:
            self.take_in(Path(chosen))

    def _choose_file(self) -> None:
        kinds = tr("FirstRun", "Model packages (*.whl)")
        chosen, _kind = QFileDialog.getOpenFileName(self, tr("FirstRun", "Package of a model"), str(Path.home()), kinds)
        if chosen:
            self.take_in(Path(chosen))

    def _lay_out(self) -> None:
        stays = tr(
            "FirstRun",
            "Recordings, transcripts and the key that links study IDs to people stay on this computer, encrypted: this "
            "program cannot reach a network, and the only thing it ever fetches is a model, when you press Download.",
        )
        promise, inside = basics.card()
        inside.addWidget(basics.label(stays, wrap=True))
        test = basics.button(tr("FirstRun", "See the isolation self-test"), self.isolation_asked.emit, kind="link")
        inside.addLayout(basics.row(test, None))
        column = QVBoxLayout()
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(10)
        column.addWidget(promise)
        column.addWidget(self.notice)
        column.addSpacing(8)
        column.addWidget(basics.section(tr("FirstRun", "Speech model")))
        column.addWidget(self.processor)
        column.addWidget(self.memory)
        for name in SPEECH_MODELS:
            column.addWidget(self.cards[name])
        column.addSpacing(8)
        column.addWidget(basics.section(tr("FirstRun", "Models that find names")))
        for name in LANGUAGE_MODELS:
            column.addWidget(self.cards[name])
        column.addLayout(basics.row(self.wheel_button, None))
        column.addSpacing(8)
        column.addWidget(basics.section(tr("FirstRun", "This computer")))
        column.addWidget(self.facts)
        column.addLayout(basics.row(self.try_button, self.stop_button, None))
        column.addWidget(self.progress)
        column.addWidget(self.result)
        column.addStretch(1)
        inner = basics.surface("background")
        inner.setLayout(column)
        inner.setMaximumWidth(looks.scaled(_COLUMN_WIDTH))
        across = basics.row()
        across.addStretch(1)
        across.addWidget(inner, 100)
        across.addStretch(1)
        self.body.addWidget(basics.scrolling(basics.surface("background", across)))


def _facts(computer: Computer) -> str:
    """Say what the system tells of the computer."""
    avx2 = {
        True: tr("FirstRun", "AVX2: yes"),
        False: tr("FirstRun", "AVX2: no"),
        None: tr("FirstRun", "AVX2: not known on this system"),
    }
    if computer.memory_bytes is None:
        memory = tr("FirstRun", "memory: not known on this system")
    else:
        memory = tr("FirstRun", "memory: {size} GB").format(size=f"{computer.memory_bytes / 1e9:.0f}")
    return f"{avx2[computer.avx2]} · {memory}"
