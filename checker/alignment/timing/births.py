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
from checker.alignment.timing.lives import is_of_person, of_one_person, told_later
from checker.alignment.wording import cue, frame
from checker.model import Alignment, Claim, Form, Kind, Modifier, Role, Slot
from checker.patterns import lazy

_UP_TO_YEAR = lazy(r".*\b[^\W\d_]+ [12]\S{3}\b", re.DOTALL)
_NEIGHBOURS = 400
_OLDEST = 120
_INQUEST = 2
"""So many years may lie between a death and what is told of it in court."""
_AGE_LABEL = lazy(r"\W*aged?\W*\s", re.IGNORECASE)
_NAME_BEFORE_AGE = lazy(r"([^\W\d_][\w’'-]+),?\s*\(?\s*$")


def ages(claims: tuple[Claim, ...]) -> Iterator[Alignment]:
    """Every age with its birth."""
    told = paragraphs_of(claims)
    if not any("births" in each.may for each in told):
        return
    lives = tuple(narrowed(told, _of_a_life))
    named: list[tuple[str, Claim]] = []
    elsewhere: list[Placed] = []
    for paragraph in lives:
        births = [
            (s, of_a_horse(s, c))
            for s in paragraph
            for c in s.claims
            if c.figure.kind in _DATED and _is_birth(s, c)
        ]
        elsewhere += births
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
        loose = replace(_in_years(age), scope=Slot("loose", age.figure.surface, age.figure.span))
        grounds = "the only birth, and an age some way on"
        yield aligned("span", (grounds,), start=birth, length=loose)


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
            yield aligned("span", ("a list of facts",), start=births[0], length=_in_years(first))


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
    return aligned("span", ("an age and a birth",), start=birth, length=_in_years(age))


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
    loose = replace(_in_years(age), scope=Slot("loose", age.figure.surface, age.figure.span))
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


def _is_plain_age(claim: Claim) -> bool:
    return claim.figure.kind is Kind.AGE or _may_be_age(claim)


def _in_years(age: Claim) -> Claim:
    """An age as such, where only a bare number is written."""
    quantity = age.figure.quantity
    if age.figure.kind is Kind.AGE or quantity is None:
        return age
    years = replace(quantity, unit="year")
    return replace(age, figure=replace(age.figure, kind=Kind.AGE, quantity=years))
