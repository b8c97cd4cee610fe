"""Keep what may identify somebody, the decisions on it, and the sign-off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from transcribe_desk.privacy.gate import SignOff
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.study.study import Interview, Status
from transcribe_desk.vault.store import Vault

NOW = dt.datetime(2026, 3, 4, 10, 30, 15, 250, tzinfo=dt.UTC)


@pytest.fixture
def entity(vault: Vault) -> Entity:
    """Give the one entity of the open study."""
    return vault.review.add_entity(Entity(0, Category.PERSON, "Sarah Patel", ("Sarah", "Dr Patel"), "[NAME 1]"))


def _mention(interview: Interview, entity: Entity, turn_id: int, start: int) -> Mention:
    return Mention(
        0,
        interview.id,
        turn_id,
        start,
        start + 5,
        "PERSON",
        Category.PERSON,
        ("spacy", "names"),
        0.85,
        "a name",
        entity.id,
    )


def test_entities_are_kept_and_changed(vault: Vault, entity: Entity) -> None:
    ward = vault.review.add_entity(Entity(0, Category.ORGANISATION, "St Brannock's", (), "the hospital"))
    assert vault.review.entities() == (entity, ward)
    changed = replace(entity, category=Category.ROLE, name="Sarah", forms=("Sal",), replacement="[ROLE 1]")
    vault.review.update_entity(changed)
    assert vault.review.entities() == (changed, ward)
    with pytest.raises(KeyError):
        vault.review.update_entity(replace(entity, id=99))


def test_mentions_come_in_the_order_of_the_text(
    vault: Vault, entity: Entity, add_interview: Callable[..., Interview]
) -> None:
    one, other = add_interview(), add_interview()
    given = [_mention(other, entity, 1, 0), _mention(one, entity, 2, 9), _mention(one, entity, 2, 0)]
    added = vault.review.add_mentions(given)
    assert [replace(mention, id=0) for mention in added] == given
    assert vault.review.mentions(one.id) == (added[2], added[1])
    assert vault.review.mentions() == (added[2], added[1], added[0])


def test_decisions_are_kept_all_or_none(vault: Vault, entity: Entity, interview: Interview) -> None:
    first, second = vault.review.add_mentions([_mention(interview, entity, 1, 0), _mention(interview, entity, 1, 9)])
    decided = replace(first, decision=Decision.REJECTED_HERE, decided_by="AB", decided_at=NOW)
    vault.review.update_mentions([decided])
    assert vault.review.mentions() == (decided, second)
    with pytest.raises(KeyError):
        vault.review.update_mentions([replace(second, decision=Decision.ACCEPTED), replace(first, id=99)])
    assert vault.review.mentions() == (decided, second)
    vault.review.remove_mentions([first.id, 99])
    assert vault.review.mentions() == (second,)


def test_ids_of_removed_mentions_are_not_given_again(vault: Vault, entity: Entity, interview: Interview) -> None:
    (first,) = vault.review.add_mentions([_mention(interview, entity, 1, 0)])
    vault.review.remove_mentions([first.id])
    (second,) = vault.review.add_mentions([_mention(interview, entity, 1, 0)])
    assert second.id > first.id


def test_flagging_is_noted(vault: Vault, interview: Interview) -> None:
    assert not vault.review.flagged(interview.id)
    vault.review.mark_flagged(interview.id)
    assert vault.review.flagged(interview.id)
    assert not vault.review.flagged(99)


def test_a_sign_off_is_kept_replaced_and_cleared(vault: Vault, interview: Interview) -> None:
    assert vault.review.sign_off(interview.id) is None
    for sign_off in (SignOff("AB", NOW, "a" * 64), SignOff("CD", NOW, "b" * 64)):
        vault.review.save_sign_off(interview.id, sign_off)
        assert vault.review.sign_off(interview.id) == sign_off
    vault.review.clear_sign_off(interview.id)
    assert vault.review.sign_off(interview.id) is None
    assert vault.interviews.status(interview.id) is Status.IMPORTED
