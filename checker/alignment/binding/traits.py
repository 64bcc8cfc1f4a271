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
from checker.alignment.binding.standing import Standing
from checker.alignment.binding.ties import OF_AGES, OF_TIME, Tie
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


def of_each(role: str, value: Value, relation: str, around: Standing) -> Iterator[str]:
    """What a figure is that would have a role in a tie, and what else accounts for it."""
    figure = value.claim.figure
    yield f"{role} is {value.kind}"
    yield f"{role} {figure.modifier}"
    if relation in OF_AGES and value.claim.measure is not None:
        yield f"{role} measures {value.claim.measure.value}"
    yield f"{role} {figure.direction}"
    yield f"{role} {'named' if figure.noun else 'bare'}"
    yield f"{role} {value.digits} digits"
    if value.per:
        yield f"{role} is a rate"
    if not any(map(str.isdigit, figure.surface)):
        yield f"{role} in words"
    for told in around.told.get(value.place, ()):
        yield f"{role} accounted for as {told}"


def of_all(tie: Tie, around: Standing) -> list[str]:
    """How the figures of a tie go together, by how much it misses, and what else stands there and
    accounts for them together."""
    own, sort, noun, beside = around.of(tie)
    others = around.figures & ~own
    alike = others & sort
    akin = (alike & noun).bit_count()
    shared, turned, told = _together(tie, own, around)
    nearer, ways = around.nearer(tie)
    ats = [value.at for value in tie.values]
    far = f"over {max(ats) - min(ats) + 1} sentences"
    off = int(abs(tie.off) * 10)
    # What chance makes, too: a slip of few digits, and what is far apart.
    slip = min([each for _, each in tie.slips], key=SLIPS.index, default=f"{min(off, 4)} off")
    at = f"{slip} at {min([value.digits for value in tie.values])} digits"
    found = [
        "any",
        f"{len(ats)} figures",
        f"{min(alike.bit_count(), 4)} others alike",
        f"{min(akin, 3)} others akin",
        f"{min(others.bit_count(), 6)} others",
        shared,
        turned,
        *told,
        f"{min(nearer, 3)} nearer",
        f"{min(nearer, 3)} nearer of {min(ways, 4)}",
        far,
        *[f"slip {role} {each}" for role, each in tie.slips],
        f"{'a' if tie.slips else 'no'} slip, {min(off, 9)} off",
        at,
        f"{at}, {min(akin, 2)} others akin",
        f"{at}, {shared}",
        f"{slip}, {min(nearer, 2)} nearer, {far}",
        *_of_nouns(tie),
    ]
    if tie.relation in OF_AGES:
        return [
            *found,
            f"{min(ceil(tie.missed), _YEARS_OFF)} years off",
            *_half_held(tie, own, around),
        ]
    found += (
        f"{min((alike & beside).bit_count(), 3)} others alike beside",
        f"{min((others & beside).bit_count(), 4)} others beside",
        # Of many that the figures of a paragraph allow, chance makes one.
        f"{min(around.tried[tie.relation].bit_length(), 8)} tried",
    )
    if tie.relation == "sum":
        added = around.bits[tie.values[-1]].sort | around.bare
        between = (1 << own.bit_length()) - (own & -own)
        found.append(f"{(others & added & between).bit_count()} left out")
    for each in mistakes(tie):
        found += f"reckoned as {each}", f"reckoned as {each} at {tie.values[-1].digits} digits"
    return found


def _of_nouns(tie: Tie) -> Iterator[str]:
    nouns = {value.claim.figure.noun for value in tie.values if value.kind is Kind.COUNT}
    if len(nouns) > 1 or None not in nouns:
        yield f"nouns {len(nouns - {None})}{' or none' if None in nouns else ''}"


def _together(tie: Tie, own: int, around: Standing) -> tuple[str, str, set[str]]:
    """How many figures of a tie another accounts for together; whether the tie holds when two of
    its figures change places; and as what another accounts for all of them, or for all but one."""
    most, many, turned, told = 0, own.bit_count(), "not turned round", set()
    for figures, held in around.held.items():
        shared = (figures & own).bit_count()
        if shared < many - 1:
            most = max(most, shared)
            continue
        for relation, roles in held:
            if figures == own and relation == tie.relation:
                turned = "turned round, it holds"
                continue
            most = max(most, shared)
            if shared == many:
                said = " ".join([roles[value.place] for value in tie.values])
                told.add(f"together as {relation} {said}")
            elif relation == tie.relation and len(roles) == many:
                told.add("with one other figure, it holds")
    return f"{most} of {many} accounted for together", turned, told


def _half_held(tie: Tie, own: int, around: Standing) -> set[str]:
    """Which two figures of a tie make each other, or a third one, and how: a birth and an age that
    go with each other now are hardly tied to a point between them."""
    told = set[str]()
    for figures, held in around.held.items():
        if (figures & own).bit_count() > 1:
            each = zip(tie.roles, tie.values, strict=True)
            shared = " ".join(role for role, value in each if around.bits[value].own & figures)
            told.update(f"{shared} held as {relation}" for relation, _ in held)
    return told


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
