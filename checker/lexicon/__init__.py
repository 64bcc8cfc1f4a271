"""Knowledge of the language, kept as YAML beside this module.

In: a lexicon's name. Out: its content as plain values, read once a process. A desk's own words are
added at the start by :func:`extend`, which ``checker.desk`` calls. Reading YAML takes longer than
all else at the start: a store named by :func:`use` spares it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from checker.errors import LexiconError

if TYPE_CHECKING:
    from checker.cache import Cache


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
    try:
        data = files(__package__).joinpath(f"{name}.yml").read_bytes()
    except OSError as error:
        raise LexiconError(f"{name}.yml: {error}") from error
    if not _STORES:
        return _parsed(name, data)
    from checker.cache import digest

    key = digest(data)
    found = _STORES[-1].get("lexicon", key)
    if found is None:
        found = _parsed(name, data)
        if _same_in_json(found):
            _STORES[-1].put("lexicon", key, found)
    return found


def _parsed(name: str, data: bytes) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(data.decode("utf-8"), Loader=loader)  # noqa: S506 - the safe ones
    except (ValueError, yaml.YAMLError) as error:
        raise LexiconError(f"{name}.yml: {error}") from error


def _same_in_json(value: Any) -> bool:
    """False for what JSON would change, such as keys that are numbers."""
    import json

    try:
        return bool(json.loads(json.dumps(value)) == value)
    except (TypeError, ValueError):
        return False


def kept(name: str, make: Callable[[], Any]) -> Any:
    """What ``make`` makes of the lexicons, a value that JSON can hold, out of the store where it
    was made before. ``name`` is its own. A desk's own words are never kept."""
    if not _STORES or _OWN:
        return make()
    found = _STORES[-1].get("made", name)
    if found is None:
        found = make()
        _STORES[-1].put("made", name, found)
    return found


def use(store: Cache | None) -> None:
    """Look in ``store`` before YAML is read, from now on; ``None`` for no store. What is loaded is
    the same either way."""
    _STORES[:] = [store] if store is not None else []


@cache
def names(folder: str) -> tuple[str, ...]:
    """The lexicons in a folder (``"measures"``), as names for :func:`load`, in order."""
    _READ.add(folder)
    return tuple(sorted({*shipped_names(folder), *added(folder)}))


def added(folder: str) -> tuple[str, ...]:
    """The lexicons in a folder that :func:`extend` put there, as names for :func:`load`."""
    return tuple(sorted(name for name in _OWN if name.startswith(f"{folder}/")))


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


_STORES: list[Cache] = []
_OWN: dict[str, Any] = {}
_READ: set[str] = set()
