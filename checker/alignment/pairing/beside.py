"""What the words straight beside two figures tell apart: a size and a count, ore and gold.

In: two ``Claim``s, or one. Out: what differs, in words, or ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache

from checker import lexicon
from checker.alignment.pairing.agreement import behaviour, same_measure, same_period
from checker.alignment.pairing.checks import Check, Question
from checker.alignment.pairing.sizes import size
from checker.alignment.pairing.windows import around, before, behind
from checker.alignment.pairing.words import stems
from checker.alignment.wording import cue, frame
from checker.dimensions import dimension
from checker.model import Claim, Kind, Modifier
from checker.once import once

_OF = re.compile(r"\b(?:an?|the|its|their|his|her)\s+(?:\w+\s+)?(\w+)\s+of\s+$", re.IGNORECASE)
# The thing behind its size: "the 174-car potash train".
_THING = re.compile(r"(?:\s+[^\W\d_]+){1,3}")
# "tonnes of ore"; "seven of the train's nine coaches".
_OF_WHAT = re.compile(r"\s+of\s+(?:the\s+|its\s+|their\s+)?([^\W\d_]{3,}(?:\s+[^\W\d_]{3,})?)")
_PART_OF = re.compile(
    r"(\w+)(?:\s+([^\W\d_]+))?\s+(?:out\s+)?of\s+(?:(?:the|its|their|his|her|a|all)\s+)?"
    r"(?:[^\W\d_]+(?:'s|’s|s'|s’)\s+)?$"
)
# "feet above the pines"
_ABOVE = re.compile(
    r"\s+(?:above|below|over|beneath|under)\s+(?:the\s+|its\s+|their\s+)?([^\W\d_]+(?:\s+[^\W\d_]+)?)"
)
_CLAUSE_END = re.compile(r"[,.;:()—–]")
# Units of one dimension so far apart measure no one thing: tonnes of ore, ounces of gold.
_UNITS_APART = 5000
_LEFT = "what is left"
# How many times one value the other may be, where both are of one thing.
_NEAR = 3
# So many characters around a figure are said of it.
_ABOUT = 40
_AROUND = 60
_BEHIND = 24
_CLAUSE = 80
_BOUND = len("short of ")
# Of these "more" makes a movement, which is told by another slot.
_SHARES = frozenset({Kind.PERCENT, Kind.RATIO, Kind.PERCENTAGE_POINT, Kind.MULTIPLE})


def is_size(claim: Claim) -> bool:
    """Whether a count is the size of a thing."""
    return _size_of(claim) is not None


def sizes(a: Claim, b: Claim) -> bool:
    """Whether one of two counts is the size of a thing, and the other is not of that thing. "A
    train of nine coaches" and "the train had 11 coaches" may be one."""
    one, other = _size_of(a), _size_of(b)
    if (one is None) == (other is None):
        return False
    thing, plain = (one, b) if one is not None else (other, a)
    owner = plain.entity.surface.lower().split() if plain.entity is not None else []
    return not set(owner) & (thing or frozenset())


@once
def _size_of(claim: Claim) -> frozenset[str] | None:
    """The words of the thing of which a count is the size: "the 120-seat assembly", "a train of
    nine coaches"; ``None`` where it is the size of none."""
    figure, text = claim.figure, claim.document.text
    if figure.noun is None or figure.noun_span is None:
        return None
    start, end = figure.noun_span
    if text[start - 1 : start] == "-" and start <= figure.span.end + 1:
        found = _THING.match(text, end, min(end + _AROUND, claim.segment.span.end))
        return frozenset(found[0].lower().split()) if found is not None else frozenset()
    found = _OF.search(text, max(0, figure.span.start - 30), figure.span.start)
    if found is None or found[1].lower() in _counted_of():
        return None
    return frozenset({found[1].lower()})


def occasions(a: Claim, b: Claim) -> str | None:
    """One of them is said to be of another occasion: "last season's derby ended with 14"."""
    if same_period(a, b):
        return None
    one, other = _occasion(a), _occasion(b)
    return None if (one is None) == (other is None) else f"{one or other} and now"


def is_of_another_time(claim: Claim) -> bool:
    """Whether the words beside a figure say that it is of another occasion."""
    return _occasion(claim) is not None


@once
def _occasion(claim: Claim) -> str | None:
    """Of which other occasion a figure is, in words: "last season", "a second convoy, of 30"."""
    near = around(claim, _AROUND, _AROUND).replace("-old", "").replace("s old", "")
    more = frame("comparing", r"\b{one_more}(?= (?:[^\W\d_]+ )?[^\W\d_]+, (?:of|with) $)")
    found = more.search(before(claim, _AROUND)) or cue("comparing", "other_occasions").search(near)
    return None if found is None else " ".join(found[0].lower().split())


