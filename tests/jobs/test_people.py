"""Everything about the people of a study can be changed and taken back, and study IDs say what became of them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.people import InterviewChange, People, parse_held
from transcribe_desk.privacy.disclosure.cells import Thresholds
from transcribe_desk.privacy.disclosure.merges import Merge
from transcribe_desk.study.errors import DeskError, InputError, RecordingError, StudyIdError
from transcribe_desk.study.study import Interview, Mode, Recording, Status, StudySettings
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

_CHEAP = PassphraseCost(memory_kib=8, iterations=1, lanes=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give a study with two hospitals' interviews and one of a school."""
    with Desk(Vault.create(tmp_path / "Made.tdstudy", "a b c d", StudySettings("Made"), cost=_CHEAP)) as opened:
        for label in ("hospital", "hospital", "school"):
            add(opened.vault, label)
        yield opened


def add(vault: Vault, label: str) -> Interview:
    organisation = vault.study.organisation_by_label(label) or vault.study.add_organisation(label, f"{label} of Ely")
    with vault.transaction():
        participant = vault.study.add_participant(organisation.id, None, f"Ann {len(vault.interviews.all())}")
        stored = vault.recordings.store(io.BytesIO(f"sound {participant.number}".encode()))
        recording = Recording(stored.sha256, stored.size, "visit.mp3", "mp3", 1, 44_100, 60_000)
        interview = vault.interviews.add([participant.id], recording)
        vault.recordings.attach(interview.id, stored.file_id)
    return interview


def ids(desk: Desk) -> list[str]:
    return [row.interview.study_id for row in desk.rows()]


def organisation_id(desk: Desk, label: str) -> int:
    return next(each.id for each in desk.organisations() if each.label == label)


def everything(desk: Desk) -> object:
    vault = desk.vault
    return (
        vault.study.settings(), vault.study.organisations(), vault.study.participants(), vault.study.merges(),
        vault.interviews.all(), vault.kept_labels.all(), vault.overview.counts(), vault.review.mentions(),
    )  # fmt: skip


def test_an_interview_moves_and_the_study_id_says_so(desk: Desk) -> None:
    first = desk.interview("01-hospital")
    desk.vault.audit.append("exported", "01-hospital", {})
    school = InterviewChange(organisation_id=organisation_id(desk, "school"))
    ahead = desk.people.what_if(lambda: desk.people.change_interviews([first.id], school))
    assert ids(desk) == ["01-hospital", "02-hospital", "03-school"]  # only looked ahead
    assert desk.people.to_undo() is None
    done = desk.people.change_interviews([first.id], school)
    assert done == ahead
    assert done.study_ids == (("01-hospital", "01-school"),)
    assert done.exported == ("01-hospital",)  # that file keeps its name
    assert ids(desk) == ["01-school", "02-hospital", "03-school"]
    assert desk.people.to_undo() == "the change of 01-hospital"
    assert add(desk.vault, "school").study_id == "04-school"  # numbers go on


def test_several_interviews_change_in_one_step(desk: Desk) -> None:
    chosen = [desk.interview(each).id for each in ("01-hospital", "02-hospital")]
    change = InterviewChange(mode=Mode.TELEPHONE, date=dt.date(2018, 10, 1), interviewers=(" GE", "GE", "AB"))
    desk.people.change_interviews(chosen, change)
    for each in desk.vault.interviews.all()[:2]:
        assert (each.mode, each.date, each.interviewers) == (Mode.TELEPHONE, dt.date(2018, 10, 1), ("GE", "AB"))
    desk.people.change_interviews(chosen[:1], InterviewChange(mode=None, notes="noisy"))
    assert desk.vault.interviews.get(chosen[0]).mode is None
    assert desk.vault.interviews.get(chosen[0]).date == dt.date(2018, 10, 1)
    for _ in range(2):
        desk.people.undo()
    assert desk.vault.interviews.get(chosen[0]).interviewers == ()
    assert desk.people.to_redo() == "the change of 2 interviews"


