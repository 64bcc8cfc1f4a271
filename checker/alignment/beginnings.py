"""How old somebody or something is, and since when it has stood, told by two documents in two ways.

In: the claims of one story. Out: alignments of ``a`` and ``b``, whose quantities are the years in
which what they tell of can have begun: "the tanker, built in 2013", "the 16-year-old tanker",
"after 27 years in service", "Ilsa Karn, 44", "Karn, who will be 40 in March", "a man in his
forties".

Two such figures belong together where both are of one name, or of one word for a person or a thing
of which each document tells but once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

from checker import spelling
from checker.alignment.pairing.words import stems
from checker.alignment.passages import Sentence, aligned, sentences_of
from checker.alignment.timing.ages_told import age_told
from checker.alignment.timing.since import Beginning, Sort, today_of
from checker.alignment.timing.standing import birthday_told, length_told, year_told
from checker.alignment.timing.subjects import kinds, written
from checker.alignment.timing.tenures import tenure_told
from checker.alignment.wording import frame, listed
from checker.model import Alignment, Aspect, Claim, Form, Kind, Modality, Modifier, Quantity, Role

NAME = "beginning"

_KINDS = frozenset({Kind.AGE, Kind.YEAR, Kind.DATE, Kind.DURATION, Kind.ORDINAL})
# So many of one key are no longer of one thing.
_MANY = 40
# Whoever differs by more than so many times in age is another one.
_TIMES = Decimal("2.5")
# Sentences of one person have so many words in common, besides the word for the person.
_COMMON = 2
# Of so many words of names two articles of one story have some in common.
_NAMED = 8
# A name of so many words has a first name.
_FULL = 2


def find(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every two documents' accounts of one beginning, in two forms or as two ages."""
    timed = tuple(c for c in claims if c.figure.kind in _KINDS)
    if len({claim.document.name for claim in timed}) < 2:
        return
    names, years = _names(claims), _years(timed)
    index: dict[tuple[Sort, str], list[Beginning]] = defaultdict(list)
    for sentence in sentences_of(claims):
        for claim in sentence.claims:
            found = _beginning(sentence, claim) if claim.figure.kind in _KINDS else None
            if found is not None:
                for key in _keys(found):
                    index[found.sort, key].append(found)
    seen: set[tuple[int, int]] = set()
    for group in index.values():
        for a, b in _pairs(group):
            pair = (id(a.claim), id(b.claim))
            if (
                pair not in seen
                and not _is_given(a, b, years)
                and ((a.name and b.name) or _are_of_one_story(a, b, names))
            ):
                seen.add(pair)
                yield aligned(NAME, (_grounds(a, b),), a=_as_year(a), b=_as_year(b))


