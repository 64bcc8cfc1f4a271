"""The one number grammar: every number in a stretch of text, in digits and in words.

In: a text and the range to read. Out: ``Numeral``s in text order, which never overlap. What a
number counts, and whether it is a quantity at all, is for the patterns to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from checker.figures import cues
from checker.lexicon import load
from checker.patterns import lazy

_LEXICON = load("numerals")
SMALL: dict[str, int] = _LEXICON["small"]
TENS: dict[str, int] = _LEXICON["tens"]
SCALES: dict[str, int] = _LEXICON["scales"]
GROUPS: dict[str, int] = _LEXICON["groups"]
SUFFIXES: dict[str, int] = _LEXICON["suffixes"]
MONEY_SUFFIXES: dict[str, int] = _LEXICON["money_suffixes"]
DENOMINATORS: dict[str, int] = _LEXICON["denominators"]
ORDINALS: dict[str, int] = _LEXICON["ordinals"]
VULGAR: dict[str, tuple[int, int]] = {k: (a, b) for k, (a, b) in _LEXICON["vulgar"].items()}
VAGUE: dict[str, list[int | None]] = _LEXICON["vague"]

ONE = Decimal(1)


class Form:
    """How a numeral is written."""

    DIGITS = "digits"
    WORDS = "words"
    FRACTION = "fraction"
    ORDINAL = "ordinal"
    VAGUE = "vague"


class Numeral(NamedTuple):
    """A number as written. ``step`` is the place of its last written digit; ``scale`` is the
    magnitude word that was folded in ("2.4 million" has 1,000,000), else 1. ``high`` is the upper
    end of a vague number, ``None`` if open; elsewhere it equals ``value``."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    form: str
    scale: Decimal = ONE
    high: Decimal | None = None


def _any_case(words: list[str]) -> str:
    """A pattern for the words in lower, title and upper case, as a trie on the first letters: an
    order of magnitude faster than a case-insensitive alternation."""
    return "|".join(f"[{first}](?:{rests})" for first, rests in _by_first(words))


def _by_first(words: list[str]) -> Iterator[tuple[str, str]]:
    """Words by their first letter, in both cases, with a pattern for what is behind it."""
    tree: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        tree.setdefault(word[0], []).append(word[1:])
    for first, rests in sorted(tree.items()):
        either = (*map(re.escape, rests), *(re.escape(rest.upper()) for rest in rests))
        yield first + first.upper(), "|".join(either)


_PLAIN_WORDS = [*SMALL, *TENS, *SCALES, *GROUPS]
_LONE_WORDS = [
    *SMALL,
    *TENS,
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "lakh",
    "crore",
]
_THRESHOLD_WORDS = [
    *_LONE_WORDS, *GROUPS, "half", "quarter", "third", *ORDINALS, "fifths", "thirds", "quarters",
    *[v for v in VAGUE if " " not in v], "few", "handful", "couple", "tens",
]  # fmt: skip
_VULGAR_CLASS = "".join(VULGAR)


def _trigger() -> re.Pattern[str]:
    """Where a number may begin; the exact grammar is tried from there. The first character is one
    class, to which :mod:`re` can skip; what was found is looked at from behind it."""
    words = list(_by_first(_THRESHOLD_WORDS))
    initials = "".join(first for first, _ in words)
    rests = "|".join(f"(?<=[{first}])(?:{rest})" for first, rest in words)
    return lazy(
        rf"[\d{_VULGAR_CLASS}{initials}]"
        rf"(?:(?P<digit>(?<=\d)\d*)|(?P<vulgar>(?<=[{_VULGAR_CLASS}]))"
        rf"|(?<!\w.)(?P<word>{rests})(?![^\W\d_]|['’]t\b))"
    )


_TRIGGER = _trigger()

