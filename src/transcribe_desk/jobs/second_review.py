"""Let a second person review an interview blind, compare the two, and settle what they do not agree on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from transcribe_desk.jobs.review_steps import ReviewSteps
from transcribe_desk.privacy.deciding import blind_review
from transcribe_desk.privacy.deciding.blind_review import BlindDecision, Comparison, Unit, Verdict
from transcribe_desk.privacy.deciding.review import Review
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.privacy.naming.names import trim
from transcribe_desk.study.errors import InputError
from transcribe_desk.vault.store import Vault


class SecondReview:
    """The second person's review of one study; nothing they decide changes the study until both settle it."""

    def __init__(self, vault: Vault, review: ReviewSteps) -> None:
        self._vault = vault
        self._review = review

    def reviewers(self, interview_id: int) -> tuple[str, ...]:
        """Give who has decided something blind in an interview."""
        return self._vault.blind_reviews.reviewers(interview_id)

    def mentions(self, interview_id: int, reviewer: str) -> tuple[Mention, ...]:
        """Give an interview's mentions as this person sees them: their own decisions only."""
        with self._vault.transaction():
            review = self._vault.review_memory.current()
            followed = self._followed(review, interview_id, reviewer)
            own = [now for _, now in followed if now is not None]
            return blind_review.blind(review.mentions.values(), interview_id, own, reviewer)

    def decide(
        self, interview_id: int, mention_ids: Collection[int], verdict: Verdict | None, reviewer: str
    ) -> tuple[Mention, ...]:
        """Keep what a person says about proposals, or with None nothing; give the mentions as they then see them.

        Raises InputError for a reviewer without a name and for mentions that they cannot see.
        """
        who = _named(reviewer)
        with self._vault.transaction():
            seen = {each.id: each for each in self.mentions(interview_id, who)}
            if unknown := set(mention_ids) - set(seen):
                raise InputError(f"Mention {min(unknown)}", "There is none here.", "List the proposals again.")
            decisions = [_decision(seen[each], verdict or Verdict.STAYS) for each in sorted(mention_ids) if each > 0]
            own = {-number: each for number, each in enumerate(self._marked(interview_id, who), start=1)}
            taken = [own[each] for each in mention_ids if each < 0 and verdict is not Verdict.REPLACED]
            if verdict is None:
                self._vault.blind_reviews.take_away(interview_id, who, decisions)
            else:
                self._vault.blind_reviews.put(interview_id, who, decisions)
            self._vault.blind_reviews.take_away(interview_id, who, taken)
        return self.mentions(interview_id, who)

    def mark(
        self, interview_id: int, turn_id: int, start: int, end: int, category: Category, reviewer: str
    ) -> tuple[Mention, ...]:
        """Keep words of a turn that a person marks themselves; raise InputError where there are none."""
        who = _named(reviewer)
        with self._vault.transaction():
            text = self._vault.review_memory.current().index.text((interview_id, turn_id)) or ""
            if 0 <= start < end <= len(text):
                start, end = trim(text, start, end)
            if not 0 <= start < end <= len(text) or not any(each.isalnum() for each in text[start:end]):
                raise InputError(f"Turn {turn_id}", "There are no words at this place.", "Choose words of the turn.")
            marked = BlindDecision(turn_id, start, end, Verdict.REPLACED, _now(), None, category, text[start:end])
            self._vault.blind_reviews.put(interview_id, who, [marked])
        return self.mentions(interview_id, who)

    def entity_of(self, mention: Mention) -> Entity:
        """Give something to call words by that a second person marked themselves: the words."""
        words = self._words(mention)
        return Entity(mention.entity_id, mention.category, words, (words,), f"[{mention.category.value}]")

    def waiting(self, interview_id: int, reviewer: str) -> int:
        """Count what one of the two has not decided yet."""
        with self._vault.transaction():
            review = self._vault.review_memory.current()
            own = self._vault.blind_reviews.decisions(interview_id, reviewer)
            texts = review.index.texts(interview_id)
            return blind_review.compared(review.mentions.values(), interview_id, own, texts)[1]

    def compare(self, interview_id: int, reviewer: str) -> Comparison:
        """Lay both people's decisions side by side as they stand, and keep that.

        Raises InputError while one of them has something open: who looks at the other's decisions is blind no more.
        """
        with self._vault.transaction():
            review = self._vault.review_memory.current()
            own = self._vault.blind_reviews.decisions(interview_id, reviewer)
            texts = review.index.texts(interview_id)
            units, waiting = blind_review.compared(review.mentions.values(), interview_id, own, texts)
            interview = self._vault.interviews.get(interview_id)
            if waiting or not own:
                what = f"{waiting} proposals are" if waiting != 1 else "1 proposal is"
                cause = f"{what} not decided by both." if waiting else f"{reviewer or 'Nobody'} has decided nothing."
                raise InputError(f"Comparison of {interview.study_id}", cause, "Decide on all of them first.")
            kept = self._vault.blind_reviews.add_comparison(
                Comparison(0, interview_id, _first(review, interview_id), reviewer, _now(), units)
            )
            found = kept.agreement
            details = {"second": reviewer, "units": found.units, "agreed": found.agreed, "kappa": found.kappa}
            self._vault.audit.append("reviewers compared", interview.study_id, details)
        return kept

    def comparisons(self, interview_id: int | None = None) -> tuple[Comparison, ...]:
        """Give the comparisons made, oldest first."""
        with self._vault.transaction():
            return tuple(self._with_words(each) for each in self._vault.blind_reviews.comparisons(interview_id))

    def comparison(self, comparison_id: int) -> Comparison:
        """Give one comparison, or raise InputError."""
        for each in self.comparisons():
            if each.id == comparison_id:
                return each
        raise InputError(f"Comparison {comparison_id}", "There is none with this number.", "List the comparisons.")

    def settle(self, comparison_id: int, number: int, verdict: Verdict, by: str) -> Comparison:
        """Settle difference ``number`` (from 1): the study's decision becomes ``verdict``, in one step to be undone.

        Words that only the second one marked are replaced where they stand now. Raises InputError for a difference
        there is not, or whose words are there no more.
        """
        with self._vault.transaction():
            comparison = self.comparison(comparison_id)
            if not 1 <= number <= len(comparison.differences):
                cause = f"The comparison has {len(comparison.differences)}."
                raise InputError(f"Difference {number}", cause, "Choose one of them.")
            unit = comparison.differences[number - 1]
            self._carry_out(comparison.interview_id, unit, verdict, by)
            settled = comparison.settling(unit, verdict)
            self._vault.blind_reviews.update_comparison(settled)
            study_id = self._vault.interviews.get(comparison.interview_id).study_id
            details = {"by": by, "comparison": comparison_id, "difference": number, "verdict": verdict.value}
            self._vault.audit.append("difference settled", study_id, details)
        return settled

    def _carry_out(self, interview_id: int, unit: Unit, verdict: Verdict, by: str) -> None:
        decision = Decision.ACCEPTED if verdict is Verdict.REPLACED else Decision.REJECTED_HERE
        if unit.mention_id is not None:
            self._review.decide([unit.mention_id], decision, by)
        elif verdict is Verdict.REPLACED:
            texts = self._vault.review_memory.current().index.texts(interview_id)
            place = blind_review.place_of(unit.words, texts, unit.turn_id, unit.start)
            if place is None:
                raise InputError(
                    f"Turn {unit.turn_id}",
                    "The words of this difference are there no more.",
                    "Mark by hand what names somebody there now, and settle the difference as “stays”.",
                )
            turn_id, start = place
            self._review.mark(interview_id, turn_id, start, start + len(unit.words), unit.category, by)

    def _with_words(self, comparison: Comparison) -> Comparison:
        """Give a comparison of an older study, which kept no words, those that its mentions and marks still tell."""
        if any(each.words for each in comparison.units):
            return comparison
        mentions = {each.id: each for each in self._vault.review.mentions(comparison.interview_id)}
        decisions = self._vault.blind_reviews.decisions(comparison.interview_id, comparison.second)
        marked = {(each.turn_id, each.start, each.end): each.words for each in decisions if each.mention_id is None}

        def words(unit: Unit) -> str:
            if unit.mention_id is None:
                return marked.get((unit.turn_id, unit.start, unit.end), "")
            return self._words(mentions[unit.mention_id]) if unit.mention_id in mentions else ""

        return replace(comparison, units=tuple(replace(each, words=words(each)) for each in comparison.units))

    def _words(self, mention: Mention) -> str:
        text = self._vault.review_memory.current().index.text((mention.interview_id, mention.turn_id)) or ""
        return text[mention.start : mention.end]

    def _followed(
        self, review: Review, interview_id: int, reviewer: str
    ) -> list[tuple[BlindDecision, BlindDecision | None]]:
        """Give what a person decided as it was kept, and with marked words where they stand now, None where nowhere."""
        kept = self._vault.blind_reviews.decisions(interview_id, reviewer)
        return list(zip(kept, blind_review.following(kept, review.index.texts(interview_id)), strict=True))

    def _marked(self, interview_id: int, reviewer: str) -> list[BlindDecision]:
        """Give the stored decisions on marked words, in the order of the numbers that the mentions show."""
        followed = self._followed(self._vault.review_memory.current(), interview_id, reviewer)
        return [kept for kept, now in followed if kept.mention_id is None and now is not None]


def _decision(mention: Mention, verdict: Verdict) -> BlindDecision:
    return BlindDecision(mention.turn_id, mention.start, mention.end, verdict, _now(), mention.id, mention.category)


def _first(review: Review, interview_id: int) -> str:
    """Name who decided most in an interview."""
    names = [
        each.decided_by
        for turn_id in review.index.texts(interview_id)
        for each in review.mentions_at((interview_id, turn_id))
        if each.decided_by
    ]
    return max(sorted(set(names)), key=names.count, default="")


def _named(reviewer: str) -> str:
    if not reviewer.strip():
        raise InputError("Second review", "The reviewer has no name.", "Say who reviews.")
    return " ".join(reviewer.split())


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
