"""Give people of a study invented names of like sex and origin that no real person of the study could be taken for."""

from __future__ import annotations

import functools
import hashlib
import hmac
import re
from collections.abc import Collection, Iterable, Iterator

from transcribe_desk.paths import resource
from transcribe_desk.privacy.characters import fold
from transcribe_desk.privacy.lexicons.nicknames import full_names, same_first_name
from transcribe_desk.privacy.lexicons.words import NAME_PARTICLES, word_set
from transcribe_desk.privacy.mention import Category, Entity, Watched
from transcribe_desk.privacy.naming.alike import marks, word_tie
from transcribe_desk.privacy.naming.grouping import sex_of
from transcribe_desk.privacy.naming.names import bare, key, title_of, without_title
from transcribe_desk.privacy.naming.sounds import distance, likeness
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.remembered import remembered

SEXES = ("f", "m")
_BOTH, _SURNAME = "n", "s"
_TELLING = 3  # letters; shorter names are one letter off too many
_WORD_MARK = "*"  # behind a name that is an English word too, and no good pseudonym
_SURNAME_TITLES = word_set("mr mister mrs ms miss mx dr doctor prof professor lord judge justice councillor cllr rev")
# In which a name is looked up; names of British lists stand in those of families' first countries as well.
_GUESSES = "south asian", "arabic", "polish and eastern european", "chinese", "british", "irish", "african"
_OLD_BRITISH = "british", "irish"
_SLAVIC = "polish and eastern european"
_SLAVIC_ENDING = re.compile("(?:ski|ska|cki|cka|wicz|czyk|escu|enko)$")
_NAMELESS = {Category.DATE, Category.CONTACT, Category.INDIRECT}


def assign(entities: Iterable[Entity], watched: Iterable[Watched] = (), *, seed: bytes) -> dict[int, str]:
    """Give every person of the study a full pseudonym, by entity id; those stored already stay.

    ``watched`` are the names the study knows beforehand, ``seed`` is a secret of the study: the same one gives the same
    pseudonyms. Whoever comes later changes nobody's pseudonym, unless a real name comes that it could be taken for. A
    person for whom no list holds a name is left out.
    """
    in_order = sorted(entities, key=lambda each: (each.id < 0, abs(each.id)))  # a draft's own entities come last
    return dict(_assigned(tuple(in_order), tuple(watched), seed))


@remembered(2)  # a whole export asks for the same again and again
def _assigned(entities: tuple[Entity, ...], watched: tuple[Watched, ...], seed: bytes) -> dict[int, str]:
    people = [each for each in entities if each.category is Category.PERSON]
    given = {each.id: each.pseudonym for each in people if each.pseudonym}
    real = {
        mark for word in _real_words(entities, watched) for mark in marks(Category.PERSON, word) if mark in _all_marks()
    }
    used = _Used(given.values())
    for entity in people:
        if entity.id not in given and (made := _invented(entity, seed, real, used)):
            given[entity.id] = made
            used.add(made)
    return given


def checked(pseudonym: str, entity: Entity, entities: Iterable[Entity], watched: Iterable[Watched] = ()) -> str:
    """Give a pseudonym that a person chose, without brackets, or raise InputError where it may not be used.

    No word of it may be a real name of the study, be one letter off, or sound like one; none may be another's.
    """
    entities = tuple(entities)
    chosen = " ".join(pseudonym.strip(" []()").split())
    words = key(chosen)
    if not words or not all(word.isalpha() for word in words):
        raise InputError(f"Entity {entity.id}", "A pseudonym is a name.", "Give a name in letters.")
    if any(_alike(word, real) for word in words for real in _real_words(entities, watched)):
        raise InputError(
            f"Entity {entity.id}", "The pseudonym is a real name of the study, or much like one.", "Choose another."
        )
    others = {word for each in entities if each.id != entity.id for word in key(each.pseudonym)}
    if others.intersection(words):
        raise InputError(f"Entity {entity.id}", "Somebody else has this pseudonym.", "Choose another.")
    return chosen


def origins() -> tuple[str, ...]:
    """Give the origins that there are lists of names for."""
    return tuple(dict.fromkeys(origin for origin, _ in _lists()))


