"""Compare our speech with plain faster-whisper on the same recordings, alternating, in one run; print a table.

    python tests/benchmarks/speech.py [--rounds 3] [AUDIO.flac …]

Each recording needs its truth beside it (``AUDIO.json`` with turns of ``speaker`` and ``text``). Without arguments the
bundled sample is used, and the shared development recordings where they are. Figures are medians over the rounds; the
word error rate is jiwer's after lower-casing and dropping punctuation, numbers left as written in the script.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jiwer

from transcribe_desk import paths
from transcribe_desk.speech.model_store import ModelStore

_HERE = Path(__file__).parent
_SHARED = _HERE.parents[2] / "shared" / "data" / "audio"
_SHARED_RECORDINGS = ("sample_interview.flac", "sample_interview_room.flac")


def main() -> None:
    """Run the rounds and print one Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("audio", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print("| recording | pipeline | wall s | × real time | CPU s | peak MB | WER | words with the wrong speaker |")
    print("|---|---|---|---|---|---|---|---|")
    for audio in options.audio or _default_recordings():
        truth = _truth(audio)
        ours, plain = [], []
        for _ in range(options.rounds):
            ours.append(_run([str(_HERE / "transcribe_json.py"), str(audio), "--speakers", "2"]))
            folder = str(ModelStore().verified_path("whisper-base"))
            plain.append(_run([str(_HERE / "plain_faster_whisper.py"), str(audio), folder]))
        print(_row(audio, "Transcribe Desk (words, speakers)", ours, truth))
        print(_row(audio, "faster-whisper, defaults (text only)", plain, truth), flush=True)


def _default_recordings() -> list[Path]:
    shared = [_SHARED / name for name in _SHARED_RECORDINGS if (_SHARED / name).exists()]
    return [paths.resource("sample", "interview.opus"), *shared]


def _truth(audio: Path) -> list[dict[str, str]]:
    beside = audio.with_suffix(".json")
    # The room version is the same conversation.
    clean = audio.with_name(audio.stem.removesuffix("_room") + ".json")
    for path in (beside, audio.with_name("truth.json"), clean):
        if path.exists():
            turns: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))["turns"]
            return turns
    raise SystemExit(f"{audio.name} has no truth beside it.")


def _run(command: Sequence[str]) -> dict[str, Any]:
    finished = subprocess.run([sys.executable, *command], capture_output=True, check=True)
    result: dict[str, Any] = json.loads(finished.stdout)
    return result


def _row(audio: Path, name: str, runs: list[dict[str, Any]], truth: list[dict[str, str]]) -> str:
    def median(key: str) -> float:
        return statistics.median(float(run[key]) for run in runs)

    last = runs[-1]
    text = last["text"] if "text" in last else " ".join(turn["text"] for turn in last["turns"])
    reference = " ".join(_words(" ".join(turn["text"] for turn in truth)))
    error = jiwer.wer(reference, " ".join(_words(text)))
    wrong = f"{wrong_speaker_share(truth, last['turns']):.1%}" if "turns" in last else "–"
    wall = median("wall_seconds")
    return (
        f"| {audio.name} | {name} | {wall:.1f} | {wall / last['audio_seconds']:.3f} | {median('cpu_seconds'):.1f} "
        f"| {median('peak_memory_mb'):.0f} | {error:.1%} | {wrong} |"
    )


def wrong_speaker_share(truth: Sequence[dict[str, Any]], turns: Sequence[dict[str, Any]]) -> float:
    """Give the share of correctly recognised words whose speaker is wrong, under the best naming of two speakers."""
    said = [(word, turn["speaker"]) for turn in truth for word in _words(turn["text"])]
    heard = [(word, turn["speaker"]) for turn in turns for word in _words(turn["text"])]
    matcher = difflib.SequenceMatcher(None, [word for word, _ in said], [word for word, _ in heard], autojunk=False)
    pairs = [
        (said[block.a + offset][1], heard[block.b + offset][1])
        for block in matcher.get_matching_blocks()
        for offset in range(block.size)
    ]
    names = sorted({name for _, name in heard})
    people = sorted({name for name, _ in pairs})
    best = max(
        (sum(mapping[theirs] == ours for ours, theirs in pairs) for mapping in _namings(names, people)), default=0
    )
    return 1 - best / len(pairs)


def _namings(names: Sequence[str], people: Sequence[str]) -> list[dict[str, str]]:
    if not names:
        return [{}]
    return [{names[0]: person, **rest} for person in people for rest in _namings(names[1:], people)]


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


if __name__ == "__main__":
    main()
