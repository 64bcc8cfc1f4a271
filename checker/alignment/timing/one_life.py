"""One life: whether all that a passage tells of the years of one person can hold together.

In: the paragraphs of a story with all their claims. Out: alignments of a birth (``start``), an age
(``length``) and its point (``end``, or none where it is of now), and of two ages with their points,
that leave no day on which one and the same can have been born.

Every birth and every age that is bound to a point leaves some days for the birth; two of one person
that leave none in common do not hold together, if by a day. Whose they are is told by the words
between the two: nobody else may be named there, and no relative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from checker.alignment.passages import Sentence, aligned
from checker.alignment.timing.ages_at import Around, ages_of
from checker.alignment.timing.aging import whole
from checker.alignment.timing.lives import persons
from checker.alignment.timing.subjects import is_of_theirs
from checker.alignment.timing.years_of_life import (
    Room,
    Told,
    aged_then,
    births_of,
    days_of,
    death_of,
    is_ago,
    opening,
    whole_of,
)
from checker.alignment.wording import cue, frame, listed
from checker.model import Alignment, Claim, Kind, Moment, Quantity, Slot
from checker.patterns import lazy

_FAR = 500
_SPREAD = 40
"""Ages that are off by more years are rather of two people."""
_NEAR = 20
_THINGS_OFF = 120
_ABOUT = timedelta(days=370)
_GOES_ON = lazy(
    r"\W*(?:he|she|(?:his|her) (?:\w+ )?(?:birth|birthday|date|age|death|passport)|born|aged?|died"
    r"|that was"
    r"|(?:at|in|on|when|now|today)\b[^;:.]{1,60}?\b(?:he|she))\b",
    re.IGNORECASE,
)
# "The school took her on in September 1953, when she was 24"
_TO_HER = lazy(
    r"^[^,;:.]*\b(?:(?:him|her) (?:on|as|in|to|at|for|from|up|an?|the|with|off|out)\b|him\b)"
    r"[^;:.]*\b(?:he|she) was\b"
)
_NO_NAMES = frozenset({"The", "A", "An", "It", "In", "On", "At", "This", "That", "His", "Her"})
# "She found him. He was 14": somebody else comes in behind the verb.
_HIM = lazy(r"\b(?:him|them|her(?=[.,;]|$))\b")
_LABELLED = lazy(r"\W*(?:aged?|born)\W", re.IGNORECASE)
_BEGINS = lazy(r"\W*(?:[A-Z][\w.’'-]+ ){0,2}([A-Z][\w’'-]+)\b")


class Lives(NamedTuple):
    """All births and ages that a paragraph tells."""

    births: tuple[Told, ...]
    ages: tuple[Told, ...]

    def are_otherwise(self, found: Alignment) -> bool:
        """Whether an alignment takes an age for that of another point than the one to which it is
        bound, or than the one that makes it right."""
        roles = {member.role: member.claims[0] for member in found}
        age, end = roles.get("length"), roles.get("end")
        if age is None or age.figure.kind is not Kind.AGE:
            return False
        for told in self.ages:
            same = told.at.claim.document.name == age.document.name
            if not same or told.at.claim.figure.span != age.figure.span or len(told.rooms) > 1:
                continue
            if told.current or told.turned or told.point is None:
                continue
            point, here = told.point.figure.moment, end.figure.moment if end is not None else None
            return point is not None and (here is None or here.year != point.year)
        return False


def lives_in(paragraphs: Sequence[Sequence[Sentence]]) -> Iterator[Lives]:
    """What the paragraphs of a story tell of births and ages, together with those that go on about
    the same person: "He was born ..."."""
    group: list[Sentence] = []
    for paragraph in paragraphs:
        if group and not _is_more_of_it(group[-1], paragraph[0]):
            yield _lives_of(group)
            group = []
        group += paragraph
    if group:
        yield _lives_of(group)


def _is_more_of_it(last: Sentence, sentence: Sentence) -> bool:
    passed = sentence.segment.paragraph - last.segment.paragraph
    near = last.document.name == sentence.document.name and passed <= len(("a line", "between"))
    return near and _GOES_ON.match(sentence.text) is not None


def _lives_of(paragraph: Sequence[Sentence]) -> Lives:
    """What a paragraph tells of births and ages."""
    wholes = [whole_of(each) for each in paragraph]
    births = [each for found in wholes for each in births_of(found)]
    deaths = [death for found in wholes if (death := death_of(found)) is not None]
    days = {death.figure.moment for death in deaths}
    death = deaths[0] if len(days) == 1 else None
    around = (
        Around(death, before, behind)
        for before, behind in zip((None, *wholes), (*wholes[1:], None), strict=False)
    )
    told = zip(wholes, around, strict=False)
    ages = [each for found, beside in told for each in ages_of(found, beside)]
    return Lives(tuple(births), tuple(ages))


def one_life(lives: Lives) -> Iterator[Alignment]:
    """The births and ages of a paragraph that cannot be of one life, though they are told of
    one."""
    births, ages = lives
    people = [each for each in births if not each.thing]
    if births:
        births = tuple(people) or births
        rooms = {each.rooms for each in births}
        for age in ages if len(rooms) == 1 else ():
            if not _are_apart(births[0], age) or not are_of_one(births[0], age):
                continue
            if births[0].thing and not _is_of_a_thing(births[0], age):
                continue
            # Another age goes with the birth: of two people, one is of that age today.
            if not age.current or not any(each.current and _meet(births[0], each) for each in ages):
                yield _of_birth(births[0], age)
        return
    for one, other in combinations(ages, 2):
        if not _are_apart(one, other) or not are_of_one(one, other):
            continue
        # "Karn, 31, and Marr, 28, who met in 2015, when she was 21"
        rest = [each for each in ages if each.current and each not in (one, other)]
        if _goes_on(one, other) and not any(_meet(one, a) or _meet(other, a) for a in rest):
            yield _of_two(one, other)
            return


def _meet(one: Told, other: Told) -> bool:
    return any(a.meets(b) for a in one.rooms for b in other.rooms)


def _are_apart(one: Told, other: Told) -> bool:
    """Whether two leave no birth in common, but not so far off that they can hardly be of one."""
    if _meet(one, other):
        return False
    off = min(
        max(a.first.year - b.last.year, b.first.year - a.last.year)
        for a in one.rooms
        for b in other.rooms
    )
    if one.thing or other.thing:
        return 1 < off <= _THINGS_OFF
    return off <= (_NEAR if len(one.rooms) + len(other.rooms) > 2 else _SPREAD)


def _is_of_a_thing(made: Told, age: Told) -> bool:
    """Whether an age is told as that of a thing: "61 years old when it closed", "the 28-year-old
    ale", "turned 125 this year"; of the only one in its sentence."""
    sentence, claim = age.at.sentence, age.at.claim
    if made.at.sentence is not sentence:
        return False
    before, behind = sentence.before(claim, 24), sentence.after(claim, 24)
    told = sentence.document.text[slice(*claim.figure.span)] + behind
    aged = age.turned or re.search(
        r"years? old\b|-year-old|at the age of|\bage\b", before[-14:] + told
    )
    start, end = sorted((made.at.claim.figure.span, claim.figure.span))
    between = sentence.document.text[start.end : end.start]
    other = re.search(
        r"\b(?:he|his|her|she|whose|who)\b|, [A-Z]|[a-z] [A-Z][a-z]+ (?:its|as)\b", between
    )
    if not aged or other is not None or sentence.before(claim, 3).endswith(("'s ", "’s ")):
        return False
    return "-year-old" not in told or age.point is not None or len(age.rooms) > 1


