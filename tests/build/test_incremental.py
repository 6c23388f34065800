"""Building with a memory: what comes out is what a clean build gives, and only what differs is written."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from support.command_line import mkdocs
from support.edits import ACTS, DAYS, Edit, went, write
from support.incremental import NOTE, README, Files, Workshop, files_in, looked_at, quiet, stamps_in
from support.library_changes import change, delete_a_scenario, rename_a_source
from support.paths import EPOCH, TODAY, copy_project, copy_with_links
from support.publishing import on_file_operations
from wardbook import project
from wardbook.build.tracking import Recorder, TrackedMapping
from wardbook.problems import BuildFault
from wardbook.publish import MANIFEST
from wardbook.system.packaged import default_templates

LONG = bool(os.environ.get("WARDBOOK_LONG"))
EXAMPLES = 600 if LONG else 1

WORDS = ("word", "US of a bear", "a < b & c | d", "*two* `words`", "Zwölf \U0001f9f8", "# 1. x", "[no](link)", "x\n\ny")
DAY, INTERRUPT, FAIL, LINGER = "day", "interrupted", "failing", "lingering"

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
    Workshop(root).render()
    return root


@pytest.fixture
def workshop(rendered: Path, tmp_path: Path) -> Workshop:
    return Workshop(shutil.copytree(rendered, tmp_path / "project", symlinks=True))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories)
@example(
    history=[[Edit("new_source", 0, 9)], [Edit("scales", 7, 2)]]
)  # a source that only the scales name, and then not
@example(history=[[Edit("rename_half", 3, 6)], [Edit("rename_half", 0, 1)], [Edit("rename_half", 1, 1)]])
@example(history=[[Edit("file_replaced", n, m)] for n in range(3) for m in (2, 1, 0, 3)])
@example(history=[[Edit("uncite", 3, 1), Edit("almost_a_citation", 1, 1)], [Edit("new_source", 0, 2)]])
@example(history=[[Edit(INTERRUPT, n, 7), Edit("source", n, 0)] for n in range(4)])
@example(history=[[Edit("review", n, n)] for n in range(4)] + [[Edit(DAY, n)] for n in (4, 5, 3, 6, 0)])
def test_whatever_happens_the_next_rendering_is_that_of_a_clean_build(
    rendered: Path, history: Sequence[Sequence[Edit]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(shutil.copytree(rendered, Path(folder) / "project", symlinks=True))
        good = workshop.take()
        for step in history:
            for edit in step:
                happen(workshop, edit)
            if workshop.bring():
                good = workshop.take()
            elif all(edit.name != LINGER for edit in step):
                workshop.put_back(good)
                assert workshop.bring()
        workshop.put_back(good)
        assert workshop.bring()


def happen(workshop: Workshop, edit: Edit) -> None:
    if edit.name == DAY:
        workshop.today = DAYS[edit.first % len(DAYS)]
    elif edit.name in (INTERRUPT, FAIL):
        error = KeyboardInterrupt() if edit.name == INTERRUPT else OSError(28, "No space left on device")
        render_until(workshop, edit.first * 10 + edit.second, error)
    elif edit.name != LINGER:
        edit.apply(workshop.root)


def render_until(workshop: Workshop, moment: int, error: BaseException) -> None:
    """Render, and break off before one of the first operations on a file of `site_src/`."""
    left = iter(range(moment))

    def rule(event: str, arguments: tuple[Any, ...]) -> None:  # noqa: ARG001  # whatever it is
        if next(left, None) is None:
            raise error

    with on_file_operations(workshop.rendered, rule):
        try:
            workshop.render()
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
    Workshop(root).render()
    write(root / "content" / "sources" / "doors.yaml", {"id": "doors", "kind": "book", "title": "More doors"})


def no_longer_cite_in_the_scales(root: Path) -> None:
    scales = root / "content" / "scales.yaml"
    change(scales, "\nsource: toy-guideline-2024", "\nsource: door")
    write(root / "content" / "sources" / "door.yaml", {"id": "door", "kind": "book", "title": "Doors"})
    Workshop(root).render()
    change(scales, "\nsource: door", "\nsource: toy-guideline-2024")


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
    workshop: Workshop, happens: Callable[[Path], None], files: set[str]
) -> None:
    happens(workshop.root)
    assert {problem.path for problem in workshop.faults()} == {f"content/{name}" for name in files}
    assert not workshop.bring()


# --- what an edit writes


def article(id: str, *sections: str) -> set[str]:
    """Pages of a scenario, all of them if none is named."""
    every = ("index", "scenario", "differential", "rationale", "workflow", "pitfalls", "faq")
    return {f"scenarios/{id}/{section}.md" for section in sections or every}


def pages(folder: str, *names: str) -> set[str]:
    return {f"{folder}/{name}.md" for name in names}


def test_a_fault_of_a_single_file_is_told_though_only_another_was_edited(workshop: Workshop) -> None:
    robot = workshop.root / "content" / "scenarios" / "rattling-robot.yaml"
    robot.write_text(robot.read_text(encoding="utf-8").replace("presentations: [rattle]\n", ""), encoding="utf-8")
    assert [problem.path for problem in workshop.faults()] == ["content/finder.yaml"]
    assert workshop.told() == workshop.faults()


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
            | article("known-lump", "index", "scenario")
            | article("old-bear-lump", "index", "scenario")
            | pages("topics", "lumpy-bears")
            | pages("procedures", "ct-bear", "us-bear", "xr-bear")
            | pages("sources", "bear-study-2019", "toy-guideline-2024", "toy-wiki")
            | pages("find", "a-z", "modality", "radiation", "rating")
            | {"find/scenarios.json", "library/coverage.md"},
        ),
        (
            "scenarios/rattling-robot.yaml",
            "answer: To hear it.",
            'answer: "To hear it [@unread-book]."',
            article("rattling-robot", "index", "faq") | pages("sources", "unread-book"),
        ),
        ("scenarios/rattling-robot.yaml", "id: rattling-robot", "id: rattling-robot # a comment", set()),
        (
            "scenarios/rattling-robot.yaml",
            "{procedure: ct-bear, category: poor}",
            "{procedure: mri-bear, category: poor}",
            article("rattling-robot") | pages("procedures", "index", "ct-bear", "mri-bear"),
        ),
        (
            "sources/unread-book.yaml",
            "A book that nobody cites",
            "A book",
            article("known-lump", "index") | pages("sources", "index", "unread-book"),
        ),
        (
            "sources/toy-wiki.yaml",
            "The toy wiki",
            "A toy wiki",
            article("rattling-robot")
            | article("known-lump", "index")
            | article("new-bear-lump", "index", "scenario", "workflow")
            | pages("sources", "index", "toy-wiki")
            | pages("topics", "lumpy-bears")
            | pages("protocols", "us-bear"),
        ),
        ("procedures/mri-bear.yaml", "No page", "Not one page", pages("procedures", "mri-bear")),
        (
            "procedures/us-bear.yaml",
            "protocol: us-bear\n",
            "protocol: xr-bear\n",
            pages("procedures", "us-bear")
            | pages("protocols", "index", "us-bear", "xr-bear")
            | {"library/coverage.md"},
        ),
        (
            "topics/robots.yaml",
            "Robots that rattle",
            "Robots that hum",
            article("rattling-robot")
            | article("new-bear-lump", "index", "scenario")
            | pages("topics", "index", "robots", "lumpy-bears")
            | pages("procedures", "ct-bear", "xr-bear")
            | {".site.json", "index.md", "find/scenarios.json", "library/coverage.md"},
        ),
        (
            "protocols/xr-bear.yaml",
            "title: Radiography of a bear",
            "title: Pictures of a bear",
            article("new-bear-lump", "index", "workflow")
            | pages("protocols", "index", "xr-bear", "bear-photo")
            | pages("procedures", "xr-bear")
            | {".site.json"},
        ),
        ("pages/contact.md", "The toy desk is by", "The desk is by", pages("library", "contact")),
        ("pages/contact.md", "How to reach us", "Call us", pages("library", "contact") | {".site.json", "index.md"}),
        ("terms.yaml", "term: growler", "term: growl", pages("protocols", "us-bear")),
    ],
    ids=[
        "question",
        "short-title",
        "citation",
        "comment",
        "rating",
        "title-of-a-source",
        "title-of-a-source-of-many",
        "text-of-a-procedure",
        "protocol-of-a-procedure",
        "title-of-a-topic",
        "title-of-a-protocol",
        "text-of-a-page",
        "title-of-a-page",
        "term-for-the-search-alone",
    ],
)
def test_an_edit_writes_the_pages_that_show_it_and_no_other(
    workshop: Workshop, name: str, old: str, new: str, written: set[str]
) -> None:
    change(workshop.root / "content" / name, old, new)
    assert whole_pages(workshop.written()) == written
    assert workshop.written() == set()


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


def test_an_edit_writes_what_is_said_of_the_copies_that_it_outdates_and_no_other(workshop: Workshop) -> None:
    change(workshop.root / "content" / "scenarios" / "known-lump.yaml", "answer: Each spring.", "answer: Each autumn.")
    before = {name for name in files_in(workshop.rendered) if name.startswith("v/")}
    written = {name for name in workshop.written() if name.startswith("v/")}
    after = {name for name in files_in(workshop.rendered) if name.startswith("v/")}
    outdated = {"known-lump", "library-1", "lumpy-bears"}
    assert {name.split("/")[1] for name in written} == outdated
    # The current ones have another address; those before them name another mark.
    assert {name.split("/")[1] for name in after - before} == outdated
    assert written - (after ^ before) == {"v/library-1/0badc0d1/index.html", "v/lumpy-bears/0badc0d7/index.html"}


def test_a_day_writes_what_is_said_of_the_copies_that_it_ages_and_no_other(workshop: Workshop) -> None:
    workshop.today = date(2026, 11, 24)
    written = {name for name in workshop.written() if name.startswith("v/")}
    assert {name.split("/")[1] for name in written} == {"us-bear", "library-1"}
    workshop.today = TODAY
    assert {name for name in workshop.written() if name.startswith("v/")} == written


def test_an_edit_writes_the_embeds_that_show_it_and_no_other(workshop: Workshop) -> None:
    change(workshop.root / "content" / "scenarios" / "known-lump.yaml", "answer: Each spring.", "answer: Each autumn.")
    written = workshop.written()
    assert {name for name in written if name.startswith("embed/")} == {
        f"embed/scenarios/known-lump/{part}/index.html" for part in ("article", "faq")
    }


def test_a_record_that_is_gone_leaves_a_notice(workshop: Workshop) -> None:
    page = workshop.root / "content" / "pages" / "contact.md"
    page.unlink()
    went(workshop.root, page)
    assert whole_pages(workshop.written()) == pages("library", "contact") | {".site.json", "index.md", "sitemap.xml"}
    assert workshop.written() == set()


AGED = pages("protocols", "us-bear", "index") | pages("procedures", "us-bear")
"""What says of the ultrasound protocol that it is past its review date."""


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 23), set()),
        (date(2026, 11, 24), AGED),
        (date(2027, 2, 2), AGED | pages("topics", "lumpy-bears")),
        (
            date(2026, 5, 1),
            article("known-lump")
            | article("second-lump")
            | article("new-bear-lump", "index", "scenario", "workflow")
            | article("old-bear-lump", "index", "scenario")
            | pages("procedures", "ct-bear", "us-bear", "xr-bear")
            | pages("find", "a-z", "modality", "radiation", "rating")
            | pages("library", "coverage")
            | pages("topics", "lumpy-bears"),
        ),
    ],
    ids=["the-day-itself", "protocol", "topic", "back"],
)
def test_a_day_writes_the_pages_that_it_ages_and_no_other(workshop: Workshop, day: date, written: set[str]) -> None:
    workshop.today = day
    assert whole_pages(workshop.written()) == written
    workshop.today = TODAY
    assert whole_pages(workshop.written()) == written


def test_where_nothing_changed_nothing_is_rendered(workshop: Workshop) -> None:
    assert looked_at(workshop) == set()
    change(workshop.root / "content" / "scenarios" / "known-lump.yaml", "Each spring.", "Each autumn.")
    # The topic is looked at too, because what is said of its printed copies depends on all its scenarios' words.
    assert whole_pages(looked_at(workshop)) == article("known-lump") | {"topics/lumpy-bears.md"}
    assert looked_at(workshop) == set()


def test_what_was_done_to_a_rendered_file_is_undone(workshop: Workshop) -> None:
    page = "topics/robots.md"
    (workshop.rendered / page).write_text("mine", encoding="utf-8")
    (workshop.rendered / "topics" / "mine.md").write_text("mine", encoding="utf-8")
    (workshop.rendered / "sources" / "toy-wiki.md").unlink()
    assert workshop.written() == {page, "topics/mine.md", "sources/toy-wiki.md"}
    touched = workshop.rendered / page
    os.utime(touched, ns=(0, 0))
    assert workshop.written() == set()
    assert looked_at(workshop) == set()


@pytest.mark.parametrize("name", ["templates/pages/source.md.jinja", "templates/assets/wardbook.css"])
def test_a_template_of_the_project_renders_all_anew(workshop: Workshop, name: str) -> None:
    everything = set(files_in(workshop.rendered)) - {README}
    own = workshop.root / name
    own.parent.mkdir()
    shutil.copy(default_templates().parent / name, own)
    assert looked_at(workshop) == everything
    own.write_bytes(own.read_bytes() + b"\n")
    assert looked_at(workshop) == everything
    own.unlink()
    assert looked_at(workshop) == everything
    assert looked_at(workshop) == set()


def test_templates_behind_a_link_to_a_folder_are_watched_too(workshop: Workshop) -> None:
    shared = workshop.root / "shared"
    shared.mkdir()
    (workshop.root / "templates" / "components").symlink_to(shared)
    for word in ("one", "two"):
        (shared / "disclaimer.html.jinja").write_text(f"<p>{word}</p>", encoding="utf-8")
        assert workshop.bring()
        assert f"<p>{word}</p>".encode() in files_in(workshop.rendered)["topics/robots.md"]


@pytest.mark.parametrize("threads", [0, 1], ids=["alone", "beside-a-thread"])
def test_many_pages_are_rendered_by_several_processes_to_the_same(workshop: Workshop, threads: int) -> None:
    many = range(80)
    for number in many:
        source = {"id": f"book-{number}", "kind": "book", "title": f"Book {number}"}
        write(workshop.root / "content" / "sources" / f"book-{number}.yaml", source)
    (workshop.root / "content" / "pages" / "books.md").write_text(
        "---\nid: books\ntitle: Books\nsummary: All of them\norder: 3\n---\n"
        f"{' '.join(f'[@book-{number}]' for number in many)}\n",
        encoding="utf-8",
    )
    ended = threading.Event()
    beside = [threading.Thread(target=ended.wait) for _ in range(threads)]
    for thread in beside:
        thread.start()
    try:
        assert workshop.bring()
    finally:
        ended.set()
        for thread in beside:
            thread.join()


# --- the site


@pytest.fixture(autouse=True)
def same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs takes the moment of a build from the environment."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture(scope="module")
def published(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the fixture guideline, built, with its memory and two generations."""
    root = copy_with_links(built_once, tmp_path_factory.mktemp("published") / "project")
    faq = root / "content" / "scenarios" / "known-lump.yaml"
    change(faq, "answer: Each spring.", "answer: Each fall.")
    assert project.build(root, TODAY, quiet).built == 2
    return root


