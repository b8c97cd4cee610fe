"""Know the roles of the NHS and of social care, as people say them of themselves and of others."""

from __future__ import annotations

# NHS Health Careers and the NHS Knowledge and Skills framework name these; “nurse” and “doctor” alone are so common
# that they only count with a speciality or a grade before them.
_PLAIN = (
    "anaesthetist|anesthetist|audiologist|cardiologist|chaplain|commissioner|coroner|dentist|dermatologist|dietitian"
    "|dietician|endocrinologist|gastroenterologist|geriatrician|gynaecologist|haematologist|health visitor"
    "|immunologist|intensivist|midwife|neonatologist|nephrologist|neurologist|neurosurgeon|obstetrician"
    "|occupational therapist|oncologist|ophthalmologist|optometrist|orthoptist|paediatrician|paramedic|pathologist"
    "|perfusionist|pharmacist|phlebotomist|physiotherapist|podiatrist|prosthetist|psychiatrist|psychologist"
    "|psychotherapist|radiographer|radiologist|registrar|rheumatologist|social prescriber|link worker|sonographer"
    "|speech and language therapist|surgeon|urologist|virologist|district nurse|school nurse|research nurse"
    "|staff nurse|charge nurse|specialist nurse|nurse specialist|nurse consultant|nurse practitioner|practice nurse"
    "|community nurse|psychiatric nurse|mental health nurse|nursing associate|physician associate|advanced practitioner"
    "|advanced clinical practitioner|operating department practitioner|healthcare assistant|health care assistant"
    "|care coordinator|peer support worker|support worker|social worker|approved mental health professional"
    "|safeguarding lead|freedom to speak up guardian|non-executive director|guardian of safe working|governor"
)
_SENIOR = (
    "ward manager|ward sister|practice manager|team lead(?:er)?|clinical lead|service lead|programme lead|project lead"
    "|service manager|operations manager|business manager|general manager|care home manager|home manager|matron"
    "|modern matron|lead nurse|lead midwife|head midwife|consultant nurse|consultant midwife|nurse manager"
    "|clinical nurse specialist|lead clinician|lead pharmacist|chief pharmacist|chief nurse|medical director"
    "|nursing director|clinical director|deputy director|associate director|executive director|programme director"
    "|programme manager|training programme director|medical examiner|caldicott guardian|gp partner|senior partner"
    "|managing partner|principal investigator|divisional director|site manager|bed manager|locality manager"
    "|(?:\\w+ )consultant|team manager|head nurse|charge midwife|lead consultant"
    "|(?:\\w+ )(?:team|clinical|service) lead"
)
#: Roles of which a place has one or few.
SENIOR_ROLE = f"(?:{_SENIOR})"
#: Any role that says more of a person than “nurse” or “doctor”.
ROLE = f"(?:{_SENIOR}|{_PLAIN})"
