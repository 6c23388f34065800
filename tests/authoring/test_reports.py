"""`wardbook sources check` and `wardbook coverage`: what is found, how it is told, and how the command ends."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from support.command_line import DONE, FAULTS, run
from support.paths import GUIDELINE
from wardbook.authoring.reports.coverage import coverage_gaps
from wardbook.authoring.reports.sources import SourceFinding, source_findings, superseded_citations
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.read.content import Snapshot, take_snapshot
from wardbook.text.identifiers import isbn_fits

SOURCES = "content/sources"


@pytest.fixture(scope="module")
def guideline() -> Snapshot:
    return take_snapshot(GUIDELINE)


def findings(snapshot: Snapshot, **sources: str) -> list[tuple[str, str, str]]:
    """What is found where some sources have other or more fields."""
    changed = {f"{SOURCES}/{id.replace('_', '-')}.yaml": text.encode() for id, text in sources.items()}
    return [(one.finding, one.source, one.detail) for one in source_findings({**snapshot, **changed})]


def test_sources_that_no_longer_stand_are_told_with_who_cites_them(guideline: Snapshot) -> None:
    assert source_findings(guideline) == [
        SourceFinding(
            finding="retracted",
            source="torn-study",
            detail="cited still, though it was retracted",
            cited_by=("content/scenarios/old-bear-lump.yaml", "content/topics/mending.yaml"),
            file=f"{SOURCES}/torn-study.yaml",
        ),
        SourceFinding(
            finding="superseded",
            source="unread-book",
            detail="superseded by `toy-guideline-2024`",
            cited_by=("content/scenarios/known-lump.yaml",),
            file=f"{SOURCES}/unread-book.yaml",
        ),
    ]


def test_identifiers_without_their_form_are_told_of_faulty_files_too(guideline: Snapshot) -> None:
    wiki = 'id: toy-wiki\nkind: web-page\ntitle: The toy wiki\npmid: "012"\nisbn: 0-306-40615-3\ndoi: 11.1/x\n'

    told = [detail for finding, id, detail in findings(guideline, toy_wiki=wiki) if id == "toy-wiki"]
    assert told == [
        "doi: expected a DOI, which begins with `10.`, without `https://doi.org/` before it and a full stop or comma"
        " after it, got `11.1/x`",
        "isbn: expected a last digit that fits the others, got `0-306-40615-3`",
        "pmid: expected a PubMed id of digits only, without zeros before it, got `012`",
    ]


@pytest.mark.parametrize(
    ("url", "detail"),
    [
        ("https://doi.org/10.1/abc", "doi `10.1/abc`: write it as `doi:`"),
        ("https://pubmed.ncbi.nlm.nih.gov/77/", "pmid `77`, which is not its pmid `5`: write it as `pmid:`"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC9", "pmcid `PMC9`: write it as `pmcid:`"),
        ("https://clinicaltrials.gov/study/NCT00000001", "trial `NCT00000001`: write it as `trial:`"),
    ],
)
def test_an_identifier_that_is_written_as_an_address_is_told(guideline: Snapshot, url: str, detail: str) -> None:
    wiki = f'id: toy-wiki\nkind: web-page\ntitle: The toy wiki\npmid: "5"\nurl: {url}\n'

    told = [detail for _, id, detail in findings(guideline, toy_wiki=wiki) if id == "toy-wiki"]
    assert told == [f"url: expected the address of a page, got the {detail}"]


def test_doubles_are_told_once_with_how_one_sees_it(guideline: Snapshot) -> None:
    same = 'kind: article\ntitle: "LUMPS in 12 bears: (ursus textilis)"\nyear: 2019\npmid: "123456"\n'

    told = findings(guideline, a_copy=f"id: a-copy\n{same}")
    assert ("double", "bear-study-2019", "the same pmid, title and year as `a-copy`") in told
    assert ("unused", "a-copy", "nothing cites or names it") in told


@pytest.mark.parametrize(
    ("isbn", "fits"),
    [
        ("978-0-306-40615-7", True),
        ("9780306406158", False),
        ("0-306-40615-2", True),
        ("080442957X", True),
        ("0804429570", False),
        ("978030640615X", False),
    ],
)
def test_the_last_digit_of_an_isbn_follows_from_the_others(isbn: str, fits: bool) -> None:
    assert isbn_fits(isbn) is fits


def test_a_live_page_that_cites_a_superseded_source_is_warned_of(library: Library) -> None:
    wiki = library.sources["toy-wiki"].model_copy(update={"superseded_by": "toy-guideline-2024"})

    assert list(superseded_citations(library)) == []
    assert list(superseded_citations(replace(library, sources={**library.sources, "toy-wiki": wiki}))) == [
        "content/scenarios/new-bear-lump.yaml: cites `toy-wiki`, which `toy-guideline-2024` has superseded.",
        "content/topics/lumpy-bears.yaml: cites `toy-wiki`, which `toy-guideline-2024` has superseded.",
        "content/protocols/us-bear.yaml: cites `toy-wiki`, which `toy-guideline-2024` has superseded.",
    ]


def test_coverage_lists_variants_owners_routes_and_protocols(library: Library, today: date) -> None:
    gaps = coverage_gaps(edition_of(library, today))

    assert [(gap.topic, gap.text, gap.note) for gap in gaps if gap.gap == "variant-without-scenario"] == [
        ("Lumpy bears", "A bear <without> fur", "Variant 4")
    ]
    assert [(gap.text, gap.note) for gap in gaps if gap.gap == "variant-not-listed"] == [
        ("A known lump in a new bear", "Variant 3")
    ]
    assert [gap.topic for gap in gaps if gap.gap == "no-owner"] == ["Mending", "Patched bears", "Robots that rattle"]
    assert sum(gap.gap == "no-route" for gap in gaps) == 5
    assert "MRI bear without and with honey" in [gap.where for gap in gaps if gap.gap == "no-protocol"]


def test_commands_end_as_their_findings_say(project: Path) -> None:
    code, out, err = run(project, "sources", "check", "--format", "json")
    assert (code, err) == (FAULTS, "1 fault, 1 warning.\n")
    assert json.loads(out)["count"] == 2
    topic = project / "content/topics/mending.yaml"
    topic.write_text(topic.read_text(encoding="utf-8").replace("sources: [torn-study]\n", ""), encoding="utf-8")
    scenario = project / "content/scenarios/old-bear-lump.yaml"
    scenario.write_text(scenario.read_text(encoding="utf-8").replace(" [@torn-study, Figure 2]", ""), encoding="utf-8")
    code, out, _ = run(project, "sources", "check")
    assert code == FAULTS
    assert out.startswith(
        "finding     source       detail                              cited by\nunused      torn-study "
    )
    (project / SOURCES / "torn-study.yaml").unlink()
    code, out, err = run(project, "sources", "check")
    assert (code, err) == (DONE, "0 faults, 1 warning.\n")


def test_coverage_is_written_for_people_spreadsheets_and_programs(project: Path) -> None:
    code, table, err = run(project, "coverage")
    assert (code, table.splitlines()[0].split()) == (DONE, ["gap", "topic", "where", "text", "note"])
    assert err.endswith(" gaps.\n")
    _, out, _ = run(project, "coverage", "--format", "json")
    _, csv, _ = run(project, "coverage", "--format", "csv")
    assert json.loads(out)["count"] == len(table.splitlines()) - 1 == len(csv.splitlines()) - 1
