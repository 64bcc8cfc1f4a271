"""Overfull: shares that cannot be those of one whole, since they make more than all of it.

In: a ``Sentence``. Out: the shares up to the one that is called what is left ("Spain took 48 per
cent, France 29, and the home trade the remaining 33"), where no last few of them make the whole;
and the one share of a company, a vote or a land that somebody is said to own ("owns 118 percent of
the shares").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, zip_longest

from checker import lexicon
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import size
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind

_ALL = Decimal(100)
# Shares that make more than this are of more than one whole.
_MOST = Decimal(130)
_PAIR, _FEWEST, _RUN = 2, 3, 8
_HALF = Decimal("0.5")
_PARTED = re.compile(r"[,;]|\band\b")


def overfull(sentence: Sentence) -> Iterator[tuple[Claim, ...]]:
    """The shares of a sentence that make more than all."""
    shares = [c for c in sentence.claims if c.figure.kind is Kind.PERCENT]
    if not shares:
        return
    for share in shares:
        if size(share) > _ALL and _is_owned(sentence, share):
            yield (share,)
    if sentence.says("enumerations", "rest", "the_others"):
        found = _up_to_the_rest(sentence)
        if found or _are_all_told(sentence, shares):
            yield found or tuple(shares)
            return
    ways = (_are_of_so_many, _are_opposed, _are_broken_down)
    both = _of_two_sorts(sentence)
    if both:
        yield both
    elif any(way(sentence, shares) for way in ways) and _is_too_much(shares):
        yield tuple(shares)


def _are_of_so_many(sentence: Sentence, shares: list[Claim]) -> bool:
    """Whether a number before a colon says of how many groups these are the shares: "every
    household is in one of three groups: 61 percent rent, 34 percent own and 12 percent share"."""
    if len(shares) < _FEWEST or any(c.figure.form is not Form.POINT for c in shares):
        return False
    for claim in sentence.claims:
        if claim.figure.span >= shares[0].figure.span or claim.figure.kind is not Kind.COUNT:
            continue
        named = frame("enumerations", r"\b(?:{groupings})\b").search(
            sentence.between(claim, shares[0])
        )
        colon = ":" in sentence.between(claim, shares[0])
        if size(claim) == len(shares) and named and colon:
            return True
    return False


_ARE = r"(?: (?:are|is|were|was))?"
_WHILE = r"(?:and|while|with|but|against)(?: only| just| about)? "


def _of_two_sorts(sentence: Sentence) -> tuple[Claim, ...]:
    """ "Two-thirds of the staff are women and 45% are men": of sorts that leave nobody out."""
    shares = [c for c in sentence.claims if c.figure.kind in (Kind.PERCENT, Kind.RATIO)]
    if len(shares) != _PAIR or any(c.figure.form is not Form.POINT for c in shares):
        return ()
    if any(c.figure.direction is not None for c in shares):
        return ()
    one, other = map(_in_percent, shares)
    between, behind = sentence.between(*shares), sentence.after(shares[1], 32)
    for pair in lexicon.load("contests")["two_sorts"]:
        for a, b in (pair, pair[::-1]):
            if a not in between or b not in behind:
                continue  # nearly always, and a pattern of each pair takes long to make
            gap = rf"(?: of (?!{a}\b)[^.;:,\d]{{2,40}}?)?{_ARE} {a},? {_WHILE}"
            if not re.fullmatch(gap, between):
                continue
            if re.match(rf"(?: of them)?{_ARE} {b}\b", behind):
                return (one, other) if _is_too_much([one, other]) else ()
    return ()


def of_two_sorts_counted(sentence: Sentence) -> Iterator[tuple[Claim, tuple[Claim, Claim]]]:
    """ "Of the 12 jurors, seven are women and six are men": the whole with the two."""
    counts = [c for c in sentence.claims if c.figure.kind is Kind.COUNT]
    if any(c.figure.form is not Form.POINT for c in counts):
        return
    for whole, first, second in zip(counts, counts[1:], counts[2:], strict=False):
        if size(first) + size(second) <= size(whole) or max(size(first), size(second)) >= size(
            whole
        ):
            continue
        led = frame("shares", r"(?:^|[,;:] )\W*(?:among(?: the| its)?|{out_of_the}) $").search(
            sentence.before(whole, 32)
        )
        if led and any(
            re.fullmatch(rf"{_ARE} {a},? {_WHILE}", sentence.between(first, second))
            and re.match(rf"{_ARE} {b}\b", sentence.after(second, 24))
            for pair in lexicon.load("contests")["two_sorts"]
            for a, b in (pair, pair[::-1])
        ):
            yield whole, (first, second)


def _in_percent(claim: Claim) -> Claim:
    """A fraction in per cent."""
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is not Kind.RATIO or quantity is None or quantity.low is None:
        return claim
    told = replace(
        quantity,
        low=quantity.low * _ALL,
        high=quantity.low * _ALL,
        step=quantity.step * _ALL,
        unit="percent",
    )
    return replace(claim, figure=replace(figure, kind=Kind.PERCENT, quantity=told))


