"""Reference tables: what is read of them, what is refused, and what is compared with them."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import checker
from checker import pipeline
from checker.cache import Cache
from checker.cli import main
from checker.errors import RuleError, TableError
from checker.reference.known import Known
from checker.reference.loading import load
from checker.reference.table import Spec, Table

ROOT = Path(__file__).parent.parent
TOWNS = """\
town,also,people,from,to
Berrow,,12400,2021,2025
"Telmar","Tel Mar; Telmór","34,000",2021-05,2025-12-31
"""
ARTICLE = "---\npublished: 2025-03-12\n---\nBerrow has a population of 21,400.\n"
CONFIG = """\
[[tables]]
path = "tables/towns.csv"
key = "town"
aliases = "also"
value = "people"
measure = "population"
valid_from = "from"
valid_to = "to"
"""


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def towns(folder: Path, text: str = TOWNS, name: str = "towns.csv", **settings: str) -> Table:
    said = {"aliases": "also", "valid_from": "from", "valid_to": "to", "measure": "population"}
    return checker.reference_table(
        put(folder / name, text), key="town", value="people", **said | settings
    )


def values(table: Table) -> list[tuple[str, Decimal | None, str | None]]:
    return [(row.key, row.quantity.high, row.quantity.unit) for row in table.rows]


def refused(path: Path, **settings: str) -> str:
    with pytest.raises(TableError) as fault:
        checker.reference_table(path, **{"key": "town", "value": "people", **settings})
    return str(fault.value).removeprefix(str(path))


class TestReading:
    def test_a_csv_file(self, tmp_path: Path) -> None:
        table = towns(tmp_path)
        assert values(table) == [("Berrow", 12400, None), ("Telmar", 34000, None)]
        _, telmar = table.rows
        assert telmar.names == ("telmar", "tel mar", "telmor")
        assert telmar.period is not None
        assert (telmar.period.start, telmar.period.end) == (date(2021, 5, 1), date(2025, 12, 31))

    def test_a_figure_stands_at_its_place_in_the_file(self, tmp_path: Path) -> None:
        table = towns(tmp_path, "\ufeff" + TOWNS.replace("Berrow,", '"Berrow\nTown",'))
        for row in table.rows:
            figure, text = table.claim(row).figure, table.document.text
            assert text[slice(*figure.span)] == figure.surface
            line = text.split("\n")[figure.line - 1]
            assert line[figure.column - 1 :].startswith(figure.surface)

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_separators(self, tmp_path: Path, separator: str) -> None:
        text = separator.join(["town", "people"]) + "\r\n" + separator.join(["Berrow", "12400"])
        table = checker.reference_table(put(tmp_path / "t.csv", text), key="town", value="people")
        assert values(table) == [("Berrow", 12400, None)]

    def test_yaml(self, tmp_path: Path) -> None:
        text = "- {town: Berrow, people: 12400}\n- town: 'Telmar'\n  people: '34,000'\n"
        text += "  also: [A, B]\n"
        path = put(tmp_path / "t.yml", text)
        table = checker.reference_table(path, key="town", value="people", aliases="also")
        assert values(table) == [("Berrow", 12400, None), ("Telmar", 34000, None)]
        assert table.rows[1].names == ("telmar", "a", "b")
        assert [table.document.text[slice(*row.span)] for row in table.rows] == [
            "12400",
            "34,000",
        ]

    def test_parquet(self, tmp_path: Path) -> None:
        frame = pd.DataFrame(
            {
                "town": ["Berrow", "Telmar", "Karsak"],
                "people": [12400, 34000.5, None],
                "from": pd.to_datetime(["2021-01-01", "2021-02-03", "2021-01-01"]),
                "also": [["A", "B"], [], None],
            }
        )
        path = tmp_path / "t.parquet"
        frame.to_parquet(path)
        table = checker.reference_table(
            path, key="town", value="people", aliases="also", valid_from="from"
        )
        assert values(table) == [("Berrow", 12400, None), ("Telmar", Decimal("34000.5"), None)]
        assert table.rows[0].names == ("berrow", "a", "b")
        assert table.rows[1].period is not None
        assert table.rows[1].period.start == date(2021, 2, 3)
        assert table.document.text.split("\n")[0].startswith("Berrow | 12400 | ")

    def test_a_query_of_an_sqlite_file(self, tmp_path: Path) -> None:
        path = tmp_path / "t.sqlite"
        with sqlite3.connect(path) as connection:
            connection.execute("create table t (town, people)")
            connection.executemany("insert into t values (?, ?)", [("Berrow", 12400), ("A", 1.5)])
        connection.close()
        query = "select town, people * 2 as twice from t order by town"
        table = checker.reference_table(path, key="town", value="twice", query=query)
        assert values(table) == [("A", 3, None), ("Berrow", 24800, None)]

    def test_a_cell_without_a_value_says_nothing(self, tmp_path: Path) -> None:
        assert values(towns(tmp_path, TOWNS + "Orlaven,,,2021,2025\n\n"))[2:] == []

    def test_units_by_name_and_as_articles_write_them(self, tmp_path: Path) -> None:
        text = "lake,size,unit\nOndra,540,km²\nSem,3.5,hectare\nAlsk,7,square mile\n"
        path = put(tmp_path / "t.csv", text)
        table = checker.reference_table(path, key="lake", value="size", unit="unit", measure="area")
        assert [unit for _, _, unit in values(table)] == ["kilometer ** 2", "hectare", "mile ** 2"]

    def test_the_column_of_values_may_be_called_like_its_measure(self, tmp_path: Path) -> None:
        path = put(tmp_path / "t.csv", "town,population\nBerrow,12400\n")
        table = checker.reference_table(path, key="town", value="population", measure="population")
        assert [row.measure for row in table.rows] == ["population"]

    def test_rows_that_say_only_since_when_hold_until_the_next(self, tmp_path: Path) -> None:
        text = "town,people,since\nBerrow,9800,2011-03-27\nBerrow,12400,2021-03-21\n"
        path = put(tmp_path / "t.csv", text)
        table = checker.reference_table(path, key="town", value="people", valid_from="since")
        periods = [row.period for row in table.rows]
        assert [period and period.end for period in periods] == [date(2021, 3, 20), None]


BAD = [
    ("town,folk\nA,1\n", {}, ":1: column 'people', the value, is missing; known: folk, town"),
    ("town,peple\nA,1\n", {}, ":1: column 'people', the value, is missing; did you mean 'peple'?"),
    ("town,people\nA,1\n", {"aliases": "also"}, ":1: column 'also', the aliases, is missing"),
    ("town,people\nA,many\n", {}, ":2: column 'people': 'many' is no number"),
    ("town,people\nA,1\nB,1;2\n", {}, ":3: column 'people': '1;2' is no number"),
    ("town,people\nA,12.400\n", {}, ":2: column 'people': '12.400' may be 12400 or 12.400"),
    ("town,people\nA,12.400.000\n", {}, ":2: column 'people': '12.400.000' is no number"),
    ("town,people\n,1\n", {}, ":2: column 'town': is empty"),
    ("town,people\nA,1\nB\n", {}, ":3: has 1 cells where the first row has 2"),
    ("town,town\nA,1\n", {}, ":1: column 'town' stands twice"),
    ("", {}, ":1: the table is empty"),
    ("town,people\nA,1\nB,2\na,3\n", {}, ":4: column 'town': 'a' stands in row 2 too"),
    (
        "town,people,u\nA,1,kilometre\nB,1,klmm\n",
        {"unit": "u"},
        ":3: column 'u': unknown unit 'klmm'",
    ),
    ("town,people\nA,1\n", {"unit": "kmm"}, ":1: the unit 'kmm' is no column, and unknown unit"),
    (
        "town,people\nA,1\n",
        {"unit": "meter**9**9**9**9"},
        ":1: the unit 'meter**9**9**9**9' is no column, and unknown unit",
    ),
    (
        "town,people\nA,1\n",
        {"measure": "populaton"},
        ":1: the measure 'populaton' is no column, and unknown measure 'populaton'; did you mean "
        "'population'?",
    ),
    (
        "town,people\nA,1\n",
        {"measure": "population", "unit": "kilometer"},
        ":2: column 'people': population is count, and kilometer is length",
    ),
    (
        "town,people,from\nA,1,2021-02-30\n",
        {"valid_from": "from"},
        ":2: column 'from': '2021-02-30' is no date: write 2024-05-31, 2024-05 or 2024",
    ),
    ("town,people,d\nA,1,3/4/21\n", {"valid_to": "d"}, ":2: column 'd': '3/4/21' is no date"),
    (
        "town,people,a,b\nA,1,2022,2021\n",
        {"valid_from": "a", "valid_to": "b"},
        ":2: column 'b': 2021-12-31 comes before 2022-01-01",
    ),
    (
        "town,people,a,b\nA,1,2021,2023\nB,1,2021,2023\nA,2,2023,2024\n",
        {"valid_from": "a", "valid_to": "b"},
        ":4: column 'town': 'a' stands in row 2 too for 2023-01-01",
    ),
    (
        "town,people,also\nA,1,Z\nB,1,Y;Z\n",
        {"aliases": "also"},
        ":3: column 'town': 'z' stands in row 2 too",
    ),
]


class TestRefused:
    @pytest.mark.parametrize(("text", "settings", "says"), BAD)
    def test_a_fault_is_told_with_its_row_and_column(
        self, tmp_path: Path, text: str, settings: dict[str, str], says: str
    ) -> None:
        assert refused(put(tmp_path / "t.csv", text), **settings).startswith(says)

    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("t.csv", b"town,people\nA\xff,1\n", ":2: is not UTF-8 at byte 13"),
            ("t.csv", b'town,people\n"A,1\n', ":"),
            ("t.yml", b"a: 1\n", ":1: a table is a list of rows"),
            ("t.yml", b"- a\n", ":1: a row is a mapping"),
            ("t.yml", b"- {town: A, people: &x 1}\n", ":1: '&x'"),
            ("t.parquet", b"no parquet", ":1: no Parquet that can be read"),
            ("t.xlsx", b"", ": is no table"),
        ],
    )
    def test_a_file_that_is_no_table(
        self, tmp_path: Path, name: str, content: bytes, says: str
    ) -> None:
        assert refused(put(tmp_path / name, content)).startswith(says)

    def test_no_file(self, tmp_path: Path) -> None:
        assert refused(tmp_path / "gone.csv") == ": cannot be read: No such file or directory"

    def test_a_file_outside_of_the_repository(self, tmp_path: Path) -> None:
        path = put(tmp_path / "secret.csv", TOWNS)
        inside = tmp_path / "repository"
        inside.mkdir()
        (inside / "link.csv").symlink_to(path)
        for name in ("../secret.csv", "link.csv"):
            spec = Spec(path=str(inside / name), key="town", value="people", name="t")
            (fault,) = load([spec], inside, Cache(None)).faults
            assert "lies outside of" in fault

    @pytest.mark.parametrize(
        "query",
        [
            "attach '/etc/passwd' as x",
            "pragma journal_mode = wal",
            "create table x (a)",
            "delete from t",
            "insert into t values (1, 2)",
            "select load_extension('x')",
            "select town, people from t; drop table t",
            "select hex(randomblob(2000000)) as town, 1 as people",
            "with recursive n(x) as (select 1 union all select x from n) select max(x), 1 from n",
            "nonsense",
        ],
    )
    def test_a_query_can_only_read(self, tmp_path: Path, query: str) -> None:
        path = tmp_path / "t.sqlite"
        connection = sqlite3.connect(path)
        connection.execute("create table t (town, people)")
        connection.commit()
        connection.close()
        before = path.read_bytes()
        assert refused(path, query=query).startswith(":1: the query was refused: ")
        assert path.read_bytes() == before
        assert [each.name for each in tmp_path.iterdir()] == ["t.sqlite"]

    def test_a_query_is_for_sqlite_and_sqlite_for_a_query(self, tmp_path: Path) -> None:
        assert "only SQLite takes a query" in refused(put(tmp_path / "t.csv", TOWNS), query="x")
        assert "an SQLite file needs a query" in refused(put(tmp_path / "t.db", b""))


def check(text: str, *tables: Table, **given: Any) -> list[str]:
    article = checker.document(text, "a.md", published="2025-03-12")
    return [each.message for each in checker.check([article], tables=tables, **given)]


class TestKnown:
    def test_the_message_names_table_row_value_and_validity(self, tmp_path: Path) -> None:
        assert check("Berrow has a population of 21,400.", towns(tmp_path)) == [
            "21,400, but the table has 12,400 for Berrow (table towns, row 2, 2021-01-01 to "
            "2025-12-31)"
        ]
        assert check("Berrow has a population of 12,400.", towns(tmp_path)) == []

    def test_names_meet_by_alias_accent_and_sound(self, tmp_path: Path) -> None:
        known = Known([towns(tmp_path)])
        for name in ("Telmar", "TELMAR", "Tel Mar", "Telmor", "Tëlmar", "Tellmar"):
            assert [row.entity and row.entity.surface for row in known.about(name)] == ["Telmar"]
        for name in ("Telmar East", "Tolmin", "", "Mar"):
            assert known.about(name) == ()

    def test_a_spelling_that_may_be_two_things_is_none(self, tmp_path: Path) -> None:
        text = "town,also,people,from,to\nSarnov,,1,,\nSernov,,2,,\n"
        assert Known([towns(tmp_path, text)]).about("Sarnev") == ()

    def test_tables_change_nothing_that_is_not_about_them(self, tmp_path: Path) -> None:
        told = "Prices rose by 5% to $3.20 from $3.10 in Berrow."
        assert check(told, towns(tmp_path)) == check(told)

    def test_claims_left_alone_are_those_of_the_articles(self, tmp_path: Path) -> None:
        article = checker.document("Berrow has a population of 21,400.", published="2025-01-02")
        from checker import ruleset

        rules = pipeline.with_tables(ruleset.builtin(), [towns(tmp_path)])
        tally = pipeline.check([article], rules).tally
        assert (tally.claims, tally.comparisons, tally.alone) == (1, 1, 0)


RULE = """\
id: {id}
summary: A test.
why: |
  A test.
