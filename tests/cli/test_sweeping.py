"""What to decide next, and what nothing found, from a script."""

from __future__ import annotations

from tests.cli.test_entities import Call, call

__all__ = ["call"]


def test_the_review_in_order_of_risk_and_of_the_text(call: Call) -> None:
    by_risk = call("review")
    assert "identifies directly" in by_risk.splitlines()[0]
    assert by_risk.splitlines()[-1].endswith("are undecided.")
    by_text = call("review", "--order", "text")
    assert sorted(by_text.splitlines()) == sorted(by_risk.splitlines())
    assert len(call("review", "02-hospital").splitlines()) <= len(by_risk.splitlines())
    number = by_risk.split()[0]
    call("decide", "--entity", number, "accept")
    assert call("review", "--undecided").split()[0] != number


def test_the_sweep_lists_marks_dismisses_and_restores(call: Call) -> None:
    turn = "Then Oyelaran rang, on 4857 3391."
    call("edit", "02-hospital", 2, turn)
    listed = call("sweep")
    assert "'Oyelaran'" in listed
    assert "a run of numbers" in listed
    assert "1 dismissed" in call("sweep", "--dismiss", "4857 3391")
    assert "4857" not in call("sweep")
    assert "'4857 3391'" in call("sweep", "--dismissed")
    assert "back" in call("sweep", "--restore", "4857 3391")
    assert "4857" in call("sweep", "02-hospital")
    assert "1 marked as entity" in call("sweep", "--mark", "Oyelaran", "--category", "person")
    assert "Oyelaran" not in call("sweep")
    assert "The sweep does not list it." in call("sweep", "--mark", "Oyelaran", code=2)


def test_a_second_reviewer_and_their_agreement(call: Call) -> None:
    assert "Add --by NAME." in call("second-review", "01-hospital", code=2)
    listed = call("second-review", "01-hospital", "--by", "CD")
    assert "undecided" in listed
    call("decide", "--undecided", "01-hospital", "accept")
    kept = call("second-review", "01-hospital", "--by", "CD", "--decide", "accept")
    assert "0 still open" in kept
    first = listed.split()[0]
    call("second-review", "01-hospital", "--by", "CD", "--decide", "reject", "--mention", first)
    compared = call("second-review", "01-hospital", "--by", "CD", "--compare")
    assert "Cohen's kappa" in compared
    assert "replaced / stays  (open)" in compared
    assert "0 differences are left" in call("second-review", "01-hospital", "--settle", "1", "stays", "--by", "AB, CD")
    settled = call("second-review", "01-hospital", "--comparison").splitlines()[-1]
    assert "settled: stays" in settled
    call("edit", "01-hospital", 2, "Well, since the service began.")
    assert call("second-review", "01-hospital", "--comparison").splitlines()[-1] == settled


def test_quotes_are_kept_listed_and_removed(call: Call) -> None:
    call("decide", "--undecided", "01-hospital", "accept")
    refused = call("quotes", "--keep", "01-hospital", "1", code=6)
    assert "The interviewer says this." in refused
    kept = call("quotes", "--keep", "01-hospital", "2", "0", "23", "--note", "beginning")
    assert kept == "“Since the service began. … (01-hospital)”\n"
    assert "– beginning" in call("quotes", "--search", "BEGINNING")
    assert "0 quotes." in call("quotes", "--search", "elsewhere")
    call("quotes", "--remove", "1")
    assert "0 quotes." in call("quotes")
    assert "None can be written" in call("quotes", "--out", "quotes", code=2)
