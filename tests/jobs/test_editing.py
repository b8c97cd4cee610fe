"""Edit transcripts in a study: nothing typed is lost, decisions follow their words, and all of it can be taken back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.jobs.conftest import StudyBuilder
from transcribe_desk.export.targets import TARGETS
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.reviewing import store_proposals
from transcribe_desk.privacy.deciding.settling import known_everywhere
from transcribe_desk.privacy.gate import RefusalCode
from transcribe_desk.privacy.mention import EDITED, Category, Decision, Entity, Mention
from transcribe_desk.study.edits import EditStep, merge, move_boundary, restore, reword, split
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.finding import Query
from transcribe_desk.study.originals import originals
from transcribe_desk.study.speakers import reassign, rename, swap_roles
from transcribe_desk.study.study import Interview
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.vault.review_journal import StepState
from transcribe_desk.vault.store import Vault

SAID = ["Did Dr Patel help?", "Yes, Margaret did, in Leeds.", "And then?", "Then Margaret rang Dr Patel."]
Make = Callable[[Transcript], EditStep | None]


@pytest.fixture
def interview(builder: StudyBuilder) -> Interview:
    """Give a flagged interview in which everything but Leeds is accepted."""
    interview = builder.transcribed(SAID)
    desk = builder.desk
    chosen = [each.id for each in desk.mentions() if words(desk, each) != "Leeds"]
    desk.decide(chosen, Decision.ACCEPTED, "GE")
    return interview


def words(desk: Desk, mention: Mention) -> str:
    transcript = desk.transcript(mention.interview_id)
    assert transcript is not None
    return transcript.turn(mention.turn_id).text[mention.start : mention.end]


def marks(desk: Desk, interview: Interview) -> list[tuple[int, str, str]]:
    return [(each.turn_id, words(desk, each), each.decision.value) for each in desk.mentions(interview.id)]


def said(desk: Desk, interview: Interview) -> list[tuple[int, str, str]]:
    return [(turn.id, turn.speaker, turn.text) for turn in desk.editing.transcript(interview.id).turns]


def state(desk: Desk, interview: Interview) -> tuple[Transcript, tuple[Mention, ...], tuple[Entity, ...]]:
    return desk.editing.transcript(interview.id), desk.mentions(), desk.entities()


STEPS: dict[str, Make] = {
    "typed": lambda now: reword(now, 2, "Yes, Margaret surely did, in Sheffield."),
    "typed a known name": lambda now: reword(now, 3, "And then Patel?"),
    "split": lambda now: split(now, 2, len("Yes, Margaret did,"), "S1"),
    "split in a name": lambda now: split(now, 1, len("Did Dr")),
    "merged": lambda now: merge(now, 1),
    "boundary": lambda now: move_boundary(now, 1, 2),
    "boundary in a name": lambda now: move_boundary(now, 1, -2),
    "renamed": lambda now: rename(now, "S2", "S7"),
    "reassigned": lambda now: reassign(now, 3, "S2"),
    "swapped": swap_roles,
}


@pytest.mark.parametrize("make", STEPS.values(), ids=STEPS)
def test_a_step_is_taken_back_and_done_again_exactly_also_in_another_session(
    desk: Desk, interview: Interview, make: Make
) -> None:
    before = state(desk, interview)
    step = make(before[0])
    assert step is not None
    desk.editing.apply(interview.id, step, "GE")
    after = state(desk, interview)
    assert after[0] == step.apply(before[0])
    assert not desk.editing.can_redo(interview.id)

    again = _reopened(desk)
    with again:
        assert state(again, interview) == after
        assert again.editing.undo(interview.id, "GE") == step.inverse
        assert state(again, interview) == before
        assert again.editing.undo(interview.id) is None
        assert again.editing.redo(interview.id, "GE") == step
        assert state(again, interview) == after
        assert not again.editing.can_redo(interview.id)


def _reopened(desk: Desk) -> Desk:
    folder = desk.vault.folder
    desk.close()
    return Desk(Vault.open(folder, "a passphrase"), desk.models)


def test_decisions_follow_their_words_and_new_words_come_up(desk: Desk, interview: Interview) -> None:
    desk.editing.make(interview.id, lambda now: merge(now, 1))
    assert marks(desk, interview)[:3] == [
        (1, "Dr Patel", "accepted"),
        (1, "Margaret", "accepted"),
        (1, "Leeds", "undecided"),
    ]
    desk.editing.make(interview.id, lambda now: move_boundary(now, 1, -2))
    assert (3, "Leeds", "undecided") in marks(desk, interview)
    desk.editing.make(interview.id, lambda now: split(now, 4, len("Then Margaret"), "S1"))
    assert marks(desk, interview)[-2:] == [(4, "Margaret", "accepted"), (5, "Dr Patel", "accepted")]
    desk.editing.reword(interview.id, 3, "In Sheffield. Margaret, and then?")
    assert [each for each in marks(desk, interview) if each[0] == 3] == [(3, "Margaret", "undecided")]


def test_a_name_cut_in_two_comes_up_undecided_in_both_turns(desk: Desk, interview: Interview) -> None:
    desk.editing.make(interview.id, lambda now: split(now, 1, len("Did Dr")))
    cut = [each for each in desk.mentions(interview.id) if each.turn_id in (1, 5)]
    assert [(each.turn_id, words(desk, each), each.decision) for each in cut] == [
        (1, "Dr", Decision.UNDECIDED),
        (5, "Patel", Decision.UNDECIDED),
    ]
    assert len({each.entity_id for each in cut}) == 1
    with desk.vault.transaction():
        assert known_everywhere(desk.vault.review_memory.current(), desk.vault.study.watched).empty


def test_an_accepted_name_whose_spelling_is_put_right_comes_up_though_no_detector_sees_it(
    desk: Desk, interview: Interview
) -> None:
    (margaret,) = [each for each in desk.mentions(interview.id) if each.turn_id == 2 and words(desk, each) != "Leeds"]
    desk.editing.make(interview.id, lambda now: reword(now, 2, "Yes, Margrit did, in Leeds."))
    store_proposals(desk.vault, interview.id, [])
    (edited,) = [each for each in desk.mentions(interview.id) if each.turn_id == 2]
    assert (words(desk, edited), edited.decision, edited.reason) == ("Margrit", Decision.UNDECIDED, EDITED)
    assert edited.entity_id == margaret.entity_id
    desk.editing.undo(interview.id)
    assert margaret in desk.mentions(interview.id)


def test_what_is_edited_beside_a_name_becomes_no_part_of_it(desk: Desk, interview: Interview) -> None:
    desk.editing.make(interview.id, lambda now: reword(now, 4, "Then the tutor Margrit rang Dr Pattel."))
    assert marks(desk, interview)[-2:] == [(4, "Margrit", "undecided"), (4, "Dr Pattel", "undecided")]
    assert not any("tutor" in form for entity in desk.entities() for form in entity.forms)


def test_every_place_whose_spelling_is_put_right_in_one_step_comes_up(desk: Desk, interview: Interview) -> None:
    query = Query("Margaret", whole_words=True)
    assert desk.editing.replace(query, "Margrit", desk.editing.find(query), "GE") == 2
    assert [each for each in marks(desk, interview) if each[1] == "Margrit"] == [
        (2, "Margrit", "undecided"),
        (4, "Margrit", "undecided"),
    ]


def test_the_right_word_over_a_misheard_name_is_no_name(desk: Desk, interview: Interview) -> None:
    desk.decide([each.id for each in desk.mentions() if words(desk, each) == "Leeds"], Decision.ACCEPTED, "GE")
    desk.editing.make(interview.id, lambda now: reword(now, 2, "Yes, Margaret did, in needs."))
    assert [word for turn, word, _ in marks(desk, interview) if turn == 2] == ["Margaret"]


def test_an_accepted_name_stays_so_in_capitals_and_goes_when_something_else_is_written(
    desk: Desk, interview: Interview
) -> None:
    desk.editing.make(interview.id, lambda now: reword(now, 2, "Yes, MARGARET did, in Leeds."))
    assert (2, "MARGARET", "accepted") in marks(desk, interview)
    desk.editing.make(interview.id, lambda now: reword(now, 2, "Yes, a colleague did, in Leeds."))
    assert [word for turn, word, _ in marks(desk, interview) if turn == 2] == ["Leeds"]


def test_a_mark_of_a_person_outlasts_another_reading(desk: Desk, interview: Interview) -> None:
    text = desk.editing.transcript(interview.id).turn(3).text
    marked, *_ = desk.review.mark(interview.id, 3, 0, len(text), Category.OTHER, "GE")
    desk.decide([marked.id], Decision.UNDECIDED, "GE")
    desk.editing.make(interview.id, lambda now: split(now, 1, len("Did Dr")))
    store_proposals(desk.vault, interview.id, [])
    assert [each for each in marks(desk, interview) if each[2] == "undecided"] == [
        (1, "Dr", "undecided"),
        (3, "And then", "undecided"),
        (5, "Patel", "undecided"),
    ]


@pytest.mark.parametrize("make", [each for name, each in STEPS.items() if name != "renamed"])
def test_any_edit_of_a_signed_off_interview_closes_the_gate_and_taking_it_back_opens_it(
    desk: Desk, builder: StudyBuilder, interview: Interview, make: Make
) -> None:
    desk.decide([each.id for each in desk.mentions()], Decision.ACCEPTED, "GE")
    desk.sign_off(interview.id, "GE")
    assert desk.refusals(interview.id) == ()
    desk.editing.make(interview.id, make)
    assert {each.code for each in desk.refusals(interview.id)} & {
        RefusalCode.CHANGED_AFTER_SIGN_OFF,
        RefusalCode.NOT_FLAGGED,
        RefusalCode.UNDECIDED,
    }
    desk.editing.undo(interview.id)
    assert desk.refusals(interview.id) == ()


def test_only_the_turns_that_changed_are_read_again(desk: Desk, interview: Interview) -> None:
    desk.editing.make(interview.id, lambda now: split(now, 4, len("Then Margaret")))
    assert desk.vault.review.unread_turns(interview.id) == {4, 5}


def test_what_was_decided_since_a_step_stays_when_it_is_taken_back(desk: Desk, interview: Interview) -> None:
    desk.editing.make(interview.id, lambda now: merge(now, 1))
    (leeds,) = [each for each in desk.mentions() if words(desk, each) == "Leeds"]
    desk.decide([leeds.id], Decision.REJECTED_HERE, "AB")
    desk.editing.undo(interview.id)
    assert (2, "Leeds", "rejected here") in marks(desk, interview)
    desk.editing.redo(interview.id)
    assert (1, "Leeds", "rejected here") in marks(desk, interview)


def test_a_new_step_ends_what_could_be_done_again_but_the_journal_keeps_it(desk: Desk, interview: Interview) -> None:
    desk.editing.reword(interview.id, 3, "And?", "GE")
    desk.editing.undo(interview.id, "GE")
    assert desk.editing.can_redo(interview.id)
    desk.editing.make(interview.id, swap_roles, "AB")
    assert not desk.editing.can_redo(interview.id)
    assert desk.editing.redo(interview.id) is None
    assert [(each.kind, each.person, each.state) for each in desk.editing.steps(interview.id)] == [
        ("typed", "GE", StepState.ABANDONED),
        ("speakers", "AB", StepState.DONE),
    ]


def test_each_interview_has_its_own_undo(desk: Desk, builder: StudyBuilder) -> None:
    first, second = builder.transcribed(["One."]), builder.transcribed(["Two."])
    desk.editing.reword(first.id, 1, "First.")
    desk.editing.reword(second.id, 1, "Second.")
    desk.editing.undo(first.id)
    assert (said(desk, first)[0][2], said(desk, second)[0][2]) == ("One.", "Second.")
    assert desk.editing.can_redo(first.id)
    assert not desk.editing.can_redo(second.id)


def test_a_step_that_no_longer_fits_changes_nothing(desk: Desk, interview: Interview) -> None:
    now = desk.editing.transcript(interview.id)
    stale: list[EditStep | None] = [make(now) for name, make in STEPS.items() if name != "reassigned"]
    desk.editing.make(interview.id, lambda now: merge(now, 1))
    desk.editing.make(interview.id, lambda now: reassign(now, 3, "S4"))
    before, entries = state(desk, interview), len(desk.vault.audit.entries())
    steps = desk.editing.steps(interview.id)
    for step in stale[2:]:
        assert step is not None
        with pytest.raises(InputError, match="changed in the meantime"):
            desk.editing.apply(interview.id, step)
    for wrong in (
        lambda: desk.editing.reword(interview.id, 99, "Hello."),
        lambda: desk.editing.reword(interview.id, 1, " "),
        lambda: desk.editing.note(interview.id, 99, "who is this"),
    ):
        with pytest.raises(InputError):
            wrong()
    assert state(desk, interview) == before
    assert len(desk.vault.audit.entries()) == entries
    assert desk.editing.steps(interview.id) == steps


def test_a_step_whose_turns_something_else_wrote_is_not_taken_back(desk: Desk, interview: Interview) -> None:
    desk.editing.reword(interview.id, 3, "And?")
    other = reword(desk.editing.transcript(interview.id), 3, "Or?")
    assert other is not None
    desk.vault.transcripts.carry_out(interview.id, other)  # behind the journal's back
    with pytest.raises(InputError, match="changed in the meantime"):
        desk.editing.undo(interview.id)
    assert said(desk, interview)[2] == (3, "S1", "Or?")
    assert desk.editing.can_undo(interview.id)


def test_the_machines_original_stays_and_comes_back_turn_by_turn(desk: Desk, interview: Interview) -> None:
    heard = desk.editing.original(interview.id)
    assert heard == desk.editing.transcript(interview.id)
    desk.editing.reword(interview.id, 2, "No, nobody did, nowhere at all.")
    desk.editing.make(interview.id, lambda now: merge(now, 1))
    assert desk.editing.original(interview.id) == heard
    now = desk.editing.transcript(interview.id)
    assert " ".join(word.text for word in originals(now, heard)[1]) == f"{SAID[0]} {SAID[1]}"
    desk.editing.make(interview.id, lambda now: restore(now, heard, 1))
    assert said(desk, interview)[0] == (1, "S1", f"{SAID[0]} {SAID[1]}")
    assert next(each for each in marks(desk, interview) if each[1] != "Dr Patel") == (1, "Margaret", "undecided")


def test_a_new_transcription_is_a_new_original_without_edits(desk: Desk, interview: Interview) -> None:
    desk.editing.reword(interview.id, 3, "And?")
    heard = desk.editing.original(interview.id)
    anew = replace(heard, turns=heard.turns[:2])
    desk.vault.transcripts.save_transcript(interview.id, anew)
    assert desk.editing.original(interview.id) == desk.editing.transcript(interview.id) == anew
    assert desk.editing.steps(interview.id) == ()


def test_an_interview_without_a_transcript_says_so(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.interview()
    for call in (desk.editing.original, desk.editing.transcript):
        with pytest.raises(InputError, match="no transcript yet"):
            call(interview.id)
    assert desk.editing.undo(interview.id) is None


def test_notes_are_of_turns_or_of_the_interview_and_come_back_with_their_turn(desk: Desk, interview: Interview) -> None:
    desk.editing.note(interview.id, 4, "check the name", "GE")
    desk.editing.note(interview.id, 2, "Leeds or Leigh?", "GE")
    desk.editing.note(interview.id, None, "noisy room", "AB")
    assert [(note.turn_id, note.text, note.by) for note in desk.editing.notes(interview.id)] == [
        (None, "noisy room", "AB"),
        (2, "Leeds or Leigh?", "GE"),
        (4, "check the name", "GE"),
    ]
    desk.editing.note(interview.id, 2, "it is Leigh", "GE")
    desk.editing.note(interview.id, 4, "  ")
    desk.editing.make(interview.id, lambda now: merge(now, 1))
    (_, note) = desk.editing.notes(interview.id)
    assert (note.turn_id, note.text, note.start_ms) == (2, "it is Leigh", 10_000)


def test_neither_the_trail_nor_the_journal_quotes_anybody(desk: Desk, interview: Interview) -> None:
    desk.editing.reword(interview.id, 2, "Yes, Zelda did.", "GE")
    desk.editing.note(interview.id, 2, "Zelda who?", "GE")
    desk.editing.undo(interview.id, "GE")
    told = str(desk.vault.audit.entries()) + str(desk.editing.steps(interview.id))
    assert not [name for name in ("Zelda", "Margaret", "Leeds") if name in told]
    last = desk.vault.audit.entries()[-1]
    assert (last.action, last.subject, last.details["by"]) == ("edit undone", interview.study_id, "GE")


choices = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 1000), st.integers(0, 1000)), min_size=1, max_size=12)
NEW_TEXTS = ["Dr Patel came to Leeds.", "Yes, Margaret, yes.", "And then?", "Margaret rang. Margaret rang Patel."]


def _made(now: Transcript, heard: Transcript, choice: tuple[int, int, int]) -> EditStep | None:
    what, which, how = choice
    turn = now.turns[which % len(now.turns)]
    try:
        match what:
            case 0 | 1:
                return reword(now, turn.id, NEW_TEXTS[how % len(NEW_TEXTS)])
            case 2 | 3:
                return split(now, turn.id, how % (len(turn.text) + 1))
            case 4:
                return merge(now, turn.id)
            case 5 | 6:
                return move_boundary(now, turn.id, how % 7 - 3)
            case 7:
                return restore(now, heard, turn.id)
            case _:
                return reassign(now, turn.id, f"S{how % 3 + 1}")
    except InputError:
        return None


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices)
def test_any_run_of_steps_is_what_the_window_has_and_can_be_walked_back_and_forth(
    desk: Desk, interview: Interview, made: list[tuple[int, int, int]]
) -> None:
    while desk.editing.undo(interview.id):
        pass  # the example before this one
    heard = desk.editing.original(interview.id)
    states = [state(desk, interview)]
    for choice in made:
        step = _made(states[-1][0], heard, choice)
        if step is not None and step != step.inverse:
            desk.editing.apply(interview.id, step)
            states.append(state(desk, interview))
            assert states[-1][0] == step.apply(states[-2][0])
            with desk.vault.transaction():  # what is kept in memory is what is in the study
                memory = desk.vault.review_memory.current()
                assert set(memory.mentions.values()) == set(desk.mentions())
                assert memory.index.texts(interview.id) == desk.vault.review.turn_texts(interview.id)
                assert list(memory.index.texts(interview.id)) == list(desk.vault.review.turn_texts(interview.id))
                assert known_everywhere(memory, desk.vault.study.watched).empty
            assert all(words(desk, each) for each in desk.mentions(interview.id))
    window = states[-1][0]
    for before in reversed(states[:-1]):
        taken = desk.editing.undo(interview.id)
        assert taken is not None
        window = taken.apply(window)
        assert state(desk, interview) == before
        assert window == before[0]
    for after in states[1:]:
        desk.editing.redo(interview.id)
        assert state(desk, interview) == after
    assert desk.editing.original(interview.id) == heard


def test_words_are_replaced_in_all_interviews_one_step_in_each(desk: Desk, builder: StudyBuilder) -> None:
    first = builder.transcribed(["The ward, Margaret.", "A ward sister."])
    second = builder.transcribed(["Which ward? Margaret's ward."])
    builder.interview()  # not transcribed yet
    desk.decide([each.id for each in desk.mentions()], Decision.ACCEPTED, "GE")
    query = Query("ward", whole_words=True)
    found = desk.editing.find(query)
    assert [(each.interview_id, each.turn_id) for each in found] == [
        (first.id, 1),
        (first.id, 2),
        (second.id, 1),
        (second.id, 1),
    ]
    assert desk.editing.find(query, [second.id]) == found[2:]
    assert desk.editing.replace(query, "clinic", [found[0], *found[2:]], "GE") == 3
    assert [text for _, _, text in said(desk, first)] == ["The clinic, Margaret.", "A ward sister."]
    assert [text for _, _, text in said(desk, second)] == ["Which clinic? Margaret's clinic."]
    assert {decision for _, _, decision in marks(desk, first) + marks(desk, second)} == {"accepted"}
    assert [len(desk.editing.steps(each.id)) for each in (first, second)] == [1, 1]
    desk.editing.undo(second.id)
    assert said(desk, second)[0][2] == "Which ward? Margaret's ward."
    assert said(desk, first)[0][2] == "The clinic, Margaret."


def test_a_replacement_that_fits_one_interview_less_changes_none(desk: Desk, builder: StudyBuilder) -> None:
    first, second = builder.transcribed(["A ward."]), builder.transcribed(["A ward."])
    query = Query("ward")
    found = desk.editing.find(query)
    desk.editing.reword(second.id, 1, "Another thing.")
    with pytest.raises(InputError, match="changed in the meantime"):
        desk.editing.replace(query, "clinic", found)
    with pytest.raises(InputError, match="changed in the meantime"):
        desk.editing.replace(Query("clinic"), "ward", found)
    assert said(desk, first)[0][2] == "A ward."
    assert not desk.editing.can_undo(first.id)


def test_a_name_in_a_note_reaches_no_export(desk: Desk, interview: Interview, tmp_path: Path) -> None:
    desk.editing.note(interview.id, 2, "that is Zelda Quorn")
    desk.editing.note(interview.id, None, "Zelda Quorn sat in")
    out = tmp_path / "out"
    desk.export(out, draft=True, targets=[each.name for each in TARGETS if each.name != "audio"])
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) > 10
    for path in files:
        parts = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                parts += [packed.read(name) for name in packed.namelist()]
        assert not [part for part in parts if b"Zelda" in part or b"Quorn" in part], path.name
