"""Whether a figure can be what the words beside it say, by a table of bounds.

In: a figure (as ``View``) and the tables ``lexicon/plausible/*.yml``. Out: whether it is plausible,
and the bound in words. A figure about which the tables say nothing is plausible.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from checker import lexicon, tolerance, units
from checker.errors import UnitError
from checker.expressions.amounts import number_text
from checker.expressions.names import AbstainError, View
from checker.model import Aspect, Figure, Form, Interval, Kind, Modifier
from checker.patterns import lazy

_BEFORE = 90
_AFTER = 50
_NEXT = 20
_EACH = lazy(r"\beach\b[^,;]*$", re.IGNORECASE)
# "57 metres longer than", "53 seconds off the record": how far two things differ.
_THAN = lazy(
    r"\s(?:(?:[^\W\d_]+er|more|less) than\b|(?:off|inside|outside|ahead|behind|clear|adrift)\b)",
    re.IGNORECASE,
)
# "Limited to 300 mph": what bounds a figure is a part of it.
_HEDGE = lazy(r"[^\W\d_][^\d]*(?=\d)|")
_TO = lazy(r"\bto\s+$", re.IGNORECASE)
# "It should have been 39.4", but not "should have been acted on".
_SHOULD_HAVE_BEEN = lazy(
    r"\bshould\s+have\s+(?:been|read|said)\s+(?:[^\W\d_]+\s+){0,2}[\"“'‘£$€]?\d", re.IGNORECASE
)
_WORD = lazy(r"[^\W_]+")
_TIMES = frozenset({"minute", "hour", "day", "week", "month"})
_STATES = frozenset({"degree_Celsius", "percent"})


_LISTS = ("thing", "major", "near", "before", "behind", "without", "about", "measures", "counts")
_FLAGS = ("bare", "both", "close", "whole")
KEYS = frozenset(("of", "unit", "kind", "least", "most", "source", *_LISTS, *_FLAGS))
"""What an entry may say."""


class Bound(NamedTuple):
    """An entry of the tables. Of what it asks for, all has to be met: ``thing``; ``major``, the
    unit of the number right before it ("7lb 22oz"); ``near``; ``before`` or ``behind``, or
    ``both``; ``about``; ``measures``; ``counts``; ``bare``."""

    of: str
    unit: str | None
    kind: str | None
    least: Decimal | None
    most: Decimal | None
    thing: tuple[str, ...]
    major: tuple[str, ...]
    near: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]
    without: tuple[str, ...]
    about: tuple[str, ...]
    measures: tuple[str, ...]
    counts: tuple[str, ...]
    bare: bool = False
    both: bool = False
    close: bool = False
    whole: bool = False


def plausible(c: View) -> bool:
    """True unless a figure lies far beyond what the thing beside it can be: an airliner at 9,100
    km/h, a woman aged 320.

    The bounds stand in the lexicon `plausible`, each with its source, and lie well beyond every
    record. What a figure leaves room for has to lie outside as a whole.
    """
    return _broken(c) is None


def bound(c: View) -> str:
    """The bound that a figure breaks, for messages: "the speed of an airliner: 2,600 kilometer /
    hour at most". Abstains where it breaks none."""
    found = _broken(c)
    if found is None:
        raise AbstainError("no bound is broken")
    if found.whole:
        return f"{found.of}: a whole one"
    beyond = found.most if _over(_room(c.claim.figure, found), found) else found.least
    assert beyond is not None  # noqa: S101 - one of the two was broken
    side = "at most" if beyond is found.most else "at least"
    return f"{found.of}: {number_text(beyond)} {found.unit or ''}".rstrip() + f" {side}"


