"""The frame of the house: what it is built from is pinned, it starts light, and nothing ties it to one machine."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock", "requirements-openai.lock")
HEAVY = {"torch", "ctranslate2", "onnxruntime", "spacy", "faster_whisper", "numpy", "av", "PySide6"}
ML = HEAVY - {"numpy", "av", "PySide6"}


def requirements(lock: str) -> dict[Requirement, list[str]]:
    """Give each requirement of a lock file with the options that follow it."""
    logical = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return {Requirement(line.split(" --")[0]): re.findall(r"--\S+", line) for line in logical}


def modules_loaded(*arguments: str) -> set[str]:
    """Run Python with these arguments and give the names of all modules that it imported."""
    command = [sys.executable, "-X", "importtime", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return set(re.findall(r"^import time:[^|]*\|[^|]*\|\s*(\S+)$", done.stderr, re.MULTILINE))


def top_level(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


def modules_of(room: str) -> list[str]:
    """Give the dotted names of all modules in a room."""
    source = ROOT / "src"
    return sorted(
        ".".join(path.relative_to(source).with_suffix("").parts)
        for path in (source / "transcribe_desk" / room).rglob("*.py")
        if path.name != "__init__.py"
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_requirement_by_hash_and_names_no_host(lock: str) -> None:
    locked = requirements(lock)
    assert locked
    for requirement, options in locked.items():
        assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement
        assert options, requirement
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", option) for option in options), requirement
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


def test_the_locks_satisfy_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    base = [*project["project"]["dependencies"], *groups["build"]]
    for lock, wanted in {"requirements.lock": base, "requirements-dev.lock": base + groups["dev"]}.items():
        locked = {(canonicalize_name(pin.name), str(pin.specifier).removeprefix("==")) for pin in requirements(lock)}
        for requirement in map(Requirement, wanted):
            versions = [version for name, version in locked if name == canonicalize_name(requirement.name)]
            assert any(requirement.specifier.contains(version) for version in versions), f"{requirement} in {lock}"


def test_the_tests_run_on_the_packages_that_a_person_gets() -> None:
    assert {*map(str, requirements("requirements.lock"))} <= {*map(str, requirements("requirements-dev.lock"))}


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = modules_loaded("-c", "import transcribe_desk")
    assert "transcribe_desk" in loaded
    assert not top_level(loaded) & HEAVY


def test_the_help_loads_nothing_heavy() -> None:
    loaded = modules_loaded("-m", "transcribe_desk", "--help")
    assert "argparse" in loaded
    assert not top_level(loaded) & HEAVY


def test_the_window_loads_no_machine_learning() -> None:
    loaded = modules_loaded("-c", f"import {', '.join(modules_of('ui'))}")
    assert "PySide6" in top_level(loaded)
    assert not top_level(loaded) & ML


def test_the_study_room_needs_only_the_standard_library() -> None:
    loaded = modules_loaded(
        "-S", "-c", f"import sys; sys.path.insert(0, 'src'); import {', '.join(modules_of('study'))}"
    )
    assert "transcribe_desk.study.transcript" in loaded
    # The standard library's own copy module asks for Jython's “org” in vain.
    assert top_level(loaded) - {"transcribe_desk", "org"} <= sys.stdlib_module_names
    assert {name for name in loaded if name.startswith("transcribe_desk.")} <= {
        "transcribe_desk.study",
        *modules_of("study"),
    }


def test_the_privacy_room_loads_neither_qt_nor_machine_learning() -> None:
    loaded = modules_loaded("-c", f"import {', '.join(modules_of('privacy'))}")
    assert "transcribe_desk.privacy.mention" in loaded
    assert not top_level(loaded) & HEAVY


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("which files belong to the project is known to git alone, and this is no git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    ).stdout.split("\0")  # fmt: skip
    here = re.compile(rb"|".join(re.escape(bytes(folder)) + rb"/[\w.]" for folder in (ROOT.resolve(), Path.home())))
    anywhere = re.compile(rb"/(?:home|Users|root)/[\w.]|[A-Z]:\\Users\\\w")
    assert here.search(bytes(ROOT.resolve() / "docs"))
    assert anywhere.search(b"file:///home/sarah/study")
    tied = [
        name
        for name in filter(None, listed)
        # Tests may name the home of somebody invented, nothing may name this one.
        if (ROOT / name).is_file()
        and (here if name.startswith("tests/") else anywhere).search((ROOT / name).read_bytes())
    ]
    assert not tied


def test_the_readme_and_ci_run_the_same_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 dev.py demo" in readme
    for text in (readme, (ROOT / ".ci" / "run").read_text(encoding="utf-8")):
        assert "python3 dev.py test" in text
