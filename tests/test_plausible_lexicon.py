"""What the tables of bounds promise: entries of known keys, each with its reason and with words
that tie a figure to the thing.

In: ``checker/lexicon/plausible/*.yml``. Out: a failure that names file and entry.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker import lexicon, units
from checker.expressions import plausibility
from checker.model import Kind

NAMES = lexicon.names("plausible")
ENTRIES = [(name, raw) for name in NAMES for raw in lexicon.load(name) if "of" in raw]
TIES = ("thing", "major", "near", "before", "behind", "about", "measures", "counts")


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_has_known_keys_a_bound_and_its_source(name: str) -> None:
    for stem, raw in ENTRIES:
        if stem == name:
            assert set(raw) <= plausibility.KEYS, raw["of"]
            assert {"of", "source"} <= set(raw), raw
            assert {"least", "most", "whole"} & set(raw), raw["of"]
            assert {"unit", "kind"} & set(raw), raw["of"]
            least, most = raw.get("least"), raw.get("most")
            assert least is None or most is None or Decimal(str(least)) < Decimal(str(most))


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_is_tied_by_words_that_are_words(name: str) -> None:
    """Bare ``no`` and ``on`` are booleans in YAML 1.1."""
    for stem, raw in ENTRIES:
        if stem == name:
            tied = set(TIES) & set(raw) or " / " in raw["unit"]
            assert tied or raw["of"] == "any temperature", raw["of"]
            for key in (*TIES, "without"):
                words = raw.get(key, [])
                assert all(isinstance(word, (str, int)) for word in words), (raw["of"], key)
                assert not any(isinstance(word, bool) for word in words), (raw["of"], key)
            assert not raw.get("both") or {"before", "behind"} <= set(raw), raw["of"]


@pytest.mark.parametrize("name", NAMES)
def test_units_kinds_and_measures_exist(name: str) -> None:
    known = {measure for folder in lexicon.names("measures") for measure in lexicon.load(folder)}
    kinds = {kind.value for kind in Kind}
    for stem, raw in ENTRIES:
        if stem == name:
            assert raw.get("kind", "count") in kinds, raw["of"]
            assert set(raw.get("measures", ())) <= known, raw["of"]
            unit = raw.get("unit")
            assert unit is None or unit in measures_of_shares() or units.unit(unit), raw["of"]


def measures_of_shares() -> frozenset[str]:
    """Units that the text has and pint has not."""
    return frozenset({"percent", "percentage_point"})
