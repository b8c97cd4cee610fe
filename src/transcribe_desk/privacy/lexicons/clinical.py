"""Know what health and social care say in every interview: medicines, conditions, abbreviations, bodies, services."""

from __future__ import annotations

import functools
import re

from transcribe_desk import paths
from transcribe_desk.privacy.lexicons.words import word_set

# None of these names a person or a place, with or without a plural s.
ABBREVIATIONS = word_set(
    """
    gp gps a&e ae nhs nice cqc dwp gmc nmc hcpc bma rcn rcgp rcm hcp hca mdt ecg eeg mri ct xray icu itu hdu ccu
    nicu scbu copd ibs ibd uti adhd add asd ocd ptsd bpd bmi bp hr hrt hiv aids sti std tb dna rna pcr cbt dbt emdr iapt
    ppi ssri ssris snri nsaid nsaids ace arb tia mi af cva dvt pe ms mnd als sle ra oa ckd aki gord gerd pid pcos pms
    pmdd hpv hsv cmv mrsa esbl cdiff ecoli lft u&e us&es us fbc crp esr egfr tsh psa hba1c ldl hdl inr gtn ors otc prn
    bd tds qds od iv im sc po nbm npo tto ttos dnr dnacpr peg picc cpap bipap niv dcd crt cea cabg tavi icd pci
    ivf iui iud ius vbac sids ttts rsv mmr hep flu covid covid-19 coronavirus corona omicron delta cin cns gi gu ent gum
    camhs cmht crht amhp smi scr emis systmone dna's ltc qof pcn pcns icb icbs ics ccg ccgs pct pcts stp sha phe ukhsa
    mhra hse nhse nhsx nhsd asc ehcp send senco mash mca dols ppe pip esa jsa pa pas ot ots slt salt aht anp acp
    pca odp sho st1 st2 st3 ct1 fy1 fy2 f1 f2 ceo coo cfo cio hr it ict iot pdf cv uc dbs phd msc bsc ba ma mba md bma
    gcse gcses btec nvq tv dvd cd usb app apps ai vr pr pals lgbt lgbtq lgbtq+ bame bme hiit diy rtw id pin faq faqs kpi
    kpis sop sops ig gdpr dpia rct rcts nihr pi ppi ppie hra rec
    """
)
# Diseases and things named after somebody so long ago that only the disease is meant, with or without its noun.
_NAMED_AFTER = word_set(
    """
    alzheimer alzheimers parkinson parkinsons crohn crohns hodgkin hodgkins asperger aspergers tourette tourettes lyme
    lymes sjogren sjogrens raynaud raynauds meniere menieres huntington huntingtons hashimoto hashimotos dupuytren
    dupuytrens creutzfeldt wernicke korsakoff guillain ehlers danlos achilles eustachian fallopian
    caesarean caesarian zimmer covid botox doppler epley kegel heimlich
    """
)
# Names that people bear as well, so that only the noun behind them makes them a disease: “Bell's palsy”.
_EPONYMS = (
    "bell|barrett|graves|addison|cushing|burkitt|kaposi|paget|wilson|down|turner|marfan|klinefelter|edwards|kawasaki"
    "|still|cohn|conn|gilbert|horner|reye|rett|williams|noonan|guillain[- ]barre|ehlers[- ]danlos|barlow|morton|baker"
    "|bartholin|colles|brown|angelman|duchenne|becker|charcot|perthes|osgood[- ]schlatter|scheuermann|peyronie"
    "|behcet|takayasu|wegener|goodpasture|gaucher|fabry|pompe|batten|tay[- ]sachs|whipple|chagas|hansen|pott|korsakoff"
    "|lewy|pick|munchausen|stevens[- ]johnson|de quervain|hurler|prader[- ]willi|von willebrand|mallory[- ]weiss"
)
_TERM = re.compile(
    rf"\b(?:(?:{_EPONYMS})(?:['’]?s['’]?)?\s+(?:palsy|disease|syndrome|oesophagus|lymphoma|sarcoma|chorea|cysts?|neuroma"
    r"|fracture|anomaly|dementia|body|bodies|muscular|psychosis)|adam['’]?s apple|st\.? vitus|new york heart)\b",
    re.IGNORECASE,
)
# Other conditions, tests, materials and parts of the body that models take for names.
_CONDITIONS = word_set(
    """
    dementia asthma diabetes eczema angina tinnitus gout sciatica shingles thrush psoriasis vertigo migraine migraines
    lupus coeliac celiac cataract cataracts glaucoma scabies impetigo cellulitis sepsis rosacea vitiligo fibromyalgia
    croup measles mumps rubella chickenpox chlamydia gonorrhoea syphilis herpes norovirus salmonella campylobacter
    bowel bladder prostate cervix uterus ovary pancreas colon rectum kidney liver palsy bells latex analgesia
    painkiller painkillers antibiotics antihistamine antihistamines inhaler nebuliser catheter cannula stoma physio
    obs gynae paeds ortho onc haem cardio resp neuro derm psych radiology cardiology oncology neurology urology
    dermatology gynaecology obstetrics paediatrics orthopaedics rheumatology gastroenterology haematology pathology
    microbiology pharmacy physiotherapy podiatry dietetics audiology ophthalmology psychiatry psychology midwifery
    """
)
# British brands that the dictionary lacks (NHS Business Services Authority; pharmacy shelves), and digital services.
_BRANDS = word_set(
    """
    botox viagra calpol nurofen gaviscon ventolin strepsils lemsip sudocrem dioralyte imodium piriton piriteze rennie
    rennies benylin beechams anadin panadol panadeine solpadeine buscopan bonjela canesten daktarin germolene savlon
    dettol vaseline e45 aveeno diprobase cetraben epaderm oilatum doublebase hydromol zerobase dermol fucidin fucibet
    eumovate betnovate dermovate hydrocort voltarol deep-heat tiger-balm movelat ibugel zapain kapake tramacet oramorph
    sevredol zomorph mst oxynorm longtec butec butrans zopiclone seretide symbicort fostair qvar clenil spiriva trelegy
    relvar salamol bricanyl atrovent montelukast laxido movicol senokot dulcolax fybogel lactulose windeze buccastem
    stemetil avomine kwells stugeron zantac losec nexium tums settlers gaviscon peptac microgynon rigevidon cerazette
    cerelle marvelon nexplanon implanon mirena jaydess depo-provera nuvaring levonelle ellaone
    epipen jext emerade humulin novorapid lantus levemir tresiba toujeo humalog ozempic wegovy mounjaro saxenda victoza
    trulicity jardiance forxiga metformin sukkarto elvanse concerta medikinet ritalin strattera prozac cipralex seroxat
    lustral efexor zispin seroquel risperdal abilify zyprexa clozaril depixol priadel epilim lyrica neurontin keppra
    tegretol lamictal madopar sinemet aricept ebixa champix nicorette niquitin subutex espranor antabuse campral
    clexane fragmin eliquis xarelto pradaxa plavix paxlovid pfizer astrazeneca moderna novavax fluenz boostrix gardasil
    bexsero zostavax shingrix ensure fortisip complan aptamil fresubin nutrini neocate cow-and-gate sma cuddledry
    zoom teams skype facetime whatsapp google youtube iphone ipad android fitbit accurx attendanywhere
    """
)
# Bodies and services that everybody in health and social care talks about; they place nobody.
_BODY_LINES = """
nhs england
nhs scotland
nhs wales
nhs improvement
nhs digital
nhs app
nhs direct
nhs choices
nhs one one one
nhs 111
one one one
nhs trust
nhs foundation trust
nhs pathways
nhs long term plan
public health
public health england
public health wales
public health scotland
uk health security agency
health and safety executive
health education england
care quality commission
general medical council
nursing and midwifery council
british medical association
royal college
royal college of nursing
royal college of gps
royal college of general practitioners
royal college of midwives
royal college of physicians
royal college of surgeons
department of health
department of health and social care
department of work and pensions
department for work and pensions
home office
social services
social care
adult social care
health and social care
primary care
secondary care
primary care network
integrated care board
integrated care system
mental health act
mental capacity act
care act
health and care act
equality act
universal credit
personal independence payment
job centre
citizens advice
citizens advice bureau
care programme approach
accident and emergency
intensive care
intensive care unit
minor injuries unit
walk-in centre
urgent care centre
out of hours
a and e
electronic patient record
friends and family test
long covid
"""
BODIES = frozenset(_BODY_LINES.strip().splitlines())

