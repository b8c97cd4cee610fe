"""The export screen: blocked interviews say why, files come out with their hashes, a draft stays apart."""

from __future__ import annotations

import hashlib
import threading
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.made_sound import give_sound
from tests.ui.settling import settle, wait_for_screen, wait_until
from transcribe_desk.audio.choice import DEFAULT_AUDIO, AudioChoice, AudioFormat, Mode
from transcribe_desk.export.targets import DEFAULT_TARGETS, TARGETS
from transcribe_desk.jobs.export_changes import FileChange, FileState, Reason
from transcribe_desk.jobs.exporting import BlockedHit, ExportReport, RefusedInterview
from transcribe_desk.privacy.mention import Category, Decision
from transcribe_desk.privacy.overrides import Leak
from transcribe_desk.privacy.render import AnonymisedTranscript, AnonymisedTurn
from transcribe_desk.privacy.replacing.profiles import Profile, Wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.export.hits import HitList
from transcribe_desk.ui.screens.export.result import ChangesCard, PreviewPage
from transcribe_desk.ui.screens.export.screen import ExportScreen
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Appearance, Theme


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


def test_the_keyboard_stays_where_it_was_when_the_rows_are_made_again(
    screen: ExportScreen, theme: Theme, qtbot: QtBot
) -> None:
    def focused() -> str:
        widget = screen.focusWidget()
        return widget.accessibleName() if widget else ""

    qtbot.waitUntil(lambda: focused() == "Export 01-hospital")
    before = screen.focusWidget()
    screen.reload()
    settle(screen)
    assert screen.focusWidget() is before  # nothing is different, and so nothing is made anew
    try:
        theme.choose(Appearance.DARK)  # icons are in the colours of the appearance
        screen.reload()
        qtbot.waitUntil(lambda: screen.focusWidget() is not before)
        assert focused() == "Export 01-hospital"
    finally:
        theme.choose(Appearance.LIGHT)


def test_a_long_preview_comes_in_lots_whole_in_order_and_never_mixed_with_the_one_before(
    theme: Theme, qtbot: QtBot
) -> None:
    page = PreviewPage(theme)
    qtbot.addWidget(page)
    page.show_rendered(_long("01-hospital", 450), ready=True)
    page.show_rendered(_long("02-hospital", 450), ready=True)  # while the first still comes
    qtbot.waitUntil(lambda: page.text.toPlainText().endswith("… and 50 more turns"))
    lines = [line for line in page.text.toPlainText().splitlines() if line.strip()]
    assert lines == ["02-hospital", *(f"02-hospital: turn {number}" for number in range(400)), "… and 50 more turns"]
    page.show_rendered(_long("03-hospital", 450), ready=True)
    page.show_nothing()
    settle(page)
    assert page.text.toPlainText() == ""


def _long(study_id: str, turns: int) -> AnonymisedTranscript:
    spoken = (AnonymisedTurn(study_id, 0, 0, f"turn {number}", ()) for number in range(turns))
    return AnonymisedTranscript(study_id, (), tuple(spoken))


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
    qtbot.waitUntil(lambda: "1 interview written" in screen.result.summary.text(), timeout=60_000)
    assert (tmp_path / "out" / "nvivo" / "classification.xlsx").exists()
    assert (tmp_path / "out" / "deposit" / "README.txt").exists()


def test_a_reason_leads_to_the_review(screen: ExportScreen, window: MainWindow, session: Session) -> None:
    blocked = session.desk.interview("02-hospital").id
    screen.rows.reason_asked.emit(blocked)
    wait_for_screen(window, "review")
    assert session.selected_id == blocked


