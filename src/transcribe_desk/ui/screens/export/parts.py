"""Hold the parts of the export's left side: interviews, targets, and the box for machine drafts."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from transcribe_desk.export.targets import DEFAULT_TARGETS, TARGETS, Group, Target
from transcribe_desk.privacy.gate import Refusal, RefusalCode
from transcribe_desk.ui import icons, wording
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.in_turns import InTurns
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics


def _short() -> dict[RefusalCode, str]:
    return {
        RefusalCode.NOT_TRANSCRIBED: tr("Export", "not transcribed"),
        RefusalCode.NOT_FLAGGED: tr("Export", "not flagged"),
        RefusalCode.ORIGINAL_STANDS: tr("Export", "a name still stands"),
        RefusalCode.ORIGINAL_IN_LABEL: tr("Export", "a name in the label"),
        RefusalCode.NOT_SIGNED_OFF: tr("Export", "not signed off"),
        RefusalCode.CHANGED_AFTER_SIGN_OFF: tr("Export", "changed after sign-off"),
    }


_TITLE_WIDTH = 176
_WORKING = (RefusalCode.NOT_TRANSCRIBED, RefusalCode.NOT_FLAGGED)


def short_reason(refusal: Refusal) -> str:
    """Put a reason into a few words."""
    if refusal.code is RefusalCode.UNDECIDED:
        return tr("Export", "{number} undecided").format(number=refusal.message.split(" ", 1)[0])
    return _short()[refusal.code]


def check_card() -> QFrame:
    """Say how finished files are searched before any leaves."""
    made, inside = basics.card()
    words = tr(
        "Export",
        "Every finished file is searched, byte by byte, for every original of the study, before any "
        "is put in place. One hit, and that interview is not written. manifest.json lists each file "
        "with its SHA-256.",
    )
    inside.addWidget(basics.label(words, "small", wrap=True))
    return made


def rule() -> QFrame:
    """Make a thin line across the panel."""
    line = QFrame()
    line.setFixedHeight(1)
    line.setFrameShape(QFrame.Shape.NoFrame)
    line.setProperty("rule", "true")
    return line


Found = tuple[int, str, tuple[Refusal, ...]]  # an interview by id and study ID, with why it may not leave
_LOT = 6  # rows made at once


class InterviewRows(QWidget):
    """A checkbox for each interview; one that may not leave says why, and its reason leads to the review.

    What is ticked is known before its row is there: rows are made in lots, those in sight first.
    """

    changed = Signal()
    reason_asked = Signal(int)
    work_asked = Signal()
    preview_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._boxes: dict[int, QCheckBox] = {}
        self._refusals: dict[int, tuple[Refusal, ...]] = {}
        self._left_out: set[int] = set()
        self._rows: dict[int, tuple[Found, QWidget]] = {}
        self._worn = ""  # the appearance that the rows are made for
        self._turns = InTurns(self)
        self._focus: Callable[[int], bool] | None = None  # which row is to have the keyboard once it is there
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(2)

    def show_rows(self, found: Sequence[Found]) -> None:
        """Show interviews by id and study ID, with the reasons why each may not leave."""
        focused = next((key for key, box in self._boxes.items() if box.hasFocus()), None)
        self._focus = None if focused is None else focused.__eq__
        self._refusals = {interview_id: refusals for interview_id, _, refusals in found}
        if self._worn == self._theme.tokens.name and list(self._rows) == list(self._refusals):
            for each in found:
                if each != self._rows[each[0]][0]:
                    self._make_anew(each)
        else:
            self._worn = self._theme.tokens.name
            basics.clear(self._list)
            self._boxes, self._rows = {}, {}
            first, *others = [found[start : start + _LOT] for start in range(0, len(found), _LOT)] or [()]
            self._add(first)
            # What is out of sight is not drawn: each lot moves all that is in the panel.
            self._turns.start(
                lambda: self.setUpdatesEnabled(False),
                *(partial(self._add, lot) for lot in others),
                lambda: self.setUpdatesEnabled(True),
            )
        self.changed.emit()

    def chosen(self) -> list[int]:
        """Give the ticked interviews that may leave."""
        return [key for key, refusals in self._refusals.items() if not refusals and key not in self._left_out]

    def draftable(self) -> list[int]:
        """Give the interviews of which a machine draft can be made: transcribed and flagged."""
        return [
            key for key, refusals in self._refusals.items() if not any(refusal.code in _WORKING for refusal in refusals)
        ]

    def is_ready(self, interview_id: int) -> bool:
        """Tell whether an interview may leave."""
        return not self._refusals.get(interview_id, ())

    def focus_first(self) -> None:
        """Put the focus on the first interview that can be ticked, as soon as it is there."""
        self._focus = self.is_ready
        self._give_focus_soon()

    def counts(self) -> tuple[int, int]:
        """Count the interviews that may leave, and all."""
        return sum(not refusals for refusals in self._refusals.values()), len(self._refusals)

    def _add(self, found: Sequence[Found]) -> None:
        rows = basics.column(spacing=2)
        for each in found:
            made = self._row(*each)
            rows.addWidget(made)
            self._rows[each[0]] = (each, made)
        self._list.addWidget(basics.surface("", rows))  # all at once, for each part that is put in is dressed
        self._give_focus_soon()

    def _make_anew(self, found: Found) -> None:
        """Put another row in the place of one of which something is otherwise now."""
        _, before = self._rows[found[0]]
        made = self._row(*found)
        holder = before.parentWidget()
        layout = holder.layout() if holder is not None else None
        assert layout is not None
        layout.replaceWidget(before, made)
        before.hide()
        before.deleteLater()
        self._rows[found[0]] = (found, made)
        self._give_focus_soon()

    def _give_focus_soon(self) -> None:
        """Give a row the keyboard in the next turn: one that was just put in is not shown before."""
        QTimer.singleShot(0, self, self._give_focus)

    def _give_focus(self) -> None:
        found = next((box for key, box in self._boxes.items() if self._focus is not None and self._focus(key)), None)
        if found is not None:
            self._focus = None
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, interview_id: int, study_id: str, refusals: tuple[Refusal, ...]) -> QWidget:
        box = QCheckBox(study_id)
        box.setFont(looks.mono(13))
        box.setEnabled(not refusals)
        box.setChecked(not refusals and interview_id not in self._left_out)
        box.setAccessibleName(tr("Export", "Export {study_id}").format(study_id=study_id))
        box.toggled.connect(lambda on, key=interview_id: self._toggled(key, on=on))
        self._boxes[interview_id] = box
        look = basics.button(
            "",
            lambda: self.preview_asked.emit(interview_id),
            kind="quiet",
            name=tr("Export", "Preview {study_id}").format(study_id=study_id),
        )
        look.setToolTip(tr("Export", "Show the text as it would be written"))
        look.setIcon(icons.icon("show", self._theme.tokens, "secondary"))
        look.setIconSize(QSize(16, 16))
        made = QWidget()
        made.setMinimumHeight(34)
        if refusals:
            told = [" ".join(wording.refusal(each)) for each in refusals]
            why = basics.button(
                f"{short_reason(refusals[0])} ›",
                lambda: self._lead_on(interview_id),
                kind="reason",
                name=f"{study_id}: {told[0]}",
            )
            why.setToolTip("\n".join(told))
            why.setCursor(Qt.CursorShape.PointingHandCursor)
            made.setLayout(basics.row(box, None, why, look, spacing=4))
        else:
            made.setLayout(basics.row(box, None, basics.chip(tr("Export", "signed off"), "success"), look, spacing=4))
        return made

    def _lead_on(self, interview_id: int) -> None:
        working = any(refusal.code in _WORKING for refusal in self._refusals[interview_id])
        self.work_asked.emit() if working else self.reason_asked.emit(interview_id)

    def _toggled(self, interview_id: int, *, on: bool) -> None:
        self._left_out.discard(interview_id) if on else self._left_out.add(interview_id)
        self.changed.emit()


class TargetList(QWidget):
    """A checkbox for each target with what it serves; those beside the coding programs are folded away at first."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self._folded = QWidget()
        self.more_button = basics.button(tr("Export", "More targets…"), self._unfold, kind="link")
        self.more_button.setToolTip(tr("Export", "Reading copies, captions, tables, an archive's deposit"))
        shown, folded = _table(self), _table(self._folded)
        for group, targets in itertools.groupby(TARGETS, key=lambda target: target.group):
            table = shown if group is Group.CODING else folded
            if group is not Group.CODING:
                heading = basics.label(below(group.value), "field")
                heading.setContentsMargins(0, 8, 0, 0)
                table.addWidget(heading, table.rowCount(), 0, 1, 2)
            for target in targets:
                self._add(table, target)
        shown.addWidget(self.more_button, shown.rowCount(), 0, 1, 2)
        shown.addWidget(self._folded, shown.rowCount(), 0, 1, 2)
        self._folded.hide()

    def chosen(self) -> list[str]:
        """Give the names of the ticked targets."""
        return [name for name, box in self.boxes.items() if box.isChecked()]

    def _unfold(self) -> None:
        self._folded.show()
        self.more_button.hide()

    def _add(self, table: QGridLayout, target: Target) -> None:
        box = QCheckBox(below(target.title))
        box.setChecked(target.name in DEFAULT_TARGETS)
        box.setAccessibleDescription(below(target.serves))
        box.toggled.connect(self.changed)
        self.boxes[target.name] = box
        row = table.rowCount()
        table.addWidget(box, row, 0)
        # Wrapped, so that large letters make the row higher and never the panel wider than it is.
        table.addWidget(basics.label(below(target.serves), "small", wrap=True), row, 1)