_DETERMINER = 8
# The first letters of all that may belong to a number in digits, "x 10" among them.
_LEADS = "".join(
    sorted(
        {
            letter
            for word in (*SCALES, *GROUPS, *SUFFIXES, "x", "and")
            for letter in (word[0].lower(), word[0].upper())
        }
    )
)
_THIN = "\u00a0\u2007\u2009\u202f"
_DIGITS = lazy(
    rf"""
    (?: (?P<whole>
          \d{{1,3}}(?:,\d{{3}}){{1,12}}(?!\d)
        | \d{{1,2}}(?:,\d{{2}}){{1,12}},\d{{3}}(?!\d)
        | \d{{1,3}}(?:['’]\d{{3}}){{1,12}}(?![\d])
        | \d{{1,3}}(?:[{_THIN}]{{1,2}}\d{{3}}){{1,12}}(?!\d)
        | (?<!\d)(?<!\d\ )\d{{1,3}}(?:\ \d{{3}}){{1,12}}(?![\d,.]{{0,12}}\d|\ \d|s\b)
        | \d+
      )
      (?P<decimals>\.\d+)?
    | (?P<bare>\.\d+)
    )
    (?: (?P<exponent>[eE][+-]?\d{{1,3}})(?![\w])
      | \s?[x×*]\s?10(?:\^|\*\*)?(?P<power>[-−+]?\d{{1,3}}|[⁻⁺]?[⁰¹²³⁴-⁹]{{1,3}})(?!\w)
    )?
    """,
    re.VERBOSE,
)
# The common case, in which nothing behind the digits can belong to the number.
_PLAIN = lazy(rf"\d{{1,4}}(?=%|[;:)]\s|\ (?![{_LEADS}])[A-Za-z])")
_GROUPING = str.maketrans("", "", ",'’ " + _THIN)
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")
_AFTER_DIGITS = lazy(
    rf"(?P<vulgar>[{_THIN}\s]?[{_VULGAR_CLASS}])"
    rf"|[{_THIN} -]?(?P<fraction>\d{{1,2}}[/⁄]\d{{1,3}})(?![\d/⁄])"
)
# "3 million and a half", but not "$3 million and a half share".
_AND_HALF = lazy(
    r"\s+and\s+a\s+(half|quarter)(?![^\W_]|[\s-]+(?:of|shares?|stakes?|hour|day|year|century|mile)(?![^\W_]))"
)
# "31 and a half hours": in digits, before what is counted in the plural.
_AND_HALF_OF = lazy(r"\s+and\s+a\s+(half|quarter)(?=[\s-]+(?!shares|stakes)[^\W\d_]+s(?![^\W_]))")
_SLASHED = lazy(r"[/⁄](\d{1,4})(?![\d/⁄]|\.\d)")
_SCALE_WORD = lazy(rf"(?:[\s{_THIN}]+|-)?({_any_case([*SCALES, *GROUPS])})(?![^\W\d_])")
_SUFFIX = lazy(
    rf"[ {_THIN}]?("
    + "|".join(sorted(map(re.escape, SUFFIXES), key=len, reverse=True))
    + r")(?![\w])"
)
_FIRST_WORD = lazy(rf"(?:{_any_case(_PLAIN_WORDS)})(?![^\W\d_])")
_NEXT_WORD = lazy(
    rf"(?:(?:\s+|-)(?P<and>(?:and|And|AND)(?:\s+|-))?|,\s+)(?P<a>[aA]\s+)?(?P<word>{_any_case(_PLAIN_WORDS)})(?![^\W\d_])"
)
# No number that anybody spells has more words; without a bound a text of only "million" makes
# one number of a million digits.
_LONGEST = 64
_GREATEST = 10**30
_DIGIT_WORDS = _any_case([*(w for w, n in SMALL.items() if n < 10), *TENS])
_POINT = lazy(rf"[\s-]+(?:point|Point|POINT)((?:[\s-]+(?:{_DIGIT_WORDS})(?![^\W\d_]))+)")
_PARTS = (
    {w for w in ORDINALS if ORDINALS[w] > 2}
    | set(DENOMINATORS)
    | {f"{w}th" for w in SCALES if not w.endswith("s") and w != "lac"}
)
_PLURAL_PARTS = {f"{word}s" for word in _PARTS if not word.endswith("s")}
_PART = (
    rf"(?:(?P<tens>{_any_case(list(TENS))})[\s-]+)?"
    rf"(?P<name>{_any_case(sorted(_PARTS | _PLURAL_PARTS))})(?![^\W\d_])"
)
_BELOW = _PARTS | _PLURAL_PARTS | TENS.keys()
_BEHIND = lazy(r"[\s-]+([^\W\d_]+)")
_TOPS = _any_case([word for word, number in SMALL.items() if number])
_AND_FRACTION = lazy(
    rf"[\s-]+(?:and|And|AND)[\s-]+(?:an?|An?|AN?|(?P<top>{_TOPS}))[\s-]+{_PART}"
    r"(?:[\s-]+(?P<scale>[Tt]housand|[Mm]illion|[Bb]illion|[Tt]rillion)(?![^\W\d_]))?"
)
_DENOMINATOR = lazy(rf"[\s-]+{_PART}")
_AND_LAST = lazy(rf"\s+(?:and|And|AND)\s+({_TOPS})$")
_OF_SCALE = lazy(
    r"(?:[\s-]+(?:of\s+)?(?:an?[\s-]+)?)(hundred|thousand|million|billion|trillion|dozen|lakh|crore)(?![^\W\d_])",
    re.IGNORECASE,
)
_ARTICLE_BEFORE = lazy(r"(?<![^\W_])(an?)[\s-]+$", re.IGNORECASE)
_OF_VAGUE = lazy(
    r"\s+of\s+(thousands|millions|billions|trillions|hundreds)(?![^\W\d_])", re.IGNORECASE
)
# "a third of residents", "a third more"; a bare "a third," is a share too, "a third man" is none.
_SHARE_AFTER = lazy(rf"\s+(?:{cues.pattern('behind_share')})(?![^\W_])")
_PART_OF_TIME = lazy(rf"\b(?:{cues.pattern('part_of_time')})[\s-]+$", re.IGNORECASE)
_BEFORE_SHARE = lazy(rf"\b(?:{cues.pattern('before_share')})\s+$", re.IGNORECASE)
_SHARE_ENDS = lazy(r"\s*(?:[,.;:)]|$)|\s+(?:have|has|are|were|had|stayed|said|did|do)(?![^\W_])")
_MOVED_BY = lazy(
    rf"\b(?:(?:{cues.pattern('movement')})\b[^.;:]{{0,24}}\sby"
    rf"|{cues.pattern('before_moved_share')})\s+(?:(?:{cues.pattern('hedging')})\s+)?$",
    re.IGNORECASE,
)
_SHARE_GOES_ON = lazy(rf"\s+(?:{cues.pattern('after_moved_share')})(?![^\W_])")
_HEDGED_SHARE = lazy(rf"\b(?:{cues.pattern('hedging_share')})\s+$", re.IGNORECASE)
_RANKED = lazy(rf"[\s-]+(?:{cues.pattern('ranked')})(?![^\W_])", re.IGNORECASE)
_OF_WHICH = lazy(rf"\b(?:{cues.pattern('before_whose_share')})\s+$", re.IGNORECASE)
# "18 cents, or a third,": what was said is said again as a share.
_RESTATED = lazy(
    rf"\d[^\W_]*(?:\s+[^\W\d_]+){{0,3}},\s+or\s+(?:(?:{cues.pattern('hedging')})\s+)?$",
    re.IGNORECASE,
)
_ORDINAL_TAIL = lazy(r"(?:st|nd|rd|th|ST|ND|RD|TH)(?![^\W_])")
_TENS_ORDINAL = lazy(rf"({_any_case(list(TENS))})[\s-]({_any_case(list(ORDINALS))})(?![^\W\d_])")


