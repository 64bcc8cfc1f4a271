"""Shares: a part, its whole, and the share that the one is of the other.

In: the claims of one story. Out: alignments of ``part``, ``whole`` and ``share``: "30 of the 120
boats, or 25%", "of the 120 boats, 30 (25%)", "25% of the 120 boats, or 30", "46 deaths in 1,840
cases, a fatality rate of 2.5%". Where only a part and its whole stand there ("30 of the 120"),
``share`` is missing.

All stand next to each other in one sentence; only the share may begin the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from checker.alignment.changing.based import based
from checker.alignment.changing.comparisons import is_difference, plain
from checker.alignment.changing.fractions import as_share
from checker.alignment.changing.joining import (
    STOPS,
    is_apposed,
    is_joined,
    is_of_another,
    is_share,
    is_within_a_clause,
)
from checker.alignment.changing.only_two import only_two
from checker.alignment.changing.partitives import as_written, partitives
from checker.alignment.changing.ratios_told import shares_told
from checker.alignment.changing.sharing import (
    MEMBERS,
    in_unit_of,
    is_share_of,
    one_unit,
    tells_more,
)
from checker.alignment.changing.so_much_of import so_much_of
from checker.alignment.passages import Place, Sentence, aligned, paragraphs_of, place_of
from checker.alignment.summing import contests, tabulated, tallies
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.wording import cue, frame
from checker.model import Alignment, Claim, Form, Kind, Modifier, Slot
from checker.patterns import lazy

NAME = "share"

_SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
_TWO_WORDS = 2

_CLOSES = lazy(r"(?:\s[^\W\d_]+){0,2}\s*(?:[).,;:–—]|$)")


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every part with its whole, and with its share where that is named."""
    told: set[Place] = set()
    for alignment in _beside(claims):
        told.update(place_of(e) for m in alignment if m.role == NAME for e in m.claims)
        yield alignment
    for paragraph in paragraphs_of(claims):
        may = paragraph.may
        if "shares" not in may or "parted" not in may:
            continue
        for part, whole, share in shares_told(paragraph):
            if place_of(share) not in told:
                grounds = ("the only two figures of their kind",)
                told.add(place_of(share))
                yield aligned(NAME, grounds, part=part, whole=whole, share=share)
        for part, whole, share in based(paragraph):
            if place_of(share) not in told:
                grounds = ("the only two figures of their kind",)
                told.add(place_of(share))
                yield aligned(NAME, grounds, part=part, whole=whole, share=share)
        for _, added in only_two(paragraph, told):
            if added is not None and _are_of_one_rate(added.part, added.whole):
                grounds = ("what was added, and to what",)
                told.add(place_of(added.share))
                yield aligned(NAME, grounds, part=added.part, whole=added.whole, share=added.share)


_PARTED = frozenset({"triples", "members of"})


