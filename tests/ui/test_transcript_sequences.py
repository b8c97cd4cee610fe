"""Whatever a person does in whatever order, screen, window's copy and study agree with a simple model of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from tests.ui.transcript_rig import TALK, Rig, rig, small_study
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui.document.speakers import speakers_of
from transcribe_desk.ui.player.following import Following
from transcribe_desk.ui.theme import Theme

PLACES = st.integers(0, 6)
OFFSETS = st.integers(0, 60)
ACTIONS = st.one_of(
    st.tuples(st.just("type"), PLACES, OFFSETS, st.sampled_from(["x", "yes ", " and so", "."])),
    st.tuples(st.just("delete"), PLACES, OFFSETS, st.sampled_from(["Backspace", "Del", "Ctrl+Del", "Ctrl+Backspace"])),
    st.tuples(st.just("cut"), PLACES, OFFSETS, st.integers(1, 30)),
    st.tuples(st.just("split"), PLACES, OFFSETS, st.just("")),
    st.tuples(st.just("merge"), PLACES, OFFSETS, st.just("")),
    st.tuples(st.just("boundary"), PLACES, OFFSETS, st.sampled_from(["Alt+Shift+Left", "Alt+Shift+Right"])),
    st.tuples(st.just("speaker"), PLACES, OFFSETS, st.sampled_from(["Ctrl+1", "Ctrl+2"])),
    st.tuples(st.just("undo"), PLACES, OFFSETS, st.just("")),
    st.tuples(st.just("redo"), PLACES, OFFSETS, st.just("")),
    st.tuples(st.just("play"), PLACES, OFFSETS, st.just("")),
)


@dataclass
class Model:
    """The simplest editor: a list of speakers and words, and every version of it."""

    now: tuple[tuple[str, str], ...]
    past: list[tuple[tuple[str, str], ...]] = field(default_factory=list)
    future: list[tuple[tuple[str, str], ...]] = field(default_factory=list)

    def becomes(self, version: tuple[tuple[str, str], ...]) -> None:
        """Go on to another version, if it is another."""
        if version != self.now:
            self.past.append(self.now)
            self.now, self.future = version, []

    def say(self, place: int, text: str) -> None:
        """Have a turn say something else."""
        self.becomes((*self.now[:place], (self.now[place][0], text), *self.now[place + 1 :]))

    def give(self, place: int, speaker: str) -> None:
        """Have somebody else say a turn."""
        self.becomes((*self.now[:place], (speaker, self.now[place][1]), *self.now[place + 1 :]))

    def undo(self) -> None:
        """Go back one version."""
        if self.past:
            self.future.append(self.now)
            self.now = self.past.pop()

    def redo(self) -> None:
        """Go forward one version again."""
        if self.future:
            self.past.append(self.now)
            self.now = self.future.pop()


@given(st.lists(ACTIONS, min_size=1, max_size=9))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_text_speakers_and_times_agree(
    theme: Theme, qtbot: QtBot, tmp_path_factory: object, actions: list[tuple[str, int, int, object]]
) -> None:
    folder = Path(tmp_path_factory.mktemp("any")) / "Small.tdstudy"  # type: ignore[attr-defined]
    with small_study(folder) as desk, rig(qtbot, theme, desk, folder) as hands:
        model = Model(version(hands.own))
        for action in actions:
            do(hands, model, *action)
            hands.settle()
            assert [words for _, words in model.now] == hands.shown == [turn.text for turn in hands.own.turns]
            assert version(hands.own) == model.now
        assert hands.own == hands.kept, "what the study holds is what is shown"
        check_times(hands.kept)
        for _ in range(len(model.past)):
            hands.press("Ctrl+Z")
        hands.settle()
        assert hands.shown == list(TALK), "everything can be taken back"
        assert hands.own == hands.kept


def version(transcript: Transcript) -> tuple[tuple[str, str], ...]:
    return tuple((turn.speaker, turn.text) for turn in transcript.turns)


def do(hands: Rig, model: Model, what: str, place: int, offset: int, how: object) -> None:
    """Do it on the screen by key, and in the model by hand."""
    place = min(place, len(hands.shown) - 1)
    offset = min(offset, len(hands.shown[place]))
    hands.caret(place, offset, to=min(len(hands.shown[place]), offset + how) if isinstance(how, int) else None)
    text, order = hands.shown[place], speakers_of(hands.own)
    if what == "type":
        hands.type(str(how))
    else:
        hands.press(KEYS.get(what, str(how)))
    left = tidy(hands.screen.view.blocks.text(place)) if what == "delete" else ""
    hands.screen.view.settle()
    if what in ("undo", "redo"):
        model.undo() if what == "undo" else model.redo()
    elif what in TEXTS:
        model.say(place, TEXTS[what](text, offset, how, left) or text)
    elif what == "speaker":
        number = 0 if how == "Ctrl+1" else 1
        model.give(place, order[number] if number < len(order) else model.now[place][0])
    elif what in CUTS:
        model.becomes(CUTS[what](list(model.now), place, offset, how))


Turns = tuple[tuple[str, str], ...]
KEYS = {
    "cut": "Ctrl+X", "split": "Ctrl+Return", "merge": "Ctrl+Shift+M", "undo": "Ctrl+Z", "redo": "Ctrl+Y", "play": "Esc",
}  # fmt: skip
TEXTS: dict[str, Callable[[str, int, Any, str], str]] = {
    "type": lambda text, offset, how, _left: tidy(text[:offset] + how + text[offset:]),
    "cut": lambda text, offset, how, _left: tidy(text[:offset] + text[offset + how :]),
    "delete": lambda _text, _offset, _how, left: left,  # how much a word is, Qt decides
}


def split(turns: list[tuple[str, str]], place: int, offset: int, _how: object) -> Turns:
    speaker, text = turns[place]
    words = text.split()
    if len(words) > 1 and 0 < offset < len(text):
        cut = nearest(words, offset)
        turns[place : place + 1] = [(speaker, " ".join(words[:cut])), (speaker, " ".join(words[cut:]))]
    return tuple(turns)


def merge(turns: list[tuple[str, str]], place: int, _offset: int, _how: object) -> Turns:
    if place + 1 < len(turns):
        turns[place : place + 2] = [(turns[place][0], f"{turns[place][1]} {turns[place + 1][1]}")]
    return tuple(turns)


def boundary(turns: list[tuple[str, str]], place: int, _offset: int, how: object) -> Turns:
    if place + 1 < len(turns):
        (first, text), (second, after) = turns[place : place + 2]
        together = [*text.split(), *after.split()]
        cut = len(text.split()) + (1 if how == "Alt+Shift+Right" else -1)
        if 0 < cut < len(together):
            turns[place : place + 2] = [(first, " ".join(together[:cut])), (second, " ".join(together[cut:]))]
    return tuple(turns)


CUTS = {"split": split, "merge": merge, "boundary": boundary}


def nearest(words: list[str], offset: int) -> int:
    """Give how many words stand before the border nearest to an offset."""
    borders, at = [], 0
    for word in words[:-1]:
        at += len(word)
        borders.append(abs(at + 0.5 - offset))
        at += 1
    return borders.index(min(borders)) + 1 if borders else 0


def tidy(text: str) -> str:
    return " ".join(text.split())


def check_times(transcript: Transcript) -> None:
    """See that every word has its place in time, and is found where it plays."""
    following = Following(transcript)
    for turn in transcript.turns:
        for place, word in enumerate(turn.words):
            assert turn.start_ms <= word.start_ms <= word.end_ms <= turn.end_ms
            assert place == 0 or turn.words[place - 1].start_ms <= word.start_ms
        offset = 0
        for word in turn.words:
            assert following.ms_of(turn.id, offset) == word.start_ms
            offset += len(word.text) + 1