def test_a_renamed_label_renames_study_ids_and_keeps_merged_values(desk: Desk) -> None:
    desk.disclosure.apply([Merge("organisation", ("hospital", "school"), "provider")])
    done = desk.people.change_organisation(organisation_id(desk, "hospital"), label="infirmary", generic="the ward")
    assert done.study_ids == (("01-hospital", "01-infirmary"), ("02-hospital", "02-infirmary"))
    assert desk.disclosure.merges()[0].values == ("infirmary", "school")  # not published by itself all of a sudden
    with pytest.raises(StudyIdError, match="Another organisation"):
        desk.people.change_organisation(organisation_id(desk, "school"), label="infirmary")
    with pytest.raises(StudyIdError):
        desk.people.change_organisation(organisation_id(desk, "school"), label="St Elsewhere")
    desk.people.undo()
    assert desk.disclosure.merges()[0].values == ("hospital", "school")
    assert ids(desk) == ["01-hospital", "02-hospital", "03-school"]


def test_a_participants_particulars_change_and_a_new_name_is_watched_for(desk: Desk) -> None:
    person = desk.disclosure.person("02-hospital").participant
    desk.people.change_participant(
        person.id, name="  Kwame  Osei ", aliases=["Kofi", ""], attributes={"role": "matron"}
    )
    changed = desk.vault.study.participant(person.id)
    assert (changed.name, changed.aliases, changed.role) == ("Kwame Osei", ("Kofi",), "matron")
    assert {"Kwame Osei", "Kofi"} <= {each.text for each in desk.vault.study.watched()}
    entry = desk.vault.audit.entries()[-1]
    assert (entry.action, entry.subject) == ("participant changed", "02-hospital")
    assert "Osei" not in str(entry)  # the trail says which fields, never the words
    with pytest.raises(InputError):
        desk.people.change_participant(person.id, attributes={"name": "x"})


def test_a_removed_interview_comes_back_until_the_study_is_locked(desk: Desk) -> None:
    before, first = everything(desk), desk.interview("01-hospital")
    desk.people.remove_interviews([first.id])
    assert ids(desk) == ["02-hospital", "03-school"]
    assert len(desk.vault.study.participants()) == 2
    desk.people.undo()
    assert everything(desk) == before
    assert desk.vault.recordings.open(first.id).read() == b"sound 1"
    desk.people.redo()
    folder = desk.vault.folder
    desk.close()
    assert len(list((folder / "recordings").iterdir())) == 2
    with Desk.open(folder, "a b c d") as again:
        assert add(again.vault, "school").study_id == "04-school"  # 01 is never given again


def test_interviews_removed_together_come_back_with_the_participant_they_share(desk: Desk) -> None:
    vault, first = desk.vault, desk.interview("01-hospital")
    with vault.transaction():
        other = vault.study.add_participant(organisation_id(desk, "hospital"), None, "Quill")
        recording = replace(first.recording, sha256="f" * 64)
        both = vault.interviews.add([other.id, *first.participant_ids], recording)
    before = everything(desk)
    desk.people.remove_interviews([first.id, both.id])
    gone = everything(desk)
    for _ in range(2):
        desk.people.undo()
        assert everything(desk) == before
        desk.people.redo()
        assert everything(desk) == gone


def test_an_interview_forgotten_for_good_cannot_come_back(desk: Desk) -> None:
    desk.people.remove_interviews([desk.interview("01-hospital").id])
    assert desk.people.forget_removed() == 1
    assert len(list((desk.vault.folder / "recordings").iterdir())) == 2
    assert desk.people.undo() is None


def test_an_interview_in_the_queue_is_not_removed(desk: Desk) -> None:
    people = People(desk.vault, busy=lambda _id: True)
    with pytest.raises(InputError, match="queue"):
        people.remove_interviews([desk.interview("01-hospital").id])
    assert len(ids(desk)) == 3


