"""Rests: one part of a whole, and all that is left of it called the rest.

In: the sentences of a paragraph. Out: the whole with its parts: "19 of the 48 paintings went to
Ghent and the other 29 to Lille", "of the 90 eggs, 71 hatched. The other 19 were cold", "of the 312,
287 got round. The others had all been found: 17 had been turned back and eight had given up".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import alike, is_about, noun_of, size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

_LONG = 12
_FEW, _SEVERAL = 3, 3
_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})


class Rest(NamedTuple):
    """A whole and the parts that use it up."""

    whole: Claim
    parts: tuple[Claim, ...]


class _Part(NamedTuple):
    """A whole, one part of it, and the figures behind both in their sentence."""

    whole: Claim
    part: Claim
    behind: list[Claim]


def rests(paragraph: Sequence[Sentence]) -> Iterator[Rest]:
    """The wholes of which one part is told, and then the rest."""
    previous: Sentence | None = None
    for sentence, following in zip_longest(paragraph, paragraph[1:]):
        told = _told(sentence, previous)
        previous = sentence
        if (among := _among(sentence)) is not None:
            yield among
            continue
        if told is None:
            continue
        if told.behind:
            others = _here(sentence, told)
            if not others and following is not None and len(told.behind) <= _FEW:
                rest = _next(following, told)
                others = (*told.behind, *rest) if rest and _are_listed(sentence, told) else ()
        else:
            others = () if following is None else _next(following, told)
        if others and _fit(told, others):
            yield Rest(told.whole, (told.part, *others))


def _told(sentence: Sentence, previous: Sentence | None) -> _Part | None:
    """ "19 of the 48 paintings", "of the 90 eggs, 71", "of these, 230" behind their number."""
    figures = _figures(sentence)
    if len(figures) > 1 and alike(figures[0], figures[1]):
        first, second = figures[:2]
        gap = f" {sentence.between(first, second).lstrip()}"
        if frame("shares", r"(?: [^\W\d_]+)? {of}(?: \w+['’]s)? ").fullmatch(gap):
            return _Part(second, first, figures[2:])
        if frame("enumerations", r"^\W*(?:out )?of (?:{which} )?$").search(sentence.before(first)):
            return _Part(first, second, figures[2:])
    if figures and previous is not None:
        back = frame("enumerations", r"\W*of (?:these|those|them|that),? ")
        wholes = [claim for claim in _figures(previous) if alike(claim, figures[0])]
        if len(wholes) == 1 and back.fullmatch(sentence.before(figures[0])):
            return _Part(wholes[0], figures[0], figures[1:])
    return None


def _are_listed(sentence: Sentence, told: _Part) -> bool:
    """ "Of 1,400 coins, 910 were silver and 340 bronze": nothing is said of but the last."""
    figures = [told.part, *told.behind]
    return all(_AND.search(sentence.between(a, b)) for a, b in pairwise(figures))


def _among(sentence: Sentence) -> Rest | None:
    """ "Eight lorries and three vans were among 42 vehicles stuck; the remaining 31 were cars"."""
    counts = [claim for claim in _figures(sentence) if claim.figure.kind is Kind.COUNT]
    if not _SEVERAL <= len(counts) <= _FEW + _SEVERAL:
        return None
    *parts, whole, rest = counts
    if not frame("enumerations", r"\b{be} among (?:the |its |all )?$").search(
        sentence.before(whole, 24)
    ) or not frame("enumerations", r"\b{the_other} $").search(sentence.before(rest, 24)):
        return None
    plain = all(
        c.figure.form is Form.POINT and c.figure.modifier is Modifier.EXACTLY for c in counts
    )
    joined = all(_AND.search(sentence.between(a, b)) for a, b in pairwise(parts))
    if not plain or not joined or size(rest) >= size(whole):
        return None
    found = (*parts, rest)
    return Rest(whole, found) if is_about(whole, found) else None


_AND = lazy(r",|\band\b")


def _figures(sentence: Sentence) -> list[Claim]:
    return [claim for claim in sentence.claims if claim.figure.kind in _KINDS]


def _here(sentence: Sentence, told: _Part) -> tuple[Claim, ...]:
    """The one figure behind a part that is called the other in the same sentence."""
    if len(told.behind) != 1:
        return ()
    other = told.behind[0]
    before = frame("enumerations", r"\b{the_other} $").search(sentence.before(other, 24))
    denied = frame("outcomes", r" {denied}\s*(?:[.,;]|$)").match(sentence.after(other, 24))
    more = cue("enumerations", "more_beside").search(sentence.after(other, 120))
    return tuple(told.behind) if before or (denied and not more) else ()


def _next(sentence: Sentence, told: _Part) -> tuple[Claim, ...]:
    """The figures of a sentence that begins with the rest: the one that it is, or all in it."""
    figures = [claim for claim in _figures(sentence) if alike(claim, told.whole)]
    if not figures:
        return ()
    ahead = sentence.before(figures[0])
    if frame("enumerations", r"\W*(?:{the_other} |{the_others} ?\()").fullmatch(ahead):
        return (figures[0],)
    begins = frame("enumerations", r"\W*{the_others}\b[^.:;]{0,60}: ?")
    lead = sentence.before(figures[0], 120)
    opened = begins.match(lead)
    if opened is None or len(figures) < 2 or len(lead[opened.end() :].split()) > _LONG:
        return ()
    if cue("enumerations", "more_beside").search(sentence.text[opened.end() :]):
        return ()
    return tuple(figures)


def _fit(told: _Part, others: tuple[Claim, ...]) -> bool:
    """Whether all count the same thing to the last, and come near."""
    figures = (told.whole, told.part, *others)
    nouns = {noun_of(claim) for claim in figures} - {""}
    plain = all(
        claim.figure.form is Form.POINT
        and (claim.figure.modifier is Modifier.EXACTLY or claim in others)
        for claim in figures
    )
    least = max(size(claim) for claim in (told.part, *others))
    return (
        plain
        and len(nouns) < 2
        and all(alike(claim, told.whole) for claim in figures)
        and least < size(told.whole)
        and is_about(told.whole, (told.part, *others))
    )
