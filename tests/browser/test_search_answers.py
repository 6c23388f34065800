"""What the search answers: golden queries, typing errors, what a result says, and what nobody is told."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, Route, expect

from support.browser import BOY, OpenPage, until
from support.page_numbers import NUMBERS, lost_numbers
from support.paths import ROOT
from support.search_dialog import complaints, count, field, follow, hits, opened, requests, search, titles
from wardbook import urls
from wardbook.search.index import IGNORED
from wardbook.search.query import IndexReader
from wardbook.text.numbers import UNITS

pytestmark = pytest.mark.browser

QUERIES: list[dict[str, Any]] = yaml.safe_load((ROOT / "content" / "queries.yaml").read_bytes())["queries"]
MISTYPED = [query for query in QUERIES if "instead" in query]
TOP = 10

_FIND = """async ([query, top]) => {
  const { find, pages } = await import(new URL("assets/search/asking.js", location.origin).href);
  return (await pages((await find(query)).slice(0, top))).map(page => page.url);
}"""
_WHOLE = """async () => {
  const { warm } = await import(new URL("assets/search/asking.js", location.origin).href);
  await (await warm()).pagefind.search(null);
}"""
_ASK = """async query => {
  const { ask } = await import(new URL("assets/search/asking.js", location.origin).href);
  const { results, unknown, offered, instead, publications } = await ask(query);
  return { results: results.length, unknown, offered, instead, publications: publications.map(([path]) => path) };
}"""
_FIRST = """async query => {
  const { ask } = await import(new URL("assets/search/asking.js", location.origin).href);
  return (await ask(query)).first[0].url;
}"""
_NUMBERS = """async texts => {
  const { UNITS, numbersIn } = await import(new URL("assets/search/numbers.js", location.origin).href);
  return [texts.map(text => numbersIn(text).map(({ word }) => word)), UNITS];
}"""
_HIT = """async ([meta, content, query, today]) => {
  const { hit } = await import(new URL("assets/search/hits.js", location.origin).href);
  const anchors = [{ element: "h1", location: 0, text: "A bear" }];
  const item = hit({ url: "/somewhere/", meta, content, anchors, sub_results: [] }, query, today);
  return [item.textContent, item.querySelectorAll(":not(p, a, b, span, mark)").length];
}"""
_EXCERPT = """async ([content, query]) => {
  const { hit } = await import(new URL("assets/search/hits.js", location.origin).href);
  const item = hit({ url: "/", meta: {}, content, anchors: [], sub_results: [] }, query);
  return item.querySelector(".wb-hit__excerpt").innerHTML;
}"""
_SECTIONED = """async ([content, anchors, summary, query]) => {
  const { hit } = await import(new URL("assets/search/hits.js", location.origin).href);
  const item = hit({ url: "/", meta: { summary }, content, anchors, sub_results: [] }, query);
  return item.querySelector(".wb-hit__excerpt").textContent;
}"""
_KEPT = "() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie])"


def name(query: dict[str, Any]) -> str:
    """How a golden query is called among the tests."""
    return f"{query['query']}: {query['finds']['kind']} {query['finds']['id']}"


@pytest.fixture(scope="module")
def finder(sample: Path) -> IndexReader:
    """The index of the sample's site, asked without a browser."""
    site = sample / "site"
    reader = IndexReader(site / "pagefind", json.loads((site / "assets" / "search.json").read_bytes())["ranking"])
    for part in (site / "pagefind" / "index").iterdir():
        reader.load(part.stem)
    return reader


@pytest.fixture(scope="module")
def asked(open_shared: OpenPage) -> Page:
    """A page whose search is asked many things; its index is loaded whole, so that no query depends on those before."""
    page = open_shared("")
    page.evaluate(_WHOLE)
    return page


