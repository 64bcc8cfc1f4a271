"""Figures: from a document to every number in it, with what the words beside it make of it.

In: a ``Document``. Out: its ``Figure``s in text order, which never overlap and never cross a block.
Each pattern is a module with one ``read``; a numeral belongs to the first pattern that knows it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from checker.figures import (
    ages,
    amounts,
    asides,
    columns,
    counts,
    dates,
    eras,
    fractions,
    hedges,
    identifiers,
    idioms,
    millions,
    multiples,
    no_hours,
    ordinals,
    pairs,
    ratios,
    scales,
    settling,
    times,
)
from checker.figures.nouns import counted, of_what
from checker.figures.numerals import Form as Written
from checker.figures.numerals import Numeral, numerals
from checker.figures.reading import HORIZON, REACH, Reading, Site
from checker.lexicon import load
from checker.model import Block, Document, Figure, Kind, Modifier, Quantity, Span

Read = Callable[[Site], Reading | None]
Speak = Callable[[str, int, int], Iterator[Reading]]

# In the order in which they are asked.
PATTERNS = (
    ratios,
    scales,
    dates,
    no_hours,
    times,
    identifiers,
    ages,
    ordinals,
    multiples,
    amounts,
    fractions,
    counts,
)

_READERS: dict[str, tuple[Read, ...]] = {
    form: tuple(pattern.read for pattern in PATTERNS if form in pattern.FORMS)
    for form in (Written.DIGITS, Written.WORDS, Written.FRACTION, Written.ORDINAL, Written.VAGUE)
}
# Patterns that read words without a numeral too; one of ``HINTS`` is in every such word.
_WORDS = (multiples, ages, amounts, times)

_NO_MODIFIER = frozenset(
    (Kind.DATE, Kind.TIME, Kind.ORDINAL, Kind.SCORE, Kind.IDENTIFIER, Kind.YEAR)
)
_DIRECTED = frozenset(
    (
        Kind.PERCENT,
        Kind.PERCENTAGE_POINT,
        Kind.COUNT,
        Kind.MONEY,
        Kind.MEASURE,
        Kind.MULTIPLE,
        Kind.RATIO,
        Kind.DURATION,
        Kind.VAGUE,
    )
)
_SIGNED = frozenset(
    (Kind.COUNT, Kind.MEASURE, Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.MONEY, Kind.RATIO)
)
_MINUS = re.compile(
    r"(?:(?<![\w\d)])[-−–](?=$)|(?<!\bplus\sor\s)(?<![^\W_])(?:minus|negative)[\s\u00a0]+$)",
    re.IGNORECASE,
)
_COMPARING = frozenset((Modifier.MORE_THAN, Modifier.LESS_THAN))
_MINUSES = ("-", "−", "–")
_MINUS_WORDS = ("minus", "negative")
_OPENING = "(“\"'‘[—–"
# What is lifted has such a size: "can lift 2,200 kg".
_LOADS = frozenset(("mass", "volume", "volume_flow", "volume/time", "mass/time"))
_POINTS = frozenset(("points", "places", "spots", "times", "positions"))
_FEW = 12
_NEWLINE = "\n"


def figures(document: Document) -> tuple[Figure, ...]:
    """Every figure of a document, in text order."""
    text, name = document.text, document.name
    found: list[Figure] = []
    line, line_start, seen = 1, 0, 0
    for reading in settling.settled(text, list(_read_all(document))):
        line += text.count(_NEWLINE, seen, reading.start)
        if reading.start > seen:
            newline = text.rfind(_NEWLINE, seen, reading.start)
            line_start = newline + 1 if newline >= 0 else line_start
            seen = reading.start
        found.append(_figure(text, name, line, reading.start - line_start + 1, reading))
    return tuple(found)


def _read_all(document: Document) -> Iterator[Reading]:
    """The readings of all blocks, each of which knows nothing of the others but its table."""
    text = document.text
    speaking = [p.words for p in _WORDS if any(hint in text for hint in p.HINTS)]
    tabular = any(block.cell is not None for block in document.blocks)
    columned, said = columns.measured(document) if tabular else ({}, frozenset())
    for number, block in enumerate(document.blocks):
        start, end = block.span
        readings = _block(text, start, end, speaking)
        if number in columned or number in said:
            readings = _in_column(text, block, list(readings), columned.get(number))
        yield from readings


def _in_column(
    text: str, block: Block, readings: list[Reading], measure: columns.Measure | None
) -> Iterator[Reading]:
    """The readings of a table's cell with the unit that stands elsewhere; in a cell that only says
    a unit ("in thousands") no vague count is meant."""
    start, end = block.span
    if measure is None:
        return (r for r in readings if r.kind is not Kind.VAGUE)
    if len(readings) == 1:
        (only,) = readings
        around = text[start : only.start] + text[only.end : end]
        if not any(char.isalnum() for char in around):
            readings = [columns.completed(only, measure)]
    return iter(readings)


def _block(text: str, start: int, end: int, speaking: Sequence[Speak]) -> Iterator[Reading]:
    """The readings of one block: numerals, the words that ``speaking`` finds, then pairs, then the
    words around them."""
    readings = list(_readings(text, start, end))
    words = [word for speak in speaking for word in speak(text, start, end)]
    if words:
        readings = _with_words(readings, words)
    if len(readings) > 1:
        readings = asides.shared(text, pairs.join(text, start, readings))
    readings = eras.dated(text, start, end, readings)
    floor = start
    for index, reading in enumerate(readings):
        limit = readings[index + 1].start if index + 1 < len(readings) else end
        done = _hedged(text, floor, limit, reading, behind=index > 0)
        yield done
        floor = done.end


def _with_words(readings: list[Reading], words: list[Reading]) -> list[Reading]:
    """Readings of numerals with those of words in their places: a numeral wins over a word, and a
    word over the next one."""
    starts = [reading.start for reading in readings]
    kept: list[Reading] = []
    for word in sorted(words, key=lambda r: r.start):
        at = bisect_right(starts, word.start)
        behind = readings[at - 1].end if at else 0
        ahead = readings[at].start if at < len(readings) else word.end
        if behind <= word.start and word.end <= ahead and (not kept or kept[-1].end <= word.start):
            kept.append(word)
    return sorted([*readings, *kept], key=lambda r: r.start)


def _readings(text: str, start: int, end: int) -> Iterator[Reading]:
    floor = start
    for numeral in numerals(text, start, end):
        if numeral.start < floor:
            continue
        reading = _reading(text, floor, min(end, numeral.end + HORIZON), numeral)
        if reading is not None:
            yield reading
            floor = reading.end


def _reading(text: str, floor: int, end: int, numeral: Numeral) -> Reading | None:
    begin = numeral.start
    before = text[max(floor, begin - REACH) : begin]
    after = text[numeral.end : min(end, numeral.end + REACH)]
    site = Site(text, floor, end, numeral, before, after, _last_words(before))
    if numeral.form == Written.WORDS and idioms.is_idiom(site):
        return None
    if (
        before[-1:]
        and (before[-1:].isalpha() or before[-1:] in "$£€¥₹.")
        and numeral.form == Written.DIGITS
    ):
        signed = amounts.read(site)
        if signed is not None and signed.kind is Kind.MONEY and signed.start < numeral.start:
            return _negated(site, signed)
    for read in _READERS[numeral.form]:
        reading = read(site)
        if reading is None:
            continue
        if reading.kind is Kind.COUNT and numeral.form == Written.DIGITS:
            doubtful = _doubtful(site, reading)
            return None if doubtful is None else _negated(site, doubtful)
        return _negated(site, reading)
    return None


def _doubtful(site: Site, reading: Reading) -> Reading | None:
    """What looks like a bare count may still be a name or carry a short magnitude."""
    head = site.after[:1]
    if head and head in "mMbB" and (wider := millions.suffixed(site)):
        return counts.read(site._replace(numeral=wider))
    if head.isalpha() or head in "-(":
        name = identifiers.trailing(site)
        if name is not None:
            return name
    if reading.bare:
        named = identifiers.capitalised(site)
        if named is not None:
            return named
    return reading


def _negated(site: Site, reading: Reading) -> Reading:
    """A reading with the minus sign that stands before it."""
    low = reading.low
    if reading.kind not in _SIGNED or low is None or low <= 0:
        return reading
    begin = site.numeral.start - len(site.before)
    before = site.before[: max(0, reading.start - begin)]
    if before[-1:] not in _MINUSES and not before.rstrip().lower().endswith(_MINUS_WORDS):
        return reading
    sign = _MINUS.search(before)
    if sign is None:
        return reading
    start = begin + sign.start()
    if site.text[start] in "-−–" and site.text[start - 1 : start].isalnum():
        return reading  # what stands before is a figure of its own: "SC-2-100m"
    return reading._replace(
        start=start, low=-low, high=None if reading.high is None else -reading.high
    )


def _last_words(before: str) -> tuple[str, ...]:
    """The last three words before a number in lower case, nearest first, without opening marks. A
    word that ends a sentence hides those before it."""
    words = before.lower().rsplit(None, 3)[-3:]
    if words and before[-1].isalnum():
        del words[-1]
    kept: list[str] = []
    for word in reversed(words):
        last = word[-1]
        if last in ".!?" and not kept and len(word.lstrip(_OPENING)) > 4:
            return ()
        kept.append(word.lstrip(_OPENING))
        if last in "!?;" or (last == "." and len(word) > 4):
            break
    return tuple(kept)


def _hedged(text: str, floor: int, limit: int, reading: Reading, *, behind: bool) -> Reading:
    """A reading with its modifier and its direction; ``behind`` says that ``floor`` is the end of
    another figure."""
    if reading.kind in _NO_MODIFIER:
        return reading
    start, end, modifier = reading.start, reading.end, reading.modifier
    time = reading.kind is Kind.DURATION or _counts_time(reading)
    hedge = hedges.before(text, floor, start, time=time, end=reading.noun_end or end)
    if hedge is not None and behind and hedge.modifier in _COMPARING:
        # "22% more than 300" compares the two: no bound
        hedge = hedge if text[floor : hedge.reach].strip() else None
    if hedge is not None and modifier is Modifier.EXACTLY:
        modifier = hedge.modifier
        start = hedge.reach
    tail = hedges.after(text, end, limit, money=reading.kind is Kind.MONEY)
    if tail is not None:
        # "some 300 or more": the bound wins over the approximation
        if modifier in (Modifier.EXACTLY, Modifier.ABOUT):
            modifier = tail.modifier
        end = tail.reach
        if reading.kind is Kind.COUNT and reading.noun is None:
            reading = _noun_behind(text, end, limit, reading)  # "40 or so inhabitants"
    elif reading.noun_end > end:
        tail = hedges.after(text, reading.noun_end, limit)
        if tail is not None and modifier is Modifier.EXACTLY:
            modifier = tail.modifier
    way = reading.direction
    if way is None and reading.kind in _DIRECTED:
        ends = hedges.Ends(end, reading.noun_end)
        way = hedges.direction(text, floor, start, ends, limit, thing=_thing(text, reading))
    if reading.noun is None and reading.kind in (Kind.RATIO, Kind.PERCENT):
        reading = _share_noun(text, end, limit, reading)
    if tail is None and way is reading.direction and modifier is reading.modifier:
        return reading if start == reading.start else reading._replace(start=start)
    return reading._replace(start=start, end=end, modifier=modifier, direction=way)


def _noun_behind(text: str, end: int, limit: int, count: Reading) -> Reading:
    """A count with the noun that stands behind its hedge."""
    noun = counted(text, end, limit)
    if noun is None:
        return count
    word, start, stop = noun
    return count._replace(noun=word, noun_start=start, noun_end=stop, bare=False)


def _counts_time(reading: Reading) -> bool:
    """ "over four nights" says during what; "over 300 games" is a bound."""
    few = reading.low is not None and reading.low <= _FEW
    return few and reading.noun in hedges.TIME_NOUNS


def _thing(text: str, reading: Reading) -> str:
    """What a verb may have done something to, as :func:`hedges.direction` asks it."""
    if reading.kind in (Kind.COUNT, Kind.VAGUE):
        if reading.noun in _POINTS:
            return ""
        return "number" if reading.noun is None else "object"
    if reading.kind is Kind.MONEY:
        return "money"
    if reading.kind is Kind.DURATION:
        return "time"
    if text.startswith(" of ", reading.end):
        return "object"
    if reading.dimension in _LOADS:
        return "load"
    return "distance" if reading.dimension == "length" else ""


def _share_noun(text: str, end: int, limit: int, share: Reading) -> Reading:
    """ "40% of voters", "a third of residents": a share with the noun that it is of."""
    noun, had_of = of_what(text, end, limit)
    if noun is None and not had_of and text[end - 1 : end].isalnum():
        noun = counted(text, end, limit)
        if noun is not None and share.kind is Kind.PERCENT and noun.word not in _people():
            return share  # "a rise of 3.5 percent applies to all", but "40 per cent women"
    if noun is None:
        return share
    return share._replace(noun=noun.word, noun_start=noun.start, noun_end=noun.end)


@cache
def _people() -> frozenset[str]:
    return frozenset(load("persons")["nouns"])


def _figure(text: str, name: str, line: int, column: int, r: Reading) -> Figure:
    quantity = None
    if r.low is not None or r.high is not None:
        quantity = Quantity(r.low, r.high, r.step, r.unit)
    surface = text[r.start : r.end]
    if not surface.isprintable() or "  " in surface:
        surface = " ".join(surface.split())
    return Figure(
        name,
        line,
        column,
        Span(r.start, r.end),
        surface,
        r.kind,
        r.pattern,
        quantity,
        r.modifier,
        r.direction,
        r.form,
        r.noun,
        Span(r.noun_start, r.noun_end)
        if r.noun is not None and r.noun_end > r.noun_start
        else None,
        r.moment,
    )
