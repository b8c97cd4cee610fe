"""Write down how the program failed, without a value, a message or a path, so that a person can read it and send it.

Only names that stand in the program's own source get in: the kinds of errors, and of the stack the functions of
Transcribe Desk with their line numbers. The text of an error may hold words of an interview, and so may every value;
neither is looked at.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from types import TracebackType

from PySide6.QtCore import qVersion

from transcribe_desk import __version__

_OWN = "transcribe_desk"
_MOST_LINKED = 8
_NAME = re.compile(r"[A-Za-z_][\w.<>]*")
_PACKAGES = ("PySide6", "sqlcipher3", "faster-whisper", "ctranslate2", "onnxruntime", "spacy", "av")


@dataclass(frozen=True, slots=True)
class CrashReport:
    """One failure: its kind, and the whole text that a person reads and may save."""

    kind: str
    text: str


def of_error(error: BaseException, where: str = "window") -> CrashReport:
    """Report an exception that nobody foresaw; ``where`` names the thread by its task."""
    lines: list[str] = []
    for number, (relation, linked) in enumerate(_linked(error)):
        lines += ["", f"{relation}{_kind(type(linked))}", *_stack(linked.__traceback__)]
        if number == _MOST_LINKED:
            break
    return _report(_kind(type(error)), where, lines)


def of_qt(severity: str, category: str, text: str) -> CrashReport:
    """Report a message of Qt by its severity, its category and the function that it begins with, if it does."""
    function = re.match(r"Q\w+::\w+", text)
    named = _NAME.fullmatch(category)
    lines = [
        "",
        f"Category: {category if named else 'unnamed'}",
        f"Function: {function[0] if function else 'not told'}",
    ]
    return _report(f"Qt {severity}", "window", lines)


def _report(kind: str, where: str, lines: list[str]) -> CrashReport:
    head = [
        "Transcribe Desk: what failed",
        "",
        f"Kind of error  {kind}",
        f"Where          {where}",
        f"Program        Transcribe Desk {__version__}",
        f"Python         {platform.python_version()} ({platform.python_implementation()})",
        f"Qt             {qVersion()}",
        f"System         {platform.system()} {platform.release()}, {platform.machine()}",
        f"Packages       {', '.join(_versions())}",
    ]
    foot = [
        "",
        "This report holds no words, names, file names or values of a study. Where the error came from, below the",
        "program's own functions, is not told for that reason.",
        "",
    ]
    return CrashReport(kind, "\n".join([*head, *lines, *foot]))


def _kind(kind: type) -> str:
    """Give the name of a class of errors; one that is no plain name, and so was made while running, is not told."""
    return kind.__qualname__ if _NAME.fullmatch(kind.__qualname__) else "an error without a plain name"


def _linked(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """Give an error and those that led to it, each with what links it to the one before."""
    seen: set[int] = set()
    relation, found = "", error
    while id(found) not in seen:
        seen.add(id(found))
        yield relation, found
        if found.__cause__ is not None:
            relation, found = "Caused by: ", found.__cause__
        elif found.__context__ is not None and not found.__suppress_context__:
            relation, found = "While handling: ", found.__context__


def _stack(trace: TracebackType | None) -> Iterator[str]:
    """Give the program's own calls, outermost first, and how many calls of others lie between."""
    foreign = 0
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == _OWN:
            if foreign:
                yield f"  … {foreign} outside Transcribe Desk"
            foreign = 0
            yield f"  {module}: {trace.tb_frame.f_code.co_qualname}, line {trace.tb_lineno}"
        else:
            foreign += 1
        trace = trace.tb_next
    if foreign:
        yield f"  … {foreign} outside Transcribe Desk"


def _versions() -> Iterator[str]:
    for package in _PACKAGES:
        try:
            yield f"{package} {metadata.version(package)}"
        except metadata.PackageNotFoundError:
            continue
