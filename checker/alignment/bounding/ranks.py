"""Ranks: a place in a field, which is no lower than the field has room for.

In: a ``Sentence``. Out: the place and the field, as the least that the field must be and what it
is: "13th in a field of 14", "ninth out of nine".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import size
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

# "On the 21st of May", "a 20th of it".
_OTHERWISE = lazy(r"\b(?:on the|by the|until the|an?|one|each) $", re.IGNORECASE)


def ranks(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """Every place with the field of which it is one."""
    for place, field in pairwise(sentence.claims):
        if place.figure.kind is not Kind.ORDINAL or field.figure.kind is not Kind.COUNT:
            continue
        if field.figure.form is not Form.POINT or field.figure.modifier is not Modifier.EXACTLY:
            continue
        gap = sentence.between(place, field)
        if frame("extremes", r"(?: {place})? {in_a_field} ").fullmatch(gap) is None:
            continue
        if size(field) > 1 and not _OTHERWISE.search(sentence.before(place, 12)):
            yield place, field