# ------------------------------------------------------------------------------------- one person

_OWN_ROLE = r"\b[Aa]n? (?:[\w-]+ ){0,2}(?:widow(?:er)?|(?:grand)?(?:mother|father))\b"
_KINS = r"\b(?:his|her|their|my|an?|the) {kin}['’]s\b"
_BESIDE_KIN = (
    r"\b(?:from|with|without|of|to|for|by) (?:his|her|their|the|my) {kin}"
    r"(?= (?!aged|who|whose|at)[a-z])"
)
_PLACES = lazy(r"\b(?:in|at|near|from) [A-Z][\w’' -]+(?:, (?:Co )?[A-Z][\w’' -]+)+")
_TITLE = lazy(r"[“\"][A-Z][^“”\".!?]{1,60}[”\"]")
_TWINS = lazy(r"(?:^|\. )(?:The )?[Tt]wins?\b(?: (?:sisters|brothers))?")
_OTHER = lazy(
    r"\b(?!(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|[A-Z][a-z]+day|I|He|She|They|In|On|At)\b)(?<!from )(?<!in )(?<!at )(?<!of )(?<!near )"
    r"[A-Z][a-z’'-]+(?:,|\s\(|\s(?:was|is|who|had|has|turned|became)\b)"
)
# "Wrote of a painter who was born in 1949"
_ANOTHER = lazy(
    r"[a-z,] (?:an?|the|his|her|their|whose) (?:[\w-]+ ){1,3}(?:who )?(?:was |had been )?$"
)
# "Took on a striker who had turned 30"; not "Karn, a man who was 35"
_ONE_WHO = lazy(
    r"[a-z] (?:an?|the|his|her|their|another|one) (?:[\w-]+ ){1,3}who "
    r"(?:(?!(?:he|she)\b)[a-z]+ ){1,3}$"
)
_FRONTED = lazy(
    r"\W*(?:born|aged?|at|in|on|only|just|still|having|now|when|by|turning)\b", re.IGNORECASE
)
_SUBJECT = lazy(r"\w+ [A-Z]|\b(?:[Hh]e|[Ss]he|[Tt]he|[Aa]n?)\b")
_NAMED = lazy(r"([A-Z][\w’'-]+),? \(?(?:who )?(?:was |is |were )?(?:aged |then |only |just )?$")


