"""Hostile text stays text: in every field, on every page, for every trap, nothing of it becomes markup or gets lost."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote

import pytest
from pydantic import ValidationError

from support.hostile_text import EVIL, HARMLESS, Places, build_project, marker, unlimited, write_project
from support.loading import load
from support.long_mode import LONG
from support.markup_traps import TRAPS
from support.pages import Dom, Element, as_commonmark, as_python_markdown, dom, split, without_ids_of_authors, words
from support.paths import TODAY
from support.pdf_layout import misplaced
from support.printers import blank, real
from support.rendering import context, print_jobs, render_targets, rendered, targets
from wardbook import urls
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.library.vocabulary import Vocabulary
from wardbook.model.records.source import Source
from wardbook.model.settings import Term
from wardbook.problems import ContentError
from wardbook.render.context import render_context
from wardbook.render.templates import Templates
from wardbook.search.packed import unpacked
from wardbook.text.parse import parse_text
from wardbook.text.subset import TextFaults
from wardbook.text.tree import RichText
from wardbook.views.parts.search_metadata import number_words
from wardbook.views.parts.titles import anchor, letter

NOT_ON_PAGES: Final = frozenset(
    {
        "finder.presentations.label",  # in the data of the finder
        "finder.modalities.label",  # shown where a procedure has it, which some of these have not
        "finder.stages.label",  # shown where a scenario has it
        # In attributes of elements, which the traps are looked for in too.
        *(f"{figure}.alternative_text" for figure in ("lump-seen", "us-lump", "wet-bear", "where-to-press")),
        "library.approval_policy.checklist",  # in review packets
        "library.contact.label",  # in the theme's footer
        "library.phones.number",  # beside services that an emergency names, where here every name is another
        "library.phones.service",
        "library.short_title",
        "queries.queries.query",  # for the build
        "queries.queries.instead",
        "register.copies.version",  # on the pages about printed copies
        "terms.terms.abbreviation",  # shown where a text has it, which none of these does
        "terms.terms.other_meanings",  # for the search
        "terms.terms.term",
        "terms.terms.synonyms",  # for the search
        "terms.terms.spellings",
    }
)
"""Texts that the rendered pages themselves do not show."""

EVERYWHERE: Final = TRAPS if LONG else TRAPS[::4]
"""The traps that are put into every field: to read a project with one takes as long for a few pages as for all."""

SHARES: Final = 1 if LONG else 6
"""In how many shares the pages are seen with one trap after the other: each page has a sixth of these traps, and each
trap a sixth of all pages; in the long mode all have all."""

FORM: Final = "https://toys.example/problem?"
"""The form to report problems with, whose address holds the titles of pages."""

READ: Final = re.compile(r"^(?!scenarios/(?!new-bear-lump/)[a-z-]+/(?!index))(?!.*\bclaims\.md$).*\.md$")
"""The pages that are read: all but the section pages of most scenarios, which repeat the whole article, and pages of
claims, on which it depends on the words of a trap whether it is listed.
"""

MARKUP_FOR_AUTHORS: Final = frozenset(
    {
        "- 3 months",
        "<https://toys.example/>",
        "two backslashes \\\\",
        "$x$ and \\(y\\)",
    }
)
"""Traps that are markup of the small Markdown when they stand in a text without backslashes."""


ENDED = {"rattling-robot", "xr-bear", "patched-bears"}
"""The records of the fixture guideline that are superseded or withdrawn."""


@pytest.fixture(scope="module", autouse=True)
def no_limits() -> Iterator[None]:
    with unlimited():
        yield


@dataclass(frozen=True)
class Twin:
    """A whole site with a text in every field."""

    files: dict[str, bytes]
    doms: dict[str, Dom]
    places: Places


def twin(trap: str, root: Path, templates: Templates, share: int = 0, shares: int = 1) -> Twin:
    """The site with a text in every field, or one of some shares of it."""
    places = write_project(trap, root)
    library = load(root)
    chosen = islice(targets(library), share, None, shares)
    files = render_targets(chosen, edition_of(library, TODAY), render_context(library, templates, blank))
    doms = {name: as_python_markdown(split(text)[1]) for name, text in files.items() if READ.search(name)}
    return Twin(files, doms, places)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Twin:
    return twin(HARMLESS, tmp_path_factory.mktemp("harmless"), templates)


def trapped(text: str, trap: str) -> str:
    """The harmless twin's text as it must be with the trap. Case is no matter: a list may print small letters."""
    return words(text.replace(HARMLESS, trap)).lower()


