"""The colours read: every pair of text and ground keeps WCAG's contrast; appearance and text size reach all."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.settling import settle
from transcribe_desk import paths
from transcribe_desk.privacy.mention import Category
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.palettes import PALETTES, Tokens, contrast
from transcribe_desk.ui.screens.study.screen import StudyScreen
from transcribe_desk.ui.theme import Appearance, Theme, palette, stylesheet

GROUNDS = ("background", "panel", "paper", "hover")
TEXT_PAIRS = [
    *((text, ground) for text in ("ink", "secondary") for ground in (*GROUNDS, "accent_ground", "neutral_ground")),
    *(("muted", ground) for ground in ("background", "panel", "paper")),
    *(("accent", ground) for ground in ("background", "panel", "paper", "accent_ground")),
    *((tone, f"{tone}_ground") for tone in ("warning", "danger", "success")),
    *((tone, ground) for tone in ("warning", "danger", "success") for ground in ("panel", "paper")),
    *((mark, "paper") for mark in ("person", "place", "organisation")),
    ("on_accent", "accent"), ("on_accent", "accent_pressed"), ("ink", "accent_wash"), ("secondary", "accent_wash"),
    ("muted", "accent_wash"), ("ink", "playing"),
]  # fmt: skip
APPEARANCES = pytest.mark.parametrize("tokens", PALETTES, ids=lambda tokens: tokens.name)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@APPEARANCES
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS, ids=lambda name: name)
def test_text_reads_on_its_ground(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= _least(tokens)


@APPEARANCES
def test_speakers_read_as_labels_and_under_their_initial(tokens: Tokens) -> None:
    for colour in tokens.speakers:
        assert contrast(colour, tokens.paper) >= _least(tokens)
        assert contrast(tokens.on_speaker, colour) >= _least(tokens)


@APPEARANCES
def test_edges_of_controls_are_seen(tokens: Tokens) -> None:
    for ground in ("paper", "panel"):
        assert contrast(tokens.field_line, getattr(tokens, ground)) >= 3
        assert contrast(tokens.accent, getattr(tokens, ground)) >= 3


@APPEARANCES
def test_every_category_has_a_colour_and_the_style_sheet_is_filled(tokens: Tokens) -> None:
    assert all(tokens.category(category).isValid() for category in Category)
    assert "$" not in stylesheet(tokens).partition("*/")[2]
    assert palette(tokens).base().color().name() == tokens.paper
    for drawing in ("tick", "chevron"):
        assert paths.resource("icons", f"{drawing}-{tokens.name}.svg").is_file()


def test_the_appearance_changes_while_the_window_runs(theme: Theme) -> None:
    told: list[str] = []
    theme.changed.connect(lambda: told.append(theme.tokens.name))
    try:
        theme.choose(Appearance.DARK)
        theme.choose(Appearance.LIGHT)
    finally:
        theme.choose(Appearance.LIGHT)
    assert told[:2] == ["dark", "light"]


def test_the_window_and_a_menu_that_opens_from_it_wear_the_appearance(window: MainWindow, theme: Theme) -> None:
    screen = window.screens["study"]
    assert isinstance(screen, StudyScreen)
    menu = QMenu(screen)
    menu.addAction("Edit")
    try:
        for appearance in (Appearance.DARK, Appearance.LIGHT):
            theme.choose(appearance)
            settle(window)
            assert _colour_beside_the_words(screen.add_button) == theme.tokens.colour("accent")
            assert _colour_beside_the_words(menu) == theme.tokens.colour("paper")
    finally:
        theme.choose(Appearance.LIGHT)


def test_the_text_size_reaches_fonts_style_and_fixed_sizes_and_comes_back_exactly(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label, field = QLabel("02-hospital", window), QLineEdit(window)
    theme.dress(window)
    window.show()
    label.setFont(looks.mono(13))
    looks.keep_size(label, height=21)
    before = (label.font().pixelSize(), label.height(), QApplication.font().pixelSize())
    try:
        for percent, pixels, height in ((160, 21, 34), (80, 10, 17), (120, 16, 25)):
            theme.set_text_size(percent)
            assert (label.font().pixelSize(), label.height()) == (pixels, height)
            assert looks.sans(13).pixelSize() == pixels
            assert f"font-size: {looks.scaled(16)}px" in stylesheet(theme.tokens)
            field.ensurePolished()
            assert field.font().pixelSize() == looks.scaled(14)
        assert QApplication.font().pixelSize() == 17
    finally:
        theme.set_text_size(100)
    assert (label.font().pixelSize(), label.height(), QApplication.font().pixelSize()) == before


def _colour_beside_the_words(part: QWidget) -> QColor:
    image = part.grab().toImage()
    return image.pixelColor(4, image.height() // 2)


def _least(tokens: Tokens) -> float:
    return 7.0 if tokens.name.startswith("contrast") else 4.5
