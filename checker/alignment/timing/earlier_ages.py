"""Earlier ages: how old somebody was in some other year than that of the article.

In: the paragraphs of a story with their dates, years and ages, and the births in it. Out:
alignments of ``start``, ``end`` and ``length`` with the scope ``then``: "born in 1940, he left in
1964, when he was 24", where they are the birth, the other year and the age. Where only the age of
today is told ("Hana Marr, 50, who was 40 when she was elected in 2016"), ``start`` is the other
year, ``end`` the age in it, and ``length``, with the scope ``since``, the years between both ages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from checker.alignment.passages import Placed, Sentence, aligned
from checker.alignment.timing import lives
from checker.alignment.wording import cue, frame
from checker.model import Alignment, Claim, Form, Kind, Slot
from checker.patterns import lazy

_POINTS = frozenset({Kind.DATE, Kind.YEAR})
_AGES = frozenset({Kind.AGE, Kind.COUNT})
_BESIDE = 4
_GROWN = 8
"""Years are seldom told of someone younger, and "was 3" is mostly no age."""


class _Then(NamedTuple):
    """An age, the year in which it was, and the "he" or "she" of it, or the last name."""

    age: Claim
    year: Claim
    who: str
    name: str = ""


def other_times(
    lives: Sequence[tuple[Sentence, ...]], births: Sequence[Placed]
) -> Iterator[Alignment]:
    """Every age of another year with the birth of its document, or with the age of today."""
    for name, group in groupby(lives, key=lambda paragraph: paragraph[0].document.name):
        found = list(group)
        if not any(c.figure.kind in _AGES for p in found for s in p for c in s.claims):
            continue
        told = [(s, p, then) for p in found for s in p for then in _then(s)]
        told += [(s, p, then) for p in found for s, then in _at_the_time(p)]
        born = [(s, c) for s, c in births if c.document.name == name]
        if not told:
            continue
        one = _the_one_birth(born)
        for sentence, paragraph, then in told:
            if one is not None and _is_of(one, sentence, then):
                yield _from_birth(one[1], then)
            elif not born:
                now = _age_now(sentence, paragraph, then)
                if now is not None:
                    yield _from_today(now, then)


# ---------------------------------------------------------------------------------- other years


def _then(sentence: Sentence) -> Iterator[_Then]:
    """The ages of a sentence that were in a year that it names. Ages at death are found as such."""
    if len(sentence.claims) < len(("an age", "a year")):
        return
    if sentence.says("spans", "dying"):
        return
    for first, second in pairwise(sentence.claims):
        for age, year, ways in ((first, second, _AGE_FIRST), (second, first, _YEAR_FIRST)):
            if not _may_be_age(age) or not _is_year(year):
                continue
            led, gap = sentence.before(first, 40), sentence.between(first, second)
            gap += _opening(second)
            led += _opening(first)
            for before, between in ways:
                start = frame("spans", before).search(led)
                inner = frame("spans", between).fullmatch(gap)
                if start is None or inner is None or not _ends(sentence, age, second):
                    continue
                named = {**start.groupdict(), **inner.groupdict()}
                who, name = named.get("who") or "", named.get("name") or ""
                yield _Then(in_years(age), year, who.lower(), name)
                break


def _at_the_time(paragraph: Sequence[Sentence]) -> Iterator[tuple[Sentence, _Then]]:
    """ "In 1964 he left for the coast. He was 24 at the time." """
    for first, second in pairwise(paragraph):
        if cue("spans", "dying").search(f"{first.text} {second.text}"):
            continue
        points = [c for c in first.claims if c.figure.kind in _POINTS]
        if len(points) != 1 or not _is_year(points[0]) or not second.claims:
            continue
        between = first.document.text[first.segment.span.end : second.segment.span.start]
        age = second.claims[0]
        led = frame("spans", r"^(?P<who>he|she) was (?:only |just |then |still )?$").search(
            second.before(age)
        )
        then = frame("spans", r"(?: years old)?,? (?:at the time|then|that year)\b")
        if led and not between.strip() and _may_be_age(age) and then.match(second.after(age)):
            yield second, _Then(in_years(age), points[0], led["who"].lower())


_AGE_FIRST = (
    (
        r"\b(?P<who>he|she|who) was (?:only |just |already )?$",
        r",? when [^.;:,]{3,48}? in (?:[^\W\d_]+ )?",
    ),
    (
        r"(?:[,)]| and) was (?:only |just |already )?$",
        r",? when (?P<who>he|she) [^.;:,]{3,48}? in (?:[^\W\d_]+ )?",
    ),
    (r"\b(?:at|aged|at the age of) $", r",? in (?:[^\W\d_]+ )?"),
    (
        r"(?P<name>(?-i:[A-Z])[\w’'-]+),?(?: who)? was (?:only |just )?$",
        r",? when [^.;:,]{3,48}? in (?:[^\W\d_]+ )?",
    ),
    (r"(?P<name>(?-i:[A-Z])[\w’'-]+) was (?:only |just )?$", r" in (?:[^\W\d_]+ )?"),
)
_YEAR_FIRST = (
    (
        r"\bin (?:[^\W\d_]+ )?$",
        r",? when [^.;:,]{1,48}, (?P<who>he|she) was (?:only |just |still )?",
    ),
    (r"\bin (?:[^\W\d_]+ )?$", r",? when (?P<who>he|she) was (?:only |just |already |still )?"),
    (r"\bin (?:[^\W\d_]+ )?$", r",? (?:at|aged|at the age of|then|when) (?:only |just )?"),
    (r"\bin (?:[^\W\d_]+ )?$", r",? as an? (?:[^\W\d_]+ )?of "),
    (r"\bin (?:[^\W\d_]+ )?$", r",? as an? (?=\W*$)"),
    (
        r"^(?:when|in|on|by|after)\b[^.;:]{0,80} in (?:[^\W\d_]+ )?$",
        r",?[^.;:]{1,80}?(?P<name>(?-i:[A-Z])[\w’'-]+), who was (?:only |just |then |still )?",
    ),
)


def _opening(claim: Claim) -> str:
    """The words with which an age begins: "aged 30", "at the age of 30"."""
    found = frame("spans", r"(?:at the age of|aged|at age) ").match(claim.figure.surface)
    return found[0] if found and claim.figure.kind is Kind.AGE else ""


def _ends(sentence: Sentence, age: Claim, last: Claim) -> bool:
    """Whether an age that stands last is followed by no noun: "in 1964, at 24 schools"."""
    if last is not age or age.figure.kind is Kind.AGE:
        return True
    return re.match(r"\s?(?:[.,;:)–—]|and\b|$)", sentence.after(age, 8)) is not None


def _may_be_age(claim: Claim) -> bool:
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.form is not Form.POINT or quantity is None or quantity.low is None:
        return False
    if figure.kind is Kind.AGE:
        return quantity.unit in ("year", None)
    bare = figure.kind is Kind.COUNT and figure.noun is None and quantity.step == 1
    return bare and _GROWN <= quantity.low < 100


def _is_year(claim: Claim) -> bool:
    moment = claim.figure.moment
    return claim.figure.kind in _POINTS and moment is not None and moment.year is not None


def in_years(age: Claim) -> Claim:
    """An age as such, where only a bare number is written."""
    quantity = age.figure.quantity
    if age.figure.kind is Kind.AGE or quantity is None:
        return age
    years = replace(quantity, unit="year")
    return replace(age, figure=replace(age.figure, kind=Kind.AGE, quantity=years))


# ------------------------------------------------------------------------------------ whose age


def _the_one_birth(births: Sequence[Placed]) -> Placed | None:
    """The birth of a document that tells of one, however often."""
    moments = {claim.figure.moment for _, claim in births}
    return births[0] if len(moments) == 1 else None


def _is_of(birth: Placed, sentence: Sentence, then: _Then) -> bool:
    """Whether an age is that of the one whose birth is told: no kin comes in between, and whoever
    is "he" in it is "he" in most of the text."""
    home, claim = birth
    if then.year.figure.span == claim.figure.span or _is_sooner(then.year, claim):
        return False
    told = _until(sentence, then)
    if cue("spans", "kin").search(told) or cue("spans", "kin").search(home.before(claim, 40)):
        return False
    if then.name:
        return _is_named(birth, sentence, then.name)
    who = then.who if then.who in ("he", "she") else _subject(sentence)
    if home.segment.span == sentence.segment.span:
        return True
    return bool(who) and who == _mostly(sentence.document.text)


def _is_sooner(one: Claim, other: Claim) -> bool:
    """Whether a point lies in a year before another: "born in 1960, she joined the firm set up in
    1921 at the age of 20"."""
    a, b = one.figure.moment, other.figure.moment
    return a is not None and b is not None and (a.year or 0) < (b.year or 0)


