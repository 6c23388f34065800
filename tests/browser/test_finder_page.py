"""The finder: facets with live counts, choices in the address, cards that answer; and the lists that need no script."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, product
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from support.browser import (
    BOY,
    SCREENS,
    OpenPage,
    Scheme,
    Screen,
    Windows,
    all_words,
    axe_findings,
    every_look,
    on,
    opening,
    words,
)
from support.http_server import QuietHandler, served
from support.imaging import is_imaging
from support.keyboard import tab_to
from support.long_mode import LONG
from support.paths import copy_with_links
from support.rated import rated_rows_of
from support.sample import built
from wardbook.library.library import Library
from wardbook.library.summary import RecommendationSummary, ScenarioSummary
from wardbook.model.parts.ratings import RatingRow
from wardbook.views.parts.finder_values import level_of, rating_of
from wardbook.views.parts.radiation import whose_in

pytestmark = pytest.mark.browser

FINDER = "find/"
LISTS = ("find/a-z/", "find/modality/", "find/rating/", "find/radiation/")
STUDY = ("rating", "modality", "procedure", "radiation")

Choice = Mapping[str, tuple[str, ...]]

CHOICES: tuple[Choice, ...] = (
    {},
    {"sex": ("male",)},
    {"age": ("child", "both")},
    {"sex": ("any", "male"), "age": ("child",)},
    {"answer": ("no-imaging",)},
    {"presentation": ("asymptomatic",), "status": ("draft",)},
    {"rating": ("usually-appropriate",)},
    {"rating": ("may-be-appropriate.disagreement", "may-be-appropriate")},
    {"rating": ("usually-not-appropriate",), "modality": ("ct",)},
    {"rating": ("usually-appropriate",), "modality": ("ct", "mri"), "age": ("adult",)},
    {"radiation": ("not-given",), "modality": ("pet-ct",)},
    {"radiation": ("rrl-0", "rrl-1"), "stage": ("initial-staging",)},
    {"procedure": ("radiography-chest", "mri-head"), "rating": ("usually-appropriate",)},
    {"topic": ("leukemia-staging",), "status": ("withdrawn",)},
)


_COUNTS = """() => Object.fromEntries([...document.querySelectorAll("[data-wb-facet]")].map(facet =>
  [facet.dataset.wbFacet, Object.fromEntries([...facet.querySelectorAll("[data-wb-values] > li")].map(item =>
    [item.querySelector("[data-wb-label]").textContent, Number(item.querySelector("[data-wb-number]").textContent)]
  ))]
))"""


def fragment(choice: Choice) -> str:
    """A choice as it stands in the address."""
    pairs = [(facet, value) for facet, values in choice.items() for value in values]
    return f"#{urlencode(pairs)}" if pairs else ""


@dataclass(frozen=True)
class Finder:
    """The finder on a page."""

    page: Page

    def facet(self, name: str) -> Locator:
        """A facet, opened."""
        facet = self.page.locator(f'[data-wb-facet="{name}"]')
        facet.evaluate("details => { details.open = true }")
        return facet

    def box(self, facet: str, label: str) -> Locator:
        """The checkbox of a value."""
        return self.facet(facet).locator("li").filter(has=self.page.get_by_text(label, exact=True)).locator("input")

    def counts(self) -> dict[str, dict[str, int]]:
        """The count of every value by its label, by facet."""
        return dict(self.page.evaluate(_COUNTS))

    def titles(self) -> list[str]:
        """The titles of the cards."""
        return all_words(self.page.locator("[data-wb-found] .wb-scenario__title a"))

    def chosen(self) -> list[str]:
        """The words of the chips."""
        return [text.removeprefix("Clear ").removesuffix("×") for text in all_words(self.chips)]

    @property
    def chips(self) -> Locator:
        """The chips."""
        return self.page.locator(".wb-chosen li button")

    def card(self, title: str) -> Locator:
        """A scenario's card."""
        link = self.page.get_by_role("link", name=title, exact=True)
        return self.page.locator("[data-wb-found] > li").filter(has=link)

    @property
    def hash(self) -> str:
        """The part of the address that says what is chosen."""
        return str(self.page.evaluate("location.hash"))


def ready(page: Page) -> Finder:
    """The finder, when it has its data."""
    expect(page.locator("[data-wb-count]")).not_to_be_empty()
    return Finder(page)


