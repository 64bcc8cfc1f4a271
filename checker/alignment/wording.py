"""Cues: phrases of a lexicon as patterns that are matched in the text beside a figure.

In: the name of a lexicon and a list in it. Out: a ``Cue`` or a compiled pattern of all its phrases,
longest first, in which a blank stands for any run of white space.

An alternation of a hundred phrases is slow to fail, and mostly it fails: a ``Cue`` looks first
whether the words of one phrase are there at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, partial
from itertools import groupby
from typing import Any, cast

from checker import lexicon

BLANK = r"\s+"
_WORD = re.compile(r"[^\W_]+")


class Cue:
    """Any of some phrases, to be looked for in a text."""

    __slots__ = ("_alone", "_compiled", "_longer", "_phrases", "_rare", "_signs")

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = frozenset(phrases)
        self._compiled: re.Pattern[str] | None = None
        told = [words(each) for each in self._phrases]
        self._signs = frozenset() in told
        self._alone = frozenset(word for each in told if len(each) == 1 for word in each)
        longer: dict[str, list[frozenset[str]]] = {}
        for each in told:
            if len(each) > 1 and self._alone.isdisjoint(each):
                longer.setdefault(max(each, key=_rarity), []).append(each)
        self._longer = longer
        self._rare = frozenset(longer)

    def search(self, text: str) -> re.Match[str] | None:
        """The first of the phrases in the text."""
        return self.pattern().search(text) if self.may_be_in(text) else None

    def is_one(self, text: str) -> bool:
        """Whether the text is one of the phrases."""
        return " ".join(text.lower().split()) in self._phrases

    def may_be_in(self, text: str) -> bool:
        """False where the words of no phrase are all in the text."""
        return self._signs or self.may_be_among(_words(text))

    def may_be_among(self, found: frozenset[str]) -> bool:
        """False where the words of no phrase are all among those of a text, as :func:`words` gives
        them."""
        if self._signs or not self._alone.isdisjoint(found):
            return True
        if self._rare.isdisjoint(found):
            return False
        return any(each <= found for word in self._rare & found for each in self._longer[word])

    @property
    def telling(self) -> frozenset[str]:
        """Words of which every text with one of the phrases has one; with an empty one where a
        phrase is all signs."""
        return self._alone | self._rare | (frozenset({""}) if self._signs else frozenset())

    def pattern(self) -> re.Pattern[str]:
        """Any of the phrases. It is compiled when a text first needs it: that takes longer than
        most articles do."""
        if self._compiled is None:
            self._compiled = re.compile(either(self._phrases), re.IGNORECASE)
        return self._compiled


def _rarity(word: str) -> tuple[int, str]:
    """Of the words of a phrase the longest is hardly ever the commonest."""
    return len(word), word


def words(text: str) -> frozenset[str]:
    """The words of a text, in lower case, as cues look for them."""
    return frozenset(_WORD.findall(text.lower()))


_words = lru_cache(maxsize=256)(words)
"""The same, of the text beside a figure, which many cues in turn look at."""


def either(phrases: Iterable[str]) -> str:
    """Any of the phrases, longest first, with word edges where one begins or ends in a letter:
    written once for all that have them in a row, since an edge takes longer to compile than a
    word."""
    ordered = sorted(phrases, key=lambda each: (-len(each), each))
    parts = []
    for (left, right), alike in groupby(ordered, key=_edges):
        told = "|".join(BLANK.join(map(re.escape, each.split())) for each in alike)
        parts.append(f"{left}(?:{told}){right}")
    return f"(?:{'|'.join(parts)})"


def _edges(phrase: str) -> tuple[str, str]:
    left = r"(?<![^\W_])" if phrase[:1].isalnum() else ""
    right = r"(?![^\W_])" if phrase[-1:].isalnum() else ""
    return left, right


@cache
def listed(name: str, *keys: str) -> frozenset[str]:
    """The phrases under ``keys`` of the lexicon ``name``. A dot leads into a mapping, and a star
    into all that it has: "sorts.*.least"."""
    found = lexicon.load(name)
    return frozenset(phrase for key in keys for phrase in _under(found, key.split(".")))


def _under(value: Any, steps: list[str]) -> Iterator[str]:
    if not steps:
        yield from map(str, value)
    elif steps[0] == "*":
        for each in value.values():
            yield from _under(each, steps[1:])
    else:
        yield from _under(value[steps[0]], steps[1:])


@cache
def alternatives(name: str, *keys: str) -> str:
    """The phrases under ``keys`` of the lexicon ``name`` as one pattern without groups."""
    return either(listed(name, *keys))


@cache
def cue(name: str, *keys: str) -> Cue:
    """What finds any of the phrases."""
    return Cue(listed(name, *keys))


@cache
def frame(name: str, template: str) -> re.Pattern[str]:
    """A pattern written with lists of the lexicon in braces: ``"{links}? {nouns}$"``. A blank
    stands for any run of white space. It is compiled when a text may have what it needs."""
    return cast("re.Pattern[str]", _Frame(name, template))


_ASKED = ("fullmatch", "match", "search")
_METHODS = (*_ASKED, "finditer", "sub")
_OFTEN = 200


class _Frame:
    """The methods of a compiled pattern. Until a text has all words and lists that it cannot do
    without, or one of several, none has to be compiled to say that nothing is there; but with one
    that is asked often, that pays. One that ends with a phrase of a list never looks through a text
    that ends otherwise."""

    __slots__ = ("_ends", "_left", "_made", "_name", "_needs", "_template", *_METHODS)

    def __init__(self, name: str, template: str) -> None:
        self._name, self._template = name, template
        self._left = _OFTEN
        self._made: re.Pattern[str] | None = None
        pieces = _PIECE.findall(template)
        self._needs = [tuple(_cues(name, need)) for need in _needed(pieces)]
        self._ends = _ends(name, template, pieces) if self._needs else None
        for method in _ASKED if self._needs else ():
            setattr(self, method, partial(self._asked, method))

    def _asked(self, method: str, text: str, *where: int) -> re.Match[str] | None:
        if self._ends is not None and not where and self._ends.isdisjoint(_last(text, 1)):
            return None
        made = self._made
        if made is None:
            self._left -= 1
            if self._left and not all(any(c.may_be_in(text) for c in n) for n in self._needs):
                return None
            made = self._compiled()
        found: re.Match[str] | None = getattr(made, method)(text, *where)
        return found

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        return getattr(self._compiled(), name)

    def _compiled(self) -> re.Pattern[str]:
        told = _LIST.sub(lambda found: alternatives(self._name, found[1]), self._template)
        self._made = made = re.compile(_with_adverbs(told).replace(" ", BLANK), re.IGNORECASE)
        for method in _METHODS:
            if self._ends is None or method not in _ASKED:
                setattr(self, method, getattr(made, method))
        return made


# "205 acres are now left", "he is also the tallest": between a form of "be" and what follows.
_BEING = re.compile(r"\b(is|are|was|were)(?= |\)|\||\\s)")
_ADVERB = "(?: (?:now|also|still|already))?"


def _with_adverbs(told: str) -> str:
    """A pattern that lets one of these adverbs stand behind a form of "be"."""
    return _BEING.sub(rf"\1{_ADVERB}", told)


_LIST = re.compile(r"\{([a-z_.]+)\}")
# A list at the end of a template, with more of them that need not be there.
_END = re.compile(r"(?<![(|?:])\{[a-z_.]+\} ?(?:\(\?: ?\{[a-z_.]+\} ?\)[?*])*(?: |\\s\+)?\$$")
_PIECE = re.compile(
    r"(?:(?P<open>\((?:\?(?:P<\w+>|[a-z-]*:|<?[=!]))?)"
    r"|(?P<list>\{[a-z_.]+\})"
    r"|(?P<edge> |\\b|\\s)"
    r"|(?P<word>[a-z]+)"
    r"|(?P<other>\\.|\[(?:\\.|[^]])+\]|.))"
    r"(?P<times>(?:[?*+]|\{[^{}a-z]+\})\??)?",
    re.DOTALL,
)
_OPTIONAL = ("?", "*", "{0", "{,")

_Pieces = list[tuple[str, str, str, str, str, str]]
"""A template in pieces: each as the group of ``_PIECE`` that it is, and how often it may stand."""

_Needed = frozenset[str]
"""Lists in braces and words, of which any one will do."""


def _needed(pieces: _Pieces) -> list[_Needed]:
    """What every text that a template matches has one of: not what is optional, nor what is only
    looked ahead for. Of a group with several ways it is what one of them needs. A word counts where
    it stands whole, between blanks or edges of words."""
    return _of_ways(pieces, 0, edged=False)[0]


def _of_ways(pieces: _Pieces, at: int, *, edged: bool) -> tuple[list[_Needed], int]:
    """What is needed from ``at`` to the end of the group, and where that is; ``edged`` says that a
    word may begin there."""
    way: list[_Needed] = []
    ways = [way]
    begins = edged
    while at < len(pieces):
        opened, listed_, edge, word, other, times = pieces[at]
        if other == ")":
            break
        if opened:
            inner, at = _of_ways(pieces, at + 1, edged=begins)
            if not opened.endswith(("=", "!")) and not pieces[at][-1].startswith(_OPTIONAL):
                way += inner
        elif other == "|":
            way = []
            ways.append(way)
        elif listed_ and not times.startswith(_OPTIONAL):
            way.append(frozenset({listed_}))
        elif word and begins and not times and _is_edged(pieces, at + 1):
            way.append(frozenset({word}))
        begins = edged if other == "|" else _is_edge(edge, times)
        at += 1
    if len(ways) == 1:
        return way, at
    return ([frozenset(each for some in ways for each in some[0])] if all(ways) else []), at


def _is_edge(edge: str, times: str) -> bool:
    return bool(edge) and not times.startswith(_OPTIONAL)


def _is_edged(pieces: _Pieces, at: int) -> bool:
    """Whether a word ends before ``at``: at the end of one way of a group, by what follows it."""
    inside: int | None = None  # how deep in another way of the group
    for place in range(at, len(pieces)):
        opened, _, edge, _, other, times = pieces[place]
        if other == ")" and not inside:
            if times:
                return False
            inside = None
        elif inside is None and other == "|":
            inside = 0
        elif inside is None:
            return _is_edge(edge, times)
        elif opened or other == ")":
            inside += 1 if opened else -1
    return False


def _has_one_way(pieces: _Pieces) -> bool:
    """Whether no part of a template stands for the whole."""
    depth = 0
    for opened, _, _, _, other, _ in pieces:
        depth += bool(opened) - (other == ")")
        if other == "|" and not depth:
            return False
    return True


def _cues(name: str, need: _Needed) -> Iterator[Cue]:
    """What finds the lists and the words of a need."""
    words_of = [each for each in need if not each.startswith("{")]
    if words_of:
        yield Cue(words_of)
    yield from (cue(name, each[1:-1]) for each in sorted(need) if each.startswith("{"))


def _ends(name: str, template: str, pieces: _Pieces) -> frozenset[str] | None:
    """The words of which one ends every text that a template matches, where it ends in lists of
    words."""
    found = _END.search(template)
    keys = _LIST.findall(found[0]) if found and _has_one_way(pieces) else []
    if not keys or any(not words(each) for key in keys for each in listed(name, key)):
        return None
    return _last_words(name, *keys)


@cache
def _last_words(name: str, *keys: str) -> frozenset[str]:
    ends = (_WORD.findall(each.lower()) for each in listed(name, *keys))
    return frozenset(found[-1] for found in ends if found)


def may_end_with(text: str, name: str, *keys: str, behind: int = 0) -> bool:
    """False where none of the last words of a text, ``behind`` of them more than one, ends one of
    the phrases. Phrases without a letter are not seen."""
    return not _last_words(name, *keys).isdisjoint(_last(text, 1 + behind))


def _last(text: str, many: int) -> list[str]:
    """So many last words of a text, in lower case."""
    parts = text.rsplit(None, many)[-many:]
    if many == 1 and parts and parts[0].isalnum():
        return [parts[0].lower()]
    found = _WORD.findall(" ".join(parts).lower())
    if len(found) < many:  # a mark stands by itself
        found = _WORD.findall(text.lower())
    return found[-many:]
