"""Writes a page from its template.

In: the name of a template and the values for it. Out: HTML that holds its own style and script,
with a policy that lets only these two run and nothing be loaded.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def written(template: str, **values: Any) -> str:
    """The HTML of ``template``. The same values give the same text."""
    environment = _environment()
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    from markupsafe import Markup

    return environment.get_template(template).render(
        style=Markup(style),  # noqa: S704 - a file of ours
        script=Markup(script),  # noqa: S704 - a file of ours
        policy=policy,
        **values,
    )


def fragment_of(template: str, **values: Any) -> str:
    """The HTML of ``template``, without a page around it."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from checker.reports.page.wording import counted, shown

    made = Environment(
        loader=PackageLoader("checker.reports", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["shown"] = shown
    made.globals["counted"] = counted
    return made


@cache
def _asset(name: str) -> str:
    environment = _environment()
    assert environment.loader is not None  # noqa: S101 - made above
    source, _, _ = environment.loader.get_source(environment, name)
    return source.replace("\r\n", "\n")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
