"""How long rules take: reading 200 of them from files, with the lexicon and without, and from the
cache, and 200 over 50,000 claims. All in seconds of processor time.

Run ``python -m benchmarks.rules`` from the top of the repository. Prints a table; asserts nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from checker import ruleset
from checker.expressions.evaluate import compiled
from checker.findings import verdicts
from checker.model import Alignment, Rule
from checker.records import plain, restored
from tests.builders import align, claim

T = TypeVar("T")
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
when: {WHEN[number % len(WHEN)]} and c.value != {number}
message: "{{c}} in {{c.source}}, measure {number}"
"""


def claims() -> list[Alignment]:
    made = []
    for number in range(CLAIMS):
        measure = f"measure-{number % MEASURES}"
        made.append(align("claim", c=claim(f"{number % 1000}", measure=measure)))
    return made


def timed(work: Callable[[], T], rounds: int = 1) -> tuple[T, float, float]:
    """What ``work`` returns, and the seconds of its first and of its fastest round."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        made = work()
        times.append(time.process_time() - start)
    return made, times[0], min(times)


COLD = """
import sys, time
from pathlib import Path
from checker import lexicon, ruleset
from checker.cache import Cache
store = Cache(Path(sys.argv[2]))
start = time.process_time()
lexicon.use(store)
measures = {*ruleset.lexicon_measures(), *sys.argv[3:]}
rules = ruleset.load(sys.argv[1], known_measures=measures)
print(time.process_time() - start)
store.write()
"""


def cold(folder: str, measures: list[str]) -> tuple[float, float]:
    """The seconds that a new process takes to load the lexicon of measures and the rules of a
    folder: the first of three, in a checkout without a cache, and the fastest, with the lexicons
    as JSON, as a wheel has them."""
    times = []
    with tempfile.TemporaryDirectory() as store:
        command = [sys.executable, "-c", COLD, folder, store, *measures]
        for _ in range(3):
            ran = subprocess.run(command, capture_output=True, text=True, check=True)
            times.append(float(ran.stdout))
    return times[0], min(times)


def main() -> None:
    measures = [f"measure-{n}" for n in range(MEASURES)]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(RULES):
            (Path(folder) / f"rule-{number}.yml").write_text(rule_text(number), encoding="utf-8")
        rules, first, best = timed(lambda: ruleset.load(folder, known_measures=measures), 3)
        new, again = cold(folder, measures)
    kept = json.dumps(plain(rules))
    _, stored, warm = timed(lambda: restored(tuple[Rule, ...], json.loads(kept)), 3)
    _, compiling, _ = timed(lambda: [compiled(rule.when.source) for rule in rules])
    given = claims()
    found, spent, _ = timed(lambda: verdicts(rules, given))
    for fault in found.faults:
        raise fault
    print(f"{'what':<44}{'first':>10}{'best':>10}")
    print(f"{f'read and check {RULES} rule files':<44}{first:>10.3f}{best:>10.3f}")
    print(f"{'the same in a new process, with the lexicon':<44}{new:>10.3f}{again:>10.3f}")
    print(f"{'compile their conditions':<44}{compiling:>10.3f}")
    print(f"{f'restore {RULES} rules as the cache has them':<44}{stored:>10.3f}{warm:>10.3f}")
    print(f"{f'{RULES} rules over {CLAIMS:,} claims':<44}{spent:>10.3f}")
    print(f"{found.looked:,} looks, {len(found.findings):,} findings, "
          f"{len(found.abstentions):,} abstentions")  # fmt: skip


if __name__ == "__main__":
    main()