def qualifiers(a: Claim, b: Claim) -> str | None:
    """Words between a number and its noun that differ: "four southern counties", "two neighbouring
    counties"."""
    one, other = _qualified(a), _qualified(b)
    if not one or not other or one & other:
        return None
    return f"{', '.join(sorted(one))} and {', '.join(sorted(other))}"


@once
def _qualified(claim: Claim) -> frozenset[str]:
    span = claim.figure.noun_span
    if span is None or span.start <= claim.figure.span.end:
        return frozenset()
    return stems(claim.document.text[claim.figure.span.end : span.start])


def substances(a: Claim, b: Claim) -> str | None:
    """What is measured out differs: "tonnes of ore", "ounces of gold"; or its units are such as
    nobody measures one thing in."""
    if a.figure.kind is not Kind.MEASURE or b.figure.kind is not Kind.MEASURE:
        return None
    one, other = _substance(a), _substance(b)
    if one is not None and other is not None and not _may_be_one_stuff(one, other):
        return f"{one} and {other}"
    first, second = _factor(a), _factor(b)
    apart = first and second and max(first / second, second / first) > _UNITS_APART
    return None if not apart or _are_of_one_size(a, b) else "units far apart"


def _are_of_one_size(a: Claim, b: Claim) -> bool:
    """Whether two units only write one size: "0.9 Mt", "600,000 tonnes"."""
    one, other = size(a).value, size(b).value
    if not one or not other:
        return False
    return one <= other * _NEAR and other <= one * _NEAR


def _may_be_one_stuff(one: str, other: str) -> bool:
    """Whether two names can be of one stuff: "fuel oil", "heavy oil"; "apples", "fruit"."""
    if stems(one) & stems(other):
        return True
    stuff = lexicon.load("comparing")["any_stuff"]
    return (_head_of(one) in stuff) != (_head_of(other) in stuff)


def _head_of(words: str) -> str:
    """The last word that is no small one: of "fruit from" the first."""
    return next((word for word in reversed(words.split()) if stems(word)), "")


@once
def _substance(claim: Claim) -> str | None:
    end = claim.figure.span.end
    found = _OF_WHAT.match(claim.document.text, end, min(end + 40, claim.segment.span.end))
    # "of the Serrana hills" says where
    return None if found is None or found[1][0].isupper() else found[1].lower()


@once
def _factor(claim: Claim) -> Decimal | None:
    unit = claim.figure.quantity.unit if claim.figure.quantity else None
    entry = lexicon.load("units")["units"].get(unit)
    return Decimal(entry["factor"]) if entry else None


def heights(a: Claim, b: Claim) -> str | None:
    """What a height or a depth is taken from differs: "402 feet above sea level", "310 feet above
    the pines"."""
    one, other = _taken_from(a), _taken_from(b)
    if one is None or other is None or stems(one) & stems(other):
        return None
    return f"above {one} and above {other}"


@once
def _taken_from(claim: Claim) -> str | None:
    if dimension(claim.figure) != "length":
        return None
    end = claim.figure.span.end
    found = _ABOVE.match(claim.document.text, end, min(end + _AROUND, claim.segment.span.end))
    return None if found is None else found[1].lower()


def wholes(a: Claim, b: Claim) -> str | None:
    """One is the whole that another figure is a part of: "seven of the nine coaches"."""
    if _is_whole(a) == _is_whole(b):
        return None
    return "a whole and a figure that is none"


@once
def _is_whole(claim: Claim) -> bool:
    return _is_behind_part(before(claim, _ABOUT))


@lru_cache(maxsize=1 << 14)
def _is_behind_part(before: str) -> bool:
    words = before.lower().split()[-2:]
    if words[-1:] == ["all"]:
        return words[0] != "in"
    found = _PART_OF.search(before)
    return found is not None and any(_counts(word.lower()) for word in found.groups() if word)


@cache
def _counts(word: str) -> bool:
    return word.isdigit() or word in lexicon.load("comparing")["parts_of"]


@cache
def _counted_of() -> frozenset[str]:
    return frozenset(lexicon.load("comparing")["counted_of"])


def stands(a: Claim, b: Claim) -> str | None:
    """One of them is no size of the thing, but how much it lacks, how far it goes beyond another,
    how much is left or how far it has come: "short of 228 men", "50 metres shorter than that"."""
    if any(
        one.figure.noun is None and _is_some_of(one) and _is_had(other)
        for one, other in ((a, b), (b, a))
    ):
        return "a part and what there is"
    one, other = _stand(a), _stand(b)
    return None if one == other else f"{one or 'a size'} and {other or 'a size'}"


def partitives(a: Claim, b: Claim) -> str | None:
    """One is some of what there is, "24 of the carriers", and the other is not said to be. Where it
    is told how many there are, "24 of the 40", a reader takes the 24 for what is told."""
    one, other = (_is_some_of(claim) and not _has_whole(claim) for claim in (a, b))
    return None if one == other else "some of them and all"


