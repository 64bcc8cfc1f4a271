"""Who says so: the source named in the figure's sentence, or carried over from one beside it.

In: a ``Page`` and a ``Sentence``. Out: an ``Attribution`` or ``None``.

A source carries to the other sentences of its paragraph; across a paragraph break only where the
speaker goes on ("he added"), and to a count of casualties from one beside it.
"""

from __future__ import annotations

from dataclasses import replace

from checker import spelling
from checker.claims.page import Page, Sentence, Site
from checker.claims.saying import table
from checker.claims.sources import casualties, of, subject_of_own
from checker.lexicon.phrases import words
from checker.model import Attribution, Role, Span

_DEFINITE = frozenset({"the", "those", "these"})
_JOINING = frozenset({"and", "but", "while"})


def read(page: Page, sentence: Sentence) -> Attribution | None:
    """The source of what a sentence says."""
    own = of(page, sentence)
    if own is not None:
        if not own.key:
            return _resolved(page, sentence, own)
        return own
    for beside in _beside(page, sentence):
        if _is_of_other(page, sentence, beside):
            continue
        if (carried := _carried(page, beside)) is not None:
            return carried
    return (
        _across(page, sentence)
        or _led_in(page, sentence)
        or _taken_up(page, sentence)
        or _of_those_told(page, sentence)
        or _of_casualties(page, sentence)
        or _issued(page, sentence)
    )


def _is_of_other(page: Page, sentence: Sentence, beside: Sentence) -> bool:
    """Whether the source of another sentence only tells of casualties, and this one of none."""
    of(page, beside)
    return beside.number in page.accounts and not casualties(sentence)


def reaching(site: Site, said: Attribution | None) -> Attribution | None:
    """The source as it is one of a figure: who only goes on behind it, "it closes on 4 January, and
    the box office says that the seats are sold", did not say that before."""
    if said is None or said.carried or said.span.start < site.figure.span.end:
        return said
    page, last = site.page, site.page.word_at(said.span.end)
    before = site.page.word_at(said.span.start) - 1
    goes_on = last < site.sentence.last and page.lower[last] == "that"
    joined = before > site.last and page.lower[before] in _JOINING
    return replace(said, carried=True) if goes_on and joined else said


def _issued(page: Page, sentence: Sentence) -> Attribution | None:
    """The body that issued the document, where it is no news medium: a ministry's bulletin is its
    own source."""
    source = (page.document.source or "").partition("(")[0].strip()
    named = set(words(source))
    if not named & table("issuers") or named & table("media"):
        return None
    span = Span(sentence.segment.span.start, sentence.segment.span.start)
    key = " ".join(sorted({spelling.fold(word) for word in words(source) if word[0].isalpha()}))
    return Attribution(source, key, "", span, False)


def _of_casualties(page: Page, sentence: Sentence) -> Attribution | None:
    """The source of the sentence straight before or behind across a paragraph break, where both
    count the same casualties: a text need not say in every paragraph who counted."""
    counted = casualties(sentence)
    if not counted:
        return None
    for step in (-1, 1):
        beside = page.neighbour(sentence, step)
        if (
            beside is not None
            and beside.segment.role is sentence.segment.role
            and counted & casualties(beside)
            and (found := _carried(page, beside)) is not None
        ):
            return found
    return _below_lede(page, sentence, counted)


def _below_lede(page: Page, sentence: Sentence, counted: frozenset[str]) -> Attribution | None:
    """The source of what the first paragraph sums up, in the second one."""
    lede = sentence.segment.paragraph
    above = page.neighbour(sentence, -1)
    while above is not None and above.segment.paragraph == lede:
        above = page.neighbour(above, -1)
    if above is not None and above.segment.role is sentence.segment.role:
        return None
    below = page.neighbour(sentence, 1)
    while below is not None and below.segment.paragraph <= lede + 1:
        if counted & casualties(below) and (found := _carried(page, below)) is not None:
            return found
        below = page.neighbour(below, 1)
    return _of_text(page, sentence, above)


