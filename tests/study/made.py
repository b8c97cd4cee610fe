"""Transcripts for tests, and strategies that make them up."""

from __future__ import annotations

from hypothesis import strategies as st

from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word

ROLES = {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT}
# Few words, so that they repeat, come back in other case, and lie beside punctuation.
SAID = ["the", "The", "ward", "ward,", "Sarah", "sarah.", "um", "–", "peak flow", "Años"]
texts = st.lists(st.sampled_from(SAID), max_size=12).map(" ".join)


def words_from(start_ms: int, *texts: str) -> tuple[Word, ...]:
    """Give words of 200 ms with pauses of 100 ms, each as unsure as the machine often is."""
    return tuple(
        Word(text, start_ms + 300 * place, start_ms + 300 * place + 200, 0.4) for place, text in enumerate(texts)
    )


def talk(*said: str) -> Transcript:
    """Give a transcript whose turns say this, S1 first, one every ten seconds."""
    turns = []
    for number, text in enumerate(said, start=1):
        words = words_from(10_000 * number, *text.split())
        turns.append(Turn(number, "S1" if number % 2 else "S2", words, words[0].start_ms, words[-1].end_ms))
    return Transcript(tuple(turns), ROLES)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Make up a transcript as machines give them: words follow one another but may overlap or take no time."""
    turns, now = [], 0
    for number in range(1, draw(st.integers(1, 6)) + 1):
        words = []
        for text in draw(st.lists(st.sampled_from(SAID), min_size=1, max_size=8)):
            for part in text.split():
                now += draw(st.integers(0, 400))
                words.append(Word(part, now, now + draw(st.integers(0, 300)), draw(st.integers(0, 10)) / 10))
        end = max(word.end_ms for word in words)
        turns.append(Turn(number, draw(st.sampled_from(["S1", "S2"])), tuple(words), words[0].start_ms, end))
        now = end
    return Transcript(tuple(turns), ROLES)
