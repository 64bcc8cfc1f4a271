"""Units: how they are written, what they measure and how one turns into another.

In: text and a place in it, or names of units. Out: a ``Match``, a ``Unit``, a converted
``Decimal``, or a pint quantity. The lexicon (``lexicon/units.yml``, generated from pint and
quantulum3, and ``lexicon/currencies.yml``) answers everything that news writes; pint itself is
loaded only for ``registry``, ``to_pint`` and units that stand in no lexicon; quantulum3 only for
``quantulum``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, localcontext
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from checker import lexicon
from checker.errors import UnitError
from checker.patterns import lazy

if TYPE_CHECKING:
    import pint

CURRENCY = "currency"
# Digits that a conversion is carried out with, and those that it returns.
_PRECISION = 36
_DIGITS = 28


class Match(NamedTuple):
    """A unit found in a text.

    ``unit`` is a pint name or expression, ``percent``, ``percentage_point`` or an ISO 4217 code
    (``XXX`` for money whose country is not said); ``dimension`` its dimension, "mass/volume" for a
    compound without a name of its own. ``end`` is where the unit ends in the text. The written
    number times ``scale`` is the quantity in ``unit``. ``loose`` marks a form that is a word or an
    initial elsewhere: it counts only straight after a number in digits. ``alternative`` is the
    other unit that the same word may mean: GBP for pounds.
    """

    unit: str
    dimension: str
    end: int
    scale: Decimal = Decimal(1)
    loose: bool = False
    alternative: str | None = None


class Unit(NamedTuple):
    """A unit of measurement: ``(value + offset) * factor`` is the value in the SI base of its
    dimension. The offset is zero but for temperature scales."""

    name: str
    dimension: str
    factor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)


# ------------------------------------------------------------------------------- reading a unit


class _Reading(NamedTuple):
    """What one form stands for. ``exact`` is the form itself where its case matters."""

    unit: str
    dimension: str
    scale: Decimal = Decimal(1)
    exact: str | None = None
    loose: bool = False
    alternative: str | None = None


class _Node:
    """A place in the tree of forms, one token deeper than its parent."""

    __slots__ = ("children", "readings")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.readings: list[_Reading] = []


class _Found(NamedTuple):
    reading: _Reading
    end: int
    form: str


def _split(forms: str | None) -> list[str]:
    return [form.strip() for form in forms.split(",") if form.strip()] if forms else []


# A token of a form: letters (raised digits are letters to Python), one sign, or digits.
_TOKEN = lazy(r"([^\W\d_]{1,40}|[^\w\s])")
# Between two tokens: a dot of abbreviation, then a blank, a line end or a hyphen.
_NEXT = lazy(r"(\.?(?:\s{1,4}|[-‐‑])?)([^\W\d_]{1,40}|\d{1,40}|[^\w\s])")
_PER = lazy(r"\s?(/)\s?|[\s-]{1,4}(per|an?|each|every)[\s-]{1,4}", re.IGNORECASE)
_WORD_AFTER = lazy(r"[\s]{1,4}([^\W\d_]+)")
_NUMBER = lazy(r"\s?\d")
_PLAIN = lazy(r"[^\W\d]{1,40}(?: / [^\W\d]{1,40})?")
# What makes a letter an initial or part of a name: "C-130", "M&A", "p.m."; not "2,000m-high".
_INITIAL = lazy(rf"(?!-(?:{'|'.join(_split(lexicon.load('cues')['shape']))})\b)[-.&'’][^\W_]")
_QUOTES = frozenset("'\"’”′″")
# Units that a digit may follow at once, in "6ft2in" and "5h30".
_BEFORE_DIGIT = frozenset({"foot", "hour", "minute", "stone", "degree"})
_CENT = Decimal("0.01")


def _tokens(form: str) -> Iterator[str]:
    """The tokens of a form as keys of the tree. Digits keep the blank before them ("per 100 km"),
    so that "m2" is not read out of "m 2"."""
    for gap, token in _NEXT.findall(form):
        yield f" {token}" if gap and token.isdecimal() else token.lower()


@cache
def _forms() -> dict[str, list[tuple[str, _Reading]]]:
    """Every form of the lexicon with what it stands for, by its first token."""
    by_token: dict[str, list[tuple[str, _Reading]]] = {}
    for form, reading in (*_unit_forms(), *_money_forms()):
        first = _NEXT.match(form)
        if first is not None:
            by_token.setdefault(first[2].lower(), []).append((form, reading))
    return by_token


@cache
def _tree(token: str) -> _Node | None:
    """Every form that begins with a token, in lower case, by the tokens behind it. A text has few
    of the thousands that there are."""
    forms = _forms().get(token)
    if forms is None:
        return None
    tree = _Node()
    for form, reading in forms:
        node = tree
        for key in islice(_tokens(form), 1, None):
            node = node.children.setdefault(key, _Node())
        node.readings.append(reading)
    return tree


def _unit_forms() -> Iterator[tuple[str, _Reading]]:
    table = lexicon.load("units")
    for name, entry in table["units"].items():
        reading = _Reading(name, entry["dimension"])
        for form in _split(entry.get("words")):
            money = name == "pound" and form in ("pound", "pounds")
            yield form, reading._replace(alternative="GBP") if money else reading
        for form in _split(entry.get("symbols")):
            yield form, reading._replace(exact=_squeezed(form))
        for form in _split(entry.get("loose")):
            yield form, reading._replace(exact=_squeezed(form), loose=True)
    for form, (name, scale) in table["scaled"].items():
        exact = form if len(form) < 3 else None
        yield form, _Reading(name, unit(name).dimension, Decimal(scale), exact)


def _squeezed(form: str) -> str:
    """A form without its blanks, dots and hyphens, for comparing case."""
    return "".join(token for _, token in _NEXT.findall(form))


def _money_forms() -> Iterator[tuple[str, _Reading]]:
    table = lexicon.load("currencies")
    kinds = {kind: _split(nouns) for kind, nouns in table["kinds"].items()}
    cents = {kind: _split(nouns) for kind, nouns in table["cents"].items()}
    for code in _split(table["in_millions"]):
        yield f"M{code}", _Reading(code, CURRENCY, Decimal(10**6), exact=f"M{code}")
    for code, entry in table["currencies"].items():
        whole = _Reading(code, CURRENCY)
        for adjective in _split(entry.get("of")):
            for noun in kinds[entry["kind"]]:
                yield f"{adjective} {noun}", whole
            for noun in cents.get(entry["kind"], ()):
                yield f"{adjective} {noun}", whole._replace(scale=_CENT)
        for word in _split(entry.get("words")):
            yield word, whole
        for symbol in _split(entry.get("symbols")):
            yield symbol, whole._replace(exact=_squeezed(symbol))
        if entry.get("code", True):
            yield code, whole._replace(exact=code)
        for word in _split(entry.get("loose")):
            yield word, whole._replace(exact=_squeezed(word), loose=True)
        for word in _split(entry.get("minor")):
            yield word, whole._replace(scale=_CENT)
        for word in _split(entry.get("minor_loose")):
            yield word, whole._replace(scale=_CENT, exact=word, loose=True)


@cache
def _not_before() -> dict[str, frozenset[str]]:
    table = lexicon.load("units")["not_before"]
    return {form: frozenset(_split(words)) for form, words in table.items()}


def _ends_here(text: str, end: int, reading: _Reading) -> bool:
    """Whether a form that ends at ``end`` may end there."""
    if end >= len(text):
        return True
    last, following = text[end - 1], text[end]
    if reading.dimension == CURRENCY and reading.exact and _NUMBER.match(text, end):
        return False  # "five $10 bills": the sign belongs to what follows
    if not last.isalnum():
        return not (last in _QUOTES and following.isalpha())
    if following.isdecimal():
        return reading.unit in _BEFORE_DIGIT
    if following.isalnum() or following == "_":
        return False
    return not (reading.loose and _INITIAL.match(text, end))


def _longest(text: str, start: int, end: int) -> _Found | None:
    """The longest form that stands at ``start``."""
    first = _TOKEN.match(text, start, end)
    if first is None:
        return None
    node = _tree(first[0].lower())
    if node is None:
        return None
    position, written, best = first.end(), first[0], None
    while True:
        for reading in node.readings:
            if (reading.exact is None or reading.exact == written) and _ends_here(
                text, position, reading
            ):
                best = _Found(reading, position, text[start:position].lower())
                break
        if not node.children:
            return best
        step = _NEXT.match(text, position, end)
        if step is None:
            return best
        gap, token = step.groups()
        key = f" {token}" if gap and token.isdecimal() else token.lower()
        following = node.children.get(key)
        if following is None:
            return best
        node, position, written = following, step.end(), written + token


def _is_something_else(text: str, start: int, found: _Found) -> bool:
    """True for "second" in "two second homes" and "one second-hand car", not in "a 30-second
    vote"."""
    words = _not_before().get(found.form)
    if words is None or text[start - 1 : start] == "-":
        return False
    following = _WORD_AFTER.match(text, found.end)
    if following:
        return following[1].lower() in words
    behind = text[found.end : found.end + 2]
    return "-" in words and behind[:1] == "-" and behind[1:].isalpha()


