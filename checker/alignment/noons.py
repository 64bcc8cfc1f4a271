"""Noon and midnight: clock times that are written without a number.

In: a sentence with clock times and lengths. Out: its claims in order, with one more for each "noon"
and "midnight" among them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from checker.alignment.passages import Sentence
from checker.model import Claim, Form, Kind, Modifier, Moment, Span

_NAMED = re.compile(r"\b(?:(noon|midday)|midnight)\b", re.IGNORECASE)
_TIMED = frozenset({Kind.TIME, Kind.DURATION})


def with_noons(sentence: Sentence) -> tuple[Claim, ...]:
    """The claims of a sentence and the noons in it; only where a time or a length stands by."""
    claims = sentence.claims
    if not any(claim.figure.kind in _TIMED for claim in claims):
        return claims
    found = [_noon(sentence, claims[0], named) for named in _NAMED.finditer(sentence.text)]
    return tuple(sorted((*claims, *found), key=_place)) if found else claims


def _place(claim: Claim) -> int:
    return claim.figure.span.start


def _noon(sentence: Sentence, like: Claim, named: re.Match[str]) -> Claim:
    start = sentence.segment.span.start + named.start()
    column = like.figure.column + start - like.figure.span.start
    figure = replace(
        like.figure,
        span=Span(start, start + len(named[0])),
        column=column,
        surface=named[0],
        kind=Kind.TIME,
        quantity=None,
        modifier=Modifier.EXACTLY,
        direction=None,
        form=Form.POINT,
        noun=None,
        noun_span=None,
        moment=Moment(hour=12 if named[1] else 0, minute=0),
    )
    return replace(like, figure=figure)
