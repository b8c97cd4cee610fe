"""Find wards, clinics, hospitals, trusts, surgeries, schools and employers by the words said beside their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.characters import fold
from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.lexicons.clinical import is_body, is_clinical
from transcribe_desk.privacy.lexicons.gazetteers import is_first_name, is_place, is_surname
from transcribe_desk.privacy.lexicons.veto import has_capitals
from transcribe_desk.privacy.lexicons.words import FUNCTION_WORDS, TALK, TITLES, frequency, word_set
from transcribe_desk.privacy.mention import Finding

_WORD = r"[^\W\d_][\w'’-]*"
_KINDS = (
    r"hospitals?(?: nhs)?(?: foundation)?(?: trust)?|infirmary|hospice|(?:nhs )?(?:foundation )?trust|(?:day )?clinic"
    r"|ward|surgery|(?:medical|health|general|gp|group|family)(?: (?:centre|center|practice))|practice|care home"
    r"|nursing home|(?:city|county|borough|district|parish) council|council|ccg|icb|integrated care board"
    r"|clinical commissioning group|primary care trust|pct|pcn|health board|partnership trust|school|college"
    r"|university|academy|nursery|pharmacy|church|mosque|prison|unit"
)
_KIND = re.compile(rf" (?P<kind>{_KINDS})\b(?! of\b)", re.IGNORECASE)
_BEFORE_KIND = re.compile(rf"(?:(?<![\w'’-]){_WORD}(?: & | )){{0,6}}(?<![\w'’-]){_WORD}$")
_REACH = 80  # characters before a cue word that can hold the name
_OF = re.compile(
    r"\b(?P<kind>(?i:university|bank|church|school|college|royal borough)) of(?: the)?"
    r" (?P<name>[A-Z][\w'’-]*(?:[ ][A-Z][\w'’-]*)*)"
)
_SAINT = re.compile(r"(?:st|saint|royal|queen|king|prince|princess)\.?", re.IGNORECASE)
_WARD = re.compile(
    r"\b(?:ward|bay|unit)[ ](?P<number>\d{1,3}[a-z]?|[a-z]\d{1,2}|[A-Z]|(?:twenty|thirty|forty|fifty)(?:[\s-]\w+)?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen)\b",
    re.IGNORECASE,
)
_WARD_NOT = re.compile(
    r"\s*(?:of|or|to|minutes?|hours?|days?|weeks?|months?|years?|times|people|patients|beds)\b", re.IGNORECASE
)
# “I'm Dr Okonjo from Elm Tree Practice”, “calling from the Infirmary”: what follows “from” says where somebody works.
_FROM = re.compile(
    r"\b(?i:(?:i['’]?m|i am|this is|my name is|my name['’]s|it['’]?s)\s+(?:[\w.'’\[\]-]+\s+){1,5}?"
    r"|(?:calling|ringing|phoning|speaking)(?:\s+\w+)?\s+)(?i:from|at|with)\s+(?i:the\s+)?"
    r"(?P<name>[A-Z][\w'’&-]*(?:\s+(?:(?:at|of|and|for|the|in|&)\s+)*[A-Z][\w'’&-]*)*)"
)
# What hospitals, wards and practices are called for what they do, which names none of them.
_GENERIC = (
    FUNCTION_WORDS
    | TALK
    | TITLES
    | word_set(
        """
    a an the local general teaching district community cottage private public mental acute main new old big small other
    same different another every each any some no whole first second third last next nearest best both two three more
    medical surgical maternity children's childrens paediatric paediatrics neonatal postnatal antenatal labour birth
    stroke cardiac respiratory renal cancer oncology day night care home nursing high low secure open closed
    intensive special high-dependency dependency elderly geriatric psychiatric isolation recovery emergency admission
    admissions assessment discharge outpatient outpatients inpatient walk-in minor injuries eye dental fracture pain
    memory diabetic diabetes asthma copd flu vaccine vaccination warfarin baby well-woman well-man family planning
    sexual health gum hiv skin breast bowel foot leg hearing sleep smoking weight headache tongue-tie virtual remote
    drop-in satellite evening weekend saturday monday tuesday wednesday thursday friday sunday morning afternoon
    primary secondary grammar comprehensive boarding infant junior middle sixth form state independent faith art drama
    law business nhs foundation gp gps group multi large single partnership rural urban city county town borough parish
    plastic cosmetic heart knee hip brain spinal keyhole major elective bariatric laser orthopaedic open-heart under had
    having needed need my your his her our their this that these those which what whose good best common usual clinical
    general professional private normal standard current former previous evidence reflective safe in-house online
    catholic christian church muslim jewish methodist baptist parish anglican orthodox training research
    rehab rehabilitation treatment medical decision decisions stepdown step-down burns trauma neuro vascular urology
    mother patient dialysis endoscopy theatre theatres theatre gynae gynaecology ear nose throat side front back
    """
    )
)
# What may stand between a name and its cue word: “Moorfield General Hospital”.
_BETWEEN = word_set(
    "general city county community district memorial teaching university medical health primary secondary high junior"
    " infant grammar comprehensive cottage private nhs foundation healthcare park road street lane house hill green"
)
_RARE = 5000
_FEWER_WORDS = 3


class OrganisationDetector:
    """Institutions by their cue word, in any case, where the words before it can be a name; wards by number."""

    name = "organisation"
    version = "1"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield named institutions, numbered wards, and where people who introduce themselves work."""
        cased = has_capitals(turn.text for turn in turns)
        for turn in turns:
            for match in _KIND.finditer(turn.text):
                start = _name_start(turn.text, match.start(), cased=cased)
                if start < match.start():
                    reason = f"named by the word “{match['kind'].lower()}”"
                    yield turn.id, self._finding(start, match.end(), 0.75, reason)
            for match in _OF.finditer(turn.text):
                yield turn.id, self._finding(*match.span(), 0.75, f"named by the word “{match['kind'].lower()}”")
            for match in _WARD.finditer(turn.text):
                if not _WARD_NOT.match(turn.text, match.end()) and match["number"].lower() not in ("a", "i"):
                    yield turn.id, self._finding(*match.span(), 0.75, "ward or unit with its number")
            for match in _FROM.finditer(turn.text):
                if not _is_known_place(match["name"]):
                    yield turn.id, self._finding(*match.span("name"), 0.6, "where somebody says they are from")

    def _finding(self, start: int, end: int, score: float, reason: str) -> Finding:
        return Finding(start, end, "ORG", self.name, score, reason)


