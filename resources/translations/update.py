"""Bring the files of translators up to date with the source: ``update.py [LANGUAGE …]`` or ``update.py --release``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
SOURCE_LANGUAGE = "en_GB"


def main(arguments: list[str]) -> int:
    """Write the .ts files, or make .qm files of those that are translated."""
    if arguments == ["--release"]:
        return max((release(path) for path in FOLDER.glob("*.ts") if SOURCE_LANGUAGE not in path.name), default=0)
    return update([SOURCE_LANGUAGE, *arguments], FOLDER)


def update(languages: list[str], folder: Path) -> int:
    """Write a .ts file for each language into ``folder``; phrases gone from the source go, translations stay."""
    sources = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "src/transcribe_desk/ui").rglob("*.py"))]
    targets = [str(folder / f"transcribe_desk_{language}.ts") for language in languages]
    aliases = ["-tr-function-alias", "translate+=tr,QT_TRANSLATE_NOOP+=mark"]
    command = ["-no-obsolete", "-locations", "none", "-source-language", "en_GB"]
    return run("pyside6-lupdate", *aliases, *command, *sources, "-ts", *targets)


def release(path: Path) -> int:
    """Make the .qm file of a .ts file."""
    return run("pyside6-lrelease", str(path), "-qm", str(path.with_suffix(".qm")))


def run(tool: str, *arguments: str) -> int:
    """Run a tool of PySide6 that lies beside the running Python."""
    program = Path(sys.executable).with_name(tool + (".exe" if os.name == "nt" else ""))
    return subprocess.run([program, *arguments], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
