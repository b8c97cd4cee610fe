"""Profiles say how each category is replaced; a study and an entity may depart from them, within bounds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from transcribe_desk.privacy.mention import Category, Entity
from transcribe_desk.privacy.replacing.profiles import (
    ALLOWED,
    DEFAULTS,
    Profile,
    Wording,
    category_of,
    entity_wording,
    profile_of,
    with_departure,
    with_style,
    wording,
    wording_of,
)
from transcribe_desk.study.errors import InputError

SARAH = Entity(1, Category.PERSON, "Sarah", ("Sarah",), "[NAME 1]")


def test_the_team_reads_placeholders_and_others_read_stories() -> None:
    assert {wording(Profile.TEAM, category) for category in Category} == {Wording.PLACEHOLDER}
    assert wording(Profile.DEPOSIT, Category.PERSON) is Wording.PSEUDONYM
    assert wording(Profile.PUBLICATION, Category.CONTACT) is Wording.REMOVED


def test_every_default_is_allowed_and_every_category_can_be_removed() -> None:
    for styles in DEFAULTS.values():
        assert set(styles) == set(Category)
        assert all(style in ALLOWED[category] for category, style in styles.items())
    assert all(Wording.REMOVED in styles for styles in ALLOWED.values())


def test_nothing_that_identifies_by_itself_may_be_kept() -> None:
    assert {each for each in Category if Wording.KEEP in ALLOWED[each]} == {Category.ROLE, Category.INDIRECT}
    with pytest.raises(InputError, match="may not be kept"):
        with_departure((), Profile.DEPOSIT, Category.PERSON, Wording.KEEP)


def test_an_entity_goes_before_the_study_and_the_study_before_the_default() -> None:
    study = with_departure((), Profile.DEPOSIT, Category.PERSON, Wording.REMOVED)
    own = replace(SARAH, styles=with_style(SARAH, Profile.DEPOSIT, Wording.DESCRIPTOR))
    assert entity_wording(Profile.DEPOSIT, SARAH) is Wording.PSEUDONYM
    assert entity_wording(Profile.DEPOSIT, SARAH, study) is Wording.REMOVED
    assert entity_wording(Profile.DEPOSIT, own, study) is Wording.DESCRIPTOR
    assert entity_wording(Profile.PUBLICATION, own, study) is Wording.PSEUDONYM


def test_going_back_to_the_default_leaves_nothing_behind() -> None:
    study = with_departure((), Profile.DEPOSIT, Category.DATE, Wording.SHIFTED)
    assert study == (("deposit", "DATE", "shifted"),)
    assert with_departure(study, Profile.DEPOSIT, Category.DATE, None) == ()
    assert with_departure(study, Profile.DEPOSIT, Category.DATE, Wording.GENERALISED) == ()
    own = replace(SARAH, styles=(("deposit", "removed"),))
    assert with_style(own, Profile.DEPOSIT, None) == ()


@pytest.mark.parametrize("read", [profile_of, wording_of, category_of])
def test_an_unknown_name_is_refused_with_those_there_are(read: object) -> None:
    assert callable(read)
    with pytest.raises(InputError, match="Choose one of"):
        read("nonsense")


def test_names_kept_from_another_version_are_refused_too() -> None:
    with pytest.raises(InputError, match="no such style"):
        wording(Profile.DEPOSIT, Category.PERSON, (("deposit", "NAME", "sparkles"),))
    with pytest.raises(InputError, match="no such profile"):
        entity_wording(Profile.TEAM, replace(SARAH, styles=(("web", "removed"),)))
