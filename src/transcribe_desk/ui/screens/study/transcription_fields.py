"""Choose how recordings are transcribed: quality, number of speakers, language, engine; in one quiet row."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from transcribe_desk.jobs.settings import PRESETS, TranscriptionSettings
from transcribe_desk.speech.language_names import LANGUAGES
from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice


def _hints() -> dict[str, str]:
    return {
        "accurate": tr("Study", "five guesses followed side by side, for the fewest wrong words"),
        "fast": tr("Study", "one guess alone: quicker, with a few more wrong words"),
        "draft": tr("Study", "the small model, for English alone: quickest, for a first look"),
    }


_MOST_SPEAKERS = 6


class TranscriptionFields(QWidget):
    """The session's choices for the next recordings; ``judged`` tells whether they can work on this computer."""

    judged = Signal(bool)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sound_ms = 0
        self._dispatcher = Dispatcher(self)
        self.quality = _combo(tr("Study", "Quality of the transcription"), 130)
        for name in PRESETS:
            self.quality.addItem(wording.capital(below(name)), name)
        self.speakers = _combo(tr("Study", "Number of speakers"), 110)
        for number in range(1, _MOST_SPEAKERS + 1):
            self.speakers.addItem(str(number), number)
        self.speakers.addItem(tr("Study", "Guess"), None)
        self.speakers.setToolTip(
            tr(
                "Study",
                "How many people talk. Where each voice has a channel of its own, that is found out and said "
                "in the queue.",
            )
        )
        self.language = _combo(tr("Study", "Language spoken"), 170)
        self.language.addItem(LANGUAGES["en"], "en")
        self.language.addItem(tr("Study", "Detect"), None)
        self.language.insertSeparator(self.language.count())
        for code, name in sorted(LANGUAGES.items(), key=lambda item: item[1]):
            if code != "en":
                self.language.addItem(name, code)
        self.engine = _combo(tr("Study", "Speech engine"), 150)
        for engine in session.desk.engines():
            self.engine.addItem(engine, engine)
        self.quiet_speaker = QCheckBox(tr("Study", "Somebody is hard to hear"))
        self.quiet_speaker.setToolTip(tr("Study", "Listens for fainter voices, at the price of more false words."))
        self.hint = basics.label("", "small", wrap=True)
        self._lay_out()
        self._show_choices()
        for combo in (self.quality, self.speakers, self.language, self.engine):
            combo.currentIndexChanged.connect(self._chosen)
        self.quiet_speaker.toggled.connect(self._chosen)
        session.choices_changed.connect(self._show_choices)

    def judge(self, sound_ms: int = 0) -> None:
        """Say how long so many milliseconds of sound take with these choices, or why they cannot work."""
        self._sound_ms = sound_ms
        settings, desk = self._session.choices, self._session.desk
        self._dispatcher.start_latest(lambda: desk.outlook(sound_ms, settings), self._possible, self._impossible)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        fields = (self.quality, self.speakers, self.language, self.engine)
        names = (tr("Study", "Quality"), tr("Study", "Speakers"), tr("Study", "Language"), tr("Study", "Engine"))
        prompts = [basics.label(words, "field") for words in names]
        for place, (prompt, field) in enumerate(zip(prompts, fields, strict=True)):
            prompt.setBuddy(field)
            grid.addWidget(prompt, 0, place)
            grid.addWidget(field, 1, place)
        grid.addWidget(self.quiet_speaker, 1, len(fields))
        grid.setColumnStretch(len(fields) + 1, 1)
        self._hide_lone_engine(prompts[-1])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(grid)
        box.addWidget(self.hint)

    def _hide_lone_engine(self, prompt: QLabel) -> None:
        several = self.engine.count() > 1
        self.engine.setVisible(several)
        prompt.setVisible(several)

    def _show_choices(self) -> None:
        choices = self._session.choices
        preset = next(
            (n for n, each in PRESETS.items() if (each.model, each.beam) == (choices.model, choices.beam)), ""
        )
        values = (
            (self.quality, preset), (self.speakers, choices.speakers), (self.language, choices.language),
            (self.engine, choices.engine),
        )  # fmt: skip
        for combo, value in values:
            with QSignalBlocker(combo):
                combo.setCurrentIndex(_place(combo, value))
        with QSignalBlocker(self.quiet_speaker):
            self.quiet_speaker.setChecked(choices.quiet_speaker)
        self.judge(self._sound_ms)

    def _chosen(self) -> None:
        self._session.choose(
            replace(
                self._session.choices,
                model=PRESETS[self.quality.currentData()].model,
                beam=PRESETS[self.quality.currentData()].beam,
                engine=self.engine.currentData(),
                language=self.language.currentData(),
                speakers=self.speakers.currentData(),
                quiet_speaker=self.quiet_speaker.isChecked(),
            )
        )

    def _possible(self, seconds: float) -> None:
        choices = self._session.choices
        what = f"{self._session.desk.model_name(choices.model)}, {_hints()[self.quality.currentData()]}."
        words = tr("Study", " {time} on this computer.")
        long = words.format(time=wording.capital(wording.about(seconds))) if seconds else ""
        self._say(what + long, wrong=False)

    def _impossible(self, error: DeskError) -> None:
        self._say(_problem(self._session, self._session.choices) or f"{error.cause} {error.remedy}", wrong=True)

    def _say(self, words: str, *, wrong: bool) -> None:
        self.hint.setText(words)
        self.hint.setProperty("noticeText", "danger" if wrong else "")
        basics.restyle(self.hint)
        self.judged.emit(not wrong)


def _combo(name: str, width: int) -> Choice:
    made = Choice()
    made.setAccessibleName(name)
    made.setMinimumWidth(width)
    made.setMaxVisibleItems(14)
    return made


def _place(combo: Choice, value: object) -> int:
    """Give the place of a value; ``findData`` would not tell None from a separator."""
    places = [place for place in range(combo.count()) if combo.itemText(place) and combo.itemData(place) == value]
    return places[0] if places else -1


def _problem(session: Session, settings: TranscriptionSettings) -> str:
    """Say in the panel's own words that the chosen quality does not go with the chosen language, or nothing."""
    known = session.desk.model_languages(settings.model)
    if settings.language is None or "*" in known or settings.language in known:
        return ""
    words = tr("Study", "Draft does not know {language}. Choose Accurate or Fast.")
    return words.format(language=wording.language(settings.language))
