"""The window as a whole: locking and unlocking, the strip, what is never blocked, what is not loaded to start."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import made_study, stalls
from tests.ui.every_part import make_every_part
from tests.ui.made_sound import give_sound
from tests.ui.settling import busy, go_to, settle, wait_for_screen
from transcribe_desk import paths
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.security.no_network import ArmedGuard, Enforcement
from transcribe_desk.security.self_test import Outcome
from transcribe_desk.study.retention import RetentionRule, Until
from transcribe_desk.ui import main_window, window_state
from transcribe_desk.ui import session as sessions
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.review.screen import Mode, ReviewScreen
from transcribe_desk.ui.screens.transcript.screen import TranscriptScreen
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.settings.screen import SettingsScreen
from transcribe_desk.ui.theme import Appearance, Theme
from transcribe_desk.ui.widgets.notice import EmptyState
from transcribe_desk.ui.widgets.page import Page
from transcribe_desk.ui.window_state import Place, StudyMemory


def test_alt_and_a_digit_go_from_screen_to_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for digit, name in enumerate(("study", "queue", "transcript", "review", "export", "log"), start=1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0.value + digit), Qt.KeyboardModifier.AltModifier)
        wait_for_screen(window, name)
        assert window.rail.buttons[name].isChecked()
    QTest.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    assert isinstance(window.stack.currentWidget(), SettingsScreen)


def test_a_screen_shown_when_nothing_has_the_keyboard_takes_it(window: MainWindow, qtbot: QtBot) -> None:
    """As after unlocking: the field with the passphrase has gone, and the screen of the last time is there."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for name in ("transcript", "review", "export", "queue", "log", "study"):
        if (focused := QApplication.focusWidget()) is not None:
            focused.clearFocus()
        window.show_screen(name)
        shown = window.screens[name]
        qtbot.waitUntil(partial(_has_keyboard, shown))
    window.show_screen("transcript")
    transcript = window.screens["transcript"]
    assert isinstance(transcript, TranscriptScreen)
    qtbot.waitUntil(transcript.view.hasFocus)


