"""Itemised lists: a number of things, and the things by name.

In: the claims of one story. Out: alignments of ``count`` and ``items``, the list as a figure of
its own: "three suspects: Ali and Omar". ``items`` is a range where an "and" or a comma may stand
inside an item ("Tyne and Wear"; "Omar, a baker").

The list stands behind a colon, has no figures, and is closed by an "and".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checker.alignment.passages import Sentence, aligned, sentences_of
from checker.alignment.wording import cue, frame
from checker.model import Alignment, Claim, Form, Kind, Modifier, Quantity, Span
from checker.patterns import lazy

NAME = "itemised"

_MOST = 12
_LONGEST_ITEM = 6
_SHORT = 4
_LEAD = lazy(r"(?P<noun>(?:\s+[^\W\d_][\w’'-]*){1,4}):\s+")
_END = lazy(r"[.?!;:()–—]|\s-\s|$")
_AND = lazy(r"\s+and\s+", re.IGNORECASE)


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every small number with its list behind a colon."""
    for sentence in sentences_of(claims):
        for claim in sentence.claims:
            if _is_number_of_things(sentence, claim):
                items = _items(sentence, claim)
                if items is not None:
                    yield aligned(NAME, ("listed behind a colon",), count=claim, items=items)


def _is_number_of_things(sentence: Sentence, claim: Claim) -> bool:
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is not Kind.COUNT or figure.form is not Form.POINT or quantity is None:
        return False
    if figure.modifier is not Modifier.EXACTLY or quantity.low is None:
        return False
    if not 2 <= quantity.low <= _MOST or ":" not in sentence.after(claim, 60):
        return False
    before = frame("itemised", r"{at_least}(?:\s+[^\W\d_]+)?\s+$")
    return not before.search(sentence.before(claim, 32))


_ONE_AND_ONE = lazy(
    r"(?:the )?(?:one|first)\b[^.;:]*\b(?:one|another|other|second)\b", re.IGNORECASE
)


def _items(sentence: Sentence, claim: Claim) -> Claim | None:
    """The list behind the figure as a figure: how many items it may have."""
    tail = sentence.document.text[claim.figure.span.end : sentence.segment.span.end]
    lead = _LEAD.match(tail)
    if lead is None or cue("itemised", "not_listed").search(lead["noun"]):
        return None
    rest = tail[lead.end() :]
    closer = _END.search(rest)
    if closer is not None and closer[0] == "(":
        return None
    listed = (rest if closer is None else rest[: closer.start()]).rstrip()
    if cue("itemised", "open").search(listed) or any(char.isdecimal() for char in listed):
        return None
    if _ONE_AND_ONE.match(listed):
        return None  # what each is like, with commas of its own
    start = claim.figure.span.end + lead.end()
    span = Span(start, start + len(listed))
    if any(span.start <= other.figure.span.start < span.end for other in sentence.claims):
        return None
    counts = _counts(listed)
    if counts is None:
        return None
    return _as_figure(claim, span, listed, counts)


def _counts(listed: str) -> tuple[int, int] | None:
    """The fewest and the most items that a list may have, or ``None`` for no closed list."""
    pieces = [piece.strip() for piece in listed.split(",") if piece.strip()]
    while len(pieces) > 1 and cue("itemised", "tails").search(pieces[-1]):
        if re.match(r"and\b", pieces.pop(), re.IGNORECASE):
            return None
    if not pieces or re.search(r"\band$", pieces[-1], re.IGNORECASE):
        return None  # what stands behind the last "and" could not be read
    if not _AND.search(f" {pieces[-1]} "):
        return None
    last = re.sub(r"^and\s+", "", pieces[-1], flags=re.IGNORECASE)
    items = [item for piece in [*pieces[:-1], last] for item in _AND.split(piece)]
    if any(len(item.split()) > (_LONGEST_ITEM if len(pieces) > 1 else _SHORT) for item in items):
        return None
    asides = frame("itemised", r"{asides}")
    most = len(items)
    alike = pieces[0].split()[0].lower()  # "the Heron, the Osprey and the Tern"
    plain = [p for p in pieces[1:] if p.lower().startswith(f"{alike} ") or not asides.match(p)]
    fewest = 1 + len(plain)
    if len(pieces) == 1:
        fewest = 1 if last == pieces[-1] and len(_AND.split(last)) > 2 else 2
    elif last == pieces[-1] and len(_AND.split(last)) == 2 and plain[-1:] == [last]:
        fewest += 0 if _is_pair_of_names(last) else 1
    return min(fewest, most), most


def _is_pair_of_names(piece: str) -> bool:
    """ "Tyne and Wear" may be one item or two."""
    return all(word[:1].isupper() or word == "and" for word in piece.split())


def _as_figure(claim: Claim, span: Span, listed: str, counts: tuple[int, int]) -> Claim:
    low, high = (Decimal(count) for count in counts)
    figure = replace(
        claim.figure,
        span=span,
        column=claim.figure.column + span.start - claim.figure.span.start,
        surface=" ".join(listed.split()),
        quantity=Quantity(low, high, Decimal(1)),
        form=Form.POINT if low == high else Form.RANGE,
        noun=None,
        noun_span=None,
    )
    return replace(claim, figure=figure)
