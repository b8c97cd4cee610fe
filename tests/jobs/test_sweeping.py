"""The sweep of a study: marked as one step of the review, dismissed for good, in no audit line by name."""

from __future__ import annotations

import pytest

from tests.jobs.conftest import StudyBuilder
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.finding.sweep import Remaining
from transcribe_desk.privacy.mention import Category, Decision
from transcribe_desk.study.errors import InputError


def found(desk: Desk, text: str) -> Remaining:
    (each,) = [each for each in desk.sweep.remaining() if each.text == text]
    return each


def words(desk: Desk) -> set[str]:
    return {each.text for each in desk.sweep.remaining()}


@pytest.fixture
def swept(desk: Desk, builder: StudyBuilder) -> Desk:
    """Fill two interviews; the detectors find Margaret and Leeds, but neither the surname nor the number."""
    builder.transcribed(["Hello Margaret.", "Zawisza drove me to Leeds. OYELARAN, then."])
    builder.transcribed(["Who else?", "Zawisza’s brother, oh one one seven, four nine six.", "And mrs zawisza?"])
    return desk


def test_marking_holds_everywhere_and_is_taken_back_as_one_step(swept: Desk) -> None:
    before = swept.mentions(), swept.entities()
    made = swept.sweep.mark(found(swept, "Zawisza"), Category.PERSON, "GE")

    assert [each.decision for each in made] == [Decision.ACCEPTED, Decision.ACCEPTED, Decision.UNDECIDED]
    assert len({each.entity_id for each in made}) == 1, "also where it is said without its capital"
    assert words(swept) == {"OYELARAN", "oh one one seven, four nine six"}
    swept.undo("GE")
    assert (swept.mentions(), swept.entities()) == before
    assert "Zawisza" in words(swept)


def test_a_mark_is_not_taken_back_once_another_step_followed(swept: Desk) -> None:
    swept.sweep.mark(found(swept, "Zawisza"), Category.PERSON, "GE")
    marked = swept.review.last_step()
    assert marked is not None
    swept.decide_entity(swept.review.order()[0].entity.id, Decision.ACCEPTED, "GE")
    before = swept.mentions()
    assert swept.review.undo("GE", marked.id) is None
    assert swept.mentions() == before
    swept.undo("GE")
    taken = swept.review.undo("GE", marked.id)
    assert taken is not None
    assert "Zawisza" in words(swept)


def test_what_is_dismissed_stays_away_until_it_is_restored(swept: Desk, builder: StudyBuilder) -> None:
    oyelaran = found(swept, "OYELARAN")
    swept.sweep.dismiss([oyelaran], "GE")
    swept.sweep.dismiss([oyelaran], "GE")
    builder.transcribed(["Oyelaran?", "Never heard of Oyelaran."])

    assert "OYELARAN" not in words(swept)
    (dismissed,) = swept.sweep.dismissed()
    assert len(dismissed.places) == 3
    swept.sweep.restore([dismissed], "GE")
    assert len(found(swept, "OYELARAN").places) == 3
    assert swept.sweep.dismissed() == ()


def test_the_trail_and_the_table_hold_no_word_of_it(swept: Desk) -> None:
    swept.sweep.dismiss([found(swept, "OYELARAN")], "GE")
    swept.sweep.mark(found(swept, "Zawisza"), Category.PERSON, "GE")
    trail = " ".join(str(entry) for entry in swept.vault.audit.entries()).lower()
    assert "dismissed in the sweep" in trail
    assert "marked in the sweep" in trail
    assert "oyelaran" not in trail
    assert "zawisza" not in trail
    (kept,) = swept.vault._database.query("SELECT kind, key FROM sweep_dismissals")
    assert kept[0] == "word"
    assert b"oyelaran" not in kept[1].lower()


def test_a_word_that_no_longer_remains_changes_nothing(swept: Desk) -> None:
    zawisza = found(swept, "Zawisza")
    swept.sweep.mark(zawisza, Category.PERSON, "GE")
    before = swept.mentions()
    with pytest.raises(InputError, match="no longer remains"):
        swept.sweep.mark(zawisza, Category.PERSON, "GE")
    assert swept.mentions() == before


def test_the_order_of_review_is_one_line_an_entity(swept: Desk) -> None:
    lines = swept.review.order()
    assert [(each.entity.name, each.undecided) for each in lines] == [("Margaret", 1), ("Leeds", 1)]
    swept.decide_entity(lines[0].entity.id, Decision.ACCEPTED, "GE")
    assert [(each.entity.name, each.undecided) for each in swept.review.order()] == [("Leeds", 1), ("Margaret", 0)]
