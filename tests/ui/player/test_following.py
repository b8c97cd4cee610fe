"""Find the word that sounds and the moment a word is said, as a plain walk through all words would."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.study.transcript import Transcript, Turn, Word
from transcribe_desk.ui.player.following import LINGER_MS, Following


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Make turns whose words follow each other, some after a pause, some of no length, some turns overlapping."""
    turns, now = [], draw(st.integers(0, 5000))
    for number in range(1, draw(st.integers(0, 8)) + 1):
        words = []
        for _ in range(draw(st.integers(0, 6))):
            now += draw(st.integers(0, 2000))
            length = draw(st.integers(0, 900))
            words.append(Word(draw(st.text("aé😀-", min_size=1, max_size=4)), now, now + length))
            now += length
        start = words[0].start_ms if words else now
        turns.append(Turn(number * 3, "S1", tuple(words), start, now))
        now = max(0, now - draw(st.integers(0, 700)))
    return Transcript(tuple(turns))


def _by_walking(transcript: Transcript, ms: int) -> tuple[int, int] | None:
    """Give the last word, of the turn begun last, that has begun; none when it is over for too long."""
    begun = [turn for turn in transcript.turns if turn.words and _highest_start(transcript, turn) <= ms]
    if not begun:
        return None
    turn = begun[-1]
    place = max((number for number, word in enumerate(turn.words) if word.start_ms <= ms), default=0)
    return (turn.id, place) if ms < turn.words[place].end_ms + LINGER_MS else None


def _highest_start(transcript: Transcript, turn: Turn) -> int:
    upto = transcript.turns[: transcript.turns.index(turn) + 1]
    return max(each.words[0].start_ms for each in upto if each.words)


@given(transcripts(), st.integers(-10, 60_000))
def test_the_word_that_sounds_is_the_one_begun_last(transcript: Transcript, ms: int) -> None:
    assert Following(transcript).word_at(ms) == _by_walking(transcript, ms)


@given(transcripts())
def test_a_place_in_the_text_leads_to_its_word_and_back(transcript: Transcript) -> None:
    following = Following(transcript)
    for turn in transcript.turns:
        for start, end, word in turn.word_spans():
            for offset in (start, end - 1, end):
                assert following.ms_of(turn.id, offset) == word.start_ms
        if turn.words:
            assert following.ms_of(turn.id, 10_000) == turn.words[-1].start_ms
            assert following.ms_of(turn.id, -1) == turn.words[0].start_ms
        else:
            assert following.ms_of(turn.id, 0) == turn.start_ms


@given(transcripts(), st.data())
def test_after_an_edit_it_follows_the_new_text_as_if_made_for_it(transcript: Transcript, data: st.DataObject) -> None:
    following = Following(transcript)
    moments = data.draw(st.lists(st.integers(0, 20_000), max_size=5))
    for ms in moments:
        following.word_at(ms)
    if not transcript.turns:
        return
    place = data.draw(st.integers(0, len(transcript.turns) - 1))
    old = transcript.turns[place]
    later = tuple(replace(word, start_ms=word.start_ms + 7, end_ms=word.end_ms + 7) for word in old.words)
    turns = list(transcript.turns)
    turns[place] = replace(old, words=(*later, Word("more", old.end_ms + 7, old.end_ms + 207)))
    edited = Transcript(tuple(turns))
    following.update(edited)
    fresh = Following(edited)
    for ms in range(0, 20_000, 97):
        assert following.word_at(ms) == fresh.word_at(ms)
        assert following.turn_at(ms) == fresh.turn_at(ms)
    assert following.ms_of(old.id, 10_000) == old.end_ms + 7


def test_in_a_pause_no_word_sounds_but_the_turn_is_known() -> None:
    turn = Turn(4, "S1", (Word("Well,", 1000, 1400), Word("yes.", 5000, 5300)), 1000, 5300)
    following = Following(Transcript((turn,)))
    assert following.word_at(999) is None
    assert following.turn_at(999) is None
    assert following.word_at(1400 + LINGER_MS - 1) == (4, 0)
    assert following.word_at(3000) is None
    assert following.turn_at(3000) == 4
    assert following.word_at(5000) == (4, 1)
    assert following.turn(4) is turn
    with pytest.raises(KeyError):
        following.ms_of(5, 0)
