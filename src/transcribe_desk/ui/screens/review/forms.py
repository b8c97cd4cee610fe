"""Ask inline for what a step of the review needs: a note, a reason, whom to merge with, what to split off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from transcribe_desk.privacy.characters import fold
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import wording
from transcribe_desk.ui.screens.review.desk import ReviewDesk
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import writes

_ID = Qt.ItemDataRole.UserRole
_ROWS, _ROW_PIXELS = 6, 22
_MOST = 200  # entities listed at once


class Form(QFrame):
    """A box with a heading, its fields, and two buttons; Esc closes it. ``closed`` tells when it goes."""

    closed = Signal()

    def __init__(self, do: str) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.heading = basics.label("", "strong", wrap=True)
        self.do_button = basics.button(do, self.finish, kind="primary")
        self.cancel_button = basics.button(tr("Review", "Cancel"), self.close_form)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(6)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(8)
        box.addWidget(self.heading)
        box.addLayout(self.fields)
        box.addLayout(basics.row(self.do_button, self.cancel_button, None))
        self.hide()

    def finish(self) -> None:
        """Do what the form is for, and close it."""
        self.close_form()

    def close_form(self) -> None:
        """Close the form; nothing is done."""
        if not self.isHidden():
            self.closed.emit()  # first, so that the keyboard goes where it should and not to the next control
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc; with Enter press the button that has the keyboard, or else finish."""
        button = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(button, QAbstractButton) and not button.isCheckable():
                button.click()
            else:
                self.finish()
        else:
            super().keyPressEvent(event)

    def add_field(self, name: str, field: QLineEdit) -> QLineEdit:
        """Put a line for typing under the others, with its name over it."""
        field.setAccessibleName(name)
        self.fields.addWidget(basics.label(name, "field"))
        self.fields.addWidget(field)
        return field

    def event(self, event: QEvent) -> bool:
        """Keep the form's own keys, which decide, play or do other things elsewhere."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.keeps(event):
            event.accept()
            return True
        return super().event(event)

    def keeps(self, event: QKeyEvent) -> bool:
        """Tell whether a key is the form's own: Esc, Enter, and whatever writes, which a list or a choice looks for."""
        return event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter) or writes(event)


class NoteForm(Form):
    """A line of text: a comment on a mention, or the reason why an entity may stand."""

    def __init__(self, review: ReviewDesk) -> None:
        super().__init__(tr("Review", "Keep"))
        self._review = review
        # What the note is about, whatever is looked at meanwhile: an entity that may stand, or else a mention.
        self._entity_id = self._mention_id = 0
        self.line = self.add_field(tr("Review", "Note"), QLineEdit())
        self.line.setMaxLength(500)
        self.line.textChanged.connect(lambda _text: self._update())

    def open_for_comment(self) -> None:
        """Ask for a comment on the mention that is looked at."""
        mention = self._review.mention
        if mention is not None:
            self._entity_id, self._mention_id = 0, mention.id
            self._open(
                tr("Review", "Comment on this mention"),
                tr("Review", "Kept in the study; it never leaves with the text."),
                mention.note,
            )

    def open_for_reason(self) -> None:
        """Ask for the reason why all mentions of the entity may stand."""
        state = self._review.state
        entity = state.entity(self._review.entity_id) if state else None
        if entity is not None:
            self._entity_id = entity.id
            self._open(
                tr("Review", "“{name}” stays, because").format(name=entity.name),
                tr("Review", "Such as: asked to be named in writing"),
                "",
            )

    def finish(self) -> None:
        """Keep the note."""
        if not self.do_button.isEnabled():
            return
        text = self.line.text().strip()
        self.close_form()
        if self._entity_id:
            self._review.decisions.keep_standing(self._entity_id, text)
        else:
            self._review.changes.comment(self._mention_id, text)

    def _open(self, heading: str, hint: str, text: str) -> None:
        self.heading.setText(heading)
        self.line.setPlaceholderText(hint)
        self.line.setText(text)
        self._update()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _update(self) -> None:
        self.do_button.setEnabled(not self._entity_id or bool(self.line.text().strip()))


