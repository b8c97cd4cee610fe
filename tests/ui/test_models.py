"""The item models hold to Qt's rules and say what a person reads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.privacy.finding.sweep import Kind, Remaining
from transcribe_desk.privacy.mention import Category, Decision
from transcribe_desk.ui import wording
from transcribe_desk.ui.document.marks import Shape
from transcribe_desk.ui.models.entities import EntityItem, EntityModel, Heading
from transcribe_desk.ui.models.interviews import CHIP_ROLE, STATUS_COLUMN, InterviewModel
from transcribe_desk.ui.models.lines import LineModel
from transcribe_desk.ui.models.mentions import MentionModel, Occurrence
from transcribe_desk.ui.screens.review.state import ReviewState
from transcribe_desk.ui.widgets.decision_list import DecisionList


def check(tester: ModelTester, model: QAbstractItemModel) -> None:
    """Let Qt walk through the whole model."""
    tester.check(model)  # type: ignore[no-untyped-call]


@pytest.fixture
def state(desk: Desk) -> ReviewState:
    interview = desk.interview("02-hospital")
    transcript = desk.transcript(interview.id)
    assert transcript is not None
    return ReviewState(interview.id, interview.study_id, transcript, desk.mentions(), desk.entities())


def test_the_study_table(desk: Desk, qtmodeltester: ModelTester) -> None:
    model = InterviewModel()
    check(qtmodeltester, model)
    model.set_rows(desk.rows(), {})
    check(qtmodeltester, model)
    assert model.index(1, 0).data() == "02-hospital"
    assert model.index(1, 3).data() == "Oct 2018"
    assert model.index(1, 4).data() == "38:06"
    assert model.index(1, STATUS_COLUMN).data() == "In review · 0 of 15"
    assert model.index(3, 6).data() == ""  # nothing to count before there is a transcript


def test_the_status_follows_the_job(desk: Desk) -> None:
    model, rows = InterviewModel(), desk.rows()
    model.set_rows(rows, {})
    running = JobEvent(rows[3].interview.id, JobState.RUNNING, Phase.TRANSCRIBE, 61, 100, 8.0, 360.0)
    model.set_job(running)
    cell = model.index(3, STATUS_COLUMN)
    assert (cell.data(), cell.data(CHIP_ROLE)) == ("Transcribing · 61 % · 6 min left", "warning")


def test_a_damaged_recording_says_what_is_missing(desk: Desk) -> None:
    model, rows = InterviewModel(), list(desk.rows())
    rows[1] = replace(rows[1], missing=((41 * 60_000 + 7_000, 41 * 60_000 + 25_000),))
    model.set_rows(rows, {})
    cell = model.index(1, STATUS_COLUMN)
    assert (cell.data(), cell.data(CHIP_ROLE)) == ("18 s of sound missing at 41:07", "danger")
    assert "no sound from 41:07 to 41:25" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(0, STATUS_COLUMN).data(Qt.ItemDataRole.ToolTipRole) == ""


def test_the_review_list_is_grouped_and_counts(state: ReviewState, qtmodeltester: ModelTester) -> None:
    model = EntityModel()
    model.set_items(state.items())
    check(qtmodeltester, model)
    items = model.items()
    assert items[0] == Heading("People", 4)
    first = items[1]
    assert isinstance(first, EntityItem)
    assert (first.entity.name, len(first.mentions), first.in_study, first.interviews) == ("Kwame Osei", 5, 7, 3)
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert first.spoken == "Kwame Osei, Person, 5 mentions, undecided"


def test_every_category_has_its_words() -> None:
    assert set(wording.categories()) == set(Category)
    assert all(wording.singular(each) for each in Category)


def test_an_entity_is_accepted_rejected_or_open(state: ReviewState) -> None:
    item = state.items()[1]
    assert isinstance(item, EntityItem)
    entity, first = item.entity.id, item.mentions[0].id

    def shape(after: ReviewState) -> Shape:
        return next(each.shape for each in after.items() if isinstance(each, EntityItem) and each.entity.id == entity)

    assert shape(state) is Shape.PROPOSED
    assert shape(state.deciding([first], Decision.ACCEPTED)) is Shape.PROPOSED
    assert shape(state.deciding_entity(entity, Decision.REJECTED_EVERYWHERE)) is Shape.REJECTED
    mixed = state.deciding_entity(entity, Decision.ACCEPTED).deciding([first], Decision.REJECTED_HERE)
    assert shape(mixed) is Shape.ACCEPTED


def test_what_shows_at_once_is_what_the_desk_writes(state: ReviewState, desk: Desk) -> None:
    entity = state.own[0].entity_id
    ahead = state.deciding_entity(entity, Decision.ACCEPTED).deciding([state.own[1].id], Decision.REJECTED_HERE)
    desk.decide_entity(entity, Decision.ACCEPTED)
    desk.decide([state.own[1].id], Decision.REJECTED_HERE)
    assert {each.id: each.decision for each in ahead.mentions} == {each.id: each.decision for each in desk.mentions()}


def test_mentions_in_their_context(state: ReviewState, qtmodeltester: ModelTester) -> None:
    model = MentionModel()
    mention = state.own[0]
    turn = state.transcript.turn(mention.turn_id)
    found = Occurrence(mention, turn.text, turn.start_ms, state.study_id)
    model.set_items([found])
    check(qtmodeltester, model)
    assert (found.before, found.words, found.after) == (
        "… it was all on paper. So ",
        "Dr Osei",
        " would see somebody in …",
    )
    assert model.row_of(mention.id) == 0
    assert "02-hospital" in str(model.index(0).data())


def test_a_view_is_told_of_a_thousand_mentions_as_it_comes_to_them(
    state: ReviewState, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    mention = state.own[0]
    turn = state.transcript.turn(mention.turn_id)
    model = MentionModel()
    model.set_items(
        [Occurrence(replace(mention, id=number), turn.text, turn.start_ms, state.study_id) for number in range(1000)]
    )
    assert (model.rowCount(), model.row_of(500), model.rowCount(), model.row_of(1000)) == (100, 500, 501, -1)
    check(qtmodeltester, model)
    shown = DecisionList("Mentions")
    qtbot.addWidget(shown)
    shown.setModel(model)
    shown.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    shown.choose(0)
    QTest.keyClick(shown, Qt.Key.Key_End)
    assert shown.currentIndex().row() == 999
    model.set_items([])
    model.set_items([Occurrence(mention, turn.text, turn.start_ms, state.study_id)] * 300)
    shown.selectAll()
    assert len(shown.selectionModel().selectedRows()) == 300


def test_a_list_that_takes_the_keyboard_chooses_nothing(qtbot: QtBot) -> None:
    model: LineModel[str] = LineModel(str, str)
    model.set_items(["Selma", "Wexbury"])
    shown, chosen = DecisionList("Names"), list[int]()
    qtbot.addWidget(shown)
    shown.setModel(model)
    shown.row_chosen.connect(chosen.append)
    shown.show()
    shown.activateWindow()
    shown.setFocus()
    qtbot.waitUntil(shown.hasFocus)
    assert (shown.currentIndex().row(), chosen) == (-1, [])
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert chosen == [0]


def test_lines_of_any_kind(qtmodeltester: ModelTester) -> None:
    model: LineModel[Remaining] = LineModel(lambda each: each.text, lambda each: each.key)
    check(qtmodeltester, model)
    found = [Remaining(Kind.WORD, word, word.title(), 0.5, "in no dictionary", ()) for word in ("wexbury", "thornaby")]
    model.set_items(found)
    check(qtmodeltester, model)
    assert [model.index(row).data() for row in range(2)] == ["Wexbury", "Thornaby"]
    assert (model.row_of("thornaby"), model.row_of("leeds"), model.item(5)) == (1, -1, None)
