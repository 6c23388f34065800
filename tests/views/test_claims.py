"""Pages of claims: every claim once under its standing, those without a source first, and an overview with counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from support.rendering import pages
from wardbook import urls
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.model.records.claims import claim_counts, claims_of
from wardbook.views.lists.claims import ClaimsOverview, claims_overview
from wardbook.views.records.claims import ClaimsView, claims_page
from wardbook.views.text import shown_words


def ledger(library: Library, id: str, today: date) -> ClaimsView:
    view = claims_page("scenario", library.scenarios[id], edition_of(library, today)).view
    assert isinstance(view, ClaimsView)
    return view


def listed(library: Library, today: date) -> ClaimsOverview:
    view = claims_overview(edition_of(library, today)).view
    assert isinstance(view, ClaimsOverview)
    return view


def test_every_claim_of_the_page_and_of_what_it_places_is_listed_once(library: Library, today: date) -> None:
    view = ledger(library, "new-bear-lump", today)
    placed = [library.tables["honey-by-age"], *(library.regimens[id] for id in ("honey", "wax", "glue", "oil"))]

    shown = [claim for group in view.groups for claim in group.claims]
    assert len(shown) == view.number == sum(claim_counts([library.scenarios["new-bear-lump"], *placed]))


def test_claims_without_a_source_come_first(library: Library, today: date) -> None:
    groups = ledger(library, "new-bear-lump", today).groups

    assert [group.title for group in groups] == [
        "Without a citation",
        "Unverified",
        "Disputed",
        "Local",
        "Opinion",
        "Supported",
    ]
    assert all(not claim.notes for claim in groups[0].claims)
    assert all(claim.notes for claim in groups[-1].claims)


def test_a_claim_leads_to_its_place_with_its_source_and_its_reasons(library: Library, today: date) -> None:
    view = ledger(library, "split-seam", today)
    words = {shown_words(claim.words): claim for group in view.groups for claim in group.claims}
    ratings = [claim for text, claim in words.items() if text.startswith("US bear: ")]
    assert {claim.source for claim in ratings} == {"source of the table"}
    claim = words["US or MRI, as both see the thread."]

    assert urls.resolved(claim.href.url, "scenarios/split-seam/claims.md") == "../../../scenarios/split-seam/#answer"
    assert (claim.place, claim.reasons) == ("Answer", "recommendation")
    assert [note.locator for note in claim.notes] == ["p. 9"]
    assert [source.title for source in view.references][claim.notes[0].number - 1].startswith("Toy imaging")


def test_a_withdrawn_page_repeats_no_claim(library: Library, today: date) -> None:
    view = ledger(library, "rattling-robot", today)

    assert view.is_over
    assert (view.groups, view.references) == ((), ())


def test_pages_of_claims_are_for_editors(library: Library, today: date) -> None:
    found = {page.path: page.head for page in pages(library, today) if "claims" in page.path}

    assert set(found) == {
        urls.CLAIMS,
        *(urls.claims_of_page("scenario", id) for id in library.scenarios),
        *(urls.claims_of_page("topic", id) for id in library.topics),
        *(urls.claims_of_page("protocol", id) for id in library.protocols),
    }
    assert all(head.search is None and not head.indexed for head in found.values())
    assert not any(urls.is_whole(f"{urls.address(path)}/index.html") for path in found if path != urls.CLAIMS)


def test_overview_counts_each_page_and_puts_most_need_first(library: Library, today: date) -> None:
    view = listed(library, today)
    bears = view.tables[0]

    assert [row.title for row in bears.rows] == ["New bear, lump", "Known lump", "Old bear, lump", "Lumpy bears"]
    counts = claim_counts([library.scenarios["known-lump"]])
    assert bears.rows[1].counts == counts
    assert bears.rows[1].said == f"{sum(counts)} claims: {counts[0]} without a citation, {counts[-1]} supported"
    assert bears.rows[-1].said == "no claims"
    assert view.number == sum(row.number for table in view.tables for row in table.rows)
    assert not any(row.is_over for table in view.tables for row in table.rows)


def test_overview_marks_pages_above_the_cap(library: Library, today: date) -> None:
    strict = replace(library, settings=library.settings.model_copy(update={"uncited_claims": 10}))

    over = [row.title for table in listed(strict, today).tables for row in table.rows if row.is_over]
    assert over == ["New bear, lump", "Known lump", "Patched bear, open seam"]


def test_counts_of_a_library_are_those_of_its_records(library: Library) -> None:
    for id, scenario in library.scenarios.items():
        assert library.claims[f"scenario:{id}"] == claim_counts([scenario])
        assert sum(library.claims[f"scenario:{id}"]) == len(claims_of(scenario))
