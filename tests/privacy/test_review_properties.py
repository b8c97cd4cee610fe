"""Whatever is decided, taken back, done again and edited, in any order: every mention stays true to its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.privacy.made_study import AT, copied, made_review, state
from transcribe_desk.privacy.deciding import review_commands as commands
from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.privacy.deciding.realigning import Run, follow
from transcribe_desk.privacy.deciding.review import Review, in_order
from transcribe_desk.privacy.deciding.settling import known_at, known_everywhere, settle
from transcribe_desk.privacy.deciding.undoing import take_back
from transcribe_desk.privacy.mention import BY_HAND, Category, Decision, Mention
from transcribe_desk.privacy.naming.entities import says_form
from transcribe_desk.privacy.naming.names import trim
from transcribe_desk.privacy.render import render
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import Interview, Recording
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word

_PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
_BEGINNING = made_review()
_WORDS = ("Sarah", "Derek", "Patel", "nobody", "Mark", "came", "Whitfield", "and", "Anna’s", "Fernhill.")
_CATEGORIES = (Category.PERSON, Category.PLACE, Category.ORGANISATION, Category.INDIRECT)


@dataclass
class Session:
    """A person at work on the made study, with their journal: steps done, and steps taken back."""

    review: Review = field(default_factory=lambda: copied(_BEGINNING))
    done: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)
    lost: int = 0

    def step(self, make: Callable[[Review], Change]) -> None:
        """Take a step if it can be taken, carried through the study."""
        try:
            change = settle(self.review, make(self.review))
        except InputError:
            return
        if not change.empty:
            self.review.apply(change)
            self.done.append(change)
            self.undone.clear()

    def undo(self) -> None:
        """Take the last step back."""
        if self.done:
            self.undone.append(self.done.pop())
            self._take(self.undone[-1])

    def redo(self) -> None:
        """Do the step taken back last again."""
        if self.undone:
            self.done.append(self.undone.pop())
            self._take(self.done[-1].inverse)

    def _take(self, step: Change) -> None:
        taken = take_back(self.review, step)
        self.review.apply(settle(self.review, taken.change))
        self.lost += len(taken.lost)

    def edit(self, number: int, place: int, word: str | None) -> None:
        """Take a word out of a turn, or put one in."""
        interview_id, turn_id = _turns(self.review)[number % len(_turns(self.review))]
        words = self.review.index.texts(interview_id)[turn_id].split(" ")
        place %= len(words)
        words[place : place + 1] = [word, words[place]] if word else []
        text = " ".join(words) or "No."
        run = Run({turn_id: self.review.index.texts(interview_id)[turn_id]}, {turn_id: text})
        self.review.apply(follow(self.review, interview_id, [run]))
        self.review.index.splice(interview_id, run.before.keys(), run.after)
        self.review.apply(known_at(self.review, [(interview_id, turn_id)]))


def _turns(review: Review) -> list[tuple[int, int]]:
    return [(each, turn) for each in review.index.interviews() for turn in review.index.texts(each)]


numbers = st.integers(0, 10_000)


def _entity(review: Review, number: int) -> int:
    return list(review.entities)[number % len(review.entities)]


def _mention(review: Review, number: int) -> Mention:
    return in_order(review.mentions.values())[number % len(review.mentions)]


@dataclass(frozen=True)
class Act:
    """Something a person does; numbers choose among what is there at that time."""

    what: str
    which: int = 0
    other: int = 0
    shift: tuple[int, int] = (0, 0)
    decision: Decision = Decision.ACCEPTED
    category: Category = Category.PERSON
    word: str | None = None

    def change(self, review: Review) -> Change:
        """Give the change it makes in a review."""
        mention, entity_id = _mention(review, self.which), _entity(review, self.which)
        match self.what:
            case "decide":
                chosen = [mention.id, _mention(review, self.other).id]
                return commands.decide(review, chosen, self.decision, "GE", AT, note="asked to be named")
            case "decide entity":
                here = self.other if self.other in range(1, 9) else None
                return commands.decide_entity(
                    review, entity_id, self.decision, "GE", AT, interview_id=here, note="asked to be named"
                )
            case "mark":
                return self._mark(review)
            case "unmark":
                by_hand = [each.id for each in review.mentions.values() if each.detectors == (BY_HAND,)]
                return commands.unmark(review, by_hand[self.which % len(by_hand)] if by_hand else mention.id)
            case "resize":
                start, end = mention.start + self.shift[0], mention.end + self.shift[1]
                return commands.resize(review, mention.id, start, end, "GE", AT)
            case "comment":
                return commands.comment(review, mention.id, "Ask her.")
            case _:
                return self._of_entities(review, mention, entity_id)

    def _of_entities(self, review: Review, mention: Mention, entity_id: int) -> Change:
        match self.what:
            case "relabel":
                return commands.relabel(review, entity_id, self.category)
            case "merge":
                return commands.merge(review, entity_id, [_entity(review, self.other)])
            case "split":
                everywhere = [each.id for each in review.mentions_of(mention.entity_id)]
                return commands.split(review, mention.entity_id, mention_ids=everywhere[: 1 + self.other % 3])
            case "move":
                return commands.move(review, [mention.id], _entity(review, self.other))
            case "describe":
                replacement = ("the boss", "[NAME 3]", "[NAME 90]")[self.other % 3]
                return commands.describe(review, entity_id, name=self.word, replacement=replacement, pseudonym="Ada")
            case _:
                return commands.keep_apart(review, [entity_id, _entity(review, self.other)])

    def _mark(self, review: Review) -> Change:
        interview_id, turn_id = _turns(review)[self.which % len(_turns(review))]
        words = review.index.texts(interview_id)[turn_id].split(" ")
        first = self.other % len(words)
        start = len(" ".join(words[:first])) + (first > 0)
        end = start + len(" ".join(words[first : first + 1 + abs(self.shift[0]) % 3]))
        return commands.mark(review, interview_id, turn_id, start, end, self.category, "GE", AT)

    def do(self, session: Session) -> None:
        """Do it."""
        match self.what:
            case "undo":
                session.undo()
            case "redo":
                session.redo()
            case "edit":
                session.edit(self.which, self.other, self.word)
            case _:
                session.step(self.change)


def _acts(*what: str) -> st.SearchStrategy[Act]:
    return st.builds(
        Act,
        what=st.sampled_from(what),
        which=numbers,
        other=numbers,
        shift=st.tuples(st.integers(-6, 6), st.integers(-6, 6)),
        decision=st.sampled_from(Decision),
        category=st.sampled_from(_CATEGORIES),
        word=st.one_of(st.none(), st.sampled_from(_WORDS)),
    )


_STEPS = (
    *("decide", "decide entity", "mark", "unmark", "resize", "relabel", "merge", "split", "move", "describe"),
    *("keep apart", "comment", "undo", "redo"),
)
decisions_only = _acts(*_STEPS)
anything = _acts(*_STEPS, "edit", "edit", "edit")


def check(review: Review) -> None:
    """Say that every mention says a form of its entity, nothing known is unseen, and no placeholder is two people's."""
    for mention in review.mentions.values():
        text = review.index.texts(mention.interview_id)[mention.turn_id]
        assert 0 <= mention.start < mention.end <= len(text)
        assert says_form(text[mention.start : mention.end], review.entities[mention.entity_id])
    assert known_everywhere(review).empty, "every name of the study is a mention wherever it is said"
    numbered = [each.replacement for each in review.entities.values() if each.replacement.startswith("[NAME ")]
    assert len(set(numbered)) == len(numbered)
    assert all({*both} <= review.entities.keys() and both[0] < both[1] for both in review.apart)
    assert list(review.entities) == sorted(review.entities)


