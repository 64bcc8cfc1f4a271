"""On which line each key of a TOML file stands."""

from __future__ import annotations

import pytest

from checker.toml_places import Places

TEXT = """\
fail-on = "note"
"exclude" = [
  "a",
]
[per-file."a b/*.md"]
ignore = []
[ rules . 'x.y' ]  # dotted
tolerance = 0.2
rules-like = 1
[rules]
z = {severity = "note", deep = {er = 1}}
w.severity = "note"
[[tables]]
path = "a"
[[tables]]
path = "b"
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("fail-on",), 1),
        (("exclude",), 2),
        (("per-file",), 5),
        (("per-file", "a b/*.md"), 5),
        (("per-file", "a b/*.md", "ignore"), 6),
        (("rules",), 7),
        (("rules", "x.y", "tolerance"), 8),
        (("rules", "z", "severity"), 11),
        (("rules", "z", "deep", "er"), 11),
        (("rules", "w", "severity"), 12),
        (("nowhere",), None),
        (("rules", "nowhere"), 7),
    ],
)
def test_a_key_or_what_it_stands_in(keys: tuple[str, ...], line: int | None) -> None:
    assert Places(TEXT).line(*keys) == line


def test_the_heads_of_an_array_of_tables() -> None:
    places = Places(TEXT)
    assert [places.head(number, "tables") for number in range(3)] == [13, 15, 13]
    assert places.head(0, "nowhere") is None


def test_what_looks_like_a_key_takes_no_long_time() -> None:
    assert Places("a." * 50_000 + "\n" + " " * 100_000 + "=" * 9).line("a") is None
