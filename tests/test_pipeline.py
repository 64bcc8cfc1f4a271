"""The pipeline and the public verbs: stories, order, counts, and what a program may hand in."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

import checker
from checker import pipeline, ruleset
from checker.errors import DocumentError, FigcheckError, RuleError

WRONG = "The ford lies 40 kilometres (35 miles) north of Orlava.\n"
RIGHT = "The ford lies 40 kilometres (25 miles) north of Orlava.\n"


def document(name: str, text: str = WRONG, story: str | None = None) -> checker.Document:
    head = f"---\nstory: {story}\n---\n" if story else ""
    return checker.document(head + text, name=name)


# The flow


def test_a_wrong_conversion_is_found_and_a_right_one_is_not() -> None:
    (found,) = checker.check(document("a.md"))
    assert found.rule == "conversion-disagrees"
    assert [mention.surface for mention in found.mentions] == ["40 kilometres", "35 miles"]
    assert checker.check(document("a.md", RIGHT)) == ()


def test_all_that_was_read_is_counted() -> None:
    judged = pipeline.check([document("a.md"), document("b.md", RIGHT)], ruleset.builtin())
    assert judged.tally.documents == 2
    assert judged.tally.figures == 4
    assert judged.tally.comparisons >= 2
    assert [read.name for read in judged.documents] == ["a.md", "b.md"]


def test_pairs_that_were_left_alone_are_counted() -> None:
    told = "police said {} people were killed on 3 May 2025.\n"
    here = document("a.md", f"In Berrow {told.format(12)}")
    there = document("b.md", f"In Telmar {told.format(15)}")
    somewhere = document("c.md", "Another 17 people were killed.\n")
    apart = pipeline.check([here, there], ruleset.builtin()).tally
    assert (apart.apart, apart.undecided) == (1, 0)
    open_still = pipeline.check([here, somewhere], ruleset.builtin()).tally
    assert open_still.apart + open_still.undecided >= 1


def test_documents_may_come_one_by_one_and_each_is_told() -> None:
    told: list[str] = []
    made = (document(name) for name in ("b.md", "a.md"))
    pipeline.check(made, ruleset.builtin(), progress=lambda each: told.append(each.name))
    assert told == ["b.md", "a.md"]


def test_no_documents_and_no_rules_are_no_error() -> None:
    assert pipeline.check([], ruleset.builtin()).findings == ()
    assert pipeline.check([document("a.md")], ()).findings == ()


# Order


def test_the_order_of_documents_and_of_rules_changes_nothing() -> None:
    documents = [document(name, WRONG * 2) for name in ("b/x.md", "a.md", "b/c.md")]
    rules = ruleset.builtin()
    first = pipeline.check(documents, rules)
    assert len(first.findings) == 6
    for shuffled in itertools.permutations(documents):
        assert pipeline.check(shuffled, rules[::-1]) == first


def test_findings_are_sorted_by_path_start_and_rule() -> None:
    documents = [document(name, WRONG * 3) for name in ("b.md", "a.md")]
    found = checker.check(documents)
    keys = [(one.mentions[0].path, one.mentions[0].start, one.rule) for one in found]
    assert keys == sorted(keys)


# Stories


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        pytest.param(document("a/x.md"), document("a/y.md"), True, id="one folder"),
        pytest.param(document("./a/x.md"), document("a/y.md"), True, id="one folder, two ways"),
        pytest.param(document("a/x.md"), document("b/y.md"), False, id="two folders"),
        pytest.param(document("a/x.md"), document("a/b/y.md"), False, id="a folder inside"),
        pytest.param(
            document("a/x.md", story="flood"),
            document("b/y.md", story="flood"),
            True,
            id="one story in two folders",
        ),
        pytest.param(
            document("a/x.md", story="flood"),
            document("a/y.md", story="fire"),
            False,
            id="two stories in one folder",
        ),
        pytest.param(
            document("a/x.md", story="a"), document("a/y.md"), False, id="a story named as a folder"
        ),
    ],
)
def test_story_or_else_folder_groups_documents(
    one: checker.Document, other: checker.Document, together: bool
) -> None:
    assert (pipeline.story(one) == pipeline.story(other)) is together


# What a program may hand in


def test_a_text_a_path_a_folder_and_documents_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(WRONG, encoding="utf-8")
    for given in (path, str(path), tmp_path, [path], [checker.document(WRONG, name=str(path))]):
        (found,) = checker.check(given)
        assert found.mentions[0].path == str(path)
        assert [claim.figure.surface for claim in checker.claims(given)] == [
            "40 kilometres",
            "35 miles",
        ]
    assert [figure.surface for figure in checker.figures(WRONG)] == ["40 kilometres", "35 miles"]


def test_a_document_takes_what_it_is_told_about_itself() -> None:
    made = checker.document(WRONG, source="The Lamp", published="2025-03-12")
    assert (made.name, made.source, str(made.published)) == ("a.md", "The Lamp", "2025-03-12")


def test_own_rules_stand_in_for_the_built_in_ones(tmp_path: Path) -> None:
    path = tmp_path / "any-figure.yml"
    path.write_text(
        "id: any-figure\nsummary: Any figure.\nwhy: |\n  To see them.\nseverity: note\n"
        "given: claim\nwhen: 'true'\nmessage: '{c}'\n".replace("'true'", "c.low > 0"),
        encoding="utf-8",
    )
    for rules in (path, [str(path)], ruleset.load(path)):
        assert {found.rule for found in checker.check(document("a.md"), rules)} == {"any-figure"}


def test_what_cannot_be_read_raises_with_its_place(tmp_path: Path) -> None:
    bad = tmp_path / "bad.md"
    bad.write_bytes(b"caf\xe9")
    with pytest.raises(DocumentError, match=r"bad\.md"):
        checker.check([bad])
    with pytest.raises(FigcheckError, match=r"gone\.md"):
        checker.claims(tmp_path / "gone.md")
    with pytest.raises(FigcheckError):
        checker.check([])
    with pytest.raises(RuleError, match=r"gone\.yml"):
        checker.check(document("a.md"), rules=tmp_path / "gone.yml")


# The package


def test_every_public_name_is_there_and_documented() -> None:
    for name in checker.__all__:
        value = getattr(checker, name)
        assert name == "__version__" or value.__doc__, name
    assert set(checker.__all__) <= set(dir(checker))


def test_a_verb_stays_a_verb_when_its_folder_is_imported() -> None:
    import checker.claims
    import checker.figures.numerals

    assert callable(checker.figures)
    assert callable(checker.claims)


def test_a_wrong_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'chekc'"):
        checker.chekc  # noqa: B018 - asking is the point


def test_a_number_with_too_many_digits_costs_its_relation_and_nothing_else() -> None:
    absurd = checker.document(
        "Exports of $99999999999999999 billion account for 24 per cent of an economy worth "
        "$0.0001 billion. Nine men and eight women were held, 19 people in all.",
        name="a/a.md",
    )
    other = checker.document("It is 40 km (35 miles) from the border.", name="b/b.md")
    judged = pipeline.check([absurd, other], ruleset.builtin())
    assert [finding.rule for finding in judged.findings] == [
        "sum-disagrees",
        "conversion-disagrees",
    ]
    assert judged.failed == ("a/a.md: relation 'share' gave up: a number has too many digits",)