def _are_opposed(sentence: Sentence, shares: list[Claim]) -> bool:
    """Whether those for, those against and those who are neither are told of one vote or survey:
    "58 percent voted to strike, 47 percent against and 5 percent spoiled their papers"."""
    if len(shares) < _FEWEST or any(c.figure.form is not Form.POINT for c in shares):
        return False
    if not sentence.says("contests", "neither"):
        return False
    end = sentence.document.text[: sentence.segment.span.end]
    behind = [
        end[one.figure.span.end : other.figure.span.start if other is not None else None]
        for one, other in zip_longest(shares, shares[1:])
    ]
    if any(_IN_PART.search(each) for each in behind) or sum(" of " in each for each in behind) > 1:
        return False
    if any(
        _ELSEWHERE.search(each) or cue("extremes", "times").search(each) for each in behind[:-1]
    ):
        return False
    if any(
        c.figure.kind in _TIMES for c in sentence.claims if c.figure.span > shares[0].figure.span
    ):
        return False
    against = [frame("contests", r"\b{noes}\b").search(each) is not None for each in behind]
    neither = [frame("contests", r"\b{neither}\b").search(each) is not None for each in behind]
    opposed = any(a and not n for a, n in zip(against, neither, strict=True))
    led = frame("contests", r"^(?: of [^.;:,]{2,30}?)? {backing}\b").search(behind[0]) is not None
    chosen = led and all(_NAMED.match(each) for each in behind[1:-1])
    return any(neither) and (opposed or (chosen and neither[-1]))


def _are_broken_down(sentence: Sentence, shares: list[Claim]) -> bool:
    """Whether words say that the items of a list are what one whole is split into: "pay accounts
    for 61% of spending, rent for 19% and fuel for 30%, the breakdown shows"."""
    if len(shares) < _FEWEST or any(c.figure.form is not Form.POINT for c in shares):
        return False
    if not sentence.says("contests", "breakdowns") or sentence.says("extremes", "times"):
        return False
    item = r"(?: of [^,;:.\d]{1,40}|(?: [^\W\d_]+){1,3})?(?:,|;|,? and)(?: [^\W\d_][\w'’-]*){0,4} "
    return all(re.fullmatch(item, sentence.between(one, other)) for one, other in pairwise(shares))


_TIMES = frozenset({Kind.YEAR, Kind.DATE})
_NAMED = re.compile(r" (?:for )?(?:the )?[A-Z][^,.;]*(?:,|,? and) ?$")
_ELSEWHERE = re.compile(r"[,;]\s*(?:and |while |but )?(?:of|among|in|by|from)\b[^,;]*$")
_IN_PART = re.compile(r"\bof (?:whom|them|those|these|which)\b|\b(?:including|strongly)\b")


def _is_owned(sentence: Sentence, share: Claim) -> bool:
    led = frame("contests", r"\b{owning} (?:{only} )?$").search(sentence.before(share, 32))
    of = r" of (?:the|its|all|their)(?: [^\W\d_][\w’'-]*){0,3}? {owned}\b(?!['’])"
    return bool(led) and frame("contests", of).match(sentence.after(share, 60)) is not None


def _up_to_the_rest(sentence: Sentence) -> tuple[Claim, ...]:
    """The shares up to the one that is the rest, bare numbers among them."""
    run: list[Claim] = []
    bare: Claim | None = None
    for claim in sentence.claims:
        share = _as_share(claim) if run else claim
        if share is None or share.figure.kind is not Kind.PERCENT:
            if claim.figure.kind.is_quantity:
                run, bare = [], None
            continue
        if bare is not None and not _PARTED.search(sentence.between(bare, claim)):
            run = run[:-1]  # "388 votes made 11.2% and the other's 95 the remaining 2.7%"
        bare = claim if claim is not share else None
        run = [*run, share]
        if len(run) >= _FEWEST and _is_rest(sentence, share):
            # One of them may be of another whole: "48 per cent, of which 30 per cent were cars".
            fewer = [[c for c in run if c is not each] for each in run]
            whole = any(abs(sum(map(size, some)) - _ALL) <= _HALF for some in fewer)
            return tuple(run) if _is_too_much(run[-_RUN:]) and not whole else ()
    return ()


def _are_all_told(sentence: Sentence, shares: list[Claim]) -> bool:
    """ "The best-paid fifth take 38 per cent of all pay, and the remaining four-fifths take 72 per
    cent": of one whole, by two who are everyone."""
    if len(shares) != _PAIR or any(c.figure.form is not Form.POINT for c in shares):
        return False
    if any(c.figure.direction is not None for c in shares) or not _is_too_much(shares):
        return False
    rest = frame(
        "enumerations",
        r" of [^.;:,]{2,40}(?:, [^.;:,]{3,32},)?(?:,|;|,? while|,? and) (?:and |while |with )?"
        r"{the_others}\b[^.;:,]{0,40} ",
    )
    own = re.match(r"\s*(?:[.,;:]|$)", sentence.after(shares[1], 4))
    return own is not None and rest.fullmatch(sentence.between(*shares)) is not None


def _as_share(claim: Claim) -> Claim | None:
    """The 29 of "Spain took 48 per cent and France 29"."""
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is Kind.PERCENT:
        return claim if figure.form is Form.POINT and figure.direction is None else None
    if figure.kind is not Kind.COUNT or figure.noun_span is not None or quantity is None:
        return None
    if figure.form is not Form.POINT or size(claim) >= _ALL:
        return None
    united = replace(quantity, unit="percent")
    return replace(claim, figure=replace(figure, kind=Kind.PERCENT, quantity=united))


def _is_rest(sentence: Sentence, share: Claim) -> bool:
    """ "The remaining 3 per cent", "14 per cent for all the rest"."""
    if frame("enumerations", r"\b{the_other} $").search(sentence.before(share, 20)):
        return True
    return (
        frame("enumerations", r" (?:to|for|on|went to)(?: all)? (?:the )?{others}\b").match(
            sentence.after(share, 40)
        )
        is not None
    )


def _is_too_much(run: list[Claim]) -> bool:
    """Whether shares make more than all, and no last few of them make all."""
    room = _HALF * len(run)
    sums = [sum(map(size, run[start:])) for start in range(len(run) - 1)]
    if any(abs(total - _ALL) <= room for total in sums):
        return False
    return _ALL + room < sums[0] <= _MOST
