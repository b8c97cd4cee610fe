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
