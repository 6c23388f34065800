"""Embeds: the same words as the page, complete alone, and described for other sites."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import pairwise

import pytest

from support.pages import HEADINGS, as_python_markdown, dom, split
from support.paths import TODAY
from support.rendering import rendered
from wardbook import urls
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.model.records.scenario import Scenario
from wardbook.render.assets import embed_assets
from wardbook.render.templates import Templates
from wardbook.views.embed_offer import OF_SCENARIOS, Choice, choices_of_article
from wardbook.views.moved import lost_sections
from wardbook.views.parts.status import status_line
from wardbook.views.sections import sections_in, sections_of

FILES = ("pdf/", "figures/", "attachments/")
"""Folders of files that are no pages."""

LINE = "Teddy bear imaging Open the full page Print "
"""What an embed says beside its page."""


def _embeds(site: dict[str, bytes]) -> list[str]:
    """Every embed by its path."""
    return [name for name in site if name.startswith("embed/") and name.endswith("index.html")]


def _record(name: str) -> tuple[str, str, str]:
    """The kind, the id and the part of an embed."""
    _, kinds, id, part, _ = name.split("/")
    return kinds.removesuffix("s"), id, part


def _body(name: str, site: dict[str, bytes]) -> str:
    """The words of an embed after its line, without its title in the browser's tab."""
    text = site[name].decode()
    return dom(text[text.index("<body>") :]).text.removeprefix(LINE).removeprefix("PDF, A4 ")


def test_every_scenario_topic_and_protocol_has_its_embeds(site: dict[str, bytes], library: Library) -> None:
    optional = ("treatment", "workflow", "rationale", "differential", "pitfalls", "faq")
    parts = ("article", "answer", "ratings", "scenario", *optional)
    expected = {
        f"embed/scenarios/{id}/{part}"
        for id, scenario in library.scenarios.items()
        for part in ("article", "answer", "scenario", *scenario.optional_sections, *library.sections.get(id, ()))
    }
    expected |= {f"embed/topics/{id}/article" for id in library.topics}
    expected |= {f"embed/protocols/{id}/article" for id in library.protocols}

    gone = {move.id for move in library.moved}
    assert {posixpath.dirname(name) for name in _embeds(site) if _record(name)[1] not in gone} == expected
    assert tuple(choice.part for choice in OF_SCENARIOS) == parts


def offered(library: Library) -> tuple[Choice, ...]:
    """The parts of a scenario, under the titles that the library gives them."""
    return choices_of_article({section.slug: section.title for section in sections_in(library)})


def last_tabs(scenario: Scenario, library: Library) -> str:
    """The last two parts of an article that are named above it; some are named like their headings."""
    tabs = [
        "Whole article",
        *(section.tab for section in sections_of(scenario.optional_sections, library) if section.tab),
    ]
    return " " + " ".join(tabs[-2:])


@pytest.mark.parametrize("kind", urls.EMBEDDED)
def test_embed_says_what_the_page_says_word_for_word(kind: str, site: dict[str, bytes], library: Library) -> None:
    compared = 0
    for id in {"scenario": library.scenarios, "topic": library.topics, "protocol": library.protocols}[kind]:
        page = as_python_markdown(split(site[urls.page_of(kind, id)])[1]).text
        # Above the title, a page says what can be done with it, where it belongs and what parts it has.
        embed = _body(urls.embed_of(kind, id), site)
        if kind == "scenario":
            scenario = library.scenarios[id]
            _, title, rest = page.partition(scenario.title)
            if scenario.review.ended:
                assert embed == title + rest
                continue
            ways = ("Not this patient? ", "Whole article ")
            before, _, _ = rest.partition(next(way for way in ways if way in rest))
            page = title + before + rest.partition(f"{last_tabs(scenario, library)} ")[2]
        else:
            page = page.removeprefix("PDF, A4 ").removeprefix("Embed ")
        assert embed == page
        compared += 1
    assert compared


def test_section_says_what_its_page_says_but_for_the_answer_and_the_review(
    site: dict[str, bytes], library: Library
) -> None:
    for id, scenario in library.scenarios.items():
        if scenario.review.ended:
            continue
        sections = {section.slug for section in sections_of(scenario.optional_sections, library)}
        for choice in (choice for choice in offered(library)[3:] if choice.part in sections):
            page = as_python_markdown(split(site[urls.section_of(id, choice.part)])[1]).text
            embed = _body(urls.embed_of("scenario", id, choice.part), site)
            _, _, shown = embed.partition(f" {choice.label} ")
            _, _, below_tabs = page.partition(last_tabs(scenario, library))
            _, _, paged = below_tabs.partition(f" {choice.label} ")
            until = " References " if " References " in paged else " Abbreviations "
            assert shown.partition(until)[0] == paged.partition(until)[0], (id, choice)
            assert shown


