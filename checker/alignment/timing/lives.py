"""Lives: an age and a birth that are told of one person in different words.

In: the sentences of a paragraph with a birth and an age in them. Out: births and ages whose names
or pronouns say that they are of one person: "Ilsa Karn, 56, has worked here since the start. She
was born up the valley in 1968", "born in 1968, Ms Karn ... The 56-year-old ...".

A pronoun is whoever was named last, as long as nobody else is named in between and no relative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.alignment.passages import Sentence
from checker.alignment.wording import alternatives, cue, frame
from checker.model import Claim, Form, Kind
from checker.patterns import lazy

_FAR = 600
_NAME = r"(?:(?:[^\W\d_a-z][\w’'-]*\.?|de|la|van|von|al|bin|el|da|di|du) ){0,4}[^\W\d_a-z][\w’'-]+"
_PERSON = lazy(
    r"(?<![\w’'])(?:[^\W\d_a-z][\w’'-]+\.? )+[^\W\d_a-z][\w’'-]+|(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\.? "
    r"[^\W\d_a-z][\w’'-]+"
)
_LAST = lazy(r"[^\W\d_a-z][\w’'-]+$")
_CLOSED = lazy(r" ?[,.;)]| (?:and|who|but)\b|$")
_POSSESSED = lazy(r"['’]s$")


class Told(NamedTuple):
    """A birth or an age with who it is of: the last name, or "" for a pronoun."""

    sentence: Sentence
    claim: Claim
    name: str


def of_one_person(
    births: Sequence[tuple[Sentence, Claim]], ages: Sequence[tuple[Sentence, Claim]]
) -> tuple[Claim, Claim] | None:
    """The one birth and the one age of a paragraph, where both are of one person."""
    born = [t for s, c in births if (t := birth_of(s, c)) is not None]
    aged = [t for s, c in ages if (t := _age(s, c)) is not None]
    if len(births) != 1 or len(born) != 1:
        return None
    birth = born[0]
    own = [age for age in aged if _is_one(birth, age)]
    if len(own) != 1:
        return None
    return birth.claim, own[0].claim


def is_of_person(sentence: Sentence, birth: Claim) -> bool:
    """Whether somebody was born then, and nothing built or opened."""
    made = re.findall(alternatives("spans", "made"), sentence.before(birth, 100), re.IGNORECASE)
    return bool(made) and cue("spans", "alive").is_one(made[-1].lower())


_ON = 3
_THE = lazy(r"\b[Tt]he $")


def told_later(
    paragraphs: Sequence[Sequence[Sentence]], births: Sequence[tuple[Sentence, Claim]]
) -> Iterator[tuple[Claim, Claim]]:
    """The only birth of a document with "the 58-year-old director" of one of the next paragraphs,
    where nobody else is named in between and no relative."""
    for home, birth in births:
        document = home.document
        own = [c for s, c in births if s.document.name == document.name]
        told = birth_of(home, birth)
        if len(own) != 1 or told is None or not told.name or not is_of_person(home, birth):
            continue
        behind = [
            (s, c)
            for paragraph in paragraphs
            for s in paragraph
            for c in s.claims
            if s.document.name == document.name
            and 0 < s.segment.paragraph - home.segment.paragraph <= _ON
            and c.figure.kind is Kind.AGE
        ]
        if len(behind) != 1:
            continue
        sentence, age = behind[0]
        if "-year-old" not in age.figure.surface or not _THE.search(sentence.before(age, 8)):
            continue
        text = document.text[home.segment.span.start : sentence.segment.span.end]
        if not cue("spans", "kin", "pairs").search(text) and set(persons(text)) <= {told.name}:
            yield birth, age


# ------------------------------------------------------------------------------------ who it is


def _lead(sentence: Sentence, claim: Claim) -> str:
    text = sentence.document.text[sentence.segment.span.start : claim.figure.span.start]
    return " ".join(text.split()) + (" " if text[-1:].isspace() else "")


def _rest(sentence: Sentence, claim: Claim) -> str:
    text = sentence.document.text[claim.figure.span.end : sentence.segment.span.end]
    return (" " if text[:1].isspace() else "") + " ".join(text.split())


def _last_name(text: str) -> str | None:
    """The last word of a name that ends a text, aside from an age behind it."""
    named = re.search(rf"({_NAME})(?:,? [\w-]{{1,12}},?){{0,2}}$", text.rstrip(" ,("))
    if named is None or _POSSESSED.search(named[1]):
        return None
    found = _LAST.search(named[1])
    return None if found is None else found[0]


def birth_of(sentence: Sentence, claim: Claim) -> Told | None:
    """Whose birth it is: "Ms Karn was born", "she was born", "Born in 1968, Ms Karn"."""
    lead = _lead(sentence, claim)
    parts = list(re.finditer(r"\b[Bb]orn\b", lead))
    if not parts:
        return None
    before, rest = lead[: parts[-1].start()], _rest(sentence, claim)
    name: str | None
    if not before.strip(" \"“'‘"):
        after = re.match(rf"[^,;:.]*(?:, [^,;:.]*?)??,? (?:(he|she)\b|({_NAME})\b)", rest)
        name = None if after is None else "" if after[1] else _last_name(after[2])
    elif re.search(r"\b[Ii] was $", before):
        said = frame("spans", r"\b(?:{said}) ").search(rest)
        speaker = None if said is None else re.match(_NAME, rest[said.end() :])
        name = None if speaker is None else _last_name(speaker[0])
    elif re.search(r"(?:^|[^\w])(?:[Hh]e|[Ss]he) was $", before):
        name = ""
    else:
        of = re.fullmatch(r"(.*?)(?:,? \(?(?:who )?(?:was|were) |,? \(|, )", before)
        name = None if of is None else _last_name(of[1])
    return None if name is None else Told(sentence, claim, name)


def _age(sentence: Sentence, claim: Claim) -> Told | None:
    """Whose age it is: "Ilsa Karn, 56,", "Karn is 56", "the 56-year-old has", "now 56, she"."""
    lead, rest = _lead(sentence, claim), _rest(sentence, claim)
    said = frame("spans", r"(.*?),? who {said}(?: that)? (?:he|she) (?:is|was) ").fullmatch(lead)
    if said is not None and _CLOSED.match(rest):
        name = _last_name(said[1])
        return None if name is None else Told(sentence, claim, name)
    if claim.figure.form is not Form.POINT or _is_of_another_day(sentence, claim):
        return None
    if "old" in claim.figure.surface:
        return _year_old(sentence, claim, lead, rest)
    closed = _CLOSED.match(rest) is not None
    is_now = r"(?:,? who (?:is|was)|(?: \([^()]*\))? is)(?: now| only| just)? "
    of = re.fullmatch(rf"(.*?){is_now}", lead)
    if of is not None and closed:
        if re.search(r"(?:^|[\s“\"])(?:he|she)$", of[1], re.IGNORECASE):
            return Told(sentence, claim, "")
        name = _last_name(of[1])
        return None if name is None else Told(sentence, claim, name)
    still = re.search(r"(?: and|,) (?:(?:now|still),? )?(?:at|aged|now) $", lead)
    subject = re.match(rf"({_NAME}) (?:was|is)\b", lead)
    if still is not None and subject is not None and rest.startswith(","):
        name = _last_name(subject[1])
        return None if name is None else Told(sentence, claim, name)
    begun = re.fullmatch(r"(?:(?:Now|Aged|At(?: the age of)?|Still,? at) )", lead)
    if begun is not None:
        whose = re.match(rf", (?:(he|she)\b|({_NAME})\b)", rest)
        if whose is None:
            return None
        return Told(sentence, claim, "" if whose[1] else _last_name(whose[2]) or "")
    if claim.figure.kind is Kind.AGE and re.search(rf"{_NAME},? ?\(?$", lead.rstrip()):
        name = _last_name(lead)
        return None if name is None else Told(sentence, claim, name)
    return None


def _year_old(sentence: Sentence, claim: Claim, lead: str, rest: str) -> Told | None:
    if lead not in ("The ", "the "):
        return None
    named = re.match(rf" ({_NAME})\b", rest)
    if named is not None:
        name = _last_name(named[1])
        return None if name is None else Told(sentence, claim, name)
    others = _PERSON.search(rest[:60]) or re.match(r" [^\W\d_]+(?: [^\W\d_]+)?,", rest)
    return None if others else Told(sentence, claim, "")


def _is_of_another_day(sentence: Sentence, claim: Claim) -> bool:
    """ "Was 19 when she enlisted", "died in 1999 aged 78"."""
    behind = re.match(r"(?!, and\b)\W*\w+(?: \w+)?", sentence.after(claim, 24))
    near = f"{sentence.before(claim, 20)} | {behind[0] if behind else ''}"
    if cue("spans", "then").search(re.sub(r"^Now\b|\bsince\b", "", near)):
        return True
    if not sentence.says("spans", "died"):
        return False
    day = alternatives("calendar", "weekdays")
    lately = rf"\b{{dying}}\b[^.;:]{{0,40}}? (?:{day}|yesterday|today|this week|last week)"
    return frame("spans", lately).search(sentence.text) is None


# --------------------------------------------------------------------------------- one or another


def _is_one(birth: Told, age: Told) -> bool:
    """Whether both are of one person."""
    one, other = sorted((birth, age), key=lambda told: told.claim.figure.span.start)
    start, end = one.claim.figure.span.end, other.claim.figure.span.start
    if end - start > _FAR:
        return False
    text = one.sentence.document.text
    if birth.name and age.name:
        return birth.name == age.name
    if one.sentence.segment.span == other.sentence.segment.span:
        return False
    if other.name:
        return False  # "She was born in 1968. Ilsa Karn, 56": another one may be meant
    told = text[one.sentence.segment.span.start : other.sentence.segment.span.start]
    if not one.name or cue("spans", "kin", "pairs").search(told):
        return False
    return all(name == one.name for name in persons(told))


def persons(text: str) -> Iterator[str]:
    """The last names of the people whom a text names with two names or a title, where a person may
    be named."""
    flat = " ".join(text.split())
    for found in _PERSON.finditer(flat):
        before = flat[: found.start()]
        begins = not before or before.endswith((". ", "! ", "? ", "“", '"'))
        titled = re.match(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\b", found[0])
        if begins or titled or frame("spans", r"(?:,|\b{before_person}) $").search(before):
            last = _LAST.search(found[0])
            if last is not None:
                yield _POSSESSED.sub("", last[0])