def edit_a_question(root: Path) -> None:
    change(root / "content" / "scenarios" / "known-lump.yaml", "answer: Each fall.", "answer: Each autumn.")


def undo_an_edit(root: Path) -> None:
    change(root / "content" / "scenarios" / "known-lump.yaml", "answer: Each fall.", "answer: Each spring.")


def add_a_scenario(root: Path) -> None:
    Edit("new_scenario", 3, 9, "New robot").apply(root)


def change_a_template(root: Path) -> None:
    own = root / "templates" / "components" / "disclaimer.html.jinja"
    own.parent.mkdir()
    own.write_text("<p>Our own words.</p>", encoding="utf-8")


def change_the_theme(root: Path) -> None:
    (root / "templates" / "theme" / "partials").mkdir()
    (root / "templates" / "theme" / "partials" / "copyright.html").write_text("<p>Our own words.</p>", encoding="utf-8")


def change_the_settings(root: Path) -> None:
    change(root / "mkdocs.yml", "    - navigation.top\n", "")


def change_a_title_in_the_navigation(root: Path) -> None:
    change(root / "content" / "topics" / "robots.yaml", "Robots that rattle", "Robots that hum")


def take_the_address_away(root: Path) -> None:
    change(root / "content" / "library.yaml", "address: https://toys.example/imaging/\n", "")


