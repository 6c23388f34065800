"""The search index of a site, what it finds, and the golden queries that are held against it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from support.page_numbers import lost_numbers
from wardbook.model.finder import Queries
from wardbook.problems import BuildFault, Problem
from wardbook.read.content import single_in
from wardbook.read.document import Document
from wardbook.search.golden import lost_queries
from wardbook.search.index import build_index
from wardbook.search.order import (
    Found,
    arranged,
    by_subject,
    exact_words,
    negated,
    settled,
    urgent_first,
    without_weak,
    words_of_subject,
)
from wardbook.search.packed import unpacked
from wardbook.search.publications import publications
from wardbook.search.query import IndexReader
from wardbook.search.words import WORDS_FILE
from wardbook.system.files import stamps
from wardbook.urls import is_whole, may_be_searched

US, CT, ABOUT = "procedures/us-bear/index.html", "procedures/ct-bear/index.html", "library/about/index.html"
SETTINGS = {"ranking": {"metaWeights": {"title": 5, "names": 4, "words": 0.5}}}


def page(body: str, **meta: str) -> str:
    """A page as the theme makes it, as far as the search cares."""
    head = "".join(f'<meta data-pagefind-meta="{name}[content]" content="{text}">' for name, text in meta.items())
    return (
        f'<!doctype html><html lang="en"><head><title>A page</title>{head}</head><body><nav>Menu</nav>'
        f"<div data-pagefind-body>{body}</div></body></html>"
    )


PAGES: Mapping[str, str] = {
    US: page(
        '<h1 id="top">US bear<a class="headerlink" href="#top">¶</a></h1><p>Listens to a T-cell growler.</p>'
        '<h2 id="how">How</h2><table><tr><td>Left paw</td><td>right paw</td></tr></table>'
        '<div class="wb-abbreviations">zeppelin</div>',
        title="US bear",
        names="sonography",
        numbers="n12d5 n12d5mg n5 n5ml",
        words="ours à tue-tête",
    ),
    CT: page(
        "<h1>CT bear</h1><p>Looks through a bear; us both, says everyone.</p>",
        title="CT bear",
        names="bear = without dye, no dye",
        numbers="n125 n125mg n50 n50ml",
    ),
    ABOUT: page("<h1>About</h1><p>It may be appropriate, or be quite so. No doll has dye NG5.</p>", title="About"),
    "find/index.html": "<!doctype html><html lang='en'><body><p>growler growler growler</p></body></html>",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with its index."""
    root = tmp_path_factory.mktemp("search") / "site"
    for path, text in PAGES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "assets").mkdir()
    (root / "assets/search.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    build_index({path: root / path for path in PAGES}, root / "pagefind", root.parent / "work", {})
    return root


@pytest.fixture(scope="module")
def finder(site: Path) -> IndexReader:
    """The site's index, opened."""
    return IndexReader(site / "pagefind", SETTINGS["ranking"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("growler", [US]),
        ("US", [US, CT]),
        ("us bear", [US, CT]),
        ("BEARS", [CT, US]),
        ("sonography", [US]),
        ("T-cell", [US]),
        ("tcell", [US]),
        ("À TUE-TÊTE", [US]),
        ("a tue-tete", [US]),
        ('"may be appropriate"', [ABOUT]),
        ('"be may appropriate"', []),
        ("bear about", []),
        ("12.5 mg", [US]),
        ("12,5mg", [US]),
        ("125 mg", [CT]),
        ("1.25 mg", []),
        ("5.0 mL bear", [US]),
        ("bear 50", [CT, US]),
        ("12.5 mL", []),
        ("no dye", [CT]),
        ("NG5", [ABOUT]),
        ("menu", []),
        ("zeppelin", []),
        ("¶", []),
        ("", []),
        ("  ", []),
        ('"', []),
        ("…", []),
    ],
)
def test_a_query_finds_the_pages_that_say_it(finder: IndexReader, query: str, found: list[str]) -> None:
    assert finder.find(query) == ["/" + path.removesuffix("index.html") for path in found]


def test_a_negation_is_looked_for_with_its_word() -> None:
    assert negated("CT No contrast without") == ["No contrast"]
    assert negated('"no contrast"') == negated("noncontrast") == []


def test_publications_are_found_by_author_year_and_number(tmp_path: Path) -> None:
    file = tmp_path / "publications.json"
    rows = [["/sources/a/", "Lumps in bears (NG51)", "Flúff F, Button B. Plush 2019", "123456 10.1234/plush.3"]]
    file.write_text(json.dumps(rows), encoding="utf-8")

    for query in (
        "Fluff 2019",
        "button et al",
        "NG51",
        "PMID: 123456",
        "https://doi.org/10.1234/PLUSH.3",
        "flúff",
    ):
        assert publications(file, query) == ["/sources/a/"], query
    for query in ("Fluff 2018", "NG5", "12345", "et al", ""):
        assert publications(file, query) == [], query


def test_every_number_with_a_unit_on_a_page_is_one_that_its_metadata_have(built_once: Path) -> None:
    assert lost_numbers(built_once / "site") == []


def test_words_in_capitals_and_short_ones_stand_for_no_longer_words() -> None:
    assert exact_words("scan with contrast") == ["with"]  # no `without`
    assert exact_words("US of the T-ALL boy's left PAWS (CT) …") == ["US", "of", "the", "T-ALL", "PAWS", "(CT)"]
    assert exact_words('"US bear"') == exact_words("sonography") == exact_words(" ") == []


def test_a_study_s_own_page_stands_behind_three_scenarios_that_have_it_as_their_answer() -> None:
    answers = [Found(f"answer {number}", 1.0, frozenset({"answers", "title"})) for number in range(6)]
    called = [Found(f"called {number}", 1.0, frozenset({"title"})) for number in range(3)]
    other = Found("other", 1.0, frozenset())

    assert arranged([*answers, other, *called]) == [*answers[:3], *called[:2], *answers[3:], other, called[2]]
    assert arranged([called[0], *answers, called[1]]) == [called[0], *answers, called[1]]
    assert arranged([answers[0], called[0], called[1], *answers[1:]]) == [answers[0], *called[:2], *answers[1:]]
    assert arranged([]) == []


@pytest.mark.parametrize("scores", [(20.289714813, 20.289712905), (20.289712905, 20.289714813), (20.289714813,) * 2])
def test_pages_whose_scores_differ_by_rounding_alone_have_one_order(scores: tuple[float, float]) -> None:
    alike = [Found(id, score, frozenset()) for id, score in zip(("one", "two"), scores, strict=True)]
    best, last = Found("zebra", 20.3, frozenset()), Found("a bear", 20.289, frozenset())
    by_score = sorted(alike, key=lambda page: -page.score)

    places = {"a bear": 0, "one": 1, "two": 2, "zebra": 3}

    assert settled([best, *by_score, last], places) == [best, *alike, last]
    assert settled([best, *reversed(alike), last], places) == [best, *alike, last]
    assert settled([], places) == []


def test_page_whose_title_means_the_words_comes_first_of_those_that_answer_as_well() -> None:
    mentioned = Found("mentioned", 2.0, frozenset({"names"}))
    titled = Found("titled", 2.0, frozenset({"names", "called"}))

    assert settled([mentioned, titled], {"mentioned": 0, "titled": 1}) == [titled, mentioned]


def test_page_about_more_of_the_words_comes_first() -> None:
    loud = Found("loud", 9.0, frozenset({"answers"}))
    both = Found("both", 1.0, frozenset({"names"}))

    assert by_subject([loud, both], [{"loud": loud, "both": both}, {"both": both}]) == [both, loud]
    assert words_of_subject("where to treat a bear") == ["where", "treat", "bear"]
    assert words_of_subject("no contrast") == words_of_subject('"of a bear"') == words_of_subject("the bear") == []


@pytest.mark.parametrize(
    ("query", "core"),
    [
        ("DVT start treatment", "DVT treatment"),
        ("when should I give it", ""),
        ("IT bear", "IT bear"),  # an abbreviation
        ("not given", "not given"),
        ('"start it"', ""),
    ],
)
def test_weak_words_need_not_stand_on_a_page(query: str, core: str) -> None:
    assert without_weak(query) == core


def test_emergencies_stand_before_a_page_that_only_mentions_the_words() -> None:
    urgent = [Found("said so", 1.0, frozenset({"emergencies"})), Found("meant so", 1.0, frozenset({"warned", "words"}))]
    other, called = Found("other", 1.0, frozenset({"words"})), Found("called", 1.0, frozenset({"names"}))

    assert urgent_first([other, urgent[0], called, urgent[1]]) == [*urgent, other, called]
    assert urgent_first([called, urgent[0]]) == [called, urgent[0]]
    assert urgent_first([urgent[0], other, urgent[1]]) == [urgent[0], other, urgent[1]]
    assert urgent_first([]) == []


def test_cells_of_a_table_are_words_of_their_own(finder: IndexReader) -> None:
    assert finder.find('"left paw"') == finder.find('"right paw"') == ["/procedures/us-bear/"]


def test_an_index_holds_no_interface_that_the_site_does_not_use(site: Path) -> None:
    files = {path.name for path in (site / "pagefind").iterdir()}
    assert not [name for name in files if "ui" in name or "highlight" in name]
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", WORDS_FILE} <= files


def test_the_order_of_pages_is_told_as_the_index_has_it(site: Path, finder: IndexReader) -> None:
    told = json.loads((site / "pagefind" / "order.json").read_bytes())
    every = json.loads(finder._text("search", finder._index, b"", b"", b"{}", b"", 0, 1))

    assert told == [page["p"] for page in every["results"]]
    assert len(told) == len([path for path in PAGES if "data-pagefind-body" in PAGES[path]])


def test_the_words_are_those_that_can_be_found_with_how_often(site: Path) -> None:
    found = json.loads((site / "pagefind" / WORDS_FILE).read_bytes())
    often = dict(zip(found["words"], found["often"], strict=True))
    assert found["words"] == sorted(found["words"])
    assert often["growler"] == "0"
    assert often["bear"] == "2"  # `bear`, `bear.` and `bear;` on two pages
    assert not {"menu", "zeppelin", "us", "n12d5mg"} & set(often)


def test_the_same_pages_give_the_same_index(site: Path, tmp_path: Path) -> None:
    build_index({path: site / path for path in reversed(list(PAGES))}, tmp_path / "again", tmp_path / "work", {})
    assert len(files_in(site / "pagefind")) > 8
    assert files_in(tmp_path / "again") == files_in(site / "pagefind")


def test_an_index_is_the_same_whether_a_former_one_is_used_or_not(site: Path, tmp_path: Path) -> None:
    pages = {path: site / path for path in PAGES if path != ABOUT}
    former = {path: path.read_bytes() for path in (site / "pagefind").rglob("*") if path.is_file()}
    build_index(pages, tmp_path / "anew", tmp_path / "work", {})
    build_index(
        pages,
        tmp_path / "after",
        tmp_path / "work",
        {path: site / "pagefind" / path for path in files_in(site / "pagefind")},
    )
    assert files_in(tmp_path / "after") == files_in(tmp_path / "anew")
    assert len(list((tmp_path / "anew" / "fragment").iterdir())) == 2
    assert {path: path.read_bytes() for path in former} == former


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_the_indexer_says_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    (tmp_path / "index.html").write_text(PAGES[US], encoding="utf-8")
    with pytest.raises(BuildFault, match=r"^The search index could not be made: \S"):
        build_index({"index.html": tmp_path / "index.html"}, tmp_path / "out", tmp_path / "work", {})


QUERIES = """\
queries:
  - query: sonography
    finds: {kind: procedure, id: us-bear}
    within: 1
  - query: us
    finds: {kind: procedure, id: ct-bear}
    within: 1
  - query: bear about
    finds: {kind: page, id: about}
  - query: growlr
    finds: {kind: procedure, id: us-bear}
    instead: growler
  - query: growl
    finds: {kind: procedure, id: us-bear}
    instead: growler
  - query: growlxr
    finds: {kind: procedure, id: us-bear}
    instead: growlxer
"""


def queries(text: str) -> Document[Queries]:
    """Golden queries from their file."""
    document = single_in({"content/queries.yaml": text.encode()}, Queries)
    assert document
    return document


def test_a_query_that_has_lost_its_place_is_told_with_its_line(site: Path) -> None:
    lost = lost_queries(queries(QUERIES), site / "pagefind", site)
    assert [str(problem) for problem in lost] == [
        "content/queries.yaml:5: queries[2].query: expected /procedures/ct-bear/ among the first 1 pages that `us`"
        " finds, got it at place 2 of 2; the first is /procedures/us-bear/",
        "content/queries.yaml:8: queries[3].query: expected /library/about/ among the first 3 pages that `bear about`"
        " finds, got 0 pages without it",
        "content/queries.yaml:13: queries[5].query: expected a query that no page has, got pages for `growl`: take"
        " `instead` out",
        "content/queries.yaml:16: queries[6].query: expected the site to have the words of `growlxer`,"
        " got no page with `growlxer`",
    ]


def test_queries_are_asked_in_a_language_whose_words_the_indexer_does_not_inflect(tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text(PAGES[US].replace('lang="en"', 'lang="zh"').replace("Listens", "超声检查"), encoding="utf-8")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "search.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    build_index({US: file}, tmp_path / "out", tmp_path / "work", {})
    asked = queries(
        "queries:\n"
        "  - {query: 超声检查, finds: {kind: procedure, id: us-bear}}\n"
        "  - {query: 检查, finds: {kind: procedure, id: us-bear}}\n"
    )
    assert [str(problem) for problem in lost_queries(asked, tmp_path / "out", tmp_path)] == [
        "content/queries.yaml:3: queries[2].query: expected /procedures/us-bear/ among the first 3 pages that `检查`"
        " finds, got 0 pages without it; in this script the index finds only what a line or a phrase begins with"
    ]


@pytest.mark.parametrize(("keep", "instead"), [(-9, b""), (0, b""), (40, b"no gzip any more")])
def test_a_file_that_is_not_whole_is_told(tmp_path: Path, site: Path, keep: int, instead: bytes) -> None:
    spoilt = tmp_path / "en_1.pf_fragment"
    spoilt.write_bytes(next((site / "pagefind" / "fragment").iterdir()).read_bytes()[:keep] + instead)
    with pytest.raises(BuildFault) as told:
        unpacked(spoilt)
    assert str(told.value) == "The search index is not whole: `en_1.pf_fragment` is damaged. Build again."


def test_broken_queries_are_none() -> None:
    assert single_in({}, Queries) is None
    assert single_in({"content/queries.yaml": b"queries: [{query: 1}]"}, Queries) is None
    assert single_in({"content/queries.yaml": Problem("content/queries.yaml", 1, "", "no file")}, Queries) is None


@pytest.mark.parametrize(
    ("file", "whole"),
    [
        ("index.html", True),
        ("scenarios/a/index.html", True),
        ("topics/a/index.html", True),
        ("library/about/index.html", True),
        ("scenarios/a/faq/index.html", False),
        ("404.html", False),
        ("assets/a.css", False),
    ],
)
def test_a_section_is_no_page_by_itself(file: str, whole: bool) -> None:
    assert is_whole(file) is whole


def test_a_source_has_no_part_in_the_search() -> None:
    assert not may_be_searched("sources/a/index.html")
    assert not may_be_searched("scenarios/a/faq/index.html")
    assert may_be_searched("sources/index.html")
    assert may_be_searched("scenarios/a/index.html")


def test_all_that_is_marked_for_the_search_may_be_searched(built_once: Path) -> None:
    site = built_once / "site"
    whole = [path for path, _ in stamps(site) if is_whole(path)]
    marked = {path for path in whole if b"data-pagefind-body" in (site / path).read_bytes()}
    assert marked
    assert [path for path in marked if not may_be_searched(path)] == []
