"""Tell which names mean the same person or thing, and keep apart what is not sure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from transcribe_desk.privacy.deciding.decisions import Pair, pair
from transcribe_desk.privacy.lexicons.words import FEMALE_TITLES, MALE_TITLES
from transcribe_desk.privacy.mention import Category, Entity
from transcribe_desk.privacy.naming.alike import Tie, marks, tie
from transcribe_desk.privacy.naming.names import bare, key, title_of, without_article, without_title
from transcribe_desk.study.remembered import remembered

_NUMBERED = re.compile(r"\[([A-Z]+) ([1-9]\d*)\]")
_SPELT_LETTERS = 3
_CIVIL, _LEARNED = MALE_TITLES | FEMALE_TITLES, {"dr", "doctor", "prof", "professor"}
_CATEGORIES = {category.value: category for category in Category}


@remembered(16384)
def name_key(category: Category, name: str) -> tuple[str, ...]:
    """Give what two forms of one name share: folded words without title, article and possessive.

    A name spelt out, and digits in any groups, are one word: ``S M I T H`` is ``smith``.
    """
    plain = without_title(name) if category is Category.PERSON else without_article(bare(name))
    words = key(plain) or (plain,)
    spelt = len(words) >= _SPELT_LETTERS and all(len(word) == 1 for word in words)
    return ("".join(words),) if spelt or all(word.isdigit() for word in words) else words


def number_of(replacement: str) -> tuple[Category, int] | None:
    """Give the category and number of a typed placeholder such as ``[NAME 3]``, or None for other words."""
    match = _NUMBERED.fullmatch(replacement)
    if match is None or match.group(1) not in _CATEGORIES:
        return None
    return _CATEGORIES[match.group(1)], int(match.group(2))


def placeholder(category: Category, number: int) -> str:
    """Give the typed placeholder with this number."""
    return f"[{category.value} {number}]"


def last_numbers(entities: Collection[Entity]) -> dict[Category, int]:
    """Give the highest number that the entities show each category ever had; a renamed placeholder counts as one."""
    counted = Counter(entity.category for entity in entities)
    highest = {category: counted[category] for category in Category}
    for entity in entities:
        if (found := number_of(entity.replacement)) is not None:
            highest[found[0]] = max(highest[found[0]], found[1])
    return highest


def sex_of(name: str) -> str:
    """Give ``m`` or ``f`` where the title before a name tells, else the empty string."""
    title = title_of(name)
    return "m" if title in MALE_TITLES else "f" if title in FEMALE_TITLES else ""


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
        self._marks: frozenset[str] | None = None
        self.sexes: set[str] = {entity.sex} - {""} if entity else set()
        self._titles: set[str] = set()
        for form in entity.forms if entity else (bare(name),):
            self.add(form)

    @property
    def words(self) -> frozenset[str]:
        """Give every word of every form."""
        return frozenset(word for form in self.keys for word in form)

    @property
    def marks(self) -> frozenset[str]:
        """Give the marks of every word, which those of a name that may be tied to it are among."""
        if self._marks is None:
            self._marks = frozenset[str]().union(*(marks(self.category, word) for word in self.words))
        return self._marks

    def may_be(self, name: str) -> bool:
        """Tell whether a name's title can belong to the person.

        Mr and Mrs cannot be one; whether Dr and Mrs are, before a surname alone, is for a person to say.
        """
        if self.category is not Category.PERSON:
            return True
        sex, title = sex_of(name), title_of(name)
        if sex and self.sexes and sex not in self.sexes:
            return False
        civil, learned = bool(self._titles & _CIVIL), bool(self._titles & _LEARNED)
        clash = (title in _CIVIL and learned and not civil) or (title in _LEARNED and civil and not learned)
        return not clash or len(name_key(self.category, name)) > 1

    def add(self, name: str) -> None:
        """Take in another form; a fuller name becomes the entity's name."""
        form = bare(name)
        if form in self.forms:
            return
        self.forms.append(form)
        self.keys.add(name_key(self.category, form))
        self._marks = None
        self.sexes |= {sex_of(form)} - {""}
        self._titles.add(title_of(form))
        plain = without_title(form)
        if self.category is Category.PERSON and set(key(self.name)) < set(key(plain)):
            self.name = plain

    def as_entity(self) -> Entity:
        """Give the entity as it stands now."""
        if self.entity:
            return replace(self.entity, name=self.name, forms=tuple(self.forms))
        return Entity(self.id, self.category, self.name, tuple(self.forms), self.replacement)

    def tie_to(self, wanted: tuple[str, ...]) -> Tie | None:
        """Give the surest tie between a name and any form of this one."""
        return max((found for form in self.keys if (found := tie(self.category, wanted, form))), default=None)