@pytest.fixture
def find(open_page: OpenPage) -> Callable[..., Finder]:
    """Opens the finder with a choice."""

    def opened(choice: Choice | str = "", screen: Screen = "desk", **options: Any) -> Finder:
        hash = choice if isinstance(choice, str) else fragment(choice)
        return ready(open_page(FINDER + hash, screen, **options))

    return opened


Rated = tuple[RecommendationSummary, RatingRow]


class Oracle:
    """What the finder must find, worked out from the library the slow way."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def facts(self, card: ScenarioSummary, of: RecommendationSummary | None) -> dict[str, set[str]]:
        """What a scenario has in the facets that are about it, for one group of its patients."""
        who = card.population
        return {
            "topic": {card.topic},
            "age": {who.age_group, of.age_group if of else who.age_group},
            "sex": {who.sex, who.sex if of is None or of.sex == "any" else of.sex},
            "pregnancy": {who.pregnancy, of.pregnancy if of else who.pregnancy},
            "contraindication": {of.contraindication} if of and of.contraindication else set(),
            "presentation": set(card.presentations),
            "stage": {card.stage},
            "answer": {of.answer.kind} if of else set(),
            "status": {card.review.status},
        }

    def studies(self, studies: Iterable[Rated]) -> Iterator[dict[str, set[str]]]:
        """What each of some rated studies has in the facets that are about studies."""
        for recommendation, row in studies:
            procedure = self.library.procedures[row.procedure]
            whose = whose_in(recommendation.age_group, self.library.scales)
            yield {
                "rating": {rating_of(row)},
                "modality": {procedure.modality},
                "procedure": {procedure.id},
                "radiation": {level_of(procedure.level(one)) for one in whose if is_imaging(procedure, self.library)},
            }

    def has(self, card: ScenarioSummary, choice: Choice, focal: bool = False) -> bool:
        """Whether one group of a scenario's patients has all that is chosen; `focal`, whether by its answer."""
        about = {facet: set(values) for facet, values in choice.items() if facet not in STUDY}
        return any(
            all(self.facts(card, of)[facet] & values for facet, values in about.items())
            and self.rates([(of, row) for row in of.rows if row.role == "focal" or not focal] if of else [], choice)
            for of in card.recommendations or (None,)
        )

    def rates(self, studies: Iterable[Rated], choice: Choice) -> bool:
        """Whether one of some rated studies has all that is chosen of a study."""
        chosen = {facet: set(values) for facet, values in choice.items() if facet in STUDY}
        return not chosen or any(
            all(study[facet] & values for facet, values in chosen.items()) for study in self.studies(studies)
        )

    def found(self, choice: Choice) -> list[str]:
        """The titles of what is found, first of those whose answer it is."""
        cards = [card for card in self.library.summaries.values() if self.has(card, choice)]

        def place(card: ScenarioSummary) -> tuple[bool, str]:
            return (not self.has(card, choice, focal=True), card.short_title.casefold())

        return [card.short_title for card in sorted(cards, key=place)]


@pytest.fixture(scope="module")
def oracle(sample_library: Library) -> Oracle:
    """What must be found in the sample."""
    return Oracle(sample_library)


@pytest.fixture(scope="module")
def offered(address: str, sample: Path) -> dict[str, dict[str, str]]:  # noqa: ARG001 - the site must be there
    """The label of every value by its id, by facet."""
    data = json.loads((sample / "site" / "find" / "scenarios.json").read_text(encoding="utf-8"))
    return {facet: dict(zip(v["ids"], v["labels"], strict=True)) for facet, v in data["values"].items()}


@pytest.mark.parametrize("choice", CHOICES, ids=fragment)
def test_choice_finds_what_has_all_of_it_and_counts_what_each_value_would_find_with_the_other_facets(
    find: Callable[..., Finder], oracle: Oracle, offered: dict[str, dict[str, str]], choice: Choice
) -> None:
    finder = find(choice)
    found, total = oracle.found(choice), len(oracle.library.summaries)
    shown = finder.counts()

    assert finder.titles() == found
    count = words(finder.page.locator("[data-wb-count]").inner_text())
    assert count.startswith(f"{len(found) or 'None'} of {total} scenarios")
    assert shown == {
        facet: {label: len(oracle.found({**choice, facet: (id,)})) for id, label in offered[facet].items()}
        for facet in shown
    }
    assert {facet for facet in offered if facet not in shown} == {"contraindication"}, "no group here has any"
    assert offered["contraindication"] == {}


