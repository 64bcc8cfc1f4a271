"""A rule's manual page.

In: a ``Rule``. Out: Markdown, which ``figcheck rules show`` renders and ``docs/rules.md`` collects.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import PurePath

from checker.model import Condition, Option, Rule


def page(rule: Rule, heading: str = "#") -> str:
    """The manual page: what the rule finds and why, then what it looks at and its options."""
    parts = [
        f"{heading} {rule.id}",
        rule.summary,
        rule.why.strip(),
        "\n".join(_facts(rule)),
    ]
    return "\n\n".join(parts) + "\n"


def _facts(rule: Rule) -> list[str]:
    facts = [f"- severity: {rule.severity.value}{'' if rule.enabled else '; not enabled'}"]
    facts.append(f"- looks at: `{rule.given}`{_where(rule)}")
    if rule.decide is not None:
        facts.append(f"- decides in Python: `{PurePath(rule.position.path).name}`, line "
                     f"{rule.position.line}")  # fmt: skip
    else:
        facts += [f"- let: `{name} = {_line(code.source)}`" for name, code in rule.let]
        facts.append(f"- fires when: `{_line(rule.when.source)}`")
        facts.append(f"- says: `{_line(rule.message.source)}`")
    if rule.options:
        told = ", ".join(f"`{option.name} = {_value(option)}`" for option in rule.options)
        facts.append(f"- options: {told}")
    if rule.paths:
        facts.append(f"- in: {', '.join(f'`{path}`' for path in rule.paths)}")
    return [*facts, *(f"- see also: <{ref}>" for ref in rule.refs)]


def _where(rule: Rule) -> str:
    if not rule.where:
        return ""
    return f" with {'; '.join(_condition(each) for each in rule.where)}"


def _condition(condition: Condition) -> str:
    values = ["unknown" if value is None else value for value in condition.values]
    either = " or ".join(filter(None, [", ".join(values[:-1]), values[-1]]))
    return f"{condition.slot} {'not ' if condition.negated else ''}{either}"


def _value(option: Option) -> str:
    """An option as a configuration would write it."""
    if isinstance(option.value, bool):
        return str(option.value).lower()
    return str(option.value) if isinstance(option.value, Decimal) else f'"{option.value}"'


def _line(text: str) -> str:
    return " ".join(text.split())
