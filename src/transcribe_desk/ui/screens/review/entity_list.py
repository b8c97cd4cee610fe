"""List the entities under review by category, filter them, and say what the last step was."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QVBoxLayout

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import wording
from transcribe_desk.ui.in_turns import draw_in_turns
from transcribe_desk.ui.models.entities import EntityModel
from transcribe_desk.ui.screens.review.delegates import EntityDelegate
from transcribe_desk.ui.screens.review.desk import ReviewDesk
from transcribe_desk.ui.screens.review.state import Filter
from transcribe_desk.ui.shortcuts.registry import Shortcuts
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.decision_list import DecisionList
from transcribe_desk.ui.widgets.giving import GivingLabel

WIDTH = 292


def _everything() -> str:
    return tr("Review", "Everything")


class EntityPanel(QFrame):
    """The left side: a filter, the list, and the last step with its undo."""

    filter_chosen = Signal(object)

    def __init__(self, theme: Theme, review: ReviewDesk, shortcuts: Shortcuts) -> None:
        super().__init__()
        self._theme = theme
        self._review = review
        self.setProperty("side", "left")
        looks.keep_size(self, width=WIDTH)
        self.filter_button = basics.button(
            f"{_everything()} ▾", self._open_filter, kind="link", name=tr("Review", "Filter the list")
        )
        self.model = EntityModel(self)
        self.list = DecisionList(tr("Review", "Entities to decide on"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntityDelegate(theme, self.list))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.list.setDropIndicatorShown(True)
        self.list.row_chosen.connect(self._row_chosen)
        self.last = GivingLabel()
        self.last.setProperty("role", "small")
        self.undo_button = basics.button(
            tr("Review", "Undo"), review.changes.undo, kind="link", name=tr("Review", "Undo the last step")
        )
        self.redo_button = basics.button(
            tr("Review", "Redo"), review.changes.redo, kind="link", name=tr("Review", "Redo the step taken back")
        )
        self.undo_button.setToolTip(shortcuts.tip(tr("Review", "Take the last step of the review back"), "undo"))
        self.redo_button.setToolTip(shortcuts.tip(tr("Review", "Do the step taken back last again"), "redo"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 9, 8)
        column.setSpacing(4)
        column.addLayout(basics.row(self.filter_button, None))
        column.addWidget(self.list, 1)
        self.nothing = basics.label("", "muted", wrap=True)
        self.everything_button = basics.button(
            tr("Review", "Show everything"),
            lambda: review.set_filter(Filter()),
            kind="link",
            name=tr("Review", "Show everything in the list"),
        )
        column.insertWidget(1, self.nothing)
        column.insertWidget(2, self.everything_button)
        column.addWidget(self.last)
        column.addLayout(basics.row(self.undo_button, self.redo_button, None, spacing=4))
        self.model.merge_dropped.connect(lambda into, other: review.changes.merge(into, [other]))
        self.model.mentions_dropped.connect(self._mentions_dropped)
        review.changed.connect(self.refresh)
        review.current_changed.connect(self._follow)
        review.stepped.connect(self.say)
        theme.changed.connect(self.list.viewport().update)

    def refresh(self) -> None:
        """Show the entities as they now are."""
        state = self._review.state
        if state is None:
            return
        draw_in_turns(self.list.viewport())
        self.model.set_items(self._review.items)
        self.filter_button.setText(f"{_named(state.filter)} ▾")
        empty = state.filter.on and not self._review.items
        words = tr("Review", "Nothing here is left by the filter “{filter}”.").format(filter=_named(state.filter))
        self.nothing.setText(words if empty else "")
        for part in (self.nothing, self.everything_button):
            part.setVisible(empty)
        self._follow()

    def say(self, words: str) -> None:
        """Say what the last step was."""
        self.last.setText(words)

    def filter_menu(self) -> QMenu:
        """Make the menu of what can be left out."""
        menu, state = QMenu(self), self._review.state
        chosen = state.filter if state is not None else Filter()
        self._entry(menu, _everything(), Filter(), on=not chosen.on)
        menu.addSeparator()
        for field, name in _fields().items():
            on = bool(getattr(chosen, field))
            entry = self._entry(menu, name, _with(chosen, field, on=not on), on=on)
            if field == "changed":
                since = state.since if state is not None else None
                entry.setEnabled(since is not None)
                if since is not None:
                    day = since.mark.at.strftime("%d %b").lstrip("0")
                    mentions = wording.counted(len(since.mentions), "mention")
                    entry.setText(tr("Review", "Changed since {day} ({mentions})").format(day=day, mentions=mentions))
        found_by = menu.addMenu(tr("Review", "Found by"))
        self._entry(found_by, tr("Review", "Anything"), replace(chosen, detector=""), on=not chosen.detector)
        for detector in state.detectors() if state is not None else ():
            self._entry(found_by, detector, replace(chosen, detector=detector), on=chosen.detector == detector)
        return menu

    def _entry(self, menu: QMenu, text: str, chosen: Filter, *, on: bool) -> QAction:
        made = menu.addAction(text)
        made.setCheckable(True)
        made.setChecked(on)
        made.triggered.connect(lambda _on: self._review.set_filter(chosen))
        return made

    def _open_filter(self) -> None:
        menu = self.filter_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.filter_button.mapToGlobal(self.filter_button.rect().bottomLeft()))

    def _follow(self) -> None:
        self.list.choose(self.model.row_of(self._review.entity_id))

    def _row_chosen(self, row: int) -> None:
        item = self.model.item(row)
        if item is not None:
            self._review.choose_entity(item.entity.id)

    def _mentions_dropped(self, ids: list[int], entity_id: int) -> None:
        if entity_id == 0:
            self._review.changes.split(ids)
        else:
            self._review.changes.move(ids, entity_id)


def _fields() -> dict[str, str]:
    return {
        "undecided": tr("Review", "Undecided"),
        "doubtful": tr("Review", "Doubtful"),
        "indirect": tr("Review", "Indirect details"),
        "changed": tr("Review", "Changed since the last review"),
    }


def _named(chosen: Filter) -> str:
    names = [name for field, name in _fields().items() if getattr(chosen, field)]
    return " · ".join([*names, *([chosen.detector] if chosen.detector else [])]) or _everything()


def _with(chosen: Filter, field: str, *, on: bool) -> Filter:
    return replace(chosen, **{field: on})  # type: ignore[arg-type]
