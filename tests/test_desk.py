"""A desk's own words: what they add, and that a mistake is refused at its place.

Lexicons are extended once a process, so that each case runs in one of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker import desk, lexicon
from checker.errors import LexiconError
from checker.measures import KEYS

ROOT = Path(__file__).parent.parent
WORDS = """\
measures:
  prisoners_exchanged:
    behaviour: event
    dimension: count
    counts: [persons, prisoners]
    nouns: [prisoner swap]
    verbs: [exchange]
names:
  Orlaven: [Orlavin, Орлавен]
  Kyiv: [Kyjiv]
units:
  sazhen: {is: 2.1336 meter, words: [sazhen, sazhens]}
hedges:
  about: {before: [loosely], after: [by our count]}
"""


def put(folder: Path, text: str, name: str = "desk.yml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def told(folder: Path, text: str) -> str:
    path = put(folder, text)
    with pytest.raises(LexiconError) as refused:
        desk.install([path])
    return str(refused.value).removeprefix(f"{path.as_posix()}:")


def run(folder: Path, code: str) -> Any:
    """What a program prints as JSON that begins with the words of the desk."""
    ran = subprocess.run(
        [sys.executable, "-c", f"import checker, json\nchecker.use_lexicon('desk.yml')\n{code}"],
        cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


class TestWords:
    def test_a_unit_and_hedges_are_read_and_convert(self, tmp_path: Path) -> None:
        put(tmp_path, WORDS)
        code = """
figures = checker.figures("It was loosely 40 sazhens long. By then 300 by our count had come.")
length = figures[0].quantity.to_pint().to("meter").magnitude
print(json.dumps([[f.surface, f.modifier, f.as_dict()["unit"]] for f in figures] + [str(length)]))
"""
        assert run(tmp_path, code) == [
            ["loosely 40 sazhens", "about", "sazhen"],
            ["300 by our count", "about", None],
            "85.3440",
        ]

    def test_a_measure_is_read_and_known_to_rules(self, tmp_path: Path) -> None:
        put(tmp_path, WORDS)
        code = """
claims = checker.claims(checker.document("Both sides exchanged 40 prisoners on Monday."))
from checker import ruleset
print(json.dumps(["prisoners_exchanged" in ruleset.lexicon_measures(),
                  [c.measure.value for c in claims if c.figure.surface == "40"]]))
"""
        assert run(tmp_path, code) == [True, ["prisoners_exchanged"]]

    def test_spellings_fold_to_one_name_and_join_those_that_ship(self, tmp_path: Path) -> None:
        put(tmp_path, WORDS)
        code = """
from checker.spelling import fold
print(json.dumps([fold(n) for n in ("Orlaven", "Орлавен", "Kyjiv", "Kiev")]))
"""
        assert run(tmp_path, code) == ["orlaven", "orlaven", "kyiv", "kyiv"]

    def test_too_late_is_refused_and_twice_the_same_is_not(self, tmp_path: Path) -> None:
        put(tmp_path, WORDS)
        put(tmp_path, "names:\n  Karsak: [Qarsaq]\n", "other.yml")
        code = """
checker.use_lexicon("desk.yml")
try:
    checker.use_lexicon("other.yml")
except checker.LexiconError as error:
    print(json.dumps(str(error)))
"""
        assert "call it once, before anything is read" in run(tmp_path, code)

    def test_after_reading_it_is_too_late(self, tmp_path: Path) -> None:
        lexicon.load("hedges")
        assert "hedges: extended too late" in told(tmp_path, "hedges:\n  about: {before: [x]}\n")

    def test_two_files_add_up_and_do_not_contradict(self, tmp_path: Path) -> None:
        one = put(tmp_path, "names:\n  Karsak: [Qarsaq]\n", "one.yml")
        two = put(tmp_path, "# more\nnames:\n  Karsak: [Karsakh]\n", "two.yml")
        with pytest.raises(LexiconError, match=r"two\.yml:3:3: 'Karsak' is in another lexicon"):
            desk.install([one, two])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("measure:\n", "1:1: unknown key 'measure' in a lexicon; did you mean 'measures'?"),
        ("- a\n", "1:1: a lexicon is a mapping of names to what they are"),
        ("measures: [a]\n", "1:11: 'measures' is a mapping of names to what they are"),
        ("measures:\n  Swaps: {}\n", "2:3: 'Swaps' is no name for a measure: write small letters "
         "and underscores, as in prisoners_exchanged"),
        ("measures:\n  killed: {}\n", "2:3: the measure 'killed' is built in: choose another name"),
        ("measures:\n  swaps: {verb: [swap]}\n",
         "2:11: unknown key 'verb' in 'swaps'; did you mean 'verbs'?"),
        ("measures:\n  swaps: {behaviour: evnt}\n",
         "2:22: unknown behaviour 'evnt'; did you mean 'event'?"),
        ("measures:\n  swaps: {behaviour: event}\n",
         "2:3: the measure 'swaps' lacks its 'dimension'"),
        ("measures:\n  swaps: {behaviour: event, dimension: count, verbs: swap}\n",
         "2:54: 'verbs' is a list of texts, as in [one, another]"),
        ("names:\n  Orlaven: Orlavin\n",
         "2:12: 'Orlaven' is a list of texts, as in [one, another]"),
        ("names:\n  Orlaven: [[x]]\n", "2:13: an item of 'Orlaven' is a text"),
        ("units:\n  sazhen: {is: 2.1336 metr, words: [sazhen]}\n",
         "2:16: unknown unit 'metr'; did you mean 'meter'?"),
        ("units:\n  sazhen: {is: meter, words: [sazhen]}\n",
         "2:16: 'is' is a number and a unit, as in 2.1336 meter"),
        ("units:\n  sazhen: {is: 2 meter}\n", "2:3: the unit 'sazhen' lacks its 'words'"),
        ("units:\n  mile: {is: 2 meter, words: [mile]}\n",
         "2:3: 'mile' is a built-in unit, or no plain word"),
        ("units:\n  sazhen: {is: 2 meter, words: ['a,b']}\n",
         "2:33: 'a,b' is no word: it begins with a letter and has no comma"),
        ("hedges:\n  abuot: {before: [x]}\n",
         "2:3: unknown modifier 'abuot'; did you mean 'about'?"),
        ("hedges:\n  about: {behind: [x]}\n",
         "2:11: unknown key 'behind' in 'about'; known: after, before"),
        ("names: &a\n  B: [c]\n", "1:8: '&a': anchors have no place in a lexicon"),
        ("names: {\n", "2:1: no YAML: did not find expected node content"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_at_its_place(tmp_path: Path, text: str, message: str) -> None:
    assert told(tmp_path, text) == message


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"gone\.yml: cannot be read: No such file"):
        desk.install([tmp_path / "gone.yml"])
    (tmp_path / "latin.yml").write_bytes(b"names:\n  caf\xe9: [x]\n")
    with pytest.raises(LexiconError, match=r"latin\.yml:2:6: not UTF-8"):
        desk.install([tmp_path / "latin.yml"])


def test_a_desk_s_measure_has_all_keys_that_ours_have(tmp_path: Path) -> None:
    lines = dict.fromkeys(KEYS, "[x]") | {
        "behaviour": "event",
        "dimension": "count",
        "within": "x",
    }
    entry = ", ".join(f"{key}: {value}" for key, value in sorted(lines.items()))
    put(tmp_path, f"measures:\n  swaps: {{{entry}}}\n")
    code = "from checker.measures import measures\nprint(json.dumps(measures()['swaps'].own))"
    assert run(tmp_path, code) is True
