"""A desk's own words: measures, names, units and hedges beside those that ship.

In: paths of YAML files. Out: nothing; the lexicons have the words from then on. What is wrong is
refused as ``path:line:column``.

    measures:                 # as in lexicon/measures/*.yml
      prisoners_exchanged: {behaviour: event, dimension: count, verbs: [exchange]}
    names:                    # a name, and its other spellings and transliterations
      Orlaven: [Orlavin, Орлавен]
    units:                    # a unit, what it is, and how articles write it
      sazhen: {is: 2.1336 meter, words: [sazhen, sazhens]}
    hedges:                   # a modifier, and what stands before or after a number
      about: {before: [loosely], after: [by our count]}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

from checker import lexicon
from checker.errors import LexiconError, suggestion
from checker.measures import BEHAVIOURS, KEYS, LISTS
from checker.model import Modifier
from checker.yaml_nodes import Fault, Listing, Node, Scalar, Source, Table, compose, read

SECTIONS = ("measures", "names", "units", "hedges")
_OWN_MEASURES = "measures/of the desk"
_LEXICONS = {"measures": _OWN_MEASURES, "names": "aliases", "units": "units", "hedges": "hedges"}
_DIGITS = 28


def install(paths: Iterable[str | Path]) -> None:
    """Add the words of the files to the lexicons, for as long as the process lives. To be called
    once, before anything is read.

    Raises :class:`checker.errors.LexiconError` for the first fault, with ``path:line:column``, and
    where it is called too late.
    """
    sections: dict[str, dict[str, Any]] = {}
    for path in paths:
        for section, entries in _read(Path(path)).items():
            known = sections.setdefault(section, {})
            for name, (entry, place) in entries.items():
                if name in known:
                    raise LexiconError(f"{place}: '{name}' is in another lexicon of yours, too")
                known[name] = entry
    merge: dict[str, Callable[[Any], Any]]
    merge = {"measures": dict, "names": _names, "units": _units, "hedges": _hedges}
    lexicon.extend({_LEXICONS[name]: merge[name](own) for name, own in sections.items()})


def _read(path: Path) -> dict[str, dict[str, tuple[Any, str]]]:
    """The entries of one file by section and name, each with the place where it stands."""
    try:
        source, undecoded = read(path)
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read: {error.strerror or error}") from error
    if undecoded is not None:
        raise _refused(source, undecoded)
    root, faults = compose(source.text, "a lexicon")
    for fault in faults:
        raise _refused(source, fault)
    return _Reader(source).sections(root)


def _refused(source: Source, fault: Fault) -> LexiconError:
    return LexiconError(f"{source.path}:{fault.line}:{fault.column}: {fault.message}")


class _Reader:
    """Checks the nodes of one file and turns them into plain values."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def refused(self, node: Node, message: str) -> LexiconError:
        return _refused(self.source, Fault(node.line, node.column, message))

    def sections(self, root: Node | None) -> dict[str, dict[str, tuple[Any, str]]]:
        if root is None:
            return {}
        of: dict[str, Callable[[Scalar, Node], Any]]
        of = {"measures": self.measure, "names": self.name, "units": self.unit,
              "hedges": self.hedge}  # fmt: skip
        found = {}
        for section, node in self.entries(root, "a lexicon", SECTIONS):
            found[section.text] = {
                key.text: (of[section.text](key, value), self.place(key))
                for key, value in self.entries(node, f"'{section.text}'")
            }
        return found

    def place(self, node: Node) -> str:
        return f"{self.source.path}:{node.line}:{node.column}"

    def entries(
        self, node: Node, what: str, known: Iterable[str] | None = None
    ) -> Iterator[tuple[Scalar, Node]]:
        """The entries of a mapping, their keys among those that are ``known``."""
        if not isinstance(node, Table):
            raise self.refused(node, f"{what} is a mapping of names to what they are")
        for key, value in node.entries:
            if known is not None and key.text not in known:
                hint = suggestion(key.text, known, 20)
                raise self.refused(key, f"unknown key '{key.text}' in {what}{hint}")
            yield key, value

    def text(self, node: Node, what: str) -> str:
        if not isinstance(node, Scalar) or not node.text.strip():
            raise self.refused(node, f"{what} is a text")
        return node.text.strip()

    def texts(self, node: Node, what: str) -> list[str]:
        if not isinstance(node, Listing):
            raise self.refused(node, f"{what} is a list of texts, as in [one, another]")
        return [self.text(item, f"an item of {what}") for item in node.items]

    def measure(self, key: Scalar, node: Node) -> dict[str, Any]:
        if not key.text.isidentifier() or key.text != key.text.lower():
            raise self.refused(key, f"'{key.text}' is no name for a measure: write small letters "
                               "and underscores, as in prisoners_exchanged")  # fmt: skip
        if key.text in _shipped_measures():
            raise self.refused(key, f"the measure '{key.text}' is built in: choose another name")
        entry: dict[str, Any] = {}
        for name, value in self.entries(node, f"'{key.text}'", KEYS):
            what = f"'{name.text}'"
            many = name.text in LISTS or (name.text == "dimension" and isinstance(value, Listing))
            entry[name.text] = self.texts(value, what) if many else self.text(value, what)
            if name.text == "behaviour" and entry["behaviour"] not in BEHAVIOURS:
                hint = suggestion(entry["behaviour"], BEHAVIOURS)
                raise self.refused(value, f"unknown behaviour '{entry['behaviour']}'{hint}")
        for needed in ("behaviour", "dimension"):
            if needed not in entry:
                raise self.refused(key, f"the measure '{key.text}' lacks its '{needed}'")
        return entry

    def name(self, key: Scalar, node: Node) -> list[str]:
        return self.texts(node, f"'{key.text}'")

    def unit(self, key: Scalar, node: Node) -> dict[str, Any]:
        units = lexicon.shipped("units")["units"]
        if not key.text.isidentifier() or key.text in units:
            raise self.refused(key, f"'{key.text}' is a built-in unit, or no plain word")
        parts = self.entries(node, f"'{key.text}'", ("is", "words"))
        found = {name.text: value for name, value in parts}
        for name in ("is", "words"):
            if name not in found:
                raise self.refused(key, f"the unit '{key.text}' lacks its '{name}'")
        number, _, of = self.text(found["is"], "'is'").partition(" ")
        if (
            not number.replace(".", "", 1).isdecimal()
            or not number.isascii()
            or not Decimal(number)
        ):
            raise self.refused(found["is"], "'is' is a number and a unit, as in 2.1336 meter")
        if of not in units or "offset" in units[of]:
            hint = suggestion(of, [name for name in units if "offset" not in units[name]])
            raise self.refused(found["is"], f"unknown unit '{of}'{hint}")
        words = self.texts(found["words"], "'words'")
        for item, word in zip(found["words"].items, words, strict=True):  # type: ignore[union-attr]
            if "," in word or not word[0].isalpha():
                raise self.refused(item, f"'{word}' is no word: it begins with a letter and has no "
                                   "comma")  # fmt: skip
        return {"number": number, "of": of, "words": words}

    def hedge(self, key: Scalar, node: Node) -> dict[str, list[str]]:
        modifiers = [each.value for each in Modifier]
        if key.text not in modifiers:
            hint = suggestion(key.text, modifiers)
            raise self.refused(key, f"unknown modifier '{key.text}'{hint}")
        return {
            place.text: [word.lower() for word in self.texts(words, f"'{place.text}'")]
            for place, words in self.entries(node, f"'{key.text}'", ("before", "after"))
        }


