"""A rule that takes what is no role."""

import checker


@checker.rule(id="takes-a-stranger", given="same", severity="error", summary="Takes a stranger.")
def takes_a_stranger(aa: checker.View) -> None:
    """It takes what the relation does not have."""
