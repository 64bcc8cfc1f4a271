"""Lists set out in lines: "six routes will go:", and below it a line for each.

In: a ``Sentence`` and a number of things in it. Out: the lines right below the paragraph that the
sentence ends, with a colon.

The number stands before the colon with no more than its noun between them, or begins the sentence
as the only one in it. Where another paragraph stands between two lists, the first may go on in the
second.
"""

from __future__ import annotations

import re
from itertools import takewhile

from checker.alignment.listing.counted import Listed, is_listed_noun, number_of
from checker.alignment.passages import Sentence
from checker.alignment.wording import frame
from checker.model import Block, Claim, Document, Kind, Role, Span
from checker.patterns import lazy

_LEAD = lazy(r"(?:\s+[^\W\d_][\w’'-]*){0,5}\s*:\s*$")
_CLAUSE = lazy(r"(?:\s+[^\W\d_][\w’'-]*,?){1,14}\s*:\s*$")
_NEAR = 2


def below(sentence: Sentence, claim: Claim) -> Listed | None:
    """The list of so many things that stands below their number."""
    document, number = sentence.document, number_of(claim)
    if number is None or sentence.role is Role.LIST_ITEM:
        return None
    if not document.text[: sentence.segment.span.end].rstrip().endswith(":"):
        return None
    if not _announces(sentence, claim):
        return None
    lines = _lines(document, sentence.segment.paragraph)
    if len(lines) < 2 or abs(len(lines) - number) > _NEAR:
        return None
    if len(lines) == number + 1 and _is_the_end(document.text[slice(*lines[-1].span)]):
        return None
    return Listed(Span(lines[0].span.start, lines[-1].span.end), len(lines), len(lines))


def _is_the_end(line: str) -> bool:
    """Whether a last line is of where the things of the list lead: "At the end she led by 40"."""
    return frame("itemised", r"\W*{in_the_end}\b").match(line) is not None


def _announces(sentence: Sentence, claim: Claim) -> bool:
    """Whether the colon at the end of a sentence is for so many things."""
    tail = sentence.after(claim, len(sentence.text))
    if not is_listed_noun(tail.rstrip(": \n")):
        return False
    if _LEAD.match(tail):
        return not re.search(r",", tail)
    alone = [c for c in sentence.claims if c.figure.kind is Kind.COUNT] == [claim]
    first = frame("itemised", r"\W*(?:(?:here|there) (?:are|were) )?(?:{only} )*").fullmatch(
        sentence.before(claim)
    )
    return alone and first is not None and _CLAUSE.match(tail) is not None


def _lines(document: Document, paragraph: int) -> tuple[Block, ...]:
    """The lines of the list below a paragraph, where all of them stand equally far in and no second
    list follows."""
    behind = document.blocks[paragraph + 1 :]
    lines = tuple(takewhile(lambda block: block.role is Role.LIST_ITEM, behind))
    then = behind[len(lines) + 1 : len(lines) + 2]
    if then and then[0].role is Role.LIST_ITEM:
        return ()
    depths = {_depth(document, block) for block in lines}
    return lines if len(depths) == 1 else ()


def _depth(document: Document, block: Block) -> int:
    """How far in a line begins."""
    return block.span.start - document.original.rfind("\n", 0, block.span.start)
