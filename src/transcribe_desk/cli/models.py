"""Show, fetch, check and import models."""

from __future__ import annotations

import argparse
import sys

from transcribe_desk.jobs.first_run import FirstRun, this_computer
from transcribe_desk.speech.model_store import ModelState, ModelStore
from transcribe_desk.study.errors import ModelError


def run(options: argparse.Namespace) -> int:
    """Do the action asked for."""
    store = ModelStore()
    if options.action == "list":
        return _list(store)
    if options.action == "verify":
        return _verify(store, options.names)
    if options.action == "try":
        return _try(FirstRun(store))
    if options.action == "import":
        print(f"Installed {store.import_path(options.path, print)}.")
        return 0
    for name in options.names:
        store.install(name, print)
    return 0


def _list(store: ModelStore) -> int:
    for entry in store.catalogue():
        state = store.state(entry.name).value
        print(f"{entry.name:<18} {entry.size / 1e6:>7.0f} MB  {state:<10} {entry.task}, {entry.licence}")
    return 0


def _verify(store: ModelStore, names: list[str]) -> int:
    chosen = names or [e.name for e in store.catalogue() if store.state(e.name) is not ModelState.MISSING]
    code = 0
    for name in chosen:
        try:
            store.verify(name)
        except ModelError as error:
            print(f"transcribe-desk: {error}", file=sys.stderr)
            code = error.exit_code
        else:
            print(f"{name}: every file is as the catalogue says")
    return code


def _try(first_run: FirstRun) -> int:
    """Say what this computer is, and how fast it transcribes the bundled sample."""
    computer = this_computer()
    avx2 = {True: "yes", False: "no: recognition is several times slower", None: "not known"}[computer.avx2]
    memory = f"{computer.memory_bytes / 1e9:.1f} GB" if computer.memory_bytes else "not known"
    print(f"AVX2 {avx2}; memory {memory}")
    trial = first_run.try_out()
    print(f"{trial.speed:.1f} times real time; 60 min of talk take about {max(1, round(trial.minutes_for_hour))} min")
    return 0
