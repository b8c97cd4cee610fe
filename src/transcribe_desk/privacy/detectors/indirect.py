"""Find indirect cues: words that tell who is meant together with something else, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.detectors.roles import ROLE, SENIOR_ROLE
from transcribe_desk.privacy.detectors.spoken import YEAR
from transcribe_desk.privacy.mention import Finding

INDIRECT = "INDIRECT"

_PEOPLE = (
    r"(?:\w+[\s-]){0,3}?(?:person|people|woman|women|man|men|one|nurse|doctor|consultant|gp|manager|midwife|surgeon"
    r"|pharmacist|therapist|physio|practitioner|worker|officer|trainer|teacher|student|trainee|member of staff|member"
    rf"|female|male|patient|carer|volunteer|survivor|{SENIOR_ROLE})"
)
_PLACES = (
    r"(?:\w+[\s-]){0,3}?(?:hospital|trust|surgery|practice|clinic|ward|hospice|school|centre|site|unit|team|service"
    r"|provider|practices|surgeries|care home|organisation|region)"
)
_I = r"\b(?:i|i['’]ve|i['’]d|we|we['’]ve|she|he|she['’]s|he['’]s|they)"
_SELF = r"\b(?:i['’]?m|i am|i was|i['’]ve been|i have been|i became|she['’]s|she is|she was|he['’]s|he is|he was)"
_ARTICLE = (
    r"(?:(?:actually|now|currently|also|still|basically|just|sort of|kind of)\s+)?(?:(?:the|a|an|our|their|my)\s+)?"
)
_BEFORE_ROLE = (
    r"(?:(?!(?:a|an|the|under|with|at|in|to|from|for|of|by|on|seeing|not|and|or|my|your|his|her)\b)\w+[\s-]){0,2}?"
)


@dataclass(frozen=True, slots=True)
class _Cue:
    pattern: re.Pattern[str]
    reason: str
    score: float


def _cue(pattern: str, reason: str, score: float = 0.5) -> _Cue:
    """Make a cue; what is flagged is the group ``said`` where there is one, else the whole match."""
    return _Cue(re.compile(pattern, re.IGNORECASE), reason, score)


_CUES = (
    _cue(
        rf"\b(?:the|their|our|its)\s+(?:only|first|sole|first ever|very first|youngest|oldest|last)\s+{_PEOPLE}\b"
        rf"(?=\s+(?:in|at|to|with|on|here|who|that|of|from|there|we|they|i)\b)",
        "says that somebody is the only or the first",
    ),
    _cue(
        rf"\bthe\s+(?:only|sole|first|biggest|largest|smallest|oldest|newest)\s+{_PLACES}\b"
        rf"(?=\s+(?:in|to|with|that|within|across|around|round|for)\b)",
        "says that a place is the only, the first or the largest",
        0.45,
    ),
    _cue(
        rf"{_SELF}\s+(?P<said>the\s+(?:only|sole|first|youngest|oldest)\s+(?:one|person|woman|man|female|male))\b",
        "says that somebody is the only or the first",
    ),
    _cue(
        rf"{_I}\s+(?:\w+\s+){{0,2}}?(?P<said>(?:set up|founded|co-founded|established|pioneered|launched|started up)\s+"
        r"(?:the|a|an|our|my|this|that)\s+(?:\w+[\s-]){0,3}?(?:service|clinic|team|unit|charity|group|network|programme"
        r"|program|practice|ward|project|company|business|hub|pathway|hospice|school|organisation|foundation))\b",
        "says who set something up",
    ),
    _cue(
        rf"{_SELF}\s+{_ARTICLE}(?P<said>(?:national|regional|clinical|deputy|interim|acting|joint|former)?\s*"
        r"(?:head of|lead for|lead on|director of|chair of|president of|chief of|clinical lead|in charge of|founder of"
        r"|professor of|ambassador for)\s+(?:the\s+)?[\w&'’-]+"
        r"(?:\s+(?!(?:and|but|so|because|which|who|that)\b)[\w&'’-]+)?)",
        "a leading post",
        0.6,
    ),
    _cue(
        r"\b(?:our|the|their|my|your|a)\s+(?:\w+\s+)?(?P<said>chief executive(?: officer)?|medical director|chief nurse"
        r"|director of nursing|chief operating officer|finance director|managing director|clinical director"
        r"|head ?teacher|head ?master|head ?mistress|vice[- ]chancellor)\b",
        "a post that one person holds",
        0.5,
    ),
    _cue(
        rf"\b(?:i['’]?m|i am|i was|i['’]ve been|i work(?:ed)? as|i(?:['’]ve)? trained as|my (?:job|role|title) is"
        rf"|she['’]s|he['’]s|she was|he was|she works as|he works as)\s+{_ARTICLE}(?P<said>{_BEFORE_ROLE}{ROLE})\b",
        "a professional role, said of a person",
    ),
    _cue(
        rf"\b(?:my|our|the)\s+(?P<said>{_BEFORE_ROLE}{SENIOR_ROLE})\b(?=,?\s+(?:is|was|who|said|told|came|left|has))",
        "a senior role, said of a person",
        0.45,
    ),
    _cue(
        r"\b(?:my|her|his|our)\s+(?:wife|husband|partner|mum|dad|mother|father|son|daughter|brother|sister)"
        r"(?:['’]s|\s+(?:is|was|works?|worked|runs|ran|teaches|taught))\s+(?:as\s+)?"
        r"(?:(?:a|an|the|in|at|for|with)\s+)(?=\w)(?:\w+\s+)?\w+",
        "tells what a relative is or does",
        0.45,
    ),
    _cue(
        r"\b(?:identical |non-identical )?(?:twins|triplets|quadruplets|quads)\b|\b(?:my|her|his|a|the) twin"
        r"(?: brother| sister)?\b",
        "twins or triplets",
        0.5,
    ),
    _cue(
        rf"{_I}\s+(?:\w+\s+){{0,2}}?(?P<said>(?:won|was given|got|received|was awarded|were awarded|been awarded"
        r"|been nominated for|was nominated for|was shortlisted for)\s+(?:\w+[\s-]){0,4}?(?:awards?|prize|medal|obe|mbe"
        r"|cbe|bem|knighthood|damehood|honours?|fellowship|nurse of the year))\b",
        "an award or honour",
        0.6,
    ),
    _cue(r"\b(?:obe|mbe|cbe|knighthood|damehood)\b|\bqueen['’]s nurse\b|\bnew year['’]?s? honours\b", "an honour"),
    _cue(
        r"\b(?:was|were|been|got|it|i|we|you|she|he)\s+(?:\w+\s+){0,2}?(?P<said>(?:all over|in|on|made)\s+(?:the\s+)?"
        r"(?:national\s+|local\s+|tv\s+|bbc\s+)?(?:news|papers?|newspapers?|press|headlines|telly|television))\b",
        "was in the news",
        0.55,
    ),
    _cue(
        r"\b(?:an|the|that|his|her|their|at)\s+(?:public\s+|coroner['’]?s\s+)?(?:inquest|public inquiry|employment"
        r" tribunal|fitness to practise|court martial)\b|\bcoroner['’]?s\b|\bserious case review\b|\bsui incident\b",
        "an inquest, inquiry or hearing",
        0.55,
    ),
    _cue(
        rf"{_I}\s+(?:\w+\s+){{0,2}}?(?P<said>(?:joined|started|qualified|retired|graduated|arrived|came over|came here"
        rf"|moved here|trained|left|took over|was appointed)\s+(?:\w+\s+){{0,4}}?(?:in|since|back in)\s+{YEAR})\b",
        "the year somebody joined, qualified or left",
        0.55,
    ),
    _cue(
        rf"\b(?:since|from)\s+{YEAR}\b(?=[^.?!]{{0,40}}\b(?:worked|been here|been there|been in post|been with)\b)",
        "the year somebody joined, qualified or left",
    ),
    _cue(
        r"\b(?:(?:for|over|nearly|almost|about|around)\s+)(?P<said>(?:thirty|forty|fifty|3\d|4\d|5\d)(?:[\s-]\w+)?\s+years"
        r"(?:\s+(?:in|at|with|as)\s+(?:the|this|that|a|an|my)\s+\w+))\b",
        "unusually long service",
        0.45,
    ),
    _cue(
        rf"\b(?:the|our|that|their)\s+{_PLACES}\s+(?:(?:was|were|is|got|has|had|is being|was being)\s+)+(?:closed|shut"
        r"|merged|taken over|demolished|burnt|flooded|put (?:in|into) special measures)(?:\s+down)?\b"
        r"|\bwhen (?:they|the \w+) (?:closed|shut|merged) (?:down\s+)?(?:the|our)\s+\w+"
        r"|\b(?:in|into|under) special measures\b",
        "a closure, merger or other event many know of",
    ),
    _cue(
        r"\b(?:very |extremely |really |quite |so )?rare\s+(?:genetic\s+|medical\s+|form of\s+|type of\s+|kind of\s+)?"
        r"(?:\w+\s+)?(?:condition|disease|disorder|syndrome|cancer|illness|tumour|mutation)s?\b"
        r"|\bone of (?:only |just )?(?:\w+\s+){1,2}(?:people|families|patients|women|men|children|cases) in"
        r" (?:the|this)\s+(?:country|uk|world|region|county|area)\b"
        r"|\bonly (?:\w+\s+){1,2}(?:people|cases|patients) in the (?:country|uk|world)\b"
        r"|\bone in (?:a|\d|ten|fifty|a hundred)[\w ,]{0,12}?(?:thousand|million)\b",
        "a rare condition",
        0.55,
    ),
    _cue(
        r"\b(?:huntington['’]?s(?: disease)?|motor neurone disease|cystic fibrosis|ehlers[- ]danlos|marfan(?:['’]?s)?"
        r"(?: syndrome)?|duchenne\w*|muscular dystrophy|spina bifida|achondroplasia|tuberous sclerosis|haemophilia"
        r"|sickle cell(?: disease| anaemia)?|locked[- ]in syndrome|guillain[- ]barr[eé]|creutzfeldt[- ]jakob"
        r"|prader[- ]willi|rett syndrome|edwards['’]? syndrome|patau['’]?s? syndrome|turner['’]?s syndrome)\b",
        "a rare condition",
        0.5,
    ),
    _cue(
        rf"{_SELF}\s+(?P<said>(?:originally\s+)?(?:trans|transgender|non-binary|deaf|registered blind|blind|paraplegic"
        r"|quadriplegic|a wheelchair user|an amputee|a refugee|an asylum seeker|adopted|fostered))\b",
        "a rare attribute of a person",
    ),
)


class IndirectDetector:
    """Cues that need a person: posts, firsts, honours, news, closures, relatives, rare conditions."""

    name = "indirect"
    version = "1"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield cues; they lie low among the scores, because most of them identify nobody by themselves."""
        for turn in turns:
            for cue in _CUES:
                for match in cue.pattern.finditer(turn.text):
                    start, end = match.span("said") if "said" in cue.pattern.groupindex else match.span()
                    if start < end:
                        yield turn.id, Finding(start, end, INDIRECT, self.name, cue.score, cue.reason)
