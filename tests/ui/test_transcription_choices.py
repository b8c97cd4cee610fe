"""How recordings are transcribed is chosen before work starts, in a panel over the table, and is what then happens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.settling import wait_for_screen
from tests.ui.test_study_screen import recording as recording  # a fixture
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.jobs.settings import ACCURATE, DRAFT, FAST
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.errors import InputError, ModelError
from transcribe_desk.ui import session as sessions
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.study.screen import StudyScreen
from transcribe_desk.ui.screens.study.start_panel import StartPanel
from transcribe_desk.ui.screens.study.transcription_fields import TranscriptionFields
from transcribe_desk.ui.session import Session
from transcribe_desk.vault.transcripts import Plan


@pytest.fixture
def screen(window: MainWindow) -> StudyScreen:
    found = window.screens["study"]
    assert isinstance(found, StudyScreen)
    return found


@pytest.fixture
def panel(screen: StudyScreen, session: Session, qtbot: QtBot) -> StartPanel:
    """Give the panel, asking, in a study whose queue is paused so that nothing starts."""
    session.pause(paused=True)
    screen.transcribe_button.click()
    qtbot.waitUntil(lambda: session.paused and "." in screen.start_panel.fields.hint.text())
    return screen.start_panel


def choose(fields: TranscriptionFields, *, quality: str, speakers: str, language: str) -> None:
    """Choose by what a person reads."""
    fields.quality.setCurrentText(quality)
    fields.speakers.setCurrentText(speakers)
    fields.language.setCurrentText(language)


def test_a_recording_is_transcribed_as_chosen(
    screen: StudyScreen,
    desk: Desk,
    recording: Path,
    qtbot: QtBot,
) -> None:
    screen.take_files([recording])
    qtbot.waitUntil(screen.import_panel.isVisible)
    screen.import_panel.organisation.setCurrentText("Hospital")
    choose(screen.import_panel.fields, quality="Fast", speakers="Guess", language="German")
    screen.import_panel.fields.quiet_speaker.setChecked(True)
    screen.import_panel.start()
    qtbot.waitUntil(lambda: screen.model.rowCount() == 9, timeout=20_000)
    interview = desk.interview("09-hospital")
    qtbot.waitUntil(lambda: desk.vault.transcripts.plan(interview.id) is not None, timeout=20_000)
    plan = desk.vault.transcripts.plan(interview.id)
    assert plan is not None
    assert (plan.model, plan.beam, plan.speakers) == ("whisper-base", 1, None)
    assert (plan.language, plan.quiet_speaker) == ("de", True)


def test_all_that_wait_are_put_in_the_queue(
    panel: StartPanel, screen: StudyScreen, session: Session, window: MainWindow
) -> None:
    assert panel.heading.text() == "Transcribe 5 recordings"
    assert panel.names.text() == "04-hospital, 05-community, 06-community, 07-commissioner and 1 more"
    panel.start_button.setEnabled(True)  # also where no model is installed
    QTest.mouseClick(panel.start_button, Qt.MouseButton.LeftButton)
    wait_for_screen(window, "queue")
    assert len(session.desk.queue.events()) == 5
    assert not panel.isVisibleTo(screen)
    assert not screen.transcribe_button.isVisibleTo(screen)


def test_only_the_selected_ones_can_be_taken(panel: StartPanel, screen: StudyScreen, session: Session) -> None:
    screen.table.selectRow(4)
    screen.ask_to_transcribe()
    panel.which.setCurrentText("the selected one")
    assert panel.names.text() == "05-community"
    panel.start_button.setEnabled(True)
    panel.start()
    assert [event.interview_id for event in session.desk.queue.events()] == [session.desk.interview("05-community").id]


def test_a_choice_holds_in_every_panel_and_the_language_in_the_study(
    panel: StartPanel, screen: StudyScreen, session: Session, qtbot: QtBot
) -> None:
    choose(panel.fields, quality="Draft", speakers="4", language="Detect")
    assert session.choices == replace(DRAFT, speakers=4, language=None)
    assert screen.import_panel.fields.speakers.currentText() == "4"
    assert screen.import_panel.fields.quality.currentText() == "Draft"
    qtbot.waitUntil(lambda: session.desk.language() is None)
    assert sessions.read_overview(session.desk).language is None


def test_draft_and_a_language_it_does_not_know_cannot_start(panel: StartPanel, qtbot: QtBot) -> None:
    choose(panel.fields, quality="Draft", speakers="2", language="Welsh")
    qtbot.waitUntil(lambda: panel.fields.hint.text() == "Draft does not know Welsh. Choose Accurate or Fast.")
    assert not panel.start_button.isEnabled()


def test_a_model_that_is_not_installed_is_told_before_anything_starts(desk: Desk, tmp_path: Path) -> None:
    bare = Desk(desk.vault, ModelStore(tmp_path / "no models"))
    with pytest.raises(ModelError, match="models install whisper-base"):
        bare.outlook(60_000, ACCURATE)
    (tmp_path / "my own.pt").touch()
    own = replace(ACCURATE, model=str(tmp_path / "my own.pt"), engine="openai-whisper")
    bare.engines = lambda: ("faster-whisper", "openai-whisper")  # type: ignore[method-assign]
    with pytest.raises(ModelError, match="models install en_core_web_md"):  # else told after an hour's work
        bare.outlook(60_000, own)
    with pytest.raises(InputError, match="does not know the language"):
        bare.outlook(60_000, replace(DRAFT, language="de"))
    with pytest.raises(InputError, match="no-such-engine"):
        bare.outlook(60_000, replace(FAST, engine="no-such-engine"))


def test_the_second_engine_is_offered_where_it_is_installed(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    for package in ("whisper", "torch"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    fields = TranscriptionFields(session)
    qtbot.addWidget(fields)
    assert fields.engine.isHidden() == (session.desk.engines() == ("faster-whisper",))
    monkeypatch.syspath_prepend(tmp_path)
    fields = TranscriptionFields(session)
    qtbot.addWidget(fields)
    assert not fields.engine.isHidden()
    fields.engine.setCurrentText("openai-whisper")
    assert session.choices.engine == "openai-whisper"
    qtbot.waitUntil(lambda: not any(each.busy for each in fields.findChildren(Dispatcher)))


def test_the_strip_names_the_model_in_use(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    assert window.strip.model.text() == "Whisper base"
    session.choose(DRAFT)
    assert window.strip.model.text() == "Whisper tiny.en"  # the next recording's, while nothing runs
    first, second = (session.overview.rows[place].interview.id for place in (3, 4))
    plan = Plan("whisper-base", "faster-whisper", 5, "en", 2)
    session.desk.vault.transcripts.save_plan(first, plan)
    session.desk.vault.transcripts.save_plan(second, replace(plan, model="/home/anna/fine tuned.pt"))
    session.take_event(JobEvent(first, JobState.RUNNING, Phase.TRANSCRIBE, 1, 2))
    qtbot.waitUntil(lambda: window.strip.model.text() == "Whisper base")
    session.take_event(JobEvent(first, JobState.DONE, Phase.FLAG))
    session.take_event(JobEvent(second, JobState.RUNNING, Phase.TRANSCRIBE, 1, 2))
    qtbot.waitUntil(lambda: window.strip.model.text() == "fine tuned.pt")
