"""All of: a bound of all of some, and the greatest or the least of them.

In: a ``Sentence`` and the one behind it. Out: the least and the most that the two tell: "none of
the six lots went for less than €5,000. The cheapest fetched €5,200", "a cup for under-18s only; the
oldest player is 17".
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.alignment.bounding.extremes import Place, told_ends
from checker.alignment.bounding.one_thing import is_plain, of_one_thing
from checker.alignment.bounding.ordered import sorts
from checker.alignment.bounding.specified import HIGH, LOW
from checker.alignment.passages import Placed, Sentence
from checker.alignment.wording import frame
from checker.model import Claim, Form, Kind

_REACH = 80
_IS = " (?:{be}|{costs})(?: {only})? $"


def all_of(sentence: Sentence, behind: Sentence | None) -> Iterator[tuple[Claim, Claim]]:
    """The bounds of all with the one figure that is said to be the end of them."""
    bounds = [
        (claim, holds_down) for claim in sentence.claims for holds_down in _bound(sentence, claim)
    ]
    if len(bounds) != 1:
        return
    bound, holds_down = bounds[0]
    start = bound.figure.span.end
    told = [(sentence, c) for c in sentence.claims if c.figure.span.start > start]
    if behind is not None and not told:
        told = [(behind, claim) for claim in behind.claims]
    if any(claim.figure.kind is Kind.YEAR for _, claim in told):
        return  # of another year
    named = {
        end.claim.figure.span
        for end in told_ends(sentence)
        if end.place is (Place.MOST if holds_down else Place.LEAST) and not end.noun
    }
    ends = [
        claim
        for home, claim in told
        if is_plain(claim)
        if _is_end(sentence, (home, claim), holds_down) or claim.figure.span in named
    ]
    if len(ends) != 1:
        return
    end = ends[0]
    if end.figure.kind is bound.figure.kind and of_one_thing(bound, end):
        yield (end, bound) if holds_down else (bound, end)


def _bound(sentence: Sentence, claim: Claim) -> Iterator[bool]:
    """Whether a bound holds all of some down, or up; nothing where it is none."""
    figure = claim.figure
    if figure.form is not Form.POINT or figure.modifier not in LOW | HIGH:
        return
    down = figure.modifier in HIGH
    before, after = sentence.before(claim, _REACH), sentence.after(claim, 24)
    if frame("extremes", r"(?:^|[^\W\d_] |[\"“‘,;:] ?){none_of}\b[^.;:]*$").search(before):
        yield not down
        return
    alone = figure.kind is Kind.AGE and frame("extremes", r" {alone}\b").match(after)
    if alone or frame("extremes", r"\b{all_of}\b[^.;:]*$").search(before):
        yield down


def _is_end(sentence: Sentence, place: Placed, greatest: bool) -> bool:
    """Whether a figure is said to be the greatest, or the least, of those."""
    home, claim = place
    before = home.before(claim, _REACH)
    end = "most" if greatest else "least"
    led, behind = r"(?:^\W*|[,;:] |\band )the ", r"\b[^,.;:]{0,40}"
    if home is not sentence:  # "All are under 30. The oldest man in the village is 98"
        behind = r"(?: (?:of (?:them|these|those|the [^\W\d_]+)|[^\W\d_]+))?"
    return any(
        frame("extremes", f"{led}{{sorts.{sort}.{end}}}{behind}{_IS}").search(before)
        for sort, kinds in sorts().items()
        if claim.figure.kind in kinds
    )