def test_a_recording_taken_in_again_meanwhile_stands_in_the_way(desk: Desk) -> None:
    first = desk.interview("01-hospital")
    desk.people.remove_interviews([first.id])
    with desk.vault.transaction():
        participant = desk.vault.study.add_participant(organisation_id(desk, "school"), None)
        desk.vault.interviews.add([participant.id], first.recording)
    with pytest.raises(RecordingError, match="04-school"):
        desk.people.undo()
    assert desk.people.to_undo() == "removing 01-hospital"


def test_the_study_itself_changes(desk: Desk) -> None:
    desk.people.change_study(
        title=" Wards ", language="cy", id_pattern="{number:03d}-{organisation}", thresholds=Thresholds(4, 6)
    )
    settings = desk.settings()
    assert (settings.title, settings.language, settings.small_cell_threshold) == ("Wards", "cy", 4)
    assert ids(desk)[0] == "001-hospital"
    for bad in ("{organisation}", "{number}-{x}", "nothing"):
        with pytest.raises(StudyIdError):
            desk.people.change_study(id_pattern=bad)
    with pytest.raises(InputError):
        desk.people.change_study(title=" ")
    desk.people.undo()
    assert ids(desk)[0] == "01-hospital"


def test_a_change_made_in_another_way_is_not_overwritten_by_undo(desk: Desk) -> None:
    desk.people.change_study(title="Wards")
    desk.set_vocabulary(["spirometry"])
    desk.people.undo()
    assert desk.settings().title == "Made"
    assert desk.settings().vocabulary == ("spirometry",)  # what came since and is something else stays
    desk.people.change_study(thresholds=Thresholds(4, 5))
    desk.disclosure.set_thresholds(Thresholds(2, 5))
    with pytest.raises(InputError, match="another way"):
        desk.people.undo()


def test_a_small_label_is_kept_with_a_reason_or_pooled(desk: Desk) -> None:
    assert [each.label for each in desk.people.warnings()] == ["hospital", "school"]
    with pytest.raises(InputError, match="reason"):
        desk.people.keep_label("school", " ", "AB")
    with pytest.raises(InputError):
        desk.people.keep_label("prison", "why not", "AB")
    desk.people.keep_label("school", "The head agreed in writing.", "AB")
    assert [each.label for each in desk.people.warnings()] == ["hospital"]
    assert desk.people.kept_labels()[0].reason == "The head agreed in writing."
    desk.people.remove_interviews([desk.interview("03-school").id])
    desk.people.undo()
    desk.people.undo()
    assert [each.label for each in desk.people.warnings()] == ["hospital", "school"]
    done = desk.people.pool(["hospital", "school"], "provider")
    assert done.study_ids[2] == ("03-school", "03-provider")
    assert desk.people.warnings() == ()
    desk.people.undo()
    assert ids(desk) == ["01-hospital", "02-hospital", "03-school"]


def test_a_kept_label_is_asked_again_when_even_fewer_have_it(desk: Desk) -> None:
    desk.people.keep_label("hospital", "agreed", "AB")
    desk.people.remove_interviews([desk.interview("01-hospital").id])
    assert "hospital" in [each.label for each in desk.people.warnings()]


def test_organisations_come_and_go(desk: Desk) -> None:
    added = desk.people.add_organisation("charity", "Breathe Easy", ("BE",), "the charity")
    assert (added.name, added.aliases, added.generic) == ("Breathe Easy", ("BE",), "the charity")
    with pytest.raises(InputError, match="participant"):
        desk.people.remove_organisation(organisation_id(desk, "school"))
    desk.people.remove_organisation(added.id)
    assert len(desk.organisations()) == 2
    desk.people.undo()
    assert added in desk.organisations()
    desk.people.undo()
    assert len(desk.organisations()) == 2
    desk.people.redo()
    assert added in desk.organisations()