def test_choosing_counts_and_finds_at_once(find: Callable[..., Finder], oracle: Oracle) -> None:
    finder = find()
    everything = finder.titles()

    finder.box("rating", "Usually not appropriate").check()
    assert finder.titles() == oracle.found({"rating": ("usually-not-appropriate",)}) != everything
    finder.box("modality", "CT").check()
    both = {"rating": ("usually-not-appropriate",), "modality": ("ct",)}
    assert finder.titles() == oracle.found(both)
    assert finder.hash == "#rating=usually-not-appropriate&modality=ct"
    finder.box("modality", "CT").uncheck()
    finder.box("rating", "Usually not appropriate").uncheck()

    assert finder.titles() == everything
    assert finder.hash == ""


def test_one_study_must_have_all_that_is_chosen_of_studies(
    find: Callable[..., Finder], oracle: Oracle, offered: dict[str, dict[str, str]]
) -> None:
    tempting = [
        (rating, modality, card)
        for rating, modality in product(offered["rating"], offered["modality"])
        for card in oracle.library.summaries.values()
        if oracle.has(card, {"rating": (rating,)}) and oracle.has(card, {"modality": (modality,)})
        if not oracle.has(card, {"rating": (rating,), "modality": (modality,)})
    ]

    assert tempting
    for rating, modality, card in tempting[:4]:
        finder = find({"rating": (rating,), "modality": (modality,)})
        assert card.short_title not in finder.titles()


def test_card_answers(find: Callable[..., Finder]) -> None:
    finder = find()

    boy = words(finder.card("ALL, asymptomatic boy").inner_text())
    assert boy == (
        "ALL, asymptomatic boy Draft Boy · new ALL · no symptoms · untreated "
        "Focus: US scrotum ◐ May be appropriate (disagreement) Radiation: child 0 mSv "
        "Answer and bottom line"
    )
    none = words(finder.card("CML, asymptomatic adult").inner_text())
    assert "Answer: No imaging" in none
    assert "Draft" in none


def test_card_shows_the_answer_of_the_page_with_its_bottom_line(find: Callable[..., Finder]) -> None:
    finder = find()
    boy = finder.card("ALL, asymptomatic boy")

    boy.get_by_text("Answer and bottom line").click()

    expect(boy.locator(".wb-answer .wb-bottom-line li")).to_have_count(7)
    shown = words(boy.locator(".wb-answer").inner_text())
    for link in boy.locator(".wb-answer a").evaluate_all("all => all.map(link => link.href)"):
        assert link.startswith(finder.page.url.partition("find/")[0]), link
        assert "#ref-" not in link or f"/{BOY}#ref-" in link, link
    assert words(boy.locator(".wb-red-flags").inner_text()).startswith("Stop if: Cough, noisy breathing (stridor)")
    stop = boy.locator(".wb-red-flags a").first.evaluate("link => link.href")
    assert stop.endswith(f"/{BOY}#emergency-1")
    assert boy.locator("[data-wb-answer-here] > *").first.get_attribute("class") == "wb-red-flags"
    finder.page.goto(finder.page.url.partition("find/")[0] + BOY)
    assert shown == words(finder.page.locator(".wb-answer").inner_text())


def test_card_shows_no_answer_for_patients_who_were_not_asked_for(find: Callable[..., Finder]) -> None:
    card = find({"pregnancy": ("pregnant",)}).card("Choice of anticoagulant")

    card.get_by_text("Answer and bottom line").click()

    expect(card.locator(".wb-answer__patients")).to_have_text(["Pregnant"])
    expect(card.locator(".wb-answer")).not_to_contain_text("Not pregnant")


def test_card_shows_the_study_that_matches_beside_the_answer(find: Callable[..., Finder]) -> None:
    finder = find({"rating": ("usually-not-appropriate",), "modality": ("ct",)})

    boy = finder.card("ALL, asymptomatic boy")
    assert words(boy.locator(".wb-scenario__studies > li").first.inner_text()).startswith("Focus: US scrotum")
    match = words(boy.locator(".wb-found__match").first.inner_text())
    assert match.startswith("Also rated, matches: CT")
    assert "○ Usually not appropriate" in match
    assert "child" in match