def _table(holder: QWidget) -> QGridLayout:
    table = QGridLayout(holder)
    table.setContentsMargins(0, 0, 0, 0)
    table.setHorizontalSpacing(8)
    table.setVerticalSpacing(6)
    table.setColumnMinimumWidth(0, _TITLE_WIDTH)
    table.setColumnStretch(1, 1)
    return table


class DraftBox(QFrame):
    """The way to a machine draft: apart from the real export, with its warning, and a tick before its button."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._able = False
        self._busy = False
        self.setProperty("notice", "warning")
        heading = basics.label(tr("Export", "Machine draft, not reviewed by a person"), "strong", wrap=True)
        self._words = basics.label("", wrap=True)
        for part in (heading, self._words):
            part.setProperty("noticeText", "warning")
        self.understood = QCheckBox(tr("Export", "I know that a draft may still identify people"))
        self.understood.setProperty("flush", "true")
        self.button = basics.button(tr("Export", "Write drafts"), self.asked.emit)
        self.understood.toggled.connect(self._update)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(8)
        box.addWidget(heading)
        box.addWidget(self._words)
        box.addWidget(self.understood)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_able("", able=False)

    def set_able(self, folder: str, *, able: bool) -> None:
        """Say whether there is anything to make a draft of, and the folder it goes to."""
        self._able = able
        self._words.setText(
            tr(
                "Export",
                "For your own first look, not for sharing. Every proposal is taken unseen. Each file begins "
                "with this warning and goes to a folder of its own, “{folder}”.",
            ).format(folder=folder)
        )
        self._update()

    def set_busy(self, *, busy: bool) -> None:
        """Rest while something is being written."""
        self._busy = busy
        self._update()

    def _update(self) -> None:
        self.understood.setEnabled(self._able)
        self.button.setEnabled(self._able and self.understood.isChecked() and not self._busy)
