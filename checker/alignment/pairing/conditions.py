"""Under what conditions two figures were taken: by which way, along which side of a thing, of which
bearer of a name or which person.

In: two ``Claim``s. Out: what differs, in words, or ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from checker import lexicon
from checker.alignment.pairing.agreement import slot
from checker.alignment.pairing.checks import Check, Question
from checker.alignment.pairing.windows import around, before, behind
from checker.alignment.pairing.words import stems
from checker.alignment.wording import cue, frame
from checker.dimensions import dimension
from checker.model import Aspect, Claim, Kind
from checker.once import once

# Characters on either side of a length that say by which way.
_AROUND = 60
# "the 12-day Berrow strike"
_NAME_BEHIND = re.compile(r"\s+([^\W\d_a-z][\w’']+(?:\s+[^\W\d_a-z][\w’']+)*)")
# "19 metres by seven"
_OTHER_SIDE = re.compile(r"\s+(?:by|x|×)\s+[^\W_]")
_BEHIND_SIDE = re.compile(r"[^\W_]\s+(?:by|x|×)\s+$")
_TIME_BEFORE = 48
_LITTLE = 20
# A name that is no place or group that the part is in, but mostly whose the whole is.
_OWNER = re.compile(r"(?<!\bin )(?<!\bto )(?<!\bat )(?<!\bfrom )(?<!\bfor )\b[A-Z][\w’']+")
# "the average age of the firemen"; a name with a capital says where.
_OF_GROUP = re.compile(r"\s+(?:of|for|among)\s+(?:(?:the|its|their|all|our)\s+)?([a-z][\w’-]{2,})")
# "a third of its revenue", "of the quarter's sales 46 per cent"
_OF_WHOLE = re.compile(r"\s+of\s+(?:the|its|their|all|total|his|her|our)\b", re.IGNORECASE)
_OF_WHOLE_AHEAD = re.compile(r"\bof\s+(?:the|its|their|all)\s[^.,;:()]{0,40}$", re.IGNORECASE)


def ways(a: Claim, b: Claim) -> str | None:
    """A distance through the air and one over land: "seven kilometres as the crow flies", "the walk
    is 12 kilometres"."""
    if dimension(a.figure) != "length":
        return None
    one, other = _way(a), _way(b)
    return None if one is None or other is None or one == other else f"{one} and {other}"


@once
def _way(claim: Claim) -> str | None:
    near = around(claim, _AROUND, _AROUND)
    if cue("comparing", "through_the_air").search(near) is not None:
        return "through the air"
    return "over land" if cue("comparing", "over_land").search(near) is not None else None


def sides(a: Claim, b: Claim) -> str | None:
    """One is a side of a surface, told with the other side, and the other is none: "19 metres by
    seven"."""
    if dimension(a.figure) != "length" or dimension(b.figure) != "length":
        return None
    return "a side and a length" if _is_side(a) != _is_side(b) else None


@once
def _is_side(claim: Claim) -> bool:
    text, (start, end) = claim.document.text, claim.figure.span
    low, high = claim.segment.span
    return (
        _OTHER_SIDE.match(text, end, min(end + _LITTLE, high)) is not None
        or _BEHIND_SIDE.search(text[max(low, start - _LITTLE) : start]) is not None
    )


def bearers(a: Claim, b: Claim) -> str | None:
    """Two names straight behind sizes that stand before them: "the 12-day Berrow strike", "the
    21-day Telmar strike"."""
    one, other = _bearer(a), _bearer(b)
    if one is None or other is None or set(one.split()) & set(other.split()):
        return None
    return f"{one} and {other}"


@once
def _bearer(claim: Claim) -> str | None:
    start, end = claim.figure.span
    text = claim.document.text
    if "-" not in text[start:end]:
        return None
    found = _NAME_BEHIND.match(text, end, min(end + _AROUND, claim.segment.span.end))
    return None if found is None else found[1]


def sexes(a: Claim, b: Claim) -> str | None:
    """The ages of a man and of a woman: "a woman of 86", "one man, aged 68"."""
    if a.figure.kind is not Kind.AGE or b.figure.kind is not Kind.AGE:
        return None
    one, other = _sex(a), _sex(b)
    return None if one is None or other is None or one == other else f"{one} and {other}"


