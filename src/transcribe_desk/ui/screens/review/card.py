"""Show the entity under review: what it is, what becomes of it, why it was flagged, where it is said."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from transcribe_desk.privacy.mention import Category, Mention
from transcribe_desk.ui import wording
from transcribe_desk.ui.models.entities import EntityItem
from transcribe_desk.ui.screens.review.desk import ReviewDesk
from transcribe_desk.ui.screens.review.guidance import guidance
from transcribe_desk.ui.shortcuts.registry import Shortcuts
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.flow import FlowLayout
from transcribe_desk.ui.widgets.key_button import KeyButton

# The keys 1 to 6, in the order of ux.md.
CATEGORY_KEYS = (
    Category.PERSON, Category.PLACE, Category.ORGANISATION, Category.DATE, Category.CONTACT, Category.OTHER,
)  # fmt: skip


class ReviewCard(QWidget):
    """The card of an entity with its decisions; ``form_asked`` names an inline form: edit, merge, split, note, keep."""

    form_asked = Signal(str)
    play_asked = Signal()

    def __init__(self, theme: Theme, review: ReviewDesk, shortcuts: Shortcuts) -> None:
        super().__init__()
        self._theme = theme
        self._review = review
        self._shortcuts = shortcuts
        self.category = basics.chip()
        self.counts = basics.mono_label("", "secondary", 12)
        self.name = basics.label("", "name", wrap=True)
        self.becomes = basics.label("", "secondary", wrap=True)
        self.why = basics.label("", "small", wrap=True)
        self.ask = basics.label("", "small", wrap=True)
        self.note = basics.label("", "small", wrap=True)
        self.play = KeyButton(theme, tr("Review", "▸ Play ±1 s"), shortcuts.text("review.play"))
        self.play.setAccessibleName(tr("Review", "Play the place with a second around it"))
        self.accept = KeyButton(theme, tr("Review", "Accept"), shortcuts.text("review.accept"), primary=True)
        self.accept_all = KeyButton(theme, tr("Review", "Accept all"), shortcuts.text("review.accept_all"))
        self.reject = KeyButton(theme, tr("Review", "Not a name here"), shortcuts.text("review.reject_here"))
        self.reject_all = KeyButton(theme, tr("Review", "Nowhere a name"), shortcuts.text("review.reject_everywhere"))
        self.edit = KeyButton(theme, tr("Review", "Edit"), shortcuts.text("review.edit"))
        self.keep = basics.button(tr("Review", "Keep with a note…"), lambda: self.form_asked.emit("keep"))
        self.more = basics.button(
            tr("Review", "More ▾"), self._open_menu, name=tr("Review", "More that can be done with this")
        )
        decide = review.decisions
        for made, do in (
            (self.play, self.play_asked.emit), (self.accept, decide.accept), (self.accept_all, decide.accept_all),
            (self.reject, decide.reject_here), (self.reject_all, decide.reject_everywhere),
            (self.edit, lambda: self.form_asked.emit("edit")),
        ):  # fmt: skip
            made.clicked.connect(lambda _checked=False, call=do: call())
        self._lay_out()
        theme.changed.connect(self.refresh)
        review.current_changed.connect(self.refresh)  # which follows every change of what is shown

    def refresh(self) -> None:
        """Show the entity that is looked at."""
        review = self._review
        item = next(
            (each for each in review.items if isinstance(each, EntityItem) and each.entity.id == review.entity_id), None
        )
        self.setVisible(item is not None)
        if item is not None:
            self._show(item, review.mention)

    def _show(self, item: EntityItem, mention: Mention | None) -> None:
        entity, blind = item.entity, bool(self._review.state and self._review.state.blind)
        indirect = entity.category is Category.INDIRECT
        basics.set_chip(self.category, wording.singular(entity.category), "neutral")
        colour = f"color: {self._theme.tokens.category(entity.category).name()};"
        if self.category.styleSheet() != colour:  # to read one takes long
            self.category.setStyleSheet(colour)
        spread = wording.counted(item.interviews, "interview")
        self.counts.setText(f"{wording.counted(item.in_study, 'mention')} · {spread}")
        self.name.setText(f"“{entity.name}”" if indirect else entity.name)
        everywhere = tr("Review", "becomes {replacement} everywhere in the study")
        becomes = tr("Review", "becomes {replacement} where it is accepted") if indirect else everywhere
        self.becomes.setText(becomes.format(replacement=entity.replacement))
        self.why.setText(tr("Review", "Why: {why}").format(why=why(mention)) if mention else "")
        self.ask.setText(guidance(mention.reason)[0] if indirect and mention else "")
        self.note.setText(tr("Review", "Note: {note}").format(note=mention.note) if mention and mention.note else "")
        for part in (self.ask, self.note):
            part.setVisible(bool(part.text()))
        self._name_decisions(item, indirect=indirect, blind=blind)
        self.edit.setVisible(not blind)
        self.more.setVisible(not blind)
        self.keep.setVisible(indirect and not blind)
        self.accept_all.setVisible(self._review.single and item.in_study > 1)
        self.reject_all.setVisible(self._review.single and item.in_study > 1)

    def _name_decisions(self, item: EntityItem, *, indirect: bool, blind: bool) -> None:
        key, several = self._shortcuts.text, item.in_study > 1
        if indirect:
            words = (tr("Review", "Take out"), tr("Review", "May stand"), tr("Review", "Generalise…"))
        elif self._review.single and several:
            words = (tr("Review", "Accept this one"), tr("Review", "Not this one"), tr("Review", "Edit"))
        elif blind and several:
            words = (
                tr("Review", "Replace all {number}").format(number=len(item.mentions)),
                _not_here(item.entity.category),
                tr("Review", "Edit"),
            )
        else:
            accept = tr("Review", "Accept all {number}") if several else tr("Review", "Accept")
            words = (accept.format(number=item.in_study), _not_here(item.entity.category), tr("Review", "Edit"))
        self.accept.set_words(words[0], key("review.accept"))
        self.reject.set_words(words[1], key("review.reject_here"))
        self.edit.set_words(words[2], key("review.edit"))
        self.accept_all.set_words(
            tr("Review", "Accept all {number}").format(number=item.in_study), key("review.accept_all")
        )
        self.reject_all.set_words(
            tr("Review", "All {number} stay").format(number=item.in_study), key("review.reject_everywhere")
        )
        stands = tr("Review", "{replacement} stands for it wherever nobody decided otherwise")
        self.accept.setToolTip(stands.format(replacement=item.entity.replacement))
        self.reject.setToolTip(tr("Review", "This one place does not identify anybody: it stays as said"))

    def menu(self) -> QMenu:
        """Make the menu of what else can be done with the entity."""
        menu, review, tip = QMenu(self), self._review, self._shortcuts.text
        mention = review.mention

        def add(text: str, action_id: str, call: object) -> None:
            key = tip(action_id) if action_id else ""
            made = menu.addAction(f"{text}\t{key}" if key else text)
            made.triggered.connect(lambda _on: call())  # type: ignore[operator]

        add(tr("Review", "Accept everywhere, whatever was decided"), "review.accept_all", review.decisions.accept_all)
        add(
            tr("Review", "Stays everywhere, in text to come as well"),
            "review.reject_everywhere",
            review.decisions.reject_everywhere,
        )
        add(tr("Review", "Keep for a reason…"), "", lambda: self.form_asked.emit("keep"))
        menu.addSeparator()
        kinds = menu.addMenu(tr("Review", "Category"))
        for number, category in enumerate(CATEGORY_KEYS, start=1):
            made = kinds.addAction(f"{wording.singular(category)}\t{tip(f'review.category_{number}')}")
            made.triggered.connect(lambda _on, to=category: review.changes.relabel(to))
        add(tr("Review", "Merge with another…"), "review.merge", lambda: self.form_asked.emit("merge"))
        add(tr("Review", "Split off…"), "review.split", lambda: self.form_asked.emit("split"))
        add(tr("Review", "Comment…"), "review.comment", lambda: self.form_asked.emit("note"))
        if mention is not None and mention.detectors == ("by hand",):
            add(tr("Review", "Remove this mark"), "", lambda: review.changes.unmark(mention.id))
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _lay_out(self) -> None:
        frame, inside = basics.card()
        inside.setSpacing(5)
        heading = FlowLayout(spacing=8)
        heading.addWidget(self.category)
        heading.addWidget(self.counts)
        inside.addLayout(heading)
        inside.addSpacing(2)
        for part in (self.name, self.becomes, self.why, self.ask, self.note):
            inside.addWidget(part)
        inside.addSpacing(2)
        inside.addLayout(basics.row(self.play, None))
        decisions = FlowLayout(spacing=8)
        keyed = (self.accept, self.reject, self.accept_all, self.reject_all, self.edit)
        for button in (*keyed, self.keep, self.more):
            decisions.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(frame)
        box.addLayout(decisions)


def why(mention: Mention) -> str:
    """Say why a mention was flagged: the reason, who found it, how sure."""
    found_by = ", ".join(mention.detectors)
    score = tr("Review", "score {score:.2f}").format(score=mention.score)
    return " · ".join(part for part in (mention.reason, found_by, score) if part)


def _not_here(category: Category) -> str:
    return tr("Review", "Not a name here") if category is Category.PERSON else tr("Review", "Stays as said here")
