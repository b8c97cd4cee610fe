"""Find what the study itself says must not leave: its participants, its organisations and its watch-list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.lexicons.gazetteers import is_only_a_name
from transcribe_desk.privacy.lexicons.nicknames import full_names, is_first_name
from transcribe_desk.privacy.lexicons.words import ORDINARY_FREQUENCY, frequency, is_everyday
from transcribe_desk.privacy.mention import Category, Finding, Watched
from transcribe_desk.privacy.naming.names import Matcher, NameWord, key, name_words, searchable_parts
from transcribe_desk.privacy.naming.near import ONE_LETTER_OFF, NearWords

WATCHED = "WATCHED"
REASONS = {
    Category.PERSON: "name of a participant",
    Category.ORGANISATION: "name of an organisation of the study",
}
ON_THE_LIST = "on the study's watch-list"
_LABELS = {Category.PERSON: "PERSON", Category.ORGANISATION: "ORG"}
_SHORT_FORM = "a short form"
_SCORES = {ONE_LETTER_OFF: 0.75, _SHORT_FORM: 0.6}
_SOUND_SCORE = 0.65
_UNKNOWN = 100  # frequency below which a word in small letters may be a name that was misheard


@dataclass(frozen=True, slots=True)
class _Near:
    """A stretch of words that is nearly an entry: how many words, which entry, and how it differs."""

    count: int
    entry: str
    how: str


class WatchListDetector:
    """Whole entries in any case and nearly right ones; of participants' names also the parts and short forms."""

    name = "watch-list"
    version = "2"

    def __init__(self, watched: Iterable[Watched]) -> None:
        """Take the entries as they are; blank ones, single letters and words of talk find nothing."""
        self._categories: dict[str, Category] = {}
        for each in sorted(watched, key=lambda each: (each.category is not Category.PERSON, each.text)):
            for part in sorted(searchable_parts(each.category, each.text)):
                self._categories.setdefault(part, each.category)
        self._matcher = Matcher(tuple(self._categories))
        self._entries: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._full_names: dict[str, str] = {}
        for entry, category in self._categories.items():
            words = key(entry)
            self._entries[words[0]].append((words, entry))
            if len(words) == 1 and category is Category.PERSON and is_first_name(words[0]):
                for full in full_names(words[0]):
                    self._full_names.setdefault(full, entry)
        self._near = NearWords(word for entries in self._entries.values() for words, _ in entries for word in words)
        self._like: dict[str, dict[str, str]] = {}

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield each place that says an entry or nearly says one, and how; the nearest reading of a word counts."""
        for turn in turns:
            for hit in self._matcher.find(turn.text):
                yield turn.id, self._finding(hit.start, hit.end, hit.name, "", 1.0)
            if self._categories:
                yield from self._nearly(turn)

    def _nearly(self, turn: TurnText) -> Iterator[tuple[int, Finding]]:
        words = name_words(turn.text)
        doubtful = turn.doubtful_spans()
        for index, word in enumerate(words):
            unsure = any(start < word.end and word.start < end for start, end in doubtful)
            near = self._phrase(words, index) or self._single(word, unsure=unsure) or self._short_form(word)
            if near:
                end = words[index + near.count - 1].end
                score = _SCORES.get(near.how, _SOUND_SCORE)
                yield turn.id, self._finding(word.start, end, near.entry, f", {near.how}", score)

    def _finding(self, start: int, end: int, entry: str, how: str, score: float) -> Finding:
        category = self._categories[entry]
        reason = REASONS.get(category, ON_THE_LIST)
        return Finding(start, end, _LABELS.get(category, WATCHED), self.name, score, f"{reason}{how}")

    def _single(self, word: NameWord, *, unsure: bool) -> _Near | None:
        """Find an entry of one word that this word nearly is, unless the word is a good English one."""
        bound = ORDINARY_FREQUENCY if word.capital or unsure else _UNKNOWN
        if frequency(word.form) >= bound and (not (unsure and word.capital) or is_everyday(word.form)):
            return None
        for known, how in self._similar(word.form).items():
            for words, entry in self._entries.get(known, ()):
                if len(words) == 1:
                    return _Near(1, entry, how)
        return None

    def _phrase(self, words: Sequence[NameWord], index: int) -> _Near | None:
        """Find an entry of several words, some of them not quite right."""
        first = words[index].form
        for known, how in {first: "", **self._similar(first)}.items():
            for wanted, entry in self._entries.get(known, ()):
                said = words[index : index + len(wanted)]
                if 1 < len(wanted) == len(said):
                    hows = [self._how(word.form, it) for word, it in zip(said[1:], wanted[1:], strict=True)]
                    joined = all(word.joined for word in said[:-1])
                    differs = next(filter(None, (how, *hows)), "")
                    if joined and differs and None not in hows:
                        return _Near(len(wanted), entry, differs)
        return None

    def _how(self, said: str, wanted: str) -> str | None:
        return "" if said == wanted else self._similar(said).get(wanted)

    def _short_form(self, word: NameWord) -> _Near | None:
        if not (word.capital or is_only_a_name(word.form)):
            return None
        entry = next((self._full_names[full] for full in full_names(word.form) if full in self._full_names), None)
        return _Near(1, entry, _SHORT_FORM) if entry and key(entry) != (word.form,) else None

    def _similar(self, form: str) -> dict[str, str]:
        if form not in self._like:
            self._like[form] = self._near.like(form)
        return self._like[form]
