"""Know the commonest false alarms of the models: talk, drugs, clinical abbreviations, bodies everybody deals with."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transcribe_desk.privacy.characters import fold
from transcribe_desk.privacy.words import OFFICES, TALK, TITLES, frequency, is_ordinary, word_set

# Abbreviations and conditions that health and social care say in every interview; none names a person or a place.
_CLINICAL = word_set(
    """
    gp gps a&e ae nhs nice cqc dwp gmc nmc bma rcn rcgp hcp hca mdt ecg eeg mri ct pet xray icu itu hdu ccu copd
    ibs ibd uti adhd ocd ptsd bmi bp hiv aids sti std tb dna pcr cbt ppi nsaid nsaids tia mi af cva dvt pe ms
    mnd dementia alzheimer alzheimers parkinsons asthma diabetes covid covid-19 corona coronavirus omicron flu
    botox viagra calpol nurofen gaviscon ventolin strepsils lemsip sudocrem dioralyte imodium piriton zoom teams
    iphone ipad android pdf it hr ceo cv pip esa uc dbs pa ot slt aht ehcp gcse gcses btec phd msc bsc ba ma mba
    tv dvd cd usb gps-led
    """
)
# Words that stand for an institution without naming one: “the Court”, “the Trust”, “Social Services”.
_GENERIC = word_set(
    """
    academy act army authority board church college commission committee company congress constitution council court
    courts department government hospital house justice law local ministry office parliament party police school senate
    service services social society solicitor state states surgery team trust university chief lord lords petitioner
    """
)
# Word and number, as in “Factor 4”; but a ward, a road or a unit with its number is a place.
_NUMBERED = re.compile(
    r"([^\W\d_]+) (?:\d+[a-z]?|[IVX]+|one|two|three|four|five|six|seven|eight|nine|ten)", re.IGNORECASE
)
_NUMBERED_PLACES = word_set(
    "ward unit room floor bay flat block junction route district zone level theatre house number"
)
# Stems of the most dispensed medicines and their classes (NHS Business Services Authority, Prescription Cost Analysis),
# and the endings of diseases and procedures. None may fit a name: “April” ends like lisinopril, so that stem is whole.
_DRUG = re.compile(
    r"(?:\w+(?:cillin|mycin|cycline|floxacin|prazole|statin|olol|sartan|dipine|oxetine|triptyline|zepam|profen|codamol"
    r"|thiazide|gliptin|gliflozin|formin|azole|tidine|setron|xaban|lukast|salbutamol|furantoin|methoprim|fenadine|lyte"
    r"|itis|osis|aemia|pathy|algia|ectomy|oscopy|ostomy|plegia|rrhoea|rrhea|monia)"
    r"|(?:lisino|rami|enala|perindo|capto|fosino)pril|(?:aci|valaci|oselta|remdesi)(?:clo|mi)?vir|\w*codeine"
    r"|(?:pred|methylpred)nisolone|(?:dexametha|betametha|mometa)sone|cortisone|hydrocortisone"
    r"|paracetamol|aspirin|morphine|insulin|citalopram|sertraline|mirtazapine|naproxen|gabapentin|pregabalin|warfarin"
    r"|levothyroxine|senna|lactulose|loratadine|cetirizine|clopidogrel|furosemide|bendroflumethiazide|oramorph"
    r"|microgynon|rigevidon|cerazette|nexplanon|implanon|mirena|epipen|eczema|angina|asthma|tinnitus|gout)s?"
)
_HARMLESS = TALK | TITLES | OFFICES | _CLINICAL | _GENERIC
_FEWEST_CAPITALS = 0.02  # of all words; ordinary transcripts have five times as many
_LOWER_CASE_FREQUENCY = 1500
_WORD = re.compile(r"[^\W_]+(?:[&'’-][^\W_]+)*")


def is_harmless(said: str, *, cased: bool = True) -> bool:
    """Tell whether these are words that the models often take for a name and that identify nobody.

    Drugs, diseases, abbreviations and talk; institutions without a name; a word with a number, unless it can be a
    place; and, in a ``cased`` transcript, everyday words in lower case. Without capitals those may be names.
    """
    words = _WORD.findall(said)
    if all(_harmless_word(word, cased=cased) for word in words):
        return True
    numbered = _NUMBERED.fullmatch(said)
    return numbered is not None and is_ordinary(fold(numbered[1])) and fold(numbered[1]) not in _NUMBERED_PLACES


def _harmless_word(word: str, *, cased: bool) -> bool:
    plain = fold(word).removesuffix("'s")
    if plain in _HARMLESS or all(part in _HARMLESS for part in plain.split("-")) or _DRUG.fullmatch(plain):
        return True
    # Below the usual bound, because models seldom take a lower-case word for a name: bowel 3754, lorry 1800, leeds 411.
    return cased and word[0].islower() and frequency(plain) >= _LOWER_CASE_FREQUENCY


def has_capitals(texts: Iterable[str]) -> bool:
    """Tell whether a transcript writes capitals at all, so that a small letter says something."""
    words = [word for text in texts for word in _WORD.findall(text)]
    capitals = sum(1 for word in words if word[0].isupper())
    return capitals > _FEWEST_CAPITALS * len(words)
