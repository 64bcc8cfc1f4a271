"""A claim and what a reference table has for the same thing, measure and time.

In: the claims of one story, and the ``Known`` of tables. Out: an alignment for each claim that a
row answers, in the roles ``claim`` and ``known``, whether or not their values agree.

A row answers a claim that says what is measured, of what and when, about the very thing that the
row is called by: one that is named in full beside its figure. In doubt there is no alignment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from checker import lexicon, measures
from checker.alignment.pairing.agreement import agree, behaviour, is_named
from checker.alignment.pairing.comparing import VAGUE
from checker.dimensions import dimension, head
from checker.model import Alignment, Aspect, Claim, Form, Member, Modality, Role
from checker.patterns import lazy
from checker.reference.known import Known, holds

NAME = "reference"

_NOTHING = Known()
_ROLES = frozenset({Role.BODY, Role.QUOTE, Role.LIST_ITEM, Role.CAPTION, Role.DECK})
_WHOLE = frozenset({None, "total"})
_WHOLLY = frozenset({"all", "total"})
_WORD = lazy(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ASIDE = lazy(r",[^,()]*,|\([^()]*\)")
_NEXT = lazy(r"(?:['’]s)?((?:\s+[^\W\d_][\w-]*){0,3})")
_LAST = lazy(r"([\w-]+)\s+(?:of\s+(?:the\s+)?)?$")
_BEHIND = lazy(r"\s+([^\W\d_]+)(?:\s+(\S+))?")
# So many characters before a measure, and twice as many before a figure, may say whose it is.
_FAR = 80
# A name has so many words before its last at most.
_LONGEST = 3
_RECENT = timedelta(days=366)
# The digits of a year, and the greatest day of a month: numbers that count nothing.
_YEAR = 4
_DAYS = 31


def find(claims: tuple[Claim, ...], known: Known = _NOTHING) -> Iterator[Alignment]:
    """Every claim that a table answers, once for each table, in the order of the text."""
    if not known.tables:
        return
    for claim in claims:
        if not _is_plain(claim) or not _is_bare(claim) or not _is_all(claim):
            continue
        name, rows = _answers(claim, known)
        found = [row for row in rows if sum(row.document is each.document for each in rows) == 1]
        agreed = [row for row in found if agree(claim, row)]
        for row in agreed or found:  # what one table has is no slip, whatever another says
            members = (Member("claim", (claim,)), Member("known", (row,)))
            yield Alignment(NAME, members, tuple(_grounds(row, name)))


def _is_plain(claim: Claim) -> bool:
    """Whether a claim states what something is: no part, change, mean, forecast or past."""
    figure = claim.figure
    if figure.quantity is None or not figure.kind.is_quantity or figure.kind in VAGUE:
        return False
    if claim.measure is None or claim.counterpart is not None or claim.scope is not None:
        return False
    statistic = None if claim.statistic is None else claim.statistic.value
    return (
        figure.form is not Form.CHANGE
        and claim.modality is Modality.ASSERTED
        and claim.aspect is Aspect.LEVEL
        and statistic in _WHOLE
        and not claim.settled
        and claim.segment.role in _ROLES
        and _counts_it(claim)
    )


def _counts_it(claim: Claim) -> bool:
    """Whether what is counted is what the measure counts: no men, no pensioners alone."""
    if claim.figure.noun is None or claim.measure is None:
        return True
    noun, measure = head(claim.figure.noun), measures.measures()[claim.measure.value]
    if not measure.persons:
        return True
    return noun in measures.generic_persons() or noun in measure.counts


def _is_all(claim: Claim) -> bool:
    """Whether nothing behind the counted noun picks some of them out: "3,000 people in tents"."""
    figure, noun = claim.figure, claim.figure.noun_span
    if noun is None or claim.measure is None or claim.measure.span.start >= noun.end:
        return True
    if claim.measure.span.end <= figure.span.start:
        return True
    end = claim.segment.span[1]
    found = _BEHIND.match(claim.document.text, max(noun.end, figure.span.end), end)
    if found is None or claim.measure.span.end > noun.end:
        return True
    word, later = found[1].lower(), found[2] or ""
    named = later[:1].isdigit() or later[:1].isupper() or later in _WHOLLY
    return word in _table("behind") or (word == "in" and named)


def _is_bare(claim: Claim) -> bool:
    """Whether nothing before the measure makes another one of it, "the refugee population", or
    gives it to another thing, "the capital of a country of 8 million"."""
    if claim.measure is None:
        return False
    text, at = claim.document.text, claim.measure.span.start
    if at >= claim.figure.span.end or not text[at - 1 : at].isspace():
        return True
    before = text[max(claim.segment.span.start, at - _FAR) : at].rstrip()
    word = (_WORD.findall(before) or [""])[-1]
    if not before.endswith(word) or not word or word.endswith(("'s", "’s")):
        return True
    if word.lower() in _table("links"):
        return word.lower() not in _table("belongs")
    # "the Norvale budget", and not "the Serb population of Norvale"
    return word[0].isupper() and (claim.entity is None or claim.entity.span.end == at - 1)


def _answers(claim: Claim, known: Known) -> tuple[str, tuple[Claim, ...]]:
    """The name by which tables know what a claim is about, and the rows that answer it."""
    first, last = _days(claim)
    for name in _names(claim):
        rows = tuple(
            row
            for row in known.about(name)
            if _same_measure(claim, row)
            and dimension(row.figure) == dimension(claim.figure)
            and _holds(row, claim, first, last)
        )
        if rows:
            return name, rows
    return "", ()


def _holds(row: Claim, claim: Claim, first: date | None, last: date | None) -> bool:
    """Whether a row holds when a claim does. One without days speaks of today, as a claim does that
    names no time, or one within a year of its article; and nothing of what happened."""
    if row.period is None and behaviour(row) != "state":
        return False
    if row.period is not None or claim.period is None:
        return holds(row, first, last)
    day = claim.document.published
    return day is not None and last is not None and abs(day - last) <= _RECENT


def _days(claim: Claim) -> tuple[date | None, date | None]:
    """The days for which a claim holds: those that it names, or else that of its article."""
    period = claim.period
    if period is None:
        return claim.document.published, claim.document.published
    return (period.end, period.end) if period.cumulative else (period.start, period.end)


def _same_measure(claim: Claim, row: Claim) -> bool:
    if claim.measure is None or row.measure is None:
        return False
    return row.measure.value == claim.measure.value or (
        row.measure.value in measures.expressed(claim.measure.surface)
    )


def _grounds(row: Claim, name: str) -> Iterator[str]:
    assert row.entity is not None  # noqa: S101 - every row has a name
    assert row.measure is not None  # noqa: S101 - it was the claim's
    own = row.entity.surface
    yield f"same name: {name}" if name == row.names[0] else f"{name} is {own}"
    yield f"same measure: {row.measure.value}"
    yield f"table {row.document.source}, row {row.figure.line}"


# ------------------------------------------------------------------------------- what it is about


def _names(claim: Claim) -> Iterator[str]:
    """What a claim may be about, as its text names it."""
    text, (start, end), figure = claim.document.text, claim.segment.span, claim.figure.span
    if claim.entity is None or text[claim.entity.span.start - 1 : claim.entity.span.start] == "-":
        yield from _written(claim, text[max(start, figure.start - 2 * _FAR) : figure.start])
        return
    thing, key = claim.entity.span, claim.entity.value
    first, second = sorted((thing, figure))
    between = text[first.end : second.start]
    if not is_named(claim) or not start <= thing.start < end or not _links(claim, between):
        return
    if thing == second and claim.figure.noun is None and between.split()[:1] == ["of"]:
        return  # "seven of Norvale's twelve"
    led, wider = _word_before(text[start : thing.start]), _wider_behind(text, thing.end, end)
    if led in _table("wider") | _table("before"):
        yield f"{led} {key}"
    elif wider:
        yield f"{key} {wider}"
    elif thing == second or _is_of(claim, thing.start) or _leads(led, between):
        yield key


def _is_of(claim: Claim, at: int) -> bool:
    """Whether the measure stands straight before what it is of: "unemployment in Norvale"."""
    if claim.measure is None or claim.measure.span.end > at:
        return False
    return _links(claim, claim.document.text[claim.measure.span.end : at])


def _word_before(text: str) -> str:
    """The word before a name, or before "of" and a name."""
    found = _LAST.search(text)
    return "" if found is None else found[1].lower()


def _wider_behind(text: str, at: int, end: int) -> str:
    """The word behind a name that makes another thing of it: "district", "'s suburbs"."""
    found = _NEXT.match(text, at, end)
    words = found[1].lower().split() if found is not None else []
    possessed = text[at : at + 2] in {"'s", "’s"}
    return next((word for word in words[: 3 if possessed else 1] if word in _table("wider")), "")


def _links(claim: Claim, between: str) -> bool:
    """Whether all words between are of those that link a thing with its figure."""
    if len(between) > 2 * _FAR:
        return False
    between = _ASIDE.sub(_without, between)
    if any(f" {phrase} " in f" {' '.join(between.split())} " for phrase in _table("past")):
        return False
    own = claim.measure.surface.lower() if claim.measure is not None else ""
    noun = claim.figure.noun or ""
    allowed = _table("links") | set(_WORD.findall(own)) | set(noun.lower().split())
    words = [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(between.lower())]
    return all(word in allowed or word in {"s", ""} for word in words) and not _counts(between)


def _without(aside: re.Match[str]) -> str:
    """What is left of an aside: nothing, or all of it where it may be a clause of its own."""
    first = _WORD.search(aside[0])
    goes = aside[0][0] == "(" or (first is not None and first[0].lower() in _table("asides"))
    return " " if goes else aside[0]


def _counts(between: str) -> bool:
    """Whether there is a number that is no year and no day of a month."""
    numbers = [part.strip(",.;:()") for part in between.split() if any(map(str.isdigit, part))]
    return any(
        not number.isdecimal() or not (len(number) == _YEAR or int(number) <= _DAYS)
        for number in numbers
    )


def _written(claim: Claim, text: str) -> Iterator[str]:
    """What the name may be that stands before a figure in ``text``, nearest first: tables know
    names that a text has at the beginning of a sentence alone."""
    words = list(_WORD.finditer(text))
    for last in range(len(words) - 1, -1, -1):
        between = text[words[last].end() :]
        if not words[last][0][0].isupper() or not _links(claim, between):
            continue
        for first in range(max(0, last - _LONGEST), last + 1):
            run = words[first : last + 1]
            led = words[first - 1][0].lower() if first else ""
            if led == "of" and first > 1 and _is_measured(claim, words[first - 2][0].lower()):
                led = ""
            if all(word[0][0].isupper() for word in run) and _leads(led, between):
                name = " ".join(word[0].lower() for word in run)
                yield name.removesuffix("'s").removesuffix("’s")


def _is_measured(claim: Claim, word: str) -> bool:
    """Whether a word before "of" only says what is measured, or what kind of thing a name is."""
    own = claim.measure.surface.lower().split() if claim.measure is not None else []
    return word in own or (word in lexicon.load("names")["kinds"] and word not in _table("wider"))


def _leads(led: str, between: str) -> bool:
    """Whether a name behind the word ``led`` is what a figure is about: where something happened is
    so only where it is described there, "in Berrow, a town of ..."."""
    if led in _table("before") | _table("wider") | {"of", "and"}:
        return False
    if led not in _table("where"):
        return True
    first = _WORD.search(between)
    apposed = between.lstrip()[:1] in {",", "("} and first is not None
    return apposed and first is not None and first[0].lower() not in _table("where")


@cache
def _table(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("reference")[kind])
