"""What the phrase at the head of a sentence narrows its figure down to: "In the wider region rents
grew 4 per cent", "In secondary schools the average class has 27 pupils".

In: a ``Claim``, and the stems of another article. Out: whether the phrase has a word of which the
other article knows nothing, so that its figures are of more, or of something else.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from itertools import takewhile

from checker import lexicon
from checker.alignment.pairing.words import WORD, content, meanings
from checker.model import Claim
from checker.once import once

_LEADS = frozenset({"in", "across", "among", "outside", "throughout", "within", "at", "around"})
_ENDS = frozenset({"there", "it", "they", "he", "she", "some", "about", "more", "than", "only"})
_ARTICLES = frozenset({"the", "a", "an", "its", "their"})
_JOINS = frozenset({"and", "but"})
# So many words a phrase has at most.
_MOST = 7


def is_framed(claim: Claim, known: Container[str]) -> bool:
    """Whether the head of a claim's sentence has a word of which none that means the same is
    ``known``."""
    return any(not any(each in known for each in meanings(stem)) for stem in _frame(claim))


@once
def _frame(claim: Claim) -> tuple[str, ...]:
    """The stems of the words of the phrase that opens a claim's sentence, before the figure."""
    start, end = claim.segment.span.start, claim.figure.span.start
    text = claim.document.text[start:end].partition(",")[0]
    words = WORD.findall(text)
    if words and words[0].lower() in _JOINS:
        words = words[1:]
    if not words or words[0].lower() not in _LEADS:
        return ()
    of = words[1:]
    if of and of[0].lower() in _ARTICLES:
        of = of[1:]
    named = list(takewhile(lambda word: word.lower() not in _ENDS | _ARTICLES, of))
    if len(named) > _MOST or any(word.lower() in _times() for word in named):
        return ()
    return tuple(stem for word in named if (stem := content(word)) is not None)


@cache
def _times() -> frozenset[str]:
    """Words that make a phrase one of time, or that lead to what is said of all."""
    return frozenset(lexicon.load("comparing")["no_frames"])