@pytest.mark.parametrize("query", QUERIES, ids=name)
def test_golden_query_finds_its_page_as_in_the_build(asked: Page, finder: IndexReader, query: dict[str, Any]) -> None:
    typed = query.get("instead", query["query"])
    wanted = urls.url(urls.page_of(query["finds"]["kind"], query["finds"]["id"]))
    if query["finds"]["kind"] == "source":
        assert wanted in asked.evaluate(_ASK, typed)["publications"][: query.get("within", 3)]
        return

    found = asked.evaluate(_FIND, [typed, max(TOP, query.get("within", 3))])

    assert wanted in found[: query.get("within", 3)]
    assert found[:TOP] == finder.find(typed)[:TOP]
    answer = asked.evaluate(_ASK, typed)
    assert (answer["unknown"], answer["offered"]) == ([], [])


@pytest.mark.parametrize("query", MISTYPED, ids=name)
def test_mistyped_query_offers_the_word_that_is_meant(asked: Page, query: dict[str, Any]) -> None:
    answer = asked.evaluate(_ASK, query["query"])

    assert answer["results"] > 0
    assert answer["instead"] == query["instead"]
    assert len(answer["offered"]) <= 3


def test_numbers_are_the_same_for_the_script_and_for_the_pages(asked: Page, sample: Path) -> None:
    assert asked.evaluate(_NUMBERS, list(NUMBERS)) == [list(NUMBERS.values()), dict(UNITS)]
    assert lost_numbers(sample / "site") == []


@pytest.mark.parametrize("query", ["scanned", "radiographs", "imaging", "staged", "leukémia", "WCAG"])
def test_form_of_a_word_that_the_site_has_is_no_typing_error(asked: Page, query: str) -> None:
    answer = asked.evaluate(_ASK, query)

    assert answer["unknown"] == []
    assert answer["results"] > 0


def test_mistyped_word_is_looked_for_as_its_nearest_which_is_said(open_page: OpenPage) -> None:
    page = open_page("")
    search(page, "leukeimia boy")

    expect(count(page)).to_have_text(
        re.compile(r"^Showing results for “leukemia boy”: \d+ pages\. No page has “leukeimia”\.$")
    )
    expect(titles(page).first).to_have_text("ALL, asymptomatic boy")
    expect(field(page)).to_have_value("leukeimia boy")
    page.keyboard.press("Enter")
    expect(titles(page).first).to_be_focused()
    page.get_by_role("button", name="Search only for “leukeimia boy”").click()

    expect(count(page)).to_have_text("No page or publication has “leukeimia”.")
    expect(hits(page)).to_have_count(0)
    expect(field(page)).to_be_focused()
    expect(page.get_by_role("link", name="All scenarios, A to Z")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("xylophone", "No page or publication has “xylophone”."),
        ("xylophone zebra", "No page or publication has “xylophone” or “zebra”."),
        ("12.5 mg", "No page or publication has “12.5 mg”."),
        ("NG999", "No page or publication has “NG999”."),
        ('"chest boy"', 'No results for “"chest boy"”.'),
    ],
)
def test_search_that_finds_nothing_says_so_and_leads_to_the_lists(open_page: OpenPage, query: str, said: str) -> None:
    page = open_page("")
    dialog = opened(page)

    field(page).fill(query)

    expect(count(page)).to_have_text(said)
    expect(dialog.get_by_role("button", name="Did you mean")).to_have_count(0)
    expect(dialog.get_by_role("link", name="All scenarios, A to Z")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "part", "said"),
    [
        ("Xylophone boy", "boy", "Showing results for “boy”: {} pages. No page has “Xylophone”."),
        ("12.5 mg boy", "boy", "Showing results for “boy”: {} pages. No page has “12.5 mg”."),
        ("TWIST Richter", "Richter", "Showing results for “Richter”: {} pages. No page has all the words."),
        ("bechard", "", "No page has “bechard”. 1 publication found."),
    ],
)
def test_what_is_found_by_a_part_of_a_query_is_said(
    open_page: OpenPage, finder: IndexReader, query: str, part: str, said: str
) -> None:
    page = open_page("")
    search(page, query)

    expect(count(page)).to_have_text(said.format(len(finder.find(part))))
    expect(hits(page)).not_to_have_count(0)


