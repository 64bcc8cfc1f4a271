"""Otherwise: whether other figures of a passage show that an alignment took the wrong ones.

In: an alignment, and the claims of its story. Out: whether its figures miss what they should come
to, and the passage says why: what they do come to stands there as another figure, or the figure
that is missed is what others make. "An air tanker made 14 drops of 3,000 gallons each, 42,000 in
all", beside 11 helicopters, is no slip of the helicopters.

Of a list that stands behind its whole only the first is asked: there the words say what belongs
together, and that the whole is borne out elsewhere shows that a part is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, reduce
from itertools import combinations
from operator import mul

from checker import tolerance
from checker.alignment.passages import Story, by_role, ends, paragraphs_of, place_of
from checker.alignment.summing.membership import noun_of, size
from checker.measures import are_persons, generic_persons
from checker.model import Alignment, Claim, Form, Interval, Kind, Modifier, Role

_ADDED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.PERCENT})
_RELATIVE = frozenset({Kind.PERCENT, Kind.RATIO})
_READ = _ADDED | {Kind.PERCENTAGE_POINT, Kind.RATIO}
_MEANT = frozenset({Modifier.EXACTLY, Modifier.ABOUT})
_PROVEN = frozenset(
    {"listed behind it", "listed under it", "told by sort", "those aboard", "a season"}
)
_LEAST = 10
"""Of lesser numbers chance makes most others."""

_MOST = 16
_FEW_YEARS = 5
_PAIR = 2
_NATURAL = (7, 12, 24, 28, 29, 30, 31, 52, 60, 90, 91, 92, 181, 182, 183, 184, 365, 366)
"""So many hours, days, weeks or months make a longer time."""

_UNITS = {Kind.MONEY: Decimal(1), Kind.PERCENT: Decimal(100)}
"""What is divided up without being named as a figure: a pound, a whole."""

_SUMMANDS = (1, 2, 3)
_HUNDRED = Decimal(100)

_Roles = Mapping[str, tuple[Claim, ...]]


def is_told_otherwise(alignment: Alignment, claims: tuple[Claim, ...]) -> bool:
    """Whether the figures of an alignment miss their sum, and others of its paragraphs say why.

    ``claims`` are those of the story.
    """
    judge = _JUDGES.get(alignment.relation)
    if judge is None:
        return False
    roles = by_role(alignment)
    own = [claim for found in roles.values() for claim in found]
    if len(own) > _MOST or any(claim.segment.role is Role.TABLE_CELL for claim in own):
        return False
    if judge is _of_a_span:
        return _of_a_span(roles, _points(own, claims))
    others, years = list(_others(own, claims)), _points(own, claims)
    if judge is _of_a_sum and (_is_one_of_them(roles, claims) or _are_of_two_years(own, years)):
        return True
    if judge is _of_a_product and _is_of_years(roles, years):
        return True
    if not _PROVEN.isdisjoint(alignment.grounds):
        return judge is _of_a_sum and _stands_in_full(roles, others)
    return len(others) <= _MOST - len(own) and judge(roles, others)


# ----------------------------------------------------------------------- the figures beside them


@lru_cache(maxsize=1)
def _by_paragraph(story: Story) -> dict[tuple[str, int], list[Claim]]:
    return {
        (paragraph[0].document.name, paragraph[0].segment.paragraph): [
            claim for sentence in paragraph for claim in sentence.claims
        ]
        for paragraph in paragraphs_of(story.claims)
    }


def _others(own: Sequence[Claim], claims: tuple[Claim, ...]) -> Iterator[Claim]:
    """The other figures of the paragraphs, of a change both ends."""
    told = _by_paragraph(Story(claims))
    taken = [(claim.document.name, claim.figure.span) for claim in own]
    for paragraph in dict.fromkeys((c.document.name, c.segment.paragraph) for c in own):
        for claim in told.get(paragraph, ()):
            for each in ends(claim) or (claim,):
                name, start = place_of(each)
                if any(name == home and span.start <= start < span.end for home, span in taken):
                    continue
                if _is_told(each):
                    yield each


def _points(own: Sequence[Claim], claims: tuple[Claim, ...]) -> list[Claim]:
    """The years of the paragraphs that are none of the alignment's own."""
    told = _by_paragraph(Story(claims))
    taken = {place_of(claim) for claim in own}
    return [
        claim
        for paragraph in dict.fromkeys((c.document.name, c.segment.paragraph) for c in own)
        for claim in told.get(paragraph, ())
        if _year(claim) is not None and place_of(claim) not in taken
    ][:_MOST]


def _year(claim: Claim) -> int | None:
    return claim.figure.moment.year if claim.figure.moment is not None else None


