"""Show the keys of a screen, and the speakers of a transcript, as small cards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from transcribe_desk.study.transcript import SpeakerRole, Transcript
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.document.lines import initial_of, speakers_of
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.widgets import basics


def key_card(keys: Sequence[tuple[Sequence[str], str]]) -> QWidget:
    """List keys and what they do."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    for place, (names, meaning) in enumerate(keys):
        caps = basics.row(*(basics.keycap(name) for name in names), spacing=4)
        grid.addLayout(caps, place, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(basics.label(meaning, "small"), place, 1)
    grid.setColumnStretch(1, 1)
    return made


def badge(initial: str, colour: str, ink: str) -> QLabel:
    """Make the small square with a speaker's initial."""
    made = basics.label(initial)
    made.setFont(looks.sans(11, bold=True))
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setFixedSize(18, 18)
    made.setStyleSheet(f"background: {colour}; color: {ink}; border-radius: 4px;")
    return made


def speaker_card(theme: Theme, transcript: Transcript, study_id: str, speaker: str) -> QFrame:
    """Show a speaker: badge, label, role, and how much of the talk is theirs."""
    frame, box = basics.card()
    tokens = theme.tokens
    place = speakers_of(transcript).index(speaker)
    mark = badge(initial_of(transcript, speaker), tokens.speaker(place).name(), tokens.on_speaker)
    name = basics.label(transcript.label(speaker, study_id), "strong")
    share = basics.mono_label(f"{_share(transcript, speaker)} %", "muted")
    share.setToolTip("Share of the spoken time")
    box.addLayout(basics.row(mark, name, None, share))
    role = transcript.roles.get(speaker, SpeakerRole.PARTICIPANT)
    turns = sum(turn.speaker == speaker for turn in transcript.turns)
    box.addWidget(basics.label(f"{role.value.capitalize()} · {turns} turns", "small"))
    return frame


def _share(transcript: Transcript, speaker: str) -> int:
    spoken = dict.fromkeys(speakers_of(transcript), 0)
    for turn in transcript.turns:
        spoken[turn.speaker] += turn.end_ms - turn.start_ms
    return round(100 * spoken[speaker] / max(1, sum(spoken.values())))
