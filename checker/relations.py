"""The roles of every relation: what a rule's ``given`` binds.

In: nothing. Out: ``RELATIONS``, from a relation's name to its roles in the order in which a finding
shows them. This is the one place where they are listed; the relations themselves, which find the
claims for the roles, are in ``alignment``. A rule author's own relation is a ``Relation`` value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from checker.model import Alignment, Claim


class RoleOf(NamedTuple):
    """A role of a relation. ``many`` roles hold a list of claims, the others exactly one."""

    name: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a rule author's own. ``find`` takes the claims of one story, those of each
    document in the order of its text, and returns those that belong together."""

    name: str
    roles: tuple[RoleOf, ...]
    find: Callable[[tuple[Claim, ...]], Iterable[Alignment]]


RELATIONS = MappingProxyType(
    {
        "claim": (RoleOf("c"),),
        "conversion": (RoleOf("stated"), RoleOf("converted")),
        "parts": (RoleOf("whole"), RoleOf("parts", many=True)),
        "change": (RoleOf("before"), RoleOf("after"), RoleOf("change")),
        "share": (RoleOf("part"), RoleOf("whole"), RoleOf("share")),
        "product": (RoleOf("factors", many=True), RoleOf("total")),
        "span": (RoleOf("start"), RoleOf("end"), RoleOf("length")),
        "headline": (RoleOf("headline"), RoleOf("body")),
        "support": (RoleOf("claim"), RoleOf("sources", many=True)),
        "same": (RoleOf("a"), RoleOf("b")),
        "series": (RoleOf("earlier"), RoleOf("later")),
        "reference": (RoleOf("claim"), RoleOf("known")),
    }
)
