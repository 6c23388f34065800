"""The status line on every surface, before, at and past each day: the same facts in the same words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from typing import Any, Final

import pytest

from support.pages import dom, split
from support.pdf_text import pages_of
from support.printers import blank, real
from support.rendering import print_jobs, render_targets
from support.reviews import live, review, with_review
from wardbook import urls
from wardbook.library.edition import Edition, edition_of
from wardbook.library.library import Library
from wardbook.model.parts.review import Review
from wardbook.render.context import render_context
from wardbook.render.print.typst import Printer
from wardbook.render.templates import Templates
from wardbook.views.parts.status import drafts_note, status_line
from wardbook.views.targets.layouts import LIST

LUMP: Final = "known-lump"
BEFORE, AT, PAST = date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 2)
TARGETS: Final = (
    ("scenario", LUMP),
    ("topic", "lumpy-bears"),
    ("procedure", "us-bear"),
    (LIST, "a-z"),
    (LIST, "by-rating"),
    (LIST, "home"),
    (LIST, "finder-data"),
)
FORMER: Final = ("radiography; bears disagree", "Both see it", "Bears vote", "It shrinks", "Nobody.", "It stays")
"""Words of the answer, the ratings and the sections."""
CHANGED: Final = "Changed since approval (committee)"
REVIEWED: Final = ("Reviewed on 1 Jun 2025", "Valid until 1 Jun 2026", CHANGED)
LATE: Final = "Past its review date (1 Jun 2026)"
BY: Final = {"on": "2026-03-01", "by": {"kind": "scenario", "id": "old-bear-lump"}, "reason": "Bears grew."}
INSTEAD: Final = {"on": "2026-03-01", "reason": "Lumps are gone.", "instead": "old-bear-lump"}
DAYS: Final = {"reviewed_on": "2025-06-01", "next_review": "2026-06-01"}


@dataclass(frozen=True)
class Case:
    """A review on a day, and what every surface says of it."""

    review: Review
    day: date
    state: str
    label: str
    flag: str
    facts: tuple[str, ...]
    warning: str = ""
    due: str = ""
    instead: str = ""


CASES: Final = {
    "draft": Case(
        review("draft"),
        PAST,
        "draft",
        "Draft, not clinically reviewed",
        "Draft",
        (CHANGED,),
        "Draft, not clinically reviewed",
    ),
    "live before": Case(live(), BEFORE, "live", "Reviewed", "", REVIEWED, due="2026-06-01"),
    "live at": Case(live(), AT, "live", "Reviewed", "", REVIEWED, due="2026-06-01"),
    "live past": Case(live(), PAST, "overdue", "Past its review date", "Past its review date", REVIEWED, LATE),
    "under review at": Case(
        review("under-review", **DAYS),
        AT,
        "under-review",
        "Under review",
        "Under review",
        REVIEWED,
        "Under review",
        due="2026-06-01",
    ),
    "under review past": Case(
        review("under-review", **DAYS), PAST, "overdue", "Past its review date", "Past its review date", REVIEWED, LATE
    ),
    "under review without a day": Case(
        review("under-review"),
        PAST,
        "under-review",
        "Under review",
        "Under review",
        ("No day of next review is set", CHANGED),
        "Under review",
    ),
    "superseded": Case(
        review("superseded", superseded=BY, **DAYS),
        PAST,
        "superseded",
        "Superseded",
        "Superseded",
        ("Superseded on 1 Mar 2026",),
        "Superseded on 1 Mar 2026",
        instead="Replaced by Old bear, lump. Draft",
    ),
    "withdrawn": Case(
        review("withdrawn", withdrawn=INSTEAD, **DAYS),
        PAST,
        "withdrawn",
        "Withdrawn",
        "Withdrawn",
        ("Withdrawn on 1 Mar 2026",),
        "Withdrawn on 1 Mar 2026",
        instead="Use Old bear, lump Draft instead.",
    ),
}


@pytest.fixture(scope="module")
def printer(templates: Templates) -> Printer:
    return real(templates)


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


@pytest.fixture(scope="module")
def edition(case: Case, library: Library) -> Edition:
    return edition_of(with_review(library, "scenario", LUMP, case.review), case.day)


@pytest.fixture(scope="module")
def files(edition: Edition, templates: Templates) -> dict[str, bytes]:
    """The files of the scenario, and of all that lists it."""
    return render_targets(TARGETS, edition, render_context(edition.library, templates, blank))


def said_in(page: str) -> str:
    """The words of a page, or of an embed, without its head."""
    return dom(page[page.find("<body>") + 1 :] if "<body>" in page else page).text.replace(" .", ".")


def test_line_is_the_same_on_every_page_and_embed(case: Case, files: dict[str, bytes]) -> None:
    own = [name for name in files if LUMP in name and name.endswith((".md", "index.html")) and name[0] != "v"]
    own.remove(f"scenarios/{LUMP}/claims.md")  # it is for editors, and has the flag
    assert len(own) > 15
    for name in own:
        text = said_in(files[name].decode())
        missing = [words for words in (case.label, *case.facts, case.instead) if words not in text]
        assert missing == [], name
        assert (LATE in text) is (case.warning == LATE), name
        assert (f'data-wb-due="{case.due}"' in files[name].decode()) is bool(case.due), name


def test_line_is_the_same_in_the_search_and_in_the_data_of_the_finder(case: Case, files: dict[str, bytes]) -> None:
    found = split(files[urls.page_of("scenario", LUMP)])[0]["found"]
    assert (found["status"], found["facts"], found["due"]) == (case.flag, " · ".join(case.facts), case.due)
    assert found["late"] == ("Past its review date" if case.due else "")

    data: Mapping[str, Any] = json.loads(files[urls.FINDER_DATA])
    place = data["scenarios"]["id"].index(LUMP)
    status = data["values"]["status"]["ids"][data["scenarios"]["status"][place]]
    assert status == case.review.status
    assert data["scenarios"]["facts"][place] == list(case.facts)
    grows_old = case.review.status in ("live", "under-review") and case.review.next_review
    assert data["scenarios"]["due"][place] == ("2026-06-01" if grows_old else "")
    for ending in (json.loads(unescape(found["ending"]) or "[]"), data["scenarios"]["ending"][place]):
        assert bool(ending) is bool(case.instead)
        assert not ending or ending[2:4] == ["Old bear, lump", "scenarios/old-bear-lump/"]


@pytest.mark.parametrize(
    ("name", "headline", "said"),
    [
        ("superseded", "This guidance is superseded", "Superseded on 1 Mar 2026. Do not use this copy."),
        ("withdrawn", "This guidance is withdrawn", "Withdrawn on 1 Mar 2026. Do not use this copy."),
    ],
)
def test_printed_copy_of_what_has_ended_is_told_so(
    library: Library, templates: Templates, name: str, headline: str, said: str
) -> None:
    edition = edition_of(with_review(library, "scenario", LUMP, CASES[name].review), PAST)
    site = render_targets(TARGETS[:1], edition, render_context(edition.library, templates, blank))
    (copy,) = (dom(file.decode()).text for path, file in site.items() if path.startswith("v/"))

    assert headline in copy
    assert said in copy
    assert "Replaced by: → Old bear, lump Draft" in copy


def test_lists_show_the_flag_or_a_place_for_it(case: Case, files: dict[str, bytes]) -> None:
    for name in ("find/a-z.md", "index.md", "topics/lumpy-bears.md", "find/rating.md"):
        entry = files[name].decode().partition(">Known lump</a>")[2].partition("</p>")[0]
        assert (f">{case.flag}</span>" in entry) is True, name
        assert (f'data-wb-due="{case.due}"' in entry) is bool(case.due), name


def test_sheets_carry_the_line(case: Case, edition: Edition, printer: Printer) -> None:
    (job,) = print_jobs(("scenario", LUMP), edition.library, case.day)
    standing = json.loads(job.doc)["frame"]["standing"]
    assert (standing["status"], tuple(standing["facts"]), standing["warning"]) == (
        case.label,
        case.facts,
        case.warning,
    )
    if case.state in ("live", "overdue", "superseded", "withdrawn"):
        for sheet in pages_of(printer(job)):
            text = " ".join(sheet.split())
            assert case.warning in text
            assert all(fact in text for fact in case.facts)


def test_former_answer_is_nowhere(case: Case, edition: Edition, files: dict[str, bytes]) -> None:
    (job,) = print_jobs(("scenario", LUMP), edition.library, case.day)
    (book,) = print_jobs(("topic", "lumpy-bears"), edition.library, case.day)
    printed = (job.doc.decode(), book.doc.decode().partition("Known lump")[2])
    own = {name: file.decode() for name, file in files.items() if LUMP in name and not name.endswith(".pdf")}
    lists = {
        name: file.decode().partition(">Known lump</a>")[2].partition("</li>")[0]
        for name, file in files.items()
        if name in ("find/a-z.md", "index.md", "topics/lumpy-bears.md", "find/rating.md")
    }
    everything = "\n".join([*own.values(), *lists.values(), *printed])
    shown = [words for words in FORMER if words in everything]

    assert shown == ([] if case.instead else list(FORMER))
    assert case.instead == "" or "Perhaps good" not in "\n".join([*own.values(), *lists.values()])
    rated = files[urls.page_of("procedure", "us-bear")].decode()
    assert (f"scenarios/{LUMP}/" in rated) is not bool(case.instead)
    data = json.loads(files[urls.FINDER_DATA])["scenarios"]
    place = data["id"].index(LUMP)
    assert bool(data["studies"][place] or data["answer"][place]) is not bool(case.instead)


@pytest.mark.parametrize(("kind", "id"), [("topic", "lumpy-bears"), ("protocol", "us-bear")])
@pytest.mark.parametrize("name", ["superseded", "withdrawn"])
def test_topic_or_protocol_that_ended_says_nothing_of_what_it_said(
    library: Library, templates: Templates, kind: str, id: str, name: str
) -> None:
    ended = edition_of(with_review(library, kind, id, CASES[name].review), PAST)
    current = edition_of(with_review(library, kind, id, live()), BEFORE)

    def text(edition: Edition) -> str:
        site = render_targets([(kind, id)], edition, render_context(edition.library, templates, blank))
        return said_in(site[urls.embed_of(kind, id)].decode())

    said = text(ended)
    assert CASES[name].instead in said
    assert CASES[name].facts[0] in said
    record: Any = getattr(library, f"{kind}s")[id]
    for statement in record.summary:
        opening = statement.text.blocks[0].children[0].text.strip()[:20]
        assert opening in text(current)
        assert opening not in said


def test_draft_is_searched_only_where_the_library_says_so(library: Library, templates: Templates) -> None:
    settings = library.settings.model_copy(update={"drafts_in_search": False})
    hidden = edition_of(with_review(library, "scenario", LUMP, review("draft")), BEFORE)
    without = edition_of(replace(hidden.library, settings=settings), BEFORE)
    target = [("scenario", LUMP)]

    for edition, is_found in ((hidden, True), (without, False)):
        site = render_targets(target, edition, render_context(edition.library, templates, blank))
        assert ("found" in split(site[urls.page_of("scenario", LUMP)])[0]) is is_found
    assert drafts_note(hidden) == ""
    assert drafts_note(without) == (
        "8 scenarios are drafts. The search leaves drafts out; the lists and the finder have them."
    )
    preview = replace(without, finds_drafts=lambda: True)
    assert drafts_note(preview) == (
        "8 scenarios are drafts. This preview finds drafts; the published search leaves them out."
    )


def test_line_that_is_past_its_day_remembers_what_it_said_before(library: Library) -> None:
    before, after = (status_line("scenario", LUMP, live(), edition_of(library, day)) for day in (AT, PAST))

    assert after.lasting == before
    assert before.aged is not None
    assert (before.aged.label, before.aged.warning, before.aged.advice) == (after.label, after.warning, after.advice)
