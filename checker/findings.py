"""Rules over alignments: which fire, and what they say.

In: ``Rule``s and ``Alignment``s. Out: ``Finding``s in one total order, and for whoever asks the
``Abstention``s: where a rule looked and could not decide.

A rule looks at the alignments of its ``given`` that its ``where`` lets through; those are found by
an index over the slots that rules name, so that many rules over many claims stay cheap. At most one
finding comes of one rule and one alignment.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from checker import glob, tolerance
from checker.errors import RuleError, UnitError
from checker.expressions import AbstainError, View, evaluate, fill, number_text, where_value
from checker.model import Alignment, Claim, Condition, Finding, Interval, Mention, Rule
from checker.relations import RELATIONS

_LISTS = {
    name: frozenset(role.name for role in roles if role.many) for name, roles in RELATIONS.items()
}


@dataclass(frozen=True, slots=True)
class Abstention:
    """A rule that looked at an alignment and could not decide, and why."""

    rule: str
    alignment: Alignment
    reason: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What became of all rules on all alignments. ``looked`` counts the pairs of a rule and an
    alignment that passed its ``where``."""

    findings: tuple[Finding, ...]
    abstentions: tuple[Abstention, ...]
    looked: int = 0


def judge(
    rules: Sequence[Rule],
    alignments: Sequence[Alignment],
    checked: Collection[str] | None = None,
    relative: Callable[[str], str] = str,
) -> tuple[Finding, ...]:
    """The findings of ``rules``, sorted by path, start and rule; see :func:`verdicts`."""
    return verdicts(rules, alignments, checked, relative).findings


def verdicts(
    rules: Sequence[Rule],
    alignments: Sequence[Alignment],
    checked: Collection[str] | None = None,
    relative: Callable[[str], str] = str,
) -> Verdicts:
    """The findings and abstentions of ``rules``.

    ``checked`` are the names of the documents under check, whose figures come first in a finding;
    ``None`` for all. ``relative`` turns a document's name into the path that a rule's ``paths`` are
    matched against. Raises :class:`checker.errors.RuleError`, with the rule's id, where a rule
    fails in a way that its author has to mend.
    """
    indexes: dict[str, _Index] = {}
    for relation in {rule.given for rule in rules if rule.enabled}:
        indexes[relation] = _Index([a for a in alignments if a.relation == relation])
    findings: list[Finding] = []
    abstentions: list[Abstention] = []
    looked = 0
    for rule in rules:
        if not rule.enabled:
            continue
        index = indexes[rule.given]
        options = {option.name: option.value for option in rule.options}
        for place in index.matching(rule.where):
            alignment = index.alignments[place]
            if rule.paths and not _in_paths(rule, alignment, relative):
                continue
            looked += 1
            names = _Names(rule, options, index.roles(place))
            try:
                if not evaluate(rule.when.source, names):
                    continue
                findings.append(_finding(rule, alignment, names, checked))
            except AbstainError as unknown:
                abstentions.append(Abstention(rule.id, alignment, str(unknown)))
            except Exception as error:
                place_of = rule.when.position
                raise RuleError(
                    f"{place_of.path}:{place_of.line}:{place_of.column}: rule '{rule.id}' failed: "
                    f"{type(error).__name__}: {error}",
                    (place_of.path, place_of.line, place_of.column),
                ) from error
    return Verdicts(tuple(sorted(findings, key=_order)), tuple(abstentions), looked)


def _order(finding: Finding) -> tuple[Any, ...]:
    first = finding.mentions[0]
    rest = tuple((m.path, m.start, m.end) for m in finding.mentions[1:])
    return (first.path, first.start, finding.rule, first.end, rest, finding.message)


def _in_paths(rule: Rule, alignment: Alignment, relative: Callable[[str], str]) -> bool:
    """True where one of the documents lies in the rule's paths."""
    return any(
        glob.matches(relative(claim.document.name), pattern)
        for claim in _claims(alignment)
        for pattern in rule.paths
    )


def _claims(alignment: Alignment) -> Iterator[Claim]:
    for member in alignment:
        yield from member.claims


