"""Contests: what two sides split between them, and the votes of those who can vote.

In: a paragraph, as ``Sentence``s. Out: shares that make no more than 100% ("61 per cent of
possession and the visitors 52"); the members of a chamber with the votes that were cast in it ("20
votes to nine, with five abstentions ... its 30 members"); ballots with the voters who could have
cast them ("9,200 ballots in a district of 8,400 registered voters").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from checker import lexicon
from checker.alignment.passages import Sentence, ends
from checker.alignment.wording import alternatives, cue, frame
from checker.model import Claim, Form, Kind

_GAP = 60
_STOPS = r"\s*(?:[.,;:)–—]|$)"


class Votes(NamedTuple):
    """The members of a chamber, and the votes that they gave."""

    members: Claim
    cast: tuple[Claim, ...]


class Ballots(NamedTuple):
    """Those who could vote, and the ballots."""

    voters: Claim
    cast: Claim


# ----------------------------------------------------------------------------------------- shares


def rival_shares(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """The shares of two sides in one thing."""
    if len(sentence.claims) < 2 or all(c.figure.kind is not Kind.PERCENT for c in sentence.claims):
        return
    if not sentence.may_say("contests", "contested", "ayes", "two_sided"):
        return
    for first, bare in pairwise(sentence.claims):
        second = _as_percent(bare)
        if first.figure.kind is not Kind.PERCENT or second is None or not _point(first, second):
            continue
        ways = (_for_and_against, _split, _of_two)
        if any(way(sentence, first, second) for way in ways):
            yield first, second


def _point(first: Claim, second: Claim) -> bool:
    return first.figure.form is second.figure.form is Form.POINT


def _as_percent(claim: Claim) -> Claim | None:
    """The 48 in "61 per cent of possession and the visitors 52"."""
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is Kind.PERCENT:
        return claim
    if figure.kind is not Kind.COUNT or quantity is None or figure.noun is not None:
        return None
    if quantity.high is None or quantity.high > 100:
        return None
    shared = replace(quantity, unit="percent")
    return replace(claim, figure=replace(figure, kind=Kind.PERCENT, quantity=shared))


def _for_and_against(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """ "58 per cent for and 47 per cent against"."""
    gap = sentence.between(first, second)
    ayes = frame("contests", r" {ayes},? (?:and|to|with|while)(?: only| just)? ").fullmatch(gap)
    tail = sentence.after(second, 40)
    return bool(ayes and frame("contests", rf" {{noes}}{_STOPS}").match(tail))


def _split(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """ "City had 61% of possession to Athletic's 52%", "Yes won 58% and No 47% of the vote"."""
    gap, tail = sentence.between(first, second), sentence.after(second, 60)
    if len(gap) > _GAP:
        return False
    of = r" of {contested}"
    side = r"(?P<side>(?: [^\W\d_][\w'’-]*){0,3}?)(?: {verbs})?"
    found = frame("contests", rf"(?P<of>{of})?,? (?P<link>{{rivals}}){side} ").fullmatch(gap)
    closes = frame(
        "contests", rf"(?P<of>{of})?(?P<side> (?:for|to) [^,.;:]{{2,30}}?)?{_STOPS}"
    ).match(tail)
    if found is None or closes is None or not (found["of"] or closes["of"]):
        return False
    return bool(_is_a_side(found["side"]) or (closes["side"] and _is_a_side(closes["side"][4:])))


def _of_two(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """ "Took 54.1% to Rob Sykes's 48.6% in a two-way race", "beat Burr by 57.2% to 45.8% in the
    run-off": nobody else was voted for."""
    told = [c for c in sentence.claims if c.figure.kind in (Kind.PERCENT, Kind.YEAR, Kind.DATE)]
    if told != [first, second] or second.figure.kind is not Kind.PERCENT:
        return False
    if not sentence.says("contests", "two_sided") or sentence.says("contests", "no_vote"):
        return False
    gap = frame("contests", r",? (?:to|against|and)(?: (?!{no_side}\b)[^\W\d_][\w'’-]*){0,4} ")
    return gap.fullmatch(sentence.between(first, second)) is not None


def _is_a_side(words: str) -> bool:
    """Whether words name one of two sides: "the visitors", "his", "Athletic's"."""
    named = [word.lower() for word in words.split()]
    no_side = lexicon.load("contests")["no_side"]
    return bool(named) and not any(word in no_side for word in named)


