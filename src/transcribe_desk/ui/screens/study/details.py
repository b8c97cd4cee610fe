"""Edit what holds for the whole study: the form of its study IDs, its title, language and thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QSpinBox, QVBoxLayout

from transcribe_desk.speech.language_names import LANGUAGES
from transcribe_desk.study.errors import DeskError, StudyIdError
from transcribe_desk.study.study_id import check_pattern, make_study_id
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import wording
from transcribe_desk.ui.screens.study.steps import StudySteps
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice
from transcribe_desk.ui.widgets.escape import EscapeLeaves
from transcribe_desk.ui.widgets.fields import labelled
from transcribe_desk.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from transcribe_desk.jobs.people import People
    from transcribe_desk.jobs.people_history import Done

_TO_FIND_OUT = "auto"
_HIGHEST = 100


class StudyIdEditor(QFrame):
    """The pattern of study IDs in a line; what it gives, or what is wrong with it, under it as it is typed."""

    def __init__(self, session: Session, steps: StudySteps) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._session = session
        self._steps = steps
        self.pattern = QLineEdit()
        self.pattern.setFont(looks.mono(13))
        self.pattern.setAccessibleName(tr("Study", "Pattern of study IDs"))
        self.preview = basics.mono_label("", "muted")
        self.preview.setWordWrap(True)
        self.save_button = basics.button(tr("Study", "Use it"), self.save, kind="primary")
        self.cancel_button = basics.button(tr("Study", "Cancel"), self.reset)
        self.shuffle = QCheckBox(tr("Study", "New numbers out of order"))
        self.shuffle.setToolTip(tr("Study", "Numbers of new participants then say nothing of when they were seen."))
        self.shuffle.toggled.connect(self._shuffle)
        self.pattern.textEdited.connect(self._typed)
        self.pattern.returnPressed.connect(self.save)
        EscapeLeaves(self.pattern, self.reset)
        self._buttons = basics.surface("", basics.row(self.save_button, self.cancel_button, None))
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(6)
        for part in (self.pattern, self.preview, self._buttons, self.shuffle):
            box.addWidget(part)
        self.reset()

    def reload(self) -> None:
        """Show the study's pattern, unless another is being typed."""
        if self._buttons.isHidden():
            self.reset()

    def reset(self) -> None:
        """Show what the study has."""
        settings = self._session.overview.settings
        self.pattern.setText(settings.id_pattern)
        with QSignalBlocker(self.shuffle):
            self.shuffle.setChecked(settings.shuffle_numbers)
        self._buttons.hide()
        self._steps.stop_looking()
        self._say(f"→ {self._example(settings.id_pattern)}", wrong=False)

    def save(self) -> None:
        """Use the pattern for every study ID from now on."""
        pattern = self.pattern.text().strip()
        if self.save_button.isEnabled() and not self._buttons.isHidden() and not self._steps.busy:
            self._steps.take(lambda people: people.change_study(id_pattern=pattern), self._saved, self._refused)

    def _typed(self) -> None:
        pattern = self.pattern.text().strip()
        self._steps.stop_looking()
        self._buttons.setVisible(pattern != self._session.overview.settings.id_pattern)
        try:
            example = self._example(check_pattern(pattern))
        except StudyIdError as error:
            self._refused(error)
            return
        self._steps.look_ahead(
            lambda people: people.change_study(id_pattern=pattern),
            lambda done: self._say(wording.study_ids_changing(done.study_ids) or f"→ {example}", wrong=False),
            self._refused,
        )

    def _example(self, pattern: str) -> str:
        organisations = self._session.overview.organisations
        return make_study_id(2, organisations[0].shown_label if organisations else "hospital", pattern)

    def _say(self, words: str, *, wrong: bool) -> None:
        self.preview.setText(words)
        self.preview.setFont(looks.sans(13) if wrong else looks.mono(13))
        self.preview.setProperty("noticeText", "danger" if wrong else "")
        basics.restyle(self.preview)
        self.pattern.setProperty("wrong", wrong)
        basics.restyle(self.pattern)
        self.save_button.setEnabled(not wrong)

    def _refused(self, error: DeskError) -> None:
        self._say(f"{error.cause} {error.remedy}", wrong=True)

    def _saved(self, _done: Done) -> None:
        self._buttons.hide()

    def _shuffle(self, on: bool) -> None:
        self._steps.take(lambda people: people.change_study(shuffle_numbers=on))


class StudyDetails(QFrame):
    """Title, language and thresholds in a form; ``closed`` tells that it is to go."""

    closed = Signal()

    def __init__(self, theme: Theme, session: Session, steps: StudySteps) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._session = session
        self._steps = steps
        self.title = QLineEdit()
        self.title.setMaxLength(120)
        self.language = Choice()
        self.language.setMaxVisibleItems(14)
        self.language.addItem(tr("Study", "Detect"), _TO_FIND_OUT)
        for code, name in sorted(LANGUAGES.items(), key=lambda item: item[1]):
            self.language.addItem(name, code)
        self.red, self.amber = _number(2), _number(2)
        self.save_button = basics.button(tr("Study", "Save"), self.save, kind="primary")
        self.notice = Notice(theme)
        self.title.returnPressed.connect(self.save)
        EscapeLeaves(self.title, self.closed.emit)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(8)
        box.addLayout(labelled(tr("Study", "Title of the study"), self.title))
        box.addLayout(labelled(tr("Study", "Language usually spoken"), self.language))
        red = labelled(tr("Study", "Red: fewer than"), self.red)
        box.addLayout(basics.row(red, labelled(tr("Study", "Amber: fewer than"), self.amber), spacing=12))
        why = tr("Study", "So few people who share their details may be recognised by them.")
        box.addWidget(basics.label(why, "small", wrap=True))
        cancel = basics.button(tr("Study", "Cancel"), self.closed.emit)
        box.addLayout(basics.row(self.save_button, cancel, None))
        box.addWidget(self.notice)
        self.hide()

    def start(self) -> None:
        """Show what the study has."""
        settings = self._session.overview.settings
        self.title.setText(settings.title)
        self.language.setCurrentIndex(self.language.findData(settings.language))
        self.red.setValue(settings.small_cell_threshold)
        self.amber.setValue(settings.amber_cell_threshold)
        self.notice.clear()
        self.show()
        self.title.setFocus()

    def save(self) -> None:
        """Keep what was chosen."""
        if not self._steps.busy:
            title, language = self.title.text(), self.language.currentData()
            red, amber = self.red.value(), self.amber.value()

            def step(people: People) -> Done:
                from transcribe_desk.privacy.disclosure.cells import Thresholds

                return people.change_study(title=title, language=language, thresholds=Thresholds(red, amber))

            self._steps.take(step, lambda _done: self.closed.emit(), self.notice.say_error)


def _number(least: int) -> QSpinBox:
    made = QSpinBox()
    basics.spin_field(made)
    made.setRange(least, _HIGHEST)
    return made
