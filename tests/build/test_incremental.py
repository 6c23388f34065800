"""Building with a memory: what comes out is what a clean build gives, and only what differs is written."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from support.edits import ACTS, DAYS, Edit, went, write
from support.incremental import NOTE, README, IncrementalProject, files_in, looked_at
from support.library_changes import change
from support.long_mode import LONG
from support.paths import TODAY, copy_project
from support.publishing import on_file_operations
from wardbook.build.tracking import Recorder, TrackedMapping
from wardbook.system.packaged import default_templates

LUMP = "content/scenarios/known-lump.yaml"

PHASES = tuple(Phase) if LONG else (Phase.explicit,)
"""Histories that were faults once; in the long mode those that come by chance too."""

WORDS = ("word", "US of a bear", "a < b & c | d", "*two* `words`", "Zwölf \U0001f9f8", "# 1. x", "[no](link)", "x\n\ny")
DAY, INTERRUPT, FAIL, LINGER = "day", "interrupted", "failing", "lingering"

AGES = (4, 5, 3, 6, 0) if LONG else (4, 6)
"""The days to which the history of reviews goes on."""

texts = st.sampled_from(WORDS)
numbers = st.integers(0, 9)
edits = st.builds(Edit, st.sampled_from([*ACTS, DAY, INTERRUPT, FAIL, LINGER]), numbers, numbers, texts)
histories = st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=10)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the fixture guideline, rendered, with its memory."""
    root = copy_project(tmp_path_factory.mktemp("incremental") / "project")
    (root / "site_src").mkdir()
    (root / "site_src" / README).write_bytes(NOTE)
    IncrementalProject(root).render()
    return root


