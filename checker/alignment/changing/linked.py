"""Linked: whether a change is that of two levels which stand near it, and of nothing else.

In: a change, its ``Sentence`` and two figures. Out: true or false. What stands between them has to
name no other thing: ", a jump of", "The peak was higher by", "the 20% jump".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from checker import lexicon
from checker.alignment.changing.stated import Change, is_points
from checker.alignment.changing.times import time_of
from checker.alignment.changing.told import Told
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import size
from checker.alignment.wording import alternatives, cue, frame, listed
from checker.model import Claim, Kind
from checker.patterns import lazy

_REACH = 140
# "Once 900 strong, it was cut by a third and now numbers 600."
_AND_NOW = lazy(r",? and (?:(?:is|are|has|have) )?now (?:[^\W\d_]+ ){0,3}")
_OVER = lazy(r"\W*(?:over|in|for|during|since) (?:the (?:first|last|past|whole) )?", re.IGNORECASE)
_SO = lazy(r"\s*(?:so that|so|which means(?: that)?|meaning(?: that)?) (?:[^\W\d_]+ ){1,5}$")
_STEM = 4
_WORD = re.compile(r"[^\W\d_]+")


def is_linked(sentence: Sentence, change: Change, one: Told, other: Told) -> bool:
    """Whether a change can be no other thing's than that of which two levels are told: no word
    between them names another."""
    first, last = sorted((one, other), key=lambda told: told.claim.figure.span.start)
    if first.sentence is not last.sentence and not _goes_on(first, last):
        return False
    start, end = change.claim.figure.span
    if frame("contrasts", r"\b{further} $").search(sentence.before(change.claim, 24)):
        return False
    text = sentence.document.text
    own = [each.claim.figure.span for each in (first, last) if each.sentence is sentence]
    ahead = [span for span in own if span.end <= start]
    if ahead:
        gap = text[end : own[-1].start]
        if len(own) > len(ahead) and not (_is_held(gap, change) or _AND_NOW.fullmatch(gap)):
            return False
        return leads_on(text[ahead[-1].end : start])
    led = text[sentence.segment.span.start : start]
    if own:
        gap = text[end : own[0].start]
        if first.sentence is not sentence:
            return _is_held(gap, change) and is_plain(led, first)
        if frame("contrasts", r"\b{because} {subjects}\b").search(gap):
            return False  # "shares fell 9% after it cut its forecast to £2.1bn from £2.7bn"
        reached = frame("contrasts", r"\b{reached} $").search(gap) is not None
        from_it = frame("contrasts", r"\b{opposed} (?:{between} )*$").search(gap) is not None
        return reached or from_it or ":" in gap
    if last.claim.figure.span.end < start:
        if _OVER.match(led) and any(c.figure.kind is Kind.DURATION for c in sentence.claims):
            return False  # "over two years the drop is 18%"
        clause = re.split(r"[,;]\s(?:and |but |so )?", led)[-1]
        told = clause if cue("contrasts", "pronouns").search(clause) else led
        return _is_definite(sentence, change.claim) or is_plain(told, first, last)
    behind = first.sentence.before(first.claim, _REACH)
    said = frame("contrasts", r"\b{pronouns}\b")
    near = f"{behind} {first.sentence.after(first.claim, 16)}"
    return said.search(near) is not None and is_plain(behind, Told(sentence, change.claim))


def is_from_another_time(
    sentence: Sentence, change: Change, before: Told, told: Sequence[Told]
) -> bool:
    """Whether a change is from a time that is not that of the level before it: "8% on 2023",
    "issued at 140 crowns, closed at 154, up 4% on the day"."""
    led = frame(
        "contrasts",
        r"(?: [^\W\d_]+){0,2} {on_time} (?:(?:at|in|during|for) )?(?:(?:the|its|their) )?",
    ).match(sentence.after(change.claim, 40))
    if led is None:
        return False
    at, time = change.claim.figure.span.end + led.end(), time_of(before, told)
    years = [each for each in sentence.claims if each.figure.kind is Kind.YEAR]
    year = next((each for each in years if each.figure.span.start == at), None)
    if year is not None:
        return time.year != int(size(year))
    months = alternatives("calendar", "months")
    named = frame("contrasts", rf"(?:{months}|{{old}}|last|first|{{spell}}\b(?! {{ago}}))\b").match(
        sentence.document.text[at:]
    )
    return named is not None and not (time.old or time.opposed or time.year is not None)


def _goes_on(first: Told, last: Told) -> bool:
    """Whether the sentence of a second level goes on about what the first is of."""
    before = last.sentence.before(last.claim, _REACH)
    return cue("contrasts", "pronouns").search(before) is not None or is_plain(before, first)


def _is_held(gap: str, change: Change) -> bool:
    """Whether a level behind a change is what it is held against: "30% above the 40"."""
    beyond = r"(?: [^\W\d_]+){0,3}? (?:{than}|on|{reached}|{opposed})(?: {between})* "
    if is_points(change.claim):
        return frame("contrasts", _OFF_IT).fullmatch(gap) is not None
    if change.claim.figure.kind is Kind.MULTIPLE and frame("contrasts", _OF_IT).fullmatch(gap):
        return True
    return frame("contrasts", beyond).fullmatch(gap) is not None


_OFF_IT = r"(?: [^\W\d_]+){0,2} {apart_from}(?! (?:{old}|[^\W_]+ {ages} {ago}))\b[^,;:]*"
_OF_IT = r"(?: {as_many}(?: [^\W\d_]+){0,2} as)? (?:the|its|their) "


def leads_on(gap: str, *levels: Told) -> bool:
    """Whether nothing but words that tell of a change stands between a level and its change, from
    the first stop on: ", which is up", ", a jump of"; or words of the sentences of the levels."""
    gap = frame("contrasts", r",[^,;:]{0,80}\b{says}\b[^,;:]{0,40},").sub(",", gap)
    _, mark, behind = _cut(gap)
    if mark and _SO.match(behind) and cue("contrasts", "breaks").search(behind) is None:
        return True  # "a year earlier it was €1,562, so that tenants pay 7.8% more"
    return is_plain(behind if mark else gap, *levels)


def _cut(gap: str) -> tuple[str, str, str]:
    found = re.search(r"[,;:–—(]", gap)
    return (gap, "", "") if found is None else (gap[: found.start()], found[0], gap[found.end() :])


def is_plain(text: str, *levels: Told) -> bool:
    """Whether a text names nothing, or only what the sentences of some figures name as well."""
    known = listed("contrasts", "plain", "up", "down", "apart", "nouns", "old", "new")
    told = {stem for level in levels for stem in _stems(level.sentence.text.replace(text, " "))}
    words = [word.lower() for word in _WORD.findall(text)]
    times = listed("contrasts", "seasons") | {*_calendar()}
    return all(word in known or word in times or word[:_STEM] in told for word in words)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()) if len(word) >= _STEM)


@cache
def _calendar() -> frozenset[str]:
    found = lexicon.load("calendar")
    return frozenset({*found["months"], *found["weekdays"]})


def _is_definite(sentence: Sentence, claim: Claim) -> bool:
    """ "The difference, six points,", "the 20% jump": a change that was told before."""
    before, after = sentence.before(claim, 40), sentence.after(claim, 24)
    if frame("contrasts", r"\bthe {nouns}(?: of| is| was|,) $").search(before):
        return True
    return re.search(r"\bthe $", before, re.IGNORECASE) is not None and (
        frame("contrasts", r"[ -]{nouns}\b").match(after) is not None
    )
