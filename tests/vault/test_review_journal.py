"""Keep the steps of a review with what they changed, sealed, and know which to take back and which to do again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.privacy.made_study import made_review
from tests.vault.conftest import PASSPHRASE
from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.privacy.mention import Category, Entity
from transcribe_desk.vault.review_journal import StepState, change_from_json, change_to_json
from transcribe_desk.vault.store import Vault

AT = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)
ENTITY = Entity(
    1, Category.PERSON, "Sarah Patel", ("Sarah",), "[NAME 1]", "Ada", "(her)", "f", "", (("team", "plain"),)
)


def test_a_change_is_given_back_as_it_was(vault: Vault) -> None:
    review = made_review()
    mentions = tuple(review.mentions.values())
    change = Change(mentions, mentions[:3], (ENTITY,), tuple(review.entities.values()), ((1, 2),), ((2, 3),))
    step = vault.journal.append("merged", "GE", AT, change)
    assert vault.journal.change(step.id) == change
    assert change_from_json(change_to_json(Change())) == Change()
    with pytest.raises(KeyError):
        vault.journal.change(99)


def test_steps_are_taken_back_in_turn_and_done_again_until_another_is_taken(vault: Vault) -> None:
    journal = vault.journal
    first = journal.append("one", "GE", AT, Change())
    second = journal.append("two", "GE", AT, Change())
    assert journal.last_done() == second
    journal.set_state(second, StepState.UNDONE)
    journal.set_state(first, StepState.UNDONE)
    assert journal.last_done() is None
    again = journal.first_undone()
    assert again is not None
    assert again.id == first.id
    journal.set_state(again, StepState.DONE)
    journal.append("three", "GE", AT, Change())
    assert journal.first_undone() is None
    assert [step.state for step in journal.steps()] == [StepState.DONE, StepState.ABANDONED, StepState.DONE]


def test_the_journal_outlives_the_program_and_shows_no_name(closed_study: Path) -> None:
    with Vault.open(closed_study, PASSPHRASE) as vault:
        step = vault.journal.append("merged", "GE", AT, Change(entities_after=(ENTITY,)))
        (row,) = vault._database.query("SELECT * FROM review_changes")
        assert b"Patel" not in row[-1]
        assert "Patel" not in str(row[:-1])
    with Vault.open(closed_study, PASSPHRASE) as vault:
        assert vault.journal.last_done() == step
        assert vault.journal.change(step.id) == Change(entities_after=(ENTITY,))


def test_memory_is_true_to_the_database_also_when_a_step_is_lost(vault: Vault) -> None:
    with vault.transaction():
        before = vault.review_memory.current()
        assert vault.review_memory.current() is before

    def lose() -> None:
        with vault.transaction():
            vault.review_memory.keep(Change(entities_after=(ENTITY,)))
            assert ENTITY.id in vault.review_memory.current().entities
            raise RuntimeError

    with pytest.raises(RuntimeError):
        lose()
    with vault.transaction():
        assert vault.review_memory.current().entities == {}
    other = vault.review.add_entity(ENTITY)
    with vault.transaction():
        assert vault.review_memory.current().entities == {other.id: other}
        vault.review_memory.keep(Change(entities_before=(other,), apart_after=((1, 2),)))
        assert vault.review_memory.current().entities == {}
    assert vault.review.entities() == ()
    assert vault.review.apart() == ((1, 2),)
    assert vault.review.placeholders() == {(Category.PERSON, 1): other.id}, "a number given is never forgotten"
    assert vault.review.next_ids()[0] > other.id