@cache
def _decimal(number: int) -> Decimal:
    return Decimal(number)


def numerals(text: str, start: int, end: int) -> list[Numeral]:
    """All numbers of ``text[start:end]``, in order and without overlap."""
    found: list[Numeral] = []
    at = start
    for trigger in _TRIGGER.finditer(text, start, end):
        begin = trigger.start()
        if begin < at:
            continue
        kind = trigger.lastgroup
        if kind == "digit":
            if begin > at and text[begin - 1] == ".":
                begin -= 1  # ".5"
            numeral = _digits(text, begin, end)
        elif kind == "vulgar":
            top, bottom = VULGAR[text[begin]]
            numeral = _fraction(text, begin, begin + 1, top, bottom, end)
        else:
            numeral = _words(text, begin, end, trigger[0].lower(), at)
        if numeral is not None:
            found.append(numeral)
            at = numeral.end
        elif kind == "digit" and (run := _DIGITS.match(text, begin, end)):
            at = run.end()  # a key, a hash: not to be tried again from each of its digits
    return found


def _digits(text: str, begin: int, end: int) -> Numeral | None:
    if plain := _PLAIN.match(text, begin, end):
        return Numeral(begin, plain.end(), _decimal(int(plain[0])), ONE, Form.DIGITS)
    match = _DIGITS.match(text, begin, end)
    if match is None:
        return None
    at = match.end()
    written = match["whole"] or "0"
    decimals = match["decimals"] or match["bare"] or ""
    if len(written) > 40 or len(decimals) > 40:
        return None
    value = Decimal(written.translate(_GROUPING) + decimals)
    step = ONE.scaleb(1 - len(decimals)) if decimals else ONE
    if exponent := match["exponent"] or match["power"]:
        power = int(exponent.translate(_SUPERSCRIPT).lstrip("eE"))
        if abs(power) > 60:
            return None
        return Numeral(begin, at, value.scaleb(power), step.scaleb(power), Form.DIGITS, ONE, None)
    if at < end:
        tail = text[at]
        if (
            tail in "stndrthSTNDRTH"
            and not decimals
            and (ordinal := _ORDINAL_TAIL.match(text, at, end))
            and not (ordinal[0] == "st" and (value % 10 != 1 or value % 100 == 11))
        ):
            return Numeral(begin, at + 2, value, ONE, Form.ORDINAL)  # "14st" is fourteen stone
        if not decimals:
            if tail in "/⁄" and len(written) <= 3 and (below := _SLASHED.match(text, at, end)):
                bottom = int(below[1])
                if bottom > 0 and value < bottom <= 100:
                    return _fraction(text, begin, below.end(), int(value), bottom, end)
            elif tail == " " and (half := _AND_HALF_OF.match(text, at, end)):
                value += Decimal("0.5") if half[1] == "half" else Decimal("0.25")
                return Numeral(begin, half.end(), value, Decimal("0.1"), Form.DIGITS)
            elif (tail in _VULGAR_CLASS or tail in " -\u00a0\u2009\u202f") and (
                extra := _AFTER_DIGITS.match(text, at, end)
            ):
                mixed = _mixed(extra, value)
                if mixed is not None:
                    return _scaled(
                        text, begin, extra.end(), mixed, Decimal("0.01"), Form.DIGITS, end
                    )
        return _scaled(text, begin, at, value, step, Form.DIGITS, end)
    return Numeral(begin, at, value, step, Form.DIGITS)