def are_of_one(one: Told, other: Told) -> bool:
    """Whether what lies between two brings in nobody else."""
    first, last = sorted((one, other), key=lambda told: told.at.claim.figure.span)
    home, sentence = first.at.sentence, last.at.sentence
    text = home.document.text
    start, end = first.at.claim.figure.span.end, last.at.claim.figure.span.start
    if end - start > _FAR:
        return False
    if home is not sentence and not _is_about_it(text[home.segment.span.start : start], sentence):
        return False
    if home is not sentence and _HIM.search(text[start : home.segment.span.end]):
        return False
    told = _plain(text[home.segment.span.start : last.at.claim.figure.span.end])
    if any(map(is_of_kin, (first, last))):
        return False
    if len(set(persons(told))) > 1 and not _LABELLED.match(sentence.text):
        return False
    if home is not sentence and cue("spans", "kin", "pairs").search(told):
        return False
    words = set(re.findall(r"[a-z]+", told.lower()))
    before = sentence.before(last.at.claim, 200)
    before = re.sub(r",? \(?(?:who was |having been )?born (?:[a-z]+ )*$", ", ", before)
    before = re.sub(r"\b(?:his|her)(?: \S+)? birthday\b", "", before)
    if {"he", "she"} <= words or is_of_theirs(before):
        return False
    if _NEW_SUBJECT.search(text[start:end].replace("\n", " ")):
        return False
    return not _is_of_a_name(first, last)


def _is_about_it(told: str, sentence: Sentence) -> bool:
    """Whether a sentence goes on about the one that was told of."""
    if _GOES_ON.match(sentence.text) or _TO_HER.search(sentence.text):
        return True
    begins = _BEGINS.match(sentence.text)
    if begins is None or begins[1] in _NO_NAMES:
        return False
    return re.search(rf"\b{re.escape(begins[1])}\b", told) is not None


# "; his victim, born in 1990", "and the youngest was 30"; not "; his passport says he was born"
_NEW_SUBJECT = lazy(
    r"(?:;| and| but| while| whereas) "
    r"(?:his|her|their|its|the|an?|another|this|that|one|some) [\w-]+"
    r"(?![^.;]*(?:\b(?:he|she)(?: (?:was|is|had|has|been|born|turned|on|in|of|now|just|only))*"
    r"[ (]*$|-year-old))"
)
_PIECE = lazy(r"[,;:()–—“”\"]")
_ASIDE = lazy(r"\s*(?:that|the day|where|when|with|beside|after|before|because)\b", re.IGNORECASE)


def is_of_kin(told: Told) -> bool:
    """Whether a relative stands in the clause of a figure, or in that to which it is added."""
    before, behind = (
        told.at.sentence.before(told.at.claim, 300),
        told.at.sentence.after(told.at.claim, 40),
    )
    old = told.at.sentence.document.text[: told.at.claim.figure.span.end].endswith("-year-old")
    if old and frame("spans", r" (?:[a-z]+ )?{kin}\b").match(behind):
        return True
    own = before.rpartition(";")[2]
    pieces = [each for each in _PIECE.split(_plain(own)) if not _ASIDE.match(each)]
    return cue("spans", "kin", "pairs").search(",".join(pieces)) is not None


def _plain(text: str) -> str:
    """A text without the relatives that bring in nobody: "her father's firm", "a widow at 30"."""
    text = frame("spans", _KINS).sub("", text.replace("\n", " "))
    text = frame("spans", _BESIDE_KIN).sub("", _PLACES.sub("", text))
    text = re.sub(r"\b(?:Sister|Brother|Father|Mother) (?=[A-Z])", "", text)
    text = re.sub(_OWN_ROLE, "", _TWINS.sub("", text))
    text = frame("spans", r"\b(?:is|was|be|been|became) an? {kin}\b(?!['’])").sub("", text)
    text = text.replace("whose date of birth", "").replace("whose birth", "")
    return re.sub(r"\bwhose (?![a-z])", "", _TITLE.sub("", text))


