"""Find words that no dictionary has, in English as it is written in Britain too, and suggest others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from functools import lru_cache

from transcribe_desk.privacy.lexicons.words import frequency, one_edit_away, word_set

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TOKEN = re.compile(r"\S+")
_MOST = 6  # suggestions in a menu
# The dictionary is American; each rule turns what is British about a word into that.
_AMERICAN = (
    (re.compile(r"is(ation|ations|e|es|ed|er|ers|ing|able)$"), r"iz\1"),
    (re.compile(r"ys(e|es|ed|er|ers|ing)$"), r"yz\1"),
    (re.compile(r"our(?=$|s$|ed$|ing$|able$|ful$|hood|ite|less|er$|ers$|ist$|al$)"), "or"),
    (re.compile(r"ll(?=ed$|ing$|er$|ers$|or$|ors$)"), "l"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
    (re.compile(r"bre(s?)$"), r"ber\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"(?<=[a-z])ae(?=[a-z])"), "e"),
    (re.compile(r"^(an|p|h)ae"), r"\1e"),
    (re.compile(r"oe(?=[a-z])"), "e"),
    (re.compile(r"ence(s?|d)$"), r"ense\1"),
    (re.compile(r"^programme(s?)$"), r"program\1"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^cheque"), "check"),
    (re.compile(r"^(en|ful|instal|skil)(fil|l)?(?=ment|s$|$)"), r"\1\2l"),
)
_BRITISH = (
    (re.compile(r"iz(ation|ations|e|es|ed|er|ers|ing|able)$"), r"is\1"),
    (re.compile(r"yz(e|es|ed|ing)$"), r"ys\1"),
    (
        re.compile(r"^(behavi|col|fav|hon|lab|neighb|rum|hum|harb|flav|vig|tum|od|arm|endeav|savi)or(?!n|at|it|al)"),
        r"\1our",
    ),
)
_MAY_DIFFER = re.compile(r"is|ys|our|ll|[tb]re|ogue|ae|oe|ence|programme|grey|cheque|il")  # a rule may hold
# What no rule turns into an American word.
_BRITISH_WORDS = word_set(
    """
    aluminium cosier draught draughts erm kerb kerbs manoeuvre manoeuvres manoeuvred manoeuvring maths mould moulds
    mouldy mum mums nan nanny plough ploughed pyjamas sceptic sceptical sceptically scepticism skilful tyre tyres whilst
    """
)
_ENDINGS = ("'s", "’s", "s'", "s’", "'", "’")


class Speller:
    """The words that are known here: the dictionary's, the study's own, and those that somebody ignores.

    ``load`` reads the dictionary (0.3 s) and is to be called away from the window's thread; before that nothing is
    found wrong.
    """

    def __init__(self) -> None:
        self.ready = False
        self._own: dict[str, str] = {}
        self._ignored: set[str] = set()
        self._spans = lru_cache(maxsize=4_096)(self._find)
        self._known = lru_cache(maxsize=20_000)(self._is_known)

    def load(self) -> None:
        """Read the dictionary."""
        frequency("the")

    def start(self) -> None:
        """Judge from now on: the dictionary was read."""
        self.ready = True
        self._forget()

    def set_own(self, words: Collection[str]) -> None:
        """Take these words and names, which may be of several words each, as known."""
        own = {part.casefold(): part for word in words for part in _WORD.findall(word)}
        if own != self._own:
            self._own = own
            self._forget()

    def ignore(self, word: str) -> None:
        """Find a word right for as long as the program runs."""
        self._ignored.add(word.casefold())
        self._forget()

    def wrong(self, text: str) -> tuple[tuple[int, int], ...]:
        """Give the words of a text that are not known, as spans in code points."""
        return self._spans(text) if self.ready else ()

    def suggestions(self, word: str) -> list[str]:
        """Give words that may have been meant, the likeliest first; the study's own before the dictionary's."""
        lower = word.casefold()
        own = [self._own[each] for each in get_close_matches(lower, list(self._own), n=3, cutoff=0.7)]
        edits = {each for each in one_edit_away(lower) if any(map(frequency, _forms(each)))}
        ranked = sorted(edits, key=lambda each: -max(map(frequency, _forms(each))))
        british = [_british(each) for each in ranked if each != lower]
        shaped = [each.capitalize() if word[:1].isupper() else each for each in british]
        return list(dict.fromkeys([*own, *shaped]))[:_MOST]

    def _forget(self) -> None:
        self._spans.cache_clear()
        self._known.cache_clear()

    def _find(self, text: str) -> tuple[tuple[int, int], ...]:
        return tuple(self._unknown(text))

    def _unknown(self, text: str) -> Iterator[tuple[int, int]]:
        for token in _TOKEN.finditer(text):
            if any(each.isdigit() or each in "@_/" for each in token.group()):
                continue  # codes, times, addresses
            for found in _WORD.finditer(token.group()):
                word = found.group()
                if len(word) > 1 and not word.isupper() and not self._known(word):
                    yield token.start() + found.start(), token.start() + found.end()

    def _is_known(self, word: str) -> bool:
        lower = word.casefold().replace("’", "'")
        forms = {lower, *(lower.removesuffix(ending) for ending in _ENDINGS)}
        if any(form in self._own or form in self._ignored for form in forms):
            return True
        return any(map(frequency, {each for form in forms for each in _forms(form) | _forms_of_forms(form)}))


def _forms(word: str) -> set[str]:
    """Give a word and what it may be in America by one rule."""
    if word in _BRITISH_WORDS:
        return {"the"}
    if not _MAY_DIFFER.search(word):
        return {word}
    return {word, *(rule.sub(form, word) for rule, form in _AMERICAN)}


def _forms_of_forms(word: str) -> set[str]:
    """Give what a word may be where two rules hold at once: “anaesthetise”."""
    return {rule.sub(form, each) for each in _forms(word) - {word} for rule, form in _AMERICAN}


def _british(word: str) -> str:
    for rule, form in _BRITISH:
        word = rule.sub(form, word)
    return word
