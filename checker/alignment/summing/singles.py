"""Singles: a number behind which a colon lists some by number and others one by one.

In: a sentence with its figures. Out: the whole, with the numbers and those that are named alone:
"eight people were rescued: the skipper, two deckhands and four anglers".

Each item is either a number of things or one thing with an article, the last one stands behind an
"and", and the sentence ends with it. So the list is closed, however far it is from its number; but
where an item may be read in any other way, nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from checker.alignment.passages import Sentence
from checker.alignment.summing.kindred import Sum
from checker.alignment.summing.membership import size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Modifier, Quantity, Span
from checker.patterns import lazy

_FEWEST = 3
_LONGEST = 6
_MOST = 12
_HALF = Decimal("0.5")
_OPENS = lazy(r":\s+|\s[–—]\s")
_JOINS = lazy(r",\s+(?:and\s+)?|\s+and\s+")
_ONE = Quantity(Decimal(1), Decimal(1), Decimal(1))


def singles(sentence: Sentence) -> Iterator[Sum]:
    """The whole before the mark that opens the list, where its items come to another number."""
    text = sentence.text
    opened = _OPENS.search(text)
    if opened is None or len(_OPENS.findall(text)) > 1:
        return
    start = sentence.segment.span.start
    counts = [claim for claim in sentence.claims if claim.figure.kind is Kind.COUNT]
    ahead = [claim for claim in counts if claim.figure.span.end <= start + opened.start()]
    if len(ahead) != 1 or not _is_whole(ahead[0]) or len(counts) < 2:
        return
    if cue("singles", "open").search(text):
        return
    parts = _parts(sentence, ahead[0], opened.end(), counts)
    if not parts:
        return
    together, told = sum(map(size, parts)), size(ahead[0])
    # "The pilot, a former policeman, and two passengers" are three or four.
    least = together - sum(part.figure.quantity is _ONE for part in parts[1:])
    if not least <= told <= together and abs(together - told) <= told * _HALF:
        yield Sum(ahead[0], tuple(parts), "listed behind it")


def singles_ahead(sentence: Sentence) -> Iterator[Sum]:
    """The whole behind the list, whether it fits or not: "the skipper, two engineers and a cook,
    four in all"."""
    start, text = sentence.segment.span.start, sentence.text
    counts = [claim for claim in sentence.claims if claim.figure.kind is Kind.COUNT]
    said = frame("singles", r"(?: [^\W\d_]+)? {in_all}\b")
    totals = [claim for claim in counts if said.match(sentence.after(claim, 32))]
    if len(totals) != 1 or not _is_whole(totals[0]) or cue("singles", "open").search(text):
        return
    whole = totals[0]
    lead = re.sub(r"(?:,|\s[–—-]|\s?\()\s?$", "", text[: whole.figure.span.start - start])
    opened = list(_OPENS.finditer(lead))
    begin = opened[-1].end() if opened else 0
    group = frame("singles", r"(?:the|its|her|his|their|an?) {several}, ").match(lead, begin)
    own = _listed(sentence, whole, Span(group.end() if group else begin, len(lead)), counts)
    alone = [part.figure.quantity is _ONE for part in own]
    if any(alone) and not all(alone):
        yield Sum(whole, tuple(own), "by number and one by one")


def misses(found: Sum) -> bool:
    """Whether such a list does not make its whole, in any reading: "the skipper, a Scot, and two
    engineers" are three or four."""
    alone = [part.figure.quantity is _ONE for part in found.parts]
    together, told = sum(map(size, found.parts)), size(found.whole)
    may_be_one = any(a and b for a, b in pairwise(alone)) and told < together
    return told != together and not may_be_one and abs(together - told) <= told * _HALF


def _is_whole(claim: Claim) -> bool:
    return _is_plain(claim) and size(claim) >= _FEWEST


def _is_plain(claim: Claim) -> bool:
    figure = claim.figure
    return figure.form is Form.POINT and figure.modifier is Modifier.EXACTLY


def _parts(sentence: Sentence, whole: Claim, opened: int, counts: list[Claim]) -> list[Claim]:
    """The items of a list: those with a number as they are, the others as one each; none where an
    item is neither, or all are of one sort."""
    text = sentence.text
    closed = re.search(r"[.!”\"’']*\s*$", text)
    end = closed.start() if closed is not None else len(text)
    parts = _listed(sentence, whole, Span(opened, end), counts)
    alone = [part.figure.quantity is _ONE for part in parts]
    # "24 jumps: eight ditches, 12 fences, and a wall" may add the last to what was counted.
    return parts if any(alone) and not alone[-1] else []


def _listed(sentence: Sentence, whole: Claim, span: Span, counts: list[Claim]) -> list[Claim]:
    """The items of a stretch of the sentence that commas and an "and" divide; none where one of
    them is neither a number of things nor one."""
    text, start = sentence.text, sentence.segment.span.start
    joins = list(_JOINS.finditer(text, span.start, span.end))
    if not joins or len(joins) > _MOST or "and" not in joins[-1][0]:
        return []
    edges = [span.start, *(edge for join in joins for edge in join.span()), span.end]
    items = [Span(start + a, start + b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    found = [_item(sentence, whole, item, counts) for item in items]
    parts = [part for part in found if part is not None]
    return parts if len(parts) == len(items) else []


def _item(sentence: Sentence, whole: Claim, item: Span, counts: list[Claim]) -> Claim | None:
    told = sentence.document.text[slice(*item)]
    own = [claim for claim in counts if item.start <= claim.figure.span.start < item.end]
    if len(told.split()) > _LONGEST or len(own) > 1:
        return None
    if own:
        led = told[: own[0].figure.span.start - item.start]
        begins = frame("singles", r"(?:{owners} )?").fullmatch(led)
        if cue("singles", "groups").is_one(own[0].figure.noun or ""):
            return None
        return own[0] if begins and _is_plain(own[0]) else None
    one = frame("singles", r"{one} (?P<named>[a-z][\w’'-]*(?: [a-z][\w’'-]*){0,2}?)(?: {of}\b.*)?")
    named = one.fullmatch(told)
    if named is None or not _is_one(named["named"].split()[-1].lower()):
        return None
    figure = replace(
        whole.figure,
        span=item,
        column=whole.figure.column + item.start - whole.figure.span.start,
        surface=" ".join(told.split()),
        quantity=_ONE,
        noun=None,
        noun_span=None,
    )
    return replace(whole, figure=figure)


def _is_one(noun: str) -> bool:
    """Whether a noun is a singular, and of no more than one."""
    plural = noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    return not plural and not cue("singles", "several").is_one(noun)
