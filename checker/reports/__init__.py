"""The output formats, one module each.

In: a format's name. Out: its module, which satisfies :class:`Report`.

To add a format: one module here, its name in ``FORMATS``, its cases in ``tests/test_reports.py``.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from checker.model import Judgement

FORMATS = ("text", "json", "jsonl", "sarif", "github", "rdjson", "junit", "html")


class Report(Protocol):
    """What a module of this package offers."""

    def render(self, judgement: Judgement, *, summary: bool = True) -> str:
        """The whole report, ending in a newline; with ``summary`` it says how much was read, as far
        as the format has a place for that. The same judgement gives the same text."""


def report(name: str) -> Report:
    """The format ``name``, one of ``FORMATS``; the others are not imported."""
    if name not in FORMATS:
        raise ValueError(f"no such format: {name!r}")
    return cast(Report, import_module(f"{__name__}.{name}"))
