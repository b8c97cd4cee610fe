"""Settings of listening: speed, how far back, and what typing does to the sound."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from transcribe_desk.ui.preferences import LONGEST_REWIND_MS, LONGEST_WAIT_MS, SPEEDS, Preferences
from transcribe_desk.ui.settings.parts import choice, explained, part, switch
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics


class PlaybackSection(QWidget):
    """The speed to begin with, the step back when playing goes on, and pausing while somebody types."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        least, most = (round(speed * 10) for speed in SPEEDS)
        speeds = [(f"{tenths * 10} %", tenths / 10) for tenths in range(least, most + 1)]
        self.speed = choice(preferences, "speed", tr("Settings", "Speed"), speeds)
        self.rewind = choice(preferences, "auto_rewind_ms", tr("Settings", "Step back"), _seconds(LONGEST_REWIND_MS))
        self.pause = switch(preferences, "pause_while_typing", tr("Settings", "Pause while I type"))
        self.resume = choice(preferences, "resume_after_ms", tr("Settings", "Go on after"), _seconds(LONGEST_WAIT_MS))
        self.pause.toggled.connect(self.resume.setEnabled)
        self.resume.setEnabled(self.pause.isChecked())
        speed_line = tr("Settings", "The pitch of voices stays as it is.")
        rewind_line = tr("Settings", "How far the sound steps back whenever it goes on, after a pause, after typing, "
                                     "or when a pedal is pressed again.")  # fmt: skip
        pause_line = tr("Settings", "In Correct mode the sound waits for you. In Listen mode it never does.")
        resume_line = tr("Settings", "Counted from the last key you press.")
        self.setLayout(basics.column(
            part(tr("Settings", "Speed"), explained(self.speed, speed_line)),
            part(tr("Settings", "Step back"), explained(self.rewind, rewind_line)),
            part(tr("Settings", "While typing"), explained(self.pause, pause_line),
                 explained(self.resume, resume_line, prompt=tr("Settings", "Go on after"))),
            None,
        ))  # fmt: skip


def _seconds(most_ms: int) -> list[tuple[str, int]]:
    words = tr("Settings", "{seconds} s")
    return [(words.format(seconds=f"{ms / 1000:g}"), ms) for ms in range(0, most_ms + 1, 500)]
