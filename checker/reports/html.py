"""``html``: one page to look at, which opens from disk and can be mailed.

In: a ``Judgement``, with its sheets where there are any. Out: one HTML document that holds all that
it needs and asks the network for nothing: the verdict, the findings, the sheet and the articles.

Everything from articles, rules and file names goes through Jinja2's autoescape; the style and the
script are constant, and the page's own policy lets no other run.
"""

from __future__ import annotations

from checker.model import Judgement
from checker.reports.page.view import page
from checker.reports.page.writing import fragment_of, written

PARTS = ("findings", "sheet", "articles")


def fragment(judgement: Judgement, part: str = "findings") -> str:
    """The ``findings`` or the ``sheet`` as a piece of HTML, for a page that has a style of its own:
    a notebook."""
    return fragment_of("notebook.html", page=page(judgement), part=part)


def render(
    judgement: Judgement,
    *,
    summary: bool = True,
    title: str = "",
    parts: tuple[str, ...] = PARTS,
) -> str:
    """The page, or only some of its ``parts``; with ``summary`` it says how much was read.
    ``title`` stands at its top; without it the name of the story does."""
    return written("report.html", page=page(judgement, title), parts=parts, summary=summary)
