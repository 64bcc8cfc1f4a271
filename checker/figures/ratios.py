"""Shares and rates: "one in five", "two-thirds of residents", "12 per 100,000 people", "3 to 1".

In: a site. Out: a reading of kind ``ratio``: a share as a fraction of one, or a rate with its unit.
"""

from __future__ import annotations

import re
from decimal import Decimal

from checker import units
from checker.figures import cues
from checker.figures.nouns import counted
from checker.figures.numerals import Form as Written
from checker.figures.numerals import numerals
from checker.figures.reading import Reading, Site
from checker.model import Kind
from checker.patterns import lazy

NAME = "ratios"
FORMS = frozenset((Written.DIGITS, Written.WORDS, Written.FRACTION))
_IN = lazy(
    r"[\s-]+(?:(?:times|parts)\s+)?"
    r"(in every|out of every|out of|of every|for every|to every|in)[\s-]+"
    r"(?:every\s+|the\s+)?(?=[\w])",
    re.IGNORECASE,
)
_PER = lazy(
    r"(?!\s+parts\b)(?:\s+[a-z-]+){0,3}?\s+(?:per|for every|in every|for each)\s+"
    r"(?P<base>100,000|1,000,000|1 million|1m|million|10,000|1,000|1000|10000|100000|thousand|"
    r"hundred thousand|100)(?![\d,]*\d)"
    rf"(?:\s+(?:{cues.pattern('populations')})(?![^\W_]))?",
    re.IGNORECASE,
)
_BASES = {
    "100": "percent",
    **dict.fromkeys(("1,000", "1000", "thousand"), "per_thousand"),
    **dict.fromkeys(("10,000", "10000"), "per_ten_thousand"),
    **dict.fromkeys(("100,000", "100000", "hundred thousand"), "per_hundred_thousand"),
    **dict.fromkeys(("1,000,000", "1 million", "1m", "million"), "per_million"),
}
# What "in", "out of", "for every", "to" and "times" begin with.
_LINKS = frozenset("ioftpIOFTP \n")
_COLON = lazy(r":([1-9])(?![\d:]|[.,]\d)")
_TO_ONE = lazy(r"(?:-to-|[\s-]to[\s-])(one|1)(?![\w.,]*\d)", re.IGNORECASE)
_ONE_OF = lazy(r"\s+(?=[^\W\d_]+\s+(in)\s)([^\W\d_]+)\s+in\s+(?:every\s+)?(?=\w)", re.IGNORECASE)
_ACTS = frozenset(cues.words("acts"))
_BLANK = lazy(r"[\s\u00a0-]*")


def read(site: Site) -> Reading | None:
    """The share or rate at this site."""
    n, text = site.numeral, site.text
    if " per " in site.after or "every" in site.after or "for each" in site.after:
        per = _PER.match(text, n.end, site.end)
        if per and n.value < 100000 and _BASES[per["base"].lower()] != "percent":
            unit = _BASES[per["base"].lower()]
            return Reading(
                n.start, per.end(), Kind.RATIO, NAME, n.value, n.value, n.step, unit, "rate"
            )
    if n.form == Written.FRACTION:
        return None
    head = site.after[:1]
    if head == ":" and n.value < 100 and (odds := _COLON.match(text, n.end, site.end)):
        # "a ratio of 3:1"; clock times, which have two digits behind the colon, look otherwise
        return Reading(
            n.start,
            odds.end(),
            Kind.RATIO,
            NAME,
            n.value / Decimal(odds[1]),
            n.value / Decimal(odds[1]),
            n.step,
        )
    if (
        head
        and head in " -\n\u00a0"
        and site.after[1:2] in _LINKS
        and (
            " in" in site.after[:4]
            or "-in" in site.after[:4]
            or "of" in site.after[:12]
            or "every" in site.after[:10]
            or site.after[1:6] == "parts"
        )
        and (link := _IN.match(text, n.end, site.end))
    ):
        return _share(site, link)
    if (
        head in ("-", " ")
        and site.after[1:2] in "tT"
        and (one := _TO_ONE.match(text, n.end, site.end))
        and n.value > 1
        and n.scale == 1
    ) and (
        one[0].startswith("-to-")
        or (site.words and site.words[0] in ("by", "about", "ratio", "of", "outnumbered"))
    ):
        return Reading(n.start, one.end(), Kind.RATIO, NAME, n.value, n.value, n.step)
    if n.form == Written.WORDS and n.value == 1 and (kind := _ONE_OF.match(text, n.end, site.end)):
        return _one_thing(site, kind)
    return None


def _one_thing(site: Site, kind: re.Match[str]) -> Reading | None:
    """ "one child in five": the share with its noun inside, unless something else is counted. What
    looks like a plural may be the verb: "one child in five walks"."""
    share = _share(site, kind)
    if share is None:
        return None
    other = counted(site.text, share.end, site.end)
    if other is not None and other.word not in _ACTS:
        return None
    return share._replace(noun=kind[2].lower(), noun_start=kind.start(2), noun_end=kind.end(2))


def _share(site: Site, link: re.Match[str]) -> Reading | None:
    """ "one in five": a small number of a larger one that counts nothing else."""
    n, text = site.numeral, site.text
    whole = next(iter(numerals(text, link.end(), min(site.end, link.end() + 40))), None)
    if (
        whole is None
        or whole.start != link.end()
        or whole.form not in (Written.DIGITS, Written.WORDS)
    ):
        return None
    if not 0 < n.value < whole.value or n.value != n.value.to_integral_value() or n.scale != 1:
        return None
    if link[1].lower() in ("in",) and (
        n.value > 10
        or (
            1500 <= whole.value <= 2100
            and whole.scale == 1
            and "," not in text[whole.start : whole.end]
        )
    ):
        return None
    if link[1].lower() in ("for every", "to every") or (n.form == Written.DIGITS and n.value > 100):
        return None
    blank = _BLANK.match(text, whole.end, site.end)
    if blank is not None and link[1].lower() == "in" and units.match(text, blank.end(), site.end):
        return None
    value = n.value / whole.value
    return Reading(n.start, whole.end, Kind.RATIO, NAME, value, value, Decimal("0.01"))
