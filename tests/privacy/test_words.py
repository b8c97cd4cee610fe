"""The list of English words: the library's own, read so that other threads have their turns."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator

import pytest
from spellchecker import SpellChecker

from transcribe_desk.privacy.lexicons import words


@pytest.fixture
def unread() -> Iterator[None]:
    """Have the list not read yet, and turns as short as in the window."""
    interval = sys.getswitchinterval()
    words._english.cache_clear()
    sys.setswitchinterval(0.0005)
    yield
    sys.setswitchinterval(interval)


def test_the_list_and_the_edits_are_the_librarys() -> None:
    theirs = SpellChecker(language="en", distance=1)
    assert words._english() == dict(theirs.word_frequency.items())
    for word in ("referal", "cafe", "it's", "a"):
        assert words.one_edit_away(word) == set(theirs.edit_distance_1(word))


@pytest.mark.usefixtures("unread")
def test_other_threads_have_their_turns_while_the_list_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What holds the interpreter while 160,000 words are parsed holds the window too; turns are counted, not timed."""
    turns, done = 0, threading.Event()
    seen: list[int] = []  # the other thread's turns at each number that is made

    def take_turns() -> None:
        nonlocal turns
        while not done.is_set():
            turns += 1
            time.sleep(0)

    def number(digits: str) -> int:
        seen.append(turns)
        return int(digits)

    monkeypatch.setattr(words, "int", number, raising=False)
    other = threading.Thread(target=take_turns)
    other.start()
    try:
        assert words.frequency("the") > 0
    finally:
        done.set()
        other.join()
    assert len(set(seen)) > 3