class Grouping:
    """Find or make the entity of each name; the fullest names first, so that their parts find them.

    Names join silently where nothing else comes into question: the same words, parts of a name, honorifics and
    possessives, in the whole study; short forms and misspellings where the other words of the name agree, or where
    one interview says both. Everything else stays an entity of its own, about which ``questions`` asks.
    """

    def __init__(
        self,
        entities: Collection[Entity],
        *,
        numbers: Mapping[Category, int] | None = None,
        apart: Collection[Pair] = frozenset(),
        here: Collection[int] = frozenset(),
        rejected: Callable[[int], bool] = lambda _entity_id: False,
    ) -> None:
        """Start from the entities the study has.

        ``numbers`` are the highest placeholder numbers ever given, ``apart`` the pairs a person keeps apart, ``here``
        the entities that the interview in hand names already. ``rejected`` tells of an entity whether a person let it
        stand, for an interview or everywhere: it takes no name with a word that it does not have yet, as nobody saw
        Will Henderson who rejected “Will”.
        """
        self._groups = [Group(entity.category, entity.name, entity) for entity in entities]
        given = numbers or {}
        self._last = {each: max(highest, given.get(each, 0)) for each, highest in last_numbers(entities).items()}
        self._new: list[Group] = []
        self._apart = apart
        self._here = set(here)
        self._rejected = rejected

    def group(self, names: Sequence[tuple[Category, str]]) -> list[int]:
        """Give the entity id of each name; new ones are negative and numbered in order of first appearance.

        Each indirect cue is an entity of its own: the same words mean another person in another place.
        """
        distinct = list(dict.fromkeys(each for each in names if each[0] is not Category.INDIRECT))
        known = (self._known(*each) for each in distinct)
        self._here.update(found[0].id for found in known if len(found) == 1)
        owners: dict[tuple[Category, str], Group] = {}
        for category, name in sorted(distinct, key=lambda each: -len(name_key(*each))):
            owner = self._owner(category, name)
            if owner is None:
                owner = Group(category, name)
                self._groups.append(owner)
            owner.add(name)
            owners[category, name] = owner
        groups = [owners.get(each) or Group(*each) for each in names]
        for group in groups:
            self._number(group)
        return [group.id for group in groups]

    def new_entities(self) -> tuple[Entity, ...]:
        """Give the entities that were made, in order of first appearance."""
        return tuple(group.as_entity() for group in self._new)

    def changed_entities(self) -> tuple[Entity, ...]:
        """Give the study's entities that got a form or a fuller name."""
        return tuple(group.as_entity() for group in self._groups if group.entity and group.entity != group.as_entity())

    def owner(self, category: Category, name: str) -> int | None:
        """Give the id of the one entity of the study that the name can mean, or None."""
        found = None if category is Category.INDIRECT else self._owner(category, name)
        return found.id if found else None

    def nobody_else(self, entity_id: int, category: Category, name: str) -> bool:
        """Tell whether no other entity that counts may be meant, of whatever category.

        Since “Will” was rejected, a William may have come, and since “Jordan” was, as a country, a Jordan Smith.
        """
        wanted = name_key(category, name)
        near = frozenset[str]().union(*(marks(category, word) for word in wanted))
        others = (group for group in self._groups if group.id != entity_id and not near.isdisjoint(group.marks))
        return not any(_may_mean(group, category, name, wanted) and not self._is_rejected(group) for group in others)

    def _owner(self, category: Category, name: str) -> Group | None:
        """Give the one entity the name can mean, or None where there is none or more than one."""
        known = self._known(category, name)
        if known:
            return known[0] if len(known) == 1 else None
        return self._misheard(category, name)

    def _known(self, category: Category, name: str) -> list[Group]:
        """Give the entities that share the name itself, or a part of it: one where it is sure, else all."""
        wanted = name_key(category, name)
        alike = self._of_its_kind(category, name)
        named = [group for group in alike if name_key(category, group.name) == wanted]
        if named:
            sharing = [*named, *(group for group in alike if group not in named and wanted in group.keys)]
            sexes = {sex_of(name)} - {""} if category is Category.PERSON else set()
            fit = named if len(named) == 1 else [group for group in named if group.sexes == sexes]
            unsettled = self._unsettled(fit, sharing)
            return [unsettled] if unsettled else sharing
        if category is Category.PERSON:
            same = [group for group in alike if _same_person(frozenset(wanted), group.words)]
            known = [group for group in same if self._may_take(group, wanted)]
        else:
            known = [group for group in alike if wanted in group.keys]
        return known or [
            group
            for group in self._groups
            if group.category not in (category, Category.INDIRECT) and wanted in group.keys
        ]

    def _of_its_kind(self, category: Category, name: str) -> list[Group]:
        return [group for group in self._groups if group.category is category and group.may_be(name)]

    def _unsettled(self, named: Sequence[Group], sharing: Sequence[Group]) -> Group | None:
        """Give, of the entities with a name, the first that no person has told apart from another that shares it."""
        for group in named:
            if not any(pair(group.id, other.id) in self._apart for other in sharing if other is not group):
                return group
        return None

    def _misheard(self, category: Category, name: str) -> Group | None:
        wanted = name_key(category, name)
        near = frozenset[str]().union(*(marks(category, word) for word in wanted))
        ties = [
            (group, found)
            for group in self._of_its_kind(category, name)
            if not near.isdisjoint(group.marks)
            and (found := group.tie_to(wanted)) is not None
            and self._may_take(group, wanted)
        ]
        if len(ties) != 1:
            return None
        group, found = ties[0]
        said_here = group.entity is None or group.id in self._here
        return group if found is Tie.SURE or (found is Tie.LIKELY and said_here) else None

    def _may_take(self, group: Group, wanted: tuple[str, ...]) -> bool:
        return group.words.issuperset(wanted) or not self._is_rejected(group)

    def _is_rejected(self, group: Group) -> bool:
        return group.entity is not None and self._rejected(group.id)

    def _number(self, group: Group) -> None:
        if group.id:
            return
        self._new.append(group)
        self._last[group.category] += 1
        group.id = -len(self._new)
        group.replacement = placeholder(group.category, self._last[group.category])


def _may_mean(group: Group, category: Category, name: str, wanted: tuple[str, ...]) -> bool:
    """Tell whether a name may mean an entity: a person by any part or short form, anything else by its whole name."""
    if group.category is not Category.PERSON:
        return group.category is not Category.INDIRECT and wanted in group.keys
    if category is not Category.PERSON:
        return group.words.issuperset(wanted)
    likely = (group.tie_to(wanted) or Tie.DOUBTFUL) >= Tie.LIKELY
    return (likely or group.words.issuperset(wanted)) and group.may_be(name)


def _same_person(wanted: frozenset[str], words: frozenset[str]) -> bool:
    telling = {word for word in wanted & words if len(word) > 1}
    return bool(telling) and (wanted <= words or words <= wanted)
