"""Compare what a study's words do: ours with and without them, and plain faster-whisper with its own “hotwords”.

    python -m tests.benchmarks.vocabulary [--aloud 20] [--recordings sample,room] [--openai-python PATH]

The words are the rarest that are said in a recording, so that a recogniser may well mishear them, and as many more that
nobody says, as in a study's list. Both are told the same words, with the same weights and threads. Of the words that
are said, *found* is how many are heard as often as they are said, the rest *missed*; *invented* is how often one is
heard more often than it is said. The word error rate is that of speech.py; its normaliser lies in .venv-openai, which
“python3 dev.py test-openai” builds.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.benchmarks.read_aloud import read_aloud
from tests.benchmarks.recordings import NAMES, Recording, recording
from tests.benchmarks.scoring import score, whispers_normaliser
from tests.benchmarks.systems import OPENAI_PYTHON, ROOT
from transcribe_desk.privacy.lexicons.words import frequency
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.speech.threads import recogniser_threads
from transcribe_desk.speech.vocabulary import letters

_MODEL = "whisper-base"
_HOW_MANY = 12
_SHORTEST = 5
# Names of people and places as a study has them; nobody says one in these recordings.
_UNSAID = (
    *("Hallamshire", "Rotherham", "gabapentin", "Okonkwo", "Siobhan", "Weston Park", "Anjali Deshpande"),
    *("Crookes", "Barnsley", "Oluwaseun", "Stannington", "Kowalczyk"),
)
_HEAD = """\
| recording | system | words to expect | WER | found | missed | invented |
|---|---|---|---|---|---|---|"""


def main() -> None:
    """Print a row for each recording and system, with and without words."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--aloud", type=int, metavar="MINUTES", help="take consultations read aloud by flite too")
    parser.add_argument("--recordings", default=",".join(NAMES))
    parser.add_argument("--openai-python", type=Path, default=OPENAI_PYTHON)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = [recording(name) for name in options.recordings.split(",") if name]
        if options.aloud:
            found.append(read_aloud(Path(folder), options.aloud))
        print(_HEAD)
        for sound in filter(None, found):
            words = study_words(sound)
            for told in ([], words):
                for system, run in (("Transcribe Desk", _desk), ("faster-whisper, defaults", _faster_whisper)):
                    text = run(sound.path, told)
                    print(_row(sound, system, words, told, text, options.openai_python), flush=True)


def study_words(sound: Recording) -> list[str]:
    """Give the rarest words that are said, with capitals where they are always written so, and as many others."""
    said = Counter(
        word for turn in sound.turns for word in _words(turn.text) if len(word) >= _SHORTEST and word.isalpha()
    )
    rarest = sorted({word.casefold() for word in said}, key=lambda word: (frequency(word), -len(word), word))
    spelt = {word.casefold(): word for word in sorted(said)}  # capitals come first, so a small letter wins
    return [*(spelt[word] for word in rarest[:_HOW_MANY]), *_UNSAID]


def _row(sound: Recording, system: str, words: list[str], told: list[str], text: str, python: Path) -> str:
    wer = score([(turn.speaker, turn.text) for turn in sound.turns], text, whispers_normaliser(python)).wer
    said, heard = (_counted(words, each) for each in (" ".join(turn.text for turn in sound.turns), text))
    found = sum(min(said[word], heard[word]) for word in words)
    invented = sum(max(0, heard[word] - said[word]) for word in words)
    return (
        f"| {sound.name} | {system} | {len(told) or 'none'} | {wer:.2%} "
        f"| {found} of {sum(said.values())} | {sum(said.values()) - found} | {invented} |"
    )


def _counted(words: list[str], text: str) -> dict[str, int]:
    heard = f" {' '.join(letters(word) for word in _words(text))} "
    return {word: heard.count(f" {' '.join(letters(part) for part in word.split())} ") for word in words}


def _words(text: str) -> list[str]:
    return [word.strip(".,?!;:“”\"'()").removesuffix("'s") for word in text.replace("’", "'").split()]


def _desk(audio: Path, words: list[str]) -> str:
    command = [sys.executable, str(Path(__file__).with_name("transcribe_json.py")), str(audio), "--model", _MODEL]
    found = json.loads(_output([*command, *(["--vocabulary", ",".join(words)] if words else [])]))
    return " ".join(turn["text"] for turn in found["turns"])


def _faster_whisper(audio: Path, words: list[str]) -> str:
    script, weights = Path(__file__).with_name("plain_faster_whisper.py"), ModelStore().verified_path(_MODEL)
    command = [sys.executable, str(script), str(audio), str(weights), str(recogniser_threads())]
    text: str = json.loads(_output([*command, *([", ".join(words)] if words else [])]))["text"]
    return text


def _output(command: list[str]) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
