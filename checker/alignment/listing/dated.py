"""Years and ages in the place of things: "four times, in 2009, 2012 and 2020", "two boys aged 9, 6
and 2".

In: a ``Sentence`` and a number of things in it. Out: the list of figures right behind it.

Two may be of one age, and two may happen in one year: fewer figures than things mean nothing,
unless the words say how often it was.
"""

from __future__ import annotations

from itertools import pairwise

from checker.alignment.listing.counted import Listed, behind_it, number_of
from checker.alignment.passages import Sentence
from checker.alignment.wording import cue, frame
from checker.model import Claim, Kind, Span
from checker.patterns import lazy

_SEPARATE = lazy(r"(?:,|,?\s+and)\s+")
_ANOTHER = lazy(r"[^\W\d_],? (?:and|or) (?:the )?$")
_CLOSED = lazy(r"[.,;:)]|$")


def in_years(sentence: Sentence, claim: Claim) -> Listed | None:
    """The years of so many things, or of so many times."""
    found = _run(sentence, claim, r"(?: [^\W\d_][\w’'-]*){0,5}(?:, in |, | ?\(|: )", Kind.YEAR)
    if found is None:
        return None
    often = frame("itemised", r"\b{every} $").search(sentence.before(claim, 24)) is not None
    often = often or cue("itemised", "times").is_one(claim.figure.noun or "")
    return found if often or found.fewest > (number_of(claim) or 0) else None


def in_ages(sentence: Sentence, claim: Claim) -> Listed | None:
    """The ages of so many people, where they are more."""
    if _ANOTHER.search(sentence.before(claim, 24)) is not None:
        return None  # "two women and two men, aged 27, 31, 34 and 52"
    lead = r"(?: [^\W\d_][\w’'-]*){1,3}(?:,)? {aged} "
    found = _run(sentence, claim, lead, Kind.AGE)
    return found if found and found.fewest > (number_of(claim) or 0) else None


def _run(sentence: Sentence, claim: Claim, lead: str, kind: Kind) -> Listed | None:
    """The figures of one kind that stand behind a number in a row, closed by an "and"."""
    run: list[Claim] = []
    for other in behind_it(sentence, claim):
        if other.figure.kind is not kind:
            break
        if run and not _SEPARATE.fullmatch(sentence.between(run[-1], other)):
            break
        run.append(other)
    if len(run) < 2 or not frame("itemised", lead).fullmatch(sentence.between(claim, run[0])):
        return None
    gaps = [sentence.between(a, b) for a, b in pairwise(run)]
    if "and" not in gaps[-1] or any("and" in gap for gap in gaps[:-1]):
        return None
    if not _CLOSED.match(sentence.after(run[-1], 8)):
        return None
    return Listed(Span(run[0].figure.span.start, run[-1].figure.span.end), len(run), len(run))