def _is_named(birth: Placed, sentence: Sentence, name: str) -> bool:
    """Whether a birth is that of someone named in a sentence: by the name, or by a pronoun in the
    sentence behind it."""
    home, claim = birth
    born = lives.birth_of(home, claim)
    if born is None:
        return False
    if born.name:
        return born.name == name
    between = sentence.document.text[sentence.segment.span.end : home.segment.span.start]
    follows = home.segment.span.start >= sentence.segment.span.end
    return follows and len(between) < _BESIDE and not between.strip()


def _until(sentence: Sentence, then: _Then) -> str:
    """The sentence up to an age: whoever is named behind it is not the one who was so old."""
    return sentence.document.text[sentence.segment.span.start : then.age.figure.span.start]


def _subject(sentence: Sentence) -> str:
    found = re.findall(r"\b(he|she)\b", sentence.text.lower())
    return found[0] if found and len(set(found)) == 1 else ""


def _mostly(text: str) -> str:
    words = re.findall(r"\b(?:he|she)\b", text.lower())
    he = words.count("he")
    she = len(words) - he
    return "he" if he > 2 * she else "she" if she > 2 * he else ""


_NAMED = lazy(r"(?:[A-Z][\w’'-]+,?\s*\(?|(?:,|^)\s*[Nn]ow)\s*$")


