"""Reads HTML: what a browser would show as prose.

In: the text of a page or of a fragment. Out: the text with tags, comments, scripts and all that is
hidden blanked out, and its blocks.

The tokens are those of the HTML standard's tokeniser (html.spec.whatwg.org, section 13.2.5), found
with one regular expression: parsers that build a tree give no offsets, and ``html.parser`` takes
time that grows with the square of an unclosed tag. Every repeat below is possessive, so that no
input is read twice.
"""

from __future__ import annotations

import re
from functools import cache

from checker.documents.blanking import fit
from checker.documents.page import Page
from checker.model import Block
from checker.patterns import lazy

SUFFIXES = (".html", ".htm", ".xhtml")

_REFERENCE = lazy(r"&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?+")
_TOKEN = lazy(
    r"""
    <!--(?:-?>|.*?(?:--!?>|\Z))
  | <(?P<close>/?)(?P<name>[A-Za-z][^ \t\n\f\r/>]*+)
    (?P<attributes>(?:
        [ \t\n\f\r/]++
      | [^ \t\n\f\r/>][^ \t\n\f\r/>=]*+
        (?:[ \t\n\f\r]*+=[ \t\n\f\r]*+
          (?:"[^"]*+"?+|'[^']*+'?+|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+)?+ )?+
    )*+)>?+
  | <[!?/][^>]*+>?+
  | """
    + _REFERENCE.pattern,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = lazy(
    r"""([^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)
        (?:[ \t\n\f\r]*+=[ \t\n\f\r]*+
          (?:"([^"]*+)"?+|'([^']*+)'?+|([^ \t\n\f\r>"'][^ \t\n\f\r>]*+))?+ )?+""",
    re.VERBOSE,
)
_RAW = {
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in ("script", "style", "textarea", "iframe", "xmp", "noembed", "noframes")
}
_FOREIGN = frozenset({"svg", "math"})


def read(text: str, start: int) -> tuple[str, tuple[Block, ...]]:
    """The page's prose and its blocks, as ``Reader.read`` says."""
    page = Page(text, start)
    if text.startswith("\ufeff"):
        start = max(start, 1)
    feed(page, text, start, strict=text[start : start + 64].lstrip().startswith("<?xml"))
    return page.finish()


def feed(page: Page, text: str, start: int = 0, base: int = 0, strict: bool = False) -> None:
    """Put the HTML in ``text`` from ``start`` on into ``page``. ``base`` is added to offsets in
    ``text``; in ``strict`` XML "<script/>" has no content."""
    at = start
    while found := _TOKEN.search(text, at):
        if at < found.start():
            page.text(base + at, text[at : found.start()])
        at = found.end()
        name = found["name"]
        if name is None:
            if text[found.start()] == "&":
                at = _reference(page, found, base)
        elif found["close"]:
            page.end(name.lower())
        else:
            at = _element(page, found, base, strict)
    if at < len(text):
        page.text(base + at, text[at:])


def _element(page: Page, found: re.Match[str], base: int, strict: bool) -> int:
    """Start an element; returns where its content begins, or, of raw text, ends."""
    name, attributes = found["name"].lower(), found["attributes"]
    page.start(name, _values(attributes) if attributes else None)
    if name == "img" and attributes:
        _alternative(page, attributes, base + found.start("attributes"))
    if attributes.endswith("/") and (strict or name in _FOREIGN):
        page.end(name)
    elif name in _RAW:
        closed = _RAW[name].search(found.string, found.end())
        return closed.start() if closed else len(found.string)
    return found.end()


def _values(attributes: str) -> dict[str, str]:
    """Attributes by name in lower case; the first of two with one name counts."""
    values: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(attributes):
        values.setdefault(found[1].lower(), found[2] or found[3] or found[4] or "")
    return values


def _alternative(page: Page, attributes: str, base: int) -> None:
    """What a picture shows, in words, is a caption of it."""
    for found in _ATTRIBUTE.finditer(attributes):
        if found[1].lower() == "alt":
            value = found[found.lastindex or 1]
            if found.lastindex != 1 and value.strip():
                page.start("figcaption")
                _references(page, value, base + found.start(found.lastindex or 1))
                page.end("figcaption")
            return


def _references(page: Page, value: str, base: int) -> None:
    at = 0
    for found in _REFERENCE.finditer(value):
        page.text(base + at, value[at : found.start()])
        at = _reference(page, found, base)
    page.text(base + at, value[at:])


def _reference(page: Page, found: re.Match[str], base: int) -> int:
    """Write what a character reference stands for; returns where it ends."""
    decoded, length = _decoded(found[0])
    page.text(base + found.start(), fit(decoded, length) if decoded else found[0][:length])
    return found.start() + length


@cache
def _entities() -> dict[str, str]:
    from html.entities import html5

    return html5


def _decoded(reference: str) -> tuple[str, int]:
    """What ``reference`` stands for, and how much of it is read: "&pound3" is a pound sign and 3.
    Nothing for what is no reference, such as the "&T" of a company's name."""
    if reference[1] == "#":
        from html import unescape

        return unescape(reference) or " ", len(reference)
    names = _entities()
    for end in range(len(reference), 2, -1):
        if reference[1:end] in names:
            return names[reference[1:end]], end
    return "", len(reference)
