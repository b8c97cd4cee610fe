"""Say of a comparison which of our goals it meets: time, memory, speakers and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.benchmarks.scoring import wer_difference

if TYPE_CHECKING:
    from tests.benchmarks.speech import Row

_BESIDE_BEAM_5, _BESIDE_FASTER_WHISPER, _REAL_TIME = 0.25, 1.0, 0.15
_PEAK_MB = 1100.0
_WRONG_SPEAKER = 0.01
_SPEAKERS_OF = ("sample", "room")  # of the others, who speaks was not what they were made for
_PEERS = {"faster-whisper": "faster-whisper", "whisper-beam5": "openai-whisper at beam 5"}


@dataclass(frozen=True, slots=True)
class Goal:
    """What was found for a recording, and the most that it may be."""

    recording: str
    what: str
    found: float
    most: float

    @property
    def met(self) -> bool:
        """Tell whether it is no more than it may be."""
        return self.found <= self.most

    def __str__(self) -> str:
        return f"| {self.recording} | {self.what} | {self.found:.3g} | {self.most:g} | {'yes' if self.met else 'NO'} |"


def goals(rows: Sequence[Row]) -> list[Goal]:
    """Give the goals that can be judged by these rows, one of each system and recording of one model."""
    recordings: dict[str, dict[str, Row]] = {}
    for row in rows:
        recordings.setdefault(row.recording, {})[row.system] = row
    return [goal for name, systems in recordings.items() if "desk" in systems for goal in _of(name, systems)]


def _of(name: str, systems: Mapping[str, Row]) -> Iterator[Goal]:
    desk = systems["desk"]
    if "whisper-beam5" in systems:
        share = desk.wall_seconds / systems["whisper-beam5"].wall_seconds
        yield Goal(name, "of openai-whisper's time at beam 5", share, _BESIDE_BEAM_5)
    if "faster-whisper" in systems:
        share = desk.wall_seconds / systems["faster-whisper"].wall_seconds
        yield Goal(name, "of faster-whisper's time", share, _BESIDE_FASTER_WHISPER)
    yield Goal(name, "of the recording's length", desk.wall_seconds / desk.seconds, _REAL_TIME)
    yield Goal(name, "MB in the largest process", desk.peak_mb, _PEAK_MB)
    if name in _SPEAKERS_OF and desk.wrong_speaker is not None:
        yield Goal(name, "of the words with the wrong speaker", desk.wrong_speaker, _WRONG_SPEAKER)
    for peer, title in _PEERS.items():
        if peer in systems and desk.turns and systems[peer].turns:
            _, low, _ = wer_difference(desk.turns, systems[peer].turns)
            yield Goal(name, f"points, surely, of word error rate above {title}", max(0.0, 100 * low), 0.0)
