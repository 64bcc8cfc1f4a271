"""What is answered once: the answers are kept as long as a story is judged, and no longer."""

from __future__ import annotations

import gc
import weakref

import checker
from checker.once import forget, once


class _Thing:
    """Something of which it can be seen whether it is kept."""


def test_a_question_is_asked_once_until_its_answers_are_let_go() -> None:
    asked: list[_Thing] = []

    @once
    def question(thing: _Thing) -> int:
        asked.append(thing)
        return len(asked)

    thing = _Thing()
    assert [question(thing), question(thing)] == [1, 1]
    forget()
    assert question(thing) == 2
    forget()


def test_nothing_is_kept_of_a_thing_that_was_asked_about() -> None:
    @once
    def question(thing: _Thing) -> str:
        return type(thing).__name__

    thing = _Thing()
    seen = weakref.ref(thing)
    question(thing)
    del thing
    assert seen() is not None
    forget()
    gc.collect()
    assert seen() is None


def test_a_story_is_found_the_same_a_second_time() -> None:
    text = "Of the 30 on board 12 were hurt and 15 unhurt.\n\nFlooding closed 40 schools.\n"
    drafts = [checker.document(text, name=f"{name}.md") for name in "ab"]
    assert list(checker.check(drafts)) == list(checker.check(drafts))
