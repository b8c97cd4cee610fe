"""Words are marked by hand, as whom the study knows or as somebody new; a mark is resized and says what it becomes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.review.by_hand import ALT, CONTROL, decisions, go_to, marking, named, press, settle, words
from transcribe_desk.privacy.mention import Category, Decision
from transcribe_desk.ui.screens.review.screen import ReviewScreen
from transcribe_desk.ui.session import Session


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
