"""Extremes: the least, the mean and the most of one thing, each told by a word for it.

In: a ``Sentence``. Out: the lesser and the greater of two that the words set in order: "the
panel's youngest judge is 44 and its oldest 52", "£60 or so for the cheapest room and £145 for the
dearest", "a high of 2.18 before closing at 2.06", "the average age is 71, the youngest being 58".

A figure that two words would call something is left alone, and so are two that are told of other
times, places, owners or things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import IntEnum
from itertools import combinations
from typing import NamedTuple

from checker import lexicon
from checker.alignment.bounding.one_thing import KINDS, in_one_unit, of_one_thing
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.wording import cue, frame
from checker.dimensions import head
from checker.model import Claim, Form, Kind, Modifier
from checker.patterns import lazy

_REACH = 72
_VERBS = {
    "price": "costs",
    "time": "takes",
    "length": "takes",
    "pay": "earns",
    "age": "be",
    "size": "has",
}
"""What the least and the most of a sort do; the largest bottle need not cost the most."""
_NEAR = 3
"""Extremes that lie farther apart are of two things."""

_HEDGE = Decimal("1.1")

_WORDS = r"(?P<noun>(?:(?!{no_noun}\b)[^\W\d_][\w’'-]* ){0,3}?)"
_OF_THEM = (
    r"(?P<set>(?:(?:of|in|on|among|from) "
    r"(?:(?!{no_noun}\b)[^\W_](?:,(?=\w)|[\w’'-])* ){1,4}?)?)"
)
_TIMES = frozenset({Kind.YEAR, Kind.DATE, Kind.TIME})
_PLACED = lazy(r" ?(?:[^\W\d_]+ )?((?:in|at|on|by|for|near|during) (?:the )?[\w-]+)")
_OWNER = lazy(r"([^\W\d_][\w-]*)(?:['’]s?)? $")
_ANY_OWNER = frozenset({"", "the", "a", "its", "their", "whose", "and", "is", "at", "with", "was"})


class Place(IntEnum):
    """Where a figure stands among all of its kind."""

    LEAST = 0
    MEAN = 1
    MOST = 2


class End(NamedTuple):
    """A figure, which of all it is, and what the words say that all of them are."""

    claim: Claim
    place: Place
    sort: str
    noun: str
    among: str
    owner: str
    span: tuple[int, int]


def extremes(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """Every two figures of a sentence that its words set in order, the lesser first."""
    if sum(claim.figure.kind in KINDS for claim in sentence.claims) > 1:
        told = told_ends(sentence)
        for one, other in combinations(told, 2):
            lesser, greater = sorted((one, other), key=lambda end: end.place)
            if lesser.place is greater.place or not _are_of_one(sentence, one, other):
                continue
            if _is_of_another_count(sentence, one, other):
                continue
            least, most = in_one_unit(lesser.claim, greater.claim)
            if of_one_thing(least, most) and _may_be_reversed(least, most):
                yield least, most
        yield from _closing(sentence)
        yield from _net(sentence)


def _may_be_reversed(least: Claim, most: Claim) -> bool:
    """False where two figures lie too far apart to be of one thing, or a hedge is all that sets
    them in the wrong order; a floor under the greater says nothing against it."""
    hedged = Modifier.ABOUT in (least.figure.modifier, most.figure.modifier)
    room = _HEDGE if hedged and size(least) > size(most) else 1
    bounds = (least.figure.modifier, most.figure.modifier)
    if bounds[0] is Modifier.AT_MOST or bounds[1] is Modifier.AT_LEAST:
        return False
    if bounds == (Modifier.AT_LEAST, Modifier.AT_MOST):
        return False  # two limits, which are held against each other as such
    low, high = sorted((abs(size(least)), abs(size(most))))
    reversed_ = size(most) * room <= size(least) and high <= _NEAR * low
    return reversed_ or size(least) <= size(most)


# ------------------------------------------------------------------------ what words call a figure


def told_ends(sentence: Sentence) -> list[End]:
    """The figures that one word, and no other, calls the least, the mean or the most."""
    sorts = [
        (sort, place, f"sorts.{sort}.{key}", kinds)
        for sort, kinds in _sorts().items()
        for place, key in ((Place.LEAST, "least"), (Place.MOST, "most"))
        if sentence.may_say("extremes", f"sorts.{sort}.{key}")
    ]
    if not sorts and not sentence.may_say("extremes", "mean"):
        return []
    found: list[list[End]] = []
    for claim in sentence.claims:
        if claim.figure.kind not in KINDS or not _is_plain(claim):
            continue
        ends = [
            end
            for sort, place, key, kinds in sorts
            if claim.figure.kind in kinds or _is_bare(claim)
            if (end := _called(sentence, claim, sort, place, key)) is not None
        ]
        if not ends and (mean := _called(sentence, claim, "", Place.MEAN, "mean")) is not None:
            ends = [mean]
        found.append(ends)
    # "Took 11 minutes, the slowest nine": of times, where the one beside it is a time.
    sure = {ends[0].sort for ends in found if len({end.place for end in ends}) == 1}
    likely = [[end for end in ends if end.sort in sure] or ends for ends in found]
    return [ends[0] for ends in likely if len({end.place for end in ends}) == 1]


def _sorts() -> dict[str, frozenset[str]]:
    return {
        sort: frozenset(entry["kinds"]) for sort, entry in lexicon.load("extremes")["sorts"].items()
    }


def _is_bare(claim: Claim) -> bool:
    return claim.figure.kind is Kind.COUNT and noun_of(claim) == ""


def _is_plain(claim: Claim) -> bool:
    figure = claim.figure
    bounds = (Modifier.EXACTLY, Modifier.ABOUT, Modifier.AT_LEAST, Modifier.AT_MOST)
    return figure.form is Form.POINT and figure.modifier in bounds and figure.direction is None


def _called(sentence: Sentence, claim: Claim, sort: str, place: Place, key: str) -> End | None:
    """A figure as the end that a word before or behind it says it is."""
    return (
        _called_before(sentence, claim, sort, place, key)
        or _called_behind(sentence, claim, sort, place, key)
        or _called_around(sentence, claim, sort, place, key)
    )


def _called_before(
    sentence: Sentence, claim: Claim, sort: str, place: Place, key: str
) -> End | None:
    """ "The youngest member of the crew was 41", "the oldest 36"."""
    start = claim.figure.span.start
    before = sentence.before(claim, _REACH)
    named = rf"(?:,? {_WORDS}{_OF_THEM}|\b,[^,.;:\d]{{3,32}}, |[:,] |, (?:of|at|with) )"
    own = frame("extremes", rf"(?:an? )?{{{key}}} ").match(claim.figure.surface)
    if own is not None:  # "a fine of £300 minimum": the word is read as a bound
        return End(claim, place, sort, "", "", "", (start, claim.figure.span.end))
    verbs = f"{{{_VERBS.get(sort, 'mean_is' if place is Place.MEAN else 'be')}}}"
    led = rf"\b{{{key}}}{named}(?P<be>(?:{{be}}|{verbs}) )?(?:{{only}} )?$"
    match = frame("extremes", led).search(before)
    if match is None:
        return None
    said = match["be"] or _LEADS_ON.search(before) or _is_closed(sentence, claim)
    if not said:
        return None
    at = start - len(before) + match.start()
    noun, among = (match["noun"] or "").strip(), (match["set"] or "").strip()
    if claim.figure.kind is Kind.PERCENT and match[0].count(",") > 1:
        return None  # "the largest reservoir, Blea Tarn, at 48%" is not that of the highest share
    if "'" in noun or "’" in noun:
        return None  # "the younger sister's husband"
    owner = _owner(before[: match.start()])
    return End(claim, place, sort, noun, among, owner, (at, claim.figure.span.end))


def _called_behind(
    sentence: Sentence, claim: Claim, sort: str, place: Place, key: str
) -> End | None:
    """ "£145 for the dearest room", "11 metres at its deepest", "$380 million at the high end"."""
    start, tail = claim.figure.span.start, sentence.after(claim, _REACH)
    if place is Place.MEAN:
        on_average = _ON_AVERAGE.match(tail)
        end = claim.figure.span.end + (on_average.end() if on_average else 0)
        return End(claim, place, sort, "", "", "", (start, end)) if on_average else None
    noun = r"(?: (?P<noun>(?!{no_noun}\b)[^\W\d_]+))?"
    ends = rf"(?: or so)?(?: [^\W\d_]+)?,? (?:for|at|in) (?P<owner>{{owners}}) {{{key}}}\b{noun}"
    match = frame("extremes", ends).match(tail)
    if match is None and sort == "level":
        of_what = r"(?: (?:for|in) [^,.;:\d]{1,40}?)?"
        ends = rf"{of_what} at (?P<owner>{{owners}})(?P<noun>) {{{key}}}\b"
        match = frame("extremes", ends).match(tail)
    if match is None:
        return None
    named = (match["noun"] or "").strip()
    end = claim.figure.span.end + match.end()
    return End(claim, place, sort, named, "", match["owner"].lower(), (start, end))


def _called_around(
    sentence: Sentence, claim: Claim, sort: str, place: Place, key: str
) -> End | None:
    """ "At 5ft 4in he is the tallest"."""
    if frame("extremes", r"(?:^|[,;:–—] )at $").search(sentence.before(claim, 8)) is None:
        return None
    told = rf",? (?:he|she|it|[A-Z][\w’'-]+) {{be}} (?:the|their|its) {{{key}}}\b"
    match = frame("extremes", told).match(sentence.after(claim, _REACH))
    if match is None:
        return None
    start, end = claim.figure.span
    return End(claim, place, sort, "", "", "", (start, end + match.end()))


def _owner(before: str) -> str:
    found = _OWNER.search(before[-24:])
    return found[1].lower() if found is not None else ""


def _is_closed(sentence: Sentence, claim: Claim) -> bool:
    """Whether nothing is said of a figure that has no verb before it: "the oldest 39"."""
    if claim.figure.kind in (Kind.MONEY, Kind.PERCENT):
        return True
    return (
        frame("extremes", r"(?: [^\W\d_]+)?\s?(?:[.,;:)–—]|$)| {goes_on}\b").match(
            sentence.after(claim, 24)
        )
        is not None
    )


# ------------------------------------------------------------------------------ what they are of


def _are_of_one(sentence: Sentence, one: End, other: End) -> bool:
    """Whether two ends may be of the same things: nothing that is said of both sets them apart."""
    sorts = {one.sort, other.sort} - {""}
    if len(sorts) > 1 or one.claim.figure.span == other.claim.figure.span:
        return False
    nouns = [head(each.noun) for each in (one, other) if each.noun]
    if len(set(nouns)) > 1:
        return False
    if Place.MEAN in (one.place, other.place) and len(nouns) == 1 and not _is_mean_of(one, other):
        return False
    if one.among and other.among and one.among.lower() != other.among.lower():
        return False
    owners = {one.owner, other.owner} - _ANY_OWNER
    if len(owners) > 1:
        return False
    return not _are_of_two_times(sentence, one, other)


def _is_of_another_count(sentence: Sentence, one: End, other: End) -> bool:
    """Whether a bare second goes on with what was counted between: "the younger is 31 and has 34
    caps, the older 12"."""
    first, second = sorted((one.claim, other.claim), key=lambda claim: claim.figure.span)
    if not _is_bare(second) or _is_bare(first):
        return False
    start, end = first.figure.span.end, second.figure.span.start
    return any(
        start <= claim.figure.span.start < end and claim.figure.kind is not first.figure.kind
        for claim in sentence.claims
    )


