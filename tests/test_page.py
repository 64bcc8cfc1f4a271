"""The page: what it shows and does, in a real browser, and that hostile text stays text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from browser import axe_script, browser
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import article, contradiction, finding, mention

import checker
from checker import pipeline, ruleset
from checker.api import documents
from checker.cli import FAILED, FOUND, OK, main
from checker.model import Finding, Judgement, Severity, Suppressed
from checker.reports import html

STORY = "fixtures/kupyansk"


def judged(inputs: Any) -> Judgement:
    made = pipeline.check(documents(inputs), ruleset.builtin())
    return replace(made, sheets=pipeline.sheets(made))


@cache
def of_the_story() -> str:
    return html.render(judged(STORY))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "report.html"
    assert main(["report", STORY, "--output", str(path)]) == OK
    return path.as_uri()


class Opened:
    """A page, and all that went wrong or was asked for while it was open."""

    def __init__(self, chromium: Any, address: str, **context: Any) -> None:
        context = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"} | context
        self.context = chromium.new_context(**context)
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.wrong: list[str] = []
        self.page.on("console", lambda said: self.wrong.append(said.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda _: self.wrong.append("a dialog"))
        self.page.on("request", self._asked)
        self.address = address
        self.page.goto(address)

    def _asked(self, request: Any) -> None:
        if request.url.split("#")[0] not in (self.address, "data:,"):
            self.wrong.append(f"asked for {request.url}")

    def texts(self, query: str) -> list[str]:
        return [" ".join(text.split()) for text in self.page.locator(query).all_inner_texts()]

    def figure(self, text: str) -> Any:
        return self.page.locator(".pane .f", has_text=re.compile(f"^{text}$")).first

    def focused(self) -> str:
        return str(
            self.page.evaluate("document.activeElement.id || document.activeElement.tagName")
        )


@pytest.fixture
def opened(chromium: Any, story: str) -> Iterator[Opened]:
    made = Opened(chromium, story)
    yield made
    made.context.close()
    assert made.wrong == []


@pytest.fixture
def phone(chromium: Any, story: str) -> Iterator[Opened]:
    made = Opened(
        chromium, story, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    yield made
    made.context.close()
    assert made.wrong == []


# What it shows


@pytest.mark.browser
def test_the_verdict_says_what_was_found_and_read(opened: Opened) -> None:
    assert opened.texts(".verdict") == ["3 findings: 1 error and 2 warnings."]
    (read,) = opened.texts(".counts")
    assert re.search(r"^\d+ figures in 3 articles were read", read)
    assert "left alone" in read


@pytest.mark.browser
def test_findings_come_gravest_first_with_both_frames_and_the_reasons(opened: Opened) -> None:
    assert opened.texts(".group h3") == ["1 error", "2 warnings"]
    distance = opened.page.locator(".finding", has_text="34 miles in Meridian Post")
    assert distance.locator(".frame blockquote").count() == 2
    text = distance.inner_text()
    for part in ("39.5 to 40.5 kilometers", "34 miles stands for", "same two ends"):
        assert part in text
    assert "do not all meet" in distance.locator("svg.plot").get_attribute("aria-label")
    distance.locator(".rule a").click()
    assert opened.focused().startswith("rule-")


@pytest.mark.browser
def test_the_conflict_on_the_border_distance_is_first_in_the_sheet(opened: Opened) -> None:
    first, *others = opened.page.locator(".row").all()
    assert "disagree" in first.inner_text()
    assert "Russian border" in first.inner_text()
    assert first.locator("td .ref").all_inner_texts() == ["34 miles", "40 kilometres"]
    assert all("disagree" not in each.inner_text() for each in others)


@pytest.mark.browser
def test_agreement_and_conflict_are_told_apart_by_shape(opened: Opened) -> None:
    first, second, *_ = opened.page.locator(".row").all()
    assert first.locator("path.dot").count() == 2
    assert first.locator(".gap").count() == 1
    assert second.locator("circle.dot").count() == 3
    assert second.locator(".gap").count() == 0


@pytest.mark.browser
def test_every_figure_that_was_read_is_marked(opened: Opened) -> None:
    figures = [figure for d in documents(STORY) for figure in checker.figures(d)]
    assert opened.page.locator(".pane .f[id]").count() == len(figures)


@pytest.mark.browser
def test_a_figure_tells_its_reading_on_hover_and_on_focus(opened: Opened) -> None:
    card = opened.page.locator("#card")
    opened.figure("Roughly 1,100").hover()
    assert "count, about" in card.inner_text()
    assert "leaves room for" in card.inner_text()
    assert "the district administration" in card.inner_text()
    opened.figure("300 metres").focus()
    assert card.locator("b").first.inner_text() == "300 metres"
    opened.page.keyboard.press("Escape")
    assert card.is_hidden()


@pytest.mark.browser
def test_the_text_of_an_article_reads_as_it_was_published(opened: Opened) -> None:
    (text,) = opened.texts("#article-2 .prose")
    assert "“They come in twos and threes now, on foot or on motorbikes,” the commander" in text


# What it does


@pytest.mark.browser
def test_a_click_on_a_figure_shows_the_other_side(opened: Opened) -> None:
    opened.figure("34 miles").click()
    other = opened.figure("40 kilometres").page.locator(
        "#articles .f.lit", has_text="40 kilometres"
    )
    assert other.count() == 1
    assert opened.focused() == other.get_attribute("id")
    box = other.bounding_box()
    assert 0 <= box["y"] <= 900
    assert 0 <= box["x"] <= 1280
    opened.page.keyboard.press("Enter")
    assert opened.focused() == opened.figure("34 miles").get_attribute("id")


@pytest.mark.browser
def test_a_finding_leads_to_its_figures_and_a_cell_of_the_sheet_too(opened: Opened) -> None:
    opened.page.locator(".finding .ref", has_text="34 miles").click()
    assert opened.focused() == opened.figure("34 miles").get_attribute("id")
    opened.page.locator(".row .ref", has_text="Seventeen").click()
    assert opened.focused() == opened.figure("Seventeen").get_attribute("id")


@pytest.mark.browser
def test_a_click_on_a_figure_without_another_side_keeps_to_its_card(opened: Opened) -> None:
    opened.page.locator(".pane .f", has_text=re.compile("^52$")).first.click()
    assert "leaves room for 52" in opened.page.locator("#card").inner_text()
    opened.page.locator("#card a", has_text="Row of the sheet").click()
    assert opened.focused().startswith("row-")


@pytest.mark.browser
def test_filters_leave_what_passes_all_of_them(opened: Opened) -> None:
    page = opened.page
    page.select_option("#by-severity", "error")
    assert opened.texts(".finding:not([hidden]) h4") == ["40 kilometres is 25 miles, not 35 miles"]
    assert page.locator(".row:visible").count() == 0
    assert page.locator("#no-rows").is_visible()
    page.click("#clear")
    page.select_option("#by-rule", label="distance-disagrees")
    assert page.locator(".finding:visible").count() == 1
    assert page.locator(".row:visible").count() == 1
    page.select_option("#by-source", label="Eastern Desk")
    assert page.locator(".finding:visible").count() == 0
    page.click("#clear")
    page.select_option("#by-measure", label="killed")
    assert page.locator(".row:visible").count() == 1
    assert set(opened.texts("#articles .f.on")) == {"17", "Seventeen"}
    page.click("#clear")
    assert page.locator(".finding:visible").count() == 3
    assert page.locator(".row:visible").count() == 3


@pytest.mark.browser
def test_the_search_box_finds_words(opened: Opened) -> None:
    page = opened.page
    page.fill("#search", "Fortification")
    page.wait_for_selector("#clear:visible")
    assert opened.texts(".pane:not([hidden]) h3") == ["Eastern Desk"]
    assert page.locator(".finding:visible").count() == 0
    assert "0 of 3 findings" in page.locator("#told").inner_text()
    page.fill("#search", "")
    page.wait_for_selector("#clear", state="hidden")
    assert page.locator(".pane:visible").count() == 3


@pytest.mark.browser
def test_the_keyboard_alone_reaches_all(opened: Opened) -> None:
    page = opened.page
    wanted = set(page.evaluate("[...document.querySelectorAll('.f[id]')].map((f) => f.id)"))
    reached: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        reached.append(opened.focused())
        if reached[-1] == "BODY":
            break
    assert wanted <= set(reached)
    assert {"search", "by-severity", "by-rule", "by-measure", "by-source", "theme"} <= set(reached)


@pytest.mark.browser
def test_keys_lead_from_a_figure_to_its_finding_and_its_row(opened: Opened) -> None:
    opened.figure("34 miles").focus()
    opened.page.keyboard.press("f")
    assert opened.focused() == "finding-2"
    opened.figure("34 miles").focus()
    opened.page.keyboard.press("s")
    assert opened.focused() == "row-1"
    opened.figure("34 miles").focus()
    opened.page.keyboard.press("ArrowRight")
    assert opened.page.evaluate("document.activeElement.textContent") == "two"


@pytest.mark.browser
def test_light_and_dark_follow_the_system_and_the_button(chromium: Any, story: str) -> None:
    shade = "getComputedStyle(document.body).backgroundColor"
    light = Opened(chromium, story, color_scheme="light")
    dark = Opened(chromium, story, color_scheme="dark")
    assert light.page.evaluate(shade) != dark.page.evaluate(shade)
    light.page.click("#theme")
    assert light.page.evaluate(shade) == dark.page.evaluate(shade)
    light.context.close()
    dark.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_anybody_out(chromium: Any, story: str, scheme: str) -> None:
    """axe-core finds no serious violation, with a card open and everything unfolded."""
    made = Opened(chromium, story, color_scheme=scheme)
    made.page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    made.figure("34 miles").focus()
    made.page.evaluate(axe_script())
    found = made.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    grave = [
        f"{each['id']}: {node['html'][:120]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
    assert grave == []
    made.context.close()


@pytest.mark.browser
def test_a_telephone_shows_it_without_scrolling_sideways(phone: Opened) -> None:
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    phone.figure("34 miles").tap()
    assert phone.page.locator("#card").inner_text().startswith("40 kilometres")
    opened_for = phone.page.locator("#card")
    assert "34 miles, Meridian Post" in opened_for.inner_text()
    phone.figure("Seventeen").tap()
    assert opened_for.locator("b").first.inner_text() == "Seventeen"
    phone.page.locator("#more").click()
    assert phone.page.locator("#by-rule").is_visible()


@pytest.mark.browser
def test_printed_it_is_whole(opened: Opened) -> None:
    opened.page.emulate_media(media="print")
    assert opened.page.locator("#bar").is_hidden()
    cut = opened.page.evaluate(
        "[...document.querySelectorAll('.pane .text')]"
        ".filter((text) => text.scrollHeight > text.clientHeight + 1).length"
    )
    assert cut == 0


@pytest.mark.browser
def test_without_scripts_it_still_shows_everything(chromium: Any, story: str) -> None:
    made = Opened(chromium, story, java_script_enabled=False)
    assert made.page.locator(".finding").count() == 3
    made.figure("34 miles").click()
    assert made.page.url.endswith(
        f"#{made.page.locator('.pane .f', has_text='40 kilometres').last.get_attribute('id')}"
    )
    made.context.close()


def many(chromium: Any, tmp_path: Path) -> Opened:
    """Twelve desks that say the same, but for the last."""
    articles = [
        checker.document(
            f"Orlava lies {62 if number < 11 else 26} kilometres north of the border.\n",
            name=f"{number:02}.md",
            source=f"Desk {number:02}",
        )
        for number in range(12)
    ]
    path = tmp_path / "many.html"
    path.write_text(html.render(judged(articles)), encoding="utf-8")
    return Opened(chromium, path.as_uri())


@pytest.mark.browser
def test_of_many_sources_a_row_names_those_that_say_the_same(chromium: Any, tmp_path: Path) -> None:
    made = many(chromium, tmp_path)
    (row,) = made.page.locator(".row").all()
    assert row.locator(".says b").all_inner_texts() == ["62 kilometres", "26 kilometres"]
    assert row.locator(".says li").first.locator(".ref").count() == 11
    made.context.close()


@pytest.mark.browser
def test_two_articles_far_apart_are_brought_together(chromium: Any, tmp_path: Path) -> None:
    made = many(chromium, tmp_path)
    made.figure("62 kilometres").click()
    other = made.page.locator(".pane .f.lit", has_text="26 kilometres")
    for each in (other, made.figure("62 kilometres")):
        box = each.bounding_box()
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 1280
        assert 0 <= box["y"] <= 900
    made.context.close()


# Hostile text

PWN = "<script>document.title='pwned'</script>"
BREAKERS = [
    PWN,
    f"</script>{PWN}",
    "\"><img src=x onerror=document.title='pwned'>",
    "' onmouseover='document.title=1",
    f"</style>{PWN}",
    "{{ 7 * 7 }}",
    "<!--",
    "]]>",
]


def hostile() -> Judgement:
    """A story in which everything that can come from a stranger holds markup."""
    text = "Orlava lies {} kilometres from the border. " + " ".join(BREAKERS)
    articles = [
        checker.document(
            text.format(number), name=f'{PWN}{number}".txt', source=f"{source}{number}"
        )
        for number, source in ((40, PWN), (62, '"><b onclick=x>'))
    ]
    made = judged(articles)
    evil: list[Finding] = [
        replace(found, rule=f'"{PWN}', message=PWN, grounds=(PWN,), arithmetic=PWN, fix=PWN)
        for found in made.findings
    ]
    rule = replace(
        made.rules[0], id=f'"{PWN}', summary=PWN, why=f"`{PWN}`\n\n    {PWN}", refs=(PWN,)
    )
    return replace(
        made,
        findings=(*made.findings, *evil),
        rules=(*made.rules, rule),
        faults=(PWN,),
        suppressed=(Suppressed(evil[0], "inSource", PWN),),
    )


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes |= {name for name, _ in attrs}


def elements(page: str) -> _Elements:
    parser = _Elements()
    parser.feed(page)
    return parser


def test_there_is_something_hostile() -> None:
    assert len(hostile().findings) == 2


def test_hostile_text_makes_no_element_and_no_attribute() -> None:
    made, plain = elements(html.render(hostile(), title=PWN)), elements(of_the_story())
    assert made.names.count("script") == 2
    assert "img" not in made.names
    assert not {name for name in made.attributes if name.startswith("on") or name == "style"}
    assert set(made.names) <= {*plain.names, "pre", "mark"}
    assert made.attributes <= plain.attributes


@pytest.mark.browser
def test_hostile_text_stays_text_in_a_browser(chromium: Any, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(html.render(hostile(), title=PWN), encoding="utf-8")
    made = Opened(chromium, path.as_uri())
    made.page.locator(".pane .f").first.hover()
    made.page.locator(".pane .f").first.click()
    made.page.fill("#search", "<script>")
    made.page.wait_for_selector("#clear:visible")
    assert made.page.locator("h1").inner_text() == PWN
    assert PWN in made.page.locator(".pane").first.inner_text()
    assert not made.page.title().startswith("pwned")
    made.context.close()
    assert made.wrong == []


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80), st.text(alphabet="<>\"'&/=!-script ", max_size=40))
def test_no_text_adds_an_element(words: str, markup: str) -> None:
    text = f"It is 40 km (35 miles) long. {words}{markup}"
    made = judged([checker.document(text, name=f"{markup}.txt", source=f"{markup}{words}")])
    page = elements(html.render(made, title=words))
    plain = elements(
        html.render(judged([checker.document("It is 40 km (35 miles) long.", name="a.txt")]))
    )
    assert set(page.names) <= {*plain.names, "blockquote", "ul", "li", "h4", "table", "tr", "td"}
    assert page.names.count("script") == 2
    assert page.attributes <= plain.attributes


def test_what_turns_text_around_is_made_visible() -> None:
    made = html.render(judged([checker.document("It is \u202e40 km\x07 long.", name="a\x1b.md")]))
    assert not set("\u202e\x07\x1b") & set(made)
    assert "\\u202e" in made


def test_a_policy_forbids_the_network_and_all_scripts_but_its_own() -> None:
    made = of_the_story()
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', made)
    assert policy.startswith("default-src &#39;none&#39;;")
    assert "unsafe" not in policy
    assert "http" not in re.sub(r"http-equiv", "", made.split("<main")[0].split("<style>")[0])
    assert not re.search(r'(?:src|href)="(?!#|data:,")', made)


# As a report


def test_the_same_input_gives_the_same_bytes() -> None:
    articles = list(documents(STORY))
    assert html.render(judged(articles)) == html.render(judged(articles[::-1]))


def test_check_writes_the_same_page_and_still_fails(tmp_path: Path) -> None:
    assert main(["check", STORY, "--format", "html", "--output", str(tmp_path / "a.html")]) == FOUND
    assert main(["check", STORY, "--format", "html", "--output", str(tmp_path / "b.html")]) == FOUND
    main(["report", STORY, "--no-cache", "--output", str(tmp_path / "c.html")])
    pages = [(tmp_path / f"{name}.html").read_bytes() for name in "abc"]
    assert pages[0] == pages[1] == pages[2]


def test_the_sheet_alone_is_a_page_too(tmp_path: Path) -> None:
    path = tmp_path / "sheet.html"
    assert main(["table", STORY, "--format", "html", "--output", str(path)]) == OK
    made = elements(path.read_text(encoding="utf-8"))
    assert "table" in made.names
    assert "article" not in made.names


def test_a_page_of_what_could_not_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xff\xfe\xfd 40 km")
    (tmp_path / "b.md").write_text("It is 40 km.", encoding="utf-8")
    path = tmp_path / "report.html"
    assert main(["report", str(tmp_path), "--output", str(path)]) == FAILED
    assert "not the whole of it" in path.read_text(encoding="utf-8")


def test_a_judgement_without_a_sheet_is_a_page_of_findings() -> None:
    made = html.render(contradiction())
    assert "40 km in one place, but 60 km in another" in made
    assert "Orlava lies" in made


def test_no_findings_are_no_empty_page() -> None:
    made = html.render(judged([checker.document("The quay is 40 metres long.")]))
    assert "No findings, and nothing was there to be compared." in made


def test_the_data_of_the_page_is_the_storys_own() -> None:
    made = of_the_story()
    (data,) = re.findall(r'id="data">(.*?)</script>', made)
    assert set(json.loads(data)) == {"figures", "articles"}
    assert str(Path.cwd()) not in made


def test_a_finding_without_its_document_is_shown_by_its_figures() -> None:
    document = article("a.md", "It is 40 km long.")
    made = Judgement(findings=(finding(mention(document, "40 km"), severity=Severity.NOTE),))
    assert "40 km" in html.render(made)