def _is_told(claim: Claim) -> bool:
    """Whether a figure says how much something is, so that it can bear another out: no bound."""
    figure = claim.figure
    plain = figure.form is Form.POINT and figure.modifier in _MEANT
    return plain and figure.kind in _READ and size(claim) > 0


def _is_like(one: Claim, other: Claim) -> bool:
    """Whether two figures can be of one unit: a bare number of any, and a rate of what it is a rate
    of; of two counts, whether they can be of one thing."""
    if one.figure.kind is other.figure.kind is Kind.COUNT:
        nouns = {noun_of(one), noun_of(other)}
        anybody = bool(nouns & generic_persons()) and all(map(are_persons, nouns))
        return "" in nouns or len(nouns) == 1 or anybody
    if one.figure.kind is not other.figure.kind:
        return any(c.figure.kind is Kind.COUNT and c.figure.noun is None for c in (one, other))
    above, below = (
        (c.figure.quantity.unit or "").partition(" / ")[0] if c.figure.quantity else ""
        for c in (one, other)
    )
    return above == below


def _lies_in(value: Decimal, room: Interval) -> bool:
    return (room.low is None or room.low <= value) and (room.high is None or value <= room.high)


def _holds(value: Decimal, claim: Claim) -> bool:
    return _lies_in(value, tolerance.added(claim.figure))


# ------------------------------------------------------------------------------ what is missed


def _of_a_sum(roles: _Roles, others: Sequence[Claim]) -> bool:
    if "whole" not in roles:
        return False
    whole, parts = roles["whole"][0], roles["parts"]
    together = sum(map(size, parts), Decimal(0))
    return not _holds(together, whole) and (
        any(
            together - size(part) * times == size(whole)  # left out, or in two of the others
            for part in parts
            for times in (1, 2)
            if len(parts) > _PAIR
        )
        or _stands(together, [each for each in others if _is_like(each, whole)])
        or _stands(together + size(whole), [each for each in others if _is_like(each, whole)])
        or _is_added(whole, parts, others)
        or _is_multiplied(whole, (), others)
        or _is_told_beside(whole, size(whole) - together, others)
    )


def _is_told_beside(whole: Claim, missing: Decimal, others: Sequence[Claim]) -> bool:
    """Whether what the parts leave is another figure of the whole's sentence: "14 men and nine
    women; 26 people in all, among them three children"."""
    return missing > 1 and any(
        size(each) == missing
        and each.segment is whole.segment
        and each.figure.kind is whole.figure.kind
        for each in others
    )


def _is_one_of_them(roles: _Roles, claims: tuple[Claim, ...]) -> bool:
    """Whether what was taken for the whole is rather the first of the parts, or what they come to
    is told elsewhere in the document and no slip of the one for the other: "in the first half of
    2024 it had handled 2.25 million. Imports accounted for 1.21 million of the latest figure"."""
    if "whole" not in roles:
        return False
    whole, parts = roles["whole"][0], roles["parts"]
    together = sum(map(size, parts), Decimal(0))
    if _holds(together, whole) or whole.figure.quantity is None:
        return False
    if together + size(whole) == _UNITS.get(whole.figure.kind):
        return True  # "of each pound 53p went on prizes, 28p to charity, 19p on tax"
    elsewhere = [
        each
        for each in claims
        if each.document is whole.document
        and each.figure.kind is whole.figure.kind
        and _is_told(each)
        and _is_like(each, whole)
        and all(each is not one for one in (whole, *parts))
    ]
    full = together + size(whole)
    if any(
        size(each) > max(map(size, (whole, *parts))) and _holds(full, each) for each in elsewhere
    ):
        return True
    return together >= _HUNDRED and _stands(together, elsewhere) and not _is_near(together, whole)


def _are_of_two_years(own: Sequence[Claim], points: Sequence[Claim]) -> bool:
    """Whether two figures stand straight before two years: "bought for £31m in 2011, had sales of
    £38m in 2024"."""
    told = {
        _year(point)
        for claim in own
        for point in points
        if point.document is claim.document
        and claim.document.text[claim.figure.span.end : point.figure.span.start] == " in "
    }
    return len(told) > 1


def _is_near(value: Decimal, written: Claim) -> bool:
    """Whether a figure is another value with one digit of it wrong, or two of them swapped."""
    step = written.figure.quantity.step if written.figure.quantity else Decimal(0)
    if not step:
        return False
    one, other = (f"{each / step:.0f}" for each in (value, size(written)))
    if len(one) != len(other):
        return True  # a digit was lost or added
    off = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(off) == 1 or sorted(one) == sorted(other)


