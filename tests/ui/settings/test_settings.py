"""Each setting holds at once, is kept, and shows what is in force, whoever changed it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.wheel import turn_wheel_over
from transcribe_desk import paths
from transcribe_desk.security.no_network import ArmedGuard
from transcribe_desk.speech.model_store import ModelState, ModelStore
from transcribe_desk.ui.preferences import Preferences
from transcribe_desk.ui.settings.models import ModelsSection
from transcribe_desk.ui.settings.screen import SettingsScreen
from transcribe_desk.ui.shortcuts.editor import ShortcutEditor
from transcribe_desk.ui.shortcuts.registry import Shortcuts
from transcribe_desk.ui.theme import Theme


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, guard: ArmedGuard) -> SettingsScreen:
    made = SettingsScreen(theme, Shortcuts(Preferences()), guard)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    return made


@pytest.fixture
def editor(screen: SettingsScreen) -> ShortcutEditor:
    screen.show_section("keys")
    return screen.keys.editor


def test_playback_choices_are_kept_and_follow(screen: SettingsScreen) -> None:
    playback, preferences = screen.playback, screen.keys.editor._shortcuts.preferences
    _choose(playback.speed, 1.5)
    _choose(playback.rewind, 500)
    playback.pause.click()
    assert not playback.resume.isEnabled()
    kept = Preferences()
    assert (kept.speed, kept.auto_rewind_ms, kept.pause_while_typing) == (1.5, 500, False)
    preferences.speed = 0.7  # by key, say
    assert playback.speed.currentText() == "70 %"
    preferences.speed = 0.75
    assert playback.speed.currentData() in (0.7, 0.8)


def test_the_wheel_scrolls_the_settings_and_changes_none(screen: SettingsScreen) -> None:
    before = Preferences().speed
    turn_wheel_over(screen.playback.speed)
    assert Preferences().speed == before


def test_the_name_and_the_text_size_are_kept(screen: SettingsScreen) -> None:
    screen.show_section("looks")
    screen.looks.reviewer.setText("  A. Brown ")
    QTest.keyClick(screen.looks.reviewer, Qt.Key.Key_Return)
    _choose(screen.looks.text_size, 140)
    assert (Preferences().reviewer, Preferences().text_size) == ("A. Brown", 140)


def test_a_free_key_is_used_and_shown_at_once(editor: ShortcutEditor) -> None:
    editor.choose("find")
    QTest.keyClick(editor.field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert editor.field.keys() == "Ctrl+K"
    assert editor.notice.text() == ""
    editor.replace_button.click()
    assert editor._shortcuts.keys("find") == ("Ctrl+K",)
    row = editor.list.currentItem()
    assert row is not None
    assert row.text(1) == "Ctrl+K"
    editor.reset_button.click()
    assert editor._shortcuts.keys("find") == ("Ctrl+F",)


def test_a_taken_key_names_the_other_action_and_is_swapped_or_taken(editor: ShortcutEditor) -> None:
    editor.choose("find")
    editor.field.setKeySequence(QKeySequence("F8"))
    assert "Next doubtful word" in editor.notice.text()
    assert not editor.replace_button.isEnabled()
    editor.swap_button.click()
    assert editor._shortcuts.keys("next_doubtful") == ("Ctrl+F",)
    editor.choose("replace")
    editor.field.setKeySequence(QKeySequence("F8"))
    editor.take_button.click()
    assert (editor._shortcuts.keys("find"), editor._shortcuts.keys("replace")) == ((), ("Ctrl+H", "F8"))
    editor.reset_all_button.click()
    assert editor._shortcuts.preferences.key_map == {}


def test_a_key_that_text_needs_cannot_be_given(editor: ShortcutEditor) -> None:
    editor.choose("find")
    editor.field.setKeySequence(QKeySequence("Ctrl+V"))
    assert "usual meaning" in editor.notice.text()
    assert not editor.replace_button.isEnabled()
    assert not editor.take_button.isVisible()


def test_a_preset_is_put_in_force_and_shown(editor: ShortcutEditor) -> None:
    _choose(editor.preset, "otranscribe")
    assert editor._shortcuts.keys("back") == ("F1",)
    assert Preferences().key_preset == "otranscribe"


def test_a_pedal_gets_its_key(screen: SettingsScreen, editor: ShortcutEditor) -> None:
    screen.keys.pedal_button.click()
    editor.field.setKeySequence(QKeySequence("F4"))
    editor.take_button.click()
    assert "F4" in screen.keys.pedal_key.text()
    screen.keys.hold.click()
    assert Preferences().pedal_hold


def test_tab_leaves_the_field_of_keys(editor: ShortcutEditor, qtbot: QtBot) -> None:
    editor.window().activateWindow()
    editor.field.setFocus()
    qtbot.waitUntil(lambda: editor.field.hasFocus() or editor.field.isAncestorOf(editor.focusWidget()))
    QTest.keyClick(editor.focusWidget() or editor.field, Qt.Key.Key_Tab)
    assert editor.field.keys() == ""
    assert not editor.field.hasFocus()


def test_the_isolation_report_is_made_and_saved(screen: SettingsScreen, qtbot: QtBot, tmp_path: Path) -> None:
    screen.show_section("isolation")
    isolation = screen.isolation
    isolation.tested.connect(isolation.show_report)
    isolation.test_button.click()
    qtbot.waitUntil(lambda: isolation.report is not None, timeout=20_000)
    assert "Passed" in isolation.notice.text()
    isolation.save(tmp_path / "report.txt")
    text = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert "isolation self-test" in text
    assert "Connection (TCP) from Python code" in text
    isolation.save(tmp_path / "nowhere" / "report.txt")
    assert "Choose another folder" in isolation.notice.text()


def test_a_model_is_installed_from_a_folder_checked_and_a_damaged_one_refused(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    store = ModelStore(tmp_path / "models")
    installed = paths.models_folder() / "whisper-tiny.en"
    if not installed.is_dir():
        pytest.skip("the model whisper-tiny.en is not installed on this machine")
    section = ModelsSection(theme, store)
    qtbot.addWidget(section)
    section.show()
    stick = tmp_path / "stick"
    shutil.copytree(installed, stick)
    section.install(stick)
    qtbot.waitUntil(lambda: "is installed" in section.notice.text(), timeout=60_000)
    assert store.state("whisper-tiny.en") is ModelState.INSTALLED
    qtbot.waitUntil(lambda: "whisper-tiny.en" in section.check_buttons)
    section.check("whisper-tiny.en")
    qtbot.waitUntil(lambda: "catalogue promises" in section.notice.text(), timeout=60_000)
    (stick / "tokenizer.json").write_text("{}", encoding="utf-8")
    section.install(stick)
    qtbot.waitUntil(lambda: "tokenizer.json" in section.notice.text(), timeout=60_000)


def test_every_model_shows_size_licence_and_hash(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "models")
    section = ModelsSection(theme, store)
    qtbot.addWidget(section)
    section.show()
    qtbot.waitUntil(lambda: len(section.check_buttons) == len(store.catalogue()))
    shown = " ".join(label.text() for label in section.findChildren(QLabel))
    for entry in store.catalogue():
        assert entry.title in shown
        assert entry.licence in shown
        assert max(entry.files, key=lambda file: file.size).sha256[:16] in shown


def test_about_names_the_licences(screen: SettingsScreen) -> None:
    screen.show_section("about")
    shown = " ".join(label.text() for label in screen.about.findChildren(QLabel))
    for expected in ("GeoNames", "CC BY 4.0", "Faker", "LGPL", "medicines", "Rampart", "MIT"):
        assert expected in shown


def _choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