def tamper_with_the_site(root: Path) -> None:
    (root / "site" / "topics" / "robots" / "index.html").write_text("mine", encoding="utf-8")
    (root / "site" / "pagefind" / "pagefind-entry.json").unlink()
    (root / "site" / "mine.html").write_text("mine", encoding="utf-8")


def forget(root: Path) -> None:
    shutil.rmtree(root / ".wardbook")


EVERY = -1


@pytest.mark.parametrize(
    ("happens", "built"),
    [
        (edit_a_question, 2),
        (add_a_scenario, 22),
        (delete_a_scenario, 31),
        (change_a_template, 33),
        (change_the_theme, EVERY),
        (take_the_address_away, EVERY),
        (tamper_with_the_site, 1),
        (forget, EVERY),
        *([(undo_an_edit, 2), (rename_a_source, 4), (change_the_settings, EVERY)] if LONG else []),
        *([(change_a_title_in_the_navigation, EVERY)] if LONG else []),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_the_next_site_is_that_of_a_clean_build_and_of_plain_mkdocs(
    published: Path,
    plain_site: Callable[[Path], Files],
    tmp_path: Path,
    happens: Callable[[Path], None],
    built: int,
) -> None:
    root = copy_with_links(published, tmp_path / "project")
    happens(root)
    before, stamps = files_in(root / "site"), stamps_in(root / "site")
    outcome = project.build(root, TODAY, quiet)
    after = files_in(root / "site")
    sources = [name for name in files_in(root / "site_src") if name.endswith(".md") and name != README]
    assert outcome.built == (len(sources) if built == EVERY else built)
    assert unlisted(after) == unlisted(plain_site(root))
    if LONG or happens is forget:
        assert after == clean_site(root, tmp_path / "clean")
    same = {name for name in after if after[name] == before.get(name) and name != MANIFEST}
    now = stamps_in(root / "site")
    assert {name for name in same if now[name] != stamps[name]} == set()
    assert project.build(root, TODAY, quiet).built == 0
    assert stamps_in(root / "site") == now


def written_by_people(root: Path, target: Path) -> Path:
    for name in ("content", "templates", "scripts"):
        shutil.copytree(root / name, target / name)
    shutil.copy(root / "mkdocs.yml", target)
    return target


def clean_site(root: Path, target: Path) -> Files:
    """The site of a project that has none yet."""
    project.build(written_by_people(root, target), TODAY, quiet)
    return files_in(target / "site")


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Files]:
    """The site that MkDocs builds by itself from what people wrote; from the same it builds it once."""
    known: dict[frozenset[tuple[str, bytes]], Files] = {}

    def site_of(root: Path) -> Files:
        target = written_by_people(root, tmp_path_factory.mktemp("plain") / "project")
        written = frozenset(files_in(target).items())
        if written not in known:
            (target / "site_src").mkdir()
            outcome = mkdocs(target, "--strict")
            assert outcome.returncode == 0, outcome.stderr
            known[written] = files_in(target / "site")
        return known[written]

    return site_of


def unlisted(files: Files) -> Files:
    """A site but for the list of its files, which MkDocs does not write."""
    return {name: raw for name, raw in files.items() if name != MANIFEST}


def test_a_theme_in_another_folder_is_watched_too(published: Path, tmp_path: Path) -> None:
    root = copy_with_links(published, tmp_path / "project")
    (root / "overrides" / "partials").mkdir(parents=True)
    change(root / "mkdocs.yml", "custom_dir: templates/theme", "custom_dir: overrides")
    for word in ("one", "two"):
        partial = root / "overrides" / "partials" / "copyright.html"
        partial.write_text(f"<p>{word}</p>", encoding="utf-8")
        project.build(root, TODAY, quiet)
        assert f"<p>{word}</p>".encode() in files_in(root / "site")["topics/robots/index.html"]


def test_settings_that_name_a_function_are_the_same_the_next_time(published: Path, tmp_path: Path) -> None:
    root = copy_with_links(published, tmp_path / "project")
    change(
        root / "mkdocs.yml",
        "  - sane_lists\n",
        "  - sane_lists\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n",
    )
    command = [sys.executable, "-m", "wardbook", "build"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    again = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    assert "(0 pages anew" in again.stdout


def test_a_site_that_cannot_be_built_is_built_the_next_time(
    published: Path, plain_site: Callable[[Path], Files], tmp_path: Path
) -> None:
    root = copy_with_links(published, tmp_path / "project")
    before = files_in(root / "site")
    edit_a_question(root)
    hook = root / "scripts" / "mkdocs_hooks.py"
    good = hook.read_text(encoding="utf-8")
    hook.write_text("1 / 0\n", encoding="utf-8")
    with pytest.raises(BuildFault, match="ZeroDivisionError"):
        project.build(root, TODAY, quiet)
    assert files_in(root / "site") == before
    hook.write_text(good, encoding="utf-8")
    assert project.build(root, TODAY, quiet).built == 2
    assert unlisted(files_in(root / "site")) == unlisted(plain_site(root))


@pytest.mark.parametrize("place", ["site_src", "/0/docs", "/fresh", ".site-spare"])
def test_a_build_that_is_killed_is_finished_by_the_next(
    published: Path, plain_site: Callable[[Path], Files], tmp_path: Path, place: str
) -> None:
    root = copy_with_links(published, tmp_path / "project")
    before = unlisted(files_in(root / "site"))
    edit_a_question(root)
    shutil.rmtree(root / ".wardbook" / "site-state")
    building = subprocess.run([sys.executable, "-c", KILLED, place], cwd=root, capture_output=True, check=False)
    assert (building.returncode, building.stderr) == (-signal.SIGKILL, b"")
    assert unlisted(files_in(root / "site")) == before
    project.build(root, TODAY, quiet)
    assert unlisted(files_in(root / "site")) == unlisted(plain_site(root))
    assert files_in(root / ".wardbook" / "work") == {}


KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from wardbook import project

def end(event, arguments):
    if event in ("open", "os.rename", "os.link", "os.mkdir") and sys.argv[1] in f"{arguments[:2]}":
        global left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

left = 3
sys.addaudithook(end)
project.build(Path(), date(2026, 11, 22), print)
"""
"""Builds the project of the current folder and ends at the third thing done to a file in a place."""
