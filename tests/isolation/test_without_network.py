"""Use a study and run the self-test where there is no network at all, not even the loopback address."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

USE = """
import io, sys
from pathlib import Path
from transcribe_desk.security import no_network, self_test
from transcribe_desk.study.study import StudySettings
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

no_network.arm()
folder = Path(sys.argv[1]) / "Alone.tdstudy"
with Vault.create(folder, "words", StudySettings("Alone"), cost=PassphraseCost(8, 1, 1)) as vault:
    vault.study.add_organisation("hospital")
with Vault.open(folder, "words") as vault:
    print(vault.study.organisations()[0].label)
print(self_test.run().passed)
"""


def test_a_study_and_the_self_test_need_no_network(tmp_path: Path) -> None:
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed")
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system makes no network namespace for this user")
    ran = subprocess.run(
        ["unshare", "-rn", sys.executable, "-c", USE, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.stdout.split() == ["hospital", "True"], ran.stderr
