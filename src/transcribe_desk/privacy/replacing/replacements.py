"""Give for each mention the words that stand for it in a release profile: one entity, one replacement everywhere."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from transcribe_desk.privacy.lexicons.gazetteers import is_surname
from transcribe_desk.privacy.lexicons.words import TITLES, word_set
from transcribe_desk.privacy.mention import Category, Entity, Mention, Watched
from transcribe_desk.privacy.naming.grouping import name_key, number_of
from transcribe_desk.privacy.naming.names import Matcher, key, searchable_parts
from transcribe_desk.privacy.replacing import pseudonyms
from transcribe_desk.privacy.replacing.calendar_dates import read_date
from transcribe_desk.privacy.replacing.generalise import Rung, coarser, relative, shifted
from transcribe_desk.privacy.replacing.grammar import Joint, plural_ending
from transcribe_desk.privacy.replacing.profiles import Profile, StudyStyles, Wording, entity_wording
from transcribe_desk.study.study import Organisation

NOTICE = "Anonymised transcript. Square brackets mark replaced words."
PROFILE_NOTICE = "Anonymised transcript. Square and round brackets mark replaced words; names in them are made up."
NOTHING = "[…]"
_KEEPABLE = {Category.ROLE, Category.INDIRECT}
_TITLE_BEFORE = re.compile(rf"(?<!\w)({'|'.join(sorted(TITLES))})\.?\s+$", re.IGNORECASE)
_SEEN_BEFORE = 40  # characters; longer than any title, and a turn may have a million
_AFTER_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
# Words for kinds of organisations, and what they are called where one is described.
_SAID_AS_IT_IS = word_set(
    """
    hospital surgery practice clinic hospice school college university council charity church mosque synagogue temple
    nursery pharmacy prison court company club ward bank union trust department team unit centre
    """
)
_KINDS = {
    **{each: each for each in _SAID_AS_IT_IS},
    "infirmary": "hospital",
    "academy": "school",
    "foundation": "charity",
    **dict.fromkeys(("ltd", "limited", "plc", "inc", "group"), "company"),
}


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """What a profile needs of the study beside its entities: departures from the defaults and the organisations.

    ``shift_days`` and ``date`` are the interview's: by how much its participant's dates move, and when it was held.
    ``pseudonym_seed`` is the secret of the study that pseudonyms are drawn with.
    """

    styles: StudyStyles = ()
    organisations: tuple[Organisation, ...] = ()
    shift_days: int = 0
    date: dt.date | None = None
    pseudonym_seed: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class StandIn:
    """The words for a mention with their brackets, and how they join the words before them."""

    text: str
    joint: Joint = Joint.NAME


class Replacements:
    """The words for every mention of a study in one profile, or the plain placeholders that are signed off.

    What a person wrote in place of a placeholder stands in every profile, unless the entity has a style of its own. A
    style that cannot be carried out, or whose words would hold a real name of the study, gives way to the placeholder.
    """

    def __init__(
        self,
        entities: Iterable[Entity],
        profile: Profile | None = None,
        *,
        mentions: Iterable[Mention] = (),
        watched: Iterable[Watched] = (),
        facts: StudyFacts | None = None,
    ) -> None:
        """Take the whole study's entities and mentions; without a ``profile`` there are only placeholders.

        Raises InputError where an entity or the study names a profile or style there is not.
        """
        self.profile = profile
        self._entities = {each.id: each for each in entities}
        self._watched = tuple(watched)
        self._facts = facts or StudyFacts()
        self._labels: dict[int, set[str]] = {}
        self._styles: dict[int, Wording] = {}
        self._found: dict[tuple[int, str, str, bool], StandIn] = {}
        if profile is not None:
            self._styles = {each.id: self._style(each, profile) for each in self._entities.values()}
            for mention in mentions:
                self._labels.setdefault(mention.entity_id, set()).add(mention.label)

    @property
    def notice(self) -> str:
        """Say in one line of the header how replaced words are marked."""
        told = {Wording.PLACEHOLDER, Wording.REMOVED, Wording.KEEP}
        return NOTICE if told.issuperset(self._styles.values()) else PROFILE_NOTICE

    def style(self, entity_id: int) -> Wording:
        """Give the style of an entity."""
        return self._styles.get(entity_id, Wording.PLACEHOLDER)

    def stand_in(self, mention: Mention, text: str, start: int, end: int) -> StandIn:
        """Give the words for a mention that is said from ``start`` to ``end`` of its turn's ``text``."""
        entity, said = self._entities[mention.entity_id], text[start:end]
        before = text[max(0, start - _SEEN_BEFORE) : start]
        title = _TITLE_BEFORE.search(before)
        context = (entity.id, said, title.group(1) if title else "", _AFTER_THE.search(before) is not None)
        if context not in self._found:
            candidates = self._candidates(entity, said, context[2], after_the=context[3])
            self._found[context] = next(candidates, StandIn(entity.replacement))
        return self._found[context]

    def keeps(self, mention: Mention, said: str) -> bool:
        """Tell whether a mention stays as it was said in this profile; nothing that holds a direct identifier does."""
        if self.style(mention.entity_id) is not Wording.KEEP or mention.category not in _KEEPABLE:
            return False
        return not self._direct.find(said)

    def plural(self, mention: Mention, text: str, start: int, end: int) -> int:
        """Give how many letters at the end of the words are a plural's, which stays outside: the s of “the Patels”."""
        entity, said = self._entities[mention.entity_id], text[start:end]
        if entity.category is not Category.PERSON or said[-1:].casefold() != "s":
            return 0
        last = said[max(map(said.rfind, " -")) + 1 :]
        folded = last.casefold()
        words = {word for form in (entity.name, *entity.forms) for word in key(form)}
        family = _AFTER_THE.search(text[max(0, start - _SEEN_BEFORE) : start])
        if family and folded in words and not is_surname(folded):
            words |= {stem for stem in (folded[:-1], folded[:-2]) if is_surname(stem)}
        singular = {word for word in words if not plural_ending(word, words - {word})}
        return plural_ending(last, singular)

    def example(self, entity_id: int) -> StandIn:
        """Give the words for an entity where its full name is said, for a list of them."""
        entity = self._entities[entity_id]
        return next(self._candidates(entity, entity.name, "", after_the=False), StandIn(entity.replacement))

    def _style(self, entity: Entity, profile: Profile) -> Wording:
        found = entity_wording(profile, entity, self._facts.styles)
        chosen = any(name == profile for name, _ in entity.styles)
        return found if chosen or number_of(entity.replacement) is not None else Wording.PLACEHOLDER

    def _candidates(self, entity: Entity, said: str, title: str, *, after_the: bool) -> Iterator[StandIn]:
        """Yield what may stand for the words, the best first, without what would hold a real name.

        What a person chose is given as it is: should it be a real name, the gate says so.
        """
        match self.style(entity.id):
            case Wording.PSEUDONYM:
                yield from self._pseudonym(entity, said, title)
            case Wording.DESCRIPTOR:
                yield from self._descriptor(entity)
            case Wording.GENERALISED | Wording.COARSE | Wording.RELATIVE | Wording.SHIFTED as style:
                for text, joint in self._less(entity, style, said, after_the=after_the):
                    if not self._all.find(text):
                        yield StandIn(f"[{text}]", joint)
            case Wording.REMOVED:
                yield StandIn(NOTHING)

    def _pseudonym(self, entity: Entity, said: str, title: str) -> Iterator[StandIn]:
        given = self._pseudonyms.get(entity.id)
        if given:
            own_title = pseudonyms.spoken_title(said)
            part = pseudonyms.part_said(given, entity.name, said, title_before=own_title.strip() or title)
            yield StandIn(f"{own_title}[{part}]")

    def _descriptor(self, entity: Entity) -> Iterator[StandIn]:
        described = entity.descriptor.strip(" ()[]") or self._generic(entity)
        if described:
            yield StandIn(f"({described})")
        number = number_of(entity.replacement)
        if entity.category is Category.ORGANISATION and number is not None:
            kinds = (_KINDS[word] for word in reversed(key(entity.name)) if word in _KINDS)
            for kind in kinds:
                yield StandIn(f"({kind} {number[1]})")

    def _generic(self, entity: Entity) -> str:
        """Give what the study calls the organisation in texts, if the entity is one of its organisations."""
        forms = {name_key(entity.category, form) for form in (entity.name, *entity.forms)}
        for each in self._facts.organisations:
            if each.generic and forms & {
                name_key(entity.category, name) for name in (each.name, *each.aliases) if name
            }:
                return each.generic.strip(" ()[]")
        return ""

    def _less(self, entity: Entity, style: Wording, said: str, *, after_the: bool) -> Iterator[tuple[str, Joint]]:
        facts = self._facts
        if style is Wording.SHIFTED:
            text = shifted(entity.name, said, facts.shift_days, facts.date, after_article=after_the)
            yield from [(text, Joint.NAME)] if text else []
        elif style is Wording.RELATIVE:
            date = read_date(entity.name)
            text = relative(date, facts.date) if date and facts.date else None
            yield from [(text, Joint.PHRASE)] if text else []
        else:
            rung = Rung.FINE if style is Wording.GENERALISED else Rung.COARSE
            chosen = any(name == self.profile for name, _ in entity.styles)
            labels = self._labels.get(entity.id, ())
            joint = Joint.PERIOD if entity.category is Category.DATE else Joint.NAME
            for text in coarser(entity.category, entity.name, said, rung, labels=labels, is_age=chosen):
                yield text, joint

    @functools.cached_property
    def _pseudonyms(self) -> dict[int, str]:
        return pseudonyms.assign(self._entities.values(), self._watched, seed=self._facts.pseudonym_seed)

    @functools.cached_property
    def _all(self) -> Matcher:
        return Matcher(self._names(set(Category) - {Category.INDIRECT}))

    @functools.cached_property
    def _direct(self) -> Matcher:
        return Matcher(self._names(set(Category) - _KEEPABLE))

    def _names(self, categories: set[Category]) -> Iterator[str]:
        for entity in self._entities.values():
            if entity.category in categories:
                for form in (entity.name, *entity.forms):
                    yield from searchable_parts(entity.category, form)
        for each in self._watched:
            yield from searchable_parts(each.category, each.text)