def _shipped_measures() -> frozenset[str]:
    """The names of the measures that ship."""
    folder = _OWN_MEASURES.partition("/")[0]
    tables = (lexicon.shipped(name) for name in lexicon.shipped_names(folder))
    return frozenset(name for table in tables for name in table)


# ---------------------------------------------------------- with what ships, in each lexicon's form


def _names(own: dict[str, list[str]]) -> list[list[str]]:
    """Aliases are lists of spellings. A name that has one already takes its own spellings there."""
    merged = [list(forms) for forms in lexicon.shipped("aliases")]
    for name, others in own.items():
        forms = [form.lower() for form in (name, *others)]
        at = next((known for known in merged if set(known) & set(forms)), None)
        if at is None:
            merged.append(forms)
        else:
            at += [form for form in forms if form not in at]
    return merged


def _units(own: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Units have the factor to the base of their dimension, and their definition for pint."""
    table = lexicon.shipped("units")
    added: dict[str, dict[str, str]] = {}
    for name, entry in own.items():
        base = table["units"][entry["of"]]
        with localcontext() as context:
            context.prec = _DIGITS
            factor = Decimal(entry["number"]) * Decimal(base["factor"])
        words = ", ".join(entry["words"])
        added[name] = {"dimension": base["dimension"], "factor": f"{factor:f}", "words": words}
    defined = [f"{name} = {entry['number']} * {entry['of']}" for name, entry in own.items()]
    return {
        **table,
        "units": {**table["units"], **added},
        "define": [*table.get("define", ()), *defined],
    }


def _hedges(own: dict[str, dict[str, list[str]]]) -> dict[str, Any]:
    """Hedges stand by place, then by modifier."""
    table = lexicon.shipped("hedges")
    merged = dict(table)
    for place in ("before", "after"):
        merged[place] = dict(table[place])
        for modifier, words in own.items():
            known = merged[place].get(modifier, [])
            merged[place][modifier] = [*known, *words.get(place, ())]
    return merged