def checked_origin(origin: str) -> str:
    """Give an origin there are names for, or none for an empty one; raise InputError for another."""
    wanted = origin.strip().casefold()
    if wanted and wanted not in origins():
        raise InputError(f"“{origin}”", "There are no names of this origin.", f"Choose one of: {', '.join(origins())}.")
    return wanted


def likely_origin(entity: Entity) -> str:
    """Give the origin a person chose, or whose lists hold most of the name's words; British where none does."""
    if entity.origin in origins():
        return entity.origin
    first, last = _first_and_last(entity.name)
    points = {each: _points(each, first, last) for each in _GUESSES}
    return max(_GUESSES, key=lambda each: points[each]) if any(points.values()) else "british"


def _points(origin: str, first: Iterable[str], last: Collection[str]) -> int:
    """Give how far a name's words tell the origin; a surname tells more, unless other families bear it too."""
    lists = _name_sets()
    firsts = {name for kind in (*SEXES, _BOTH) for name in lists[origin, kind]}
    surnames = set(last) if last and origin != "chinese" else {*first, *last}
    points = sum(word.title() in firsts for word in first)
    for word in surnames:
        shared = origin in _OLD_BRITISH and any(
            word.title() in lists[each, _SURNAME] for each in _GUESSES if each not in _OLD_BRITISH
        )
        if word.title() in lists[origin, _SURNAME] or (origin == _SLAVIC and _SLAVIC_ENDING.search(word)):
            points += 1 if shared else 2
    return points


def likely_sex(entity: Entity) -> str:
    """Give f or m where a person, a title or the first name tells, else the empty string."""
    if entity.sex in SEXES:
        return entity.sex
    titles = {sex_of(form) for form in (entity.name, *entity.forms)} - {""}
    if titles:
        return titles.pop() if len(titles) == 1 else ""
    first = next(iter(key(without_title(entity.name))), "")
    for names in ({first}, full_names(first) - {first}):
        told = {kind for name in names for kind in _kinds(likely_origin(entity), name.title())}
        if told:
            return told.pop() if len(told) == 1 and not told & {_BOTH} else ""
    return ""


def part_said(pseudonym: str, name: str, said: str, *, title_before: str = "") -> str:
    """Give the part of a pseudonym that stands for ``said``, a form of ``name`` without its title: first, last or all.

    ``title_before`` is the title that stands before it.
    """
    first, _, last = pseudonym.partition(" ")
    if not last:
        return pseudonym
    parts = {_is_surname(word, name, title_before) for word in key(without_title(said)) if word not in NAME_PARTICLES}
    if parts == {True}:
        return last
    return first if parts == {False} else pseudonym


def spoken_title(said: str) -> str:
    """Give the title a form begins with, as it was said, with its space: ``Mrs `` of ``Mrs Patel``."""
    whole = bare(said)
    return whole[: len(whole) - len(without_title(said))] if title_of(said) else ""


def _is_surname(word: str, name: str, title: str) -> bool:
    first, last = _first_and_last(name)
    if not last:
        by_title = fold(title).strip(". ") in _SURNAME_TITLES
        listed = bool(_kinds("", word.title()))
        return by_title or (not listed and any(word.title() in _name_sets()[each, _SURNAME] for each in origins()))
    if word in last or word in first:
        return word in last
    if len(word) == 1 or any(same_first_name(word, each) for each in first):
        return False
    return max(likeness(word, each) for each in last) > max(likeness(word, each) for each in first)


