"""One entity has one replacement in every interview of a profile; the gate holds for each profile."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.privacy.conftest import AT, Study, turn
from transcribe_desk.privacy.gate import Dossier, RefusalCode, SignOff, fingerprint, refusals, release, release_draft
from transcribe_desk.privacy.gate import rendered as gate_rendered
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention, Watched
from transcribe_desk.privacy.naming.names import Matcher
from transcribe_desk.privacy.render import AnonymisedTranscript, render
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.privacy.replacing.replacements import PROFILE_NOTICE, Replacements, StudyFacts
from transcribe_desk.study.errors import GateRefusedError, InputError
from transcribe_desk.study.study import Interview, Organisation
from transcribe_desk.study.style import CLEAN, VERBATIM
from transcribe_desk.study.transcript import SpeakerRole, Transcript

PERSON, PLACE, ORGANISATION, DATE = Category.PERSON, Category.PLACE, Category.ORGANISATION, Category.DATE
ROLE, OTHER, CONTACT, INDIRECT = Category.ROLE, Category.OTHER, Category.CONTACT, Category.INDIRECT
ENTITIES = (
    Entity(1, PERSON, "Sarah Patel", ("Sarah Patel", "Sarah", "Mrs Patel", "Patel"), "[NAME 1]"),
    Entity(2, PERSON, "James", ("James",), "[NAME 2]", pseudonym="Iris"),
    Entity(3, PLACE, "Falkirk", ("Falkirk",), "[PLACE 1]"),
    Entity(4, ORGANISATION, "Southmead Hospital", ("Southmead Hospital",), "[ORGANISATION 1]"),
    Entity(5, DATE, "third of March 2019", ("third of March 2019",), "[DATE 1]"),
    Entity(6, ROLE, "ward manager", ("ward manager",), "[ROLE 1]"),
    Entity(7, OTHER, "93", ("93",), "[OTHER 1]"),
    Entity(8, CONTACT, "0113 496 0123", ("0113 496 0123",), "[CONTACT 1]"),
    Entity(9, INDIRECT, "the only one", ("the only one",), "[INDIRECT 1]"),
    Entity(10, ORGANISATION, "Royal", ("Royal", "the Royal"), "[ORGANISATION 2]"),
)
LABELS = {OTHER: "AGE", DATE: "DATE"}
ORGANISATIONS = (Organisation(1, "hospital", "The Royal", (), "the infirmary"),)
FACTS = StudyFacts(organisations=ORGANISATIONS, shift_days=21, date=dt.date(2019, 4, 1))
INTERVIEW = Study()
INTERVIEW.interview("")


def mentions_in(text: str, interview_id: int = 1, turn_id: int = 1, first: int = 1) -> tuple[Mention, ...]:
    """Give accepted mentions of every entity wherever the text says one of its forms, the longest."""
    forms = {form: entity for entity in ENTITIES for form in entity.forms}
    found: list[Mention] = []
    for match in re.finditer("|".join(sorted(map(re.escape, forms), key=len, reverse=True)), text):
        entity = forms[match.group()]
        label = LABELS.get(entity.category, entity.category.name)
        found.append(
            Mention(
                first + len(found),
                interview_id,
                turn_id,
                *match.span(),
                label,
                entity.category,
                ("test",),
                1.0,
                "",
                entity.id,
                Decision.ACCEPTED,
            )
        )
    return tuple(found)


def dossier(text: str, entities: tuple[Entity, ...] = ENTITIES, facts: StudyFacts = FACTS) -> Dossier:
    """Make a reviewed interview that says ``text``, signed off as it renders."""
    interview: Interview = replace(INTERVIEW.interviews[1], date=dt.date(2019, 4, 1))
    transcript = Transcript((turn(1, text),), {"S2": SpeakerRole.PARTICIPANT}, roles_confirmed=True)
    papers = Dossier(interview, transcript, flagged=True, mentions=mentions_in(text), entities=entities, facts=facts)
    return replace(papers, sign_off=SignOff("GE", AT, fingerprint(gate_rendered(papers))))


def said(text: str, profile: Profile | None, entities: tuple[Entity, ...] = ENTITIES, facts: StudyFacts = FACTS) -> str:
    return gate_rendered(dossier(text, entities, facts), VERBATIM, profile).turns[0].text


def with_styles(**styles: str) -> StudyFacts:
    return replace(FACTS, styles=tuple(("deposit", Category[name].value, style) for name, style in styles.items()))


STORY = (
    "Sarah was 93, a ward manager at the Royal. Falkirk is where Mrs Patel, a James fan, was on the third of March 2019"
    " with the Patels; James' number is 0113 496 0123. Southmead Hospital had the only one."
)


def test_each_profile_tells_the_story_its_own_way() -> None:
    first, last = ("[[A-Z][a-z]+]",) * 2
    assert said(STORY, None) == said(STORY, Profile.TEAM)
    assert said(STORY, None) == (
        "[NAME 1] was [OTHER 1], a [ROLE 1] at [ORGANISATION 2]. [PLACE 1] is where [NAME 1], a [NAME 2] fan, was on"
        " the [DATE 1] with the [NAME 1]s; [NAME 2]'s number is [CONTACT 1]. [ORGANISATION 1] had [INDIRECT 1]."
    )
    deposit = said(STORY, Profile.DEPOSIT)
    assert re.fullmatch(
        rf"\{first[:-1]}\] was \[90 or over\], a \[manager\] at \(the infirmary\)\. \[A town in Scotland\] is where"
        rf" Mrs \{last[:-1]}\], an \[Iris\] fan, was in \[March 2019\] with the \[[A-Z][a-z]+\]s; \[Iris\]' number is"
        r" \[CONTACT 1\]\. \(Hospital 1\) had \[INDIRECT 1\]\.",
        deposit,
    ), deposit
    publication = said(STORY, Profile.PUBLICATION)
    assert "number is […]. (Hospital 1) had […]." in publication
    assert "was in [2019] with" in publication
    assert publication.startswith(deposit[: deposit.index("]")])


def test_the_same_person_is_the_same_in_every_interview_and_part_for_part() -> None:
    full = said("Sarah Patel came.", Profile.DEPOSIT)
    name = full[1 : full.index("]")]
    first, last = name.split()
    assert said("So Sarah came.", Profile.DEPOSIT) == f"So [{first}] came."
    assert said("So Dr Patel came.", Profile.PUBLICATION) == f"So Dr [{last}] came."
    assert said("So Mrs Patel came.", Profile.DEPOSIT) == f"So Mrs [{last}] came."


def test_the_s_of_a_plural_stays_outside_the_mark() -> None:
    family = replace(ENTITIES[0], forms=(*ENTITIES[0].forms, "Patels"))
    text = "the Patels' house"
    mention = replace(mentions_in("Patel")[0], start=4, end=10)
    for profile, words in ((None, "NAME 1"), (Profile.DEPOSIT, r"[A-Z][a-z]+")):
        replacements = Replacements((family,), profile, mentions=(mention,), facts=FACTS)
        found = render(
            INTERVIEW.interviews[1], Transcript((turn(1, text),)), (mention,), (family,), replacements=replacements
        )
        assert re.fullmatch(rf"the \[{words}\]s' house", found.turns[0].text)
        (piece,) = [each for each in found.turns[0].pieces if each.replaced]
        assert (piece.source_start, piece.source_end) == (4, 9)


def test_the_header_says_that_names_are_made_up_where_they_may_be() -> None:
    lines = gate_rendered(dossier(STORY), VERBATIM, Profile.DEPOSIT).header_lines()
    assert lines[-1] == PROFILE_NOTICE
    assert gate_rendered(dossier(STORY), VERBATIM, Profile.TEAM).header_lines()[-1].endswith("mark replaced words.")


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("shifted", "on the [24th of March 2019]"),
        ("relative", "was [about 4 weeks before the interview]"),
        ("coarse", "in [2019]"),
        ("removed", "on the […]"),
        ("descriptor", "on the [DATE 1]"),  # nobody has described it
    ],
)
def test_dates_are_replaced_as_the_study_chooses(style: str, words: str) -> None:
    assert words in said(STORY, Profile.DEPOSIT, facts=with_styles(DATE=style))


def test_dates_that_move_by_nothing_are_not_shown() -> None:
    facts = replace(with_styles(DATE="shifted"), shift_days=0)
    assert "on the [DATE 1]" in said(STORY, Profile.DEPOSIT, facts=facts)


def test_a_role_may_be_kept_unless_it_holds_a_name() -> None:
    facts = with_styles(ROLE="keep", INDIRECT="keep")
    assert "a ward manager at" in said(STORY, Profile.DEPOSIT, facts=facts)
    assert "had the only one." in said(STORY, Profile.DEPOSIT, facts=facts)
    assert refusals(dossier(STORY, facts=facts), Profile.DEPOSIT) == ()
    telling = tuple(
        replace(each, name="Royal ward manager", forms=("Royal ward manager",)) if each.id == 6 else each
        for each in ENTITIES
    )
    text = "The Royal ward manager."
    transcript = Transcript((turn(1, text),))
    mention = replace(mentions_in("ward manager")[0], start=4, end=len(text) - 1)
    replacements = Replacements(telling, Profile.DEPOSIT, mentions=(mention,), facts=facts)
    found = render(INTERVIEW.interviews[1], transcript, (mention,), telling, replacements=replacements)
    assert found.turns[0].text == "The [ROLE 1]."


def test_an_entity_has_its_own_style_and_what_a_person_wrote_stands() -> None:
    own = tuple(
        replace(each, styles=(("deposit", "removed"),))
        if each.id == 3
        else replace(each, replacement="[my old hospital]")
        if each.id == 4
        else replace(each, descriptor="the cousin", styles=(("deposit", "descriptor"),))
        if each.id == 2
        else each
        for each in ENTITIES
    )
    text = said("Falkirk, Southmead Hospital and James.", Profile.DEPOSIT, own)
    assert text == "[…], [my old hospital] and (the cousin)."
    assert said("Falkirk.", Profile.PUBLICATION, own) == "[A place in the UK]."


def test_words_that_would_hold_a_name_of_the_study_give_way() -> None:
    with_year = (*ENTITIES, Entity(11, PLACE, "March", ("March",), "[PLACE 2]"))
    assert "in [2019]" in said(STORY, Profile.DEPOSIT, with_year)
    scotland = (*ENTITIES, Entity(11, PLACE, "Scotland", ("Scotland",), "[PLACE 2]"))
    assert said("In Falkirk.", Profile.DEPOSIT, scotland) == "In [a place in the UK]."


def test_a_pseudonym_that_is_a_real_name_does_not_leave() -> None:
    clash = tuple(replace(each, pseudonym="Sarah") if each.id == 2 else each for each in ENTITIES)
    papers = dossier("So James came.", clash)
    papers = replace(papers, watched=(Watched("Sarah Patel", PERSON),))
    assert refusals(papers, Profile.TEAM) == ()
    (refusal,) = refusals(papers, Profile.DEPOSIT)
    assert (refusal.code, refusal.remedy) == (RefusalCode.ORIGINAL_STANDS, "Choose another replacement for it.")
    with pytest.raises(GateRefusedError):
        release(papers, VERBATIM, Profile.DEPOSIT)
    with pytest.raises(GateRefusedError):
        release_draft(papers, VERBATIM, Profile.DEPOSIT)


def test_the_sign_off_holds_for_every_profile_and_not_for_other_words() -> None:
    papers = dossier(STORY)
    for profile in Profile:
        released = release(papers, CLEAN, profile)
        assert released.profile is profile
    changed = replace(papers, mentions=papers.mentions[1:])
    for profile in Profile:
        assert RefusalCode.CHANGED_AFTER_SIGN_OFF in {each.code for each in refusals(changed, profile)}


def test_a_style_that_is_not_there_is_told() -> None:
    with pytest.raises(InputError, match="no such style"):
        refusals(dossier(STORY, facts=with_styles(DATE="sparkles")), Profile.DEPOSIT)


PARTS = [
    *("Sarah", "Mrs Patel", "the Patels", "James'", "a James", "Falkirk", "in Falkirk.", "the Royal", "a Royal"),
    *("on the third of March 2019", "third of March 2019.", "93", "a ward manager", "our ward manager"),
    *("0113 496 0123", "the only one", "Southmead Hospital", "so", "an apple.", "the", "A", "on", "well,", "um"),
]
STYLED = st.fixed_dictionaries(
    {},
    optional={
        "PERSON": st.sampled_from(["placeholder", "descriptor", "removed"]),
        "DATE": st.sampled_from(["coarse", "relative", "shifted", "removed"]),
        "ROLE": st.sampled_from(["keep", "coarse", "removed"]),
        "INDIRECT": st.sampled_from(["keep", "removed"]),
    },
)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=8), st.sampled_from(Profile), STYLED)
def test_every_profile_changes_marks_alone_and_no_original_of_a_name_stands(
    parts: list[str], profile: Profile, styles: dict[str, str]
) -> None:
    text = " ".join(parts)
    facts = with_styles(**styles)
    papers = dossier(text, facts=facts)
    released = release(papers, VERBATIM, profile)
    signed = gate_rendered(papers)
    direct = [each for each in ENTITIES if each.category not in (ROLE, INDIRECT)]
    matcher = Matcher(form for each in direct for form in each.forms)
    assert not matcher.find(released.transcript.turns[0].text)
    kept = {
        mention.id
        for mention in papers.mentions
        if Replacements(ENTITIES, profile, mentions=papers.mentions, facts=facts).keeps(
            mention, text[mention.start : mention.end]
        )
    }
    assert _plain(released.transcript, text, kept) == _plain(signed, text, kept)
    assert [each.mention_id for each in released.transcript.turns[0].pieces if each.replaced] == [
        each.mention_id for each in signed.turns[0].pieces if each.replaced and each.mention_id not in kept
    ]
    again = release(papers, VERBATIM, profile)
    assert again.transcript == released.transcript


def _plain(transcript: AnonymisedTranscript, text: str, kept: set[int]) -> str:
    """Give the words outside the marks, without those that grammar may change, as they were said where kept."""
    (rendered,) = transcript.turns
    words = "".join(
        text[piece.source_start : piece.source_end]
        if piece.mention_id in kept
        else " ¤ "
        if piece.replaced
        else rendered.text[piece.start : piece.end]
        for piece in rendered.pieces
    )
    words = words.replace("’", "'").replace("¤ 's ", "¤ ' ")
    return " ".join(re.sub(r"\b(?:the|an?|on|in|at)\b", "", words, flags=re.IGNORECASE).split())
