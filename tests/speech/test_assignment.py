"""Every word gets a speaker, and turns keep all words in order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from transcribe_desk.speech.assignment import assign_speakers, make_turns, sentences, solo_turns
from transcribe_desk.study.transcript import Word


class Timetable:
    """Voices known exactly: who speaks when; ``mistaken`` gives the first guess at times it gets wrong."""

    def __init__(self, changes: Sequence[tuple[int, int]], mistaken: dict[int, int] | None = None) -> None:
        self._changes = changes
        self._mistaken = mistaken or {}

    def truth(self, time_ms: int) -> int:
        """Give who really speaks."""
        return [speaker for start, speaker in self._changes if start <= time_ms][-1]

    def at(self, time_ms: int) -> int:
        """Give the first guess."""
        return self._mistaken.get(time_ms, self.truth(time_ms))

    def fits(self, stretches: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
        """Give the share of each stretch that is each speaker's, from −1 to 1."""
        shares = []
        for start, end in stretches:
            heard = [self.truth(time) for time in range(start, end)]
            shares.append([heard.count(speaker) / len(heard) * 2 - 1 for speaker in (0, 1)])
        return np.array(shares).reshape(-1, 2)


def nothing(_share: float) -> None:
    """Hear how much is done."""


def spoken(text: str, each_ms: int = 100) -> list[Word]:
    return [Word(word, place * each_ms, place * each_ms + each_ms - 10) for place, word in enumerate(text.split())]


def assigned(words: list[Word], judge: Timetable) -> list[int]:
    return [speaker for _, speaker in assign_speakers(words, judge, nothing)]


def test_words_go_to_the_voice_they_are_spoken_by() -> None:
    words = spoken("Where was that? In a village near here. I see.")
    assert assigned(words, Timetable([(0, 0), (300, 1), (800, 0)])) == [0] * 3 + [1] * 5 + [0] * 2


def test_a_word_at_a_seam_goes_back_to_its_sentence() -> None:
    words = spoken("Where was that? In a village near here. I see.")
    truth = [(0, 0), (300, 1), (800, 0)]
    mistaken = {(words[3].start_ms + words[3].end_ms) // 2: 0, (words[8].start_ms + words[8].end_ms) // 2: 1}
    assert assigned(words, Timetable(truth, mistaken)) == [0] * 3 + [1] * 5 + [0] * 2


def test_a_short_sentence_swallowed_by_its_neighbours_is_found_again() -> None:
    words = spoken("I loved it there. Right. And then we moved away.")
    swallowed = {(words[4].start_ms + words[4].end_ms) // 2: 1}
    assert assigned(words, Timetable([(0, 1), (400, 0), (500, 1)], swallowed)) == [1] * 4 + [0] + [1] * 5


def test_a_second_voice_inside_a_sentence_stays_where_its_own_sound_says_so() -> None:
    words = spoken("we went up to the mm hm coast every year until then")
    assert assigned(words, Timetable([(0, 0), (500, 1), (700, 0)])) == [0] * 5 + [1] * 2 + [0] * 5


some_words = st.lists(
    st.tuples(st.sampled_from(["yes.", "so", "well", "why?"]), st.integers(0, 3000), st.integers(1, 400)), max_size=40
)


def forward(raw: list[tuple[str, int, int]]) -> list[Word]:
    words, clock = [], 0
    for text, gap, length in raw:
        words.append(Word(text, clock + gap, clock + gap + length))
        clock += gap + length
    return words


@given(some_words, st.lists(st.tuples(st.integers(1, 90_000), st.integers(0, 1)), max_size=6))
def test_no_word_is_lost_and_order_is_kept(raw: list[tuple[str, int, int]], changes: list[tuple[int, int]]) -> None:
    words = forward(raw)
    pairs = list(assign_speakers(words, Timetable([(0, 0), *sorted(changes)]), nothing))
    assert [word for word, _ in pairs] == words
    for turns in (make_turns(pairs), solo_turns(words)):
        assert [word for turn in turns for word in turn.words] == words
        assert [turn.id for turn in turns] == list(range(1, len(turns) + 1))
        assert all((turn.start_ms, turn.end_ms) == (turn.words[0].start_ms, turn.words[-1].end_ms) for turn in turns)
    assert [word for sentence in sentences(words) for word in sentence] == words


@given(some_words, st.lists(st.integers(0, 2), min_size=40, max_size=40))
def test_neighbouring_turns_have_other_speakers_named_in_order(
    raw: list[tuple[str, int, int]], speakers: list[int]
) -> None:
    turns = make_turns(zip(forward(raw), speakers[: len(raw)], strict=True))
    assert all(one.speaker != other.speaker for one, other in pairwise(turns))
    first_heard = list(dict.fromkeys(turn.speaker for turn in turns))
    assert first_heard == [f"S{number}" for number in range(1, len(first_heard) + 1)]


def test_one_speaker_is_cut_at_pauses_and_after_a_minute_at_a_sentence() -> None:
    words = [Word("one.", 0, 500), Word("two.", 1900, 2000), Word("three.", 3500, 4000)]
    assert [turn.text for turn in solo_turns(words)] == ["one. two.", "three."]
    long = [Word("so." if place % 10 == 9 else "so", place * 1000, place * 1000 + 900) for place in range(100)]
    assert [len(turn.words) for turn in solo_turns(long)] == [70, 30]
    assert {turn.speaker for turn in solo_turns(long)} == {"S1"}
