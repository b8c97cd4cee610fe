"""Keep organisations and participants, number them once and for all, and know all their names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from transcribe_desk.privacy.disclosure.merges import Merge
from transcribe_desk.privacy.mention import Category, Watched
from transcribe_desk.study.errors import InputError, StudyIdError
from transcribe_desk.study.study import Interview, StudySettings
from transcribe_desk.vault.store import Vault


def test_settings_are_replaced_as_a_whole(vault: Vault) -> None:
    settings = StudySettings(
        "Ward rounds", "{number:03d}-{organisation}", "en", 5, ("Brannock", "Żółć"), ("bleep", "Łódź protocol")
    )
    vault.study.save_settings(settings)
    assert vault.study.settings() == settings
    with pytest.raises(StudyIdError):
        vault.study.save_settings(replace(settings, id_pattern="{organisation}"))
    assert vault.study.settings() == settings


def test_an_organisation_is_found_by_its_label(vault: Vault) -> None:
    school = vault.study.add_organisation("school", "Hill Road School", ("Hill Road", "HRS"))
    hospital = vault.study.add_organisation("hospital")
    assert vault.study.organisation_by_label("school") == school
    assert vault.study.organisation_by_label("prison") is None
    assert vault.study.organisations() == (hospital, school)
    with pytest.raises(StudyIdError, match="Another organisation"):
        vault.study.add_organisation("school")
    with pytest.raises(StudyIdError, match="lower-case"):
        vault.study.add_organisation("Hill Road")


def test_an_organisations_names_may_change_and_are_watched_for(vault: Vault) -> None:
    hospital = vault.study.add_organisation("hospital", "Northern General")
    renamed = replace(hospital, aliases=("Moorfield Infirmary",))
    assert vault.study.update_organisation(renamed) == renamed
    assert vault.study.organisation_by_label("hospital") == renamed
    assert {each.text for each in vault.study.watched()} == {"Northern General", "Moorfield Infirmary"}
    with pytest.raises(KeyError):
        vault.study.update_organisation(replace(hospital, id=99, label="elsewhere"))


def test_a_label_may_change_unless_it_is_taken_or_makes_no_study_id(vault: Vault, interview: Interview) -> None:
    (hospital,) = vault.study.organisations()
    vault.study.add_organisation("school")
    vault.study.update_organisation(replace(hospital, label="infirmary"))
    assert vault.interviews.get(interview.id).study_id == "01-infirmary"
    for label in ("school", "St Brannock's"):
        with pytest.raises(StudyIdError):
            vault.study.update_organisation(replace(hospital, label=label))
    assert vault.interviews.get(interview.id).study_id == "01-infirmary"


def test_an_organisation_without_participants_goes_and_comes_back(vault: Vault, interview: Interview) -> None:
    (hospital,) = vault.study.organisations()
    school = replace(vault.study.add_organisation("school", "Hill Road School", ("HRS",)), generic="the school")
    vault.study.update_organisation(school)
    vault.study.remove_organisation(school.id)
    assert vault.study.organisations() == (hospital,)
    vault.study.put_organisation_back(school)
    assert vault.study.organisations() == (hospital, school)
    with pytest.raises(InputError, match="1 participant is of it"):
        vault.study.remove_organisation(hospital.id)
    with pytest.raises(KeyError):
        vault.study.remove_organisation(99)


def test_a_participant_moves_and_keeps_the_number(vault: Vault, interview: Interview) -> None:
    school = vault.study.add_organisation("school")
    participant = vault.study.participant(interview.participant_ids[0])
    vault.study.update_participant(replace(participant, organisation_id=school.id))
    assert vault.interviews.get(interview.id).study_id == "01-school"
    with pytest.raises(KeyError):
        vault.study.update_participant(replace(participant, organisation_id=99))


def test_participants_get_the_next_number_or_the_one_asked_for(vault: Vault) -> None:
    hospital = vault.study.add_organisation("hospital")
    first = vault.study.add_participant(hospital.id, None, "Sarah Patel", ("Sal",), "ward manager")
    seventh = vault.study.add_participant(hospital.id, 7)
    eighth = vault.study.add_participant(hospital.id, None)
    assert [first.number, seventh.number, eighth.number] == [1, 7, 8]
    assert vault.study.participants() == (first, seventh, eighth)
    assert vault.study.participant(first.id) == first
    assert vault.study.numbers_ever_used() == {1, 7, 8}
    with pytest.raises(KeyError):
        vault.study.participant(99)


@pytest.mark.parametrize("number", [7, 0, -1, 1000])
def test_a_number_that_is_taken_or_out_of_range_is_refused(vault: Vault, number: int) -> None:
    hospital = vault.study.add_organisation("hospital")
    vault.study.add_participant(hospital.id, 7)
    with pytest.raises(StudyIdError):
        vault.study.add_participant(hospital.id, number)
    assert vault.study.numbers_ever_used() == {7}


def test_a_number_is_never_given_again_after_its_participant_is_removed(vault: Vault) -> None:
    hospital = vault.study.add_organisation("hospital")
    gone = vault.study.add_participant(hospital.id, 3, "Sarah Patel")
    vault.study.remove_participant(gone.id)
    assert vault.study.participants() == ()
    assert vault.study.watched() == ()
    with pytest.raises(StudyIdError, match="once belonged"):
        vault.study.add_participant(hospital.id, 3)
    assert vault.study.add_participant(hospital.id, None).number == 4


def test_a_participant_with_an_interview_stays(vault: Vault, interview: Interview) -> None:
    with pytest.raises(InputError, match="interview"):
        vault.study.remove_participant(interview.participant_ids[0])
    assert len(vault.study.participants()) == 1


def test_the_watch_list_holds_every_name_known_once(vault: Vault) -> None:
    vault.study.save_settings(replace(vault.study.settings(), watch_list=("Brannock", "Sal")))
    hospital = vault.study.add_organisation("hospital", "St Brannock's", ("Brannocks",))
    vault.study.add_participant(hospital.id, None, "Sarah Patel", ("Sal", ""))
    vault.study.add_participant(hospital.id, None)
    assert vault.study.watched() == (
        Watched("Sarah Patel", Category.PERSON),
        Watched("Sal", Category.PERSON),
        Watched("St Brannock's", Category.ORGANISATION),
        Watched("Brannocks", Category.ORGANISATION),
        Watched("Brannock"),
        Watched("Sal"),
    )


def test_what_is_known_of_a_participant_is_kept(vault: Vault) -> None:
    hospital = vault.study.add_organisation("hospital")
    added = vault.study.add_participant(hospital.id, None, "Sarah Patel", attributes=[("sex", "female")])
    assert vault.study.participant(added.id) == added
    changed = replace(added, role="matron", attributes=(("age band", "30–39"), ("sex", "female")))
    vault.study.update_participant(changed)
    assert vault.study.participants() == (changed,)


def test_a_pooled_label_is_in_the_study_id_or_refused(vault: Vault, interview: Interview) -> None:
    (hospital,) = vault.study.organisations()
    vault.study.update_organisation(replace(hospital, pooled_label="organisation"))
    shown = vault.interviews.get(interview.id)
    assert (shown.study_id, shown.organisation_label) == ("01-organisation", "organisation")
    assert vault.interviews.by_study_id("01-organisation") == shown
    with pytest.raises(StudyIdError):
        vault.study.update_organisation(replace(hospital, pooled_label="St Brannock's"))
    assert vault.interviews.get(interview.id) == shown


def test_numbers_drawn_out_of_order_are_the_studys_own(vault: Vault) -> None:
    hospital = vault.study.add_organisation("hospital")
    vault.study.save_settings(replace(vault.study.settings(), shuffle_numbers=True))
    asked = vault.study.add_participant(hospital.id, 7)
    drawn = [vault.study.add_participant(hospital.id, None).number for _ in range(12)]
    assert asked.number == 7
    assert len({7, *drawn}) == 13
    assert drawn != sorted(drawn)
    gone = vault.study.participants()[0]
    vault.study.remove_participant(gone.id)
    renumbered = vault.study.renumber()
    assert {each.id for each in renumbered} == {each.id for each in vault.study.participants()}
    assert not {each.number for each in renumbered} & {7, *drawn}
    assert vault.study.numbers_ever_used() == {7, *drawn, *(each.number for each in renumbered)}


def test_merges_are_kept_as_a_whole(vault: Vault) -> None:
    merges = (Merge("role", ("commissioner", "manager"), "system leader"), Merge("sex", ("f", "m"), "any"))
    vault.study.save_merges(merges)
    assert vault.study.merges() == merges
    vault.study.save_merges(merges[1:])
    assert vault.study.merges() == merges[1:]


def test_an_unknown_organisation_is_no_place_for_a_participant(vault: Vault) -> None:
    with pytest.raises(KeyError):
        vault.study.add_participant(5, None)
    assert vault.study.numbers_ever_used() == set()