severity: warning
given: claim
where: {{measure: population}}
when: {when}
message: "{message}"
"""


def rule(folder: Path, when: str, message: str = "{c}", tables: Any = ("towns",)) -> Any:
    from checker import ruleset

    path = put(folder / "a-rule.yml", RULE.format(id="a-rule", when=when, message=message))
    return ruleset.load(path, tables=tables)


class TestLookup:
    @pytest.mark.parametrize(
        ("when", "fires"),
        [
            ("not consistent(c, lookup('towns', c))", True),
            ("not consistent(c, lookup('towns', 'Berrow'))", True),
            ("lookup('towns', c).value == 12400", True),
            ("lookup('towns', c, measure='population', on=c.published).value == 12400", True),
            ("lookup('towns', 'Nowhere') is None", True),
            ("lookup('towns', c, measure='area') is None", True),
            ("lookup('towns', 'Nowhere').value > 0", False),  # it abstains
            ("not consistent(c, lookup('towns', 'Nowhere'))", False),
            ("consistent(c, lookup('towns', c))", False),
        ],
    )
    def test_what_it_gives(self, tmp_path: Path, when: str, fires: bool) -> None:
        told = check(
            "Berrow has a population of 21,400.", towns(tmp_path), rules=rule(tmp_path, when)
        )
        assert bool(told) is fires

    def test_it_may_stand_in_a_message(self, tmp_path: Path) -> None:
        made = rule(tmp_path, "c.value > 1", "{c}, not {lookup('towns', c)}")
        assert check("Berrow has a population of 21,400.", towns(tmp_path), rules=made) == [
            "21,400, not 12,400"
        ]

    def test_without_tables_it_abstains(self, tmp_path: Path) -> None:
        made = rule(tmp_path, "not consistent(c, lookup('towns', c))", tables=None)
        assert check("Berrow has a population of 21,400.", rules=made) == []

    @pytest.mark.parametrize(
        ("when", "says"),
        [
            ("lookup('twns', c) is None", "8:14: unknown table 'twns'; did you mean 'towns'?"),
            ("lookup(c.entity, c) is None", "8:14: the name of a table is written out"),
            ("lookup('towns', 5) is None", "lookup takes a figure or text as 'key', not a number"),
            ("lookup('towns') is None", "lacks its argument 'key'"),
            ("lookup('towns', c, day=5) is None", "lookup has no such argument 'day'"),
            ("lookup('towns', c) > 5", "a sum does not compare with a number"),
        ],
    )
    def test_it_is_checked_when_the_rule_is_loaded(
        self, tmp_path: Path, when: str, says: str
    ) -> None:
        with pytest.raises(RuleError) as fault:
            rule(tmp_path, when)
        assert says in str(fault.value)


class TestCommandLine:
    @pytest.fixture(autouse=True)
    def _desk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put(tmp_path / "figcheck.toml", CONFIG)
        put(tmp_path / "tables/towns.csv", TOWNS)
        put(tmp_path / "drafts/a.md", ARTICLE)
        monkeypatch.chdir(tmp_path)

    def test_a_table_is_compared_with_and_the_next_run_needs_no_pandas(
        self, tmp_path: Path
    ) -> None:
        def ran() -> tuple[list[str], bool]:
            command = [sys.executable, "-X", "importtime", "-m", "checker", "check", "drafts",
                       "--format", "json", "--cache-dir", str(tmp_path / "cache")]  # fmt: skip
            done = subprocess.run(
                command, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)}
            )
            assert done.returncode == 1, done.stderr
            found = [each["message"] for each in json.loads(done.stdout)["findings"]]
            return found, "| pandas" in done.stderr.replace("|       ", "| ").replace("  ", " ")

        first, again = ran(), ran()
        assert first == (["21,400, but the table has 12,400 for Berrow (table towns, row 2, "
                          "2021-01-01 to 2025-12-31)"], True)  # fmt: skip
        assert again == (first[0], False)
        put(tmp_path / "tables/towns.csv", TOWNS.replace("12400", "13000"))
        changed = ran()
        assert "13,000" in changed[0][0]
        assert changed[1]

    def test_a_pyproject_may_name_tables(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "figcheck.toml").unlink()
        text = CONFIG.replace("[[tables]]", "[[tool.figcheck.tables]]")
        put(tmp_path / "pyproject.toml", text)
        assert main(["check", "drafts", "--no-cache"]) == 1
        assert "the table has 12,400 for Berrow" in capsys.readouterr().out
        put(tmp_path / "pyproject.toml", text + "colour = 'red'\n")
        assert main(["check", "drafts"]) == 2
        assert "pyproject.toml:1: unknown key of a table" in capsys.readouterr().err

    def test_a_wrong_table_is_named_and_the_others_go_on(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        more = CONFIG.replace("towns.csv", "bad.csv") + CONFIG.replace("towns.csv", "../../x.csv")
        put(tmp_path / "figcheck.toml", CONFIG + more)
        put(tmp_path / "tables/bad.csv", TOWNS.replace("12400", "many"))
        assert main(["check", "drafts", "--no-cache"]) == 2
        out, err = capsys.readouterr()
        assert "tables/bad.csv:2: column 'people': 'many' is no number" in err
        assert "x.csv: lies outside of" in err
        assert "differs-from-reference" in out
        assert "2 inputs could not be read" in out

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("tables = 3\n", "figcheck.toml:1: tables are tables, each under a line [[tables]]"),
            ("[tables]\npath = 'x'\n", "figcheck.toml:1: tables are tables"),
            ("[[tables]]\npath = 'x.csv'\n", "figcheck.toml:1: the table lacks its key and its"),
            (f"{CONFIG}colour = 'red'\n", "figcheck.toml:1: unknown key of a table 'colour'"),
            (f"{CONFIG}unit = 5\n", "figcheck.toml:1: unit of a table must be a text"),
            (f"{CONFIG}\n{CONFIG}", "figcheck.toml:10: a second table is called 'towns'"),
        ],
    )
    def test_a_wrong_configuration_is_refused(
        self, tmp_path: Path, text: str, says: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        put(tmp_path / "figcheck.toml", text)
        assert main(["check", "drafts"]) == 2
        assert says in capsys.readouterr().err

    def test_the_configuration_is_shown(self, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["check", "--show-config"]) == 0
        shown = capsysbinary.readouterr().out.decode()
        assert 'tables.towns.key = "town"' in shown

    def test_explain_names_the_row(self, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["explain", "drafts/a.md:4"]) == 0
        out = capsysbinary.readouterr().out.decode()
        assert 'differs-from-reference fires beside tables/towns.csv:2:9 "12400"' in out

    def test_rules_know_the_names_of_the_tables(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        made = RULE.format(id="a-rule", when="lookup('town', c) is None", message="x")
        put(tmp_path / "rules/a-rule.yml", made)
        assert main(["rules", "validate", "rules"]) == 2
        assert "unknown table 'town'; did you mean 'towns'?" in capsys.readouterr().err

    def test_many_processes_find_the_same(
        self, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        for number in range(4):
            put(tmp_path / f"many/{number}/a.md", ARTICLE)
        found = []
        for jobs in ("1", "2"):
            assert main(["check", "many", "--no-cache", "--jobs", jobs]) == 1
            found.append(capsysbinary.readouterr().out)
        assert found[0] == found[1]
        assert found[0].count(b"differs-from-reference") == 4


def test_a_row_is_a_claim_like_any_other(tmp_path: Path) -> None:
    table = towns(tmp_path)
    assert checker.to_pandas([table.claim(table.rows[0])])["entity"][0] == "berrow"