def _is_mean_of(one: End, other: End) -> bool:
    """Whether only the mean names what it is of: "the median wage was £540, and the highest £480";
    every age is of the same."""
    mean = one if one.place is Place.MEAN else other
    if mean is other and _BY_ITSELF.search(
        mean.claim.document.text[: mean.claim.figure.span.start][-24:]
    ):
        return True  # "the lowest temperature was 4C and the mean 2C"
    return bool(mean.noun) or one.claim.figure.kind is Kind.AGE


def _are_of_two_times(sentence: Sentence, one: End, other: End) -> bool:
    """Whether a time stands between two ends or behind them, or each is told with a place of its
    own: "lows of 14 in the south and highs of 12 in the north"."""
    start, end = min(one.span[0], other.span[0]), max(one.span[1], other.span[1])
    text = sentence.document.text[start : min(end + 24, sentence.segment.span.end)]
    if any(_is_over_all(sentence, each) for each in (one, other)):
        text = _ON_A_DAY.sub("", text)
    if cue("extremes", "times").search(text):
        return True
    if any(
        c.figure.kind in _TIMES and start <= c.figure.span.start < end + 24 for c in sentence.claims
    ):
        return True
    if any(each.claim.figure.span.end < each.span[1] for each in (one, other)):
        return False  # what stands behind is what the end is called
    placed = [_PLACED.match(sentence.after(each.claim, 40)) for each in (one, other)]
    places = {match[1].lower() for match in placed if match is not None}
    return len(places) > 1 or any(place.startswith("for ") for place in places)


