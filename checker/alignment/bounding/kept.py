"""Kept: a limit, how much there is, and words that say which side of the limit that is on.

In: a ``Sentence``. Out: the lesser and the greater of the two, as the words have it: "may carry no
more than eight, and with seven aboard it was well within the limit", "must not be fished below
150,000 tonnes, and at 168,000 are safely above it".

The two are the only figures of their kind in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from checker.alignment.bounding.one_thing import KINDS, in_one_unit, of_one_thing
from checker.alignment.bounding.specified import HIGH, LOW
from checker.alignment.passages import Sentence
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

_TWO = 2
_BOUNDS = LOW | HIGH


def kept(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """The lesser and the greater of a limit and what is held against it."""
    found = next(filter(partial(_is_side, sentence.text), _sides(sentence.text)), None)
    if found is None:
        return
    figures = [claim for claim in sentence.claims if claim.figure.kind in KINDS]
    side = sentence.start + found.end()
    limits = [claim for claim in figures if _is_limit(sentence, claim, side)]
    if len(limits) != 1:
        return
    limit = limits[0]
    kin = [
        pair
        for claim in figures
        if claim is not limit and (pair := _pair(limit, claim)) is not None
    ]
    if len(kin) != 1 or len(figures) > _TWO + 1:
        return
    bound, level = kin[0]
    yield (level, bound) if found["under"] else (bound, level)


def _sides(text: str) -> Iterator[re.Match[str]]:
    return frame("extremes", r"\b(?:(?P<under>{within})|{beyond}) {that} {limits}\b").finditer(text)


def _is_side(text: str, found: re.Match[str]) -> bool:
    """Whether it is said on which side of a limit something is, and not how much the limit is: "at
    or above the reserve of £220,000"."""
    if _OF.match(text, found.end()):
        return False
    denied = frame("extremes", r"\b{denied}\b[^.;:]{0,24}$").search(text[: found.start()])
    return denied is None


_OF = lazy(r" (?:of|at) ")


def _pair(limit: Claim, level: Claim) -> tuple[Claim, Claim] | None:
    """A limit, as so much, and a level that can be held against it."""
    figure = level.figure
    if figure.form is not Form.POINT or figure.modifier is not Modifier.EXACTLY:
        return None
    plain = replace(limit, figure=replace(limit.figure, modifier=Modifier.EXACTLY))
    one, other = in_one_unit(plain, level)
    return (one, other) if of_one_thing(one, other) else None


def _is_limit(sentence: Sentence, claim: Claim, side: int) -> bool:
    """Whether a figure is as much as may be, or must be; not what is told to be on the one side of
    a limit, whose words end at ``side``: "short of the reserve is £235,000"."""
    if claim.figure.form is not Form.POINT or claim.figure.kind is Kind.ORDINAL:
        return False
    before = sentence.before(claim, 32)
    if frame("extremes", r"\b{limits} by $").search(before):
        return False  # "within the limit by less than four minutes" is how far within
    if claim.figure.modifier in _BOUNDS:
        return True
    if frame("extremes", r"[- ](?:[^\W\d_]+[- ]){0,2}?{limits}\b").match(sentence.after(claim, 32)):
        return True
    led = r"\b(?:{limits} (?:{be} |of )?|{not_beyond} )$"
    match = frame("extremes", led).search(before)
    if match is None:
        return False
    named = claim.figure.span.start - len(before) + match.start()
    return not named < side <= claim.figure.span.start
