"""Made and ended: the age of a thing or a person beside the years of its beginning and its end.

In: a sentence. Out: both points and the age: "Laid down in 1961 and scrapped in 1989, the
38-year-old ferry", "born in 1996 and killed in 2020, the 34-year-old rider".

The sentence begins with both, and the age follows. Where the second is no end, the age may also be
that of today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.alignment.passages import Sentence, aligned
from checker.alignment.timing.aging import At, fits, passed, today_of, whole
from checker.alignment.wording import frame
from checker.model import Alignment, Claim, Form, Kind, Modifier, Slot
from checker.patterns import lazy

_DATED = frozenset({Kind.DATE, Kind.YEAR})
_THREE = 3
_BEGUN = lazy(
    r"\W*[A-Z][a-z]+(?:ed|en|wn|rn|lt|un|id|ast|hot|ut|ug)(?: down)? (?:[a-z]+ ){0,2}(?:in|on) "
)
_THEN = lazy(r",? (?:and|but) (?P<verb>(?:[a-z]+ ){1,4})(?:in|on) ")
_OLD = lazy(r", (?:the|this) (?:[a-z]+ ){0,2}")


def made_and_ended(sentence: Sentence) -> Iterator[Alignment]:
    """Every age that does not go with the two points before it."""
    told = [c for c in sentence.claims if c.figure.kind in _DATED or c.figure.kind is Kind.AGE]
    if len(told) < _THREE or not all(map(_is_plain, told[:_THREE])):
        return
    start, end, age = told[:_THREE]
    one, other = start.figure.moment, end.figure.moment
    number = age.figure.surface.removesuffix("-year-old")
    if age.figure.kind is not Kind.AGE or number == age.figure.surface:
        return
    if one is None or other is None or not one.year or not other.year or one.year >= other.year:
        return
    then = _THEN.fullmatch(sentence.between(start, end))
    if then is None or not _BEGUN.fullmatch(sentence.before(start)):
        return
    if not _OLD.fullmatch(sentence.between(end, age)):
        return
    old, today = whole(At(sentence, age)), today_of(age)
    ended = frame("spans", r"\b{ended_as} ").search(then["verb"]) is not None
    if fits(old, passed(one, other)) or (today is None and not ended):
        return
    if today is not None and not ended and fits(old, passed(one, today)):
        return
    scope = Slot("then", age.figure.surface, age.figure.span)
    length = replace(age, scope=scope, figure=replace(age.figure, surface=number))
    yield aligned("span", ("made and ended",), start=start, end=end, length=length)


def _is_plain(claim: Claim) -> bool:
    figure = claim.figure
    return figure.form is Form.POINT and figure.modifier is Modifier.EXACTLY
