"""Otherwise: whether other figures of a passage show that an alignment took the wrong ones.

In: an alignment, and the claims of its story. Out: whether its figures miss what they should come
to, and the passage says why: what they do come to stands there as another figure, or the figure
that is missed is what others make. "An air tanker made 14 drops of 3,000 gallons each, 42,000 in
all", beside 11 helicopters, is no slip of the helicopters.

Of a list that stands behind its whole only the first is asked: there the words say what belongs
together, and that the whole is borne out elsewhere shows that a part is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, reduce
from itertools import combinations
from operator import mul

from checker import tolerance
from checker.alignment.changing.set_apart import is_of_each, is_of_some
from checker.alignment.fitting import (
    are_apart,
    holds,
    is_added,
    is_less_a_share,
    is_like,
    is_made,
    is_made_up,
    is_multiplied,
    is_none_of,
    is_of_the_rest,
    is_of_two,
    is_raised,
    is_share,
    is_share_of_both,
    is_share_of_sums,
    is_share_together,
    is_told,
    stands,
)
from checker.alignment.passages import (
    Story,
    by_role,
    ends,
    paragraphs_of,
    place_of,
    right_before,
)
from checker.alignment.summing.accounted import (
    are_of_more,
    are_others_named,
    are_said_to_be_else,
    is_left_before,
    is_one_their_sum,
    is_told_beside,
)
from checker.alignment.summing.membership import size
from checker.alignment.timing.other_years import of_other_years, year_of
from checker.alignment.wording import cue
from checker.model import Alignment, Claim, Kind, Role
from checker.patterns import lazy

_ADDED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.PERCENT})
_RELATIVE = frozenset({Kind.PERCENT, Kind.RATIO})
_PROVEN = frozenset(
    {
        "listed behind it",
        "listed under it",
        "by number and one by one",
        "told by sort",
        "those aboard",
        "a season",
        "what is charged",
    }
)
_MOST = 16
_FEW = 10
_NEXT = 24
_FAR = 3
_JOINED = lazy(r"(?: [^\W\d_]+){1,2} and ")
_PAIR = 2
_NATURAL = (7, 12, 24, 28, 29, 30, 31, 52, 60, 90, 91, 92, 181, 182, 183, 184, 365, 366)
"""So many hours, days, weeks or months make a longer time."""

_UNITS = {Kind.MONEY: Decimal(1), Kind.PERCENT: Decimal(100)}
"""What is divided up without being named as a figure: a pound, a whole."""

_HUNDRED = Decimal(100)

_Roles = Mapping[str, tuple[Claim, ...]]


def may_be_told_otherwise(relation: str) -> bool:
    """Whether the figures of that relation can be told to be of others."""
    return relation in _JUDGES


def is_told_otherwise(alignment: Alignment, claims: tuple[Claim, ...]) -> bool:
    """Whether the figures of an alignment miss their sum, and others of its paragraphs say why.

    ``claims`` are those of the story.
    """
    judge = _JUDGES[alignment.relation]
    roles = by_role(alignment)
    own = [claim for found in roles.values() for claim in found]
    if len(own) > _MOST or any(claim.segment.role is Role.TABLE_CELL for claim in own):
        return False
    if judge is of_other_years:
        return of_other_years(roles, _points(own, claims))
    others, years = list(_others(own, claims)), _points(own, claims)
    if judge is _of_a_sum and "whole" in roles:
        if _is_one_of_them(roles, claims) or _are_of_two_years(own, years):
            return True
        if _is_accounted_for(roles, alignment.grounds, others):
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
                if is_told(each):
                    yield each


def _points(own: Sequence[Claim], claims: tuple[Claim, ...]) -> list[Claim]:
    """The years of the paragraphs that are none of the alignment's own."""
    told = _by_paragraph(Story(claims))
    taken = {place_of(claim) for claim in own}
    return [
        claim
        for paragraph in dict.fromkeys((c.document.name, c.segment.paragraph) for c in own)
        for claim in told.get(paragraph, ())
        if year_of(claim) is not None and place_of(claim) not in taken
    ][:_MOST]


# ------------------------------------------------------------------------------ what is missed


def _of_a_sum(roles: _Roles, others: Sequence[Claim]) -> bool:
    if "whole" not in roles:
        return False
    whole, parts = roles["whole"][0], roles["parts"]
    together = sum(map(size, parts), Decimal(0))
    return not holds(together, whole) and (
        any(
            together - size(part) * times == size(whole)  # left out, or in two of the others
            for part in parts
            for times in (1, 2)
            if len(parts) > _PAIR
        )
        or stands(together, [each for each in others if is_like(each, whole)])
        or stands(together + size(whole), [each for each in others if is_like(each, whole)])
        or any(
            is_share_together(parts, whole, each)
            for each in others
            if each.figure.kind in _RELATIVE
        )
        or is_added(whole, parts, others)
        or is_raised(whole, parts, others)
        or is_multiplied(whole, (), others)
        or is_told_beside(whole, size(whole) - together, others)
    )