def _trapped_value(value: str, trap: str) -> str:
    """The harmless twin's attribute as it must be with the trap, which is encoded in what an address asks for."""
    address, sign, query = value.partition("?")
    return f"{address.replace(HARMLESS, trap)}{sign}{query.replace(HARMLESS, quote(trap, safe='') if sign else trap)}"


def test_every_text_is_shown_on_a_page(harmless: Twin) -> None:
    shown = " ".join(page.text for page in harmless.doms.values())
    hidden = {
        place for number, place in harmless.places.items() if f"{HARMLESS} {marker(number)} {HARMLESS}" not in shown
    }

    # A page that has ended shows nothing but its notice.
    assert {place for place in hidden if place.partition(".")[0] not in ENDED} == NOT_ON_PAGES
    assert len(harmless.places) > 300


@pytest.mark.parametrize("trap", EVERYWHERE)
def test_trap_in_every_field_shows_as_itself_and_changes_no_element(
    tmp_path: Path, templates: Templates, harmless: Twin, trap: str
) -> None:
    hostile = twin(trap, tmp_path, templates, EVERYWHERE.index(trap) % SHARES, SHARES)

    assert len(hostile.doms) * SHARES * 2 >= len(harmless.doms)
    for name, page in hostile.doms.items():
        expected = under_its_letter(harmless.doms[name], trap) if name in BY_LETTER else harmless.doms[name]
        assert page.text.lower() == trapped(expected.text, trap), name
        assert _elements(page, name) == [
            Element(e.tag, tuple((key, _trapped_value(value, trap)) for key, value in e.attributes))
            for e in _elements(expected, name)
        ], name
        assert page.faults == (), name
        front, numbers = _without_numbers(split(hostile.files[name])[0])
        expected_front, expected_numbers = _without_numbers(split(harmless.files[name])[0])
        assert _listed(_unescaped(front)) == _replaced(_listed(_unescaped(expected_front)), trap), name
        assert numbers >= expected_numbers, name
        assert _bare(numbers) in (_bare(expected_numbers), _bare({*expected_numbers, *number_words(trap)})), name
    for name in hostile.files.keys() & {".site.json"}:
        settings = json.loads(harmless.files[name])
        assert _unescaped(json.loads(hostile.files[name])) == _replaced(settings, trap)


BY_LETTER: Final = (urls.A_TO_Z, urls.SOURCES)
"""The lists whose parts are letters."""


def under_its_letter(page: Dom, trap: str) -> Dom:
    """A list from A to Z with the letter of the trap, under which all its lines stand."""
    there, here = letter(HARMLESS), letter(f"{trap} {marker(0)}")
    elements = tuple(
        Element(e.tag, tuple((key, value.replace(anchor(there), anchor(here))) for key, value in e.attributes))
        for e in page.elements
    )
    text = " ".join(here if word == there else word for word in page.text.split(" "))
    return replace(page, elements=elements, text=text)


def _elements(page: Dom, name: str) -> list[Element]:
    """The elements of a page."""
    elements = [
        Element(e.tag, tuple((key, _titles(value) if key == "data-wb-embed" else value) for key, value in e.attributes))
        for e in _lasting(page.elements)
    ]
    return without_ids_of_authors(elements) if name.startswith("library/") else elements


def _titles(choices: str) -> str:
    """The parts that can be embedded, with their titles and addresses, as the panel reads them."""
    return "\n".join(part for choice in json.loads(choices) for part in choice)


def _lasting(elements: Iterable[Element]) -> list[Element]:
    """The elements that depend neither on how long a word is nor on the direction of the words."""
    return [element for element in elements if element.tag != "bdi" and element.get("class") != "wb-overlong"]


