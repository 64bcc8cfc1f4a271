"""Partitives: a part that is told to be of a whole before it, and is more than that.

In: the sentences of a paragraph. Out: the part and its whole: "of the 26 children in the ward 31
went home", "out of a harvest of 3 tonnes, they held back 4", "the log has 22 launches, 28 of them
at night", "39 of September's 30 days". Parts that are no more than their whole are left out, since
nobody looks at them. A part that is some of the persons before it for sure is marked as such, since
it is wrong however far off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from checker.alignment.passages import Sentence, same_rate
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.summing.wholes import in_the_unit_of
from checker.alignment.wording import frame
from checker.dimensions import head
from checker.measures import are_persons
from checker.model import Claim, Form, Kind, Modifier, Slot
from checker.patterns import lazy

KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.DURATION})
AT_MOST = frozenset({Modifier.EXACTLY, Modifier.AT_MOST, Modifier.LESS_THAN})
_FAR = 90
NEAR = 2
_PAIR = 2
_MANY = 20
MEMBER = "member"
"""The scope of a part that is some of the whole for sure."""

_BREAK = lazy(r"[;:?!]|\.\s|[–—(]")
_CLAUSE = lazy(r"[,;:–—(]|\b(?:and|but|with|while|so)\b")
STOPS = lazy(r"\s*(?:[.,;:)–—]|$)")
_PLURAL = lazy(r"\b[a-z][a-z-]+(?<![su])s\b")


_THE = r"(?:the |its |his |her |their |[^\W\d_]+['’]s? )"
_OF_THESE = lazy(r"\bof (?:these|those) $", re.IGNORECASE)


class Partitive(NamedTuple):
    """A part and the whole that it is said to be of."""

    part: Claim
    whole: Claim


def partitives(paragraph: Sequence[Sentence]) -> Iterator[Partitive]:
    """Every part of a paragraph that is more than the whole it is said to be of."""
    for before, sentence in zip((None, *paragraph), paragraph, strict=False):
        if "partitives" in sentence.may:
            yield from _fronted(sentence)
            yield from _met_by(sentence)
            yield from _of_them(sentence)
            yield from _elliptic(sentence)
            yield from _of_the_agents(sentence)
            yield from _including(sentence)
        if before is not None and "of those" in sentence.may:
            yield from _of_those_before(before, sentence)


# ---------------------------------------------------------------------------- the whole goes first


def _including(sentence: Sentence) -> Iterator[Partitive]:
    """ "Gave 48 concerts last season, including 53 abroad": a part of what stands before it."""
    figures = [c for c in sentence.claims if c.figure.kind is Kind.COUNT]
    for whole, part in pairwise(figures):
        gap = sentence.between(whole, part)
        led = _INCLUDING.fullmatch(gap)
        plain = whole.figure.modifier in AT_MOST and part.figure.modifier is Modifier.EXACTLY
        if led is None or not plain or size(part) <= size(whole):
            continue
        if whole.figure.form is not Form.POINT or part.figure.form is not Form.POINT:
            continue
        nouns = {noun_of(whole), noun_of(part)} - {""}
        if not noun_of(whole) or (len(nouns) > 1 and not all(map(are_persons, nouns))):
            continue
        if _RUNNING.search(f"{sentence.before(whole, 24)}{whole.figure.surface}") is None:
            yield Partitive(part, whole)


_INCLUDING = lazy(
    r"[^.;:()–—]{1,60}?,? (?:including|counting|among them|amongst them) "
    r"(?:some |at least |just |only )?",
    re.IGNORECASE,
)
_RUNNING = lazy(r"\b(?:another|further|more|by|rose|fell|up|extra|other)\b[^.;:,]*$", re.IGNORECASE)


def _fronted(sentence: Sentence) -> Iterator[Partitive]:
    """ "Of the 26 children in the ward 31 went home", "39 of September's 30 days"."""
    figures = [c for c in sentence.claims if c.figure.kind in KINDS]
    for first, second in pairwise(figures):
        if size(first) > size(second):
            if _is_of_days(sentence, first, second):
                yield Partitive(_in_unit_of(second, first), second)
            continue
        if size(first) == size(second) or not may_be(second, first):
            continue
        gap = sentence.between(first, second)
        if len(gap) > _FAR or _BREAK.search(gap):
            continue
        if _OF_THESE.search(sentence.before(first, 12)) and not _PLURAL.match(
            sentence.after(first, 32).lstrip()
        ):
            continue  # "81 answered. Of these 31 raised fees, 44 left them alone"
        if _is_led(sentence, first) and _is_bare(sentence, second, first):
            lasted = first.figure.kind is Kind.DURATION and gap.endswith(" for ")
            if lasted or not frame("shares", r"\b{no_part} $").search(gap):
                part = as_written(_in_unit_of(first, second))
                yield Partitive(_surely(sentence, part, first), first)


def _surely(sentence: Sentence, part: Claim, whole: Claim) -> Claim:
    """A part that can be nothing but some of the persons before it: "of the mill's 800 hands, 8,540
    are on nights"."""
    sure = are_persons(noun_of(whole)) and size(whole) >= _MANY
    if not sure or frame("shares", r" {they_do}\b").match(sentence.after(part, 16)) is None:
        return part
    return replace(part, scope=Slot(MEMBER, part.figure.surface, part.figure.span))


