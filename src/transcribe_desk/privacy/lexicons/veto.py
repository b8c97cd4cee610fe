"""Know the commonest false alarms of the models: talk, drugs, clinical abbreviations, bodies everybody deals with."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transcribe_desk.privacy.characters import fold
from transcribe_desk.privacy.finding.propagation import MODELS
from transcribe_desk.privacy.lexicons.clinical import in_term, is_body, is_clinical
from transcribe_desk.privacy.lexicons.gazetteers import is_first_name, is_known_name, is_surname
from transcribe_desk.privacy.lexicons.words import OFFICES, TALK, TITLES, frequency, is_ordinary, word_set
from transcribe_desk.privacy.mention import Category, Proposal

# Words that stand for an institution without naming one: “the Court”, “the Trust”, “Social Services”.
_GENERIC = word_set(
    """
    academy act army authority board church college commission committee company congress constitution council court
    courts department government hospital house justice law local ministry office parliament party police school senate
    service services social society solicitor state states surgery team trust university chief lord lords petitioner
    """
)
_FAMILY = word_set(
    """
    mum mums mam dad dads mummy daddy nan nans nana gran granny grandma grandad granddad grandpa grandmother grandfather
    mother father parents brother sister son daughter husband wife partner boyfriend girlfriend auntie aunt uncle cousin
    nephew niece baby twin twins step-mum step-dad stepmum stepdad mother-in-law father-in-law missus hubby bloke lad
    mate mates guys ladies gentlemen folks
    """
)
# Word and number, as in “Factor 4”; but a ward, a road or a unit with its number is a place.
_NUMBERED = re.compile(
    r"([^\W\d_]+) (?:\d+[a-z]?|[IVX]+|one|two|three|four|five|six|seven|eight|nine|ten)", re.IGNORECASE
)
_NUMBERED_PLACES = word_set(
    "ward unit room floor bay flat block junction route district zone level theatre house number"
)
_TALK = word_set("y'know y'all oof phew ugh whoa wee hmph aha aww yay oops ouch gosh blimey tch")
# Sounds, however long they are drawn out.
_SOUND = re.compile(
    r"(?:m+-?h*m*|h+m+|o+h+|a+h+|a+w+h*|u+h+-?(?:h+u+h+)?|u+m+|e+r+m*|h+e+h+|(?:ha)+h?|o+o+[fh]?|m+y?e+a+h+)"
)
_HARMLESS = _TALK | TALK | TITLES | OFFICES | _FAMILY | _GENERIC
_FEWEST_CAPITALS = 0.02  # of all words; ordinary transcripts have five times as many
_LOWER_CASE_FREQUENCY = 1500
_LISTED = "gazetteer"
_SENTENCE_START = re.compile(r"(?:^|[.?!…]\s*)$")
_WORD = re.compile(r"[^\W_]+(?:[&'’-][^\W_]+)*")


def is_vetoed(proposal: Proposal, text: str, *, cased: bool) -> bool:
    """Tell whether a proposal is one of the models' common false alarms and nothing but models speaks for it.

    The list of names does not speak for “Bell's palsy”. Dates have a rule of their own.
    """
    start, end = proposal.start, proposal.end
    others = {name for name in proposal.detectors if not name.startswith(MODELS)}
    if proposal.category is Category.DATE or others - {_LISTED}:
        return False
    if in_term(text, start, end):
        return True
    return not others and (is_harmless(text[start:end], cased=cased) or (cased and _is_mere_word(proposal, text)))


def is_harmless(said: str, *, cased: bool = True) -> bool:
    """Tell whether these are words that the models often take for a name and that identify nobody.

    Drugs, diseases, abbreviations and talk; institutions without a name; a word with a number, unless it can be a
    place; and, in a ``cased`` transcript, everyday words in lower case. Without capitals those may be names.
    """
    words = _WORD.findall(said)
    if is_body(fold(said)) or all(_harmless_word(word, cased=cased) for word in words):
        return True
    numbered = _NUMBERED.fullmatch(said)
    return numbered is not None and is_ordinary(fold(numbered[1])) and fold(numbered[1]) not in _NUMBERED_PLACES


def _is_mere_word(proposal: Proposal, text: str) -> bool:
    """Tell whether a span is one dictionary word and no known name, at the start of a sentence or by one model only."""
    said = fold(text[proposal.start : proposal.end])
    if not said.isalpha() or text[proposal.start : proposal.end].isupper():
        return False
    opens = _SENTENCE_START.search(text[max(0, proposal.start - 4) : proposal.start]) is not None
    alone = len(proposal.detectors) == 1 and proposal.category is Category.PERSON
    mere = frequency(said) >= _LOWER_CASE_FREQUENCY if opens else alone and is_ordinary(said)
    return mere and not is_known_name(said)


def _harmless_word(word: str, *, cased: bool) -> bool:
    plain = fold(word).removesuffix("'s")
    if _SOUND.fullmatch(plain):
        return True
    if len(plain) == 1 or plain in _HARMLESS or all(part in _HARMLESS for part in plain.split("-")):
        return True
    if is_clinical(plain):
        # “Pip” and “Parkinson” may be people; “PIP” and “Parkinson's” are not.
        titled = cased and word.istitle() and plain == fold(word)
        return not (titled and (is_first_name(plain) or is_surname(plain)))
    # Below the usual bound, because models seldom take a lower-case word for a name: bowel 3754, lorry 1800, leeds 411.
    return cased and word[0].islower() and frequency(plain) >= _LOWER_CASE_FREQUENCY


def has_capitals(texts: Iterable[str]) -> bool:
    """Tell whether a transcript writes capitals at all, so that a small letter says something."""
    words = [word for text in texts for word in _WORD.findall(text)]
    capitals = sum(1 for word in words if word[0].isupper())
    return capitals > _FEWEST_CAPITALS * len(words)
