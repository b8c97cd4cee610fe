"""Show beside the study's table what holds for the study: organisations, warnings, study IDs, what is withheld."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from transcribe_desk.study.study import Organisation
from transcribe_desk.ui import wording
from transcribe_desk.ui.screens.study.details import StudyDetails, StudyIdEditor
from transcribe_desk.ui.screens.study.label_warning import LabelWarningBox
from transcribe_desk.ui.screens.study.organisation_form import OrganisationForm
from transcribe_desk.ui.screens.study.steps import StudySteps
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.flow import FlowLayout
from transcribe_desk.ui.widgets.side_panel import SidePanel


def _withheld() -> tuple[str, ...]:
    return (
        tr("Study", "Role"),
        tr("Study", "real names"),
        tr("Study", "exact dates"),
        tr("Study", "file names"),
        tr("Study", "notes"),
    )


class OrganisationsPanel(SidePanel):
    """A card for each organisation, warnings of small labels, the form of study IDs, what is withheld."""

    def __init__(self, theme: Theme, session: Session, steps: StudySteps) -> None:
        super().__init__("right", 328, at_most=460)
        self._theme = theme
        self._session = session
        self._steps = steps
        self.cards: dict[str, QFrame] = {}
        self.warnings: list[LabelWarningBox] = []
        self._told: object = None  # what of the study is shown
        self._cards = basics.column()
        self._warnings = basics.column()
        self.form = OrganisationForm(theme, session, steps)
        self.form.setParent(self)  # from the beginning: it may never be laid out, and would outlive the study
        self.form.closed.connect(self._close_form)
        self.add_button = basics.button(tr("Study", "Add an organisation…"), self.add)
        self.study_ids = StudyIdEditor(session, steps)
        self.details_button = basics.button(tr("Study", "Title, language, thresholds…"), self._open_details,
                                            kind="link")  # fmt: skip
        self._lay_out()
        session.overview_changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Show the study as it now is; what somebody is filling in stays open."""
        overview = self._session.overview
        asked = any(box.unfolded for box in self.warnings)
        told = (overview.settings, overview.organisations, overview.participants, overview.kept_labels,
                overview.warnings, asked)  # fmt: skip
        if told == self._told:
            return
        self._told = told
        held = Counter(person.organisation_id for person in overview.participants)
        self._cards.removeWidget(self.form)
        basics.clear(self._cards)
        self.cards = {each.label: self._card(each, held[each.id]) for each in overview.organisations}
        for card in self.cards.values():
            self._cards.addWidget(card)
        self._place_form()
        if not asked:
            basics.clear(self._warnings)
            self.warnings = [LabelWarningBox(self._theme, self._session, self._steps, each)
                             for each in overview.warnings]  # fmt: skip
            for box in self.warnings:
                self._warnings.addWidget(box)
        self.study_ids.reload()

    @cached_property
    def details(self) -> StudyDetails:
        """Give the form of what holds for the whole study, made when somebody first asks for it."""
        made = StudyDetails(self._theme, self._session, self._steps)
        made.closed.connect(self._close_details)
        self._this_study.addWidget(made)
        return made

    def add(self) -> None:
        """Ask for a new organisation."""
        self._editing = ""
        self._place_form()
        self.form.start()
        self._reveal(self.form)

    def edit(self, label: str) -> None:
        """Change the organisation with this label, in the place of its card."""
        found = next((each for each in self._session.overview.organisations if each.label == label), None)
        if found is not None:
            self._editing = label
            self._place_form()
            self.form.start(found)
            self._reveal(self.form)

    _editing: str | None = None  # the label in the form, empty for a new organisation, None when it is closed

    def _lay_out(self) -> None:
        box = self.content
        box.addWidget(basics.section(tr("Study", "Organisations")))
        box.addLayout(self._cards)
        box.addWidget(self.add_button)
        box.addLayout(self._warnings)
        box.addSpacing(12)
        box.addWidget(basics.section(tr("Study", "Study ID")))
        box.addWidget(self.study_ids)
        box.addSpacing(12)
        box.addWidget(basics.section(tr("Study", "Withheld from every export")))
        box.addWidget(basics.label(" · ".join(_withheld()), "muted", wrap=True))
        box.addSpacing(12)
        box.addWidget(basics.section(tr("Study", "This study")))
        self._this_study = basics.column()
        box.addLayout(self._this_study)
        box.addLayout(basics.row(self.details_button, None))
        box.addStretch(1)

    def _card(self, organisation: Organisation, participants: int) -> QFrame:
        frame, box = basics.card()
        box.setSpacing(3)
        name = basics.label(wording.organisation(organisation.label), "strong")
        name.setWordWrap(True)
        said = tr("Study", "Edit the organisation {label}").format(label=organisation.label)
        edit = basics.button(tr("Study", "Edit"), lambda: self.edit(organisation.label), kind="link", name=said)
        box.addLayout(basics.row(name, None, edit, spacing=5))
        facts = FlowLayout(5)
        for part in (
            basics.label(tr("Study", "label"), "muted"),
            basics.mono_label(organisation.label),
            basics.label(f"· {wording.counted(participants, 'participant')}", "muted"),
        ):
            facts.addWidget(part)
        box.addLayout(facts)
        if organisation.generic:
            generic = basics.label(f"({organisation.generic})", wrap=True)
            becomes = basics.row(basics.label(tr("Study", "becomes"), "muted"), spacing=5)
            becomes.addWidget(generic, 1)
            box.addLayout(becomes)
        if organisation.pooled_label:
            self._add_pooled(box, organisation)
        for kept in self._session.overview.kept_labels:
            if kept.label == organisation.shown_label:
                why = tr("Study", "Kept: {reason}").format(reason=kept.reason)
                box.addWidget(basics.label(why, "small", wrap=True))
        return frame

    def _add_pooled(self, box: QVBoxLayout, organisation: Organisation) -> None:
        box.addLayout(
            basics.row(
                basics.label(tr("Study", "shown as"), "muted"),
                basics.mono_label(organisation.pooled_label),
                None,
                basics.button(tr("Study", "Show its own"), lambda: self._unpool(organisation), kind="link"),
                spacing=5,
            )
        )

    def _unpool(self, organisation: Organisation) -> None:
        self._steps.take(lambda people: people.unpool([organisation.label]))

    def _place_form(self) -> None:
        """Put the form in the place of the card it changes, or after the last for a new one."""
        self._cards.removeWidget(self.form)
        for label, card in self.cards.items():
            card.setVisible(label != self._editing)
        if self._editing is not None:
            places = list(self.cards)
            place = places.index(self._editing) if self._editing in places else len(places)
            self._cards.insertWidget(place, self.form)
        self.add_button.setVisible(self._editing is None)

    def _close_form(self) -> None:
        self._editing = None
        self.form.hide()
        self._place_form()
        self.add_button.setFocus()

    def _open_details(self) -> None:
        self.details_button.hide()
        self.details.start()
        self._reveal(self.details)

    def _reveal(self, part: QWidget) -> None:
        """Scroll to a part that was just shown, once it has its place."""
        QTimer.singleShot(0, part, lambda: self.area.ensureWidgetVisible(part, 0, 16))

    def _close_details(self) -> None:
        self.details.hide()
        self.details_button.show()
        self.details_button.setFocus()