def _is_led(sentence: Sentence, whole: Claim) -> bool:
    """Whether a whole stands at the head of a clause: "of the 26 children", "of the pit's 640 men",
    "of a fleet of 90 lorries", "among the 31 jurors", "of 3,200 churches", which has to say what
    they are."""
    before = sentence.before(whole, 60)
    if frame("shares", rf"{_HEAD}(?:{{out_of_the}}|{_AMONG}|{_OF_ONES}|{_OF_A}) $").search(before):
        return True
    return bool(noun_of(whole) or whole.figure.kind is not Kind.COUNT) and bool(
        frame("shares", rf"(?:^\W*|: |{_SAID_THAT})(?:out )?of $").search(before)
    )


_SAID_THAT = r"\b{saying}(?: [^\W\d_]+){0,2} that "
_HEAD = rf"(?:^\W*|[,;:] |{_SAID_THAT})\W*(?:but |and )?"
_AMONG = r"(?:from )?among(?:st)?(?: (?:the|its|their|his|her|all|all the))?"
_OF_ONES = r"(?:out )?of (?:[^\W\d_][\w-]* ){0,3}[^\W\d_]+(?:['’]s|s['’])"
_OF_A = r"(?:out )?of an? (?!{no_group}\b)(?:[^\W\d_][\w-]* ){0,2}?(?!{no_group}\b)[^\W\d_]+ of"


def _met_by(sentence: Sentence) -> Iterator[Partitive]:
    """ "Of the 340 people aboard, 52 were saved; as many as 410 may have drowned": what became of
    some later in the sentence cannot become of more than there were."""
    for place, whole in enumerate(sentence.claims[:-2]):
        counted = whole.figure.kind is Kind.COUNT and whole.figure.form is Form.POINT
        if not counted or whole.figure.modifier not in AT_MOST or not are_persons(noun_of(whole)):
            continue
        if not _is_led(sentence, whole):
            continue
        for part in sentence.claims[place + 2 :]:
            if not may_be(part, whole) or not size(whole) < size(part) <= NEAR * size(whole):
                continue
            gap = sentence.between(sentence.claims[place + 1], part)
            met = frame("shares", r" (?:[^\W\d_]+ ){0,3}{met_by}\s*(?:[.,;)–—]|$)")
            if met.match(sentence.after(part, 48)) and not frame(
                "shares", r"\b{elsewhere}\b"
            ).search(gap + sentence.after(part, 48)):
                yield Partitive(as_written(part), whole)


def as_written(part: Claim) -> Claim:
    """ "As many as 410" of 340, "fewer than 300 of the 260": that it may be less does not make it
    possible."""
    if part.figure.modifier not in AT_MOST:
        return part
    return replace(part, figure=replace(part.figure, modifier=Modifier.EXACTLY))


def _in_unit_of(whole: Claim, part: Claim) -> Claim:
    """The 93 of "of the 90 minutes, 93"."""
    return part if part.figure.kind is whole.figure.kind else in_the_unit_of(whole, part)


def may_be(part: Claim, whole: Claim) -> bool:
    """Whether a part can be counted or measured as its whole is."""
    one, other = part.figure, whole.figure
    if Form.POINT is not one.form or one.form is not other.form:
        return False
    if other.modifier not in AT_MOST:
        return False
    if one.quantity is None or other.quantity is None:
        return False
    if one.kind is Kind.COUNT:
        nouns = _own_noun(part), noun_of(whole)
        return other.kind in (Kind.COUNT, Kind.DURATION) and (
            not nouns[0] or bool(nouns[1] and head(nouns[0]) == head(nouns[1]))
        )
    return one.kind is other.kind and same_rate(one.quantity.unit, other.quantity.unit)


def _own_noun(claim: Claim) -> str:
    """The noun of a figure, but of none that a verb parts from it: "37 are by women"."""
    noun = claim.figure.noun_span
    if noun is not None and noun.start > claim.figure.span.end:
        gap = claim.document.text[claim.figure.span.end : noun.start]
        if frame("shares", r" {they_do}\b").match(gap):
            return ""
    return noun_of(claim)


