"""Show that nothing leaves this computer: run the isolation self-test, and save its report for an ethics board."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from transcribe_desk.security.no_network import ArmedGuard
from transcribe_desk.security.self_test import Check, IsolationReport, Outcome, render, run
from transcribe_desk.study.errors import DeskError, DiskError
from transcribe_desk.ui import icons
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import Notice

_SIGNS = {
    Outcome.PASSED: ("success", "success"),
    Outcome.FAILED: ("error", "danger"),
    Outcome.NOT_ENFORCED: ("warning", "warning"),
    Outcome.NOT_POSSIBLE: ("information", "muted"),
}


class IsolationSection(QWidget):
    """The promise, the test, each check with its outcome, and the report as a file."""

    tested = Signal(object)  # an IsolationReport

    def __init__(self, theme: Theme, guard: ArmedGuard) -> None:
        super().__init__()
        self._theme = theme
        self._dispatcher = Dispatcher(self)
        self.report: IsolationReport | None = None
        self.test_button = basics.button(tr("Settings", "Run the self-test"), self.test, kind="primary")
        self.save_button = basics.button(tr("Settings", "Save the report for an ethics board…"), self._choose_file)
        self.notice = Notice(theme)
        self._checks = QVBoxLayout()
        self._checks.setSpacing(8)
        promise = tr("Settings", "Recordings and transcripts are worked on by this computer alone. The program shuts "
                                 "itself off from the network when it starts.")  # fmt: skip
        self.setLayout(basics.column(
            basics.section(tr("Settings", "Offline")), basics.label(promise, wrap=True),
            basics.label(below(guard.summary), "secondary", wrap=True),
            basics.row(self.test_button, self.save_button, None),
            self.notice, self._checks, None,
        ))  # fmt: skip
        self.save_button.setEnabled(False)
        theme.changed.connect(self._show)

    def test(self) -> None:
        """Run the self-test in the background; it takes a second or two."""
        if self._dispatcher.busy:
            return
        self.test_button.setEnabled(False)
        self.notice.say("accent", tr("Settings", "Trying to reach the network…"))
        self._dispatcher.start(run, self.tested.emit, self._failed)

    def save(self, path: Path) -> None:
        """Write the report as plain text."""
        if self.report is None:
            return
        try:
            path.write_text(render(self.report), encoding="utf-8")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            cause = tr("Settings", "The report cannot be written there ({reason}).").format(reason=reason)
            self.notice.say_error(DiskError(path.name, cause, tr("Settings", "Choose another folder.")))
        else:
            self.notice.say("success", tr("Settings", "The report is saved as {name}.").format(name=path.name))

    def show_report(self, report: IsolationReport) -> None:
        """Show how each check came out."""
        self.report = report
        self.test_button.setEnabled(True)
        self.save_button.setEnabled(True)
        if report.passed:
            words = tr("Settings", "Passed at {time}.").format(time=f"{report.at.astimezone():%H:%M}")
            self.notice.say("success", words)
        else:
            advice = tr("Settings", "Do not work with recordings on this computer until it passes: save the report and "
                                    "show it to whoever looks after the computer.")  # fmt: skip
            self.notice.say("danger", tr("Settings", "The self-test failed."), "", advice)
        self._show()

    def _failed(self, error: DeskError) -> None:
        self.test_button.setEnabled(True)
        self.notice.say_error(error)

    def _show(self) -> None:
        basics.clear(self._checks)
        for check in self.report.checks if self.report is not None else ():
            self._checks.addWidget(self._row(check))

    def _row(self, check: Check) -> QWidget:
        sign, colour = _SIGNS[check.outcome]
        picture = QLabel()
        picture.setPixmap(
            icons.icon(sign, self._theme.tokens, colour).pixmap(QSize(looks.scaled(18), looks.scaled(18)))
        )
        head = basics.row(picture, basics.label(below(check.title), "strong", wrap=True), spacing=8)
        head.setStretch(1, 1)
        made = QWidget()
        outcome = f"{below(check.outcome.value.capitalize())}. {below(check.detail)}"
        made.setLayout(basics.column(head, basics.label(outcome, "small", wrap=True), spacing=2))
        return made

    def _choose_file(self) -> None:
        usual = str(Path.home() / "transcribe-desk-isolation.txt")
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("Settings", "Save the report"), usual)
        if chosen:
            self.save(Path(chosen))