def match(text: str, start: int, end: int) -> Match | None:
    """The longest unit that is written in ``text`` at ``start``, not beyond ``end``, with what it
    is taken over ("kilometres an hour"); ``None`` where no unit stands there.

    ``start`` is the first code point of the unit: the caller has skipped blanks or a hyphen. A
    unit ends at the end of a word.
    """
    found = _longest(text, start, end)
    if found is None or _is_something_else(text, start, found):
        return None
    reading = found.reading
    over = None if _takes_no_rate(reading) else match_per(text, found.end, end)
    plain = Match(
        reading.unit,
        reading.dimension,
        found.end,
        reading.scale,
        reading.loose,
        reading.alternative,
    )
    if over is None:
        return plain
    slash = "/" in text[found.end : over.end]
    if slash and over.dimension == reading.dimension:  # "kg/lb": two units for one thing
        return plain
    name = f"{difference(reading.unit)} / {over.unit}"
    other = reading.alternative
    return plain._replace(
        unit=name,
        dimension=unit(name).dimension,
        end=over.end,
        alternative=None if other is None else f"{other} / {over.unit}",
        loose=reading.loose and not slash,  # "m/s" is no word
    )


def match_per(text: str, start: int, end: int) -> Match | None:
    """What a quantity is taken over, where ``text`` goes on so at ``start``, blanks included:
    "/kg", " a barrel", " per tonne". The match is that of the unit below the line; ``None`` where
    there is none, as in "a person"."""
    link = _PER.match(text, start, end)
    if link is None:
        return None
    found = _longest(text, link.end(), end)
    if found is None or _is_something_else(text, link.end(), found):
        return None
    reading = found.reading
    if _takes_no_rate(reading) or reading.dimension == CURRENCY or reading.scale != 1:
        return None
    if not link[1] and not _may_divide(text, link[2].lower(), found):
        return None
    return Match(reading.unit, reading.dimension, found.end)