def _is_bare(sentence: Sentence, part: Claim, whole: Claim) -> bool:
    """Whether nothing else is counted; the part of a length ends its clause: "on for only 93"."""
    if part.figure.kind is not Kind.COUNT:
        return True
    if whole.figure.kind is Kind.DURATION:
        return STOPS.match(sentence.after(part, 4)) is not None
    return (
        frame("shares", r"\s?[-%]|['’]| (?:of (?!them|these|those|whom)|{no_bare}\b)").match(
            sentence.after(part, 24)
        )
        is None
    )


def _is_of_days(sentence: Sentence, part: Claim, whole: Claim) -> bool:
    """ "39 of September's 30 days", "9 of the seven days", "29 of the last 24 hours"."""
    if whole.figure.kind is not Kind.DURATION or part.figure.kind is not Kind.COUNT:
        return False
    noun = part.figure.noun_span
    if part.figure.form is not Form.POINT or (noun and noun.start < whole.figure.span.start):
        return False
    gap = frame("shares", rf"(?: out)? of {_THE}(?:last |past |previous |preceding |next |first )?")
    return gap.fullmatch(sentence.between(part, whole)) is not None and "-" not in (
        whole.figure.surface
    )


# ------------------------------------------------------------------------------------- "of them"


def _of_them(sentence: Sentence) -> Iterator[Partitive]:
    """ "22 launches in 1958, 28 of them at night", "12 places, and the party takes 17 of them", "14
    flats, of which 17 are let", "£3m, £4.1m of it from the state"."""
    for part in sentence.claims:
        which = _is_of_them(sentence, part)
        if not which:
            continue
        ahead = [c for c in sentence.claims if c.figure.span.end <= part.figure.span.start]
        wholes = [
            c
            for c in ahead
            if c.figure.kind is part.figure.kind
            and c.figure.form is Form.POINT
            and _united(c, part)
        ]
        if not wholes or size(wholes[-1]) >= size(part) or size(wholes[-1]) < _PAIR:
            continue
        whole = wholes[-1]
        if whole.figure.modifier not in AT_MOST or size(part) > NEAR * size(whole):
            continue
        if _may_be_of_them(sentence, wholes, part, which) and _goes_on(
            sentence, whole, part, which
        ):
            yield Partitive(part, whole)


def _may_be_of_them(sentence: Sentence, wholes: Sequence[Claim], part: Claim, which: str) -> bool:
    """Whether a pronoun stands for the last of the figures before it, and for none of the rest."""
    whole = wholes[-1]
    if any(size(c) >= size(part) for c in wholes):
        return which == "whom" and _is_part_of_the_last(sentence, wholes)
    if len(wholes) > 1 and sum(map(size, wholes)) == size(part):
        return False  # "four mares and six foals, and he calls all ten of them by name"
    if which == "whom":
        return are_persons(noun_of(whole))
    return part.figure.kind is not Kind.COUNT or bool(noun_of(whole))


def _united(whole: Claim, part: Claim) -> bool:
    one, other = whole.figure.quantity, part.figure.quantity
    return one is not None and other is not None and one.unit == other.unit


def _is_part_of_the_last(sentence: Sentence, wholes: Sequence[Claim]) -> bool:
    """Whether the last is of the one before it, so that "of whom" is of the last: "of 27 patients,
    19 had headaches, 22 of whom ..."."""
    if len(wholes) < _PAIR or not are_persons(noun_of(wholes[-2])):
        return False
    does = frame("shares", r" (?:{they_do}\b|[^\W\d_]+ed\b)").match(sentence.after(wholes[-1], 24))
    return does is not None and _is_led(sentence, wholes[-2])


def _goes_on(sentence: Sentence, whole: Claim, part: Claim, which: str) -> bool:
    """Whether another clause begins behind a whole, so that whoever does something to some of them
    is none of them, and nothing else is named that they could be; the word straight before a
    part is a verb: "the party takes 17 of them"."""
    gap = sentence.between(whole, part)
    for other in sentence.claims:
        if whole.figure.span.end <= other.figure.span.start < part.figure.span.start:
            gap = gap.replace(other.figure.surface, "", 1)
    led = re.sub(r",? of (?:which|whom)\s*$", ", ", gap)
    told = led.rstrip().rpartition(" ")[0] if led == gap else led
    told = told.replace(whole.figure.noun or "", "", 1)
    named = _PLURAL.findall(told)
    if which == "whom":
        named = [word for word in named if are_persons(word)]
    return len(gap) < 2 * _FAR and bool(_CLAUSE.search(gap)) and not named


