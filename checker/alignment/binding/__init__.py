"""Binding: which figures of a passage are tied to each other, weighed by all that stands there.

In: the claims of one story, and what a relation found in them. Out: ``Alignment``s of figures
besides, which, if its words tie them, do not make each other; and what was found, without what all
that stands there speaks against.

``values`` are the figures as plain numbers, ``moments`` the points in time; ``ties``, ``products``,
``spans`` and ``ages`` what could make each other, and ``headed`` puts a headline over what may make
its figures; a ``misprint`` is how one of them may have come to be wrong, and ``mistakes`` how
somebody may have reckoned; ``standing`` is what else stands there, ``traits`` are what can be seen
of a tie, and ``weights`` what each speaks for; ``united`` puts the claims into one unit. The
modules of a relation know a construction and are sure of it. Here many weak signs are added up, and
only what lies near enough for a slip is asked. The weights are fitted by ``scripts/fit_ties.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, groupby
from math import inf
from typing import NamedTuple

from checker.alignment.binding.ages import ages
from checker.alignment.binding.headed import OF_A_HEADLINE, headed, told_as
from checker.alignment.binding.moments import lengths_of, moments_of, with_moments
from checker.alignment.binding.products import products
from checker.alignment.binding.spans import across, spans
from checker.alignment.binding.standing import Standing, standing
from checker.alignment.binding.ties import (
    ACROSS,
    APART,
    AS_PERCENT,
    GREW,
    GROWN,
    NOW,
    SINCE,
    SPAN,
    THEN,
    UNTIL,
    Tie,
    is_rate,
    may_be_wrong,
    ties,
)
from checker.alignment.binding.traits import Words, of_all, of_each, of_words, words_of
from checker.alignment.binding.united import united
from checker.alignment.binding.values import Value, values
from checker.alignment.binding.weights import weight, weights
from checker.alignment.passages import Paragraph, Place, Story, aligned, paragraphs_of, place_of
from checker.alignment.summing.first_part import is_first_part, is_one_told_alone
from checker.model import Alignment, Claim, Span

_MOST = 20
_HUNDRED = 100
_THRESHOLD = 0.3
_THRESHOLDS = {
    "share": 0.2,
    "sum": 0.3,
    "change": -0.2,
    "times": -0.3,
    "points": 0.0,
    AS_PERCENT: 0.0,
    "conversion": 1.0,
    NOW: 0.0,
    THEN: 0.3,
    GROWN: 0.0,
    GREW: 0.0,
    APART: -0.2,
    SINCE: 0.3,
    SPAN: 0.65,
    ACROSS: 1.8,
    UNTIL: 1.3,
}
"""From which weight on figures are taken to be tied: benchmarks/cases.md has what that finds."""

_OF_HEADLINES = {
    f"{relation}{OF_A_HEADLINE}": least
    for relation, least in {"sum": 1.0, "share": 1.0, "change": 1.0, "product": 1.5}.items()
}
"""The same for what a headline says and the first paragraphs make."""

WEIGHED = "the words beside them, by a weight of"
"""The grounds of what is found here."""

_HOPELESS = -3.0
"""What the figures of a tie alone have to speak for it: below, its words help one in 140."""

_DENIED = {"parts": -6.0, "product": -6.5}
"""From which weight down what a construction tells is none: of the slips of 3,000 passages of other
hands none lies below, of the false alarms one in six."""

_Roles = dict[str, tuple[str, ...]]
_CHANGE: _Roles = {"before": ("before",), "after": ("after",), "change": ("change",)}
_ROLES: dict[str, dict[str, _Roles]] = {
    "share": {"share": {"part": ("part",), "whole": ("whole",), "share": ("share",)}},
    "change": dict.fromkeys(("change", "times", "points", AS_PERCENT), _CHANGE),
    "parts": {"sum": {"whole": ("whole",), "parts": ("part",)}},
    "balance": {
        "balance": {
            "before": ("before",),
            "came": ("came",),
            "went": ("went",),
            "after": ("after",),
        }
    },
    "product": {
        "product": {"factors": ("each", "many", "factor"), "total": ("total",)},
        "rate": {"factors": ("share", "whole"), "total": ("part",)},
    },
    "span": {
        SPAN: {"start": ("start",), "end": ("end",), "length": ("length",)},
        THEN: {"start": ("birth",), "end": ("point",), "length": ("age",)},
        NOW: {"start": ("birth",), "length": ("age",)},
        GROWN: {"start": ("point",), "end": ("young",), "length": ("old",)},
        GREW: {"start": ("point",), "end": ("later",), "length": ("old",)},
        APART: {"start": ("young",), "end": ("old",), "length": ("length",)},
        SINCE: {"start": ("point",), "length": ("length",)},
        ACROSS: {"start": ("start",), "end": ("end",), "length": ("length",)},
        UNTIL: {"start": ("start",), "length": ("length",)},
    },
    "conversion": {"conversion": {"stated": ("stated",), "converted": ("converted",)}},
}
"""The roles of a relation, by those of the ties that are of it."""


class Bound(NamedTuple):
    """Figures that are tied, and how much speaks for it, in log-odds."""

    tie: Tie
    weight: float


def beyond(
    relation: str, claims: tuple[Claim, ...], told: Sequence[Alignment]
) -> Iterator[Alignment]:
    """The alignments of a relation that words speak for, besides those that are ``told``: of which
    no two figures stand in one of those."""
    known = _ROLES.get(relation)
    if known is None:
        return
    known_spans = [
        [(claim.document.name, claim.figure.span) for member in each for claim in member.claims]
        for each in told
        if len(each.members) >= min(map(len, known.values()))
        and (relation != "span" or any(member.role == "length" for member in each))
    ]
    for tie, weighed in _of_story(Story(claims)):
        roles = known.get(_name_of(tie))
        if roles is not None and not any(_share_two(tie, each) for each in known_spans):
            grounds = (f"{WEIGHED} {weighed:.1f}",)
            pairs = list(zip(tie.roles, united(tie), strict=True))
            found = {
                role: tuple(claim for each in own for name, claim in pairs if name == each)
                for role, own in roles.items()
            }
            if relation == "parts" and _is_no_whole(found["whole"][0], found["parts"]):
                continue
            yield aligned(relation, grounds, **found)


def _is_no_whole(whole: Claim, parts: Sequence[Claim]) -> bool:
    return is_first_part(whole, parts) or is_one_told_alone(whole, parts)


def borne(
    relation: str, claims: tuple[Claim, ...], told: Sequence[Alignment]
) -> tuple[Alignment, ...]:
    """What was ``told``, without what does not hold where all that stands there speaks against it:
    "police were called to 21 homes and, on 16 occasions, to pubs; nine arrests followed"."""
    least = _DENIED.get(relation)
    if least is None or not told:
        return tuple(told)
    story = Story(claims)
    whole = _made_together(story)
    return tuple(
        each
        for each in told
        if _most_for(each, story) >= least and not any(map(_places(each).issubset, whole))
    )


def _places(found: Alignment) -> set[Place]:
    return {place_of(claim) for member in found for claim in member.claims}


def _most_for(found: Alignment, story: Story) -> float:
    """The most that speaks for the figures of an alignment as a tie of its relation; nothing speaks
    against those that hold, or are no tie."""
    members = [claim for member in found for claim in member.claims]
    starts = {claim.figure.span.start for claim in members}
    name, paragraph = members[0].document.name, members[0].segment.paragraph
    found_weights = [
        look.by_figures(tie) + look.by_words(tie)
        for look in _looks(story)
        if look.sentences[0].document.name == name
        and look.sentences[0].segment.paragraph == paragraph
        for tie in look.wrong
        if _name_of(tie) in _ROLES[found.relation]
        and {value.place for value in tie.values} == starts
    ]
    return max(found_weights, default=0) / _HUNDRED


def _name_of(tie: Tie) -> str:
    return "rate" if is_rate(tie) else tie.relation


def _share_two(tie: Tie, told: Sequence[tuple[str, Span]]) -> bool:
    shared = 0
    for value in tie.values:
        name, span = value.claim.document.name, value.claim.figure.span
        shared += any(
            name == other and span.start < found.end and found.start < span.end
            for other, found in told
        )
    return shared > 1


@dataclass(frozen=True, eq=False)
class Look:
    """A paragraph with its figures, its ties that may be wrong, and what stands there besides."""

    sentences: Paragraph
    figures: Sequence[Value]
    wrong: tuple[Tie, ...]
    around: Standing
    _known: dict[tuple[str, str, Value], dict[str, int]] = field(default_factory=dict)

    @cached_property
    def words(self) -> Words:
        """The words of the paragraph, with its figures among them."""
        return words_of(self.sentences, self.figures)

    def traits(self, tie: Tie) -> set[str]:
        """All that can be seen of a tie."""
        each = zip(tie.roles, tie.values, strict=True)
        own = (of_each(role, value, tie.relation, self.around) for role, value in each)
        return {*chain(*own), *of_all(tie, self.around), *of_words(tie, self.words)}

    def by_figures(self, tie: Tie) -> int:
        """What the traits of a tie without its words weigh; those of one figure in one role are the
        same in all ties."""
        name, own = told_as(tie), dict[str, int]()
        for role, value in zip(tie.roles, tie.values, strict=True):
            known = self._known.get((name, role, value))
            if known is None:
                known = weights(name, of_each(role, value, tie.relation, self.around))
                self._known[name, role, value] = known
            own |= known
        return sum(own.values()) + weight(name, of_all(tie, self.around))

    def by_words(self, tie: Tie) -> int:
        """What the words of a tie weigh."""
        return weight(told_as(tie), {*of_words(tie, self.words)})


def _look(paragraph: Paragraph) -> Look | None:
    """A paragraph as a :class:`Look`, if a tie of it may be wrong."""
    return _look_at(paragraph, *candidates(paragraph))


def _look_across(article: Paragraph) -> Look | None:
    """As :func:`_look`, at the moments and lengths of a whole article."""
    return _look_at(article, *candidates_across(article))


def _look_at(sentences: Paragraph, figures: list[Value], found: tuple[Tie, ...]) -> Look | None:
    wrong = tuple(tie for tie in found if may_be_wrong(tie))
    return Look(sentences, figures, wrong, standing(figures, found)) if wrong else None


@lru_cache(maxsize=1)
def _looks(story: Story) -> tuple[Look, ...]:
    looks = (_look(each) for each in paragraphs_of(story.claims) if "bound" in each.may)
    return tuple(look for look in looks if look is not None)


@lru_cache(maxsize=1)
def _of_story(story: Story) -> tuple[Bound, ...]:
    whole = _made_together(story)
    found = [
        each
        for look in _looks(story)
        for each in _of_paragraph(look)
        if not any(map({*map(_place, each.tie.values)}.issubset, whole))
    ]
    taken = {_place(value) for each in found for value in each.tie.values}
    for article in articles(paragraphs_of(story.claims)):
        look = _look_across(article)
        found += [
            each
            for each in (_of_paragraph(look) if look is not None else ())
            if taken.isdisjoint(map(_place, each.tie.values))
        ]
    return (*found, *_of_headlines(story))


def _place(value: Value) -> Place:
    return place_of(value.claim)


def _of_headlines(story: Story) -> Iterator[Bound]:
    """What the first paragraphs make of a figure that a headline has and they do not: of each
    article the tie with the greatest weight, where none holds and its figures make nothing else."""
    held = [tie for _, _, found in _headed(story) for tie in found if tie.holds]
    right = {_place(tie.values[-1]) for tie in held if told_as(tie) != tie.relation}
    within = [{*map(_place, tie.values)} for tie in held if told_as(tie) == tie.relation]
    looks = (_look_at(*each) for each in _headed(story))
    tied = [
        each
        for look in looks
        for each in (_weighed(look) if look is not None else ())
        if each.weight >= _OF_HEADLINES.get(told_as(each.tie), inf)
        and _place(each.tie.values[-1]) not in right
        and not any(map({*map(_place, each.tie.values[:-1])}.issubset, within))
        and not _is_told_below(each.tie, story)
    ]
    articles_told = set()
    for each in sorted(tied, key=_rank):
        name, _ = _place(each.tie.values[-1])
        if name not in articles_told:
            articles_told.add(name)
            yield each


def _is_told_below(tie: Tie, story: Story) -> bool:
    """Whether the text says what figures make: then the headline is at odds with that."""
    made, (low, high) = tie.values[-1], tie.needed[-1]
    own = {value.place for value in tie.values}
    return any(
        value.kind is made.kind
        and value.scale == made.scale
        and value.low <= high
        and low <= value.high
        and value.place not in own
        for paragraph in paragraphs_of(story.claims)
        if paragraph[0].document.name == made.claim.document.name
        for value in values(paragraph)
    )


@lru_cache(maxsize=1)
def _headed(story: Story) -> tuple[tuple[Paragraph, list[Value], tuple[Tie, ...]], ...]:
    return tuple((each, *candidates(each)) for each in headed(paragraphs_of(story.claims)))


def _held_by_headlines(story: Story) -> list[Tie]:
    """The sums that hold of what a headline says and a paragraph below it makes: all else is made
    by chance too often to account for it."""
    return [
        tie
        for _, _, found in _headed(story)
        for tie in found
        if told_as(tie) == _SUM_OF_HEADLINE and tie.holds
        if min(value.number / value.step for value in tie.values) >= _TEN
    ]


_SUM_OF_HEADLINE = f"sum{OF_A_HEADLINE}"
_TEN = 10


@lru_cache(maxsize=1)
def _made_together(story: Story) -> tuple[frozenset[Place], ...]:
    """The figures of each tie that holds of a headline: they do not make each other besides."""
    return tuple(frozenset(map(_place, tie.values)) for tie in _held_by_headlines(story))


def made_for_headlines(claims: tuple[Claim, ...]) -> frozenset[Place]:
    """The figures of headlines that one of the first paragraphs makes, though it says them
    nowhere."""
    return frozenset(place_of(tie.values[-1].claim) for tie in _held_by_headlines(Story(claims)))


def _of_paragraph(look: Look) -> Iterator[Bound]:
    """The ties with the greatest weights, of which no two share a figure."""
    taken: set[int] = set()
    for each in sorted(_weighed(look), key=_rank):
        own = {value.place for value in each.tie.values}
        least = _THRESHOLDS.get(each.tie.relation, _THRESHOLD)
        if each.weight >= least and not taken & own:
            taken |= own
            yield each


def _rank(found: Bound) -> tuple[float, list[int]]:
    return -found.weight, [value.place for value in found.tie.values]


def _weighed(look: Look) -> Iterator[Bound]:
    """The ties of a paragraph that may be wrong, with their weights, but for those of which the
    figures alone say that they are none."""
    for tie in look.wrong:
        by_figures = look.by_figures(tie)
        if by_figures >= _HOPELESS * _HUNDRED:
            yield Bound(tie, by_figures / _HUNDRED + look.by_words(tie) / _HUNDRED)


def traits(paragraph: Paragraph) -> Iterator[tuple[Tie, set[str]]]:
    """The ties of a paragraph that may be wrong, each with all of its traits."""
    yield from _traits(_look(paragraph))


def traits_across(article: Paragraph) -> Iterator[tuple[Tie, set[str]]]:
    """As :func:`traits`, of the ties over the paragraphs of an article."""
    yield from _traits(_look_across(article))


def traits_of_headline(headed: Paragraph) -> Iterator[tuple[Tie, set[str]]]:
    """As :func:`traits`, of what a headline says and a paragraph below it makes."""
    yield from ((tie, found) for tie, found in traits(headed) if told_as(tie) != tie.relation)


def _traits(look: Look | None) -> Iterator[tuple[Tie, set[str]]]:
    if look is not None:
        yield from ((tie, look.traits(tie)) for tie in look.wrong)


def candidates(paragraph: Paragraph) -> tuple[list[Value], tuple[Tie, ...]]:
    """The figures of a paragraph, and all ties that they could have."""
    numbers = values(with_moments(paragraph))
    if len(numbers) > _MOST:
        return [], ()
    moments = moments_of(paragraph)
    if len(moments) > _MOST:
        return [], ()
    aged, of_ages = ages(with_moments(paragraph))
    of_time = spans(moments, lengths_of(paragraph))
    tied = (*ties(numbers), *products(numbers), *of_time, *of_ages)
    return [*numbers, *moments, *aged], tied


def candidates_across(article: Paragraph) -> tuple[list[Value], tuple[Tie, ...]]:
    """The moments and lengths of an article, and all ties of them that its paragraphs could have
    together."""
    lengths = lengths_of(article)
    moments = moments_of(article) if lengths else []
    if not moments or max(len(lengths), len(moments)) > _MOST_TOLD:
        return [], ()
    found = across(moments, lengths, article[0].document.published)
    held_within = (tie for tie in spans(moments, lengths) if tie.holds)
    return [*moments, *lengths], (*found, *held_within)


_MOST_TOLD = 40
"""Of more moments or lengths an article is a list of them, or a live report."""


def articles(found: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The sentences of each article together."""
    for _, group in groupby(found, key=lambda each: each[0].document.name):
        yield Paragraph.of([sentence for paragraph in group for sentence in paragraph], _NOTHING)


_NOTHING = frozenset[str]()
