"""The sheets of a run, for the commands and formats that show them.

In: the ``Judgement`` of a run. Out: the same with its sheets.
"""

from __future__ import annotations

from dataclasses import replace

from checker.model import Document, Judgement


def with_sheets(judgement: Judgement, grouping: str) -> Judgement:
    """The judgement with a sheet for each story, and its documents read anew: out of a cache they
    come without blocks. ``grouping`` is as for :func:`checker.judgements.loose`."""
    from checker.pipeline import sheets

    documents = tuple(map(_whole, judgement.documents))
    judgement = replace(judgement, documents=documents)
    return replace(judgement, sheets=sheets(judgement, grouping))


def _whole(document: Document) -> Document:
    if document.blocks:
        return document
    from checker.documents import document as read

    return read(document.original, document.name)
