"""``jsonl``: one finding a line, for streams and logs.

In: a ``Judgement``. Out: a JSON object a line, in the form of the findings of ``json``; the last
line has the ``counts`` of what was read.
"""

from __future__ import annotations

import json

from checker.model import Judgement
from checker.reports.json import counts_as_dict, finding_as_dict


def render(judgement: Judgement, *, summary: bool = True) -> str:
    """The report; without ``summary`` empty where nothing was found."""
    made = [finding_as_dict(finding) for finding in judgement.findings]
    last = [{"counts": counts_as_dict(judgement)}] if summary else []
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in (*made, *last))
