"""Work that cannot be done is told before it begins, and what a transcription could not hear at its end."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.jobs.conftest import StudyBuilder
from tests.jobs.listening import PASSPHRASE as LISTENING
from tests.jobs.listening import listening_study, spoken
from tests.speech.sound import installed
from tests.ui.made_study import PASSPHRASE, new_desk
from transcribe_desk.cli.editing import hearing_settings
from transcribe_desk.cli.main import _parser, run
from transcribe_desk.cli.reviewing import told
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.lacking import lacking
from transcribe_desk.jobs.pipeline import check_settings
from transcribe_desk.jobs.settings import ACCURATE, DRAFT, ENGINES
from transcribe_desk.speech.guards import NO_VOICE, REPEATED_AT_JOIN, REPETITION, WITHOUT_WORDS
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.errors import InputError, ModelError, StudyError
from transcribe_desk.study.study import Status
from transcribe_desk.study.transcript import Transcript, Turn, Word
from transcribe_desk.ui.document.notes import notes_of
from transcribe_desk.vault.transcripts import Plan, Removed

SAID = ("How long have you been here?", "Since the service began.", "And before that?", "On the ward.")
REMOVED = (
    Removed(0, 5_100, 5_900, NO_VOICE),  # one that was heard where nobody speaks, too short to be a silence
    Removed(0, 8_000, 14_000, NO_VOICE),  # a silence …
    Removed(0, 9_000, 10_000, NO_VOICE),  # … with words in it
    Removed(0, 16_000, 19_000, NO_VOICE),  # only a pause
    Removed(0, 10_000, 17_000, REPETITION),
    Removed(0, 22_000, 28_000, NO_VOICE),  # a long silence
    Removed(0, 29_000, 29_400, REPEATED_AT_JOIN),
    Removed(0, 30_000, 33_000, WITHOUT_WORDS),
)


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of an empty study, whose passphrase is known, on a computer without any model."""
    monkeypatch.setenv("TRANSCRIBE_DESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("TRANSCRIBE_DESK_MODELS", str(tmp_path / "models"))
    folder = tmp_path / "Study.tdstudy"
    new_desk(folder).close()
    return folder


def fill(folder: Path, how: Callable[[StudyBuilder], object]) -> None:
    """Open the study and let ``how`` put interviews in."""
    with Desk.open(folder, PASSPHRASE) as desk:
        how(StudyBuilder(desk, folder.parent))


def statuses(folder: Path, passphrase: str = PASSPHRASE) -> list[Status]:
    with Desk.open(folder, passphrase) as desk:
        return [row.status for row in desk.rows()]


def with_marks(builder: StudyBuilder, removed: Sequence[Removed] = REMOVED) -> None:
    """Make a finished interview in which the guards took some words out, and which is damaged at its end."""
    interview = builder.transcribed(SAID)
    found = Plan("whisper-base", ENGINES[0], 5, "en", 2, missing=((40_000, 43_000),), removed=tuple(removed))
    builder.desk.vault.transcripts.save_plan(interview.id, found)


@pytest.mark.parametrize(
    ("options", "error", "told"),
    [
        ([], ModelError, ("Model whisper-base: ", "models install whisper-base")),
        (["--engine", "openai-whisper"], InputError, ("Speech engine openai-whisper: ", "Install the extra")),
    ],
    ids=["model", "engine"],
)
def test_what_is_missing_is_told_once_before_anything_is_decoded(
    study: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    error: type[ModelError | InputError],
    told: tuple[str, str],
) -> None:
    monkeypatch.setattr(Desk, "engines", lambda _desk: ENGINES[:1])
    fill(study, lambda builder: [builder.interview(), builder.interview()])
    assert run(["transcribe", str(study), *options]) == error.exit_code
    (line,) = capsys.readouterr().err.splitlines()
    assert all(words in line for words in told)
    assert statuses(study) == [Status.IMPORTED, Status.IMPORTED]


def test_a_transcribed_interview_is_flagged_without_the_recogniser(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("en_core_web_md", "en_core_web_sm"):
        with pytest.MonkeyPatch.context() as usual:
            usual.delenv("TRANSCRIBE_DESK_MODELS")
            shutil.copytree(installed(name), tmp_path / "models" / name)

    def transcribed(builder: StudyBuilder) -> None:
        words = tuple(Word(word, 300 * place, 300 * place + 250) for place, word in enumerate(SAID[0].split()))
        saved = Transcript((Turn(1, "S1", words, 0, 1_750),))
        builder.desk.vault.transcripts.save_transcript(builder.interview().id, saved)
        builder.interview()

    fill(study, transcribed)
    assert run(["transcribe", str(study), "01-hospital"]) == 0
    assert "01-hospital: done" in capsys.readouterr().err
    assert statuses(study) == [Status.FLAGGED, Status.IMPORTED]
    assert run(["transcribe", str(study)]) == ModelError.exit_code, "the other one is still to be recognised"


def test_a_broken_recording_is_told_and_the_next_interview_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSCRIBE_DESK_PASSPHRASE", LISTENING)
    with listening_study(tmp_path) as desk:
        spoken(desk, tmp_path, 0, 8)
        spoken(desk, tmp_path, 0, 5)
    study = tmp_path / "Listening.tdstudy"
    longest = max((study / "recordings").iterdir(), key=lambda path: path.stat().st_size)
    longest.write_bytes(longest.read_bytes()[:-1])
    assert run(["transcribe", str(study), "--preset", "draft"]) == StudyError.exit_code
    told = capsys.readouterr().err
    assert "01-hospital: Encrypted recording" in told
    assert "02-hospital: done" in told
    assert statuses(study, LISTENING) == [Status.IMPORTED, Status.FLAGGED]


@pytest.mark.parametrize("command", ["transcribe", "flag", "playback"])
def test_some_interviews_and_all_of_them_cannot_both_be_meant(
    study: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as usage:
        run([command, str(study), "01-hospital", "--all"])
    assert usage.value.code == 2
    assert "--all: not allowed with argument STUDY-ID" in capsys.readouterr().err


def test_stretches_without_words_are_counted_after_a_transcription(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def filled(builder: StudyBuilder) -> None:
        with_marks(builder)
        with_marks(builder, ())

    fill(study, filled)
    assert run(["transcribe", str(study), "--all"]) == 8, "sound is missing"
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "without words" in line]
    assert line.startswith("01-hospital: Stretches without words: 5, ")
    assert "show --marks" in line


def test_they_are_shown_where_they_are_on_request(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(study, with_marks)

    def shown(*options: str) -> list[str]:
        assert run(["show", str(study), "01-hospital", *options]) == 0
        return capsys.readouterr().out.splitlines()

    assert shown("--marks") == [
        "[00:00:05] Interviewer: How long have you been here?",
        "[00:00:05] … Words taken out: nobody speaks here (1 s)",
        "[00:00:08] … Words taken out: nobody speaks here (6 s)",
        "[00:00:10] 01-hospital: Since the service began.",
        "[00:00:10] … Words taken out: they only repeated what stands before (7 s)",
        "[00:00:15] Interviewer: And before that?",
        "[00:00:20] 01-hospital: On the ward.",
        "[00:00:22] … Nobody speaks for 6 s",
        "[00:00:29] … Words taken out: they only repeated what stands before (1 s)",
        "[00:00:30] … Somebody speaks for 3 s, but no words were understood: listen here",
        "[00:00:40] … The recording is damaged: 3 s without sound",
    ]
    numbered = shown("--marks", "--numbers")
    assert numbered[:2] == [
        "   1  [00:00:05] Interviewer: How long have you been here?",
        "      [00:00:05] … Words taken out: nobody speaks here (1 s)",
    ]
    assert shown() == [line for line in shown("--marks") if "…" not in line]
    assert "…" in "".join(shown("--marks", "--style", "clean"))


@pytest.mark.parametrize("options", [["--anonymised"], ["--profile", "team"]])
def test_they_are_in_the_original_text_only(
    study: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", str(study), "01-hospital", "--marks", *options]) == 2
    assert "Leave out --anonymised" in capsys.readouterr().err


def test_the_window_says_the_same_of_them(study: Path) -> None:
    fill(study, with_marks)
    with Desk.open(study, PASSPHRASE) as desk:
        (row,) = desk.rows()
    noted = [(note.start_ms, note.end_ms, note.text) for note in notes_of(row)]
    assert [(each.start_ms, each.end_ms, told(each)) for each in lacking(row)] == noted


def test_a_model_file_of_ones_own_is_heard_again_with_its_engine(tmp_path: Path) -> None:
    def chosen(*options: str) -> None:
        check_settings(ModelStore(tmp_path), hearing_settings(_parser().parse_args([*again, *options])))

    again = ["hear-again", "Study.tdstudy", "01-hospital", "2"]
    assert hearing_settings(_parser().parse_args([*again, "--engine", "openai-whisper"])).engine == "openai-whisper"
    chosen("--model", "x.pt", "--engine", "openai-whisper")
    with pytest.raises(InputError, match="Choose that engine"):
        chosen("--model", "x.pt")
    plain = hearing_settings(_parser().parse_args([*again, "--language", "en"]))
    assert plain == ACCURATE
    assert hearing_settings(_parser().parse_args([*again, "--preset", "draft"])).model == DRAFT.model