def test_the_other_screens_are_made_while_nobody_asks_for_them(
    window: MainWindow, theme: Theme, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.session is not None
    assert set(window.screens.made) == {"study"}
    monkeypatch.setattr(main_window, "REST_MS", 1)
    other = MainWindow(theme, ArmedGuard(Enforcement.KERNEL))
    qtbot.addWidget(other)
    other.open_study(folder, window.session.desk, window.session.overview)
    assert not other.screens.made  # the window answers between the steps of the first, too
    assert other.stack.currentWidget() is other.home
    wait_for_screen(other, "study")
    qtbot.waitUntil(lambda: set(other.screens.made) == set(other.screens), timeout=20_000)
    assert other.stack.currentWidget() is other.screens["study"]


def test_a_screen_asked_for_while_another_is_made_comes_instead(window: MainWindow) -> None:
    window.show_screen("export")
    window.show_screen("log")
    assert not {"export", "log"} & set(window.screens.made)
    wait_for_screen(window, "log")
    assert "export" not in window.screens.made
    window.show_screen("export")
    window.show_settings()
    QTest.qWait(50)
    assert isinstance(window.stack.currentWidget(), SettingsScreen)
    assert window.rail.buttons["settings"].isChecked()


class _Polished(QObject):
    """Notes the screens that the style sheet is applied to."""

    def __init__(self) -> None:
        super().__init__()
        self.screens: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Polish and isinstance(watched, Page):
            self.screens.append(type(watched).__name__)
        return False


def test_a_screen_whose_parts_come_later_is_not_drawn_anew_for_each(window: MainWindow) -> None:
    polished = _Polished()
    QApplication.instance().installEventFilter(polished)  # type: ignore[union-attr]
    for name in window.screens:
        go_to(window, name)
        make_every_part(window.screens[name])
        settle(window)
    assert {"TranscriptScreen", "ReviewScreen"} < set(polished.screens)
    assert sorted(polished.screens) == sorted(set(polished.screens))


def _has_keyboard(screen: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is screen or screen.isAncestorOf(focused))


def test_lock_and_unlock(qtbot: QtBot, theme: Theme, guard: ArmedGuard, folder: Path) -> None:
    """Four rounds, with the screens used and the appearance changed: destroying them must not end the program."""
    desk = made_study.filled(folder)
    window = MainWindow(theme, guard)
    qtbot.addWidget(window)
    window.show()
    for _ in range(4):
        window.open_study(folder, desk, sessions.read_overview(desk))
        for name in window.screens:
            window.show_screen(name)
            QTest.qWait(5)
        window.lock()
        qtbot.waitUntil(lambda: window.stack.currentWidget() is window.home, timeout=10_000)
        theme.choose(Appearance.DARK)
        theme.choose(Appearance.LIGHT)
        desk, _ = sessions.open_study(folder, made_study.PASSPHRASE)  # the lock is free again
    desk.close()


def test_closing_the_window_locks_the_study(window: MainWindow, folder: Path) -> None:
    window.close()
    sessions.open_study(folder, made_study.PASSPHRASE)[0].close()


@pytest.mark.parametrize("leave", ["lock", "close"])
def test_nothing_of_the_study_is_left_in_the_window_afterwards(
    window: MainWindow, session: Session, qtbot: QtBot, leave: str
) -> None:
    for name in list(window.screens)[:-1]:
        window.show_screen(name)
        wait_for_screen(window, name)
    window.show_screen("log")  # half-made when the study is left
    parts: list[QObject] = [session, *window.screens.made.values()]
    if leave == "lock":
        window.lock()
        qtbot.waitUntil(lambda: not any(map(shiboken6.isValid, parts)), timeout=10_000)
    else:
        window.close()
        assert not any(map(shiboken6.isValid, parts))


def test_a_reading_that_waits_for_another_never_meets_a_locked_study(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    readers, go_on = Dispatcher(session), threading.Event()
    desk = session.desk
    read: list[object] = []
    readers.start_latest(lambda: go_on.wait(10), lambda _none: None, read.append)
    readers.start_latest(desk.rows, read.append, read.append)
    window.lock()
    go_on.set()
    qtbot.waitUntil(lambda: window.session is None, timeout=10_000)
    assert read == []


def test_a_screen_that_fails_keeps_no_study_from_being_locked(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_theme: Theme, _session: Session) -> None:
        raise ValueError("no log")

    monkeypatch.setattr("transcribe_desk.ui.screens.log.screen.LogScreen", broken)
    window.screens.make_on("log")
    window.lock()
    qtbot.waitUntil(lambda: window.session is None, timeout=10_000)


@pytest.mark.parametrize("name", ["queue", "transcript", "review", "export"])
def test_an_empty_screen_leads_to_the_recordings(window: MainWindow, session: Session, name: str) -> None:
    assert session is window.session
    window.show_screen(name)
    wait_for_screen(window, name).findChild(EmptyState).findChild(QPushButton).click()  # type: ignore[union-attr]
    assert window.stack.currentWidget() is window.screens["study"]


def test_the_strip_says_what_holds(window: MainWindow, session: Session, theme: Theme) -> None:
    strip = window.strip
    assert strip.study.text() == f"Encrypted: {made_study.TITLE}"
    ids = [row.interview.id for row in session.overview.rows]
    session.take_event(JobEvent(ids[3], JobState.RUNNING, Phase.TRANSCRIBE, 1, 2, 8.0, 840.0))
    session.take_event(JobEvent(ids[4], JobState.WAITING))
    assert strip.jobs.text() == "Queue 1 of 2 · 14 min left"
    strip.jobs.click()
    wait_for_screen(window, "queue")
    weaker = MainWindow(theme, ArmedGuard(Enforcement.PROCESS, "this system has no seccomp"))
    assert weaker.strip.offline.text() == "Offline, enforced by this program"
    assert "seccomp" in weaker.strip.offline.toolTip()


def test_offline_leads_to_the_isolation_report_and_says_what_the_self_test_found(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.verify_offline()
    qtbot.waitUntil(lambda: window.strip.offline.text().startswith("Offline, verified"), timeout=20_000)
    window.strip.offline.click()
    settings = window.stack.currentWidget()
    assert isinstance(settings, SettingsScreen)
    assert settings.isolation.isVisible()
    assert settings.isolation.report is not None
    assert window.rail.buttons["settings"].isChecked()
    failed = replace(settings.isolation.report.checks[0], outcome=Outcome.FAILED)
    settings.isolation.tested.emit(replace(settings.isolation.report, checks=(failed,)))
    assert window.strip.offline.text() == "Not offline: the self-test failed"


def test_the_settings_are_there_before_a_study_and_lead_back(qtbot: QtBot, theme: Theme, guard: ArmedGuard) -> None:
    window = MainWindow(theme, guard)
    qtbot.addWidget(window)
    window.show()
    window.home.settings_button.click()
    settings = window.stack.currentWidget()
    assert isinstance(settings, SettingsScreen)
    settings.looks.appearances[Appearance.CONTRAST_DARK].click()
    assert theme.tokens.name == "contrast-dark"
    settings.looks.appearances[Appearance.LIGHT].click()
    settings.back_button.click()
    assert window.stack.currentWidget() is window.home


def test_the_card_shows_the_present_keys_and_keeps_nobody_from_working(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    table = window.screens["study"].table  # type: ignore[attr-defined]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F1)
    card = window.card
    assert card.isVisible()
    assert table.hasFocus()
    qtbot.waitUntil(lambda: {"F8", "Ctrl+J", "Alt+1"} <= _words(card))
    window.shortcuts.give("next_doubtful", ("Ctrl+K",))
    qtbot.waitUntil(lambda: "Ctrl+K" in _words(card) and "F8" not in _words(card))
    window.resize(1200, 720)
    assert window.rect().contains(card.geometry())
    QTest.keyClick(table, Qt.Key.Key_F1)
    assert card.isHidden()


def _words(widget: QWidget) -> set[str]:
    return {label.text() for label in widget.findChildren(QLabel) if label.isVisible()}


def test_the_window_comes_back_as_it_was_left(
    qtbot: QtBot, theme: Theme, guard: ArmedGuard, desk: Desk, folder: Path
) -> None:
    window = MainWindow(theme, guard)
    qtbot.addWidget(window)
    window.resize(1100, 733)  # no wider than the tests' screen allows
    window.open_study(folder, desk, sessions.read_overview(desk))
    window.show()
    assert window.session is not None
    interview_id = desk.interview("02-hospital").id
    window.session.select(interview_id)
    window.session.memory.remember(interview_id, Place(3, 41_000))
    window.show_screen("review")
    wait_for_screen(window, "review")
    window.close()
    kept = (paths.state_folder() / "window.json").read_text(encoding="utf-8")
    assert "02-hospital" not in kept
    again = MainWindow(theme, guard)
    qtbot.addWidget(again)
    again_desk, overview = sessions.open_study(folder, made_study.PASSPHRASE)
    again.open_study(folder, again_desk, overview)
    again.show()
    assert again.size() == QSize(1100, 733)
    assert again.session is not None
    wait_for_screen(again, "review")
    assert again.session.selected_id == interview_id
    assert again.session.memory.place(interview_id) == Place(3, 41_000)
    assert again.errors.text() == ""
    again.close()


def test_a_study_that_was_not_locked_is_said_to_be_whole(
    qtbot: QtBot, theme: Theme, guard: ArmedGuard, desk: Desk, folder: Path
) -> None:
    StudyMemory(folder).save(is_open=True)  # what a killed program leaves
    window = MainWindow(theme, guard)
    qtbot.addWidget(window)
    window.open_study(folder, desk, sessions.read_overview(desk))
    assert "without locking" in window.errors.text()
    assert "Nothing that was saved is lost" in window.errors.text()
    window.close()
    assert not StudyMemory(folder).was_left_open


def test_recordings_that_the_database_does_not_know_are_told_when_a_study_is_opened(
    qtbot: QtBot, theme: Theme, guard: ArmedGuard, desk: Desk, folder: Path
) -> None:
    (folder / "recordings" / ("a" * 32)).write_bytes(b"of a newer database")
    window = MainWindow(theme, guard)
    qtbot.addWidget(window)
    window.open_study(folder, desk, sessions.read_overview(desk))
    qtbot.waitUntil(lambda: "holds 1 recording that its database does not know" in window.errors.text())
    assert "Nothing was deleted" in window.errors.text()
    window.close()


def test_all_that_a_study_says_when_it_is_opened_can_be_read(
    qtbot: QtBot, theme: Theme, guard: ArmedGuard, desk: Desk, folder: Path
) -> None:
    StudyMemory(folder).save(is_open=True)
    give_sound(desk, "02-hospital")
    desk.retention.set_rule(RetentionRule(Until.DAYS, 0), "AB")
    (folder / "recordings" / ("a" * 32)).write_bytes(b"of a newer database")
    window = MainWindow(theme, guard)
    qtbot.addWidget(window)
    window.open_study(folder, desk, sessions.read_overview(desk))
    qtbot.waitUntil(lambda: "1 recording that its database does not know" in window.errors.text())
    window.errors.notice.put_away()
    assert "The sound of 1 interview was deleted" in window.errors.text()
    window.errors.notice.put_away()
    assert "without locking" in window.errors.text()
    window.close()


def test_splitters_keep_their_place(qtbot: QtBot, theme: Theme, guard: ArmedGuard) -> None:
    window = MainWindow(theme, guard)
    qtbot.addWidget(window)
    sizes = []
    for wanted in ([700, 300], [500, 500]):
        splitter = QSplitter(window)
        splitter.setObjectName("document and side")
        splitter.resize(1007, 100)
        for _ in range(2):
            splitter.addWidget(QWidget())
        splitter.setSizes(wanted)
        window_state.restore_splitters(window)
        sizes.append(splitter.sizes())
        window_state.save(window)
        splitter.setParent(None)
    assert sizes[0] == sizes[1]


def _second_read(shown: MainWindow, desk: Desk, qtbot: QtBot) -> tuple[ReviewScreen, QSplitter]:
    assert shown.session is not None
    shown.session.select(desk.interview("02-hospital").id)
    shown.show_screen("review")
    review = wait_for_screen(shown, "review")
    assert isinstance(review, ReviewScreen)
    qtbot.waitUntil(lambda: review.review.state is not None)
    review.show_mode(Mode.READ)
    settle(shown)
    found = review.reading.findChild(QSplitter)
    assert isinstance(found, QSplitter)
    return review, found


@pytest.fixture
def later(window: MainWindow, theme: Theme, folder: Path, desk: Desk, qtbot: QtBot) -> MainWindow:
    """Give a window of the same study that is opened some other day."""
    assert window.session is not None
    made = MainWindow(theme, ArmedGuard(Enforcement.KERNEL))
    qtbot.addWidget(made)
    made.resize(window.size())
    made.open_study(folder, desk, window.session.overview)
    return made


def test_the_two_texts_of_the_second_read_stay_as_they_were_divided(
    window: MainWindow, later: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    review, divided = _second_read(window, desk, qtbot)
    review.preview()
    settle(window)
    whole = sum(divided.sizes())
    divided.setSizes([whole * 2 // 3, whole // 3])
    kept = divided.sizes()
    assert abs(kept[0] - kept[1]) > 50
    window_state.save(window)
    later.show()
    review, divided = _second_read(later, desk, qtbot)
    review.preview()
    settle(later)
    assert divided.sizes() == kept


def test_a_text_that_was_never_beside_the_other_is_not_squeezed_when_it_first_is(
    window: MainWindow, later: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    _review, divided = _second_read(window, desk, qtbot)
    assert divided.sizes()[0] == 0
    window_state.save(window)
    later.show()
    review, divided = _second_read(later, desk, qtbot)
    review.preview()
    settle(later)
    left, right = divided.sizes()
    assert abs(left - right) <= 1


def test_a_memory_that_cannot_be_read_is_no_memory(own_state: Path, folder: Path) -> None:
    own_state.mkdir(exist_ok=True)
    broken = {"places": {str(folder.absolute()): {"screen": 4, "interview": "x", "turns": {"a": {}, "2": {}}}},
              "splitters": [], "geometry": "%%"}  # fmt: skip
    (own_state / "window.json").write_text(json.dumps(broken), encoding="utf-8")
    memory = StudyMemory(folder)
    assert (memory.interview_id, memory.was_left_open, memory.place(2)) == (None, False, None)


def test_events_of_the_queue_arrive_in_the_windows_thread(session: Session, qtbot: QtBot) -> None:
    seen: list[bool] = []
    session.job_changed.connect(lambda _event: seen.append(threading.current_thread() is threading.main_thread()))
    interview_id = session.overview.rows[3].interview.id
    session.enqueue([interview_id])
    qtbot.waitUntil(lambda: bool(seen) and session.jobs[interview_id].state.over, timeout=20_000)
    assert all(seen)


def test_the_window_answers_while_the_study_works(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    """Opening screens and deciding everything never keeps the window's thread at work for long."""
    session.select(session.desk.interview("02-hospital").id)
    window.show_screen("review")
    review = window.screens["review"]
    qtbot.waitUntil(lambda: review.deciding.entities.model.rowCount() > 0)  # type: ignore[attr-defined]
    with stalls.watched() as found:
        for _ in range(8):
            review.review.decisions.accept()  # type: ignore[attr-defined]
            QTest.qWait(5)
        qtbot.waitUntil(lambda: not busy(window), timeout=20_000)
    assert found.longest_ms < 250, found.report()  # generous, for the machine that runs the tests is shared


def test_starting_the_window_loads_no_model_library_and_no_study() -> None:
    script = (
        "import sys, json; from transcribe_desk.ui import app; a = app.make_application();"
        "from transcribe_desk.ui.theme import Theme; from transcribe_desk.ui.main_window import MainWindow;"
        "from transcribe_desk.security.no_network import ArmedGuard, Enforcement;"
        "w = MainWindow(Theme(a), ArmedGuard(Enforcement.KERNEL)); w.show(); a.processEvents();"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    heavy = {"torch", "ctranslate2", "onnxruntime", "spacy", "faster_whisper", "numpy", "av", "docx", "sqlcipher3"}
    assert loaded & heavy == set()


def test_work_behind_the_window_gives_it_its_turn_at_once() -> None:
    """With Python's own 5 ms a screen that is drawn beside a thread at work would come 100 ms later."""
    script = "import sys; from transcribe_desk.ui import app; app.make_application(); print(sys.getswitchinterval())"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert float(done.stdout) <= 0.001


@pytest.mark.parametrize("arguments", [["--nonsense"], ["one", "two"]])
def test_a_wrong_argument_gives_the_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    from transcribe_desk.ui import app

    assert app.run(arguments) == 2
    assert "Usage" in capsys.readouterr().out
