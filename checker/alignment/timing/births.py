"""Ages: how old someone or something is, or was at death, and when the birth was.

In: the claims of one story. Out: alignments of ``start``, a birth, and ``length``, an age: "Ilsa
Karn, 56, who was born in 1968". Where the text tells of a death, that is the ``end``, and the age
has the scope ``at-death``: "born in 1921, she died in 1999 at the age of 78".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checker.alignment.passages import Placed, Sentence, aligned, narrowed, paragraphs_of
from checker.alignment.timing.aging import fits, of_a_horse, passed, today_of
from checker.alignment.timing.earlier_ages import in_years, other_times
from checker.alignment.timing.lives import is_of_person, of_one_person, told_later
from checker.alignment.wording import alternatives, cue, frame
from checker.model import Alignment, Claim, Form, Kind, Modifier, Role, Slot
from checker.patterns import lazy

_UP_TO_YEAR = lazy(r".*\b[^\W\d_]+ [12]\S{3}\b", re.DOTALL)
_NEIGHBOURS = 400
_OLDEST = 120
_INQUEST = 2
"""So many years may lie between a death and what is told of it in court."""
_AGE_LABEL = lazy(r"\W*aged?\W*\s", re.IGNORECASE)
_NAME_BEFORE_AGE = lazy(r"([^\W\d_][\w’'-]+),?\s*\(?\s*$")

Death = tuple[Sentence, tuple[Claim, Claim]]


def ages(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every age with its birth."""
    told = paragraphs_of(claims)
    if not any("births" in each.may for each in told):
        if any("other times" in each.may for each in told):
            yield from other_times(tuple(narrowed(told, _of_a_life)), ())
        return
    lives = tuple(narrowed(told, _of_a_life))
    named: list[tuple[str, Claim]] = []
    elsewhere: list[Placed] = []
    lone: list[Death] = []
    recent: list[Placed] = []
    for paragraph in lives:
        dying = [s for s in paragraph if s.may_say("spans", "dying", "lately")]
        deaths = [(s, found) for s in dying for found in _deaths(s)]
        dead = {death.figure.span for _, (death, _) in deaths}
        births = [
            (s, of_a_horse(s, c))
            for s in paragraph
            for c in s.claims
            if c.figure.kind in _DATED and c.figure.span not in dead and _is_birth(s, c)
        ]
        elsewhere += births
        death = _at_death(births, deaths)
        if death is not None:
            yield death
            continue
        lone += deaths
        recent += [(s, age) for s in dying for age in _lately(s)]
        found = _beside(paragraph, births) or _loosely(paragraph, births)
        if found is not None and _is_as_old_then(paragraph, found):
            continue
        if found is not None:
            yield found
        else:
            named += _named_ages(paragraph)
    yield from _in_a_list(s for paragraph in lives for s in paragraph if s.role is Role.LIST_ITEM)
    yield from _of_one_name(named, elsewhere)
    for birth, age in told_later(lives, elsewhere):
        loose = replace(in_years(age), scope=Slot("loose", age.figure.surface, age.figure.span))
        grounds = "the only birth, and an age some way on"
        yield aligned("span", (grounds,), start=birth, length=loose)
    yield from _of_one_life(lone, elsewhere)
    yield from other_times(lives, [(s, c) for s, c in elsewhere if is_of_person(s, c)])
    yield from _of_the_late(recent, elsewhere)


def _is_as_old_then(paragraph: Sequence[Sentence], found: Alignment) -> bool:
    """ "Laid down in 1961 and scrapped in 1989, the 28-year-old ferry": so old at the later point
    that its sentence tells."""
    roles = {member.role: member.claims[0] for member in found}
    start, age = roles["start"], roles["length"]
    born = start.figure.moment
    if born is None or not born.year or "-year-old" not in age.figure.surface:
        return False
    old = age.figure.quantity.low if age.figure.quantity is not None else None
    points = [
        moment
        for sentence in paragraph
        for claim in sentence.claims
        if claim.segment.span == age.segment.span and claim.figure.span.end < age.figure.span.start
        if (moment := claim.figure.moment) is not None and moment.year and moment.year > born.year
    ]
    return old is not None and any(fits(int(old), passed(born, each)) for each in points)


_DATED = frozenset({Kind.DATE, Kind.YEAR})
_KINDS = _DATED | {Kind.AGE}


