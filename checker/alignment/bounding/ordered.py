"""Ordered: the greatest or the least of some, and the others.

In: a ``Sentence`` and the one behind it. Out: the least and the most that the words tell: "the
tallest of the masts is 54 metres, the others 38 and 40", "the largest parish has 2,400 people, the
second largest 2,100".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker import lexicon
from checker.alignment.bounding.one_thing import KINDS, in_one_unit, is_plain, of_one_thing
from checker.alignment.passages import Sentence
from checker.alignment.summing.membership import size
from checker.alignment.wording import frame
from checker.model import Claim
from checker.patterns import lazy

_REACH = 72
_CLOSED = lazy(r"\s?(?:[.,;:)–—]|$)| each\b")
_MORE = lazy(r"(?: [^\W\d_]+){0,2}(?:,| and|, and)?(?: (?:at|of))? ")


def sorts() -> dict[str, frozenset[str]]:
    """The sorts of ends that the lexicon names, with the kinds of figures that order them."""
    named = lexicon.load("extremes")["sorts"]
    return {sort: frozenset(entry["kinds"]) for sort, entry in named.items()}


def ordered(sentence: Sentence, behind: Sentence | None) -> Iterator[tuple[Claim, Claim]]:
    """The end of a sentence with that of the others which lies beyond it, the least first."""
    for sort, kinds in sorts().items():
        for end in ("least", "most"):
            key = f"sorts.{sort}.{end}"
            if not sentence.may_say("extremes", key):
                continue
            first = _of_that_end(sentence, key)
            if first is None or first.figure.kind not in kinds:
                continue
            others = _others(sentence, behind, first, key)
            if not others:
                continue
            if end == "most":
                yield max(others, key=size), first
            else:
                yield first, min(others, key=size)


def _of_that_end(sentence: Sentence, key: str, have: str = "{have}") -> Claim | None:
    """The first figure behind words for it: "the tallest of the four masts is 54 metres"."""
    words = (
        rf"\b(?:the|its|their) {{{key}}}\b(?:[^,.;:–—]{{0,48}} (?:{{be}}|{have}))?(?: {{only}})? $"
    )
    called = frame("extremes", words)
    found = filter(is_plain, sentence.claims)
    first = next((c for c in found if called.search(sentence.before(c, _REACH))), None)
    return first if first is not None and size(first) > 0 else None


def _others(sentence: Sentence, behind: Sentence | None, first: Claim, key: str) -> list[Claim]:
    """The figures of the others, in the same sentence or at the head of the next."""
    rest = [c for c in sentence.claims if c.figure.span.start > first.figure.span.end]
    rest = [c for c in rest if c.figure.kind in KINDS and not _counts_the_others(sentence, c)]
    led = r"[^.:]*[,;] (?:and |while |with )?"
    if rest:
        gap = sentence.between(first, rest[0])
        next_one = frame("extremes", rf"{led}the {{next}} {{{key}}}\b[^,.;:]{{0,32}} ").fullmatch(
            gap
        )
        others = frame("extremes", rf"{led}{{others}}\b[^,.;:]{{0,32}} ").fullmatch(gap)
        if next_one or (others and _of_that_end(sentence, key, have="{be}") is first):
            return _run(sentence, first, rest)
    if rest or behind is None or not behind.claims:
        return []
    told = [
        c for c in behind.claims if c.figure.kind in KINDS and not _counts_the_others(behind, c)
    ]
    head = frame("extremes", r"\W*{others}\b[^,.;:]{0,32} ")
    if told and head.fullmatch(behind.before(told[0])):
        return _run(behind, first, told)
    return []


def _counts_the_others(sentence: Sentence, claim: Claim) -> bool:
    """ "The other two are 38 and 40 metres"."""
    return sentence.before(claim, 12).lower().endswith("the other ")


def _run(sentence: Sentence, first: Claim, rest: Sequence[Claim]) -> list[Claim]:
    """The figures of one unit that follow each other with nothing but commas."""
    found: list[Claim] = []
    for claim in rest:
        if not is_plain(claim) or (
            found and not _MORE.fullmatch(sentence.between(found[-1], claim))
        ):
            break
        found.append(claim)
    if not found or not _CLOSED.match(sentence.after(found[-1], 12)):
        return []
    united = [in_one_unit(first, claim)[1] for claim in found]
    return united if all(of_one_thing(first, claim) for claim in united) else []