def _is_a_day(word: str) -> bool:
    return word.lower() in listed("calendar", "months") | listed("calendar", "weekdays")


_OF_ANOTHER = lazy(r",? (?:the|an?|his|her) [a-z]+ [^:]*\b(?:is|was|had|has)\b")


def _is_of_a_name(first: Told, last: Told) -> bool:
    """Whether a name stands straight before the later of two that was not told before."""
    before = last.at.sentence.before(last.at.claim, 200)
    if _ONE_WHO.search(before):
        return True
    born = re.search(r"\bborn (?:[a-z]+ )*$", before)
    if born is not None:
        before = before[: born.start()]
        if _ANOTHER.search(before):
            return True
    named = _NAMED.search(before)
    if named is None or not before[: named.start()].strip() or _is_a_day(named[1]):
        return False
    text = first.at.sentence.document.text
    start = first.at.sentence.segment.span.start
    ahead = text[start : first.at.claim.figure.span.start]
    between = text[first.at.claim.figure.span.end : last.at.claim.figure.span.start]
    if ":" in between:
        # "He would have been 100: Karn was born"; not "at 20, the girl was a baby: Karn was born"
        return _OF_ANOTHER.search(between.partition(":")[0]) is not None
    if (not ahead.strip() or _FRONTED.match(ahead)) and not _SUBJECT.search(ahead):
        return False  # "Born in 1952, Karn was"
    if re.search(r"\bI (?:was|am|had)\b", ahead):
        return False  # "I was 20 in 1968," says Karn, who is 72
    return named[1] not in ahead


def _goes_on(one: Told, other: Told) -> bool:
    """Whether the later of two ages is told of the one of whom the first is."""
    first, last = sorted((one, other), key=lambda told: told.at.claim.figure.span)
    if first.current and last.current:
        return False
    text = first.at.sentence.document.text
    between = text[first.at.claim.figure.span.end : last.at.claim.figure.span.start]
    ahead = first.at.sentence.before(first.at.claim, 200)
    # "Though she was 47 when she began, Carol Breen": the name comes late.
    late = re.search(r"(?<!^)\b(?!I\b)[A-Z]", ahead.strip()) is None
    late = late and not _HE_IS.search(re.split(r"\b[A-Z][a-z]", between)[0])
    if re.search(r"\b(?:older|younger|senior|junior)\b", between):
        return False
    if len(_OTHER.findall(between)) > late or _ONE_OF.search(between + opening(last.at.claim)):
        return False
    between += last.at.sentence.after(last.at.claim, 8)
    same = first.at.sentence is last.at.sentence
    apart = first.at.sentence.segment.paragraph != last.at.sentence.segment.paragraph
    if not same and (apart or _NOT_AT_HEAD.search(ahead)):
        return False
    return same or re.search(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|who|I)\b", between) is not None


_HE_IS = lazy(r"(?<!when )(?<!as )\b(?:he|she|they)\b")
# "She trained him, said Karn, 58. She": whoever is named last does not head the sentence.
_NOT_AT_HEAD = lazy(r"(?:\b[a-z]+|[,;:”\"]) (?:[A-Z][\w.’'-]* ){0,3}[A-Z][\w’'-]*,? \(?$")
# "Hit a cyclist aged 30", not "as a boy of 17"
_ONE_OF = lazy(
    r"(?<!\bas )(?<!\bwas )\b(?:an?|the|another|one|two) (?:(?!age\b)[\w-]+ ){1,3}(?:aged|of) "
    r"(?:only |just )?$"
    r"|\b(?:than|with|and) (?:an?|the|his|her|their) (?:[\w-]+ ){0,3}$"
)


# ------------------------------------------------------------------------------------- alignments


def _of_birth(birth: Told, age: Told) -> Alignment:
    claim = age.at.claim
    if age.away is not None and age.point is not None:
        return _off_a_birthday(birth.at.claim, age, age.away, age.point)
    if age.turned and _LIES_BEFORE.search(age.at.sentence.before(claim, 40)):
        claim = _a_year_less(claim)
    start = _reached_then(birth.at.claim, age)
    if age.point is None or _is_off_today(birth, age):
        surface = " ".join(claim.document.text[slice(*claim.figure.span)].split())
        written = replace(claim, figure=replace(claim.figure, surface=surface))
        return aligned("span", ("one life",), start=birth.at.claim, length=written)
    length = replace(claim, scope=Slot("then", claim.figure.surface, claim.figure.span))
    return aligned("span", ("one life",), start=start, end=age.point, length=length)