def _of_a_life(claim: Claim) -> Claim | None:
    return claim if claim.figure.kind in _KINDS or _may_be_age(claim) else None


def _may_be_age(claim: Claim) -> bool:
    """A bare number that may be an age: "Hana Marr is 45"."""
    figure, quantity = claim.figure, claim.figure.quantity
    if figure.kind is not Kind.COUNT or figure.noun is not None or quantity is None:
        return False
    if figure.modifier is not Modifier.EXACTLY or figure.form is not Form.POINT:
        return False
    return quantity.step == 1 and quantity.low is not None and 1 <= quantity.low <= _OLDEST


# --------------------------------------------------------------------------------- side by side


def _in_a_list(sentences: Iterable[Sentence]) -> Iterator[Alignment]:
    """The age and the birth of a list of facts: "Born: 4 March 1924", "Age: 101"."""
    births: list[Claim] = []
    last: Sentence | None = None
    for sentence in sentences:
        if last is None or not _goes_on(last, sentence):
            births = []
        last = sentence
        first = sentence.claims[0]
        led = sentence.before(first, 24)
        if first.figure.kind in _DATED and frame("spans", r"\W*{born_label}\W* ").fullmatch(led):
            births = [first]
        elif births and _is_plain_age(first) and _AGE_LABEL.fullmatch(led):
            yield aligned("span", ("a list of facts",), start=births[0], length=in_years(first))


def _goes_on(one: Sentence, other: Sentence) -> bool:
    """Whether two items stand in one list, another at most between them."""
    passed = other.segment.paragraph - one.segment.paragraph
    return one.document.name == other.document.name and passed <= 2


def _beside(paragraph: Sequence[Sentence], births: list[Placed]) -> Alignment | None:
    """The one birth of a paragraph with the one age that stands by it."""
    if len(births) != 1:
        return None
    sentence, birth = births[0]
    found = [
        (s, c)
        for s in paragraph
        for c in s.claims
        if _is_age(s, c) or (s is sentence and _is_with_its_birth(s, birth, c))
    ]
    own = [(s, c) for s, c in found if s is sentence and _of_one_clause(s, birth, c)]
    if len(own if own else found) != 1:
        return None
    other, age = (own or found)[0]
    if not own and (sentence is other or not _goes_on_about(sentence, other)):
        return None
    if _may_be_dead(birth, age):
        return None
    return aligned("span", ("an age and a birth",), start=birth, length=in_years(age))


def _is_with_its_birth(sentence: Sentence, birth: Claim, age: Claim) -> bool:
    """ "A 23-year-old man of Karn (born 4 February 2002)"."""
    if age.figure.kind is not Kind.AGE or "old" not in age.figure.surface:
        return False
    if age.figure.span > birth.figure.span:
        return False
    gap = r"(?: [\w’'-]+){1,5} \((?:{born_label}|dob|born):? (?:on )?"
    return frame("spans", gap).fullmatch(sentence.between(age, birth)) is not None


def _goes_on_about(birth: Sentence, age: Sentence) -> bool:
    return _neighbours(birth, age) and _one_person(birth, age)


def _may_be_dead(birth: Claim, age: Claim) -> bool:
    """Whether a text tells of a death some time ago and an age may be that at the death."""
    start, today, quantity = birth.figure.moment, today_of(birth), age.figure.quantity
    if start is None or today is None or quantity is None or quantity.low is None:
        return False
    least, most = passed(start, today)
    may_be = least - _INQUEST <= quantity.low <= most
    return may_be and cue("spans", "inquest").search(birth.document.text) is not None


def _loosely(paragraph: Sequence[Sentence], births: list[Placed]) -> Alignment | None:
    """The birth of a paragraph with the age of the same person, as the words for her tell."""
    found = [(s, c) for s in paragraph for c in s.claims if c.figure.kind not in _DATED]
    people = [(s, c) for s, c in births if is_of_person(s, c)]
    if not people or not found:
        return None
    pair = of_one_person(people, found)
    if pair is None:
        return None
    birth, age = pair
    if _may_be_dead(birth, age):
        return None
    loose = replace(in_years(age), scope=Slot("loose", age.figure.surface, age.figure.span))
    return aligned("span", ("an age and a birth of one person",), start=birth, length=loose)


