"""Ask what is to be known of an organisation: its label, its real names, what stands for it in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from transcribe_desk.study.errors import DeskError, StudyIdError
from transcribe_desk.study.study import Organisation
from transcribe_desk.study.study_id import make_study_id
from transcribe_desk.ui import wording
from transcribe_desk.ui.screens.study.steps import Step, StudySteps
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.escape import EscapeLeaves
from transcribe_desk.ui.widgets.fields import labelled
from transcribe_desk.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from transcribe_desk.jobs.people import People
    from transcribe_desk.jobs.people_history import Done


class OrganisationForm(QFrame):
    """The form for a new organisation or one that is changed; ``closed`` tells that it is to go."""

    closed = Signal()

    def __init__(self, theme: Theme, session: Session, steps: StudySteps) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._session = session
        self._steps = steps
        self._changed: Organisation | None = None
        self.label = _line(tr("Study", "Label of the organisation"), tr("Study", "hospital"))
        self.name = _line(
            tr("Study", "Real name of the organisation, kept secret"), tr("Study", "St Elsewhere Hospital")
        )
        self.aliases = _line(
            tr("Study", "Other real names, divided by commas, kept secret"), tr("Study", "St Elsewhere, SEH")
        )
        self.generic = _line(tr("Study", "What stands for the organisation in a text"), tr("Study", "the hospital"))
        self.preview = basics.mono_label("", "secondary")
        self.preview.setWordWrap(True)
        self.save_button = basics.button(tr("Study", "Save"), self.save, kind="primary")
        self.remove_button = basics.button(tr("Study", "Remove"), self._remove)
        self.notice = Notice(theme)
        self.label.textChanged.connect(self._preview)
        for field in (self.label, self.name, self.aliases, self.generic):
            field.returnPressed.connect(self.save)
            EscapeLeaves(field, self.closed.emit)
        self._lay_out()

    def start(self, organisation: Organisation | None = None) -> None:
        """Begin with an organisation to change, or empty for a new one."""
        self._changed = organisation
        shown = organisation or Organisation(0, "")
        self.label.setText(shown.label)
        self.name.setText(shown.name)
        self.aliases.setText(", ".join(shown.aliases))
        self.generic.setText(shown.generic)
        self.save_button.setText(tr("Study", "Save") if organisation else tr("Study", "Add"))
        self.remove_button.setVisible(organisation is not None)
        self.notice.clear()
        self._preview()
        self.show()
        self.label.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Add or change the organisation."""
        label = self.label.text().strip()
        if self._steps.busy or not label:
            return
        self.notice.clear()
        self._steps.take(self._step(label), self._saved, self._failed)

    def _step(self, label: str) -> Step:
        """Make the step of what stands in the fields now: by the time it is taken, other things may stand there."""
        changed, name, generic = self._changed, self.name.text(), self.generic.text()
        other_names = self.aliases.text()

        def step(people: People) -> Done:
            from transcribe_desk.jobs.participants_table import split_list
            from transcribe_desk.jobs.people_history import Done

            aliases = split_list(other_names)
            if changed is None:
                people.add_organisation(label, name, aliases, generic)
                return Done(label)
            return people.change_organisation(changed.id, label=label, name=name, aliases=aliases, generic=generic)

        return step

    def _remove(self) -> None:
        if self._changed is not None:
            number = self._changed.id
            self._steps.take(lambda people: people.remove_organisation(number), self._saved, self._failed)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(8)
        box.addLayout(labelled(tr("Study", "Label, as in study IDs"), self.label))
        box.addWidget(self.preview)
        box.addLayout(labelled(tr("Study", "Real name (secret)"), self.name))
        box.addLayout(labelled(tr("Study", "Other real names (secret)"), self.aliases))
        box.addLayout(labelled(tr("Study", "Becomes, in an anonymised text"), self.generic))
        withheld = tr("Study", "Real names are encrypted, never exported, and looked for in every transcript.")
        box.addWidget(basics.label(withheld, "small", wrap=True))
        cancel = basics.button(tr("Study", "Cancel"), self.closed.emit)
        box.addLayout(basics.row(self.save_button, cancel, None, self.remove_button))
        box.addWidget(self.notice)
        self.hide()

    def _preview(self) -> None:
        """Show the study ID of a new organisation, or what becomes of those there are."""
        typed = self.label.text().strip()
        self._steps.stop_looking()
        try:
            example = make_study_id(2, typed, self._session.overview.settings.id_pattern) if typed else ""
        except StudyIdError:
            self._say(tr("Study", "Lower-case letters, digits, hyphens"))
            return
        if self._changed is None or typed == self._changed.label:
            self._say(f"→ {example}" if example else "")
            return
        number = self._changed.id
        self._steps.look_ahead(
            lambda people: people.change_organisation(number, label=typed),
            lambda done: self._say(wording.study_ids_changing(done.study_ids) or f"→ {example}"),
            lambda error: self._say(error.cause),
        )

    def _say(self, words: str) -> None:
        self.preview.setText(words)
        self.preview.setVisible(bool(words))

    def _saved(self, _done: Done) -> None:
        self.closed.emit()

    def _failed(self, error: DeskError) -> None:
        self.notice.say_error(error)
        self.label.setFocus(Qt.FocusReason.OtherFocusReason)


def _line(name: str, example: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(example)
    return made