def test_a_signed_off_text_wants_reading_again_when_its_study_id_changes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.interview("01-hospital")
    counts = desk.vault.overview.counts
    signed = {key: value if key != first.id else type(value)(Status.REVIEWED) for key, value in counts().items()}
    monkeypatch.setattr(desk.vault.overview, "counts", lambda: signed)
    done = desk.people.change_organisation(organisation_id(desk, "hospital"), label="infirmary")
    assert done.unsigned == ("01-infirmary",)


def test_nothing_changed_is_no_step(desk: Desk) -> None:
    trail = len(desk.vault.audit.entries())
    desk.people.change_interviews([desk.interview("01-hospital").id], InterviewChange())
    desk.people.change_study(title="Made")
    assert desk.people.to_undo() is None
    assert len(desk.vault.audit.entries()) == trail


def test_what_is_gone_is_said(desk: Desk) -> None:
    steps: tuple[Callable[[], object], ...] = (
        lambda: desk.people.change_interviews([99], InterviewChange(mode=None)),
        lambda: desk.people.change_participant(99, name="x"),
        lambda: desk.people.change_organisation(99, name="x"),
        lambda: desk.people.remove_interviews([99]),
    )
    for work in steps:
        with pytest.raises(InputError, match="not in the study any more"):
            work()


@pytest.mark.parametrize(
    ("typed", "held"),
    [("", None), ("23/10/2018", dt.date(2018, 10, 23)), ("Oct 2018", dt.date(2018, 10, 1)),
     (" October  2018 ", dt.date(2018, 10, 1)), ("2018-10", dt.date(2018, 10, 1))],
)  # fmt: skip
def test_a_date_or_a_month_is_read(typed: str, held: dt.date | None) -> None:
    assert parse_held(typed) == held


def test_a_date_that_nobody_understands_is_refused() -> None:
    with pytest.raises(InputError, match="not understood"):
        parse_held("last Tuesday")


STEPS = st.lists(
    st.sampled_from(["move", "mode", "rename", "person", "remove", "study", "organisation", "pool", "undo", "redo"]),
    max_size=14,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_taking_all_steps_back_gives_the_study_as_it_was(
    steps: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("study") / "Made.tdstudy"
    with Desk(Vault.create(folder, "a b c d", StudySettings("Made"), cost=_CHEAP)) as desk:
        for label in ("hospital", "hospital", "school"):
            add(desk.vault, label)
        before = everything(desk)
        for number, step in enumerate(steps):
            try:
                _take(desk, step, number)
            except DeskError:
                assert step in ("move", "mode", "person", "remove", "pool")  # on what an earlier step removed
        while desk.people.undo():
            pass
        assert everything(desk) == before


def _take(desk: Desk, step: str, number: int) -> None:
    people, rows = desk.people, desk.rows()
    first = [row.interview.id for row in rows[:1]] or [99]
    labels = [each.label for each in desk.organisations()]
    if step == "move":
        target = desk.organisations()[number % len(labels)].id
        people.change_interviews(first, InterviewChange(organisation_id=target))
    elif step == "mode":
        people.change_interviews(first, InterviewChange(mode=list(Mode)[number % 3], notes=f"note {number}"))
    elif step == "rename":
        people.change_organisation(desk.organisations()[0].id, label=f"label-{number}", name=f"Name {number}")
    elif step == "person":
        people.change_participant(first[0], name=f"Ann {number}", attributes={"sex": "f", "role": f"r{number}"})
    elif step == "remove":
        people.remove_interviews(first)
    elif step == "study":
        people.change_study(title=f"Title {number}", id_pattern=f"{{number:0{2 + number % 2}d}}-{{organisation}}")
    elif step == "organisation":
        people.add_organisation(f"new-{number}", "Newham")
    elif step == "pool":
        people.pool(labels[:2], f"pooled-{number}")
    else:
        getattr(people, step)()