_LIVING = r"(?:,? (?:of|from) [^,;:.]{1,40}(?=,))?"
_AGE_TO_BIRTH = (
    rf"{_LIVING}(?:[\w’'-]+(?: [\w’'-]+){{0,4}})?,?\s*\(?(?:(?:who|which|that|and|he|she|it) )?"
    r"(?:(?:was|is|having been) )?(?:{alive}\b[^,.;]*|{born_label}:?)",
    r"[^\W\d_]*(?:,\s*(?:which|that|and)?|\s*\(| which| that|[:;] it|(?=\s+(?:was|were)))\s*"
    r"(?:(?:was|were|is|having been) )?{made}\b[^,.;]*",
)
_BIRTH_TO_AGE = (
    r"(?:[^,;:.]*,)?[^,;:.]*,\s+(?:the|[^,;:.]*? (?:is|is {already}|now))(?: [^\W\d_]+)??\s+",
    r"\),?\s*(?:(?:is )?now )?",
    r",(?: [^\W\d_][\w’'-]*){1,4},\s+",
    r",? (?:and )?(?:(?:is|are)(?: now)?|now|now aged|aged) ",
    r",? and ",
    r" and [^,;:.]{1,60}, (?:(?:is|are)(?: now)?|now aged) ",
)


def _of_one_clause(sentence: Sentence, birth: Claim, age: Claim) -> bool:
    """ "Maria, 52, who was born in ...", "born in 1961, the 68-year-old ...", and of things only
    what is said to be so old."""
    person = is_of_person(sentence, birth)
    if not person and "old" not in age.figure.surface:
        return False
    if birth.figure.span.start > age.figure.span.start:
        gap = sentence.between(age, birth).strip()
        return any(frame("spans", way).fullmatch(gap) for way in _AGE_TO_BIRTH[: 2 - person])
    gap = sentence.between(birth, age)
    if cue("spans", "kin").search(gap):
        return False
    begins = frame(
        "spans",
        r"[\W_]*(?:having been )?{made}\b|[^,;:.]{1,40}\((?:was )?born\b"
        r"|[^;:.]{1,60}\((?:{born_label}|dob)"
        r"|[^,;:.]{1,60}, (?:(?:which|that|who) )?(?:was )?{made}"
        r"|[^,;:.]{1,40} (?:was|were) {made}",
    ).match(sentence.text)
    return begins is not None and any(frame("spans", way).fullmatch(gap) for way in _BIRTH_TO_AGE)


def _neighbours(a: Sentence, b: Sentence) -> bool:
    return abs(a.segment.span.start - b.segment.span.start) < _NEIGHBOURS


_PERSONAL = lazy(
    r"\s*(?:born\b[^,;:.]*,\s+(?:he|she|it)\b|(?:he|she|it)\s+(?:was|is)\b|it had been\b)",
    re.IGNORECASE,
)


def _one_person(birth: Sentence, age: Sentence) -> bool:
    """Whether the later sentence goes on about the one of the first."""
    later = max(birth, age, key=lambda sentence: sentence.segment.span.start)
    if later is not birth or _PERSONAL.match(later.text) is None:
        return False
    return cue("spans", "kin", "pairs").search(age.text) is None


_SEASON = r"(?: (?:the )?(?:spring|summer|autumn|fall|winter) of)?"


def _is_birth(sentence: Sentence, claim: Claim) -> bool:
    moment = claim.figure.moment
    if moment is None or moment.year is None:
        return False
    if not sentence.may_say("spans", "made", "born_label"):
        return False
    before = _UP_TO_YEAR.sub("", sentence.before(claim, 100))
    if frame("spans", r"[,(]\s?(?:{born_label}|dob):? $").search(before):
        return True
    told = r"(?:(?!\band (?!raised|bred|brought))[^,.;:]){0,80}?"
    made = rf"\b{{made}}\b(?:{told}\b(?:in|on){_SEASON}|,?)\s*$"
    if frame("spans", made).search(before):
        return True
    placed = (
        r"\b{made} (?:in|at|near) [A-Z][^,.;:]{1,30}(?:, [A-Z][^,.;:]{1,30}){1,2},? (?:in|on) $"
    )
    return frame("spans", placed).search(before) is not None


_IS_NOW = lazy(r", is (?:now )?$")


