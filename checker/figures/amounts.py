"""Numbers with a unit: physical measures, durations, money and percentages.

In: a site. Out: a reading of kind ``measure``, ``duration``, ``money``, ``percent`` or
``percentage-point`` with its unit, from the unit lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker import units
from checker.figures import composites, cues, millions, symbols
from checker.figures.numerals import MONEY_SUFFIXES, Numeral, magnitude
from checker.figures.numerals import Form as Written
from checker.figures.reading import REACH, Reading, Site
from checker.figures.symbols import BLANKS
from checker.model import Kind
from checker.patterns import lazy

NAME = "amounts"
FORMS = frozenset((Written.DIGITS, Written.WORDS, Written.FRACTION, Written.VAGUE))
_MILLION = Decimal(1_000_000)
_KINDS = {
    "time": Kind.DURATION,
    "currency": Kind.MONEY,
    "percent": Kind.PERCENT,
    "percentage_point": Kind.PERCENTAGE_POINT,
}
_GAP = lazy(r"[\s\u00a0\u2007\u2009\u202f]{0,12}[-‑–]?(?:\r?\n)?", re.UNICODE)
# "30 more days", "five full years"
_BEFORE_UNIT = lazy(rf"\s+(?:{cues.pattern('before_unit')})\s+", re.IGNORECASE)
_SIGN_ENDS = frozenset(sign[-1] for sign in units.SIGNS)
# "N14" and "P5" are roads and posts.
_ROADS = frozenset(("N", "P"))
_BEHIND_SIGN = BLANKS + "-−"
_SIGN_BEFORE = lazy(
    rf"(?<![^\W\d_])(?P<minus>[-−–]?)(?P<sign>{units.SIGN_PATTERN})"
    r"[\s\u00a0\u2009]{0,8}(?P<inner>[-−]?)$"
)
_MONEY_SUFFIX = lazy(r"[\s\u00a0]?(MM|mm|[mMbBtT])(?![^\W_]|['’]\w)")
_HALF_AFTER = lazy(
    r"[\s-]+and[\s-]+(?:a[\s-]+(half|quarter)|three[\s-]quarters(?!\s+of\b))(?![^\W_])"
)
_MORE = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), None: Decimal("0.75")}
_DELTA_AFTER = lazy(rf"\s+(?:{cues.pattern('warmer')})(?![^\W_])", re.IGNORECASE)
_DELTA_BEFORE = lazy(
    rf"\b(?:{cues.pattern('warming')})\s+(?:(?:{cues.pattern('hedging')})\s+)*[-−+]?$",
    re.IGNORECASE,
)
_LIMIT_BEFORE = lazy(
    r"\b(?:warming|rise|increase|temperatures?)\s+(?:to|at|below|under|within)\s+(?:well\s+)?"
    r"(?:below\s+|under\s+|about\s+)?$",
    re.IGNORECASE,
)
SCALE_OF = {
    "degree_Celsius": "delta_degree_Celsius",
    "degree_Fahrenheit": "delta_degree_Fahrenheit",
}
# Nobody weighs so much a year, unless it is a catch.
_A_YEAR = (" / year", " / month")
_OF_TAX = lazy(r"\w+\s+(?:tax|levy|dut(?:y|ies)|import\w*|industry)(?![^\W_])", re.IGNORECASE)
_PURCHASE = lazy(rf"\b(?:{cues.pattern('payment')})\b", re.IGNORECASE)
_MASS = lazy(rf"\b(?:{cues.pattern('weight')})\b", re.IGNORECASE)


def read(site: Site) -> Reading | None:
    """The amount at this site."""
    n = site.numeral
    if n.form in (Written.ORDINAL,):
        return None
    signed = _sign(site)
    if signed is not None:
        return signed
    if site.words and (code := units.NAMES_IN_FRONT.get(site.words[0])):
        return _named_in_front(site, code)
    return _with_unit(site)


def _named_in_front(site: Site, code: str) -> Reading | None:
    """ "ringgit 42", "rupees 500": the currency's name in front, where no unit stands behind and no
    number before."""
    n, word = site.numeral, site.words[0]
    start = n.start - 1 - len(word)
    if (
        n.form != Written.DIGITS
        or site.text[start : n.start - 1].lower() != word
        or start <= site.floor
        or _with_unit(site) is not None
    ):
        return _with_unit(site)
    return Reading(
        start, n.end, Kind.MONEY, NAME, n.value, n.value, n.step, code, "currency", n.scale
    )


def kind_of(dimension: str) -> Kind:
    """The kind of an amount from the dimension of its unit."""
    if dimension.startswith("currency"):
        return Kind.MONEY
    return _KINDS.get(dimension, Kind.MEASURE)


def _reading(
    n: Numeral, end: int, found: units.Match, start: int | None = None, value: Decimal | None = None
) -> Reading:
    kind = kind_of(found.dimension)
    low = (n.value if value is None else value) * found.scale
    high = n.high * found.scale if n.form == Written.VAGUE and n.high is not None else low
    step = n.step * found.scale
    if n.form == Written.VAGUE:
        return Reading(
            n.start if start is None else start,
            end,
            kind,
            NAME,
            low,
            None if n.high is None else high,
            step,
            found.unit,
            found.dimension,
            n.scale,
        )
    return Reading(
        n.start if start is None else start,
        end,
        kind,
        NAME,
        low,
        low,
        step,
        found.unit,
        found.dimension,
        n.scale,
    )


def _is_road(site: Site, sign: re.Match[str]) -> bool:
    """Whether "the R136" is a South African road: it stands along one, or before nothing that could
    cost so much."""
    before = site.before[: sign.start("sign")]
    if not _THE.search(before):
        return False
    return bool(_ALONG.search(before)) or _NO_NOUN.match(site.text, site.numeral.end) is not None


_RAND = "R"
_THE = lazy(r"\bthe\s+$", re.IGNORECASE)
_ALONG = lazy(rf"\b(?:{cues.pattern('along')})\s+the\s+$", re.IGNORECASE)
_NO_NOUN = lazy(rf"\s*(?:[.,;:!?)]|$)|\s+(?:{cues.pattern('after_road')})(?![^\W_])")


def _sign(site: Site) -> Reading | None:
    """Money with its sign or code in front: "$1.2bn", "RM79", "EUR 5"."""
    n, before = site.numeral, site.before
    tail = before.rstrip(_BEHIND_SIGN)
    if not tail or tail[-1] not in _SIGN_ENDS or len(before) - len(tail) > 9:
        return None
    match = _SIGN_BEFORE.search(before)
    if match is None:
        return None
    sign = match["sign"]
    code = units.SIGNS[sign]
    attached = match.end("sign") == len(before)
    if sign in units.LOOSE_SIGNS and not attached:
        return None
    plain = n.scale == 1 and "," not in site.text[n.start : n.end]
    if sign in _ROADS and plain and not _MONEY_SUFFIX.match(site.text, n.end, site.end):
        return None  # "N14" is a road, "N2,000" and "N15m" are naira
    if sign == _RAND and plain and _is_road(site, match):
        return None
    if (
        sign in units.LOOSE_SIGNS
        and len(sign) == 1
        and (site.after[:2].startswith("-") and site.after[1:2].isalpha())
    ):
        return None
    if n.form not in (Written.DIGITS, Written.WORDS, Written.VAGUE):
        return None
    start = n.start - len(before) + match.start()
    end, value, scale, step = n.end, n.value, n.scale, n.step
    if scale == 1 and (short := _MONEY_SUFFIX.match(site.text, end, site.end)):
        size = Decimal(MONEY_SUFFIXES[short[1]])
        if short[0][0] not in BLANKS or short[1] in "mb":
            value, scale, step, end = value * size, size, step * size, short.end()
    if sign[1:] == code and sign[0] == "M":
        value, scale, step = value * _MILLION, scale * _MILLION, step * _MILLION  # "MSEK 120"
    minus = match["minus"] or match["inner"]
    if minus and match["minus"] and start > 0 and (site.text[start - 1 : start].isalnum()):
        minus, start = "", start + 1
    unit, dimension = code, "currency"
    named = _unit_at(site, end)
    if named is not None and named[1].dimension == "currency" and named[1].scale == 1:
        end = named[1].end
        unit = unit or named[1].unit
    per = units.match_per(site.text, end, site.end)
    if per is not None and not per.loose:
        unit, dimension, end = f"{unit} / {per.unit}", f"currency/{per.dimension}", per.end
    if minus:
        value = -value
    if n.form == Written.VAGUE:
        return Reading(start, end, Kind.MONEY, NAME, value, n.high, step, unit, dimension, scale)
    return Reading(start, end, Kind.MONEY, NAME, value, value, step, unit, dimension, scale)


def _unit_at(site: Site, at: int) -> tuple[str, units.Match] | None:
    """The unit behind ``at`` and the gap before it."""
    text = site.text
    if at >= site.end:
        return None
    if text[at] == " " and text[at + 1 : at + 2].isalpha():
        begin = at + 1
    else:
        gap = _GAP.match(text, at, site.end)
        begin = gap.end() if gap else at
    found = units.match(text, begin, site.end)
    if found is None and (more := _BEFORE_UNIT.match(text, at, site.end)):
        found = units.match(text, more.end(), site.end)
        return (" ", found) if found and not found.loose else None
    if found is None and begin > at and text[begin - 1] in "-‑–":
        return None
    return (text[at:begin], found) if found else None


def _with_unit(site: Site) -> Reading | None:
    n, text = site.numeral, site.text
    at = n.end
    nxt = text[at : at + 1]
    if (
        nxt
        and nxt in "hmf -'’′"
        and (nxt in "hm'’′" or "f" in site.after[:2])
        and n.form in (Written.DIGITS, Written.WORDS)
    ):
        composed = composites.written(site)
        if composed is not None:
            return composed
    part = n.form == Written.DIGITS and 0 < n.value < 1 and site.after.startswith(" of a")
    if (n.form == Written.FRACTION or part) and (
        extended := _unit_and_half(site) or _point_share(site)
    ):
        return extended
    located = _unit_at(site, at)
    if (
        located is None
        and (part or n.form in (Written.FRACTION, Written.VAGUE, Written.WORDS))
        and (of := _of_unit(site))
    ):
        located = of
    if located is None:
        return _below_zero(n, text, site.end) if "below" in site.after[:12] else None
    gap, found = located
    if found.unit == "year" and n.form == Written.FRACTION and site.words[:1] in _REPORTED:
        return None  # "profit for the half year": a period of accounts
    if (
        found.loose
        and n.form == Written.DIGITS
        and text[found.end - 1] in "mMbB"
        and found.end == n.end + len(gap) + 1
        and len(gap) == 0
    ):
        wider = millions.suffixed(site)
        if wider is not None:
            return (
                _with_unit(site._replace(numeral=wider))
                if units.match(text, _skip(text, wider.end, site.end), site.end)
                else None
            )
    if not symbols.acceptable(site, gap, found):
        return None
    end = found.end
    value = n.value
    if found.dimension == "currency" and n.scale == 1 and (more := magnitude(text, end, site.end)):
        size, end = more  # "75 USD million"
        return _reading(n._replace(scale=size, step=n.step * size), end, found, value=value * size)
    if (half := _HALF_AFTER.match(text, end, site.end)) and n.value == n.value.to_integral_value():
        value += _MORE[half[1]]
        end = half.end()
    reading = _reading(n, end, found, value=value)
    if found.alternative and _is_money(site, found):
        reading = reading._replace(
            kind=Kind.MONEY,
            unit=found.alternative,
            dimension=units.unit(found.alternative).dimension,
        )
    if found.unit == "degree" and (cold := _BELOW_ZERO.match(text, end, site.end)):
        scale = "degree_Fahrenheit" if (cold[1] or "").lower() == "fahrenheit" else "degree_Celsius"
        return reading._replace(
            end=cold.end(), low=-value, high=-value, unit=scale, dimension="temperature"
        )
    if found.dimension == "currency" and found.unit == "XXX":
        word = text[found.end - len(text[at : found.end].lstrip(BLANKS + "-")) : found.end]
        reading = reading._replace(
            unit=None, noun=word.lower(), noun_start=found.end - len(word), noun_end=found.end
        )
    if reading.unit in SCALE_OF and (
        _DELTA_AFTER.match(text, end, site.end)
        or _DELTA_BEFORE.search(site.before)
        or (_LIMIT_BEFORE.search(site.before) and reading.low is not None and reading.low < 6)
    ):
        reading = reading._replace(unit=SCALE_OF[reading.unit], dimension="temperature_difference")
    if (
        reading.unit == "minute"
        and site.words[:1] == ("and",)
        and (lead := _A_UNIT_AND.search(site.before))
        and lead[1].lower() == "hour"
    ):
        # "an hour and 36 minutes"
        start = n.start - len(site.before) + lead.start()
        return reading._replace(start=start, low=value + 60, high=value + 60)
    return reading


_A_UNIT_AND = lazy(r"\b(?:an?|one)\s+([a-z]+)\s+and\s+$", re.IGNORECASE)
_FRACTION_BEGINS = ("a", "three", "two")
_REPORTED = (("the",), ("first",), ("second",), ("this",), ("last",), ("previous",))
_POINT_SHARE = lazy(r"(?:[\s-]+(?:of\s+)?an?)?[\s-]+(?:percentage[\s-]+)?point(?!s)(?![^\W_])")
_BELOW_ZERO = lazy(r"\s+below\s+zero(?:\s+(Celsius|Fahrenheit|centigrade))?", re.IGNORECASE)


def _below_zero(n: Numeral, text: str, end: int) -> Reading | None:
    """ "20 below zero", without its degrees."""
    cold = _BELOW_ZERO.match(text, n.end, end)
    if cold is None or n.form not in (Written.DIGITS, Written.WORDS) or n.scale != 1:
        return None
    scale = "degree_Fahrenheit" if (cold[1] or "").lower() == "fahrenheit" else "degree_Celsius"
    return Reading(
        n.start, cold.end(), Kind.MEASURE, NAME, -n.value, -n.value, n.step, scale, "temperature"
    )


def _unit_and_half(site: Site) -> Reading | None:
    """ "an hour and a half", "a minute and three-quarters": the unit stands before its fraction."""
    n = site.numeral
    lead = _A_UNIT_AND.search(site.before)
    if lead is None or not site.text[n.start : n.end].lower().startswith(_FRACTION_BEGINS):
        return None
    several = site.text[n.start].lower() != "a"
    if several and (n.value >= 1 or site.after.startswith((" of ", "-"))):
        return None  # "an hour and two-thirds of the fuel"
    start = n.start - len(site.before)
    found = units.match(site.text, start + lead.start(1), n.start)
    if found is None or found.loose:
        return None
    return _reading(n, n.end, found, start + lead.start(), 1 + n.value)


def _point_share(site: Site) -> Reading | None:
    """ "a quarter-point rise", "half a point", "0.4 of a point": points of a percentage."""
    n = site.numeral
    point = _POINT_SHARE.match(site.text, n.end, site.end)
    if point is None or n.value >= 1:
        return None
    return Reading(
        n.start,
        point.end(),
        Kind.PERCENTAGE_POINT,
        NAME,
        n.value,
        n.value,
        n.step if n.form == Written.DIGITS else Decimal("0.01"),
        "percentage_point",
        "percentage_point",
    )


HINTS = ("ercentage",)
_ONE_POINT = lazy(
    r"\b(?:an?|one)\s+(?:full\s+|whole\s+|single\s+)?percentage[\s-]point(?!s)(?![^\W_])",
    re.IGNORECASE,
)


def words(text: str, start: int, end: int) -> Iterator[Reading]:
    """Amounts that hold no numeral: "a full percentage point"."""
    at = text.find("ercentage", start, end)
    while at >= 0:
        match = _ONE_POINT.search(text, max(start, at - 20), min(end, at + 20))
        if match:
            yield Reading(
                match.start(),
                match.end(),
                Kind.PERCENTAGE_POINT,
                NAME,
                Decimal(1),
                Decimal(1),
                Decimal(1),
                "percentage_point",
                "percentage_point",
            )
        at = text.find("ercentage", at + 9, end)


def _of_unit(site: Site) -> tuple[str, units.Match] | None:
    """ "half an hour", "two-thirds of a mile", "0.6 of a second", "dozens of kilometres", "hundreds
    of dollars"."""
    n = site.numeral
    text = site.text
    bridge = lazy(r"\s+of\s+(?:an?\s+)?|\s+(?:of\s+)?an?\s+").match(text, n.end, site.end)
    if bridge is None or (n.form == Written.WORDS and n.scale == 1):
        return None
    found = units.match(text, bridge.end(), site.end)
    if found is None or found.loose:
        return None
    return " ", found


