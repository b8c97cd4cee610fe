"""An open study with recordings and transcripts made on the spot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import av
import numpy as np
import pytest

from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.study import Interview, StudySettings
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

# A name and the label a detector gives it: what the tests' own “detectors” propose.
Names = dict[str, tuple[str, str]]
NAMES: Names = {
    "Margaret": ("PERSON", "NAME"),
    "Dr Patel": ("PERSON", "NAME"),
    "Leeds": ("LOCATION", "PLACE"),
}


class StudyBuilder:
    """Fill a study: recordings of a tone, transcripts from plain text, proposals from a list of names."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self._folder = folder
        self._recordings = 0
        self.recording_seconds = 1.0

    def recording(self, seconds: float | None = None) -> Path:
        """Write a wav file unlike the others."""
        seconds = self.recording_seconds if seconds is None else seconds
        self._recordings += 1
        path = self._folder / f"recording {self._recordings}.wav"
        samples = (np.sin(np.arange(int(16000 * seconds)) / (5 + self._recordings)) * 9000).astype(np.int16)
        with av.open(str(path), "w") as target:
            stream = target.add_stream("pcm_s16le", rate=16000, layout="mono")
            frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16", layout="mono")
            frame.sample_rate = 16000
            target.mux(stream.encode(frame))
            target.mux(stream.encode(None))
        return path

    def interview(self, label: str = "hospital") -> Interview:
        """Import a recording for a new participant."""
        if label not in {organisation.label for organisation in self.desk.organisations()}:
            self.desk.add_organisation(label)
        (imported,) = self.desk.import_files([self.recording()], label).imported
        return imported

    def transcribed(self, said: Sequence[str], names: Names | None = None, label: str = "hospital") -> Interview:
        """Give an interview whose turns are ``said``, interviewer first, with each name in it proposed."""
        interview = self.interview(label)
        turns = []
        for number, text in enumerate(said, start=1):
            start = number * 5000
            words = tuple(
                Word(word, start + 300 * place, start + 300 * place + 250) for place, word in enumerate(text.split())
            )
            turns.append(Turn(number, "S1" if number % 2 else "S2", words, start, words[-1].end_ms))
        roles = {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT}
        self.desk.vault.transcripts.save_transcript(interview.id, Transcript(tuple(turns), roles))
        reviewing.store_proposals(
            self.desk.vault, interview.id, proposals(turns, names if names is not None else NAMES)
        )
        return interview


def proposals(turns: Sequence[Turn], names: Names) -> list[dict[str, object]]:
    """Propose every place that says one of the names."""
    return [
        {
            "turn_id": turn.id,
            "start": start,
            "end": start + len(name),
            "label": label,
            "category": category,
            "detectors": ["test"],
            "score": 0.9,
            "reason": "in the test's list",
        }
        for turn in turns
        for name, (label, category) in names.items()
        for start in range(len(turn.text))
        if turn.text.startswith(name, start)
    ]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give an open, empty study whose models folder is empty."""
    cheap = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
    vault = Vault.create(tmp_path / "Study.tdstudy", "a passphrase", StudySettings("Respiratory care"), cost=cheap)
    with Desk(vault, ModelStore(tmp_path / "models")) as opened:
        yield opened


@pytest.fixture
def builder(desk: Desk, tmp_path: Path) -> StudyBuilder:
    """Give a builder that fills the study."""
    return StudyBuilder(desk, tmp_path)
