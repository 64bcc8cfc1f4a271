"""Traits: what can be seen of a tie, beside its numbers and between them.

In: a ``Tie`` of a paragraph, its words, and the ties that hold there. Out: the names of its traits:
"part-whole:of" says that "of" stands between part and whole.

A trait is a word at a place (right before a figure of this role, between these two), the order of
the roles, how far they stand apart, what else stands there, which slip would explain the numbers,
and whether another tie accounts for one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from checker.alignment.binding.ties import AS_PERCENT, CONVERSION, Tie, may_be_wrong
from checker.alignment.binding.values import Value
from checker.alignment.passages import Paragraph
from checker.model import Kind
from checker.patterns import lazy

_WORD = lazy(r"[^\W_]+(?:['’-][^\W_]+)*|[.,;:()\"“”—–-]")
_BESIDE = 3
_AHEAD, _BEHIND = 8, 6


class Words(NamedTuple):
    """The words of a paragraph in lower case, figures by their kind in angle brackets; at which of
    them each figure stands, by where it begins, and where the sentences begin."""

    words: tuple[str, ...]
    places: dict[int, int]
    starts: tuple[int, ...]


def words_of(paragraph: Paragraph, values: Sequence[Value]) -> Words:
    """The words of a paragraph, and where its figures stand among them."""
    words: list[str] = []
    places: dict[int, int] = {}
    starts: list[int] = []
    for at, sentence in enumerate(paragraph):
        starts.append(len(words))
        text, start = sentence.document.text, sentence.start
        own = [value.claim.figure for value in values if value.at == at]
        figures = {each.span: each.kind for each in own}
        for claim in sentence.claims:
            span = claim.figure.span
            if not any(span.start <= each.start and each.end <= span.end for each in figures):
                figures[span] = claim.figure.kind
        for span in sorted(figures):
            words += _read(text, start, span.start)
            places[span.start] = len(words)
            words.append(f"<{figures[span]}>")
            start = max(start, span.end)
        words += _read(text, start, max(start, sentence.end))
    return Words(tuple(words), places, tuple(starts))


def _read(text: str, start: int, end: int) -> Iterator[str]:
    for found in _WORD.finditer(text, start, max(start, end)):
        word = found[0]
        yield "<name>" if word[0].isupper() and word[1:].islower() and start else word.lower()


class Held(NamedTuple):
    """The ties that hold in a paragraph: what they say of each figure, by where it begins ("whole
    sum 3": as the whole of a sum, none of whose numbers has fewer than three digits), and their
    figures together. Of small numbers chance makes most others."""

    told: dict[int, list[str]]
    together: tuple[frozenset[int], ...]


def held(found: Sequence[Tie]) -> Held:
    """The ties that hold, which account for their figures."""
    told: dict[int, list[str]] = {}
    together = []
    for tie in found:
        if tie.relation != AS_PERCENT and (tie.holds or _is_about(tie)):
            digits = min(_digits(value) for value in tie.values)
            for role, value in zip(tie.roles, tie.values, strict=True):
                said = f"{role} {tie.relation} {digits}"
                told.setdefault(value.claim.figure.span.start, []).append(said)
            together.append(frozenset(value.claim.figure.span.start for value in tie.values))
    return Held(told, tuple(together))


def _is_about(tie: Tie) -> bool:
    """Whether a conversion is right but for rounding."""
    return tie.relation == CONVERSION and not may_be_wrong(tie)


def _digits(value: Value) -> int:
    return min(4, len(str(round(value.number / value.step)).rstrip("0"))) if value.step else 1


def of_words(tie: Tie, words: Words) -> Iterator[str]:
    """What words stand beside the figures of a tie and between them, and where."""
    placed = sorted(
        (words.places[value.claim.figure.span.start], role)
        for role, value in zip(tie.roles, tie.values, strict=True)
    )
    roles = dict(placed)
    told = [f"<{roles[at]}>" if at in roles else each for at, each in enumerate(words.words)]
    first = max(start for start in words.starts if start <= placed[0][0])
    last = min((s for s in words.starts if s > placed[-1][0]), default=len(told))
    for at, role in placed:
        ahead = ["^"] * _BESIDE + told[max(first, at - _BESIDE) : at]
        behind = told[at + 1 : min(last, at + 1 + _BESIDE)] + ["$"] * _BESIDE
        one, two, three = ahead[-1], ahead[-2], ahead[-3]
        yield from (f"{role}<1:{one}", f"{role}<2:{two}", f"{role}<3:{three}")
        yield from (f"{role}<:{two} {one}", f"{role}>:{behind[0]} {behind[1]}")
        yield from (f"{role}>1:{behind[0]}", f"{role}>2:{behind[1]}")
        for each in (*ahead[-_BESIDE:], *behind[:_BESIDE]):
            yield f"{role}~{each}"
    for (at, role), (then, other) in pairwise(placed):
        between, pair = told[at + 1 : then], f"{role}-{other}"
        yield f"{pair} {min(len(between) // 2, 6)} words"
        yield f"{pair} {min(sum(each[0] == '<' for each in between), 2)} figures"
        for each in set(between):
            yield f"{pair}:{each}"
        if len(between) <= _BESIDE:
            yield f"{pair}={' '.join(between)}"
        if any(at < start <= then for start in words.starts):
            yield f"{pair} two sentences"
    for each in set(told[first : placed[0][0]][-_AHEAD:]):
        yield f"ahead:{each}"
    for each in set(told[placed[-1][0] + 1 : last][:_BEHIND]):
        yield f"behind:{each}"
    if tie.relation == "sum":
        ends = placed[0][1], placed[-1][1]
        place = ("first", "last")[ends.index("whole")] if "whole" in ends else "between"
        yield f"whole {place}"
    else:
        yield f"order {' '.join(role for _, role in placed)}"


def of_figures(tie: Tie, values: Sequence[Value], accounted: Held) -> Iterator[str]:
    """Of what kinds the figures of a tie are, by how much it misses, and what else stands there and
    accounts for them."""
    yield "any"
    yield f"{len(tie.values)} figures"
    slips = set(tie.slips())
    for role, slip in slips:
        yield f"slip {role} {slip}"
    yield f"{'a' if slips else 'no'} slip, {min(int(abs(tie.off) * 10), 9)} off"
    nouns = {value.claim.figure.noun for value in tie.values if value.kind is Kind.COUNT}
    if len(nouns) > 1 or None not in nouns:
        yield f"nouns {len(nouns - {None})}{' or none' if None in nouns else ''}"
    own = {value.claim.figure.span.start for value in tie.values}
    for role, value in zip(tie.roles, tie.values, strict=True):
        figure = value.claim.figure
        yield f"{role} is {value.kind}"
        yield f"{role} {figure.modifier}"
        yield f"{role} {figure.direction}"
        yield f"{role} {'named' if figure.noun else 'bare'}"
        yield f"{role} {_digits(value)} digits"
        if value.per:
            yield f"{role} is a rate"
        if not any(map(str.isdigit, figure.surface)):
            yield f"{role} in words"
        for told in accounted.told.get(figure.span.start, ()):
            yield f"{role} accounted for as {told}"
    shared = max((len(own & each) for each in accounted.together), default=0)
    yield f"{min(shared, len(own))} of {len(own)} accounted for together"
    sorts = {value.sort for value in tie.values}
    others = [value for value in values if value.claim.figure.span.start not in own]
    yield f"{min(sum(value.sort in sorts for value in others), 4)} others alike"
    yield f"{min(len(others), 6)} others"
