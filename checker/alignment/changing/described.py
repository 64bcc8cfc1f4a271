"""Described: a part and its share, and the whole told elsewhere in the text by what it is.

In: the paragraphs of a document. Out: a part, its whole and the share: "17,236 started. ... Women
made up 7,411 of the starters, or 53 per cent", "41,270 candidates, or 12 per cent of those who sat
the examination".

The part and the share stand side by side, and words beside them say of what they are. One figure of
the text is told in the same words; the share is off by one digit, or near. Nothing is told where
any figure so told makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from checker.alignment.changing.based import Based
from checker.alignment.changing.told import MEANT, middle, same_kind, step_of
from checker.alignment.pairing.words import stems
from checker.alignment.passages import Sentence
from checker.alignment.summing.kindred import slips
from checker.alignment.summing.membership import size
from checker.alignment.wording import frame
from checker.model import Aspect, Claim, Form, Kind, Modality, Role

_PARTS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
_NEAR = Decimal("1.25")
_BESIDE = 48


class _Part(NamedTuple):
    """A part with its share, and the stems of what both are of."""

    part: Claim
    share: Claim
    of: frozenset[str]


def described(paragraphs: Sequence[Sequence[Sentence]]) -> Iterator[Based]:
    """Every share that the one whole of its text, told by the same words, does not make."""
    told: dict[str, list[Sentence]] = {}
    for sentence in (each for paragraph in paragraphs for each in paragraph):
        if sentence.role not in (Role.TABLE_CELL, Role.HEADLINE):
            told.setdefault(sentence.document.name, []).append(sentence)
    for sentences in told.values():
        for sentence in sentences:
            for found in _parts(sentence) if "described" in sentence.may else ():
                whole = _whole(sentences, sentence, found)
                if whole is not None:
                    yield Based(found.part, whole, found.share)


def _parts(sentence: Sentence) -> Iterator[_Part]:
    for part, share in zip(sentence.claims, sentence.claims[1:], strict=False):
        if share.figure.kind is not Kind.PERCENT or part.figure.kind not in _PARTS:
            continue
        if not (_is_plain(part) and _is_plain(share) and share.figure.direction is None):
            continue
        gap = sentence.between(part, share)
        joined = frame("based", r"(?P<of>[^.;:()]{0,60}?)(?:,? or |, |\s?\()(?:about |some )?")
        found = joined.fullmatch(gap)
        if found is None:
            continue
        ahead = _OF.search(found["of"])
        behind = _OF_BEHIND.match(sentence.after(share, 72))
        words = " ".join(each["what"] for each in (ahead, behind) if each is not None)
        if words and len(stems(words)):
            yield _Part(part, share, stems(words))


_OF = re.compile(r"\bof (?:the |all |its |their |those |those who |his |her )?(?P<what>[^,]+)$")
_OF_BEHIND = re.compile(
    r" of (?:the |all |its |their |those |those who |his |her )?(?P<what>[^,.;:()–—\d]+)"
)


def _is_plain(claim: Claim) -> bool:
    figure = claim.figure
    return figure.form is Form.POINT and figure.modifier in MEANT and size(claim) > 1


def _whole(sentences: Sequence[Sentence], home: Sentence, found: _Part) -> Claim | None:
    """The one figure of a text that the words of a part and its share name, if it is no whole of
    them but for a slip."""
    named = [
        claim
        for sentence in sentences
        for claim in sentence.claims
        if sentence is not home and _may_be_whole(claim, found.part)
        if found.of & _words_of(sentence, claim)
    ]
    if len({size(claim) for claim in named}) != 1:
        return None
    return named[0] if _is_off(found, size(named[0])) else None


def _may_be_whole(claim: Claim, part: Claim) -> bool:
    level = claim.aspect is Aspect.LEVEL and claim.modality is Modality.ASSERTED
    return level and _is_plain(claim) and same_kind(claim, part) and size(claim) > size(part)


def _words_of(sentence: Sentence, claim: Claim) -> frozenset[str]:
    """The stems of what is said beside a figure, no farther than a comma."""
    before = re.split(r"[,;:()–—]", sentence.before(claim, _BESIDE))[-1]
    behind = re.split(r"[,;:()–—]", sentence.after(claim, _BESIDE))[0]
    return stems(f"{before} {behind}")


def _is_off(found: _Part, whole: Decimal) -> bool:
    """Whether a share is not what a part and a whole make, but has one other digit, or is near."""
    value, stated = size(found.part) / whole, middle(found.share)
    room = step_of(found.share)
    if abs(value - stated) <= room * 2:
        return False
    rounded = (value / (room * 2)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    written = (stated / (room * 2)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    near = max(value, stated) <= min(value, stated) * _NEAR
    return near or slips(rounded, written)