def _is_age(sentence: Sentence, claim: Claim) -> bool:
    figure = claim.figure
    if figure.form is not Form.POINT:
        return False
    if figure.kind is not Kind.AGE and not _stands_as_age(sentence, claim):
        return False
    if sentence.says("spans", "died"):
        return False
    before, after = sentence.before(claim, 20), sentence.after(claim, 24)
    if frame("spans", r"\b(?:an?|at) $").search(before):
        return False  # "he has a 23-year-old son"
    if _IS_NOW.search(before):
        before = ""  # "since 2014, is now 57": the clause before it is over
    return cue("spans", "then").search(f"{before} | {after}") is None


def _stands_as_age(sentence: Sentence, claim: Claim) -> bool:
    if not _may_be_age(claim):
        return False
    before, after = sentence.before(claim, 40), sentence.after(claim, 6)
    closed = re.match(r"[.,;]\s?|\s(?:and|but)\s|$", after) is not None
    person = r"\),\s*$|(?:^|[\s,])(?:he|she|[^\W\d_]+|born [^,;:]{4,24},) is (?:{already} )?$"
    named = frame("spans", person).search(before)
    return closed and named is not None


# -------------------------------------------------------------------------------------- at death


def _at_death(births: list[Placed], deaths: list[Death]) -> Alignment | None:
    """A birth, a death and the age at it, where the paragraph has one of each."""
    if len(births) != 1 or len(deaths) != 1:
        return None
    (sentence, birth), (other, (death, age)) = births[0], deaths[0]
    if sentence is not other and not _one_life(sentence, other):
        return None
    if not is_of_person(sentence, birth):
        return None
    start = min(sentence.segment.span.start, other.segment.span.start)
    told = sentence.document.text[start : max(death.figure.span.end, birth.figure.span.end)]
    if cue("spans", "kin").search(told) or cue("spans", "then_at").search(told):
        return None
    return _died("a birth, a death and an age", birth, death, age)


def _died(grounds: str, birth: Claim, death: Claim, age: Claim) -> Alignment:
    figure = age.figure
    old = replace(in_years(age), scope=Slot("at-death", figure.surface, figure.span))
    return aligned("span", (grounds,), start=birth, end=death, length=old)


def _of_one_life(deaths: list[Death], births: list[Placed]) -> Iterator[Alignment]:
    """An obituary: the one age at death of a document and its one birth, of which it says "he was
    born"."""
    for sentence, (death, age) in deaths:
        name = sentence.document.name
        born = [(s, birth) for s, birth in births if s.document.name == name]
        if len(born) != 1 or sum(s.document.name == name for s, _ in deaths) != 1:
            continue
        kin = cue("spans", "kin").search(sentence.text)
        if kin is None and _HE_WAS_BORN.match(born[0][0].text) and _are_one(born[0][0], sentence):
            yield _died("the birth and the death of an obituary", born[0][1], death, age)


def _are_one(home: Sentence, sentence: Sentence) -> bool:
    """Whether no sentence begins with "he" where the other does with "she"."""
    begins = [_PRONOUN.match(each.text) for each in (home, sentence)]
    return None in begins or len({found[1].lower() for found in begins if found}) == 1


def _of_the_late(deaths: list[Placed], births: list[Placed]) -> Iterator[Alignment]:
    """An obituary that gives no day: who has died lately, and is old as on the day of the
    article."""
    for sentence, age in deaths:
        name = sentence.document.name
        born = [(s, birth) for s, birth in births if s.document.name == name]
        if len(born) != 1 or sum(s.document.name == name for s, _ in deaths) != 1:
            continue
        home, birth = born[0]
        beside = home.segment.paragraph == sentence.segment.paragraph and home is not sentence
        told = sentence.text if beside else sentence.before(age, 200)
        if cue("spans", "kin").search(f"{told} | {home.before(birth, 120)}"):
            continue
        if home is sentence or _HE_WAS_BORN.match(home.text) or _BORN_AS.match(home.text):
            grounds = "the birth of one who has died lately"
            yield aligned("span", (grounds,), start=birth, length=in_years(age))