def _has_whole(claim: Claim) -> bool:
    """Whether a number stands among the words behind "of the"; "six of his nine years" are a part
    of them all the same."""
    words = _CLAUSE_END.split(behind(claim, _ABOUT))[0].split()[2:5]
    if not _times().isdisjoint(words):
        return False
    return any(word.isdigit() or _counts(word.lower()) for word in words)


@cache
def _times() -> frozenset[str]:
    return frozenset(f"{unit}s" for unit in lexicon.load("spans")["time_units"])


@once
def _is_some_of(claim: Claim) -> bool:
    """Whether a figure is some of what there is, "three of the plant's set", or a share of what was
    named before, "half of which"."""
    if claim.figure.kind in _SHARES:
        return (
            frame("comparing", r"\s+of (?:which|whom)\b").match(behind(claim, _BEHIND)) is not None
        )
    if claim.figure.kind is not Kind.COUNT:
        return False
    return frame("comparing", r"\s+{some_of}\b").match(behind(claim, _BEHIND)) is not None


def _is_had(claim: Claim) -> bool:
    """Whether a figure says how many a thing has: "the plant has four compressors"."""
    if (
        claim.figure.kind is not Kind.COUNT
        or claim.figure.noun is None
        or claim.measure is not None
    ):
        return False
    return frame("comparing", r"\b{having}\s+$").search(before(claim, _ABOUT)) is not None


@once
def _stand(claim: Claim) -> str | None:
    text, (low, high) = claim.document.text, claim.segment.span
    figure, noun = claim.figure.span, claim.figure.noun_span
    start = figure.start
    if claim.figure.modifier is Modifier.LESS_THAN:
        # "Short of 228" is read as less than that, which it is not of men.
        start = min(figure.end, start + _BOUND)
    end = max(figure.end, noun.end if noun is not None else 0)
    ahead = text[max(low, start - _CLAUSE) : start]
    found = _stand_of(
        f". {ahead}" if start - _CLAUSE <= low else ahead,
        text[end : min(high, end + _BEHIND)],
        claim.figure.kind,
    )
    if found is None and claim.figure.noun in lexicon.load("comparing")["balance"]:
        gained = frame("comparing", r"\b{gaining}\s+$").search(ahead)
        found = "what was lost or won" if gained else None
    # "460 jobs to go" are lost, as their measure says.
    measured = claim.measure is not None and claim.measure.span.end > end
    return None if found == _LEFT and measured else found


@lru_cache(maxsize=1 << 14)
def _stand_of(before: str, behind: str, kind: Kind) -> str | None:
    if kind is not Kind.DURATION and frame("comparing", r"\b{lacking}\s+$").search(before):
        return "what is lacking"
    if kind not in _SHARES and frame("comparing", r"\s+{measured_off}\b").match(behind):
        return "a difference"
    if frame("comparing", r"\s+{left_over}\b").match(behind):
        return _LEFT
    if _is_out_of_all(before, behind):
        return "a part"
    if kind is not Kind.MEASURE:
        return None
    if frame("comparing", r"\b{on_the_way}\s+$").search(before):
        return "a point on the way"
    went = frame("comparing", r"\s+(?:(?:had|have|has) )?{went_out}\b").match(behind)
    if went or frame("comparing", r"\b{lost_or_won}\s+$").search(before):
        return "what was lost or won"
    return "a part" if frame("comparing", r"\b{components}\s+of\b").search(before) else None


def _is_out_of_all(before: str, behind: str) -> bool:
    """Whether a clause begins with a whole, "of the staff, 12", or has one and goes on with some
    "of them"."""
    opening = r"[.,;:—–] (?:and )?{out_of_all}\s[^.;,]*, {hedging}?\s*$"
    if frame("comparing", opening).search(before):
        return True
    if not frame("comparing", r"\s+{of_them}\b").match(behind):
        return False
    return frame("comparing", r"\b{out_of_all}\s[^.;]*, {hedging}?\s*$").search(before) is not None


def times_of_day(a: Claim, b: Claim) -> str | None:
    """Two parts of a day, for what lasts: "on Monday morning", "on Monday evening". A night may end
    in a morning."""
    if "event" in {behaviour(a), behaviour(b)} or not a.figure.kind.is_quantity:
        return None
    one, other = _time_of_day(a), _time_of_day(b)
    if one is None or other is None or one == other:
        return None
    return f"{one} and {other}"


@once
def _time_of_day(claim: Claim) -> str | None:
    told = cue("comparing", "times_of_day")
    found = told.search(around(claim, _AROUND, _AROUND))
    if found is None and behaviour(claim) == "state":
        # "At noon 1,400 hectares had burnt. 240 firefighters were there."
        found = told.search(_sentence_before(claim))
    if found is None:
        return None
    return str(lexicon.load("comparing")["times_of_day"][found[0].lower()])


