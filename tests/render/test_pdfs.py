"""PDFs: the words of the page, complete, tagged, the same bytes every time, and honest about what they are worth."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest

from bench.synthetic import write_project
from support.loading import load
from support.long_mode import LONG
from support.paths import ROOT, TODAY
from support.pdf_text import Words, beyond, pages_of, squeezed, text_of, words_of
from support.printers import blank, real
from support.rendering import print_jobs
from support.sample import SEEN
from wardbook import urls
from wardbook.build.toolchain import typst_printer
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.model.base import Line
from wardbook.model.settings import Paper
from wardbook.render.context import render_context
from wardbook.render.print.typst import Job, Printer, PrintFault, TypstPrinter
from wardbook.render.site import render_target
from wardbook.render.templates import Templates
from wardbook.views.article.article import article_source, lay_out
from wardbook.views.print.current import computed_copies
from wardbook.views.print.volumes import volumes
from wardbook.views.sections.treatment import FURTHER, TABLES_FURTHER
from wardbook.views.text import shown_words

GENERATED = 12 if LONG else 4
"""Scenarios of the generated library that are printed."""


@dataclass(frozen=True)
class Sample:
    """A library with the means to print it."""

    library: Library
    templates: Templates
    printer: Printer

    def jobs(self, kind: str, id: str) -> list[Job]:
        return list(print_jobs((kind, id), self.library))

    def job(self, kind: str, id: str, paper: Paper = "a4") -> Job:
        return next(job for job in self.jobs(kind, id) if job.paper == paper)

    def pdf(self, kind: str, id: str, paper: Paper = "a4") -> bytes:
        return self.printer(self.job(kind, id, paper))

    def page(self, kind: str, id: str) -> Words:
        """What the page says, as its embed has it: the same words without the site around them."""
        return self.embed(kind, id, "article")

    def embed(self, kind: str, id: str, part: str) -> Words:
        """What an embed says."""
        edition = edition_of(self.library, TODAY)
        files = render_target(
            (kind, id), edition, render_context(self.library, self.templates, blank), computed_copies(edition)
        ).files
        html = files[urls.embed_of(kind, id, part)].decode()
        return words_of(html[html.index("</p>") + len("</p>") : html.index("</main>")])


@pytest.fixture(scope="module")
def bears(library: Library, templates: Templates) -> Sample:
    return Sample(library, templates, real(templates))


@pytest.fixture(scope="module")
def sample(templates: Templates) -> Sample:
    return Sample(load(ROOT), templates, real(templates))


@pytest.fixture(scope="module")
def generated(templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    root = tmp_path_factory.mktemp("generated") / "project"
    write_project(root, GENERATED)
    return Sample(load(root), templates, real(templates))


_OF_EACH: Final = re.compile(r"^((?:[^:]+: )?)[A-Z]\w+(?: and radiation)? of each (?:study|test|treatment|option)\. ")
"""The first words of the caption of a table of ratings, after the group of patients."""


def on_paper(page: Words, status: str) -> list[str]:
    """The blocks of a page that paper has too.

    The status stands at the top of every sheet instead, and a table of ratings stands under its heading alone. The
    emergencies stand in full on the first sheet, so no line leads to them, nor does one lead to the doses.
    """
    ways = ("Stop if: ", "Red flags? ", "See doses", "See treatment")
    said = (block for block in page.blocks if not block.startswith(ways))
    blocks = [_OF_EACH.sub(r"\1", block) for block in said]
    blocks.remove(status)
    row = blocks.index("Status")
    assert blocks[row + 1] == status
    return blocks[:row] + blocks[row + 2 :]


def only_on_paper(of: Sample, kind: str, id: str) -> Iterator[str]:
    """What a handout says more than the page: what belongs to its first sheet, and heads that stand twice."""
    if kind == "scenario":
        scenario = of.library.scenarios[id]
        topic = of.library.topics[scenario.topic]
        group = next(group.title for group in topic.groups if id in group.scenarios)
        yield f"{topic.title} › {group} {scenario.category}"
        layout = lay_out(article_source(scenario, edition_of(of.library, TODAY)))
        if rated := layout.sections.get("ratings"):
            yield from (f"{sign} {words}" for sign, words in rated.view.legend)
        yield from (
            f"{layout.sections[slug].title} in detail"
            for slug in ("ratings", "treatment", "workflow")
            if slug in layout.sections
        )
        if "treatment" in layout.sections:
            yield from in_short(of, id)
        yield from ("Reason", "Emergencies and red flags: see the first sheet.")
        yield from ("Emergencies and red flags", "+", "−", "?", "→")
        for pathway in layout.sections["workflow"].view.pathways if scenario.workflow else ():
            yield pathway.title
            yield from (f"{outcome.label}." for outcome in pathway.outcomes)


def in_short(of: Sample, id: str) -> Iterator[str]:
    """What the first sheet says of the treatment, which the section says again in full."""
    yield from (FURTHER, TABLES_FURTHER, "The steps are on the sheets behind this one.")
    layout = lay_out(article_source(of.library.scenarios[id], edition_of(of.library, TODAY)))
    for step in layout.sections["treatment"].view.steps:
        yield step.label
        yield shown_words(step.in_short.names)
    yield from of.embed("scenario", id, "treatment").blocks


def assert_same_words(of: Sample, kind: str, id: str, paper: Paper = "a4") -> None:
    """Assert that a PDF says what the page says, all of it, and nothing else but what belongs to paper."""
    job = of.job(kind, id, paper)
    frame = json.loads(job.doc)["frame"]
    standing = frame["standing"]
    printed = text_of(of.printer(job), paper, watermark=standing["watermark"])
    box = squeezed(f"Is this copy current? Copy {frame['mark']} {frame['check']}")
    assert printed.count(box) == 1, id
    page = of.page(kind, id)
    assert [head for head in page.heads if squeezed(head) not in printed] == [], id
    own = (box, *page.heads, *only_on_paper(of, kind, id))
    assert beyond(printed.replace("\f", ""), on_paper(page, standing["status"]), own) == ([], []), id


def test_handout_says_what_the_page_says(bears: Sample, sample: Sample, generated: Sample) -> None:
    for of in (bears, sample, generated):
        printed = [id for id in of.library.scenarios if of is not sample or id in SEEN]
        for id in printed:
            assert_same_words(of, "scenario", id)
        assert len(printed) > 3


DISCLAIMED: Final = "Checkthecitedsourcebeforeuse"
"""Words of the disclaimer. What a handout draws on comes behind it, so that no sheet has the disclaimer alone."""
LONGER_THAN_A_SHEET: Final = {"pneumonia-antibiotic-adult"}
"""Scenarios whose first sheet goes on: two groups of patients, each with an answer and ratings of its own."""
BEHIND_FIRST_SHEET: Final = re.compile("Whothisappliesto|Ratingsindetail|Treatmentindetail")
"""How what follows the first sheet begins."""


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_first_sheet_is_on_one_page_and_what_follows_begins_below_it(sample: Sample, paper: Paper) -> None:
    below = 0
    for id in (id for id in SEEN if id not in LONGER_THAN_A_SHEET):
        scenario = sample.library.scenarios[id]
        pdf = sample.pdf("scenario", id, paper)
        first, second = text_of(pdf, paper).split("\f")[:2]
        begins = BEHIND_FIRST_SHEET.search(first)
        assert begins or BEHIND_FIRST_SHEET.match(second), id
        sheet = first[: begins.start()] if begins else first
        assert ("Nextsteps" in sheet) == bool(scenario.workflow), id
        below += bool(begins)
    assert below < len(SEEN)
    assert below or paper == "letter", "on A4 some sheets leave room below them"


def test_annex_has_the_sections_in_the_order_of_the_page(sample: Sample) -> None:
    told = ("Whothisappliesto", "Nextstepsindetail", "Rationale", "Differentialdiagnosis", "Pitfallstoavoid")
    after = (
        "Frequentlyaskedquestions",
        "Relatedtopicsandtools",
        "ReviewVersion",
        DISCLAIMED,
        "References",
        "Abbreviations",
    )
    for id in SEEN:
        scenario = sample.library.scenarios[id]
        text = text_of(sample.pdf("scenario", id, "a4"), "a4")
        begins = BEHIND_FIRST_SHEET.search(text)
        assert begins, id
        annex = text[begins.start() :]
        left_out = {
            "Nextstepsindetail": not scenario.workflow,
            "Differentialdiagnosis": not scenario.differential,
            "Abbreviations": "Abbreviations" not in sample.page("scenario", id).blocks,
        }
        places = [annex.find(head) for head in (*told, *after) if not left_out.get(head)]
        assert -1 not in places, id
        assert places == sorted(places), id


def test_first_sheet_that_is_too_long_goes_on(sample: Sample) -> None:
    scenario = sample.library.scenarios["all-asymptomatic-boy"]
    assert scenario.ratings
    ratings = scenario.ratings.model_copy(update={"note": (scenario.ratings.note or ()) * 20})
    long = scenario.model_copy(update={"ratings": ratings})
    scenarios = {**sample.library.scenarios, scenario.id: long}
    assert_same_words(replace(sample, library=replace(sample.library, scenarios=scenarios)), "scenario", scenario.id)


def test_first_sheet_has_the_steps_of_a_treatment_and_leaves_out_whom_they_are_for_where_they_are_too_long(
    bears: Sample,
) -> None:
    scenario = bears.library.scenarios["new-bear-lump"]
    assert scenario.treatment
    first, *others = scenario.treatment.steps
    long = first.model_copy(update={"criteria": first.criteria * 40})
    treatment = scenario.treatment.model_copy(update={"steps": (long, *others)})
    scenarios = {**bears.library.scenarios, scenario.id: scenario.model_copy(update={"treatment": treatment})}
    changed = replace(bears, library=replace(bears.library, scenarios=scenarios))
    before, after = (text_of(of.pdf("scenario", scenario.id), "a4").split("\f")[:2] for of in (bears, changed))

    assert "MildItsqueakssoftly.Honeybymouth(2yearsorolder);orWax(inpregnancy)" in before[0]
    assert "MildHoneybymouth(2yearsorolder);orWax(inpregnancy)SevereAtonce:callBearclinicGlue;orWax(in" in after[0]
    assert "Doses,routesandwhatchangesthemareonthesheetsbehindthisone." in after[0]
    assert [sheets[0].endswith("Dryit") for sheets in (before, after)] == [True, True]


def test_handout_is_short(sample: Sample) -> None:
    assert len(pages_of(sample.pdf("scenario", "all-asymptomatic-boy"))) <= 6


def test_handout_says_the_same_on_letter(sample: Sample) -> None:
    assert_same_words(sample, "scenario", "all-asymptomatic-boy", "letter")


def test_protocol_s_sheet_says_what_the_page_says(bears: Sample, sample: Sample) -> None:
    for of in (bears, sample):
        for id in of.library.protocols:
            assert_same_words(of, "protocol", id)


def test_book_has_every_page_of_the_library_once(bears: Sample, sample: Sample) -> None:
    for of in (bears, sample):
        expected: list[tuple[int, str]] = []
        for topic in (of.library.topics[bound.topic] for bound in volumes(of.library)[0].topics):
            scenarios = [of.library.scenarios[id].title for group in topic.groups for id in group.scenarios]
            expected += [(1, topic.title), *((2, title) for title in scenarios)]
        protocols = sorted(protocol.title for protocol in of.library.protocols.values())
        expected += [(1, "Protocols"), *((2, title) for title in protocols)]
        outline = [(level, title) for level, title in outlined(of.pdf("volume", "1")) if level <= 2]
        inside = [entry for entry in outline if entry in expected or entry[0] == 1]
        last = inside.index((1, "Protocols")) + len(protocols) + 1
        assert [entry for entry in inside[:last] if entry[1] != "Contents"] == expected
        assert [title for _, title in inside[last:]] == [
            "Index of procedures",
            "References",
            "Abbreviations",
            "Changes",
            "Disclaimer",
        ]


def test_topic_s_book_says_what_its_handouts_say(sample: Sample) -> None:
    """All words but the numbers of citations, which a book counts through."""
    job = sample.job("topic", "leukemia-staging")
    printed = without_numbers(text_of(sample.printer(job), "a4").replace("\f", ""))
    status = json.loads(job.doc)["frame"]["standing"]["status"]
    for id in sample.library.topics["leukemia-staging"].scenarios:
        for block in on_paper(sample.page("scenario", id), status):
            words = without_numbers(squeezed(block))
            assert words in printed or squeezed(block).startswith(("Use", "→")) or "page" in words, (id, block)


def without_numbers(text: str) -> str:
    """A text without citations, numbers of references and page numbers."""
    return re.sub(r"\[\d+(,[^\]]*)?\]|\(p(age|\.)\d+\)|^\d+\.", "", text)


def outlined(pdf: bytes) -> list[tuple[int, str]]:
    """The bookmarks of a PDF with their levels."""

    def read(items: Iterable[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield level, item.title
            yield from read(item.children, level + 1)

    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        return list(read(outline.root, 1))


@dataclass(frozen=True)
class Tag:
    """An element of a PDF's structure."""

    kind: str
    attributes: Any
    within: tuple[str, ...]


