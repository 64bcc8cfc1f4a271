"""Gaps: two figures, and a third that words call what lies between them.

In: the figures of a paragraph that may be added. Out: the greater as a whole, with
the lesser and the gap as its parts: "she polled 6,204 and her rival 5,871. She held the seat by
333", "64 voices. Theirs has 47. So we are 17 more", "led by 61 goals to 48 ... the 13-goal margin".

Nothing is told where more than two figures stand beside the gap, or another reading of the figures
of the paragraph holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from checker.alignment.fitting import holds
from checker.alignment.passages import Sentence
from checker.alignment.summing.kindred import Line, Sum, Told, is_of_a_slip, is_plain, slips
from checker.alignment.summing.membership import alike, is_person, noun_of, size
from checker.alignment.wording import cue, frame
from checker.model import Form, Kind, Modifier
from checker.patterns import lazy

_OF_ALL = lazy(r"(?: [^\W\d_]+)? of (?:(?:his|her|its|their|the|those) )?")
_OF_THE = lazy(r"\b[Oo]f (?:the|its|their|his|her|all) $")
_OF_THEM = lazy(r" of (?:them|whom|these|those)\b")
_AMONG_THEM = r"\b(?:and (?:t)?here|where) (?:the )?[^\W\d_]+ {be} $"
_BACK = 2
_PAIR = 2
_RATIO = Decimal("2.1")
_HUNDRED = Decimal(100)


def gaps(lines: Iterable[Line]) -> Iterator[Sum]:
    """Every gap that is not what two figures beside it leave between them, and comes near it."""
    for told in lines:
        for place, sentence in enumerate(told):
            if not sentence or not may_tell_a_gap(sentence[0].sentence):
                continue
            near = [each for some in told[max(0, place - _BACK) : place + 1] for each in some]
            for gap in sentence:
                if sum(alike(each.claim, gap.claim) for each in near) <= _PAIR:
                    continue
                called = _is_gap(gap)
                found = None
                if (called or _is_concluded(gap)) and not _has_its_own(gap, sentence):
                    found = _around(told, place, gap)
                if found is not None and not called and not _is_off_by_a_slip(found):
                    found = None
                if found is not None:
                    yield found


def may_tell_a_gap(sentence: Sentence) -> bool:
    """Whether a sentence has a word for what lies between two figures."""
    return "gap told" in sentence.may


def _is_gap(told: Told) -> bool:
    """Whether words beside a figure call it a difference."""
    if not may_tell_a_gap(told.sentence):
        return False
    least = 1 if told.claim.figure.kind is Kind.COUNT else 0
    if told.claim.figure.form is not Form.POINT or size(told.claim) <= least:
        return False
    if told.claim.figure.modifier is not Modifier.EXACTLY:
        return False
    before, after = told.sentence.before(told.claim, 60), told.sentence.after(told.claim, 48)
    if _is_of_a_score(told) or frame("gaps", r"[- ](?:[^\W\d_]+ )?{pauses}\b").match(after):
        return False  # "two plays of 35 and 50 minutes, with a 20-minute interval between them"
    if frame("gaps", r"[^.;:,]{0,40}? than {another}\b").match(after):
        return False  # "and a bun 31p, 10p more than in May"
    if frame("gaps", r" {on_the_day}\b").match(after):
        return False  # "closed at 198p, after 205p in the morning, a loss of 12p on the day"
    if frame("gaps", r"\b{beaten}(?: [^\W\d_]+){0,4} by (?:{aside} )?$").search(before):
        return True
    if frame("gaps", r"\b{ahead} (?:{aside} )?$").search(before):
        return True
    if frame("gaps", r"(?: [^\W\d_]+)?? {more}(?:\s*[.,;:!?)–—\"”]|$)").match(after):
        return frame("gaps", r"(?:\b{come_to}|,) $").search(before) is not None
    named = frame("gaps", r"[- ](?:(?!{articles}\b)[^\W\d_]+[- ]){0,2}?{named}\b")
    return named.match(after) is not None or frame("gaps", _BEHIND).match(after) is not None


def _has_its_own(gap: Told, sentence: Iterable[Told]) -> bool:
    """Whether the level that a gap is told with stands straight behind it: "52 seconds behind, in
    2:20:00", which those before it say nothing of."""
    told = frame("gaps", r"[^.;:]{0,24}, (?:in|on|with|at) ")
    return any(
        alike(each.claim, gap.claim)
        and each.claim.figure.span.start > gap.claim.figure.span.end
        and told.fullmatch(gap.sentence.between(gap.claim, each.claim)) is not None
        for each in sentence
        if each.sentence is gap.sentence
    )