def _without_numbers(front: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """The data of a page without the numbers for the search, and these, to which those of a trap may come."""
    found = dict(front.get("found", {}))
    numbers = set(found.pop("numbers", "").split())
    return front | {"found": found}, numbers


def _listed(front: Any) -> Any:
    """The data of a page with the lists of words that stand there as JSON, as the search reads them."""
    found = {
        name: json.loads(value) if str(value).startswith("[[") else value for name, value in front["found"].items()
    }
    return front | {"found": found}


def _bare(numbers: set[str]) -> set[str]:
    """The numbers without those with a unit, as a trap may begin with one for the number before it."""
    return {number for number in numbers if re.fullmatch(r"n\d+(d\d+)?", number)}


def _unescaped(value: Any) -> Any:
    """The words in data that builders take for HTML."""

    def words_of(html: str) -> str:
        assert not re.search(r"""[<>"']""", html), html
        return _readable(unescape(html))

    return _mapped(value, words_of)


def _replaced(value: Any, trap: str) -> Any:
    """The data of the harmless twin as they must be with the trap."""
    return _mapped(value, lambda text: _readable(unescape(text)).replace(HARMLESS, trap))


def _readable(text: str) -> str:
    """A text, the address of a form with what it is filled in with as text, or the texts of a list in JSON."""
    if text.startswith(('["', '[["')):
        return "\n".join(_flattened(json.loads(text)))
    return unquote(text) if text.startswith(FORM) else text


def _flattened(value: Any) -> list[str]:
    """The texts in lists of lists."""
    return [value] if isinstance(value, str) else [text for one in value for text in _flattened(one)]


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case list():
            return [_mapped(item, change) for item in value]
        case dict():
            return {_mapped(key, change): _mapped(item, change) for key, item in value.items()}
        case _:
            return value


@pytest.mark.parametrize("trap", TRAPS)
def test_trap_without_backslashes_is_refused_or_shown_as_typed(
    library: Library, templates: Templates, trap: str
) -> None:
    tree = admitted(trap)
    if tree is None:
        assert trap not in MARKUP_FOR_AUTHORS
    else:
        page = _paragraphs(templates, context(library, TODAY).rich(tree))
        assert (page.text == words(trap)) is (trap not in MARKUP_FOR_AUTHORS)


def admitted(source: str) -> RichText | None:
    try:
        return parse_text(source)
    except TextFaults:
        return None


@pytest.mark.parametrize("trap", [trap for trap in TRAPS if not re.search(r"^@|[\[\]]", trap)])
def test_trap_in_the_locator_of_a_citation_shows_as_itself(library: Library, templates: Templates, trap: str) -> None:
    tree = parse_text(f"Word [@toy-wiki, {trap}].")
    page = _paragraphs(templates, context(library, TODAY, ["toy-wiki"]).rich(tree))

    assert page.text == words(f"Word[1, {trap}].")
    assert [element.tag for element in page.elements] == ["p", "sup", "a"]


@pytest.mark.parametrize("trap", TRAPS)
def test_trap_as_an_abbreviation_and_its_meaning_shows_as_itself(templates: Templates, trap: str) -> None:
    term = Term.model_validate({"term": trap, "abbreviation": trap})
    vocabulary = Vocabulary((term,))
    body = templates.markdown.from_string("{{ text.inline(line) }}\n").render(line=vocabulary.split(f"( {trap} )"))
    block = templates.html.from_string("<p>{{ text.inline(line) }}</p>\n").render(line=vocabulary.split(f"( {trap} )"))

    for page in (as_python_markdown(body), as_commonmark(body), as_python_markdown(block), dom(block)):
        assert page.text == words(f"( {trap} )")
        assert _lasting(page.elements) == [Element("p", ()), Element("abbr", (("title", trap),))]
        assert page.faults == ()


def _paragraphs(templates: Templates, nodes: object) -> Dom:
    body = templates.markdown.from_string("{{ text.blocks(nodes) }}\n").render(nodes=nodes)
    return as_python_markdown(body)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java&#115;cript:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "\\javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//toys.example/",
        "/root",
        "y",
        "#top",
        "?q",
    ],
)
def test_link_that_leads_nowhere_good_is_refused(address: str) -> None:
    for source in (f"[words]({address})", f"[words](<{address}>)"):
        with pytest.raises(TextFaults) as error:
            parse_text(source)
        assert [fault.message.partition(", got ")[0] for fault in error.value.faults] == [
            "expected a link to https:, http:, mailto: or a record such as scenario:its-id"
        ]


