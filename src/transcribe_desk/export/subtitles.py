"""Write a transcript as captions: WebVTT with voices, and SubRip."""

from __future__ import annotations

from collections.abc import Iterator

from transcribe_desk.export.layout import DRAFT_BANNER, ExportOptions
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.privacy.render import AnonymisedTurn

_BANNER_MS = 3_000
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class VttWriter:
    """Write WebVTT: a note with the study ID, then a cue for each turn, its label as the voice."""

    suffix = ".vtt"
    boilerplate = b""

    def write(self, released: ReleasedTranscript, _options: ExportOptions) -> bytes:
        """Give the bytes of the file; ``&``, ``<`` and ``>`` are escaped, so no cue holds an arrow."""
        notes = [released.transcript.study_id, *([DRAFT_BANNER] if released.draft else [])]
        blocks = ["WEBVTT", *(f"NOTE {note}" for note in notes)]
        for start, end, turn in _cues(released):
            text = turn.text.translate(_ENTITIES)
            blocks.append(f"{_time(start, '.')} --> {_time(end, '.')}\n<v {turn.label}>{text}</v>")
        return ("\n\n".join(blocks) + "\n").encode()


class SrtWriter:
    """Write SubRip: numbered cues, ``Label: text``; the format has no note, so a draft says so in its first cue."""

    suffix = ".srt"
    boilerplate = b""

    def write(self, released: ReleasedTranscript, _options: ExportOptions) -> bytes:
        """Give the bytes of the file."""
        cues = [(start, end, f"{turn.label}: {turn.text}") for start, end, turn in _cues(released)]
        if released.draft:
            cues.insert(0, (0, _BANNER_MS, DRAFT_BANNER))
        blocks = [
            f"{number}\n{_time(start, ',')} --> {_time(end, ',')}\n{text}\n"
            for number, (start, end, text) in enumerate(cues, start=1)
        ]
        return "\n".join(blocks).encode()


def _cues(released: ReleasedTranscript) -> Iterator[tuple[int, int, AnonymisedTurn]]:
    """Give each turn with its times in milliseconds, as WebVTT demands: begins in order, an end after its begin."""
    begin = 0
    for turn in released.transcript.turns:
        begin = max(begin, turn.start_ms)
        yield begin, max(turn.end_ms, begin + 1), turn


def _time(milliseconds: int, point: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{rest:03d}"
