"""Compare our whole pipeline with openai-whisper's own command and plain faster-whisper, taking turns, in one run.

    python -m tests.benchmarks.speech [--rounds 2] [--long 86] [--systems desk,faster-whisper,…] [--recordings sample,…]
    python -m tests.benchmarks.speech --table build/benchmarks/speech-….jsonl

The peers' environment is built by “python3 dev.py test-openai”. All have the same weights, converted once for
openai-whisper, and the same number of threads: that of our own rule, two on a computer with two or three cores.
*Transcribe Desk* is everything from making a study and importing the file to flagged turns, with word times and
speakers; the others give text alone, without word times. Wall, processor seconds and memory are taken from outside,
from the start of each command to its end, all its processes together.

Each run prints its row and is kept as one line of JSON at once, so that an interrupted benchmark leaves all it
measured; ``--table`` prints the medians of such a file. The word error rate is jiwer's after Whisper's English
normaliser; *wrong speaker* is the share of rightly heard words under the wrong one; DER is that of the speaker step
alone, as diarisation.py measures it. ``--long`` adds the sample looped.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks import diarisation
from tests.benchmarks.processes import CommandError
from tests.benchmarks.recordings import NAMES, Recording, looped, recording
from tests.benchmarks.scoring import Normalise, score, whispers_normaliser
from tests.benchmarks.systems import OPENAI_PYTHON, ROOT, SYSTEMS, Bench, SystemMissingError, prepare

_HEAD = """\
| recording | system | round | wall s | × real time | CPU s | peak MB | all together | WER | wrong speaker | DER |
|---|---|---|---|---|---|---|---|---|---|---|"""


@dataclass(frozen=True, slots=True)
class Row:
    """What one run of one system on one recording gave; ``load`` is the machine's load when it began.

    Of our own phases, ``processes`` are the peaks in MB and ``phases`` the seconds.
    """

    recording: str
    seconds: float
    system: str
    round: str
    threads: int
    load: float
    wall_seconds: float
    cpu_seconds: float
    peak_mb: float
    together_mb: float
    processes: dict[str, float]
    phases: dict[str, float]
    wer: float
    wrong_speaker: float | None
    der: float | None

    def __str__(self) -> str:
        each = ", ".join(f"{name} {peak:.0f}" for name, peak in self.processes.items())
        return (
            f"| {self.recording} | {SYSTEMS[self.system].title} | {self.round} | {self.wall_seconds:.1f} "
            f"| {self.wall_seconds / self.seconds:.3f} | {self.cpu_seconds:.1f} "
            f"| {self.peak_mb:.0f}{f' ({each})' if each else ''} | {self.together_mb:.0f} "
            f"| {self.wer:.2%} | {_share(self.wrong_speaker)} | {_share(self.der)} |"
        )


def main() -> int:
    """Run what was asked for and print the rows, then their medians; 1 where a system failed or is missing."""
    options = _options()
    if options.table:
        lines = options.table.read_text(encoding="utf-8").splitlines()
        _print_medians([Row(**json.loads(line)) for line in lines])
        return 0
    options.out.parent.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = []
    failed = False
    with tempfile.TemporaryDirectory() as name, options.out.open("w", encoding="utf-8") as kept:
        try:
            bench = prepare(Path(name), options.model, options.openai_python)
        except SystemMissingError as error:
            print(error, file=sys.stderr)
            return 1
        normalise = whispers_normaliser(options.openai_python)
        print(_HEAD, flush=True)
        for sound, rounds in _recordings(bench.folder, options):
            truth = {"desk": _der(sound)} if "desk" in options.systems else {}
            for number in range(rounds):
                # The first goes last every other time, as a machine may grow slower while it works.
                for system in options.systems[:: -1 if number % 2 else 1]:
                    try:
                        row = _run(system, sound, str(number + 1), bench, normalise, truth.get(system))
                    except CommandError as error:
                        print(f"{sound.name}, {system}: {error}", file=sys.stderr)
                        failed = True
                        continue
                    rows.append(row)
                    print(row, flush=True)
                    kept.write(json.dumps(asdict(row)) + "\n")
                    kept.flush()
    _print_medians(rows)
    print(f"\nKept in {options.out}")
    return int(failed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--long", type=int, metavar="MINUTES", help="take the sample looped to this length too")
    parser.add_argument("--long-rounds", type=int, default=1)
    parser.add_argument("--systems", default=",".join(SYSTEMS), help="in the order in which they take turns")
    parser.add_argument("--recordings", default=",".join(NAMES), help="none for the long one alone")
    parser.add_argument("--model", default="whisper-base")
    parser.add_argument("--openai-python", type=Path, default=OPENAI_PYTHON)
    started = time.strftime("%Y%m%d-%H%M%S")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "benchmarks" / f"speech-{started}.jsonl")
    parser.add_argument("--table", type=Path, metavar="FILE", help="print the medians of a kept file, run nothing")
    options = parser.parse_args()
    options.systems = options.systems.split(",")
    options.recordings = [name for name in options.recordings.split(",") if name != "none"]
    for name in {*options.systems} - {*SYSTEMS} | {*options.recordings} - {*NAMES}:
        parser.error(f"“{name}” is none of {', '.join((*SYSTEMS, *NAMES))}")
    return options


def _recordings(folder: Path, options: argparse.Namespace) -> Iterator[tuple[Recording, int]]:
    for name in options.recordings:
        if (found := recording(name)) is not None:
            yield found, options.rounds
    if options.long:
        yield looped(folder, options.long), options.long_rounds


def _run(system: str, sound: Recording, number: str, bench: Bench, normalise: Normalise, der: float | None) -> Row:
    load = os.getloadavg()[0]
    outcome = SYSTEMS[system].run(bench, sound.path)
    cost = outcome.cost
    scored = score([(turn.speaker, turn.text) for turn in sound.turns], outcome.heard, normalise)
    return Row(
        recording=sound.name,
        seconds=sound.seconds,
        system=system,
        round=number,
        threads=bench.threads,
        load=load,
        wall_seconds=cost.wall_seconds,
        cpu_seconds=cost.cpu_seconds,
        peak_mb=cost.peak_mb,
        together_mb=cost.together_mb,
        processes=dict(outcome.processes),
        phases=dict(outcome.phases),
        wer=scored.wer,
        wrong_speaker=scored.wrong_speaker,
        der=der,
    )


def _der(sound: Recording) -> float:
    heard, _, _ = diarisation.diarise(diarisation.samples(sound.path), 2)
    truth = diarisation.activity([(turn.speaker, turn.start_ms, turn.end_ms) for turn in sound.turns], heard.shape[1])
    return diarisation.errors(truth, heard)[0]


def _print_medians(rows: Sequence[Row]) -> None:
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.recording, row.system), []).append(row)
    print(f"\nMedians; memory is the largest of all rounds.\n\n{_HEAD}")
    for same in groups.values():
        print(_median(same))


def _median(rows: Sequence[Row]) -> Row:
    first = rows[0]
    wrong = [row.wrong_speaker for row in rows if row.wrong_speaker is not None]
    return Row(
        recording=first.recording,
        seconds=first.seconds,
        system=first.system,
        round=f"of {len(rows)}",
        threads=first.threads,
        load=max(row.load for row in rows),
        wall_seconds=statistics.median(row.wall_seconds for row in rows),
        cpu_seconds=statistics.median(row.cpu_seconds for row in rows),
        peak_mb=max(row.peak_mb for row in rows),
        together_mb=max(row.together_mb for row in rows),
        processes={name: max(row.processes.get(name, 0.0) for row in rows) for name in first.processes},
        phases={name: statistics.median(row.phases[name] for row in rows) for name in first.phases},
        wer=statistics.median(row.wer for row in rows),
        wrong_speaker=statistics.median(wrong) if wrong else None,
        der=first.der,
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2%}"


if __name__ == "__main__":
    sys.exit(main())
