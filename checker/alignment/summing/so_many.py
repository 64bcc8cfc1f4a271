"""So many: a number beside a total that counts what makes it.

In: the figures before a total, sentence by sentence. Out: as many of the last ones as are counted:
"rounds of 68, 59 and 54. At 181 for the three days", "the two nights came to 315".
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.alignment.summing.kindred import KINDS, Told
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.wording import frame
from checker.model import Claim, Kind

_TWO = 2
# "Four tickets", "four day tickets"
_NUMBERS = frozenset({Kind.COUNT, Kind.DURATION})


def as_many_as_said(told: Sequence[Sequence[Told]], whole: Told) -> list[Told]:
    """The figures of which as many are counted beside the total: "rounds of 68, 59 and 54. At 181
    for the three days", "the two nights came to 315"."""
    parts = [each for sentence in told for each in sentence]
    both = frame("sums_told", r"\bboth (?:[^\W\d_]+,? ){0,2}$")
    if both.search(whole.sentence.before(whole.claim, 24)):
        return parts if len(parts) == _TWO else []
    number = _number_beside(whole)
    if number is None or any(_counts_others(each.claim, number) for each in parts):
        return []
    parts = [each for each in parts if each.claim.figure.span.start < number.figure.span.start]
    many = int(size(number))
    return parts[-many:] if 1 < many <= len(parts) else []


def is_of_so_many(whole: Told) -> bool:
    """Whether a total is what so many of one thing come to, and of no others: "four day tickets
    come to £37.60"; but not "the two days came to £315"."""
    sentence = whole.sentence
    ahead = list(sentence.ahead_of(whole.claim))
    if not ahead or ahead[-1].figure.kind not in _NUMBERS:
        return False
    come_to = frame("sums_told", r"(?: [^\W\d_]+){1,3} {come_to} ")
    those = frame("sums_told", r"\b{which} $").search(sentence.before(ahead[-1], 16))
    return not those and come_to.fullmatch(sentence.between(ahead[-1], whole.claim)) is not None


def _counts_others(claim: Claim, number: Claim) -> bool:
    """ "The two halls seat 400 and 350. Together the two towns ..."."""
    nouns = {noun_of(claim), noun_of(number)}
    return size(claim) == size(number) and len(nouns) > 1 and "" not in nouns


def _number_beside(whole: Told) -> Claim | None:
    """A small number straight before or behind a total that counts what makes it."""
    sentence, claim = whole.sentence, whole.claim
    place = next(
        n for n, each in enumerate(sentence.claims) if each.figure.span == claim.figure.span
    )
    for number in sentence.claims[place + 1 : place + 2]:
        within = frame("sums_told", r"(?: [^\W\d_]+){0,2},? {within} {which} ")
        if number.figure.kind in KINDS and within.fullmatch(sentence.between(claim, number)):
            return number
    for number in sentence.claims[max(0, place - 1) : place]:
        come_to = frame("sums_told", r"(?: [^\W\d_]+){0,3} {come_to} ")
        which = frame("sums_told", r"\b{which} $").search(sentence.before(number, 16))
        if (
            number.figure.kind in KINDS
            and which
            and come_to.fullmatch(sentence.between(number, claim))
        ):
            return number
    return None
