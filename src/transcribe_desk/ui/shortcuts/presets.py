"""Give the keys that people know from other transcription programs.

Each preset says only where it departs from the standard keys. Sources, read in November 2026: oTranscribe's
``defaults.json``; MAXQDA 24's manual, “Transcription Mode”; QualCoder's wiki, “Coding Audio and Video”. f4's keys are
from common knowledge, its manual was not at hand. Keys that have a usual meaning in text are left out (QualCoder's
Ctrl+S), and so are oTranscribe's second keys Ctrl+1 to Ctrl+4, which give turns to speakers here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from transcribe_desk.ui.translation import tr


@dataclass(frozen=True, slots=True)
class Preset:
    """A named set of keys: which actions have others than the standard ones."""

    id: str
    title: str
    keys: Mapping[str, tuple[str, ...]]


@cache
def presets() -> dict[str, Preset]:
    """Give every preset by its id, the standard one first."""
    found = (
        Preset("standard", tr("Shortcuts", "Transcribe Desk"), {}),
        Preset("otranscribe", "oTranscribe", {
            "play_pause": ("Esc", "Ctrl+Space"), "back": ("F1",), "forward": ("F2",), "slower": ("F3",),
            "faster": ("F4",), "back_long": ("Ctrl+F1",), "forward_long": ("Ctrl+F2",), "card_of_keys": ("F10",),
        }),
        Preset("maxqda", "MAXQDA", {
            "play_pause": ("F4", "F5", "Ctrl+Space", "Esc"), "back": ("Shift+F12",), "forward": ("F12",),
            "back_long": ("Shift+F11",), "forward_long": ("F11",),
        }),
        Preset("f4", "f4", {
            "play_pause": ("F4", "Ctrl+Space", "Esc"), "back": ("F3",), "forward": ("F5",),
        }),
        Preset("qualcoder", "QualCoder", {
            "play_pause": ("Ctrl+P", "Ctrl+D", "Esc"), "back": ("Ctrl+R",), "forward": ("F5",),
            "back_long": ("Alt+R", "Alt+-"), "forward_long": ("Alt+F", "Alt++"), "slower": ("Ctrl+Shift+<",),
            "faster": ("Ctrl+Shift+>",), "replay_turn": ("Ctrl+E",), "mark_identifier": ("Ctrl+Shift+D",),
        }),
    )  # fmt: skip
    return {preset.id: preset for preset in found}
