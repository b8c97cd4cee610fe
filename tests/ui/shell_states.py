"""The states of the shell for the pictures: settings, card of keys, what failed, what the strip says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import cast

from PySide6.QtGui import QKeySequence

from transcribe_desk.security.no_network import ArmedGuard, Enforcement
from transcribe_desk.security.self_test import Check, IsolationReport, Outcome
from transcribe_desk.study.errors import DiskError
from transcribe_desk.ui.errors import crash_report
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.settings.screen import SettingsScreen

REPORT = IsolationReport(
    ArmedGuard(Enforcement.KERNEL),
    (
        Check("Control: the same attempts without the guard", Outcome.NOT_POSSIBLE, "This process is guarded itself."),
        Check("Connection (TCP) from Python code", Outcome.PASSED, "Refused: Permission denied."),
        Check("Connection (TCP) from native libraries", Outcome.PASSED, "Refused: Permission denied."),
        Check("Nothing arrived at the listener", Outcome.PASSED, "It counted no connection and no datagram."),
    ),
    dt.datetime(2026, 11, 28, 9, 14, tzinfo=dt.UTC),
)


def states(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """Give each state's name and what brings the window into it; a study is open."""

    def settings() -> SettingsScreen:
        window.show_settings()
        return cast("SettingsScreen", window.stack.currentWidget())

    for section in ("looks", "playback", "models", "about"):
        yield f"settings-{section}", lambda name=section: settings().show_section(name)  # type: ignore[misc]

    def taken() -> None:
        settings().show_section("keys")
        editor = settings().keys.editor
        editor.choose("find")
        editor.field.setKeySequence(QKeySequence("F8"))
        editor.field.setFocus()

    yield "settings-keys-conflict", taken

    def tested() -> None:
        settings().show_section("isolation")
        settings().isolation.tested.emit(REPORT)

    yield "settings-offline", tested

    def card() -> None:
        window.show_screen("transcript")
        window.card.toggle()

    yield "card-of-keys", card

    def full() -> None:
        window.card.toggle()
        window.errors.say_error(
            DiskError("Study Respiratory", "It cannot be written: the disk is full.", "Free some space; then go on.")
        )

    yield "error-disk-full", full

    def crashed() -> None:
        window.errors.clear()
        try:
            settings().show_section("no such section")
        except ValueError as error:
            window.errors.show_crash(crash_report.of_error(error))
        window.show_screen("study")

    yield "crash", crashed
    yield "crash-report", window.errors.read_button.click
    yield "crash-put-away", window.errors.crash.put_away