def test_javascript_link_is_refused_with_its_address() -> None:
    for source in ("[words](javascript:alert(1))", "<javascript:alert(1)>"):
        with pytest.raises(TextFaults) as error:
            parse_text(source)
        assert str(error.value) == (
            "expected a link to https:, http:, mailto: or a record such as scenario:its-id,"
            " got `javascript:alert(1)`: write the whole address, or take the link out"
        )


ADDRESSES: Final = (
    "https://toys.example/a_b_c*d*e|f~g^h",
    "https://toys.example/?a=1&lt=2&copy=3&amp;b#c",
    "https://toys.example/{{7*7}}{:#x}",
    "https://toys.example/[x](y)\\",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_address_of_a_source_stays_in_its_attribute(
    library: Library, templates: Templates, today: date, address: str
) -> None:
    source = Source.model_validate({"id": "toy-wiki", "kind": "book", "title": "Wiki", "url": address})
    site = rendered(replace(library, sources={**library.sources, "toy-wiki": source}), templates, today)

    for name in ("sources/toy-wiki.md", "sources/index.md", "scenarios/rattling-robot/index.md"):
        body = split(site[name])[1]
        for page in (as_python_markdown(body), as_commonmark(body)):
            assert _out(address) in page.elements


@pytest.mark.parametrize("tail", [*(a.removeprefix("https://toys.example/") for a in ADDRESSES), "<script>alert(1)"])
def test_address_of_an_identifier_stays_in_its_attribute(
    library: Library, templates: Templates, today: date, tail: str
) -> None:
    doi = f"10.1234/{tail}"
    source = Source.model_validate({"id": "toy-wiki", "kind": "book", "title": "Wiki", "doi": doi})
    site = rendered(replace(library, sources={**library.sources, "toy-wiki": source}), templates, today)
    page = as_python_markdown(split(site["sources/toy-wiki.md"])[1])

    assert _out(f"https://doi.org/{doi}") in page.elements
    assert f"doi:{doi}" in page.text


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("url", "javascript:alert(1)"),
        ("url", 'https://toys.example/"onmouseover="alert(1)'),
        ("url", "https://toys.example/'onmouseover='alert(1)"),
        ("url", "https://toys.example/<script>"),
        ("url", "https://toys.example/`x`"),
        ("url", "https://toys.example@evil.example/"),
        ("url", "//toys.example/"),
        ("doi", '10.1234/"onmouseover="alert(1)'),
        ("doi", "10.1234/'onmouseover='alert(1)"),
        ("doi", "javascript:alert(1)"),
        ("pmid", '1"onmouseover="alert(1)'),
    ],
)
def test_address_that_could_leave_its_attribute_is_refused(field: str, address: str) -> None:
    with pytest.raises(ValidationError) as error:
        Source.model_validate({"id": "toy-wiki", "kind": "book", "title": "Wiki", field: address})

    assert [(fault["loc"], fault["type"]) for fault in error.value.errors()] == [((field,), "string_pattern_mismatch")]


def _out(address: str) -> Element:
    return Element("a", (("class", "wb-reference__out"), ("href", address), ("rel", "noreferrer")))


@pytest.mark.parametrize(
    "address",
    [
        'https://toys.example/"onmouseover="alert(1)',
        "https://toys.example/'onmouseover='alert(1)",
        "https://toys.example/a_b_c*d*e|f~g^h",
        "https://toys.example/?a=1&lt=2&copy=3#c",
        "https://toys.example/{{7*7}}{:#x}",
        "mailto:a_b.c+d@toys.example",
    ],
)
def test_link_of_an_author_has_an_address_and_nothing_else(
    library: Library, templates: Templates, address: str
) -> None:
    tree = parse_text(f"See [words](<{address}>) and *on*.")
    nodes = context(library, TODAY).rich(tree)
    body = templates.html.from_string("{{ text.blocks(nodes) }}\n").render(nodes=nodes)

    for page in (_paragraphs(templates, nodes), dom(body)):
        assert page.text == "See words and on."
        assert [element.tag for element in page.elements] == ["p", "a", "em"]
        assert [name for name, _ in page.elements[1].attributes] == ["href", "rel"]
        assert _unquoted(page.elements[1].get("href")) == _unquoted(address)


