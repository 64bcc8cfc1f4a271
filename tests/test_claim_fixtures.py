"""The slots of claims, phenomenon by phenomenon: what a sentence says of its figure.

In: ``fixtures/claims/*.yml``. Out: every case reads as written there.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import checker
from checker.claims import claims as claims_of
from checker.figures import figures
from checker.model import Attribution, Claim, Period
from checker.segments import segments

FOLDER = Path(__file__).parent.parent / "fixtures" / "claims"
PUBLISHED = "2025-06-12"  # a Thursday


def _cases() -> list[tuple[str, str, str, str | None]]:
    return [
        (slot, text, figure, value)
        for path in sorted(FOLDER.glob("*.yml"))
        for slot, cases in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        for text, figure, value in cases
    ]


def _claim(text: str, figure: str) -> Claim:
    document = checker.document(text, name="a.md", published=PUBLISHED)
    found = claims_of(document, segments(document), figures(document))
    claims = [claim for claim in found if figure in claim.figure.surface]
    assert claims, f"no claim of {figure!r}: {[claim.figure.surface for claim in found]}"
    return claims[0]


def _value(claim: Claim, slot: str) -> str | None:
    found = getattr(claim, slot)
    if isinstance(found, Period):
        return f"{found.start or ''}..{found.end or ''}"
    if isinstance(found, Attribution):
        return found.speaker.rstrip(",")
    if found is None or isinstance(found, str | int):
        return None if found is None else str(found)
    value: str = found.value
    return value


@pytest.mark.parametrize(("slot", "text", "figure", "value"), _cases())
def test_the_slot_is_read_as_written(slot: str, text: str, figure: str, value: str | None) -> None:
    assert _value(_claim(text, figure), slot) == value


FILLER = "The town lies on a hill, and the road to it is steep. " * 12


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("Estrela won ten games, drew four and lost three.", "three", None),
        ("The fire brigade said 29 were fit for the road.", "29", None),
        ("Its tanks were old, and it lost three.", "three", "equipment_lost"),
        ("The yard took 70 tonnes of sand.", "70 tonnes", None),
        ("The blast killed three.", "three", "killed"),
        ("The plan fell by a margin of two.", "two", "vote_margin"),
    ],
)
def test_what_a_text_never_names_is_not_counted(text: str, figure: str, measure: str) -> None:
    assert _value(_claim(f"{text} {FILLER}", figure), "measure") == measure
