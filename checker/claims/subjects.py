"""Where the words for who speaks begin and end, before a verb of saying or behind it.

In: a ``Page`` and places of words. Out: places of words.
"""

from __future__ import annotations

from checker.claims.page import Page

_REACH = 9
STOPS = frozenset('.;:—–()"“”?!')
ENDS = frozenset(
    {"in", "on", "at", "to", "who", "which", "with"}
    | {"is", "was", "were", "are", "had", "has", "have"}
)
SUBORDINATE = frozenset({"that", "but", "because", "if", "when", "while", "as", "after", "before"})
_PARTING = SUBORDINATE | {
    "what",
    "whom",
    "whose",
    "where",
    "how",
    "why",
    "then",
    "though",
    "although",
}


def end_of_speaker(page: Page, at: int, last: int) -> int:
    """The end of the words for a speaker that begin at ``at``."""
    end = at
    while end < last and end - at < _REACH and page.lower[end] not in STOPS:
        word = page.lower[end]
        if word == "," or word[0].isdecimal() or (word in SUBORDINATE | ENDS and end > at):
            break
        end += 1
    return end


def start_of_subject(page: Page, at: int, first: int) -> int:
    """The first word of the subject that ends before ``at``: back to the comma, and over it where
    one side of an apposition is a name ("the director, Dr Werren, said")."""
    start = at
    while start > first and page.lower[start - 1] == ",":
        start -= 1
    if start < at and page.lower[start - 2] == "," and page.lower[start - 1].isdecimal():
        start -= 2  # "Iqra Malik, 16, says"
    chunk = start_of_words(page, start, first)
    if start == at or chunk == first or page.lower[chunk - 1] != ",":
        return chunk
    before = start_of_words(page, chunk - 1, first)
    if not all_names(page, chunk, start):
        # "Harl, maker of the best buns, said"
        return before if all_names(page, before, chunk - 1) else chunk
    return before if page.lower[before] in {"the", "a", "an", "its", "his", "her"} else chunk


def start_of_words(page: Page, at: int, first: int) -> int:
    """The first of the words that end before ``at`` with no mark or joining word among them."""
    start = at
    while start > first and at - start < _REACH:
        word = page.lower[start - 1]
        if word in STOPS or word in _PARTING or word == "," or word[0].isdecimal():
            break
        start -= 1
    while start < at and page.lower[start] in {"and", "'s"}:
        start += 1
    return start


def behind_time(page: Page, first: int, last: int) -> int:
    """The first word of a subject behind what says when: "until Monday the agency had counted",
    "as of noon today the department has recorded"."""
    lower = page.lower
    if lower[first] not in _LEADING:
        return first
    starts = (at for at in range(last - 2, first + 1, -1) if lower[at] in _ARTICLES)
    at = next(starts, first)
    return first if lower[at - 1] in _LEADING | _ARTICLES else at


_LEADING = frozenset({"on", "of", "by", "until", "since", "in", "at", "from", "for", "during"})
_ARTICLES = frozenset({"the", "its", "their", "his", "her"})


def all_names(page: Page, first: int, last: int) -> bool:
    """Whether each word has a capital."""
    return first < last and all(page.raw[at][0].isupper() for at in range(first, last))
