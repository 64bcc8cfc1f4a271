"""What a figure is where only the rest of the article tells: "3.71m" below "3.87m boxes", "30
cents" where prices are in euros, "14 crowns a head" below "74 million crowns".

In: a text and all its readings, in order. Out: the readings, some of them made over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from checker.figures import cues
from checker.figures.millions import has_length
from checker.figures.nouns import counted, of_what
from checker.figures.reading import Reading
from checker.model import Form, Kind
from checker.patterns import lazy

_MILLION = Decimal(1_000_000)
# Currencies that have cents, besides the dollar that a bare cent is read as.
_WITH_CENTS = frozenset(cues.words("with_cents"))
_UNITED = frozenset({Kind.MONEY, Kind.MEASURE})
# Two numbers of one unit, the second without it, lie no further apart than so many times.
_ALIKE = 8
_ARE_MANY = lazy(rf"\s+(?:{cues.pattern('many_do')}|{cues.pattern('of_those')})(?![^\W_])")
_SENTENCE_ENDS = lazy(r"[.!?;:]\s|\n\n")
# How far before a bare "95m" the money may stand that it is a part of.
_NEAR = 300
# A height or a distance in whole metres from here on is more likely than so many millions.
_GREAT = 1000
_SUFFIXED = lazy(r"\d[mM]$")
_GOES_ON = lazy(r"(?:[,;:(]|\band|\bof\s+which|\binto)\s*(?:[a-z]+\s+){0,3}$")
_PAID = lazy(rf"\b(?:{cues.pattern('paid_out')})\s+(?:(?:{cues.pattern('hedging')})\s+)?$")
_IS_LONG = lazy(rf"\s*-?(?:{cues.pattern('long_by')})(?![^\W_])")


# "the 100m", "the women's 400m": a race
_RUN = lazy(r"\b(?:the|over|[^\W\d_]+['’]s)\s+$")


def settled(text: str, readings: Sequence[Reading]) -> Sequence[Reading]:
    """The readings of an article, with what one tells of another."""
    bare = [r for r in readings if _is_open(text, r)]
    if not bare:
        return readings
    return list(_settled(text, readings))


def _is_open(text: str, reading: Reading) -> bool:
    """Whether a reading may be something else than it looks."""
    if reading.kind is Kind.MEASURE:
        return reading.unit == "meter" and _ends_in_m(text, reading)
    if reading.kind is Kind.MONEY:
        return _is_cents(text, reading)
    if reading.kind is Kind.COUNT and reading.bare and reading.scale >= _MILLION:
        return True
    return reading.kind is Kind.COUNT and reading.noun == "crowns"


def _ends_in_m(text: str, reading: Reading) -> bool:
    return _SUFFIXED.search(text, reading.end - 2, reading.end) is not None


def _is_cents(text: str, reading: Reading) -> bool:
    if (reading.unit or "")[:3] != "USD" or "$" in text[reading.start : reading.end]:
        return False
    return _CENT.search(text, reading.start, reading.end) is not None


def _settled(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    millions = any(_counts_millions(text, r) for r in readings)
    currency = _main_currency(text, readings)
    crowns = any(r.kind is Kind.MONEY and r.noun == "crowns" for r in readings)
    money: Reading | None = None
    great: Reading | None = None
    for reading in readings:
        # What a bracket converts goes on as it began.
        converts = text[reading.start - 1 : reading.start] == "("
        if reading.kind in _UNITED and reading.scale >= _MILLION:
            great = great if converts and great is not None else reading
        if reading.kind is Kind.MONEY:
            if _is_cents(text, reading):
                yield reading._replace(unit=currency + (reading.unit or "")[3:])
                continue
            money = money if converts and money is not None else reading
        elif _counts_millions(text, reading) and not reading.bare:
            money = None  # "supplied 2.1m discs, compared with 3.4m": of these is spoken now
        if reading.kind is Kind.COUNT and reading.noun == "crowns" and crowns:
            yield reading._replace(kind=Kind.MONEY, dimension="currency", bare=False)
        elif reading.kind is Kind.MEASURE and _is_open(text, reading):
            yield _in_millions(text, reading, money, among=millions)
        elif money is not None and _is_share_of(text, money, reading):
            yield _with_unit(reading, money)
        elif great is not None and _leaves_out_unit(text, great, reading):
            yield _with_unit(reading, great)
        else:
            yield reading


def _counts_millions(text: str, reading: Reading) -> bool:
    """Whether a reading writes its millions as "m", beside what is counted or measured by them."""
    if reading.scale != _MILLION or reading.kind is Kind.MONEY:
        return False
    written = text[reading.start : reading.end]
    return re.search(r"\d[mM](?![^\W_])", written) is not None


def _main_currency(text: str, readings: Sequence[Reading]) -> str:
    """The currency with cents in which an article gives most of its prices; the dollar without."""
    codes = Counter(
        (r.unit or "")[:3] for r in readings if r.kind is Kind.MONEY and not _is_cents(text, r)
    )
    found = [code for code, _ in codes.most_common() if code == "USD" or code in _WITH_CENTS]
    return found[0] if found else "USD"


def _is_share_of(text: str, money: Reading, count: Reading) -> bool:
    """Whether a bare "95m" goes on with parts of a sum: "£140m for homes, 95m for businesses"."""
    if count.kind is not Kind.COUNT or not count.bare or count.scale < _MILLION:
        return False
    before = text[max(0, count.start - 48) : count.start]
    return (
        _is_part(text, money, count)
        and _SPENT_ON.match(text, count.end) is not None
        and _GOES_ON.search(before) is not None
    )


def _leaves_out_unit(text: str, great: Reading, count: Reading) -> bool:
    """Whether a number of millions or billions goes without the unit that its sentence has told
    before: "fixed at 6.1 billion francs, it has come to 7.9 billion"."""
    if count.kind is not Kind.COUNT or not count.bare or count.scale != great.scale:
        return False
    if count.form is not Form.POINT or not count.low or not great.low:
        return False
    if _SENTENCE_ENDS.search(text, great.end, count.start):
        return False
    if _ARE_MANY.match(text, count.end):
        return False
    return max(count.low, great.low) <= min(count.low, great.low) * _ALIKE


def _with_unit(reading: Reading, great: Reading) -> Reading:
    return reading._replace(
        kind=great.kind, unit=great.unit, dimension=great.dimension, noun=great.noun, bare=False
    )


_SPENT_ON = lazy(r"\s+(?:for|on|from)\s")
_CENT = lazy(r"cents?\b|c\b|¢", re.IGNORECASE)


def _in_millions(text: str, metres: Reading, money: Reading | None, *, among: bool) -> Reading:
    """Metres, or millions where an article counts so and nothing near has a length."""
    if metres.form is not Form.POINT or metres.low is None or metres.low >= _GREAT:
        return metres
    start, end = metres.start, metres.end
    before = text[max(0, start - 48) : start]
    part = money is not None and _is_part(text, money, metres) and _GOES_ON.search(before)
    if part and money is not None and _SPENT_ON.match(text, end):
        return _with_unit(_as_millions(metres), money)
    if _IS_LONG.match(text, end) or _is_length(text, metres, among=among):
        return metres
    if metres.step >= 1 and _RUN.search(before):
        return metres
    if part and money is not None:
        return _with_unit(_as_millions(metres), money)
    if not among and not _PAID.search(before):
        return metres
    noun = counted(text, end, len(text)) or of_what(text, end, len(text))[0]
    count = _as_millions(metres)
    if noun is None:
        return count
    return count._replace(noun=noun.word, noun_start=noun.start, noun_end=noun.end, bare=False)


def _is_length(text: str, metres: Reading, *, among: bool) -> bool:
    """Whether the words around say that something is so long. Where an article counts in millions,
    a number with decimals asks for them close by ("3.58m" in a clause about ships)."""
    start, end = metres.start, metres.end
    if among and metres.step < 1:
        near = text[max(0, start - _CLOSE) : min(len(text), end + _CLOSE)]
        at = start - max(0, start - _CLOSE)
        return has_length(near, at, at + end - start, len(near))
    return has_length(text, start, end, len(text))


_CLOSE = 24


def _is_part(text: str, money: Reading, metres: Reading) -> bool:
    """Whether money in millions was told shortly before, in the same paragraph."""
    if money.scale < _MILLION or metres.start - money.end > _NEAR:
        return False
    return "\n\n" not in text[money.end : metres.start]


def _as_millions(metres: Reading) -> Reading:
    low, high = metres.low, metres.high
    return metres._replace(
        kind=Kind.COUNT,
        low=None if low is None else low * _MILLION,
        high=None if high is None else high * _MILLION,
        step=metres.step * _MILLION,
        scale=_MILLION,
        unit=None,
        dimension="",
        bare=True,
    )
