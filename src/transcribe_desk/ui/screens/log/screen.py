"""Show the audit trail: who did what when, unbroken or not; and what a person does with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLineEdit, QTableView, QVBoxLayout

from transcribe_desk.jobs.person import current_person
from transcribe_desk.jobs.trail import Kind, read_trail
from transcribe_desk.study.errors import DeskError, InputError
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.delegates import TableDelegate
from transcribe_desk.ui.models.trail import COLUMNS, TrailModel
from transcribe_desk.ui.screens.log.papers import PapersPanel
from transcribe_desk.ui.screens.log.sound import SoundPanel
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice
from transcribe_desk.ui.widgets.notice import Notice
from transcribe_desk.ui.widgets.page import Page
from transcribe_desk.ui.widgets.side_panel import SidePanel

if TYPE_CHECKING:
    from transcribe_desk.jobs.retention import KeptSound
    from transcribe_desk.jobs.trail import TrailReport
    from transcribe_desk.privacy.replacing.profiles import Profile
    from transcribe_desk.study.retention import RetentionRule
    from transcribe_desk.vault.retention import SoundDeletion

Result = TypeVar("Result")
_WIDTHS = (64, 184, 120, 232, 152)


class LogScreen(Page):
    """The trail in the middle, newest first; papers and the keeping of sound at the right."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(tr("Log", "Log"))
        self._session = session
        self._readers = Dispatcher(self, ordered=True)
        self._hands = Dispatcher(self, ordered=True)
        self.model = TrailModel(self)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Log", "Search the log"))
        self.search.setAccessibleName(tr("Log", "Search the log"))
        self.search.setClearButtonEnabled(True)
        self.kind = _choice(
            tr("Log", "What the entries are about"),
            tr("Log", "Everything"),
            [(below(kind.value), kind) for kind in Kind],
        )
        self.who = _choice(tr("Log", "Who caused the entries"), tr("Log", "Everybody"), [])
        self.chip = basics.chip()
        self.table = self._make_table(theme)
        self.notice = Notice(theme, closable=True)
        self.broken = Notice(theme)
        self.fingerprint = basics.mono_label("", "muted", 12)
        self.fingerprint.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.sound = SoundPanel(theme)
        self.papers = PapersPanel(theme, session.folder.parent)
        self._lay_out()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Delete what is due by the study's rule and read the trail when the screen comes to the front."""
        super().showEvent(event)
        self._session.delete_due_sound()

    def reload(self) -> None:
        """Read the trail and the keeping of sound again in the background, if anybody is looking."""
        if not self.isVisible():
            return
        desk = self._session.desk

        def read() -> tuple[TrailReport, RetentionRule, tuple[KeptSound, ...]]:
            return read_trail(desk.vault), desk.retention.rule(), desk.retention.sounds()

        self._readers.start_latest(read, lambda found: self._show(*found), self.notice.say_error)

    def _show(self, report: TrailReport, rule: RetentionRule, sounds: tuple[KeptSound, ...]) -> None:
        top = self.table.rowAt(0)
        self.model.set_lines(report.lines)
        self._fill_people()
        self.table.scrollTo(self.model.index(max(0, top), 0), QAbstractItemView.ScrollHint.PositionAtTop)
        whole = report.broken_at is None
        self.header.facts.setText(wording.counted(len(report.lines), "entry"))
        chain = tr("Log", "unbroken") if whole else tr("Log", "broken")
        basics.set_chip(self.chip, chain, "success" if whole else "danger")
        halves = f"{report.fingerprint[:32]} {report.fingerprint[32:]}"
        self.fingerprint.setText(tr("Log", "Fingerprint  {halves}").format(halves=halves))
        self.fingerprint.setToolTip(
            tr(
                "Log",
                "Note the fingerprint outside this computer: with it anybody can prove later that no entry is missing.",
            )
        )
        if whole:
            self.broken.clear()
        else:
            self.broken.say(
                "danger",
                tr("Log", "The trail is broken at entry {broken_at}.").format(broken_at=report.broken_at),
                tr(
                    "Log", "An entry was changed or removed after it was written, by something other than this program."
                ),
                tr("Log", "Compare the study with a backup before relying on the trail."),
            )
        self.sound.show_sounds(rule, sounds, dt.datetime.now(dt.UTC))

    def _fill_people(self) -> None:
        people, before = self.model.people(), self.who.currentData()
        if people != [self.who.itemData(place) for place in range(1, self.who.count())]:
            self.who.blockSignals(True)  # noqa: FBT003
            while self.who.count() > 1:
                self.who.removeItem(1)
            for each in people:
                self.who.addItem(below(each), each)
            self.who.setCurrentIndex(max(0, self.who.findData(before)))
            self.who.blockSignals(False)  # noqa: FBT003
        self._narrow()

    def _narrow(self) -> None:
        kind = self.kind.currentData()  # Qt gives back plain text
        self.model.look_for(self.search.text(), Kind(kind) if kind else None, self.who.currentData())

    # Papers and sound

    def _write_log(self, folder: Path, profile: Profile, name_reviewers: bool) -> None:
        desk = self._session.desk
        self._do(
            lambda: desk.export_log(folder, profile=profile, name_reviewers=name_reviewers),
            lambda files: self.notice.say(
                "success",
                tr("Log", "Log written"),
                tr("Log", "{number} files in {folder}").format(number=len(files), folder=folder),
            ),
        )

    def _seal_key(self, path: Path, passphrase: str) -> None:
        desk = self._session.desk
        self._do(
            lambda: desk.export_key(path, passphrase),
            lambda key: self.notice.say(
                "success",
                tr("Log", "Key sealed in {name}").format(name=path.name),
                tr("Log", "{decisions}. Keep its passphrase apart from the file.").format(
                    decisions=wording.counted(len(key.decisions), "decision")
                ),
            ),
        )

    def _test_isolation(self, path: Path) -> None:
        from transcribe_desk.security import self_test

        def work() -> bool:
            result = self_test.run()
            try:
                path.write_text(self_test.render(result) + "\n", encoding="utf-8")
            except OSError as error:
                raise InputError(
                    path.name, tr("Log", "It cannot be written there."), tr("Log", "Choose another folder.")
                ) from error
            return result.passed

        def done(passed: bool) -> None:
            if passed:
                self.notice.say(
                    "success",
                    tr("Log", "Nothing got out"),
                    tr("Log", "The report is in {name}.").format(name=path.name),
                )
            else:
                self.notice.say(
                    "danger",
                    tr("Log", "A check failed"),
                    tr("Log", "Read {name} before you go on.").format(name=path.name),
                )

        self._do(work, done)

    def _choose_rule(self, rule: RetentionRule) -> None:
        desk = self._session.desk
        self._do(lambda: desk.retention.set_rule(rule, current_person()), lambda _none: None)

    def _delete_sound(self, interview_id: int, reason: str) -> None:
        desk = self._session.desk

        def done(_deletion: SoundDeletion) -> None:
            self.notice.say(
                "success", tr("Log", "Sound deleted"), tr("Log", "The trail says when and by whom. The text is kept.")
            )
            self._session.refresh()

        self._do(lambda: desk.retention.delete(interview_id, current_person(), reason), done)

    def _do(self, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
        """Do something that leaves an entry in the trail, in the background."""
        self.papers.set_busy(busy=True)

        def finished(result: Result) -> None:
            self.papers.set_busy(busy=False)
            self._session.mark_saved()
            done(result)
            self.reload()

        self._hands.start(work, finished, self._failed)

    def _failed(self, error: DeskError) -> None:
        self.papers.set_busy(busy=False)
        self.notice.say_error(error)
        self.reload()

    # Parts

    def _make_table(self, theme: Theme) -> QTableView:
        table = QTableView()
        table.setAccessibleName(tr("Log", "Audit trail, newest entry first"))
        table.setModel(self.model)
        table.setItemDelegate(TableDelegate(theme, table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(36)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFixedHeight(40)
        for place, width in enumerate(_WIDTHS):
            table.setColumnWidth(place, width)
        header.setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        return table

    def _lay_out(self) -> None:
        self.header.add_fact(self.chip)
        panel = SidePanel("right", 312)
        side = panel.content
        for part in (self.papers, self.sound):
            side.addWidget(part)
            side.addSpacing(12)
        side.addStretch(1)
        above = basics.column(
            self.broken, self.notice, basics.row(basics.row(self.search), self.kind, self.who), spacing=8
        )
        above.setContentsMargins(20, 12, 20, 4)
        below = basics.row(self.fingerprint, None)
        below.setContentsMargins(20, 8, 20, 10)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addLayout(above)
        table = basics.row(self.table)
        table.setContentsMargins(8, 0, 8, 0)
        middle.addLayout(table, 1)
        middle.addLayout(below)
        self.body.addWidget(basics.surface("paper", middle), 1)
        self.body.addWidget(panel)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.kind.currentIndexChanged.connect(self._narrow)
        self.who.currentIndexChanged.connect(self._narrow)
        self.papers.log_asked.connect(self._write_log)
        self.papers.key_asked.connect(self._seal_key)
        self.papers.isolation_asked.connect(self._test_isolation)
        self.sound.rule_chosen.connect(self._choose_rule)
        self.sound.deletion_asked.connect(self._delete_sound)
        self._session.sound_deleted.connect(lambda _count: self.reload())
        self._session.overview_changed.connect(self.reload)


def _choice(name: str, anything: str, choices: list[tuple[str, object]]) -> Choice:
    made = Choice()
    made.setAccessibleName(name)
    made.addItem(anything, None)
    for words, value in choices:
        made.addItem(words, value)
    return made
