"""Knowledge of the language, kept as YAML beside this module.

In: a lexicon's name. Out: its content as plain values, read once a process. A desk's own words are
added at the start by :func:`extend`, which ``checker.desk`` calls. Reading YAML takes longer than
all else at the start: a wheel has all of it as JSON too, and a store named by :func:`use` spares it
a checkout.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import LexiconError

if TYPE_CHECKING:
    from checker.cache import Cache

COMPILED = "compiled.txt"
"""Beside the YAML in a wheel: what :func:`compiled` gives. ``hatch_build.py`` writes it."""

_FOLDER = Path(__file__).parent
_DIGITS = 64


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
    path = _FOLDER / f"{name}.yml"
    try:
        key = _digest(path)
        return _known(key, lambda: _parsed(name, path.read_bytes()))
    except OSError as error:
        raise LexiconError(f"{name}.yml: {error}") from error


@cache
def weights(name: str) -> Mapping[str, Mapping[str, int]]:
    """The weights ``name``, fitted by a script and not written by hand: of each kind by what they
    weigh, in hundredths, so that their sum is the same in any order.

    Raises :class:`checker.errors.LexiconError` where the file is missing or broken.
    """
    import json

    path = _FOLDER / "weights" / f"{name}.json"
    try:
        found: dict[str, dict[str, int]] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise LexiconError(f"weights/{name}.json: {error}") from error
    return found


@cache
def _digest(path: Path) -> str:
    """The digest of a file that ships."""
    return sha256(path.read_bytes()).hexdigest()


def compiled(made: Mapping[str, Callable[[], Any]]) -> str:
    """Every lexicon that ships and that JSON can hold, and what is ``made`` of them for
    :func:`kept`, by its name: a line for each, its digest and its JSON."""
    lines = []
    for path in _shipped_files():
        data = path.read_bytes()
        value = _parsed(path.relative_to(_FOLDER).as_posix().removesuffix(".yml"), data)
        if _same_in_json(value):
            lines.append(f"{sha256(data).hexdigest()} {_json(value)}\n")
    return "".join([*lines, *(f"{_key(name)} {_json(make())}\n" for name, make in made.items())])


def _known(key: str, make: Callable[[], Any]) -> Any:
    """The value that is named by the digest ``key``: out of the wheel or the store, or else as
    ``make`` makes it."""
    line = _in_wheel().get(key.encode())
    if line is not None:
        import json

        return json.loads(line[_DIGITS:])
    found = _STORES[-1].get("lexicon", key) if _STORES else None
    if found is None:
        found = make()
        if _STORES and _same_in_json(found):
            _STORES[-1].put("lexicon", key, found)
    return found


@cache
def _in_wheel() -> dict[bytes, bytes]:
    """What :func:`compiled` gave when the wheel was built: the lines by their digests, so that a
    change of the YAML is never missed. Nothing without a wheel."""
    try:
        lines = (_FOLDER / COMPILED).read_bytes().split(b"\n")
    except OSError:
        return {}
    return {line[:_DIGITS]: line for line in lines}


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


def _json(value: Any) -> str:
    import json

    return json.dumps(value, separators=(",", ":"))


def kept(name: str, make: Callable[[], Any]) -> Any:
    """What ``make`` makes of the lexicons, a value that JSON can hold, out of the wheel or the
    store where it was made before. ``name`` is its own. A desk's own words are never kept."""
    return make() if _OWN else _known(_key(name), make)


def _key(name: str) -> str:
    return sha256(f"{name} {_all()}".encode()).hexdigest()


@cache
def _all() -> str:
    """A digest of every lexicon that ships."""
    whole = sha256()
    for path in _shipped_files():
        whole.update(bytes.fromhex(_digest(path)))
    return whole.hexdigest()


def _shipped_files() -> list[Path]:
    return sorted(_FOLDER.rglob("*.yml"))


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
    return tuple(sorted(f"{folder}/{path.stem}" for path in (_FOLDER / folder).glob("*.yml")))


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