def test_abbreviation_with_several_meanings_offers_those_that_pages_have(open_page: OpenPage) -> None:
    page = open_page("")

    def add_meanings(route: Route) -> None:
        several = ["xylophone disease", "pleural effusion", "pericardial effusion", "zebra edema"]
        route.fulfill(json={**route.fetch().json(), "XQ": several})

    page.route("**/find/meanings.json", add_meanings)
    search(page, "ALL boy")
    expect(titles(page).first).to_have_text("ALL, asymptomatic boy")
    expect(page.get_by_text("can mean")).to_have_count(0)  # the anterolateral ligament is on no page
    field(page).fill("XQ child")

    expect(count(page)).to_have_text(re.compile("No page has “XQ”"))
    expect(page.locator(".wb-search__meanings")).to_have_text(
        "“XQ” can meanpleural effusionpericardial effusionor xylophone disease or zebra edema, which no page has"
    )
    page.get_by_role("button", name="pericardial effusion").click()

    expect(field(page)).to_have_value("pericardial effusion child")
    expect(hits(page)).not_to_have_count(0)


def test_result_says_the_emergency_that_the_words_speak_of(open_page: OpenPage) -> None:
    page = open_page("")
    search(page, "orthopnea")

    expect(page.locator(".wb-hit__emergency").first).to_contain_text(
        "Emergency: Cough, breathlessness, noisy breathing"
    )
    field(page).fill("no contrast CT head")  # which is no headache
    expect(titles(page).first).to_have_text("CT head without IV contrast")
    expect(page.locator(".wb-hit__emergency")).to_have_count(0)


def test_emergency_is_told_behind_the_first_one_of_its_page(open_page: OpenPage) -> None:
    page = open_page("")
    search(page, "limb coughing blood")
    told = hits(page).filter(has_text="Deep vein thrombosis, first days").locator(".wb-hit__emergency")

    expect(told).to_have_count(2)
    expect(told.first).to_contain_text("Threatened limb")
    expect(told.last).to_contain_text("coughing blood")


def test_result_says_which_words_its_page_lacks(open_page: OpenPage) -> None:
    page = open_page("")
    search(page, "pneumonia confused 32")

    expect(count(page)).to_have_text(re.compile(r"^1 page, and \d+ with most of the words$"))
    expect(hits(page).first.locator(".wb-hit__without")).to_have_count(0)
    expect(titles(page).nth(1)).to_have_text("Pneumonia, severity and place of care")
    expect(hits(page).nth(1).locator(".wb-hit__without")).to_have_text("without “32”")


def test_words_that_no_page_has_together_find_what_has_most_of_them(open_page: OpenPage) -> None:
    page = open_page("")
    search(page, "when should the boy with orthopnea and stockings be sedated")

    expect(count(page)).to_have_text(re.compile(r"^Showing results for “.+”: .*No page has all the words\.$"))
    expect(hits(page)).not_to_have_count(0)


def test_answer_to_an_older_query_is_dropped(open_page: OpenPage) -> None:
    page = open_page("")
    search(page, "US scrotum")
    expect(titles(page).first).to_contain_text("Acute scrotal pain")
    held: list[Route] = []
    page.route("**/*.pf_fragment", lambda route: held.append(route) if not held else route.continue_())

    field(page).fill("keyboard")
    until(page, lambda: held)
    field(page).fill("MRI head")
    expect(titles(page).first).to_have_text("MRI head")
    held[0].continue_()
    page.wait_for_timeout(300)

    expect(titles(page).first).to_have_text("MRI head")


def test_nothing_that_is_looked_for_leaves_the_browser_or_is_kept(open_page: OpenPage) -> None:
    page = open_page(BOY)
    kept = page.evaluate(_KEPT)
    asked = requests(page)
    said = complaints(page)

    search(page, "quetiapine zebra")
    expect(count(page)).not_to_be_empty()
    field(page).fill("scrotum zebra")
    expect(count(page)).to_contain_text("“zebra”")
    field(page).fill("scrotum")
    expect(titles(page).first).to_be_visible()
    follow(titles(page).first)
    page.wait_for_url(lambda url: "#search" not in url)

    told = [url.partition("#")[0] for url in asked if "scrotum" not in url.rpartition("/procedures/")[2] or "?" in url]
    assert [url for url in told if re.search("zebra|quetiapine|search=", url)] == []
    assert page.evaluate(_KEPT) == kept
    assert page.context.cookies() == []
    assert said == []


