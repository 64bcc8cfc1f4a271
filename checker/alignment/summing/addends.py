"""Addends: figures with their total behind them.

In: a ``Sentence``, a run of listed figures and the figure behind it. Out: a ``Listing``: "11
civilians and eight soldiers, 19 in all", "340 meals on Monday and 415 on Tuesday, 755 in the two
days", "with the 38 from Eastry and the 57 from Deal, it now has 95".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker import lexicon
from checker.alignment.passages import Sentence
from checker.alignment.summing.called import said_behind
from checker.alignment.summing.exclusion import are_all_ends
from checker.alignment.summing.membership import Listing, alike, could_be_whole, is_about, noun_of
from checker.alignment.wording import cue, frame
from checker.model import Claim, Kind
from checker.patterns import lazy

_OF_IT = lazy(r" of (?:(?:the|its|their|his|her) )?")  # "five of the 40 in all"
_LONGEST = 90
_MARKED = lazy(r"[^.;:,()–—]{0,24}(?::|\s[–—-])\s(?:[^\W\d_]+ )?")
_BREAKS = lazy(r"[:?!()\[\]]|,\swith\s|\.\s|[–—]|\b(?:but|while|whereas|although)\b", re.IGNORECASE)


def totalled(
    sentence: Sentence, ahead: Claim | None, run: list[Claim], whole: Claim | None
) -> Listing | None:
    """ "11 civilians and eight soldiers, 19 in all"."""
    if whole is None or len(run) < 2 or not alike(run[0], whole) or not could_be_whole(whole, run):
        return None
    if ahead is not None and _makes_up_the_rest(whole, [ahead, *run]):
        return None
    gap = sentence.between(run[-1], whole)
    tail = sentence.after(whole, 40)
    if len(gap) > _LONGEST or _BREAKS.search(re.sub(r"\s?[–—(:]\s?", " ", gap)):
        return None
    if cue("sums_told", "another_total").search(gap) or _OF_IT.fullmatch(gap):
        return None
    if _MARKED.fullmatch(gap) and are_all_ends(sentence, run):
        return Listing(whole, tuple(run), True, "added up behind them")
    adds = _adds(sentence, run, whole) or _counts_parts_behind(sentence, whole, run)
    if not adds and cue("enumerations", "running").search(f"{gap} {tail}"):
        return None
    if frame("enumerations", r"(?: [^\W\d_]+){0,2}(?: {totals_behind})? {besides}\b").match(tail):
        return None  # "120 in all with the controls"
    said = (
        frame("enumerations", r"[^.;:]*?(?:;[^.;:]*?)?[\s,(–—:]{totals_before}\s+").fullmatch(gap)
        or frame("enumerations", r"{totals_before}\b").match(whole.figure.surface)
        or frame("enumerations", r"(?: [^\W\d_]+){0,4} {totals_behind}").match(
            said_behind(sentence, whole, 40)
        )
        or _are_results(sentence, run, whole)
    )
    if not said and adds:
        return Listing(whole, tuple(run), True, "added to each other")
    if not said or not re.search(r"\b(?:and|plus)\b|;", sentence.between(run[-2], run[-1])):
        return None
    return Listing(whole, tuple(run), True, "added up behind them")


def _counts_parts_behind(sentence: Sentence, whole: Claim, run: Sequence[Claim]) -> bool:
    """ "755 meals in the two days" behind two numbers of meals."""
    place = next(n for n, c in enumerate(sentence.claims) if c.figure.span == whole.figure.span)
    following = sentence.claims[place + 1 : place + 2]
    if not following or following[0].figure.quantity is None:
        return False
    if following[0].figure.kind is Kind.ORDINAL:
        return False  # "three for 41 in the first innings and five for 62 in the second"
    within = r"(?: [^\W\d_]+){0,3} {within}(?: {which})? "
    return following[0].figure.quantity.low == len(run) and bool(
        frame("enumerations", within).fullmatch(sentence.between(whole, following[0]))
    )


def _are_results(sentence: Sentence, run: Sequence[Claim], whole: Claim) -> bool:
    """ "With 16 wins, nine draws and 13 defeats from 38 games"."""
    known = lexicon.load("enumerations")
    results, matches = known["results"], known["matches"]
    return (
        len(run) > 2
        and all(noun_of(part) in results for part in run)
        and noun_of(whole) in matches
        and re.fullmatch(
            r"\s[^\W\d_]+\s(?:from|in)\s(?:(?:their|its|her|his)\s)?",
            sentence.between(run[-1], whole),
        )
        is not None
    )


def _adds(sentence: Sentence, run: Sequence[Claim], whole: Claim) -> bool:
    """ "With the 38 from Eastry and the 57 from Deal, the school has 95 pupils"."""
    lead = sentence.before(run[0], 24)
    if not frame("enumerations", r"(?:^|[,;] ){adding}(?: the| its| their)? $").search(lead):
        return False
    gap = sentence.between(run[-1], whole)
    then = frame("enumerations", r"[^.;:]*?[\s,]{then} ")
    return then.fullmatch(gap) is not None and is_about(whole, run)


def _makes_up_the_rest(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the total is right with a figure more, whatever its unit."""
    total = whole.figure.quantity
    numbers = [part.figure.quantity for part in parts]
    together = sum(number.low for number in numbers if number and number.low is not None)
    return total is not None and total.low is not None and abs(total.low - together) < total.step
