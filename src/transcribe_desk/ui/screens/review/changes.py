"""Change what names whom in the review: merge, split, move, mark, resize, relabel, describe, comment, and take back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from transcribe_desk.jobs.review_steps import Stepped
from transcribe_desk.privacy.mention import Category, Mention
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below

if TYPE_CHECKING:
    from transcribe_desk.jobs.desk import Desk
    from transcribe_desk.ui.screens.review.desk import ReviewDesk


class Changes:
    """The steps that are not decisions; each shows when it is written, and can be taken back."""

    def __init__(self, review: ReviewDesk, desk: Desk) -> None:
        self._review = review
        self._desk = desk

    def relabel(self, category: Category) -> None:
        """Say that the entity is of another category."""
        entity_id = self._review.entity_id
        self._review.step_by(
            tr("Review", "{category} now").format(category=below(category.value.capitalize())),
            lambda by: self._desk.review.relabel(entity_id, category, by),
        )

    def merge(self, into_id: int, entity_ids: Collection[int]) -> None:
        """Make entities one and look at it."""
        ids = [each for each in entity_ids if each != into_id]
        if ids:
            self._review.step_by(
                tr("Review", "Merged"),
                lambda by: self._desk.review.merge(into_id, ids, by),
                look_on=lambda _made: self._review.choose_entity(into_id),
            )

    def split(self, mention_ids: Collection[int]) -> None:
        """Make some of the entity's mentions another entity and look at it."""
        entity_id, ids = self._review.entity_id, list(mention_ids)
        self._review.step_by(
            tr("Review", "Split"),
            lambda by: self._desk.review.split(entity_id, by, mention_ids=ids),
            look_on=self._review.look_at_new,
        )

    def move(self, mention_ids: Collection[int], to_entity_id: int) -> None:
        """Say that mentions name another entity."""
        ids = list(mention_ids)
        self._review.step_by(tr("Review", "Moved"), lambda by: self._desk.review.move(ids, to_entity_id, by))

    def keep_apart(self, entity_ids: Collection[int]) -> None:
        """Say that entities are not the same, so that nobody is asked again."""
        ids = list(entity_ids)
        state = self._review.state
        if state is not None:  # at once: the question is answered
            asked = [each for each in state.questions if not {each.entity_id, *each.candidates} <= set(ids)]
            self._review.take(replace(state, questions=tuple(asked)), tr("Review", "Kept apart"))
        self._review.step_by(tr("Review", "Kept apart"), lambda by: self._desk.review.keep_apart(ids, by))

    def comment(self, mention_id: int, note: str) -> None:
        """Write a note beside a mention."""
        self._review.step_by(tr("Review", "Commented"), lambda by: self._desk.review.comment(mention_id, note, by))

    def resize(self, mention_id: int, start: int, end: int) -> None:
        """Make a mention longer or shorter."""
        self._review.step_by(
            tr("Review", "Resized"),
            lambda by: self._desk.review.resize(mention_id, start, end, by),
            look_on=lambda _made: self._review.look_at(mention_id, single=self._review.single),
        )

    def unmark(self, mention_id: int) -> None:
        """Take a mark made by hand away."""
        self._review.step_by(
            tr("Review", "Mark removed"),
            lambda by: self._desk.review.unmark(mention_id, by),
            look_on=lambda _made: self._review.decisions.go_on(),
        )

    def mark(self, turn_id: int, start: int, end: int, category: Category, entity_id: int | None = None) -> None:
        """Mark words of the text by hand, as a mention of an entity or of a new one, and look at it."""
        state = self._review.state
        if state is None:
            return
        interview_id, who = state.interview_id, state.blind
        if who:
            mark = self._desk.second_review.mark
            self._review.step_by(
                tr("Review", "Marked"), lambda _by: mark(interview_id, turn_id, start, end, category, who)
            )
            return
        self._review.step_by(
            tr("Review", "Marked"),
            lambda by: self._desk.review.mark(interview_id, turn_id, start, end, category, by, entity_id),
            look_on=self._review.look_at_new,
        )

    def describe(self, entity_id: int, **changes: object) -> None:
        """Change what an entity is called and what stands for it, as ``ReviewSteps.describe`` does."""
        self._review.step_by(tr("Review", "Changed"), lambda by: self._desk.review.describe(entity_id, by, **changes))  # type: ignore[arg-type]

    def accept_as(self, entity_id: int, replacement: str, styles: tuple[tuple[str, str], ...] | None = None) -> None:
        """Accept an entity with what stands for it, in one step."""
        self._review.step_by(
            tr("Review", "Accepted as {replacement}").format(replacement=replacement),
            lambda by: self._desk.review.accept_as(entity_id, replacement, by, styles),
            look_on=lambda _made: self._review.decisions.go_on(),
        )

    def sign_off(self, name: str) -> None:
        """Record the second read of the interview that is shown."""
        state = self._review.state
        if state is not None:
            self._review.step_by(tr("Review", "Signed off"), lambda _by: self._signed(state.interview_id, name))

    def _signed(self, interview_id: int, name: str) -> tuple[Mention, ...]:
        self._desk.sign_off(interview_id, name)
        return ()

    def undo(self) -> None:
        """Take the last step back and look at what it was about."""
        state = self._review.state
        if state is not None and state.blind:
            self._review.decisions.undo_blind()
            return
        nothing = tr("Review", "There is nothing to take back")
        self._step_again(tr("Review", "Taken back"), nothing, self._desk.review.undo)

    def redo(self) -> None:
        """Do the step taken back last again."""
        if self._review.state is None or not self._review.state.blind:
            nothing = tr("Review", "There is nothing to do again")
            self._step_again(tr("Review", "Done again"), nothing, self._desk.review.redo)

    def stepped(self, words: str, made: Stepped) -> None:
        """Say what taking a step back, or doing it again, came to, and look at what it was about."""
        told = f"{words}: {below(made.step.action)}"
        if made.lost:
            lost = tr("Review", "{number} could not be restored, their words were edited since")
            told += f"; {lost.format(number=len(made.lost))}"
        self._review.stepped.emit(told)
        self._review.look_at_changed(made)

    def _step_again(self, words: str, nothing: str, work: Callable[[str], Stepped | None]) -> None:
        by = self._review.person

        def done(made: object) -> None:
            if isinstance(made, Stepped):
                self.stepped(words, made)
            else:
                self._review.stepped.emit(nothing)

        self._review.write(lambda: work(by), done)
