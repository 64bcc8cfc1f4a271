"""Needs: what a passage must have before anything looks for a sum, a change or a span in it.

In: nothing. Out: ``NEEDS``, by the name under which it is asked for in a sentence or a paragraph;
any one of several will do. ``possible`` says what of it a passage has.

A need is never narrower than what looks behind it: where it is not met, nothing could have been
found. It may be wider, since it costs next to nothing and only has to keep most passages out.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from checker.model import Kind


class Mark(StrEnum):
    """What figures of any kind may have, counted like a kind."""

    ANY = "any"
    BARE = "bare"  # a number without a noun straight behind it, which may have another's unit
    STRETCH = "stretch"  # two ends: a range or a change
    RATE = "rate"  # a unit with "an hour" or the like
    NIGHTS = "nights"  # so many nights, which are a length of time
    MOVED = "moved"  # the words beside it say up or down


Sort = Kind | Mark
_Sorts = frozenset[Sort]


def _of(*sorts: Sort) -> _Sorts:
    return frozenset(sorts)


_COUNTED = _of(Kind.COUNT, Kind.MONEY, Kind.MEASURE)
_ADDED = _COUNTED | _of(Kind.DURATION)
_SHARES = _of(Kind.PERCENT, Kind.RATIO)
_CHANGES = _SHARES | _of(Kind.MULTIPLE)
_LEVELS = _ADDED | _SHARES | _of(Kind.SCALE)
UNITED = _of(Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.PERCENT)
"""A bare number beside one of these may have its unit."""

NIGHTS = frozenset({"night", "nights"})
"""Nouns of numbers that are lengths of time."""

_FACTORS = _ADDED | _of(Kind.TIME, Kind.RATIO)
_DAYS = _of(Kind.DATE, Kind.YEAR)
_POINTS = _DAYS | _of(Kind.TIME)
_AGES = _of(Kind.AGE, Kind.ORDINAL, Mark.BARE)
_LASTING = _of(Kind.DURATION, Mark.NIGHTS)
_LENGTHS = _LASTING | _of(Kind.ORDINAL)


_ON_DAYS = frozenset(
    {"mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"}
)


class Need(NamedTuple):
    """What a passage must have.

    ``figures``: at least so many of these kinds. ``alike``: so many of one of these kinds, a bare
    number counted with any; one with two ``ends`` may count as two. ``says``: a word of one of
    these phrases, as lists of a lexicon, or one of ``words``. What is not given is not needed.
    """

    figures: tuple[tuple[_Sorts, int], ...] = ()
    alike: tuple[_Sorts, int] | None = None
    ends: bool = False
    says: tuple[tuple[str, ...], ...] = ()
    words: frozenset[str] = frozenset()


_PERCENT = (_of(Kind.PERCENT), 1)
_TWO_LEVELS = (_LEVELS, 2)
_TWO_COUNTED = (_COUNTED, 2)
_SUM = (_ADDED, 3)

NEEDS: Mapping[str, tuple[Need, ...]] = MappingProxyType(
    {
        # Three numbers, of which a change or a range has two; or two with units.
        "bound": (
            Need(figures=((_LEVELS | _CHANGES | _of(Kind.PERCENTAGE_POINT), 3),)),
            Need(figures=((_LEVELS | _CHANGES, 2), (_of(Mark.STRETCH), 1))),
            Need(figures=((UNITED | _of(Kind.RATIO), 2),)),
            Need(figures=((_of(Kind.DURATION), 1), (_POINTS, 1))),
            Need(figures=((_AGES, 1), (_DAYS, 1))),
            Need(figures=((_AGES, 2), (_of(Kind.DURATION), 1))),
        ),
        # ---------------------------------------------------------------------- changes
        "margins": (
            Need(
                figures=((_of(Kind.DURATION), 3),),
                says=(("movements", "ahead", "beaten"),),
                words=frozenset({"off"}),
            ),
        ),
        "contrasts": (
            Need(
                figures=((_of(Kind.MULTIPLE, Mark.MOVED), 1), (_of(Mark.ANY), 3)),
                alike=_TWO_LEVELS,
                ends=True,
            ),
            Need(
                figures=((_of(Mark.ANY), 3),),
                alike=_TWO_LEVELS,
                ends=True,
                says=(("contrasts", "up", "down", "apart"),),
            ),
        ),
        "falls": (Need(figures=(_PERCENT, (_of(Mark.MOVED), 1))),),
        "levels": (
            Need(figures=((_of(Mark.STRETCH), 1),)),
            Need(figures=((_of(Kind.YEAR, Kind.MULTIPLE), 1),), alike=_TWO_LEVELS),
            Need(
                alike=_TWO_LEVELS,
                says=(
                    ("movements", "before", "earlier", "now", "before_behind", "again"),
                    ("movements", "once_there"),
                ),
                words=frozenset({"("}),
            ),
        ),
        "longer": (Need(alike=(_of(Kind.DURATION), 2), ends=True),),
        "either": (
            Need(figures=(_PERCENT, (_of(Mark.MOVED), 1)), alike=_TWO_COUNTED),
            Need(figures=(_PERCENT,), alike=_TWO_COUNTED, says=(("contrasts", "up", "down"),)),
        ),
        # ---------------------------------------------------------------------- limits
        "extremes": (
            Need(
                figures=((_of(Mark.ANY), 2),),
                says=(("extremes", "sorts.*.least", "sorts.*.most", "closing"),),
                words=frozenset({"net"}),
            ),
        ),
        "capacities": (
            Need(figures=((_of(Kind.COUNT), 2),), says=(("capacities", "spare", "crowded"),)),
        ),
        "ceilings": (
            Need(
                figures=((_of(Mark.ANY), 2),),
                says=(("extremes", "reached", "was_it", "putting", "at_its_end", "logged"),),
            ),
        ),
        "generations": (Need(figures=((_of(Kind.AGE), 2),)),),
        # ---------------------------------------------------------------------- balances
        "came": (
            Need(
                figures=((_of(Mark.ANY), 4),), says=(("balances", "came", "came_behind", "took"),)
            ),
        ),
        "went": (
            Need(figures=((_of(Mark.ANY), 4),), says=(("balances", "went", "went_behind", "put"),)),
        ),
        # ---------------------------------------------------------------------- shares
        "shares": (
            Need(figures=((_SHARES, 1),)),
            Need(figures=((_of(Kind.ORDINAL), 1),), words=frozenset({"a"})),
            Need(says=(("shares", "in_hundred", "in_every_coin"),)),
        ),
        "in hundred": (Need(says=(("shares", "in_hundred"),)),),
        "in every coin": (Need(says=(("shares", "in_every_coin"),)),),
        "members": (Need(alike=_TWO_COUNTED),),
        "members of": (Need(alike=_TWO_COUNTED, words=frozenset({"of", "every", "each"})),),
        "triples": (
            Need(figures=((_SHARES, 1),), alike=_TWO_COUNTED),
            Need(figures=((_SHARES, 1), (_COUNTED, 2)), words=frozenset({"of"})),
            Need(figures=((_of(Kind.ORDINAL), 1),), alike=_TWO_COUNTED, words=frozenset({"a"})),
            Need(alike=_TWO_COUNTED, says=(("shares", "in_hundred", "in_every_coin"),)),
        ),
        "parted": (
            Need(alike=(_ADDED, 2), ends=True),
            Need(figures=((_of(Kind.PERCENT), 3),)),
        ),
        "ballots": (Need(figures=((_of(Kind.COUNT), 2),), says=(("contests", "electors"),)),),
        "partitives": (
            Need(
                figures=((_ADDED, 2),),
                words=frozenset({"of", "including", "counting", "among", "amongst"}),
            ),
        ),
        "so much of": (
            Need(
                figures=((_ADDED, 2),),
                words=frozenset(
                    {"of", "including", "includes", "included", "contains", "contained"}
                ),
            ),
        ),
        "of those": (Need(figures=((_of(Kind.COUNT), 1),), says=(("shares", "of_these"),)),),
        # ---------------------------------------------------------------------- portions
        "two sorts": (Need(figures=((_of(Kind.COUNT), 3),), words=frozenset({"of", "among"})),),
        "percentages": (Need(figures=(_PERCENT,)),),
        "votes": (Need(says=(("contests", "votes", "houses"),)),),
        # ---------------------------------------------------------------------- conversions
        "conversions": (Need(figures=((_of(Kind.MEASURE, Kind.DURATION), 2),)),),
        "restatements": (
            Need(
                figures=((_of(Mark.ANY), 2),), says=(("conversions", "indian", "hours", "joined"),)
            ),
        ),
        "periods": (
            Need(figures=((_of(Mark.RATE), 1), (_of(Mark.ANY), 2))),
            Need(
                figures=((_of(Kind.COUNT, Kind.MEASURE), 2),),
                words=frozenset({"second", "minute", "hour", "day", "week", "month"}),
            ),
        ),
        # ---------------------------------------------------------------------- spans
        "times": (Need(figures=((_POINTS | _LENGTHS, 1),)),),
        "lengths": (Need(figures=((_LASTING, 1),)),),
        "weekdays": (
            Need(figures=((_of(Kind.DATE, Kind.ORDINAL), 1),), says=(("calendar", "weekdays"),)),
            Need(figures=((_of(Kind.DATE), 2),), words=_ON_DAYS),
            Need(figures=((_of(Kind.ORDINAL), 3),), words=_ON_DAYS),
        ),
        "turned days": (Need(figures=((_of(Kind.DATE), 2),)),),
        "counted units": (
            Need(
                figures=((_DAYS, 1), (_of(Kind.ORDINAL), 1)),
                words=frozenset({"day", "week", "month", "year"}),
            ),
        ),
        "backwards": (Need(figures=((_DAYS, 1), (_LENGTHS, 1))),),
        "spans": (Need(alike=(_POINTS, 2), ends=True),),
        "jubilees": (
            Need(figures=((_DAYS, 2),), says=(("spans", "jubilees"),)),
            Need(figures=((_DAYS, 2), (_AGES, 1)), says=(("spans", "anniversary"),)),
        ),
        "spans across": (Need(figures=((_POINTS | _of(Mark.STRETCH), 2), (_LASTING, 1))),),
        "lapses": (Need(figures=((_POINTS, 1), (_LENGTHS, 1))),),
        "births": (Need(figures=((_DAYS, 1),), says=(("spans", "made", "born_label"),)),),
        "one life": (
            Need(figures=((_of(Kind.AGE), 1),)),
            Need(figures=((_AGES, 1), (_DAYS, 2))),
            Need(figures=((_AGES, 2), (_of(Kind.DURATION), 1)), words=frozenset({"ago"})),
            Need(
                figures=((_AGES, 1), (_DAYS, 1)),
                words=frozenset({"was", "at", "age", "aged", "then", "when", "as"}),
            ),
            Need(figures=((_DAYS, 1),), says=(("spans", "born_at", "made", "dying"),)),
            Need(figures=((_AGES, 1),), says=(("spans", "dying", "lately"),)),
        ),
        "lifetimes": (
            Need(figures=((_AGES, 1), (_DAYS, 1)), says=(("spans", "born_at", "made"),)),
            Need(figures=((_AGES, 2), (_DAYS | _of(Kind.DURATION), 1))),
            Need(figures=((_of(Kind.AGE), 1), (_DAYS, 2))),
            Need(figures=((_AGES, 1), (_DAYS, 2)), words=frozenset({"("})),
            Need(figures=((_AGES, 3),), says=(("spans", "bore", "child_came"),)),
        ),
        # ---------------------------------------------------------------------- products
        "for one": (Need(says=(("products", "of_one", "of_many"),)),),
        "concluded": (
            Need(
                says=(
                    ("products", "brings", "resumes", "summed", "comes_out", "thus"),
                    ("products", "totals_behind"),
                )
            ),
        ),
        "products": (
            Need(figures=((_FACTORS, 3),), alike=(_ADDED, 2), ends=True),
            Need(figures=((_of(Kind.MONEY), 2),)),
            Need(figures=((_of(Kind.RATIO), 1),)),
            Need(figures=((_COUNTED, 3),), says=(("products", "strike_rate"),)),
        ),
        "out of": (Need(figures=((_of(Kind.RATIO), 1),)),),
        "exchanged": (Need(figures=((_of(Kind.MONEY), 2),)),),
        "strike rates": (Need(figures=((_COUNTED, 3),), says=(("products", "strike_rate"),)),),
        # ---------------------------------------------------------------------- sums
        "rest told": (Need(says=(("sums_told", "rest", "rest_behind", "ones"),)),),
        "gap told": (
            Need(says=(("gaps", "ahead", "beaten", "more", "behind", "named", "concluded"),)),
        ),
        "labels": (Need(says=(("sums_told", "labels"),)),),
        "some of one": (
            Need(figures=((_ADDED, 2),), says=(("sums_told", "some_of", "of_those"),)),
        ),
        "sums": (Need(alike=_SUM),),
        "leftovers": (Need(alike=_SUM, says=(("sums_told", "rest", "rest_behind", "ones"),)),),
        "gaps": (
            Need(
                alike=_SUM,
                says=(("gaps", "ahead", "beaten", "more", "behind", "named", "concluded"),),
            ),
        ),
        "poised": (Need(alike=_SUM),),  # of a sentence and the one before it
        "majorities": (
            Need(figures=((_of(Kind.SCORE), 1), (_of(Kind.COUNT), 1))),
            Need(figures=((_of(Kind.COUNT), 3),), says=(("gaps", "prevailed"),)),
        ),
        "singles": (Need(figures=((_of(Kind.COUNT), 2),), says=(("singles", "one"),)),),
        "listings": (
            Need(alike=(_ADDED | _of(Kind.PERCENT), 3)),
            Need(alike=(_of(Kind.PERCENT), 2)),
        ),
        "percents": (Need(alike=(_of(Kind.PERCENT), 2)),),
        "runs": (Need(alike=(_ADDED | _of(Kind.PERCENT), 2)),),
    }
)
