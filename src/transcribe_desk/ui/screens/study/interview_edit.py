"""Change the interviews that are selected, or remove them, over the table and not in a dialog."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from transcribe_desk.study.errors import DeskError, InputError
from transcribe_desk.study.study import Mode
from transcribe_desk.ui import wording
from transcribe_desk.ui.screens.study.steps import StudySteps
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice
from transcribe_desk.ui.widgets.escape import EscapeLeaves
from transcribe_desk.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from transcribe_desk.jobs.people import InterviewChange
    from transcribe_desk.jobs.people_history import Done
    from transcribe_desk.jobs.study_table import InterviewRow

_AS_IT_IS = "as it is"  # what a combo box holds for “leave it”; None stands for “not said”
_LISTED = 6


class EditPanel(QFrame):
    """Organisation, mode, date, interviewers and notes of one interview, or of all that are selected at once."""

    closed = Signal()

    def __init__(self, theme: Theme, session: Session, steps: StudySteps) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._session = session
        self._steps = steps
        self._ids: list[int] = []
        self.heading = basics.label("", "strong", wrap=True)
        self.organisation = _combo(tr("Study", "Organisation"))
        self.mode = _combo(tr("Study", "How it was held"))
        self.date = _Line(tr("Study", "When it was held"), tr("Study", "23 Oct 2018, or Oct 2018"))
        self.interviewers = _Line(tr("Study", "Interviewers"), tr("Study", "GE, AB"))
        self.notes = _Line(tr("Study", "Notes"), tr("Study", "in no export"))
        self.preview = basics.label("", "small", wrap=True)
        self.save_button = basics.button(tr("Study", "Save"), self.save, kind="primary")
        self.cancel_button = basics.button(tr("Study", "Cancel"), self.closed.emit)
        self.notice = Notice(theme)
        self.organisation.currentIndexChanged.connect(self._preview)
        for field in (self.date, self.interviewers, self.notes):
            field.returnPressed.connect(self.save)
        for widget in (self.organisation, self.mode, self.date, self.interviewers, self.notes):
            EscapeLeaves(widget, self.closed.emit)
        self._lay_out()
        self.hide()

    def ask(self, rows: Sequence[InterviewRow]) -> None:
        """Show what these interviews have in common; what differs stays unless it is filled in."""
        self._ids = [row.interview.id for row in rows]
        interviews = [row.interview for row in rows]
        several = len(rows) > 1
        self.heading.setText(_heading(rows))
        with QSignalBlocker(self.organisation):
            self._fill_organisations(rows)
        self.mode.clear()
        modes = {each.mode for each in interviews}
        if len(modes) > 1:
            self.mode.addItem(tr("Study", "As it is"), _AS_IT_IS)
        self.mode.addItem(tr("Study", "Not said"), None)
        for each in Mode:
            self.mode.addItem(wording.mode(each), each)
        self.mode.setCurrentIndex(0 if len(modes) > 1 else _place(self.mode, next(iter(modes), None)))
        self.date.fill({wording.day(each.date) for each in interviews})
        self.interviewers.fill({", ".join(each.interviewers) for each in interviews})
        self.notes.fill({each.notes for each in interviews})
        self.notice.clear()
        self._preview()
        self.show()
        (self.mode if several else self.date).setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Change the interviews as was filled in."""
        if self._steps.busy or not self._ids:
            return
        try:
            change = self._change()
        except InputError as error:
            self.notice.say_error(error)
            return
        ids = list(self._ids)
        self._steps.take(lambda people: people.change_interviews(ids, change), self._saved, self.notice.say_error)

    def _change(self) -> InterviewChange:
        from transcribe_desk.jobs.participants_table import split_list
        from transcribe_desk.jobs.people import KEEP, InterviewChange, parse_held

        return InterviewChange(
            organisation_id=self._organisation_id() or KEEP,
            mode=KEEP if self.mode.currentData() == _AS_IT_IS else self.mode.currentData(),
            date=parse_held(self.date.text()) if self.date.isModified() else KEEP,
            interviewers=split_list(self.interviewers.text()) if self.interviewers.isModified() else KEEP,
            notes=self.notes.text().strip() if self.notes.isModified() else KEEP,
        )

    def _organisation_id(self) -> int | None:
        found = self.organisation.currentData()
        return None if found in (None, _AS_IT_IS) else int(found)

    def _preview(self) -> None:
        """Say what becomes of study IDs with another organisation."""
        self.preview.clear()
        self.preview.hide()
        self._steps.stop_looking()
        number, ids = self._organisation_id(), list(self._ids)
        if number is not None and ids:
            from transcribe_desk.jobs.people import InterviewChange

            change = InterviewChange(organisation_id=number)
            look = self._steps.look_ahead
            look(lambda people: people.change_interviews(ids, change), self._show_ahead, self._show_refusal)

    def _show_ahead(self, done: Done) -> None:
        changes, follows = wording.step_outcome(done)
        if changes:
            keeps = tr("Study", "The numbers stay and are never given to anybody else.")
            self.preview.setText(f"{changes}. {keeps} {follows}".rstrip())
            self.preview.show()

    def _show_refusal(self, error: DeskError) -> None:
        self.preview.setText(f"{error.cause} {error.remedy}")
        self.preview.show()

    def _saved(self, _done: Done) -> None:
        self.closed.emit()

    def _fill_organisations(self, rows: Sequence[InterviewRow]) -> None:
        people = {person.id: person for person in self._session.overview.participants}
        now = {people[number].organisation_id for row in rows for number in row.interview.participant_ids
               if number in people}  # fmt: skip
        self.organisation.clear()
        if len(now) != 1:
            self.organisation.addItem(tr("Study", "As it is"), _AS_IT_IS)
        for organisation in self._session.overview.organisations:
            self.organisation.addItem(wording.organisation(organisation.label), organisation.id)
        self.organisation.setCurrentIndex(0 if len(now) != 1 else self.organisation.findData(next(iter(now))))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        fields: tuple[tuple[str, QWidget], ...] = (
            (tr("Study", "Organisation"), self.organisation), (tr("Study", "Mode"), self.mode),
            (tr("Study", "Date or month"), self.date), (tr("Study", "Interviewers"), self.interviewers),
            (tr("Study", "Notes"), self.notes),
        )  # fmt: skip
        for place, (words, field) in enumerate(fields):
            prompt = basics.label(words, "field")
            prompt.setBuddy(field)
            grid.addWidget(prompt, 0, place)
            grid.addWidget(field, 1, place)
        for place, stretch in enumerate((3, 2, 2, 2, 3)):
            grid.setColumnStretch(place, stretch)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(8)
        box.addWidget(self.heading)
        box.addLayout(grid)
        box.addWidget(self.preview)
        box.addLayout(basics.row(self.save_button, self.cancel_button, None))
        box.addWidget(self.notice)


