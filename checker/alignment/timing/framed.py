"""Frames: the two points of a sentence that put a length between them, whatever it tells.

In: a sentence with its points and lengths alone. Out: the points that a length can be of, and the
two that frame it: "from the first shock at 2.14am to the last at 2.59am was 45 minutes", "shut for
six weeks, 3 June to 15 July", "built in 1911, it stood for 86 years until it was pulled down in
1997". A framed length has to be the right one, however far it is off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.alignment.passages import Sentence
from checker.alignment.timing import lapses
from checker.alignment.timing.own_ends import is_a_service
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

_DATED = frozenset({Kind.DATE, Kind.YEAR})
_PAIR = 2
_BOUNDS = frozenset({Modifier.MORE_THAN, Modifier.LESS_THAN, Modifier.AT_LEAST, Modifier.AT_MOST})
LISTED = lazy(r"\s?,?\s?(?:(?:and|or)\s)?(?:on\s|in\s)?", re.IGNORECASE)


def points_near(near: Sequence[Sentence], length: Claim) -> list[tuple[Sentence, Claim]]:
    """What a length may go from or to."""
    return [
        (each, c)
        for each in near
        for c in each.claims
        if _is_point(c, length) and not _is_of_other_years(each, c, length)
    ]


def _is_of_other_years(sentence: Sentence, point: Claim, length: Claim) -> bool:
    """Whether a point begins another length: "in the 44 years since 1980"."""
    ahead = [c for c in sentence.claims if c.figure.span < point.figure.span]
    if not ahead or ahead[-1].figure.kind is not Kind.DURATION or ahead[-1] is length:
        return False
    return sentence.between(ahead[-1], point) == " since "


def is_plain(claim: Claim) -> bool:
    """Whether a figure is a length, told as it is: no bound, and nothing before a thing."""
    figure = claim.figure
    if figure.kind is not Kind.DURATION or figure.form is not Form.POINT:
        return False
    return figure.modifier not in _BOUNDS and not is_hyphened(figure.surface)


def is_hyphened(surface: str) -> bool:
    """Whether a length stands before a thing: "a two-year deal", not "twenty-seven years"."""
    _, hyphen, unit = surface.rpartition("-")
    return bool(hyphen) and frame("spans", r"(?:{time_units})").fullmatch(unit) is not None


def is_rough(sentence: Sentence, point: Claim) -> bool:
    """Whether a point is told as "about 9.50pm", or as one at which something was due."""
    before = sentence.before(point, 32)
    if point.figure.kind is not Kind.TIME:
        return frame("spans", r"\b{roughly} $").search(before[-16:]) is not None
    due = frame("spans", r"\b{due}\b(?: [a-z]+){0,3} $").search(before)
    return due is not None or frame("spans", r"\b{roughly} $").search(before[-16:]) is not None


def _is_point(claim: Claim, length: Claim) -> bool:
    """Whether a point is of the sort that such a length lies between: years and dates with their
    year for years, days for days, clock times for hours."""
    figure, moment = claim.figure, claim.figure.moment
    if moment is None or figure.form is not Form.POINT:
        return False
    if figure.modifier is not Modifier.EXACTLY:
        return False
    if lapses.minutes_told(length.figure) is not None:
        return figure.kind is Kind.TIME and not is_a_service(claim)
    told = lapses.told(length.figure)
    if told is None or figure.kind not in _DATED:
        return False
    if told.unit == "year":
        return moment.year is not None
    return moment.month is not None and (told.unit == "month" or moment.day is not None)


# ----------------------------------------------------------------------------------------- frames

_FRAME = lazy(
    r"(?:^\W*|[,;:] |\b(?:it was|it is|that was) )(?:from|between) (?:(?!\band\b)[^;:.]){0,48}$",
    re.IGNORECASE,
)
_TO = lazy(r"[^;:.,]{0,40}\b(?:to|and|until|till) [^;:.,]{0,40}")
_IS_SO_LONG = lazy(
    r",? (?:(?!and\b|but\b|which\b|who\b|after\b|where\b)[a-z]+ ){0,4}"
    r"(?:was|were|is|are|took|lasted|for|passed) (?:just |only )?"
)
_THERE_WERE = lazy(r" (?:passed |elapsed |went by |lay )?(?:between|from) [^;:.]{0,48}")
_WHICH_IS = lazy(r"\s?[,:(–—]\s?(?:from )?")
_WENT_ON = lazy(r"[^;:.]{1,70}\b(?:for|lasted|held|spent) ")
_UNTIL_THEN = lazy(
    r" (?:until|till|before) (?:(?:it|they|he|she|being)\b(?:(?!\band\b)[^;:.]){0,60})?"
)


def framed_by(sentence: Sentence, length: Claim) -> tuple[Claim, Claim] | None:
    """The only two points of a sentence, where it says that a length is what lies between them:
    "from the first shock at 2.14am to the last at 2.59am was 45 minutes", "shut for six weeks, 3
    June to 15 July", "built in 1911, it stood for 86 years until it was pulled down in 1997"."""
    points = points_near((sentence,), length)
    if len(points) != _PAIR or any(is_rough(*each) for each in points):
        return None
    if frame("spans", r"\b(?:{recurring}|on) $").search(sentence.before(length, 20)):
        return None  # "on 12 days between 4 August and 12 September"
    (_, one), (_, other) = points
    if one.figure.span < length.figure.span < other.figure.span:
        went_on = _WENT_ON.fullmatch(sentence.between(one, length))
        until = _UNTIL_THEN.fullmatch(sentence.between(length, other))
        return (one, other) if went_on and until else None
    if not _TO.fullmatch(sentence.between(one, other)):
        return None
    if length.figure.span < one.figure.span:
        gap = sentence.between(length, one)
        listed = LISTED.fullmatch(sentence.between(one, other)) is not None
        told = _THERE_WERE.fullmatch(gap) or (not listed and _WHICH_IS.fullmatch(gap))
    else:
        led = _FRAME.search(sentence.before(one, 64)) is not None
        told = _IS_SO_LONG.fullmatch(sentence.between(other, length)) if led else None
    return (one, other) if told else None
