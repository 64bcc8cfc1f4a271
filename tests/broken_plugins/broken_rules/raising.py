"""A rule and a relation that raise, and a rule that returns what is no message."""

from __future__ import annotations

from typing import Any

import checker


@checker.rule(id="always-raises", given="claim", severity="error", summary="Raises.")
def always_raises(c: checker.View) -> str:
    """It divides by nothing."""
    return str(1 / 0)


@checker.rule(id="returns-a-number", given="claim", severity="error", summary="Returns a number.")
def returns_a_number(c: checker.View) -> Any:
    """It returns what is no message."""
    return 5


@checker.relation(name="torn", roles=("one",))
def torn(claims: tuple[checker.Claim, ...]) -> list[checker.Alignment]:
    """It knows no claims."""
    raise LookupError("no\nclaims")


@checker.rule(id="on-a-torn-relation", given=torn, severity="error", summary="Never looks.")
def on_a_torn_relation(one: checker.View) -> str:
    """It never gets to see a figure."""
    return "seen"
