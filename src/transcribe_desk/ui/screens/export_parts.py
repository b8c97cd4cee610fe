"""Hold the parts of the export's left side: a row for each interview, and the box for machine drafts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from transcribe_desk.privacy.gate import Refusal, RefusalCode
from transcribe_desk.ui import icons
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.widgets import basics

_SHORT = {
    RefusalCode.NOT_TRANSCRIBED: "not transcribed",
    RefusalCode.NOT_FLAGGED: "not flagged",
    RefusalCode.ORIGINAL_STANDS: "a name still stands",
    RefusalCode.ORIGINAL_IN_LABEL: "a name in the label",
    RefusalCode.NOT_SIGNED_OFF: "not signed off",
    RefusalCode.CHANGED_AFTER_SIGN_OFF: "changed after sign-off",
}
_WORKING = (RefusalCode.NOT_TRANSCRIBED, RefusalCode.NOT_FLAGGED)


def short_reason(refusal: Refusal) -> str:
    """Put a reason into a few words."""
    if refusal.code is RefusalCode.UNDECIDED:
        return f"{refusal.message.split(' ', 1)[0]} undecided"
    return _SHORT[refusal.code]


class InterviewRows(QWidget):
    """A checkbox for each interview; one that may not leave says why, and its reason leads to the review."""

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
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(2)

    def show_rows(self, found: Sequence[tuple[int, str, tuple[Refusal, ...]]]) -> None:
        """Show interviews by id and study ID, with the reasons why each may not leave."""
        self._left_out |= {key for key, box in self._boxes.items() if box.isEnabled() and not box.isChecked()}
        basics.clear(self._list)
        self._boxes = {}
        self._refusals = {interview_id: refusals for interview_id, _, refusals in found}
        for interview_id, study_id, refusals in found:
            self._list.addWidget(self._row(interview_id, study_id, refusals))
        self.changed.emit()

    def chosen(self) -> list[int]:
        """Give the ticked interviews that may leave."""
        return [key for key, box in self._boxes.items() if box.isEnabled() and box.isChecked()]

    def draftable(self) -> list[int]:
        """Give the interviews of which a machine draft can be made: transcribed and flagged."""
        return [
            key for key, refusals in self._refusals.items() if not any(refusal.code in _WORKING for refusal in refusals)
        ]

    def is_ready(self, interview_id: int) -> bool:
        """Tell whether an interview may leave."""
        return not self._refusals.get(interview_id, ())

    def counts(self) -> tuple[int, int]:
        """Count the interviews that may leave, and all."""
        return sum(not refusals for refusals in self._refusals.values()), len(self._refusals)

    def _row(self, interview_id: int, study_id: str, refusals: tuple[Refusal, ...]) -> QWidget:
        box = QCheckBox(study_id)
        box.setFont(looks.mono(13))
        box.setEnabled(not refusals)
        box.setChecked(not refusals and interview_id not in self._left_out)
        box.setAccessibleName(f"Export {study_id}")
        box.toggled.connect(lambda on, key=interview_id: self._toggled(key, on=on))
        self._boxes[interview_id] = box
        look = basics.button(
            "", lambda: self.preview_asked.emit(interview_id), kind="quiet", name=f"Preview {study_id}"
        )
        look.setToolTip("Show the text as it would be written")
        look.setIcon(icons.icon("show", self._theme.tokens, "secondary"))
        look.setIconSize(QSize(16, 16))
        made = QWidget()
        made.setMinimumHeight(34)
        if refusals:
            why = basics.button(
                f"{short_reason(refusals[0])} ›",
                lambda: self._lead_on(interview_id),
                kind="reason",
                name=f"{study_id}: {refusals[0].message} {refusals[0].remedy}",
            )
            why.setToolTip("\n".join(f"{each.message} {each.remedy}" for each in refusals))
            why.setCursor(Qt.CursorShape.PointingHandCursor)
            made.setLayout(basics.row(box, None, why, look, spacing=4))
        else:
            made.setLayout(basics.row(box, None, basics.chip("signed off", "success"), look, spacing=4))
        return made

    def _lead_on(self, interview_id: int) -> None:
        working = any(refusal.code in _WORKING for refusal in self._refusals[interview_id])
        self.work_asked.emit() if working else self.reason_asked.emit(interview_id)

    def _toggled(self, interview_id: int, *, on: bool) -> None:
        self._left_out.discard(interview_id) if on else self._left_out.add(interview_id)
        self.changed.emit()


class DraftBox(QFrame):
    """The way to a machine draft: apart from the real export, with its warning, and a tick before its button."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._able = False
        self._busy = False
        self.setProperty("notice", "warning")
        heading = basics.label("Machine draft, not reviewed by a person", "strong", wrap=True)
        self._words = basics.label("", wrap=True)
        for part in (heading, self._words):
            part.setProperty("noticeText", "warning")
        self.understood = QCheckBox("I know that a draft may still identify people")
        self.understood.setProperty("flush", "true")
        self.button = basics.button("Write drafts", self.asked.emit)
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
            "For your own first look, not for sharing. Every proposal is taken unseen. Each file begins with this "
            f"warning and goes to a folder of its own, “{folder}”."
        )
        self._update()

    def set_busy(self, *, busy: bool) -> None:
        """Rest while something is being written."""
        self._busy = busy
        self._update()

    def _update(self) -> None:
        self.understood.setEnabled(self._able)
        self.button.setEnabled(self._able and self.understood.isChecked() and not self._busy)