def _is_concluded(told: Told) -> bool:
    """Whether words only lead on to a figure: "17.4 tonnes loaded and 9.8 empty; the gravel, then,
    was 7.6 tonnes"."""
    if not told.sentence.may_say("gaps", "concluded") or size(told.claim) <= 1:
        return False
    if told.claim.figure.form is not Form.POINT or not is_plain(told.claim):
        return False
    leads_on = frame("gaps", r"(?:^|[\s,;.:–—]){concluded}\b[^.;:\d]{0,40}$")
    return leads_on.search(told.sentence.before(told.claim, 60)) is not None


def _is_off_by_a_slip(found: Sum) -> bool:
    """Whether one wrong digit explains that a gap is not what lies between two figures."""
    greater, (lesser, gap) = size(found.whole), map(size, found.parts)
    true = greater - lesser
    return is_of_a_slip(abs(true - gap)) and abs(true - gap) * 4 <= max(true, gap)


def _is_of_a_score(told: Told) -> bool:
    """ "Led by 58 points to 41"."""
    score = frame("gaps", r"(?: [^\W\d_]+)? to ")
    return any(
        score.fullmatch(told.sentence.between(told.claim, other))
        for other in told.sentence.claims
        if other.figure.span.start > told.claim.figure.span.end
    )


_BEHIND = (
    r"(?: (?!{verbs}\b)[^\W\d_]+)?? (?:{more}(?:\s*[.,;:!?)–—\"”]|$|(?: [^\W\d_]+){0,4} than\b)"
    r"|{behind}(?: {sides})?(?: [^\W\d_]+)?\s*(?:[.,;:!?)–—\"”]|$|{goes_on}\b))"
)


def _around(told: Line, place: int, gap: Told) -> Sum | None:
    """The gap with the only two figures of its kind in the fewest sentences that have two."""
    for start in range(place, max(-1, place - _BACK - 1), -1):
        beside = [
            each
            for sentence in told[start : place + 1]
            for each in sentence
            if _is_level(each, gap)
        ]
        if len(beside) >= _PAIR:
            return _made(told, beside, gap) if len(beside) == _PAIR else None
    return None


def _is_level(told: Told, gap: Told) -> bool:
    """Whether a figure may be one of the two: of the gap's kind and no other gap. Behind the gap
    stands only what it is told of: "34 more than the 128 of the day before: 162"."""
    if not alike(told.claim, gap.claim) or _is_gap(told):
        return False
    ahead = told.claim.figure.span.start < gap.claim.figure.span.start
    if ahead or told.sentence is not gap.sentence:
        return ahead
    between = gap.sentence.between(gap.claim, told.claim)
    return (
        frame("gaps", r"[^.;:]*{than}(?: [^\W\d_]+){0,4} than (?:[^\W\d_]+ )?|.*: ").fullmatch(
            between
        )
        is not None
    )


def _made(told: Line, beside: Sequence[Told], gap: Told) -> Sum | None:
    lesser, greater = sorted(beside, key=lambda each: size(each.claim))
    least, most, between = size(lesser.claim), size(greater.claim), size(gap.claim)
    nouns = {noun_of(each.claim) for each in beside} - {""}
    own = noun_of(gap.claim)
    if own and nouns and own not in nouns and own + "s" not in nouns:
        return None
    than = frame("gaps", r"(?: [^\W\d_]+){0,2} than ").match(gap.sentence.after(gap.claim, 40))
    if than and len(nouns) > 1 and not (own or all(map(is_person, nouns))):
        return None  # "48 teams and 104 matches, 40 more than the last one"
    if len(nouns) > 1 and len(set(map(is_person, nouns))) > 1:
        return None
    if _has_two(told, beside, gap):
        return None
    if any(
        each.claim.figure.form is not Form.POINT
        or each.claim.figure.modifier is not Modifier.EXACTLY
        for each in beside
    ):
        return None
    if not least < most or any(_is_a_name(each, gap) for each in beside):
        return None
    broken = {each % 1 != 0 for each in (least, most, between)}
    if gap.claim.figure.kind is Kind.COUNT and len(broken) > 1:
        return None
    if between >= most or _another_fits(told, gap):
        return None
    if not _is_near(most - least, between) or _are_apart((*beside, gap)):
        return None
    if _are_of_two_times(beside, gap) or _is_share_of_one(beside, gap) or _is_chased(beside, gap):
        return None
    whole = _OF_THE.search(greater.sentence.before(greater.claim, 16))
    if whole is not None and greater.sentence is gap.sentence:
        return None  # "of the 40 members 33 were lower, six higher and one unchanged"
    return Sum(greater.claim, (lesser.claim, gap.claim), "the one less the other")


