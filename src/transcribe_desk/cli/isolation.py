"""Print or save the report of the isolation self-test."""

from __future__ import annotations

import argparse

from transcribe_desk.security import self_test
from transcribe_desk.study.errors import DiskError


def run(options: argparse.Namespace) -> int:
    """Run the self-test; the exit code is 0 only when every check held."""
    result = self_test.run()
    report = self_test.render(result)
    print(report)
    if options.out is not None:
        try:
            options.out.write_text(report + "\n", encoding="utf-8")
        except OSError as error:
            raise DiskError(
                str(options.out), f"It cannot be written ({error.strerror}).", "Choose another place."
            ) from error
    return 0 if result.passed else 1