def _mixed(extra: re.Match[str], value: Decimal) -> Decimal | None:
    if extra["vulgar"]:
        top, bottom = VULGAR[extra["vulgar"][-1]]
        return value + Decimal(top) / bottom
    top, bottom = map(int, re.split("[/⁄]", extra["fraction"]))
    # "10 1/2" is a mixed number; "5 10/11" and "2 9/11" are not.
    if not 0 < top < bottom or bottom not in (2, 3, 4, 5, 8, 16, 32, 64):
        return None
    return value + Decimal(top) / bottom


def _scaled(
    text: str, begin: int, at: int, value: Decimal, step: Decimal, form: str, end: int
) -> Numeral:
    """Fold magnitude words and short magnitudes into a number: "2.4 million", "25k"."""
    scale = ONE
    stop = at
    while stop < end and (word := _SCALE_WORD.match(text, stop, end)):
        name = word[1].lower()
        size = SCALES.get(name) or GROUPS[name]
        if scale != ONE and size < scale and scale not in (100, 1000, 100000):
            break
        if scale * size > _GREATEST:
            break
        if name == "score":
            break
        scale *= size
        stop = word.end()
    if (
        scale == ONE
        and form == Form.DIGITS
        and at < end
        and (short := _SUFFIX.match(text, at, end))
    ):
        glued = short.end() - len(short[1]) == at
        if glued or short[1] in ("mn", "mln", "bn", "bln", "tn", "trn"):
            scale = _decimal(SUFFIXES[short[1]])
            stop = short.end()
    if scale == ONE:
        return Numeral(begin, at, value, step, form)
    if value == value.to_integral_value() and (part := _AND_HALF.match(text, stop, end)):
        value += Decimal("0.5") if part[1] == "half" else Decimal("0.25")
        return Numeral(begin, part.end(), value * scale, scale / 10, form, scale)
    return Numeral(begin, stop, value * scale, step * scale, form, scale)


def magnitude(text: str, at: int, end: int) -> tuple[Decimal, int] | None:
    """The magnitude word that stands at ``at``, blanks before it, and where it ends."""
    word = _SCALE_WORD.match(text, at, end)
    size = SCALES.get(word[1].lower()) if word else None
    return (_decimal(size), word.end()) if word and size else None