def _age_now(sentence: Sentence, paragraph: Sequence[Sentence], then: _Then) -> Claim | None:
    """The age behind the name of the one of whom an earlier one is told."""
    if cue("spans", "kin").search(_until(sentence, then)) or sentence.document.published is None:
        return None
    if frame("spans", r"{compared}").search(sentence.text):
        return None
    place = paragraph.index(sentence)
    starts = re.match(r"[“\"‘']?(?:he|she)\b", sentence.text, re.IGNORECASE) is not None
    homes = [sentence] if not starts else [paragraph[place - 1]] if place else []
    found = [
        claim
        for home in homes
        for claim in home.claims
        if claim.figure.span.start < then.age.figure.span.start
        and (claim.figure.kind is Kind.AGE or _may_be_age(claim))
        and claim.figure.span != then.age.figure.span
        and _NAMED.search(home.before(claim, 32))
    ]
    if then.who == "who" and found and _is_another(sentence, found[0], then):
        return None
    if found and homes[0] is sentence and _is_met(sentence, found[0], then):
        return None
    if len(found) != 1 or (homes[0] is not sentence and _goes_on(homes[0], found[0], sentence)):
        return None
    return found[0]


_NAME_AND_WHO = lazy(r"([A-Z][\w’'-]+),? who was (?:only |just |already )?$")


def _is_another(sentence: Sentence, now: Claim, then: _Then) -> bool:
    """Whether "who" is another one than the age of today is told of: "Karn, 61, succeeded Marr, who
    was 70"."""
    named = _NAME_AND_WHO.search(sentence.before(then.age, 60))
    return named is not None and named[1] not in sentence.before(now, 32)


def _is_met(sentence: Sentence, now: Claim, then: _Then) -> bool:
    """Whether another person comes in between the two ages: "Finn, 61, married Karl Berg in 1990,
    when he was 41"."""
    name = r"(?-i:[A-Z])[\w’'-]+ (?-i:[A-Z])[\w’'-]+"
    between = sentence.between(now, then.age)
    return frame("spans", rf"\b{{before_person}} {name}").search(between) is not None


_OTHER = lazy(r"(?<![A-Z’'])\b(?!(?:in|of|at|near|from|on|to|the)\s)[a-z,]+\s+[A-Z][\w’'-]+")


def _goes_on(first: Sentence, now: Claim, second: Sentence) -> bool:
    """Whether another person may come in between the two sentences, or behind the age of the
    first."""
    tail = first.document.text[now.figure.span.end : first.segment.span.end]
    between = first.document.text[first.segment.span.end : second.segment.span.start]
    kin = cue("spans", "kin").search(first.text)
    return kin is not None or _OTHER.search(tail) is not None or bool(between.strip())


# ------------------------------------------------------------------------------------ alignments


def _from_birth(birth: Claim, then: _Then) -> Alignment:
    scope = Slot("then", then.age.figure.surface, then.age.figure.span)
    age = replace(then.age, scope=scope)
    return aligned("span", ("a birth and an age of later",), start=birth, end=then.year, length=age)


def _from_today(now: Claim, then: _Then) -> Alignment:
    a, b = now.figure.quantity, then.age.figure.quantity
    years = None
    if a is not None and b is not None and a.low is not None and b.low is not None:
        years = replace(a, low=a.low - b.low, high=a.low - b.low, unit="year")
    figure = replace(now.figure, kind=Kind.DURATION, quantity=years)
    length = replace(now, figure=figure, scope=Slot("since", figure.surface, figure.span))
    return aligned("span", ("two ages",), start=then.year, end=then.age, length=length)
