"""How long rules take: reading 200 of them, and 200 over 50,000 claims.

Run ``python -m benchmarks.rules`` from the top of the repository. Prints a table; asserts nothing.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from checker import ruleset
from checker.findings import verdicts
from checker.model import Alignment
from tests.builders import align, claim

RULES, CLAIMS, MEASURES = 200, 50_000, 40
WHEN = (
    "c.value > limit * 66 and not c.attributed and not old",
    "c.modality == 'asserted' and c.value > limit * 66 and not old",
    "c.low > c.high or c.value % 499 == limit or old",
    "not c.in_quote and (c.noun is None or old) and c.value < limit / 2",
)


def rule_text(number: int) -> str:
    return f"""\
id: rule-{number}
summary: Rule number {number} of a benchmark.
why: |
  A page of the manual, as long as a short one.

  It has two paragraphs.
severity: warning
given: claim
where:
  measure: [measure-{number % MEASURES}, measure-{(number * 7 + 1) % MEASURES}]
  role: {{not: [headline, deck]}}
options: {{limit: 15}}
let: {{old: c.published is not None and c.value > limit}}
when: {WHEN[number % len(WHEN)]}
message: "{{c}} in {{c.source}}, measure {number}"
"""


def claims() -> list[Alignment]:
    made = []
    for number in range(CLAIMS):
        measure = f"measure-{number % MEASURES}"
        made.append(align("claim", c=claim(f"{number % 1000}", measure=measure)))
    return made


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number in range(RULES):
            (Path(folder) / f"rule-{number}.yml").write_text(rule_text(number), encoding="utf-8")
        measures = [f"measure-{n}" for n in range(MEASURES)]
        times = []
        for _ in range(3):
            start = time.perf_counter()
            rules = ruleset.load(folder, known_measures=measures)
            times.append(time.perf_counter() - start)
    given = claims()
    start = time.perf_counter()
    found = verdicts(rules, given)
    spent = time.perf_counter() - start
    print(f"{'what':<44}{'seconds':>10}")
    print(f"{f'read and check {RULES} rule files, first':<44}{times[0]:>10.3f}")
    print(f"{f'read and check {RULES} rule files, best of 3':<44}{min(times):>10.3f}")
    print(f"{f'{RULES} rules over {CLAIMS:,} claims':<44}{spent:>10.3f}")
    print(f"{found.looked:,} looks, {len(found.findings):,} findings, "
          f"{len(found.abstentions):,} abstentions")  # fmt: skip


if __name__ == "__main__":
    main()