def test_answer_that_matches_says_so_and_stands_alone(find: Callable[..., Finder]) -> None:
    finder = find({"procedure": ("us-scrotum",)})

    boy = finder.card("ALL, asymptomatic boy")
    assert all_words(boy.locator(".wb-found__lead")) == ["Focus, matches:"]


def test_scenarios_whose_answer_is_the_study_come_first(find: Callable[..., Finder], sample_library: Library) -> None:
    everything = find().titles()
    assert everything == sorted(everything, key=str.casefold)
    roles = {
        card.short_title: {row.role for row in rated_rows_of(card) if row.procedure == "radiography-chest"}
        for card in sample_library.summaries.values()
    }
    answers = [title for title in everything if "focal" in roles[title]]
    others = [title for title in everything if roles[title] - {"focal"} and "focal" not in roles[title]]

    found = find({"procedure": ("radiography-chest",)}).titles()

    assert "ALL, asymptomatic child" in answers
    assert "ALL, asymptomatic adult" in others
    assert found == [*answers, *others]


def test_chips_are_cleared_one_by_one_and_the_focus_goes_on(find: Callable[..., Finder]) -> None:
    finder = find("#sex=male&rating=usually-not-appropriate&modality=ct")
    focused = finder.page.locator(":focus")
    assert finder.chosen() == ["Sex: Male only", "Rating: Usually not appropriate", "Modality: CT"]

    finder.chips.nth(1).click()
    assert finder.chosen() == ["Sex: Male only", "Modality: CT"]
    assert finder.hash == "#sex=male&modality=ct"
    expect(focused).to_have_text("Clear Modality: CT×")
    expect(finder.box("rating", "Usually not appropriate")).not_to_be_checked()
    focused.press("Enter")
    expect(focused).to_have_text("Clear Sex: Male only×")
    focused.press("Enter")

    assert finder.chosen() == []
    assert finder.hash == ""
    expect(focused).to_have_id("found")
    expect(finder.page.locator(".wb-chosen")).to_be_hidden()


def test_everything_is_cleared_at_once(find: Callable[..., Finder]) -> None:
    finder = find("#sex=male&rating=usually-not-appropriate")

    finder.page.get_by_role("button", name="Clear all").click()

    assert finder.chosen() == []
    assert finder.hash == ""
    assert finder.page.locator("[data-wb-values] input:checked").count() == 0
    expect(finder.page.locator(":focus")).to_have_id("found")


def test_going_back_and_forward_and_loading_again_keep_the_choice(find: Callable[..., Finder]) -> None:
    finder = find()
    everything = finder.titles()
    finder.box("sex", "Male only").check()
    male = finder.titles()
    finder.box("age", "Adults only").check()
    assert len(finder.titles()) < len(male) < len(everything)

    finder.page.go_back()
    expect(finder.page.locator("[data-wb-found] > li")).to_have_count(len(male))
    assert finder.chosen() == ["Sex: Male only"]
    expect(finder.box("age", "Adults only")).not_to_be_checked()
    finder.page.go_back()
    expect(finder.page.locator("[data-wb-found] > li")).to_have_count(len(everything))
    assert finder.chosen() == []
    finder.page.go_forward()
    expect(finder.page.locator("[data-wb-found] > li")).to_have_count(len(male))
    finder.page.reload()
    ready(finder.page)
    assert finder.chosen() == ["Sex: Male only"]
    finder.card("ALL, asymptomatic boy").get_by_role("link").click()
    expect(finder.page.locator("h1")).to_contain_text("asymptomatic boy")
    finder.page.go_back()
    ready(finder.page)
    assert finder.chosen() == ["Sex: Male only"]


def test_address_that_is_changed_by_hand_is_followed(find: Callable[..., Finder]) -> None:
    finder = find("#sex=male")

    finder.page.evaluate("location.hash = '#age=child'")

    expect(finder.page.locator(".wb-chosen li")).to_have_text(["Clear Age group: Children only×"])


def test_link_to_a_place_on_the_page_changes_no_choice(find: Callable[..., Finder]) -> None:
    finder = find("#sex=male")

    finder.page.get_by_role("link", name="Browse lists", exact=True).click()

    expect(finder.page.locator("#lists")).to_be_in_viewport()
    assert finder.chosen() == ["Sex: Male only"]
    assert finder.hash == "#sex=male"