def _is_accounted_for(roles: _Roles, grounds: tuple[str, ...], others: Sequence[Claim]) -> bool:
    """Whether a sum that is missed is one that its own sentence does not make."""
    whole, parts = roles["whole"][0], roles["parts"]
    if holds(sum(map(size, parts), Decimal(0)), whole):
        return False
    if are_said_to_be_else(whole, parts, grounds) or is_left_before(whole, parts, others):
        return True
    if "listed behind it" in grounds:
        return are_others_named(whole, parts)
    return is_one_their_sum(parts)


def _is_one_of_them(roles: _Roles, claims: tuple[Claim, ...]) -> bool:
    """Whether what was taken for the whole is rather the first of the parts, or what they come to
    is told elsewhere in the document and no slip of the one for the other: "in the first half of
    2024 it had handled 2.25 million. Imports accounted for 1.21 million of the latest figure"."""
    whole, parts = roles["whole"][0], roles["parts"]
    together = sum(map(size, parts), Decimal(0))
    if holds(together, whole) or whole.figure.quantity is None:
        return False
    if together + size(whole) == _UNITS.get(whole.figure.kind):
        return True  # "of each pound 53p went on prizes, 28p to charity, 19p on tax"
    elsewhere = [
        each
        for each in claims
        if each.document is whole.document
        and each.figure.kind is whole.figure.kind
        and is_told(each)
        and is_like(each, whole)
        and all(each is not one for one in (whole, *parts))
    ]
    full = together + size(whole)
    if any(
        size(each) > max(map(size, (whole, *parts))) and holds(full, each) for each in elsewhere
    ):
        return True
    if are_of_more(whole, parts, elsewhere, elsewhere):
        return True
    return together >= _HUNDRED and stands(together, elsewhere) and not _is_near(together, whole)


def _are_of_two_years(own: Sequence[Claim], points: Sequence[Claim]) -> bool:
    """Whether two figures stand straight before two years: "bought for £31m in 2011, had sales of
    £38m in 2024"."""
    told = {
        year_of(point)
        for claim in own
        for point in points
        if point.document is claim.document
        and claim.document.text[claim.figure.span.end : point.figure.span.start] == " in "
    }
    return len(told) > 1 or (len(own) > _PAIR and _is_of_lastyear_of(own, points))


def _is_of_lastyear_of(own: Sequence[Claim], points: Sequence[Claim]) -> bool:
    """Whether the only year of a sentence is over, and it speaks of this one or the next as well:
    "310,000 ounces in 2024, expects 90,000 from the new pit this year and 330,000 in all"."""
    segment, today = own[0].segment, own[0].document.published
    if today is None or any(claim.segment is not segment for claim in own):
        return False
    over = [point for point in points if point.segment is segment and year_of(point) != today.year]
    told = own[0].document.text[slice(*segment.span)]
    return bool(over) and cue("enumerations", "this_year").search(told) is not None


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
    return together >= _HUNDRED and stands(together, others)


def _of_a_product(roles: _Roles, others: Sequence[Claim]) -> bool:
    factors, total = roles["factors"], roles["total"][0]
    made = reduce(mul, map(size, factors), Decimal(1))
    return not holds(made, total) and (
        _is_a_total_itself(factors, others)
        or any(_is_one(each) for each in factors)
        or _EVERY.search(right_before(total)) is not None
        or _is_of_a_period(factors[0], factors[1], total)
        or stands(made, others)
        or is_made(total, factors, others)
        or is_of_the_rest(total, factors, others)
        or is_less_a_share(made, total, others)
        or any(holds(made * size(c), total) for c in others if c.figure.kind is Kind.COUNT)
        or is_made_up(abs(made - size(total)), factors, others)
    )


def _is_one(factor: Claim) -> bool:
    """Whether a factor is a bare one, which multiplies nothing."""
    return factor.figure.kind is Kind.COUNT and size(factor) == 1


_EVERY = lazy(r"\b(?:every|per|each|for each|to the) $")
"""Before what is rather the measure of another figure: "seven litres every 100km"."""


def _is_a_total_itself(factors: Sequence[Claim], others: Sequence[Claim]) -> bool:
    """Whether one factor is what the other makes with a figure beside them: "14 tents take 50 each,
    so 700 can be warm, of a population of 22,000"."""
    return any(
        size(factor) >= _LEAST and size(factor) == size(other) * size(each)
        for factor in factors
        for other in factors
        if other is not factor
        for each in others
        if size(each) > 1 < size(other)
    )