class MergeForm(Form):
    """A list of the entities that this one may be, narrowed by typing; the chosen one keeps its replacement."""

    def __init__(self, review: ReviewDesk) -> None:
        super().__init__(tr("Review", "Merge"))
        self._review = review
        self._entity_id = 0  # the one to be merged, whichever is looked at meanwhile
        self._names: list[tuple[int, str]] = []
        self.line = self.add_field(tr("Review", "Part of the name"), QLineEdit())
        self.list = _list(tr("Review", "Entities to merge with"))
        self.fields.addWidget(self.list)
        self.line.textChanged.connect(lambda _text: self._fill())
        self.line.installEventFilter(self)
        self.list.itemActivated.connect(lambda _item: self.finish())

    def open(self) -> None:
        """Ask whom or what the entity that is looked at should be merged with."""
        state = self._review.state
        entity = state.entity(self._review.entity_id) if state else None
        if state is None or entity is None:
            return
        self._entity_id = entity.id
        self.heading.setText(tr("Review", "“{name}” is the same as").format(name=entity.name))
        asked = [
            each for question in state.questions_about(entity.id) for each in (question.entity_id, *question.candidates)
        ]
        others = [each for each in state.entities if each.id != entity.id and state.everywhere(each.id)]
        others.sort(key=lambda each: (each.id not in asked, each.category is not entity.category, each.name.casefold()))
        self._names = [
            (each.id, f"{each.name} → {each.replacement} · {len(state.everywhere(each.id))}") for each in others
        ]
        self.line.clear()
        self._fill()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Merge with the chosen one."""
        chosen = self.list.currentItem()
        self.close_form()
        if chosen is not None:
            self._review.changes.merge(int(chosen.data(_ID)), [self._entity_id])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrow keys while the name is typed."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                row = max(0, min(self.list.currentRow() + step, self.list.count() - 1))
                self.list.setCurrentRow(row)
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        wanted = fold(self.line.text().strip())
        found = [(number, text) for number, text in self._names if wanted in fold(text)][:_MOST]
        _show(self.list, found)
        self.do_button.setEnabled(bool(found))


class SplitForm(Form):
    """The ways in which an entity is said, to be ticked; what is ticked becomes another entity."""

    def __init__(self, review: ReviewDesk) -> None:
        super().__init__(tr("Review", "Split off"))
        self._review = review
        self._ids: list[list[int]] = []
        self.list = _list(tr("Review", "What to split off"))
        self.list.itemChanged.connect(lambda _item: self._update())
        self.fields.addWidget(self.list)

    def open(self) -> None:
        """Ask what of the entity that is looked at is somebody or something else."""
        state = self._review.state
        entity = state.entity(self._review.entity_id) if state else None
        if entity is None or len(self._review.said) < 2:
            return
        self.heading.setText(tr("Review", "Not “{name}” but another:").format(name=entity.name))
        forms: dict[str, list[int]] = {}
        for each in self._review.said:
            forms.setdefault(each.text[each.mention.start : each.mention.end], []).append(each.mention.id)
        current = next((form for form, ids in forms.items() if self._review.mention_id in ids), "")
        lines = [
            (tr("Review", "Only the mention looked at: “{current}”").format(current=current), [self._review.mention_id])
        ]
        if len(forms) > 1:
            lines += [(f"“{form}” · {wording.counted(len(ids), 'mention')}", ids) for form, ids in forms.items()]
        self._ids = [ids for _, ids in lines]
        _show(self.list, [(place, text) for place, (text, _) in enumerate(lines)], checkable=True)
        self.list.item(0).setCheckState(Qt.CheckState.Checked)
        self._update()
        self.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Split off what is ticked."""
        chosen = self._chosen()
        if chosen and self.do_button.isEnabled():
            self.close_form()
            self._review.changes.split(sorted(chosen))

    def _chosen(self) -> set[int]:
        rows = (row for row in range(self.list.count()) if self.list.item(row).checkState() is Qt.CheckState.Checked)
        return {mention_id for row in rows for mention_id in self._ids[row]}

    def _update(self) -> None:
        self.do_button.setEnabled(0 < len(self._chosen()) < len(self._review.said))


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _show(listed: QListWidget, lines: Sequence[tuple[int, str]], *, checkable: bool = False) -> None:
    with QSignalBlocker(listed):
        listed.clear()
        for number, text in lines:
            made = QListWidgetItem(text)
            made.setData(_ID, number)
            if checkable:
                made.setCheckState(Qt.CheckState.Unchecked)
            listed.addItem(made)
        listed.setCurrentRow(0)
    rows = max(1, min(listed.count(), _ROWS))
    looks.keep_size(listed, height=rows * _ROW_PIXELS + 8)