def test_every_embed_says_its_status_and_the_disclaimer(site: dict[str, bytes], library: Library) -> None:
    edition = edition_of(library, TODAY)
    reviews = {("scenario", id): scenario.review for id, scenario in library.scenarios.items()}
    reviews |= {("topic", id): topic.review for id, topic in library.topics.items()}
    reviews |= {("protocol", id): protocol.review for id, protocol in library.protocols.items()}
    lost = {
        (id, section.slug) for id, scenario in library.scenarios.items() for section in lost_sections(scenario, edition)
    }
    for name in _embeds(site):
        kind, id, part = _record(name)
        if (review := reviews.get((kind, id))) and (id, part) not in lost:
            text = _body(name, site)
            assert f"Version {review.version}, " in text, name
            assert all(fact in text for fact in status_line(kind, id, review, edition).facts), name
            assert text.endswith("Everything here is made up. It is a test, and no toy comes to harm."), name


def test_embed_is_complete_alone(site: dict[str, bytes]) -> None:
    shown = 0
    for name in _embeds(site):
        page = dom(site[name].decode())
        assert page.faults == ("a declaration: doctype html",), name
        assert [e.get("class") for e in page.elements if e.tag == "main"] == ["wb-embed md-typeset"], name
        assert not {e.tag for e in page.elements} & {"form", "iframe", "nav", "input", "button"}, name
        loaded = [
            e.get("href") or e.get("src")
            for e in page.elements
            if e.get("rel") in ("stylesheet", "preload") or e.tag == "script"
        ]
        pictures = [str(e.get("src")) for e in page.elements if e.tag == "img"]
        shown += len(pictures)
        at = [posixpath.normpath(posixpath.join(posixpath.dirname(name), str(address))) for address in loaded]
        assert all(address in site for address in at), (name, at)
        assert len(at) == 5, "a style, two fonts, the style that names them, a script"
        assert all(posixpath.normpath(posixpath.join(posixpath.dirname(name), src)) in site for src in pictures), name
        assert not [e for e in page.elements if e.get("style") or any(key.startswith("on") for key, _ in e.attributes)]
    assert shown > 2


def test_embed_begins_at_the_second_level_and_skips_none(site: dict[str, bytes]) -> None:
    for name in _embeds(site):
        headings = [e for e in dom(site[name].decode()).elements if e.tag in HEADINGS]
        levels = [int(heading.tag[1]) for heading in headings]
        assert levels[0] == 2, name
        assert levels.count(2) == 1, name
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), (name, levels)
        assert all(f"wb-h{level - 1}" in str(h.get("class")) for h, level in zip(headings, levels, strict=True)), name


def test_every_link_of_an_embed_leads_to_a_page_of_the_site_or_to_the_embed_itself(site: dict[str, bytes]) -> None:
    pages = {urls.address(name): name for name in site if name.endswith(".md")}
    followed = 0
    for name in _embeds(site):
        page = dom(site[name].decode())
        targets = {e.get("href"): e.get("target") for e in page.elements if e.tag == "a"}
        assert [e.get("target") for e in page.elements if e.tag == "base"] == ["_blank"]
        for href, target in targets.items():
            assert href
            if href.startswith("#"):
                assert target == "_self", (name, href)
                assert href[1:] in page.ids, (name, href)
            elif not href.startswith(("https://", "mailto:")):
                path, _, anchor = href.partition("#")
                where = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)).removeprefix(".")
                assert where in pages or (where in site and where.startswith(FILES)), (name, href)
                assert not anchor or anchor == "print" or anchor in _ids(site[pages[where]]), (name, href)
                followed += 1
    assert followed > 200


@cache
def _ids(page: bytes) -> frozenset[str]:
    return frozenset(as_python_markdown(split(page)[1]).ids)


