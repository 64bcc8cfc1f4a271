"""Knowledge of the language, kept as YAML beside this module.

In: a lexicon's name. Out: its content as plain values, read once a process.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from checker.errors import LexiconError


@cache
def load(name: str) -> Any:
    """The lexicon ``name`` (``"units"`` for ``units.yml``) as plain Python values.

    Raises :class:`checker.errors.LexiconError` where the file is missing or no YAML.
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
    inside = files(__package__).joinpath(folder).iterdir()
    stems = (each.name.removesuffix(".yml") for each in inside if each.name.endswith(".yml"))
    return tuple(f"{folder}/{stem}" for stem in sorted(stems))
