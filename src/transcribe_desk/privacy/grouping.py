"""Tell which names mean the same person or thing, and keep apart what is not sure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transcribe_desk.privacy.mention import Category, Entity
from transcribe_desk.privacy.names import bare, key, title_of, without_article, without_title
from transcribe_desk.privacy.words import FEMALE_TITLES, MALE_TITLES

_NUMBERED = re.compile(r"\[[A-Z]+ (\d+)\]")


def name_key(category: Category, name: str) -> tuple[str, ...]:
    """Give what two forms of one name share: folded words without title, article and possessive."""
    plain = without_title(name) if category is Category.PERSON else without_article(bare(name))
    return key(plain) or (plain,)


class Group:
    """The forms of one entity while names are being grouped."""

    def __init__(self, category: Category, name: str, entity: Entity | None = None) -> None:
        """Start from an entity of the study, or from the first name of a new one."""
        self.category = category
        self.entity = entity
        self.id = entity.id if entity else 0
        self.replacement = entity.replacement if entity else ""
        self.name = entity.name if entity else without_title(name) if category is Category.PERSON else bare(name)
        self.forms: list[str] = []
        self.keys = {name_key(category, self.name)}
        self.sexes: set[str] = set()
        for form in entity.forms if entity else (bare(name),):
            self.add(form)

    @property
    def words(self) -> frozenset[str]:
        """Give every word of every form."""
        return frozenset(word for form in self.keys for word in form)

    def may_be(self, sex: str) -> bool:
        """Tell whether a title of this sex can belong to the person."""
        return not sex or not self.sexes or sex in self.sexes

    def add(self, name: str) -> None:
        """Take in another form; a fuller name becomes the entity's name."""
        form = bare(name)
        if form in self.forms:
            return
        self.forms.append(form)
        self.keys.add(name_key(self.category, form))
        self.sexes |= {sex_of(form)} - {""}
        plain = without_title(form)
        if self.category is Category.PERSON and set(key(self.name)) < set(key(plain)):
            self.name = plain

    def as_entity(self) -> Entity:
        """Give the entity as it stands now."""
        return Entity(self.id, self.category, self.name, tuple(self.forms), self.replacement)


def sex_of(name: str) -> str:
    """Give ``m`` or ``f`` where the title before a name tells, else the empty string."""
    title = title_of(name)
    return "m" if title in MALE_TITLES else "f" if title in FEMALE_TITLES else ""


class Grouping:
    """Find or make the entity of each name; the fullest names first, so that their parts find them."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        """Start from the entities the study has."""
        self._groups = [Group(entity.category, entity.name, entity) for entity in entities]
        self._last = {category: _last_number(category, entities) for category in Category}
        self._new: list[Group] = []

    def group(self, names: Sequence[tuple[Category, str]]) -> list[int]:
        """Give the entity id of each name; new ones are negative and numbered in order of first appearance."""
        distinct = list(dict.fromkeys(names))
        owners: dict[tuple[Category, str], Group] = {}
        for category, name in sorted(distinct, key=lambda each: -len(name_key(*each))):
            owner = self._owner(category, name)
            if owner is None:
                owner = Group(category, name)
                self._groups.append(owner)
            owner.add(name)
            owners[category, name] = owner
        for each in distinct:
            self._number(owners[each])
        return [owners[each].id for each in names]

    def new_entities(self) -> tuple[Entity, ...]:
        """Give the entities that were made, in order of first appearance."""
        return tuple(group.as_entity() for group in self._new)

    def changed_entities(self) -> tuple[Entity, ...]:
        """Give the study's entities that got a form or a fuller name."""
        return tuple(group.as_entity() for group in self._groups if group.entity and group.entity != group.as_entity())

    def _owner(self, category: Category, name: str) -> Group | None:
        """Give the one entity the name can mean, or None where there is none or more than one."""
        wanted, sex = name_key(category, name), sex_of(name) if category is Category.PERSON else ""
        alike = [group for group in self._groups if group.category is category and group.may_be(sex)]
        named = [group for group in alike if name_key(category, group.name) == wanted]
        if len(named) > 1:
            return next((group for group in named if group.sexes == ({sex} - {""})), None)
        if named:
            return named[0]
        if category is Category.PERSON:
            alike = [group for group in alike if _same_person(frozenset(wanted), group.words)]
        else:
            alike = [group for group in alike if wanted in group.keys]
        if alike:
            return alike[0] if len(alike) == 1 else None
        elsewhere = [group for group in self._groups if group.category is not category and wanted in group.keys]
        return elsewhere[0] if len(elsewhere) == 1 else None

    def _number(self, group: Group) -> None:
        if group.id:
            return
        self._new.append(group)
        self._last[group.category] += 1
        group.id = -len(self._new)
        group.replacement = f"[{group.category.value} {self._last[group.category]}]"


def _same_person(wanted: frozenset[str], words: frozenset[str]) -> bool:
    telling = {word for word in wanted & words if len(word) > 1}
    return bool(telling) and (wanted <= words or words <= wanted)


def _last_number(category: Category, entities: Sequence[Entity]) -> int:
    """Give the highest number the category ever had; a renamed placeholder still counts as one."""
    ours = [entity for entity in entities if entity.category is category]
    numbers = [
        int(match.group(1))
        for entity in entities
        if (match := _NUMBERED.fullmatch(entity.replacement)) and entity.replacement.startswith(f"[{category.value} ")
    ]
    return max([len(ours), *numbers])