def _is_of_them(sentence: Sentence, part: Claim) -> str:
    """The pronoun that a part is of, or nothing."""
    figure = part.figure
    if figure.form is not Form.POINT or figure.quantity is None:
        return ""
    counted = figure.kind is Kind.COUNT
    if figure.modifier is Modifier.ABOUT or not (counted or figure.kind is Kind.MONEY):
        return ""
    led = re.search(r", of (which|whom) (?:just |only )?$", sentence.before(part, 20))
    if led is not None:
        return led[1] if not counted or not _own_noun(part) else ""
    behind = figure.noun_span
    if counted and behind and behind.start <= figure.span.end + 1:
        return ""  # a noun behind "of them" is what they are: "61 of them advertisements"
    pronoun = _OF_THEM if counted else _OF_IT
    match = pronoun.match(sentence.after(part, 24))
    return match[1] if match is not None else ""


_OF_THEM = lazy(
    r"\sof\s(them|whom|which|(?:those|these)(?=\s?[,.;:)]|$|\s(?:on|at|during|by|for|since|before|after"
    r"|beyond|alone|last|this|were|are|was|is|have|had|has|went|came|now|still|already|did|do)\b))"
)
_OF_IT = lazy(r"\sof\s(it|which|that)\b(?!\s[a-z]+(?:\s[a-z]+)?\s(?:cost|price|sum|money))")


def _of_those_before(before: Sentence, sentence: Sentence) -> Iterator[Partitive]:
    """ "She wrote 31 novels. Of those, 37 are in print": where the sentence before counts one thing
    alone."""
    part = next((c for c in sentence.claims if c.figure.kind is Kind.COUNT), sentence.claims[0])
    led = frame("shares", r"^\W*{of_these},? (?:only |just )?$").search(sentence.before(part, 32))
    them = _is_of_them(sentence, part) == "them" and not _PLURAL.search(sentence.before(part))
    led = led or (them and _OF_THEM.match(sentence.after(part, 24))) or None
    wholes = [c for c in before.claims if c.figure.kind is Kind.COUNT]
    if led is None or len(wholes) != 1 or part.figure.kind is not Kind.COUNT:
        return
    whole = wholes[0]
    plain = noun_of(whole) and may_be(part, whole) and _is_bare(sentence, part, whole)
    if plain and size(whole) < size(part) <= NEAR * size(whole):
        named = _PLURAL.findall(before.text.replace(whole.figure.noun or "", "", 1))
        if not named:
            yield Partitive(part, whole)


# ------------------------------------------------------------------------------ told by other words


def _elliptic(sentence: Sentence) -> Iterator[Partitive]:
    """ "Not one of the seven bridges is whole; of the nine that they have seen, three can be
    mended": the second number is of the same ones."""
    figures = [c for c in sentence.claims if c.figure.kind is Kind.COUNT]
    for whole, part in pairwise(figures):
        if (
            not noun_of(whole)
            or noun_of(part)
            or not size(whole) < size(part) <= NEAR * size(whole)
        ):
            continue
        gap = sentence.between(whole, part)
        if not gap.endswith((" of the ", ", the ")) or not _THAT.match(sentence.after(part, 8)):
            continue
        if not _OF_THE.search(sentence.before(whole, 24)) or len(gap) > _FAR:
            continue
        if _PLURAL.search(gap.replace(whole.figure.noun or "", "", 1)) is None:
            yield Partitive(part, whole)


_OF_THE = lazy(r"\b(?:of|all)(?: (?:the|its|their|his|her))? $", re.IGNORECASE)
_THAT = lazy(r" (?:that|which|who|whom)\b")


def _of_the_agents(sentence: Sentence) -> Iterator[Partitive]:
    """ "8,850 started; 9,102 of the starters came home": who did what is named by the verb."""
    figures = [c for c in sentence.claims if c.figure.kind is Kind.COUNT]
    for whole, part in pairwise(figures):
        agents = _OF_AGENTS.match(sentence.after(part, 32))
        verb = _DID.match(sentence.after(whole, 40))
        if agents is None or verb is None or not size(whole) < size(part) <= NEAR * size(whole):
            continue
        if agents[1][:_STEM].lower() == verb[1][:_STEM].lower():
            yield Partitive(part, whole)


_STEM = 4
_OF_AGENTS = lazy(r" of (?:the|these|those) ([^\W\d_]{4,}s)\b")
_DID = lazy(r"(?: [^\W\d_]+)?(?: (?:have|had|were|has|was|then|also|actually))? ([^\W\d_]{3,}ed)\b")
