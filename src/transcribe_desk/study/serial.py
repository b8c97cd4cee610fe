"""Turn transcript values into plain JSON values and back, for the vault and the worker pipes."""

from __future__ import annotations

from typing import Any

from transcribe_desk.study.transcript import Segment, Turn, Word

Json = Any


def word_to_json(word: Word) -> Json:
    """Give a word as ``[text, start_ms, end_ms, probability]``, the probability to three places."""
    return [word.text, word.start_ms, word.end_ms, round(word.probability, 3)]


def word_from_json(value: Json) -> Word:
    """Give back the word that ``word_to_json`` wrote."""
    text, start_ms, end_ms, probability = value
    return Word(text, start_ms, end_ms, probability)


def segment_to_json(segment: Segment) -> Json:
    """Give a segment as a dictionary."""
    return {
        "words": [word_to_json(word) for word in segment.words],
        "start_ms": segment.start_ms,
        "end_ms": segment.end_ms,
        "average_log_probability": round(segment.average_log_probability, 4),
        "compression_ratio": round(segment.compression_ratio, 4),
        "flags": list(segment.flags),
    }


def segment_from_json(value: Json) -> Segment:
    """Give back the segment that ``segment_to_json`` wrote; one kept by an older version has no flags."""
    return Segment(
        words=tuple(word_from_json(word) for word in value["words"]),
        start_ms=value["start_ms"],
        end_ms=value["end_ms"],
        average_log_probability=value["average_log_probability"],
        compression_ratio=value["compression_ratio"],
        flags=tuple(value.get("flags", ())),
    )


def turn_to_json(turn: Turn) -> Json:
    """Give a turn as a dictionary."""
    return {
        "id": turn.id,
        "speaker": turn.speaker,
        "words": [word_to_json(word) for word in turn.words],
        "start_ms": turn.start_ms,
        "end_ms": turn.end_ms,
    }


def turn_from_json(value: Json) -> Turn:
    """Give back the turn that ``turn_to_json`` wrote."""
    return Turn(
        id=value["id"],
        speaker=value["speaker"],
        words=tuple(word_from_json(word) for word in value["words"]),
        start_ms=value["start_ms"],
        end_ms=value["end_ms"],
    )
