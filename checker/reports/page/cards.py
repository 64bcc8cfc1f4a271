"""What is known of each figure, for the card that the page shows beside it.

In: an ``Index`` and figures. Out: plain values, which go into the page as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from checker.intervals import room_text
from checker.model import Claim, Figure, Modality, Modifier, Period
from checker.reports.page.index import Index, place
from checker.reports.page.wording import day, shown
from checker.sheet import source_name
from checker.tolerance import reason

_FACETS = (
    ("measure", "measures"),
    ("entity", "of"),
    ("counterpart", "to"),
    ("place", "where"),
    ("scope", "scope"),
    ("statistic", "statistic"),
)
_SHORT = 400


def cards(figures: Iterable[Figure], index: Index) -> list[dict[str, Any]]:
    """A card for each figure, in the order of their numbers: ``t`` as written, ``k`` its kind and
    how it is bounded, ``i`` what it leaves room for and ``y`` why, ``c`` the facets of its claim,
    ``a`` its article, ``s`` its source, ``m`` its measure, ``f`` its findings, ``r`` its row, ``o``
    the other figures of its findings. What is empty is left out."""
    return [_card(figure, index) for figure in figures]


def _card(figure: Figure, index: Index) -> dict[str, Any]:
    where = place(figure)
    claim = index.claims.get(where)
    found = index.findings_at([where])
    made: dict[str, Any] = {
        "t": shown(figure.surface)[:_SHORT],
        "k": _kind(figure),
        "a": index.articles[figure.path],
        "f": list(found),
        "r": index.rows.get(where, 0),
        "o": _others(where, found, index),
    }
    if claim is not None:
        made["s"] = index.sources[source_name(claim.document)]
        made["c"] = list(_facets(claim))
        if claim.measure is not None:
            made["m"] = index.measure(claim.measure.value)
    if figure.quantity is not None and figure.kind.is_quantity:
        made["i"] = room_text(figure)
        made["y"] = reason(figure)
    return {key: value for key, value in made.items() if value}


def _kind(figure: Figure) -> str:
    parts = [figure.kind.value.replace("-", " ")]
    if figure.modifier is not Modifier.EXACTLY:
        parts.append(figure.modifier.value.replace("-", " "))
    if not figure.kind.is_quantity:
        parts.append("not compared")
    return ", ".join(parts)


def _others(where: tuple[str, int], found: tuple[int, ...], index: Index) -> list[int]:
    mentions = [m for number in found for m in index.findings[number - 1].mentions]
    numbers = {index.mention(m) for m in mentions if (m.path, m.start) != where}
    return sorted(number for number in numbers if number is not None)


def _facets(claim: Claim) -> Iterable[tuple[str, str]]:
    if claim.figure.noun is not None:
        yield "counts", shown(claim.figure.noun)
    for name, told in _FACETS:
        slot = getattr(claim, name)
        if slot is not None:
            words = slot.value if name in ("measure", "statistic") else slot.surface
            yield told, shown(words.replace("_", " "))[:_SHORT]
    if claim.period is not None:
        yield "when", _days(claim.period)
    if claim.modality is not Modality.ASSERTED:
        yield "said as", claim.modality.value
    if claim.attribution is not None:
        yield "says", shown(claim.attribution.speaker)[:_SHORT]
    else:
        yield "says", f"{shown(source_name(claim.document))}, in its own voice"


def _days(period: Period) -> str:
    ends = [day(end) for end in (period.start, period.end)]
    if period.start is None or period.end is None:
        return f"until {ends[1]}" if period.end else f"from {ends[0]}"
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
