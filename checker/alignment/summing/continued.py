"""Continued: parts in one sentence, and what they make in the one before it or behind it.

In: a run of listed figures with its ``Sentence``, and the neighbour. Out: the figure that is their
whole, with the grounds: "it launched 62 drones. Of them 38 were shot down ... and the remaining
seven fell", "the council owns 74 vehicles. They are 31 vans, 28 cars and 15 lorries", "flats make
up 310 of them and houses 145. Together that is 455".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from checker.alignment.passages import Sentence
from checker.alignment.summing.exclusion import make_up_all
from checker.alignment.summing.membership import (
    alike,
    could_be_whole,
    is_about,
    noun_of,
    shortfall,
    size,
)
from checker.alignment.wording import frame
from checker.model import Claim

_FEW = 2


class Whole(NamedTuple):
    """A figure that others make up, and why it is taken for that."""

    claim: Claim
    grounds: str


def whole_before(
    sentence: Sentence, run: Sequence[Claim], previous: Sentence | None, has_rest: bool
) -> Whole | None:
    """The figure of the sentence before that the run is the parts of."""
    if previous is None:
        return None
    grounds = _grounds(sentence, run, has_rest)
    if grounds is None:
        return None
    stated = [claim for claim in previous.claims if alike(claim, run[0])]
    wholes = [
        claim for claim in stated if could_be_whole(claim, run) and not _is_base(previous, claim)
    ]
    if len(wholes) != 1 or _has_another_reading(stated, run) or not is_about(wholes[0], run):
        return None
    if has_rest or _names_parts_of_it(sentence, wholes[0], run):
        return Whole(wholes[0], grounds)
    return None


def _grounds(sentence: Sentence, run: Sequence[Claim], has_rest: bool) -> str | None:
    if has_rest:
        return "the last of them is the rest"
    if frame("enumerations", r"\W*{points_back},?\s+").fullmatch(sentence.before(run[0])):
        return "listed in the next sentence"
    begins = run[0].figure.span.start - sentence.segment.span.start <= 1
    return "listed in the next sentence" if begins and len(run) > _FEW else None


def _is_base(sentence: Sentence, claim: Claim) -> bool:
    """Whether a figure is only what another is held against: "12% up on the 1,648 of last year"."""
    base = frame("movements", r"{before}\s+(?:{earlier}\s+)?$").search(sentence.before(claim, 48))
    behind = frame("movements", r"(?: [^\W\d_]+)? (?:of )?{before_behind}")
    return base is not None or behind.match(sentence.after(claim, 40)) is not None


def _names_parts_of_it(sentence: Sentence, whole: Claim, run: Sequence[Claim]) -> bool:
    """Whether a list without a word for the rest says what all of the whole is."""
    nouns = [noun_of(part) for part in run]
    if frame("enumerations", r"\W*{they_are},?\s+").fullmatch(sentence.before(run[0])):
        named = all(nouns) and len(set(nouns)) == len(nouns)
        told = "made" in sentence.before(run[0]) or bool(noun_of(whole))
        return named and told and _is_joined_and_ends(sentence, run)
    return not any(nouns[1:]) and make_up_all(sentence, whole, run)


def _is_joined_and_ends(sentence: Sentence, run: Sequence[Claim]) -> bool:
    """Whether the last of a list stands behind "and", and nothing but its noun behind it."""
    joined = re.search(r"\b(?:and|plus)\b", sentence.between(run[-2], run[-1]))
    return joined is not None and bool(
        re.fullmatch(r"(?:\s[^\W\d_]+){1,3}[.]?\s*", sentence.after(run[-1]))
    )


def _has_another_reading(stated: Sequence[Claim], run: Sequence[Claim]) -> bool:
    """Whether the parts are what one figure before them leaves of another: "eleven of the 19 went
    to one place. Five went to another and the other three stayed"."""
    together = sum(map(size, run))
    sizes = [size(claim) for claim in stated]
    return any(a - b == together for a in sizes for b in sizes)


def added_up_in(sentence: Sentence, run: Sequence[Claim]) -> Whole | None:
    """The total in a sentence that adds up the run before it: "Together that is 455 homes"."""
    whole = next((claim for claim in sentence.claims if alike(claim, run[0])), None)
    if whole is None or whole is not sentence.claims[0] or not could_be_whole(whole, run):
        return None
    if not frame("enumerations", r"\W*{adds_up}\s+").fullmatch(sentence.before(whole)):
        return None
    if sentence.says("enumerations", "running") or not is_about(whole, run):
        return None
    if 0 < shortfall(whole, run) <= _FEW and goes_on_between(whole, run):
        return None
    return Whole(whole, "added up behind them")


def goes_on_between(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a clause without a figure stands between parts and a total, which may tell of one or
    two more: "five from Manila, four from Cebu; the captain is a Pole and the cook a Turk"."""
    last = max(part.figure.span.end for part in parts)
    between = whole.document.text[last : whole.figure.span.start]
    return len(re.split(r"[.;]", between)) > _FEW


def added_by_number(
    sentence: Sentence, run: Sequence[Claim]
) -> tuple[Claim, Sequence[Claim]] | None:
    """The total of as many as are counted before it: "These three come to $145 million"."""
    if len(sentence.claims) < 2:
        return None
    number, whole = sentence.claims[:2]
    count = size(number)
    if not 2 <= count <= len(run) or not alike(whole, run[0]):
        return None
    named = frame("enumerations", r"\W*{as_many} ").fullmatch(sentence.before(number))
    made = frame("enumerations", r"(?: (?:of them|sums|gifts|lots|together))? {come_to} ")
    last = run[-int(count) :]
    if not named or not made.fullmatch(sentence.between(number, whole)):
        return None
    ends = frame("enumerations", r"[^\w]*(?:[.,;\"”’]|$|{totals_behind})")
    if not ends.match(sentence.after(whole)) or not could_be_whole(whole, last):
        return None
    return (whole, last) if is_about(whole, last) else None


def made_up_by(
    whole: Claim | None, parts: Sequence[Claim], sentence: Sentence, following: Sentence | None
) -> bool:
    """Whether what the parts leave of their whole stands behind them, or begins the next sentence:
    "17 went to Lille and 10 to Basel. Two are on their way"."""
    if whole is None or (missing := shortfall(whole, parts)) <= 0:
        return False
    end = max(part.figure.span.end for part in parts)
    behind = [claim for claim in sentence.claims if claim.figure.span.start >= end]
    behind += following.claims[:1] if following is not None else ()
    return any(alike(claim, whole) and size(claim) == missing for claim in behind)
