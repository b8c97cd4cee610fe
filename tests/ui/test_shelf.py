"""The shelf of screens: made a step at a time, at once where somebody asks, and never left half-made."""

from __future__ import annotations

import pytest

from transcribe_desk.ui.shelf import Making, Shelf
from transcribe_desk.ui.widgets.page import Page


class Workshop:
    """Makes screens in three steps each and notes them; the first try at a broken one fails."""

    def __init__(self, *broken: str) -> None:
        self.steps: list[str] = []
        self._broken = set(broken)

    def shelf(self, *names: str) -> Shelf:
        """Give a shelf of screens made here."""
        return Shelf({name: lambda name=name: self._make(name) for name in names})  # type: ignore[misc]

    def _make(self, name: str) -> Making:
        self.steps.append(f"{name} 1")
        yield
        if name in self._broken:
            self._broken.remove(name)
            raise ValueError(name)
        self.steps.append(f"{name} 2")
        yield
        self.steps.append(f"{name} 3")
        return Page(name)


def test_names_are_known_before_anything_is_made() -> None:
    shelf = Workshop().shelf("study", "log")
    assert (list(shelf), len(shelf), "log" in shelf, "cellar" in shelf) == (["study", "log"], 2, True, False)
    assert not shelf.made
    with pytest.raises(KeyError):
        _ = shelf["cellar"]


def test_screens_are_made_a_step_at_a_time_in_their_order() -> None:
    workshop = Workshop()
    shelf = workshop.shelf("study", "log")
    for done in range(1, 7):
        assert shelf.make_next()
        assert len(workshop.steps) == done
        assert list(shelf.made) == ["study", "log"][: done // 3]
    assert not shelf.make_next()


def test_whoever_asks_gets_the_rest_at_once_and_the_same_screen_again() -> None:
    workshop = Workshop()
    shelf = workshop.shelf("study", "log")
    shelf.make_on("log")
    assert workshop.steps == ["log 1"]
    assert shelf["log"] is shelf["log"]
    assert workshop.steps == ["log 1", "log 2", "log 3"]


def test_what_was_begun_is_made_before_others_and_to_its_end() -> None:
    workshop = Workshop()
    shelf = workshop.shelf("study", "log", "export")
    shelf.make_on("log")
    shelf.make_next()
    assert workshop.steps == ["log 1", "log 2"]
    shelf.finish()
    assert list(shelf.made) == ["log"]


def test_a_screen_that_failed_is_begun_anew() -> None:
    workshop = Workshop("log")
    shelf = workshop.shelf("log")
    with pytest.raises(ValueError, match="log"):
        _ = shelf["log"]
    assert isinstance(shelf["log"], Page)
    assert workshop.steps == ["log 1", "log 1", "log 2", "log 3"]
