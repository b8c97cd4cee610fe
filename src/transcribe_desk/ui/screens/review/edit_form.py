"""Edit what stands for an entity: its placeholder, and how each release profile words it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from transcribe_desk.privacy.mention import Category, Entity
from transcribe_desk.privacy.replacing import profiles
from transcribe_desk.privacy.replacing.profiles import ALLOWED, Profile, Wording
from transcribe_desk.ui import wording
from transcribe_desk.ui.screens.review.desk import ReviewDesk
from transcribe_desk.ui.screens.review.forms import Form
from transcribe_desk.ui.screens.review.guidance import guidance
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice


def _sex() -> tuple[tuple[str, str], ...]:
    return ((tr("Review", "either"), ""), (tr("Review", "female"), "f"), (tr("Review", "male"), "m"))


class EditForm(Form):
    """The fields of an entity; for an indirect detail the words that stand instead, which accepts it too."""

    def __init__(self, review: ReviewDesk, session: Session) -> None:
        super().__init__(tr("Review", "Save"))
        self._review = review
        self._session = session
        self._entity: Entity | None = None
        self.replacement = self.add_field(tr("Review", "Stands in the text"), QLineEdit())
        self.name = self.add_field(tr("Review", "Called in the review"), QLineEdit())
        self.pseudonym = self.add_field(tr("Review", "Pseudonym, where a profile has one"), QLineEdit())
        pseudonym_label = self.fields.itemAt(self.fields.count() - 2)
        self.descriptor = self.add_field(tr("Review", "Description, where a profile has one"), QLineEdit())
        self.sex = Choice()
        self.sex.setAccessibleName(tr("Review", "Sex of the pseudonym"))
        for text, value in _sex():
            self.sex.addItem(text, value)
        self._for_people: list[QWidget] = [basics.label(tr("Review", "Sex"), "field"), self.sex, self.pseudonym]
        if pseudonym_label is not None and (label := pseudonym_label.widget()) is not None:
            self._for_people.append(label)
        self.styles: dict[Profile, Choice] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._for_people[0], 0, 0)
        grid.addWidget(self.sex, 0, 1)
        for place, profile in enumerate(Profile, start=1):
            choice = Choice()
            spoken = tr("Review", "Style in the profile {profile}")
            choice.setAccessibleName(spoken.format(profile=wording.profile_name(profile)))
            self.styles[profile] = choice
            grid.addWidget(basics.label(wording.profile_name(profile), "field"), place, 0)
            grid.addWidget(choice, place, 1)
        grid.setColumnStretch(1, 1)
        self.fields.addLayout(grid)
        for field in (self.replacement, self.name):
            field.textChanged.connect(lambda _text: self._update())

    def open(self) -> None:
        """Edit the entity that is looked at."""
        state, mention = self._review.state, self._review.mention
        entity = state.entity(self._review.entity_id) if state else None
        if entity is None or (state and state.blind):
            return
        self._entity = entity
        indirect = entity.category is Category.INDIRECT
        heading = tr("Review", "Instead of “{name}”") if indirect else tr("Review", "Edit “{name}”")
        self.heading.setText(heading.format(name=entity.name))
        self.do_button.setText(tr("Review", "Accept with these words") if indirect else tr("Review", "Save"))
        replacement = entity.replacement
        if indirect and mention is not None and replacement.startswith(f"[{Category.INDIRECT.value}"):
            replacement = f"[{guidance(mention.reason)[1]}]"
        self.replacement.setText(replacement)
        self.name.setText(entity.name)
        self.pseudonym.setText(entity.pseudonym)
        self.descriptor.setText(entity.descriptor)
        self.sex.setCurrentIndex(max(0, self.sex.findData(entity.sex)))
        self._fill_styles(entity)
        person = entity.category is Category.PERSON
        for part in self._for_people:
            part.setVisible(person)
        self._update()
        self.show()
        self.replacement.setFocus(Qt.FocusReason.OtherFocusReason)
        self.replacement.selectAll()

    def finish(self) -> None:
        """Save what was changed, in one step."""
        entity = self._entity
        if entity is None or not self.do_button.isEnabled():
            return
        self.close_form()
        styles = self._chosen_styles()
        if entity.category is Category.INDIRECT:
            self._review.changes.accept_as(entity.id, self.replacement.text().strip(), styles)
            return
        wanted = {
            "name": self.name.text().strip(),
            "replacement": self.replacement.text().strip(),
            "pseudonym": self.pseudonym.text().strip(),
            "descriptor": self.descriptor.text().strip(),
            "sex": str(self.sex.currentData()),
            "styles": styles,
        }
        changes = {key: value for key, value in wanted.items() if value != getattr(entity, key)}
        if changes:
            self._review.changes.describe(entity.id, **changes)

    def _fill_styles(self, entity: Entity) -> None:
        own, departures = dict(entity.styles), self._session.overview.settings.replacement_styles
        for profile, choice in self.styles.items():
            usual = profiles.wording(profile, entity.category, departures)
            choice.clear()
            choice.addItem(tr("Review", "usual: {style}").format(style=below(usual.value)), "")
            for style in Wording:
                if style in ALLOWED[entity.category]:
                    choice.addItem(below(style.value), style.value)
            choice.setCurrentIndex(max(0, choice.findData(own.get(profile.value, ""))))

    def _chosen_styles(self) -> tuple[tuple[str, str], ...]:
        chosen = ((profile.value, str(choice.currentData())) for profile, choice in self.styles.items())
        return tuple(sorted((profile, style) for profile, style in chosen if style))

    def _update(self) -> None:
        self.do_button.setEnabled(bool(self.replacement.text().strip() and self.name.text().strip()))
