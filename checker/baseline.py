"""A baseline: the findings that were there before, so that only new ones count.

In: ``Finding``s, and the text of a baseline file. Out: the text of a new one; or which findings are
new, which are known, and which entries are stale.

A finding is known by its fingerprint, which is made of the rule and the sentences that take part,
and by how often it occurs: edits elsewhere do not revive an old one, and a second one like it is
new.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checker.errors import ConfigError
from checker.model import Finding, Suppressed

_VERSION = 1
_ANEW = "figcheck baseline write makes a new one"


@dataclass(frozen=True, slots=True)
class Entry:
    """``count`` findings with one fingerprint. ``rule`` and ``path``, where the first of them
    stood, are there for people, and to tell a stale entry from one of an article that was not
    read."""

    fingerprint: str
    rule: str
    path: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Compared:
    """The findings that count, those that the baseline knows, the entries that nothing was found
    for though their article was read, and what is left of the baseline without them."""

    new: tuple[Finding, ...]
    known: tuple[Suppressed, ...]
    stale: tuple[Entry, ...]
    left: tuple[Entry, ...]


def entries(findings: Iterable[Finding], relative: Callable[[str], str] = str) -> tuple[Entry, ...]:
    """The entries for all ``findings``. ``relative`` turns a path into the one that is written."""
    made: dict[str, Entry] = {}
    for finding in findings:
        path = relative(finding.mentions[0].path)
        entry = made.get(finding.fingerprint)
        made[finding.fingerprint] = (
            Entry(finding.fingerprint, finding.rule, path)
            if entry is None
            else replace(entry, count=entry.count + 1, path=min(path, entry.path))
        )
    return tuple(sorted(made.values(), key=lambda each: (each.path, each.rule, each.fingerprint)))


def compared(
    findings: Sequence[Finding],
    known: Iterable[Entry],
    read: Iterable[str],
) -> Compared:
    """Compare ``findings``, in their order, with the entries ``known``. ``read`` are the paths of
    the documents that were read, as the entries have them."""
    listed = tuple(known)
    open_counts = Counter({entry.fingerprint: entry.count for entry in listed})
    new, old = [], []
    for finding in findings:
        if open_counts[finding.fingerprint] > 0:
            open_counts[finding.fingerprint] -= 1
            old.append(Suppressed(finding, "external", "in the baseline"))
        else:
            new.append(finding)
    paths = frozenset(read)
    stale, left = [], []
    for entry in listed:
        gone = open_counts[entry.fingerprint] if entry.path in paths else 0
        if gone:
            stale.append(replace(entry, count=gone))
        if gone < entry.count:
            left.append(replace(entry, count=entry.count - gone))
    return Compared(tuple(new), tuple(old), tuple(stale), tuple(left))


def written(listed: Iterable[Entry]) -> str:
    """The entries as the text of a file, one a line, so that a diff shows what changed."""
    lines = ",\n".join(
        "    "
        + json.dumps(
            {"path": e.path, "rule": e.rule, "fingerprint": e.fingerprint, "count": e.count},
            ensure_ascii=False,
        )
        for e in sorted(listed, key=lambda each: (each.path, each.rule, each.fingerprint))
    )
    body = f"\n{lines}\n  " if lines else ""
    return f'{{\n  "version": {_VERSION},\n  "findings": [{body}]\n}}\n'


def read(text: str, path: str) -> tuple[Entry, ...]:
    """The entries in the text of the file ``path``.

    Raises :class:`checker.errors.ConfigError` for a text that is no baseline.
    """
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"{path}:{error.lineno}:{error.colno}"
        raise ConfigError(f"{place}: no baseline: {error.msg}; {_ANEW}") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: no baseline: {error}; {_ANEW}") from error
    if not isinstance(whole, dict) or whole.get("version") != _VERSION:
        raise ConfigError(f"{path}: no baseline of this version; {_ANEW}")
    listed = whole.get("findings")
    made = [_entry(each) for each in listed] if isinstance(listed, list) else [None]
    if None in made:
        raise ConfigError(
            f"{path}: findings must have a path, a rule, a fingerprint and a count; {_ANEW}"
        )
    return tuple(each for each in made if each is not None)


def _entry(table: Any) -> Entry | None:
    if not isinstance(table, dict):
        return None
    texts = [table.get(key) for key in ("fingerprint", "rule", "path")]
    count = table.get("count")
    if not all(isinstance(each, str) for each in texts):
        return None
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        return None
    fingerprint, rule, path = map(str, texts)
    return Entry(fingerprint, rule, path, count)
