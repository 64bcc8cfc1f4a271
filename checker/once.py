"""What is asked of one thing again and again, and answered once.

In: a function of a claim, a figure or the like, which never change. Out: the same, which keeps its
answers.

A claim of a story of twenty articles is held against hundreds of others, and what its own words say
stays the same. Things are told apart by identity: to compare two by all that they hold takes longer
than most questions. When a story is judged, nothing is asked of its claims any more: whoever judges
it lets the answers go, and with them the story.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

_K = TypeVar("_K")
_T = TypeVar("_T")

_MOST = 1 << 14
"""So many answers are kept of each question: more than a story has claims."""


_ALL: list[dict[int, tuple[Any, Any]]] = []
"""The answers to every question; questions are made when their module is loaded."""


def once(question: Callable[[_K], _T]) -> Callable[[_K], _T]:
    """``question``, answered once for each thing."""
    known: dict[int, tuple[_K, _T]] = {}
    _ALL.append(known)

    @wraps(question)
    def asked(thing: _K) -> _T:
        try:
            return known[id(thing)][1]
        except KeyError:
            pass
        answer = question(thing)
        if len(known) >= _MOST:
            known.clear()
        # The thing is kept with the answer, so that no other one gets its number meanwhile.
        known[id(thing)] = thing, answer
        return answer

    return asked


def forget() -> None:
    """Let go of all answers, and of the things that were asked about."""
    for known in _ALL:
        known.clear()
