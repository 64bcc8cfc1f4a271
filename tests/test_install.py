"""Four ways in: from a wheel, from a source distribution, editable, and from a checkout.

In: this repository. Out: the same report from each of them, byte for byte.

What is built is installed into fresh environments that borrow the dependencies of the running one,
so that nothing is fetched.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from checker import lexicon
from checker.alignment import possible
from checker.alignment.pairing import words
from checker.claims import page

ROOT = Path(__file__).parent.parent
STORY = ROOT / "fixtures" / "kupyansk"
SHIPPED = {".py", ".yml", ".json", ".typed", ".html", ".css", ".js", ".gazetteer", ".md"}
KEPT = page.KEPT | words.KEPT | possible.KEPT
BIN = "Scripts" if os.name == "nt" else "bin"

pytest.importorskip("pip")


def run(*command: str | Path, cwd: Path, status: int = 0) -> str:
    """What a command prints; it must end with ``status``."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True)
    assert ran.returncode == status, f"{command}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ".", cwd=ROOT)
    return folder


def install(folder: Path, *what: str | Path) -> Path:
    """A new environment in ``folder`` with figcheck in it; returns its folder of commands."""
    venv.create(folder, with_pip=False)
    python = folder / BIN / "python"
    own = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(own.strip(), "borrowed.pth").write_text("\n".join(sorted(borrowed)), encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    alone = ("--no-deps", "--no-index", "--no-build-isolation", "--ignore-installed")
    run(*pip, *alone, *what, cwd=folder)
    return folder / BIN


@pytest.fixture(scope="module")
def expected() -> str:
    """The report from the checkout."""
    command = (sys.executable, "-m", "checker", "check", STORY, "--format", "json")
    return run(*command, cwd=ROOT, status=1)


@pytest.mark.parametrize("way", ["wheel", "sdist", "editable"])
def test_every_way_in_gives_the_report_of_the_checkout(
    way: str, built: Path, expected: str, tmp_path: Path
) -> None:
    what: dict[str, tuple[str | Path, ...]] = {
        "wheel": tuple(built.glob("*.whl")),
        "sdist": tuple(built.glob("*.tar.gz")),
        "editable": ("--editable", ROOT),
    }
    commands = install(tmp_path / "env", *what[way])
    check = ("check", STORY, "--format", "json")
    assert run(commands / "figcheck", *check, cwd=tmp_path, status=1) == expected
    assert run(commands / "python", "-m", "checker", *check, cwd=tmp_path, status=1) == expected

    where = "import checker; print(checker.__file__)"
    home = Path(run(commands / "python", "-c", where, cwd=tmp_path).strip()).parent
    assert home.is_relative_to(ROOT if way == "editable" else tmp_path)
    listed = json.loads(
        run(commands / "figcheck", "rules", "list", "--format", "json", cwd=tmp_path)
    )
    rules = ROOT / "rules" if way == "editable" else home / "builtin_rules"
    assert {Path(rule["path"]).parent for rule in listed} == {rules}
    assert {rule["id"] for rule in listed} == {path.stem for path in ROOT.glob("rules/*.yml")}


def test_the_wheel_holds_the_package_and_the_rules_and_no_more(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "checker").rglob("*")
        if path.is_file() and path.suffix in SHIPPED
    }
    rules = {f"checker/builtin_rules/{path.name}" for path in (ROOT / "rules").glob("*.yml")}
    made = {f"checker/lexicon/{lexicon.COMPILED}"}
    assert {name for name in inside if ".dist-info/" not in name} == package | rules | made
    assert any(name.endswith("licenses/LICENSE") for name in inside)


def test_the_wheel_has_every_lexicon_compiled_and_reads_no_yaml_of_theirs(
    built: Path, tmp_path: Path
) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        shipped = archive.read(f"checker/lexicon/{lexicon.COMPILED}").decode("ascii")
    assert shipped == lexicon.compiled(KEPT)
    lexicons = [*(ROOT / "checker" / "lexicon").rglob("*.yml")]
    assert len(shipped.splitlines()) == len(lexicons) + len(KEPT)

    commands = install(tmp_path / "env", wheel)
    listed = "import sys; from checker.cli import main; sys.argv[1:] = {!r}\n"
    ending = "try: main()\nexcept SystemExit: pass\nprint('yaml' in sys.modules)"
    script = listed.format(["figures", str(STORY), "--format", "json"]) + ending
    assert run(commands / "python", "-c", script, cwd=tmp_path).splitlines()[-1] == "False"


def test_the_source_distribution_holds_all_that_the_repository_does(built: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    kept = run("git", "ls-files", cwd=ROOT).splitlines()
    assert [name for name in kept if (ROOT / name).exists() and name not in inside] == []


def test_all_that_is_kept_of_the_lexicons_is_in_the_wheel() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "checker").rglob("*.py"))
    assert set(re.findall(r'lexicon\.kept\("([^"]+)"', sources)) == set(KEPT)
