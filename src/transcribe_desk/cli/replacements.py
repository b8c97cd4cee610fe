"""Choose from a script what stands for whom in each release profile."""

from __future__ import annotations

import argparse

from transcribe_desk.cli.opening import open_desk
from transcribe_desk.jobs.desk import Desk, current_person
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.replacing.profiles import Profile, profile_of, wording_of
from transcribe_desk.study.errors import InputError

_CATEGORIES = {category.name.lower(): category for category in Category}
_DEFAULT = "default"


def run(options: argparse.Namespace) -> int:
    """List the replacements, or choose some and list them then."""
    with open_desk(options) as desk:
        if options.action == "set":
            _set(desk, options)
        for profile in [profile_of(options.profile)] if options.profile else Profile:
            _list(desk, profile, options)
    return 0


def _set(desk: Desk, options: argparse.Namespace) -> None:
    by = options.by or current_person()
    described = {
        name: getattr(options, name)
        for name in ("descriptor", "pseudonym", "sex", "origin")
        if getattr(options, name) is not None
    }
    if options.organisation is not None:
        if set(described) != {"descriptor"} or options.style:
            raise InputError("replacements", "Only a descriptor can be set for an organisation.", "Add --descriptor.")
        desk.replacements.set_generic(options.organisation, options.descriptor, by)
        return
    if options.entity is None and (described or options.category is None):
        raise InputError("replacements", "It is not said for what.", "Add --entity N, or --category with --style.")
    if not described and not options.style:
        raise InputError(
            "replacements", "Nothing is chosen.", "Add --style, --descriptor, --pseudonym, --sex or --origin."
        )
    if options.style:
        if options.profile is None:
            raise InputError("replacements", "A style belongs to a profile.", "Add --profile.")
        profile = profile_of(options.profile)
        style = None if options.style == _DEFAULT else wording_of(options.style)
        if options.entity is None:
            desk.replacements.set_category(profile, _CATEGORIES[options.category], style, by)
        else:
            desk.replacements.set_entity(options.entity, profile, style, by)
    if described:
        desk.review.describe(options.entity, by, **described)


def _list(desk: Desk, profile: Profile, options: argparse.Namespace) -> None:
    wanted = _CATEGORIES[options.category] if options.category else None
    styles = desk.replacements.styles(profile)
    print(f"{profile}: " + ", ".join(f"{each} {style}" for each, style in styles.items() if wanted in (None, each)))
    for row in desk.replacements.rows(profile):
        if wanted in (None, row.entity.category) and options.entity in (None, row.entity.id):
            own = "" if row.style is styles[row.entity.category] else f"  ({row.style})"
            print(f"{row.entity.id:>5}  {row.entity.category.value:<12} {row.entity.name!r} -> {row.words}{own}")
