"""Bring papers out of the log: what was replaced without originals, the sealed key, the report on isolation."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.ui.passphrase import strength
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.fields import PassphraseField, StrengthHint
from transcribe_desk.ui.widgets.profile_choice import ProfileChoice

KEY_SUFFIX = ".tdkey"


def _log() -> str:
    return tr(
        "Log", "What was replaced by what kind of words, by whom and when; no original stands in it. For the archive."
    )


def _key() -> str:
    return tr(
        "Log",
        "Who is who, sealed under a passphrase of its own. Keep the file and its passphrase apart from the exports.",
    )


def _isolation() -> str:
    return tr(
        "Log", "Tries to reach a network in every way there is, and says how each try ended. For an ethics board."
    )


class PapersPanel(QWidget):
    """Buttons for the three papers, with what each needs to be told.

    ``log_asked`` gives folder, profile and whether reviewers are named; ``key_asked`` file and passphrase;
    ``isolation_asked`` a file.
    """

    log_asked = Signal(object, object, bool)
    key_asked = Signal(object, str)
    isolation_asked = Signal(object)

    def __init__(self, theme: Theme, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.profile = ProfileChoice()
        self.names = QCheckBox(tr("Log", "Name the reviewers"))
        self.log_button = basics.button(
            tr("Log", "Write the log…"), self._ask_log, name=tr("Log", "Write the anonymisation log")
        )
        self.key_button = basics.button(
            tr("Log", "Seal the key…"), self._open_key, name=tr("Log", "Seal the key in a file")
        )
        self.passphrase = PassphraseField(theme, tr("Log", "Passphrase of the key"))
        self.repeated = PassphraseField(theme, tr("Log", "Passphrase of the key, again"))
        self.hint = StrengthHint(theme)
        self.seal_button = basics.button(
            tr("Log", "Seal"), self._ask_key, kind="primary", name=tr("Log", "Choose the file and seal the key")
        )
        self.isolation_button = basics.button(
            tr("Log", "Test and save report…"),
            self._ask_isolation,
            name=tr("Log", "Test the isolation and save the report"),
        )
        for field in (self.passphrase, self.repeated):
            field.field.textChanged.connect(self._judge)
            field.field.setPlaceholderText(field.field.accessibleName())
            field.field.returnPressed.connect(self._ask_key)
        self._sealing = QWidget()
        cancel = basics.button(tr("Log", "Cancel"), self._close_key, name=tr("Log", "Do not seal the key"))
        self._sealing.setLayout(
            basics.column(
                self.passphrase, self.repeated, self.hint, basics.row(self.seal_button, cancel, None), spacing=6
            )
        )
        self._sealing.hide()
        self._lay_out()
        self._judge()

    def _lay_out(self) -> None:
        self.setLayout(
            basics.column(
                basics.section(tr("Log", "Anonymisation log")),
                basics.label(_log(), "small", wrap=True),
                self.profile,
                self.names,
                basics.row(self.log_button, None),
                12,
                basics.section(tr("Log", "Key")),
                basics.label(_key(), "small", wrap=True),
                basics.row(self.key_button, None),
                self._sealing,
                12,
                basics.section(tr("Log", "Isolation")),
                basics.label(_isolation(), "small", wrap=True),
                basics.row(self.isolation_button, None),
            )
        )

    def set_busy(self, *, busy: bool) -> None:
        """Let nothing else be asked for while a paper is being written."""
        for part in (self.log_button, self.key_button, self.isolation_button, self._sealing):
            part.setEnabled(not busy)

    def _ask_log(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Log", "Write the log into"), str(self._folder))
        if chosen:
            self.log_asked.emit(Path(chosen), Profile(self.profile.chosen()), self.names.isChecked())

    def _open_key(self) -> None:
        self._sealing.show()
        self.passphrase.setFocus()

    def _close_key(self) -> None:
        for field in (self.passphrase, self.repeated):
            field.clear()
        self._sealing.hide()
        self.key_button.setFocus()

    def _judge(self) -> None:
        typed, again = self.passphrase.text(), self.repeated.text()
        self.hint.judge(typed)
        self.repeated.mark_wrong(wrong=bool(again) and not typed.startswith(again))
        self.seal_button.setEnabled(strength(typed).enough and typed == again)

    def _ask_key(self) -> None:
        if not self.seal_button.isEnabled():
            return
        wished = str(self._folder / f"key{KEY_SUFFIX}")
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Log", "Seal the key in"), wished, tr("Log", "Keys") + f" (*{KEY_SUFFIX})"
        )
        if chosen:
            path, passphrase = Path(chosen), self.passphrase.text()
            self._close_key()
            self.key_asked.emit(
                path if path.suffix == KEY_SUFFIX else path.with_name(path.name + KEY_SUFFIX), passphrase
            )

    def _ask_isolation(self) -> None:
        wished = str(self._folder / "isolation.txt")
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Log", "Save the report as"), wished, tr("Log", "Text (*.txt)")
        )
        if chosen:
            self.isolation_asked.emit(Path(chosen))
