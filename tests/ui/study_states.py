"""Bring getting ready, the study screen and the table of participants into each of their states, for their pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QScrollArea

from transcribe_desk.jobs.estimates import Estimates
from transcribe_desk.jobs.first_run import Computer, FirstRun, Trial
from transcribe_desk.jobs.importing import ImportReport
from transcribe_desk.speech.model_store import ModelState, ModelStore
from transcribe_desk.study.errors import InputError, ModelError, RecordingError
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.home.first_run import FirstRunScreen
from transcribe_desk.ui.screens.study.screen import StudyScreen
from transcribe_desk.ui.theme import Theme

State = tuple[str, Callable[[], object]]

_PEOPLE = (
    ("Kwame Osei", ("Kofi",), "consultant"), ("Joanne Pike", (), "nurse"), ("Ann Li", (), "nurse"), ("", (), "nurse"),
    ("", (), "physio"), ("", (), "manager"), ("", (), "commissioner"), ("", (), ""),
)  # fmt: skip
_REFUSED = (
    RecordingError(
        "take 3.wav", "This recording is in the study already, as 02-hospital.", "Nothing needs to be done."
    ),
    InputError("consent.pdf", "Its name does not end like a recording's.", "If it is one all the same, drop the file."),
    InputError("people.csv", "It is a table, no recording.", "Drop it by itself."),
)


def first_run_states(window: MainWindow, theme: Theme, work: Path) -> Iterator[State]:
    """Give the states of getting ready, on a small old computer without models."""
    screen = FirstRunScreen(
        theme,
        FirstRun(ModelStore(work / "no models"), Estimates(work / "speeds.json")),
        Computer(avx2=False, memory_bytes=2_400_000_000),
    )
    base = screen.cards["whisper-base"]

    def shown() -> None:
        window._first_run = screen
        screen.left.connect(window.show_home)
        window.stack.addWidget(screen)
        window.show_first_run()

    yield "first-run-no-model", shown
    yield "first-run-download", base.ask

    def fetching() -> None:
        base.begin()
        base.report("Fetching Whisper base (150 MB) from the Python package index …")

    yield "first-run-downloading", fetching

    def wrong() -> None:
        base.end()
        cause = "It is not what the catalogue promises: its contents were changed."
        base.show_state(ModelState.DAMAGED, ModelError("Model whisper-base, file model.bin", cause, "Get it again."))

    yield "first-run-checksum-wrong", wrong

    def tried() -> None:
        screen._tried(Trial(8.3, 12.2, "Thank you for coming in today. Could you tell me a little about how the"))
        for area in screen.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    yield "first-run-tried", tried
    window.show_home()


def study_states(window: MainWindow, screen: StudyScreen, settle: Callable[[], None]) -> Iterator[State]:
    """Give the states in which something of a study is being changed; the study is as before in the end."""
    panel = screen.organisations
    session = window.session
    assert session is not None
    desk, rows = session.desk, session.overview.rows
    screen.table.choose([rows[1].interview.id])
    yield "study-edit", screen.ask_to_edit

    def several() -> None:
        screen.table.choose([rows[number].interview.id for number in (0, 2, 6)])
        screen.ask_to_edit()
        screen.edit_panel.organisation.setCurrentIndex(2)

    yield "study-edit-several", several
    yield "study-remove", screen.ask_to_remove
    yield "study-removed", screen.remove_panel.remove
    screen.steps.undo()
    settle()

    def renamed() -> None:
        panel.edit("community")
        panel.form.label.setText("community-team")

    yield "study-organisation", renamed
    panel.form.closed.emit()
    yield "study-label-kept", panel.warnings[0].keep_button.click
    panel.warnings[0]._fold()
    yield "study-labels-pooled", panel.warnings[0].ask_pool
    panel.warnings[0]._fold()

    def pattern() -> None:
        panel.study_ids.pattern.setText("{organisation}")
        panel.study_ids._typed()

    yield "study-pattern-wrong", pattern
    panel.study_ids.reset()
    yield "study-details", panel.details_button.click
    panel.details.closed.emit()
    taken = tuple(row.interview for row in rows[:2])
    yield "study-import-report", lambda: screen.report.show_report(ImportReport(taken, _REFUSED))
    screen.report.clear()
    yield "study-sorted", lambda: screen.table.sorted.sort_by(4)
    screen.table.sorted.sort_by(0)

    def participants() -> None:
        for person, (name, aliases, role) in zip(desk.vault.study.participants(), _PEOPLE, strict=False):
            desk.people.change_participant(person.id, name=name, aliases=aliases, attributes={"role": role})
        session.refresh()
        settle()
        screen.show_participants()

    yield "study-participants", participants
    yield "study-participants-column", screen.participants.column_button.click
    screen.participants._close_column()
    screen.show_interviews()
    while (desk.people.to_undo() or "").startswith("the change of"):
        desk.people.undo()
    session.refresh()
    settle()
