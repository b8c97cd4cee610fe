"""Give end-to-end tests the installed models, a short recording and a new study."""

from __future__ import annotations

import shutil
from pathlib import Path

import av
import pytest

from tests.end_to_end.program import program
from transcribe_desk import paths
from transcribe_desk.speech.model_store import ModelState, ModelStore


@pytest.fixture(scope="session")
def models() -> ModelStore:
    """Give the installed models, or skip where the set-up has not installed them."""
    store = ModelStore()
    for name in ("whisper-base", "whisper-tiny.en", "en_core_web_md", "en_core_web_sm"):
        if store.state(name) is not ModelState.INSTALLED:
            pytest.skip(f"the model {name} is not installed: transcribe-desk models install {name}")
    return store


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the first 40 seconds of the sample as a wav file: names, a date and places are in it."""
    path = tmp_path_factory.mktemp("clip") / "Interview with Margaret.wav"
    with av.open(str(paths.resource("sample", "interview.opus"))) as source, av.open(str(path), "w") as target:
        stream = target.add_stream("pcm_s16le", rate=16000, layout="mono")
        resampler = av.AudioResampler("s16", "mono", 16000)
        for frame in source.decode(audio=0):
            if frame.time is not None and frame.time > 40:
                break
            for part in resampler.resample(frame):
                target.mux(stream.encode(part))
        target.mux(stream.encode(None))
    return path


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Give a new study with the organisation ``hospital``."""
    return new_study(tmp_path)


@pytest.fixture(scope="session")
def transcribed_once(models: ModelStore, clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a study with one transcribed and flagged interview; tests work on copies of it."""
    folder = new_study(tmp_path_factory.mktemp("transcribed"))
    imported = program("import", folder, clip, "--organisation", "hospital", "--name", "Margaret Whitfield")
    assert imported.stdout.split() == ["01-hospital", "00:00:40"], imported.stderr
    done = program("transcribe", folder, "--model", "whisper-tiny.en")
    assert done.returncode == 0, done.stderr
    assert "01-hospital: done" in done.stderr
    return folder


@pytest.fixture
def transcribed(transcribed_once: Path, tmp_path: Path) -> Path:
    """Give a study of its own with one transcribed and flagged interview."""
    return Path(shutil.copytree(transcribed_once, tmp_path / transcribed_once.name))


def new_study(folder: Path) -> Path:
    """Make a study with the organisation ``hospital``."""
    study = folder / "Respiratory.tdstudy"
    made = program("new", study, "--organisation", "hospital=Northern General")
    assert made.returncode == 0, made.stderr
    return study
