"""What the review desk keeps comes back as it was: marks of finished reviews, blind decisions, comparisons, quotes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from transcribe_desk.privacy.deciding.blind_review import BlindDecision, Comparison, Unit, Verdict
from transcribe_desk.privacy.deciding.since_review import ReviewMark
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.quoted import Quote, Span
from transcribe_desk.study.study import Interview
from transcribe_desk.vault.store import Vault

AT = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)


def test_the_last_mark_of_an_interview(vault: Vault, interview: Interview) -> None:
    assert vault.review_marks.get(interview.id) is None
    first = ReviewMark(AT, "AB", 7, {1: "aa", 2: "bb"})
    vault.review_marks.save(interview.id, first)
    vault.review_marks.save(interview.id, replace(first, last_mention_id=9))
    assert vault.review_marks.get(interview.id) == replace(first, last_mention_id=9)


def test_a_blind_decision_takes_the_place_of_the_one_before_it(vault: Vault, interview: Interview) -> None:
    on_mention = BlindDecision(2, 0, 4, Verdict.REPLACED, AT, mention_id=3, category=Category.PERSON)
    marked = BlindDecision(2, 10, 16, Verdict.REPLACED, AT, category=Category.PLACE, words="Zennor")
    vault.blind_reviews.put(interview.id, "CD", [on_mention, marked])
    vault.blind_reviews.put(interview.id, "CD", [replace(on_mention, verdict=Verdict.STAYS)])
    assert vault.blind_reviews.decisions(interview.id, "CD") == (marked, replace(on_mention, verdict=Verdict.STAYS))
    assert vault.blind_reviews.decisions(interview.id, "EF") == ()
    vault.blind_reviews.take_away(interview.id, "CD", [marked, on_mention])
    assert vault.blind_reviews.reviewers(interview.id) == ()


def test_comparisons_keep_what_was_found_and_what_was_settled(vault: Vault, interview: Interview) -> None:
    unit = Unit(2, 0, 4, Verdict.REPLACED, Verdict.STAYS, 3, Category.PERSON, words="Alan")
    kept = vault.blind_reviews.add_comparison(Comparison(0, interview.id, "AB", "CD", AT, (unit,)))
    settled = kept.settling(unit, Verdict.REPLACED)
    vault.blind_reviews.update_comparison(settled)
    assert vault.blind_reviews.comparisons(interview.id) == (settled,)
    assert vault.blind_reviews.comparisons(interview.id + 1) == ()


def test_quotes_come_back_in_the_order_they_were_taken(vault: Vault, interview: Interview) -> None:
    spans = (Span(2, 0, 6, "Zennor"), Span(2, 20, 24, "that"))
    first = vault.quotes.add(Quote(0, interview.id, spans, "“[PLACE 1] … that (01-hospital)”", "place", "AB", AT))
    second = vault.quotes.add(replace(first, note=""))
    vault.quotes.update(replace(first, note="other"))
    assert vault.quotes.all() == (replace(first, note="other"), second)
    vault.quotes.remove(first.id)
    assert vault.quotes.all() == (second,)
