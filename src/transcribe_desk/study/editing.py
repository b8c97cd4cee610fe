"""Change what a turn says and keep the time of every word that stays."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

from transcribe_desk.study.errors import InputError
from transcribe_desk.study.transcript import Transcript, Turn, Word


def reword(transcript: Transcript, turn_id: int, text: str) -> Transcript:
    """Give the transcript with a turn that says ``text``; raise InputError for an unknown turn or an empty text.

    Words that stay keep their times and probabilities. New words share the time of those they replace, or the moment
    between their neighbours, and are certain: a person wrote them.
    """
    if turn_id not in {turn.id for turn in transcript.turns}:
        raise InputError(f"Turn {turn_id}", "There is none with this number.", "List the turns again.")
    if not text.split():
        raise InputError(f"Turn {turn_id}", "Its text cannot be empty.", "Write what is said in it.")
    turns = tuple(_reworded(turn, text.split()) if turn.id == turn_id else turn for turn in transcript.turns)
    return replace(transcript, turns=turns)


def _reworded(turn: Turn, texts: list[str]) -> Turn:
    words: list[Word] = []
    matcher = SequenceMatcher(None, [word.text for word in turn.words], texts, autojunk=False)
    for what, first, last, new_first, new_last in matcher.get_opcodes():
        if what == "equal":
            words += turn.words[first:last]
        else:
            start = turn.words[first].start_ms if first < last else (words[-1].end_ms if words else turn.start_ms)
            end = turn.words[last - 1].end_ms if first < last else start
            words += _shared(texts[new_first:new_last], start, end)
    return replace(turn, words=tuple(words))


def _shared(texts: list[str], start_ms: int, end_ms: int) -> list[Word]:
    share = (end_ms - start_ms) / len(texts) if texts else 0
    return [
        Word(text, round(start_ms + share * place), round(start_ms + share * (place + 1)))
        for place, text in enumerate(texts)
    ]
