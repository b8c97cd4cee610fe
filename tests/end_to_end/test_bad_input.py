"""Whatever is wrong with what a person gives is told with its cause and remedy, and nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import av
import numpy as np
import pytest

from tests.end_to_end.program import program
from transcribe_desk.speech.model_store import ModelStore


def encode(path: Path, frames: Iterable[av.AudioFrame], rate: int) -> None:
    """Write mono sound in the format the name asks for."""
    codec = {".mp3": "mp3", ".m4a": "aac"}.get(path.suffix, "pcm_s16le")
    with av.open(str(path), "w") as target:
        stream = target.add_stream(codec, rate=rate, layout="mono")
        assert isinstance(stream, av.AudioStream)
        resampler = av.AudioResampler(stream.format, stream.layout, rate)
        for frame in (*frames, None):
            for part in resampler.resample(frame):
                target.mux(stream.encode(part))
        target.mux(stream.encode(None))


def tone(path: Path, seconds: float = 3.0) -> Path:
    """Write a file of sound in the format its name asks for."""
    rate = 16000
    wave = (np.sin(np.arange(int(rate * seconds)) / 7) * 9000).astype(np.int16)
    frame = av.AudioFrame.from_ndarray(wave[np.newaxis], format="s16", layout="mono")
    frame.sample_rate = rate
    encode(path, [frame], rate)
    return path


def contents(study: Path) -> tuple[str, list[str]]:
    """Give what a person sees of the study and which files it keeps."""
    shown = program("status", study)
    assert shown.returncode == 0, shown.stderr
    return shown.stdout, sorted(path.name for path in (study / "recordings").iterdir())


def refused(study: Path, *arguments: object, told: str, code: int = 2) -> None:
    """Run a command that must fail with this message and leave the study as it was."""
    before = contents(study)
    result = program(arguments[0], study, *arguments[1:])
    assert result.returncode == code, result.stderr
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert contents(study) == before


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.mp3", b"", "empty.mp3: "),
        ("notes.mp3", b"Dear diary, today I recorded nothing at all. " * 50, "notes.mp3: "),
        ("silent.wav", None, "silent.wav: "),
    ],
)
def test_files_without_sound(study: Path, tmp_path: Path, name: str, content: bytes | None, told: str) -> None:
    path = tmp_path / name
    if content is None:
        tone(path, seconds=0.01)
        path.write_bytes(path.read_bytes()[:44])  # a heading that promises sound, and none
    else:
        path.write_bytes(content)
    refused(study, "import", path, "--organisation", "hospital", told=told)


def test_an_m4a_cut_short(study: Path, tmp_path: Path) -> None:
    path = tone(tmp_path / "cut.m4a")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    refused(study, "import", path, "--organisation", "hospital", told="cut.m4a: ")


def test_a_path_that_is_not_there_or_a_folder_without_recordings(study: Path, tmp_path: Path) -> None:
    refused(
        study, "import", tmp_path / "none.wav", "--organisation", "hospital", told="none.wav: There is no such file."
    )
    told = "Its name does not end like a recording's."
    refused(study, "import", tmp_path, "--organisation", "hospital", told=told)


def test_the_same_recording_twice(study: Path, tmp_path: Path) -> None:
    path = tone(tmp_path / "one.wav")
    assert program("import", study, path, "--organisation", "hospital").returncode == 0
    copy = shutil.copy(path, tmp_path / "copy.wav")
    refused(study, "import", copy, "--organisation", "hospital", told="in the study already, as 01-hospital")


def test_a_name_with_every_script_in_it(study: Path, tmp_path: Path) -> None:
    path = tone(tmp_path / "Zoë 会議 интервью مقابلة 🎙 'quoted'.wav")
    assert program("import", study, path, "--organisation", "hospital").stdout.startswith("01-hospital")


def test_one_bad_file_does_not_stop_the_good_ones(study: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.wav"
    bad.write_bytes(b"")
    result = program("import", study, tone(tmp_path / "good.wav"), bad, "--organisation", "hospital")
    assert result.stdout.startswith("01-hospital")
    assert "bad.wav: " in result.stderr
    assert result.returncode == 2


def test_an_unknown_organisation(study: Path, tmp_path: Path) -> None:
    path = tone(tmp_path / "one.wav")
    refused(study, "import", path, "--organisation", "clinic", told="Organisation “clinic”: It is not in this study")


def test_a_participants_table_is_taken_whole_or_not_at_all(study: Path, tmp_path: Path) -> None:
    tone(tmp_path / "1.wav")
    tone(tmp_path / "2.wav", seconds=2)
    table = tmp_path / "people.csv"

    table.write_text("audio,name\n1.wav,A\n")
    refused(study, "import", "--from", table, told="no column “organisation”")
    table.write_text("audio,organisation,number\n1.wav,hospital,4\n2.wav,hospital,4\n")
    refused(study, "import", "--from", table, told="line 3: It has the same number as line 2")
    table.write_text("audio,organisation\n1.wav,hospital\nmissing.wav,hospital\n")
    refused(study, "import", "--from", table, told="missing.wav: There is no such file.")
    table.write_text("audio,organisation\n1.wav,hospital\n2.wav,Elsewhere\n")
    refused(study, "import", "--from", table, told="line 3, the organisation: It is not in this study")

    table.write_text("audio,organisation,label,number\n1.wav,Northern General,,\n2.wav,Elsewhere,clinic,1\n")
    taken = program("import", study, "--from", table)
    assert taken.returncode == 0, taken.stderr
    assert [line.split()[0] for line in taken.stdout.splitlines()] == ["01-clinic", "02-hospital"]
    tone(tmp_path / "3.wav", seconds=1)
    table.write_text("audio,organisation,number\n3.wav,hospital,2\n")
    refused(study, "import", "--from", table, told="line 2, number 2: It already belongs")


def test_a_wrong_passphrase(study: Path) -> None:
    result = program("status", study, TRANSCRIBE_DESK_PASSPHRASE="something else")
    assert result.returncode == 3
    assert "passphrase" in result.stderr


def test_no_passphrase_and_nobody_to_ask(study: Path) -> None:
    result = program("status", study, TRANSCRIBE_DESK_PASSPHRASE="")
    assert result.returncode == 2
    assert "--passphrase-file" in result.stderr


def test_a_passphrase_from_a_file(study: Path, tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("a quiet afternoon in May\n")
    assert program("status", study, "--passphrase-file", file, TRANSCRIBE_DESK_PASSPHRASE="").returncode == 0


def test_a_study_that_is_there_already_or_not_there(study: Path, tmp_path: Path) -> None:
    assert "There is something with this name already" in program("new", study).stderr
    missing = program("status", tmp_path / "None.tdstudy")
    assert missing.returncode == 3
    assert "It does not exist" in missing.stderr


def test_a_damaged_database_page(study: Path) -> None:
    database = study / "study.db"
    damaged = bytearray(database.read_bytes())
    damaged[4096 * 2 + 100] ^= 0xFF
    database.write_bytes(damaged)
    result = program("status", study)
    assert result.returncode == 3
    assert "damaged" in result.stderr.lower() or "not what was written" in result.stderr
    assert database.read_bytes() == damaged


def test_a_model_with_one_byte_changed(models: ModelStore, study: Path, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    for name in ("whisper-tiny.en", "en_core_web_md", "en_core_web_sm"):
        shutil.copytree(models.folder / name, folder / name)
    weights = folder / "whisper-tiny.en" / "model.bin"
    with weights.open("r+b") as file:
        file.seek(1_000_000)
        byte = file.read(1)[0]
        file.seek(1_000_000)
        file.write(bytes([byte ^ 1]))
    assert program("import", study, tone(tmp_path / "one.wav"), "--organisation", "hospital").returncode == 0

    result = program("transcribe", study, "--model", "whisper-tiny.en", TRANSCRIBE_DESK_MODELS=str(folder))

    assert result.returncode == 4
    assert "model.bin" in result.stderr
    assert "models install whisper-tiny.en" in result.stderr


def test_a_model_that_is_not_installed_or_unknown(study: Path, tmp_path: Path) -> None:
    assert program("import", study, tone(tmp_path / "one.wav"), "--organisation", "hospital").returncode == 0
    nowhere = str(tmp_path / "no models")
    result = program("transcribe", study, TRANSCRIBE_DESK_MODELS=nowhere)
    assert result.returncode == 4
    assert "models install whisper-base" in result.stderr
    assert program("transcribe", study, "--model", "whisper-huge").returncode == 4


def test_the_corrupt_middle_of_an_mp3_is_told_and_the_rest_is_kept(
    models: ModelStore, study: Path, clip: Path, tmp_path: Path
) -> None:
    path = tmp_path / "damaged.mp3"
    with av.open(str(clip)) as source:
        encode(path, source.decode(audio=0), 16000)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + len(content) // 10] = bytes(len(content) // 10)
    path.write_bytes(content)
    assert program("import", study, path, "--organisation", "hospital").returncode == 0

    result = program("transcribe", study, "--model", "whisper-tiny.en")

    assert result.returncode == 8, result.stderr
    assert "01-hospital: The recording is damaged, no sound from 00:00:" in result.stderr
    assert "the recording is damaged there" in program("status", study).stdout
    assert "Sheffield" in program("show", study, "01-hospital").stdout


def test_an_export_to_a_place_that_cannot_be_written(transcribed: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "out"
    in_the_way.write_text("a file")
    result = program("export", transcribed, "--out", in_the_way, "--draft")
    assert result.returncode in (2, 7)
    assert "Traceback" not in result.stderr
    assert in_the_way.read_text() == "a file"
    assert program("export", transcribed, "--out", tmp_path / "x", "--draft", "--targets", "pdf").returncode == 2
    assert program("export", transcribed, "--out", tmp_path / "x", "--only", "07-hospital").returncode == 2
