"""Generations: a parent is older than the child.

In: a ``Sentence``. Out: the child's age and the parent's, as the least that the parent's must be
and what it is: "her father, 33, drove to fetch his 51-year-old daughter", "Ana Brito, 49,
lives with her father, 31".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.alignment.passages import Sentence
from checker.alignment.wording import cue, frame
from checker.model import Claim, Form, Kind, Slot
from checker.patterns import lazy

GENERATION = "generation"
_REACH = 60
_ENDS = lazy(r"\s?[,.;:)–—]|\s?$")
# Who is named first of all: "Ana Brito, 49,".
_FIRST = lazy(r"^[“\"‘']?(?:[^\W\d_a-z][\w’'-]*\.? ){1,3}[^\W\d_a-z][\w’'-]*, (?:aged )?$")


def generations(sentence: Sentence) -> Iterator[tuple[Claim, Claim]]:
    """The ages of a child and its parent, where the sentence has no others."""
    ages = [claim for claim in sentence.claims if claim.figure.kind is Kind.AGE]
    if len(ages) != 2 or any(each.figure.form is not Form.POINT for each in ages):
        return
    if cue("generations", "then").search(sentence.text):
        return
    for parent, child in (ages, ages[::-1]):
        if _is_parent(sentence, parent) and _is_child(sentence, child, parent):
            scope = Slot(GENERATION, child.figure.surface, child.figure.span)
            yield replace(child, scope=scope), parent
            return


def _is_parent(sentence: Sentence, age: Claim) -> bool:
    """ "Her mother, 33,", "his father Ira, 33,", "his 33-year-old father"."""
    before, after = sentence.before(age, _REACH), sentence.after(age, _REACH)
    led = frame("generations", r"\b{theirs} {parents},?(?: [\w’'.-]+){0,3},? (?:aged )?$")
    if led.search(before):
        return _ENDS.match(after) is not None
    named = frame("generations", r"\b{theirs} $").search(before)
    return named is not None and frame("generations", r" {parents}\b").match(after) is not None


def _is_child(sentence: Sentence, age: Claim, parent: Claim) -> bool:
    """ "Her 51-year-old daughter", "her son, 51,"; or who is named first: "Ana Brito, 49, ... her
    father"."""
    before, after = sentence.before(age, _REACH), sentence.after(age, _REACH)
    if frame("generations", r"\b{theirs} $").search(before):
        return frame("generations", r" {children}\b").match(after) is not None
    if frame("generations", r"\b{theirs} {children},?(?: [\w’'.-]+){0,3},? (?:aged )?$").search(
        before
    ):
        return _ENDS.match(after) is not None
    if age.figure.span.start > parent.figure.span.start:
        return False
    return _FIRST.match(sentence.before(age, _REACH)) is not None and after.startswith(",")
