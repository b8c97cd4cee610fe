"""Mark selected words by hand: as what, as a mention of whom, and how often they are said elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox

from transcribe_desk.jobs.review_steps import MarkOutlook
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
from transcribe_desk.ui.widgets.flow import FlowLayout

_CATEGORIES = (*CATEGORY_KEYS, Category.INDIRECT)


class MarkForm(Form):
    """A button for each category, the entity the words may belong to, and what marking them comes to."""

    def __init__(self, review: ReviewDesk, session: Session) -> None:
        super().__init__(tr("Review", "Mark"))
        self._review = review
        self._desk = session.desk
        self._calls = Dispatcher(self, ordered=True)
        self._selected: Selected | None = None
        flow = FlowLayout(spacing=4)
        self._group = QButtonGroup(self)
        for number, category in enumerate(_CATEGORIES, start=1):
            made = basics.button(wording.singular(category), self._ask)
            made.setCheckable(True)
            made.setProperty("segment", "middle")
            tip = tr("Review", "Mark as: {category} ({key})")
            made.setToolTip(tip.format(category=wording.singular(category), key=number))
            self._group.addButton(made, number)
            flow.addWidget(made)
        self.fields.addLayout(flow)
        self.entity = QComboBox()
        self.entity.setAccessibleName(tr("Review", "Whom or what the words name"))
        self.fields.addWidget(self.entity)
        self.outlook = basics.label("", "small", wrap=True)
        self.fields.addWidget(self.outlook)
        self.entity.activated.connect(lambda _place: self._ask(keep_entity=True))

    @property
    def category(self) -> Category:
        """Give the category that is chosen."""
        return _CATEGORIES[max(1, self._group.checkedId()) - 1]

    def open(self, selected: Selected) -> None:
        """Ask as what the selected words are to be marked."""
        self._selected = selected
        words = selected.words.strip()
        shown = words if len(words) <= 60 else words[:57] + "…"
        self.heading.setText(tr("Review", "Mark “{words}” as").format(words=shown))
        self._group.button(1).setChecked(True)
        self.entity.clear()
        self.show()
        self._ask()
        self._group.button(1).setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, category: Category) -> None:
        """Choose a category by its key."""
        self._group.button(_CATEGORIES.index(category) + 1).setChecked(True)
        self._ask()

    def finish(self) -> None:
        """Mark the words."""
        selected = self._selected
        if selected is None or not self.do_button.isEnabled():
            return
        entity_id = self.entity.currentData()
        self.close_form()
        self._review.changes.mark(
            selected.turn_id, selected.start, selected.end, self.category, int(entity_id) if entity_id else None
        )

    def _ask(self, *, keep_entity: bool = False) -> None:
        """Find out whom the words may name, and how many other places would be proposed."""
        state, selected, desk = self._review.state, self._selected, self._desk
        if state is None or selected is None:
            return
        self.do_button.setEnabled(True)
        self.entity.setVisible(not state.blind)
        if state.blind:
            self.outlook.setText(tr("Review", "Only you see this mark until both reviews are compared."))
            return
        interview_id, category = state.interview_id, self.category
        entity_id = self.entity.currentData() if keep_entity else None

        def work() -> MarkOutlook:
            place = (selected.turn_id, selected.start, selected.end)
            return desk.review.mark_outlook(interview_id, *place, category, int(entity_id) if entity_id else None)

        self._calls.start_latest(work, lambda found: self._show(found, keep_entity=keep_entity), self._refuse)

    def _show(self, found: MarkOutlook, *, keep_entity: bool) -> None:
        state = self._review.state
        if state is None or self.isHidden():
            return
        if not keep_entity:
            self.entity.clear()
            self.entity.addItem(tr("Review", "Somebody or something new"), 0)
            for each in found.candidates:
                entity = state.entity(each)
                if entity is not None:
                    self.entity.addItem(f"{entity.name} → {entity.replacement}", each)
            self.entity.setCurrentIndex(1 if found.candidates else 0)
        places = wording.counted(found.elsewhere, "other place")
        elsewhere = tr("Review", "Also said at {places}: proposed there, for you to decide.")
        said = elsewhere if found.elsewhere else tr("Review", "Said nowhere else.")
        self.outlook.setText(said.format(places=places))

    def _refuse(self, error: DeskError) -> None:
        self.outlook.setText(f"{error.cause} {error.remedy}")
        self.do_button.setEnabled(False)
