"""Printed copies: what the page behind the code on each of them says, for good, and the code itself."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from support.command_line import DONE, run
from support.loading import load
from support.pages import HEADINGS, dom
from support.paths import TODAY
from support.rendering import rendered
from wardbook import urls
from wardbook.authoring.register import as_yaml, grown, size
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.model.base import Line
from wardbook.model.register import Register
from wardbook.read.yaml import parse_yaml
from wardbook.render.print.qr_code import code
from wardbook.render.templates import Templates
from wardbook.text.characters import mended
from wardbook.views.print.current import current_copies
from wardbook.views.print.frame import Copy

REGISTER = "content/register.yaml"
WET = (
    "Wet bears US bear: Perhaps good → Usually good bottom line, do: paragraph added: Squeeze the belly."
    " Honey by mouth: honey, Day 1, dose: 100 mg → 200 mg exclusion added: Hard as wood (Squeeze score < 1)"
    " age: 0 to 1 years → 0 to 2 years next review moved: 30 May 2026 → 30 May 2027"
    " pitfall added: Wet fur After the meeting of the <three> bears & the seamstress."
)
ANOTHER = " This page is about copies with this code. If your copy has another code, open the address on your copy."
OLD = "Do not use this copy."
NOW = " Current version The page PDF, A4"


@pytest.fixture(scope="module")
def marks(library: Library) -> dict[str, str]:
    """The mark of every copy that is printed now, by id; no two records of the fixture guideline share one."""
    return {copy.id: copy.mark for copy in current_copies(edition_of(library, TODAY)) if copy.kind != "protocol"} | {
        f"protocol {copy.id}": copy.mark
        for copy in current_copies(edition_of(library, TODAY))
        if copy.kind == "protocol"
    }


def told(id: str, mark: str, site: dict[str, bytes]) -> str:
    """What is said of a copy, after the line at the top."""
    html = site[urls.copy_of(id, mark)].decode()
    text = dom(html[html.index("<body>") :]).text
    return text.removeprefix("Teddy bear imaging Home Printed copy ")


def copies_in(site: dict[str, bytes]) -> dict[str, str]:
    """The pages of all copies by their path."""
    return {path: html.decode() for path, html in site.items() if path.startswith("v/")}


# --- statuses


def test_a_current_copy(site: dict[str, bytes], marks: dict[str, str]) -> None:
    mark = marks["new-bear-lump"]
    assert told("new-bear-lump", mark, site) == (
        "✓ This copy is current It matches the current version. It is valid until 30 May 2027. Do not use it"
        " after that day, whatever this page says."
        f" Handout of a scenario Which picture for a new"
        f" bear with a lump < 3 cm? Copy code {mark} Version 2.0 Last change 30 May 2026"
        f" Validity Valid until 30 May 2027{ANOTHER}{NOW}"
    )


def test_a_copy_of_an_older_version_says_by_what_it_was_replaced_and_what_changed(
    site: dict[str, bytes], marks: dict[str, str]
) -> None:
    assert told("new-bear-lump", "0badc0d5", site) == (
        f"✕ This copy is out of date Version 2.0 (copy code {marks['new-bear-lump']}) has replaced it. {OLD}"
        " Handout of a scenario Which picture for a new bear with a lump < 3 cm? Copy code 0badc0d5 Version"
        f" 1.0 Last change 30 May 2025 Validity no longer valid{ANOTHER}"
        f" What changed since 30 May 2026: version 2.0: {WET}{NOW}"
    )


def test_a_copy_with_other_words_and_the_same_version(site: dict[str, bytes], marks: dict[str, str]) -> None:
    assert told("us-bear", "0badc0d4", site) == (
        "✕ This copy is out of date Its text, or text that it takes from other pages, has changed under the same"
        " version number. The current copy has the code"
        f" {marks['protocol us-bear']}. {OLD}"
        " Sheet of a protocol Ultrasound of a bear Copy code 0badc0d4 Version 1.1 Last change"
        f" 1 Mar 2026 Validity no longer valid{ANOTHER}"
        f" What changed since The list of changes does not say. Compare the copy with the current version.{NOW}"
    )


def test_a_draft(site: dict[str, bytes], marks: dict[str, str]) -> None:
    assert told("old-bear-lump", marks["old-bear-lump"], site).startswith(
        "! This copy matches the current draft. Not for clinical use. It matches the latest draft. No clinician"
        " has reviewed the draft; it is not guidance."
        " Handout of a scenario #1 question: an old bear with a soft lump"
    )


def test_a_withdrawn_record(site: dict[str, bytes], marks: dict[str, str]) -> None:
    mark = marks["rattling-robot"]
    assert told("rattling-robot", mark, site) == (
        f"✕ This guidance is withdrawn Withdrawn on 1 Jan 2026. {OLD} Replaced by: → Old bear, lump Draft"
        f" Handout of a scenario Which picture for a robot that rattles? Copy code {mark} Version"
        f" 1.0 Last change 1 Jan 2024 Validity no longer valid{ANOTHER} Why Robots left the hospital[1]."
        " Current version The page References 1. The toy wiki. Read online Accessed 2 Nov 2026. Back to the text"
    )


def test_a_record_that_has_moved(site: dict[str, bytes]) -> None:
    assert told("second-lump", "0badc0d6", site) == (
        f"✕ This guidance has moved Another scenario replaced it on 1 Mar 2026. {OLD} Replaced by: → Known lump"
        " Past its review date Handout of a scenario second-lump Copy code 0badc0d6 Version 1.0 Last change"
        f" 30 May 2025 Validity no longer valid{ANOTHER} Why A bear can have a third lump. See the topic."
    )


def test_a_record_that_is_gone(site: dict[str, bytes]) -> None:
    assert told("wooden-toys", "0badc0d8", site) == (
        "✕ This guidance was removed It was removed on 24 Dec 2025; nothing replaced it."
        f" {OLD} See: → All topics Book of a topic wooden-toys Copy code 0badc0d8 Version 1.0"
        f" Last change 30 May 2024 Validity no longer valid{ANOTHER} Why Opinion Wood needs no US."
        " Abbreviations US ultrasound"
    )


@pytest.mark.parametrize("id", ["known-lump"])
def test_a_copy_past_its_review_date_is_not_called_current(
    id: str, site: dict[str, bytes], marks: dict[str, str]
) -> None:
    text = told(id, marks[id], site)
    assert text.startswith(
        "! This copy is past its review date It matches the current version, which was due for review by 1 May"
        " 2026 and was not reviewed."
        " Check the source before use."
    )
    assert "is current" not in text
    assert "favorable" not in re.sub("unfavorable", "", copies_in(site)[urls.copy_of(id, marks[id])])


def test_a_book_is_current_only_with_its_parts(site: dict[str, bytes], marks: dict[str, str]) -> None:
    mark = marks["lumpy-bears"]
    assert told("lumpy-bears", mark, site) == (
        "! This copy is current, but not all of it is guidance It matches the current version. 2 of its 3 parts"
        " are not guidance;"
        " see below. The first of its parts to expire is valid until 1 Feb 2027. Do not use it after that day,"
        " whatever this page says."
        f" Book of a topic Lumpy bears Copy code"
        f" {mark} Version 1.0 Last change 1 Jun 2026{ANOTHER}"
        " Parts that are not guidance → #1 question: an old bear with a soft lump Draft → How to follow a known"
        " lump Past"
        f" its review date{NOW}"
    )


def test_an_older_book_lists_what_changed_in_its_parts(site: dict[str, bytes], marks: dict[str, str]) -> None:
    assert told("lumpy-bears", "0badc0d7", site) == (
        "✕ This copy is out of date Its text, or text that it takes from other pages, has changed under the same"
        " version number. The current copy has the code"
        f" {marks['lumpy-bears']}. {OLD} Part of the current version is not guidance."
        f" Book of a topic Lumpy bears"
        " Copy code 0badc0d7 Version 1.0 Last change 1 Feb 2026 Validity no longer valid"
        f"{ANOTHER} What changed since Changes on or after 1 Feb 2026; the copy may already hold those of that day."
        f" 1 Jun 2026: #1 question: an old bear with a soft lump, version 0.1: First draft 30 May 2026: Which"
        f" picture for a new bear with a lump < 3 cm?, version 2.0: {WET} 1 Feb 2026: Lumpy bears, version 1.0:"
        f" First version{NOW}"
    )


def test_volumes_of_the_library(site: dict[str, bytes], marks: dict[str, str]) -> None:
    assert told("library-1", marks["library-1"], site).startswith(
        "! This copy is current, but not all of it is guidance It matches the current version. 13 of its 16 parts"
        " are not guidance;"
        " see below. The first of its parts to expire is valid until 23 Nov 2026."
    )
    older = told("library-1", "0badc0d1", site)
    assert older.startswith(
        f"✕ This copy is out of date A newer copy (copy code {marks['library-1']}) has replaced it. {OLD}"
    )
    assert " 1 Mar 2026: Ultrasound of a bear, version 1.1: A cine of the lump " in older
    assert told("library-2", "0badc0d2", site).startswith(
        f"✕ This copy is out of date The library now has fewer volumes; this is not one of them. {OLD} Book of"
    )


def test_a_day_later_a_copy_is_past_its_review_date(
    library: Library, templates: Templates, marks: dict[str, str]
) -> None:
    last = date(2026, 11, 23)
    id, mark = "us-bear", marks["protocol us-bear"]
    before, after = (told(id, mark, rendered(library, templates, day)) for day in (last, last + timedelta(days=1)))
    assert before.startswith("✓ This copy is current ")
    assert "It is valid until 23 Nov 2026. Do not use it after that day, whatever this page says." in before
    assert after.startswith("! This copy is past its review date ")


def test_a_copy_under_review_says_so(project: Path, templates: Templates) -> None:
    record = project / "content/scenarios/new-bear-lump.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("  status: live\n", "  status: under-review\n"), encoding="utf-8")
    library = load(project)
    mark = mark_of("new-bear-lump", library)
    assert told("new-bear-lump", mark, rendered(library, templates, TODAY)).startswith(
        "! This copy is current and under review It matches the current version. It is under review and may change."
        " It is valid until 30 May 2027."
    )


def test_a_copy_of_what_is_now_a_draft_is_told_so(project: Path, templates: Templates) -> None:
    with (project / REGISTER).open("a", encoding="utf-8") as file:
        file.write('  - {kind: scenario, id: old-bear-lump, version: "0.0", mark: "0badc0d9", on: "2026-05-01"}\n')
    library = load(project)
    assert told("old-bear-lump", "0badc0d9", rendered(library, templates, TODAY)).startswith(
        f"✕ This copy is out of date Version 0.1 (copy code {mark_of('old-bear-lump', library)}) has replaced it."
        f" {OLD} The current version is a draft that no clinician has reviewed; it is not guidance."
    )


def test_markup_shows_as_itself(project: Path, templates: Templates) -> None:
    record = project / "content/scenarios/new-bear-lump.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("text: Wet bears", "text: <b>Wet</b> & <script>bears"), encoding="utf-8")
    with (project / REGISTER).open("a", encoding="utf-8") as file:
        file.write(r"""  - {kind: scenario, id: known-lump, version: "<i>\"1\"", mark: "0badc0d9", on: "2025-01-01"}""")
    site = rendered(load(project), templates, TODAY)
    assert ' Version <i>"1" Last change ' in told("known-lump", "0badc0d9", site)
    assert " 30 May 2026: version 2.0: <b>Wet</b> & <script>bears " in told("new-bear-lump", "0badc0d5", site)
    assert not {e.tag for html in copies_in(site).values() for e in dom(html).elements} & {"b", "i", "script"}


def mark_of(id: str, library: Library) -> str:
    """The mark of the copy of a record that is printed now."""
    return next(copy.mark for copy in current_copies(edition_of(library, TODAY)) if copy.id == id)


# --- pages


def test_words_that_move_to_another_place_make_another_mark(library: Library) -> None:
    """What to do instead is read otherwise than when to get help, though the words are the same."""
    scenario = library.scenarios["new-bear-lump"]
    pitfall = next(pitfall for pitfall in scenario.pitfalls if pitfall.escalation)
    assert pitfall.escalation
    here = pitfall.model_copy(update={"text": (*pitfall.text, pitfall.escalation[0]), "escalation": None})
    there = pitfall.model_copy(update={"escalation": (*pitfall.escalation,)})
    marks = {
        mark_of(
            scenario.id,
            replace(
                library,
                scenarios={**library.scenarios, scenario.id: scenario.model_copy(update={"pitfalls": (changed,)})},
            ),
        )
        for changed in (here, there)
    }
    assert len(marks) == 2


def test_where_links_lead_makes_no_other_mark(library: Library) -> None:
    elsewhere = library.settings.model_copy(update={"address": Line("https://elsewhere.example/")})
    procedures = {id: procedure.model_copy(update={"id": f"{id}-2"}) for id, procedure in library.procedures.items()}
    before = mark_of("known-lump", library)
    assert mark_of("known-lump", replace(library, settings=elsewhere)) == before
    assert mark_of("known-lump", replace(library, procedures=procedures)) == before


def test_every_copy_has_its_page(site: dict[str, bytes], library: Library) -> None:
    current = {copy.path for copy in current_copies(edition_of(library, TODAY))}
    registered = {urls.copy_of(copy.id, copy.mark) for copies in library.copies.values() for copy in copies}
    assert set(copies_in(site)) == current | registered
    assert len(registered) == 8
    assert not current & registered


def test_a_page_has_no_script_and_asks_no_other_host(site: dict[str, bytes]) -> None:
    for name, html in copies_in(site).items():
        page = dom(html)
        assert page.faults == ("a declaration: doctype html",), name
        assert not {e.tag for e in page.elements} & {"script", "img", "iframe", "form", "base", "style", "object"}, name
        assert not [e for e in page.elements if e.get("style") or any(key.startswith("on") for key, _ in e.attributes)]
        loaded = [str(e.get("href")) for e in page.elements if e.tag == "link"]
        found = [posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) in site for path in loaded]
        assert found == [True] * 4, "two fonts and the styles"
        assert (("name", "robots"), ("content", "noindex")) in [e.attributes for e in page.elements]
        assert "default-src 'none'; style-src 'self'; font-src 'self'; base-uri" in html


def test_the_headings_of_a_page_begin_at_the_first_level(site: dict[str, bytes]) -> None:
    for name, html in copies_in(site).items():
        levels = [int(e.tag[1]) for e in dom(html).elements if e.tag in HEADINGS]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), name


def test_every_link_leads_to_a_page_or_a_pdf_of_the_site(site: dict[str, bytes]) -> None:
    pages = {urls.address(name) for name in site if name.endswith(".md")} | {""}
    for name, html in copies_in(site).items():
        for link in dom(html).links:
            if not link.startswith(("https://", "#")):
                where = posixpath.normpath(posixpath.join(posixpath.dirname(name), link)).removeprefix(".")
                assert where in (site if link.endswith(".pdf") else pages), (name, link)


def test_search_and_site_map_know_nothing_of_copies(site: dict[str, bytes]) -> None:
    assert not [name for name in copies_in(site) if urls.is_whole(name)]
    assert b"/v/" not in site["sitemap.xml"]


# --- the register


def test_the_register_gains_copies_and_keeps_them_from_edit_to_edit(project: Path, templates: Templates) -> None:
    record = project / "content/scenarios/known-lump.yaml"
    assert run(project, "register") == (DONE, f"{REGISTER}: 0 addresses and 17 printed copies added.\n", "")
    seen = [mark_of("known-lump", load(project))]
    for season in ("autumn", "winter"):
        text = record.read_text(encoding="utf-8")
        record.write_text(re.sub("answer: Each [a-z]+[.]", f"answer: Each {season}.", text), encoding="utf-8")
        before = (project / REGISTER).read_text(encoding="utf-8").splitlines()
        # The scenario, its topic and the library are printed anew.
        assert run(project, "register") == (DONE, f"{REGISTER}: 0 addresses and 3 printed copies added.\n", "")
        after = (project / REGISTER).read_text(encoding="utf-8").splitlines()
        assert [line for line in after if line in before] == before
        site = rendered(load(project), templates, TODAY)
        current = mark_of("known-lump", load(project))
        assert told("known-lump", current, site).startswith("! This copy is past its review date ")
        for mark in seen:
            assert told("known-lump", mark, site).startswith(
                "✕ This copy is out of date Its text, or text that it takes from other pages, has changed under"
                " the same version number. The current copy has the code"
                f" {current}. {OLD}"
            )
        seen.append(current)


versions = (
    st.text(min_size=1, max_size=12)
    .map(lambda text: mended(" ".join(text.split()) or "1"))
    .filter(lambda text: text.isprintable() and "[@" not in text)
)
copies = st.builds(
    Copy,
    kind=st.sampled_from(["scenario", "topic"]),
    id=st.sampled_from(["a", "b", "12", "null"]),
    version=versions,
    mark=st.sampled_from(["12345678", "1e234567", "0badc0de", "deadbeef"]),
    on=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)


@given(st.lists(st.lists(copies, max_size=6), max_size=4))
def test_the_register_is_the_same_however_often_it_grows(rounds: list[list[Copy]]) -> None:
    register = Register.model_validate({"scenarios": ("a",)})
    for added in rounds:
        new = grown(register, {}, {}, (), added)
        assert set(register.copies) <= set(new.copies)
        assert [copy for copy in new.copies if copy in register.copies] == list(register.copies)
        assert {(copy.id, copy.mark) for copy in added} <= {(copy.id, copy.mark) for copy in new.copies}
        assert grown(new, {}, {}, (), added) == new
        assert len({(copy.id, copy.mark) for copy in new.copies}) == size(new).copies
        assert Register.model_validate(parse_yaml(as_yaml(new).decode()).value) == new
        register = new


# --- the code


def modules(svg: str) -> Iterator[tuple[int, int]]:
    """The dark modules of a drawing, by row and column."""
    row = column = 0
    for verb, x, y in re.findall(r"([Mmh])(-?[0-9]+)(?: ?(-?[0-9.]+))?", re.findall(r' d="([^"]+)"', svg)[0]):
        if verb == "h":
            yield from ((row, column + step) for step in range(int(x)))
            column += int(x)
        else:
            row, column = (int(float(y)), int(x)) if verb == "M" else (row + int(float(y)), column + int(x))


@pytest.mark.parametrize("path", ["v/a/12345678/", f"v/{'long-' * 15}id/0badc0de/"])
def test_the_code_draws_the_address(path: str) -> None:
    address = f"https://bears.example.org/guidelines/{path}"
    drawing = code(address)
    matrix = segno.make_qr(address, error="M", boost_error=False).matrix
    assert f'viewBox="0 0 {len(matrix)} {len(matrix)}"' in drawing
    wanted = {(r, c) for r, row in enumerate(matrix) for c, dark in enumerate(row) if dark}
    assert set(modules(drawing)) == wanted
    assert drawing == code(address)


def test_a_site_without_an_address_has_no_codes() -> None:
    assert code("") == ""