def tags_of(opened: pikepdf.Pdf) -> list[Tag]:
    """Every element of a PDF's structure in reading order."""

    def read(node: Any, within: tuple[str, ...]) -> Iterator[Tag]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from read(child, within)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            kind = str(node["/S"]).removeprefix("/")
            yield Tag(kind, node, within)
            yield from read(node.get("/K"), (*within, kind))

    return list(read(opened.Root.StructTreeRoot.K, ()))


@pytest.mark.parametrize(
    ("kind", "id"), [("scenario", "all-asymptomatic-boy"), ("protocol", "us-scrotum"), ("topic", "leukemia-staging")]
)
def test_pdf_is_accessible(sample: Sample, kind: str, id: str) -> None:
    with pikepdf.open(BytesIO(sample.pdf(kind, id))) as opened:
        assert opened.Root.Lang == "en"
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert opened.open_metadata()["pdfuaid:part"] == "1"
        assert opened.docinfo["/Title"] == json.loads(sample.job(kind, id).doc)["frame"]["title"]
        tags = tags_of(opened)
        # What is drawn and not tagged is for the eye alone; all text of the pages is within a tag or marked so.
        assert all("/StructParents" in page for page in opened.pages)
    tables = [tag for tag in tags if tag.kind == "Table"]
    heads = [tag for tag in tags if tag.kind == "TH" and "THead" in tag.within]
    figures = [tag for tag in tags if tag.kind == "Figure"]
    levels = [int(tag.kind[1]) for tag in tags if tag.kind in ("H1", "H2", "H3", "H4", "H5", "H6")]
    assert tables
    assert heads
    assert all(scope_of(head) == "/Column" for head in heads)
    assert figures
    assert all(str(figure.attributes.get("/Alt", "")) for figure in figures)
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert {tag.within[-1] for tag in tags if tag.kind == "LI"} == {"L"}