def test_the_files_are_written_and_listed_with_their_hashes(screen: ExportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    screen.write()
    qtbot.waitUntil(lambda: "1 interview written, 3 files" in screen.result.summary.text(), timeout=60_000)
    text = tmp_path / "out" / "text" / "01-hospital.txt"
    assert "[NAME 1]" in text.read_text(encoding="utf-8")
    digest = hashlib.sha256(text.read_bytes()).hexdigest()
    digests = next(child for child in screen.result.findChildren(QLabel) if digest in child.accessibleName())
    row = digests.accessibleName().split("\n").index(digest)
    assert digests.text().split("\n")[row] == f"{digest[:16]} … {digest[-8:]}"
    assert any(
        "text/01-hospital.txt" in child.text().split("\n")[row:][:1] for child in screen.result.findChildren(QLabel)
    )


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
    qtbot.waitUntil(lambda: "1 interview written, 3 files" in screen.result.summary.text(), timeout=60_000)
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
    qtbot.waitUntil(lambda: "1 interview written, 3 files" in screen.result.summary.text(), timeout=60_000)
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
    qtbot.waitUntil(lambda: with_audio.progress.words.text() == told, timeout=60_000)
    assert with_audio.progress.bar.value() == with_audio.progress.bar.maximum()
    qtbot.waitUntil(lambda: "1 interview written, 4 files" in with_audio.result.summary.text(), timeout=60_000)
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
    qtbot.waitUntil(lambda: "1 file not written" in with_audio.result.refused.text(), timeout=60_000)
    assert "audio/01-hospital.flac" in with_audio.result.refused.text()
    assert (tmp_path / "out" / "text" / "01-hospital.txt").exists()


def test_a_recording_never_leaves_as_a_draft(with_audio: ExportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    with_audio.draft.understood.setChecked(True)
    with_audio.draft.button.click()
    qtbot.waitUntil(lambda: bool(with_audio.error.text()), timeout=60_000)
    assert "They never leave as drafts." in with_audio.error.text()
    assert with_audio.error.visibleRegion().boundingRect() == with_audio.error.rect()
    assert not (tmp_path / "out draft").exists()


def test_a_draft_needs_its_tick_and_goes_to_a_folder_of_its_own(
    screen: ExportScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    assert not screen.draft.button.isEnabled()
    screen.draft.understood.setChecked(True)
    screen.draft.button.click()
    qtbot.waitUntil(lambda: "Machine draft of 3 interviews" in screen.result.summary.text(), timeout=60_000)
    first_line = (tmp_path / "out draft" / "text" / "02-hospital.txt").read_text(encoding="utf-8").splitlines()[0]
    assert first_line == "Machine draft, not reviewed by a person"
    assert not (tmp_path / "out").exists()


def test_locking_ends_an_export_and_nothing_of_it_is_written(
    screen: ExportScreen, window: MainWindow, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export, under_way = session.desk.export, threading.Event()

    def slow(out: Path, *, cancel: threading.Event, **others: Any) -> ExportReport:
        under_way.set()
        assert cancel.wait(60)
        return export(out, cancel=cancel, **others)

    monkeypatch.setattr(session.desk, "export", slow)
    screen.write()
    wait_until(under_way.is_set)
    window.lock()
    wait_until(lambda: window.session is None, seconds=20)
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_is_said(screen: ExportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a file").write_text("in the way", encoding="utf-8")
    screen.set_folder(tmp_path / "a file" / "out")
    screen.write()
    qtbot.waitUntil(lambda: bool(screen.error.text()), timeout=60_000)
    assert screen.write_button.isEnabled()


def test_no_target_no_export(screen: ExportScreen) -> None:
    for box in screen.targets.boxes.values():
        box.setChecked(False)
    assert not screen.write_button.isEnabled()


# What the search found, attributes, and what changed


@pytest.fixture
def with_hits(screen: ExportScreen, session: Session, qtbot: QtBot) -> ExportScreen:
    """Give the screen after an export whose sheet was stopped by the value of an attribute."""
    desk = session.desk
    desk.vault.study.add_participant(desk.organisations()[0].id, None, "Ada White")
    for person in desk.disclosure.people():
        desk.disclosure.set_attributes(person.participant.id, {"ethnicity": "White"})
    screen.reload()
    qtbot.waitUntil(lambda: bool(screen.attributes.boxes), timeout=60_000)
    screen.attributes.boxes["ethnicity"].setChecked(True)  # few people share it in the small organisations
    qtbot.waitUntil(lambda: not any(each.busy for each in screen.findChildren(Dispatcher)), timeout=60_000)
    screen.write()
    qtbot.waitUntil(lambda: bool(screen.result.hits.rows), timeout=60_000)
    return screen


def test_a_hit_is_let_stand_on_the_screen_and_written_the_next_time(
    with_hits: ExportScreen, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    (row,) = with_hits.result.hits.rows
    sheet = tmp_path / "out" / "docx" / "variables.xlsx"
    assert not sheet.exists()
    row.open_button.click()
    assert not row.form.stand_button.isEnabled()
    QTest.keyClicks(row.form.reason, "the ethnic group")
    QTest.keyClicks(row.form.name, "GE")
    row.form.stand_button.click()
    qtbot.waitUntil(lambda: row.state.isVisible(), timeout=60_000)
    (kept,) = session.desk.overrides.standing()
    assert (kept.leak, kept.reason, kept.by) == (row.leak, "the ethnic group", "GE")
    with_hits.result.again_button.click()
    qtbot.waitUntil(sheet.exists, timeout=60_000)
    qtbot.waitUntil(lambda: with_hits.standing.isVisible(), timeout=60_000)
    told = "nothing but 1 hit that somebody let stand was found"
    qtbot.waitUntil(lambda: told in with_hits.result.summary.text(), timeout=60_000)
    back = next(each for each in with_hits.standing.findChildren(QPushButton) if each.text() == "Withdraw")
    back.click()
    qtbot.waitUntil(lambda: not with_hits.standing.isVisible(), timeout=60_000)
    assert session.desk.overrides.standing() == ()


def test_many_reasons_stand_below_each_other_and_do_not_widen_the_page(qtbot: QtBot) -> None:
    card = ChangesCard()
    qtbot.addWidget(card)
    card.show_changes([FileChange(f"text/0{each}-hospital.txt", FileState.CHANGED, tuple(Reason)) for each in (1, 2)])
    paths, states, reasons = (label.text().split("\n") for label in card.findChildren(QLabel) if "\n" in label.text())
    second = paths.index("text/02-hospital.txt")
    assert len(paths) == len(states) == len(reasons) == 2 * second
    assert states[second] == "changed"
    assert " ".join(reasons[second:]) == ", ".join(Reason)
    assert card.minimumSizeHint().width() < 680


def test_of_many_hits_the_next_are_shown_when_asked_for(qtbot: QtBot) -> None:
    hits = HitList()
    qtbot.addWidget(hits)
    hits.show()
    leaks = [Leak(f"text/{number:02}-hospital.txt", "text", "White", "White walls") for number in range(12)]
    hits.show_refused([RefusedInterview("", (), each.path, (BlockedHit(each, ""),)) for each in leaks])
    assert [row.leak for row in hits.rows] == leaks[:5]
    assert hits.more_button.text() == "Show 7 more hits"
    hits.more_button.click()
    assert hits.focusWidget() is hits.rows[5].open_button
    hits.more_button.click()
    assert [row.leak for row in hits.rows] == leaks
    assert hits.more_button.isHidden()


def test_cancelling_lets_nothing_stand(with_hits: ExportScreen, session: Session) -> None:
    (row,) = with_hits.result.hits.rows
    row.open_button.click()
    QTest.keyClicks(row.form.reason, "a colour")
    row.form.cancel_button.click()
    assert row.open_button.isVisible()
    assert session.desk.overrides.all() == ()


def test_an_attribute_that_few_share_says_so_and_leaves_only_when_ticked(
    screen: ExportScreen, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = session.desk
    assert not screen.attributes.isVisible()
    for person in desk.disclosure.people():
        values = {"sex": "female"} if person.label == "hospital" else {}
        if person.study_id == "01-hospital":
            values["band"] = "8a"
        desk.disclosure.set_attributes(person.participant.id, values)
    screen.reload()
    qtbot.waitUntil(lambda: screen.attributes.isVisible(), timeout=60_000)
    boxes = screen.attributes.boxes
    assert {name: box.isChecked() for name, box in boxes.items()} == {"band": False, "sex": True}
    assert "Held by few: 1 combination with organisation" in boxes["band"].accessibleDescription()
    boxes["band"].setChecked(True)
    boxes["sex"].setChecked(False)
    qtbot.waitUntil(lambda: not any(each.busy for each in screen.findChildren(Dispatcher)), timeout=60_000)
    screen.write()
    qtbot.waitUntil(lambda: "1 interview written" in screen.result.summary.text(), timeout=60_000)
    heading = next(openpyxl.load_workbook(tmp_path / "out" / "docx" / "variables.xlsx").worksheets[0].values)
    assert "Band" in heading
    assert "Sex" not in heading
    assert "because you confirmed it" in screen.result.attributes.text()


def test_attributes_are_asked_about_only_where_a_target_tells_them(
    screen: ExportScreen, session: Session, qtbot: QtBot
) -> None:
    for person in session.desk.disclosure.people():
        session.desk.disclosure.set_attributes(person.participant.id, {"sex": "female"})
    screen.reload()
    qtbot.waitUntil(lambda: screen.attributes.isVisible(), timeout=60_000)
    screen.targets.boxes["docx"].setChecked(False)
    assert not screen.attributes.isVisible()


def test_a_repeated_export_shows_which_files_changed_and_why(
    screen: ExportScreen, session: Session, qtbot: QtBot
) -> None:
    screen.write()
    qtbot.waitUntil(lambda: "1 interview written" in screen.result.summary.text(), timeout=60_000)
    assert not screen.result.changes.isVisible()
    screen.style_choice.clean.click()
    screen.result.summary.clear()
    screen.write()
    qtbot.waitUntil(lambda: "1 interview written" in screen.result.summary.text(), timeout=60_000)
    changes = screen.result.changes
    assert changes.isVisible()
    assert changes.summary.text() == "2 changed, 1 unchanged."
    shown = [line for label in changes.findChildren(QLabel) for line in label.text().split("\n")]
    assert "text/01-hospital.txt" in shown
    assert "style" in shown
    assert "docx/variables.xlsx" not in shown


def test_files_of_an_interview_that_is_refused_since_are_named_to_be_deleted(
    screen: ExportScreen, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = session.desk
    other = desk.interview("02-hospital")
    desk.decide([mention.id for mention in desk.mentions(other.id)], Decision.ACCEPTED, "GE")
    desk.sign_off(other.id, "GE")
    desk.export(tmp_path / "out", interview_ids=[other.id], targets=["text"])
    desk.decide([mention.id for mention in desk.mentions(other.id)], Decision.UNDECIDED, "GE")
    screen.write()
    qtbot.waitUntil(lambda: "1 interview written" in screen.result.summary.text(), timeout=60_000)
    assert "Delete them there: text/02-hospital.txt." in screen.result.summary.text()