def _fraction(text: str, begin: int, at: int, top: int, bottom: int, end: int) -> Numeral | None:
    if bottom == 0:
        return None
    value = Decimal(top) / Decimal(bottom)
    step = Decimal("0.01")
    scale = _OF_SCALE.match(text, at, end)
    if scale:
        size = _decimal(SCALES.get(scale[1].lower()) or GROUPS[scale[1].lower()])
        return Numeral(begin, scale.end(), value * size, step * size, Form.DIGITS, size)
    return Numeral(begin, at, value, step, Form.FRACTION)


def _words(text: str, begin: int, end: int, first: str, floor: int) -> Numeral | None:
    if first == "tens":
        if _OF_VAGUE.match(text, begin + 4, end) is None:
            return None
        return _vague(text, begin, begin + 4, [20, None], end)
    if first in VAGUE and first not in SMALL:
        return _vague(text, begin, begin + len(first), VAGUE[first], end)
    if first in ("few", "handful", "couple"):
        return _small_group(text, begin, end, first, floor)
    if first in ("half", "quarter", "third") or first in DENOMINATORS:
        fraction = _spelled_share(text, begin, end, first, floor)
        if fraction is not None:
            return fraction
    if first in ORDINALS:
        return Numeral(begin, begin + len(first), _decimal(ORDINALS[first]), ONE, Form.ORDINAL)
    tens = _TENS_ORDINAL.match(text, begin, end)
    if tens and ORDINALS[tens[2].lower()] < 10:
        plural = tens.end() < end and text[tens.end()] in "sS"
        if not plural:
            value = TENS[tens[1].lower()] + ORDINALS[tens[2].lower()]
            return Numeral(begin, tens.end(), _decimal(value), ONE, Form.ORDINAL)
    return _spelled(text, begin, end, first, floor)