# ------------------------------------------------------------------------------- votes by heads


def votes(paragraph: Sequence[Sentence]) -> Iterator[Votes]:
    """The members of a chamber and the votes in it, from one sentence or two neighbouring ones."""
    if not any(sentence.may_say("contests", "votes", "houses") for sentence in paragraph):
        return
    for number, sentence in enumerate(paragraph):
        cast = _cast(sentence)
        if len(cast) < 2:
            continue
        near = paragraph[max(0, number - 1) : number + 2]
        taken = {claim.figure.span.start for claim in cast}
        members = [
            claim
            for each in near
            for claim in each.claims
            if claim.figure.span.start not in taken and _is_membership(each, claim)
        ]
        if len(members) == 1 and not _is_of_another(sentence, members[0], cast[0]):
            yield Votes(members[0], cast)
    for sentence in paragraph:
        if sentence.may_say("contests", "houses"):
            yield from _commanded(sentence)


def _is_of_another(sentence: Sentence, members: Claim, cast: Claim) -> bool:
    """Whether a chamber is named in the clause of a vote, and it is not the one whose members were
    told before: "the nine-member court sat twice; the lower house voted six to four"."""
    start, end = members.figure.span.end, cast.figure.span.start
    if not sentence.start <= members.figure.span.start < end:
        return False
    told, stop, clause = sentence.document.text[start:end].rpartition(";")
    named = frame("contests", r"\b{chambers}\b")
    return bool(stop) and named.search(clause) is not None and named.search(told) is not None


def _commanded(sentence: Sentence) -> Iterator[Votes]:
    """ "Needs 76 votes in the 150-seat house; the coalition can count on 163": nobody has more
    seats than there are."""
    counts = [claim for claim in sentence.claims if _is_plain(claim)]
    houses = [claim for claim in counts if _is_house(sentence, claim)]
    if len(houses) != 1 or len(counts) < 2 or sentence.says("contests", "several_votes"):
        return
    house, known = houses[0], lexicon.load("contests")
    for claim in counts:
        noun = (claim.figure.noun or "").lower()
        counted = noun in known["members"] or noun in known["ballots"]
        if claim is house or not (counted or claim.figure.noun_span is None):
            continue
        led = frame("contests", r"\b{commands} (?:{only} |up to )?$")
        if led.search(sentence.before(claim, 32)) and re.match(
            rf"(?: {noun})?(?:\s?[.,;:)–—]|$| (?:on|in|of|there|at|and|against)\b)",
            sentence.after(claim, 24),
        ):
            yield Votes(house, (claim,))


def _is_house(sentence: Sentence, claim: Claim) -> bool:
    """ "The 150-seat chamber", "the 12-strong jury"."""
    behind = r"[-‑](?:{members}|strong) (?:[^\W\d_]+ )?{chambers}\b"
    return frame("contests", behind).match(sentence.after(claim, 40)) is not None


def _cast(sentence: Sentence) -> tuple[Claim, ...]:
    """The votes of a sentence: for, against, and those who abstained."""
    if not sentence.may_say("contests", "votes"):
        return ()
    sides: list[Claim] = []
    for first, second in pairwise([*sentence.claims, *sentence.claims[-1:]]):
        if first.figure.kind is Kind.SCORE:
            sides += _sides(first)
        elif _stand_against(sentence, first, second):
            sides += [first, second]
    if len(sides) != 2:
        return ()
    return (*sides, *(claim for claim in sentence.claims if _abstained(sentence, claim)))


def _sides(score: Claim) -> list[Claim]:
    """The two numbers of "20 to nine"."""
    found = ends(replace(score, figure=replace(score.figure, form=Form.RANGE)))
    if found is None:
        return []
    counts = [replace(each, figure=replace(each.figure, kind=Kind.COUNT)) for each in found]
    return counts if all(_is_plain(each) for each in counts) else []


