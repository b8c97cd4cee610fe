"""Show the entity under review: what it is, what becomes of it, why it was flagged, where it is said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from transcribe_desk.privacy.mention import Mention
from transcribe_desk.ui import wording
from transcribe_desk.ui.models.entities import EntityItem
from transcribe_desk.ui.models.mentions import MentionModel, Occurrence
from transcribe_desk.ui.review_delegates import MentionDelegate
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.decision_list import DecisionList
from transcribe_desk.ui.widgets.key_button import KeyButton


class ReviewCard(QWidget):
    """The card, its four decisions and the list of mentions; ``asked`` gives accept, accept all, reject, reject all."""

    asked = Signal(str)
    mention_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.category = basics.chip()
        self.counts = basics.label("", "small")
        self.name = basics.label("", "name", wrap=True)
        self.becomes = basics.label("", "secondary", wrap=True)
        self.why = basics.label("", "small", wrap=True)
        self.accept_all = KeyButton(theme, "Accept all", "Shift A", primary=True)
        self.accept = KeyButton(theme, "Accept this one", "A")
        self.reject = KeyButton(theme, "Reject this one", "R")
        self.reject_all = KeyButton(theme, "Reject all", "Shift R")
        for made, asked in (
            (self.accept_all, "accept all"), (self.accept, "accept"),
            (self.reject, "reject"), (self.reject_all, "reject all"),
        ):  # fmt: skip
            made.clicked.connect(lambda _checked=False, what=asked: self.asked.emit(what))
        self.reject.setToolTip("This one mention does not identify anybody: it stays as said (R)")
        self.reject_all.setToolTip("It identifies nobody anywhere in the study: all mentions stay as said (Shift+R)")
        self.mentions = MentionModel(self)
        self.list = DecisionList("All mentions")
        self.list.setModel(self.mentions)
        self.list.setItemDelegate(MentionDelegate(theme, self.list))
        self.list.asked.connect(self.asked)
        self.list.row_chosen.connect(self._row_chosen)
        self._lay_out()

    def show_item(self, item: EntityItem | None, mention: Mention | None) -> None:
        """Show an entity and which of its mentions is looked at."""
        self.setVisible(item is not None)
        if item is None:
            return
        entity = item.entity
        basics.set_chip(self.category, wording.SINGULAR[entity.category], "neutral")
        spread = wording.counted(item.interviews, "interview")
        self.counts.setText(f"{wording.counted(item.in_study, 'mention')} · {spread}")
        self.name.setText(entity.name)
        self.becomes.setText(f"becomes {entity.replacement} everywhere in the study")
        self.why.setText(f"Why: {why(mention)}" if mention else "")
        several = item.in_study > 1
        self.accept_all.set_words(f"Accept all {item.in_study}" if several else "Accept", "Shift A" if several else "A")
        self.accept_all.setToolTip(f"{entity.replacement} stands for it everywhere in the study")
        self.reject.set_words("Reject this one" if several else "Reject", "R")
        self.reject_all.setText(f"Reject all {item.in_study}")
        self._decisions.addWidget(self.reject, 1 if several else 0, 1)
        self.accept.setVisible(several)
        self.reject_all.setVisible(several)

    def show_mentions(self, items: Sequence[Occurrence], current: int) -> None:
        """List the entity's mentions and mark the current one."""
        self.mentions.set_items(items)
        self.list.choose(self.mentions.row_of(current))

    def _lay_out(self) -> None:
        frame, inside = _framed()
        inside.addLayout(basics.row(self.category, None, self.counts))
        inside.addSpacing(2)
        for part in (self.name, self.becomes, self.why):
            inside.addWidget(part)
        grid = self._decisions = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.addWidget(self.accept_all, 0, 0)
        grid.addWidget(self.accept, 0, 1)
        grid.addWidget(self.reject_all, 1, 0)
        grid.addWidget(self.reject, 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(frame)
        box.addLayout(grid)
        box.addSpacing(4)
        box.addWidget(basics.section("All mentions"))
        box.addWidget(self.list, 1)

    def _row_chosen(self, row: int) -> None:
        item = self.mentions.item(row)
        if item is not None:
            self.mention_chosen.emit(item.mention.id)


def why(mention: Mention) -> str:
    """Say why a mention was flagged: the reason, who found it, how sure."""
    found_by = ", ".join(mention.detectors)
    return " · ".join(part for part in (mention.reason, found_by, f"score {mention.score:.2f}") if part)


def _framed() -> tuple[QFrame, QVBoxLayout]:
    frame, inside = basics.card()
    inside.setSpacing(5)
    return frame, inside
