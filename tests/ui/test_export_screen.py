"""The export screen: blocked interviews say why, files come out with their hashes, a draft stays apart."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.made_sound import give_sound
from transcribe_desk.audio.choice import DEFAULT_AUDIO, AudioChoice, AudioFormat, Mode
from transcribe_desk.export.targets import DEFAULT_TARGETS, TARGETS
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.profiles import Profile, Wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.export import ExportScreen
from transcribe_desk.ui.session import Session


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> ExportScreen:
    found = window.screens["export"]
    assert isinstance(found, ExportScreen)
    found.set_folder(tmp_path / "out")
    window.show_screen("export")
    qtbot.waitUntil(lambda: found.rows.counts()[1] > 0)
    return found


def test_only_what_the_gate_lets_out_can_be_ticked(screen: ExportScreen, session: Session) -> None:
    assert screen.rows.counts() == (1, 3)
    assert screen.rows.chosen() == [session.desk.interview("01-hospital").id]
    assert screen.write_button.text() == "Write 1 interview"


def test_the_keyboard_stays_where_it_was_when_the_rows_are_read_again(screen: ExportScreen, qtbot: QtBot) -> None:
    def focused() -> str:
        widget = screen.focusWidget()
        return widget.accessibleName() if widget else ""

    qtbot.waitUntil(lambda: focused() == "Export 01-hospital")
    before = screen.focusWidget()
    screen.reload()
    qtbot.waitUntil(lambda: screen.focusWidget() is not before)
    assert focused() == "Export 01-hospital"


def test_every_target_can_be_ticked_and_says_what_it_serves(screen: ExportScreen) -> None:
    assert list(screen.targets.boxes) == [target.name for target in TARGETS]
    shown = {label.text() for label in screen.targets.findChildren(QLabel)}
    assert {target.serves for target in TARGETS} <= shown
    assert screen.targets.chosen() == list(DEFAULT_TARGETS)


def test_targets_beside_the_coding_programs_unfold(screen: ExportScreen) -> None:
    assert screen.targets.boxes["nvivo"].isVisible()
    assert not screen.targets.boxes["deposit"].isVisible()
    screen.targets.more_button.click()
    assert screen.targets.boxes["deposit"].isVisible()


def test_all_targets_are_written_from_the_window(screen: ExportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    for name in ("nvivo", "html", "deposit"):
        screen.targets.boxes[name].setChecked(True)
    screen.write()
    qtbot.waitUntil(lambda: "1 interview written" in screen.result.summary.text(), timeout=20_000)
    assert (tmp_path / "out" / "nvivo" / "classification.xlsx").exists()
    assert (tmp_path / "out" / "deposit" / "README.txt").exists()


def test_a_reason_leads_to_the_review(screen: ExportScreen, window: MainWindow, session: Session) -> None:
    blocked = session.desk.interview("02-hospital").id
    screen.rows.reason_asked.emit(blocked)
    assert window.stack.currentWidget() is window.screens["review"]
    assert session.selected_id == blocked


def test_the_files_are_written_and_listed_with_their_hashes(screen: ExportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    screen.write()
    qtbot.waitUntil(lambda: "1 interview written, 3 files" in screen.result.summary.text(), timeout=20_000)
    text = tmp_path / "out" / "text" / "01-hospital.txt"
    assert "[NAME 1]" in text.read_text(encoding="utf-8")
    digest = hashlib.sha256(text.read_bytes()).hexdigest()
    assert digest in {child.accessibleName() for child in screen.result.findChildren(QLabel)}


def test_a_preview_is_what_would_be_written(screen: ExportScreen, session: Session, qtbot: QtBot) -> None:
    screen.preview(session.desk.interview("01-hospital").id)
    qtbot.waitUntil(lambda: "[NAME 1] interviewed me" in screen.page.text.toPlainText())


def test_the_style_chosen_is_previewed_and_written(
    screen: ExportScreen, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    screen.preview(session.desk.interview("01-hospital").id)
    qtbot.waitUntil(lambda: "[NAME 1] interviewed me" in screen.page.text.toPlainText())
    before = screen.page.text.toPlainText()
    assert "Um" in before
    screen.style_choice.clean.click()
    qtbot.waitUntil(lambda: screen.page.text.toPlainText() != before)
    shown = screen.page.text.toPlainText()
    assert "Um" not in shown
    screen.write()
    qtbot.waitUntil(lambda: "1 interview written, 3 files" in screen.result.summary.text(), timeout=20_000)
    assert (tmp_path / "out" / "text" / "01-hospital.txt").read_text(encoding="utf-8").split() == shown.split()


def choose(screen: ExportScreen, profile: Profile) -> None:
    screen.profile_choice.list.setCurrentIndex(screen.profile_choice.list.findData(profile))


@pytest.mark.parametrize("profile", [Profile.DEPOSIT, Profile.PUBLICATION])
def test_the_profile_chosen_is_previewed_and_written(
    profile: Profile, screen: ExportScreen, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "[NAME 1] interviewed me" in screen.page.text.toPlainText())
    team = screen.profile_choice.line.text()
    choose(screen, profile)
    qtbot.waitUntil(lambda: " interviewed me" in screen.page.text.toPlainText().replace("[NAME 1]", "-"))
    qtbot.waitUntil(lambda: "[NAME 1]" not in screen.page.text.toPlainText())
    shown = screen.page.text.toPlainText()
    assert "Joanne" not in shown
    assert screen.profile_choice.line.text() != team
    screen.write()
    qtbot.waitUntil(lambda: "1 interview written, 3 files" in screen.result.summary.text(), timeout=20_000)
    assert (tmp_path / "out" / "text" / "01-hospital.txt").read_text(encoding="utf-8").split() == shown.split()
    assert session.desk.vault.audit.entries()[-1].details["profile"] == profile.value


def test_the_line_says_where_the_study_replaces_in_its_own_way(
    screen: ExportScreen, session: Session, qtbot: QtBot
) -> None:
    session.desk.replacements.set_category(Profile.TEAM, Category.DATE, Wording.SHIFTED, "AB")
    screen.reload()
    qtbot.waitUntil(lambda: "its own way for: dates" in screen.profile_choice.line.text())
    choose(screen, Profile.DEPOSIT)
    assert "its own way" not in screen.profile_choice.line.text()


@pytest.fixture
def with_audio(screen: ExportScreen, session: Session, qtbot: QtBot) -> ExportScreen:
    """Give the screen with the recording of 01-hospital asked for, and the places in it listed."""
    give_sound(session.desk, "01-hospital")
    assert not screen.audio.isVisible()
    screen.targets.more_button.click()
    screen.targets.boxes["audio"].setChecked(True)
    assert screen.audio.isVisible()
    qtbot.waitUntil(lambda: screen.audio.listened.isEnabled())
    return screen


def test_places_to_listen_to_name_the_interview_and_the_time(with_audio: ExportScreen, session: Session) -> None:
    audio, hospital = with_audio.audio, session.desk.interview("01-hospital").id
    rows = [item.text() for row in range(audio.places.count()) if (item := audio.places.item(row))]
    assert rows == ["01-hospital  00:12:05–00:12:07", "01-hospital  00:12:17–00:12:19"]
    assert audio.count.text() == "2 places to listen to"
    assert audio.why.text() == "The machine was unsure of the words."
    audio.review_button.click()
    assert session.selected_id == hospital


def test_tab_goes_through_the_choices_about_recordings(with_audio: ExportScreen) -> None:
    audio = with_audio.audio
    order = (audio.kind, audio.mode, audio.verify, audio.places, audio.review_button, audio.listened)
    audio.kind.setFocus()
    for focused, reached in pairwise(order):
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is reached


def test_a_recording_is_searched_again_unless_a_person_says_otherwise(with_audio: ExportScreen) -> None:
    assert with_audio.audio.choice() == AudioChoice(DEFAULT_AUDIO.kind, DEFAULT_AUDIO.mode, verify=True)


def test_a_person_listened_only_to_the_places_that_were_listed(with_audio: ExportScreen, qtbot: QtBot) -> None:
    audio = with_audio.audio
    audio.listened.setChecked(True)
    assert audio.choice().listened
    with_audio.reload()
    qtbot.waitUntil(lambda: not any(each.busy for each in with_audio.findChildren(Dispatcher)))
    assert audio.choice().listened  # the same places
    box = next(each for each in with_audio.rows.findChildren(QCheckBox) if each.isVisible())
    box.setChecked(False)
    assert not audio.choice().listened  # while they are read
    qtbot.waitUntil(lambda: "Choose an interview" in audio.count.text())
    box.setChecked(True)
    qtbot.waitUntil(lambda: audio.listened.isEnabled())
    assert not audio.choice().listened


def test_a_recording_leaves_as_it_was_chosen(with_audio: ExportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    audio = with_audio.audio
    audio.kind.setCurrentIndex(audio.kind.findData(AudioFormat.MP3))
    audio.mode.setCurrentIndex(audio.mode.findData(Mode.SILENCE))
    audio.verify.setChecked(False)
    with_audio.write()
    told = "The texts are ready. Covering names in 1 recording…"
    qtbot.waitUntil(lambda: with_audio.progress.words.text() == told, timeout=20_000)
    assert with_audio.progress.bar.value() == with_audio.progress.bar.maximum()
    qtbot.waitUntil(lambda: "1 interview written, 4 files" in with_audio.result.summary.text(), timeout=20_000)
    assert "were not transcribed again" in with_audio.result.summary.text()
    assert (tmp_path / "out" / "audio" / "01-hospital.mp3").stat().st_size > 100_000


def test_a_recording_that_cannot_be_made_is_named_and_the_texts_leave(
    with_audio: ExportScreen, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (stored,) = (folder / "recordings").iterdir()
    data = bytearray(stored.read_bytes())
    data[len(data) // 2] ^= 1
    stored.write_bytes(data)
    with_audio.write()
    qtbot.waitUntil(lambda: "1 file not written" in with_audio.result.refused.text(), timeout=20_000)
    assert "audio/01-hospital.flac" in with_audio.result.refused.text()
    assert (tmp_path / "out" / "text" / "01-hospital.txt").exists()


def test_a_recording_never_leaves_as_a_draft(with_audio: ExportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    with_audio.draft.understood.setChecked(True)
    with_audio.draft.button.click()
    qtbot.waitUntil(lambda: bool(with_audio.error.text()), timeout=20_000)
    assert "They never leave as drafts." in with_audio.error.text()
    assert with_audio.error.visibleRegion().boundingRect() == with_audio.error.rect()
    assert not (tmp_path / "out draft").exists()


def test_a_draft_needs_its_tick_and_goes_to_a_folder_of_its_own(
    screen: ExportScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    assert not screen.draft.button.isEnabled()
    screen.draft.understood.setChecked(True)
    screen.draft.button.click()
    qtbot.waitUntil(lambda: "Machine draft of 3 interviews" in screen.result.summary.text(), timeout=20_000)
    first_line = (tmp_path / "out draft" / "text" / "02-hospital.txt").read_text(encoding="utf-8").splitlines()[0]
    assert first_line == "Machine draft, not reviewed by a person"
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_is_said(screen: ExportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a file").write_text("in the way", encoding="utf-8")
    screen.set_folder(tmp_path / "a file" / "out")
    screen.write()
    qtbot.waitUntil(lambda: bool(screen.error.text()), timeout=20_000)
    assert screen.write_button.isEnabled()


def test_no_target_no_export(screen: ExportScreen) -> None:
    for box in screen.targets.boxes.values():
        box.setChecked(False)
    assert not screen.write_button.isEnabled()