@pytest.mark.parametrize(
    ("hash", "said"),
    [
        ("#sex=nobody", "sex=nobody"),
        ("#sex=male&colour=green", "colour=green"),
        ("#sex=<img src=x onerror=document.title=1>", "sex=<img src=x onerror=document.title=1>"),
        ("#<script>document.title=1</script>=x", "<script>document.title=1</script>=x"),
        ("#__proto__=male&constructor=x", "__proto__=male, constructor=x"),
        ("#sex=\"]\\'&sex=%", "sex=\"]\\', sex=%"),
        ("#rating=javascript:alert(1)", "rating=javascript:alert(1)"),
    ],
)
def test_what_the_library_does_not_have_is_ignored_and_said_so(
    open_page: OpenPage, hash: str, said: str, oracle: Oracle
) -> None:
    page = open_page("")
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(page.url + FINDER + hash)
    finder = ready(page)

    expect(page.locator("[data-wb-unknown]")).to_have_text(f"Ignored, because this library does not have it: {said}")
    assert page.locator("article :is(img, script:not([src]))").count() == 0
    assert page.title().startswith("Find a scenario")
    assert finder.titles() == oracle.found({"sex": ("male",)} if "sex=male" in hash else {})
    assert complaints == []


def test_address_of_a_thousand_unknown_values_is_cut_short(find: Callable[..., Finder]) -> None:
    finder = find("#" + "&".join(f"sex={'x' * 300}{number}" for number in range(1000)))

    assert len(finder.page.locator("[data-wb-unknown]").inner_text()) < 300