def _broken(c: View) -> Bound | None:
    figure = c.claim.figure
    if figure.quantity is None or figure.form is Form.CHANGE or _is_change(c):
        return None
    entries = [entry for entry in _outside(figure) if _is_so_measured(c, entry)]
    if not entries:
        return None
    text, (start, end) = c.claim.document.text, c.claim.segment.span
    before = _text(text[max(start, figure.span.start - _BEFORE) : figure.span.start])
    hedge = _HEDGE.match(figure.surface)[0]  # type: ignore[index]
    hedged = _text(before.written + hedge) if hedge else before
    after = _text(text[figure.span.end : min(end, figure.span.end + _AFTER)])
    led = (before, hedged) if hedge else (before,)
    # The words beside a figure, which are few, are asked before those of its sentence.
    entries = [entry for entry in entries if any(_stands_by(entry, each, after) for each in led)]
    if not entries or _THAN.match(text, figure.span.end, end):
        return None
    own = _text(text[start:end])
    if own.has(_unreal()) or _SHOULD_HAVE_BEEN.search(own.written):
        return None
    for entry in entries:
        if entry.about and not own.has(entry.about):
            continue
        if not _is_named(entry, before, after) or not _is_told_of(entry, before, hedged, after):
            continue
        if entry.major and not _is_minor(entry, figure, before.written):
            continue
        if _is_of_other(c, entry, before.written) or _is_without(c, entry, own):
            continue
        return entry
    return None


def _is_minor(entry: Bound, figure: Figure, before: str) -> bool:
    """Whether a figure is what is left of a greater unit right before it: the 22 of "7lb 22oz"."""
    same = figure.quantity is not None and figure.quantity.unit == entry.unit
    return same and _behind_major(entry.major).search(before) is not None


def _is_change(c: View) -> bool:
    """Whether a figure says how far something moved or lies off: "fell by 8", not "fell to 8"; "won
    by 52 seconds"."""
    start = c.claim.figure.span.start
    if c.claim.figure.kind is Kind.DURATION and c.claim.document.text.endswith("by ", 0, start):
        return True
    is_level = _TO.search(c.claim.document.text, max(0, start - 4), start)
    return c.claim.aspect is Aspect.CHANGE and is_level is None


def _is_so_measured(c: View, entry: Bound) -> bool:
    """Whether a figure is of the measure, and counts what an entry asks for. A bare one counts
    nothing that stands behind it: "a pH of 7.4", but not "the pH of 74 samples"."""
    figure = c.claim.figure
    if entry.bare and figure.noun_span and 0 <= figure.noun_span.start - figure.span.end < _NEXT:
        return False
    if entry.measures and c.measure not in entry.measures:
        return False
    return not entry.counts or (c.noun or "").lower() in entry.counts


def _is_without(c: View, entry: Bound, own: _Text) -> bool:
    """Whether another thing than an entry's is named; that water boils, told a sentence before, is
    no other thing."""
    text, (start, end) = c.claim.document.text, c.claim.segment.span
    if entry.unit in _STATES:
        return own.has(entry.without)
    # Whom or what a pronoun stands for may have been named far above.
    above = max(0, start - _FAR_ABOVE) if own.has(_PRONOUNS) else _paragraph(text, start)
    return _text(text[above:end]).has(entry.without)


_PRONOUNS = ("he", "she")
_FAR_ABOVE = 3_000


def _paragraph(text: str, at: int) -> int:
    """Where the paragraph of a sentence begins: what it is about is named there as well."""
    return max(text.rfind("\n\n", 0, at), 0)


def _is_of_other(c: View, entry: Bound, before: str) -> bool:
    """Whether the claim says of what the figure is, and that is another thing. A temperature or a
    share is of a place as often as of a thing, and "each" takes up what was counted before."""
    owner = c.claim.entity
    if owner is None or not entry.near or entry.unit in _STATES or _EACH.search(before):
        return False
    return not _text(owner.surface).has(entry.near)


def _outside(figure: Figure) -> list[Bound]:
    """The entries of a figure's kind and dimension that it lies outside of."""
    rooms: dict[str | None, Interval] = {}
    found = []
    for entry in _entries(figure.kind.value, figure.quantity.unit if figure.quantity else None):
        room = rooms.get(entry.unit)
        if room is None:
            room = rooms[entry.unit] = _room(figure, entry)
        low, high, least, most = room.low, room.high, entry.least, entry.most
        over = most is not None and low is not None and low > most
        under = least is not None and high is not None and high < least
        if over or under or (entry.whole and _is_broken_number(figure)):
            found.append(entry)
    return found