def _stand_against(sentence: Sentence, first: Claim, second: Claim) -> bool:
    """ "70 votes to 60", "20 voted for, nine against"."""
    if first is second or not _is_plain(first) or not _is_plain(second):
        return False
    gap = sentence.between(first, second)
    if frame("contests", r"(?: votes)? (?:to|against) ").fullmatch(gap):
        return True
    what = r"(?: it| (?:the|a|his|her|its|their|that) [^\W\d_]+(?: [^\W\d_]+)?)?"
    led = frame("contests", rf"(?: {{members}})? {{ayes}}{what},? (?:(?:and|with|to) )?").fullmatch(
        gap
    )
    return bool(
        led and frame("contests", r"(?: {members})? {noes}\b").match(sentence.after(second, 24))
    )


def _is_plain(claim: Claim) -> bool:
    figure, quantity = claim.figure, claim.figure.quantity
    return (
        figure.kind is Kind.COUNT
        and figure.form is Form.POINT
        and quantity is not None
        and quantity.low is not None
        and quantity.step == 1
    )


def _abstained(sentence: Sentence, claim: Claim) -> bool:
    if not _is_plain(claim):
        return False
    if (claim.figure.noun or "").lower() in lexicon.load("contests")["abstainers"]:
        return True
    return (
        frame("contests", r"(?: {members})? {abstained}\b").match(sentence.after(claim, 32))
        is not None
    )


def _is_membership(sentence: Sentence, claim: Claim) -> bool:
    """ "Its 30 members", "the 120-seat parliament", "a committee, which has 11 members"."""
    if not _is_plain(claim):
        return False
    tail = sentence.after(claim, 40)
    if _is_house(sentence, claim):
        return True
    noun = claim.figure.noun
    if noun is None or noun.lower() not in lexicon.load("contests")["members"]:
        return False
    before = sentence.before(claim, 40)
    has = r"\b{chambers},? (?:(?:which|that) )?(?:has|have|had|with|of|numbers)"
    whole = rf"(?:['’]s|['’]|\b(?:its|the|all|their|of)|{has}) $"
    return frame("contests", whole).search(before) is not None and not frame(
        "contests", r" (?:who|from|of the(?! {chambers}\b)|in the|{ayes}|{noes}|{abstained})\b"
    ).match(tail[len(noun) + 1 :])


# ---------------------------------------------------------------------------------------- ballots


def ballots(paragraph: Sequence[Sentence]) -> Iterator[Ballots]:
    """The ballots and the registered voters of one sentence or of two neighbouring ones."""
    electors = _electors()
    if not any((c.figure.noun or "").lower() in electors for s in paragraph for c in s.claims):
        return
    for number, sentence in enumerate(paragraph):
        voters = [c for c in sentence.claims if _is_electorate(sentence, c)]
        if len(voters) != 1:
            continue
        near = paragraph[max(0, number - 1) : number + 2]
        if any(cue("contests", "several_votes").search(each.text) for each in near):
            continue
        for homes in ((sentence,), near):
            cast = [c for each in homes for c in each.claims if _is_cast(each, c)]
            if len(cast) == 1:
                yield Ballots(voters[0], cast[0])
            if cast:
                break


@cache
def _electors() -> frozenset[str]:
    return frozenset(lexicon.load("contests")["electors"])


def _is_electorate(sentence: Sentence, claim: Claim) -> bool:
    figure = claim.figure
    if figure.noun is None or figure.noun_span is None or figure.kind is not Kind.COUNT:
        return False
    if figure.noun.lower() not in _electors():
        return False
    near = sentence.document.text[figure.span.end : figure.noun_span.start]
    behind = sentence.after(claim, 60)
    registered = rf"\b{alternatives('contests', 'registered')}\b"
    return re.search(registered, f"{figure.surface} {near} {behind}", re.IGNORECASE) is not None


def _is_cast(sentence: Sentence, claim: Claim) -> bool:
    figure = claim.figure
    if figure.kind is not Kind.COUNT or figure.form is not Form.POINT:
        return False
    tail = sentence.after(claim, 48)
    if (figure.noun or "").lower() not in lexicon.load("contests")["ballots"]:
        return (
            frame("contests", r"(?: people| of them)?(?: had)? {cast_it}\b").match(tail) is not None
        )
    cast = frame("contests", r" (?:[^\W\d_]+ ){0,2}?{ballots} {were_cast}\b").match(tail)
    before = frame("contests", r"{counted} $").search(sentence.before(claim, 20))
    return cast is not None or before is not None
