"""The cache: the same bytes with it and without it, whatever befalls its file."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker import records, ruleset
from checker.cache import FILE, Cache, digest
from checker.cli import main
from checker.documents import SUFFIXES, read
from checker.model import Claim, Rule
from checker.pipeline import reading
from checker.reports import FORMATS

ROOT = Path(__file__).parent.parent
STORY = ROOT / "fixtures" / "kupyansk"
WRONG = "The ford lies 40 kilometres (35 miles) north of Orlava, Quillon said.\n"
OF = digest("all that it is made of")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    status = main(["check", *args])
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return status, said.out


# The store


def test_what_was_put_is_there_in_the_next_process(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.put("a kind", OF, {"a": [1, None, "é"]})
        assert cache.get("a kind", OF) == {"a": [1, None, "é"]}
    with Cache(tmp_path) as again:
        assert again.get("a kind", OF) == {"a": [1, None, "é"]}
        assert again.get("another kind", OF) is None
        assert again.get("a kind", digest("else")) is None
        assert again.fault is None


def test_another_program_finds_nothing(tmp_path: Path) -> None:
    with Cache(tmp_path, "one") as cache:
        cache.put("a kind", OF, 1)
    assert Cache(tmp_path, "two").get("a kind", OF) is None


def test_parts_of_a_digest_do_not_run_together() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") == digest(b"a")


def test_nothing_is_stored_without_a_folder() -> None:
    with Cache(None) as cache:
        cache.put("a kind", OF, 1)
        assert cache.get("a kind", OF) is None
        assert cache.fault is None


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    with Cache(tmp_path / "new" / "cache") as cache:
        cache.put("a kind", OF, 1)
    made = tmp_path / "new" / "cache"
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert stat.S_IMODE((made / FILE).stat().st_mode) == 0o600


@pytest.mark.usefixtures("folder")
def test_its_file_holds_no_text_of_the_articles(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(WRONG)
    Path("b.md").write_text(WRONG.replace("40", "70"))
    checked(capsys, ".", "--cache-dir", "kept")
    stored = Path("kept", FILE).read_bytes()
    assert len(stored) > 10_000
    for word in ("Orlava", "Quillon", "quillon", "kilometres", "35 miles", "a.md", "fingerprint"):
        assert word.encode() not in stored


# Whatever befalls the file


def test_every_byte_of_a_value_counts(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.put("a kind", OF, [1, 2, 3])
    with sqlite3.connect(tmp_path / FILE) as connection:
        ((name, value),) = connection.execute("select name, value from entries").fetchall()
    for place in range(len(value)):
        damaged = value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]
        with sqlite3.connect(tmp_path / FILE) as connection:
            connection.execute("update entries set value = ? where name = ?", (damaged, name))
        assert Cache(tmp_path).get("a kind", OF) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"no database at all, but some text" * 40, b"SQLite format 3\0" + b"\xff" * 5000],
)
def test_a_file_that_is_none_of_ours_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    for _ in range(2):  # the first run may have to take the file away, the second finds a new one
        with Cache(tmp_path) as cache:
            assert cache.get("a kind", OF) in (None, 1)
            cache.put("a kind", OF, 1)
    assert Cache(tmp_path).get("a kind", OF) == 1


def test_a_table_of_another_form_is_no_answer(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("create table entries (name text, something integer)")
    with Cache(tmp_path) as cache:
        assert cache.get("a kind", OF) is None


@given(places=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=40))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_damaged_file_never_gives_a_wrong_value(
    tmp_path: Path, places: list[tuple[int, int]]
) -> None:
    shutil.rmtree(tmp_path / "cache", ignore_errors=True)
    with Cache(tmp_path / "cache") as cache:
        for number in range(20):
            cache.put("number", str(number), [number] * 50)
    data = bytearray((tmp_path / "cache" / FILE).read_bytes())
    for place, byte in places:
        data[place % len(data)] = byte
    (tmp_path / "cache" / FILE).write_bytes(bytes(data))
    with Cache(tmp_path / "cache") as cache:
        for number in range(20):
            assert cache.get("number", str(number)) in (None, [number] * 50)


@pytest.mark.parametrize("damage", ["corrupt", "folder", "read-only", "none"])
@pytest.mark.usefixtures("folder")
def test_a_run_says_the_same_whatever_became_of_the_cache(
    capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    Path("a.md").write_text(WRONG)
    wanted = checked(capsys, "a.md", "--no-cache")
    assert checked(capsys, "a.md", "--cache-dir", "kept") == wanted
    path = Path("kept", FILE)
    if damage == "corrupt":
        path.write_bytes(path.read_bytes()[:5000] + b"\0" * 5000)
    elif damage == "folder":
        path.unlink()
        path.mkdir()
    elif damage == "read-only":
        path.unlink()
        Path("kept").chmod(0o500)
    assert checked(capsys, "a.md", "--cache-dir", "kept") == wanted
    Path("a.md").write_text(WRONG.replace("35", "25"))
    assert checked(capsys, "a.md", "--cache-dir", "kept")[0] == 0
    Path("kept").chmod(0o700)


@pytest.mark.usefixtures("folder")
def test_what_is_wrong_with_the_cache_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(WRONG)
    Path("kept").write_text("a file where a folder should be")
    main(["check", "a.md", "--cache-dir", "kept"])
    assert capsys.readouterr().err == (
        f"figcheck: {Path('kept', FILE)}: the cache is not used: File exists; "
        "--no-cache does without\n"
    )
    main(["check", "a.md", "--cache-dir", "kept", "--quiet"])
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("folder")
def test_a_damaged_cache_is_said_once_and_begun_anew(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(WRONG)
    Path("kept").mkdir()
    Path("kept", FILE).write_bytes(b"no database" * 100)
    runs = []
    for _ in range(2):
        status = main(["check", "a.md", "--cache-dir", "kept"])
        runs.append((status, *capsys.readouterr()))
    assert runs[0][:2] == runs[1][:2]
    assert runs[0][2].count("the cache is not used: ") == 1
    assert runs[1][2] == ""


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
@pytest.mark.usefixtures("folder")
def test_a_full_disk_costs_the_cache_and_nothing_else() -> None:
    """The limit on the size of a file stands for the disk: writing fails in the middle."""
    Path("a.md").write_text(WRONG)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    for _ in range(2):
        ran = subprocess.run(
            [sys.executable, "-m", "checker", "check", "a.md", "--cache-dir", "kept", "-v"],
            capture_output=True, text=True, preexec_fn=limited,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
        assert ran.returncode == 1
        assert ran.stdout.startswith("a.md:1:15 error conversion-disagrees")
        assert "Traceback" not in ran.stderr
        assert "the cache is not used" in ran.stderr


def test_a_run_that_is_killed_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.put("a kind", OF, 1)
    killed = (
        "import os, sys, pathlib, checker.cache as c\n"
        "cache = c.Cache(pathlib.Path(sys.argv[1]))\n"
        "cache.put('a kind', sys.argv[2], 2)\n"
        "connection = cache._connection(cache.path)\n"
        "connection.execute('begin immediate')\n"
        "connection.execute('delete from entries')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", killed, str(tmp_path), OF], env={"PYTHONPATH": str(ROOT)})
    with Cache(tmp_path) as after:
        assert after.get("a kind", OF) == 1
        after.put("a kind", digest("new"), 3)
    assert Cache(tmp_path).get("a kind", digest("new")) == 3


def test_runs_side_by_side_do_not_disturb_each_other(tmp_path: Path) -> None:
    faults: list[object] = []

    def work(worker: int) -> None:
        for number in range(20):
            with Cache(tmp_path) as cache:
                if cache.get("number", str(number)) not in (None, [number]):
                    faults.append((worker, number))
                cache.put("number", str(number), [number])

    threads = [threading.Thread(target=work, args=(each,)) for each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert [Cache(tmp_path).get("number", str(n)) for n in range(20)] == [[n] for n in range(20)]


def test_the_file_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.cache.MOST_BYTES", 100_000)
    for number in range(40):
        with Cache(tmp_path) as cache:
            cache.put("number", str(number), [digest(str(number), str(n)) for n in range(300)])
    assert (tmp_path / FILE).stat().st_size < 250_000
    assert Cache(tmp_path).get("number", "39") is not None


def test_much_that_was_put_is_written_before_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.cache._AT_ONCE", 100)
    cache = Cache(tmp_path)
    cache.put("a kind", OF, [digest(str(number)) for number in range(10)])
    assert len(Cache(tmp_path).get("a kind", OF) or ()) == 10
    cache.close()


def test_many_are_asked_for_at_once(tmp_path: Path) -> None:
    names = [digest(str(number)) for number in range(1_200)]
    with Cache(tmp_path) as cache:
        for number, name in enumerate(names[::2]):
            cache.put("number", name, number)
        cache.write()
        cache.put("number", names[1], "new")
        assert cache.get_all("number", names) == {
            **{name: number for number, name in enumerate(names[::2])},
            names[1]: "new",
        }


# The same bytes


@pytest.fixture
def desk(folder: Path) -> Path:
    shutil.copytree(STORY, folder / "desk")
    (folder / "desk" / "quiet.md").write_text(
        "<!-- figcheck: ignore[conversion-disagrees] by road -->\n" + WRONG
    )
    (folder / "desk" / "broken.md").write_bytes(b"caf\xe9")
    return folder / "desk"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.usefixtures("desk")
def test_with_and_without_cache_the_same_bytes(
    capsys: pytest.CaptureFixture[str], form: str
) -> None:
    plain = checked(capsys, "desk", "--no-cache", "--format", form)
    for _ in range(2):
        assert checked(capsys, "desk", "--cache-dir", "kept", "--format", form) == plain


def test_one_changed_article_of_a_story_is_enough(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(capsys, "desk", "--cache-dir", "kept")
    article = desk / "oskil-courier.md"
    article.write_text(article.read_text().replace("40", "41") + "\n" + WRONG)
    plain = checked(capsys, "desk", "--no-cache", "--format", "json")
    assert checked(capsys, "desk", "--cache-dir", "kept", "--format", "json") == plain


@pytest.mark.usefixtures("desk")
def test_where_nothing_changed_nothing_is_read() -> None:
    code = (
        "import sys\nfrom checker.cli import main\nmain(['check', 'desk', '--cache-dir', 'kept'])\n"
        "sys.stderr.write('\\n'.join(sys.modules))"
    )
    for first in (True, False):
        ran = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        loaded = set(ran.stderr.splitlines())
        assert "checker.incremental" in loaded
        assert bool({"checker.units", "checker.pipeline", "yaml"} & loaded) == first


@pytest.mark.parametrize(
    "change",
    [
        ["--select", "conversion-disagrees"],
        ["--ignore", "conversion-disagrees"],
        ["--rules", "any-length.yml"],
    ],
)
@pytest.mark.usefixtures("desk")
def test_other_rules_are_other_findings(
    capsys: pytest.CaptureFixture[str], change: list[str]
) -> None:
    Path("any-length.yml").write_text(
        "id: any-length\nsummary: A length.\nwhy: |\n  To see.\nseverity: note\ngiven: claim\n"
        'when: c.low > 0\nmessage: "{c}"\n'
    )
    checked(capsys, "desk", "--cache-dir", "kept")
    plain = checked(capsys, "desk", "--no-cache", *change)
    assert checked(capsys, "desk", "--cache-dir", "kept", *change) == plain


@pytest.mark.usefixtures("folder")
def test_an_article_that_moves_to_another_story_is_compared_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("a/one.md", "b/two.md"):
        Path(name).parent.mkdir()
        Path(name).write_text(WRONG)
    for story in ("", "---\nstory: ford\n---\n\n"):
        for name in ("a/one.md", "b/two.md"):
            Path(name).write_text(story + WRONG)
        plain = checked(capsys, ".", "--no-cache")
        assert checked(capsys, ".", "--cache-dir", "kept") == plain


@pytest.mark.parametrize("jobs", ["2", "3"])
def test_any_number_of_processes_gives_the_same_bytes(
    desk: Path, capsys: pytest.CaptureFixture[str], jobs: str
) -> None:
    (desk / "matter.md").write_text("---\nsource: [\n---\n40 km\n")
    one = checked(capsys, "desk", "--no-cache", "--format", "json")
    assert checked(capsys, "desk", "--no-cache", "--format", "json", "--jobs", jobs) == one
    assert checked(capsys, "desk", "--cache-dir", "kept", "--format", "json", "-j", jobs) == one
    assert checked(capsys, "desk", "--cache-dir", "kept", "--format", "json") == one


@pytest.mark.usefixtures("folder")
def test_a_story_too_large_for_one_process_is_read_by_several(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("desk").mkdir()
    for number in range(70):
        Path("desk", f"{number}.md").write_text(WRONG.replace("40", str(40 + number)))
    one = checked(capsys, "desk", "--no-cache", "--format", "json")
    assert checked(capsys, "desk", "--cache-dir", "kept", "--format", "json", "-j", "2") == one
    Path("desk", "0.md").write_text(WRONG)
    one = checked(capsys, "desk", "--no-cache", "--format", "json")
    assert checked(capsys, "desk", "--cache-dir", "kept", "--format", "json", "-j", "2") == one


def test_what_several_processes_found_is_kept(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(4):
        (desk / str(number)).mkdir()
        (desk / str(number) / "a.md").write_text(WRONG.replace("ford", f"ford no {number}"))
    (desk / "broken.md").unlink()
    said = {}
    for jobs in ("2", "1"):
        command = [sys.executable, "-m", "checker", "check", "desk", "--cache-dir", "kept", "-v"]
        ran = subprocess.run(
            [*command, "--jobs", jobs],
            capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert len(ran.stderr.splitlines()) == 1, ran.stderr
        said[jobs] = ran.stdout
    assert said["1"] == said["2"]
    assert Path("kept", FILE).stat().st_size > 100_000
    assert capsys.readouterr().err == ""


# Records


@pytest.mark.parametrize(
    "path",
    [p for p in sorted((ROOT / "fixtures").rglob("*")) if p.suffix in SUFFIXES],
    ids=lambda path: path.name,
)
def test_claims_come_back_as_they_were(path: Path) -> None:
    made = reading(read(path))
    written = records.plain(made.claims)
    assert records.restored(tuple[Claim, ...], written, made.document) == made.claims


def test_rules_come_back_as_they_were() -> None:
    rules = ruleset.builtin()
    assert records.restored(tuple[Rule, ...], records.plain(rules)) == rules
