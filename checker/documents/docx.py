"""Extracts the text of a Word document: headers, headings, paragraphs, lists and tables.

In: the bytes of a ``.docx`` file. Out: its text, a line for each block, as ``outline`` has it.

The format is Office Open XML (ECMA-376, part 1: 17.3 paragraphs and runs, 17.4 tables, 17.13.5
revisions), a ZIP archive of XML. Tracked changes are read as accepted: what is inserted or moved
here counts, what is deleted or moved away does not. Hidden text, field codes, notes and comments
are no part of the text.

The file is untrusted: an archive that unpacks to more than ``LARGEST`` bytes, by what it says or by
what comes out, and XML with a document type, which alone could name entities, are refused.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from typing import NoReturn
from zipfile import BadZipFile, ZipFile

from checker.documents.outline import Line, written
from checker.documents.wordml import Styles, lines
from checker.errors import DocumentError

LARGEST = 64_000_000
"""A novel of 600 pages has some 10 MB of XML; the text of this much XML would fill 4,000."""

_BODY = "word/document.xml"
_STYLES = "word/styles.xml"
_HEADER = re.compile(r"word/header(\d*)\.xml")
_BROKEN = (BadZipFile, EOFError, OSError, RuntimeError, ValueError, struct.error, zlib.error)
_CHUNK = 1 << 16
_OLD = b"\xd0\xcf\x11\xe0"


def extracted(data: bytes, name: str) -> str:
    """The text of the document ``data``, the file ``name``.

    Raises :class:`checker.errors.DocumentError` for what is no Word document, is damaged, has a
    password or unpacks to too much.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return _text(archive, name)
    except _BROKEN as error:
        if data.startswith(_OLD):
            _refuse(name, "is an old Word document, or has a password; save it as .docx without")
        _refuse(name, f"is no Word document, or a damaged one ({error}); save it again as .docx")


def _text(archive: ZipFile, name: str) -> str:
    names = archive.namelist()
    if _BODY not in names:
        _refuse(name, f"is no Word document: there is no {_BODY} in it; save it again as .docx")
    styles = Styles()
    room = LARGEST
    if _STYLES in names:
        data = _part(archive, _STYLES, room, name)
        room -= len(data)
        styles = Styles.read(data, name)
    headers = sorted((n for n in set(names) if _HEADER.fullmatch(n)), key=lambda n: (len(n), n))
    found: list[Line] = []
    seen: set[Line] = set()
    for part in (*headers, _BODY):
        data = _part(archive, part, room, name)
        room -= len(data)
        for line in lines(data, styles, name):
            # The header of the first page and that of the others often say the same.
            if part == _BODY or line not in seen:
                found.append(line)
            seen.add(line)
    return written(found)


def _part(archive: ZipFile, part: str, room: int, name: str) -> bytes:
    """One file of the archive, of ``room`` bytes at the most."""
    pieces = []
    with archive.open(part) as file:
        left = room - archive.getinfo(part).file_size
        while left >= 0 and (piece := file.read(_CHUNK)):
            pieces.append(piece)
            room -= len(piece)
            left = min(left, room)
    if left < 0:
        _refuse(name, f"unpacks to more than {LARGEST:,} bytes; split it")
    return b"".join(pieces)


def _refuse(name: str, why: str) -> NoReturn:
    raise DocumentError(f"{name}: {' '.join(why.split())}")