class _Index:
    """The alignments of one relation, found by the slots of their claims."""

    def __init__(self, alignments: list[Alignment]) -> None:
        self.alignments = alignments
        self._views: dict[int, View] = {}
        self._roles: dict[int, dict[str, Any]] = {}
        self._by_slot: dict[str, dict[frozenset[str | None], list[int]]] = {}

    def matching(self, where: tuple[Condition, ...]) -> Sequence[int]:
        """The places of the alignments that satisfy every condition, in order."""
        if not where:
            return range(len(self.alignments))
        found: set[int] | None = None
        for places in sorted((self._satisfying(c) for c in where), key=len):
            found = set(places) if found is None else found.intersection(places)
        return sorted(found or ())

    def _satisfying(self, condition: Condition) -> list[int]:
        wanted = frozenset(condition.values)
        return [
            place
            for values, places in self._slot(condition.slot).items()
            if (not values & wanted if condition.negated else values <= wanted)
            for place in places
        ]

    def _slot(self, name: str) -> dict[frozenset[str | None], list[int]]:
        """The places by the values that a slot takes: of all claims, or of one role's
        (``role.slot``)."""
        if name not in self._by_slot:
            role, _, slot = name.rpartition(".")
            table: dict[frozenset[str | None], list[int]] = defaultdict(list)
            for place, alignment in enumerate(self.alignments):
                values = frozenset(
                    where_value(claim, slot)
                    for member in alignment.members
                    if not role or member.role == role
                    for claim in member.claims
                )
                table[values].append(place)
            self._by_slot[name] = table
        return self._by_slot[name]

    def roles(self, place: int) -> dict[str, Any]:
        """What the roles of an alignment stand for in an expression: a view, or a tuple of them."""
        found = self._roles.get(place)
        if found is None:
            found = self._roles[place] = {
                member.role: tuple(self._view(claim) for claim in member.claims)
                if member.role in _LISTS.get(self.alignments[place].relation, ())
                else self._view(member.claims[0])
                for member in self.alignments[place].members
                if member.claims
            }
        return found

    def _view(self, claim: Claim) -> View:
        view = self._views.get(id(claim))
        if view is None:
            view = self._views[id(claim)] = View(claim)
        return view


class _Names(dict[str, Any]):
    """The names of a rule on one alignment: its roles and options, and its ``let`` names, which are
    reckoned when they are first needed."""

    def __init__(self, rule: Rule, options: dict[str, Any], roles: dict[str, Any]) -> None:
        super().__init__(roles)
        self.update(options)
        self._let = rule.let

    def __missing__(self, name: str) -> Any:
        for known, expression in self._let:
            if known == name:
                value = self[name] = evaluate(expression.source, self)
                return value
        raise KeyError(name)


# --------------------------------------------------------------------------------- one finding


def _finding(
    rule: Rule, alignment: Alignment, names: _Names, checked: Collection[str] | None
) -> Finding:
    claims = [(member.role, claim) for member in alignment for claim in member.claims]
    if checked is not None:
        claims.sort(key=lambda pair: pair[1].document.name not in checked)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=fill(rule.message.source, names),
        fingerprint=_fingerprint(rule.id, [claim for _, claim in claims]),
        mentions=tuple(mention(role, claim) for role, claim in claims),
        grounds=alignment.grounds,
        arithmetic=arithmetic([claim for _, claim in claims]),
        fix=fill(rule.fix.source, names) if rule.fix else None,
    )


def mention(role: str, claim: Claim) -> Mention:
    """A claim's figure as a finding shows it."""
    figure, text = claim.figure, claim.document.original
    before = text[: figure.span.end]
    return Mention(
        path=claim.document.name,
        line=figure.line,
        column=figure.column,
        end_line=before.count("\n") + 1,
        end_column=figure.span.end - (before.rfind("\n") + 1) + 1,
        start=figure.span.start,
        end=figure.span.end,
        surface=figure.surface,
        role=role,
        interval=_room_text(claim),
    )


def _fingerprint(rule: str, claims: Iterable[Claim]) -> str:
    """16 hex digits out of the rule and the sentences and figures alone, in the order of their
    texts, so that it outlives every edit of the text around them."""
    parts = sorted(
        (_plain(claim.document.text[slice(*claim.segment.span)]), _plain(claim.figure.surface))
        for claim in claims
    )
    joined = "\0".join([rule, *(text for part in parts for text in part)])
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


# ------------------------------------------------------------------------------ the arithmetic


def _room_text(claim: Claim) -> str:
    if claim.figure.quantity is None:
        return ""
    return interval_text(tolerance.of_figure(claim.figure), claim.figure.quantity.unit)


def interval_text(room: Interval, unit: str | None) -> str:
    """An interval in words: "34.5 to 35.5 mile", "more than 40", "at most 3"."""
    ends = [None if end is None else number_text(end) for end in (room.low, room.high)]
    low, high = ends
    if low is None and high is None:
        text = "any number"
    elif high is None:
        text = f"{'more than' if room.low_open else 'at least'} {low}"
    elif low is None:
        text = f"{'less than' if room.high_open else 'at most'} {high}"
    else:
        text = low if low == high else f"{low} to {high}"
    return f"{text} {unit}" if unit else text


def arithmetic(claims: Sequence[Claim]) -> str:
    """What each figure leaves room for, all in the unit of the last where they convert."""
    quantities = [claim.figure.quantity for claim in claims if claim.figure.quantity is not None]
    if len(quantities) < 2:
        return ""
    unit = quantities[-1].unit
    return "; ".join(_stands_for(claim, unit) for claim in claims if claim.figure.quantity)


def _stands_for(claim: Claim, unit: str | None) -> str:
    room = tolerance.of_figure(claim.figure)
    own = claim.figure.quantity.unit if claim.figure.quantity else None
    with suppress(UnitError):
        room, own = tolerance.converted(room, own, unit), unit
    return f"{' '.join(claim.figure.surface.split())} stands for {interval_text(room, own)}"
