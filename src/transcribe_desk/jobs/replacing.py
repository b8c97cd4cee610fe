"""Choose how each release profile replaces what identifies, by category and by entity, and keep what was given out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transcribe_desk.jobs.reviewing import study_facts
from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.privacy.mention import Category, Decision, Entity
from transcribe_desk.privacy.replacing import profiles, pseudonyms
from transcribe_desk.privacy.replacing.profiles import Profile, Wording
from transcribe_desk.privacy.replacing.replacements import Replacements
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import Organisation
from transcribe_desk.vault.store import Vault

if TYPE_CHECKING:
    from transcribe_desk.jobs.review_steps import ReviewSteps


@dataclass(frozen=True, slots=True)
class ReplacementRow:
    """An entity, its style in a profile, and the words that stand there for its full name."""

    entity: Entity
    style: Wording
    words: str


class Replacing:
    """How the study replaces what identifies; each change is one transaction with its line in the trail."""

    def __init__(self, vault: Vault, review: ReviewSteps) -> None:
        self._vault = vault
        self._review = review

    def styles(self, profile: Profile) -> Mapping[Category, Wording]:
        """Give the style of each category in a profile."""
        departures = self._vault.study.settings().replacement_styles
        return {category: profiles.wording(profile, category, departures) for category in Category}

    def rows(self, profile: Profile) -> tuple[ReplacementRow, ...]:
        """Give every entity that is named with what stands for it in a profile; dates move as the first interview's."""
        with self._vault.transaction():
            entities, mentions = self._vault.review.entities(), self._vault.review.mentions()
            first: dict[int, int] = {}
            for mention in mentions:
                first.setdefault(mention.entity_id, mention.interview_id)
            found = {
                each: Replacements(
                    entities,
                    profile,
                    mentions=mentions,
                    watched=self._vault.study.watched(),
                    facts=study_facts(self._vault, self._vault.interviews.get(each)),
                )
                for each in sorted(set(first.values()))
            }
        return tuple(
            ReplacementRow(each, held.style(each.id), held.example(each.id).text)
            for each in entities
            if each.id in first
            for held in (found[first[each.id]],)
        )

    def set_category(self, profile: Profile, category: Category, style: Wording | None, by: str) -> None:
        """Replace a category in another style from now on, or with None in the default; raise InputError."""
        with self._vault.transaction():
            settings = self._vault.study.settings()
            styles = profiles.with_departure(settings.replacement_styles, profile, category, style)
            self._vault.study.save_settings(replace(settings, replacement_styles=styles))
            chosen = profiles.wording(profile, category, styles)
            self._vault.audit.append(
                "replacement style",
                "",
                {"by": by, "profile": profile.value, "category": category.value, "style": chosen.value},
            )

    def set_entity(self, entity_id: int, profile: Profile, style: Wording | None, by: str) -> None:
        """Give an entity a style of its own in a profile, or with None none; a step that can be undone."""
        entity = next((each for each in self._vault.review.entities() if each.id == entity_id), None)
        if entity is None:
            raise InputError(f"Entity {entity_id}", "There is none with this number.", "List the entities again.")
        self._review.describe(entity_id, by, styles=profiles.with_style(entity, profile, style))

    def set_generic(self, label: str, generic: str, by: str) -> Organisation:
        """Say what stands in texts for an organisation taking part, such as “the hospital”; raise InputError."""
        with self._vault.transaction():
            organisation = self._vault.study.organisation_by_label(label)
            if organisation is None:
                known = ", ".join(each.label for each in self._vault.study.organisations()) or "none yet"
                raise InputError(f"Organisation “{label}”", "There is none.", f"Organisations here: {known}.")
            words = " ".join(generic.strip(" ()[]").split())
            changed = self._vault.study.update_organisation(replace(organisation, generic=words))
            self._vault.audit.append("organisation described", "", {"by": by, "label": label})
        return changed


def checked_description(
    vault: Vault,
    entity_id: int,
    *,
    pseudonym: str | None = None,
    origin: str | None = None,
    styles: Iterable[tuple[str, str]] | None = None,
) -> tuple[str | None, str | None]:
    """Give the pseudonym and the origin as they are kept, or raise InputError where one or a style may not be."""
    entities = vault.review.entities()
    entity = next((each for each in entities if each.id == entity_id), None)
    if entity is None:
        return pseudonym, origin  # the command says that there is none
    for profile, style in styles or ():
        profiles.allowed(entity.category, profiles.wording_of(style))
        profiles.profile_of(profile)
    kept = pseudonyms.checked(pseudonym, entity, entities, vault.study.watched()) if pseudonym else pseudonym
    return kept, pseudonyms.checked_origin(origin) if origin else origin


def keep_pseudonyms(vault: Vault, profile: Profile, interview_ids: Iterable[int], *, draft: bool = False) -> None:
    """Store the pseudonyms that an export in a profile gave out, so that they stay whoever comes later.

    A ``draft`` gives out those of undecided mentions too. No step of the review: an export cannot be taken back.
    Belongs inside the export's transaction.
    """
    wanted = set(interview_ids)
    entities, mentions = vault.review.entities(), vault.review.mentions()
    departures = vault.study.settings().replacement_styles
    shown = {
        each.entity_id
        for each in mentions
        if each.interview_id in wanted
        and (each.decision is Decision.ACCEPTED or (draft and each.decision is Decision.UNDECIDED))
    }
    given = pseudonyms.assign(entities, vault.study.watched(), seed=vault.study.pseudonym_seed)
    before = tuple(
        each
        for each in entities
        if each.id in shown
        and not each.pseudonym
        and each.id in given
        and profiles.entity_wording(profile, each, departures) is Wording.PSEUDONYM
    )
    if before:
        after = tuple(replace(each, pseudonym=given[each.id]) for each in before)
        vault.review_memory.keep(Change(entities_before=before, entities_after=after))
        vault.audit.append("pseudonyms given out", "", {"entities": [each.id for each in after]})
