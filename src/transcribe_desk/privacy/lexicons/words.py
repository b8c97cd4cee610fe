"""Know which words are ordinary English, titles or talk, so that a name that is also a word is told apart."""

from __future__ import annotations

import functools
import gzip
import json
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker


def word_set(words: str) -> frozenset[str]:
    """Give the words of a text as a set, which reads better than a long list of quoted words."""
    return frozenset(words.split())


ORDINARY_FREQUENCY = 5000  # in pyspellchecker's English list; measured: derek 1513, brian 3582, grace 24102, mark 50334

_LETTERS = "'abcdefghijklmnopqrstuvwxyzàáâäåçèéêëíïñóôöûü"  # all that stand in that list
_EVERYDAY_FREQUENCY = 150_000  # below it: grace 24102, rose 27460, mark 50334, young names; above: hope, king, sister
_CALENDAR = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march may july
    september october november december christmas easter
    """
)

MALE_TITLES = word_set("mr mister sir lord father uncle brother reverend")
FEMALE_TITLES = word_set("mrs ms miss lady dame madam aunt auntie aunty nan nanny granny")
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | word_set("mx dr doctor prof professor sister nurse matron rev revd pastor canon judge justice councillor cllr")
)
# Small words inside one name; the rest of PARTICLES stands between names too.
NAME_PARTICLES = word_set("van von der den de del della di da dos du la le los las bin ibn al el ter ten st mac")
PARTICLES = NAME_PARTICLES | {"the", "of", "and"}
# Offices people are addressed by: “Mr President”, “Madam Chair”.
OFFICES = word_set(
    """
    president chair chairman chairwoman chairperson speaker mayor senator senators minister secretary governor
    ambassador commissioner director chief madam sir constable sergeant inspector
    """
)
# Words that only hold sentences together, and hesitations: never a part of a name, wherever a model saw one.
FUNCTION_WORDS = word_set(
    """
    i you he she it we they me him her us them my your his its our their mine yours this that these those who whom
    whose what which when where why how and but or nor so if then than because although though while until unless
    is am are was were be been being have has had having do does did doing done can could would should shall might
    must not don't didn't isn't wasn't won't can't couldn't wouldn't i'm i've i'd i'll it's that's there's what's
    you're you've we're we've they're he's she's let's at by for from in into of off on onto out over to up with
    without about after again also as before between during here there now just only too very really maybe perhaps
    um uh umm uhm er erm ah oh ooh hm hmm mm mmm mhm yeah yep yes no nope nah ok okay hi hello hey bye thanks um-hum
    """
)
# Words that speech opens with, so that recognisers take them for names; never searched for as a part of a name.
TALK = FUNCTION_WORDS | word_set(
    """
    ok okay yeah yep yes yup no nope nah um uh umm uhm er erm ah oh ooh hm hmm mm mmm mhm aye bye hello hi hiya
    hey sorry thanks pardon great fine right alright cool nice good perfect sure so and but well just like any
    lovely brilliant exactly absolutely obviously basically actually definitely mum dad mam mummy daddy gran
    grandma grandad granddad nana doctor patient nurse interviewer participant respondent speaker god christ
    jesus please cheers wow morning afternoon evening everybody everyone anybody somebody nobody yesterday today
    tomorrow i fantastic whereabouts etcetera mh mhmm ohh mom
    kinda sorta inaudible unclear crosstalk laughter laughs pause redacted
    """
)


@functools.cache
def _english() -> dict[str, int]:
    """Read pyspellchecker's English list (slow: 0.2 s the first time).

    Read here, not by a SpellChecker: the library parses all of it in one call, in which no other thread of Python has a
    turn, so that a window would stand still; each number that is made here is a moment in which one may.
    """
    packed = pkgutil.get_data("spellchecker", "resources/en.json.gz")
    assert packed is not None, "pyspellchecker's list of English words is lacking"
    words: dict[str, int] = json.loads(gzip.decompress(packed), parse_int=lambda digits: int(digits))
    return words


@functools.cache
def _edits() -> SpellChecker:
    from spellchecker import SpellChecker

    checker = SpellChecker(language=None, distance=1)
    checker.word_frequency.add(_LETTERS)  # as a word: its letters are put in, words of up to its length are looked at
    return checker


def one_edit_away(word: str) -> set[str]:
    """Give what a lower-case word becomes by one letter more, less, other, or changed with the next; words or not."""
    return set(_edits().edit_distance_1(word))


def frequency(word: str) -> int:
    """Give how often a lower-case word stands in pyspellchecker's English corpus, 0 where it does not."""
    return _english().get(word, 0)


def is_ordinary(word: str) -> bool:
    """Tell whether a lower-case word is an everyday English word, so that only a capital makes it a name."""
    return frequency(word) >= ORDINARY_FREQUENCY


def is_everyday(word: str) -> bool:
    """Tell whether a lower-case word is so frequent that, even with a capital, it hardly ever names a person."""
    return frequency(word) >= _EVERYDAY_FREQUENCY or word in _CALENDAR
