"""Set off: a total that a colon, a dash or a word like "bringing" sets off from its parts.

In: a whole with the parts before it, and the text between them. Out: whether it is what they come
to: "410 jobs here and 265 there, and another 90 at head office: 775 redundancies", "140 houses and
85 flats, providing 235 homes", "16 golds, eight silvers and 13 bronzes – 39 medals".

An "and" has to close the list, and the whole has a noun of its own. Of few it is only told where
the parts are sorts of that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from checker import lexicon
from checker.alignment.summing.kindred import Told
from checker.alignment.summing.membership import noun_of, size
from checker.alignment.wording import frame

_HUNDRED = 100
_MARKED = re.compile(r"[^.;:()–—]*(?:\s?:|\s[–—-]+|[–—])\s?(?:[^\W\d_]+ ){0,2}")


def is_set_off(whole: Told, parts: Sequence[Told], gap: str) -> bool:
    """Whether a total stands behind a mark, or a word that leads on to what came of all."""
    own, nouns = noun_of(whole.claim), {noun_of(each.claim) for each in parts} - {""}
    first, last = parts[-2:]
    if not own or own in nouns or any(each.sentence is not whole.sentence for each in parts):
        return False
    if not re.search(r"\b(?:and|plus)\b", whole.sentence.between(first.claim, last.claim)):
        return False
    led = r"[^.;:()–—]*[,–—] ?{bringing} (?:[^\W\d_]+ )?"
    if not _MARKED.fullmatch(gap) and not frame("poised", led).fullmatch(gap):
        return False
    return are_kinds_of(own, nouns) or size(whole.claim) >= _HUNDRED


def are_kinds_of(own: str, nouns: Collection[str]) -> bool:
    """Whether some nouns, two or more, name kinds of what another one names."""
    kinds = lexicon.load("poised")["kinds"].get(own, ())
    return len(nouns) > 1 and all(noun in kinds for noun in nouns)
