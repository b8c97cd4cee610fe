"""Test that the guard holds, and write the result as a page for an ethics board.

It uses loopback addresses only. Run in a process that is not guarded itself, it also shows that the same attempts
succeed without the guard; in a guarded process that control is impossible, and the report says so.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import platform
import select
import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from transcribe_desk import __version__
from transcribe_desk.security import probe
from transcribe_desk.security.no_network import ArmedGuard, Enforcement
from transcribe_desk.study.errors import WorkerError

_CLOSED_PORT = 9  # the discard service, which no desktop runs
_TITLES = {
    "tcp": "Connection (TCP) from Python code",
    "udp": "Datagram (UDP) from Python code",
    "look-up": "Name look-up from Python code",
    "native tcp": "Connection (TCP) from native libraries",
    "native udp": "Datagram (UDP) from native libraries",
    "native look-up": "Name look-up from native libraries",
    "io_uring": "Network access past socket calls (io_uring)",
    "child": "Connection and datagram from a program started by this one",
    "local sockets": "Sockets inside this computer's processes go on working",
}
_PYTHON_ONLY = {"tcp", "udp", "look-up"}


class Outcome(StrEnum):
    """How a check came out."""

    PASSED = "passed"
    FAILED = "FAILED"
    NOT_ENFORCED = "not enforced on this system"
    NOT_POSSIBLE = "not possible here"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing the self-test tried."""

    title: str
    outcome: Outcome
    detail: str


@dataclass(frozen=True, slots=True)
class IsolationReport:
    """What the guard was, and how each check came out."""

    guard: ArmedGuard
    checks: tuple[Check, ...]
    at: dt.datetime

    @property
    def passed(self) -> bool:
        """Tell whether everything that the guard promises on this system held."""
        return all(check.outcome is not Outcome.FAILED for check in self.checks)


class _Listener:
    """Counts what arrives at one TCP and one UDP port of the loopback address."""

    def __init__(self) -> None:
        self.arrived = 0
        with contextlib.ExitStack() as opened:
            self._tcp = opened.enter_context(socket.create_server((probe.LOOPBACK, 0)))
            self._udp = opened.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            self._udp.bind((probe.LOOPBACK, 0))
            self._sockets = opened.pop_all()
        self.ports = (self._tcp.getsockname()[1], self._udp.getsockname()[1])
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while not self._stop.is_set():
            self._take(0.05)

    def _take(self, seconds: float) -> None:
        for ready in select.select([self._tcp, self._udp], [], [], seconds)[0]:
            if ready is self._tcp:
                self._tcp.accept()[0].close()
            else:
                self._udp.recv(64)
            self.arrived += 1

    def close(self) -> None:
        """Stop listening, after whatever has already come in was counted."""
        self._stop.set()
        self._thread.join()
        self._take(0.0)
        self._sockets.close()


def run() -> IsolationReport:
    """Run the self-test, which takes about a second, and give its report; raises WorkerError when it cannot run."""
    control = _control()
    with _listening() as listener:
        answer = _probe(*(listener.ports if listener else (_CLOSED_PORT, _CLOSED_PORT)))
    guard = ArmedGuard(Enforcement(answer["guard"][0]), answer["guard"][1])
    checks = [_check(name, tuple(attempt), guard) for name, attempt in answer["attempts"].items()]
    if listener:
        checks.append(_nothing_arrived(listener.arrived, guard))
    return IsolationReport(guard, (control, *checks), dt.datetime.now(dt.UTC))


def render(report: IsolationReport) -> str:
    """Give the report as plain text."""
    lines = [
        "Transcribe Desk: isolation self-test",
        "",
        f"Date       {report.at.astimezone():%d %B %Y, %H:%M}",
        f"Program    Transcribe Desk {__version__}, Python {platform.python_version()}",
        f"System     {platform.system()} {platform.release()}, {platform.machine()}",
        f"Guard      {report.guard.summary}",
        f"Result     {'Passed' if report.passed else 'FAILED'}",
        "",
    ]
    for check in report.checks:
        lines += [f"[{check.outcome.value}] {check.title}", f"    {check.detail}"]
    lines += [
        "",
        "The test starts a process guarded in the way in which Transcribe Desk guards itself and its workers. It tries",
        "to reach a listener on this same computer; nothing is sent to any other. What it cannot show: what other",
        "programs on this computer do, and what a system service does for a program that asks it locally.",
        "",
    ]
    return "\n".join(lines)


def _control() -> Check:
    title = "Control: the same attempts without the guard"
    with _listening() as listener:
        if listener is None:
            detail = "The process that ran this test is guarded itself, and cannot listen or start an unguarded one."
            return Check(title, Outcome.NOT_POSSIBLE, detail)
        answer = _probe("--bare", *listener.ports)
    reached = [outcome for outcome, _ in answer["attempts"].values()].count(probe.REACHED)
    if reached == listener.arrived == len(answer["attempts"]):
        return Check(title, Outcome.PASSED, "The listener was reached by connection and by datagram, as it should be.")
    return Check(title, Outcome.FAILED, "The listener was not reached, so this test cannot tell anything.")


@contextlib.contextmanager
def _listening() -> Iterator[_Listener | None]:
    try:
        listener = _Listener()
    except OSError:
        yield None
        return
    try:
        yield listener
    finally:
        listener.close()


def _probe(*arguments: str | int) -> dict[str, Any]:
    command = probe.command(*(str(argument) for argument in arguments))
    limit = 20 * probe.SECONDS
    try:
        ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=limit, check=True)
        answer: dict[str, Any] = json.loads(ran.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise WorkerError(
            "Isolation self-test",
            "Its process ended before it was done.",
            "Run the test again; if it fails again, install Transcribe Desk anew.",
        ) from error
    return answer


def _check(name: str, attempt: tuple[str, str], guard: ArmedGuard) -> Check:
    outcome, detail = attempt
    wanted = probe.REACHED if name == "local sockets" else probe.REFUSED
    if outcome == wanted:
        return Check(_TITLES[name], Outcome.PASSED, f"{outcome.capitalize()}: {detail}.")
    promised = guard.enforcement is Enforcement.KERNEL or name in _PYTHON_ONLY or name == "local sockets"
    return Check(
        _TITLES[name], Outcome.FAILED if promised else Outcome.NOT_ENFORCED, f"{outcome.capitalize()}: {detail}."
    )


def _nothing_arrived(arrived: int, guard: ArmedGuard) -> Check:
    title = "Nothing arrived at the listener"
    if not arrived:
        return Check(title, Outcome.PASSED, "It counted no connection and no datagram while the guard was on.")
    failed = Outcome.FAILED if guard.enforcement is Enforcement.KERNEL else Outcome.NOT_ENFORCED
    return Check(title, failed, f"It counted {arrived}.")
