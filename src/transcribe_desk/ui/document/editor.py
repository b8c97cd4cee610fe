"""Let a person type in a transcript: a turn stays a turn whatever is pressed, pasted or deleted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui.document.lines import Line, from_utf16, one_line
from transcribe_desk.ui.document.marks import Mark
from transcribe_desk.ui.document.notes import Note
from transcribe_desk.ui.document.reading import Reading
from transcribe_desk.ui.document.turn_blocks import paragraphs
from transcribe_desk.ui.document.typed_turn import Burst, TypedTurn, follow, kept_offset, shown_span, tidy
from transcribe_desk.ui.document.view import TranscriptView
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr

_KEY = QKeySequence.StandardKey
_MOVE = QTextCursor.MoveOperation
# What each key deletes where nothing is selected: from the caret to there.
_DELETING = (
    (_KEY.Delete, _MOVE.NextCharacter),
    (_KEY.DeleteStartOfWord, _MOVE.PreviousWord),
    (_KEY.DeleteEndOfWord, _MOVE.NextWord),
    (_KEY.DeleteEndOfLine, _MOVE.EndOfLine),
)
_STRUCTURAL = (_KEY.InsertParagraphSeparator, _KEY.InsertLineSeparator, _KEY.DeleteCompleteLine)
_BREAKS_WITH_SPACE = re.compile(r"\s*[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+\s*")


class TranscriptEditor(TranscriptView):
    """A transcript to type in; what is typed is told in bursts, and the document's own undo is off.

    Whatever the style in which it shows the turns, and whatever is being typed, the places that are told and asked for
    are those of a turn's text as it is kept.

    ``typed`` is told at every change, ``reworded`` gives a turn and its new text when a burst is over,
    ``turns_reworded`` gives new texts by turn when a change went over several at once, ``refused`` says why a key did
    nothing, ``moved_by_hand`` that a person moved the caret, ``word_pressed`` the turn and the offset (as the turn
    keeps its text) of a click, and whether Ctrl was held.
    """

    typed = Signal()
    reworded = Signal(int, str)
    turns_reworded = Signal(object)
    refused = Signal(str)
    moved_by_hand = Signal()
    word_pressed = Signal(int, int, bool)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._reading = Reading(Transcript(()))
        self._now: TypedTurn | None = None
        self._given: Mapping[str, Sequence[Mark]] = {}  # the typed turn's marks in its kept text, by layer
        self._held: list[QEvent] | None = None
        self._burst = Burst(self.commit, self)
        self._block_count = 1
        self.offer_words: Callable[[QMenu, int, int], None] | None = None
        self.why_not = ""  # says to whoever types why the text can only be read
        self.document().contentsChange.connect(self._changed)
        self.cursorPositionChanged.connect(self._leave_turn)
        self.set_editable(editable=False)

    def set_editable(self, *, editable: bool) -> None:
        """Let a person type, or only read and select."""
        if editable is not self.isReadOnly():
            return
        self.commit()
        self.setReadOnly(not editable)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags | (Qt.TextInteractionFlag.TextEditable if editable else flags))

    def read_as(self, reading: Reading) -> None:
        """Take in how the text that is shown next reads."""
        before, self._reading = self._reading, reading
        if before.styled != reading.styled:  # marks are still placed as the text read before
            self._clear_marks()

    def show_nothing(self) -> None:
        """Show no text, and no mark: it would stand in the next one, whose turns have the same numbers."""
        self.show_lines([])
        self.show_current(None)
        self._clear_marks()

    # What is typed

    @property
    def waiting(self) -> bool:
        """Tell whether something was typed that is no step yet."""
        return self._now is not None and self._now.waiting

    def commit(self) -> None:
        """Tell at once what was typed since the last time; a turn without any words is not told."""
        self._burst.stop()
        now = self._now
        if now is None or not now.waiting:
            return
        shown = self.blocks.line(now.turn_id).text
        if not shown.strip():
            return
        self._now = TypedTurn(now.turn_id, tidy(shown))
        if self._now.kept != now.kept:
            self._given = {}
            self.reworded.emit(now.turn_id, self._now.kept)

    def settle(self) -> None:
        """Tell what was typed, and show the turn as it is kept: with single spaces, or its old words if it had none."""
        self.commit()
        now, self._now = self._now, None
        if now is None or now.turn_id not in self.blocks:
            return
        place = self.blocks.place(now.turn_id)
        shown = self.blocks.lines[place].text
        if not shown.strip():
            self._burst.stop()
            self.refused.emit(tr("Transcript", "A turn cannot be empty, so its words are back. Merge it to remove it."))
        if shown != now.kept:
            self._show_turn(place, now.kept)
        for layer, marks in self._given.items():
            super().set_turn_marks(now.turn_id, marks, layer)
        self._given = {}

    def kept_place(self, position: int | None = None) -> tuple[int, int]:
        """Give the turn at the caret, or at a document position, and the offset in its text as it is kept."""
        place, offset = self.blocks.offset(self.textCursor().position() if position is None else position)
        turn_id, start, _end = self._kept_span(place, offset, offset)
        return turn_id, start

    def kept_selection(self) -> tuple[int, int, int] | None:
        """Give the turn, start and end of a selection as the turn keeps its text; None if it is over several turns."""
        cursor = self.textCursor()
        (first, start), (last, end) = (
            self.blocks.offset(at) for at in (cursor.selectionStart(), cursor.selectionEnd())
        )
        return self._kept_span(first, start, end) if first == last and cursor.hasSelection() else None

    def place_caret(self, turn_id: int, offset: int) -> None:
        """Put the caret at an offset of a turn's kept text."""
        if turn_id in self.blocks and (span := self._shown_span(turn_id, offset, offset)) is not None:
            cursor = self.textCursor()
            cursor.setPosition(self.blocks.position(turn_id, span[0]))
            self.setTextCursor(cursor)

    def choose_kept_span(self, turn_id: int, start: int, end: int) -> None:
        """Select a span of a turn's kept text and bring it into sight; say so where the style leaves it out."""
        span = self._shown_span(turn_id, start, end)
        if span is None:
            self.show_current(turn_id)
            self.refused.emit(self.why_not)
        elif turn_id in self.blocks:
            self.choose_span(turn_id, *span)

    def show_place(self, turn_id: int, start: int, end: int) -> None:
        """Bring a span of a turn's kept text into sight, unless the style leaves it out; caret and selection stay."""
        span = self._shown_span(turn_id, start, end)
        if span is not None and turn_id in self.blocks:
            super().show_place(turn_id, *span)

    def replace_span(self, turn_id: int, start: int, end: int, words: str) -> None:
        """Type words in the place of a span of a turn, in code points of the text shown."""
        cursor = self.textCursor()
        cursor.setPosition(self.blocks.position(turn_id, start))
        cursor.setPosition(self.blocks.position(turn_id, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._put(words)
        self.commit()

    def insert_words(self, words: str) -> None:
        """Put words at the caret, in the place of what is selected, with a space on either side where one lacks."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        before = self.document().characterAt(start - 1) if start > self._turn_start(start) else " "
        after = self.document().characterAt(end) if end < self._turn_end(end) else ""
        lead = "" if before.isspace() else " "
        self._put(f"{lead}{words}{'' if after[:1].isspace() or after in (',', '.', '?', '!') else ' '}")

    # Marks

    def set_marks(self, marks: Iterable[Mark], layer: str = "text") -> None:
        """Draw these marks, given in the turns' kept texts, and no others of this layer."""
        found = list(marks)
        now = self._now
        if now is not None:
            self._given = {**self._given, layer: [mark for mark in found if mark.turn_id == now.turn_id]}
        super().set_marks(self._placed(found), layer)

    def set_turn_marks(self, turn_id: int, marks: Sequence[Mark], layer: str = "text") -> None:
        """Draw these marks, given in the turn's kept text, and no others of this layer in one turn."""
        now = self._now
        if now is not None and now.turn_id == turn_id:
            self._given = {**self._given, layer: list(marks)}
        super().set_turn_marks(turn_id, self._placed(marks), layer)

    def _clear_marks(self) -> None:
        for layer in self._shown.layers:
            super().set_marks((), layer)

    # Places in the text shown, and as the turns keep it

    def _placed(self, marks: Iterable[Mark]) -> list[Mark]:
        spans = ((mark, self._shown_span(mark.turn_id, mark.start, mark.end)) for mark in marks)
        return [replace(mark, start=span[0], end=span[1]) for mark, span in spans if span is not None]

    def _shown_span(self, turn_id: int, start: int, end: int) -> tuple[int, int] | None:
        now = self._now
        if now is not None and now.turn_id == turn_id:  # only a text in no style is typed in
            return shown_span(now.kept, self.blocks.line(turn_id).text, start, end)
        return self._reading.span(turn_id, start, end)

    def _kept_span(self, place: int, start: int, end: int) -> tuple[int, int, int]:
        line = self.blocks.lines[place]
        own = self._reading.own_span(line.turn_id, kept_offset(line.text, start), kept_offset(line.text, end))
        return (line.turn_id, *own)

    # Keys

    def hold(self) -> None:
        """Keep what is pressed until ``release``: the text is about to change under the caret."""
        self._held = [] if self._held is None else self._held

    def release(self) -> None:
        """Do what was pressed meanwhile, in order."""
        held, self._held = self._held or [], None
        for event in held:
            QApplication.sendEvent(self, event)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo, which Qt would keep for the document's own, to the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _undoes(event):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, delete or move, within what a turn allows."""
        if self._held is not None:
            self._held.append(event.clone())
        elif self.isReadOnly():
            if self._types(event) and self.why_not:
                self.refused.emit(self.why_not)
            super().keyPressEvent(event)
        elif any(event.matches(key) for key in _STRUCTURAL):
            self.refused.emit(tr("Transcript", "Enter leaves the turn whole. To divide it here, split it."))
        elif event.matches(_KEY.Cut):
            self.cut()
        elif (move := _deleting(event)) is not None:
            self._delete(move)
        elif self._types(event) and self._over_turns():
            self._put(event.text())
        else:
            before = self.textCursor().position()
            super().keyPressEvent(event)
            if not self._types(event) and self.textCursor().position() != before:
                self.moved_by_hand.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method composed; over several turns, each keeps its own part."""
        if self._held is not None:
            self._held.append(event.clone())
            return
        if self._over_turns() and (event.commitString() or event.preeditString()):
            behind_space = self.document().characterAt(self.textCursor().selectionStart() - 1).isspace()
            self._put("")
            if behind_space:
                self.textCursor().insertText(" ")
        text = one_line(event.commitString())
        if text != event.commitString():
            event.setCommitString(text, event.replacementStart(), event.replacementLength())
        super().inputMethodEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take plain text only."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop text as words of one turn: every line break is a space."""
        text = _BREAKS_WITH_SPACE.sub(" ", source.text().strip("\r\n"))
        self._put(one_line(text).replace("\t", " ").replace("\x00", ""))

    def cut(self) -> None:
        """Put what is selected on the clipboard and delete it."""
        if self.textCursor().hasSelection():
            self.copy()
            self._put("")

    def _types(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier)
        text = event.text()
        alt_gr = bool(control) and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        return bool(text) and text[0].isprintable() and (not control or alt_gr)

    def _delete(self, move: QTextCursor.MoveOperation) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            start, end = self._turn_start(cursor.position()), self._turn_end(cursor.position())
            there = QTextCursor(cursor)
            there.movePosition(move)
            wanted = max(start, min(end, there.position()))
            if wanted == cursor.position():
                if there.position() != cursor.position() or start == end:
                    self.refused.emit(tr("Transcript", "Turns stay apart here. To make two turns one, merge them."))
                return
            cursor.setPosition(wanted, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        self._put("")

    def _put(self, text: str) -> None:
        """Put text, without line breaks, in the place of what is selected; turn by turn where it is over several."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        if self._over_turns():
            self._put_over_turns(text)
            return
        cursor.insertText(paragraphs(text))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _put_over_turns(self, text: str) -> None:
        cursor = self.textCursor()
        self.settle()
        (first, start), (last, end) = (
            self.blocks.offset(at) for at in (cursor.selectionStart(), cursor.selectionEnd())
        )
        texts, kept = {}, 0
        for place in range(first, last + 1):
            line = self.blocks.lines[place]
            before = line.text[:start] + text if place == first else ""
            after = line.text[end:] if place == last else ""
            if tidy(before + after):
                texts[line.turn_id] = before + after
            else:
                kept += 1
        turn_id = self.blocks.lines[first].turn_id
        self.turns_reworded.emit({each: tidy(found) for each, found in texts.items()})
        self.place_caret(turn_id, min(len(tidy(texts.get(turn_id, ""))), start + len(text)))
        if kept:
            words = tr("Transcript", "A turn cannot be empty: {number} kept their words. Merge turns to remove one.")
            one = tr("Transcript", "A turn cannot be empty: one kept its words. Merge it to remove it.")
            self.refused.emit(one if kept == 1 else words.format(number=kept))

    def _over_turns(self) -> bool:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return False
        first, last = (self.document().findBlock(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        return self.blocks.place_of(first) != self.blocks.place_of(last)

    def _turn_start(self, position: int) -> int:
        return self.blocks.start(self.blocks.place_of(self.document().findBlock(position)))

    def _turn_end(self, position: int) -> int:
        return self.blocks.end(self.blocks.place_of(self.document().findBlock(position)))

    # Mouse and focus

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hand the caret to the person at once; a selection cannot be dragged away, for it may go over turns."""
        if event.button() == Qt.MouseButton.LeftButton and self.time_at(event.position()) is None:
            self._press(event)
            return
        super().mousePressEvent(event)

    def _press(self, event: QMouseEvent) -> None:
        cursor = self.cursorForPosition(event.position().toPoint())
        inside = self.textCursor().selectionStart() <= cursor.position() <= self.textCursor().selectionEnd()
        if self.textCursor().hasSelection() and inside and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.setTextCursor(cursor)
        super().mousePressEvent(event)
        if self.blocks.lines:
            self.moved_by_hand.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click on a word, once it is clear that nothing was selected."""
        super().mouseReleaseEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self.blocks.lines and not self.textCursor().hasSelection() and event.position().x() >= self._left():
            turn_id, offset = self.kept_place(self.cursorForPosition(event.position().toPoint()).position())
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.word_pressed.emit(turn_id, offset, control)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell what was typed before somebody does something else; a menu over the text is still the text."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
            self.left.emit()

    def words_menu(self, point: QPoint) -> QMenu:
        """Make the menu of what can be done with the words at a point of the viewport."""
        menu = QMenu(self)
        if self.offer_words is not None and self.blocks.lines:
            place, offset = self.blocks.offset(self.cursorForPosition(point).position())
            self.offer_words(menu, self.blocks.lines[place].turn_id, offset)
        selected = self.textCursor().hasSelection()
        writes = not self.isReadOnly()
        for words, act, there in (
            (tr("Transcript", "Cut"), self.cut, selected and writes),
            (tr("Transcript", "Copy"), self.copy, selected),
            (tr("Transcript", "Paste"), self.paste, writes and self.canPaste()),
            (tr("Transcript", "Delete"), lambda: self._put(""), selected and writes),
            (tr("Transcript", "Select all"), self.selectAll, True),
        ):
            action = menu.addAction(words)
            action.setEnabled(there)
            action.triggered.connect(lambda _on=False, chosen=act: chosen())
        return menu

    # What the document tells

    def show_lines(self, lines: Sequence[Line], notes: Sequence[Note] | None = None) -> None:
        """Show these turns; what is being typed stays as it stands, unless its turn reads otherwise or has gone."""
        now = self._now
        if now is not None:
            kept = [line for line in lines if line.turn_id == now.turn_id and line.text == now.kept]
            if kept and now.turn_id in self.blocks:
                text = self.blocks.line(now.turn_id).text
                lines = [replace(line, text=text) if line is kept[0] else line for line in lines]
            else:
                self._now, self._given = None, {}
                self._burst.stop()
        super().show_lines(lines, notes)
        self._block_count = self.document().blockCount()

    def _show_turn(self, place: int, text: str) -> None:
        self._setting.replace_text(place, paragraphs(text))
        more = self.document().blockCount() - self._block_count
        self._block_count = self.document().blockCount()
        self.blocks.set_line(place, replace(self.blocks.lines[place], text=text), more)

    def _changed(self, position: int, removed: int, added: int) -> None:
        """Follow what was typed: the turn's text, its blocks and its marks."""
        if self._setting.writing or not self.blocks.lines:
            return
        more = self.document().blockCount() - self._block_count
        self._block_count += more
        place = self.blocks.place_of(self.document().findBlock(position))
        line = self.blocks.lines[place]
        start = self.blocks.start(place)
        self.blocks.set_line(place, line, more)
        shown = self.blocks.text(place)
        if shown == line.text:
            return  # only how it is set has changed
        self.blocks.set_line(place, replace(line, text=shown))
        now = self._now
        if now is None or now.turn_id != line.turn_id:
            now = TypedTurn(line.turn_id, line.text)
            self._given = {layer: self.marks(line.turn_id, layer) for layer in self._shown.layers}
        at = from_utf16(line.text, position - start)
        old_end = from_utf16(line.text, min(position - start + removed, _units(line.text)))
        new_end = from_utf16(shown, min(position - start + added, _units(shown)))
        self._shift_marks(line.turn_id, at, old_end - at, new_end - at)
        self._now = replace(now, waiting=True)
        self._burst.key()
        self.typed.emit()

    def _shift_marks(self, turn_id: int, at: int, removed: int, added: int) -> None:
        for layer in list(self._shown.layers):
            marks = self.marks(turn_id, layer)
            moved = [follow(mark, at, removed, added) for mark in marks]
            if moved != list(marks):
                super().set_turn_marks(turn_id, [mark for mark in moved if mark is not None], layer)

    def _leave_turn(self) -> None:
        if self._now is not None and not self._setting.writing and self.current_turn() != self._now.turn_id:
            self.settle()


def _undoes(event: QKeyEvent) -> bool:
    return event.matches(_KEY.Undo) or event.matches(_KEY.Redo)


def _deleting(event: QKeyEvent) -> QTextCursor.MoveOperation | None:
    plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    if event.key() == Qt.Key.Key_Backspace and plain:  # only on a Mac has it a name of its own
        return _MOVE.PreviousCharacter
    return next((move for key, move in _DELETING if event.matches(key)), None)


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
