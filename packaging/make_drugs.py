"""Make resources/clinical/drugs.txt from a published dictionary of medicines; run by hand, never by the program.

In an environment of its own with drug-named-entity-recognition (MIT):
``python packaging/make_drugs.py resources/gazetteers resources/clinical/drugs.txt``.
"""

from __future__ import annotations

import bz2
import importlib.util
import pickle
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_WORD = re.compile(r"[a-z]{5,}(?:-[a-z]{4,})?")
_SAME_STEM = 5  # letters a spelling of a substance shares with its name
_KNOWN = "nhs_url", "medline_plus_id", "wikipedia_url"
_SOLD_HERE = "nhs_url"  # medicines with a page of the NHS keep their brands too


def main(gazetteers: Path, target: Path) -> None:
    """Write one word a line: the substances people are given, and brands of those the NHS describes."""
    names = {
        line.removesuffix("*")
        for name in ("first_names.txt", "surnames.txt", "places.txt")
        for line in (gazetteers / name).read_text(encoding="utf-8").split("\n")
    }
    words = sorted({word for word in _words(_dictionary()) if word not in names})
    target.write_text("\n".join(words) + "\n", encoding="utf-8")


def _dictionary() -> Mapping[str, Any]:
    package = importlib.util.find_spec("drug_named_entity_recognition")
    if package is None or package.origin is None:
        raise SystemExit("Install drug-named-entity-recognition first.")
    with bz2.open(Path(package.origin).parent / "drug_ner_dictionary.pkl.bz2") as file:
        dictionary: Mapping[str, Any] = pickle.load(file)  # noqa: S301 - the package's own data
    return dictionary


def _words(dictionary: Mapping[str, Any]) -> Iterator[str]:
    substances = dictionary["drug_canonical_to_data"]
    for variant, names in dictionary["drug_variant_to_canonical"].items():
        known = [name for name in names if any(substances.get(name, {}).get(key) for key in _KNOWN)]
        brand = any(substances[name].get(_SOLD_HERE) for name in known)
        spelling = any(variant[:_SAME_STEM] == name[:_SAME_STEM] for name in known)
        if known and (brand or spelling) and _WORD.fullmatch(variant):
            yield variant


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
