"""Sequels: the level of a thing in one sentence, and in the next its level at another time.

In: two sentences that follow each other. Out: both levels in the order of their times, and the
change that stands straight behind the second: "last year the mill took in 1.2 million tonnes. This
year it took 1.3 million, 8 per cent more".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.alignment.changing.levels import LEVELS, of_one_kind
from checker.alignment.changing.stated import CHANGES
from checker.alignment.passages import Ends, Sentence
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Modifier

_NOW = Decimal(9999)
_THEN = Decimal(0)


def sequel(first: Sentence, second: Sentence) -> Iterator[tuple[Ends, Claim]]:
    """The levels of two sentences and the change between them, where each has one level."""
    figures = [claim for claim in second.claims if claim.figure.kind in LEVELS | CHANGES]
    if len(figures) != 2 or figures[1].figure.kind not in CHANGES:
        return
    level, change = figures
    if not _is_point(level) or not _goes_on_about_it(second, level):
        return
    if not _states_change(second, level, change):
        return
    levels = [claim for claim in first.claims if claim.figure.kind in LEVELS]
    if len(levels) != 1 or not _is_point(levels[0]):
        return
    a, b = of_one_kind(levels[0], level, False)
    if a is None or b is None or level.figure.kind in CHANGES:
        return
    then, now = _time(first), _time(second)
    if frame("sequels", r"\b{same}\b").search(second.before(level, 60)):
        then, now = _NOW, _THEN
    if then is not None and now is not None and then != now:
        yield (Ends(a, b) if then < now else Ends(b, a)), change


def _is_point(claim: Claim) -> bool:
    return claim.figure.form is Form.POINT and claim.figure.modifier is Modifier.EXACTLY


def _goes_on_about_it(sentence: Sentence, level: Claim) -> bool:
    """Whether a pronoun stands for the thing, and no other is named: "this year it took"."""
    before = sentence.before(level, 90)
    named = re.findall(r"(?<!^)(?<![.\"“]\s)\b[A-Z][a-z]+", before)
    months = frame("calendar", r"{months}")
    if any(not months.fullmatch(name) for name in named):
        return False
    return cue("sequels", "pronouns").search(before) is not None


def _states_change(sentence: Sentence, level: Claim, change: Claim) -> bool:
    """Whether the change stands straight behind the level: ", 8% more", "; a rise of 8%"."""
    gap = frame("sequels", r"(?: [^\W\d_]+)?(?: {when})?\s?[,;–—(]\s?(?:or |and |{of_change} )*")
    if not gap.fullmatch(sentence.between(level, change)):
        return False
    if frame("movements", r"\s*(?:{other_base}|more than|less than)").match(
        sentence.after(change, 24)
    ):
        return False
    around = f"{sentence.before(change, 48)} | {sentence.after(change, 48)}"
    if cue("movements", "reckoned_otherwise").search(around):
        return False
    return change.figure.direction is not None or change.figure.kind is Kind.MULTIPLE


def _time(sentence: Sentence) -> Decimal | None:
    """The one time that a sentence speaks of: a year, then or now; ``None`` for none or two."""
    times = {
        claim.figure.quantity.low or _THEN
        for claim in sentence.claims
        if claim.figure.kind is Kind.YEAR and claim.figure.quantity is not None
    }
    if sentence.says("sequels", "now"):
        times.add(_NOW)
    if sentence.says("sequels", "then"):
        times.add(_THEN)
    return times.pop() if len(times) == 1 else None
