"""The study screen: recordings come in by drop and panel, bad ones are named, organisations are added."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import made_study
from tests.ui.settling import go_to, wait_for_screen, wait_until
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.importing import ImportReport
from transcribe_desk.ui import session as sessions
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.study.screen import StudyScreen
from transcribe_desk.ui.session import Session


@pytest.fixture
def screen(window: MainWindow) -> StudyScreen:
    found = window.screens["study"]
    assert isinstance(found, StudyScreen)
    found.import_panel.transcribe.setChecked(False)
    return found


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    import av

    path = tmp_path / "Gespräch 研究.wav"
    samples = (np.sin(np.arange(16000) / 5) * 9000).astype(np.int16)
    with av.open(str(path), "w") as target:
        stream = target.add_stream("pcm_s16le", rate=16000, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = 16000
        target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return path


def test_the_table_shows_the_study(screen: StudyScreen) -> None:
    assert screen.model.rowCount() == 8
    assert screen.header.facts.text() == "8 interviews · 14 to 86 min · October 2018 to December 2018"
    assert screen.transcribe_button.text() == "Transcribe 5 waiting"


def test_what_changed_while_nobody_looked_is_there_when_somebody_comes_back(
    window: MainWindow, screen: StudyScreen, session: Session, desk: Desk, qtbot: QtBot
) -> None:
    go_to(window, "log")
    made_study.add_interview(desk, "hospital", None, None, 60_000, ("Nobody asked.", "Kristine did."))
    with qtbot.waitSignal(session.overview_changed):
        session.refresh()
    go_to(window, "study")
    assert screen.model.rowCount() == 9
    assert screen.header.facts.text().startswith("9 interviews")


def test_looking_at_the_study_keeps_the_interview_that_was_chosen_elsewhere(
    window: MainWindow, screen: StudyScreen, session: Session, desk: Desk, qtbot: QtBot
) -> None:
    first, other = desk.interview("01-hospital").id, desk.interview("02-hospital").id
    screen.table.keyboardSearch("01")
    assert session.selected_id == first
    go_to(window, "transcript")
    session.select(other)
    with qtbot.waitSignal(session.overview_changed):
        session.refresh()  # as after an edit
    go_to(window, "study")
    assert session.selected_id == other
    assert screen.table.chosen() == [other]


def test_the_one_row_left_of_a_selection_does_not_change_what_other_screens_show(
    screen: StudyScreen, session: Session, desk: Desk, qtbot: QtBot
) -> None:
    left, removed, shown = (desk.interview(f"0{number}-hospital").id for number in (1, 2, 3))
    screen.table.choose([left, removed])
    session.select(shown)
    desk.people.remove_interviews([removed])
    with qtbot.waitSignal(session.overview_changed):
        session.refresh()
    assert screen.table.chosen() == [left]
    assert session.selected_id == shown


def test_a_dropped_recording_comes_in_under_the_chosen_organisation(
    screen: StudyScreen, desk: Desk, recording: Path, qtbot: QtBot
) -> None:
    before = recording.read_bytes()
    _drop(screen, [recording])
    panel = screen.import_panel
    qtbot.waitUntil(panel.isVisible)
    assert not panel.import_button.isEnabled()  # no organisation is guessed
    panel.organisation.setCurrentText("Community")
    QTest.mouseClick(panel.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.model.rowCount() == 9, timeout=20_000)
    assert "09-community" in screen.report.text()
    assert not panel.isVisible()
    assert desk.interview("09-community").recording.file_name == recording.name
    assert recording.read_bytes() == before


def test_a_new_organisation_can_be_named_on_the_way(screen: StudyScreen, recording: Path, qtbot: QtBot) -> None:
    screen.take_files([recording])
    panel = screen.import_panel
    qtbot.waitUntil(panel.isVisible)
    panel.organisation.setCurrentIndex(panel.organisation.count() - 1)
    assert not panel.import_button.isEnabled()
    QTest.keyClicks(panel.new_label, "charity")
    panel.start()
    qtbot.waitUntil(lambda: "09-charity" in screen.report.text(), timeout=20_000)


def test_a_file_that_holds_no_sound_is_named_with_cause_and_remedy(
    screen: StudyScreen, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    text = tmp_path / "notes.mp3"
    text.write_text("not sound at all", encoding="utf-8")
    screen.take_files([text, tmp_path / "missing.wav"])
    qtbot.waitUntil(screen.import_panel.isVisible)
    screen.import_panel.organisation.setCurrentText("Hospital")
    screen.import_panel.start()
    qtbot.waitUntil(lambda: "Nothing came in. 2 files" in screen.report.text(), timeout=20_000)
    assert "notes.mp3" in screen.report.text()
    assert "missing.wav" in screen.report.text()
    assert len(desk.rows()) == 8


def test_locking_ends_an_import_and_keeps_what_is_in(
    screen: StudyScreen, window: MainWindow, desk: Desk, recording: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in, under_way = desk.import_files, threading.Event()

    def the_second_takes_hours(files: list[Path], *others: Any) -> ImportReport:
        report = take_in(files[:1], *others)
        under_way.set()
        return replace(report, cancelled=others[-1].wait(60))

    monkeypatch.setattr(desk, "import_files", the_second_takes_hours)
    screen.take_files([recording, recording])
    wait_until(screen.import_panel.isVisible)
    screen.import_panel.organisation.setCurrentText("Hospital")
    screen.import_panel.transcribe.setChecked(True)
    screen.import_panel.start()
    wait_until(under_way.is_set)
    window.lock()
    wait_until(lambda: window.session is None, seconds=20)
    assert desk.queue.events() == ()
    with sessions.open_study(folder, made_study.PASSPHRASE)[0] as again:
        assert again.interview("09-hospital").recording.file_name == recording.name


def test_locking_ends_reading_a_table_in(
    screen: StudyScreen, window: MainWindow, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, under_way = desk.import_table, threading.Event()

    def slow(table: Path, cancel: threading.Event) -> ImportReport:
        under_way.set()
        assert cancel.wait(60)
        return read(table, cancel)

    monkeypatch.setattr(desk, "import_table", slow)
    screen.import_table(tmp_path / "participants.csv")
    wait_until(under_way.is_set)
    window.lock()
    wait_until(lambda: window.session is None, seconds=20)


def test_a_bad_participants_table_is_refused_whole(
    screen: StudyScreen, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    table = tmp_path / "participants.csv"
    table.write_text("name,role\nAnna,nurse\n", encoding="utf-8")
    screen.take_files([table])
    qtbot.waitUntil(lambda: "participants.csv" in screen.notice.text() and "Reading" not in screen.notice.text())
    assert screen.participants_button.isEnabled()
    assert len(desk.rows()) == 8


def test_an_organisation_is_added_at_the_side(screen: StudyScreen, desk: Desk, qtbot: QtBot) -> None:
    screen.organisations.add_button.click()
    form = screen.organisations.form
    QTest.keyClicks(form.label, "charity")
    assert form.preview.text() == "→ 02-charity"
    QTest.keyClicks(form.name, "Breathe Easy")
    QTest.keyClicks(form.aliases, "BE, Breathe")
    QTest.keyClicks(form.generic, "the charity")
    QTest.keyClick(form.generic, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "charity" in screen.organisations.cards)
    added = next(each for each in desk.organisations() if each.label == "charity")
    assert (added.name, added.aliases, added.generic) == ("Breathe Easy", ("BE", "Breathe"), "the charity")


@pytest.mark.parametrize("label", ["St Elsewhere", "hospital"])
def test_a_bad_or_taken_label_is_refused_inline(screen: StudyScreen, label: str, qtbot: QtBot) -> None:
    screen.organisations.add_button.click()
    form = screen.organisations.form
    form.label.setText(label)
    form.save()
    qtbot.waitUntil(lambda: label in form.notice.text())
    assert form.isVisible()


def test_enter_opens_the_interview(screen: StudyScreen, window: MainWindow, qtbot: QtBot) -> None:
    screen.table.selectRow(1)
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    wait_for_screen(window, "transcript")
    assert window.session is not None
    row = window.session.row(window.session.selected_id)
    assert row is not None
    assert row.interview.study_id == "02-hospital"


def _drop(screen: StudyScreen, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, copy, left = QPoint(50, 50), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(screen, QDragEnterEvent(place, copy, data, left, none))
    QApplication.sendEvent(screen, QDropEvent(place.toPointF(), copy, data, left, none))
