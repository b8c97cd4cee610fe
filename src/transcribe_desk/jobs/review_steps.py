"""Carry out the steps of a review, each in one transaction with its line in the trail and its entry in the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from transcribe_desk.jobs.replacing import checked_description
from transcribe_desk.privacy.deciding import review_commands
from transcribe_desk.privacy.deciding.decisions import Change, Pair
from transcribe_desk.privacy.deciding.order import EntityToReview, in_review_order
from transcribe_desk.privacy.deciding.review import Review, in_order
from transcribe_desk.privacy.deciding.settling import settle
from transcribe_desk.privacy.deciding.since_review import SinceReview, mark_of, since
from transcribe_desk.privacy.deciding.undoing import take_back
from transcribe_desk.privacy.finding.sweep import Remaining
from transcribe_desk.privacy.finding.sweep_marks import mark_everywhere
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.privacy.naming import questions
from transcribe_desk.privacy.naming.questions import Question
from transcribe_desk.vault.review_journal import Step, StepState
from transcribe_desk.vault.store import Vault


@dataclass(frozen=True, slots=True)
class Stepped:
    """What taking a step back, or doing it again, came to.

    ``mentions`` are those that changed or are back, as they are now; ``lost`` are those that could not be restored
    because their words were edited away or flagged anew since.
    """

    step: Step
    mentions: tuple[Mention, ...]
    lost: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The review of the whole study at one moment, for a window to show."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    apart: frozenset[Pair]


@dataclass(frozen=True, slots=True)
class Said:
    """A mention with what its turn says, and when the turn begins."""

    mention: Mention
    text: str
    start_ms: int


@dataclass(frozen=True, slots=True)
class MarkOutlook:
    """What marking words would come to, and whom or what they may name, the likeliest first.

    ``entity_id`` is whose mention they would be, ``NEW_ENTITY`` for one that the study does not know yet; ``elsewhere``
    counts the other places that would be proposed.
    """

    entity_id: int
    candidates: tuple[int, ...]
    elsewhere: int


class ReviewSteps:
    """Every step a person takes in a review; ``by`` is who takes it.

    Each spreads through the whole study at once and can be taken back, also in another session. Each gives the
    mentions that it changed or made, raises InputError for what is not there, and changes nothing then.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def prepare(self) -> None:
        """Read the review into memory (slow: 0.6 s for 40 interviews), so that the first step is as quick as others."""
        with self._vault.transaction():
            self._vault.review_memory.current()

    def snapshot(self) -> Snapshot:
        """Give every mention and entity of the study as they are now."""
        with self._vault.transaction():
            review = self._vault.review_memory.current()
            return Snapshot(
                tuple(in_order(review.mentions.values())), tuple(review.entities.values()), frozenset(review.apart)
            )

    def said(self, mention_ids: Collection[int]) -> tuple[Said, ...]:
        """Give mentions with the turns that they stand in, in the order of the text; those not there are left out."""
        with self._vault.transaction():
            review = self._vault.review_memory.current()
            found = in_order(review.mentions[each] for each in mention_ids if each in review.mentions)
            starts: dict[int, dict[int, int]] = {}
            for each in found:
                if each.interview_id not in starts:
                    starts[each.interview_id] = self._vault.review.turn_starts(each.interview_id)
            return tuple(
                Said(
                    each,
                    review.index.text((each.interview_id, each.turn_id)) or "",
                    starts[each.interview_id].get(each.turn_id, 0),
                )
                for each in found
            )

    def since(self, interview_id: int) -> SinceReview | None:
        """Give what changed in an interview since everything in it was decided, or None where it never was."""
        with self._vault.transaction():
            mark = self._vault.review_marks.get(interview_id)
            if mark is None:
                return None
            review = self._vault.review_memory.current()
            return since(mark, _mentions_in(review, interview_id), review.index.texts(interview_id))

    def note_finished(self, interview_id: int, by: str) -> None:
        """Note how an interview stands now that a person has reviewed it to the end."""
        with self._vault.transaction():
            review = self._vault.review_memory.current()
            own, texts = _mentions_in(review, interview_id), review.index.texts(interview_id)
            mark = mark_of(own, texts, _now(), by, max(review.mentions, default=0))
            self._vault.review_marks.save(interview_id, mark)

    def decide(self, mention_ids: Collection[int], decision: Decision, by: str, note: str = "") -> tuple[Mention, ...]:
        """Decide single mentions; an exception needs its reason as ``note``."""
        at = _now()
        return self._do(
            decision.value,
            by,
            at,
            lambda review: review_commands.decide(review, mention_ids, decision, by, at, note=note),
        )

    def decide_entity(
        self, entity_id: int, decision: Decision, by: str, *, interview_id: int | None = None, note: str = ""
    ) -> tuple[Mention, ...]:
        """Decide every mention of an entity, in the whole study or in one interview."""
        at = _now()
        return self._do(
            decision.value,
            by,
            at,
            lambda review: review_commands.decide_entity(
                review, entity_id, decision, by, at, interview_id=interview_id, note=note
            ),
        )

    def mark(
        self,
        interview_id: int,
        turn_id: int,
        start: int,
        end: int,
        category: Category,
        by: str,
        entity_id: int | None = None,
    ) -> tuple[Mention, ...]:
        """Mark words of a turn by hand; where else the study says them they are proposed.

        ``entity_id`` is as in ``review_commands.mark``, there and in ``mark_everywhere`` and ``mark_outlook``.
        """
        at = _now()
        return self._do(
            "marked by hand",
            by,
            at,
            lambda review: review_commands.mark(
                review, interview_id, turn_id, start, end, category, by, at, entity_id=entity_id
            ),
        )

    def mark_everywhere(
        self, found: Remaining, category: Category, by: str, entity_id: int | None = None
    ) -> tuple[Mention, ...]:
        """Mark by hand every place of something the sweep found; where else it is said it is proposed."""
        at = _now()
        return self._do(
            "marked in the sweep",
            by,
            at,
            lambda review: mark_everywhere(review, found, category, by, at, entity_id=entity_id),
        )

    def unmark(self, mention_id: int, by: str) -> tuple[Mention, ...]:
        """Take a mark made by hand away."""
        return self._do("mark removed", by, _now(), lambda review: review_commands.unmark(review, mention_id))

    def resize(self, mention_id: int, start: int, end: int, by: str) -> tuple[Mention, ...]:
        """Make a mention longer or shorter."""
        at = _now()
        return self._do(
            "resized", by, at, lambda review: review_commands.resize(review, mention_id, start, end, by, at)
        )

    def relabel(self, entity_id: int, category: Category, by: str) -> tuple[Mention, ...]:
        """Say that an entity is of another category."""
        return self._do("relabelled", by, _now(), lambda review: review_commands.relabel(review, entity_id, category))

    def merge(self, into_id: int, entity_ids: Collection[int], by: str) -> tuple[Mention, ...]:
        """Make entities one."""
        return self._do("merged", by, _now(), lambda review: review_commands.merge(review, into_id, entity_ids))

    def split(
        self, entity_id: int, by: str, *, mention_ids: Collection[int] = (), forms: Collection[str] = ()
    ) -> tuple[Mention, ...]:
        """Make some mentions of an entity a new one; the new one's number is in the mentions given."""
        return self._do(
            "split",
            by,
            _now(),
            lambda review: review_commands.split(review, entity_id, mention_ids=mention_ids, forms=forms),
        )

    def move(self, mention_ids: Collection[int], to_entity_id: int, by: str) -> tuple[Mention, ...]:
        """Say that mentions name another entity."""
        return self._do("moved", by, _now(), lambda review: review_commands.move(review, mention_ids, to_entity_id))

    def describe(
        self,
        entity_id: int,
        by: str,
        *,
        name: str | None = None,
        replacement: str | None = None,
        pseudonym: str | None = None,
        descriptor: str | None = None,
        sex: str | None = None,
        origin: str | None = None,
        styles: tuple[tuple[str, str], ...] | None = None,
    ) -> tuple[Mention, ...]:
        """Change what an entity is called and how it may be replaced; what is None stays.

        A pseudonym may not be a real name of the study or like one, and a style must be one for the category.
        """
        pseudonym, origin = checked_description(
            self._vault, entity_id, pseudonym=pseudonym, origin=origin, styles=styles
        )
        return self._do(
            "entity changed",
            by,
            _now(),
            lambda review: review_commands.describe(
                review,
                entity_id,
                name=name,
                replacement=replacement,
                pseudonym=pseudonym,
                descriptor=descriptor,
                sex=sex,
                origin=origin,
                styles=styles,
            ),
        )

    def accept_as(
        self, entity_id: int, replacement: str, by: str, styles: tuple[tuple[str, str], ...] | None = None
    ) -> tuple[Mention, ...]:
        """Accept every mention of an entity with what stands for it, and its styles where given, in one step."""
        checked_description(self._vault, entity_id, styles=styles)
        at = _now()
        return self._do(
            Decision.ACCEPTED.value,
            by,
            at,
            lambda review: review_commands.accept_as(review, entity_id, replacement, by, at, styles=styles),
        )

    def keep_apart(self, entity_ids: Collection[int], by: str) -> None:
        """Say that entities are not the same, so that nobody is asked again."""
        self._do("kept apart", by, _now(), lambda review: review_commands.keep_apart(review, entity_ids))

    def comment(self, mention_id: int, note: str, by: str) -> tuple[Mention, ...]:
        """Write a note beside a mention."""
        return self._do("commented", by, _now(), lambda review: review_commands.comment(review, mention_id, note))

    def questions(self) -> tuple[Question, ...]:
        """Give what names alone cannot tell; answer by ``merge``, ``move`` or ``keep_apart``."""
        with self._vault.transaction():
            review = self._vault.review_memory.current()
            return questions.questions(review.entities.values(), review.mentions.values(), review.apart)

    def order(self, interview_id: int | None = None) -> tuple[EntityToReview, ...]:
        """Give a line for each entity in the order a person best decides, in the study or in one interview."""
        with self._vault.transaction():
            return in_review_order(self._vault.review_memory.current(), interview_id)

    def mark_outlook(
        self, interview_id: int, turn_id: int, start: int, end: int, category: Category, entity_id: int | None = None
    ) -> MarkOutlook:
        """Say what ``mark`` would come to, changing nothing; raise InputError where it would."""
        with self._vault.transaction():
            review = self._vault.review_memory.current()
            change = review_commands.mark(
                review, interview_id, turn_id, start, end, category, "", _now(), entity_id=entity_id
            )
            (made,) = change.after
            words = (review.index.text((interview_id, turn_id)) or "")[made.start : made.end]
            candidates = review_commands.candidates(review, interview_id, category, words)
            settled = settle(review, change, self._vault.study.watched)
            elsewhere = sum(each.id not in review.mentions for each in settled.after) - 1
            if made.entity_id not in review.entities:
                return MarkOutlook(review_commands.NEW_ENTITY, candidates, elsewhere)
            others = (each for each in candidates if each != made.entity_id)
            return MarkOutlook(made.entity_id, (made.entity_id, *others), elsewhere)

    def last_step(self) -> Step | None:
        """Give the step that ``undo`` takes back, or None."""
        return self._vault.journal.last_done()

    def undo(self, by: str, step_id: int | None = None) -> Stepped | None:
        """Take the last step back, or give None when there is none left, or when it is not the one asked for."""

        def find() -> Step | None:
            last = self.last_step()
            return last if last and step_id in (None, last.id) else None

        return self._step(find, StepState.UNDONE, by)

    def redo(self, by: str) -> Stepped | None:
        """Do the step taken back last again, or give None when there is none."""
        return self._step(self._vault.journal.first_undone, StepState.DONE, by)

    def can_undo(self) -> bool:
        """Tell whether there is a step to take back."""
        return self.last_step() is not None

    def can_redo(self) -> bool:
        """Tell whether there is a step to do again."""
        return self._vault.journal.first_undone() is not None

    def steps(self) -> tuple[Step, ...]:
        """Give every step of the review in order, those taken back too."""
        return self._vault.journal.steps()

    def _do(self, action: str, by: str, at: dt.datetime, make: Callable[[Review], Change]) -> tuple[Mention, ...]:
        vault = self._vault
        with vault.transaction():
            review = vault.review_memory.current()
            change = settle(review, make(review), vault.study.watched)
            if change.empty:
                return ()
            vault.review_memory.keep(change)
            step = vault.journal.append(action, by, at, change)
            for interview_id in _finished(review, change):
                self.note_finished(interview_id, by)
            vault.audit.append(action, "", {"by": by, "step": step.id, **_ids(change)})
        return tuple(in_order(change.after))

    def _step(self, find: Callable[[], Step | None], state: StepState, by: str) -> Stepped | None:
        vault = self._vault
        with vault.transaction():
            step = find()
            if step is None:
                return None
            change = vault.journal.change(step.id)
            review = vault.review_memory.current()
            taken = take_back(review, change if state is StepState.UNDONE else change.inverse)
            # What is known again is looked for in the text as it is now, which may have been edited.
            settled = settle(review, taken.change, vault.study.watched)
            vault.review_memory.keep(settled)
            step = vault.journal.set_state(step, state)
            details = {"by": by, "step": step.id, **_ids(settled), "lost": _numbers(taken.lost)}
            vault.audit.append("undone" if state is StepState.UNDONE else "done again", "", details)
        return Stepped(step, tuple(in_order(settled.after)), taken.lost)


def _finished(review: Review, change: Change) -> list[int]:
    """Give the interviews in which a change, kept already, decided the last open mentions."""
    was_open = {each.interview_id for each in change.before if each.decision is Decision.UNDECIDED}
    return [
        interview_id
        for interview_id in sorted(was_open)
        if all(each.decision is not Decision.UNDECIDED for each in _mentions_in(review, interview_id))
    ]


def _mentions_in(review: Review, interview_id: int) -> list[Mention]:
    turns = review.index.texts(interview_id)
    return [each for turn_id in turns for each in review.mentions_at((interview_id, turn_id))]


def _ids(change: Change) -> dict[str, list[int]]:
    """Give the numbers of what a change touches; the trail never holds a name."""
    entities = {each.id for each in (*change.entities_before, *change.entities_after)}
    entities |= {each for both in (*change.apart_before, *change.apart_after) for each in both}
    return {"mentions": _numbers((*change.before, *change.after)), "entities": sorted(entities)}


def _numbers(mentions: Sequence[Mention]) -> list[int]:
    return sorted({mention.id for mention in mentions})


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
