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
from math import ceil
from typing import NamedTuple

from checker.alignment.binding.ties import AS_PERCENT, CONVERSION, OF_AGES, Tie, may_be_wrong
from checker.alignment.binding.values import Value
from checker.alignment.passages import Paragraph, Sentence
from checker.alignment.timing.aging import At
from checker.alignment.timing.one_life import are_of_one, is_of_kin
from checker.alignment.timing.subjects import is_of_theirs
from checker.alignment.timing.years_of_life import Told
from checker.model import Kind
from checker.patterns import lazy

_WORD = lazy(r"[^\W_]+(?:['’-][^\W_]+)*|[.,;:()\"“”—–-]")
_BESIDE = 3
_AHEAD, _BEHIND = 8, 6
_YEARS_OFF = 12


class Words(NamedTuple):
    """The words of a paragraph in lower case, figures by their kind in angle brackets; at which of
    them each figure stands, by where it begins, where the sentences begin, and these."""

    words: tuple[str, ...]
    places: dict[int, int]
    starts: tuple[int, ...]
    sentences: Sequence[Sentence]


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
    return Words(tuple(words), places, tuple(starts), paragraph)


def _read(text: str, start: int, end: int) -> Iterator[str]:
    for found in _WORD.finditer(text, start, max(start, end)):
        word = found[0]
        yield "<name>" if word[0].isupper() and word[1:].islower() and start else word.lower()


class Held(NamedTuple):
    """The ties that hold in a paragraph: what they say of each figure, by where it begins ("whole
    sum 3": as the whole of a sum, none of whose numbers has fewer than three digits), and their
    figures together, with the relation. Of small numbers chance makes most others."""

    told: dict[int, list[str]]
    together: tuple[tuple[str, frozenset[int]], ...]


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
            own = frozenset(value.claim.figure.span.start for value in tie.values)
            together.append((tie.relation, own))
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
        if tie.relation in OF_AGES:
            begins = max(start for start in words.starts if start <= at)
            for each in set(told[max(begins, at - 9) : at]):
                yield f"{role}<<:{each}"
    for (at, role), (then, other) in pairwise(placed):
        between, pair = told[at + 1 : then], f"{role}-{other}"
        yield f"{pair} {min(len(between) // 2, 6)} words"
        yield f"{pair} {min(sum(each[0] == '<' for each in between), 2)} figures"
        for each in set(between):
            yield f"{pair}:{each}"
        if len(between) <= _BESIDE:
            yield f"{pair}={' '.join(between)}"
        passed = sum(at < start <= then for start in words.starts)
        if passed:
            yield f"{pair} two sentences"
        if passed > 1:
            yield f"{pair} {min(passed, 4)} sentences on"
    for each in set(told[first : placed[0][0]][-_AHEAD:]):
        yield f"ahead:{each}"
    for each in set(told[placed[-1][0] + 1 : last][:_BEHIND]):
        yield f"behind:{each}"
    if tie.relation in OF_AGES:
        yield from _whose(tie, words)
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
    if tie.relation in OF_AGES:
        yield f"{min(ceil(tie.missed), _YEARS_OFF)} years off"
    nouns = {value.claim.figure.noun for value in tie.values if value.kind is Kind.COUNT}
    if len(nouns) > 1 or None not in nouns:
        yield f"nouns {len(nouns - {None})}{' or none' if None in nouns else ''}"
    own = {value.claim.figure.span.start for value in tie.values}
    for role, value in zip(tie.roles, tie.values, strict=True):
        figure = value.claim.figure
        yield f"{role} is {value.kind}"
        yield f"{role} {figure.modifier}"
        if tie.relation in OF_AGES and value.claim.measure is not None:
            yield f"{role} measures {value.claim.measure.value}"
        yield f"{role} {figure.direction}"
        yield f"{role} {'named' if figure.noun else 'bare'}"
        yield f"{role} {_digits(value)} digits"
        if value.per:
            yield f"{role} is a rate"
        if not any(map(str.isdigit, figure.surface)):
            yield f"{role} in words"
        for told in accounted.told.get(figure.span.start, ()):
            yield f"{role} accounted for as {told}"
    shared = max((len(own & each) for _, each in accounted.together), default=0)
    yield f"{min(shared, len(own))} of {len(own)} accounted for together"
    if tie.relation in OF_AGES:
        yield from _half_held(tie, accounted)
    sorts = {value.sort for value in tie.values}
    others = [value for value in values if value.claim.figure.span.start not in own]
    yield f"{min(sum(value.sort in sorts for value in others), 4)} others alike"
    yield f"{min(len(others), 6)} others"


def _half_held(tie: Tie, accounted: Held) -> Iterator[str]:
    """Which two figures of a tie make each other, or a third one, and how: a birth and an age that
    go with each other now are hardly tied to a point between them."""
    roles = [
        (value.claim.figure.span.start, role)
        for role, value in zip(tie.roles, tie.values, strict=True)
    ]
    for relation, each in accounted.together:
        shared = [role for start, role in roles if start in each]
        if len(shared) > 1:
            yield f"{' '.join(shared)} held as {relation}"


_OF_SOMEBODY = frozenset({"birth", "age", "young", "old"})


def _whose(tie: Tie, words: Words) -> Iterator[str]:
    """Whether a birth and an age, or two ages, are told of one and the same."""
    told = [
        (role, Told(At(words.sentences[value.at], value.claim), None, ()))
        for role, value in zip(tie.roles, tie.values, strict=True)
        if role in _OF_SOMEBODY
    ]
    for (role, one), (other, two) in pairwise(told):
        yield f"{role} and {other} are of {'one' if are_of_one(one, two) else 'two'}"
    if any(words.sentences[value.at].says("spans", "died", "inquest") for value in tie.values):
        yield "somebody died"
    for role, each in told:
        if is_of_theirs(each.at.sentence.before(each.at.claim, 60)):
            yield f"{role} is of theirs"
        if is_of_kin(each):
            yield f"{role} is of kin"
