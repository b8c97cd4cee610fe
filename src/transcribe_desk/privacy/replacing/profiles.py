"""Say how each release profile replaces what identifies: the styles there are, and which stands for what."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from transcribe_desk.privacy.mention import Category, Entity
from transcribe_desk.study.errors import InputError


class Profile(StrEnum):
    """Whom an export is for: the team that knows the study, an archive, or everybody."""

    TEAM = "team"
    DEPOSIT = "deposit"
    PUBLICATION = "publication"


class Wording(StrEnum):
    """What stands for the words: the value is what a person writes to choose it.

    GENERALISED is the first rung of a ladder (age band, month, postcode area, size and nation of a town, group of
    jobs), COARSE the next (year, a place in the UK, major group); RELATIVE and SHIFTED are for dates.
    """

    PLACEHOLDER = "placeholder"
    PSEUDONYM = "pseudonym"
    DESCRIPTOR = "descriptor"
    GENERALISED = "generalised"
    COARSE = "coarse"
    RELATIVE = "relative"
    SHIFTED = "shifted"
    REMOVED = "removed"
    KEEP = "keep"


_ANY = frozenset({Wording.PLACEHOLDER, Wording.DESCRIPTOR, Wording.REMOVED})
_LADDER = frozenset({Wording.GENERALISED, Wording.COARSE})
# Kept may only be what names nobody by itself; names, places, contacts, numbers and dates (of birth) do.
ALLOWED: Mapping[Category, frozenset[Wording]] = {
    Category.PERSON: _ANY | {Wording.PSEUDONYM},
    Category.PLACE: _ANY | _LADDER,
    Category.ORGANISATION: _ANY,
    Category.ROLE: _ANY | _LADDER | {Wording.KEEP},
    Category.DATE: _ANY | _LADDER | {Wording.RELATIVE, Wording.SHIFTED},
    Category.CONTACT: _ANY,
    Category.OTHER: _ANY | _LADDER,
    Category.INDIRECT: _ANY | {Wording.KEEP},
}
DEFAULTS: Mapping[Profile, Mapping[Category, Wording]] = {
    Profile.TEAM: dict.fromkeys(Category, Wording.PLACEHOLDER),
    Profile.DEPOSIT: {
        Category.PERSON: Wording.PSEUDONYM,
        Category.PLACE: Wording.GENERALISED,
        Category.ORGANISATION: Wording.DESCRIPTOR,
        Category.ROLE: Wording.GENERALISED,
        Category.DATE: Wording.GENERALISED,
        Category.CONTACT: Wording.PLACEHOLDER,
        Category.OTHER: Wording.GENERALISED,
        Category.INDIRECT: Wording.PLACEHOLDER,
    },
    Profile.PUBLICATION: {
        Category.PERSON: Wording.PSEUDONYM,
        Category.PLACE: Wording.COARSE,
        Category.ORGANISATION: Wording.DESCRIPTOR,
        Category.ROLE: Wording.COARSE,
        Category.DATE: Wording.COARSE,
        Category.CONTACT: Wording.REMOVED,
        Category.OTHER: Wording.COARSE,
        Category.INDIRECT: Wording.REMOVED,
    },
}
_Named = TypeVar("_Named", bound=StrEnum)
StudyStyles = tuple[tuple[str, str, str], ...]


def profile_of(name: str) -> Profile:
    """Give the profile of this name, or raise InputError with those there are."""
    return _one_of(Profile, "profile", name)


def wording_of(name: str) -> Wording:
    """Give the style of this name, or raise InputError with those there are."""
    return _one_of(Wording, "style", name)


def category_of(name: str) -> Category:
    """Give the category of this name, as it stands in placeholders, or raise InputError with those there are."""
    return _one_of(Category, "category", name.upper())


def wording(profile: Profile, category: Category, departures: StudyStyles = ()) -> Wording:
    """Give the style of a category in a profile; the last of the study's ``departures`` that fits goes first.

    Raises InputError where a departure names what there is not, or a style that the category may not have.
    """
    found = DEFAULTS[profile][category]
    for name, kind, style in departures:
        if profile_of(name) is profile and category_of(kind) is category:
            found = allowed(category, wording_of(style))
    return found


def entity_wording(profile: Profile, entity: Entity, departures: StudyStyles = ()) -> Wording:
    """Give the style of an entity in a profile: its own where it has one, else its category's; raise InputError."""
    for name, style in reversed(entity.styles):
        if profile_of(name) is profile:
            return allowed(entity.category, wording_of(style))
    return wording(profile, entity.category, departures)


def with_departure(departures: StudyStyles, profile: Profile, category: Category, style: Wording | None) -> StudyStyles:
    """Give the departures with this one, in one order whatever came first; None goes back to the default.

    Raises InputError for a style that the category may not have.
    """
    kept = {(name, kind): each for name, kind, each in departures}
    kept.pop((profile.value, category.value), None)
    if style is not None and style is not DEFAULTS[profile][category]:
        kept[profile.value, category.value] = allowed(category, style).value
    return tuple((name, kind, each) for (name, kind), each in sorted(kept.items()))


def with_style(entity: Entity, profile: Profile, style: Wording | None) -> tuple[tuple[str, str], ...]:
    """Give the entity's own styles with this one for a profile, or without one; raise InputError where not allowed."""
    kept = dict(entity.styles)
    kept.pop(profile.value, None)
    if style is not None:
        kept[profile.value] = allowed(entity.category, style).value
    return tuple(sorted(kept.items()))


def allowed(category: Category, style: Wording) -> Wording:
    """Give the style, or raise InputError where what is in the category may not be replaced in that way."""
    if style in ALLOWED[category]:
        return style
    why = (
        "What it holds identifies by itself, so it may not be kept."
        if style is Wording.KEEP
        else f"The style “{style}” is not for it."
    )
    choices = ", ".join(each for each in Wording if each in ALLOWED[category])
    raise InputError(f"Category {category}", why, f"Choose one of: {choices}.")


def _one_of(kind: type[_Named], what: str, name: str) -> _Named:
    try:
        return kind(name)
    except ValueError:
        raise InputError(f"“{name}”", f"There is no such {what}.", f"Choose one of: {', '.join(kind)}.") from None