def _stands_in_full(roles: _Roles, others: Sequence[Claim]) -> bool:
    """Whether what the parts of a list come to is another figure, too great to be so by chance:
    "there were 87,465, fewer than the 88,614 they can hold: 83,951 men and 3,514 women"."""
    together = sum(map(size, roles["parts"]), Decimal(0))
    return together >= _HUNDRED and _stands(together, others)


def _of_a_product(roles: _Roles, others: Sequence[Claim]) -> bool:
    factors, total = roles["factors"], roles["total"][0]
    made = reduce(mul, map(size, factors), Decimal(1))
    return not _holds(made, total) and (
        _is_of_a_period(factors[0], factors[1], total)
        or _stands(made, others)
        or _is_made(total, factors, others)
        or _is_of_the_rest(total, factors, others)
        or _is_made_up(abs(made - size(total)), factors, others)
    )


def _is_of_a_period(rate: Claim, number: Claim, total: Claim) -> bool:
    """Whether a total of so much a day is that of a month or year, and the number stands elsewhere:
    "96,800 people in October, 3,123 a day"."""
    if rate.segment.span != total.segment.span or number.segment.span == total.segment.span:
        return False
    room = tolerance.of_figure(rate.figure)
    return any(
        room.low is not None
        and room.low * many <= size(total)
        and (room.high is None or size(total) <= room.high * many)
        for many in _NATURAL
    )


def _is_of_years(roles: _Roles, points: Sequence[Claim]) -> bool:
    """Whether so much a year makes a total since a year or over a time in words that the passage
    names: "1,480 metres since 1925, a century ago. That is 14.8 metres a year"."""
    rate, total = roles["factors"][0], roles["total"][0]
    quantity, text = rate.figure.quantity, total.document.text[slice(*total.segment.span)]
    if quantity is None or not (quantity.unit or "").endswith(" / year") or size(rate) <= 0:
        return False
    years, today = size(total) / size(rate), total.document.published
    told = [many for words, many in _IN_WORDS.items() if words in text.lower()]
    if today is not None:
        told += [Decimal(today.year - (_year(point) or 0)) for point in points]
    return any(abs(years - each) <= max(Decimal(1), each / 50) for each in told)


_IN_WORDS = {
    "half a century": Decimal(50),
    "half-century": Decimal(50),
    "a century": Decimal(100),
    "a decade": Decimal(10),
}


def _of_a_change(roles: _Roles, others: Sequence[Claim]) -> bool:
    if not {"before", "after", "change"} <= roles.keys():
        return False
    before, after, change = (roles[role][0] for role in ("before", "after", "change"))
    if change.figure.kind not in _RELATIVE:
        moved = abs(size(after) - size(before))
        return not _holds(moved, change) and _is_made(change, (before, after), others)
    levels = (before, after)
    if before.figure.kind is Kind.PERCENT or any(map(_is_none_of, levels)):
        return False
    return not any(_are_apart(a, b, change) for a, b in (levels, levels[::-1])) and (
        any(each.figure.kind is Kind.PERCENT and _are_apart(*levels, each) for each in others)
        or _is_of_two(change, levels, others)
    )


def _of_a_share(roles: _Roles, others: Sequence[Claim]) -> bool:
    if not {"part", "whole", "share"} <= roles.keys():
        return False
    part, whole, share = (roles[role][0] for role in ("part", "whole", "share"))
    if share.figure.kind not in _RELATIVE or _is_none_of(part) or _is_none_of(whole):
        return False
    percents = [each for each in others if each.figure.kind is Kind.PERCENT]
    beside = [c for c in others if c.segment.span == part.segment.span and c.figure.kind in _ADDED]
    return not _is_share(part, whole, share) and (
        any(_is_share(part, whole, each) for each in percents)
        or any(_is_share_together((part, each), whole, share) for each in beside)
        or any(_is_share_of_both(part, (whole, each), share) for each in others)
        or _is_of_two(share, (part, whole), others)
    )


def _of_a_span(roles: _Roles, others: Sequence[Claim]) -> bool:
    """Whether a length in years is from or to another year of the passage, or of two stretches:
    "from 1998 to 2012 and again from 2016 to 2020, 18 years in all"."""
    if not {"start", "end", "length"} <= roles.keys():
        return False
    start, end, length = (roles[role][0] for role in ("start", "end", "length"))
    first, last, quantity = _year(start), _year(end), length.figure.quantity
    if first is None or last is None or quantity is None or quantity.unit != "year":
        return False
    told, years = int(size(length)), [year for each in others if (year := _year(each))]
    if told < _FEW_YEARS or abs(last - first - told) <= 1:
        return False
    if any(abs(each - year) == told for each in years for year in (first, last)):
        return True
    return any(abs(abs(a - b) + last - first - told) <= 1 for a, b in combinations(years, 2))


