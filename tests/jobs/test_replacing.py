"""Release profiles are chosen for a study, shown, exported, and what was given out stays."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from tests.jobs.conftest import Names, StudyBuilder
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.mention import Category, Decision, Entity
from transcribe_desk.privacy.replacing.profiles import Profile, Wording
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import Interview, StudySettings
from transcribe_desk.study.style import VERBATIM
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

PEOPLE: Names = {"Margaret": ("PERSON", "NAME"), "Derek": ("PERSON", "NAME")}


@pytest.fixture
def interview(desk: Desk, builder: StudyBuilder) -> Interview:
    """Give a signed-off interview that names a person, a doctor and a city."""
    made = builder.transcribed(["Hello Margaret.", "In Leeds with Dr Patel."])
    desk.decide([each.id for each in desk.mentions()], Decision.ACCEPTED, "GE")
    desk.sign_off(made.id, "GE")
    return made


def entity(desk: Desk, name: str) -> Entity:
    return next(each for each in desk.entities() if name in each.forms)


def said(desk: Desk, interview: Interview, profile: Profile) -> list[str]:
    return [turn.text for turn in desk.rendered(interview.id, VERBATIM, profile).turns]


def test_a_profile_is_shown_without_touching_what_was_signed_off(desk: Desk, interview: Interview) -> None:
    greeting, answer = said(desk, interview, Profile.DEPOSIT)
    words = {row.entity.name: row.words for row in desk.replacements.rows(Profile.DEPOSIT)}
    assert greeting == f"Hello [{words['Margaret'][1:-1].split()[0]}]."
    assert answer.startswith("In [a city in England] with Dr [")
    assert said(desk, interview, Profile.TEAM) == ["Hello [NAME 1].", "In [PLACE 1] with [NAME 2]."]
    assert desk.refusals(interview.id, Profile.PUBLICATION) == ()


def test_a_style_is_chosen_by_category_and_by_entity_and_told_in_the_trail(desk: Desk, interview: Interview) -> None:
    desk.replacements.set_category(Profile.DEPOSIT, Category.PERSON, Wording.REMOVED, "GE")
    assert said(desk, interview, Profile.DEPOSIT)[0] == "Hello […]."
    assert desk.vault.audit.entries()[-1].details == {
        "by": "GE",
        "profile": "deposit",
        "category": "NAME",
        "style": "removed",
    }
    margaret = entity(desk, "Margaret")
    desk.replacements.set_entity(margaret.id, Profile.DEPOSIT, Wording.DESCRIPTOR, "GE")
    desk.review.describe(margaret.id, "GE", descriptor="my neighbour")
    assert said(desk, interview, Profile.DEPOSIT)[0] == "Hello (my neighbour)."
    desk.undo()
    desk.undo()
    assert said(desk, interview, Profile.DEPOSIT)[0] == "Hello […]."
    desk.replacements.set_category(Profile.DEPOSIT, Category.PERSON, None, "GE")
    assert desk.settings().replacement_styles == ()
    assert desk.refusals(interview.id) == ()


def test_an_export_names_its_profile_and_its_pseudonyms_stay(
    desk: Desk, builder: StudyBuilder, interview: Interview, tmp_path: Path
) -> None:
    desk.export(tmp_path / "team", targets=["text"])
    assert entity(desk, "Margaret").pseudonym == ""
    report = desk.export(tmp_path / "out", targets=["text"], profile=Profile.DEPOSIT)
    text = report.written[0].read_text(encoding="utf-8")
    (file,) = json.loads(report.written[-1].read_text(encoding="utf-8"))["files"]
    assert file["profile"] == "deposit"
    assert desk.vault.audit.entries()[-1].details["profile"] == "deposit"
    kept = entity(desk, "Margaret").pseudonym
    assert f"Hello [{kept.split()[0]}]." in text
    builder.transcribed(["And?", "Leeds again."])
    desk.undo()
    assert entity(desk, "Margaret").pseudonym == kept
    assert desk.refusals(interview.id, Profile.DEPOSIT) != ()


def test_pseudonyms_are_the_studys_own(tmp_path: Path) -> None:
    def pseudonyms(desk: Desk) -> list[str]:
        return [row.words for row in desk.replacements.rows(Profile.DEPOSIT)]

    cheap = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
    given = []
    for title in ("One", "Two"):
        folder = tmp_path / f"{title}.tdstudy"
        with Desk(Vault.create(folder, "a passphrase", StudySettings(title), cost=cheap), ModelStore(tmp_path)) as desk:
            StudyBuilder(desk, tmp_path).transcribed(["Hello Margaret.", "And Derek."], PEOPLE)
            given.append(pseudonyms(desk))
        with Desk(Vault.open(folder, "a passphrase"), ModelStore(tmp_path)) as desk:
            assert pseudonyms(desk) == given[-1]
    first, second = given
    assert not set(first) & set(second)


def test_a_pseudonym_style_or_origin_that_may_not_be_is_refused(desk: Desk, interview: Interview) -> None:
    margaret, before = entity(desk, "Margaret"), desk.entities()
    for described in (
        {"pseudonym": "Patel"},
        {"pseudonym": "Margret"},
        {"origin": "martian"},
        {"styles": (("deposit", "keep"),)},
        {"styles": (("nobody", "removed"),)},
    ):
        with pytest.raises(InputError):
            desk.review.describe(margaret.id, "GE", **described)
    assert desk.entities() == before
    desk.review.describe(margaret.id, "GE", pseudonym="[Ottoline]")
    assert said(desk, interview, Profile.PUBLICATION)[0] == "Hello [Ottoline]."


def test_an_organisation_is_called_what_the_study_calls_it(desk: Desk, builder: StudyBuilder) -> None:
    desk.add_organisation("infirmary", "The Royal", ["Northside"])
    made = builder.transcribed(["Where?", "At Northside."], {"Northside": ("ORG", "ORGANISATION")})
    desk.decide([each.id for each in desk.mentions()], Decision.ACCEPTED, "GE")
    desk.replacements.set_generic("infirmary", "(the  hospital)", "GE")
    assert said(desk, made, Profile.DEPOSIT)[1] == "At (the hospital)."
    with pytest.raises(InputError, match="infirmary"):
        desk.replacements.set_generic("nowhere", "the hospital", "GE")


def test_the_dates_of_an_interview_move_by_one_number_that_stays(desk: Desk, builder: StudyBuilder) -> None:
    names = {"3 March 2019": ("DATE", "DATE"), "12 March 2019": ("DATE", "DATE")}
    made = [builder.transcribed(["When?", "On 3 March 2019 and 12 March 2019."], names) for _ in range(2)]
    desk.decide([each.id for each in desk.mentions()], Decision.ACCEPTED, "GE")
    desk.replacements.set_category(Profile.DEPOSIT, Category.DATE, Wording.SHIFTED, "GE")
    shifts = [desk.vault.study.date_shift(each.participant_ids[0]) for each in made]
    assert all(shift and shift % 7 == 0 for shift in shifts)
    assert shifts == [desk.vault.study.date_shift(each.participant_ids[0]) for each in made]
    for each, shift in zip(made, shifts, strict=True):
        text = said(desk, each, Profile.DEPOSIT)[1]
        moved = [dt.datetime.strptime(date, "%d %B %Y").date() for date in re.findall(r"\[(.*?)\]", text)]
        assert moved == [dt.date(2019, 3, day) + dt.timedelta(days=shift) for day in (3, 12)]
