"""Measure how long a step of the review takes in a study of 40 interviews of 13,000 words with 3,000 mentions.

Run ``python tests/benchmarks/decisions.py [--interviews 40] [--words 13000] [--mentions 3000]``. The study is made on
the spot in a temporary folder: invented talk in which 500 invented names are said over and over, every one of them
known. Each step goes the whole way: through the review, into the encrypted database with its journal and its line in
the trail, and to disk. Prints the median and the slowest of several, in milliseconds.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.mention import Category, Decision
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.study import Recording, StudySettings
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault


def word_list(text: str) -> list[str]:
    """Give the words of a text, which reads better than a list of quoted words."""
    return text.split()


_TURN_WORDS = 40
_NAMES = 500
PASSPHRASE = "a passphrase"
_TALK = word_list(
    """
    so the thing about the service is that you never really know who is going to be there when it starts and I mean
    we had a meeting about it last year and they said it would change but then of course it did not and people just
    went on doing what they had always done because nobody told them any other way to do it which is fair enough
    """
)
_SYLLABLES = word_list("ba re mo tel van dri ku sha wen lo phi gar nu ster ia den ro kel mi tor")


def main() -> None:
    """Make the study and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interviews", type=int, default=40)
    parser.add_argument("--words", type=int, default=13_000)
    parser.add_argument("--mentions", type=int, default=3_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        with study(Path(folder)) as desk:
            begun = time.perf_counter()
            fill(desk, options.interviews, options.words, options.mentions)
            print(f"made in {time.perf_counter() - begun:.0f} s: {len(desk.mentions())} mentions", flush=True)
            print(f"{len(desk.entities())} entities in {options.interviews} interviews of {options.words} words")
        with Desk.open(desk.vault.folder, PASSPHRASE) as again:
            _measure(again)


def _measure(desk: Desk) -> None:
    """Take each kind of step several times on the entities that are named most."""
    begun = time.perf_counter()
    desk.review.prepare()
    print(f"{'reading the study into memory':<36} {1000 * (time.perf_counter() - begun):>8.1f}")
    counts: dict[int, int] = {}
    for mention in desk.mentions():
        counts[mention.entity_id] = counts.get(mention.entity_id, 0) + 1
    most = sorted(counts, key=lambda each: (-counts[each], each))
    review = desk.review
    places = [_place(desk, word) for word in ("meeting", "service", "people", "year")]
    steps: dict[str, Callable[[int], object]] = {
        "accept an entity": lambda n: review.decide_entity(most[n], Decision.ACCEPTED, "GE"),
        "reject an entity everywhere": lambda n: review.decide_entity(most[n], Decision.REJECTED_EVERYWHERE, "GE"),
        "accept it again": lambda n: review.decide_entity(most[n], Decision.ACCEPTED, "GE"),
        "undo": lambda _: review.undo("GE"),
        "redo": lambda _: review.redo("GE"),
        "merge two": lambda n: review.merge(most[n], [most[n + 40]], "GE"),
        "undo the merge": lambda _: review.undo("GE"),
        "mark a word said in every interview": lambda n: review.mark(*places[n], Category.OTHER, "GE"),
        "undo the mark": lambda _: review.undo("GE"),
        "rename": lambda n: review.describe(most[n], "GE", name=f"Zelda Quorn{'abcdefgh'[n]}"),
    }
    print(f"{'step':<36} {'median':>8} {'slowest':>8}  milliseconds")
    for name, step in steps.items():
        taken = []
        for number in range(4):
            begun = time.perf_counter()
            step(number)
            taken.append(1000 * (time.perf_counter() - begun))
        print(f"{name:<36} {statistics.median(taken):>8.1f} {max(taken):>8.1f}", flush=True)
    begun = time.perf_counter()
    asked = review.questions()
    print(f"{'questions, ' + str(len(asked)) + ' of them':<36} {1000 * (time.perf_counter() - begun):>8.1f}")


def _place(desk: Desk, word: str) -> tuple[int, int, int, int]:
    """Give where a word is first said with a capital."""
    with desk.vault.transaction():
        index = desk.vault.review_memory.current().index
        for interview_id, turn_id in index.saying([word]):
            start = f" {index.text((interview_id, turn_id))} ".find(f" {word.title()} ")
            if start >= 0:
                return interview_id, turn_id, start, start + len(word)
    raise LookupError(word)


def study(folder: Path) -> Desk:
    """Make an empty study in a folder."""
    cost = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
    vault = Vault.create(folder / "Bench.tdstudy", PASSPHRASE, StudySettings("Benchmark"), cost=cost)
    return Desk(vault, ModelStore(folder / "models"))


def fill(desk: Desk, interviews: int, words: int, mentions: int) -> None:
    """Put interviews of so many words in, with so many mentions among them all."""
    chance = random.Random(4)
    names = [_name(chance) for _ in range(_NAMES)]
    organisation = desk.add_organisation("hospital")
    for number in range(interviews):
        said = [chance.choice(_TALK) for _ in range(words)]
        for place in chance.sample(range(words), mentions // interviews):
            said[place] = names[min(int(chance.expovariate(0.012)), _NAMES - 1)]
        for place in chance.sample(range(words), 8):  # what will be marked by hand
            said[place] = (
                said[place] if said[place] in names else chance.choice(("Meeting", "Service", "People", "Year"))
            )
        turns = tuple(_turn(place, said) for place in range(0, words, _TURN_WORDS))
        with desk.vault.transaction():
            participant = desk.vault.study.add_participant(organisation.id, None)
            recording = Recording(f"{number:064x}", 1, "tape.wav", "pcm", 1, 16000, 5_160_000)
            interview = desk.vault.interviews.add((participant.id,), recording)
        roles = {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT}
        desk.vault.transcripts.save_transcript(interview.id, Transcript(turns, roles))
        reviewing.store_proposals(desk.vault, interview.id, _proposals(turns, set(names)))


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(4)).title()


def _turn(place: int, said: list[str]) -> Turn:
    words = tuple(
        Word(word, 400 * (place + offset), 400 * (place + offset) + 350)
        for offset, word in enumerate(said[place : place + _TURN_WORDS])
    )
    number = place // _TURN_WORDS + 1
    return Turn(number, "S1" if number % 2 else "S2", words, words[0].start_ms, words[-1].end_ms)


def _proposals(turns: tuple[Turn, ...], names: set[str]) -> list[dict[str, object]]:
    return [
        {
            "turn_id": turn.id, "start": start, "end": end, "label": "PERSON", "category": "NAME",
            "detectors": ["made"], "score": 0.9, "reason": "a made name",
        }
        for turn in turns
        for start, end, word in turn.word_spans()
        if word.text in names
    ]  # fmt: skip


if __name__ == "__main__":
    main()