@pytest.mark.parametrize("screen", SCREENS)
def test_finder_is_used_by_keyboard_alone(find: Callable[..., Finder], screen: Screen) -> None:
    finder = find(screen=screen)
    page = finder.page
    if screen == "phone":
        tab_to(page, page.locator("[data-wb-panel] > summary"))
        page.keyboard.press("Enter")
    box = page.locator('[data-wb-facet="age"] input').first

    tab_to(page, box)
    page.keyboard.press("Space")

    expect(box).to_be_checked()
    expect(box).to_be_focused()
    assert finder.chosen() == ["Age group: Children only"]
    tab_to(page, finder.chips.first)
    page.keyboard.press("Enter")
    expect(box).not_to_be_checked()
    tab_to(page, finder.card("ALL, asymptomatic boy").get_by_role("link"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("asymptomatic boy")


def test_filters_are_skipped_by_keyboard(find: Callable[..., Finder]) -> None:
    finder = find()
    first = finder.titles()[0]

    tab_to(finder.page, finder.page.get_by_role("button", name="Skip the filters"))
    finder.page.keyboard.press("Enter")
    expect(finder.page.locator(":focus")).to_have_id("found")
    finder.page.keyboard.press("Tab")

    expect(finder.page.locator(":focus")).to_have_text(first)


def test_checkbox_stays_the_same_and_keeps_the_focus_while_counts_change(find: Callable[..., Finder]) -> None:
    finder = find()
    boxes = finder.page.locator("[data-wb-values] input").element_handles()

    box = finder.box("procedure", "Radiography chest")
    box.focus()
    finder.page.keyboard.press("Space")

    expect(box).to_be_focused()
    assert all(handle.evaluate("box => box.isConnected") for handle in boxes)


def test_screen_reader_hears_names_and_counts(find: Callable[..., Finder], oracle: Oracle) -> None:
    finder = find("#sex=male")
    page = finder.page
    found, total = oracle.found({"sex": ("male",)}), len(oracle.library.summaries)

    expect(page.get_by_role("status").first).to_contain_text(f"{len(found)} of {total} scenarios")
    finder.facet("rating")
    group = page.get_by_role("group", name="Rating", exact=True)
    categories = oracle.library.scales.categories
    disagreements = [category for category in categories if category.disagreement]
    expect(group.get_by_role("checkbox")).to_have_count(len(categories) + len(disagreements))
    expect(group.get_by_role("checkbox", name="May be appropriate (disagreement)")).to_have_count(1)
    expect(page.get_by_role("button", name="Clear Sex: Male only")).to_have_count(1)


def test_scenarios_of_the_topics_that_a_choice_of_patients_hides_are_named(find: Callable[..., Finder]) -> None:
    page = find("#pregnancy=pregnant&topic=venous-thromboembolism").page
    others = page.locator("[data-wb-others]")

    expect(page.locator("[data-wb-found] > li")).to_have_count(2)
    expect(others.locator("p")).to_have_text(
        "5 scenarios on this topic are not marked for: Pregnant. Each says whom it applies to."
    )
    expect(others.get_by_role("link", name="Pulmonary embolism, low risk", exact=True)).to_be_visible()
    page.goto(page.url.partition("#")[0] + "#topic=venous-thromboembolism")
    expect(others).to_be_hidden()


def test_way_to_what_is_found_stays_in_sight_while_filters_are_open_on_a_phone(find: Callable[..., Finder]) -> None:
    page = find("#pregnancy=pregnant", screen="phone").page
    page.locator("[data-wb-panel] > summary").click()

    expect(page.locator("[data-wb-done]")).to_be_in_viewport(ratio=1)
    page.mouse.wheel(0, 400)
    expect(page.locator("[data-wb-done]")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("hash", ["", "#rating=usually-not-appropriate&modality=ct&sex=" + "x" * 200])
def test_results_come_first_on_a_phone_and_nothing_scrolls_sideways(find: Callable[..., Finder], hash: str) -> None:
    finder = find(hash, screen="phone")
    page = finder.page

    if not hash:
        expect(page.locator("[data-wb-found] a").first).to_be_in_viewport()
    expect(page.locator("[data-wb-values] input").first).to_be_hidden()
    assert page.locator("[data-wb-panel] > summary").inner_text().split() == [
        "Filters",
        *(["2", "chosen"] if hash else []),
    ]
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator("[data-wb-panel] > summary").click()
    for facet in page.locator("[data-wb-facet]").all():
        facet.evaluate("details => { details.open = true }")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator("[data-wb-done]").click()
    expect(page.locator("[data-wb-values] input").first).to_be_hidden()
    expect(page.locator(":focus")).to_have_id("found")


@every_look
def test_axe_finds_nothing_with_all_facets_open(find: Callable[..., Finder], screen: Screen, scheme: Scheme) -> None:
    finder = find("#rating=usually-not-appropriate&modality=ct&sex=nobody", screen, color_scheme=scheme)
    finder.page.locator("[data-wb-panel]").evaluate("details => { details.open = true }")
    for facet in finder.page.locator("[data-wb-facet]").all():
        facet.evaluate("details => { details.open = true }")

    assert axe_findings(finder.page) == ()


def test_finder_asks_for_its_data_once_and_keeps_and_sends_nothing(open_page: OpenPage) -> None:
    page = open_page("")
    home, kept = page.url, page.evaluate("JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage)])")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{home}{FINDER}#sex=male")
    finder = ready(page)
    before = len(asked)
    finder.box("age", "Children only").check()
    finder.page.get_by_role("button", name="Clear all").click()

    assert [url.removeprefix(home) for url in asked if url.endswith(".json")] == ["find/scenarios.json"]
    assert [url for url in asked if not url.startswith(home) or "?" in url or "male" in url] == []
    # The browser asks for fonts and for the icon when it pleases.
    assert [url for url in asked[before:] if not url.startswith(f"{home}assets/")] == []
    assert page.evaluate("JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage)])") == kept
    assert page.context.cookies() == []


def test_page_says_what_it_is_and_what_it_does_not_do(find: Callable[..., Finder], oracle: Oracle) -> None:
    about = words(find().page.locator(".wb-finder__about").inner_text())
    total = len(oracle.library.summaries)

    assert about.startswith(f"Filters the {total} scenarios of this library. It asks nothing about a patient, and")


@pytest.mark.parametrize("screen", SCREENS)
def test_without_scripts_the_lists_lead_to_every_scenario(
    open_page: OpenPage, sample_library: Library, screen: Screen
) -> None:
    page = open_page(FINDER, screen, java_script_enabled=False)
    where = page.url

    expect(page.locator("[data-wb-still]")).to_be_visible()
    expect(page.locator("[data-wb-desk]")).to_be_hidden()
    links = page.locator("#lists ~ .wb-cards a")
    assert links.count() == 6
    addresses = [str(link.get_attribute("href")) for link in links.all()]
    for href in addresses:
        page.goto(where)
        page.locator(f'#lists ~ .wb-cards a[href="{href}"]').click()
        expect(page.locator("h1")).to_be_visible()
        if f"find/{href.rstrip('/').rpartition('/')[2]}/" in LISTS:
            assert {words(text) for text in page.locator(".wb-lines a").all_text_contents()} == {
                card.short_title for card in sample_library.summaries.values()
            }
            assert page.evaluate("document.documentElement.scrollWidth") == SCREENS[screen]["width"]


WAYS = ("Find a scenario", "A–Z", "By modality", "By rating", "By radiation level")


@pytest.mark.parametrize(("way", "screen"), list(product(WAYS, SCREENS) if LONG else zip(WAYS, cycle(SCREENS))))
def test_scenario_is_two_clicks_from_home_by_every_list(open_page: OpenPage, screen: Screen, way: str) -> None:
    page = open_page("", screen)

    page.locator("article").get_by_role("link", name=way, exact=True).click()
    page.locator("article").get_by_role("link", name="ALL, asymptomatic boy", exact=True).first.click()

    expect(page.locator("h1")).to_contain_text("asymptomatic boy")


def test_letters_lead_to_their_scenarios(open_page: OpenPage, sample_library: Library) -> None:
    page = open_page("find/a-z/", "phone")
    first, *_ = sorted(
        card.short_title for card in sample_library.summaries.values() if card.short_title.startswith("C")
    )
    expect(page.get_by_role("link", name=first, exact=True)).not_to_be_in_viewport()

    page.get_by_role("navigation", name="Letters").get_by_role("link", name="C", exact=True).click()

    expect(page.get_by_role("link", name=first, exact=True)).to_be_in_viewport()


def test_page_past_its_review_date_says_so_on_the_reader_s_day(open_reviewed: OpenPage) -> None:
    page = open_reviewed(FINDER)

    finder = ready(on(page, "2027-11-20T12:00:00Z"))
    expect(finder.card("ALL, asymptomatic boy").locator(".wb-flag")).to_have_count(0)
    assert finder.counts()["status"]["Reviewed"] == 1
    finder = ready(on(page, "2027-11-21T12:00:00Z"))
    expect(finder.card("ALL, asymptomatic boy").locator(".wb-flag")).to_have_text("Past its review date")
    assert finder.counts()["status"] == {
        "Draft": len(finder.titles()) - 1,
        "Reviewed": 0,
        "Under review": 0,
        "Past its review date": 1,
        "Superseded": 0,
        "Withdrawn": 0,
    }


def with_data(page: Page, change: Callable[[Any], None]) -> Finder:
    """The finder with other data."""

    def answer(route: Route) -> None:
        data = route.fetch().json()
        change(data)
        route.fulfill(json=data)

    page.route("**/scenarios.json", answer)
    page.reload()
    return ready(page)


def test_withdrawn_scenario_says_so_instead_of_answering(open_page: OpenPage) -> None:
    def withdraw(data: Any) -> None:
        scenarios = data["scenarios"]
        i = scenarios["id"].index("all-asymptomatic-boy")
        scenarios["status"][i] = data["values"]["status"]["ids"].index("withdrawn")
        scenarios["answer"][i], scenarios["focal"][i] = [], 0
        scenarios["studies"][i], scenarios["ratings"][i] = [], []
        scenarios["facts"][i] = ["Withdrawn on 1 Sep 2026"]
        scenarios["ending"][i] = [
            "It was wrong.",
            "Use",
            "Another",
            "scenarios/cml-asymptomatic-adult/",
            "",
            "",
            "instead.",
        ]

    finder = with_data(open_page(FINDER), withdraw)

    assert words(finder.card("ALL, asymptomatic boy").inner_text()) == (
        "ALL, asymptomatic boy Withdrawn Boy · new ALL · no symptoms · untreated "
        "Withdrawn on 1 Sep 2026. It was wrong. Use Another instead."
    )


def test_fifty_are_shown_at_once_and_more_on_demand(open_page: OpenPage) -> None:
    def multiply(data: Any) -> None:
        data["scenarios"] = {name: (column * 120)[:120] for name, column in data["scenarios"].items()}

    finder = with_data(open_page(FINDER), multiply)
    found, more = finder.page.locator("[data-wb-found] > li"), finder.page.locator("[data-wb-next]")

    expect(found).to_have_count(50)
    expect(more).to_have_text("Show 50 more of 70")
    more.click()
    expect(found).to_have_count(100)
    expect(found.nth(50).get_by_role("link")).to_be_focused()
    more.click()
    expect(found).to_have_count(120)
    expect(more).to_be_hidden()


def test_markup_in_the_data_is_shown_as_text(open_page: OpenPage) -> None:
    trap = "<img src=x onerror=document.title=1>"

    def poison(data: Any) -> None:
        for column in ("title", "population"):
            data["scenarios"][column] = [trap] * len(data["scenarios"][column])
        for facet in data["values"].values():
            facet["labels"] = [trap] * len(facet["labels"])
        data["scenarios"]["id"] = ["javascript:alert(1)"] * len(data["scenarios"]["id"])
        data["symbols"] = [trap] * len(data["symbols"])

    finder = with_data(open_page(f"{FINDER}#sex=male"), poison)

    assert set(finder.titles()) == {trap}
    assert finder.page.locator("article img").count() == 0
    assert finder.page.title().startswith("Find a scenario")
    links = finder.page.locator("[data-wb-found] a")
    assert set(links.evaluate_all("links => links.map(link => link.protocol)")) == {"http:"}


def test_finder_without_its_data_says_so_and_leads_to_the_lists(open_page: OpenPage) -> None:
    page = open_page(FINDER)
    page.route("**/scenarios.json", lambda route: route.abort())
    page.reload()

    expect(page.get_by_role("alert")).to_contain_text("could not get its data")
    expect(page.locator("[data-wb-desk]")).to_be_hidden()
    expect(page.locator("#lists")).to_be_visible()


@pytest.fixture(scope="module")
def open_long(chromium: Browser, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenPage]:
    """Opens the finder of a library with twenty procedures more, which nothing rates."""
    root = copy_with_links(sample, tmp_path_factory.mktemp("long") / "project")
    (root / "content" / "queries.yaml").unlink(missing_ok=True)  # the search has other things to find here
    folder = root / "content" / "procedures"
    text = (folder / "us-scrotum.yaml").read_text(encoding="utf-8")
    for number in range(20):
        other = text.replace("id: us-scrotum", f"id: us-rare-{number:02}", 1)
        other = other.replace("label: US scrotum", f"label: US rare {number:02}", 1)
        (folder / f"us-rare-{number:02}.yaml").write_text(other, encoding="utf-8")
    with served(built(root) / "site", QuietHandler) as address, opening(Windows(chromium), address) as open_page:
        yield open_page


def test_long_facet_shows_those_with_most_scenarios_and_finds_the_others(
    open_long: OpenPage, sample_library: Library
) -> None:
    finder = ready(open_long(FINDER))
    facet = finder.facet("procedure")
    shown = facet.locator("li:visible")
    numbers = [int(text) for text in shown.locator("[data-wb-number]").all_inner_texts()]

    assert len(numbers) == 8
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[-1] > 0
    rated = {row.procedure for card in sample_library.summaries.values() for row in rated_rows_of(card)}
    expect(facet.locator("[data-wb-more]")).to_have_text(f"8 of {len(rated)} shown; type to find others.")
    find = facet.get_by_role("searchbox")
    find.fill("17 rare")
    expect(shown).to_have_count(1)
    expect(shown.locator("[data-wb-label]")).to_have_text("US rare 17")
    find.fill("no such words")
    expect(shown).to_have_count(0)
    expect(facet.locator("[data-wb-more]")).to_have_text("Nothing has these words.")


def test_focus_stays_where_it_is_in_a_long_facet(open_long: OpenPage) -> None:
    finder = ready(open_long(FINDER))
    facet = finder.facet("procedure")
    before = facet.locator("li:visible [data-wb-label]").all_inner_texts()

    last = facet.locator("li:visible input").nth(5)
    last.focus()
    finder.page.keyboard.press("Space")

    expect(last).to_be_focused()
    assert facet.locator("li:visible [data-wb-label]").all_inner_texts() == before
    finder.page.locator("#found").focus()
    finder.box("age", "Adults only").check()
    expect(facet.locator("li:visible input").first).to_be_checked()