def _lately(sentence: Sentence) -> Iterator[Claim]:
    """The age of one who "has died aged 82", or "died on Monday, at the age of 82"."""
    for age in sentence.claims:
        if not _is_plain_age(age):
            continue
        before = sentence.before(age, 120)
        day = rf"(?:{alternatives('calendar', 'weekdays')}|yesterday|today|this week)"
        lately = rf"(?:\b{{lately}}\b|\b{{dying}}\b[^.;:]*?\b{day}(?: {{dayparts}})?)"
        parted = rf"{lately}[^.;:]*?,? {{at_age}} $"
        if frame("spans", parted).search(before):
            yield age


_BORN_AS = lazy(
    r"\s*(?:born\b|[^,.;:]{1,40},? who was born\b|[^,.;:]{1,40} was born\b)", re.IGNORECASE
)
_PRONOUN = lazy(r"\W*(he|she)\b", re.IGNORECASE)
_HE_WAS_BORN = lazy(r"\s*(?:he|she) was born\b", re.IGNORECASE)


def _deaths(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """ "Died on 2 June 2020, aged 40", "died at 78, in 1999"."""
    for place, death in enumerate(sentence.claims):
        dated = _dated(death)
        if dated is None:
            continue
        before = sentence.before(death, 60)
        if frame("spans", r"\b{dying}\b[^,.;:]{0,40}?$").search(before):
            for age in sentence.claims[place + 1 : place + 2]:
                gap = sentence.between(death, age)
                if _is_plain_age(age) and frame(
                    "spans", r"(?: {this_year})?\s*,?\s*{at_age} "
                ).fullmatch(gap):
                    yield dated, age
        for age in sentence.claims[max(0, place - 1) : place]:
            led = frame("spans", r"\b{dying} {at_age} $").search(sentence.before(age, 40))
            gap = sentence.between(age, death)
            if led and _is_plain_age(age) and frame("spans", r",? (?:in|on) ").fullmatch(gap):
                yield dated, age


def _dated(death: Claim) -> Claim | None:
    """A death with its year: the last one in which its day lies before that of the article."""
    moment, published = death.figure.moment, death.document.published
    if moment is None or moment.year is not None or death.figure.kind is not Kind.DATE:
        return death if moment is not None and moment.year is not None else None
    if published is None or moment.month is None or moment.day is None:
        return None
    later = (moment.month, moment.day) > (published.month, published.day)
    dated = replace(moment, year=published.year - later)
    return replace(death, figure=replace(death.figure, moment=dated))


def _is_plain_age(claim: Claim) -> bool:
    return claim.figure.kind is Kind.AGE or _may_be_age(claim)


def _one_life(birth: Sentence, death: Sentence) -> bool:
    """Whether two neighbouring sentences are of one person: the later begins with a pronoun."""
    if not _neighbours(birth, death):
        return False
    later = max(birth, death, key=lambda sentence: sentence.segment.span.start)
    return re.match(r"\s*(?:he|she)\b", later.text, re.IGNORECASE) is not None


# -------------------------------------------------------------------------------------- by name


def _named_ages(paragraph: Sequence[Sentence]) -> Iterator[tuple[str, Claim]]:
    """Ages behind a name: "Ilsa Karn, 52"."""
    for sentence in paragraph:
        for claim in sentence.claims:
            if claim.figure.kind is not Kind.AGE:
                continue
            name = _NAME_BEFORE_AGE.search(sentence.before(claim, 32))
            if name is None or not name[1][0].isupper():
                continue
            if _is_age(sentence, claim):
                yield name[1], claim


def _of_one_name(found: list[tuple[str, Claim]], births: list[Placed]) -> Iterator[Alignment]:
    """A birth whose sentence begins with the name, or names it behind "Born ..."."""
    for name, age in found:
        own = [
            birth
            for sentence, birth in births
            if birth.document.name == age.document.name and _is_about(sentence, name)
        ]
        if len(own) == 1:
            grounds = "an age and a birth of one name"
            yield aligned("span", (grounds,), start=own[0], length=age)


def _is_about(sentence: Sentence, name: str) -> bool:
    text = sentence.text
    named = re.escape(name)
    if re.match(r"born\b", text, re.IGNORECASE):
        return re.search(rf",\s+(?:[^\W\d_]+\s+)?{named}\b(?!,)", text) is not None
    return (
        re.match(rf"(?:[^\W\d_.]+\.?\s+){{0,2}}{named}(?:,\s+who)?\s+was\s+born\b", text)
        is not None
    )
