"""What discovery promises: every article once, in a fixed order, and one error for what is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker.documents.discovery import discover
from checker.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "b.md",
        "a.TXT",
        "c/page.html",
        "c/old.htm",
        "c/d/e.xhtml",
        "c/data.csv",
        ".hidden.md",
        ".git/x.md",
        "c/.cache/y.md",
        "notes.rst",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths: str) -> list[str]:
    result = discover(paths)
    assert result.faults == ()
    return [path.as_posix() for path in result.files]


@pytest.mark.usefixtures("folder")
def test_a_folder_is_walked_in_order_without_hidden_and_unknown_files() -> None:
    assert found(".") == ["a.TXT", "b.md", "c/old.htm", "c/page.html", "c/d/e.xhtml"]


@pytest.mark.usefixtures("folder")
def test_a_named_file_is_read_whatever_its_name() -> None:
    assert found("notes.rst", ".hidden.md", "c/data.csv") == [
        "notes.rst",
        ".hidden.md",
        "c/data.csv",
    ]


@pytest.mark.usefixtures("folder")
def test_a_file_counts_once_where_it_is_reached_first() -> None:
    assert found("c/page.html", "c", "./c/d/../page.html", "b.md", "b.md") == [
        "c/page.html",
        "c/old.htm",
        "c/d/e.xhtml",
        "b.md",
    ]


def test_links_neither_loop_nor_double(folder: Path) -> None:
    try:
        (folder / "c" / "loop").symlink_to(folder, target_is_directory=True)
        (folder / "c" / "again.md").symlink_to(folder / "b.md")
        (folder / "c" / "broken.md").symlink_to(folder / "nowhere.md")
    except OSError:
        pytest.skip("no links here")
    assert found(".") == ["a.TXT", "b.md", "c/old.htm", "c/page.html", "c/d/e.xhtml"]


@pytest.mark.usefixtures("folder")
def test_what_leads_nowhere_is_named_and_the_rest_is_found() -> None:
    result = discover(["missing.md", "empty", "b.md", "", "a\0b"])
    assert [path.name for path in result.files] == ["b.md"]
    assert all(isinstance(fault, UsageError) for fault in result.faults)
    messages = [str(fault) for fault in result.faults]
    assert messages[0] == "missing.md: no such file or folder"
    assert messages[1].startswith("empty: nothing to check; the folder has no .md, ")
    assert len(messages) == 4
    assert not any("\n" in message or "\0" in message for message in messages)


def test_a_folder_whose_files_were_named_already_is_no_fault(folder: Path) -> None:
    assert found(os.fspath(folder / "c" / "d" / "e.xhtml"), "c/d")[1:] == []


def test_standard_input_stands_for_itself() -> None:
    assert found("-") == ["-"]