@once
def _sex(claim: Claim) -> str | None:
    """The sex of the nearest person that the words beside an age tell."""
    for near in (behind(claim, _LITTLE), before(claim, _LITTLE)):
        said = [sex for sex in ("male", "female") if cue("comparing", sex).search(near) is not None]
        if len(said) == 1:
            return said[0]
    return None


def groups(a: Claim, b: Claim) -> str | None:
    """The means of two groups: "the average age of the firemen", "of the teachers"."""
    one, other = _group(a), _group(b)
    if one is None or other is None or not stems(one).isdisjoint(stems(other)):
        return None
    return f"{one} and {other}"


@once
def _group(claim: Claim) -> str | None:
    """Of whom or what a mean is, where that stands straight behind what is measured."""
    if claim.statistic is None or claim.measure is None:
        return None
    end = claim.measure.span.end
    end -= len(" of") * claim.measure.surface.endswith(" of")
    found = _OF_GROUP.match(claim.document.text, end, min(end + _AROUND, claim.segment.span.end))
    return None if found is None else found[1]


def shares(a: Claim, b: Claim) -> str | None:
    """Two shares of one whole, of which nothing that both texts say tells that the same part is
    meant: "of the sales 46 per cent were made in Europe", "earns a third of its revenue in
    dollars"."""
    one, other = _told_of_share(a), _told_of_share(b)
    if one is None or other is None or one & other:
        return None
    return "shares of two parts"


@once
def _told_of_share(claim: Claim) -> frozenset[str] | None:
    """What a clause tells of a share beside the whole that it is of; ``None`` of no share."""
    kinds, level = (Kind.PERCENT, Kind.RATIO), claim.aspect is Aspect.LEVEL
    if claim.figure.kind not in kinds or not level or claim.measure is None:
        return None
    ahead, after = before(claim, _AROUND), behind(claim, _AROUND)
    if _OF_WHOLE.match(after) is None and _OF_WHOLE_AHEAD.search(ahead) is None:
        return None
    said = "" if claim.attribution is None else claim.attribution.speaker
    told = _OWNER.sub(" ", f"{ahead} {after}")
    return stems(told) - stems(f"{claim.measure.surface} {said}") - _idle()


@cache
def _idle() -> frozenset[str]:
    """Words beside a share that do not tell which part it is."""
    return stems(" ".join(lexicon.load("comparing")["idle_of_shares"]))


def _is_side_of_length(claim: Claim) -> bool:
    return dimension(claim.figure) == "length" and _is_side(claim)


@once
def _is_of_what_time(claim: Claim) -> str | None:
    """Of a length of time: how long nothing was like it, or in how long something was so often."""
    if claim.figure.kind is not Kind.DURATION:
        return None
    led = before(claim, _TIME_BEFORE)
    if frame("spans", r"\b{firsts}(?: [^\W\d_]+){0,3} (?:in|for|since) $").search(led):
        return "the time since the like of it"
    times = frame("comparing", r"\b{so_often}(?: [^\W\d_]+){0,3} (?:in|within) $").search(led)
    return None if times is None else "the time in which it was so often"


def records(a: Claim, b: Claim) -> str | None:
    """How long nothing was like it, "its lowest in two years", and in how long something was so
    often, "the third cut in nine months"."""
    one, other = _is_of_what_time(a), _is_of_what_time(b)
    return None if one is None or other is None or one == other else f"{one} and {other}"


def is_limit(measure: str | None) -> bool:
    """Whether what is measured is a limit by its nature, so that "no more than" states it."""
    return measure is not None and bool(
        set(measure.split("_")) & set(lexicon.load("comparing")["limits"])
    )


def speeds(a: Claim, b: Claim) -> str | None:
    """How fast something went, on average and at one moment, or how fast it may."""
    if not (_is_speed(a) and _is_speed(b)):
        return None
    of = {slot(claim, "statistic") for claim in (a, b)}
    if len(of) > 1 and "mean" in of:
        return "an average and a speed"
    limits = [is_limit(slot(claim, "measure")) for claim in (a, b)]
    return "a limit and a speed" if any(limits) and not all(limits) else None


def _is_speed(claim: Claim) -> bool:
    return dimension(claim.figure) == "speed"


EITHER: Mapping[Check, Question] = {sides: _is_side_of_length}
BOTH: Mapping[Check, Question] = {
    records: lambda claim: claim.figure.kind is Kind.DURATION,
    ways: _way,
    bearers: _bearer,
    sexes: _sex,
    groups: _group,
    shares: _told_of_share,
    speeds: _is_speed,
}