def _is_broken_number(figure: Figure) -> bool:
    """Whether a number has digits behind the point, as "12.5" and no "12.5 million"."""
    return figure.quantity is not None and figure.quantity.step < 1 and figure.form is Form.POINT


@cache
def _entries(kind: str, unit: str | None) -> tuple[Bound, ...]:
    """The entries for figures of a kind in a unit."""
    return tuple(
        entry
        for entry in _table()
        if entry.kind in {None, kind}
        and (
            entry.unit == unit
            or (entry.unit is not None and unit is not None and _convertible(unit, entry.unit))
        )
    )


def _over(room: Interval, entry: Bound) -> bool:
    return entry.most is not None and room.low is not None and room.low > entry.most


def _room(figure: Figure, entry: Bound) -> Interval:
    """What a figure leaves room for, in the entry's unit."""
    assert figure.quantity is not None  # noqa: S101 - asked before
    room, unit = tolerance.of_figure(figure), figure.quantity.unit
    if figure.modifier is Modifier.AT_MOST and room.low is None:
        # "Clocked at up to 690 mph": so much was reached.
        room = Interval(figure.quantity.low, room.high)
    return tolerance.converted(room, unit, entry.unit)


@cache
def _convertible(a: str, b: str) -> bool:
    """Whether there is a conversion between two units. Hours a day and days a week are no number
    of each other, though nothing but a number is left of either."""
    if b.split(" / ", maxsplit=1)[0] in _TIMES and " / " in b:
        return False
    try:
        return units.commensurable(a, b)
    except UnitError:
        return False


@cache
def _table() -> tuple[Bound, ...]:
    return tuple(
        _entry(raw)
        for name in lexicon.names("plausible")
        for raw in lexicon.load(name)
        if "of" in raw
    )


@cache
def _unreal() -> tuple[str, ...]:
    """What says that a sentence tells of no thing as it is."""
    return _words("unreal")


@cache
def _words(key: str) -> tuple[str, ...]:
    """The words that the tables list under a key of their own."""
    return tuple(
        str(word).lower()
        for name in lexicon.names("plausible")
        for raw in lexicon.load(name)
        for word in raw.get(key, ())
    )


def _entry(raw: dict[str, Any]) -> Bound:
    """An entry as it stands in a table."""
    told: dict[str, Any] = {name: raw.get(name) for name in ("of", "unit", "kind")}
    for name in ("least", "most"):
        told[name] = Decimal(str(raw[name])) if name in raw else None
    for name in _LISTS:
        told[name] = tuple(str(each).lower() for each in raw.get(name, ()))
    return Bound(**told, **{name: raw.get(name, False) for name in _FLAGS})


# -------------------------------------------------------------------------------------- the words


def _stands_by(entry: Bound, before: _Text, after: _Text) -> bool:
    """Whether the words right before a figure, or right behind it, are those of an entry, one word
    between at most, and none where it has to be ``close``, where it asks for any."""
    if not entry.before and not entry.behind:
        return True
    ahead, behind = (_leading, _following) if entry.close else (_led, _tail)
    led = before.may_have(entry.before) and ahead(entry.before).search(before.written)
    if bool(led) is not entry.both:
        return bool(led)
    return after.may_have(entry.behind) and behind(entry.behind).match(after.written) is not None


def _is_told_of(entry: Bound, before: _Text, hedged: _Text, after: _Text) -> bool:
    """Whether a figure is told to be so much of the thing of an entry, whatever the verb: "humidity
    in the hall had climbed to 108 per cent", "a chance of rain of 180 per cent", "a 93C fever". Of
    a share "108 per cent of last year's" says something else."""
    if not entry.thing:
        return True
    if entry.unit == "percent" and _OF.match(after.written):
        return False
    if before.may_have(entry.thing) and (
        _told(entry.thing).search(before.written) or _told(entry.thing).search(hedged.written)
    ):
        return True
    return after.may_have(entry.thing) and _named(entry.thing).match(after.written) is not None


