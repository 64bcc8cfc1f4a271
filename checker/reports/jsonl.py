"""``jsonl``: one finding a line, for streams and logs.

In: a ``Judgement``. Out: a JSON object a line, in the form of the findings of ``json``.
"""

from __future__ import annotations

import json

from checker.model import Judgement
from checker.reports.json import finding_as_dict


def render(judgement: Judgement) -> str:
    """The report; empty where nothing was found."""
    return "".join(
        json.dumps(finding_as_dict(finding), ensure_ascii=False) + "\n"
        for finding in judgement.findings
    )
