"""What is published beside a transcript, or out of it, is controlled for the whole study and kept in its trail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.jobs.conftest import Names, StudyBuilder
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.disclosure.cells import Colour, Thresholds
from transcribe_desk.privacy.disclosure.intruder import QUESTIONS, Answer, Verdict, parse_answer
from transcribe_desk.privacy.disclosure.labels import LabelProblem
from transcribe_desk.privacy.disclosure.merges import Merge
from transcribe_desk.privacy.disclosure.quasi import Kind
from transcribe_desk.privacy.disclosure.quotes import QuoteProblem
from transcribe_desk.privacy.gate import RefusalCode
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.study.errors import GateRefusedError, InputError, StudyIdError
from transcribe_desk.study.study import Interview, Status

CUES: Names = {
    "Margaret": ("PERSON", "NAME"),
    "Leeds": ("LOCATION", "PLACE"),
    "ninety-two": ("AGE", "OTHER"),
    "the only one": ("INDIRECT", "INDIRECT"),
}


def actions(desk: Desk) -> list[str]:
    return [entry.action for entry in desk.vault.audit.entries()]


def held_by(desk: Desk, label: str, count: int, role: str = "nurse") -> None:
    """Add participants who have said nothing yet."""
    study = desk.vault.study
    organisation = study.organisation_by_label(label) or desk.add_organisation(label)
    for _ in range(count):
        study.add_participant(organisation.id, None, role=role)


def decide_all(desk: Desk, decision: Decision = Decision.ACCEPTED) -> None:
    desk.decide([mention.id for mention in desk.mentions()], decision, "GE")


# The participant table


def test_a_table_at_import_brings_attributes(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    desk.add_organisation("hospital", "Northern General")
    first, second = builder.recording().name, builder.recording().name
    (tmp_path / "people.csv").write_text(
        f"audio,organisation,role,Sex,Age_band\n{first},Northern General,nurse,female,30–39\n"
        f"{second},hospital,,male,\n",
        encoding="utf-8",
    )
    desk.import_table(tmp_path / "people.csv")
    one, two = (person.participant for person in desk.disclosure.people())
    assert (one.role, one.attributes) == ("nurse", (("age band", "30–39"), ("sex", "female")))
    assert (two.role, two.attributes) == ("", (("sex", "male"),))
    assert desk.disclosure.cells(["sex", "age band"]).incomplete == (two.id,)


def test_organisations_nobody_knows_are_told_by_line_before_anything_is_taken_in(
    desk: Desk, builder: StudyBuilder, tmp_path: Path
) -> None:
    desk.add_organisation("hospital")
    lines = [f"{builder.recording().name},{organisation},{label}" for organisation, label in (
        ("hospital", ""), ("Hill Road School", ""), ("St Brannock's", "hospice"), ("St Brannock's", ""), ("HQ", ""),
    )]  # fmt: skip
    table = tmp_path / "people.csv"
    table.write_text("audio,organisation,label\n" + "\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError, match=r"lines 3, 6, the organisation: It is not in this study .*: hospital") as told:
        desk.import_table(table)
    assert "Hill Road" not in str(told.value)
    assert desk.rows() == ()
    table.write_text("audio,organisation,label\n" + "\n".join(lines[i] for i in (0, 3, 2)), encoding="utf-8")
    desk.import_table(table)
    assert [row.interview.study_id for row in desk.rows()] == ["01-hospital", "02-hospice", "03-hospice"]


def test_a_number_somebody_has_is_told_by_line(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    held_by(desk, "hospital", 2)
    table = tmp_path / "people.csv"
    table.write_text(f"audio,organisation,number\n{builder.recording().name},hospital,2\n", encoding="utf-8")
    with pytest.raises(StudyIdError, match="line 2, number 2: It already belongs"):
        desk.import_table(table)


def test_attributes_are_set_by_study_id_and_the_trail_names_no_value(desk: Desk) -> None:
    held_by(desk, "hospital", 2)
    person = desk.disclosure.person("02-hospital")
    assert desk.disclosure.person("2") == person
    desk.disclosure.set_attributes(person.participant.id, {"Sex": "female", "role": "matron"})
    kept = desk.disclosure.person("2").participant
    assert (kept.role, kept.attributes) == ("matron", (("sex", "female"),))
    entry = desk.vault.audit.entries()[-1]
    assert (entry.action, entry.subject) == ("attributes changed", "02-hospital")
    assert entry.details == {"attributes": ["role", "sex"]}
    with pytest.raises(InputError, match="Participants here: 01-hospital, 02-hospital"):
        desk.disclosure.person("09-hospital")


def test_small_cells_are_merged_and_taken_apart_again(desk: Desk) -> None:
    held_by(desk, "hospital", 5)
    held_by(desk, "hospital", 2, "commissioner")
    held_by(desk, "hospital", 1, "manager")
    assert [cell.size for cell in desk.disclosure.cells().of(Colour.RED)] == [1, 2]
    (found,) = desk.disclosure.suggestions(["role"])
    assert desk.disclosure.apply(found.merges) == (Merge("role", ("commissioner", "manager"), "system leader"),)
    table = desk.disclosure.cells(["role"])
    assert [(cell.values, cell.size, cell.colour) for cell in table.cells] == [
        (("system leader",), 3, Colour.AMBER),
        (("nurse",), 5, Colour.GREEN),
    ]
    assert {row.values["role"] for row in desk.disclosure.rows()} == {"nurse", "commissioner", "manager"}
    desk.disclosure.unmerge("Role", "system leader")
    assert desk.disclosure.merges() == ()
    assert len(desk.disclosure.cells(["role"]).cells) == 3
    assert actions(desk)[-2:] == ["values merged", "merge taken back"]


def test_a_merge_that_cannot_be_leaves_the_others_out_too(desk: Desk) -> None:
    held_by(desk, "hospital", 1, "nurse")
    held_by(desk, "hospital", 1, "doctor")
    good, bad = Merge("role", ("doctor", "nurse"), "clinical"), Merge("role", ("pilot", "nurse"), "x")
    with pytest.raises(InputError, match="pilot"):
        desk.disclosure.apply([good, bad])
    assert desk.disclosure.merges() == ()


def test_thresholds_are_the_studys(desk: Desk) -> None:
    held_by(desk, "hospital", 3)
    assert desk.disclosure.thresholds() == Thresholds(3, 5)
    desk.disclosure.set_thresholds(Thresholds(4, 10))
    assert desk.disclosure.cells().of(Colour.RED)
    assert desk.disclosure.label_warnings()[0].problem is LabelProblem.SMALL


# Study IDs


def test_a_pooled_label_reaches_every_study_id(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    first = builder.transcribed(["Hello.", "Good morning."], names={}, label="hospital-a")
    second = builder.transcribed(["Hello.", "Good evening."], names={}, label="hospital-b")
    held_by(desk, "hospital-b", 1)
    held_by(desk, "school", 3)
    offer = desk.disclosure.pool_offer()
    assert offer is not None
    assert (offer.labels, offer.pooled_label) == (("hospital-a", "hospital-b"), "hospital")

    desk.disclosure.pool(offer.labels, offer.pooled_label)

    ids = [row.interview.study_id for row in desk.rows()]
    assert ids == ["01-hospital", "02-hospital"]
    shown = [person.study_id for person in desk.disclosure.people()]
    assert shown == [*ids, "03-hospital", "04-school", "05-school", "06-school"]
    assert desk.interview("02-hospital").id == second.id
    assert {turn.label for turn in desk.rendered(second.id).turns} == {"Interviewer", "02-hospital"}
    assert ("Organisation type", "hospital") in desk.rendered(second.id).headers
    desk.sign_off(first.id, "GE")
    desk.sign_off(second.id, "GE")
    report = desk.export(tmp_path / "out", interview_ids=[first.id, second.id], targets=["text"])
    assert sorted(path.stem for path in report.written if path.suffix == ".txt") == ["01-hospital", "02-hospital"]
    assert not any("hospital-a" in path.read_text("utf-8") for path in report.written)
    (third,) = desk.import_files([builder.recording()], "hospital-a").imported
    assert third.study_id == "07-hospital"

    told = desk.disclosure.unpool(["hospital"])

    assert told == ("01-hospital", "02-hospital"), "files with these IDs have left"
    assert desk.interview("02-hospital-b").id == second.id
    assert desk.row(desk.interview("02-hospital-b")).status is Status.REVIEWED
    assert {each.code for each in desk.refusals(second.id)} == {RefusalCode.CHANGED_AFTER_SIGN_OFF}
    assert actions(desk)[-1] == "labels no longer pooled"


def test_a_pool_that_hides_nobody_is_refused(desk: Desk) -> None:
    held_by(desk, "hospital", 1)
    held_by(desk, "school", 1)
    with pytest.raises(InputError, match="One organisation alone"):
        desk.disclosure.pool(["hospital"], "organisation")
    with pytest.raises(InputError, match="Labels here: hospital, school"):
        desk.disclosure.pool(["hospital", "prison"], "organisation")
    with pytest.raises(StudyIdError):
        desk.disclosure.pool(["hospital", "school"], "Other organisation")
    desk.disclosure.pool(["hospital"], "school")
    assert [person.study_id for person in desk.disclosure.people()] == ["01-school", "02-school"]


def test_new_participants_get_numbers_out_of_order(desk: Desk) -> None:
    held_by(desk, "hospital", 2)
    desk.disclosure.shuffle(on=True)
    held_by(desk, "hospital", 16)  # in order by chance once in 16!
    numbers = [each.number for each in sorted(desk.vault.study.participants(), key=lambda each: each.id)]
    assert numbers[:2] == [1, 2]
    assert len(set(numbers)) == 18
    assert numbers[2:] != sorted(numbers[2:])
    desk.disclosure.shuffle(on=False)
    held_by(desk, "hospital", 1)
    assert max(each.number for each in desk.vault.study.participants()) == max(numbers) + 1


def test_numbers_are_drawn_anew_until_something_has_left(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    interview = builder.transcribed(["Hello.", "Good morning."], names={})
    held_by(desk, "hospital", 5)
    before = {each.id: each.number for each in desk.vault.study.participants()}

    people = desk.disclosure.reshuffle()

    after = {each.participant.id: each.participant.number for each in people}
    assert after.keys() == before.keys()
    assert not set(after.values()) & set(before.values()), "a number never names somebody else"
    assert desk.vault.study.numbers_ever_used() == {*before.values(), *after.values()}
    (own,) = (each.study_id for each in people if each.participant.id == interview.participant_ids[0])
    assert desk.interview(own).id == interview.id

    desk.export(tmp_path / "out", interview_ids=[interview.id], targets=["text"], draft=True)
    with pytest.raises(GateRefusedError, match="have been exported"):
        desk.disclosure.reshuffle()
    assert {each.id: each.number for each in desk.vault.study.participants()} == after


@pytest.mark.parametrize(
    ("leave", "told"),
    [
        (lambda desk, out: desk.coder_sets(out, ["AB", "CD"]), ("01-hospital", "02-hospital", "03-hospital")),
        (lambda desk, out: desk.quotes.export(out), ("01-hospital",)),
        (lambda desk, out: desk.export(out, targets=["qdpx"], interview_ids=[2]), ("02-hospital",)),
        (lambda desk, out: desk.export_log(out), ("01-hospital", "02-hospital", "03-hospital")),
        (lambda desk, out: desk.study_papers(out), ()),
    ],
    ids=["coders", "quotes", "project", "log", "papers"],
)
def test_study_ids_have_left_with_whatever_file_they_stand_in(
    leave: Callable[[Desk, Path], object],
    told: tuple[str, ...],
    desk: Desk,
    builder: StudyBuilder,
    tmp_path: Path,
) -> None:
    for _ in range(3):
        interview = builder.transcribed(["Hello Margaret.", "We waited a week for the first letter."])
        desk.decide([mention.id for mention in desk.mentions(interview.id)], Decision.ACCEPTED, "GE")
        desk.sign_off(interview.id, "GE")
    desk.quotes.keep(1, [(2, 0, 16)], "GE")
    leave(desk, tmp_path / "out")

    if told:
        with pytest.raises(GateRefusedError, match="have been exported"):
            desk.disclosure.reshuffle()
    (hospital,) = desk.organisations()
    assert desk.people.what_if(lambda: desk.people.change_organisation(hospital.id, label="trust")).exported == told
    desk.add_organisation("clinic")
    assert desk.disclosure.pool(["hospital", "clinic"], "trust") == told


# Quotes


@pytest.fixture
def spoken(desk: Desk, builder: StudyBuilder) -> Interview:
    """Give the interview of a nurse in a study of four nurses and a commissioner in one hospital."""
    interview = builder.transcribed(
        [
            "How was it for you and Margaret?",
            "Well, I said to Margaret that we'd all learn. I was the only one there. The rest was fine.",
            "And the commissioner?",
            "The commissioners never came.",
        ],
        names=CUES,
    )
    held_by(desk, "hospital", 3)
    held_by(desk, "hospital", 1, "commissioner")
    desk.disclosure.set_attributes(interview.participant_ids[0], {"role": "nurse"})
    return interview


def test_quotes_within_a_quote_may_be_typed_in_any_way(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.transcribed(["And?", "She said “go” – so I went."], names={})
    held_by(desk, "hospital", 2)
    assert desk.disclosure.check_quote(interview.id, 'said "go" - so').quote == "“… said “go” – so … (01-hospital)”"


def problems(desk: Desk, interview: Interview, text: str) -> list[QuoteProblem]:
    check = desk.disclosure.check_quote(interview.id, text)
    assert check.may_be_copied is not bool(check.reasons)
    assert (check.quote == "") is not check.may_be_copied
    return [reason.problem for reason in check.reasons]


def test_a_quote_is_copied_with_its_tag(desk: Desk, spoken: Interview) -> None:
    decide_all(desk)
    check = desk.disclosure.check_quote(spoken.id, "“… i said to [name 1]  that we’d all learn. … (01-hospital)”")
    assert check.quote == "“… I said to [NAME 1] that we'd all learn. … (01-hospital)”"
    joined = desk.disclosure.check_quote(spoken.id, "Well, I said […] The rest was fine.")
    assert joined.quote == "“Well, I said … The rest was fine. (01-hospital)”"


def test_a_span_grows_to_whole_words_and_replacements(desk: Desk, spoken: Interview) -> None:
    decide_all(desk)
    text = desk.rendered(spoken.id).turns[1].text
    at = text.index("[NAME 1]")
    assert desk.disclosure.check_span(spoken.id, 2, at - 2, at + 2).quote == "“… to [NAME 1] … (01-hospital)”"
    assert desk.disclosure.check_span(spoken.id, 2, 0, len(text)).quote == f"“{text} (01-hospital)”"
    for turn, start, end in ((2, 5, 5), (2, -1, 4), (2, 0, 999), (9, 0, 1)):
        with pytest.raises(InputError, match="no text at this place"):
            desk.disclosure.check_span(spoken.id, turn, start, end)


def test_what_nobody_has_decided_holds_a_quote_back(desk: Desk, spoken: Interview) -> None:
    assert problems(desk, spoken, "I said to Margaret") == [QuoteProblem.UNDECIDED]
    assert problems(desk, spoken, "I was the only one there") == [QuoteProblem.INDIRECT]
    assert problems(desk, spoken, "The rest was fine.") == []
    decide_all(desk, Decision.REJECTED_HERE)
    assert problems(desk, spoken, "I said to Margaret") == []
    assert problems(desk, spoken, "I was the only one there") == []


def test_an_original_that_nobody_let_stand_holds_a_quote_back(desk: Desk, spoken: Interview) -> None:
    decide_all(desk)
    inside = [mention for mention in desk.mentions(spoken.id) if mention.turn_id == 2]
    desk.vault.review.remove_mentions([inside[0].id])
    assert problems(desk, spoken, "I said to Margaret") == [QuoteProblem.ORIGINAL]


def test_the_participant_table_speaks_against_a_quote(desk: Desk, spoken: Interview) -> None:
    check = desk.disclosure.check_quote(spoken.id, "The commissioners never came.")
    assert [reason.problem for reason in check.reasons] == [QuoteProblem.RARE_VALUE]
    assert check.reasons[0].message == "It names a value of “role” that is held by 1 of the participants."
    desk.disclosure.set_thresholds(Thresholds(6, 6))
    assert problems(desk, spoken, "The rest was fine.") == [QuoteProblem.SMALL_LABEL]


def test_a_value_that_is_rare_under_the_tags_label_speaks_against_a_quote(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.transcribed(["And?", "As a physiotherapist I see them all."], names={})
    desk.disclosure.set_attributes(interview.participant_ids[0], {"role": "physiotherapist"})
    held_by(desk, "hospital", 4)
    held_by(desk, "school", 4, "physiotherapist")
    check = desk.disclosure.check_quote(interview.id, "As a physiotherapist I see them all.")
    assert "held by 1 of those with the label “hospital”" in check.reasons[0].message


def test_the_interviewer_is_not_quoted_as_a_participant(desk: Desk, spoken: Interview) -> None:
    decide_all(desk)
    assert problems(desk, spoken, "How was it for you") == [QuoteProblem.INTERVIEWER]
    assert problems(desk, spoken, "for you and … Well, I said") == [QuoteProblem.INTERVIEWER]


@pytest.mark.parametrize("text", ["", "…", "Something else.", "The rest was fine. … Well, I said"])
def test_words_that_are_not_there_are_never_given_back(desk: Desk, spoken: Interview, text: str) -> None:
    decide_all(desk)
    assert problems(desk, spoken, text) == [QuoteProblem.NOT_FOUND]
    assert QuoteProblem.ORIGINAL in problems(desk, spoken, "So Margaret left.")


# The motivated intruder, and what has been said about whom


def test_an_intruder_sheet_is_kept_with_its_six_answers(desk: Desk, spoken: Interview) -> None:
    answers = [Answer(Verdict.NO)] * 5 + [parse_answer("Yes:  the ward's closure was in the paper;  cut turn 2")]
    kept = desk.disclosure.add_sheet(" GE ", answers, spoken.id)
    whole = desk.disclosure.add_sheet("RT", [Answer(Verdict.NO)] * 6)
    assert desk.disclosure.sheets() == (kept, whole)
    assert desk.disclosure.sheet(kept.id) == kept
    assert (kept.reviewer, kept.risks, kept.answers[5].note) == (
        "GE",
        (6,),
        "the ward's closure was in the paper; cut turn 2",
    )
    entries = [entry for entry in desk.vault.audit.entries() if entry.action == "motivated-intruder test"]
    assert [entry.subject for entry in entries] == ["01-hospital", ""]
    assert entries[0].details == {"by": "GE", "sheet": kept.id, "answers": ["no"] * 5 + ["yes"]}


def test_a_sheet_that_says_too_little_is_refused(desk: Desk) -> None:
    assert len(QUESTIONS) == 6
    with pytest.raises(InputError, match="5 answers to 6 questions"):
        desk.disclosure.add_sheet("GE", [Answer(Verdict.NO)] * 5)
    with pytest.raises(InputError, match="no reviewer"):
        desk.disclosure.add_sheet(" ", [Answer(Verdict.NO)] * 6)
    with pytest.raises(InputError, match=r"question 3: “unsure” is not explained"):
        desk.disclosure.add_sheet("GE", [parse_answer(each) for each in ("no", "no", "unsure: ", "no", "no", "no")])
    with pytest.raises(InputError, match="none of no, yes and unsure"):
        parse_answer("perhaps: who knows")
    with pytest.raises(InputError, match="List the sheets"):
        desk.disclosure.sheet(1)
    assert desk.disclosure.sheets() == ()


def test_a_panel_tells_what_was_said_of_each_and_who_shares_it(desk: Desk, builder: StudyBuilder) -> None:
    said = ["Leeds?", "I am ninety-two, from Leeds. I was the only one there with Margaret."]
    first = builder.transcribed(said, names=CUES)
    second = builder.transcribed(["Where?", "In Leeds."], names=CUES)
    held_by(desk, "hospital", 1, role="")
    for interview in (first, second):
        desk.disclosure.set_attributes(interview.participant_ids[0], {"role": "nurse"})
    mention = next(each for each in desk.mentions(first.id) if each.label == "LOCATION")
    desk.decide([mention.id], Decision.ACCEPTED, "GE")
    rejected = next(each for each in desk.mentions(first.id) if each.category == "NAME")
    desk.decide([rejected.id], Decision.REJECTED_HERE, "GE")

    one, two, three = desk.disclosure.panels()

    assert {kind: (times, open_) for kind, times, open_ in one.counts() if times} == {
        Kind.PLACE: (2, 1),
        Kind.AGE: (1, 1),
        Kind.INDIRECT: (1, 1),
    }
    leeds = one.said[0]
    assert (leeds.kind, leeds.name, leeds.times, leeds.undecided, leeds.participants) == (Kind.PLACE, "Leeds", 2, 1, 2)
    assert (one.published, one.sharing, one.sharing_said) == (("hospital", "nurse"), 2, 1)
    assert (two.sharing, two.sharing_said) == (2, 2), "of the first, Leeds is said too"
    assert (three.published, three.sharing, three.said) == ((), None, ())


def test_everything_is_there_when_the_study_is_opened_again(desk: Desk, tmp_path: Path) -> None:
    held_by(desk, "hospital", 3)
    held_by(desk, "hospital", 1, "doctor")
    desk.disclosure.apply([Merge("role", ("doctor", "nurse"), "clinical staff")])
    desk.disclosure.set_attributes(desk.disclosure.person("1").participant.id, {"sex": "female"})
    kept = desk.disclosure.add_sheet("GE", [Answer(Verdict.NO)] * 6)
    rows, standing = desk.disclosure.rows(), desk.disclosure.merges()
    desk.close()
    with Desk.open(tmp_path / "Study.tdstudy", "a passphrase") as again:
        assert (again.disclosure.rows(), again.disclosure.merges()) == (rows, standing)
        assert again.disclosure.sheets() == (kept,)