# Stems of the most dispensed medicines and their classes (NHS Business Services Authority, Prescription Cost Analysis),
# and the endings of diseases and procedures. None may fit a name: “April” ends like lisinopril, so that stem is whole.
_STEMS = re.compile(
    r"(?:\w+(?:cillin|mycin|cycline|floxacin|prazole|statin|olol|sartan|dipine|oxetine|triptyline|zepam|profen|codamol"
    r"|thiazide|gliptin|gliflozin|formin|azole|tidine|setron|xaban|lukast|salbutamol|furantoin|methoprim|fenadine|lyte"
    r"|itis|osis|aemia|pathy|algia|ectomy|oscopy|ostomy|plegia|rrhoea|rrhea|monia|glutide|tinib|ciclib|umab|izumab"
    r"|ximab|cetam|barbital|dronate|parin|triptan|ologist|ology)"
    r"|\w{2,}(?:nopril|dopril|topril)|ramipril|(?:aci|valaci|oselta|remdesi)(?:clo|mi)?vir|\w*codeine"
    r"|(?:pred|methylpred)nisolone|(?:dexametha|betametha|mometa)sone|cortisone|hydrocortisone"
    r"|(?:cardio|neuro|gastro|haemo|hypo|hyper|derma|osteo|arthro|nephro|broncho|thrombo|immuno|chemo|radio|electro)\w{4,})s?"
)


@functools.cache
def _drugs() -> frozenset[str]:
    """Give the medicines of resources/clinical/drugs.txt, which packaging/make_drugs.py wrote."""
    return frozenset(paths.resource("clinical", "drugs.txt").read_text(encoding="utf-8").split())


def is_clinical(word: str) -> bool:
    """Tell whether a folded word is a medicine, a condition, an abbreviation or another word of care."""
    known = (ABBREVIATIONS, _NAMED_AFTER, _CONDITIONS)
    return is_medicine(word) or any(each in words for each in _singulars(word) for words in known)


def is_medicine(word: str) -> bool:
    """Tell whether a folded word is a substance or brand that people take, or ends as such or as a disease does."""
    if any(each in _BRANDS or each in _drugs() for each in _singulars(word)):
        return True
    return _STEMS.fullmatch(word.removesuffix("'s").replace("-", "")) is not None


def _singulars(word: str) -> tuple[str, str, str]:
    singular = word.removesuffix("'s")
    return word, singular, singular.removesuffix("s")


def is_body(said: str) -> bool:
    """Tell whether folded words name a body or service that everybody in care talks about."""
    return said.removeprefix("the ") in BODIES


def in_term(text: str, start: int, end: int) -> bool:
    """Tell whether a span is the name inside a clinical term, as in “Bell's palsy”, or the term itself."""
    return any(
        match.start() <= start and end <= match.end() for match in _TERM.finditer(text, max(0, start - 25), end + 25)
    )
