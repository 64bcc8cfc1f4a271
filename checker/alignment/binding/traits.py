"""Traits: what can be seen of a tie, beside its numbers and between them.

In: a ``Tie`` of a paragraph, its words, and the ties that hold there. Out: the names of its traits:
"part-whole:of" says that "of" stands between part and whole.

A trait is a word at a place (right before a figure of this role, between these two), the order of
the roles, how far they stand apart, what else stands there, which slip would explain the numbers,
and whether another tie accounts for one of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from checker import lexicon
from checker.alignment.binding.misprints import SLIPS
from checker.alignment.binding.mistakes import mistakes
from checker.alignment.binding.ties import (
    AS_PERCENT,
    CONVERSION,
    OF_AGES,
    OF_TIME,
    Tie,
    may_be_wrong,
)
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
    figures together, by role and place. Of small numbers chance makes most others. And of all ties
    of a relation how far each reaches, by the figure that the others would make."""

    told: dict[int, list[str]]
    together: tuple[tuple[str, dict[int, str]], ...]
    reaches: dict[tuple[str, int], list[int]]


def held(found: Sequence[Tie]) -> Held:
    """The ties that hold, which account for their figures."""
    told: dict[int, list[str]] = {}
    together = []
    reaches: dict[tuple[str, int], list[int]] = {}
    for tie in found:
        reaches.setdefault(_made(tie), []).append(_reach(tie))
        if tie.relation != AS_PERCENT and (tie.holds or _is_about(tie)):
            digits = min(_digits(value) for value in tie.values)
            for role, value in zip(tie.roles, tie.values, strict=True):
                said = f"{role} {tie.relation} {digits}"
                told.setdefault(value.place, []).append(said)
            together.append((tie.relation, _places(tie)))
    return Held(told, tuple(together), reaches)


def _places(tie: Tie) -> dict[int, str]:
    return {value.place: role for role, value in zip(tie.roles, tie.values, strict=True)}


def _made(tie: Tie) -> tuple[str, int]:
    return tie.relation, tie.values[-1].claim.figure.span.start


def _reach(tie: Tie) -> int:
    """How far the first figure of a tie is from the last."""
    starts = [value.place for value in tie.values]
    return max(starts) - min(starts)


def _is_about(tie: Tie) -> bool:
    """Whether a conversion is right but for rounding."""
    return tie.relation == CONVERSION and not may_be_wrong(tie)


def _digits(value: Value) -> int:
    return min(4, len(str(round(value.number / value.step)).rstrip("0"))) if value.step else 1


def of_words(tie: Tie, words: Words) -> Iterator[str]:
    """What words stand beside the figures of a tie and between them, and where."""
    placed = sorted(
        (words.places[value.place], role) for role, value in zip(tie.roles, tie.values, strict=True)
    )
    roles = dict(placed)
    told = [f"<{roles[at]}>" if at in roles else each for at, each in enumerate(words.words)]
    starts = (*words.starts, len(told))
    first = max(start for start in starts if start <= placed[0][0])
    last = min(start for start in starts if start > placed[-1][0])
    for at, role in placed:
        ahead = ["^"] * _BESIDE + told[max(first, at - _BESIDE) : at]
        behind = told[at + 1 : min(last, at + 1 + _BESIDE)] + ["$"] * _BESIDE
        one, two, three = ahead[-1], ahead[-2], ahead[-3]
        yield from (f"{role}<1:{one}", f"{role}<2:{two}", f"{role}<3:{three}")
        yield from (f"{role}<:{two} {one}", f"{role}>:{behind[0]} {behind[1]}")
        yield from (f"{role}>1:{behind[0]}", f"{role}>2:{behind[1]}")
        for each in _with_kinds((*ahead[-_BESIDE:], *behind[:_BESIDE])):
            yield f"{role}~{each}"
        for kind in _near(at, told, starts):
            yield f"{role} near {kind}"
        if tie.relation in OF_AGES:
            begins = max(start for start in words.starts if start <= at)
            for each in set(told[max(begins, at - 9) : at]):
                yield f"{role}<<:{each}"
    for (at, role), (then, other) in pairwise(placed):
        pair = f"{role}-{other}"
        end, start = _sentence_of(at, starts)[1], _sentence_of(then, starts)[0]
        between = told[at + 1 : then]
        yield f"{pair} {min(len(between) // 2, 6)} words"
        yield f"{pair} {min(sum(each[0] == '<' for each in between), 2)} figures"
        if start > at:
            yield f"{pair} two sentences"
            yield f"{pair} {min(sum(at < each <= then for each in words.starts), 4)} sentences on"
            between = [
                *told[at + 1 : min(end, at + _BEHIND)],
                *told[max(start, then - _AHEAD) : then],
            ]
        for each in _with_kinds(set(between)):
            yield f"{pair}:{each}"
        if len(between) <= _BESIDE:
            yield f"{pair}={' '.join(between)}"
    for each in _with_kinds(set(told[first : placed[0][0]][-_AHEAD:])):
        yield f"ahead:{each}"
    for each in _with_kinds(set(told[placed[-1][0] + 1 : last][:_BEHIND])):
        yield f"behind:{each}"
    if tie.relation in OF_AGES:
        yield from _whose(tie, words)
    if tie.relation in OF_TIME:
        yield from _own_end(placed, told, starts)
    yield from _of_order(tie, placed, told, starts)


