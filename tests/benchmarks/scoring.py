"""Score what a system heard against what was said: words as Whisper's paper compares them, and who said them."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeAlias

import jiwer
import numpy as np

Turn: TypeAlias = tuple[str, str]
Normalise: TypeAlias = Callable[[Sequence[str]], list[str]]
_DRAWS = 10_000


@dataclass(frozen=True, slots=True)
class Score:
    """The word error rate, and the share of the rightly heard words with the wrong speaker where speakers are told.

    ``mistakes`` counts what was misheard, as “what was said → what was heard”, the most frequent first. ``turns`` are
    the words of what was said in a turn and the errors in them, those of turns that say the same together.
    """

    wer: float
    wrong_speaker: float | None
    mistakes: Mapping[str, int]
    turns: Mapping[str, tuple[int, int]]


def whispers_normaliser(python: Path) -> Normalise:
    """Give a function that brings texts to the form of openai-whisper's EnglishTextNormalizer, run by ``python``."""

    def normalise(texts: Sequence[str]) -> list[str]:
        command = [str(python), str(Path(__file__).with_name("openai_side.py")), "normalise"]
        done = subprocess.run(command, input=json.dumps(list(texts)), capture_output=True, check=True, text=True)
        found: list[str] = json.loads(done.stdout)
        return found

    return normalise


def score(said: Sequence[Turn], heard: Sequence[Turn] | str, normalise: Normalise) -> Score:
    """Score a text, or turns of a speaker and a text, against what was said."""
    text = heard if isinstance(heard, str) else " ".join(text for _, text in heard)
    turns = () if isinstance(heard, str) else heard
    reference, hypothesis, *each = normalise([_joined(said), text, *(text for _, text in (*said, *turns))])
    compared = jiwer.process_words(reference, hypothesis)
    wer, misheard = float(compared.wer), _mistakes(compared)
    by_turn = _by_turn([text for _, text in said], each[: len(said)], hypothesis)
    if not turns:
        return Score(wer, None, misheard, by_turn)
    speakers = [speaker for speaker, _ in (*said, *turns)]
    words = [[(speaker, word) for word in text.split()] for speaker, text in zip(speakers, each, strict=True)]
    truth, ours = words[: len(said)], words[len(said) :]
    wrong = wrong_speaker_share([*chain.from_iterable(truth)], [*chain.from_iterable(ours)])
    return Score(wer, wrong, misheard, by_turn)


def _mistakes(compared: jiwer.WordOutput) -> dict[str, int]:
    """Count the stretches of words that differ, those that follow one another as one."""
    (chunks,), (said,), (heard,) = compared.alignments, compared.references, compared.hypotheses
    found = Counter(
        f"{' '.join(said[first.ref_start_idx : last.ref_end_idx])} → "
        f"{' '.join(heard[first.hyp_start_idx : last.hyp_end_idx])}"
        for first, last in _stretches([chunk for chunk in chunks if chunk.type != "equal"])
    )
    return dict(found.most_common())


def _by_turn(said: Sequence[str], normalised: Sequence[str], heard: str) -> dict[str, tuple[int, int]]:
    """Give the words and errors of each turn; a word too many belongs to the turn of the word that follows it."""
    counts = [len(text.split()) for text in normalised]
    turn_of = [number for number, count in enumerate(counts) for _ in range(count)]
    errors: Counter[int] = Counter()
    (chunks,) = jiwer.process_words(" ".join(normalised), heard).alignments
    for chunk in chunks:
        if chunk.type == "insert":
            errors[turn_of[min(chunk.ref_start_idx, len(turn_of) - 1)]] += chunk.hyp_end_idx - chunk.hyp_start_idx
        elif chunk.type != "equal":
            errors.update(turn_of[chunk.ref_start_idx : chunk.ref_end_idx])
    found: dict[str, tuple[int, int]] = {}
    for number, (text, count) in enumerate(zip(said, counts, strict=True)):
        words, wrong = found.get(text, (0, 0))
        found[text] = words + count, wrong + errors[number]
    return found


def wer_difference(
    ours: Mapping[str, tuple[int, int]], theirs: Mapping[str, tuple[int, int]]
) -> tuple[float, float, float]:
    """Give by how much our word error rate is higher than theirs over the same turns, and its 95 % interval.

    The interval is a paired bootstrap over what was said (Bisani and Ney, 2004, “Bootstrap estimates for confidence
    intervals in ASR performance evaluation”): a sentence that a looped recording says sixteen times is one of them.
    """
    counts = np.array([(ours[turn][0], ours[turn][1] - theirs[turn][1]) for turn in ours])
    draws = np.random.default_rng(1).integers(len(counts), size=(_DRAWS, len(counts)))
    words, errors = counts[draws].sum(axis=1).T
    low, high = np.quantile(errors / words, (0.025, 0.975))
    return float(counts[:, 1].sum() / counts[:, 0].sum()), float(low), float(high)


def wrong_speaker_share(said: Sequence[Turn], heard: Sequence[Turn]) -> float:
    """Give the share of rightly heard words, each with its speaker, whose speaker is wrong under the best naming."""
    (chunks,) = jiwer.process_words(_joined(said), _joined(heard)).alignments
    pairs = [
        (said[chunk.ref_start_idx + offset][0], heard[chunk.hyp_start_idx + offset][0])
        for chunk in chunks
        if chunk.type == "equal"
        for offset in range(chunk.ref_end_idx - chunk.ref_start_idx)
    ]
    names, people = sorted({name for _, name in pairs}), sorted({person for person, _ in pairs})
    right = max(sum(naming[name] == person for person, name in pairs) for naming in _namings(names, people))
    return 1 - right / len(pairs) if pairs else 0.0


def _stretches(chunks: Sequence[jiwer.AlignmentChunk]) -> list[tuple[jiwer.AlignmentChunk, jiwer.AlignmentChunk]]:
    """Give the first and last of the chunks between which nothing lies."""
    found: list[tuple[jiwer.AlignmentChunk, jiwer.AlignmentChunk]] = []
    for chunk in chunks:
        if found and found[-1][1].ref_end_idx == chunk.ref_start_idx:
            found[-1] = found[-1][0], chunk
        else:
            found.append((chunk, chunk))
    return found


def _joined(turns: Sequence[Turn]) -> str:
    return " ".join(text for _, text in turns)


def _namings(names: Sequence[str], people: Sequence[str]) -> list[dict[str, str]]:
    if not names:
        return [{}]
    return [{names[0]: person, **rest} for person in people for rest in _namings(names[1:], people)]