def _first_and_last(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the folded words of the first names and of the surname, particles with it; a single word is a first name."""
    words = without_title(name).split()
    begin = len(words) - 1
    while begin > 1 and fold(words[begin - 1]) in NAME_PARTICLES:
        begin -= 1
    if begin < 1:
        return key(name), ()
    return key(" ".join(words[:begin])), key(" ".join(words[begin:]))


class _Used:
    """The words of the pseudonyms given so far, and what may be taken for them."""

    def __init__(self, pseudonyms: Iterable[str]) -> None:
        self.words: set[str] = set()
        self.marks: set[str] = set()
        for each in pseudonyms:
            self.add(each)

    def add(self, pseudonym: str) -> None:
        self.words.update(key(pseudonym))
        self.marks.update(_marks_of(key(pseudonym)))


def _invented(entity: Entity, seed: bytes, real: set[str], used: _Used) -> str | None:
    origin, kind = likely_origin(entity), likely_sex(entity) or _BOTH
    order = hmac.new(seed, str(entity.id).encode(), hashlib.sha256).digest()
    first = _chosen(order, _pools(origin, kind), real, used)
    last = _chosen(order, _pools(origin, _SURNAME), real, used, unlike=first or "")
    return f"{first} {last}" if first and last else None


def _pools(origin: str, kind: str) -> Iterator[tuple[str, ...]]:
    """Give lists to choose from, one after another: of the origin, of all origins, of both sexes."""
    yield _lists()[origin, kind]
    yield tuple(name for each in origins() for name in _lists()[each, kind])
    if kind != _SURNAME:
        yield tuple(name for each in origins() for sex in SEXES for name in _lists()[each, sex])


def _chosen(
    order: bytes, pools: Iterable[tuple[str, ...]], real: set[str], used: _Used, *, unlike: str = ""
) -> str | None:
    """Give a name like no real one, if there is one also unlike every pseudonym, else another than they are.

    ``order`` is a secret that holds nothing of the real name. Whoever could tell in which order names were tried could
    tell from the pseudonyms which ones were passed over, and those are the real names and their like.
    """
    taken = used.marks | _marks(unlike)
    for pool in pools:
        free = [name for name in pool if not name.endswith(_WORD_MARK) and _marks(name).isdisjoint(real)]
        free.sort(key=lambda name: hmac.new(order, name.encode(), hashlib.sha256).digest())
        for name in free:
            if _marks(name).isdisjoint(taken):
                return name
        for name in free:
            if name.casefold() not in used.words and name != unlike:
                return name
    return None


def _real_words(entities: Iterable[Entity], watched: Iterable[Watched]) -> set[str]:
    names = [form for each in entities if each.category not in _NAMELESS for form in (each.name, *each.forms)]
    names += [each.text for each in watched]
    return {word for name in names for word in key(without_title(name)) if word.isalpha()}


def _alike(word: str, real: str) -> bool:
    close = abs(len(word) - len(real)) <= 1 and min(len(word), len(real)) >= _TELLING and distance(word, real) <= 1
    return word == real or close or word_tie(Category.PERSON, word, real) is not None


def _marks_of(words: Iterable[str]) -> set[str]:
    return {mark for word in words for mark in _marks(word)}


@remembered(16384)
def _marks(name: str) -> frozenset[str]:
    """Give what names that are one letter off, sound alike or are short for each other have in common."""
    return frozenset(marks(Category.PERSON, fold(name.removesuffix(_WORD_MARK)))) - {"~"} if name else frozenset()


@functools.cache
def _all_marks() -> frozenset[str]:
    """Give all that marks any listed name; what else marks a real name takes none away."""
    return frozenset(mark for names in _lists().values() for name in names for mark in _marks(name))


@functools.cache
def _lists() -> dict[tuple[str, str], tuple[str, ...]]:
    """Give names by origin and kind, those that are words with their mark."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in resource("names", "pseudonyms.tsv").read_text(encoding="utf-8").splitlines():
        origin, kind, name = line.split("\t")
        found.setdefault((origin, kind), []).append(name)
    return {each: tuple(names) for each, names in found.items()}


def _kinds(origin: str, name: str) -> set[str]:
    """Give the sexes that a first name is listed for: by the origin where it lists it, else by any."""
    found: dict[str, set[str]] = {}
    for (each, kind), names in _name_sets().items():
        if kind != _SURNAME and name in names:
            found.setdefault(each, set()).add(kind)
    return found[origin] if origin in found else set().union(*found.values())


@functools.cache
def _name_sets() -> dict[tuple[str, str], frozenset[str]]:
    """Give the same names to look up, without marks."""
    return {each: frozenset(name.removesuffix(_WORD_MARK) for name in names) for each, names in _lists().items()}
