"""Manifests: those aboard, and the passengers and crew that they are.

In: the claims of one story. Out: those aboard with both parts, where a document counts them once
and tells the parts in the same paragraph or the next: "a ferry with 190 people aboard ... was
carrying 160 passengers and 30 crew".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from checker.alignment.passages import Sentence, sentences_of
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind, Modifier


class Manifest(NamedTuple):
    """All aboard, and the passengers and the crew."""

    aboard: Claim
    parts: tuple[Claim, Claim]


def manifests(claims: tuple[Claim, ...]) -> Iterator[Manifest]:
    """The manifest of each document that has one."""
    for _, group in groupby(sentences_of(claims), key=lambda each: each.document.name):
        first = next(group)
        if not _may_have_one(first.document.text):
            continue
        found: list[tuple[Sentence, Claim]] = []
        parts: list[tuple[Sentence, tuple[Claim, Claim]]] = []
        for sentence in (first, *group):
            found += [(sentence, c) for c in sentence.claims if _is_aboard(sentence, c)]
            parts += [(sentence, pair) for pair in _parts(sentence)]
        numbers = {c.figure.quantity.low for _, c in found if c.figure.quantity}
        if len(numbers) == len(parts) == 1:
            (home, pair), (whole, all_of_them) = parts[0], found[0]
            if 0 <= home.segment.paragraph - whole.segment.paragraph <= 1:
                yield Manifest(all_of_them, pair)


def _may_have_one(text: str) -> bool:
    return "passengers and" in text and ("aboard" in text or "board" in text)


def _is_count(claim: Claim) -> bool:
    figure = claim.figure
    return (
        figure.kind is Kind.COUNT
        and figure.form is Form.POINT
        and figure.modifier is Modifier.EXACTLY
    )


def _is_aboard(sentence: Sentence, claim: Claim) -> bool:
    return (
        _is_count(claim)
        and frame("enumerations", r" {souls} {aboard}\b").match(sentence.after(claim, 40))
        is not None
    )


def _parts(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    for first, second in zip(sentence.claims, sentence.claims[1:], strict=False):
        if not _is_count(first) or not _is_count(second):
            continue
        if not frame("enumerations", r" passengers and (?:a crew of )?").fullmatch(
            sentence.between(first, second)
        ):
            continue
        crew = frame("enumerations", r"(?: crew\b|\s?[,.])").match(sentence.after(second, 24))
        carried = frame("enumerations", r"\b{carried} $").search(sentence.before(first, 40))
        if crew and carried and not sentence.says("enumerations", "not_all_aboard"):
            yield first, second
