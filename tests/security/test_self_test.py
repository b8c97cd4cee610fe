"""Show an ethics board that the guard holds, and say so when it does not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from transcribe_desk.security import probe, self_test
from transcribe_desk.security.no_network import ArmedGuard, Enforcement
from transcribe_desk.security.self_test import Outcome
from transcribe_desk.study.errors import WorkerError


def _outcomes(report: self_test.IsolationReport) -> dict[str, Outcome]:
    return {check.title: check.outcome for check in report.checks}


def test_every_check_passes_and_the_report_can_be_read(run_guarded_by_kernel: Callable[[str], str]) -> None:
    report = self_test.run()
    assert report.passed
    assert set(_outcomes(report).values()) == {Outcome.PASSED}
    assert len(report.checks) == 11
    page = self_test.render(report)
    assert "Result     Passed" in page
    assert "[passed] Control: the same attempts without the guard" in page
    assert "[passed] Name look-up from native libraries" in page
    assert max(len(line) for line in page.splitlines()) <= 120


def test_inside_a_guarded_program_the_control_is_not_possible_and_the_report_says_so(
    run_guarded_by_kernel: Callable[[str], str],
) -> None:
    page = run_guarded_by_kernel(
        """
        from transcribe_desk.security import self_test
        print(self_test.render(self_test.run()))
        """
    )
    assert "Result     Passed" in page
    assert "[not possible here] Control" in page
    assert page.count("[passed]") == 9


def _run_with_broken_guard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, breakage: str) -> self_test.IsolationReport:
    """Run the self-test on a probe whose guard is broken first."""
    broken = tmp_path / "broken_probe.py"
    broken.write_text(
        "import sys\nfrom transcribe_desk.security import no_network, probe, seccomp\n"
        f"{breakage}\nsys.exit(probe.main(sys.argv[1:]))\n"
    )
    monkeypatch.setattr(probe, "command", lambda *arguments: [sys.executable, str(broken), *arguments])
    return self_test.run()


def test_a_guard_that_does_nothing_fails_every_check(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    report = _run_with_broken_guard(
        monkeypatch,
        tmp_path,
        "no_network.arm = lambda: no_network.ArmedGuard(no_network.Enforcement.KERNEL)",
    )
    assert not report.passed
    passed = {title for title, outcome in _outcomes(report).items() if outcome is Outcome.PASSED}
    assert passed <= {
        "Control: the same attempts without the guard",
        "Sockets inside this computer's processes go on working",
        "Network access past socket calls (io_uring)",  # where the kernel has it switched off
    }
    assert "Result     FAILED" in self_test.render(report)


def test_without_the_kernel_the_report_says_plainly_what_is_not_enforced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = _run_with_broken_guard(monkeypatch, tmp_path, "seccomp.install = lambda: 'this is only a test'")
    assert report.guard == ArmedGuard(Enforcement.PROCESS, "this is only a test")
    assert report.passed
    outcomes = _outcomes(report)
    for title in ("Connection (TCP) from Python code", "Datagram (UDP) from Python code"):
        assert outcomes[title] is Outcome.PASSED
    for title in (
        "Connection (TCP) from native libraries",
        "Name look-up from native libraries",
        "Connection and datagram from a program started by this one",
        "Nothing arrived at the listener",
    ):
        assert outcomes[title] is Outcome.NOT_ENFORCED
    page = self_test.render(report)
    assert "native libraries and other programs are not, as this is only a test." in page


def test_a_filter_without_the_hook_fails_the_look_up_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run_guarded_by_kernel: Callable[[str], str]
) -> None:
    report = _run_with_broken_guard(monkeypatch, tmp_path, "no_network._refuse_network = lambda event, arguments: None")
    failed = [check.title for check in report.checks if check.outcome is Outcome.FAILED]
    assert failed == ["Name look-up from Python code"]


def test_a_control_that_reaches_nothing_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    report = _run_with_broken_guard(monkeypatch, tmp_path, "no_network.arm()")
    assert _outcomes(report)["Control: the same attempts without the guard"] is Outcome.FAILED


def test_a_probe_that_cannot_run_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "command", lambda *_: [sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(WorkerError, match="ended before it was done"):
        self_test.run()


def test_the_frozen_program_has_a_door_for_the_probe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert probe.command("1", "2") == [sys.executable, "--isolation-probe", "1", "2"]


def test_the_self_test_stays_on_this_computer(tmp_path: Path) -> None:
    """Trace it: no address but loopback is ever connected or sent to."""
    trace = tmp_path / "trace"
    code = "from transcribe_desk.security import self_test; assert self_test.run().passed"
    try:
        ran = subprocess.run(
            [
                "strace",
                "-f",
                "-e",
                "trace=connect,sendto,sendmsg,sendmmsg",
                "-o",
                str(trace),
                sys.executable,
                "-c",
                code,
            ],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("strace is not installed")
    if "PTRACE" in ran.stderr:
        pytest.skip("tracing is not allowed here")
    assert ran.returncode == 0, ran.stderr
    to_the_network = [line for line in trace.read_text().splitlines() if "sin_addr" in line or "AF_INET6" in line]
    assert to_the_network
    assert all('inet_addr("127.0.0.1")' in line for line in to_the_network)
