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
from typing import Any, NamedTuple

from checker import glob, tolerance
from checker.errors import RuleError, UnitError
from checker.expressions import AbstainError, View, calls, evaluate, fill, where_value
from checker.intervals import interval_text, room_of, room_text
from checker.judgements import order
from checker.model import Alignment, Claim, Condition, Finding, Mention, Rule
from checker.relations import RELATIONS

_LISTS = {
    name: frozenset(role.name for role in roles if role.many) for name, roles in RELATIONS.items()
}


def _lists(rule: Rule) -> frozenset[str]:
    """The roles of a rule that hold lists."""
    if rule.relation is not None:
        return frozenset(role.name for role in rule.relation.roles if role.many)
    return _LISTS.get(rule.given, frozenset())


class Abstention(NamedTuple):
    """A rule that looked at an alignment and could not decide, and why."""

    rule: str
    alignment: Alignment
    reason: str


class Verdicts(NamedTuple):
    """What became of all rules on all alignments. ``looked`` counts the pairs of a rule and an
    alignment that passed its ``where``; ``faults`` has one error for each rule that failed, in a
    way that its author has to mend."""

    findings: tuple[Finding, ...]
    abstentions: tuple[Abstention, ...]
    looked: int = 0
    faults: tuple[RuleError, ...] = ()


def judge(
    rules: Sequence[Rule],
    alignments: Sequence[Alignment],
    checked: Collection[str] | None = None,
    relative: Callable[[str], str] = str,
) -> tuple[Finding, ...]:
    """The findings of ``rules``, sorted by path, start and rule; see :func:`verdicts`.

    Raises :class:`checker.errors.RuleError` for the first rule that failed.
    """
    found = verdicts(rules, alignments, checked, relative)
    for fault in found.faults:
        raise fault
    return found.findings


def verdicts(
    rules: Sequence[Rule],
    alignments: Sequence[Alignment],
    checked: Collection[str] | None = None,
    relative: Callable[[str], str] = str,
) -> Verdicts:
    """The findings and abstentions of ``rules``.

    ``checked`` are the names of the documents under check, whose figures come first in a finding;
    ``None`` for all. ``relative`` turns a document's name into the path that a rule's ``paths`` are
    matched against. A rule that fails is named in ``faults`` and the others still run.
    """
    indexes: dict[str, _Index] = {}
    for relation in {rule.given for rule in rules if rule.enabled}:
        indexes[relation] = _Index([a for a in alignments if a.relation == relation])
    findings: list[Finding] = []
    abstentions: list[Abstention] = []
    faults: list[RuleError] = []
    looked = 0
    for rule in (rule for rule in rules if rule.enabled):
        index = indexes[rule.given]
        judged = _Judged(rule, checked)
        for place in index.matching(rule.where):
            alignment = index.alignments[place]
            if rule.paths and not _in_paths(rule, alignment, relative):
                continue
            looked += 1
            try:
                finding = judged.finding(alignment, index.roles(place, judged.lists))
            except AbstainError as unknown:
                abstentions.append(Abstention(rule.id, alignment, str(unknown)))
            except Exception as error:
                faults.append(_failed(rule, error))
                break
            else:
                findings += [finding] if finding else []
    return Verdicts(tuple(sorted(findings, key=order)), tuple(abstentions), looked, tuple(faults))


