"""Settings of how the window looks and speaks, and who sits before it."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from transcribe_desk.ui import translation
from transcribe_desk.ui.preferences import TEXT_SIZES, Preferences
from transcribe_desk.ui.settings.parts import choice, explained, part
from transcribe_desk.ui.theme import Appearance
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics


class LooksSection(QWidget):
    """Appearance, text size, language, and the reviewer's name."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.appearances: dict[Appearance, QRadioButton] = {}
        self._group = QButtonGroup(self)
        for appearance, words in (
            (Appearance.SYSTEM, tr("Settings", "As the system")),
            (Appearance.LIGHT, tr("Settings", "Light")),
            (Appearance.DARK, tr("Settings", "Dark")),
            (Appearance.CONTRAST_LIGHT, tr("Settings", "High contrast, light")),
            (Appearance.CONTRAST_DARK, tr("Settings", "High contrast, dark")),
        ):
            made = QRadioButton(words)
            made.clicked.connect(lambda _on=False, chosen=appearance: self._choose(chosen))
            self._group.addButton(made)
            self.appearances[appearance] = made
        self.text_size = choice(
            preferences, "text_size", tr("Settings", "Text size"), [(f"{size} %", size) for size in TEXT_SIZES]
        )
        spoken = [(words, code) for code, words in translation.languages().items()]
        self.language = choice(preferences, "language", tr("Settings", "Language of the window"), spoken)
        self.reviewer = QLineEdit(preferences.reviewer)
        self.reviewer.setAccessibleName(tr("Settings", "Your name"))
        self.reviewer.setMaxLength(80)
        self.reviewer.setMinimumWidth(260)
        self.reviewer.editingFinished.connect(lambda: setattr(preferences, "reviewer", self.reviewer.text().strip()))
        preferences.changed.connect(self._follow)
        self._follow("appearance")
        self._lay_out()

    def _lay_out(self) -> None:
        size_line = tr("Settings", "For all text of the window, the transcript included.")
        language_line = tr("Settings", "Holds from the next start. The language of interviews is chosen in the study.")
        name_line = tr("Settings", "Offered where a decision or a sign-off is recorded. It is kept on this computer, "
                                   "and in a study only where you sign.")  # fmt: skip
        self.setLayout(basics.column(
            part(tr("Settings", "Appearance"), *self.appearances.values()),
            part(tr("Settings", "Text size"), explained(self.text_size, size_line)),
            part(tr("Settings", "Language of the window"), explained(self.language, language_line)),
            part(tr("Settings", "Your name"), explained(self.reviewer, name_line)),
            None,
        ))  # fmt: skip

    def _choose(self, appearance: Appearance) -> None:
        self._preferences.appearance = appearance.value

    def _follow(self, name: str) -> None:
        if name == "appearance":
            self.appearances[Appearance(self._preferences.appearance)].setChecked(True)
        elif name == "reviewer" and not self.reviewer.hasFocus():
            self.reviewer.setText(self._preferences.reviewer)