def _sentence_before(claim: Claim) -> str:
    """The sentence before that of a figure, in its paragraph."""
    start = claim.segment.span.start
    led = claim.document.text[max(0, start - 2 * _CLAUSE) : start].rpartition("\n")[2].rstrip()
    return led[:-1].rpartition(". ")[2]


def turns(a: Claim, b: Claim) -> str | None:
    """Two of a row: "in the first round", "in the second round"."""
    if not (a.figure.kind.is_quantity and b.figure.kind.is_quantity):
        return None
    one, other = _turns(a), _turns(b)
    for noun in one.keys() & other.keys():
        if not one[noun] & other[noun]:
            return f"{min(one[noun])} {noun} and {min(other[noun])} {noun}"
    return None


@once
def _turns(claim: Claim) -> dict[str, set[str]]:
    """What a sentence says by an ordinal which one it is of, but for the figure itself."""
    found: dict[str, set[str]] = {}
    low, high = claim.segment.span
    text = claim.document.text[low:high]
    if not cue("comparing", "turns").search(text):
        return found
    for each in frame("comparing", r"\b({turns}) ([^\W\d_]+)\b").finditer(text):
        at = low + each.start()
        if not claim.figure.span.start <= at < claim.figure.span.end:
            found.setdefault(each[2].lower(), set()).add(each[1].lower())
    return found


def counts_apart(a: Claim, b: Claim) -> str | None:
    """Another figure of the one's sentence counts what the other one counts: "23 aboard: 20
    passengers and a crew of three"."""
    for one, other in ((a, b), (b, a)):
        noun = one.figure.noun
        if noun is None or other.figure.noun_span is not None or _is_of_told(other):
            continue
        if same_measure(one, other) and _is_led_in(other):
            continue
        text = other.document.text[slice(*other.segment.span)]
        if other.figure.noun is None and _names_one(other, noun):
            return f"a number of {noun} and what one of them has"
        if noun not in text:
            continue
        for found in re.finditer(rf"(\w+)\s+(?:[^\W\d_]+\s+)?{re.escape(noun)}\b", text):
            at = other.segment.span.start + found.start()
            if _counts(found[1].lower()) and not at <= other.figure.span.start <= at + len(
                found[0]
            ):
                return f"another figure counts {noun}"
    return None


def _is_led_in(claim: Claim) -> bool:
    """Whether what a bare number measures leads straight to it, or it has moved there:
    "the number of dead as 41", "the 30 votes shrank to 12"."""
    of, near = claim.measure, before(claim, _BEHIND)
    if of is None or frame("movements", r"\b(?:{moving_up}|{moving_down})\s+to\s+$").search(near):
        return of is not None
    return 0 <= claim.figure.span.start - of.span.end <= _BEHIND


def _names_one(claim: Claim, noun: str) -> bool:
    """Whether one of what a noun counts stands before a bare number: "a ticket won 64 million"."""
    one = noun.lower().removesuffix("s")
    led = before(claim, _CLAUSE).lower()
    if one == noun.lower() or one not in led:
        return False
    return re.search(rf"\b(?:an?|one) {re.escape(one)}\b", led) is not None


def _is_of_told(claim: Claim) -> bool:
    """Whether a figure is some of what its sentence told before: "64 drones, of which 51"."""
    return frame("comparing", r"\b{of_them}\s+$").search(before(claim, _ABOUT)) is not None


def is_way_off(claim: Claim) -> bool:
    """Whether a length is how far something lies from something, "35 km to the south", though the
    words do not name both."""
    if dimension(claim.figure) != "length":
        return False
    off = frame("comparing", r"\s*(?:\([^)]*\) ?)?{way_off}(?!\w)")
    return off.match(behind(claim, _AROUND)) is not None


@once
def is_to_come(claim: Claim) -> bool:
    """Whether a sentence tells what is to come: "will cost $3 billion"."""
    return cue("comparing", "to_come").search(around(claim, _CLAUSE, _ABOUT)) is not None


def _is_measured(claim: Claim) -> bool:
    return claim.figure.kind is Kind.MEASURE


def _is_some(claim: Claim) -> bool:
    return _stand(claim) is not None or _is_some_of(claim)


def _counts_nothing(claim: Claim) -> bool:
    return claim.figure.noun_span is None


EITHER: Mapping[Check, Question] = {
    wholes: _is_whole,
    occasions: _occasion,
    stands: _is_some,
    partitives: _is_some_of,
    counts_apart: _counts_nothing,
}
BOTH: Mapping[Check, Question] = {
    substances: _is_measured,
    heights: _taken_from,
    qualifiers: _qualified,
    times_of_day: _time_of_day,
    turns: _turns,
}
