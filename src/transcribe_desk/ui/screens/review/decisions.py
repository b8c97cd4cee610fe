"""Decide in the review: one key for an entity, one for a single mention, the second person's kept apart."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from transcribe_desk.privacy.deciding.blind_review import Verdict
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.study.errors import InputError
from transcribe_desk.ui.screens.review.state import ReviewState
from transcribe_desk.ui.translation import tr

if TYPE_CHECKING:
    from transcribe_desk.jobs.desk import Desk
    from transcribe_desk.ui.screens.review.desk import ReviewDesk

_VERDICTS = {Decision.ACCEPTED: Verdict.REPLACED, Decision.UNDECIDED: None}


def _done() -> dict[Decision, str]:
    return {
        Decision.ACCEPTED: tr("Review", "Accepted"),
        Decision.REJECTED_HERE: tr("Review", "Left standing here"),
        Decision.REJECTED_INTERVIEW: tr("Review", "Left standing in this interview"),
        Decision.REJECTED_EVERYWHERE: tr("Review", "Left standing everywhere"),
        Decision.EXCEPTION: tr("Review", "Left standing for a reason"),
        Decision.UNDECIDED: tr("Review", "Open again"),
    }


class Decisions:
    """The decisions on what is looked at; each shows at once and goes on to what is to be decided next."""

    def __init__(self, review: ReviewDesk, desk: Desk) -> None:
        self._review = review
        self._desk = desk
        self._blind_done: list[dict[int, Decision]] = []

    def begin(self) -> None:
        """Forget what a second person could have taken back in the interview before."""
        self._blind_done.clear()

    def accept(self) -> None:
        """Accept what is looked at: one mention, or all of the entity that nobody has decided yet."""
        state = self._review.state
        if state is None or not self._review.entity_id:
            return
        everything = state.everywhere(self._review.entity_id)
        undecided = [each.id for each in everything if each.decision is Decision.UNDECIDED]
        ids = [self._review.mention_id] if self._review.single else undecided or [each.id for each in everything]
        self._decide(ids, Decision.ACCEPTED)

    def reject_here(self, note: str = "") -> None:
        """Let the mention that is looked at stand as it was said."""
        if self._review.mention_id:
            self._decide([self._review.mention_id], Decision.REJECTED_HERE, note)

    def accept_all(self) -> None:
        """Accept every mention of the entity, whatever was decided before."""
        self._decide_entity(Decision.ACCEPTED)

    def reject_everywhere(self) -> None:
        """Let every mention of the entity stand, in text to come as well."""
        self._decide_entity(Decision.REJECTED_EVERYWHERE)

    def keep_standing(self, entity_id: int, note: str) -> None:
        """Let every mention of an entity stand for a reason, which is kept with it."""
        ids = [each.id for each in self._review.state.everywhere(entity_id)] if self._review.state else []
        self._decide(ids, Decision.EXCEPTION, note)

    def reopen(self, mention_id: int) -> None:
        """Take the decision on a mention back and look at it by itself."""
        self._decide([mention_id], Decision.UNDECIDED, go_on=False)
        self._review.look_at(mention_id, single=True)

    def _decide_entity(self, decision: Decision) -> None:
        state, entity_id, by = self._review.state, self._review.entity_id, self._review.person
        if state is None or not entity_id:
            return
        if state.blind:
            self._decide([each.id for each in state.everywhere(entity_id)], decision)
            return
        words = self._words(decision, len(state.everywhere(entity_id)))
        self._review.take(state.deciding_entity(entity_id, decision), words)
        self._review.write(lambda: self._desk.review.decide_entity(entity_id, decision, by))
        self.go_on()

    def _decide(self, ids: Collection[int], decision: Decision, note: str = "", *, go_on: bool = True) -> None:
        state, by = self._review.state, self._review.person
        if state is None or not ids:
            return
        chosen, words = list(ids), self._words(decision, len(ids))
        if state.blind:
            self._decide_blind(state, chosen, decision)
        else:
            try:
                self._review.take(state.deciding(chosen, decision, note), words)
            except InputError as error:
                self._review.failed.emit(error)
                return
            self._review.write(lambda: self._desk.review.decide(chosen, decision, by, note))
        if go_on:
            self.go_on()

    def _decide_blind(self, state: ReviewState, ids: list[int], decision: Decision) -> None:
        interview_id, who = state.interview_id, state.blind
        here = {each.id: each.decision for each in state.own if each.id in ids}
        self._blind_done.append(here)
        self._review.take(state.deciding(list(here), decision), self._words(decision, len(here)))
        verdict = _VERDICTS.get(decision, Verdict.STAYS)
        self._review.write(lambda: self._desk.second_review.decide(interview_id, list(here), verdict, who))

    def go_on(self) -> None:
        """Look at what is to be decided next: the same entity's next mention, then the next entity."""
        following = (
            self._review.state.first_open(self._review.entity_id, self._review.mention_id)
            if self._review.state
            else None
        )
        if following is not None:
            self._review.look_at(following.id, single=self._review.single)
            return
        self._review.single = False
        self._review.next_undecided()

    def _words(self, decision: Decision, number: int) -> str:
        entity = self._review.state.entity(self._review.entity_id) if self._review.state else None
        times = f" {number}×" if number > 1 else ""
        return f"{_done()[decision]}{times}: {entity.name if entity else ''}"

    def undo_blind(self) -> None:
        """Take a second person's last decision back."""
        state = self._review.state
        if state is None:
            return
        if not self._blind_done:
            self._review.stepped.emit(tr("Review", "There is nothing to take back"))
            return
        before = self._blind_done.pop()
        for decision in sorted(set(before.values())):
            self._put_back(state.blind, [each for each, was in before.items() if was is decision], decision)
        if before:
            self._review.look_at(min(before))

    def _put_back(self, who: str, ids: list[int], decision: Decision) -> None:
        state = self._review.state
        if state is None:
            return
        verdict = _VERDICTS.get(decision, Verdict.STAYS)
        self._review.take(state.deciding(ids, decision), tr("Review", "Taken back"))
        self._review.write(lambda: self._desk.second_review.decide(state.interview_id, ids, verdict, who))