def _failed(rule: Rule, error: Exception) -> RuleError:
    """One line about a rule that failed: where it stands and what became of it."""
    place = rule.position if rule.decide else rule.when.position
    told = " ".join(f"{type(error).__name__}: {error}".split())
    return RuleError(
        f"{place.path}:{place.line}:{place.column}: rule '{rule.id}' failed: {told}",
        (place.path, place.line, place.column),
    )


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
        self._known: dict[str, dict[int, frozenset[str | None]]] = {}

    def matching(self, where: tuple[Condition, ...]) -> Sequence[int]:
        """The places of the alignments that satisfy every condition, in order."""
        if not where:
            return range(len(self.alignments))
        found: Sequence[int] = self._satisfying(where[0])
        for condition in where[1:]:
            # What one condition lets through is mostly little: only there the next slot is read.
            known, wanted = self._known.setdefault(condition.slot, {}), frozenset(condition.values)
            kept = []
            for place in found:
                values = known.get(place)
                if values is None:
                    values = known[place] = self._values(place, condition.slot)
                if _lets_through(condition, values, wanted):
                    kept.append(place)
            found = kept
        return found

    def _satisfying(self, condition: Condition) -> list[int]:
        wanted = frozenset(condition.values)
        return sorted(
            place
            for values, places in self._slot(condition.slot).items()
            if _lets_through(condition, values, wanted)
            for place in places
        )

    def _slot(self, name: str) -> dict[frozenset[str | None], list[int]]:
        """The places by the values that a slot takes: of all claims, or of one role's
        (``role.slot``)."""
        if name not in self._by_slot:
            table: dict[frozenset[str | None], list[int]] = defaultdict(list)
            for place in range(len(self.alignments)):
                table[self._values(place, name)].append(place)
            self._by_slot[name] = table
        return self._by_slot[name]

    def _values(self, place: int, name: str) -> frozenset[str | None]:
        """The values of a slot in one alignment."""
        role, _, slot = name.rpartition(".")
        return frozenset(
            [
                where_value(claim, slot)
                for member in self.alignments[place].members
                if not role or member.role == role
                for claim in member.claims
            ]
        )

    def roles(self, place: int, lists: frozenset[str]) -> dict[str, Any]:
        """What the roles of an alignment stand for in an expression: a view, or a tuple of views
        for those in ``lists``."""
        found = self._roles.get(place)
        if found is None:
            found = self._roles[place] = {
                member.role: tuple(self._view(claim) for claim in member.claims)
                if member.role in lists
                else self._view(member.claims[0])
                for member in self.alignments[place].members
                if member.claims or member.role in lists
            }
        return found

    def _view(self, claim: Claim) -> View:
        view = self._views.get(id(claim))
        if view is None:
            view = self._views[id(claim)] = View(claim)
        return view


def _lets_through(
    condition: Condition, values: frozenset[str | None], wanted: frozenset[str | None]
) -> bool:
    return not values & wanted if condition.negated else values <= wanted


class _Names(dict[str, Any]):
    """The names of a rule on one alignment: its roles and options, and its ``let`` names, which are
    reckoned when they are first needed."""

    def __init__(self, rule: Rule, names: dict[str, Any], calls: Any) -> None:
        super().__init__(names)
        self._let = rule.let
        self._calls = calls

    def __missing__(self, name: str) -> Any:
        for known, expression in self._let:
            if known == name:
                value = self[name] = evaluate(expression.source, self, self._calls)
                return value
        raise KeyError(name)


# --------------------------------------------------------------------------------- one finding


class _Judged:
    """A rule made ready to look at many alignments."""

    def __init__(self, rule: Rule, checked: Collection[str] | None) -> None:
        self.rule = rule
        self.lists = _lists(rule)
        self._checked = checked
        self._options = {option.name: option.value for option in rule.options}
        self._calls = calls(rule.functions) if rule.functions else None

    def finding(self, alignment: Alignment, roles: dict[str, Any]) -> Finding | None:
        """The finding, if any. Raises :class:`AbstainError` where that cannot be decided."""
        if self.rule.decide is not None:
            message = _said(self.rule.decide(**roles, **self._options))
            return None if message is None else self._made(alignment, message, None)
        names = roles | self._options
        if self.rule.let:
            names = _Names(self.rule, names, self._calls)
        if not evaluate(self.rule.when.source, names, self._calls):
            return None
        fix = fill(self.rule.fix.source, names, self._calls) if self.rule.fix else None
        return self._made(alignment, fill(self.rule.message.source, names, self._calls), fix)

    def _made(self, alignment: Alignment, message: str, fix: str | None) -> Finding:
        claims = [(member.role, claim) for member in alignment for claim in member.claims]
        if self._checked is not None:
            claims.sort(key=lambda pair: pair[1].document.name not in (self._checked or ()))
        return Finding(
            rule=self.rule.id,
            severity=self.rule.severity,
            message=message,
            fingerprint=_fingerprint(self.rule.id, [claim for _, claim in claims]),
            mentions=tuple(mention(role, claim) for role, claim in claims),
            grounds=alignment.grounds,
            arithmetic=arithmetic([claim for _, claim in claims]),
            fix=fix,
        )


def _said(returned: object) -> str | None:
    """What a rule in Python says: its message on one line, or ``None`` where it is silent."""
    if returned is None or returned is False:
        return None
    if not isinstance(returned, str) or not returned.strip():
        raise TypeError(f"it returned {returned!r} where a message, None or False is wanted")
    return " ".join(returned.split())


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
        interval=room_text(figure),
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
    if own == unit:
        room = room_of(claim.figure) or room
    else:
        with suppress(UnitError):
            room, own = tolerance.converted(room, own, unit), unit
    told = interval_text(room, own, claim.figure.kind)
    return f"{' '.join(claim.figure.surface.split())} stands for {told}"
