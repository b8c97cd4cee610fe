"""Change the keys: every action with its keys, and a field in which the new ones are pressed."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QEvent, QItemSelectionModel, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QKeySequenceEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.shortcuts.catalogue import Action, actions, portable
from transcribe_desk.ui.shortcuts.presets import presets
from transcribe_desk.ui.shortcuts.registry import Conflict, Shortcuts, native
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice
from transcribe_desk.ui.widgets.notice import Notice

_ID = Qt.ItemDataRole.UserRole
_HEIGHT = 380
_WHOLE_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class KeyField(QKeySequenceEdit):
    """A field that takes one key or combination; Tab leaves it, as it leaves every field."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumSequenceLength(1)
        self.setClearButtonEnabled(True)
        self.setAccessibleName(tr("Shortcuts", "New key: press it here"))

    def keys(self) -> str:
        """Give what was pressed, as portable text."""
        return portable(self.keySequence().toString(QKeySequence.SequenceFormat.PortableText))

    def event(self, event: QEvent) -> bool:
        """Let Tab go on to the next control."""
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            if event.type() == QEvent.Type.KeyPress:
                return self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
            return False
        return super().event(event)


class ShortcutEditor(QWidget):
    """The preset, the list of actions, and below it what can be done with the chosen action's keys."""

    def __init__(self, theme: Theme, shortcuts: Shortcuts) -> None:
        super().__init__()
        self._shortcuts = shortcuts
        self.preset = Choice()
        self.preset.setAccessibleName(tr("Shortcuts", "Keys as in"))
        for each in presets().values():
            self.preset.addItem(each.title, each.id)
        self.preset.activated.connect(lambda _place: shortcuts.choose_preset(self.preset.currentData()))
        self.reset_all_button = basics.button(tr("Shortcuts", "Reset all keys"), shortcuts.reset_all)
        self.list = self._make_list()
        self.title = basics.label("", "strong")
        self.field = KeyField()
        self.field.keySequenceChanged.connect(self._judge)
        self.replace_button = basics.button(tr("Shortcuts", "Use this key"), self._replace, kind="primary")
        self.add_button = basics.button(tr("Shortcuts", "Add it beside the others"), self._add)
        self.clear_button = basics.button(tr("Shortcuts", "No key"), self._clear)
        self.reset_button = basics.button(tr("Shortcuts", "Reset"), self._reset)
        self.notice = Notice(theme)
        self.swap_button = basics.button(tr("Shortcuts", "Swap the two keys"), self._swap)
        self.take_button = basics.button(tr("Shortcuts", "Take it from the other"), self._take)
        self.notice.add_actions(self.swap_button, self.take_button)
        self._lay_out()
        shortcuts.changed.connect(self._follow)
        theme.changed.connect(self._follow)
        self.choose("play_pause")
        self._follow()

    def choose(self, action_id: str) -> None:
        """Show the keys of an action, ready to be changed."""
        found = self.list.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
        for item in found:
            if item.data(0, _ID) == action_id:
                self.list.setCurrentItem(item, 0, _WHOLE_ROW)

    def action(self) -> Action:
        """Give the action whose keys are shown."""
        item = self.list.currentItem()
        return actions()[str(item.data(0, _ID)) if item is not None and item.data(0, _ID) else "play_pause"]

    def conflict(self) -> Conflict | None:
        """Tell what stands against the key that was pressed."""
        return self._shortcuts.conflict(self.action().id, self.field.keys()) if self.field.keys() else None

    def _make_list(self) -> QTreeWidget:
        made = QTreeWidget()
        made.setAccessibleName(tr("Shortcuts", "Actions and their keys"))
        made.setHeaderLabels([tr("Shortcuts", "Action"), tr("Shortcuts", "Keys")])
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setTabKeyNavigation(False)
        made.setUniformRowHeights(True)
        made.setRootIsDecorated(False)
        made.setIndentation(looks.scaled(12))
        made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        made.header().setStretchLastSection(False)
        looks.keep_size(made, height=_HEIGHT)
        for group, rows in groupby(actions().values(), key=lambda action: action.group):
            top = QTreeWidgetItem([group, ""])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            top.setFirstColumnSpanned(True)
            made.addTopLevelItem(top)
            for action in rows:
                item = QTreeWidgetItem([action.title, ""])
                item.setData(0, _ID, action.id)
                top.addChild(item)
        made.expandAll()
        made.currentItemChanged.connect(lambda _now, _before: self._show_action())
        return made

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        prompt = basics.label(tr("Shortcuts", "Keys as in"), "field")
        prompt.setBuddy(self.preset)
        box.addLayout(basics.row(prompt, self.preset, None, self.reset_all_button))
        box.addWidget(self.list)
        box.addWidget(self.title)
        box.addLayout(basics.row(self.field, self.replace_button, self.add_button, self.clear_button,
                                 self.reset_button, None))  # fmt: skip
        box.addWidget(self.notice)

    # What is shown

    def _follow(self) -> None:
        """Write the keys in force."""
        with QSignalBlocker(self.preset):
            self.preset.setCurrentIndex(max(0, self.preset.findData(self._shortcuts.preferences.key_preset)))
        for item in self.list.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive):
            action_id = item.data(0, _ID)
            item.setFont(0, looks.sans(14, bold=not action_id))
            if action_id:
                keys = self._shortcuts.keys(action_id)
                item.setText(1, "   ".join(native(each) for each in keys) or "–")
                changed = keys != self._shortcuts.usual_keys(action_id)
                item.setFont(1, looks.sans(14, bold=changed))
        self._judge()

    def _show_action(self) -> None:
        self.title.setText(tr("Shortcuts", "New key for “{action}”").format(action=self.action().title))
        self.field.setAccessibleDescription(self.title.text())
        self.field.clear()
        self._judge()

    def _judge(self) -> None:
        """Say at once whether the key that was pressed is free."""
        action, keys, found = self.action(), self.field.keys(), self.conflict()
        own = keys in self._shortcuts.keys(action.id)
        for button in (self.replace_button, self.add_button):
            button.setEnabled(bool(keys) and found is None and not own)
        self.clear_button.setEnabled(bool(self._shortcuts.keys(action.id)))
        self.reset_button.setEnabled(self._shortcuts.keys(action.id) != self._shortcuts.usual_keys(action.id))
        if found is None:
            self.notice.clear()
            return
        self.swap_button.setVisible(found.other is not None and bool(self._old()))
        self.take_button.setVisible(found.other is not None)
        refused = tr("Shortcuts", "{key} cannot be used here").format(key=native(keys))
        taken = tr("Shortcuts", "{key} is taken").format(key=native(keys))
        self.notice.say("warning", refused if found.other is None else taken, found.message)

    def _old(self) -> str:
        return next(iter(self._shortcuts.keys(self.action().id)), "")

    # What is done

    def _replace(self) -> None:
        self._shortcuts.give(self.action().id, (self.field.keys(),))
        self.field.clear()

    def _add(self) -> None:
        self._shortcuts.give(self.action().id, self._shortcuts.with_key(self.action().id, self.field.keys()))
        self.field.clear()

    def _swap(self) -> None:
        self._shortcuts.swap(self.action().id, self.field.keys(), self._old())
        self.field.clear()

    def _take(self) -> None:
        self._shortcuts.take_over(self.action().id, self.field.keys())
        self.field.clear()

    def _clear(self) -> None:
        self._shortcuts.give(self.action().id, ())

    def _reset(self) -> None:
        self._shortcuts.reset(self.action().id)
