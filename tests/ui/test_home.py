"""The way in: a first start, a new study, a known one, and each reason why a study does not open."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui import made_study
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.ui import recent
from transcribe_desk.ui.passphrase import strength
from transcribe_desk.ui.screens.home.new_study import folder_name
from transcribe_desk.ui.screens.home.screen import HomeScreen
from transcribe_desk.ui.theme import Theme


@pytest.fixture
def home(qtbot: QtBot, theme: Theme) -> HomeScreen:
    made = HomeScreen(theme)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def closed_study(folder: Path) -> Path:
    made_study.new_desk(folder).close()
    return folder


def test_a_first_start_leads_to_a_new_study(home: HomeScreen, qtbot: QtBot) -> None:
    assert home.list.count() == 0
    QTest.mouseClick(home.first_button, Qt.MouseButton.LeftButton)
    assert home.forms.currentWidget() is home.new_study


def test_a_new_study_is_made_opened_and_remembered(home: HomeScreen, qtbot: QtBot, tmp_path: Path) -> None:
    home.start_new()
    form = home.new_study
    form.set_place(tmp_path)
    QTest.keyClicks(form.title, "Integrated respiratory service")
    QTest.keyClicks(form.passphrase.field, made_study.PASSPHRASE)
    assert not form.create_button.isEnabled()  # the passphrase must be typed twice
    QTest.keyClicks(form.repeated.field, made_study.PASSPHRASE)
    with qtbot.waitSignal(home.opened, timeout=20_000) as opened:
        QTest.mouseClick(form.create_button, Qt.MouseButton.LeftButton)
    folder, desk, overview = opened.args
    assert folder == tmp_path / "Integrated respiratory service.tdstudy"
    assert overview.settings.title == "Integrated respiratory service"
    assert isinstance(desk, Desk)
    desk.close()
    assert recent.load().studies == (folder,)
    assert form.passphrase.text() == ""


@pytest.mark.parametrize("repeated", ["", "seven quiet herons at dusk"])
def test_no_study_without_the_same_passphrase_twice(home: HomeScreen, repeated: str) -> None:
    form = home.new_study
    form.title.setText("Study")
    form.passphrase.field.setText(made_study.PASSPHRASE)
    form.repeated.field.setText(repeated)
    assert not form.create_button.isEnabled()


def test_a_folder_that_is_there_already_is_not_touched(home: HomeScreen, qtbot: QtBot, closed_study: Path) -> None:
    form = home.new_study
    form.set_place(closed_study.parent)
    form.title.setText(closed_study.stem)
    form.passphrase.field.setText(made_study.PASSPHRASE)
    form.repeated.field.setText(made_study.PASSPHRASE)
    form.create_study()
    qtbot.waitUntil(lambda: "Respiratory" in form.notice.text())
    assert form.create_button.isEnabled()


def test_a_known_study_opens_with_its_passphrase(home: HomeScreen, qtbot: QtBot, closed_study: Path) -> None:
    recent.remember_study(closed_study)
    home.reload()
    assert home.unlock.name.text() == "Respiratory"
    QTest.keyClicks(home.unlock.passphrase.field, made_study.PASSPHRASE)
    with qtbot.waitSignal(home.opened, timeout=10_000) as opened:
        QTest.keyClick(home.unlock.passphrase.field, Qt.Key.Key_Return)
    opened.args[1].close()


def test_a_study_chosen_while_another_is_unlocked_is_not_taken_for_it(
    home: HomeScreen, qtbot: QtBot, closed_study: Path, tmp_path: Path
) -> None:
    other = tmp_path / "Other.tdstudy"
    made_study.new_desk(other).close()
    home.open_folder(closed_study)
    home.unlock.passphrase.field.setText("not this one")
    home.unlock.unlock()
    home.open_folder(other)
    qtbot.waitUntil(lambda: home.unlock.button.isEnabled() and home.unlock.button.text() == "Unlock", timeout=10_000)
    assert home.unlock.notice.text() == ""
    home.open_folder(closed_study)
    home.unlock.passphrase.field.setText(made_study.PASSPHRASE)
    with qtbot.waitSignal(home.opened, timeout=10_000) as opened:
        home.unlock.unlock()
        home.open_folder(other)
    folder, desk, _overview = opened.args
    assert folder == desk.vault.folder == closed_study
    desk.close()


def test_a_wrong_passphrase_is_said_and_can_be_typed_again(home: HomeScreen, qtbot: QtBot, closed_study: Path) -> None:
    home.open_folder(closed_study)
    home.unlock.passphrase.field.setText("not this one")
    home.unlock.unlock()
    qtbot.waitUntil(lambda: "passphrase" in home.unlock.notice.text().lower())
    assert home.unlock.passphrase.field.property("wrong")
    assert home.unlock.passphrase.field.selectedText() == "not this one"
    assert home.unlock.button.isEnabled()


def test_a_study_open_elsewhere_says_who_has_it(home: HomeScreen, qtbot: QtBot, closed_study: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, leave = context.Event(), context.Event()
    other = context.Process(target=_hold_open, args=(closed_study, ready, leave))
    other.start()
    try:
        assert ready.wait(30)
        home.open_folder(closed_study)
        home.unlock.passphrase.field.setText(made_study.PASSPHRASE)
        home.unlock.unlock()
        qtbot.waitUntil(lambda: str(other.pid) in home.unlock.notice.text(), timeout=10_000)
    finally:
        leave.set()
        other.join(10)


def test_a_damaged_study_is_said(home: HomeScreen, qtbot: QtBot, closed_study: Path) -> None:
    database = max((path for path in closed_study.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    content = bytearray(database.read_bytes())
    content[4096 : 4096 + 512] = bytes(512)
    database.write_bytes(content)
    home.open_folder(closed_study)
    home.unlock.passphrase.field.setText(made_study.PASSPHRASE)
    home.unlock.unlock()
    qtbot.waitUntil(lambda: bool(home.unlock.notice.text()), timeout=10_000)
    assert "Respiratory" in home.unlock.notice.text()


def test_a_study_that_is_not_there_cannot_be_unlocked_but_forgotten(home: HomeScreen, tmp_path: Path) -> None:
    recent.remember_study(tmp_path / "Gone.tdstudy")
    home.reload()
    assert not home.unlock.button.isEnabled()
    assert "not there" in home.unlock.notice.text()
    home.unlock.remove.click()
    assert recent.load().studies == ()


def test_the_passphrase_hides_until_asked(home: HomeScreen, qtbot: QtBot) -> None:
    field = home.unlock.passphrase
    assert field.field.echoMode() is QLineEdit.EchoMode.Password
    QTest.mouseClick(field.show_button, Qt.MouseButton.LeftButton)
    assert field.field.echoMode() is QLineEdit.EchoMode.Normal
    field.clear()
    assert field.field.echoMode() is QLineEdit.EchoMode.Password


@pytest.mark.parametrize(
    ("typed", "enough"),
    [("", False), ("short", False), ("aaaaaaaaaaaaaaaa", False), ("correct horse battery staple", True)],
)
def test_the_strength_hint(typed: str, enough: bool) -> None:
    assert strength(typed).enough is enough


@pytest.mark.parametrize(
    ("title", "name"),
    [("Care / 2024: pilot", "Care 2024 pilot"), ("…", "study"), ("Siân’s Größe 研究", "Siâns Größe 研究")],
)
def test_a_title_becomes_a_folder_name(title: str, name: str) -> None:
    assert folder_name(title) == name


def test_what_cannot_be_read_is_an_empty_memory(own_state: Path) -> None:
    own_state.mkdir()
    (own_state / "window.json").write_text("{ not json", encoding="utf-8")
    assert recent.load() == recent.WindowState()
    recent.remember_study(own_state / "Care.tdstudy")
    assert recent.load().studies == (own_state / "Care.tdstudy",)


def _hold_open(folder: Path, ready: object, leave: object) -> None:
    with Desk.open(folder, made_study.PASSPHRASE):
        ready.set()  # type: ignore[attr-defined]
        leave.wait(30)  # type: ignore[attr-defined]
