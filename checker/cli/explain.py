"""``figcheck explain``: show what was read at a place, and why it was or was not compared.

In: a path with a line, and the documents to compare with. Out: text, and the exit status.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from checker.cli import FAILED, OK, completing
from checker.cli.reading import DEBUG, Inputs
from checker.cli.rule_files import configured, current_config, from_here
from checker.cli.running import complain
from checker.cli.writing import emit
from checker.errors import UsageError
from checker.explain import Explained, Look
from checker.explain import explain as explained
from checker.model import Claim, Document, Verdict
from checker.terminal import visible

_PLACE = re.compile(r"(.+?):(\d{1,9})(?::(\d{1,9}))?")
_SHOWN = 3
"""So many of the claims that one veto kept apart are named."""


@click.command(epilog="Example: figcheck explain drafts/harbour.md:12")
@click.argument("place", metavar="PATH:LINE[:COLUMN]", shell_complete=completing.files)
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=completing.files)
@click.option(
    "--rules",
    "rule_paths",
    multiple=True,
    metavar="PATH",
    shell_complete=completing.files,
    help="Rules to add.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="ID",
    shell_complete=completing.rule_ids,
    help="Tell of this rule alone; repeatable.",
)
@click.option(
    "--config",
    "config_file",
    metavar="FILE",
    shell_complete=completing.files,
    help="Take this configuration file.",
)
@DEBUG
def explain(place: str, paths: tuple[str, ...], **given: Any) -> int:
    """Explain a figure: what was read, what it leaves room for, what it was compared with, and what
    each rule made of it.

    It is compared with the other articles of its story in the paths, or in its own folder and in
    the configured corpus.
    """
    match = _PLACE.fullmatch(place)
    if match is None:
        raise UsageError(f"{place}: write a path and a line, as in drafts/harbour.md:12")
    path, line, column = match[1], int(match[2]), int(match[3]) if match[3] else None
    if not Path(path).is_file():
        raise UsageError(f"{path}: no such file")
    config = current_config(given["config_file"]).with_options(
        rule_paths=given["rule_paths"], select=given["select"]
    )
    rules, broken = configured(config)
    for fault in broken:
        complain(fault)
    beside = paths or (str(Path(path).parent), *map(from_here, config.corpus))
    inputs = Inputs((path, *beside), empty=True)
    documents = _once(inputs)
    here = next((d for d in documents if Path(d.name).resolve() == Path(path).resolve()), None)
    if here is None:
        return FAILED
    found = explained(documents, rules, here, (line, column), grouping=config.story)
    shown = [*_others(here, line, column, found), *(text for one in found for text in _told(one))]
    if not shown:
        shown = [f"{path}:{line}: no figure was read here"]
    emit("".join(f"{visible(text)}\n" for text in shown))
    return FAILED if inputs.faults or broken else OK


def _once(inputs: Iterable[Document]) -> tuple[Document, ...]:
    """Each document once, though its path and its folder may both be given."""
    return tuple({Path(each.name).resolve(): each for each in inputs}.values())


def _others(
    document: Document, line: int, column: int | None, found: tuple[Explained, ...]
) -> Iterator[str]:
    """Figures of the line that are read so that nobody takes them for quantities."""
    from checker.figures import figures

    spans = {one.claim.figure.span for one in found}
    for figure in figures(document):
        inside = column is None or figure.column <= column < figure.column + len(figure.surface)
        if figure.line == line and figure.span not in spans and inside:
            yield f'{document.name}:{line}:{figure.column} "{_text(figure.surface)}"'
            yield f"  read as {figure.kind.value}, which is never compared"


def _told(one: Explained) -> Iterator[str]:
    figure = one.claim.figure
    yield f'{_at(one.claim)} "{_text(figure.surface)}"'
    parts = [figure.kind.value, figure.modifier.value]
    parts += [part for part in (figure.quantity and figure.quantity.unit, figure.noun) if part]
    yield f"  read as {', '.join(parts)} (pattern {figure.pattern})"
    if one.room:
        yield f"  leaves room for {one.room}"
    for name, value in one.facets:
        yield f"  {name}: {value}"
    known = {name for name, _ in one.facets}
    unknown = [name for name in ("measure", "entity", "place", "period") if name not in known]
    if unknown:
        yield f"  unknown: {', '.join(unknown)}"
    yield "  compared with other figures:"
    yield from _comparisons(one)
    yield "  rules:"
    yield from _looks(one.looks)


def _comparisons(one: Explained) -> Iterator[str]:
    """Each claim that is the same, or might be; those that a veto kept apart by veto."""
    apart: dict[str, list[Claim]] = defaultdict(list)
    for each in one.compared:
        verdict = each.comparison.verdict
        if verdict is Verdict.DIFFERENT:
            apart["; ".join(each.comparison.vetoes)].append(each.claim)
            continue
        grounds = "; ".join(each.comparison.grounds) or "nothing agrees"
        missing = f"; unknown: {', '.join(each.unknown)}" if each.unknown else ""
        word = "the same" if verdict is Verdict.SAME else "undecided"
        yield f"    {_named(each.claim)} {word}: {grounds}{missing}"
    for veto, claims in apart.items():
        more = f" and {len(claims) - _SHOWN} more" if len(claims) > _SHOWN else ""
        named = ", ".join(_named(claim) for claim in claims[:_SHOWN])
        yield f"    different ({veto}): {named}{more}"
    if one.unlike:
        yield f"    different (another dimension): {one.unlike}"
    if not one.compared and not one.unlike:
        yield "    there are none"


def _looks(looks: tuple[Look, ...]) -> Iterator[str]:
    idle: dict[str, list[str]] = defaultdict(list)
    for look in looks:
        if look.outcome == "does not look":
            idle[look.detail].append(look.rule)
            continue
        beside = (
            f" beside {', '.join(_named(claim) for claim in look.others)}" if look.others else ""
        )
        detail = f": {look.detail}" if look.detail else ""
        yield f"    {look.rule} {look.outcome}{beside}{detail}"
    for reason, rules in idle.items():
        yield f"    {reason}: {', '.join(dict.fromkeys(rules))}"


def _named(claim: Claim) -> str:
    return f'{_at(claim)} "{_text(claim.figure.surface)}"'


def _at(claim: Claim) -> str:
    return f"{claim.document.name}:{claim.figure.line}:{claim.figure.column}"


def _text(surface: str) -> str:
    return " ".join(surface.split())
