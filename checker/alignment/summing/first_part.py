"""Whether a whole lacks nothing: it is only the first part of one that is not told, or one part
more is told without a figure.

In: the claim of a whole, and those of its parts. Out: a flag. "£310m of the loss came from the
mines, £205m from the ships and the remaining £145m from hotels": what is "of the" loss is told in
the words of the others. "310 of the seats have gone, 205 to members and the other 105 to schools"
is a whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.alignment.summing.membership import shortfall
from checker.model import Claim, Kind
from checker.patterns import lazy

_OF_IT = lazy(r"\s+of\s+(?:the|its|their|his|her)\s")
_BEHIND = lazy(r"(?:\s[^\W\d_]+)??\s(to|from|by|on|in|at|for|with)\b")
_LONGEST = 240


def is_first_part(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a figure "of the" thing has the word behind it that each of its parts has."""
    text, start, first = whole.document.text, whole.figure.span.end, parts[0].figure.span.start
    if not start < first < start + _LONGEST:
        return False
    of_it = _OF_IT.match(text, start, first)
    if of_it is None:
        return False
    found = [_BEHIND.match(text, part.figure.span.end) for part in parts]
    behind = {each[1] for each in found if each is not None}
    return len(behind) == 1 and behind.issubset(text[of_it.end() : first].split())


_ONE_MORE = lazy(
    r"(?:\band|[,;]|\bplus) (?:one\b|another(?= [a-z])|the (?:other|last)\b"
    r"|an? (?:\w+(?:th|rd|nd|st)|further one|single|lone|\w+ (?:who|which|that))\b)"
)


def is_one_told_alone(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the one thing that parts lack is told beside them without a figure: "nine crashed,
    four were ill and one, the Dutchman, went home", "and a man who had come in a dress"."""
    if whole.figure.kind is not Kind.COUNT or shortfall(whole, parts) != 1:
        return False
    text, first = whole.document.text, min(part.figure.span.start for part in parts)
    last = max(parts, key=lambda part: part.figure.span).segment.span.end
    return _ONE_MORE.search(text, first, last) is not None
