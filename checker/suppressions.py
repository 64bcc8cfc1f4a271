"""Suppressions in the text: which findings an editor has looked at and let stand.

In: ``Finding``s, and the ``Document``s with their comments. Out: the findings that count, those
that do not, and a finding for each suppression that is wrong or has no effect.

    <!-- figcheck: ignore[distance-disagrees] by road, not by air -->   the next block
    <!-- figcheck: ignore-start[rule, other-rule] why -->               from here
    <!-- figcheck: ignore-end -->                                       to here
    <!-- figcheck: ignore-file why -->                                  the whole article
    figcheck: {ignore: [distance-disagrees], reason: why}               the same, in front matter

Without a rule in brackets all rules are meant.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checker.errors import suggestion
from checker.model import (
    Block,
    Document,
    Expression,
    Finding,
    Mention,
    Position,
    Rule,
    Severity,
    Span,
    Suppressed,
)
from checker.patterns import lazy

_ID = "unused-suppression"
_HERE = Position(_ID, 1, 1)

RULE = Rule(
    id=_ID,
    summary="A suppression is wrong or has no effect.",
    why=(
        "A comment that suppresses findings but names no rule of that name, gives no reason where "
        "the configuration asks for one, or is not closed, is reported. So is one that suppresses "
        "nothing, as a note: what it was for may have been mended, and it would hide the next "
        "slip.\n"
    ),
    severity=Severity.WARNING,
    given="claim",
    when=Expression("False", _HERE),
    message=Expression("the suppression has no effect", _HERE),
    position=_HERE,
)
"""It stands among the rules so that it can be ignored or be given another severity. It is never
evaluated: nothing of what it looks at is a claim."""

_KINDS = ("ignore", "ignore-start", "ignore-end", "ignore-file")
_COMMENT = lazy(
    r"<!--\s*+figcheck\s*+(:?)\s*+([\w-]{1,40})\s*"
    r"(?:\[([^\]]{0,1000})\])?(?:[ \t\r\n]*)(.{0,1000}?)\s*-->",
    re.DOTALL,
)
_ANY_COMMENT = lazy(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Policy:
    """How suppressions are taken. ``rule`` is :data:`RULE` as the configuration has it, ``None``
    where it does not run; ``known`` are the ids of all rules, whether or not they run (``None``:
    those that run); with ``reasons`` a suppression without one does not count."""

    rule: Rule | None = RULE
    known: frozenset[str] | None = None
    reasons: bool = False


DEFAULT = Policy()


@dataclass(frozen=True, slots=True)
class Suppression:
    """One suppression: where it is written, the stretch of the document that it covers, the rules
    it names (none for all) and its reason. ``fault`` says what is wrong with it."""

    span: Span
    covers: Span
    rules: tuple[str, ...] = ()
    reason: str = ""
    fault: str = ""

    def meets(self, finding: Finding, document: Document) -> bool:
        """True where the finding is of its rules and has a figure in its stretch."""
        return (not self.rules or finding.rule in self.rules) and any(
            mention.path == document.name and self.covers.start <= mention.start < self.covers.end
            for mention in finding.mentions
        )


def read(document: Document) -> tuple[Suppression, ...]:
    """The suppressions of a document, in the order of its text."""
    text = document.original
    if "figcheck" not in text:
        return ()
    found = [*_front_matter(document)]
    opened: list[Suppression] = []
    for comment in _COMMENT.finditer(text):
        kind, names, reason = comment[2], comment[3], " ".join(comment[4].split())
        if not comment[1] and kind not in _KINDS:
            continue  # a remark that begins with our name
        span = Span(*comment.span())
        rules = tuple(name for name in re.split(r"[\s,]+", names or "") if name)
        made = Suppression(span, Span(span.end, len(text)), rules, reason)
        if not comment[1]:
            fault = f"a colon is missing: write figcheck: {kind}"
            found.append(replace(made, covers=Span(0, 0), fault=fault))
        elif kind not in _KINDS:
            fault = f"figcheck: {kind}: no such suppression{suggestion(kind, _KINDS)}"
            found.append(replace(made, covers=Span(0, 0), fault=fault))
        elif kind == "ignore-file":
            found.append(replace(made, covers=Span(0, len(text))))
        elif kind == "ignore":
            found.append(replace(made, covers=_next_block(document, span)))
        elif kind == "ignore-start":
            opened.append(made)
        elif opened:
            begun = opened.pop()
            found.append(replace(begun, covers=Span(begun.span.end, span.start)))
        else:
            fault = "ignore-end without an ignore-start above it"
            found.append(replace(made, covers=Span(0, 0), fault=fault))
    found += [replace(one, fault="ignore-start without an ignore-end below it") for one in opened]
    return tuple(sorted(found, key=lambda each: each.span))


def applied(
    findings: Sequence[Finding],
    documents: Sequence[Document],
    ran: Collection[str],
    policy: Policy = DEFAULT,
    checked: Collection[str] | None = None,
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """The findings that count, with those about suppressions; and those that are suppressed.

    ``ran`` are the ids of the rules that ran: a suppression of another is not called unused.
    ``checked`` are the names of the documents whose suppressions are reported on, ``None`` for all.
    """
    kept, told = list(findings), list[Finding]()
    suppressed: list[Suppressed] = []
    for document in documents:
        for one in read(document):
            used: set[str] = set()
            if one.reason or not policy.reasons:
                used = {s.finding.rule for s in suppressed if one.meets(s.finding, document)}
                left = []
                for finding in kept:
                    if one.meets(finding, document):
                        suppressed.append(Suppressed(finding, "inSource", one.reason))
                        used.add(finding.rule)
                    else:
                        left.append(finding)
                kept = left
            if checked is None or document.name in checked:
                told += _reported(one, document, used, ran, policy)
    return (*kept, *told), tuple(suppressed)


def _reported(
    one: Suppression, document: Document, used: set[str], ran: Collection[str], policy: Policy
) -> Iterator[Finding]:
    """What there is to say about one suppression: the first fault of it, or that it is unused."""
    if policy.rule is None:
        return
    known = frozenset(ran) if policy.known is None else policy.known
    unknown = [name for name in one.rules if name not in known]
    first = one.reason.partition(" ")[0].strip("():,")
    if one.fault:
        yield _finding(policy.rule, policy.rule.severity, document, one, one.fault)
    elif not one.rules and first in known:
        fault = f"all rules are meant, not {first}: a rule stands in square brackets, [{first}]"
        yield _finding(policy.rule, policy.rule.severity, document, one, fault)
    elif unknown:
        name = unknown[0]
        fault = f"unknown rule '{name}'{suggestion(name, known)}"
        yield _finding(policy.rule, policy.rule.severity, document, one, fault)
    elif policy.reasons and not one.reason:
        fault = "a suppression needs a reason: write it after the rule, and it will count"
        yield _finding(policy.rule, policy.rule.severity, document, one, fault)
    else:
        idle = [name for name in one.rules if name in ran and name not in used]
        if idle or not (one.rules or used):
            what = f" of {', '.join(idle)}" if idle else ""
            note = f"there is no finding{what} to suppress: remove it"
            yield _finding(policy.rule, Severity.NOTE, document, one, note)


def _next_block(document: Document, comment: Span) -> Span:
    """The block that the comment stands in, or else the next one; of a table, all its cells."""
    for place, block in enumerate(document.blocks):
        if block.span.end > comment.start and not _empty(document, block):
            return _whole(document.blocks[place:])
    return Span(0, 0)


def _empty(document: Document, block: Block) -> bool:
    """True for a block of comments only, as plain text has them."""
    return not _ANY_COMMENT.sub("", document.original[slice(*block.span)]).strip()


def _whole(blocks: Sequence[Block]) -> Span:
    first = last = blocks[0]
    for block in blocks:
        if first.cell is None or block.cell is None or block.cell.table != first.cell.table:
            break
        last = block
    return Span(first.span.start, last.span.end)


def _front_matter(document: Document) -> Iterator[Suppression]:
    from checker.documents.front_matter import read as read_matter

    text = document.original
    end = read_matter(text, document.name).end
    if "figcheck" not in text[:end]:
        return
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    start = text.index("-") + len("---")
    inside = text[start:end].rstrip().rstrip("-.")
    root: Any = yaml.compose(inside, Loader=loader)
    for key, value in _pairs(root):
        if key != "figcheck":
            continue
        span = Span(start + value.start_mark.index, start + value.end_mark.index)
        entries = dict(_pairs(value))
        rules = _names(entries.get("ignore"))
        reason = getattr(entries.get("reason"), "value", "")
        whole = Span(0, len(text))
        made = Suppression(span, whole, rules or (), reason if isinstance(reason, str) else "")
        if not rules or set(entries) - {"ignore", "reason"}:
            fault = "figcheck in front matter must be {ignore: [rule, ...], reason: text}"
            made = replace(made, covers=Span(0, 0), fault=fault)
        yield made


def _pairs(node: Any) -> Iterable[tuple[str, Any]]:
    value = getattr(node, "value", None)
    if getattr(node, "id", "") != "mapping" or not isinstance(value, list):
        return []
    return [(str(key.value), each) for key, each in value]


def _names(node: Any) -> tuple[str, ...] | None:
    value = getattr(node, "value", None)
    if getattr(node, "id", "") != "sequence" or not isinstance(value, list):
        return None
    names = [getattr(each, "value", None) for each in value]
    return tuple(n for n in names if isinstance(n, str)) if all(names) else None


def _finding(
    rule: Rule, severity: Severity, document: Document, one: Suppression, message: str
) -> Finding:
    text, (start, end) = document.original, one.span
    surface = text[start:end]
    print_of = hashlib.sha256(f"{rule.id}\0{' '.join(surface.split())}".encode()).hexdigest()
    return Finding(
        rule=rule.id,
        severity=severity,
        message=message,
        fingerprint=print_of[:16],
        mentions=(
            Mention(
                path=document.name,
                line=text.count("\n", 0, start) + 1,
                column=start - text.rfind("\n", 0, start),
                end_line=text.count("\n", 0, end) + 1,
                end_column=end - text.rfind("\n", 0, end),
                start=start,
                end=end,
                surface=surface,
                role="suppression",
            ),
        ),
    )