_LEAST = 10


def _is_of_a_period(rate: Claim, number: Claim, total: Claim) -> bool:
    """Whether a total of so much a day is that of a month or year, and the number stands elsewhere:
    "96,800 people in October, 3,123 a day"."""
    if rate.segment.span != total.segment.span or number.segment.span == total.segment.span:
        return False
    told = number.document.text[slice(*number.segment.span)]
    if cue("products", "that_rate").search(told):
        return False  # "at that rate it would take 14 weeks"
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
        told += [Decimal(today.year - (year_of(point) or 0)) for point in points]
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
        if holds(moved, change):
            return False
        return is_made(change, (before, after), others) or _is_of_a_neighbour(roles, others)
    levels = (before, after)
    if max(map(size, levels)) > _FAR * min(map(size, levels)) > 0 and any(
        is_share(a, b, change) for a, b in (levels, levels[::-1])
    ):
        return True  # "made $380m on $4bn of sales, a margin of 9.5 per cent"
    if _IS_NOT.search(right_before(change)) or _is_the_other_way(before, after):
        return True
    if is_of_each(change, levels, others) or is_of_some(change, levels):
        return True
    if _is_bound(change):
        if all(each.segment.span != change.segment.span for each in others):
            return False  # "dropped by 5.4 per cent, from 39.7 to 34.3" is all that is said
        others = [c for c in others if c.figure.kind is before.figure.kind or size(c) >= _FEW]
    if before.figure.kind is Kind.PERCENT or any(map(is_none_of, levels)):
        return False
    return not any(are_apart(a, b, change) for a, b in (levels, levels[::-1])) and (
        any(each.figure.kind is Kind.PERCENT and are_apart(*levels, each) for each in others)
        or is_of_two(change, levels, others)
    )


_IS_NOT = lazy(r"\b(?:(?:is|are|was|were|do|does) not|(?:is|are|was|were)n['’]t)(?: make)? $")
_FROM = lazy(r"\bfrom $")
_TO = lazy(r"\bto $")


def _is_the_other_way(before: Claim, after: Claim) -> bool:
    """Whether the text itself says "from" before the later level and "to" before the earlier."""
    one, other = right_before(after), right_before(before)
    return _FROM.search(one) is not None and _TO.search(other) is not None


def _is_of_a_neighbour(roles: _Roles, others: Sequence[Claim]) -> bool:
    """Whether a change is that of a number right before a level that an "and" joins to it: "23 wins
    and 15 defeats, two fewer than a year ago, when they won 25"."""
    levels = (roles["before"][0], roles["after"][0])
    first, last = sorted(levels, key=lambda level: level.figure.span)
    text, start = first.document.text, first.figure.span.start
    return any(
        holds(abs(size(each) - size(last)), roles["change"][0])
        for each in others
        if each.figure.kind is first.figure.kind and each.document.name == first.document.name
        if each.figure.span.end < start <= each.figure.span.end + _NEXT
        if _JOINED.fullmatch(text[each.figure.span.end : start])
    )


def _of_a_share(roles: _Roles, others: Sequence[Claim]) -> bool:
    if not {"part", "whole", "share"} <= roles.keys():
        return False
    part, whole, share = (roles[role][0] for role in ("part", "whole", "share"))
    if share.figure.kind not in _RELATIVE or is_none_of(part) or is_none_of(whole):
        return False
    if not is_share(part, whole, share) and _BY.search(right_before(share)):
        return True  # "cut infections by 60%: 24 of 3,000 fell ill"
    percents = [each for each in others if each.figure.kind is Kind.PERCENT]
    beside = [c for c in others if c.segment.span == part.segment.span and c.figure.kind in _ADDED]
    return not is_share(part, whole, share) and (
        any(is_share(part, whole, each) for each in percents)
        or any(is_share_together((part, each), whole, share) for each in beside)
        or any(is_share_of_both(part, (whole, each), share) for each in others)
        or any(is_share_of_sums((part, a), (whole, b), share) for a, b in combinations(beside, 2))
        or (not _is_bound(share) and is_of_two(share, (part, whole), others))
    )


_BY = lazy(r"\b(?:[^\W\d_]+ )?by (?:about |some |nearly |almost )?$")


def _is_bound(share: Claim) -> bool:
    """Whether words tie a share or a change to its own two figures: then it is hardly of two small
    numbers that stand somewhere else, "and two of the three sheds"."""
    return share.scope is not None and share.scope.value == "stated"


_JUDGES = {
    "span": of_other_years,
    "parts": _of_a_sum,
    "portions": _of_a_sum,
    "product": _of_a_product,
    "change": _of_a_change,
    "share": _of_a_share,
}