_ENDS = frozenset({"after", "before", "from", "since", "following", "until"})


def _own_end(
    placed: Sequence[tuple[int, str]], told: Sequence[str], starts: Sequence[int]
) -> Iterator[str]:
    """Whether a length names what it begins or ends with, and that is none of the moments: "30 days
    after the event"."""
    at = next(at for at, role in placed if role == "length")
    word, (_, end) = told[at + 1 : at + 2], _sentence_of(at, starts)
    if word and word[0] in _ENDS:
        beside = {role for then, role in placed if at < then < end}
        yield f"length {word[0]} {'a moment' if beside else 'another'}"


def _of_order(
    tie: Tie, placed: Sequence[tuple[int, str]], told: Sequence[str], starts: Sequence[int]
) -> Iterator[str]:
    """In which order the figures of a tie stand, with what is said of the one that others make."""
    if tie.relation != "sum":
        yield f"order {' '.join(role for _, role in placed)}"
    else:
        ends = placed[0][1], placed[-1][1]
        place = ("first", "last")[ends.index("whole")] if "whole" in ends else "between"
        yield f"whole {place}"
        whole = next(each for each in placed if each[1] == "whole")
        for at, role in {placed[-1], whole}:
            kinds = _near(at, told, starts)
            said = " ".join(kind for kind in ("<rest>", "<whole>", "<part>") if kind in kinds)
            yield f"whole {place}, said of the {role} {said}"
    if tie.roles[-1] == "change":
        at = next(at for at, role in placed if role == "change")
        kinds = _near(at, told, starts)
        way = "up" if tie.values[0].number < tie.values[1].number else "down"
        yield f"{way} said {' '.join(kind for kind in ('<up>', '<down>') if kind in kinds)}"


def _near(at: int, told: Sequence[str], starts: Sequence[int]) -> set[str]:
    """Which kinds of words stand near a figure in its sentence."""
    start, end = _sentence_of(at, starts)
    return _kinds_of(told[max(start, at - _AHEAD) : min(end, at + 1 + _BEHIND)])


def _sentence_of(at: int, starts: Sequence[int]) -> tuple[int, int]:
    """Where the sentence of a word begins and where it ends."""
    then = bisect_right(starts, at)
    return starts[then - 1], starts[then]


def _with_kinds(words: Iterable[str]) -> Iterator[str]:
    """Words, and each kind of word that is among them."""
    told = tuple(words)
    yield from told
    yield from _kinds_of(told)


def _kinds_of(words: Iterable[str]) -> set[str]:
    known = _kinds()
    return {kind for word in words if word in known for kind in known[word]}


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    """The kinds of a word, by what it says of the figures beside it."""
    kinds: dict[str, list[str]] = {}
    moving = lexicon.load("movements")
    for name, words in {
        **lexicon.load("tying"),
        "up": moving["up"],
        "down": moving["down"],
    }.items():
        for word in words:
            kinds.setdefault(word, []).append(f"<{name}>")
    return {word: tuple(found) for word, found in kinds.items()}


