"""Let finished interviews out: which, as what, where to; why others stay; what was written."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from transcribe_desk.export.sound import AUDIO_TARGET
from transcribe_desk.export.targets import targets_named
from transcribe_desk.jobs.person import current_person
from transcribe_desk.privacy.gate import Refusal
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.render import AnonymisedTranscript
from transcribe_desk.privacy.replacing.profiles import DEFAULTS, Profile
from transcribe_desk.study.errors import DeskError
from transcribe_desk.study.style import Style
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.screens.export.attributes import AttributesPart
from transcribe_desk.ui.screens.export.audio import AudioPart, PlaceRow
from transcribe_desk.ui.screens.export.hits import StandingList
from transcribe_desk.ui.screens.export.parts import DraftBox, InterviewRows, TargetList, check_card, rule
from transcribe_desk.ui.screens.export.result import PreviewPage, ResultPage
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import EmptyState, Notice
from transcribe_desk.ui.widgets.page import Page
from transcribe_desk.ui.widgets.profile_choice import ProfileChoice
from transcribe_desk.ui.widgets.progress import ProgressLine
from transcribe_desk.ui.widgets.side_panel import SidePanel
from transcribe_desk.ui.widgets.style_switch import StyleSwitch

if TYPE_CHECKING:
    from transcribe_desk.jobs.exporting import ExportReport
    from transcribe_desk.privacy.disclosure.attributes import PublicAttributes
    from transcribe_desk.privacy.overrides import Leak, Override

# What the gate says to each interview for a profile, and the categories that the study replaces in its own way there.
_Found: TypeAlias = tuple[list[tuple[int, str, tuple[Refusal, ...]]], list[Category]]


class ExportScreen(Page):
    """Interviews, targets and folder at the left; the text as it will leave, or the result, at the right."""

    review_asked = Signal(int)
    queue_asked = Signal()
    recordings_asked = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(tr("Export", "Export"))
        self._theme = theme
        self._session = session
        self._readers = Dispatcher(self, ordered=True)
        self._listeners = Dispatcher(self, ordered=True)
        self._judges = Dispatcher(self, ordered=True)
        self._writer = Dispatcher(self)
        self._stop = threading.Event()
        self._out = session.folder.parent / f"{session.folder.name.removesuffix('.tdstudy')} export"
        self._previewed: int | None = None
        self._listed: list[int] | None = None
        self._arriving = False
        self._draft_last = False
        self.rows = InterviewRows(theme)
        self.rows.changed.connect(self._update)
        self.rows.reason_asked.connect(self.review_asked)
        self.rows.work_asked.connect(self.queue_asked)
        self.rows.preview_asked.connect(self.preview)
        self.targets = TargetList()
        self.targets.changed.connect(self._update)
        self.audio = AudioPart()
        self.audio.listen_asked.connect(self.review_asked)
        self.attributes = AttributesPart()
        self.attributes.changed.connect(self._read_attributes)
        self.standing = StandingList()
        self.standing.withdrawn.connect(self._withdraw)
        self.profile_choice = ProfileChoice()
        self.profile_choice.changed.connect(self._reprofiled)
        self.style_choice = StyleSwitch()
        self.style_choice.changed.connect(self._restyled)
        self.folder = basics.label("", "secondary")
        self.draft = DraftBox()
        self.draft.asked.connect(self.write_draft)
        self.write_button = basics.button("", self.write, kind="primary")
        self.cancel_button = basics.button(tr("Export", "Cancel"), self._cancel)
        self.progress = ProgressLine(tr("Export", "Export"))
        self.error = Notice(theme, closable=True)
        self.page = PreviewPage(theme)
        self.result = ResultPage(theme)
        self.result.closed.connect(self._show_preview)
        self.result.again_asked.connect(self._write_again)
        self.result.hits.given.connect(self._let_stand)
        self._right = QStackedWidget()
        self._content = QStackedWidget()
        self._lay_out()
        session.overview_changed.connect(self.reload)
        session.closing.connect(self._cancel)
        self._finished_writing()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the gate anew when the screen comes to the front."""
        super().showEvent(event)
        self._arriving = True
        self.reload()

    def reload(self) -> None:
        """Read in the background why each interview may or may not leave."""
        if not self.isVisible():
            return
        desk, rows, profile = self._session.desk, self._session.readable_rows(), self.profile_choice.chosen()
        self._content.setCurrentIndex(1 if rows else 0)
        self.write_button.setVisible(bool(rows))
        if not rows:
            return
        if not self.rows.counts()[1]:
            self.header.facts.setText(tr("Export", "Asking the gate what may leave…"))

        def read() -> _Found:
            styles = desk.replacements.styles(profile)
            found = [
                (row.interview.id, row.interview.study_id, desk.refusals(row.interview.id, profile)) for row in rows
            ]
            return found, [each for each in Category if styles[each] is not DEFAULTS[profile][each]]

        self._readers.start_latest(read, self._show, self.error.say_error)
        self._read_attributes()
        self._read_standing()

    def preview(self, interview_id: int) -> None:
        """Show an interview exactly as it would be written now, for the profile and in the style chosen."""
        desk, wanted = self._session.desk, self._text_chosen()
        if self._session.row(interview_id) is None:
            return
        self._previewed = interview_id
        self._right.setCurrentIndex(0)

        def done(rendered: AnonymisedTranscript) -> None:
            if (self._previewed, self._text_chosen()) == (interview_id, wanted):
                self.page.show_rendered(rendered, ready=self.rows.is_ready(interview_id))

        self._readers.start(lambda: desk.rendered(interview_id, *wanted), done, lambda _error: self.page.show_nothing())

    def set_folder(self, folder: Path) -> None:
        """Choose where to write."""
        self._out = folder
        self._update()

    def write(self) -> None:
        """Write the chosen interviews that may leave."""
        self._write(self._out, self.rows.chosen(), draft=False)

    def write_draft(self) -> None:
        """Write machine drafts of all transcribed interviews, into a folder of their own."""
        self._write(self._out.with_name(f"{self._out.name} draft"), self.rows.draftable(), draft=True)

    def _write(self, out: Path, interview_ids: list[int], *, draft: bool) -> None:
        targets = self.targets.chosen()
        if self._writer.busy or not targets or not interview_ids:
            return
        desk, stop, (style, profile) = self._session.desk, self._stop, self._text_chosen()
        audio, attributes = self.audio.choice(), self.attributes.choice()
        self._draft_last = draft
        recordings = len(interview_ids) if AUDIO_TARGET in targets else 0
        stop.clear()
        self.error.clear()
        self._panel_bar.setValue(0)
        self.progress.set_fraction(0.0, tr("Export", "Writing and searching every byte for originals…"))
        for part in (self.progress, self.cancel_button):
            part.show()
        self.write_button.setEnabled(False)
        self.draft.set_busy(busy=True)
        self._writer.start_reporting(
            lambda report: desk.export(
                out,
                interview_ids=interview_ids,
                targets=targets,
                draft=draft,
                style=style,
                profile=profile,
                audio=audio,
                attributes=attributes,
                cancel=stop,
                on_progress=report,
            ),
            lambda report: self._written(out, report, draft=draft, verified=audio.verify),
            self._failed,
            lambda done, total: self._progressed(done, total, recordings=recordings, verify=audio.verify),
        )

    def _show(self, read: _Found) -> None:
        found, departures = read
        self._listed = None  # texts may have changed, and with them the places to listen to
        self.profile_choice.say_departures(departures)
        self.rows.show_rows(found)
        if self._arriving:
            self._arriving = False
            self.rows.focus_first()
            # Once the rows are laid out: the focus made the panel scroll to where they were not yet.
            QTimer.singleShot(0, self, lambda: self._panel_bar.setValue(0))
        self._update()
        if self._previewed is None and found:
            ready = [interview_id for interview_id, _, refusals in found if not refusals]
            self.preview(ready[0] if ready else found[0][0])
        elif self._previewed is not None and self._right.currentIndex() == 0:
            self.preview(self._previewed)

    def _update(self) -> None:
        chosen, targets = len(self.rows.chosen()), self.targets.chosen()
        ready, everything = self.rows.counts()
        able = tr("Export", "{ready} of {everything} interviews can be written")
        unable = tr("Export", "{ready} of {everything} interviews can be written yet")
        words = (able if ready else unable).format(ready=ready, everything=everything)
        self.header.facts.setText(words if everything else "")
        self.write_button.setText(
            tr("Export", "Write {interviews}").format(interviews=wording.counted(chosen, "interview"))
            if chosen and targets
            else tr("Export", "Write files")
        )
        self.write_button.setEnabled(bool(chosen and targets) and not self._writer.busy)
        self.draft.set_able(f"{self._out.name} draft", able=bool(self.rows.draftable()) and bool(targets))
        basics.elide_middle(self.folder, str(self._out), 250)
        told = any(target.tells_cases for target in targets_named(targets)) if targets else False
        self.attributes.setVisible(told and self.attributes.any)
        self.audio.setVisible(AUDIO_TARGET in targets)
        if AUDIO_TARGET in targets and self.rows.chosen() != self._listed:
            self._list_places(self.rows.chosen())

    def _list_places(self, interview_ids: list[int]) -> None:
        self._listed = interview_ids
        self.audio.say_reading()
        desk, rows = self._session.desk, [row for each in interview_ids if (row := self._session.row(each))]

        def read() -> list[PlaceRow]:
            return [
                (row.interview.id, row.interview.study_id, place)
                for row in rows
                for place in desk.places_to_listen(row.interview.id)
            ]

        def failed(error: DeskError) -> None:
            self.audio.say_failed()
            self._say_error(error)

        self._listeners.start_latest(read, lambda found: self.audio.show_places(found, len(rows)), failed)

    def _read_attributes(self) -> None:
        desk, left_out = self._session.desk, self.attributes.left_out()

        def done(found: PublicAttributes) -> None:
            self.attributes.show_attributes(found)
            self._update()

        self._judges.start(lambda: desk.public_attributes(left_out), done, self._say_error)

    def _read_standing(self) -> None:
        self._judges.start(self._session.desk.overrides.standing, self.standing.show_standing, self._say_error)

    def _let_stand(self, leak: Leak, reason: str, name: str) -> None:
        desk = self._session.desk

        def done(_kept: Override) -> None:
            self.result.say_standing(leak)
            self._read_standing()

        self._judges.start(lambda: desk.overrides.let_stand(leak, reason, name), done, self._say_error)

    def _withdraw(self, override_id: int) -> None:
        desk = self._session.desk
        work = lambda: desk.overrides.withdraw(override_id, current_person())  # noqa: E731
        self._judges.start(work, lambda _none: self._read_standing(), self._say_error)

    def _write_again(self) -> None:
        self.write_draft() if self._draft_last else self.write()

    def _progressed(self, done: int, total: int, *, recordings: int, verify: bool) -> None:
        if recordings and done == total:
            self.progress.set_fraction(1.0, wording.making_recordings(recordings, verify=verify))
            return
        words = tr("Export", "{done} of {interviews} written and searched for originals")
        words = words.format(done=done, interviews=wording.counted(total, "interview"))
        self.progress.set_fraction(done / max(1, total), words)

    def _cancel(self) -> None:
        self._stop.set()
        self.cancel_button.setEnabled(False)

    def _written(self, out: Path, report: ExportReport, *, draft: bool, verified: bool) -> None:
        self._finished_writing()
        self.result.show_report(out, report, draft=draft, verified=verified)
        self._right.setCurrentIndex(1)
        self._session.mark_saved()
        self._session.refresh()

    def _failed(self, error: DeskError) -> None:
        self._finished_writing()
        if self._stop.is_set():
            self.error.say(
                "warning",
                tr("Export", "Cancelled"),
                tr("Export", "Nothing was written; what was there before is as it was."),
            )
        else:
            self._say_error(error)

    def _say_error(self, error: DeskError) -> None:
        """Say it where it is seen: the draft's button is at the panel's end, the message at its beginning."""
        self.error.say_error(error)
        self._panel_bar.setValue(0)

    def _finished_writing(self) -> None:
        self.progress.hide()
        self.cancel_button.hide()
        self.cancel_button.setEnabled(True)
        self.draft.set_busy(busy=False)
        self._update()

    def _text_chosen(self) -> tuple[Style, Profile]:
        return self.style_choice.style_chosen(), self.profile_choice.chosen()

    def _reprofiled(self) -> None:
        self._restyled()
        self.reload()

    def _restyled(self) -> None:
        if self._previewed is not None:
            self.preview(self._previewed)

    def _show_preview(self) -> None:
        self._right.setCurrentIndex(0)
        self.reload()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Export", "Folder for the export"), str(self._out.parent))
        if chosen:
            self.set_folder(Path(chosen))

    def _lay_out(self) -> None:
        self.header.add_action(self.cancel_button)
        self.header.add_action(self.write_button)
        panel = SidePanel("left", 412)
        box = panel.content
        self._panel_bar = panel.area.verticalScrollBar()
        self.progress.words.setWordWrap(True)
        box.addWidget(self.error)
        box.addWidget(self.progress)
        box.addWidget(basics.section(tr("Export", "Interviews")))
        box.addWidget(self.rows)
        box.addSpacing(12)
        box.addWidget(basics.section(tr("Export", "Targets")))
        box.addWidget(self.targets)
        box.addSpacing(12)
        box.addWidget(self.attributes)
        box.addWidget(self.audio)
        box.addWidget(basics.section(tr("Export", "Profile")))
        box.addWidget(self.profile_choice)
        box.addSpacing(12)
        box.addWidget(basics.section(tr("Export", "Style")))
        box.addLayout(basics.row(self.style_choice, None))
        told = tr(
            "Export", "Clean leaves out “um” and words begun anew. The sign-off, given for every word, holds for it."
        )
        box.addWidget(basics.label(told, "small", wrap=True))
        box.addSpacing(12)
        box.addWidget(basics.section(tr("Export", "Folder")))
        choose = basics.button(
            tr("Export", "Choose…"), self._browse, name=tr("Export", "Choose the folder for the export")
        )
        box.addLayout(basics.row(self.folder, None, choose))
        box.addSpacing(12)
        box.addWidget(basics.section(tr("Export", "Check of the finished files")))
        box.addWidget(check_card())
        box.addWidget(self.standing)
        box.addSpacing(12)
        box.addWidget(rule())
        box.addSpacing(4)
        box.addWidget(self.draft)
        box.addStretch(1)
        self._right.addWidget(self.page)
        self._right.addWidget(self.result)
        full = basics.row(panel, self._right, spacing=0)
        full.setStretch(1, 1)
        choose = basics.button(tr("Export", "Choose recordings…"), self.recordings_asked.emit)
        words = tr("Export", "Nothing to export yet. Transcribed and reviewed interviews are listed here.")
        self._content.addWidget(basics.surface("paper", basics.row(EmptyState(self._theme, "export", words, choose))))
        self._content.addWidget(basics.surface("background", full))
        self.body.addWidget(self._content)
