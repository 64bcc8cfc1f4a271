"""The roles of every relation: what a rule's ``given`` binds.

In: nothing. Out: ``RELATIONS``, from a relation's name to its roles in the order in which a finding
shows them. This is the one place where they are listed; the relations themselves, which find the
claims for the roles, are in ``alignment``. A rule author's own relation is a ``Relation`` value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from checker.errors import RuleError

if TYPE_CHECKING:
    from checker.model import Alignment, Claim


class RoleOf(NamedTuple):
    """A role of a relation. ``many`` roles hold a list of claims, the others exactly one."""

    name: str
    many: bool = False


class Relation(NamedTuple):
    """A relation of a rule author's own. ``find`` takes the claims of one story, those of each
    document in the order of its text, and returns those that belong together."""

    name: str
    roles: tuple[RoleOf, ...]
    find: Callable[[tuple[Claim, ...]], Iterable[Alignment]]


def related(relation: Relation, claims: tuple[Claim, ...]) -> tuple[Alignment, ...]:
    """What a rule author's relation finds in the claims of one story.

    Raises :class:`checker.errors.RuleError`, with the relation's name, where it raises anything or
    returns what is no alignment of its own.
    """
    many = {role.name: role.many for role in relation.roles}
    try:
        found = tuple(relation.find(claims))
        for alignment in found:
            if alignment.relation != relation.name:
                raise ValueError(f"it made an alignment of '{alignment.relation}'")
            for member in alignment.members:
                if member.role not in many:
                    raise ValueError(f"it has no role '{member.role}'")
                if len(member.claims) != 1 and not many[member.role]:
                    raise ValueError(f"'{member.role}' holds one claim, not {len(member.claims)}")
    except Exception as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())
        raise RuleError(f"relation '{relation.name}' failed: {told}") from error
    return found


RELATIONS = MappingProxyType(
    {
        "claim": (RoleOf("c"),),
        "conversion": (RoleOf("stated"), RoleOf("converted")),
        "parts": (RoleOf("whole"), RoleOf("parts", many=True)),
        "portions": (RoleOf("whole"), RoleOf("parts", many=True)),
        "balance": (
            RoleOf("before"),
            RoleOf("came", many=True),
            RoleOf("went", many=True),
            RoleOf("after"),
        ),
        "change": (RoleOf("before"), RoleOf("after"), RoleOf("change")),
        "share": (RoleOf("part"), RoleOf("whole"), RoleOf("share")),
        "limits": (RoleOf("least"), RoleOf("most")),
        "product": (RoleOf("factors", many=True), RoleOf("total")),
        "span": (RoleOf("start"), RoleOf("end"), RoleOf("length")),
        "itemised": (RoleOf("count"), RoleOf("items")),
        "repeat": (RoleOf("a"), RoleOf("b")),
        "headline": (RoleOf("headline"), RoleOf("body")),
        "support": (RoleOf("claim"), RoleOf("sources", many=True)),
        "place-distance": (RoleOf("c"),),
        "border-distance": (RoleOf("c"),),
        "same": (RoleOf("a"), RoleOf("b")),
        "proportion": (RoleOf("part"), RoleOf("whole"), RoleOf("share")),
        "beginning": (RoleOf("a"), RoleOf("b")),
        "series": (RoleOf("earlier"), RoleOf("later")),
        "reference": (RoleOf("claim"), RoleOf("known")),
    }
)
