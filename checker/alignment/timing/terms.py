"""Terms: lengths that were fixed beforehand, against the points at which they began and ended.

In: the sentences of a paragraph with their points and lengths. Out: a start, an end and a length:
"signed in June 2020, the 36-month lease runs until June 2024"; and for what was late, the length
that was planned and by how much it was missed, as one: "begun in 2012 and meant to take four years,
it opened in 2021, three years late".

The sentence has no other points and no other lengths, and says of none that it was changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker.alignment.passages import Sentence
from checker.alignment.timing import lapses
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Modifier

_POINTS = frozenset({Kind.DATE, Kind.YEAR})
_PAIR = 2
_TIGHT = Decimal("0.7")


_ENDS = (
    r"(?:end|ends|expire|expires|expired|run out|runs out|ran out|lapse|lapses|lapsed|finishes"
    r"|concludes)(?: (?:in|on|at))?"
)


class Term(NamedTuple):
    """Two points and the length that was to lie between them; ``surely`` where no slip has to be
    shown."""

    start: Claim
    end: Claim
    length: Claim
    surely: bool = False


def terms(sentence: Sentence) -> Iterator[Term]:
    """The term of a sentence, where it does not go with its points."""
    points = [c for c in sentence.claims if _is_point(c)]
    lengths = [c for c in sentence.claims if c.figure.kind is Kind.DURATION]
    if len(points) != _PAIR:
        return
    start, end = points
    kept = not sentence.says("spans", "changed")
    found = None
    if len(lengths) == 1:
        found = _fixed(sentence, start, end, lengths[0]) if kept else None
        if found is None and _shut(sentence, start, end, lengths[0]):
            yield Term(start, end, lengths[0])
            return
        if found is None and kept and _is_signed(sentence, start, end, lengths[0]):
            yield Term(start, end, lengths[0], surely=True)
            return
        if found is None and kept and _is_over(sentence, start, end, lengths[0]):
            yield Term(start, end, lengths[0], surely=True)
            return
    elif len(lengths) == _PAIR and kept:
        found = _missed(sentence, end, *lengths)
    if found is not None and not _goes(start, end, found):
        yield Term(start, end, found)


def _is_point(claim: Claim) -> bool:
    figure = claim.figure
    return figure.kind in _POINTS and figure.form is Form.POINT and figure.moment is not None


def _fixed(sentence: Sentence, start: Claim, end: Claim, length: Claim) -> Claim | None:
    """ "The 36-month lease ... until June 2024", "the 90-day truce ... ran out on 15 May"."""
    if "-" not in length.figure.surface or not length.figure.span < end.figure.span:
        return None
    if length.figure.modifier is not Modifier.EXACTLY:
        return None
    the = frame("spans", r"(?:\b(?:an?|the|its|his|her|their|this|that)(?: [a-z]+)?|^\W*) $")
    until = frame("spans", rf"\b(?:until|till|{{runs_out}}|{_ENDS})(?: (?:the )?end of)? $")
    begun = frame("spans", r"\b(?:{begun}|{fixed})(?: (?:in|on|from))? $")
    told = the.search(sentence.before(length, 24)) and begun.search(sentence.before(start, 32))
    return length if told and until.search(sentence.before(end, 32)) else None


def _is_signed(sentence: Sentence, start: Claim, end: Claim, length: Claim) -> bool:
    """ "Signed in July 2021 for five years, the contract ends in July 2026"."""
    if not start.figure.span < length.figure.span < end.figure.span:
        return False
    begun = frame(
        "spans", r"\b(?:{begun}|{fixed}|[a-z]+ed|let|lent)(?: [a-z]+)?(?: (?:in|on|from))? $"
    )
    gap = frame("spans", r",? for (?:a (?:period|term) of )?(?:{barely} )?")
    until = frame("spans", rf"\b(?:until|till|{{runs_out}}|{_ENDS})(?: the end of)? $")
    told = begun.search(sentence.before(start, 40)) and until.search(sentence.before(end, 40))
    if not told or not gap.fullmatch(sentence.between(start, length)):
        return False
    return not _goes(start, end, length, _TIGHT)


def _is_over(sentence: Sentence, start: Claim, end: Claim, length: Claim) -> bool:
    """ "Sentenced in 2011 to 25 years, he is due for release in 2063": nobody is held
    for longer."""
    if not max(start.figure.span, length.figure.span) < end.figure.span:
        return False
    first = min(start, length, key=lambda claim: claim.figure.span)
    told = sentence.document.text[first.figure.span.start : end.figure.span.start]
    begun = frame("spans", r"\b{sentenced}\b[^,;:.]{0,40}$").search(sentence.before(first, 60))
    freed = frame("spans", r"\b{freed}(?: (?:only )?(?:in|on|until))? $").search(told)
    if not begun or not freed or cue("spans", "kin").search(told):
        return False
    a, b = start.figure.moment, end.figure.moment
    quantity = length.figure.quantity
    if a is None or b is None or not a.year or not b.year or quantity is None:
        return False
    if quantity.unit != "year" or quantity.high is None:
        return False
    return b.year - a.year > quantity.high + 1


def _shut(sentence: Sentence, start: Claim, end: Claim, length: Claim) -> bool:
    """ "Shut on 8 May, it reopened on 9 June after six weeks of repairs": what went on in between
    may have been shorter, but no longer."""
    away = r"\b{shut}(?: to [^,;:.]{1,24}?)?(?: (?:on|in|since|at))? $"
    shut = frame("spans", away).search(sentence.before(start, 48))
    again = frame("spans", r"\b{opened_again}\b[^,;:.]{0,16}$").search(sentence.before(end, 40))
    after = frame("spans", r",? after (?:{barely} )?").fullmatch(sentence.between(end, length))
    told, first, last = lapses.told(length.figure), start.figure.moment, end.figure.moment
    if not (shut and again and after) or told is None or first is None or last is None:
        return False
    published = length.document.published
    near = published.year if published is not None else 2001
    return lapses.is_longer(first, last, told, near) or lapses.is_more(first, last, told, near)


def _missed(sentence: Sentence, end: Claim, planned: Claim, late: Claim) -> Claim | None:
    """What was planned and by how much it was missed, as one length."""
    if not planned.figure.span < end.figure.span < late.figure.span:
        return None
    meant = frame("spans", r"\b{meant} (?:{barely} )?$").search(sentence.before(planned, 48))
    behind = frame("spans", r" {too_late}\b").match(sentence.after(late, 32))
    a, b = planned.figure.quantity, late.figure.quantity
    if not (meant and behind) or a is None or b is None or a.low is None or b.low is None:
        return None
    if a.unit != b.unit:
        return None
    surface = f"{planned.figure.surface} and {late.figure.surface}"
    both = replace(b, low=a.low + b.low, high=a.low + b.low)
    return replace(late, figure=replace(late.figure, quantity=both, surface=surface))


def _goes(start: Claim, end: Claim, length: Claim, most: Decimal | None = None) -> bool:
    """Whether a length can be what lies between two points."""
    told, a, b = lapses.told(length.figure), start.figure.moment, end.figure.moment
    published = length.document.published
    near = published.year if published is not None else 2001
    return told is None or a is None or b is None or lapses.goes(a, b, told, near, most)
