"""The review by keyboard: a key an entity, its mentions one by one, undo, the scope, the filters, and failures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import made_review, made_study
from tests.ui.settling import wait_for_screen
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.study.edits import reword
from transcribe_desk.study.errors import DiskError
from transcribe_desk.study.transcript import SpeakerRole, Transcript
from transcribe_desk.ui.document.marks import Shape
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.models.entities import ENTITY_DRAG, MENTIONS_DRAG
from transcribe_desk.ui.screens.review.mark_form import MarkForm
from transcribe_desk.ui.screens.review.screen import Mode, ReviewScreen
from transcribe_desk.ui.screens.review.state import Filter, Scope
from transcribe_desk.ui.screens.study.screen import StudyScreen
from transcribe_desk.ui.session import Session

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with made_study.filled(folder, made_review.fill) as opened:
        yield opened


@pytest.fixture
def interview_id(session: Session) -> int:
    return session.desk.interview("01-hospital").id


@pytest.fixture
def screen(window: MainWindow, session: Session, interview_id: int, qtbot: QtBot) -> ReviewScreen:
    found = window.screens["review"]
    assert isinstance(found, ReviewScreen)
    session.select(interview_id)
    window.show_screen("review")
    qtbot.waitUntil(lambda: found.deciding.entities.model.rowCount() > 0)
    settle(found, qtbot)
    return found


def settle(screen: ReviewScreen, qtbot: QtBot) -> None:
    """Wait until everything is written and read again."""
    qtbot.waitUntil(lambda: not screen.review.busy, timeout=20_000)


def press(screen: ReviewScreen, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(screen.deciding.entities.list, key, modifiers)


def go_to(screen: ReviewScreen, name: str) -> None:
    screen.review.choose_entity(named(screen, name).id)
    screen.deciding.take_focus()


def named(screen: ReviewScreen, name: str) -> Entity:
    assert screen.review.state is not None
    (found,) = [each for each in screen.review.state.entities if each.name == name]
    return found


def marking(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot, text: str, chosen: str
) -> MarkForm:
    """Let the first turn say ``text``, and give the form in which ``chosen`` is about to be marked."""
    session.desk.edit_turn(interview_id, 1, text)
    screen.reload()
    settle(screen, qtbot)
    start = text.index(chosen)
    screen.deciding.view.choose_span(1, start, start + len(chosen))
    screen.deciding.mark_selected()
    qtbot.waitUntil(lambda: screen.deciding.mark.entity.count() == 2)
    return screen.deciding.mark


def decisions(session: Session, name: str) -> list[Decision]:
    (entity,) = [each for each in session.desk.entities() if each.name == name]
    return [mention.decision for mention in session.desk.mentions() if mention.entity_id == entity.id]


def words(session: Session, mention: Mention) -> str:
    return session.desk.vault.review.turn_texts(mention.interview_id)[mention.turn_id][mention.start : mention.end]


# Opening


def test_it_opens_at_the_riskiest_thing_to_decide(screen: ReviewScreen, qtbot: QtBot) -> None:
    assert (screen.progress.text(), screen.left.text()) == ("0 of 12", "decided · 12 left")
    assert screen.deciding.card.name.text() == "will"  # a guess
    assert "a first name that is also a word" in screen.deciding.card.why.text()
    titles = [each.title for each in screen.deciding.entities.model.items() if not hasattr(each, "entity")]
    assert titles == ["People", "Organisations", "Places", "Dates", "Numbers and contacts", "Indirect details"]
    assert screen.sweep_button.text() == "Sweep 3"
    go_to(screen, "Kit")
    qtbot.waitUntil(lambda: screen.deciding.mentions.rowCount() == 3)  # those of other interviews are read meanwhile
    assert screen.deciding.card.counts.text() == "3 mentions · 2 interviews"
    assert "becomes [NAME 2] everywhere" in screen.deciding.card.becomes.text()


def test_marks_differ_by_shape(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Fernhill")
    press(screen, Qt.Key.Key_A)
    go_to(screen, "will")
    press(screen, Qt.Key.Key_R)
    turns = [turn.id for turn in screen.review.state.transcript.turns] if screen.review.state else []
    shapes = {mark.shape for turn_id in turns for mark in screen.deciding.view.marks(turn_id)}
    assert shapes == {Shape.PROPOSED, Shape.ACCEPTED, Shape.REJECTED, Shape.CUE}


# Deciding


def test_one_key_an_entity_decides_it_in_the_whole_study(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Kit")
    press(screen, Qt.Key.Key_A)
    assert screen.progress.text() == "2 of 12"  # at once, before it is written
    assert screen.deciding.card.name.text() != "Kit"
    qtbot.waitUntil(lambda: decisions(session, "Kit") == [Decision.ACCEPTED] * 3)


def test_what_was_rejected_here_stays_when_the_rest_is_accepted(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    go_to(screen, "Kit")
    press(screen, Qt.Key.Key_R)
    assert screen.deciding.card.name.text() == "Kit"  # its next mention
    press(screen, Qt.Key.Key_A)
    settle(screen, qtbot)
    assert decisions(session, "Kit") == [Decision.REJECTED_HERE, Decision.ACCEPTED, Decision.ACCEPTED]
    go_to(screen, "Kit")
    press(screen, Qt.Key.Key_A, SHIFT)
    settle(screen, qtbot)
    assert decisions(session, "Kit") == [Decision.ACCEPTED] * 3


def test_mentions_one_by_one_in_their_list(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Kit")
    qtbot.waitUntil(lambda: screen.deciding.mentions.rowCount() == 3)
    screen.deciding.list.setFocus()
    QTest.keyClick(screen.deciding.list, Qt.Key.Key_Down)
    assert screen.deciding.card.accept.text() == "Accept this one"
    QTest.keyClick(screen.deciding.list, Qt.Key.Key_A)
    settle(screen, qtbot)
    assert decisions(session, "Kit") == [Decision.UNDECIDED, Decision.ACCEPTED, Decision.UNDECIDED]


def test_a_burst_of_keys_loses_none(screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot) -> None:
    for _ in range(11):
        press(screen, Qt.Key.Key_A)
    assert (screen.progress.text(), screen.left.text()) == ("12 of 12", "decided")
    settle(screen, qtbot)
    assert all(each.decision is Decision.ACCEPTED for each in session.desk.mentions(interview_id))
    assert screen.sign_button.isEnabled()


def test_reject_everywhere_undo_and_redo(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Kit")
    press(screen, Qt.Key.Key_R, SHIFT)
    settle(screen, qtbot)
    assert decisions(session, "Kit") == [Decision.REJECTED_EVERYWHERE] * 3
    assert "Left standing everywhere 3×: Kit" in screen.deciding.entities.last.text()
    press(screen, Qt.Key.Key_Z, CONTROL)
    settle(screen, qtbot)
    assert decisions(session, "Kit") == [Decision.UNDECIDED] * 3
    assert screen.deciding.card.name.text() == "Kit"
    press(screen, Qt.Key.Key_Z, CONTROL | SHIFT)
    settle(screen, qtbot)
    assert decisions(session, "Kit") == [Decision.REJECTED_EVERYWHERE] * 3


def test_undo_and_redo_say_what_they_did_and_when_there_is_nothing_left(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    last = screen.deciding.entities.last
    press(screen, Qt.Key.Key_Z, CONTROL | SHIFT)
    settle(screen, qtbot)
    assert last.text() == "There is nothing to do again"
    go_to(screen, "Kit")
    press(screen, Qt.Key.Key_R)
    press(screen, Qt.Key.Key_Z, CONTROL)
    settle(screen, qtbot)
    assert last.text() == "Taken back: rejected here"
    assert not session.desk.review.can_undo()
    press(screen, Qt.Key.Key_Z, CONTROL)
    settle(screen, qtbot)
    assert last.text() == "There is nothing to take back"


def test_keys_move_and_u_goes_on_to_the_next_undecided(screen: ReviewScreen) -> None:
    names = [each.entity.name for each in screen.review.items if hasattr(each, "entity")]
    press(screen, Qt.Key.Key_Down)
    assert screen.deciding.card.name.text() == names[1]
    press(screen, Qt.Key.Key_Up)
    press(screen, Qt.Key.Key_U)
    assert screen.deciding.card.name.text() == names[1]


def test_the_sample_takes_one_key_an_entity(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    """Decide the whole study by keyboard alone, and count the keys: “will” stays, all else is replaced."""
    screen.scope.buttons[Scope.STUDY].click()
    settle(screen, qtbot)
    screen.deciding.take_focus()
    entities = {mention.entity_id for mention in session.desk.mentions()}
    keys = 0
    while screen.review.open_entities() and keys < 100:
        press(screen, Qt.Key.Key_R if screen.deciding.card.name.text() == "will" else Qt.Key.Key_A)
        keys += 1
        settle(screen, qtbot)
    assert keys == len(entities)
    assert decisions(session, "will") == [Decision.REJECTED_HERE]
    others = [each.decision for each in session.desk.mentions() if words(session, each) != "will"]
    assert set(others) == {Decision.ACCEPTED}


# Scope and filters


def test_the_scope_takes_in_the_whole_study(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    screen.scope.buttons[Scope.STUDY].click()
    total = len(session.desk.mentions())
    assert screen.progress.text() == f"0 of {total}"
    go_to(screen, "Joanne Hill")  # only the other interview names her
    qtbot.waitUntil(lambda: session.selected_id == session.desk.interview("02-community").id)
    settle(screen, qtbot)
    assert "Joanne Hill did the rota" in screen.deciding.view.toPlainText()
    assert screen.deciding.card.name.text() == "Joanne Hill"


def test_an_occurrence_in_another_interview_is_gone_to(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Kit")
    qtbot.waitUntil(lambda: screen.deciding.mentions.rowCount() == 3)
    screen.deciding.list.setCurrentIndex(screen.deciding.mentions.index(2))
    settle(screen, qtbot)
    assert session.selected_id == session.desk.interview("02-community").id
    assert screen.deciding.card.name.text() == "Kit"


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        (Filter(indirect=True), {"the only man on the team"}),
        (Filter(doubtful=True), {"will", "Kit", "the only man on the team"}),
        (Filter(detector="telephone"), {"oh one one seven, four nine six, oh three one"}),
        (Filter(doubtful=True, detector="gazetteers"), {"will"}),
    ],
)
def test_filters_leave_what_they_say(screen: ReviewScreen, chosen: Filter, names: set[str]) -> None:
    screen.review.set_filter(chosen)
    assert {each.entity.name for each in screen.review.items if hasattr(each, "entity")} == names
    assert screen.deciding.card.name.text().strip("“”") in names


def test_undecided_alone_gets_shorter_with_each_key(screen: ReviewScreen) -> None:
    screen.review.set_filter(Filter(undecided=True))
    rows = len(screen.review.items)
    press(screen, Qt.Key.Key_A)
    assert len(screen.review.items) < rows
    assert screen.deciding.card.isVisible()
    assert screen.deciding.entities.filter_button.text() == "Undecided ▾"


def test_only_what_changed_since_the_last_review_comes_back(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    for _ in range(11):
        press(screen, Qt.Key.Key_A)
    settle(screen, qtbot)
    session.desk.edit_turn(interview_id, 3, "Who was that, Kit?")
    screen.reload()
    settle(screen, qtbot)
    assert "1 new mention, 1 edited turn." in screen.deciding.since.text()
    screen.review.set_filter(Filter(changed=True))
    assert {each.entity.name for each in screen.review.items if hasattr(each, "entity")} == {"Kit"}
    entries = [each.text() for each in screen.deciding.entities.filter_menu().actions()]
    assert any(each.startswith("Changed since") and "1 mention" in each for each in entries)


# The text


def test_a_click_on_a_mark_brings_its_card(screen: ReviewScreen, session: Session) -> None:
    mention = next(each for each in session.desk.mentions() if words(session, each) == "Fernhill")
    screen.deciding.view.mark_chosen.emit(mention.id)
    assert screen.deciding.card.name.text() == "Fernhill"
    assert screen.review.single


def test_words_marked_by_hand_are_proposed_wherever_they_are_said(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    text = session.desk.vault.review.turn_texts(interview_id)[4]
    start = text.index("Wexbury unit")
    screen.deciding.view.choose_span(4, start, start + len("Wexbury unit"))
    QTest.keyClick(screen.deciding.view, Qt.Key.Key_D, CONTROL)
    form = screen.deciding.mark
    qtbot.waitUntil(lambda: form.entity.count() > 0)
    assert "Said nowhere else" in form.outlook.text()
    QTest.keyClick(form, Qt.Key.Key_3)
    assert form.category is Category.ORGANISATION
    qtbot.waitUntil(lambda: form.do_button.isEnabled())
    QTest.keyClick(form, Qt.Key.Key_Return)
    settle(screen, qtbot)
    assert screen.deciding.card.name.text() == "Wexbury unit"
    (made,) = [each for each in session.desk.mentions() if words(session, each) == "Wexbury unit"]
    assert (made.category, made.decision) == (Category.ORGANISATION, Decision.ACCEPTED)
    press(screen, Qt.Key.Key_Z, CONTROL)
    settle(screen, qtbot)
    assert not [each for each in session.desk.mentions() if words(session, each) == "Wexbury unit"]


def test_marking_offers_the_entity_it_may_be(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    form = marking(screen, session, interview_id, qtbot, "And when Mrs Marsh came, how did it work?", "Mrs Marsh")
    assert form.entity.currentText().startswith("Joanne Marsh")
    form.finish()
    settle(screen, qtbot)
    assert screen.deciding.card.name.text() == "Joanne Marsh"


def test_words_that_only_share_a_name_with_somebody_are_somebody_new_until_a_person_chooses(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    session.desk.edit_turn(interview_id, 3, "Did Thomas Marsh say so?")
    form = marking(screen, session, interview_id, qtbot, "And when Thomas Marsh came, how did it work?", "Thomas Marsh")
    assert form.entity.itemText(1).startswith("Joanne Marsh")
    assert form.entity.currentText() == "Somebody or something new"
    assert "Also said at 1 other place" in form.outlook.text()
    form.finish()
    settle(screen, qtbot)
    assert decisions(session, "Thomas Marsh") == [Decision.ACCEPTED, Decision.UNDECIDED]
    both = (named(screen, "Joanne Marsh").id, named(screen, "Thomas Marsh").id)
    assert both not in session.desk.review.snapshot().apart, "nobody said so"


def test_somebody_new_is_nobody_whom_the_study_knows(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    form = marking(screen, session, interview_id, qtbot, "And when Mrs Marsh came, how did it work?", "Mrs Marsh")
    QTest.keyClick(form.entity, Qt.Key.Key_Up)
    assert form.entity.currentText() == "Somebody or something new"
    form.finish()
    settle(screen, qtbot)
    assert screen.deciding.card.name.text() == "Marsh"
    both = (named(screen, "Joanne Marsh").id, named(screen, "Marsh").id)
    assert both in session.desk.review.snapshot().apart


def test_another_category_is_marked_before_its_entities_are_known(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    form = marking(screen, session, interview_id, qtbot, "And when Marsh Road opened, how did it work?", "Marsh Road")
    QTest.keyClick(form.entity, Qt.Key.Key_Down)
    assert form.entity.currentText().startswith("Joanne Marsh")
    QTest.keyClick(form, Qt.Key.Key_2)
    QTest.keyClick(form, Qt.Key.Key_Return)
    settle(screen, qtbot)
    (made,) = [each for each in session.desk.mentions() if words(session, each) == "Marsh Road"]
    assert made.category is Category.PLACE
    assert made.entity_id != named(screen, "Joanne Marsh").id


def test_words_refused_as_one_category_may_be_marked_as_another(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    text = session.desk.vault.review.turn_texts(interview_id)[2]
    start = text.index("Fernhill")  # a mark of an organisation already, which may be an indirect detail as well
    screen.deciding.view.choose_span(2, start, start + len("Fernhill"))
    screen.deciding.mark_selected()
    form = screen.deciding.mark
    qtbot.waitUntil(lambda: "marked already" in form.outlook.text())
    assert not form.do_button.isEnabled()
    form.choose(Category.PERSON)
    form.choose(Category.INDIRECT)  # before it is known of the other
    qtbot.waitUntil(lambda: "Said nowhere else" in form.outlook.text())
    assert form.do_button.isEnabled()


def test_categories_of_a_mark_name_the_keys_that_they_have(screen: ReviewScreen, session: Session) -> None:
    screen.deciding.view.choose_span(2, 0, 4)
    screen.deciding.mark_selected()
    form = screen.deciding.mark
    session.shortcuts.give("review.category_2", ("T",))

    def tip(category: Category) -> str:
        form.choose(category)
        return next(made.toolTip() for made in form.categories.buttons() if made.isChecked())

    assert tip(Category.PERSON) == "Mark as: Person (1)"
    assert tip(Category.PLACE) == "Mark as: Place (T)"
    assert tip(Category.INDIRECT) == "Mark as: Indirect detail"
    QTest.keyClick(form, Qt.Key.Key_T)
    assert form.category is Category.PLACE


def test_words_about_to_be_marked_are_forgotten_with_their_text(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    screen.deciding.view.choose_span(2, 0, 4)
    screen.deciding.mark_selected()
    session.select(session.desk.interview("02-community").id)
    qtbot.waitUntil(lambda: "did the rota" in screen.deciding.view.toPlainText())
    assert not screen.deciding.mark.isVisible()


def test_all_other_places_of_marked_words_are_offered(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    session.desk.edit_turn(interview_id, 1, "And when Zelnik came, how did it work?")
    session.desk.edit_turn(interview_id, 3, "Did Zelnik say so? Zelnik of all people?")
    screen.reload()
    settle(screen, qtbot)
    screen.deciding.view.choose_span(1, 9, 15)
    screen.deciding.mark_selected()
    form = screen.deciding.mark
    qtbot.waitUntil(lambda: "Also said at 2 other places" in form.outlook.text())
    form.finish()
    settle(screen, qtbot)
    assert (screen.deciding.card.name.text(), screen.deciding.card.accept.text()) == ("Zelnik", "Accept all 3")
    press(screen, Qt.Key.Key_A)
    settle(screen, qtbot)
    assert decisions(session, "Zelnik") == [Decision.ACCEPTED] * 3


def test_a_mark_is_resized_by_key_and_by_mouse(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    go_to(screen, "Fernhill")
    press(screen, Qt.Key.Key_Left, ALT)
    settle(screen, qtbot)
    mention = screen.review.mention
    assert mention is not None
    assert words(session, mention) == "to Fernhill"
    press(screen, Qt.Key.Key_Right, ALT)
    settle(screen, qtbot)
    view = screen.deciding.view
    mark = view.current_mark()
    assert mark is not None
    box = next(box for box, each in view.painting.boxes(mark.turn_id) if each.key == mark.key)
    end = QPoint(round(box.right()), round(box.center().y()))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    QTest.mouseMove(view.viewport(), end + QPoint(60, 0))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end + QPoint(60, 0))
    settle(screen, qtbot)
    grown = session.desk.vault.review_memory.current().mention(mention.id)
    assert words(session, grown).startswith("Fernhill, and")


def test_a_rested_mouse_says_what_becomes_of_the_words(screen: ReviewScreen) -> None:
    go_to(screen, "Kit")
    view = screen.deciding.view
    mark = view.current_mark()
    assert mark is not None
    box = next(box for box, each in view.painting.boxes(mark.turn_id) if each.key == mark.key)
    assert "Kit: undecided" in view.tip_at(QPointF(box.center()))


# Other steps


def test_keys_relabel_comment_and_edit(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Long Melford")
    press(screen, Qt.Key.Key_3)
    settle(screen, qtbot)
    assert named(screen, "Long Melford").category is Category.ORGANISATION
    press(screen, Qt.Key.Key_C)
    QTest.keyClicks(screen.deciding.note.line, "a clinic?")
    QTest.keyClick(screen.deciding.note.line, Qt.Key.Key_Return)
    settle(screen, qtbot)
    assert screen.review.mention is not None
    assert screen.review.mention.note == "a clinic?"
    assert screen.deciding.card.note.text() == "Note: a clinic?"
    press(screen, Qt.Key.Key_E)
    edit = screen.deciding.edit
    QTest.keyClicks(edit.replacement, "the outreach clinic")
    edit.styles[next(iter(edit.styles))].setCurrentIndex(1)
    QTest.keyClick(edit.replacement, Qt.Key.Key_Return)
    settle(screen, qtbot)
    assert named(screen, "Long Melford").replacement == "[the outreach clinic]"
    assert named(screen, "Long Melford").styles == (("team", "placeholder"),)


def test_a_comment_stays_with_the_mention_it_was_begun_on(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Kit")
    first, second = [each.id for each in session.desk.mentions() if words(session, each) == "Kit"][:2]
    press(screen, Qt.Key.Key_C)
    note = screen.deciding.note.line
    QTest.keyClicks(note, "a nickname")
    screen.deciding.view.mark_chosen.emit(second)
    QTest.keyClick(note, Qt.Key.Key_Return)
    settle(screen, qtbot)
    assert {each.id: each.note for each in session.desk.mentions() if each.note} == {first: "a nickname"}


def test_letters_in_a_form_choose_there_and_decide_nothing(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    go_to(screen, "Kit")
    before = session.desk.mentions()
    press(screen, Qt.Key.Key_E)
    edit = screen.deciding.edit
    choice = next(iter(edit.styles.values()))
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_R)
    assert choice.currentText() == "removed"
    for key in (Qt.Key.Key_A, Qt.Key.Key_S, Qt.Key.Key_P, Qt.Key.Key_2):
        QTest.keyClick(choice, key)
    QTest.keyClick(choice, Qt.Key.Key_R, SHIFT)
    choice.showPopup()
    QTest.keyClick(choice.view(), Qt.Key.Key_A)
    choice.hidePopup()
    settle(screen, qtbot)
    assert (edit.isVisible(), screen.deciding.split.isVisible(), screen.mode) == (True, False, Mode.DECIDE)
    assert session.desk.mentions() == before


def test_entities_are_merged_and_split_by_key(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Kit")
    press(screen, Qt.Key.Key_M)
    QTest.keyClicks(screen.deciding.merge.line, "christine")
    QTest.keyClick(screen.deciding.merge.line, Qt.Key.Key_Return)
    settle(screen, qtbot)
    assert screen.deciding.card.name.text() == "Christine Hallam"
    assert len(decisions(session, "Christine Hallam")) == 5
    qtbot.waitUntil(lambda: screen.deciding.mentions.rowCount() == 5)
    press(screen, Qt.Key.Key_S)
    listed = screen.deciding.split.list
    listed.item(0).setCheckState(Qt.CheckState.Unchecked)
    row = next(row for row in range(listed.count()) if listed.item(row).text().startswith("“Kit”"))
    listed.item(row).setCheckState(Qt.CheckState.Checked)
    QTest.keyClick(screen.deciding.split, Qt.Key.Key_Return)
    settle(screen, qtbot)
    assert len(decisions(session, "Kit")) == 3
    assert screen.deciding.card.name.text() == "Kit"


def test_entities_and_mentions_are_dragged(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    model = screen.deciding.entities.model
    kit, christine = named(screen, "Kit"), named(screen, "Christine Hallam")
    dragged = model.mimeData([model.index(model.row_of(kit.id))])
    target = model.index(model.row_of(christine.id))
    assert not model.canDropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, model.index(model.row_of(kit.id)))
    assert dragged.data(ENTITY_DRAG).data() == str(kit.id).encode()
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, target)
    settle(screen, qtbot)
    assert len(decisions(session, "Christine Hallam")) == 5
    mentions = QMimeData()
    one = next(each for each in session.desk.mentions() if words(session, each) == "Kit")
    mentions.setData(MENTIONS_DRAG, str(one.id).encode())
    model.dropMimeData(mentions, Qt.DropAction.MoveAction, -1, -1, model.index(0))  # a heading: split off
    settle(screen, qtbot)
    assert len(decisions(session, "Kit")) == 1


def test_an_indirect_detail_is_kept_with_a_note_said_more_generally_or_taken_out(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    go_to(screen, "the only man on the team")
    card = screen.deciding.card
    assert card.accept.text() == "Take out"
    assert "Would anybody who knows the place" in card.ask.text()
    card.keep.click()
    assert not screen.deciding.note.do_button.isEnabled()  # it needs a reason
    QTest.keyClicks(screen.deciding.note.line, "many men work there")
    QTest.keyClick(screen.deciding.note.line, Qt.Key.Key_Return)
    settle(screen, qtbot)
    (mention,) = [each for each in session.desk.mentions() if each.category is Category.INDIRECT]
    assert (mention.decision, mention.note) == (Decision.EXCEPTION, "many men work there")
    go_to(screen, "the only man on the team")
    press(screen, Qt.Key.Key_E)
    assert screen.deciding.edit.replacement.text() == "[one of the team]"
    QTest.keyClick(screen.deciding.edit.replacement, Qt.Key.Key_Return)
    settle(screen, qtbot)
    assert "I'm [one of the team] who does both" in session.desk.rendered(mention.interview_id).turns[3].text
    press(screen, Qt.Key.Key_Z, CONTROL)  # one step
    settle(screen, qtbot)
    assert session.desk.vault.review_memory.current().mention(mention.id).decision is Decision.EXCEPTION


def test_a_question_is_answered_inline(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    questions = screen.deciding.questions
    qtbot.waitUntil(questions.isVisible)
    assert "“Joanne” in 02-community may be “Joanne Marsh”" in questions.box.text()
    questions.apart_button.click()
    assert not questions.isVisible()
    settle(screen, qtbot)
    assert session.desk.review.questions() == ()


def test_playing_without_a_sound_says_so(screen: ReviewScreen, qtbot: QtBot) -> None:
    go_to(screen, "Kit")
    press(screen, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(screen.deciding.sound_notice.text()), timeout=10_000)
    assert screen.deciding.card.isVisible()


# Failures and empty states


def test_a_step_that_fails_shows_why_and_what_is_stored(
    screen: ReviewScreen, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskError("Study Respiratory", "The disk is full.", "Free some space.")

    go_to(screen, "Kit")
    with monkeypatch.context() as patched:
        patched.setattr(session.desk.review, "decide", full)
        press(screen, Qt.Key.Key_A)
        qtbot.waitUntil(lambda: "The disk is full." in screen.error.text())
    settle(screen, qtbot)
    assert screen.progress.text() == "0 of 12"


def test_with_a_row_selected_that_has_no_words_the_first_that_has_is_reviewed(
    window: MainWindow, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    imported = made_study.add_interview(session.desk, "hospital", None, None, 60_000)
    with qtbot.waitSignal(session.overview_changed):
        session.refresh()
    study = window.screens["study"]
    assert isinstance(study, StudyScreen)
    study.table.keyboardSearch(imported.study_id)
    assert session.selected_id == imported.id
    window.show_screen("review")
    screen = wait_for_screen(window, "review")
    assert isinstance(screen, ReviewScreen)
    settle(screen, qtbot)
    assert screen.review.state is not None
    assert screen.review.state.interview_id == interview_id
    assert screen.chooser.currentText() == "01-hospital"
    before = screen.review.state.transcript
    edit = reword(before, before.turns[0].id, "Other words.")
    assert edit is not None
    session.desk.editing.apply(interview_id, edit)
    screen.reload()
    settle(screen, qtbot)
    assert screen.review.state.transcript.turns[0].text == "Other words."


def test_nothing_proposed_is_not_nothing_there(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    session.desk.vault.review.remove_mentions([each.id for each in session.desk.mentions(interview_id)])
    screen.reload()
    qtbot.waitUntil(lambda: "does not mean no identifiers" in screen.deciding.none.text())


def test_an_interview_nobody_flagged_is_not_shown_as_one_without_proposals(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    unflagged = made_study.add_interview(session.desk, "hospital", None, None, 60_000)
    turns = made_study.turns_of(made_study.SHORT_TALK)
    session.desk.vault.transcripts.save_transcript(unflagged.id, Transcript(turns, {"S1": SpeakerRole.INTERVIEWER}))
    session.refresh()
    qtbot.waitUntil(lambda: screen.chooser.findText(unflagged.study_id) >= 0)
    session.select(unflagged.id)
    qtbot.waitUntil(lambda: screen.review.state is None)
    assert not screen.deciding.isVisible()
    assert screen.chooser.isVisible()  # another can be chosen
    QTest.keyClick(screen.chooser, Qt.Key.Key_Home)
    qtbot.waitUntil(screen.deciding.isVisible)