def _name_start(text: str, end: int, *, cased: bool) -> int:
    """Give where an institution's own name begins that ends before a cue word; ``end`` where it has none."""
    offset = max(0, end - _REACH)
    before = _BEFORE_KIND.search(text[offset:end])
    start = end
    words = [*re.finditer(_WORD, before.group())] if before else []
    for match in reversed(words):
        plain = fold(match.group()).removesuffix("'s")
        joins = plain in ("and", "of", "the") and start < end
        if _can_name(match.group(), plain, cased=cased):
            start = offset + (before.start() if before else 0) + match.start()
        elif not joins and not (start == end and plain in _BETWEEN):
            break
    return start


def _can_name(word: str, plain: str, *, cased: bool) -> bool:
    if _SAINT.fullmatch(plain):
        return not cased or word[0].isupper()
    if set(plain.split("-")) & _GENERIC or is_clinical(plain) or is_body(plain):
        return False
    if cased:
        return word[0].isupper()
    return (
        is_surname(plain)
        or is_place(plain)
        or (is_first_name(plain) and frequency(plain) < _RARE * 10)
        or (frequency(plain) < _RARE // 5 and len(plain) > _FEWER_WORDS)
    )


def _is_known_place(name: str) -> bool:
    return is_place(fold(name)) or fold(name) in _GENERIC or is_clinical(fold(name)) or is_body(fold(name))
