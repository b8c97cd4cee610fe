"""Keep the doors that every process goes through light."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"numpy", "torch", "ctranslate2", "onnxruntime", "spacy", "faster_whisper", "av", "PySide6", "docx", "openpyxl"}


@pytest.mark.parametrize("module", ["vault.store", "security.no_network", "security.self_test"])
def test_importing_loads_no_heavy_library(module: str) -> None:
    code = f"import sys, transcribe_desk.{module}; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in ran.stdout.split()}
    assert f"transcribe_desk.{module}" in ran.stdout.split()
    assert not loaded & HEAVY