def scope_of(cell: Tag) -> str:
    """For what a head's cell stands."""
    attributes = cell.attributes["/A"]
    owned = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return next(str(entry["/Scope"]) for entry in owned if "/Scope" in entry)


@pytest.mark.parametrize(
    ("id", "day", "said"),
    [
        ("new-bear-lump", TODAY, ["Reviewed", "Reviewed on 30 May 2026", "Valid until 30 May 2027"]),
        ("rattling-robot", TODAY, ["Withdrawn on 1 Jan 2026"]),
        ("old-bear-lump", TODAY, ["Draft, not clinically reviewed"]),
        ("new-bear-lump", date(2100, 1, 1), ["Past its review date"]),
    ],
)
def test_every_sheet_says_what_it_is_worth(bears: Sample, id: str, day: date, said: list[str]) -> None:
    (job,) = print_jobs(("scenario", id), bears.library, day)
    pages = pages_of(bears.printer(job))
    assert pages
    standing = json.loads(job.doc)["frame"]["standing"]
    for number, page in enumerate(pages, 1):
        words = " ".join(page.split())
        assert f"Version {standing['version']}" in words
        assert "Uncontrolled when printed" in words
        assert all(fact in words for fact in standing["facts"])
        assert f"Page {number} of {len(pages)}" in words
        assert all(text in words for text in said), words
        assert number == 1 or not standing["warning"] or words.count(standing["warning"]) == 1, words
        assert squeezed(page).endswith(squeezed(standing["watermark"]))