def _is_over_all(sentence: Sentence, end: End) -> bool:
    """Whether a mean is that of the days on which the others were: "averaged 54 over the week, with
    a low of 41 on Monday"."""
    if end.place is not Place.MEAN:
        return False
    return (
        frame(
            "extremes", r"[^.;,]{0,40}?\b{over} (?:the|its|that) (?:[^\W\d_]+ )?{period}\b"
        ).match(sentence.after(end.claim, _REACH))
        is not None
    )


_BY_ITSELF = lazy(r"(?:,|;|,? and|,? while) the (?:mean|median|average) (?:was |is )?$")
_ON_AVERAGE = lazy(r"(?: [^\W\d_]+){0,2} on average\b")
# "A low of 41", "averaged 54": nothing else can be told by these.
_LEADS_ON = lazy(
    r"\b(?:averag(?:ed|es|ing)|(?:low|lows|high|highs|peak|trough|minimum|maximum) of)"
    r" (?:just |only |about |some )?$"
)
_ON_A_DAY = lazy(r"\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


# ----------------------------------------------------------------------------- the end of a session


def _closing(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """ "Touched a high of $3.14 before closing at $3.02": the last of a day lies within it."""
    if not sentence.may_say("extremes", "closing"):
        return
    for first, last in combinations(sentence.claims, 2):
        if first.figure.kind not in KINDS or not of_one_thing(first, last):
            continue
        if not (_is_plain(first) and _is_plain(last)) or first.figure.kind is Kind.COUNT:
            continue
        gap = sentence.between(first, last)
        if (
            frame("extremes", r"[^.;:]{0,40}\b{before} [^.;:]{0,40}\b{closing} (?:at )?$").match(
                gap
            )
            is None
        ):
            continue
        if cue("extremes", "times").search(gap) or any(
            c.figure.kind in _TIMES for c in sentence.claims
        ):
            continue
        before = sentence.before(first, 32)
        early = cue("extremes", "early").search(before + gap)
        if frame("extremes", r"\b{high_of} $").search(before) and (
            not early or cue("extremes", "eased").search(gap)
        ):
            yield last, first
        if frame("extremes", r"\b{low_of} $").search(before) and (
            not early or cue("extremes", "recovered").search(gap)
        ):
            yield first, last


# ----------------------------------------------------------------------------------- net and gross


def _net(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """ "Valued at £840,000 gross and £790,000 net": what is left cannot be more."""
    if not {"net", "gross"} <= sentence.words:
        return
    told = [
        (each, _of_which(sentence, each)) for each in sentence.claims if each.figure.kind in KINDS
    ]
    net = [(claim, noun[1]) for claim, noun in told if noun is not None and noun[0] == "net"]
    gross = [(claim, noun[1]) for claim, noun in told if noun is not None and noun[0] == "gross"]
    if len(net) != 1 or len(gross) != 1:
        return
    nouns = {net[0][1], gross[0][1]} - {""}
    if len(nouns) < 2 and of_one_thing(net[0][0], gross[0][0]):
        yield net[0][0], gross[0][0]


def _of_which(sentence: Sentence, claim: Claim) -> tuple[str, str] | None:
    """Whether a figure is called net or gross, with the noun that this is said of."""
    if not _is_plain(claim):
        return None
    behind = re.match(r" (net|gross)\b(?! of\b)", sentence.after(claim, 8))
    if behind is not None:
        return behind[1], ""
    led = frame(
        "extremes", r"\b(net|gross)(?: (?P<noun>[^\W\d_]+))?(?: (?:{be}|of)){0,2} (?:{only} )?$"
    ).search(sentence.before(claim, 40))
    return None if led is None else (led[1].lower(), (led["noun"] or "").lower())
