"""Keep changes together, lose them together, and let threads take turns."""

from __future__ import annotations

import threading

import pytest

from transcribe_desk.vault.store import Vault


class BrokenOffError(Exception):
    """Stands for anything that goes wrong half way."""


def _labels(vault: Vault) -> list[str]:
    return [organisation.label for organisation in vault.study.organisations()]


def test_an_exception_takes_back_the_whole_block(vault: Vault) -> None:
    with pytest.raises(BrokenOffError), vault.transaction():  # noqa: PT012
        vault.study.add_organisation("hospital")
        with vault.transaction():
            vault.study.add_organisation("school")
        raise BrokenOffError
    assert _labels(vault) == []
    vault.study.add_organisation("hospital")
    assert _labels(vault) == ["hospital"]


def test_an_inner_block_can_fail_by_itself(vault: Vault) -> None:
    with vault.transaction():
        vault.study.add_organisation("hospital")
        with pytest.raises(BrokenOffError), vault.transaction():  # noqa: PT012
            vault.study.add_organisation("school")
            raise BrokenOffError
        vault.study.add_organisation("charity")
    assert _labels(vault) == ["charity", "hospital"]


def test_what_is_kept_is_kept_when_the_study_is_opened_again(vault: Vault, passphrase: str) -> None:
    with vault.transaction(), vault.transaction():
        vault.study.add_organisation("hospital")
    vault.close()
    with Vault.open(vault.folder, passphrase) as again:
        assert _labels(again) == ["hospital"]


def test_threads_take_turns_and_none_sees_half_a_change(vault: Vault) -> None:
    seen: list[int] = []

    def add_in_pairs(name: str) -> None:
        for number in range(20):
            with vault.transaction():
                vault.study.add_organisation(f"{name}-{number}-a")
                seen.append(len(_labels(vault)))
                vault.study.add_organisation(f"{name}-{number}-b")
            seen.append(len(_labels(vault)) + 1)

    threads = [threading.Thread(target=add_in_pairs, args=(name,)) for name in ("one", "two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(_labels(vault)) == 120
    assert len(seen) == 120
    assert all(count % 2 == 1 for count in seen)