def _names(claims: tuple[Claim, ...]) -> dict[str, set[str]]:
    """The words of all names of each document."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for name in claim.names:
            found[claim.document.name].update(name.split())
    return found


def _years(claims: tuple[Claim, ...]) -> dict[str, set[int]]:
    """All years that each document names."""
    found: dict[str, set[int]] = defaultdict(set)
    for claim in claims:
        if claim.figure.moment is not None and claim.figure.moment.year is not None:
            found[claim.document.name].add(claim.figure.moment.year)
    return found


def _is_given(a: Beginning, b: Beginning, years: dict[str, set[int]]) -> bool:
    """Whether one text names a year, too, from which the age in the other follows: the thing was
    begun and finished, or opened again."""
    if a.sort is Sort.PERSON:
        return False
    return any(
        other.room.first - 1 < year < other.room.last
        for one, other in ((a, b), (b, a))
        for year in years[one.claim.document.name]
    )


def _are_of_one_story(a: Beginning, b: Beginning, names: dict[str, set[str]]) -> bool:
    """Whether two documents name the same, so far as they name many: of two stories in one folder
    each may have its own ship."""
    mine, yours = names[a.claim.document.name], names[b.claim.document.name]
    return min(len(mine), len(yours)) < _NAMED or len(mine & yours) >= _COMMON


def _grounds(a: Beginning, b: Beginning) -> str:
    if a.name and b.name:
        return f"of one name: {a.name[-1]}"
    words = a.words & b.words
    shown = sorted({written(each.claim, words) for each in (a, b)} - {""} or words)
    return f"of the only {' and '.join(shown)}"


def _as_year(beginning: Beginning) -> Claim:
    room, figure = beginning.room, beginning.claim.figure
    years = Quantity(room.first, room.last, Decimal("0.1"))
    told = replace(
        figure, kind=Kind.YEAR, quantity=years, form=Form.RANGE, modifier=Modifier.EXACTLY
    )
    return replace(beginning.claim, figure=told)


# ------------------------------------------------------------------------------------ what is told


def _beginning(sentence: Sentence, claim: Claim) -> Beginning | None:
    if claim.modality is not Modality.ASSERTED or claim.aspect is Aspect.OLD:
        return None
    if sentence.role is Role.TABLE_CELL:
        return None
    match claim.figure.kind:
        case Kind.AGE:
            return age_told(sentence, claim)
        case Kind.ORDINAL:
            return birthday_told(sentence, claim)
        case Kind.DURATION:
            return tenure_told(sentence, claim) or length_told(sentence, claim)
    return tenure_told(sentence, claim) or year_told(sentence, claim)


def _keys(found: Beginning) -> list[str]:
    """What an account is filed under: the words for the thing, the last name and the whole one."""
    names = (*found.name[-1:], " ".join(found.name))
    return sorted({*(found.words if found.sort is not Sort.TENURE else ()), *names} - {""})


# ------------------------------------------------------------------------------------------- pairs


def _pairs(group: list[Beginning]) -> Iterator[tuple[Beginning, Beginning]]:
    """The pairs of two documents that a name, or a word told but once in each, brings together."""
    told: dict[str, list[Beginning]] = defaultdict(list)
    for each in group:
        told[each.claim.document.name].append(each)
    if len(group) > _MANY:
        return
    names = list(told)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            if not (_is_one(told[one]) and _is_one(told[other])):
                continue
            a, b = told[one][0], told[other][0]
            if _may_be_one(a, b):
                yield a, b


def _is_one(found: list[Beginning]) -> bool:
    """Whether what a document tells of one key is of one beginning, however often."""
    return all(
        a.room.first <= b.room.last and b.room.first <= a.room.last
        for a, b in product(found, found)
    )


def _may_be_one(a: Beginning, b: Beginning) -> bool:
    kinds = {a.claim.figure.kind, b.claim.figure.kind}
    if kinds <= {Kind.YEAR, Kind.DATE}:
        return False
    if a.name and b.name and (a.name[-1] != b.name[-1] or _may_be_kin(a, b)):
        return False
    if a.sort is Sort.TENURE and not a.words & b.words:
        return False
    if a.sort is Sort.PERSON and not (a.name and b.name) and not _is_one_person(a, b):
        return False
    return not _are_far_apart(a, b)


def _is_one_person(a: Beginning, b: Beginning) -> bool:
    """Whether two of one word for a person are one: their sentences have more in common, or the one
    is "the colonel", of whom a story has one, and the other is named."""
    texts = [each.claim.document.text[slice(*each.claim.segment.span)] for each in (a, b)]
    common = stems(texts[0]) & stems(texts[1]) - kinds("roles") - kinds("persons")
    if sum(not word.startswith("#") for word in common) >= _COMMON:
        return True
    named, bare = (a, b) if a.name else (b, a)
    led = bare.claim.document.text[bare.claim.segment.span.start : bare.claim.figure.span.start]
    the = frame("beginnings", r"\bthe {offices}(?:,| who| is| was|$)").search(led)
    return bool(named.name and the and a.words & b.words & listed("beginnings", "offices"))


def _may_be_kin(a: Beginning, b: Beginning) -> bool:
    """Whether two of one last name are not surely one: their first names differ, or only one has
    one and there is kin, or another of the name, in its text."""
    if len(a.name) >= _FULL and len(b.name) >= _FULL:
        return a.name[0] != b.name[0]
    if len(a.name) == len(b.name) or a.related or b.related:
        return a.related or b.related
    full = max(a, b, key=lambda each: len(each.name))
    named = re.compile(rf"([^\W\d_][\w’'-]+)\s{re.escape(full.name[-1])}\b", re.IGNORECASE)
    texts = (each.claim.document.text for each in (a, b))
    first = {
        spelling.fold(found[1])
        for text in texts
        for found in named.finditer(text)
        if found[1][0].isupper() and found[1].lower() not in listed("names", "titles")
    }
    return len(first - listed("names", "not_names")) > 1


def _are_far_apart(a: Beginning, b: Beginning) -> bool:
    """Whether one has lasted so many times as long as the other that they are of two things."""
    one, other = today_of(a.claim), today_of(b.claim)
    if one is None or other is None:
        return False
    first, second = one - a.room.first, other - b.room.first
    return first > second * _TIMES or second > first * _TIMES
