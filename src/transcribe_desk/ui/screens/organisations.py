"""Show the organisations of the study at the side of its table, and add one."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from transcribe_desk.study.errors import DeskError, StudyIdError
from transcribe_desk.study.study import Organisation
from transcribe_desk.study.study_id import make_study_id
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import Notice


class OrganisationsPanel(QFrame):
    """A card for each organisation, a form for one more, the form of study IDs, what is withheld."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self.setProperty("side", "right")
        self.setFixedWidth(328)
        self._session = session
        self._dispatcher = Dispatcher(self)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self.add_button = basics.button("Add an organisation…", self._show_form)
        self.label = QLineEdit()
        self.label.setAccessibleName("Label of the organisation")
        self.label.setPlaceholderText("hospital")
        self.name = QLineEdit()
        self.name.setAccessibleName("Real name of the organisation, kept secret")
        self.name.setPlaceholderText("St Elsewhere Hospital")
        self.save_button = basics.button("Add", self.add, kind="primary")
        self.notice = Notice(theme)
        self.preview = basics.mono_label("", "secondary")
        self.label.textChanged.connect(self._preview)
        for field in (self.label, self.name):
            field.returnPressed.connect(self.add)
        self._form = self._make_form()
        self._pattern = basics.mono_label()
        self._example = basics.mono_label("", "muted")
        self._lay_out()
        session.overview_changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Show the organisations as they now are."""
        overview = self._session.overview
        counts = Counter(row.interview.organisation_label for row in overview.rows)
        basics.clear(self._cards)
        for organisation in overview.organisations:
            self._cards.addWidget(self._card(organisation, counts[organisation.shown_label]))
        self._pattern.setText(overview.settings.id_pattern)
        first = overview.organisations[0].shown_label if overview.organisations else "hospital"
        self._example.setText(f"→ {make_study_id(2, first, overview.settings.id_pattern)}")

    def add(self) -> None:
        """Add the organisation in the form, in the background."""
        label, name, desk = self.label.text().strip(), self.name.text().strip(), self._session.desk
        if self._dispatcher.busy or not label:
            return
        self.notice.clear()
        self._dispatcher.start(lambda: desk.add_organisation(label, name), self._added, self._failed)

    def _lay_out(self) -> None:
        pattern, inside = basics.card()
        inside.addWidget(self._pattern)
        inside.addWidget(self._example)
        inner = basics.surface("panel")
        box = QVBoxLayout(inner)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        box.addWidget(basics.section("Organisations"))
        box.addLayout(self._cards)
        box.addWidget(self.add_button)
        box.addWidget(self._form)
        box.addSpacing(12)
        box.addWidget(basics.section("Study ID"))
        box.addWidget(pattern)
        box.addSpacing(12)
        box.addWidget(basics.section("Withheld from every export"))
        box.addWidget(basics.label("Role · real names · exact dates · file names", "muted", wrap=True))
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(basics.scrolling(inner))

    def _make_form(self) -> QFrame:
        frame, box = basics.card()
        for words, field in (("Label, as in study IDs", self.label), ("Real name (secret)", self.name)):
            prompt = basics.label(words, "field")
            prompt.setBuddy(field)
            box.addWidget(prompt)
            box.addWidget(field)
            if field is self.label:
                box.addWidget(self.preview)
        withheld = "Encrypted, never exported. It is looked for in every transcript."
        box.addWidget(basics.label(withheld, "small", wrap=True))
        box.addLayout(basics.row(self.save_button, basics.button("Cancel", self._hide_form), None))
        box.addWidget(self.notice)
        frame.hide()
        return frame

    def _card(self, organisation: Organisation, interviews: int) -> QFrame:
        frame, box = basics.card()
        box.setSpacing(3)
        name = basics.label(wording.organisation(organisation.label), "strong")
        count = basics.label(f"· {wording.counted(interviews, 'interview')}", "muted")
        box.addLayout(basics.row(name, count, None, spacing=5))
        box.addLayout(
            basics.row(basics.label("label", "muted"), basics.mono_label(organisation.label), None, spacing=5)
        )
        if 0 < interviews < self._session.overview.settings.small_cell_threshold:
            people = "One person only" if interviews == 1 else f"{interviews} people only"
            warning = basics.label(f"{people}: who knows the organisation may trace a quote.", "small", wrap=True)
            warning.setProperty("noticeText", "warning")
            box.addWidget(warning)
        return frame

    def _show_form(self) -> None:
        self.add_button.hide()
        self.notice.clear()
        self._form.show()
        self._preview()
        self.label.setFocus()

    def _hide_form(self) -> None:
        self._form.hide()
        self.add_button.show()

    def _preview(self) -> None:
        typed = self.label.text().strip()
        try:
            shown = f"→ {make_study_id(2, typed, self._session.overview.settings.id_pattern)}" if typed else ""
        except StudyIdError:
            shown = "Lower-case letters, digits, hyphens"
        self.preview.setText(shown)
        self.preview.setVisible(bool(shown))

    def _added(self, _organisation: Organisation) -> None:
        self.label.clear()
        self.name.clear()
        self._hide_form()
        self._session.mark_saved()
        self._session.refresh()

    def _failed(self, error: DeskError) -> None:
        self.notice.say_error(error)
        self.label.setFocus()