def _beside(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    for paragraph in paragraphs_of(claims):
        last: Alignment | None = None
        for sentence in paragraph:
            if last is None and _PARTED.isdisjoint(sentence.may):
                continue
            shares = [as_share(sentence, claim) for claim in sentence.claims]
            figures = [claim for claim in shares if claim.figure.kind in _KINDS]
            if last is not None and figures and figures[0].figure.kind in _SHARES:
                yield from _referred(sentence, figures[0], last)
            found = list(_triples(sentence, figures)) if "triples" in sentence.may else []
            yield from found
            named = [alignment.members[0].claims for alignment in found]
            told = _pairs(sentence, figures) if "members of" in sentence.may else ()
            pairs = [pair for pair in told if pair.members[0].claims not in named]
            yield from pairs
            last = pairs[-1] if len(pairs) == 1 and not found else None
        may = paragraph.may
        for first, second in pairwise(paragraph) if "shares" in may and "members" in may else ():
            yield from _of_those(first, second)
        voted = list(contests.ballots(paragraph)) if "ballots" in may else []
        for voters, cast in voted:
            yield aligned(NAME, ("ballots and those who can vote",), part=cast, whole=voters)
        for part, whole in partitives(paragraph) if "partitives" in may else ():
            if (whole, part) not in voted:
                yield aligned(NAME, ("of the whole before it",), part=part, whole=whole)
        for sentence in paragraph if "so much of" in may else ():
            for part, whole in so_much_of(sentence):
                yield aligned(NAME, ("so much of it",), part=part, whole=whole)
    for grid in tabulated.tables(claims):
        for part, whole, share in tallies.shares(grid):
            yield aligned(NAME, ("a column of shares",), part=part, whole=whole, share=share)


_KINDS = MEMBERS | _SHARES


def _are_of_one_rate(part: Claim, whole: Claim) -> bool:
    """Not "£6,000 a year more" on a loan of £200,000."""
    one, other = part.figure.quantity, whole.figure.quantity
    return one is None or other is None or one.unit == other.unit


# ------------------------------------------------------------------------------------ three figures


def _triples(sentence: Sentence, figures: list[Claim]) -> Iterator[Alignment]:
    for a, b, c in zip(figures, figures[1:], figures[2:], strict=False):
        found = _triple(sentence, a, b, c)
        if found is not None:
            part, whole, share = found
            if not tells_more(part, whole, share):
                yield aligned(NAME, ("beside each other",), part=part, whole=whole, share=share)


def _triple(sentence: Sentence, a: Claim, b: Claim, c: Claim) -> tuple[Claim, Claim, Claim] | None:
    """The part, the whole and the share among three neighbours."""
    shares = [claim for claim in (a, b, c) if claim.figure.kind in _SHARES]
    if shares == [c] and is_difference(sentence, a, b):
        return _difference(sentence, a, b, c)
    if shares == [c] and (told := _of_that(sentence, a, b, c)) is not None:
        return told
    if shares == [b] and (told := _of_them(sentence, a, b, c)) is not None:
        return told
    if len(shares) != 1 or not is_share(sentence, shares[0], shares[0] is a):
        return None
    first, second = (claim for claim in (a, b, c) if claim is not shares[0])
    if second is c:
        second = c = in_unit_of(first, second)
    if first is b and _directly_of(sentence, b, c):
        first = b = in_unit_of(second, first)  # "630 of its 2,400 square kilometres"
    if not one_unit(first, second):
        return None
    if shares[0] is c:
        return _share_last(sentence, a, b, c)
    if shares[0] is b:
        return _share_between(sentence, a, b, c)
    return _share_first(sentence, a, b, c)


def _share_last(
    sentence: Sentence, a: Claim, b: Claim, share: Claim
) -> tuple[Claim, Claim, Claim] | None:
    """ "30 of the 120 boats, or 25%", "of the 120 boats, 30 sank (25%)"."""
    if not is_joined(sentence, b, share) or is_of_another(sentence, share, (a, b)):
        return None
    if _of(sentence, a, b):
        return a, b, _stated(share)
    gap = sentence.between(a, b)
    of_them = frame("shares", r" {of_which}, (?:{links} )?").fullmatch(sentence.between(b, share))
    if of_them and is_within_a_clause(gap):
        return None if _wholes_before(sentence, b) != [a] else (b, a, share)
    if frame("shares", r" on {sales} of ").fullmatch(gap):
        margin = frame("shares", r"[^()]*,\s+a(?: [^\W\d_]+)? margin of ")
        return (a, b, share) if margin.fullmatch(sentence.between(b, share)) else None
    if is_within_a_clause(gap):
        if frame("shares", r".*\b{of_which}(?: [^\W\d_]+){0,2}\s+").fullmatch(gap):
            return b, a, share
        of_a = frame("shares", r"(?:^|.*\b)(?:among|(?:out )?of)(?: \w+)?\s+$")
        if of_a.match(sentence.before(a, 24)) and not frame("shares", r" {of}\b").match(
            f" {gap.lstrip()}"
        ):
            return b, a, share
        if frame("shares", r"(?: [^\W\d_]+)? and {managed} ").fullmatch(gap) and frame(
            "shares", r"(?: [^\W\d_]+)?, an? (?:[\w-]+ )?rate of "
        ).fullmatch(sentence.between(b, share)):
            return (b, a, share) if b.figure.noun_span is None else None
    return _deaths(sentence, a, b, share)


def _stated(share: Claim) -> Claim:
    """A share that words tie to its part and its whole: it is wrong however far it lies from what
    they make."""
    return replace(share, scope=Slot("stated", share.figure.surface, share.figure.span))


def _of_them(
    sentence: Sentence, whole: Claim, share: Claim, part: Claim
) -> tuple[Claim, Claim, Claim] | None:
    """ "240 people, 60 per cent of them women, or 144", "£90,000: a third, £30,000, to the
    church"."""
    if share.figure.form is not Form.POINT or not one_unit(part, whole):
        return None
    lead, gap = sentence.between(whole, share), sentence.between(share, part)
    them = frame("shares", r" {of_these}(?: [^\W\d_][\w-]*){0,3}, or (?:about |some )?")
    bracket = frame("shares", r" (?:of it|{of_these}) [(]").fullmatch(gap)
    if bracket and re.fullmatch(r"(?:\s[^\W\d_]+)*?,\s", lead) and sentence.after(part, 1) == ")":
        return part, whole, _stated(share)
    apposed = re.fullmatch(r"(?:\s[^\W\d_]+)?,\s", lead) and them.fullmatch(gap)
    set_apart = re.fullmatch(r"(?:\s[^\W\d_]+)?\s?[:–—]\s", lead) and gap == ", "
    closed = sentence.after(part, 1) in (",", ".", ";", ")", "")
    return (part, whole, share) if closed and (apposed or set_apart) else None


def _of_that(
    sentence: Sentence, whole: Claim, part: Claim, share: Claim
) -> tuple[Claim, Claim, Claim] | None:
    """ "It once sold 4,000 a week and now sells 1,500, barely a quarter of that"."""
    if share.figure.form is not Form.POINT or not one_unit(part, whole):
        return None
    lead, gap = sentence.between(whole, part), sentence.between(part, share)
    named = {noun_of(whole), noun_of(part)} - {""}
    if not is_within_a_clause(lead) or len(named) > 1 or size(part) >= size(whole):
        return None
    apposed = frame(
        "shares", r"(?: [^\W\d_]+){0,3}(?:,|\s?[–—])\s(?:{links} |[^\W\d_]+ )?"
    ).fullmatch(gap)
    of_that = _OF_THAT.match(sentence.after(share, 40))
    return (part, whole, share) if apposed and of_that else None


_OF_THAT = re.compile(
    r" of (?:that(?: figure| number| total| sum)?|what (?:it|they|there) (?:was|were|had been))"
    r"\s?(?:[.,;)–—]|$)"
)


def _difference(
    sentence: Sentence, a: Claim, b: Claim, share: Claim
) -> tuple[Claim, Claim, Claim] | None:
    """ "30 fewer than the 400 of the year before, a drop of 7.5 per cent"."""
    whole = plain(b)
    if not one_unit(a, whole) or size(a) > size(whole):
        return None
    gap = sentence.between(b, share)
    if not is_within_a_clause(gap):
        return None
    said = frame("shares", r"[^()]*?(?:,\s*|\s?[–—(]\s?)(?:{changes}|{links})\s+").fullmatch(gap)
    level = replace(share, figure=replace(share.figure, direction=None))
    return (a, whole, level) if said else None


def _deaths(
    sentence: Sentence, a: Claim, b: Claim, share: Claim
) -> tuple[Claim, Claim, Claim] | None:
    """ "1,720 cases and 43 deaths, a case fatality rate of 2.5%"."""
    if not cue("shares", "death_rates").search(sentence.between(b, share)):
        return None
    for part, whole in ((a, b), (b, a)):
        dead, ill = part.figure.noun or "", whole.figure.noun or ""
        if cue("shares", "deaths").is_one(dead) and cue("shares", "cases").is_one(ill):
            return part, whole, share
    return None


def _share_between(
    sentence: Sentence, a: Claim, share: Claim, c: Claim
) -> tuple[Claim, Claim, Claim] | None:
    """ "30 boats, or 25% of the 120", "30 (25%) of the 120", "30 are 25% of the 120"."""
    links = frame(
        "shares",
        r"[^.;:,()]{0,40}?(?:(?:,\s*|\s?[(–—]\s?|\s){links}\s+|\s?[(–—,]\s?|\s{equals}\s+)",
    )
    aside = r"(?:,[^.;:,()]{3,40})?" if sentence.before(a, 2) != ", " else ""
    taken = frame("shares", rf"[^.;:,()]{{0,60}}?(?:{aside},)? (?:{{equals}}|{{takes_up}}) ")
    of = frame(
        "shares",
        r"\s?[),–—]{0,2} {of}(?: [^\W\d_]+){0,2}(?: of| worth)?\s+"
        r"|\s?[),–—]{0,2} {of}(?: [^\W\d_][\w-]*){0,4}['’]s? ",
    )
    lead, tail = sentence.between(a, share), sentence.between(share, c)
    if of.fullmatch(tail) and (links.fullmatch(lead) or taken.fullmatch(lead)):
        return a, c, share
    out_of = frame("shares", r"(?:^|.*\b)(?:out )?of(?: {owned})?\s+$")
    if not out_of.match(sentence.before(a, 24)) or not _CLOSES.match(sentence.after(c)):
        return None
    links = frame("shares", r"\s?[,(–—]\s?(?:{links}\s+)?")
    return (c, a, share) if links.fullmatch(sentence.between(share, c)) else None


def _share_first(
    sentence: Sentence, share: Claim, b: Claim, c: Claim
) -> tuple[Claim, Claim, Claim] | None:
    """ "25% of the 120 boats, or 30", "a 5% cut in its staff of 600, or 30", "25%: 30 of 120"."""
    gap = sentence.between(share, b)
    if _of(sentence, share, b) or frame("shares", _SHARE_OF).fullmatch(gap):
        closes = _CLOSES.match(sentence.after(c)) is not None
        told = frame("shares", r"[^.;:()]{0,50}, ").fullmatch(sentence.between(b, c))
        if told and frame("shares", r" {in_all}\s?(?:[.,;]|$)").match(sentence.after(c)):
            return c, b, share
        linked = (closes and is_joined(sentence, b, c)) or is_apposed(sentence, b, c)
        return (c, b, share) if linked else None
    if _of(sentence, b, c) and re.fullmatch(r"[^.;:()]{0,30}?\s?(?::|[(–—])\s?", gap):
        return b, c, _stated(share) if gap == ": " else share
    if gap == ", or " and frame("shares", rf",? {_OF_THE}\s+").fullmatch(sentence.between(b, c)):
        return b, c, _stated(share)  # "62 per cent, or 18.6 million, of its 31 million shares"
    alone = re.fullmatch(r"(?:\sof\s(?:the\s)?[^\W\d_]+)?,\s", gap) is not None
    if alone and _directly_of(sentence, b, c) and _CLOSES.match(sentence.after(c)):
        return b, c, share  # "62% of the vote, 9,300 of the 15,000 cast"
    return None


_SHARE_OF = r"(?: {slices})? (?:in|to|on|of)(?: {owned})?(?: [^\W\d_]+){0,2}(?: of)?\s+"


_OF_THE = r"(?:{of}|of (?:the )?(?!(?:former|latter)\b)(?:[^\W\d_]+ ){0,2}[^\W\d_]+['’]s?)"
"""Between a part and its whole: "of", "of its", "of the town's"."""


def _of(sentence: Sentence, part: Claim, whole: Claim) -> bool:
    """Whether "of" and no more than the part's noun stand between two figures."""
    gap = sentence.between(part, whole)
    own = rf",?(?: [^\W\d_]+){{0,2}},? {_OF_THE}\s+"
    return frame("shares", own).fullmatch(f" {gap.lstrip()}") is not None


# -------------------------------------------------------------------------------------- two figures


def _pairs(sentence: Sentence, figures: list[Claim]) -> Iterator[Alignment]:
    """ "30 of the 120 boats"."""
    for part, whole in pairwise(figures):
        if not one_unit(part, whole) or not _directly_of(sentence, part, whole):
            continue
        if _owns(sentence, whole) or sentence.says_in(
            sentence.before(part, 40), "shares", "needed"
        ):
            continue
        yield aligned(NAME, ("the one of the other",), part=as_written(part), whole=whole)


def _directly_of(sentence: Sentence, part: Claim, whole: Claim) -> bool:
    """Whether the part has no noun of its own, as "members of the two clubs" has."""
    gap = sentence.between(part, whole)
    of = rf" (?:{_OF_THE}|(?:out of|of|in) (?:every|each))\s+"
    return frame("shares", of).fullmatch(f" {gap.lstrip()}") is not None


def _owns(sentence: Sentence, whole: Claim) -> bool:
    """Whether the whole belongs to another noun: "40 of the two sides' men", "the 12-man squad"."""
    tail = sentence.after(whole, 40)
    word = re.match(r"\s*[^\W\d_]*", tail)
    end = word.end() if word else 0
    return tail[:1] in "-–" or tail[end : end + 1] in ("'", "’", "-")


def _of_those(first: Sentence, second: Sentence) -> Iterator[Alignment]:
    """ "It got 900 letters. It answered 450 of them, or 50%", "Of these, 450 (50%) ..."; not where
    the whole was divided, "half to the drug and half to placebo"."""
    if len(second.claims) < len(("part", "share")):
        return
    if first.says("shares", "divided"):
        return
    shares = [as_share(second, claim) for claim in second.claims]
    figures = [c for c in shares if c.figure.kind in _KINDS and size(c) != 1]
    for place, part in enumerate(figures[:-1]):
        wholes = [c for c in first.claims if one_unit(part, c) and size(c) > size(part)]
        if part.figure.kind not in MEMBERS or not wholes:
            continue
        if not _points_back(second, part) and (len(wholes) > 1 or not _begins(second, part)):
            continue
        if _wholes_before(second, part):
            continue  # "91 were men, and 58 of them, about three in 10"
        share = _share_behind(second, figures[place:])
        if share is not None and not any(is_share_of(part, c, share) for c in first.claims):
            grounds = "of what the sentence before it names"
            yield aligned(NAME, (grounds,), part=part, whole=wholes[0], share=share)


def _wholes_before(sentence: Sentence, part: Claim) -> list[Claim]:
    """The figures before a part in its sentence that it can be of."""
    start = part.figure.span.start
    ahead = [claim for claim in sentence.claims if claim.figure.span.start < start]
    return [claim for claim in ahead if one_unit(part, claim) and size(claim) > size(part)]


def _begins(sentence: Sentence, part: Claim) -> bool:
    """Whether a sentence begins with a bare number: "It has 450 staff. Ninety are part-time"."""
    bare = part.figure.kind is Kind.COUNT and part.figure.noun_span is None
    return bare and not sentence.before(part).strip()


def _share_behind(sentence: Sentence, figures: list[Claim]) -> Claim | None:
    """The share that follows a part as the same thing in other words; an age may stand between:
    "2,000 were over 75, one in four"."""
    part, *others = figures
    for place, share in enumerate(others[:_TWO_WORDS]):
        if share.figure.kind not in _SHARES:
            if not _is_limit(sentence, share):
                return None
            continue
        if not is_share(sentence, share) or is_of_another(sentence, share, (part, part)):
            return None
        gap = sentence.between(part, share)
        aged = frame("shares", r"[^.;:()]{0,60}[,(–—]\s?(?:{links}\s+)?").fullmatch(gap)
        told = place and aged and STOPS.match(sentence.after(share))
        return share if told or is_joined(sentence, part, share) else None
    return None


def _is_limit(sentence: Sentence, claim: Claim) -> bool:
    """Whether a number is a limit of a group and no part: "over 75", "75 or older"."""
    behind = frame("shares", r" {limits}\b").match(sentence.after(claim, 24))
    return behind is not None or claim.figure.modifier is not Modifier.EXACTLY


def _points_back(sentence: Sentence, part: Claim) -> bool:
    before, after = sentence.before(part, 24), sentence.after(part, 16)
    if frame("shares", r"^\W*{of_these},? (?:some |about )?$").search(before):
        return sentence.before(part, 25) == before
    return (
        frame("shares", r" {of_these}\b(?! (?:who|which|that|in|from|with)\b)").match(after)
        is not None
    )


def _is_of_another(sentence: Sentence, share: Claim) -> bool:
    """Whether the share's own whole stands behind it: "96.3% of the 1,440,000"."""
    behind = [c for c in sentence.claims if c.figure.span.start >= share.figure.span.end]
    words = sentence.between(share, behind[0]).split() if behind else []
    return words[:1] == ["of"] and len(words) <= _TWO_WORDS


def _referred(sentence: Sentence, share: Claim, last: Alignment) -> Iterator[Alignment]:
    """ "31 of the 39 went on wages. That is 80%." """
    if not frame("shares", r"{refers}(?: {links})?\s+").fullmatch(sentence.before(share)):
        return
    if is_share(sentence, share) and not _is_of_another(sentence, share):
        roles = {member.role: member.claims[0] for member in last.members}
        yield aligned(NAME, ("the sentence behind them",), share=share, **roles)