def _is_a_name(told: Told, gap: Told) -> bool:
    """Whether a length of time names a thing, and a gap without a unit is none of lengths: "on the
    two-year bond it went up by nine"."""
    figure = told.claim.figure
    attributive = figure.kind is Kind.DURATION and "-" in figure.surface
    return attributive and " " not in gap.claim.figure.surface


def _is_chased(beside: Sequence[Told], gap: Told) -> bool:
    """Whether a side that chased a target fell short of it: the target is a run more than what the
    other side had, by which it wins: "chasing 371, they were out for 327, beaten by 43 runs"."""
    least, most = sorted(size(each.claim) for each in beside)
    if size(gap.claim) != most - least - 1:
        return False
    sentences = dict.fromkeys(each.sentence for each in (*beside, gap))
    return any(cue("gaps", "chased").search(sentence.text) for sentence in sentences)


def _has_two(told: Line, beside: Sequence[Told], gap: Told) -> bool:
    """Whether another gap stands in the sentence, and the two figures do not: "reading stood at
    519. Boys led by six points in the one and trailed by 22 in the other"."""
    return all(each.sentence is not gap.sentence for each in beside) and any(
        each.claim.figure.span != gap.claim.figure.span and _is_gap(each)
        for sentence in told
        for each in sentence
        if each.sentence is gap.sentence
    )


def _is_near(true: Decimal, told: Decimal) -> bool:
    apart = abs(true - told)
    carry = apart == Decimal(1).scaleb(apart.adjusted()) and max(true, told) <= min(true, told) * 3
    return max(true, told) <= min(true, told) * _RATIO or slips(true, told) or carry


def _another_fits(told: Line, gap: Told) -> bool:
    """Whether the gap is what any two figures of the paragraph differ by or make, or is told
    again."""
    between = size(gap.claim)
    others = [
        size(each.claim)
        for sentence in told
        for each in sentence
        if each.claim.figure.span != gap.claim.figure.span and alike(each.claim, gap.claim)
    ]
    return between in others or any(
        between in (abs(a - b), a + b) for a, b in combinations(others, 2)
    )


def _is_share_of_one(beside: Sequence[Told], gap: Told) -> bool:
    """Whether a percentage told with one of the two makes the gap of that one alone: "spending
    rises by 3.9% from $30.4bn and revenue by 6.6% from $29.0bn. The extra $1.9bn ..."."""
    shares = [
        size(claim) / _HUNDRED
        for each in dict.fromkeys(told.sentence for told in (*beside, gap))
        for claim in each.claims
        if claim.figure.kind is Kind.PERCENT and claim.figure.form is Form.POINT
    ]
    return any(holds(size(each.claim) * share, gap.claim) for each in beside for share in shares)


def _are_of_two_times(beside: Sequence[Told], gap: Told) -> bool:
    """Whether what a gap is called sets income against spending, and the two figures beside it are
    of two years: "revenue of £36m, against £32m in 2024, gave a profit of £3m"."""
    before = gap.sentence.before(gap.claim, 32)
    if frame("gaps", r"\b{accounts} of (?:{aside} )?$").search(before) is None:
        return False
    start = min(each.claim.figure.span.start for each in beside)
    end = max(each.claim.figure.span.end for each in (*beside, gap))
    told = gap.sentence.document.text[start:end]
    years = any(
        claim.figure.kind in (Kind.YEAR, Kind.DATE) and start < claim.figure.span.start < end
        for each in dict.fromkeys(each.sentence for each in (*beside, gap))
        for claim in each.claims
    )
    planned = cue("gaps", "planned").search(gap.sentence.after(gap.claim, 32))
    return years or planned is not None or cue("gaps", "times").search(told) is not None


def _are_apart(told: Sequence[Told]) -> bool:
    """Whether words say that two figures and their gap do not belong together, or that the one is a
    part of the other: "71 of his 88"."""
    for one, other in combinations(told, 2):
        first, second = sorted((one.claim, other.claim), key=lambda claim: claim.figure.span)
        if one.sentence is other.sentence and _OF_ALL.fullmatch(
            one.sentence.between(first, second)
        ):
            return True
    if any(_OF_THEM.match(each.sentence.after(each.claim, 12)) for each in told):
        return True  # "a loss of 98 pheasants, 70 of them hens"
    gap = told[-1]
    if frame("gaps", _AMONG_THEM).search(gap.sentence.before(gap.claim, 40)):
        return True  # "in reading it is 519, and there girls are 22 ahead"
    start = min(each.claim.figure.span.start for each in told)
    end = max(each.claim.figure.span.end for each in told)
    document = told[0].sentence.document
    around = document.text[max(0, start - 24) : end + 24]
    return cue("gaps", "apart").search(around) is not None