def _vague(text: str, begin: int, at: int, bounds: list[int | None], end: int) -> Numeral:
    low, high = bounds
    if low and high and (scale := _SCALE_WORD.match(text, at, end)):
        size = SCALES.get(scale[1].lower()) or GROUPS[scale[1].lower()]
        low, high, at = low * size, high * size, scale.end()  # "several hundred"
    while wider := _OF_VAGUE.match(text, at, end):
        # "hundreds of thousands" begins at two hundred of them, not at two hundred times two.
        low = (low or 1) * ((VAGUE[wider[1].lower()][0] or 2) // 2)
        at = wider.end()
    start = begin
    return Numeral(
        start,
        at,
        _decimal(low or 0),
        ONE,
        Form.VAGUE,
        ONE,
        None if high is None else _decimal(high),
    )


def _small_group(text: str, begin: int, end: int, first: str, floor: int) -> Numeral | None:
    """ "a couple of", "a few", "a handful of", and "a few hundred"."""
    article = _ARTICLE_BEFORE.search(text, max(floor, begin - 4), begin)
    if article is None and first != "couple":
        return None
    start = article.start() if article else begin
    at = begin + len(first)
    of = lazy(r"\s+of(?![^\W_])").match(text, at, end)
    scale = _SCALE_WORD.match(text, of.end() if of else at, end)
    if first == "couple":
        if scale:
            size = _decimal(SCALES.get(scale[1].lower()) or GROUPS[scale[1].lower()])
            return Numeral(start, scale.end(), 2 * size, size, Form.WORDS, size)
        if of is None:
            return None
        return Numeral(start, of.end(), _decimal(2), ONE, Form.WORDS)
    low, high = _decimal(3), _decimal(10)
    if scale:
        size = _decimal(SCALES.get(scale[1].lower()) or GROUPS[scale[1].lower()])
        return Numeral(start, scale.end(), low * size, size, Form.VAGUE, size, high * size)
    return Numeral(start, of.end() if of else at, low, ONE, Form.VAGUE, ONE, high)


def _spelled_share(text: str, begin: int, end: int, first: str, floor: int) -> Numeral | None:
    """ "half a million", "a third of", "a quarter of a million", "half of". A bare "third" or
    "quarter" is an ordinal or a season, so those need their "a ... of"."""
    at = begin + len(first)
    bottom = DENOMINATORS[first]
    article = _ARTICLE_BEFORE.search(text, max(floor, begin - 4), begin)
    scale = _OF_SCALE.match(text, at, end)
    start = article.start() if article else begin
    of = scale is not None and " of" in text[at : scale.end()].lower()
    if scale and (
        first == "half" or (first == "quarter" and of) or (article and (of or first == "quarter"))
    ):
        size = _decimal(SCALES.get(scale[1].lower()) or GROUPS[scale[1].lower()])
        return Numeral(start, scale.end(), size / bottom, size / 10, Form.DIGITS, size)
    before = text[max(0, start - 56) : start]
    share = (
        (first in ("half", "quarter") and not _PART_OF_TIME.search(before))
        or (article and _SHARE_AFTER.match(text, at, end))
        or (article and bottom in (3, 5, 10) and _ends_as_share(text, at, end, before))
        or (article and bottom < 20 and _OF_WHICH.search(before))
        or (article and _RESTATED.search(before) and _SHARE_ENDS.match(text, at, end))
        or (article and _HEDGED_SHARE.search(before) and not _RANKED.match(text, at, end))
    )
    return Numeral(start, at, ONE / bottom, Decimal("0.01"), Form.FRACTION) if share else None


def _ends_as_share(text: str, at: int, end: int, before: str) -> bool:
    """ "a third have no title", "cut by a fifth.", but not "four, and a fifth."."""
    ends = _SHARE_ENDS.match(text, at, end)
    if ends is None:
        # "fell by almost a fifth to £412m"
        return bool(_SHARE_GOES_ON.match(text, at, end) and _MOVED_BY.search(before))
    return ends[0].strip().isalpha() or bool(_BEFORE_SHARE.search(before))


def _spelled(text: str, begin: int, end: int, first: str, floor: int) -> Numeral | None:
    start = begin
    if first in SCALES or first in GROUPS:
        article = _ARTICLE_BEFORE.search(text, max(floor, begin - 4), begin)
        if first == "score" or (article is None and not _is_determined(text, begin)):
            return None
        start = begin if article is None else article.start()
    value, scale, used, stop = _sum_words(_spoken(text, begin, end))
    if used == 0 or (start == begin and used == 1 and first not in SMALL and first not in TENS):
        return None
    behind = _BEHIND.match(text, stop, end)
    word = behind[1].lower() if behind is not None else ""
    if scale <= 100 and word == "point" and (pointed := _POINT.match(text, stop, end)):
        digits = _decimals(pointed[1].lower().replace("-", " ").split())
        value += Decimal(f"0.{digits}")
        return _scaled(text, start, pointed.end(), value, ONE.scaleb(-len(digits)), Form.WORDS, end)
    if word == "and" and (more := _AND_FRACTION.match(text, stop, end)):
        top = SMALL[more["top"].lower()] if more["top"] else 1
        part = Decimal(top) / _bottom(more)
        after = _decimal(SCALES[more["scale"].lower()]) if more["scale"] else ONE
        if scale > 1 and after == ONE and (more["top"] is None or scale > 100):
            # "a million and a half" is half a million more
            return Numeral(start, more.end(), value + part * scale, scale / 10, Form.DIGITS, scale)
        return Numeral(start, more.end(), (value + part) * after, after / 10, Form.DIGITS, after)
    if scale <= 100 and word in _BELOW and (below := _DENOMINATOR.match(text, stop, end)):
        plural = below["name"].lower().endswith("s")
        if plural == (value != 1):
            return _parts(text, start, stop, below, value, end)
    return Numeral(start, stop, value, max(scale, ONE), Form.WORDS, scale)


def _is_determined(text: str, begin: int) -> bool:
    """Whether a word leads to a number that leaves out its "a": "the hundred and nine growers"."""
    before = text[max(0, begin - _DETERMINER) : begin].split()
    return bool(before) and before[-1].lower() in _determiners()


@cache
def _determiners() -> frozenset[str]:
    return frozenset(cues.words("determiners"))


def _parts(
    text: str, start: int, stop: int, below: re.Match[str], value: Decimal, end: int
) -> Numeral | None:
    """ "three quarters", and "two million and three quarters", where only the last word counts
    them."""
    split = _AND_LAST.search(text, start, stop)
    if split is None:
        return _fraction(text, start, below.end(), int(value), _bottom(below), end)
    top = SMALL[split[1].lower()]
    whole = value - top
    size = next(size for size in (10**12, 10**9, 10**6, 1000, 1) if whole % size == 0)
    part = Decimal(top) / _bottom(below) * size
    return Numeral(start, below.end(), whole + part, _decimal(size) / 10, Form.DIGITS)


def _decimals(words: list[str]) -> str:
    """The digits behind "point": "zero three" is 03, "seventy one" 71."""
    return "".join(
        str(TENS[w] // 10) + ("" if i + 1 < len(words) and words[i + 1] in SMALL else "0")
        if w in TENS
        else str(SMALL[w])
        for i, w in enumerate(words)
    )


def _bottom(match: re.Match[str]) -> int:
    """The denominator of a spelled fraction: "thirds", "twenty-fifths", "thousandths"."""
    name = match["name"].lower()
    singular = (
        DENOMINATORS.get(name)
        or DENOMINATORS.get(name.removesuffix("s"))
        or ORDINALS.get(name.removesuffix("s"))
    )
    if singular is None:
        singular = SCALES[name.removesuffix("s").removesuffix("th")]
    return singular + (TENS[match["tens"].lower()] if match["tens"] else 0)


def _spoken(text: str, begin: int, end: int) -> Iterator[tuple[str, int]]:
    """The words of a spelled number from ``begin`` on, with their ends, as far as they are asked
    for: a text of number words alone would be read again from each of them."""
    link = _FIRST_WORD.match(text, begin, end)
    if link is None:
        return
    yield link[0].lower(), link.end()
    for _ in range(_LONGEST):
        link = _NEXT_WORD.match(text, link.end(), end)
        if link is None:
            return
        if text[link.start()] == ",":
            yield ",", link.start()
        if link["and"]:
            yield "and", link.start("and") + 3
        if link["a"]:
            yield "a", link.start("a") + 1
        yield link["word"].lower(), link.end()


class _Sum(NamedTuple):
    """A spelled number: its value, the last magnitude that it ends on (for its step), how many
    words it took, and where it stops."""

    value: Decimal
    scale: Decimal
    used: int
    stop: int


def _with_rest(head: _Sum, tokens: Iterator[tuple[str, int]]) -> _Sum:
    """A number before a comma with what follows it, where that is a smaller magnitude: "a million,
    two hundred thousand" is one number, "a million, two" are two."""
    if head.scale < _THOUSAND:
        return head
    rest = _sum_words(tokens)
    if not _HUNDRED <= rest.value < head.scale:
        return head
    return _Sum(head.value + rest.value, rest.scale, head.used + rest.used, rest.stop)


_HUNDRED, _THOUSAND = 100, 1000


def _sum_words(tokens: Iterator[tuple[str, int]]) -> _Sum:
    """The longest well-formed number at the head of ``tokens``."""
    total = group = 0
    last_scale = 10**18
    scale = 1
    previous = ""
    used = stop = 0
    pending_and = False
    for word, finish in tokens:
        if word == ",":
            return _with_rest(_Sum(_decimal(total + group), _decimal(scale), used, stop), tokens)
        if word in ("and", "a"):
            # "a" only joins as in "a hundred and a half", which ends a number here.
            if word == "a" or previous not in ("scale",):
                break
            pending_and = True
            continue
        if word in SMALL:
            size = SMALL[word]
            if (
                previous == "small"
                or (previous == "tens" and not 0 < size < 10)
                or (previous and size == 0)
            ):
                break
            if pending_and and previous != "scale":
                break
            group += size
            previous, scale = "small", 1
        elif word in TENS:
            if previous in ("small", "tens"):
                break
            group += TENS[word]
            previous, scale = "tens", 1
        elif word == "hundred":
            if group >= 100 or pending_and:
                break
            group = (group or 1) * 100
            previous, scale = "scale", 100
        else:
            size = SCALES.get(word) or GROUPS[word]
            if pending_and or (size >= last_scale and previous != "scale"):
                break
            if size >= last_scale:
                # "hundred thousand million" and the like
                total, group = total * size, 0
            else:
                total += (group or 1) * size
                group = 0
            last_scale = size
            previous, scale = "scale", size
        pending_and = False
        used += 1
        stop = finish
    return _Sum(_decimal(total + group), _decimal(scale), used, stop)


def each(text: str) -> Iterator[Numeral]:
    """Every number of a whole text; for tools and tests."""
    return iter(numerals(text, 0, len(text)))
