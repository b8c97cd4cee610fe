"""The log screen: the trail with its filters, the papers that come out of it, the keeping of sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.made_sound import give_sound
from tests.ui.settling import settle
from tests.ui.wheel import turn_wheel_over
from transcribe_desk.jobs.anonymisation_log import open_key
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.trail import Kind
from transcribe_desk.security.no_network import ArmedGuard
from transcribe_desk.study.retention import RetentionRule, Until
from transcribe_desk.ui import session as sessions
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.log.screen import LogScreen
from transcribe_desk.ui.screens.log.sound import SoundPanel
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> LogScreen:
    found = window.screens["log"]
    assert isinstance(found, LogScreen)
    window.show_screen("log")
    qtbot.waitUntil(lambda: found.model.rowCount() > 0)
    return found


def _column(screen: LogScreen, column: int) -> list[str]:
    return [screen.model.index(row, column).data() for row in range(screen.model.rowCount())]


def test_the_newest_entry_stands_first_and_the_trail_is_unbroken(screen: LogScreen, desk: Desk) -> None:
    entries = desk.vault.audit.entries()
    assert _column(screen, 0) == [str(entry.id) for entry in reversed(entries)]
    assert screen.chip.text() == "unbroken"
    assert entries[-1].hash[:32] in screen.fingerprint.text()


def test_entries_are_narrowed_by_words_kind_and_person(screen: LogScreen) -> None:
    everything = screen.model.rowCount()
    screen.search.setText("signed off")
    assert _column(screen, 3) == ["Signed off"]
    screen.search.clear()
    assert screen.model.rowCount() == everything
    screen.kind.setCurrentIndex(screen.kind.findData(Kind.STUDY))
    assert set(_column(screen, 3)) == {"Organisation added"}
    screen.kind.setCurrentIndex(0)
    screen.who.setCurrentIndex(screen.who.findData("A. Brown"))
    assert set(_column(screen, 2)) == {"A. Brown"}


def test_the_model_keeps_qts_rules(screen: LogScreen) -> None:
    tester = QAbstractItemModelTester(screen.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    screen.search.setText("organisation")
    screen.search.setText("nothing says this")
    screen.search.clear()
    assert screen.model.rowCount() > 0
    del tester


def test_a_broken_trail_is_shown_with_the_place(screen: LogScreen, desk: Desk, qtbot: QtBot) -> None:
    desk.vault._database.query("DROP TRIGGER audit_is_kept")
    desk.vault._database.query("DELETE FROM audit WHERE id = 2")
    screen.reload()
    qtbot.waitUntil(lambda: screen.chip.text() == "broken")
    assert "broken at entry 2" in screen.broken.text()


def test_a_rule_is_kept_and_deletes_what_is_due(screen: LogScreen, desk: Desk, qtbot: QtBot) -> None:
    give_sound(desk, "02-hospital")
    interview_id = desk.interview("02-hospital").id
    screen.sound.until.setCurrentIndex(screen.sound.until.findData(Until.DAYS))
    screen.sound.days.setValue(30)
    assert "30 days after it came in" in screen.sound.meaning.text()
    screen.sound.keep_button.click()
    qtbot.waitUntil(lambda: "02-hospital: in 30 days" in screen.sound.due.text())
    assert not screen.sound.keep_button.isVisible()
    desk.retention.set_rule(RetentionRule(Until.DAYS, 0), "AB")
    screen.hide()
    screen.show()
    qtbot.waitUntil(lambda: "Sound deleted" in _column(screen, 3))
    assert not desk.vault.recordings.is_kept(interview_id)


def test_sound_is_deleted_only_after_the_question(screen: LogScreen, desk: Desk, qtbot: QtBot) -> None:
    give_sound(desk, "02-hospital")
    screen.reload()
    place = screen.sound.chosen
    qtbot.waitUntil(lambda: place.findText("02-hospital") >= 0)
    place.setCurrentIndex(place.findText("02-hospital"))
    screen.sound.delete_button.click()
    assert "Delete the sound of 02-hospital?" in screen.sound.confirm.text()
    assert desk.vault.recordings.is_kept(desk.interview("02-hospital").id)
    screen.sound.reason.setText("withdrew")
    screen.sound.sure_button.click()
    qtbot.waitUntil(lambda: "Sound deleted" in screen.notice.text())
    assert not desk.vault.recordings.is_kept(desk.interview("02-hospital").id)
    qtbot.waitUntil(lambda: any("reason: withdrew" in facts for facts in _column(screen, 5)))


@pytest.fixture
def keeping(screen: LogScreen) -> SoundPanel:
    """Give the part that keeps sound, with 02-hospital chosen, after which 03-hospital comes."""
    place = screen.sound.chosen
    place.setCurrentIndex(place.findText("02-hospital"))
    return screen.sound


def test_another_interview_is_asked_about_anew_before_its_sound_goes(keeping: SoundPanel, qtbot: QtBot) -> None:
    keeping.delete_button.click()
    QTest.keyClick(keeping.chosen, Qt.Key.Key_Down)
    assert keeping.chosen.currentText() == "03-hospital"
    assert not keeping.sure_button.isVisible()
    with qtbot.assertNotEmitted(keeping.deletion_asked):
        keeping.sure_button.click()
    keeping.delete_button.click()
    assert "Delete the sound of 03-hospital?" in keeping.confirm.text()


def test_what_a_person_is_at_stays_when_the_study_changes(
    keeping: SoundPanel, screen: LogScreen, session: Session, qtbot: QtBot
) -> None:
    keeping.until.setCurrentIndex(keeping.until.findData(Until.DAYS))
    keeping.days.setValue(30)
    keeping.delete_button.click()
    QTest.keyClicks(keeping.reason, "withdrew")
    with qtbot.waitSignal(session.overview_changed):
        session.refresh()
    settle(screen)
    assert (keeping.reason.text(), keeping.sure_button.isVisible()) == ("withdrew", True)
    assert (keeping.until.currentData(), keeping.days.value()) == (Until.DAYS, 30)
    assert keeping.keep_button.isVisible()


def test_the_wheel_scrolls_the_panel_and_changes_nothing_in_it(keeping: SoundPanel) -> None:
    for field in (keeping.until, keeping.days, keeping.chosen):
        assert not field.hasFocus()
        assert not turn_wheel_over(field)
    assert keeping.until.currentData() == Until.DELETED_BY_HAND
    assert keeping.chosen.currentText() == "02-hospital"
    keeping.chosen.setFocus()
    assert turn_wheel_over(keeping.chosen)
    assert keeping.chosen.currentText() == "03-hospital"


def test_sound_that_nobody_has_is_refused_with_the_reason(screen: LogScreen, qtbot: QtBot, desk: Desk) -> None:
    screen.sound.deletion_asked.emit(desk.interview("03-hospital").id, "")
    qtbot.waitUntil(lambda: "There is none any more." in screen.notice.text())


def test_the_log_is_written_where_a_person_says(
    screen: LogScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "archive"))
    screen.papers.log_button.click()
    qtbot.waitUntil(lambda: "Log written" in screen.notice.text(), timeout=20_000)
    assert {path.suffix for path in (tmp_path / "archive").rglob("*") if path.is_file()} >= {".csv", ".docx", ".json"}


def test_the_key_is_sealed_under_a_passphrase_typed_twice(
    screen: LogScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "who is who.tdkey"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    screen.papers.key_button.click()
    QTest.keyClicks(screen.papers.passphrase.field, "nine slow barges upriver")
    assert not screen.papers.seal_button.isEnabled()
    QTest.keyClicks(screen.papers.repeated.field, "nine slow barges upriver")
    assert screen.papers.seal_button.isEnabled()
    QTest.keyClick(screen.papers.repeated.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Key sealed" in screen.notice.text(), timeout=20_000)
    assert not screen.papers.passphrase.text()
    assert open_key(path, "nine slow barges upriver").decisions


def test_the_isolation_report_is_saved(
    screen: LogScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "isolation.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    screen.papers.isolation_button.click()
    qtbot.waitUntil(lambda: screen.notice.isVisible(), timeout=30_000)
    assert "Connection (TCP)" in path.read_text(encoding="utf-8")


def test_sound_that_is_due_goes_when_the_study_is_opened(
    qtbot: QtBot, theme: Theme, guard: ArmedGuard, desk: Desk, folder: Path
) -> None:
    give_sound(desk, "02-hospital")
    desk.retention.set_rule(RetentionRule(Until.DAYS, 0), "AB")
    window = MainWindow(theme, guard)
    qtbot.addWidget(window)
    window.open_study(folder, desk, sessions.read_overview(desk))
    window.show()
    qtbot.waitUntil(lambda: "The sound of 1 interview was deleted" in window.errors.text())
    assert not desk.vault.recordings.is_kept(desk.interview("02-hospital").id)
    window.close()