def _unquoted(address: str | None) -> str:
    """Without percent signs: the parser writes signs that an address cannot hold as `%22`."""
    assert address is not None
    return re.sub(r"%([0-9A-F]{2})", lambda match: chr(int(match[1], 16)), address)


def test_citation_in_the_settings_is_refused(edited: Callable[[str, str, str], Path]) -> None:
    """The disclaimer stands on pages that list no references, where its number would lead nowhere."""
    root = edited("content/library.yaml", "a *test*,", "a *test* [@toy-wiki],")

    with pytest.raises(ContentError) as error:
        load(root)

    assert str(error.value) == (
        "content/library.yaml:7: disclaimer[1]: expected no citation, because this text stands on pages without"
        " references, got `[@toy-wiki]`: link to it as `[words](source:toy-wiki)`"
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, evil: Path) -> dict[str, dict[str, str]]:
    """The built pages and the search index of the harmless project and of the evil one."""
    harmless = build_project(HARMLESS, tmp_path_factory.mktemp("built") / "project")
    return {HARMLESS: _read(harmless / "site"), EVIL: _read(evil / "site")}


def unmarked(text: str) -> str:
    """A name or a text without what differs with the words of PDFs: the marks of copies, and the sizes of files."""
    return re.sub(r"\b(?!0badc0d)[0-9a-f]{8}\b|(?<=\()[\d.]+\s[KM]B(?=\))", "MARK", text)


def _read(site: Path) -> dict[str, str]:
    return {
        unmarked(name): unmarked(path.read_text("utf-8"))
        for path in site.rglob("*.html")
        for name in (path.relative_to(site).as_posix(),)
    } | {path.name: unpacked(path).decode() for path in (site / "pagefind" / "fragment").iterdir()}


def test_everything_in_the_evil_project_is_printed_in_its_place(evil: Path, templates: Templates) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is missing: install the package poppler-utils to read the printed pages")
    library = load(evil)
    library = replace(library, settings=library.settings.model_copy(update={"papers": ("a4",)}))
    for unit in (("scenario", "new-bear-lump"), ("protocol", "us-bear")):
        for job in print_jobs(unit, library):
            assert misplaced(real(templates)(job)) == [], unit
    for job in print_jobs(("volume", "1"), library) if LONG else ():
        assert real(templates)(job).startswith(b"%PDF-")


def test_built_pages_of_the_evil_project_have_the_elements_of_the_harmless_one(
    built: dict[str, dict[str, str]],
) -> None:
    evils, harmlesses = (
        {name: html for name, html in built[text].items() if name.endswith(".html")} for text in (EVIL, HARMLESS)
    )
    assert evils.keys() == harmlesses.keys()
    of_claims = {one for name, html in harmlesses.items() if "claims/" in name for one in _names(dom(html))}
    for name, html in evils.items():
        evil, harmless = dom(html), dom(harmlesses[name])
        if name in ("find/a-z/index.html", "sources/index.html"):
            harmless = under_its_letter(harmless, EVIL)
        if "claims/" in name:  # a number in a trap makes a claim of it
            assert set(_names(evil)) <= of_claims, name
            continue
        assert _names(evil) == _names(harmless), name
        assert evil.text.lower() == trapped(harmless.text, EVIL), name


def _names(page: Dom) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a built page with the names of their attributes, but for the numbers for the search."""
    return [
        (element.tag, tuple(name for name, _ in element.attributes))
        for element in _lasting(page.elements)
        if element.get("name") != "wb:numbers"
    ]


def test_search_index_of_the_evil_project_knows_the_same_pages_of_each(built: dict[str, dict[str, str]]) -> None:
    evil, harmless = (fragments(built[text]) for text in (EVIL, HARMLESS))

    assert evil.keys() == harmless.keys()
    assert len(evil) > 10
    for page, fragment in evil.items():
        assert fragment["meta"].keys() - {"numbers"} == harmless[page]["meta"].keys() - {"numbers"}
        assert len(fragment["anchors"]) == len(harmless[page]["anchors"])


def fragments(site: dict[str, str]) -> dict[str, Any]:
    """What the search index holds of each page, by its address."""
    return {
        fragment["url"]: fragment
        for name, text in site.items()
        if name.endswith(".pf_fragment")
        for fragment in [json.loads(text)]
    }
