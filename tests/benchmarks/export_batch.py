"""Write a made study of 40 interviews to every target and say how long it took."""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import random
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from transcribe_desk.export.batch import write_export
from transcribe_desk.export.refi.guids import guid_names
from transcribe_desk.export.targets import TARGETS
from transcribe_desk.export.writers import Batch
from transcribe_desk.jobs.scanning import scanner_for
from transcribe_desk.privacy.gate import Dossier, ReleasedTranscript, SignOff, fingerprint, release, rendered
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.privacy.naming.names import occurrences
from transcribe_desk.study.study import Interview, Mode, Recording
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word

INTERVIEWS, TURNS, ENTITIES = 40, 300, 150  # of about an hour each, 9,000 words
_WORDS = """
    we talk to patients about breathing and it takes a while before they trust us because the ward is busy so
    nobody has time for what matters which is the person in front of you and how they get home again
"""
_SYLLABLES = ("ka", "lo", "mi", "ru", "ten", "vos", "dal", "pri")


def main(arguments: list[str]) -> int:
    """Export the study and print the seconds of each part; the exit code is 1 above ``--most`` seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interviews", type=int, default=INTERVIEWS)
    parser.add_argument("--most", type=float, default=20.0, metavar="SECONDS")
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    released = list(made_study(options.interviews))
    print(f"{len(released)} interviews made and released in {time.perf_counter() - started:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        started, worked = time.perf_counter(), time.process_time()
        targets = [target.name for target in TARGETS]
        with scanner_for(len(released)) as scanner:
            guids = made_guids(released)
            manifest = write_export(released, Path(folder) / "out", targets, guids=guids, scanner=scanner)
        taken, worked = time.perf_counter() - started, time.process_time() - worked
    files = Counter(file.path.partition("/")[0] for file in manifest.written)
    print(", ".join(f"{name} {number}" for name, number in files.items()))
    print(f"{len(manifest.written)} files in {taken:.1f} s, {worked:.1f} s of the first core; at most {options.most:g}")
    return 1 if taken > options.most or manifest.refused else 0


def made_study(number: int) -> Iterator[ReleasedTranscript]:
    """Give released interviews of one made study: the same names in all, each mention accepted."""
    chance = random.Random(5)
    entities = tuple(itertools.islice(_entities(), ENTITIES))
    elsewhere = tuple(_mention(1_000_000 + entity.id, 0, 1, 0, 4, entity) for entity in entities)
    for interview_id in range(1, number + 1):
        label = ("hospital", "community", "commissioner")[interview_id % 3]
        recording = Recording("0" * 64, 1, "interview.m4a", "aac", 1, 44_100, 60 * 60_000)
        study_id = f"{interview_id:02d}-{label}"
        date = dt.date(2024, 3, 14)
        interview = Interview(interview_id, (interview_id,), study_id, label, recording, ("AB",), date, Mode.TELEPHONE)
        turns = tuple(_turn(number, chance, entities) for number in range(1, TURNS + 1))
        roles = {"I": SpeakerRole.INTERVIEWER, "P": SpeakerRole.PARTICIPANT}
        numbers = itertools.count(interview_id * 10_000)
        texts = {turn.id: turn.text for turn in turns}
        mentions = tuple(
            _mention(next(numbers), interview_id, turn_id, start, end, entity)
            for turn_id, text in texts.items()
            for entity in entities
            if entity.name in text
            for start, end in occurrences(text, entity.name)
        )
        flagged = True
        dossier = Dossier(
            interview, Transcript(turns, roles, roles_confirmed=True), flagged, (*elsewhere, *mentions), entities
        )
        read = SignOff("AB", dt.datetime(2024, 5, 2, tzinfo=dt.UTC), fingerprint(rendered(dossier)))
        yield release(replace(dossier, sign_off=read))


def made_guids(released: Sequence[ReleasedTranscript]) -> dict[str, str]:
    """Give every GUID that a project file of these interviews needs."""
    names = guid_names(Batch(tuple(released)))
    return {name: str(uuid.UUID(int=number, version=4)) for number, name in enumerate(names, start=1)}


def _entities() -> Iterator[Entity]:
    names = itertools.product(_SYLLABLES, repeat=3)
    for number, (first, second, third) in enumerate(names, start=1):
        name = f"{first}{second} {third}{first}{second}son".title()
        yield Entity(number, Category.PERSON, name, (name,), f"[NAME {number}]")


def _turn(number: int, chance: random.Random, entities: tuple[Entity, ...]) -> Turn:
    words = chance.choices(_WORDS.split(), k=chance.randint(1, 60))
    if chance.random() < 0.2:
        words += chance.choice(entities).name.split()
    start = number * 12_000
    return Turn(
        number, "IP"[number % 2], tuple(Word(word, start, start + 11_000) for word in words), start, start + 11_000
    )


def _mention(number: int, interview_id: int, turn_id: int, start: int, end: int, entity: Entity) -> Mention:
    decision = Decision.ACCEPTED
    return Mention(
        number, interview_id, turn_id, start, end, "PERSON", entity.category, (), 1.0, "", entity.id, decision
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