def test_embed_names_its_page_as_the_one_to_list(site: dict[str, bytes]) -> None:
    for name in _embeds(site):
        kind, id, _ = _record(name)
        page = dom(site[name].decode())
        canonical = [e.get("href") for e in page.elements if e.get("rel") == "canonical"]
        assert canonical == [f"https://toys.example/imaging/{kind}s/{id}/"]
        assert [e.get("content") for e in page.elements if e.get("name") == "robots"] == ["noindex"]


def test_moved_record_says_so_in_every_embed_that_it_had(site: dict[str, bytes], library: Library) -> None:
    for choice in offered(library):
        text = _body(urls.embed_of("scenario", "second-lump", choice.part), site)
        section = f", “{choice.label}”" if choice.part not in {"article", "answer"} else ""
        assert text.startswith("Scenario This page has moved The scenario at this address has moved. "), choice
        assert f"What stood here Scenario second-lump{section} Moved 1 Mar 2026" in text, choice
    gone = _body(urls.embed_of("topic", "wooden-toys"), site)
    assert gone.startswith("Topic This page was removed The topic at this address was removed. ")


def test_description_for_other_sites_has_the_frame_that_the_panel_offers(
    site: dict[str, bytes], templates: Templates
) -> None:
    described = json.loads(site["embed/scenarios/known-lump/pitfalls/oembed.json"])
    snippet = templates.render_html(
        "embed/snippets/frame.html.jinja",
        address="https://toys.example/imaging/embed/scenarios/known-lump/pitfalls/",
        title=described["title"],
        page="https://toys.example/imaging/scenarios/known-lump/#pitfalls",
        library="Teddy bear imaging",
    )

    assert described == {
        "version": "1.0",
        "type": "rich",
        "title": "Traps: Known lump",
        "provider_name": "Teddy bear imaging",
        "provider_url": "https://toys.example/imaging/",
        "width": 800,
        "height": 800,
        "html": snippet.strip(),
    }
    (frame,) = (e for e in dom(snippet).elements if e.tag == "iframe")
    assert dict(frame.attributes) == {
        "src": "https://toys.example/imaging/embed/scenarios/known-lump/pitfalls/",
        "title": described["title"],
        "width": "100%",
        "height": "800",
        "loading": "lazy",
        "referrerpolicy": "no-referrer",
        "sandbox": "allow-scripts allow-popups allow-popups-to-escape-sandbox",
    }


def test_every_embed_has_its_description_and_its_page_leads_there(site: dict[str, bytes]) -> None:
    embeds = set(_embeds(site))
    assert {name.replace("oembed.json", "index.html") for name in site if name.endswith("oembed.json")} == embeds
    led = {split(raw)[0].get("oembed") for name, raw in site.items() if name.endswith(".md")} - {None}
    own = {name for name in led if _record(str(name))[2] not in {"answer", "ratings"}}
    assert led == own
    assert led <= site.keys()
    assert "embed/scenarios/known-lump/pitfalls/oembed.json" in led


def test_site_without_an_address_describes_nothing_and_names_no_canonical_page(
    library: Library, templates: Templates, today: date
) -> None:
    nowhere = replace(library, settings=library.settings.model_copy(update={"address": None}))

    site = rendered(nowhere, templates, today)

    assert not [name for name in site if name.endswith("oembed.json")]
    assert not [name for name in _embeds(site) if b"canonical" in site[name] or b"oembed" in site[name]]


def test_assets_of_embeds_are_named_after_what_they_hold(
    library: Library, templates: Templates, site: dict[str, bytes]
) -> None:
    for asset in (embed_assets(library, templates).style, embed_assets(library, templates).script):
        assert site[asset.path] == asset.content
        assert asset.path.partition("-")[2].partition(".")[0] == sha256(asset.content).hexdigest()[:10]
    assert b"@import" not in embed_assets(library, templates).style.content
    assert b"url(" not in embed_assets(library, templates).style.content


def test_forms_of_snippets_have_a_hole_for_each_thing_that_differs(site: dict[str, bytes]) -> None:
    forms = json.loads(site["embed/snippets.json"])

    assert forms.pop("library") == "Teddy bear imaging"
    assert forms.pop("hashes").keys() == {"style", "script"}
    holes = {name: set(re.findall(r"\{(\w+)\}", form)) for name, form in forms.items()}
    everywhere = {"title", "page", "library"}
    assert holes == {
        "frame": everywhere | {"address"},
        "fitting": everywhere | {"address", "site"},
        "element": everywhere | {"address", "site"},
        "card": everywhere,
    }