def _is_money(site: Site, found: units.Match) -> bool:
    """ "79 pounds" is money beside words of paying, else a weight."""
    if site.text[found.end - 1 : found.end] in "sb" and site.text[
        found.end - 3 : found.end
    ].lower() in ("lbs", " lb"):
        return False
    near = site.text[max(site.floor, site.numeral.start - 60) : min(site.end, found.end + 40)]
    mass = _MASS.search(near)
    if mass is not None and not _OF_TAX.match(near, mass.start()):
        return False
    if found.unit.endswith(_A_YEAR):
        return True
    if site.numeral.scale >= 1000000 or _PURCHASE.search(near):
        return True
    # "A grant of 2.1 million pounds, which works out at 52,000 pounds each"
    start = site.numeral.start
    prior = _POUNDS.search(site.text, max(0, start - REACH), start)
    of = site.words[:1] == ("of",) and site.words[1:2] not in _LEVELS_OF
    if prior is None or of:
        return False  # "a salmon of 12 pounds"
    told = site.text[max(0, prior.start() - 60) : found.end]
    return prior[1] is not None or (
        _PURCHASE.search(told) is not None and _MASS.search(told) is None
    )


_LEVELS_OF = (("average",), ("mean",), ("median",), ("total",), ("maximum",), ("minimum",))
_POUNDS = lazy(r"\d(?:\s([mb]illion))?\spounds\b(?![^.]*\.\s)", re.IGNORECASE)


def _skip(text: str, at: int, end: int) -> int:
    gap = _GAP.match(text, at, end)
    return gap.end() if gap else at