def test_pictures_are_printed_with_their_alternative_texts(bears: Sample) -> None:
    with pikepdf.open(BytesIO(bears.pdf("protocol", "us-bear"))) as pdf:
        sizes = {(int(image.Width), int(image.Height)) for page in pdf.pages for image in page.get_images().values()}
        texts = {str(part.Alt) for part in pdf.objects if isinstance(part, pikepdf.Dictionary) and "/Alt" in part}

    figures = [bears.library.figures[id] for id in ("us-lump", "wet-bear")]
    pictures = [bears.library.pictures[figure.file] for figure in figures]
    assert sizes >= {(picture.width, picture.height) for picture in pictures}
    assert texts >= {figure.alternative_text for figure in figures}


def test_text_that_is_code_elsewhere_is_printed_as_text(bears: Sample) -> None:
    hostile = (
        "#let x = 1 $x^2$ *bold* _it_ [c] \\ @a <l> `raw` ~ -- --- ... // c /* d */ 'q' \"q\" = h - i + n / t: "
        "#panic() #sys.inputs مرحبا بالعالم 漢字かな e\u0301o\u0308 😀 ☢☢☢ " + "w" * 300
    )
    scenario = bears.library.scenarios["new-bear-lump"]
    library = replace(bears.library, scenarios={scenario.id: scenario.model_copy(update={"title": Line(hostile)})})
    job = print_jobs(("scenario", scenario.id), library)[0]
    pdf = bears.printer(job)
    printed = text_of(pdf, "a4").replace("\f", "")
    latin = [word for word in hostile.split() if word.isascii() or word in "漢字かな☢☢☢😀"]
    assert all(word in printed for word in map(squeezed, latin)), printed[:900]
    assert all(letter in printed for letter in "مرحبا")
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.docinfo["/Title"] == hostile


