"""What nobody foresaw reaches the window as a report in which nothing of a study stands."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, qCritical
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from transcribe_desk.study.errors import StudyDamagedError
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.errors import crash_report
from transcribe_desk.ui.errors.crash_report import CrashReport
from transcribe_desk.ui.errors.panel import ErrorPanel
from transcribe_desk.ui.errors.watch import CrashWatch
from transcribe_desk.ui.theme import Theme

SECRET = "Christine Fernhill"


@pytest.fixture
def reports() -> Iterator[list[CrashReport]]:
    """Give what the watch hands over while it is in force."""
    found: list[CrashReport] = []
    watch = CrashWatch()
    watch.crashed.connect(found.append)
    watch.install()
    yield found
    watch.uninstall()


def test_a_report_holds_kinds_functions_and_versions_and_no_value(tmp_path: Path) -> None:
    report = crash_report.of_error(_fail_in_our_code())
    for expected in ("ValueError", "Caused by: KeyError", "transcribe_desk.ui.theme: Theme", "PySide6", "Python"):
        assert expected in report.text
    _holds_nothing(report.text, tmp_path)


def test_an_exception_in_a_slot_reaches_the_window(reports: list[CrashReport], qtbot: QtBot, tmp_path: Path) -> None:
    def slot() -> None:
        spoken = SECRET
        raise RuntimeError(f"cannot parse {spoken}")

    QTimer.singleShot(0, slot)
    qtbot.waitUntil(lambda: bool(reports))
    assert reports[0].kind == "RuntimeError"
    _holds_nothing(reports[0].text, tmp_path)


def test_an_exception_in_a_thread_reaches_the_window(reports: list[CrashReport], qtbot: QtBot, tmp_path: Path) -> None:
    def work() -> None:
        raise OSError(2, SECRET, str(tmp_path / SECRET))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(reports))
    assert "FileNotFoundError" in reports[0].text
    _holds_nothing(reports[0].text, tmp_path)


def test_a_background_call_gives_both_a_message_and_a_report(reports: list[CrashReport], qtbot: QtBot) -> None:
    told: list[object] = []

    def work() -> None:
        raise ZeroDivisionError(SECRET)

    Dispatcher(parent := QObject()).start(work, told.append, told.append)
    qtbot.waitUntil(lambda: bool(told) and bool(reports))
    assert parent is not None
    assert "ZeroDivisionError" in str(told[0])
    assert "ZeroDivisionError" in reports[0].text
    assert SECRET not in str(told[0]) + reports[0].text


def test_a_critical_message_of_qt_is_told_without_its_text(reports: list[CrashReport], qtbot: QtBot) -> None:
    qCritical(f"QFile::open: cannot open {SECRET}")
    qtbot.waitUntil(lambda: bool(reports))
    assert "QFile::open" in reports[0].text
    assert SECRET not in reports[0].text


def test_the_report_is_read_before_it_is_saved_and_saved_as_it_was_read(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    panel = ErrorPanel(theme)
    qtbot.addWidget(panel)
    panel.show()
    report = crash_report.of_error(_fail_in_our_code())
    panel.show_crash(report)
    panel.show_crash(report)
    assert "2 times" in panel.text()
    assert not panel.save_button.isVisible()
    panel.read_button.click()
    assert panel.save_button.isVisible()
    assert panel.report.toPlainText() == report.text
    panel.save(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == report.text
    panel.copy_button.click()
    assert QGuiApplication.clipboard().text() == report.text
    panel.save(tmp_path / "nowhere" / "report.txt")
    assert "Choose another folder" in panel.text()
    panel.crash.put_away()
    assert not panel.report.isVisible()


def test_a_foreseen_error_says_what_why_and_what_to_do(qtbot: QtBot, theme: Theme) -> None:
    panel = ErrorPanel(theme)
    qtbot.addWidget(panel)
    panel.say_error(StudyDamagedError("Study A", "A part is not what was written.", "Restore a backup."))
    assert panel.text() == "Study A A part is not what was written. Restore a backup."


def _fail_in_our_code() -> BaseException:
    """Give an error that went through the program's own functions, with a name in its message and in variables."""
    spoken = {SECRET: SECRET}
    try:
        try:
            _ = spoken["not " + SECRET]
        except KeyError as error:
            raise ValueError(f"about {SECRET}") from error
    except ValueError as error:
        own: BaseException = error
    try:
        Theme(None, SECRET)  # type: ignore[arg-type]
    except Exception as error:
        return own.with_traceback(error.__traceback__)
    raise AssertionError


def _holds_nothing(text: str, folder: Path) -> None:
    for secret in (*SECRET.split(), str(folder), "/", "\\", folder.name):
        assert secret not in text
