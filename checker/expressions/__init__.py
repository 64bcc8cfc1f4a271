"""The language of ``when``, ``let``, ``message`` and ``fix``: checked once, evaluated many times.

In: the source of an expression or a template, and the names it may see. Out: faults with their
offsets, values, texts. The only module that imports simpleeval, and only when a rule is evaluated.
"""

from __future__ import annotations

from checker.expressions.amounts import number_text
from checker.expressions.check import Checked, Fault, Scope, check
from checker.expressions.evaluate import calls, evaluate
from checker.expressions.functions import FUNCTIONS
from checker.expressions.names import (
    SLOTS,
    WHERE_SLOTS,
    AbstainError,
    Amount,
    Type,
    View,
    known,
    where_value,
)
from checker.expressions.signatures import Function
from checker.expressions.templates import check_template, fill

__all__ = [
    "FUNCTIONS",
    "SLOTS",
    "WHERE_SLOTS",
    "AbstainError",
    "Amount",
    "Checked",
    "Fault",
    "Function",
    "Scope",
    "Type",
    "View",
    "calls",
    "check",
    "check_template",
    "evaluate",
    "fill",
    "known",
    "number_text",
    "where_value",
]
