"""Reads plain text: paragraphs, wrapped or one a line, and lists.

In: the text of an article. Out: the text with addresses blanked out, and its blocks.

A blank line always parts blocks. A single line break is the end of a line in wrapped text and the
end of a paragraph elsewhere; which of the two a file means shows in its lines: in wrapped text, the
first word of the next line would not have fitted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from checker.documents.blanking import blank, blank_references, trimmed
from checker.model import Block, Role, Span
from checker.patterns import lazy

SUFFIXES = (".txt",)

_LINE = lazy(r"[^\r\n]+")
_BLANK_LINE = lazy(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")
_BULLET = lazy(r"(?:[-*•‣▪·–—]|\(?[0-9]{1,3}[.)])[ \t]+(?=\S)")
_ENDS_SENTENCE = lazy(r"[.!?…:;][\"'”’)\]»]*\Z")
_ENDS_BODY_TEXT = lazy(r"[.…:,;][\"'”’)\]»]*\Z")
_FIRST_WORD = lazy(r"\S{1,200}")

# Wrapped text is set to a width between these, the second a generous one for e-mail and terminals.
_NARROWEST, _WIDEST = 40, 120
_WRAPPED_SHARE = 0.7
_LONGEST_HEADLINE = 200


def read(text: str, start: int) -> tuple[str, tuple[Block, ...]]:
    """The article's prose and its blocks, as ``Reader.read`` says."""
    if text.startswith("\ufeff"):
        start = max(start, 1)
    blanked = blank(text[:start]) + blank_references(text[start:])
    paragraphs = _paragraphs(blanked, start)
    width = _width(blanked, paragraphs)
    spans = [span for lines in paragraphs for span in _joined(blanked, lines, width)]
    headlines = _headlines(blanked, spans)
    return blanked, tuple(
        Block(_without_bullet(blanked, span), _role(blanked, span, number < headlines))
        for number, span in enumerate(spans)
    )


def _paragraphs(text: str, start: int) -> list[list[Span]]:
    """The lines between blank lines, without their blank edges."""
    paragraphs: list[list[Span]] = [[]]
    end = start
    for found in _LINE.finditer(text, start):
        span = trimmed(text, found.start(), found.end())
        if span.start == span.end:
            continue
        if paragraphs[-1] and _BLANK_LINE.search(text, end, span.start):
            paragraphs.append([])
        paragraphs[-1].append(span)
        end = found.end()
    return paragraphs if paragraphs[0] else []


def _width(text: str, paragraphs: list[list[Span]]) -> int:
    """The width that the text is wrapped to, or 0 if it is not wrapped."""
    lines = [lines for lines in paragraphs if len(lines) > 1]
    width = max((span.end - span.start for each in lines for span in each), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    breaks = [pair for each in lines for pair in pairwise(each)]
    within = sum(_is_within(text, here, following, width) for here, following in breaks)
    return width if within >= _WRAPPED_SHARE * len(breaks) else 0


def _is_within(text: str, here: Span, following: Span, width: int) -> bool:
    """Whether the break between two lines of text wrapped to ``width`` stands within a paragraph:
    it was forced, or the sentence goes on."""
    word = _FIRST_WORD.match(text, following.start, following.end)
    forced = here.end - here.start + 1 + (len(word[0]) if word else 0) > width
    return forced or text[following.start].islower()


def _joined(text: str, lines: list[Span], width: int) -> Iterator[Span]:
    """The blocks of a paragraph: its lines, joined where the break means nothing."""
    block = lines[0]
    here = lines[0]
    listed = _is_listed(text, here)
    for following in lines[1:]:
        ended = _ENDS_SENTENCE.search(text, max(here.start, here.end - 8), here.end)
        item = (listed or bool(ended)) and _is_listed(text, following)
        if width:
            within = _is_within(text, here, following, width)
        else:
            within = text[following.start].islower() and not ended
        if within and not item:
            block = Span(block.start, following.end)
        else:
            yield block
            block, listed = following, _is_listed(text, following)
        here = following
    yield block


def _is_listed(text: str, span: Span) -> bool:
    return _BULLET.match(text, span.start, span.end) is not None


def _without_bullet(text: str, span: Span) -> Span:
    bullet = _BULLET.match(text, span.start, span.end)
    return Span(bullet.end(), span.end) if bullet else span


def _role(text: str, span: Span, headline: bool) -> Role:
    if headline:
        return Role.HEADLINE
    return Role.LIST_ITEM if _is_listed(text, span) else Role.BODY


def _headlines(text: str, spans: list[Span]) -> int:
    """How many of the first blocks are the headline. Pages that were saved as text often have it
    twice, the second time with other quotation marks."""
    if len(spans) < 2 or not _like_headline(text, spans[0]):
        return 0
    first = _letters(text, spans[0])
    repeated = _like_headline(text, spans[1]) and _letters(text, spans[1]) == first
    return 2 if repeated and len(spans) > 2 else 1


def _like_headline(text: str, span: Span) -> bool:
    piece = text[span.start : span.end] if span.end - span.start <= _LONGEST_HEADLINE else ""
    return bool(piece) and not _ENDS_BODY_TEXT.search(piece) and not _is_listed(text, span)


def _letters(text: str, span: Span) -> str:
    return "".join(filter(str.isalnum, text[span.start : span.end])).casefold()
