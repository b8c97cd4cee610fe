"""Catch what nobody foresaw, in any thread and in Qt, and hand it to the window as a report; nothing goes to disk."""

from __future__ import annotations

import faulthandler
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from transcribe_desk.ui.errors import crash_report

_SEVERE = {QtMsgType.QtCriticalMsg: "critical message", QtMsgType.QtFatalMsg: "fatal message"}
_in_force: CrashWatch | None = None


class CrashWatch(QObject):
    """One for the window; ``crashed`` gives a report in the window's thread, whatever thread failed."""

    crashed = Signal(object)

    def install(self) -> None:
        """Catch from now on. Python's own way of telling, which prints messages and paths, is replaced."""
        global _in_force
        _in_force = self
        sys.excepthook = self._in_window
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable
        qInstallMessageHandler(self._from_qt)
        if sys.stderr is not None and not faulthandler.is_enabled():
            faulthandler.enable()  # a native crash: functions to the terminal, if there is one, and to no file

    def uninstall(self) -> None:
        """Give everything back to Python and Qt."""
        global _in_force
        _in_force = None
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        qInstallMessageHandler(None)

    def take(self, error: BaseException, where: str) -> None:
        """Tell the window of an error, from any thread."""
        self.crashed.emit(crash_report.of_error(error, where))

    def _in_window(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.take(error.with_traceback(trace), "window")

    def _in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.take(arguments.exc_value, "background")

    def _unraisable(self, arguments: sys.UnraisableHookArgs) -> None:
        if arguments.exc_value is not None:
            self.take(arguments.exc_value, "clearing up")

    def _from_qt(self, severity: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """Report what is severe; the rest, which may hold file names, is heard by nobody."""
        if severity in _SEVERE:
            category = str(context.category or "")
            self.crashed.emit(crash_report.of_qt(_SEVERE[severity], category, text))


def take(error: BaseException, where: str = "background") -> None:
    """Hand an unforeseen error to the watch in force; without one, as in tests of a part, nothing happens."""
    if _in_force is not None:
        _in_force.take(error, where)