def _articles(text: str) -> str:
    """Give a text in which it makes no difference whether a replacement takes “a” or “an”."""
    return re.sub(r"\b([Aa])n\b", r"\1", text)


def check_rendering(review: Review) -> None:
    """Say that what is accepted is replaced by its entity's replacement, and everything else stands as it was said."""
    for interview_id in review.index.interviews():
        turns = tuple(
            Turn(turn_id, "S1", tuple(Word(word, 0, 1) for word in text.split(" ")), 0, 1)
            for turn_id, text in review.index.texts(interview_id).items()
        )
        mentions = [each for each in review.mentions.values() if each.interview_id == interview_id]
        interview = Interview(interview_id, (1,), "01-hospital", "hospital", Recording("", 1, "", "", 1, 1, 1))
        rendered = render(
            interview, Transcript(turns, {"S1": SpeakerRole.PARTICIPANT}), mentions, tuple(review.entities.values())
        )
        accepted = {each.id: each for each in mentions if each.decision is Decision.ACCEPTED}
        for turn in rendered.turns:
            source = review.index.texts(interview_id)[turn.turn_id]
            replaced: set[int] = set()
            for piece in turn.pieces:
                if piece.mention_id is not None:
                    entity = review.entities[accepted[piece.mention_id].entity_id]
                    assert entity.replacement.casefold() in turn.text[piece.start : piece.end].casefold()
                    replaced |= set(range(piece.source_start, piece.source_end))
                else:
                    plain = source[piece.source_start : piece.source_end]
                    assert _articles(turn.text[piece.start : piece.end]) == _articles(plain)
            wanted = {
                place
                for each in accepted.values()
                if each.turn_id == turn.turn_id
                for place in range(*trim(source, each.start, each.end))
                if source[place].isalnum()
            }
            assert wanted <= replaced
            assert {place for place in replaced if source[place].isalnum()} == wanted


@settings(max_examples=40, phases=_PHASES)
@given(st.lists(decisions_only, max_size=12))
def test_undoing_everything_gives_back_the_beginning_and_redoing_it_the_end(acts: list[Act]) -> None:
    session = Session()
    for act in acts:
        act.do(session)
        check(session.review)
    check_rendering(session.review)
    end = state(session.review)
    steps_done = len(session.done)
    while session.done:
        session.undo()
    assert state(session.review) == state(_BEGINNING)
    for _ in range(steps_done):
        session.redo()
    assert state(session.review) == end
    assert session.lost == 0


@settings(max_examples=40, phases=_PHASES)
@given(st.lists(anything, max_size=12))
def test_edits_between_steps_leave_no_mention_untrue(acts: list[Act]) -> None:
    session = Session()
    for act in acts:
        act.do(session)
        check(session.review)
    check_rendering(session.review)
    while session.done:
        session.undo()
        check(session.review)


@settings(max_examples=15, phases=_PHASES)
@given(st.lists(anything, max_size=8))
def test_two_runs_give_the_same(acts: list[Act]) -> None:
    one, other = Session(), Session()
    for session in (one, other):
        for act in acts:
            act.do(session)
    assert state(one.review) == state(other.review)
    assert one.done == other.done
