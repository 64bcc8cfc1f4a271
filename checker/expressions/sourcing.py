"""What rules ask of a figure and its sources.

In: the claims of a draft and of its sources, as ``View``s. Out: flags.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker import support
from checker.expressions.names import View


def bears_out(sources: Sequence[View], claim: View) -> bool:
    """True when one of the sources gives the claim's figure, or what may have been rounded to it.

    Units are converted; a bound ("more than 40") is borne out by what lies up to a quarter beyond
    it; dates and times have to agree in all that both have written. False for figures of two kinds.
    """
    return any(support.bears_out(each.claim.figure, claim.claim.figure) for each in sources)
