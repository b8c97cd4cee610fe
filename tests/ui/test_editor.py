"""Typing in a transcript: turns stay turns, every character is told, marks follow their words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from transcribe_desk.ui.document.editor import TranscriptEditor
from transcribe_desk.ui.document.lines import Line
from transcribe_desk.ui.document.marks import Mark, Shape
from transcribe_desk.ui.theme import Theme

KEY, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXTS = ("So when did it begin?", "In the spring. Kristine ran it.", "Right.", "It has.")


class Book:
    """The simplest transcript: what the editor tells is what it says."""

    def __init__(self, editor: TranscriptEditor, texts: tuple[str, ...] = TEXTS) -> None:
        self.editor = editor
        self.texts = dict(enumerate(texts, start=1))
        self.told: list[tuple[int, str]] = []
        self.refusals: list[str] = []
        editor.reworded.connect(self._reword)
        editor.turns_reworded.connect(self._reword_many)
        editor.refused.connect(self.refusals.append)
        self.show()

    def show(self) -> None:
        """Have the editor show the texts."""
        self.editor.show_lines([Line(each, "I", "I", 0, each * 1000, text) for each, text in self.texts.items()])

    def shown(self) -> list[str]:
        """Read what stands in the document."""
        return [self.editor.blocks.text(place) for place in range(len(self.texts))]

    def _reword(self, turn_id: int, text: str) -> None:
        self.texts[turn_id] = text
        self.told.append((turn_id, text))

    def _reword_many(self, texts: dict[int, str]) -> None:
        self.texts |= texts
        self.show()


@pytest.fixture
def book(qtbot: QtBot, theme: Theme) -> Book:
    editor = TranscriptEditor(theme)
    qtbot.addWidget(editor)
    theme.dress(editor)
    editor.resize(900, 500)
    editor.show()
    qtbot.waitExposed(editor)
    made = Book(editor)
    editor.set_editable(editable=True)
    editor.setFocus()
    return made


def caret(book: Book, turn_id: int, offset: int, to: tuple[int, int] | None = None) -> None:
    cursor = book.editor.textCursor()
    cursor.setPosition(book.editor.blocks.position(turn_id, offset))
    if to is not None:
        cursor.setPosition(book.editor.blocks.position(*to), QTextCursor.MoveMode.KeepAnchor)
    book.editor.setTextCursor(cursor)


def paste(book: Book, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(book.editor, KEY.Key_V, CTRL)


def test_a_burst_is_told_once_after_a_moment(book: Book, qtbot: QtBot) -> None:
    caret(book, 3, 5)
    QTest.keyClicks(book.editor, " then")
    assert book.told == []
    assert book.editor.waiting
    qtbot.waitUntil(lambda: bool(book.told), timeout=2_000)
    assert book.told == [(3, "Right then.")]
    assert not book.editor.waiting


def test_whoever_types_without_a_pause_is_told_within_a_second(book: Book, qtbot: QtBot) -> None:
    caret(book, 3, 5)
    for _ in range(12):
        QTest.keyClicks(book.editor, "x")
        QTest.qWait(110)
    assert book.told
    assert book.told[-1][1].startswith("Rightxxx")


def test_leaving_the_turn_or_the_text_tells_at_once(book: Book) -> None:
    caret(book, 3, 6)
    QTest.keyClicks(book.editor, "  Yes")
    QTest.keyClick(book.editor, KEY.Key_Down)
    assert book.told == [(3, "Right. Yes")]
    assert book.shown()[2] == "Right. Yes", "spaces are tidied when the turn is left"
    QTest.keyClicks(book.editor, "x")
    QApplication.sendEvent(book.editor, _focus_out())
    assert book.told[-1][0] == 4


def test_spaces_stay_under_the_fingers_until_the_turn_is_left(book: Book) -> None:
    caret(book, 3, 6)
    QTest.keyClicks(book.editor, " ")
    book.editor.commit()
    book.show()
    QTest.keyClicks(book.editor, "well")
    assert book.shown()[2] == "Right. well"


def test_enter_does_nothing_and_says_why(book: Book) -> None:
    caret(book, 2, 5)
    for key in (KEY.Key_Return, KEY.Key_Enter):
        QTest.keyClick(book.editor, key)
    QTest.keyClick(book.editor, KEY.Key_Return, SHIFT)
    assert book.shown() == list(TEXTS)
    assert len(book.refusals) == 3


@pytest.mark.parametrize("keys", [(KEY.Key_Backspace, Qt.KeyboardModifier.NoModifier), (KEY.Key_Backspace, CTRL)])
def test_backspace_at_the_beginning_joins_nothing(book: Book, keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    caret(book, 2, 0)
    QTest.keyClick(book.editor, *keys)
    assert book.shown() == list(TEXTS)
    assert "merge" in book.refusals[0]


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, CTRL])
def test_delete_at_the_end_joins_nothing(book: Book, modifier: Qt.KeyboardModifier) -> None:
    caret(book, 2, len(TEXTS[1]))
    QTest.keyClick(book.editor, KEY.Key_Delete, modifier)
    assert book.shown() == list(TEXTS)
    caret(book, 2, len(TEXTS[1]) - 3)
    for _ in range(4):
        QTest.keyClick(book.editor, KEY.Key_Delete, CTRL)
    assert book.shown() == [TEXTS[0], "In the spring. Kristine ran ", *TEXTS[2:]]


def test_an_emptied_turn_gets_its_words_back(book: Book) -> None:
    caret(book, 3, 0, to=(3, 6))
    QTest.keyClick(book.editor, KEY.Key_Backspace)
    assert book.shown()[2] == ""
    book.editor.commit()
    assert book.told == []
    QTest.keyClick(book.editor, KEY.Key_Up)
    assert book.shown() == list(TEXTS)
    assert "cannot be empty" in book.refusals[-1]


def test_an_emptied_turn_can_be_written_anew(book: Book) -> None:
    caret(book, 3, 0, to=(3, 6))
    QTest.keyClick(book.editor, KEY.Key_Delete)
    QTest.keyClicks(book.editor, "Yes.")
    book.editor.settle()
    assert book.told == [(3, "Yes.")]


def test_a_selection_over_turns_is_deleted_turn_by_turn(book: Book) -> None:
    caret(book, 1, 7, to=(4, 3))
    QTest.keyClick(book.editor, KEY.Key_Delete)
    assert book.shown() == ["So when", TEXTS[1], TEXTS[2], "has."]
    assert "2 kept their words" in book.refusals[0]
    assert book.editor.kept_place() == (1, 7)


@pytest.mark.parametrize("how", ["key", "paste", "input method", "cut"])
def test_what_is_put_over_several_turns_goes_to_the_first(book: Book, how: str) -> None:
    caret(book, 1, 8, to=(2, 15))
    if how == "key":
        QTest.keyClicks(book.editor, "x")
    elif how == "paste":
        paste(book, "x")
    elif how == "cut":
        QTest.keyClick(book.editor, KEY.Key_X, CTRL)
        assert QGuiApplication.clipboard().text() == "did it begin?\nIn the spring. "
    else:
        event = QInputMethodEvent()
        event.setCommitString("x")
        QApplication.sendEvent(book.editor, event)
    book.editor.settle()
    added = "" if how == "cut" else " x"
    assert list(book.texts.values()) == [f"So when{added}", "Kristine ran it.", *TEXTS[2:]]
    assert book.shown() == list(book.texts.values())


def test_select_all_and_delete_loses_nothing(book: Book) -> None:
    QTest.keyClick(book.editor, KEY.Key_A, CTRL)
    QTest.keyClick(book.editor, KEY.Key_Delete)
    assert book.shown() == list(TEXTS)
    assert "4 kept their words" in book.refusals[0]


def test_pasted_lines_become_one(book: Book) -> None:
    caret(book, 3, 6)
    paste(book, " one\ntwo\r\n\r\nthree\u2029four\tfive\n")
    book.editor.commit()
    assert book.texts[3] == "Right. one two three four five"
    assert book.editor.document().blockCount() == 4


def test_fifty_thousand_words_are_pasted_and_typed_on_in_several_blocks(book: Book) -> None:
    words = " ".join(f"word{number}" for number in range(50_000))
    caret(book, 2, 15)
    paste(book, words + " ")
    QTest.keyClicks(book.editor, "and ")
    book.editor.settle()
    assert book.texts[2] == f"In the spring. {words} and Kristine ran it."
    assert book.editor.document().blockCount() > 50
    assert book.shown() == list(book.texts.values())
    longest = max(
        book.editor.document().findBlockByNumber(n).length() for n in range(book.editor.document().blockCount())
    )
    assert longest < 8_000, "or each key would take long"
    caret(book, 4, 0)
    QTest.keyClicks(book.editor, "z")
    book.editor.settle()
    assert book.texts[4] == "zIt has."


def test_marks_follow_their_words_and_a_corrected_word_loses_its_dots(book: Book) -> None:
    at = TEXTS[1].index("Kristine")
    named = Mark(2, at, at + 8, Shape.PROPOSED, key=7)
    book.editor.set_marks([Mark(2, at, at + 8, Shape.DOUBTFUL), named, Mark(2, 7, 13, Shape.DOUBTFUL)])
    caret(book, 2, 3)
    paste(book, "𝒳ü ")
    marks = [(mark.start, mark.end) for mark in book.editor.marks(2)]
    assert marks == [(at + 3, at + 11), (at + 3, at + 11), (10, 16)]
    caret(book, 2, at + 3, to=(2, at + 4))
    QTest.keyClicks(book.editor, "Ch")
    assert [(mark.shape, mark.start, mark.end) for mark in book.editor.marks(2)] == [
        (Shape.PROPOSED, at + 3, at + 12),
        (Shape.DOUBTFUL, 10, 16),
    ]
    assert book.editor.blocks.line(2).text[at + 3 : at + 12] == "Christine"


def test_marks_given_for_the_tidy_text_stand_right_in_the_untidy_one(book: Book) -> None:
    caret(book, 2, 0)
    QTest.keyClicks(book.editor, "Well,   ")
    book.editor.commit()
    kept = book.texts[2]
    at = kept.index("Kristine")
    book.editor.set_turn_marks(2, [Mark(2, at, at + 8, Shape.DOUBTFUL)])
    (mark,) = book.editor.marks(2)
    assert book.editor.blocks.line(2).text[mark.start : mark.end] == "Kristine"
    assert book.editor.kept_place() == (2, 6)
    QTest.keyClick(book.editor, KEY.Key_Down)
    QTest.keyClick(book.editor, KEY.Key_Down)
    (mark,) = book.editor.marks(2)
    assert book.editor.blocks.line(2).text[mark.start : mark.end] == "Kristine"
    assert book.shown()[1] == kept


def test_keys_pressed_while_the_text_changes_are_typed_afterwards(book: Book) -> None:
    caret(book, 3, 5)
    book.editor.hold()
    QTest.keyClicks(book.editor, " now")
    assert book.shown()[2] == "Right."
    book.editor.release()
    assert book.shown()[2] == "Right now."


def test_undo_and_redo_are_left_to_the_window(book: Book) -> None:
    caret(book, 3, 5)
    QTest.keyClicks(book.editor, "x")
    QTest.keyClick(book.editor, KEY.Key_Z, CTRL)
    assert book.shown()[2] == "Rightx."


def test_a_read_only_text_cannot_be_changed_in_any_way(book: Book) -> None:
    book.editor.set_editable(editable=False)
    caret(book, 2, 0, to=(2, 5))
    QTest.keyClicks(book.editor, "x")
    QTest.keyClick(book.editor, KEY.Key_Delete)
    paste(book, "y")
    source = QMimeData()
    source.setText("z")
    book.editor.insertFromMimeData(source)
    QTest.keyClick(book.editor, KEY.Key_X, CTRL)
    assert book.shown() == list(TEXTS)


def test_a_click_tells_its_word_and_dragging_a_selection_moves_nothing(book: Book, qtbot: QtBot) -> None:
    caret(book, 2, 15)
    point = book.editor.cursorRect().center() + QPoint(4, 0)
    with qtbot.waitSignals([book.editor.word_pressed, book.editor.moved_by_hand]):
        QTest.mouseClick(book.editor.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert book.editor.kept_place()[0] == 2
    caret(book, 2, 0, to=(3, 3))
    QTest.mousePress(book.editor.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert not book.editor.textCursor().hasSelection()
    QTest.mouseRelease(book.editor.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert book.shown() == list(TEXTS)


def test_words_are_put_in_with_spaces_around_them(book: Book) -> None:
    caret(book, 2, 13)
    book.editor.insert_words("(00:12:03)")
    assert book.shown()[1] == "In the spring (00:12:03). Kristine ran it."
    caret(book, 4, 2)
    book.editor.insert_words("(inaudible 00:12:03)")
    assert book.shown()[3] == "It (inaudible 00:12:03) has."


def _focus_out() -> QFocusEvent:
    return QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.MouseFocusReason)