_OF = lazy(r"\s+of\b(?!\s+(?:rain|snow|precipitation|showers))", re.IGNORECASE)
# What stands between a thing and its figure: one clause, with a pair of commas at most.
_BETWEEN = r"(?:(?!\b(?:and|but|while|as|than|because|so)\b)[^.;:,()\d–—]){0,60}?"


def _is_named(entry: Bound, before: _Text, after: _Text) -> bool:
    """Whether the thing of an entry is named some words before a figure or behind it."""
    if not entry.near:
        return True
    if before.may_have(entry.near) and _thing(entry.near, entry.before).search(before.written):
        return True
    return after.has(entry.near)


class _Text(NamedTuple):
    """A text as written, and its words in lower case."""

    written: str
    words: frozenset[str]

    def may_have(self, phrases: tuple[str, ...]) -> bool:
        """False where the longest word of no phrase is here: then none need be compiled."""
        return not _longest(phrases).isdisjoint(self.words)

    def has(self, phrases: tuple[str, ...]) -> bool:
        """Whether one of the phrases is here."""
        return self.may_have(phrases) and _either(phrases).search(self.written) is not None


def _text(written: str) -> _Text:
    return _Text(written, frozenset(_WORD.findall(written.lower())))


@cache
def _longest(phrases: tuple[str, ...]) -> frozenset[str]:
    """The longest word of each of some phrases, which is hardly ever the commonest."""
    return frozenset(max(_WORD.findall(each.lower()), key=len) for each in phrases)


@cache
def _either(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_any(phrases), re.IGNORECASE)


@cache
def _led(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{_any(phrases)}(?:\s+[^\W\d_]+)?,?\s+$", re.IGNORECASE)


@cache
def _leading(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{_any(phrases)},?\s+(?:aged\s+)?$", re.IGNORECASE)


@cache
def _behind_major(names: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?:\d\s?|\b[a-z]+\s)(?:{listed})\.?\s?$", re.IGNORECASE)


@cache
def _following(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:-|\s+){_any(phrases)}", re.IGNORECASE)


@cache
def _tail(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:-|\s+)(?:[^\W\d_]+(?:-|\s+))?{_any(phrases)}", re.IGNORECASE)


@cache
def _thing(names: tuple[str, ...], leads: tuple[str, ...]) -> re.Pattern[str]:
    """The name of a thing. With another noun behind it, it is that of something else: "bath house",
    "potato harvest". Verbs are known by their ending, by the words that end a noun, or as what
    leads up to the figure."""
    stops = {*map(str, lexicon.load("nouns")["stops"]), *(lead.split()[0] for lead in leads)}
    alone = rf"(?!\s(?!{_any(stops)})[a-z]+(?<!s)(?<!ed)(?<!ing)\b)"
    return re.compile(_any(names) + alone, re.IGNORECASE)


@cache
def _told(names: tuple[str, ...]) -> re.Pattern[str]:
    """A thing, and behind it, with nothing but what is said of it between, a word for a level."""
    levels = _any(_words("levels"))
    aside = rf"(?:,[^,.;:\d]{{3,40}},{_BETWEEN})?"
    hedge = r"(?:\s+(?:(?:a|an|the)(?:\s+[^\W\d_]+)?|about|some|just))?"
    link = rf"(?:['’]s?)?{_BETWEEN}{aside},?\s{levels}{hedge}"
    return re.compile(rf"{_alone(names)}(?:{link}|[,:])?\s+$", re.IGNORECASE)


@cache
def _named(names: tuple[str, ...]) -> re.Pattern[str]:
    """The name of a thing straight behind its figure, a word between at most."""
    return re.compile(rf"(?:-|\s+)(?:[^\W\d_]+\s+)?{_alone(names)}", re.IGNORECASE)


def _alone(names: tuple[str, ...]) -> str:
    """The name of a thing, and no noun behind it: "the humidity sensor" is another thing."""
    stops = {*map(str, lexicon.load("nouns")["stops"]), *_words("levels"), *_words("moves")}
    return rf"{_any(names)}(?!\s(?!{_any(stops)})[a-z]+(?<!s)(?<!ed)(?<!ing)\b)"


def _any(phrases: Collection[str]) -> str:
    listed = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases))
    return rf"\b(?:{listed})\b"