@pytest.fixture(scope="module")
def unapproved(rendered: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without approvals.

    An edit of what an approved page means changes the status line on each of its pages, whatever else it changes.
    """
    root = shutil.copytree(rendered, tmp_path_factory.mktemp("unapproved") / "project", symlinks=True)
    shutil.rmtree(root / "content" / "approvals")
    IncrementalProject(root).render()
    return root


@pytest.fixture
def incremental(unapproved: Path, tmp_path: Path) -> IncrementalProject:
    return IncrementalProject(shutil.copytree(unapproved, tmp_path / "project", symlinks=True))


@pytest.fixture
def approved(rendered: Path, tmp_path: Path) -> IncrementalProject:
    """A copy of the fixture guideline with its approvals."""
    return IncrementalProject(shutil.copytree(rendered, tmp_path / "project", symlinks=True))


@settings(max_examples=600, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(history=histories)
@example(
    history=[[Edit("new_source", 0, 9)], [Edit("scales", 7, 2)]]
)  # a source that only the scales name, and then not
@example(history=[[Edit("rename_half", 3, 6)], [Edit("rename_half", 0, 1)], [Edit("rename_half", 1, 1)]])
@example(history=[[Edit("file_replaced", n, m)] for n in range(3 if LONG else 1) for m in (2, 1, 0, 3)])
@example(history=[[Edit("picture", 3, n)] for n in (1, 2, 3, 0)])
@example(history=[[Edit("uncite", 3, 1), Edit("almost_a_citation", 1, 1)], [Edit("new_source", 0, 2)]])
@example(history=[[Edit("placed_table", 0, 1), Edit("table", 1, 1)], [Edit("table", 1, 3)], [Edit("table", 0, 2)]])
@example(history=[[Edit(INTERRUPT, n, 7), Edit("source", n, 0)] for n in range(4)])
@example(history=[[Edit("review", 9, 40)], [Edit("review", 1, 1)]] + [[Edit(DAY, n)] for n in AGES])
def test_whatever_happens_the_next_rendering_is_that_of_a_clean_build(
    rendered: Path, history: Sequence[Sequence[Edit]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        incremental = IncrementalProject(shutil.copytree(rendered, Path(folder) / "project", symlinks=True))
        good = incremental.take()
        for step in history:
            for edit in step:
                happen(incremental, edit)
            lasts = not incremental.bring()
            if not lasts:
                good = incremental.take()
            elif all(edit.name != LINGER for edit in step):
                incremental.put_back(good)
                lasts = not incremental.bring()
                assert not lasts
        if lasts:
            incremental.put_back(good)
            assert incremental.bring()


def happen(incremental: IncrementalProject, edit: Edit) -> None:
    if edit.name == DAY:
        incremental.today = DAYS[edit.first % len(DAYS)]
    elif edit.name in (INTERRUPT, FAIL):
        error = KeyboardInterrupt() if edit.name == INTERRUPT else OSError(28, "No space left on device")
        render_until(incremental, edit.first * 10 + edit.second, error)
    elif edit.name != LINGER:
        edit.apply(incremental.root)


def render_until(incremental: IncrementalProject, moment: int, error: BaseException) -> None:
    """Render, and break off before one of the first operations on a file of `site_src/`."""
    left = iter(range(moment))

    def rule(event: str, arguments: tuple[Any, ...]) -> None:  # noqa: ARG001  # whatever it is
        if next(left, None) is None:
            raise error

    with on_file_operations(incremental.rendered, rule):
        try:
            incremental.render()
        except BaseException as raised:
            if raised is not error and not isinstance(raised, Exception):
                raise


@pytest.mark.parametrize(
    ("look", "asked"),
    [
        (lambda mapping: mapping["a"], {"topic:a"}),
        (lambda mapping: mapping.get("c"), {"topic:c"}),
        (lambda mapping: "c" in mapping, {"topic:c"}),
        (lambda mapping: "c" in mapping.keys(), {"topic:c"}),  # noqa: SIM118  # the view is what is asked
        (len, {"ids:topic"}),
        (list, {"ids:topic"}),
        (lambda mapping: mapping.keys() & {"a"}, {"topic:a"}),
        (lambda mapping: list(mapping.values()), {"ids:topic", "topic:a", "topic:b"}),
    ],
    ids=["have", "miss", "has", "has-key", "count", "list", "choose", "all"],
)
def test_whatever_is_looked_up_in_a_mapping_is_noted(
    look: Callable[[TrackedMapping[str]], object], asked: set[str]
) -> None:
    recorder = Recorder()
    look(TrackedMapping("topic", {"a", "b"}, str.upper, recorder.ask))
    assert recorder.asked == asked


# --- faults between a file that was edited and files that were not


def lose_a_record(root: Path) -> None:
    (root / "content" / "protocols" / "us-bear.yaml").unlink()


def gain_what_was_no_citation(root: Path) -> None:
    change(root / "content" / "pages" / "contact.md", "by the door", "by the door [doors] [@door]")
    write(root / "content" / "sources" / "door.yaml", {"id": "door", "kind": "book", "title": "Doors"})
    IncrementalProject(root).render()
    write(root / "content" / "sources" / "doors.yaml", {"id": "doors", "kind": "book", "title": "More doors"})


def no_longer_cite_in_the_scales(root: Path) -> None:
    scales = root / "content" / "scales.yaml"
    change(scales, "\n    source: toy-wiki", "\n    source: door")
    write(root / "content" / "sources" / "door.yaml", {"id": "door", "kind": "book", "title": "Doors"})
    IncrementalProject(root).render()
    change(scales, "\n    source: door", "\n    source: toy-wiki")


def no_longer_cite_beside_another_fault(root: Path) -> None:
    scenario = root / "content" / "scenarios" / "known-lump.yaml"
    change(scenario, "  - {kind: source, id: unread-book}\n", "  - {kind: scenario, id: nothing}\n")


def give_a_topic_another_id(root: Path) -> None:
    change(root / "content" / "topics" / "lumpy-bears.yaml", "id: lumpy-bears\n", "id: bears\n")


def give_a_topic_the_id_of_one_before(root: Path) -> None:
    change(root / "content" / "topics" / "robots.yaml", "id: robots\n", "id: lumpy-bears\n")


LUMPS = ("known-lump", "new-bear-lump", "old-bear-lump")


def leave_a_scenario_out(root: Path) -> None:
    change(root / "content" / "topics" / "lumpy-bears.yaml", "[new-bear-lump, old-bear-lump]", "[new-bear-lump]")


@pytest.mark.parametrize(
    ("happens", "files"),
    [
        (
            lose_a_record,
            {
                "scenarios/known-lump.yaml",
                "scenarios/new-bear-lump.yaml",
                "procedures/us-bear.yaml",
                "figures/us-lump.yaml",
                "figures/wet-bear.yaml",
                "protocols/xr-bear.yaml",
                "changes.yaml",
                "queries.yaml",
                "register.yaml",
            },
        ),
        (gain_what_was_no_citation, {"pages/contact.md", "sources/doors.yaml"}),
        (no_longer_cite_in_the_scales, {"sources/door.yaml"}),
        (no_longer_cite_beside_another_fault, {"scenarios/known-lump.yaml", "sources/unread-book.yaml"}),
        (give_a_topic_another_id, {"topics/lumpy-bears.yaml"}),
        (give_a_topic_the_id_of_one_before, {"topics/robots.yaml", *(f"scenarios/{id}.yaml" for id in LUMPS)}),
        (leave_a_scenario_out, {"scenarios/old-bear-lump.yaml"}),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_faults_between_files_are_told_though_only_one_was_read(
    incremental: IncrementalProject, happens: Callable[[Path], None], files: set[str]
) -> None:
    happens(incremental.root)
    assert {problem.path for problem in incremental.faults()} == {f"content/{name}" for name in files}
    assert not incremental.bring()


# --- what an edit writes


LEFT_OUT: Final = {
    "old-bear-lump": {"faq", "treatment"},
    "rattling-robot": {"differential", "rationale", "treatment", "workflow", "pitfalls"},
}
"""The sections that scenarios of the fixture guideline do without."""


def article(id: str, *sections: str) -> set[str]:
    """Pages of a scenario, all that are not about a section that it has lost if none is named."""
    every = {"index", "scenario", "treatment", "differential", "rationale", "workflow", "pitfalls", "faq"}
    return {f"scenarios/{id}/{section}.md" for section in sections or every - LEFT_OUT.get(id, set())}


def pages(folder: str, *names: str) -> set[str]:
    return {f"{folder}/{name}.md" for name in names}


CHANGES: Final = {"changes.json", "feeds/changes.xml", "library/changes.md"}
"""Where changes of the whole library are told, by the titles of their pages."""

USING_THE_WIKI = ("known-lump", "new-bear-lump", "tea-after-mending", "torn-ear")
"""The scenarios with a claim that the toy wiki backs, withdrawn ones left out."""


def test_a_fault_of_a_single_file_is_told_though_only_another_was_edited(incremental: IncrementalProject) -> None:
    robot = incremental.root / "content" / "scenarios" / "rattling-robot.yaml"
    robot.write_text(robot.read_text(encoding="utf-8").replace("presentations: [rattle]\n", ""), encoding="utf-8")
    assert [problem.path for problem in incremental.faults()] == ["content/finder.yaml"]
    assert incremental.told() == incremental.faults()


@pytest.mark.parametrize(
    ("name", "old", "new", "written"),
    [
        (
            "scenarios/known-lump.yaml",
            "answer: Each spring.",
            "answer: Each autumn.",
            article("known-lump", "index", "faq"),
        ),
        (
            "scenarios/new-bear-lump.yaml",
            "short_title: New bear, lump",
            "short_title: New bear",
            article("new-bear-lump")
            | article("new-bear-lump", "claims")
            | article("known-lump", "index", "scenario")
            | article("old-bear-lump", "index", "scenario")
            | pages("topics", "lumpy-bears")
            | pages("procedures", "ct-bear", "us-bear", "xr-bear")
            | pages("sources", "bear-study-2019", "toy-guideline-2024", "toy-wiki")
            | pages("find", "a-z", "modality", "radiation", "rating")
            | {"find/scenarios.json", "library/coverage.md", "library/claims.md", "index.md"}
            | CHANGES
            | {"feeds/ratings.xml", "feeds/topics/lumpy-bears.xml"},
        ),
        (
            "scenarios/new-bear-lump.yaml",
            'answer: "No. See',
            'answer: "No [@unread-book]. See',
            article("new-bear-lump", "index", "faq") | pages("sources", "index", "unread-book"),
        ),
        ("scenarios/rattling-robot.yaml", "id: rattling-robot", "id: rattling-robot # a comment", set()),
        (
            "scenarios/old-bear-lump.yaml",
            "{procedure: xr-bear, category: poor}",
            "{procedure: mri-bear, category: poor}",
            article("old-bear-lump", "index", "scenario", "claims")
            | pages("procedures", "index", "mri-bear", "xr-bear")
            | {"find/scenarios.json"},
        ),
        (
            "scenarios/rattling-robot.yaml",
            "{procedure: ct-bear, category: poor}",
            "{procedure: mri-bear, category: poor}",
            set(),
        ),
        (
            "sources/unread-book.yaml",
            "A book that nobody cites",
            "A book",
            article("known-lump", "index") | pages("sources", "index", "unread-book") | {"find/publications.json"},
        ),
        (
            "sources/toy-wiki.yaml",
            "The toy wiki",
            "A toy wiki",
            article("rattling-robot")
            | set().union(*(article(id, "claims") for id in USING_THE_WIKI))
            | article("known-lump", "index", "treatment")
            | article("open-seam", "index", "scenario")
            | article("tea-after-mending", "index", "scenario")
            | article("torn-ear", "index", "scenario")
            | {"library/scales.md"}
            | article("new-bear-lump", "index", "scenario", "treatment", "workflow", "pitfalls")
            | pages("library", "about")
            | pages("sources", "index", "toy-wiki")
            | pages("topics", "lumpy-bears")
            | pages("protocols", "us-bear")
            | {"find/publications.json"},
        ),
        ("procedures/mri-bear.yaml", "No page", "Not one page", pages("procedures", "mri-bear")),
        (
            "procedures/us-bear.yaml",
            "protocol: us-bear\n",
            "protocol: xr-bear\n",
            pages("procedures", "us-bear")
            | pages("protocols", "index", "us-bear", "xr-bear")
            | article("known-lump", "index")
            | article("new-bear-lump", "index")
            | article("split-seam", "index")
            | {"library/coverage.md"},
        ),
        (
            "topics/robots.yaml",
            "Robots that rattle",
            "Robots that hum",
            article("rattling-robot")
            | article("quiet-rattle", "index", "scenario")
            | article("new-bear-lump", "index", "scenario")
            | pages("topics", "index", "robots", "lumpy-bears")
            | {".site.json", "index.md", "find/scenarios.json", "library/coverage.md"}
            | {"library/claims.md", "topics/robots/claims.md"}
            | CHANGES
            | {"feeds/topics/robots.xml"},
        ),
        (
            "protocols/xr-bear.yaml",
            "title: Radiography of a bear",
            "title: Pictures of a bear",
            article("new-bear-lump", "index", "workflow")
            | pages("protocols", "index", "xr-bear", "bear-photo")
            | pages("procedures", "xr-bear")
            | {".site.json", "library/claims.md", "protocols/xr-bear/claims.md"}
            | CHANGES,
        ),
        ("pages/contact.md", "The toy desk is by", "The desk is by", pages("library", "contact")),
        ("pages/contact.md", "How to reach us", "Call us", pages("library", "contact") | {".site.json", "index.md"}),
        ("terms.yaml", "term: growler", "term: growl", pages("protocols", "us-bear")),
        (
            "tables/honey-by-age.yaml",
            "time: Night",
            "time: Dawn",
            article("new-bear-lump", "index", "pitfalls", "claims"),
        ),
        ("tables/ticks.csv", "Bear,no", "Bear,never", pages("library", "about")),
        (
            "regimens/oil.yaml",
            "Halve the dose.",
            "Halve it.",
            article("known-lump", "index", "treatment", "claims")
            | article("new-bear-lump", "index", "treatment", "claims"),
        ),
    ],
    ids=[
        "question",
        "short-title",
        "citation",
        "comment",
        "rating",
        "rating-on-a-withdrawn-page",
        "title-of-a-source",
        "title-of-a-source-of-many",
        "text-of-a-procedure",
        "protocol-of-a-procedure",
        "title-of-a-topic",
        "title-of-a-protocol",
        "text-of-a-page",
        "title-of-a-page",
        "term-for-the-search-alone",
        "value-of-a-table",
        "value-of-a-table-in-csv",
        "regimen-in-place-of-others",
    ],
)
def test_an_edit_writes_the_pages_that_show_it_and_no_other(
    incremental: IncrementalProject, name: str, old: str, new: str, written: set[str]
) -> None:
    change(incremental.root / "content" / name, old, new)
    assert whole_pages(incremental.written()) == written
    assert incremental.written() == set()


def test_an_edit_that_voids_an_approval_writes_every_page_with_the_status_and_no_other(
    approved: IncrementalProject,
) -> None:
    shown = (
        article("known-lump")
        | {"find/scenarios.json", "changes.json"}
        | {"feeds/changes.xml", "feeds/topics/lumpy-bears.xml"}
    )
    change(approved.root / LUMP, "answer: Each spring.", "answer: Each autumn.")
    assert whole_pages(approved.written()) == shown
    change(approved.root / LUMP, "answer: Each autumn.", "answer: Each spring.")
    assert whole_pages(approved.written()) == shown


def whole_pages(written: set[str]) -> set[str]:
    """What was written but embeds, of which none may be written whose page is not: they say what their pages say."""
    embeds = {name for name in written if name.startswith("embed/")}
    for name in embeds:
        _, folder, id, part, _ = name.split("/")
        if folder == "scenarios":
            assert f"scenarios/{id}/{'index' if part in {'article', 'answer', 'ratings'} else part}.md" in written, name
        else:
            assert f"{folder}/{id}.md" in written, name
    # What is printed has tests of its own; a book is printed anew where any of its scenarios is.
    return {name for name in written - embeds if not name.startswith(("pdf/", "v/"))}


def test_an_edit_writes_what_is_said_of_the_copies_that_it_outdates_and_no_other(
    incremental: IncrementalProject,
) -> None:
    change(
        incremental.root / "content" / "scenarios" / "known-lump.yaml", "answer: Each spring.", "answer: Each autumn."
    )
    before = {name for name in files_in(incremental.rendered) if name.startswith("v/")}
    written = {name for name in incremental.written() if name.startswith("v/")}
    after = {name for name in files_in(incremental.rendered) if name.startswith("v/")}
    outdated = {"known-lump", "library-1", "lumpy-bears"}
    assert {name.split("/")[1] for name in written} == outdated
    # The current ones have another address; those before them name another mark.
    assert {name.split("/")[1] for name in after - before} == outdated
    assert written - (after ^ before) == {"v/library-1/0badc0d1/index.html", "v/lumpy-bears/0badc0d7/index.html"}


def test_a_day_writes_what_is_said_of_the_copies_that_it_ages_and_no_other(incremental: IncrementalProject) -> None:
    incremental.today = date(2026, 11, 24)
    written = {name for name in incremental.written() if name.startswith("v/")}
    assert {name.split("/")[1] for name in written} == {"us-bear", "xr-bear", "library-1"}
    incremental.today = TODAY
    assert {name for name in incremental.written() if name.startswith("v/")} == written


def test_an_edit_writes_the_embeds_that_show_it_and_no_other(incremental: IncrementalProject) -> None:
    change(
        incremental.root / "content" / "scenarios" / "known-lump.yaml", "answer: Each spring.", "answer: Each autumn."
    )
    written = incremental.written()
    assert {name for name in written if name.startswith("embed/")} == {
        f"embed/scenarios/known-lump/{part}/index.html" for part in ("article", "faq")
    }


def test_a_record_that_is_gone_leaves_a_notice(incremental: IncrementalProject) -> None:
    page = incremental.root / "content" / "pages" / "contact.md"
    page.unlink()
    went(incremental.root, page)
    assert whole_pages(incremental.written()) == pages("library", "contact") | {".site.json", "index.md", "sitemap.xml"}
    assert incremental.written() == set()


AGED = (
    pages("protocols", "us-bear", "index", "us-bear/claims")
    | pages("protocols", "xr-bear")  # which it superseded
    | pages("procedures", "us-bear")
    | article("known-lump", "index")
    | article("new-bear-lump", "index")
    | pages("library", "claims")
    | CHANGES
)
"""What says of the ultrasound protocol that it is past its review date."""


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 23), set()),
        (date(2026, 11, 24), AGED),
        (
            date(2027, 2, 2),
            AGED
            | pages("topics", "lumpy-bears", "lumpy-bears/claims")
            | article("new-bear-lump", "workflow")
            | article("open-seam", "index", "scenario")
            | {"feeds/topics/lumpy-bears.xml"},
        ),
        (
            date(2026, 10, 31),
            article("known-lump")
            | article("known-lump", "claims")
            | article("second-lump")
            | article("new-bear-lump", "index", "scenario", "workflow")
            | article("old-bear-lump", "index")
            | {"index.md"}
            | pages("procedures", "ct-bear", "us-bear", "xr-bear")
            | pages("find", "a-z", "modality", "radiation", "rating")
            | pages("library", "coverage", "claims")
            | pages("topics", "lumpy-bears")
            | CHANGES
            | {"feeds/topics/lumpy-bears.xml"},
        ),
    ],
    ids=["the-day-itself", "protocol", "topic", "back"],
)
def test_a_day_writes_the_pages_that_it_ages_and_no_other(
    incremental: IncrementalProject, day: date, written: set[str]
) -> None:
    change(incremental.root / LUMP, 'next_review: "2026-05-01"', 'next_review: "2026-10-31"')
    incremental.written()
    incremental.today = day
    assert whole_pages(incremental.written()) == written
    incremental.today = TODAY
    assert whole_pages(incremental.written()) == written


def test_a_review_of_a_day_that_has_not_come_is_a_fault_until_it_has(incremental: IncrementalProject) -> None:
    reviewed = "content/scenarios/new-bear-lump.yaml"
    change(incremental.root / reviewed, 'reviewed_on: "2026-05-30"', 'reviewed_on: "2026-06-04"')
    # Somewhere it may be that day already.
    incremental.today = date(2026, 6, 2)
    assert {problem.path for problem in incremental.faults()} == {reviewed}
    assert not incremental.bring()
    incremental.today = date(2026, 6, 3)
    assert incremental.bring()


def test_where_nothing_changed_nothing_is_rendered(incremental: IncrementalProject) -> None:
    assert looked_at(incremental) == set()
    change(incremental.root / LUMP, "Each spring.", "Each autumn.")
    # The topic is looked at too, because what is said of its printed copies depends on all its scenarios' words.
    assert whole_pages(looked_at(incremental)) == (
        article("known-lump")
        | article("known-lump", "claims")
        | {"topics/lumpy-bears.md", "topics/lumpy-bears/claims.md"}
    )
    assert looked_at(incremental) == set()


def test_what_was_done_to_a_rendered_file_is_undone(incremental: IncrementalProject) -> None:
    page = "topics/robots.md"
    (incremental.rendered / page).write_text("mine", encoding="utf-8")
    (incremental.rendered / "topics" / "mine.md").write_text("mine", encoding="utf-8")
    (incremental.rendered / "sources" / "toy-wiki.md").unlink()
    assert incremental.written() == {page, "topics/mine.md", "sources/toy-wiki.md"}
    touched = incremental.rendered / page
    os.utime(touched, ns=(0, 0))
    assert incremental.written() == set()
    assert looked_at(incremental) == set()


@pytest.mark.parametrize("name", ["templates/pages/source.md.jinja", "templates/assets/wardbook.css"])
def test_a_template_of_the_project_renders_all_anew(incremental: IncrementalProject, name: str) -> None:
    everything = set(files_in(incremental.rendered)) - {README}
    own = incremental.root / name
    own.parent.mkdir()
    shutil.copy(default_templates().parent / name, own)
    assert looked_at(incremental) == everything
    own.write_bytes(own.read_bytes() + b"\n")
    assert looked_at(incremental) == everything
    own.unlink()
    assert looked_at(incremental) == everything
    assert looked_at(incremental) == set()


def test_templates_behind_a_link_to_a_folder_are_watched_too(incremental: IncrementalProject) -> None:
    shared = incremental.root / "shared"
    shared.mkdir()
    (incremental.root / "templates" / "components").symlink_to(shared)
    for word in ("one", "two"):
        (shared / "disclaimer.html.jinja").write_text(f"<p>{word}</p>", encoding="utf-8")
        assert incremental.bring()
        assert f"<p>{word}</p>".encode() in files_in(incremental.rendered)["topics/robots.md"]


@pytest.mark.parametrize("threads", [0, 1], ids=["alone", "beside-a-thread"])
def test_many_pages_are_rendered_by_several_processes_to_the_same(
    incremental: IncrementalProject, threads: int
) -> None:
    many = range(80)
    for number in many:
        source = {"id": f"book-{number}", "kind": "book", "title": f"Book {number}"}
        write(incremental.root / "content" / "sources" / f"book-{number}.yaml", source)
    (incremental.root / "content" / "pages" / "books.md").write_text(
        "---\nid: books\ntitle: Books\nsummary: All of them\norder: 3\n---\n"
        f"{' '.join(f'[@book-{number}]' for number in many)}\n",
        encoding="utf-8",
    )
    ended = threading.Event()
    beside = [threading.Thread(target=ended.wait) for _ in range(threads)]
    for thread in beside:
        thread.start()
    try:
        assert incremental.bring()
    finally:
        ended.set()
        for thread in beside:
            thread.join()