def _takes_no_rate(reading: _Reading) -> bool:
    """Shares take no denominator ("2% a year" stays a percentage), compounds no second one."""
    return reading.dimension in ("percent", "percentage_point") or "/" in reading.unit


def _may_divide(text: str, link: str, found: _Found) -> bool:
    """Whether a unit after "per", "a", "each" may be what a quantity is taken over."""
    if link == "per":
        return found.form[0].isalpha()
    if found.reading.exact is not None or found.form.endswith(("s", "feet")):
        return False
    following = _WORD_AFTER.match(text, found.end)
    return not (following and following[1].lower() in _not_before()["a"])


# -------------------------------------------------------------------------- signs of currencies


def _signs() -> dict[str, str]:
    """Signs that stand before a number, to the currency that they name."""
    table = lexicon.load("currencies")
    signs = {f"M{code}": code for code in _split(table["in_millions"])}
    for code, entry in table["currencies"].items():
        for sign_text in (*_split(entry.get("symbols")), *_split(entry.get("before"))):
            signs[sign_text] = code
        if entry.get("code", True):
            signs[code] = code
            if entry.get("kind") == "dollar":
                signs[f"{code}$"] = code
    return signs


def _loose_signs() -> frozenset[str]:
    table = lexicon.load("currencies")["currencies"]
    return frozenset(s for entry in table.values() for s in _split(entry.get("before")))


def _sign_pattern() -> str:
    ordered = sorted(SIGNS, key=len, reverse=True)
    lettered = "|".join(re.escape(s) for s in ordered if s[0].isalpha())
    others = "|".join(re.escape(s) for s in ordered if not s[0].isalpha())
    return rf"(?:(?<!\w)(?:{lettered})|{others})"


SIGNS: Mapping[str, str] = _signs()
"""Signs and codes of currencies that stand before a number, to their ISO code; "kr" is XXX."""

