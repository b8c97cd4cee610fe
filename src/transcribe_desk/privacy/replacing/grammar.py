"""Fit a replacement into its sentence: articles, prepositions of dates, sentence starts, possessives and plurals."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from transcribe_desk.privacy.characters import fold

_BRACKETS = re.compile(r"(?P<open>[\[(])(?P<inner>.*)(?P<close>[\])])", re.DOTALL)
_ARTICLE = re.compile(r"(?:the|an?) (?=\S)", re.IGNORECASE)
_INDEFINITE = re.compile(r"(?:^|(?<=[\s(\u201c\u2018\"'\u2014\u2013-]))(?P<article>[Aa]n?) $")
_DETERMINER = re.compile(
    r"(?:^|[^\w'\u2019])(?:the|an?|my|your|his|her|its|our|their|this|that|these|those|every|each|no|another"
    r"|[\w\])]+['\u2019]s) $",
    re.IGNORECASE,
)
_ON_THE = re.compile(r"\b(?P<on>on |in |at )?(?P<the>the )$|\b(?P<alone>on |in |at )$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"'\u201d\u2019)]*\s+[\"'\u201c\u2018(]*$")
_SPOKEN = re.compile(r"[^\W_]")
_AN_BEFORE = re.compile(r"hour|honest|honour|heir|8|1[18](?!\d)")
_A_BEFORE = re.compile(r"uni(?!n|m)|us(?:e|u)|util|ubi|eu|ewe|one\b|once\b")
_LETTERS_AN = frozenset("AEFHILMNORSX")  # their names begin with a vowel: an NHS trust
_SPELT = re.compile(r"[A-Z]{2,4}\b")
_PLACEHOLDER = re.compile(r"[\[(][A-Z]+(?: \d+)?[\])]")
_HISSING = re.compile(r"(?:s|x|z|ch|sh)$")


class Joint(StrEnum):
    """How a replacement joins the words before it: as any name, as a period one is *in*, or with no preposition."""

    NAME = "name"
    PERIOD = "period"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the words next to a replacement, in their own positions, and what it becomes."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """A replacement as it stands in its sentence, and the edits of the words before and after it."""

    text: str
    before: tuple[Edit, ...] = ()
    after: tuple[Edit, ...] = ()


def fit(words: str, before: str, said: str, after: str, joint: Joint = Joint.NAME) -> Fitted:
    """Fit ``words`` in place of ``said`` between ``before`` and ``after``; no edit reaches further than two words.

    What was right stays right; what was wrong as said is left alone.
    """
    edits = _preposition(before, joint) if joint is not Joint.NAME else ()
    text = _own_article(words, _edited(before, edits), said)
    edits = edits or _indefinite(text, before, said)
    first = min((edit.start for edit in edits), default=len(before))
    if _starts_sentence(_edited(before, edits)) and _has_capital(before[first:] + said):
        text = _capitalised(text)
    return Fitted(text, edits, _plural(text, after) or _possessive(text, before, said, after))


def indefinite_article(words: str) -> str | None:
    """Give ``a`` or ``an`` as the words are spoken; None where nothing is spoken (``[…]``)."""
    match = _SPOKEN.search(words)
    if match is None:
        return None
    spoken = words[match.start() :]
    if not _PLACEHOLDER.fullmatch(words) and (spelt := _SPELT.match(spoken)):
        return "an" if spelt.group()[0] in _LETTERS_AN else "a"
    low = fold(spoken)
    if _AN_BEFORE.match(low):
        return "an"
    if _A_BEFORE.match(low):
        return "a"
    return "an" if low[:1] in ("a", "e", "i", "o", "u") else "a"


def plural_ending(said: str, singulars: Collection[str]) -> int:
    """Give how many letters make ``said`` the plural of one of the folded ``singulars``: one for “Patels”, else 0."""
    folded = fold(said)
    if len(folded) != len(said) or folded in singulars:
        return 0
    for ending in ("es", "s"):
        stem = folded.removesuffix(ending)
        if stem != folded and stem in singulars and (ending == "es") == bool(_HISSING.search(stem)):
            return len(ending)
    return 0


def _own_article(words: str, before: str, said: str) -> str:
    """Give the words without the article they begin with where a determiner stands there, or with the one said."""
    match = _BRACKETS.fullmatch(words)
    inner = match["inner"] if match else words
    article = _ARTICLE.match(inner)
    if article is None:
        return words
    rest = inner[article.end() :]
    spoken = _ARTICLE.match(said)
    if _DETERMINER.search(before):
        inner = rest
    elif spoken:
        first = "the" if spoken.group().strip().lower() == "the" else indefinite_article(rest)
        inner = f"{first} {rest}"
    return f"{match['open']}{inner}{match['close']}" if match else inner


def _indefinite(words: str, before: str, said: str) -> tuple[Edit, ...]:
    """Give the edit that turns a into an, or back, where it was right before the words that were said."""
    match = _INDEFINITE.search(before)
    if match is None:
        return ()
    spoken, wanted = match["article"], indefinite_article(words)
    an_article = spoken.islower() or _starts_sentence(before[: match.start()])  # not the A of “hepatitis A”
    if not an_article or wanted in (None, spoken.lower()) or indefinite_article(said) != spoken.lower():
        return ()
    return (Edit(*match.span("article"), spoken[0] + ("n" if wanted == "an" else "")),)


def _preposition(before: str, joint: Joint) -> tuple[Edit, ...]:
    """Give the edits that make “on the” an “in”, or that take it away before a phrase."""
    match = _ON_THE.search(before)
    if match is None:
        return ()
    edits: list[Edit] = []
    group = "alone" if match["alone"] else "on"
    if match[group]:
        start, end = match.span(group)
        if joint is Joint.PHRASE:
            edits.append(Edit(start, end, ""))
        elif match[group].strip().lower() != "in":
            edits.append(Edit(start, end - 1, "In" if match[group][0].isupper() else "in"))
    if match["the"]:
        edits.append(Edit(*match.span("the"), ""))
    return tuple(edits)


def _edited(text: str, edits: Collection[Edit]) -> str:
    for edit in sorted(edits, key=lambda each: -each.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _starts_sentence(before: str) -> bool:
    return not before.strip("\"'\u201c\u2018( ") or _SENTENCE_END.search(before) is not None


def _has_capital(said: str) -> bool:
    first = _SPOKEN.search(said)
    return first is not None and not first.group().islower()


def _capitalised(words: str) -> str:
    match = _SPOKEN.search(words)
    if match is None or len(match.group().upper()) != 1:
        return words
    return words[: match.start()] + match.group().upper() + words[match.end() :]


def _plural(words: str, after: str) -> tuple[Edit, ...]:
    """Give the edit that makes the [Jones]s the [Jones]es."""
    hissing = _HISSING.search(words.rstrip("])"))
    return (Edit(0, 1, "es"),) if hissing and re.match(r"s(?!\w)", after) else ()


def _possessive(words: str, before: str, said: str, after: str) -> tuple[Edit, ...]:
    """Give the edit that makes James' car [Anna]'s car; an apostrophe that may close a quotation stays."""
    quoted = re.search(r"(?:^|\s)['\u2018]", before) is not None
    if quoted or said[-1:] not in ("s", "S") or not re.match(r"['\u2019]\s\w", after) or not _SPOKEN.search(words):
        return ()
    return () if re.search(r"s[\])]?$", words) else (Edit(0, 1, f"{after[0]}s"),)
