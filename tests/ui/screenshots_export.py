"""Bring the export into each of its states, for pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QScrollArea

from tests.ui import made_sound
from tests.ui.settling import settle
from transcribe_desk.ui import wording
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.export.screen import ExportScreen

State = tuple[str, Callable[[], object]]


def export_states(window: MainWindow, work: Path) -> Iterator[State]:
    """Give the states of an export into folders in ``work``, in an order that works."""
    export = window.screens["export"]
    assert isinstance(export, ExportScreen)

    def shown() -> None:
        export.set_folder(work / "Respiratory export")
        window.show_screen("export")

    yield "export", shown

    def unfolded() -> None:
        export.targets.more_button.click()

    yield "export-more-targets", unfolded
    yield from _recording_states(window, work)
    yield "export-done", lambda: export.write()

    def draft() -> None:
        export.draft.understood.setChecked(True)
        export.write_draft()

    yield "export-draft", draft

    def unwritable() -> None:
        (work / "a file").write_text("in the way", encoding="utf-8")
        export.set_folder(work / "a file" / "export")
        export.write()

    yield "export-not-writable", unwritable
    yield from _judged_states(window, work)


def _judged_states(window: MainWindow, work: Path) -> Iterator[State]:
    export, opened = window.screens["export"], window.session
    assert isinstance(export, ExportScreen)
    assert opened is not None
    panel = export.attributes.parentWidget()
    area = next(each for each in export.findChildren(QScrollArea) if each.widget() is panel)

    def attributes() -> None:
        opened.desk.vault.study.add_participant(opened.desk.organisations()[0].id, None, "Ada White")
        for person in opened.desk.disclosure.people():
            values = {"ethnicity": "White", "years of service": "5 to 10"}
            opened.desk.disclosure.set_attributes(person.participant.id, values)
        export.set_folder(work / "Respiratory export")
        export.error.clear()
        export.draft.understood.setChecked(False)
        export.result.closed.emit()
        settle(window)
        area.ensureWidgetVisible(export.attributes, 0, 260)

    yield "export-attributes", attributes

    def hits() -> None:
        export.attributes.boxes["ethnicity"].setChecked(True)
        settle(window)
        export.write()

    yield "export-hits", hits

    def form() -> None:
        export.result.hits.rows[0].open_button.click()
        export.result.hits.rows[0].form.reason.setText("the ethnic group as they gave it, not the surname")
        export.result.hits.rows[0].form.name.setText("A. Brown")

    yield "export-hits-form", form

    def stands() -> None:
        export.result.hits.rows[0].form.stand_button.click()
        settle(window)
        area.ensureWidgetVisible(export.standing, 0, 120)

    yield "export-hits-standing", stands
    yield "export-repeated", export.result.again_button.click


def _recording_states(window: MainWindow, work: Path) -> Iterator[State]:
    export, opened = window.screens["export"], window.session
    assert isinstance(export, ExportScreen)
    assert opened is not None
    panel = export.audio.parentWidget()
    area = next(each for each in export.findChildren(QScrollArea) if each.widget() is panel)

    def ticked() -> None:
        made_sound.give_sound(opened.desk, "01-hospital")
        export.targets.boxes["audio"].setChecked(True)
        settle(window)
        area.ensureWidgetVisible(export.audio.places, 0, 260)

    yield "export-recordings", ticked

    def published() -> None:
        export.profile_choice.list.setCurrentIndex(2)
        settle(window)
        area.ensureWidgetVisible(export.profile_choice, 0, 200)

    yield "export-publication", published

    def refused() -> None:
        export.draft.understood.setChecked(True)
        export.write_draft()

    yield "export-draft-with-recordings", refused

    def being_made() -> None:
        export.error.clear()
        export.set_folder(work / "Respiratory export")
        words = wording.making_recordings(1, verify=True)
        export.progress.set_fraction(1.0, words)
        export.progress.show()
        export.cancel_button.show()
        export.write_button.setEnabled(False)

    yield "export-recordings-being-made", being_made

    def made() -> None:
        export.audio.verify.setChecked(False)
        export.write()

    yield "export-recordings-done", made

    def back() -> None:
        export.targets.boxes["audio"].setChecked(False)
        export.draft.understood.setChecked(False)
        export.profile_choice.list.setCurrentIndex(0)
        export.result.closed.emit()

    back()
