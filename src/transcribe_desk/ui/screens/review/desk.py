"""Take every step of a review for the window: it shows at once, and is written behind it, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from transcribe_desk.jobs.desk import Desk, current_person
from transcribe_desk.jobs.review_steps import Said, Snapshot, Stepped
from transcribe_desk.privacy.deciding.since_review import SinceReview
from transcribe_desk.privacy.gate import Refusal, SignOff
from transcribe_desk.privacy.mention import Decision, Mention
from transcribe_desk.privacy.naming.questions import Question
from transcribe_desk.study.errors import DeskError
from transcribe_desk.study.study import Status
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.in_turns import InTurns
from transcribe_desk.ui.models.entities import EntityItem, Heading
from transcribe_desk.ui.screens.review.changes import Changes
from transcribe_desk.ui.screens.review.decisions import Decisions
from transcribe_desk.ui.screens.review.state import Filter, Judged, ReviewState, Scope
from transcribe_desk.ui.session import Session

_FLAGGED = (Status.FLAGGED, Status.REVIEWED, Status.EXPORTED)
_QUIET_MS = 350  # without a step, before what takes longer is read again


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is read after a step, once a person pauses: it takes longer than a step may."""

    questions: tuple[Question, ...]
    since: SinceReview | None
    judged: Mapping[int, Judged]
    sweep: int
    sign_off: SignOff | None
    refusals: tuple[Refusal, ...]


