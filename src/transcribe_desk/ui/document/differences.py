"""Show beside each turn's own words what the machine had heard, and mark where the two differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from transcribe_desk.study.originals import originals
from transcribe_desk.study.realign import matching
from transcribe_desk.study.transcript import Transcript, Word
from transcribe_desk.ui.document.lines import Line
from transcribe_desk.ui.document.marks import Mark, Shape
from transcribe_desk.ui.translation import tr

NOTHING = "–"  # stands where the machine heard nothing


def original_transcript(transcript: Transcript, original: Transcript) -> Transcript:
    """Give the machine's words in the turns as they are cut now, so that each stands beside its own."""
    heard = originals(transcript, original)
    return replace(transcript, turns=tuple(replace(turn, words=_words(heard, turn.id)) for turn in transcript.turns))


def difference_marks(lines: Sequence[Line], machine: Transcript, edited: Transcript) -> list[Mark]:
    """Mark in the machine's words what an edit struck out, and where it put words in."""
    marks: list[Mark] = []
    for line, before, after in zip(lines, machine.turns, edited.turns, strict=True):
        if [word.text for word in before.words] != [word.text for word in after.words]:
            marks += _of_turn(line.turn_id, before.words, after.words)
    return marks


def _words(heard: Mapping[int, tuple[Word, ...]], turn_id: int) -> tuple[Word, ...]:
    return heard.get(turn_id, ()) or (Word(NOTHING, 0, 0),)


def _of_turn(turn_id: int, before: Sequence[Word], after: Sequence[Word]) -> Iterator[Mark]:
    old, new = [word.text for word in before], [word.text for word in after]
    spans, position = [], 0
    for text in old:
        spans.append((position, position + len(text)))
        position += len(text) + 1
    blocks = [(0, 0, 0), *matching(old, new), (len(old), len(new), 0)]
    for (first, new_first, size), (next_first, next_new, _) in pairwise(blocks):
        gone, came = slice(first + size, next_first), slice(new_first + size, next_new)
        words = " ".join(new[came])
        if gone.start < gone.stop:
            tip = tr("Transcript", "Now: “{words}”").format(words=words) if words else tr("Transcript", "Taken out")
            yield Mark(turn_id, spans[gone.start][0], spans[gone.stop - 1][1], Shape.CHANGED, tip=tip)
        elif words:
            start, end = spans[max(0, gone.start - 1)] if spans else (0, 0)
            yield Mark(turn_id, start, end, Shape.ADDED, tip=tr("Transcript", "Put in: “{words}”").format(words=words))
