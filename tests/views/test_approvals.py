"""Approvals on a page: who approved it in which role, what is void, and what is missing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from support.paths import TODAY
from support.rendering import print_jobs
from wardbook.library.edition import edition_of
from wardbook.library.library import Library
from wardbook.model.outline import ApprovalState, ApprovalStates
from wardbook.model.parts.review import ApprovalRole
from wardbook.views.lists.finder_data import finder_json
from wardbook.views.parts.status import status_line
from wardbook.views.print.frame import validity_of, validity_of_book
from wardbook.views.records.approvals import shown_approvals
from wardbook.views.targets.layouts import layout_of
from wardbook.views.targets.pages import pages_of


def state(by: str, role: ApprovalRole, *changes: str) -> ApprovalState:
    return ApprovalState(by=by, role=role, on=date(2026, 5, 1), is_void=bool(changes), changes=changes)


def with_states(library: Library, *states: ApprovalState, required: tuple[ApprovalRole, ...] = ()) -> Library:
    return replace(library, approvals={"topic:robots": ApprovalStates(approvals=states, required=required)})


def test_approvals_stand_by_role_and_a_role_that_is_required_is_never_left_out(library: Library) -> None:
    changed = with_states(
        library, state("bo-button", "committee", "title"), state("dr-fluff", "author"), required=("author", "reviewer")
    )
    shown = shown_approvals("topic", "robots", changed)
    assert [(one.role, one.who, one.on, one.is_void) for one in shown.entries] == [
        ("Author", "Fay Fluff, MD (plush), Toy radiologist", "1 May 2026", False),
        ("Reviewer", "", "", False),
        ("Committee", "Bo Button, Seamstress", "1 May 2026", True),
    ]
    assert shown.changed == "Changed since approval (committee)"


def test_a_role_in_which_one_approval_stands_has_not_changed(library: Library) -> None:
    changed = with_states(library, state("bo-button", "author", "title"), state("dr-fluff", "author"))
    assert shown_approvals("topic", "robots", changed).changed == ""


def test_a_page_without_approvals_says_nothing_of_them(library: Library) -> None:
    shown = shown_approvals("topic", "lumpy-bears", library)
    assert (shown.entries, shown.changed) == ((), "")


def test_an_approval_outdates_no_printed_copy(library: Library) -> None:
    """The mark of a copy is of its words, and who approved them is none of them."""
    void = with_states(library, state("bo-button", "committee", "title"))
    before, after = (print_jobs(("topic", "robots"), of) for of in (void, with_states(library)))
    assert b"Changed since approval (committee)" in before[0].doc
    assert b"Changed since approval" not in after[0].doc
    assert before[0].code == after[0].code


def test_every_surface_says_that_a_page_has_changed_since_its_approval(library: Library) -> None:
    """The fact is in the status line, the search hit, the card of the finder, and the frame of a print and a book."""
    fact = "Changed since approval (committee)"
    states = ApprovalStates(approvals=(state("bo-button", "committee", "title"),))
    keys = ("scenario:known-lump", "topic:lumpy-bears", "protocol:us-bear")
    edition = edition_of(replace(library, approvals=dict.fromkeys(keys, states)), TODAY)
    library = edition.library
    for kind, id, review in (
        ("scenario", "known-lump", library.scenarios["known-lump"].review),
        ("topic", "lumpy-bears", library.topics["lumpy-bears"].review),
        ("protocol", "us-bear", library.protocols["us-bear"].review),
    ):
        assert status_line(kind, id, review, edition).facts[-1] == fact
        assert validity_of(kind, id, review, edition).facts[-1] == fact
        found = [page.head.search for page in pages_of(layout_of((kind, id), edition)) if page.head.search]
        assert found[0].facts.endswith(f" · {fact}")
    topic = library.topics["lumpy-bears"]
    assert validity_of_book(topic, [topic.review], edition).facts[-1] == fact
    scenarios = json.loads(finder_json(edition))["scenarios"]
    assert [fact in facts for facts in scenarios["facts"]] == [id == "known-lump" for id in scenarios["id"]]
