"""Knowledge of the language, kept as YAML beside this module.

In: a lexicon's name. Out: its content as plain values, read once a process. A desk's own words are
added at the start by :func:`extend`, which ``checker.desk`` calls.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from checker.errors import LexiconError


@cache
def load(name: str) -> Any:
    """The lexicon ``name`` (``"units"`` for ``units.yml``) as plain Python values.

    Raises :class:`checker.errors.LexiconError` where the file is missing or no YAML.
    """
    _READ.add(name)
    return _OWN[name] if name in _OWN else shipped(name)


@cache
def shipped(name: str) -> Any:
    """The lexicon ``name`` as it ships, without what :func:`extend` put in its place.

    Raises as :func:`load` does.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        text = files(__package__).joinpath(f"{name}.yml").read_text(encoding="utf-8")
        return yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are the safe ones
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(f"{name}.yml: {error}") from error


@cache
def names(folder: str) -> tuple[str, ...]:
    """The lexicons in a folder (``"measures"``), as names for :func:`load`, in order."""
    _READ.add(folder)
    own = {name for name in _OWN if name.startswith(f"{folder}/")}
    return tuple(sorted({*shipped_names(folder), *own}))


@cache
def shipped_names(folder: str) -> tuple[str, ...]:
    """The lexicons in a folder that ship, as names for :func:`shipped`, in order."""
    inside = files(__package__).joinpath(folder).iterdir()
    stems = (each.name.removesuffix(".yml") for each in inside if each.name.endswith(".yml"))
    return tuple(f"{folder}/{stem}" for stem in sorted(stems))


def extend(contents: Mapping[str, Any]) -> None:
    """Put ``contents`` in the place of the lexicons of their names, or beside them, for as long as
    the process lives.

    This is the one thing here that changes, and it may change only once and before anything was
    read: modules make their tables of a lexicon when they first need it, and a table made earlier
    would not know. Raises :class:`checker.errors.LexiconError` where that is too late.
    """
    new = {name: content for name, content in contents.items() if _OWN.get(name) != content}
    late = sorted(name for name in new if {name, name.rpartition("/")[0]} & _READ)
    if late or (new and _OWN):
        what = ", ".join(late) or "the lexicon"
        raise LexiconError(f"{what}: extended too late: call it once, before anything is read")
    _OWN.update(new)


_OWN: dict[str, Any] = {}
_READ: set[str] = set()