def test_flag_says_that_a_page_has_grown_too_old(open_reviewed: OpenPage) -> None:
    page = open_reviewed("")
    flag = hits(page).first.locator(".wb-status__label")

    page.clock.set_fixed_time(datetime.datetime(2027, 11, 20, 12, tzinfo=datetime.UTC))
    search(page, "ALL boy")
    expect(titles(page).first).to_have_text("ALL, asymptomatic boy")
    expect(flag).to_have_count(0)
    page.clock.set_fixed_time(datetime.datetime(2027, 11, 21, 12, tzinfo=datetime.UTC))
    field(page).fill("ALL boy ")

    expect(flag).to_have_text("Past its review date")


@pytest.mark.parametrize(
    ("meta", "said"),
    [
        ({"study": "US", "rating": "● Usually", "more": "and 1 more study"}, "US ● Usually and 1 more study"),
        (
            {
                "groups": '[["Cubs", "US", "● Usually", "favorable", "or 1 more study"],'
                ' ["Others", "Advice", "", "", ""]]'
            },
            "Cubs: US ● Usually or 1 more studyOthers: Advice",
        ),
        ({"study": "No imaging"}, "No imaging"),
        ({"status": "Draft", "tone": "draft"}, "Draft"),
        (
            {"status": "Under review", "tone": "under-review", "due": "2026-11-22", "late": "Past its review date"},
            "Under review",
        ),
        (
            {"status": "Under review", "tone": "under-review", "due": "2026-11-21", "late": "Past its review date"},
            "Past its review date",
        ),
        (
            {
                "status": "Withdrawn",
                "tone": "withdrawn",
                "facts": "Withdrawn on 1 Sep 2026",
                "ending": '["Why.", "Use", "Other", "topics/other/", "Draft", "draft", "instead."]',
            },
            "WithdrawnWithdrawn on 1 Sep 2026. Why. Use Other Draft instead.",
        ),
        ({"summary": "<img src=x onerror=alert(1)>", "words": '[["never shown"]]'}, "<img src=x onerror=alert(1)>"),
    ],
)
def test_result_says_what_the_index_holds(asked: Page, meta: dict[str, str], said: str) -> None:
    text, others = asked.evaluate(_HIT, [{"kind": "Scenario", "title": "A title"} | meta, "", "", "2026-11-22"])

    title = meta.get("name", "A title")
    assert text.replace("Scenario", "").replace("A title", "") == said
    assert title in text
    assert others == 0


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("US", "… which tells us what is seen: US of the left paw …"),  # not `use`, `usual`
        ("paw use", "… Usual use: the left paw …"),
        ("leukaemia", "Also searched: leukemia … leukemia in a bear …"),
        ("CXR", "Also searched: chest film … a chest film …"),
        ("sonograph", "Also searched: US"),
        ("nothing", ""),
        ("bear", "leukemia in a bear"),  # not its heading
        ("inside", "Also searched: within, or in"),
    ],
)
def test_result_says_why_it_was_found(asked: Page, query: str, said: str) -> None:
    meta = {
        "kind": "",
        "title": "",
        "answers": '[["US bear"], ["US", "ultrasound", "sonography"]]',
        "names": '[["leukemia", "leukaemia"], ["within, or in", "inside"]]',
        "words": '[["chest film", "CXR"]]',
    }
    content = (
        "A bear <b> "
        + "one two three four five six seven eight nine ten " * 3
        + "which tells us what is seen: US of the left paw and no more. "
        + "one two three four five six seven eight nine ten " * 3
        + "Usual use: the left paw with a chest film and leukemia in a bear too."
    )

    text, others = asked.evaluate(_HIT, [meta, content, query, "2026-11-22"])

    for part in said.split(" … "):
        assert part.strip("… ") in text
    assert (text == "") is (said == "")
    assert others == 0


