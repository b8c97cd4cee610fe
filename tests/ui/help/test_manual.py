"""The manual: every link and picture leads somewhere, words are found, chapters are shown."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from transcribe_desk.ui.help import chapters
from transcribe_desk.ui.help.manual import ManualScreen
from transcribe_desk.ui.shortcuts.catalogue import actions, portable
from transcribe_desk.ui.theme import Theme

_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)]+)\)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme) -> ManualScreen:
    made = ManualScreen(theme)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def test_chapters_have_titles_and_come_in_order() -> None:
    found = chapters.chapters()
    assert [each.name for each in found][:3] == ["start", "study", "queue"]
    assert all(each.title and each.text.startswith(f"# {each.title}") for each in found)


@pytest.mark.parametrize("chapter", chapters.chapters(), ids=lambda each: each.name)
def test_every_link_and_picture_leads_somewhere(chapter: chapters.Chapter) -> None:
    for target in _LINK.findall(chapter.text):
        assert chapters.chapter(target)
    for words, picture in _PICTURE.findall(chapter.text):
        assert words, "a picture needs words for those who do not see it"
        stem = (chapters.folder() / picture).with_suffix("")
        for appearance in ("light", "dark"):
            assert stem.with_name(f"{stem.name}-{appearance}.png").is_file()


def test_words_are_found_titles_first() -> None:
    first, *_ = chapters.find("export")
    assert first.chapter.name == "export"
    (hit,) = [each for each in chapters.find("cohen's KAPPA") if each.chapter.name == "review"]
    assert "kappa" in hit.context
    assert chapters.find("an utterly unsaid phrase") == ()
    assert chapters.find("  ") == ()


def test_a_chapter_is_chosen_by_keyboard_and_read(screen: ManualScreen, qtbot: QtBot) -> None:
    assert screen.page.toPlainText().startswith("First steps")
    screen.list.setFocus()
    QTest.keyClick(screen.list, Qt.Key.Key_Down)
    assert screen.page.toPlainText().startswith("The study")


def test_searching_narrows_the_chapters_and_shows_the_place(screen: ManualScreen, qtbot: QtBot) -> None:
    QTest.keyClicks(screen.search, "foot pedal")
    assert screen.list.count() == 1
    assert screen.page.textCursor().selectedText().casefold() == "foot pedal"
    screen.search.setText("nobody says this")
    assert screen.nothing.isVisible()
    screen.search.clear()
    assert screen.list.count() == len(chapters.chapters())


def test_a_link_opens_its_chapter_and_none_leads_out(screen: ManualScreen) -> None:
    screen.page.anchorClicked.emit(QUrl("05-review.md"))
    assert screen.page.toPlainText().startswith("The review")
    screen.page.anchorClicked.emit(QUrl("https://example.org/05-review"))
    assert screen.page.toPlainText().startswith("The review")
    assert screen.page.loadResource(2, QUrl("file:///etc/hostname")) is None


def test_the_keys_that_the_manual_names_are_the_usual_ones() -> None:
    usual = {portable(keys) for action in actions().values() for keys in action.keys}
    named = {
        portable(keys)
        for chapter in chapters.chapters()
        for keys in re.findall(r"`((?:Ctrl|Shift|Alt)\+[^`]+|F\d+)`", chapter.text)
    }
    arrows = {portable(keys.replace("↓", "Down").replace("↑", "Up")) for keys in named}
    assert arrows <= usual


def test_headings_are_larger_than_the_text(screen: ManualScreen) -> None:
    block = screen.page.document().begin()
    sizes = [block.begin().fragment().charFormat().font().pixelSize()]
    while (block := block.next()).isValid():
        if block.blockFormat().headingLevel() == 2 or not block.blockFormat().headingLevel():
            sizes.append(block.begin().fragment().charFormat().font().pixelSize())
    assert sizes[0] > sizes[1]
    assert len(set(sizes)) >= 3