_LIES_BEFORE = lazy(
    r"\b(?:before|short of|the eve of) (?:what would have been )?(?:his|her|their) $"
)


def _a_year_less(age: Claim) -> Claim:
    """How old somebody is up to a birthday."""
    figure = age.figure
    if figure.quantity is None or figure.quantity.low is None:
        return age
    years = figure.quantity.low - 1
    quantity = replace(figure.quantity, low=years, high=years)
    return replace(age, figure=replace(figure, surface=f"{years}", quantity=quantity))


def _is_off_today(birth: Told, age: Told) -> bool:
    """Whether an age that is reached about the day of the article is not that of the day either."""
    day, then = age.at.claim.document.published, days_of(age.point) if age.point else None
    if day is None or then is None or not age.turned:
        return False
    if not day - _ABOUT < then.first < day + _ABOUT:
        return False
    now = Room(day - timedelta(days=90), day + timedelta(days=90))
    return not aged_then(whole(age.at), now).meets(birth.rooms[0])


def _reached_then(birth: Claim, age: Told) -> Claim:
    """A year of birth with the day on which an age is said to be reached."""
    born = birth.figure.moment
    then = age.point.figure.moment if age.turned and age.point is not None else None
    if born is None or then is None or born.month is not None:
        return birth
    moment = replace(born, month=then.month, day=then.day)
    return replace(birth, figure=replace(birth.figure, moment=moment))


def _off_a_birthday(birth: Claim, age: Told, away: Claim, point: Claim) -> Alignment:
    """A birthday and a point with the days that are said to lie between them."""
    born, then = birth.figure.moment, age.at.claim.figure
    if then.quantity is None or then.quantity.low is None:
        return aligned("span", ("one life",), start=birth, length=age.at.claim)
    years = int(then.quantity.low)
    moment = None if born is None else replace(born, year=(born.year or 0) + years)
    surface = f"the birthday of {then.surface}"
    day = replace(then, kind=Kind.DATE, surface=surface, quantity=None, moment=moment)
    birthday = replace(age.at.claim, figure=day)
    before = "before" in age.at.sentence.between(away, age.at.claim)
    start, end = (point, birthday) if before else (birthday, point)
    if _in_turn(start.figure.moment) <= _in_turn(end.figure.moment):
        return aligned("span", ("one life",), start=start, end=end, length=away)
    # It was on the other side of the birthday.
    old = _a_year_less(age.at.claim) if before else age.at.claim
    length = replace(old, scope=Slot("then", then.surface, then.span))
    return aligned("span", ("one life",), start=birth, end=point, length=length)


def _in_turn(moment: Moment | None) -> tuple[int, int, int]:
    return (0, 0, 0) if moment is None else (moment.year or 0, moment.month or 0, moment.day or 0)


def _of_two(one: Told, other: Told) -> Alignment:
    """Two ages: the point of the earlier, its age, and the later age or the years in between."""
    first, last = sorted((one, other), key=_when)
    then, now = first.at.claim, last.at.claim
    years, span = whole(last.at) - whole(first.at), last.point
    if first.point is not None and is_ago(first.point) and years > 0:
        length = replace(
            first.point, scope=None, figure=replace(first.point.figure, kind=Kind.DURATION)
        )
        return aligned("span", (_GROUNDS,), start=then, end=now, length=length)
    if span is not None and first.point is not None and years > 0 and not first.turned:
        surface = f"the {years} years from {whole(first.at)} to {whole(last.at)}"
        quantity = Quantity(Decimal(years), Decimal(years), Decimal(1), "year")
        figure = replace(now.figure, kind=Kind.DURATION, quantity=quantity, surface=surface)
        length = replace(now, figure=figure)
        return aligned("span", (_GROUNDS,), start=first.point, end=span, length=length)
    length = replace(now, scope=Slot("life", now.figure.surface, now.figure.span))
    return aligned("span", (_GROUNDS,), start=first.point or then, end=then, length=length)


_GROUNDS = "two ages of one life"


def _when(told: Told) -> tuple[int, int, int]:
    if told.point is not None:
        return _in_turn(told.point.figure.moment)
    day = told.at.claim.document.published
    return (day.year, day.month, day.day + told.current) if day is not None else (9999, 0, 0)