class ReviewDesk(QObject):
    """The review of the interview that is shown, the entity and the mention that are looked at.

    ``changed`` tells of another state, ``current_changed`` of another entity or mention, ``text_changed`` of another
    interview or text; ``stepped`` says in words what was done, for whoever may want it back.
    """

    changed = Signal()
    current_changed = Signal()
    text_changed = Signal()
    surroundings_changed = Signal()
    said_changed = Signal()
    stepped = Signal(str)
    emptied = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk: Desk = session.desk
        # One thread, so that a reading never overtakes a decision that was made before it.
        self._calls = Dispatcher(self, ordered=True)
        self._sayings = Dispatcher(self, ordered=True)
        self._behind = Dispatcher(self, ordered=True)
        self.turns = InTurns(self)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._read_surroundings)
        self._asked: int | None = None  # the interview that was asked for last
        self._wanted: int | None = None  # the mention to look at once its interview is there
        session.closing.connect(self._quiet.stop)
        session.closing.connect(self._rest)
        self._restless = False  # something was written that other screens do not know of
        self._items: list[Heading | EntityItem] = []
        self._listed_state: ReviewState | None = None
        self.state: ReviewState | None = None
        self.around: Surroundings | None = None
        self.said: tuple[Said, ...] = ()
        self.entity_id = 0
        self.mention_id = 0
        self.decisions = Decisions(self, session.desk)
        self.changes = Changes(self, session.desk)
        self.single = False  # a person looks at one mention, not at the entity
        self.form_open: Callable[[], bool] = lambda: False  # a person writes something about what is looked at

    @property
    def busy(self) -> bool:
        """Tell whether something is still to be written or read."""
        reading = self._calls.busy or self._sayings.busy or self._behind.busy
        return reading or self.turns.busy or self._quiet.isActive()

    @property
    def writing(self) -> bool:
        """Tell whether a step is still to be written and shown."""
        return self._calls.busy

    @property
    def person(self) -> str:
        """Name who reviews."""
        return self.state.blind if self.state and self.state.blind else self.first_person

    @property
    def first_person(self) -> str:
        """Name who sits here, as the preferences say, or else as the computer knows them."""
        return self._session.preferences.reviewer or current_person()

    @property
    def items(self) -> list[Heading | EntityItem]:
        """Give the review list; it is made once for each state."""
        if self.state is not self._listed_state:
            self._items, self._listed_state = self.state.items() if self.state else [], self.state
        return self._items

    @property
    def mention(self) -> Mention | None:
        """Give the mention that is looked at."""
        return self.state.mention(self.mention_id) if self.state else None

    # Reading

    def open(self, interview_id: int | None, *, anew: bool = True) -> None:
        """Read an interview's review; without ``anew`` what is known of the study's entities is kept."""
        row = self._session.row(interview_id)
        self._asked = interview_id
        if interview_id is None or row is None:
            self._empty()
            return
        study_id, known, desk = row.interview.study_id, None if anew else self.state, self._desk
        blind = self.state.blind if self.state and self.state.interview_id == interview_id else ""

        def read() -> ReviewState | None:
            transcript = desk.transcript(interview_id)
            if transcript is None or desk.vault.interviews.status(interview_id) not in _FLAGGED:
                return None  # no proposals here would only mean that nobody has looked
            found = _snapshot(desk, interview_id, blind)
            state = ReviewState(interview_id, study_id, transcript, found.mentions, found.entities, blind=blind)
            if blind:  # the order would tell what the first person decided
                return state
            return replace(state, judged=known.judged if known else _judged(desk))

        self._calls.start_latest(read, lambda state: self._show(interview_id, state), self.failed.emit)

    @Slot()
    def _rest(self) -> None:
        """Begin nothing more: the study is about to be locked."""
        self._restless = False
        self.state = None

    def forget(self) -> None:
        """Let other screens know what was written here; the next showing reads anew."""
        if self._restless:
            self._restless = False
            self._session.refresh()

    def _show(self, interview_id: int, state: ReviewState | None) -> None:
        if interview_id != self._asked:
            return  # the one asked for since is being read
        if self._calls.busy and self.state is not None and self.state.interview_id == interview_id:
            self.open(interview_id)  # decisions made meanwhile are not in what was read
            return
        if state is None:
            self._empty()
            return
        before = self.state
        fresh = before is None or before.interview_id != interview_id
        if before is not None:
            state = replace(state, scope=before.scope, filter=before.filter, questions=before.questions)
            state = replace(state, since=None if fresh or state.blind else before.since)
        other_text = fresh or before is None or before.transcript != state.transcript
        self.state = state
        if before is None or before.blind != state.blind:
            self.stepped.emit("")  # what one person did last is nothing to the other
        if fresh:
            self.around = None
            self.entity_id = self.mention_id = 0  # nothing is looked at before what is first is
            self.decisions.begin()
        if other_text:
            self.text_changed.emit()
        self.changed.emit()
        wanted, self._wanted = self._wanted, None
        if wanted is not None and state.mention(wanted) is not None:
            self.look_at(wanted, single=self.single)
        elif fresh or state.entity(self.entity_id) is None:
            self.turns.add(lambda: self._begin(interview_id))
        else:
            self._look(self.entity_id, self.mention_id)
        self._read_surroundings()

    def _begin(self, interview_id: int) -> None:
        """Look at the first thing to decide in the interview that was just opened, whatever the scope lists."""
        state = self.state
        if state is None or state.interview_id != interview_id or state.entity(self.entity_id) is not None:
            return  # it is another by now, or somebody has chosen already
        self.single = False
        own = state.own
        undecided = {each.entity_id for each in own if each.decision is Decision.UNDECIDED}
        here = undecided or {each.entity_id for each in own}
        first = next((each for each in self._listed() if each in here), 0)
        if first:
            self.choose_entity(first)
        else:
            self._look(0, 0)

    def _empty(self) -> None:
        self.state = self.around = None
        self.entity_id = self.mention_id = 0
        self.emptied.emit()

    def _read_surroundings(self) -> None:
        state, desk = self.state, self._desk
        if state is None or self._calls.busy:
            if state is not None:
                self._quiet.start()
            return
        interview_id, blind, all_decided = state.interview_id, state.blind, not state.undecided_here

        def read() -> Surroundings:
            asked = () if blind else desk.review.questions()
            open_points: tuple[Refusal, ...] = ()
            if all_decided and not blind:  # else it is known that something is undecided
                open_points = desk.refusals(interview_id)
            return Surroundings(
                asked,
                None if blind else desk.review.since(interview_id),
                {} if blind else _judged(desk),
                len(desk.sweep.remaining(interview_id)),
                desk.signed_off(interview_id),
                open_points,
            )

        self._behind.start_latest(read, lambda found: self._take_in(interview_id, found), self.failed.emit)

    def _take_in(self, interview_id: int, found: Surroundings) -> None:
        if self.state is None or self.state.interview_id != interview_id or self._calls.busy:
            self._quiet.start()
            return
        self.around = found
        judged = {**found.judged, **self.state.judged}  # what is in order stays where it is
        before = (self.state.questions, self.state.since, self.state.judged)
        if before != (found.questions, found.since, judged):
            self.state = replace(self.state, questions=found.questions, since=found.since, judged=judged)
            self.changed.emit()
        self.surroundings_changed.emit()

    # What is looked at

    def set_scope(self, scope: Scope) -> None:
        """List and count this interview's entities or the whole study's."""
        self._list_otherwise(scope=scope)

    def set_filter(self, chosen: Filter) -> None:
        """List only the entities that a filter leaves."""
        self._list_otherwise(filter=chosen)

    def _list_otherwise(self, **changes: object) -> None:
        if self.state is None:
            return
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.changed.emit()
        if self.entity_id not in self._listed():
            self.next_undecided()
        else:
            self.current_changed.emit()

    def choose_entity(self, entity_id: int) -> None:
        """Look at an entity: at its first undecided mention, or its first."""
        if self.state is None:
            return
        self.single = False
        found = self.state.first_open(entity_id)
        ordered = self.state.in_scope(entity_id)
        mention = found or (ordered[0] if ordered else None)
        if mention is not None:
            self.look_at(mention.id)

    def look_at(self, mention_id: int, *, single: bool = False) -> None:
        """Look at a mention, in whatever interview it stands."""
        mention = self.state.mention(mention_id) if self.state else None
        if mention is None or self.state is None:
            return
        self.single = single
        if mention.interview_id != self.state.interview_id:
            self._wanted = mention_id
            self._session.select(mention.interview_id)
            return
        self._look(mention.entity_id, mention_id)

    def step(self, direction: int) -> None:
        """Look at the next (1) or previous (-1) entity of the list."""
        listed = self._listed()
        if listed:
            place = listed.index(self.entity_id) + direction if self.entity_id in listed else 0
            self.choose_entity(listed[max(0, min(place, len(listed) - 1))])

    def step_mention(self, direction: int) -> None:
        """Look at the entity's next (1) or previous (-1) mention by itself."""
        found = self.state.everywhere(self.entity_id) if self.state else []
        places = [place for place, each in enumerate(found) if each.id == self.mention_id]
        if places and 0 <= places[0] + direction < len(found):
            self.look_at(found[places[0] + direction].id, single=True)

    def next_undecided(self) -> None:
        """Look at the next entity with something undecided, from the top again at the end."""
        listed, open_ones = self._listed(), self.open_entities()
        place = listed.index(self.entity_id) + 1 if self.entity_id in listed else 0
        following = [each for each in (*listed[place:], *listed[:place]) if each in open_ones]
        if following:
            self.choose_entity(following[0])
        elif listed and self.entity_id not in listed:
            self.choose_entity(listed[0])
        else:
            self._look(self.entity_id if self.entity_id in listed else 0, self.mention_id)

    def _look(self, entity_id: int, mention_id: int) -> None:
        other = entity_id != self.entity_id
        self.entity_id, self.mention_id = entity_id, mention_id if entity_id else 0
        if other:
            self.said = ()
        self.current_changed.emit()
        self._read_said()

    def _read_said(self) -> None:
        """Read the words around each of the entity's mentions."""
        state, desk, entity_id = self.state, self._desk, self.entity_id
        ids = [each.id for each in state.everywhere(entity_id)] if state else []
        if not ids or state is None:
            self.said = ()
            self.said_changed.emit()
            return
        blind = {each.id: each for each in state.everywhere(entity_id)} if state.blind else None
        texts = {turn.id: turn for turn in state.transcript.turns}

        def read() -> tuple[Said, ...]:
            if blind is None:
                return desk.review.said(ids)
            return tuple(Said(each, texts[each.turn_id].text, texts[each.turn_id].start_ms) for each in blind.values())

        def done(found: tuple[Said, ...]) -> None:
            if self.entity_id == entity_id:
                self.said = found
                self.said_changed.emit()

        self._sayings.start_latest(read, done, self.failed.emit)

    def _listed(self) -> list[int]:
        return [item.entity.id for item in self.items if isinstance(item, EntityItem)]

    def open_entities(self) -> set[int]:
        """Give the ids of the entities with something undecided in scope."""
        return self.state.open_entities() if self.state else set()

    # A second person

    def review_blind(self, name: str) -> None:
        """Let a second person decide without seeing the first one's decisions; no name ends it."""
        if self.state is not None:
            self.state = replace(self.state, blind=" ".join(name.split()), scope=Scope.INTERVIEW, filter=Filter())
            self.entity_id = self.mention_id = 0
            self.open(self.state.interview_id)

    # Writing

    def take(self, state: ReviewState, words: str) -> None:
        """Show a state ahead of its being written."""
        self.state = state
        self.changed.emit()
        self.stepped.emit(words)

    def step_by(
        self,
        words: str,
        work: Callable[[str], object],
        then: Callable[[object], None] = lambda _made: None,
        look_on: Callable[[object], None] = lambda _made: None,
    ) -> None:
        """Take a step that shows when it is written; ``then`` and ``look_on`` as for ``write``."""
        by = self.person

        def done(made: object) -> None:
            self.stepped.emit(words)
            then(made)

        self.write(lambda: work(by), done, look_on)

    def write(
        self,
        work: Callable[[], object],
        then: Callable[[object], None] = lambda _made: None,
        look_on: Callable[[object], None] = lambda _made: None,
    ) -> None:
        """Write something behind what was written before; ``then`` follows once it shows.

        ``look_on`` goes to what is to be looked at next, unless a person went there or began to write meanwhile.
        """
        state, desk, looked_at = self.state, self._desk, (self.entity_id, self.mention_id)
        if state is None:
            return
        interview_id, blind = state.interview_id, state.blind

        def call() -> tuple[object, Snapshot]:
            made = work()
            return made, _snapshot(desk, interview_id, blind)

        def done(found: tuple[object, Snapshot]) -> None:
            stays = looked_at == (self.entity_id, self.mention_id) and not self.form_open()
            self._written(interview_id, blind, found[1])
            then(found[0])
            if stays:
                look_on(found[0])

        self._calls.start(call, done, self._not_written)

    def _written(self, interview_id: int, blind: str, snapshot: Snapshot) -> None:
        self._restless = True
        self._session.mark_saved()
        # While more decisions wait to be written, what is shown is ahead of what this one knows.
        state = self.state
        if state is None or self._calls.busy or (state.blind, state.blind and state.interview_id) != (
            blind, blind and interview_id
        ):  # fmt: skip
            return
        self.state = replace(state, mentions=snapshot.mentions, entities=snapshot.entities)
        self.changed.emit()
        if self.state.mention(self.mention_id) is None or self.state.entity(self.entity_id) is None:
            self.entity_id = self.mention_id = 0
            self.next_undecided()
        else:
            self._look(self.state.mention(self.mention_id).entity_id, self.mention_id)  # type: ignore[union-attr]
        self._quiet.start()

    def look_at_new(self, made: object) -> None:
        """Look at the newest entity among the mentions that a step made."""
        if isinstance(made, tuple) and made:
            self.look_at(max(made, key=lambda each: (each.entity_id, each.detectors == ("by hand",))).id)

    def look_at_changed(self, made: Stepped) -> None:
        """Look at the first mention that taking a step back changed."""
        here = [each for each in made.mentions if self.state and each.interview_id == self.state.interview_id]
        if found := here or made.mentions:
            self.look_at(found[0].id)

    def _not_written(self, error: DeskError) -> None:
        """Say why, and read what is in the study, as more was shown."""
        self.failed.emit(error)
        if self.state is not None and self.state.interview_id == self._asked:
            self.open(self._asked)


def _snapshot(desk: Desk, interview_id: int, blind: str) -> Snapshot:
    found = desk.review.snapshot()
    if not blind:
        return found
    seen = desk.second_review.mentions(interview_id, blind)
    named = {each.entity_id for each in seen}
    own = [desk.second_review.entity_of(each) for each in seen if each.id < 0]
    return Snapshot(seen, (*(each for each in found.entities if each.id in named), *own), found.apart)


def _judged(desk: Desk) -> dict[int, Judged]:
    return {
        line.entity.id: Judged(line.weight, line.reasons, doubtful=len(line.reasons) > 1)
        for line in desk.review.order()
    }