NAMES_IN_FRONT: Mapping[str, str] = {
    name: code
    for code, entry in lexicon.load("currencies")["currencies"].items()
    for name in _split(entry.get("in_front"))
}
"""Names of currencies, in lower case, that are written before their number too: "ringgit 42"."""

LOOSE_SIGNS: frozenset[str] = _loose_signs()
"""Signs that are initials elsewhere, and count only straight before a digit: the "R" of R500."""

SIGN_PATTERN: str = _sign_pattern()
"""A pattern for :mod:`re` of all signs, the loose ones too, as a group that captures nothing. One
that starts with a letter has to start a word."""


def sign(text: str) -> str:
    """The ISO code of a sign that stands before a number.

    Raises :class:`checker.errors.UnitError` for anything that is no such sign.
    """
    try:
        return SIGNS[text]
    except KeyError:
        raise UnitError(f"{text!r} is no sign of a currency") from None


# ------------------------------------------------------------------------------- what a unit is


def is_plain(name: str) -> bool:
    """Whether a stranger's name of a unit may go on to :func:`unit`: "mile" or "kilometer / hour",
    since pint's grammar would also reckon powers of powers."""
    return _PLAIN.fullmatch(name) is not None


@cache
def unit(name: str) -> Unit:
    """The unit of that name: of the lexicon, an ISO currency code, a compound ("gram / liter"), a
    form as articles write it ("km/h"), or any unit that pint knows.

    Raises :class:`checker.errors.UnitError`, with the nearest names, for an unknown one.
    """
    entry = lexicon.load("units")["units"].get(name)
    if entry is not None:
        factor, offset = Decimal(entry["factor"]), Decimal(entry.get("offset", "0"))
        return Unit(name, entry["dimension"], factor, offset)
    if name in lexicon.load("currencies")["currencies"]:
        return Unit(name, CURRENCY)
    above, slash, below = name.rpartition(" / ")
    if slash:
        return _compound(name, unit(above), unit(below))
    found = match(name, 0, len(name))
    if found is not None and found.end == len(name) and found.unit != name and found.scale == 1:
        return unit(found.unit)
    return _unit_of_pint(name)


def _compound(name: str, above: Unit, below: Unit) -> Unit:
    dimension = f"{above.dimension}/{below.dimension}"
    named = lexicon.load("units")["compounds"].get(dimension, dimension)
    with localcontext() as context:
        context.prec = _PRECISION
        return Unit(name, named, above.factor / below.factor)


def _unit_of_pint(name: str) -> Unit:
    """A unit that stands in no lexicon, as pint has it."""
    if not re.fullmatch(r"[^\W\d][\w */^.-]{0,60}", name):
        raise _unknown(name)
    import pint

    try:
        known = registry()
        shape = known.Quantity(Decimal(1), name)
    except (pint.errors.PintError, ValueError, TypeError, AttributeError, SyntaxError):
        raise _unknown(name) from None
    dimension, base = _base_of(shape)
    zero = known.Quantity(Decimal(0), name).to(base).magnitude
    factor = shape.to(base).magnitude - zero
    return Unit(name, dimension, factor, zero / factor)


def _base_of(shape: pint.Quantity[Any]) -> tuple[str, Any]:
    """The lexicon's dimension of a pint quantity and its base, or else pint's own."""
    if not shape.dimensionless:
        for name, entry in lexicon.load("units")["units"].items():
            if entry["factor"] == "1" and shape.is_compatible_with(registry().parse_units(name)):
                return entry["dimension"], registry().parse_units(name)
    return str(shape.dimensionality), shape.to_base_units().units


def _unknown(name: str) -> UnitError:
    import difflib

    table = lexicon.load("units")["units"]
    words = [*table, *(word for entry in table.values() for word in _split(entry.get("words")))]
    near = difflib.get_close_matches(name, words, n=3, cutoff=0.7)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return UnitError(f"unknown unit {name!r}{hint}")


def difference(name: str) -> str:
    """The unit of a difference between two values: that of a temperature scale has no offset."""
    return f"delta_{name}" if name in ("degree_Celsius", "degree_Fahrenheit") else name


_PLURALS = {
    "foot": "feet",
    "inch": "inches",
    "century": "centuries",
    "hertz": "hertz",
    "percent": "per cent",
}
_SHOWN = {
    "metric_ton": "tonne",
    "oil_barrel": "barrel",
    "degree_Celsius": "°C",
    "degree_Fahrenheit": "°F",
}