def _of_text(page: Page, lede: Sentence, above: Sentence | None) -> Attribution | None:
    """The text below a lede under a headline, where it names a source: the lede sums it up, as the
    headline does, and leans on its sources. Who of them counted is left open."""
    if above is None or above.segment.role not in {Role.HEADLINE, Role.DECK}:
        return None
    below = page.neighbour(lede, 1)
    while below is not None:
        found = of(page, below) if below.segment.role is Role.BODY else None
        if found is not None and found.key and not found.vague:
            return Attribution(found.speaker, "", found.cue, found.span, True)
        below = page.neighbour(below, 1)
    return None


def _led_in(page: Page, sentence: Sentence) -> Attribution | None:
    """The source of the paragraph that a list stands under."""
    before: Sentence | None = sentence
    while before is not None and before.segment.role is Role.LIST_ITEM:
        before = page.neighbour(before, -1)
    if before is sentence:
        return None
    if before is not None and before.segment.role is Role.BODY:
        return _carried(page, before)
    # A list above the text sums it up, as a headline does, and leans on its sources.
    below: Sentence | None = sentence
    while below is not None:
        if below.segment.role is Role.BODY and (found := _carried(page, below)) is not None:
            return found
        below = page.neighbour(below, 1)
    return None


def _taken_up(page: Page, sentence: Sentence) -> Attribution | None:
    """The source of an earlier count that the sentence goes on with: "the toll", "of those"."""
    if not any(hit.meaning[0] == "taken up" for hit in sentence.cues):
        return None
    counted = casualties(sentence)
    before = page.neighbour(sentence, -1)
    while before is not None:
        if before.figures and (found := _carried(page, before)) is not None:
            return found
        if counted & casualties(before) and (found := _below_lede(page, before, counted)):
            return found
        before = page.neighbour(before, -1)
    return None


def _of_those_told(page: Page, sentence: Sentence) -> Attribution | None:
    """The source of the count of which a sentence tells a part: "31 people were injured, the
    mayor said ... Twelve of the injured were children"."""
    groups = {
        hit.meaning.measure.name
        for hit in sentence.expressions
        if hit.first > sentence.first and page.lower[hit.first - 1] in _DEFINITE
    } & casualties(sentence)
    before = page.neighbour(sentence, -1) if groups else None
    while before is not None:
        if groups & casualties(before) and (found := _carried(page, before)) is not None:
            return found
        before = page.neighbour(before, -1)
    return None


def _carried(page: Page, sentence: Sentence) -> Attribution | None:
    found = of(page, sentence)
    if found is None:
        return None
    found = found if found.key else _resolved(page, sentence, found)
    return Attribution(found.speaker, found.key, found.cue, found.span, True, found.vague)


def _beside(page: Page, sentence: Sentence) -> list[Sentence]:
    """The other sentences of a paragraph, the nearest first."""
    found = []
    for step in (-1, 1):
        beside = page.neighbour(sentence, step)
        while beside is not None and beside.segment.paragraph == sentence.segment.paragraph:
            found.append(beside)
            beside = page.neighbour(beside, step)
    return sorted(found, key=lambda other: abs(other.number - sentence.number))


def _across(page: Page, sentence: Sentence) -> Attribution | None:
    """The speaker of a quotation that goes on in the next paragraph: "“...” he added"."""
    beside = page.neighbour(sentence, 1)
    if beside is None or beside.segment.role in {Role.HEADLINE, Role.DECK}:
        return None
    text = page.document.text
    opening = text[beside.segment.span.start : beside.segment.span.start + 1]
    found = of(page, beside) if opening in {'"', "“"} else None
    return None if found is None or found.key else _carried(page, beside)


def _resolved(page: Page, sentence: Sentence, found: Attribution) -> Attribution:
    """A pronoun's speaker: the one named last, up to four sentences before; but the body with which
    its own sentence opens where that was another body. "The company" may be the one of a name."""
    own = subject_of_own(page, sentence, found)
    for back in range(1, 5):
        earlier = page.neighbour(sentence, -back)
        if earlier is None:
            break
        named = of(page, earlier)
        if named is not None and named.key:
            if own is not None and not table("bodies").isdisjoint(named.key.split()):
                return own
            return Attribution(named.speaker, named.key, found.cue, found.span, False, named.vague)
    if own is not None:
        return own
    issued = _issued(page, sentence)
    if issued is None or set(words(found.speaker)).isdisjoint(words(issued.speaker)):
        return found
    return Attribution(issued.speaker, issued.key, found.cue, found.span, False)  # "the department"
