"""Measure what an edit of a three-hour interview costs the program, as the window asks for it.

    python -m tests.benchmarks.editing [--interviews 1] [--rounds 200]

Each interview has 1,500 turns of 20 words and a name in every fifth turn, all of them proposed and accepted. Prints one
Markdown table: process time of each step in milliseconds, the median and the 99th of a hundred, with what the journal
grew by.
"""

from __future__ import annotations

import argparse
import io
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.edits import EditStep, merge, move_boundary, reword, split
from transcribe_desk.study.speakers import reassign
from transcribe_desk.study.study import Recording, StudySettings
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

TURNS, WORDS = 1_500, 20
NAMES = [f"{first} {last}" for first in ("Sarah", "Derek", "Anna", "Kwame") for last in ("Whitfield", "Osei", "Hall")]
VOCABULARY = ["the", "ward", "was", "quiet", "that", "night", "so", "we", "waited", "for", "nobody", "came", "again"]


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--interviews", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder, _desk(Path(folder)) as desk:
        interview_id = [_interview(desk, chance) for _ in range(options.interviews)][-1]
        mentions = [each.id for each in desk.mentions()]
        desk.decide(mentions, Decision.ACCEPTED, "GE")
        print(f"{options.interviews} interviews of {TURNS} turns, {len(mentions)} mentions\n")
        print("| step | ms, median | ms, 99th of 100 | in all, wall, median |\n|---|---|---|---|")
        for name, make in STEPS.items():
            _measure(desk, interview_id, name, make, chance, options.rounds)


Maker = Callable[[Transcript, random.Random], EditStep | None]

STEPS: dict[str, Maker] = {
    "reword: a letter in one word": lambda now, chance: _typed(now, chance, lambda word: word + "x"),
    "reword: a name comes in": lambda now, chance: _typed(now, chance, lambda _word: chance.choice(NAMES)),
    "split": lambda now, chance: split(now, (turn := _any(now, chance)).id, len(turn.text) // 2),
    "merge": lambda now, chance: merge(now, chance.choice(now.turns[:-1]).id),
    "move boundary": lambda now, chance: move_boundary(now, chance.choice(now.turns[:-1]).id, 1),
    "one turn's speaker": lambda now, chance: reassign(now, _any(now, chance).id, "S3"),
}


def _any(now: Transcript, chance: random.Random) -> Turn:
    return chance.choice([turn for turn in now.turns if len(turn.words) > 3])


def _typed(now: Transcript, chance: random.Random, change: Callable[[str], str]) -> EditStep | None:
    turn = _any(now, chance)
    words = turn.text.split()
    place = chance.randrange(len(words))
    words[place] = change(words[place])
    return reword(now, turn.id, " ".join(words))


def _measure(desk: Desk, interview_id: int, name: str, make: Maker, chance: random.Random, rounds: int) -> None:
    now = desk.editing.transcript(interview_id)
    applied, undone, wall = [], [], []
    for _ in range(rounds):
        step = make(now, chance)
        if step is None or step == step.inverse:
            continue
        begun, began = time.process_time(), time.perf_counter()
        now = step.apply(now)
        desk.editing.apply(interview_id, step, "GE")
        applied.append(time.process_time() - begun)
        wall.append(time.perf_counter() - began)
        if len(applied) % 4 == 0:
            begun = time.process_time()
            taken = desk.editing.undo(interview_id, "GE")
            undone.append(time.process_time() - begun)
            assert taken is not None
            now = taken.apply(now)
    assert now == desk.editing.transcript(interview_id)
    for what, times in ((name, applied), (f"{name}, taken back", undone)):
        high = sorted(times)[int(len(times) * 0.99)]
        shown = f"{statistics.median(wall) * 1000:.1f}" if times is applied else ""
        print(f"| {what} | {statistics.median(times) * 1000:.1f} | {high * 1000:.1f} | {shown} |")


def _desk(folder: Path) -> Desk:
    cheap = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
    vault = Vault.create(folder / "Study.tdstudy", "a passphrase", StudySettings("Editing"), cost=cheap)
    vault.study.add_organisation("hospital")
    return Desk(vault, ModelStore(folder / "models"))


def _interview(desk: Desk, chance: random.Random) -> int:
    vault = desk.vault
    participant = vault.study.add_participant(vault.study.organisations()[0].id, None)
    stored = vault.recordings.store(io.BytesIO(chance.randbytes(64)))
    recording = Recording(stored.sha256, stored.size, "", "pcm", 1, 16_000, TURNS * WORDS * 360)
    interview = vault.interviews.add([participant.id], recording)
    vault.recordings.attach(interview.id, stored.file_id)
    turns, proposals = [], []
    for number in range(1, TURNS + 1):
        texts = chance.choices(VOCABULARY, k=WORDS)
        if number % 5 == 0:
            texts[10:12] = (name := chance.choice(NAMES)).split()
            start = len(" ".join(texts[:10])) + 1
            proposals.append(_proposal(number, start, start + len(name)))
        begin = (number - 1) * WORDS * 360
        words = tuple(
            Word(text, begin + 360 * place, begin + 360 * place + 300, round(chance.random(), 3))
            for place, text in enumerate(texts)
        )
        turns.append(Turn(number, f"S{number % 2 + 1}", words, words[0].start_ms, words[-1].end_ms))
    roles = {"S1": SpeakerRole.PARTICIPANT, "S2": SpeakerRole.INTERVIEWER}
    vault.transcripts.save_transcript(interview.id, Transcript(tuple(turns), roles))
    reviewing.store_proposals(vault, interview.id, proposals, "made 1")
    return interview.id


def _proposal(turn_id: int, start: int, end: int) -> dict[str, object]:
    return {
        "turn_id": turn_id,
        "start": start,
        "end": end,
        "label": "PERSON",
        "category": "NAME",
        "detectors": ["made"],
        "score": 0.9,
        "reason": "made",
    }


if __name__ == "__main__":
    main()
