"""Where each channel carries its own voice, words go to the channel that talks, also where both do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.speech.assignment import assign_speakers
from transcribe_desk.speech.channels import ChannelSpeakers
from transcribe_desk.study.transcript import Word


def nothing(_share: float) -> None:
    """Hear how much is done."""


def assigned(text: str, voices: list[tuple[int, int, int]]) -> list[int]:
    """Give the speaker of each word of ``text``, a word every 100 ms."""
    words = [Word(word, place * 100, place * 100 + 90) for place, word in enumerate(text.split())]
    return [speaker for _, speaker in assign_speakers(words, ChannelSpeakers(voices), nothing)]


def test_words_go_to_the_channel_that_talks() -> None:
    voices = [(0, 300, 4), (310, 800, 1), (820, 1000, 4)]  # the second and the fifth of more channels
    assert assigned("Where was that? In a village near here. I see.", voices) == [1] * 3 + [0] * 5 + [1] * 2


def test_a_word_heard_a_little_early_stays_with_its_sentence() -> None:
    assert assigned("Where was that? In a village near here.", [(0, 350, 0), (350, 800, 1)]) == [0] * 3 + [1] * 5


def test_a_word_thrown_in_is_a_turn_of_its_own() -> None:
    voices = [(0, 400, 1), (400, 500, 0), (500, 1000, 1)]
    assert assigned("I loved it there. Right. And then we moved away.", voices) == [1] * 4 + [0] + [1] * 5


def test_two_at_once_inside_a_sentence_are_told_apart_by_who_began_last() -> None:
    voices = [(0, 1200, 0), (500, 700, 1)]
    assert ChannelSpeakers(voices).at(550) == 1
    assert ChannelSpeakers(voices).at(800) == 0
    assert ChannelSpeakers(voices).fits([(400, 800), (0, 100)]).tolist() == [[1, 0.5], [1, 0]]


spans = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 300), st.integers(0, 3)), min_size=1, max_size=30)


@given(spans, st.integers(0, 10_000))
def test_in_a_silence_the_nearest_voice_counts(raw: list[tuple[int, int, int]], time_ms: int) -> None:
    voices, clock = [], 0
    for gap, length, channel in raw:
        voices.append((clock + gap, clock + gap + length, channel))
        clock += gap + length
    judge = ChannelSpeakers(voices)
    channels = sorted({channel for _, _, channel in voices})
    distance = {
        who: min(max(start - time_ms, time_ms - end, 0) for start, end, channel in voices if channel == who)
        for who in channels
    }
    assert distance[channels[judge.at(time_ms)]] == min(distance.values())
    spoken = sum(max(0, min(end, 5000) - max(start, 1000)) for start, end, _ in voices)
    assert round(judge.fits([(1000, 5000)]).sum() * 4000) == spoken
