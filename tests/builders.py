"""Claims and alignments made by hand, so that rules are tested without the stages before them.

In: texts with figures, and what each figure is. Out: ``Claim``s and ``Alignment``s.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from checker.model import (
    Alignment,
    Attribution,
    Block,
    Claim,
    Document,
    Figure,
    Form,
    Kind,
    Member,
    Modality,
    Modifier,
    Moment,
    Period,
    Quantity,
    Role,
    Segment,
    Slot,
    Span,
)

_WRITTEN = re.compile(
    r"(?:(about|nearly|just-over|more-than|at-least|less-than|at-most) )?"
    r"(-?[\d,.]+)(?:-([\d,.]+))?(?: (.+))?"
)


def number(text: str) -> tuple[Decimal, Decimal]:
    """A written number and the place of its last digit."""
    plain = Decimal(text.replace(",", ""))
    exponent = plain.as_tuple().exponent
    assert isinstance(exponent, int)
    return plain, Decimal(1).scaleb(min(exponent, 0))


def figure(written: str, **given: Any) -> Figure:
    """A figure from "about 40 kilometer": hedge, number or range, and a pint unit."""
    match = _WRITTEN.fullmatch(written)
    assert match is not None, written
    low, step = number(match[2])
    high = number(match[3])[0] if match[3] else low
    values: dict[str, Any] = {
        "path": "a.md",
        "line": 1,
        "column": 1,
        "span": Span(0, len(written)),
        "surface": written,
        "kind": Kind.MEASURE if match[4] else Kind.COUNT,
        "pattern": "test",
        "quantity": Quantity(low, high, step, match[4]),
        "modifier": Modifier(match[1] or "exactly"),
        "form": Form.RANGE if match[3] else Form.POINT,
    }
    return Figure(**(values | given))


def moment(written: str, **given: Any) -> Figure:
    """A date as a figure: "2024-03-14", with ``weekday=1`` for what the text says it was."""
    year, month, day = (int(part) if part.strip("?") else None for part in written.split("-"))
    found = Moment(year, month, day, given.pop("weekday", None))
    return Figure(
        "a.md", 1, 1, Span(0, len(written)), written, Kind.DATE, "test", moment=found, **given
    )


def document(text: str = "", name: str = "a.md", **given: Any) -> Document:
    """A document of one paragraph."""
    block = Block(Span(0, len(text)), given.pop("role", Role.BODY))
    return Document(name, text, text, (block,), **given)


def claim(of: Figure | str, text: str | None = None, **given: Any) -> Claim:
    """A claim about a figure that stands in ``text``, or is all of it. Slots are given as words, a
    speaker as ``speaker``, a document's source, date and name as ``source``, ``published``,
    ``name``."""
    made = figure(of) if isinstance(of, str) else of
    text = made.surface if text is None else text
    start = text.index(made.surface)
    placed = Figure(
        **{name: getattr(made, name) for name in Figure.__dataclass_fields__}
        | {"span": Span(start, start + len(made.surface)), "column": start + 1}
    )
    role = given.pop("role", Role.BODY)
    about = {key: given.pop(key) for key in ("name", "source", "published") if key in given}
    speaker = given.pop("speaker", None)
    slots = {
        key: Slot(value, value, Span(0, 0)) if isinstance(value, str) else value
        for key, value in given.items()
    }
    return Claim(
        placed,
        document(text, role=role, **about),
        Segment(Span(0, len(text)), role, 0),
        attribution=Attribution(speaker, speaker.lower(), "said", Span(0, 0)) if speaker else None,
        **slots,
    )


def align(relation: str, **roles: Claim | tuple[Claim, ...]) -> Alignment:
    """An alignment, its roles in the order given."""
    members = tuple(
        Member(role, claims if isinstance(claims, tuple) else (claims,))
        for role, claims in roles.items()
    )
    return Alignment(relation, members, ("the test says so",))


__all__ = ["Modality", "Period", "align", "claim", "date", "document", "figure", "moment", "number"]