def test_excerpt_keeps_a_number_beside_its_unit_in_words_of_both_directions(asked: Page) -> None:
    leftward, drug = "يوميا", "باراسيتامول"
    content = f"A bear gets 12 mg of {drug} 5 mg {leftward} or 3 {leftward} (every day) or so."

    html = asked.evaluate(_EXCERPT, [content, "12 mg every"])

    assert html == (
        f'A bear gets <mark>12</mark> <mark>mg</mark> of <bdi dir="rtl">{drug}</bdi> 5 mg '
        f'<bdi dir="rtl">{leftward}</bdi> or <bdi dir="rtl">3 {leftward}</bdi> (<mark>every</mark> day) or so.'
    )
    assert "<bdi" not in asked.evaluate(_EXCERPT, ["A bear gets 12 mg of honey every day in the morning.", "honey"])


def test_excerpt_of_an_answer_does_not_say_its_patients_again(asked: Page) -> None:
    content = "Which bear? Adult · old bear · stable. Give the old bear honey, and keep it warm. Who Any old bear."
    headings = [
        {"element": "h1", "id": "top", "location": 0, "text": "Which bear?"},
        {"element": "h2", "id": "answer", "location": 2, "text": ""},
        {"element": "h2", "id": "who", "location": 17, "text": "Who"},
    ]

    said = asked.evaluate(_SECTIONED, [content, headings, "Adult · old bear · stable", "old bear"])

    assert said.startswith("Give the old bear honey")


_GROUP = """async query => {
  const { hit } = await import(new URL("assets/search/hits.js", location.origin).href);
  const groups = [
    ["Not pregnant", "Tablets", "", "", "", "others", "Not pregnant, not pregnant"],
    ["Expecting", "Injections", "", "", "", "mothers", "Expecting, pregnant, in pregnancy"],
    ["Children", "Syrup", "", "", "", "children", "Children"],
  ];
  const meta = { groups: JSON.stringify(groups) };
  const item = hit({ url: "/somewhere/", meta, content: "", anchors: [], sub_results: [] }, query);
  const said = [...item.querySelectorAll(".wb-hit__answer")].map(line => line.textContent);
  return [item.querySelector(".wb-hit__title").getAttribute("href"), said.length === 1 ? said[0] : said.length];
}"""


@pytest.mark.parametrize(
    ("query", "place", "said"),
    [
        ("clot pregnant", "/somewhere/#patients=mothers", "Expecting: Injections"),
        ("clot pregnancy", "/somewhere/#patients=mothers", "Expecting: Injections"),
        ("clot not pregnant", "/somewhere/#patients=others", "Not pregnant: Tablets"),
        ("clot child", "/somewhere/#patients=children", "Children: Syrup"),
        ("clot child pregnant", "/somewhere/", 3),
        ("clot", "/somewhere/", 3),
    ],
)
def test_query_that_names_one_group_of_patients_leads_to_its_answer(
    asked: Page, query: str, place: str, said: str | int
) -> None:
    assert asked.evaluate(_GROUP, query) == [place, said]


@pytest.mark.parametrize(
    ("query", "kept", "first"),
    [
        ("DVT renal impairment clarithromycin", "DVT", "vte-anticoagulant"),
        ("DVT after skiing", "DVT", "vte-anticoagulant"),
        ("provoked DVT three months", "DVT 3 months", "vte-after-primary-treatment"),
    ],
)
def test_words_that_no_page_has_together_keep_the_name_of_the_disease(
    asked: Page, query: str, kept: str, first: str
) -> None:
    assert kept in asked.evaluate(_ASK, query)["instead"]
    assert asked.evaluate(_FIRST, query).endswith(f"/scenarios/{first}/")


def test_excerpts_of_doses_have_no_heads_of_tables(sample: Path) -> None:
    assert ".wb-regimen thead" in ", ".join(IGNORED)
    html = (sample / "site/scenarios/vte-anticoagulant/index.html").read_text(encoding="utf-8")
    assert "</td><td" not in html.partition('id="regimen-')[2]
