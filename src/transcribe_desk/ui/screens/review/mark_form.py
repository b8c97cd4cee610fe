"""Mark selected words by hand: as what, as a mention of whom, and how often they are said elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QButtonGroup

from transcribe_desk.jobs.review_steps import MarkOutlook
from transcribe_desk.privacy.deciding.review_commands import NEW_ENTITY
from transcribe_desk.privacy.mention import Category
from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.screens.review.card import CATEGORY_KEYS
from transcribe_desk.ui.screens.review.desk import ReviewDesk
from transcribe_desk.ui.screens.review.forms import Form
from transcribe_desk.ui.screens.review.marked_text import Selected
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice
from transcribe_desk.ui.widgets.flow import FlowLayout

_CATEGORIES = (*CATEGORY_KEYS, Category.INDIRECT)


class MarkForm(Form):
    """A button for each category, the entity the words may belong to, and what marking them comes to."""

    def __init__(self, review: ReviewDesk, session: Session) -> None:
        super().__init__(tr("Review", "Mark"))
        self._review = review
        self._desk = session.desk
        self._shortcuts = session.shortcuts
        self._calls = Dispatcher(self, ordered=True)
        self._selected: Selected | None = None
        self._chosen: int | None = None  # whom a person chose; otherwise marking tells from the words
        self._asked = object()  # what was asked last, the answer to which counts
        flow = FlowLayout(spacing=4)
        self.categories = QButtonGroup(self)
        for number, category in enumerate(_CATEGORIES, start=1):
            made = basics.button(wording.singular(category), self._ask)
            made.setCheckable(True)
            made.setProperty("segment", "middle")
            self.categories.addButton(made, number)
            flow.addWidget(made)
        self.fields.addLayout(flow)
        self.entity = Choice()
        self.entity.setAccessibleName(tr("Review", "Whom or what the words name"))
        self.fields.addWidget(self.entity)
        self.outlook = basics.label("", "small", wrap=True)
        self.fields.addWidget(self.outlook)
        self.entity.activated.connect(lambda _place: self._ask(chosen=self.entity.currentData()))
        self._name_keys()
        self._shortcuts.changed.connect(self._name_keys)

    @property
    def category(self) -> Category:
        """Give the category that is chosen."""
        return _CATEGORIES[max(1, self.categories.checkedId()) - 1]

    def open(self, selected: Selected) -> None:
        """Ask as what the selected words are to be marked."""
        self._selected = selected
        words = selected.words.strip()
        shown = words if len(words) <= 60 else words[:57] + "…"
        self.heading.setText(tr("Review", "Mark “{words}” as").format(words=shown))
        self.categories.button(1).setChecked(True)
        self.show()
        self._ask()
        self.categories.button(1).setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, category: Category) -> None:
        """Choose a category by its key."""
        self.categories.button(_CATEGORIES.index(category) + 1).setChecked(True)
        self._ask()

    def keeps(self, event: QKeyEvent) -> bool:
        """Leave the keys of the categories to the screen while one of their buttons has the keyboard."""
        if any(made.hasFocus() for made in self.categories.buttons()):
            stroke = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
            numbers = range(1, len(CATEGORY_KEYS) + 1)
            if any(stroke in self._shortcuts.keys(f"review.category_{number}") for number in numbers):
                return False
        return super().keeps(event)

    def finish(self) -> None:
        """Mark the words."""
        selected = self._selected
        if selected is None or not self.do_button.isEnabled():
            return
        self.close_form()
        self._review.changes.mark(selected.turn_id, selected.start, selected.end, self.category, self._chosen)

    def _name_keys(self) -> None:
        """Say in the tip of each button what it does, and its key if it has one, which an indirect detail has not."""
        for number, category in enumerate(_CATEGORIES, start=1):
            tip = tr("Review", "Mark as: {category}").format(category=wording.singular(category))
            if category in CATEGORY_KEYS:
                tip = self._shortcuts.tip(tip, f"review.category_{number}")
            self.categories.button(number).setToolTip(tip)

    def _ask(self, *, chosen: int | None = None) -> None:
        """Find out whom the words may name, and how many other places would be proposed."""
        state, selected, desk = self._review.state, self._selected, self._desk
        if state is None or selected is None:
            return
        self._chosen = chosen
        self._asked = asked = object()
        self.do_button.setEnabled(True)
        self.entity.setVisible(not state.blind)
        if state.blind:
            self.outlook.setText(tr("Review", "Only you see this mark until both reviews are compared."))
            return
        interview_id, category = state.interview_id, self.category
        if chosen is None:
            self.entity.clear()  # whom words may name depends on the category

        def work() -> MarkOutlook:
            place = (selected.turn_id, selected.start, selected.end)
            return desk.review.mark_outlook(interview_id, *place, category, chosen)

        def done(found: MarkOutlook) -> None:
            if asked is self._asked:
                self._show(found)

        def refused(error: DeskError) -> None:
            if asked is self._asked:
                self._refuse(error)

        self._calls.start_latest(work, done, refused)

    def _show(self, found: MarkOutlook) -> None:
        state = self._review.state
        if state is None or self.isHidden():
            return
        if self._chosen is None:
            self.entity.clear()
            self.entity.addItem(tr("Review", "Somebody or something new"), NEW_ENTITY)
            for each in found.candidates:
                entity = state.entity(each)
                if entity is not None:
                    self.entity.addItem(f"{entity.name} → {entity.replacement}", each)
            self.entity.setCurrentIndex(self.entity.findData(found.entity_id))
        places = wording.counted(found.elsewhere, "other place")
        elsewhere = tr("Review", "Also said at {places}: proposed there, for you to decide.")
        said = elsewhere if found.elsewhere else tr("Review", "Said nowhere else.")
        self.outlook.setText(said.format(places=places))

    def _refuse(self, error: DeskError) -> None:
        self.outlook.setText(f"{error.cause} {error.remedy}")
        self.do_button.setEnabled(False)