def plural(name: str) -> str:
    """A unit as a reader would write it behind a number that is not one: "mile ** 2" is "square
    miles", "degree_Celsius" "°C". Currencies keep their codes."""
    above, slash, below = name.partition(" / ")
    if above == "dimensionless":  # "so many a day"
        return f"per {below}"
    base, power, exponent = above.partition(" ** ")
    base = base.removeprefix("delta_")
    shown = _SHOWN.get(base, base)
    if not shown.isupper() and not shown.startswith("°"):
        shown = _PLURALS.get(shown) or f"{shown}s"
    shown = shown.replace("_", " ")
    if power:
        shown = f"{'square' if exponent == '2' else 'cubic'} {shown}"
    return f"{shown} per {_SHOWN.get(below, below).replace('_', ' ')}" if slash else shown


# ---------------------------------------------------------------------------------- converting


_RATE = "per_"  # "per_million": so many to a million


def _kind(name: str) -> str:
    """A dimension in which all units convert into each other; every currency is one of its own, and
    so is every rate to a round number, which no table of units has."""
    if name.startswith(_RATE):
        return name
    above, slash, below = name.rpartition(" / ")
    if slash and CURRENCY in unit(name).dimension:
        return f"{_kind(above)}/{_kind(below)}"
    found = unit(name)
    return found.name if found.dimension == CURRENCY else found.dimension


def readings(name: str) -> tuple[str, ...]:
    """A unit, and the others that the word for it may mean: gallons of two countries, ounces of
    gold (``lexicon/unit_readings.yml``)."""
    return (name, *lexicon.load("unit_readings").get(name, ()))


def commensurable(a: str | None, b: str | None) -> bool:
    """True where a value in the one unit can be stated in the other. No unit goes with no unit
    only; a currency, and a percentage point, with itself only.

    Raises :class:`checker.errors.UnitError` for an unknown unit.
    """
    if a == b:
        return True
    return a is not None and b is not None and _kind(a) == _kind(b)


def convert(value: Decimal, source: str, target: str) -> Decimal:
    """``value`` in ``source`` as a value in ``target``, to 28 digits.

    Raises :class:`checker.errors.UnitError` where the one does not convert into the other.
    """
    if source == target:
        return value
    if not commensurable(source, target):
        raise UnitError(f"{source} does not convert to {target}")
    a, b = unit(source), unit(target)
    with localcontext() as context:
        context.prec = _PRECISION
        result = (value + a.offset) * a.factor / b.factor - b.offset
        context.prec = _DIGITS
        return +result


# ---------------------------------------------------------------------------------------- pint


def pint_registry(definitions: tuple[str, ...]) -> pint.UnitRegistry[Any]:
    """A registry of pint's own units and ``definitions``, with ``Decimal`` magnitudes.

    pint's units are loaded first and by hand: a definition added to a finished registry does not
    replace one that pint has computed with already.
    """
    from importlib.resources import as_file, files

    import pint

    made: pint.UnitRegistry[Any] = pint.UnitRegistry(filename=None, non_int_type=Decimal)
    with as_file(files("pint") / "default_en.txt") as path:
        made.load_definitions(path)
    for definition in definitions:
        made.define(definition)
    return made


@cache
def registry() -> pint.UnitRegistry[Any]:
    """The registry that figcheck's pint quantities live in, made once a process: pint's units and
    ``person``, ``percentage_point`` and the like."""
    return pint_registry(tuple(lexicon.load("units")["define"]))


def to_pint(value: Decimal, unit: str | None) -> pint.Quantity[Any]:
    """A value in a unit as a pint quantity with a ``Decimal`` magnitude; dimensionless without one.

    Raises :class:`checker.errors.UnitError` for a unit that pint does not know, such as a currency.
    """
    import pint

    try:
        return registry().Quantity(value, unit or "dimensionless")
    except (pint.errors.PintError, ValueError, TypeError, AttributeError, SyntaxError):
        raise UnitError(f"pint has no unit {unit!r}") from None


@cache
def quantulum() -> Callable[[str], list[Any]]:
    """quantulum3's parser: from a sentence to its quantities, as quantulum3 has them. Loading
    it and its first sentence take two seconds or more."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that its optional classifier is not installed
        from quantulum3 import classifier, parser
    # Its classifier, pickled by one release of scikit-learn, fails with others; and what is read
    # may not depend on what else is installed.
    classifier.USE_CLF = False
    return parser.parse  # type: ignore[no-any-return]
