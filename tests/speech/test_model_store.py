"""Models are used only while every byte is what the catalogue promises, and are never half installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path

import platformdirs
import pytest

from tests.speech.conftest import MadeModel
from transcribe_desk import paths
from transcribe_desk.speech.catalogue import HubSource, WheelSource, read_catalogue
from transcribe_desk.speech.model_store import ModelState, ModelStore
from transcribe_desk.study.errors import DiskError, ModelError

WHISPER_FILES = {"config.json", "model.bin", "tokenizer.json"}


def leftovers(store: ModelStore) -> list[str]:
    """Give what stands in the models folder beside whole models and lock files."""
    return [path.name for path in store.folder.iterdir() if path.name != "made" and path.suffix != ".lock"]


def test_installs_from_wheels_without_importing_them(made: MadeModel) -> None:
    store, said = made.store(), list[str]()
    assert store.state("made") is ModelState.MISSING
    store.install("made", said.append)
    home = store.verified_path("made")
    assert {name: (home / name).read_bytes() for name in made.files} == made.files
    assert (home / "LICENCE.txt").read_text() == "Anybody may use it."
    assert store.state("made") is ModelState.INSTALLED
    assert "installed" in said[-1]
    assert leftovers(store) == []


def test_a_whole_model_is_left_alone_and_a_damaged_one_is_replaced(made: MadeModel) -> None:
    store = made.store()
    store.import_path(made.loose(), print)
    before = (store.folder / "made").stat().st_ino
    said: list[str] = []
    store.install("made", said.append)
    assert said == ["A made model is installed already."]
    assert (store.folder / "made").stat().st_ino == before
    (store.folder / "made" / "config.json").write_bytes(b"[]")
    store.install("made", print)
    assert (store.verified_path("made") / "config.json").read_bytes() == b"{}"
    assert leftovers(store) == []


@pytest.mark.parametrize(
    ("damage", "named", "cause"),
    [
        (lambda home: (home / "tokenizer.json").unlink(), "tokenizer.json", "missing"),
        (lambda home: (home / "tokenizer.json").write_bytes(b""), "tokenizer.json", "cut short"),
        (lambda home: (home / "parts/model.bin").write_bytes(bytes(5000)), "parts/model.bin", "cut short: 5,000 of"),
        (lambda home: (home / "config.json").write_bytes(b"{} "), "config.json", "too long"),
        (lambda home: (home / "extra.json").write_bytes(b"{}"), "extra.json", "does not belong"),
    ],
)
def test_a_damaged_model_is_named_with_its_file_and_remedy(made: MadeModel, damage, named, cause) -> None:  # type: ignore[no-untyped-def]
    store = made.store()
    store.import_path(made.loose(), print)
    damage(store.folder / "made")
    assert store.state("made") is ModelState.DAMAGED
    with pytest.raises(ModelError) as caught:
        store.verified_path("made")
    assert caught.value.thing == f"Model made, file {named}"
    assert cause in caught.value.cause
    assert "transcribe-desk models install made" in caught.value.remedy


@pytest.mark.parametrize("position", [0, 5000, 10239])
def test_one_changed_byte_is_found(made: MadeModel, position: int) -> None:
    store = made.store()
    store.import_path(made.loose(), print)
    weights = store.folder / "made" / "parts/model.bin"
    data = bytearray(weights.read_bytes())
    data[position] ^= 1
    weights.write_bytes(data)
    with pytest.raises(ModelError, match=r"parts/model\.bin.*contents"):
        store.verified_path("made")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not note when a file itself was changed")
def test_a_file_is_read_once_until_it_changes_even_where_its_time_is_set_back(
    made: MadeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = made.store()
    store.import_path(made.loose(), print)
    store.verify("made")
    read: list[str] = []

    def noted(file: BufferedReader, digest: str) -> object:
        read.append(file.name)
        return file_digest(file, digest)

    monkeypatch.setattr("transcribe_desk.speech.model_files.hashlib.file_digest", noted)
    store.verify("made")
    assert not read
    weights = store.folder / "made" / "parts/model.bin"
    before = weights.stat()
    data = bytearray(weights.read_bytes())
    data[0] ^= 1
    time.sleep(0.02)  # longer than the system's clock for files ticks
    weights.write_bytes(data)
    os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(ModelError, match=r"parts/model\.bin.*contents"):
        store.verify("made")
    assert [Path(path) for path in read] == [weights]


def test_a_model_that_is_not_there_says_how_to_get_it(made: MadeModel) -> None:
    with pytest.raises(ModelError, match=r"not installed.*models install made"):
        made.store().verified_path("made")


def test_an_unknown_name_lists_the_known_ones(made: MadeModel) -> None:
    with pytest.raises(ModelError, match=r"no such model.*made"):
        made.store().install("whisper-giant", print)


def test_when_no_source_works_each_is_named_and_nothing_stays(made: MadeModel) -> None:
    shutil.rmtree(made.folder / "index")
    store = made.store()
    with pytest.raises(ModelError) as caught:
        store.install("made", print)
    assert "desk-made-1==1.0" in caught.value.cause
    assert "Hugging Face (nobody/made)" in caught.value.cause
    assert "models import" in caught.value.remedy
    assert store.state("made") is ModelState.MISSING
    assert leftovers(store) == []


def test_a_wheel_with_other_bytes_is_refused(made: MadeModel) -> None:
    made.wheels[0].write_bytes(made.wheels[0].read_bytes() + b"\0")
    store = made.store()
    with pytest.raises(ModelError, match=r"(?i)hash"):
        store.install("made", print)
    assert store.state("made") is ModelState.MISSING


def test_imports_a_wheel_with_its_other_part_beside_it(made: MadeModel) -> None:
    store = made.store()
    assert store.import_path(made.wheels[0], print) == "made"
    store.verify("made")


def test_a_wheel_without_its_other_part_is_refused_by_name(made: MadeModel) -> None:
    made.wheels[1].unlink()
    with pytest.raises(ModelError, match=r"desk-made-2==1\.0"):
        made.store().import_path(made.wheels[0], print)


def test_a_folder_with_a_bad_file_is_not_imported_over_a_good_model(made: MadeModel) -> None:
    store = made.store()
    store.import_path(made.loose(), print)
    bad = made.loose("bad")
    (bad / "parts/model.bin").write_bytes(bytes(10240))
    with pytest.raises(ModelError, match=r"parts/model\.bin"):
        store.import_path(bad, print)
    store.verify("made")
    assert leftovers(store) == []


@pytest.mark.parametrize("name", ["empty", "absent", "notes.txt"])
def test_a_path_without_a_model_is_refused(made: MadeModel, name: str) -> None:
    path = made.folder / name
    if name == "empty":
        path.mkdir()
    elif name == "notes.txt":
        path.write_text("no model")
    with pytest.raises(ModelError, match=name):
        made.store().import_path(path, print)


def test_a_killed_installation_leaves_nothing_in_the_models_place(made: MadeModel) -> None:
    store = made.store()
    code = "import os, signal, sys; from pathlib import Path; from transcribe_desk.speech import model_store as m\n"
    code += "m.check_folder = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
    code += "m.ModelStore(Path(sys.argv[1]), Path(sys.argv[2])).import_path(Path(sys.argv[3]), print)"
    command = [sys.executable, "-c", code, str(store.folder), str(made.catalogue), str(made.loose())]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert store.state("made") is ModelState.MISSING
    assert leftovers(store) != []
    store.install("made", print)
    store.verify("made")
    assert leftovers(store) == []


def test_two_installations_at_once_wait_for_each_other(made: MadeModel) -> None:
    said: list[str] = []
    together = [threading.Thread(target=made.store().install, args=("made", said.append)) for _ in range(3)]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    assert said.count("A made model is installed.") == 1
    assert said.count("A made model is installed already.") == 2
    made.store().verify("made")


def test_a_folder_that_cannot_be_written_is_a_disk_error(made: MadeModel) -> None:
    (made.folder / "models").write_text("a file stands in the way")
    with pytest.raises(DiskError, match="cannot be written"):
        made.store().install("made", print)


def test_the_state_is_told_without_reading_the_weights(made: MadeModel) -> None:
    store = made.store()
    store.import_path(made.loose(), print)
    (store.folder / "made" / "parts/model.bin").write_bytes(bytes(10240))
    begun = time.monotonic()
    assert store.state("made") is ModelState.INSTALLED
    assert time.monotonic() - begun < 0.1


@pytest.mark.parametrize("user", ["Jose", "José"])
def test_on_windows_models_lie_under_a_path_that_ctranslate2_can_open(
    user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRANSCRIBE_DESK_MODELS", raising=False)
    monkeypatch.setattr(paths, "_is_windows", lambda: True)
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: rf"C:\Users\{user}\AppData\transcribe-desk")
    monkeypatch.setattr(platformdirs, "site_data_dir", lambda *_, **__: r"C:\ProgramData\transcribe-desk")
    folder = str(paths.models_folder())
    assert folder.isascii()
    assert (user in folder) == user.isascii()


def test_a_broken_catalogue_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "catalogue.toml").write_text("[[model]\n")
    with pytest.raises(ModelError, match="cannot be read"):
        ModelStore(tmp_path, tmp_path / "catalogue.toml")


def test_the_programs_own_catalogue_is_complete() -> None:
    entries = {entry.name: entry for entry in read_catalogue(paths.model_catalogue())}
    assert list(entries) == [
        "whisper-base",
        "whisper-tiny.en",
        "en_core_web_md",
        "en_core_web_sm",
        "rampart",
        "dvector",
    ]
    for entry in entries.values():
        assert all(len(file.sha256) == 64 and file.size > 0 for file in entry.files)
        assert entry.notice is None or (paths.model_catalogue().parent / entry.notice).is_file()
        assert entry.bundled or isinstance(entry.sources[0], WheelSource)
    for name in ("whisper-base", "whisper-tiny.en"):
        for files in entries[name].file_sets:
            assert {file.path for file in files} >= WHISPER_FILES
            assert any(file.path.startswith("vocabulary.") for file in files)
        assert isinstance(entries[name].sources[1], HubSource)


def test_the_bundled_speaker_encoder_is_what_the_catalogue_says(tmp_path: Path) -> None:
    path = ModelStore(tmp_path).verified_path("dvector")
    assert path == paths.model_catalogue().parent / "dvector.onnx"