_JUDGES = {
    "span": _of_a_span,
    "parts": _of_a_sum,
    "portions": _of_a_sum,
    "product": _of_a_product,
    "change": _of_a_change,
    "share": _of_a_share,
}


# ----------------------------------------------------------------------------- another reading


def _stands(value: Decimal, others: Iterable[Claim]) -> bool:
    """Whether a sum is told by another figure."""
    return value >= _LEAST and any(size(each) == value for each in others)


def _is_made(claim: Claim, own: Sequence[Claim], others: Sequence[Claim]) -> bool:
    return _is_added(claim, own, others) or _is_multiplied(claim, own, others)


def _is_added(claim: Claim, own: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether figures add up to another, or lie so far apart; at least one of them is none of the
    alignment's ``own``."""
    if size(claim) < _LEAST:
        return False
    alike = [each for each in others if _is_like(each, claim)]
    own = [each for each in own if _is_like(each, claim)]
    for place, each in enumerate(alike):
        rest = [*alike[:place], *alike[place + 1 :], *own]
        if any(_holds(abs(size(each) - size(other)), claim) for other in rest):
            return True
        for many in _SUMMANDS:
            for some in combinations(rest, many):
                if _holds(size(each) + sum(map(size, some)), claim):
                    return True
    return False


def _is_multiplied(claim: Claim, own: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether two figures multiply to another; at least one of them is none of the alignment's
    ``own``."""
    if size(claim) < _LEAST:
        return False
    factors = [each for each in (*others, *own) if each.figure.kind is not Kind.PERCENT]
    new = set(map(id, others))
    return any(
        _holds(size(a) * size(b), claim)
        for a, b in combinations(factors, 2)
        if (id(a) in new or id(b) in new) and min(size(a), size(b)) > 1
        if _is_like(a, claim) or _is_like(b, claim)
    )


def _is_of_the_rest(total: Claim, factors: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether a total is what the rate makes of a number without another: of 33 innings the 30 that
    ended, of nine hours the seven on the road."""
    rate, figures = factors[0], (*factors[1:], *others)
    return any(
        _holds(size(rate) * abs(size(a) - size(b)), total)
        for a, b in combinations(figures, 2)
        if _is_like(a, b) and any(each is one for each in (a, b) for one in others)
    )


def _is_made_up(missing: Decimal, factors: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether what a product has more or less than its total is told: a fee, or so much for each,
    "€24,000 to set up and 80 cents a copy for 15,000 copies, €2.40 each"."""
    return missing >= _LEAST and (
        any(size(each) == missing for each in others)
        or any(size(a) * size(b) == missing for a in others for b in factors[1:])
        or any(size(a) * size(b) == missing for a, b in combinations(others, 2))
    )


def _is_of_two(percent: Claim, own: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether a percentage is what two amounts of one unit are of each other, or how far they lie
    apart; at least one of them is none of the alignment's own."""
    new = set(map(id, others))
    amounts = [each for each in (*own, *others) if each.figure.kind in _ADDED - _RELATIVE]
    return any(
        test(*pair, percent)
        for a, b in combinations(amounts, 2)
        if (id(a) in new or id(b) in new) and _is_like(a, b)
        for pair in ((a, b), (b, a))
        for test in (_is_share, _are_apart)
    )


def _is_share(part: Claim, whole: Claim, share: Claim) -> bool:
    return _lies_in(size(part) / size(whole) * _HUNDRED, _room(share))


def _is_share_together(parts: tuple[Claim, Claim], whole: Claim, share: Claim) -> bool:
    """Whether a share is what two figures of one kind make of a whole: "six golds and four silvers,
    half of its 20 medals"."""
    if parts[0].figure.kind is not parts[1].figure.kind:
        return False
    together = sum(map(size, parts), Decimal(0))
    return _lies_in(together / size(whole) * _HUNDRED, _room(share))


def _is_share_of_both(part: Claim, wholes: tuple[Claim, Claim], share: Claim) -> bool:
    """Whether a share is of what two figures of one unit make together: of those who have an
    account and those who had one."""
    if not _is_like(*wholes) or wholes[0].figure.kind is not wholes[1].figure.kind:
        return False
    together = sum(map(size, wholes), Decimal(0))
    return _lies_in(size(part) / together * _HUNDRED, _room(share))


def _are_apart(before: Claim, after: Claim, change: Claim) -> bool:
    moved = abs(size(after) - size(before)) / size(before)
    return _lies_in(moved * _HUNDRED, _room(change))


def _is_none_of(claim: Claim) -> bool:
    return size(claim) <= 0


def _room(percent: Claim) -> Interval:
    if percent.figure.kind is Kind.PERCENT:
        return tolerance.of_figure(percent.figure)
    low = size(percent) * _HUNDRED
    return Interval(low, low)