def test_a_character_that_no_font_has_is_no_gap_on_paper(bears: Sample) -> None:
    job = bears.job("scenario", "new-bear-lump")
    frame_title = json.dumps(json.loads(job.doc)["frame"]["title"])[1:-1].encode()
    with pytest.raises(PrintFault) as fault:
        bears.printer(replace(job, doc=job.doc.replace(frame_title, "\U00010380".encode())))
    assert str(fault.value).endswith('could not be displayed with font `"Source Sans 3"`')


def test_same_job_gives_the_same_bytes_elsewhere_too(bears: Sample, tmp_path: Path) -> None:
    job = bears.job("scenario", "known-lump")
    (tmp_path / "other place").mkdir()
    with closing(typst_printer(bears.templates, tmp_path / "other place")) as elsewhere:
        assert elsewhere(job) == bears.printer(job)
    with closing(TypstPrinter(tmp_path / "other place", bears.templates.fonts)) as again:
        assert again(job) == bears.printer(job)


def test_a_book_is_worth_no_more_than_its_parts(bears: Sample, sample: Sample) -> None:
    def worth(of: Sample, kind: str, id: str) -> tuple[str, list[str], str]:
        standing = json.loads(of.job(kind, id).doc)["frame"]["standing"]
        return standing["warning"], standing["facts"], standing["tone"]

    assert worth(bears, "topic", "lumpy-bears") == (
        "2 of 4 parts are not guidance",
        ["Valid, where it is guidance, until 1 Feb 2027"],
        "withdrawn",
    )
    assert worth(bears, "volume", "1") == (
        "13 of 16 parts are not guidance",
        ["Valid, where it is guidance, until 23 Nov 2026"],
        "withdrawn",
    )
    assert worth(sample, "volume", "1") == ("Not guidance", [], "withdrawn")
