"""Compare our whole pipeline with openai-whisper's own command and plain faster-whisper, taking turns, in one run.

    python -m tests.benchmarks.speech [--rounds 2] [--long 86] [--aloud 30] [--systems desk,faster-whisper,…]
        [--recordings sample,…] [--keep FILE]
    python -m tests.benchmarks.speech --keep FILE --table

The peers' environment is built by “python3 dev.py test-openai”. All have the same weights, converted once for
openai-whisper, and the same number of threads: that of our own rule, two on a computer with two or three cores.
*Transcribe Desk* is everything from making a study and importing the file to flagged turns, with word times and
speakers; the others give text alone, without word times. Wall, processor seconds and memory are taken from outside,
from the start of each command to its end, all its processes together.

Every run prints its row and goes at once into the JSON file that ``--keep`` names. Stop the benchmark whenever you
like, with Ctrl-C or SIGTERM: the same command goes on with the runs that are not in the file, so a comparison may be
put together from quiet hours. ``--table`` runs nothing and prints what is there. Use another file after a change to the
program. A round is every system on every recording; the systems take turns at going first.

The word error rate is jiwer's after Whisper's English normaliser; *wrong speaker* is the share of rightly heard words
under the wrong one; DER is that of the speaker step alone, as diarisation.py measures it. At the end stands by how much
our word error rate is higher than each peer's in the last round, and between what bounds other talk of the kind would
have it; then which of our goals are met. ``--long`` adds the sample looped, ``--aloud`` written consultations that a
synthesiser reads aloud, where it and they are there.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeAlias

from tests.benchmarks import diarisation
from tests.benchmarks.goals import goals
from tests.benchmarks.processes import CommandError
from tests.benchmarks.read_aloud import read_aloud
from tests.benchmarks.recordings import NAMES, Recording, looped, recording
from tests.benchmarks.scoring import Normalise, score, wer_difference, whispers_normaliser
from tests.benchmarks.systems import OPENAI_PYTHON, ROOT, SYSTEMS, Bench, SystemMissingError, prepare

_HEAD = """\
| recording | system | round | wall s | × real time | CPU s | peak MB | all together | WER | wrong speaker | DER |
|---|---|---|---|---|---|---|---|---|---|---|"""

_DIFFERENCES = """\
| recording | beside | ours is higher by | 95 % interval |
|---|---|---|---|"""

_GOALS = """\
| recording | our | is | may be | met |
|---|---|---|---|---|"""

# Model, recording, system and round.
Cell: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """What one run of one system on one recording gave; ``load`` is the machine's load when it began.

    Of our own phases, ``processes`` are the peaks in MB and ``phases`` the seconds; ``mistakes`` and ``turns`` are as
    in ``Score``.
    """

    model: str
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
    mistakes: Mapping[str, int] = field(default_factory=dict)
    turns: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def cell(self) -> Cell:
        """Give which run this was."""
        return self.model, self.recording, self.system, self.round

    def __str__(self) -> str:
        each = ", ".join(f"{name} {peak:.0f}" for name, peak in self.processes.items())
        return (
            f"| {self.recording} | {SYSTEMS[self.system].title} | {self.round} | {self.wall_seconds:.1f} "
            f"| {self.wall_seconds / self.seconds:.3f} | {self.cpu_seconds:.1f} "
            f"| {self.peak_mb:.0f}{f' ({each})' if each else ''} | {self.together_mb:.0f} "
            f"| {self.wer:.2%} | {_share(self.wrong_speaker)} | {_share(self.der)} |"
        )


class Kept:
    """The rows of a benchmark in a file, whole at any moment."""

    def __init__(self, path: Path) -> None:
        """Read what is in ``path``, which need not be there yet."""
        self._path = path
        found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
        self.rows = [Row(**row) for row in found]

    def holds(self, cell: Cell) -> bool:
        """Tell whether this run was made."""
        return any(row.cell == cell for row in self.rows)

    def add(self, row: Row) -> None:
        """Put one more row into the file."""
        self.rows.append(row)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        aside = self._path.with_name(f"{self._path.name}.part")
        aside.write_text(json.dumps([asdict(each) for each in self.rows], indent=1), encoding="utf-8")
        aside.replace(self._path)


def main() -> int:
    """Run what is not in the file yet and print all; 1 where a system failed or is missing, or a goal is missed."""
    options = _options()
    kept = Kept(options.keep)
    failed, stopped = False, False
    if not options.table:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            failed = _run_all(options, kept)
        except SystemMissingError as error:
            print(error, file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            stopped = True
            print("Stopped. The same command goes on from here.", file=sys.stderr)
    medians = _medians(kept.rows)
    print("\n".join((f"\nMedians; memory is the largest of all rounds.\n\n{_HEAD}", *map(str, medians))))
    _print_differences(kept.rows)
    judged = goals([row for row in medians if row.model == options.model])
    print("\n".join((f"\nGoals.\n\n{_GOALS}", *map(str, judged))))
    print(f"\nKept in {options.keep}")
    return 130 if stopped else int(failed or not all(goal.met for goal in judged))


def _run_all(options: argparse.Namespace, kept: Kept) -> bool:
    """Make the runs that are lacking; tell whether one failed."""
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        bench = prepare(Path(folder), options.model, options.openai_python)
        normalise = whispers_normaliser(options.openai_python)
        print(_HEAD, flush=True)
        for number, name, minutes in _turns(options):
            # The first goes last every other time, as a machine may grow slower while it works.
            for system in options.systems[:: -1 if number % 2 else 1]:
                sound = _recording(bench.folder, name, minutes)
                if sound is None:
                    print(f"{name}: left out, as what it is made of is not here", file=sys.stderr)
                    break
                if kept.holds((bench.model, sound.name, system, str(number + 1))):
                    continue
                try:
                    row = _run(system, sound, str(number + 1), bench, normalise)
                except CommandError as error:
                    print(f"{sound.name}, {system}: {error}", file=sys.stderr)
                    failed = True
                    continue
                print(row, flush=True)
                kept.add(row)
    return failed


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--long", type=int, metavar="MINUTES", help="take the sample looped to this length too")
    parser.add_argument("--aloud", type=int, metavar="MINUTES", help="take consultations read aloud by flite too")
    parser.add_argument("--long-rounds", type=int, default=1)
    parser.add_argument("--systems", default=",".join(SYSTEMS), help="in the order in which they take turns")
    parser.add_argument("--recordings", default=",".join(NAMES), help="none for the made ones alone")
    parser.add_argument("--model", default="whisper-base")
    parser.add_argument("--openai-python", type=Path, default=OPENAI_PYTHON)
    started = time.strftime("%Y%m%d-%H%M%S")
    parser.add_argument(
        "--keep", type=Path, metavar="FILE", help="go on with what is in this file, by default a new one"
    )
    parser.add_argument("--table", action="store_true", help="run nothing, print what is in the file")
    options = parser.parse_args()
    if options.table and not options.keep:
        parser.error("--table needs --keep FILE")
    options.keep = options.keep or ROOT / "build" / "benchmarks" / f"speech-{started}.json"
    options.systems = options.systems.split(",")
    options.recordings = [name for name in options.recordings.split(",") if name != "none"]
    for name in {*options.systems} - {*SYSTEMS} | {*options.recordings} - {*NAMES}:
        parser.error(f"“{name}” is none of {', '.join((*SYSTEMS, *NAMES))}")
    return options


def _turns(options: argparse.Namespace) -> Iterator[tuple[int, str, int]]:
    """Give in which round, from 0, which recording is taken, and its minutes where it is made; those come last."""
    for number in range(options.rounds):
        for name in options.recordings:
            yield number, name, 0
    for name, minutes in (("aloud", options.aloud), ("long", options.long)):
        if minutes:
            for number in range(options.long_rounds):
                yield number, name, minutes


@cache
def _recording(folder: Path, name: str, minutes: int) -> Recording | None:
    if name == "long":
        return looped(folder, minutes)
    return read_aloud(folder, minutes) if name == "aloud" else recording(name)


def _run(system: str, sound: Recording, number: str, bench: Bench, normalise: Normalise) -> Row:
    der = _der(sound) if system == "desk" else None
    load = os.getloadavg()[0]
    outcome = SYSTEMS[system].run(bench, sound.path)
    cost = outcome.cost
    scored = score([(turn.speaker, turn.text) for turn in sound.turns], outcome.heard, normalise)
    return Row(
        model=bench.model,
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
        mistakes=scored.mistakes,
        turns=scored.turns,
    )


@cache
def _der(sound: Recording) -> float:
    heard, _, _ = diarisation.diarise(diarisation.samples(sound.path), 2)
    truth = diarisation.activity([(turn.speaker, turn.start_ms, turn.end_ms) for turn in sound.turns], heard.shape[1])
    return diarisation.errors(truth, heard)[0]


def _medians(rows: Sequence[Row]) -> list[Row]:
    """Give a row of each system and recording, in that order of the systems."""
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.model, row.recording, row.system), []).append(row)
    order = {system: place for place, system in enumerate(SYSTEMS)}
    return [
        _median(same) for same in sorted(groups.values(), key=lambda each: (each[0].recording, order[each[0].system]))
    ]


def _median(rows: Sequence[Row]) -> Row:
    first = rows[0]
    wrong = [row.wrong_speaker for row in rows if row.wrong_speaker is not None]
    return Row(
        model=first.model,
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
        turns=rows[-1].turns,
    )


def _print_differences(rows: Sequence[Row]) -> None:
    heard: dict[tuple[str, str], dict[str, Mapping[str, tuple[int, int]]]] = {}
    for row in rows:
        if row.turns:
            heard.setdefault((row.model, row.recording), {})[row.system] = row.turns
    print(f"\nOur word error rate beside each peer's, in points.\n\n{_DIFFERENCES}")
    for (_, name), systems in sorted(heard.items()):
        for peer in [system for system in SYSTEMS if system != "desk" and {"desk", system} <= systems.keys()]:
            difference, low, high = (100 * value for value in wer_difference(systems["desk"], systems[peer]))
            print(f"| {name} | {SYSTEMS[peer].title} | {difference:+.2f} | {low:+.2f} to {high:+.2f} |")


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2%}"


if __name__ == "__main__":
    sys.exit(main())