def of_figures(tie: Tie, values: Sequence[Value], accounted: Held) -> Iterator[str]:
    """Of what kinds the figures of a tie are, by how much it misses, and what else stands there and
    accounts for them."""
    yield "any"
    yield f"{len(tie.values)} figures"
    yield from _of_each(tie, accounted)
    yield from _of_nouns(tie)
    places = _places(tie)
    others = [value for value in values if value.place not in places]
    sorts = {value.sort for value in tie.values}
    alike = [value for value in others if value.sort in sorts]
    nouns = {value.claim.figure.noun for value in tie.values} | {None}
    akin = sum(value.claim.figure.noun in nouns for value in alike)
    yield f"{min(len(alike), 4)} others alike"
    yield f"{min(akin, 3)} others akin"
    yield f"{min(len(others), 6)} others"
    if tie.relation not in OF_AGES:
        yield f"{min(_beside(tie, alike), 3)} others alike beside"
        yield f"{min(_beside(tie, others), 4)} others beside"
        yield f"{min(_tried(tie, accounted).bit_length(), 8)} tried"
    for each in mistakes(tie):
        yield f"reckoned as {each}"
        yield f"reckoned as {each} at {_digits(tie.values[-1])} digits"
    if tie.relation == "sum":
        yield f"{_left_out(tie, others)} left out"
    shared, turned, together = _together(tie, places, accounted)
    yield from (*together, shared, turned)
    reach, reaches = _reach(tie), accounted.reaches[_made(tie)]
    nearer = sum(each < reach for each in reaches)
    yield f"{min(nearer, 3)} nearer"
    yield f"{min(nearer, 3)} nearer of {min(len({*reaches}), 4)}"
    ats = [value.at for value in tie.values]
    far = f"over {max(ats) - min(ats) + 1} sentences"
    yield far
    slips = set(tie.slips())
    for role, each in slips:
        yield f"slip {role} {each}"
    yield f"{'a' if slips else 'no'} slip, {min(int(abs(tie.off) * 10), 9)} off"
    if tie.relation in OF_AGES:
        yield f"{min(ceil(tie.missed), _YEARS_OFF)} years off"
        yield from _half_held(tie, accounted)
    # What chance makes, too: a slip of few digits, and what is far apart.
    told = {each for _, each in slips}
    slip = next((each for each in SLIPS if each in told), f"{min(int(abs(tie.off) * 10), 4)} off")
    at = f"{slip} at {min(_digits(value) for value in tie.values)} digits"
    yield from (at, f"{at}, {min(akin, 2)} others akin", f"{at}, {shared}")
    yield f"{slip}, {min(nearer, 2)} nearer, {far}"


def _of_each(tie: Tie, accounted: Held) -> Iterator[str]:
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
        for told in accounted.told.get(value.place, ()):
            yield f"{role} accounted for as {told}"


def _of_nouns(tie: Tie) -> Iterator[str]:
    nouns = {value.claim.figure.noun for value in tie.values if value.kind is Kind.COUNT}
    if len(nouns) > 1 or None not in nouns:
        yield f"nouns {len(nouns - {None})}{' or none' if None in nouns else ''}"


def _together(tie: Tie, places: dict[int, str], accounted: Held) -> tuple[str, str, list[str]]:
    """How many figures of a tie another accounts for together; whether the tie holds when two of
    its figures change places; and as what another accounts for all of them."""
    shared, turned, together = 0, "not turned round", []
    for relation, each in accounted.together:
        own = len(places.keys() & each.keys())
        if relation == tie.relation and len(each) == own == len(places):
            turned = "turned round, it holds"
            continue
        shared = max(shared, own)
        if relation == tie.relation and len(each) == own + 1 == len(places):
            together.append("with one other figure, it holds")
        if own == len(places):
            together.append(f"together as {relation} {' '.join(each[at] for at in places)}")
    return f"{shared} of {len(places)} accounted for together", turned, together


def _left_out(tie: Tie, others: Sequence[Value]) -> int:
    """How many other figures that could be added stand between those of a sum."""
    starts = [value.place for value in tie.values]
    sort = tie.values[-1].sort
    return sum(
        (value.sort == sort or value.bare) and min(starts) < value.place < max(starts)
        for value in others
    )


def _beside(tie: Tie, others: Sequence[Value]) -> int:
    """How many other figures stand in the sentences of a tie."""
    sentences = {value.at for value in tie.values}
    return sum(value.at in sentences for value in others)


def _tried(tie: Tie, accounted: Held) -> int:
    """How many ties of its relation the figures of a paragraph allow: of many, chance makes one."""
    return sum(
        len(each) for (relation, _), each in accounted.reaches.items() if relation == tie.relation
    )


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
