"""A draft and the files that it lists as its sources."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import checker
from checker import support
from checker.cli import main
from checker.documents.sources import listed
from checker.errors import DocumentError
from checker.model import Figure

REPORT = "In May, 304 ships were counted by the harbour office.\n"
DRAFT = "---\nsources: [{}]\n---\nThe harbour office counted 340 ships in May.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a draft and the report that it draws on."""
    (tmp_path / ".git").mkdir()
    for folder in ("drafts", "reports"):
        (tmp_path / folder).mkdir()
    (tmp_path / "reports" / "port.md").write_text(REPORT)
    (tmp_path / "drafts" / "quay.md").write_text(DRAFT.format("../reports/port.md"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def figure(text: str) -> Figure:
    (found,) = checker.figures(text)
    return found


class TestFiles:
    @pytest.mark.usefixtures("desk")
    def test_a_folder_stands_for_its_articles_without_the_draft(self) -> None:
        assert listed("drafts/quay.md", ["../reports"]) == ("reports/port.md",)
        assert listed("drafts/quay.md", ["..", "../reports/port.md"]) == ("reports/port.md",)

    @pytest.mark.parametrize(
        ("source", "said"),
        [("../reports/none.md", "there is no reports/none.md"), ("../../other", "lies outside")],
    )
    @pytest.mark.usefixtures("desk")
    def test_what_cannot_be_had_is_one_line(self, source: str, said: str) -> None:
        with pytest.raises(DocumentError, match=said):
            listed("drafts/quay.md", [source])

    def test_a_link_out_of_the_repository_is_refused(
        self, desk: Path, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        outside = tmp_path_factory.mktemp("outside") / "secret.md"
        outside.write_text("340 ships\n")
        (desk / "reports" / "link.md").symlink_to(outside)
        with pytest.raises(DocumentError, match="lies outside"):
            listed("drafts/quay.md", ["../reports/link.md"])
        assert listed("drafts/quay.md", ["../reports"]) == ("reports/port.md",)


class TestRun:
    @pytest.mark.usefixtures("desk")
    def test_sources_from_elsewhere_are_read_and_not_counted(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check", "drafts", "--no-cache"]) == 1
        out = capsys.readouterr().out
        assert "340 ships in the draft, but 304 ships in reports/port.md" in out
        assert "1 document" in out

    def test_what_is_kept_of_a_run_depends_on_the_sources(
        self, desk: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for _ in range(2):
            assert main(["check", "drafts", "--cache-dir", "kept"]) == 1
        (desk / "reports" / "port.md").write_text(REPORT.replace("304", "340"))
        assert main(["check", "drafts", "--cache-dir", "kept"]) == 0
        (desk / "reports" / "port.md").write_text(REPORT)
        assert main(["check", "drafts", "--cache-dir", "kept"]) == 1
        capsys.readouterr()

    def test_without_its_sources_the_draft_is_checked_for_the_rest(
        self, desk: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        wrong = "The ford lies 40 kilometres (35 miles) north.\n"
        (desk / "drafts" / "quay.md").write_text(DRAFT.format("../reports/none.md") + wrong)
        assert main(["check", "drafts", "--no-cache"]) == 2
        told = capsys.readouterr()
        assert "conversion-disagrees" in told.out
        assert "figure-unsupported" not in told.out
        (line,) = told.err.splitlines()
        assert "drafts/quay.md: sources has '../reports/none.md'" in line

    @pytest.mark.usefixtures("desk")
    def test_the_same_from_python(self) -> None:
        assert [f.rule for f in checker.check("drafts")] == ["figure-differs-from-source"]
        draft = checker.document(DRAFT.format("port.md"), "quay.md")
        report = checker.document(REPORT, "port.md")
        assert [f.rule for f in checker.check([draft, report])] == ["figure-differs-from-source"]

    @pytest.mark.usefixtures("desk")
    def test_what_is_wrong_within_a_source_is_not_reported(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("reports/port.md").write_text("The ford lies 40 kilometres (35 miles) north.\n")
        main(["check", "drafts", "--no-cache"])
        assert "conversion-disagrees" not in capsys.readouterr().out


class TestBearingOut:
    @given(
        number=st.integers(1, 10**9),
        noun=st.sampled_from(["ships", "people", "homes"]),
    )
    def test_every_number_bears_itself_out(self, number: int, noun: str) -> None:
        one, other = figure(f"There were {number} {noun}."), figure(f"We saw {number:,} {noun}.")
        assert support.bears_out(one, other)
        assert support.bears_out(other, one)

    @given(number=st.integers(10, 10**6), places=st.integers(1, 3))
    def test_what_is_rounded_with_a_hedge_is_borne_out(self, number: int, places: int) -> None:
        rounded = int(round(Decimal(number), -min(places, len(str(number)) - 1)))
        assert (
            support.bears_out(
                figure(f"It cost {number} dollars."), figure(f"It cost about {rounded} dollars.")
            )
            or abs(rounded - number) > Decimal("0.05") * rounded
        )

    @given(number=st.integers(2, 10**6), more=st.integers(1, 10**6))
    def test_another_whole_number_is_not(self, number: int, more: int) -> None:
        other = number + more
        exact = number < 1000 or number % 100
        if exact:
            assert not support.bears_out(figure(f"{other} ships."), figure(f"{number} ships."))
