"""Bring the review into each of its states, for pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt

from tests.ui import made_study
from tests.ui.settling import wait_until
from transcribe_desk.privacy.deciding.blind_review import Verdict
from transcribe_desk.privacy.mention import Decision, Mention
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.review.screen import Mode, ReviewScreen
from transcribe_desk.ui.screens.review.state import Filter, Scope
from transcribe_desk.ui.session import Session

State = tuple[str, Callable[[], object]]
Settle = Callable[[], None]


def review_states(window: MainWindow, screen: ReviewScreen, settle: Settle) -> Iterator[State]:
    """Give the states of a study in which ``made_review`` is the last that was filled in, in an order that works."""
    session = window.session
    assert session is not None
    hospital = max(row.interview.id for row in session.overview.rows) - 1
    session.select(hospital)
    settle()
    yield from _deciding(screen, session, settle)
    yield from _forms(screen, session, settle)
    yield from _sweep(screen, settle)
    yield from _second(screen, session, hospital, settle)
    yield from _reading(screen, session, hospital, settle)
    yield from _quotes(screen, session, hospital, settle)
    screen.show_mode(Mode.DECIDE)


def _choose(screen: ReviewScreen, name: str) -> None:
    state = screen.review.state
    assert state is not None
    found = (each.id for each in state.entities if each.name == name and state.in_scope(each.id))
    screen.review.choose_entity(next(found))
    screen.deciding.take_focus()


def _deciding(screen: ReviewScreen, session: Session, settle: Settle) -> Iterator[State]:
    yield "review", lambda: _choose(screen, "Kit")

    def some() -> None:
        for name, decide in (
            ("will", screen.review.decisions.reject_here),
            ("Fernhill", screen.review.decisions.accept),
            ("Long Melford", screen.review.decisions.accept),
            ("Christine Hallam", screen.review.decisions.accept),
        ):
            _choose(screen, name)
            decide()
            settle()

    yield "review-some", some

    def single() -> None:
        _choose(screen, "Kit")
        settle()
        screen.deciding.list.setFocus(Qt.FocusReason.OtherFocusReason)
        screen.review.step_mention(1)

    yield "review-one-mention", single
    yield "review-indirect", lambda: _choose(screen, "the only man on the team")

    def whole_study() -> None:
        screen.scope.buttons[Scope.STUDY].click()
        screen.scope.choose(Scope.STUDY)
        settle()
        _choose(screen, "Joanne")

    yield "review-whole-study", whole_study

    def filtered() -> None:
        screen.review.set_scope(Scope.INTERVIEW)
        session.select(min(each.interview_id for each in _made(session)))
        settle()
        screen.review.set_filter(Filter(doubtful=True, undecided=True))

    yield "review-filtered", filtered
    screen.review.set_filter(Filter())


def _made(session: Session) -> list[Mention]:
    last = max(row.interview.id for row in session.overview.rows)
    return [each for each in session.desk.mentions() if each.interview_id >= last - 1]


def _forms(screen: ReviewScreen, session: Session, settle: Settle) -> Iterator[State]:
    deciding = screen.deciding

    def form(name: str) -> None:
        for each in deciding.forms:
            each.hide()
        _choose(screen, "Kit")
        settle()
        deciding.ask(name)

    for name in ("edit", "merge", "split", "note"):
        yield f"review-{name}", lambda shown=name: form(shown)  # type: ignore[misc]

    def mark() -> None:
        for each in deciding.forms:
            each.hide()
        text = next(line.text for line in deciding.view.lines if line.turn_id == 4)
        start = text.index("Wexbury unit")
        deciding.view.choose_span(4, start, start + len("Wexbury unit"))
        deciding.mark_selected()

    yield "review-mark", mark
    deciding.mark.close_form()
    deciding.view.clear_selection()

    def changed() -> None:
        state = screen.review.state
        assert state is not None
        session.desk.review.note_finished(state.interview_id, "A. Brown")
        session.desk.edit_turn(state.interview_id, 3, "Who was that, Kit?")
        session.desk.vault.review.mark_flagged(state.interview_id)  # as if detectors had read the turn again
        screen.reload()

    yield "review-changed-since", changed


def _sweep(screen: ReviewScreen, settle: Settle) -> Iterator[State]:
    yield "review-sweep", lambda: screen.show_mode(Mode.SWEEP)

    def one() -> None:
        screen.sweep.dismiss()
        settle()

    yield "review-sweep-dismissed", one

    def none() -> None:
        while screen.sweep.current is not None:
            screen.sweep.dismiss()
            settle()

    yield "review-sweep-done", none
    for _ in range(9):
        screen.sweep.undo()
        settle()
    screen.show_mode(Mode.DECIDE)


def _second(screen: ReviewScreen, session: Session, interview_id: int, settle: Settle) -> Iterator[State]:
    yield "review-second", lambda: screen.show_mode(Mode.SECOND)

    def blind() -> None:
        screen.second.name.setText("C. Dale")
        screen.second.begin()

    yield "review-blind", blind
    screen.end_blind()
    settle()

    def compared() -> None:
        desk = session.desk
        undecided = [each.id for each in desk.mentions(interview_id) if each.decision is Decision.UNDECIDED]
        desk.decide(undecided, Decision.ACCEPTED, "A. Brown")
        seen = desk.second_review.mentions(interview_id, "C. Dale")
        desk.second_review.decide(interview_id, [each.id for each in seen], Verdict.REPLACED, "C. Dale")
        stays = [each.id for each in seen if each.reason.startswith(("says that", "an exact"))]
        desk.second_review.decide(interview_id, stays, Verdict.STAYS, "C. Dale")
        screen.reload()
        settle()
        screen.second.refresh()
        settle()
        screen.second.compare()

    yield "review-compared", compared

    def settled() -> None:
        screen.second.settle(Verdict.REPLACED)

    yield "review-settled", settled


def _reading(screen: ReviewScreen, session: Session, interview_id: int, settle: Settle) -> Iterator[State]:
    reading = screen.reading

    def read() -> None:
        undecided = [each.id for each in session.desk.mentions(interview_id) if each.decision is Decision.UNDECIDED]
        session.desk.decide(undecided, Decision.ACCEPTED, "A. Brown")
        screen.reload()
        settle()
        screen.show_mode(Mode.READ)

    yield "review-second-read", read

    def behind() -> None:
        reading.step(1)
        reading.step(1)

    yield "review-behind", behind

    def side_by_side() -> None:
        reading.both_button.setChecked(True)
        reading.profile.setCurrentIndex(2)

    yield "review-side-by-side", side_by_side

    def publication() -> None:
        reading.rendered_button.setChecked(True)
        reading.profile.setCurrentIndex(3)

    yield "review-publication", publication

    def quote() -> None:
        reading.profile.setCurrentIndex(0)
        line = next(line for line in reading.text.lines if line.turn_id == 6)
        reading.text.choose_span(6, 0, line.text.index(" say"))

    yield "review-quote", quote
    yield "review-intruder", lambda: reading.intruder_button.setChecked(True)

    def unanswered() -> None:
        reading.intruder.answers[0].setCurrentIndex(1)
        reading.intruder.save()

    yield "review-intruder-unanswered", unanswered
    reading.intruder_button.setChecked(False)

    def signed() -> None:
        reading.text.clear_selection()
        reading.sign_off.name.setText("A. Brown")
        reading.sign_off.read_again.setChecked(True)
        reading.sign_off.button.click()
        wait_until(reading.sign_off.export_button.isVisible)

    yield "review-signed", signed


def _quotes(screen: ReviewScreen, session: Session, interview_id: int, settle: Settle) -> Iterator[State]:
    yield "review-quotes-none", lambda: screen.show_mode(Mode.QUOTES)
    desk, texts = session.desk, session.desk.vault.review.turn_texts(interview_id)

    def some() -> None:
        organisation = desk.organisations()[0].label
        for _ in range(2):
            made_study.add_interview(desk, organisation, None, None, 60_000)
        for turn_id, words, note in (
            (2, "to start with it was all on paper", "beginnings"),
            (4, "Joanne the physio does the rest", ""),
            (6, "Since the third of May it is all one system", "change"),
        ):
            start = texts[turn_id].index(words)
            desk.quotes.keep(interview_id, [(turn_id, start, start + len(words))], "A. Brown", note)
        screen.quotes.refresh()

    yield "review-quotes", some

    def changed() -> None:
        own = desk.mentions(interview_id)
        joanne = next(each for each in own if texts[each.turn_id][each.start : each.end] == "Joanne")
        desk.review.describe(joanne.entity_id, "A. Brown", replacement="the physio")
        screen.quotes.refresh()
        settle()
        screen.quotes.list.choose(1)
        screen.quotes.step(0)

    yield "review-quotes-changed", changed

    def written() -> None:
        undecided = [each.id for each in desk.mentions(interview_id) if each.decision is Decision.UNDECIDED]
        desk.decide(undecided, Decision.ACCEPTED, "A. Brown")
        desk.sign_off(interview_id, "A. Brown")
        screen.quotes.write(Path(session.folder).parent / "Quotes for the paper")

    yield "review-quotes-written", written
