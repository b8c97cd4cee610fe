"""What a person likes is kept on this computer, read tolerantly, and told to whoever shows it."""

from __future__ import annotations

import json
from pathlib import Path

from transcribe_desk.ui.preferences import Preferences


def test_a_preference_is_kept_and_told() -> None:
    preferences = Preferences()
    told: list[str] = []
    preferences.changed.connect(told.append)
    preferences.speed = 1.25
    preferences.speed = 1.25
    preferences.reviewer = "A. Brown"
    assert told == ["speed", "reviewer"]
    again = Preferences()
    assert (again.speed, again.reviewer, again.text_size) == (1.25, "A. Brown", 100)


def test_values_out_of_range_are_brought_into_it() -> None:
    preferences = Preferences()
    preferences.speed, preferences.text_size, preferences.auto_rewind_ms = 9.0, 33, -5
    assert (preferences.speed, preferences.text_size, preferences.auto_rewind_ms) == (2.0, 80, 0)


def test_what_cannot_be_read_is_as_usual_and_the_rest_holds(own_state: Path) -> None:
    own_state.mkdir()
    file = own_state / "preferences.json"
    file.write_text(json.dumps({"speed": "fast", "pause_while_typing": 3, "reviewer": "B", "later": 1}), "utf-8")
    preferences = Preferences()
    assert (preferences.speed, preferences.pause_while_typing, preferences.reviewer) == (1.0, True, "B")
    file.write_text("{ not json", encoding="utf-8")
    assert Preferences().reviewer == ""


def test_two_windows_do_not_undo_each_other() -> None:
    one, other = Preferences(), Preferences()
    one.speed = 1.5
    other.text_size = 120
    assert (Preferences().speed, Preferences().text_size) == (1.5, 120)


def test_a_folder_that_cannot_be_written_costs_only_the_memory(own_state: Path) -> None:
    own_state.write_text("a file where the folder should be", encoding="utf-8")
    preferences = Preferences()
    preferences.speed = 1.5
    assert preferences.speed == 1.5


def test_the_usual_values_come_back() -> None:
    preferences = Preferences()
    preferences.speed, preferences.text_size = 1.5, 140
    preferences.reset("speed", "text_size")
    assert (preferences.speed, preferences.text_size) == (1.0, 100)
