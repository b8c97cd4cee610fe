"""Count, beside the participants, who shares what with whom; warn where too few do, offer to publish values as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout

from transcribe_desk.privacy.disclosure.cells import CellTable, Colour
from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.models.participants import Likeness
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import Notice
from transcribe_desk.ui.widgets.side_panel import SidePanel

if TYPE_CHECKING:
    from transcribe_desk.jobs.disclosure import Disclosure
    from transcribe_desk.privacy.disclosure.merges import Merge
    from transcribe_desk.privacy.disclosure.suggest import Suggestion

_TONES: dict[Colour, basics.Tone] = {Colour.RED: "danger", Colour.AMBER: "warning", Colour.GREEN: "neutral"}


def _words() -> dict[Colour, str]:
    return {Colour.RED: tr("Participants", "too few"), Colour.AMBER: tr("Participants", "few"), Colour.GREEN: ""}


_MOST_CELLS, _MOST_SUGGESTIONS = 12, 3
Counted = tuple["CellTable | None", "tuple[Suggestion, ...]", "tuple[Merge, ...]"]


class SmallCellsPanel(SidePanel):
    """Which attributes are counted, the combinations that few share, and the smallest merges that help."""

    counted = Signal(object)  # likeness by participant

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__("right", 328, at_most=460)
        self._session = session
        self._reader = Dispatcher(self)
        self._hands = Dispatcher(self, ordered=True)
        self.boxes: dict[str, QCheckBox] = {}
        self._boxes = basics.column(spacing=0)
        self.verdict = Notice(theme)
        self._cells = basics.column(spacing=4)
        self._suggestions = basics.column()
        self._merges = basics.column(spacing=4)
        self.notice = Notice(theme)
        self._lay_out()

    def show_attributes(self, attributes: Sequence[str]) -> None:
        """Offer these attributes to count by, beside organisation and role, and count again."""
        chosen = self.chosen() if self.boxes else ["organisation", "role"]
        basics.clear(self._boxes)
        self.boxes = {}
        for name in ("organisation", "role", *attributes):
            box = self.boxes[name] = QCheckBox(below(name.capitalize()))
            with QSignalBlocker(box):
                box.setChecked(name in chosen)
            box.toggled.connect(self.count)
            self._boxes.addWidget(box)
        self.count()

    def chosen(self) -> list[str]:
        """Give the attributes that are counted."""
        return [name for name, box in self.boxes.items() if box.isChecked()]

    @Slot()
    def count(self) -> None:
        """Count anew in the background."""
        disclosure, chosen = self._session.desk.disclosure, tuple(self.chosen())
        self._reader.start_latest(lambda: _counted(disclosure, chosen), self._show, self._failed)

    def _show(self, counted: Counted) -> None:
        table, suggestions, merges = counted
        for part in (self._cells, self._suggestions, self._merges):
            basics.clear(part)
        self.notice.clear()
        if table is None:
            self.verdict.say("accent", tr("Participants", "Nothing to count yet."))
            self.counted.emit({})
            return
        self._judge(table)
        for cell in [each for each in table.cells if each.colour is not Colour.GREEN][:_MOST_CELLS]:
            words = " · ".join(cell.values)
            count = f"{cell.size}, {_words()[cell.colour]}"
            value = basics.label(words, wrap=True)
            line = basics.row(basics.chip(count, _TONES[cell.colour]))
            line.addWidget(value, 1)
            self._cells.addLayout(line)
        for number, suggestion in enumerate(suggestions[:_MOST_SUGGESTIONS]):
            self._suggestions.addWidget(self._suggestion(number, suggestion))
        for merge in merges:
            self._merges.addLayout(self._merge(merge))
        self.counted.emit(_likeness(table))

    def _judge(self, table: CellTable) -> None:
        red, amber = len(table.of(Colour.RED)), len(table.of(Colour.AMBER))
        unknown = len(table.incomplete)
        missing = (
            tr("Participants", "{count} not counted: a value is missing.").format(count=unknown) if unknown else ""
        )
        if red:
            few = wording.counted(red, "combination")
            self.verdict.say("danger", tr("Participants", "{few} held by too few.").format(few=few), missing)
        elif amber:
            few = wording.counted(amber, "combination")
            self.verdict.say("warning", tr("Participants", "{few} held by few.").format(few=few), missing)
        elif unknown:
            self.verdict.say("warning", missing)
        else:
            self.verdict.say("success", tr("Participants", "No combination is held by too few."))

    def _suggestion(self, number: int, suggestion: Suggestion) -> QFrame:
        frame, box = basics.card()
        for merge in suggestion.merges:
            values = " + ".join(merge.values)
            box.addWidget(basics.label(f"{values} → “{merge.label}”", wrap=True))
        apply = basics.button(
            tr("Participants", "Publish as one"),
            lambda: self._do(lambda disclosure: disclosure.apply(suggestion.merges)),
            name=tr("Participants", "Publish as one: suggestion {number}").format(number=number + 1),
        )
        box.addLayout(basics.row(apply, None))
        return frame

    def _merge(self, merge: Merge) -> QHBoxLayout:
        words = basics.label(f"{' + '.join(merge.values)} → “{merge.label}”", "small", wrap=True)
        apart = basics.button(
            tr("Participants", "Apart again"),
            lambda: self._do(lambda disclosure: disclosure.unmerge(merge.attribute, merge.label)),
            kind="link",
            name=tr("Participants", "Publish apart again: {label}").format(label=merge.label),
        )
        line = basics.row()
        line.addWidget(words, 1)
        line.addWidget(apart)
        return line

    def _do(self, work: Callable[[Disclosure], object]) -> None:
        disclosure = self._session.desk.disclosure
        self._hands.start(lambda: work(disclosure), self._done, self._failed)

    def _done(self, _result: object) -> None:
        self._session.mark_saved()
        self._session.refresh()
        self.count()

    def _failed(self, error: DeskError) -> None:
        self.notice.say_error(error)

    def _lay_out(self) -> None:
        box = self.content
        box.addWidget(basics.section(tr("Participants", "Counted together")))
        box.addLayout(self._boxes)
        box.addWidget(self.verdict)
        box.addLayout(self._cells)
        box.addLayout(self._suggestions)
        box.addLayout(self._merges)
        box.addWidget(self.notice)
        box.addSpacing(8)
        why = tr(
            "Participants",
            "Who shares a combination with few others can be recognised by it. The table of participants is published "
            "with values given as one; names and roles never stand beside a study ID.",
        )
        box.addWidget(basics.label(why, "small", wrap=True))
        box.addStretch(1)


def _counted(disclosure: Disclosure, chosen: Sequence[str]) -> Counted:
    """Count by those of the attributes that somebody has; suggest merges where a combination is held by too few."""
    known = {name for row in disclosure.rows() for name in row.values}
    usable = [name for name in chosen if name in known]
    if not usable:
        return None, (), disclosure.merges()
    table = disclosure.cells(usable)
    return table, disclosure.suggestions(usable) if table.of(Colour.RED) else (), disclosure.merges()


def _likeness(table: CellTable) -> Mapping[int, Likeness]:
    return {number: Likeness(cell.size, _TONES[cell.colour]) for cell in table.cells for number in cell.participant_ids}
