"""Show over every screen what failed: the thing, the cause and the remedy, or a report of what nobody foresaw."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from transcribe_desk.study.errors import DeskError, DiskError
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.errors.crash_report import CrashReport
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import Notice, NoticeTone

_REPORT_HEIGHT = 280


class ErrorPanel(QWidget):
    """Two notices at most, and under the second the report, to be read whole before it can be copied or saved.

    What is said last is in front at once; what it covers is there again when somebody has read it and closes it.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.notice = Notice(theme, closable=True)
        self.notice.closed.connect(self._show_covered)
        self._unread: list[tuple[NoticeTone, str, str, str]] = []  # the last is in front
        self.crash = Notice(theme, closable=True)
        self._reports: list[CrashReport] = []
        self.read_button = basics.button(tr("Errors", "Read the report"), self._read)
        self.crash.add_actions(self.read_button)
        self.crash.closed.connect(self._put_away)
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(tr("Errors", "Report of what failed"))
        self.report.setFont(looks.mono(12))
        self.report.setMinimumHeight(96)
        self.report.setMaximumHeight(_REPORT_HEIGHT)
        self.save_button = basics.button(tr("Errors", "Save the report…"), self._choose_file)
        self.copy_button = basics.button(tr("Errors", "Copy it"), self._copy)
        self.saved = basics.label("", "small", wrap=True)
        self._pages = QWidget()
        actions = basics.row(self.save_button, self.copy_button, self.saved, None)
        pages = basics.column(self.report, actions)
        pages.setContentsMargins(16, 0, 16, 8)
        self._pages.setLayout(pages)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in (self.notice, self.crash, self._pages):
            box.addWidget(part)
        self._pages.hide()

    def say_error(self, error: DeskError) -> None:
        """Show an error that was foreseen."""
        self.say("danger", error.thing, error.cause, error.remedy)

    def say(self, tone: NoticeTone, heading: str, text: str = "", remedy: str = "") -> None:
        """Show something else that holds for the whole window."""
        said = (tone, heading, text, remedy)
        self._unread = [*(each for each in self._unread if each != said), said]
        self.notice.say(*said)

    def show_crash(self, report: CrashReport) -> None:
        """Show that something failed that nobody foresaw; the same failure is counted, not shown again."""
        self._reports.append(report)
        again = sum(each.text == report.text for each in self._reports)
        times = tr("Errors", " It has happened {number} times.").format(number=again) if again > 1 else ""
        self.crash.say(
            "danger",
            tr("Errors", "Something failed inside Transcribe Desk ({kind}).").format(kind=report.kind) + times,
            tr("Errors", "What you did last may not have taken place. Everything before it is in the study."),
            tr("Errors", "Go on working. If it happens again, lock the study and open it anew; the report, which "
                         "holds nothing of your study, helps whoever looks after the program."),
        )  # fmt: skip
        if self._pages.isVisible():
            self._show_reports()

    def text(self) -> str:
        """Give everything that the notices say."""
        return " ".join(part for part in (self.notice.text(), self.crash.text()) if part)

    def clear(self) -> None:
        """Take away all that is said but a report, which stays until a person puts it away."""
        self._unread.clear()
        self.notice.clear()

    def save(self, path: Path) -> None:
        """Write the report that is shown to a file."""
        try:
            path.write_text(self.report.toPlainText(), encoding="utf-8")
        except OSError as error:
            cause = tr("Errors", "The report cannot be written there ({reason}).")
            self.say_error(
                DiskError(
                    path.name,
                    cause.format(reason=error.strerror or type(error).__name__),
                    tr("Errors", "Choose another folder."),
                )
            )
        else:
            self.saved.setText(tr("Errors", "Saved as {name}.").format(name=path.name))

    def _show_covered(self) -> None:
        self._unread.pop()
        if self._unread:
            self.notice.say(*self._unread[-1])

    def _read(self) -> None:
        self._show_reports()
        self._pages.show()
        self.report.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_reports(self) -> None:
        texts = dict.fromkeys(report.text for report in self._reports)
        self.report.setPlainText("\n".join(texts))
        self.saved.clear()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.saved.setText(tr("Errors", "Copied."))

    def _choose_file(self) -> None:
        usual = str(Path.home() / "transcribe-desk-report.txt")
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("Errors", "Save the report"), usual)
        if chosen:
            self.save(Path(chosen))

    def _put_away(self) -> None:
        self._reports.clear()
        self._pages.hide()