class RemovePanel(QFrame):
    """Ask whether the selected interviews are to go; ``closed`` tells that it was answered."""

    closed = Signal()

    def __init__(self, theme: Theme, steps: StudySteps) -> None:
        super().__init__()
        self.setProperty("notice", "warning")
        self._steps = steps
        self._ids: list[int] = []
        self.heading = basics.label("", "strong", wrap=True)
        self.text = basics.label("", wrap=True)
        for part in (self.heading, self.text):
            part.setProperty("noticeText", "warning")
        self.remove_button = basics.button(tr("Study", "Remove"), self.remove)
        self.keep_button = basics.button(tr("Study", "Keep"), self.closed.emit)
        self.notice = Notice(theme)
        EscapeLeaves(self.remove_button, self.closed.emit)
        EscapeLeaves(self.keep_button, self.closed.emit)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(8)
        for label in (self.heading, self.text):
            box.addWidget(label)
        box.addLayout(basics.row(self.remove_button, self.keep_button, None))
        box.addWidget(self.notice)
        self.hide()

    def ask(self, rows: Sequence[InterviewRow]) -> None:
        """Say what would go."""
        self._ids = [row.interview.id for row in rows]
        names = _names(rows)
        self.heading.setText(tr("Study", "Remove {names} from the study?").format(names=names))
        self.text.setText(
            tr(
                "Study",
                "Sound, transcript and decisions go too. Until the study is locked, undo brings all of it back. "
                "Numbers are never given again. Files exported before stay where they are.",
            )
        )
        self.notice.clear()
        self.show()
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Take the interviews out."""
        ids = list(self._ids)
        if ids and not self._steps.busy:
            self._steps.take(
                lambda people: people.remove_interviews(ids), lambda _done: self.closed.emit(), self.notice.say_error
            )


def _heading(rows: Sequence[InterviewRow]) -> str:
    if len(rows) == 1:
        return rows[0].interview.study_id
    words = tr("Study", "{count} interviews: what you fill in changes for all of them")
    return words.format(count=len(rows))


def _names(rows: Sequence[InterviewRow]) -> str:
    shown = ", ".join(row.interview.study_id for row in rows[:_LISTED])
    left = len(rows) - _LISTED
    return tr("Study", "{shown} and {left} more").format(shown=shown, left=left) if left > 0 else shown


def _combo(name: str) -> Choice:
    made = Choice()
    made.setAccessibleName(name)
    return made


class _Line(QLineEdit):
    """A line for what several interviews may have in common."""

    def __init__(self, name: str, example: str) -> None:
        super().__init__()
        self._example = example
        self.setAccessibleName(name)

    def fill(self, values: set[str]) -> None:
        """Show what all have; where they differ it is empty and stays out of it until somebody types."""
        self.setText(next(iter(values)) if len(values) == 1 else "")
        self.setPlaceholderText(self._example if len(values) == 1 else tr("Study", "as they are"))


def _place(combo: Choice, value: object) -> int:
    return next(place for place in range(combo.count()) if combo.itemData(place) == value)
