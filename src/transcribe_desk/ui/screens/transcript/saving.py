"""Say that something could not be saved, keep trying, and let a person choose before they leave it behind."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal

from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui import wording
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import Notice


class SavingNotice(Notice):
    """Tells of what is not saved; ``retry_asked`` and ``given_up`` are the person's choices."""

    retry_asked = Signal()
    given_up = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._error: DeskError | None = None
        self._leave: Callable[[], object] | None = None
        self.retry_button = basics.button(tr("Transcript", "Try now"), self.retry_asked.emit)
        self.stay_button = basics.button(tr("Transcript", "Stay here"), self._stay)
        self.leave_button = basics.button("", self._give_up, name=tr("Transcript", "Leave and lose what is not saved"))
        self.add_actions(self.retry_button, self.stay_button, self.leave_button)
        self._show_choice(leaving=False)

    @property
    def shown(self) -> bool:
        """Tell whether something is not saved."""
        return self._error is not None

    def tell(self, error: DeskError, changes: int) -> None:
        """Say why so many changes are not saved yet."""
        self._error = error
        heading = tr("Transcript", "Not saved yet: {changes}").format(changes=wording.counted(changes, "change"))
        if self._leave is not None:
            heading += tr("Transcript", ". Leave all the same?")
        goes_on = tr("Transcript", "Your words stay here and are tried again every few seconds.")
        self.say("danger", heading, f"{error.thing}: {error.cause}", f"{error.remedy} {goes_on}")
        lose = tr("Transcript", "Leave and lose {changes}")
        self.leave_button.setText(lose.format(changes=wording.counted(changes, "change")))

    def hold(self, leave: Callable[[], object], changes: int) -> None:
        """Ask whether to go away with something not saved; ``leave`` goes if that is chosen, or once it is saved."""
        self._leave = leave
        self._show_choice(leaving=True)
        if self._error is not None:
            self.tell(self._error, changes)
        self.retry_button.setFocus()

    def settle(self) -> None:
        """All is saved: say nothing more, and go where somebody wanted to go."""
        self._error = None
        self.clear()
        leave, self._leave = self._leave, None
        self._show_choice(leaving=False)
        if leave is not None:  # in a turn of its own: to leave may destroy what is telling of this just now
            QTimer.singleShot(0, self.window(), leave)

    def _stay(self) -> None:
        self._leave = None
        self._show_choice(leaving=False)
        self.retry_asked.emit()

    def _give_up(self) -> None:
        self.given_up.emit()
        self.settle()

    def _show_choice(self, *, leaving: bool) -> None:
        self.stay_button.setVisible(leaving)
        self.leave_button.setVisible(leaving)
