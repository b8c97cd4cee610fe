"""Show the right side of the export: the text as it will leave, and after that what was written."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QTextEdit, QVBoxLayout, QWidget

from transcribe_desk.export.sound import AUDIO_TARGET
from transcribe_desk.privacy.render import AnonymisedTranscript, AnonymisedTurn
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import wording
from transcribe_desk.ui.in_turns import InTurns
from transcribe_desk.ui.screens.export.hits import HitList
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from transcribe_desk.export.manifest import ManifestFile
    from transcribe_desk.jobs.export_changes import FileChange
    from transcribe_desk.jobs.exporting import ExportReport
    from transcribe_desk.privacy.overrides import Leak

_PAGE_WIDTH = 860


def _stale(report: ExportReport) -> str:
    """Give a line about files of an earlier export that are to be deleted, or nothing."""
    stale = report.manifest.stale if report.manifest else ()
    if not stale:
        return ""
    told = tr("Export", "Still in the folder, but refused or not in the study now. Delete them there: {paths}.")
    return f"\n{told.format(paths=', '.join(stale))}"


def _heard_again() -> str:
    return tr("Export", "The finished recordings were transcribed again, and no replaced name was heard.")


def _not_heard() -> str:
    return tr("Export", "The finished recordings were not transcribed again: listen to them before you pass them on.")


_AS_BEFORE = ("unchanged", "left as it was")
_STATES = ("new", "changed", "no longer made", *_AS_BEFORE)  # by ``export_changes.FileState``
_MOST_FILES = 150  # more than anybody reads; manifest.json has them all
_REASONS_WIDTH = 32  # letters
_TURNS_AT_ONCE = 24  # more than a page
_MOST_TURNS = 400  # a look at the beginning is enough; the whole is read in the review


class PreviewPage(QWidget):
    """A sheet of paper with the text of one interview."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rendered: AnonymisedTranscript | None = None
        self._turns = InTurns(self)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Export", "Preview of the export"))
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.document().setDocumentMargin(0)
        self.state = basics.label("", "small")
        sheet = QFrame()
        sheet.setProperty("card", "true")
        sheet.setMaximumWidth(_PAGE_WIDTH)
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(60, 44, 16, 1)
        inside.addWidget(self.text)
        box = QVBoxLayout(self)
        box.setContentsMargins(40, 14, 40, 24)
        box.setSpacing(8)
        box.addWidget(self.state, 0, Qt.AlignmentFlag.AlignHCenter)
        centred = basics.row(sheet)
        centred.insertStretch(0, 1)
        centred.addStretch(1)
        centred.setStretch(1, 20)
        box.addLayout(centred, 1)
        theme.changed.connect(self._paint)

    def show_rendered(self, rendered: AnonymisedTranscript, *, ready: bool) -> None:
        """Show a rendered transcript; ``ready`` tells whether the gate would let it out."""
        self._rendered = rendered
        self.state.setText(
            tr("Export", "Preview of the Word document") if ready else tr("Export", "Preview; not ready to be written")
        )
        self._paint()

    def show_nothing(self) -> None:
        """Say that there is no text yet."""
        self._rendered = None
        self._turns.stop()
        self.state.setText(tr("Export", "No text yet"))
        self.text.clear()

    def _paint(self) -> None:
        rendered, tokens = self._rendered, self._theme.tokens
        if rendered is None:
            return
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        quiet, title = _letters(looks.sans(14), tokens.muted), _letters(looks.sans(22, bold=True), tokens.ink)
        cursor.setBlockFormat(_paragraph(12))
        cursor.insertText(rendered.study_id, title)
        for line in rendered.header_lines():
            cursor.insertBlock(_paragraph(6))
            cursor.insertText(line, quiet)
        cursor.insertBlock(_paragraph(8))
        turns = rendered.turns[:_MOST_TURNS]
        first, *others = [turns[at : at + _TURNS_AT_ONCE] for at in range(0, len(turns), _TURNS_AT_ONCE)] or [()]
        self._add(first)
        left_out = len(rendered.turns) - _MOST_TURNS
        self._turns.start(*(partial(self._add, lot) for lot in others), partial(self._say_left_out, left_out))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _add(self, turns: Sequence[AnonymisedTurn]) -> None:
        """Add turns at the end; the window answers between one lot and the next."""
        cursor, tokens = self._end(), self._theme.tokens
        plain, bold = _letters(looks.sans(15), tokens.ink), _letters(looks.sans(15, bold=True), tokens.ink)
        for turn in turns:
            cursor.insertBlock(_paragraph(16))
            cursor.insertText(f"{turn.label}: ", bold)
            cursor.insertText(turn.text, plain)

    def _say_left_out(self, turns: int) -> None:
        if turns > 0:
            cursor = self._end()
            cursor.insertBlock(_paragraph(16))
            more = tr("Export", "… and {more_turns}").format(more_turns=wording.counted(turns, "more turn"))
            cursor.insertText(more, _letters(looks.sans(14), self._theme.tokens.muted))

    def _end(self) -> QTextCursor:
        cursor = QTextCursor(self.text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        return cursor


class _Columns(QWidget):
    """Rows of a few words each, one label a column: the hundreds of labels of a table take the window 0.1 s."""

    def __init__(self, *roles: str, headings: Sequence[str] = ()) -> None:
        super().__init__()
        self.columns = tuple(basics.mono_label("", role) for role in roles)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(len(roles) - 1, 1)
        for place, heading in enumerate(headings):
            grid.addWidget(basics.label(heading, "field"), 0, place)
        for place, column in enumerate(self.columns):
            column.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(column, 1, place)

    def show_rows(self, rows: Iterable[tuple[str, ...]]) -> None:
        """Show these in place of the rows before."""
        told = list(rows)
        for place, column in enumerate(self.columns):
            column.setText("\n".join(row[place] for row in told))


class ChangesCard(QFrame):
    """What became of each file since the export before into the same folder, and why; hidden for a first export."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.summary = basics.label("", wrap=True)
        self._table = _Columns("", "secondary", "secondary")
        self._more = basics.label("", "small")
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(6)
        box.addWidget(basics.section(tr("Export", "Since the export before")))
        box.addWidget(self.summary)
        box.addWidget(self._table)
        box.addWidget(self._more)
        self.hide()

    def show_changes(self, changes: Sequence[FileChange]) -> None:
        """Count the files by what became of them, and list those that are not as they were."""
        counted = Counter(change.state.value for change in changes)
        words = ", ".join(f"{counted[state]} {below(state)}" for state in _STATES if counted[state])
        self.summary.setText(f"{wording.capital(words)}.")
        told = [change for change in changes if change.state.value not in _AS_BEFORE]
        self._table.show_rows(row for change in told[:_MOST_FILES] for row in _told(change))
        left_out = len(told) - _MOST_FILES
        self._more.setText(tr("Export", "… and {left_out} more").format(left_out=left_out))
        self._more.setVisible(left_out > 0)
        self.setVisible(bool(changes))


def _told(change: FileChange) -> Iterator[tuple[str, str, str]]:
    """Give the rows that tell of a file; more reasons than go beside it stand below each other."""
    reasons = ", ".join(below(each) for each in change.reasons)
    first, *others = textwrap.wrap(reasons, _REASONS_WIDTH) or [""]
    yield change.path, below(change.state.value), first
    yield from (("", "", line) for line in others)


class ResultPage(QWidget):
    """What an export wrote, file by file with its SHA-256, what it refused, and how it differs from the one before."""

    closed = Signal()
    again_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._out = Path()
        self.summary = Notice(theme)
        self.refused = Notice(theme)
        self.hits = HitList()
        self.attributes = Notice(theme)
        self.changes = ChangesCard()
        headings = tr("Export", "File"), tr("Export", "Size"), tr("Export", "SHA-256")
        self._files = _Columns("", "secondary", "secondary", headings=headings)
        self._files.columns[1].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._more = basics.label("", "small")
        sheet, inside = basics.card()
        inside.setContentsMargins(24, 20, 24, 20)
        inside.addWidget(basics.section(tr("Export", "Manifest")))
        inside.addSpacing(4)
        inside.addWidget(self._files)
        inside.addWidget(self._more)
        self._sheet = sheet
        self.open_button = basics.button(tr("Export", "Open the folder"), self._open)
        self.back_button = basics.button(tr("Export", "Back to the preview"), self.closed.emit)
        self.again_button = basics.button(tr("Export", "Write again"), self.again_asked.emit)
        content = QVBoxLayout()
        content.setContentsMargins(40, 24, 40, 24)
        content.setSpacing(12)
        for part in (self.summary, self.refused, self.hits, self.attributes, self.changes, sheet):
            content.addWidget(part)
        content.addLayout(basics.row(self.open_button, self.again_button, self.back_button, None))
        content.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(basics.scrolling(basics.surface("background", content)))

    def show_report(self, out: Path, report: ExportReport, *, draft: bool, verified: bool) -> None:
        """Show what came out; ``verified`` tells that recordings were transcribed again."""
        self._out = out
        written = report.manifest.written if report.manifest else ()
        interviews = wording.counted(len(report.manifest.interviews if report.manifest else ()), "interview")
        files = wording.counted(len(written), "file")
        if not written:
            self.summary.say("danger", tr("Export", "Nothing was written."), tr("Export", "The reasons are below."))
        elif draft:
            heading = tr("Export", "Machine draft of {interviews}, {files}").format(interviews=interviews, files=files)
            text = tr("Export", "Not reviewed by a person: keep it to yourself.")
            self.summary.say("warning", heading, f"{out}\n{text}{_stale(report)}")
        else:
            text = wording.searched(len(report.let_stand))
            if any(file.path.startswith(f"{AUDIO_TARGET}/") for file in written):
                text += f"\n{_heard_again() if verified else _not_heard()}"
            outside = report.manifest.outside if report.manifest else ()
            if outside:
                earlier = tr("Export", "There from an earlier export, so not in the files about all: {study_ids}.")
                text += f"\n{earlier.format(study_ids=', '.join(outside))}"
            heading = tr("Export", "{interviews} written, {files}").format(interviews=interviews, files=files)
            self.summary.say("success", heading, f"{out}\n{text}{_stale(report)}")
        self._say_refused(report)
        self.again_button.hide()
        self.hits.show_refused(report.refused)
        if report.small_attributes:
            self.attributes.say(
                "warning", tr("Export", "Attributes that few participants share"), "\n".join(report.small_attributes)
            )
        else:
            self.attributes.clear()
        self.changes.show_changes(report.changes)
        self._list_files(written)
        for part in (self._sheet, self.open_button):
            part.setVisible(bool(written))

    def say_standing(self, leak: Leak) -> None:
        """Say of a hit that it stands, and offer to write again."""
        self.hits.say_standing(leak)
        self.again_button.show()
        self.again_button.setFocus(Qt.FocusReason.OtherFocusReason)  # the button that was pressed is gone

    def _say_refused(self, report: ExportReport) -> None:
        if not report.refused:
            self.refused.clear()
            return
        lines = "\n".join(f"{each.thing}: {' '.join(each.reasons)}" for each in report.refused)
        files = sum(bool(each.path) for each in report.refused)
        told = [(len(report.refused) - files, "interview"), (files, "file")]
        number = tr("Export", " and ").join(wording.counted(many, what) for many, what in told if many)
        self.refused.say("danger", tr("Export", "{number} not written").format(number=number), lines)

    def _list_files(self, files: Sequence[ManifestFile]) -> None:
        shown, left_out = files[:_MOST_FILES], len(files) - _MOST_FILES
        self._files.show_rows(
            (file.path, _sized(file.size), f"{file.sha256[:16]} … {file.sha256[-8:]}") for file in shown
        )
        self._files.columns[2].setAccessibleName("\n".join(file.sha256 for file in shown))
        told = tr("Export", "… and {more_files}, listed in manifest.json")
        self._more.setText(told.format(more_files=wording.counted(max(left_out, 0), "more file")))
        self._more.setVisible(left_out > 0)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out)))


def _sized(size: int) -> str:
    if size < 1_000_000:
        return tr("Export", "{size:.1f} kB").format(size=size / 1000)
    return tr("Export", "{size:.1f} MB").format(size=size / 1_000_000)


def _letters(font: QFont, colour: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font)
    made.setForeground(QColor(colour))
    return made


def _paragraph(gap: int) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setBottomMargin(gap)
    made.setLineHeight(5, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
    return made
