"""Addresses that outlive their records: the notices, the register, and builds that would break an address."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from support.command_line import DONE, FAULTS, run
from support.edits import went
from support.incremental import NOTE, README, IncrementalProject, files_in, looked_at, quiet, stamps_in
from support.library_changes import delete_a_scenario, rename_a_source
from support.loading import load
from support.pages import as_python_markdown, dom, split
from support.paths import EPOCH, GUIDELINE, TODAY, copy_with_links
from support.rendering import pages
from wardbook import project, urls
from wardbook.authoring.register import Size, as_yaml, grown, size
from wardbook.build.paths import preview_paths
from wardbook.kinds import KINDS
from wardbook.library.library import Library
from wardbook.model.records.scenario import OptionalSection
from wardbook.model.register import Move, Register
from wardbook.preview.site import build_preview
from wardbook.problems import ContentError
from wardbook.read.yaml import parse_yaml
from wardbook.render.navigation import navigation
from wardbook.views.moved import MovedNotice
from wardbook.views.page import Page
from wardbook.views.sections import SECTIONS
from wardbook.views.targets.layouts import record_ids

REGISTER = "content/register.yaml"
CHANGES = "content/changes.yaml"
"""The changes of the library, which know a topic that went, as the register does."""
OLD = "scenarios/second-lump"
OTHERS = (
    "topics/wooden-toys.md",
    "protocols/bear-photo.md",
    "procedures/bear-photo.md",
    "sources/toy-leaflet.md",
    "library/hours.md",
)
"""The other notices of records."""
LOST = ("scenarios/rattling-robot/differential.md", "scenarios/rattling-robot/pitfalls.md")
"""The notices of sections that a scenario has lost."""


@pytest.fixture(scope="module")
def notices(library: Library) -> dict[str, Page]:
    """The notices by their paths."""
    return {page.path: page for page in pages(library, TODAY) if isinstance(page.view, MovedNotice)}


# --- notices


def test_a_scenario_leaves_a_notice_at_its_address_and_at_each_of_its_sections(notices: dict[str, Page]) -> None:
    sections = [urls.section_of("second-lump", section.slug) for section in SECTIONS if section.tab]
    assert [path for path in notices if path not in LOST] == [f"{OLD}/index.md", *sections, *OTHERS]
    assert len(sections) == 7


def test_a_notice_leads_to_the_same_section_of_what_took_its_place(notices: dict[str, Page]) -> None:
    for path, page in notices.items():
        if path.startswith(OLD):
            wanted = path.replace("second-lump", "known-lump")
            assert page.view.to.href == urls.href(wanted)
            assert page.head.canonical == "scenarios/known-lump/"
    assert notices[f"{OLD}/index.md"].view.to.label == "Known lump"
    assert notices[f"{OLD}/faq.md"].view.to.label == "Known lump: Asked often"
    assert notices[f"{OLD}/faq.md"].view.section == "Asked often"


def test_a_notice_is_no_guidance(notices: dict[str, Page], site: dict[str, bytes], library: Library) -> None:
    paths = {path.removesuffix("index.md").removesuffix(".md") for path in notices}
    for path, page in notices.items():
        assert page.head.search is None
        head, body = split(site[path])
        assert head["robots"] == "noindex"
        assert "found" not in head
        assert "refresh" not in body
    for name in ("sitemap.xml", "find/scenarios.json"):
        assert not any(path.encode() in site[name] for path in paths), name
    assert not any(path in repr(navigation(library)) for path in paths)


def test_a_notice_says_what_stood_there_and_what_became_of_it(site: dict[str, bytes]) -> None:
    def text(path: str) -> str:
        return as_python_markdown(split(site[path])[1]).text

    assert text(f"{OLD}/index.md") == (
        "Scenario This page has moved The scenario at this address has moved. Update"
        " links and bookmarks. Now at: → Known lump Past its review date"
        " What stood here Scenario second-lump Moved 1 Mar 2026"
        " Why A bear can have a third lump. See the topic."
    )
    assert text("topics/wooden-toys.md") == (
        "Topic This page was removed The topic at this address was removed. Nothing replaced it."
        " See: → All topics What stood here Topic wooden-toys Gone since 24 Dec 2025"
        " Why Opinion Wood needs no US. Abbreviations US ultrasound"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_every_kind_can_go_with_and_without_a_successor(
    edited: Callable[[str, str, str], Path], library: Library, kind: str
) -> None:
    to = min(record_ids(library)[kind])
    root = edited(
        "content/moved.yaml",
        "moved:\n",
        f"moved:\n  - {{kind: {kind}, id: gone, on: '2026-01-01', reason: Gone.}}\n"
        f"  - {{kind: {kind}, id: went, to: {to}, on: '2026-01-01'}}\n",
    )
    found = {page.path: page for page in pages(load(root), TODAY)}
    gone, moved = (found[urls.page_of(kind, id)] for id in ("gone", "went"))
    assert (gone.head.title, gone.head.canonical) == ("This page was removed", None)
    assert gone.view.to is None
    assert urls.resolved(gone.view.others.href.file, urls.HOME) in found
    assert moved.head.title == "This page has moved"
    assert moved.view.to.href == urls.href(urls.page_of(kind, to))
    assert moved.view.reason == ()


def test_a_notice_warns_of_what_it_leads_to(
    edited: Callable[[str, str, str], Path],
) -> None:
    root = edited(
        "content/moved.yaml",
        "moved:\n",
        "moved:\n"
        "  - {kind: scenario, id: a, to: old-bear-lump, on: '2026-01-01'}\n"
        "  - {kind: topic, id: b, to: robots, on: '2026-01-01'}\n"
        "  - {kind: protocol, id: c, to: xr-bear, on: '2026-01-01'}\n"
        "  - {kind: protocol, id: d, to: us-bear, on: '2026-01-01'}\n"
        "  - {kind: source, id: e, to: toy-wiki, on: '2026-01-01'}\n",
    )
    found = {page.path: page.view for page in pages(load(root), TODAY)}
    flags = [
        found[urls.page_of(kind, id)].to.flag
        for kind, id in (("scenario", "a"), ("topic", "b"), ("protocol", "c"), ("protocol", "d"), ("source", "e"))
    ]
    assert [flag and flag.label for flag in flags] == ["Draft", "Draft", "Superseded", "", None]


# --- the register


MOVES: tuple[Move, ...] = (
    Move.model_validate({"kind": "scenario", "id": "b", "to": "c", "on": "2026-01-01"}),
    Move.model_validate({"kind": "topic", "id": "t", "on": "2026-01-01", "reason": "Gone."}),
    Move.model_validate({"kind": "protocol", "id": "p", "on": "2026-01-01", "reason": "Gone."}),
)


def test_the_register_gains_what_is_new_and_loses_nothing() -> None:
    sections = ({"id": "z", "names": ("faq",)},)
    register = Register.model_validate({"scenarios": ("z", "b"), "topics": ("t",), "sections": sections})
    gained: dict[str, tuple[OptionalSection, ...]] = {"a": ("faq", "workflow"), "b": (), "z": ("pitfalls",)}
    new = grown(register, {"scenario": ["c", "a"], "page": ["about"]}, gained, MOVES, ())
    assert new.by_kind == {
        "scenario": ("a", "b", "c", "z"),
        "topic": ("t",),
        "protocol": ("p",),
        "procedure": (),
        "source": (),
        "page": ("about",),
    }
    assert new.sections_by_scenario == {"a": ("workflow", "faq"), "z": ("pitfalls", "faq")}
    assert (size(register), size(new)) == (Size(4, 0), Size(11, 0))
    assert grown(new, {}, {}, (), ()) == new


def test_the_register_is_written_an_id_to_a_line() -> None:
    sections = ({"id": "no", "names": ("workflow", "faq")},)
    register = Register.model_validate(
        {"scenarios": ("12", "a-b", "no", "null", "true"), "pages": ("about",), "sections": sections}
    )
    head, lines = as_yaml(register).decode().split("scenarios:\n")
    assert all(line.startswith("# ") for line in head.splitlines())
    assert lines == '  - "12"\n  - a-b\n  - no\n  - "null"\n  - "true"\n' + (
        "pages:\n  - about\nsections:\n  - {id: no, names: [workflow, faq]}\n"
    )
    assert Register.model_validate(parse_yaml(as_yaml(register).decode()).value) == register


def test_the_register_of_the_guideline_is_as_it_is_written(library: Library) -> None:
    copies = Register(copies=tuple(copy for copies in library.copies.values() for copy in copies))
    register = grown(copies, record_ids(library), library.sections, library.moved, ())
    assert as_yaml(register) == (GUIDELINE / REGISTER).read_bytes()


def test_the_command_writes_what_is_new_and_says_how_much(project: Path) -> None:
    path = project / REGISTER
    assert run(project, "register") == (DONE, f"{REGISTER}: 0 addresses and 17 printed copies added.\n", "")
    whole = path.read_bytes()
    stamps = stamps_in(project / "content")
    assert run(project, "register") == (DONE, f"{REGISTER}: 0 addresses and 0 printed copies added.\n", "")
    assert stamps_in(project / "content") == stamps
    path.write_bytes(whole.replace(b"  - robots\n", b""))
    assert run(project, "register") == (DONE, f"{REGISTER}: 1 address and 0 printed copies added.\n", "")
    assert path.read_bytes() == whole
    lines = whole.splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if b"id: known-lump, " not in line))
    assert run(project, "register") == (DONE, f"{REGISTER}: 7 addresses and 1 printed copy added.\n", "")
    assert path.read_bytes() == whole
    path.write_bytes(b"# in our own order\n" + whole)
    assert run(project, "register") == (DONE, f"{REGISTER}: 0 addresses and 0 printed copies added.\n", "")
    assert path.read_bytes() == b"# in our own order\n" + whole
    path.unlink()
    assert run(project, "register") == (DONE, f"{REGISTER}: 73 addresses and 17 printed copies added.\n", "")
    kept = b"".join(line for line in lines if b"0badc0d" not in line)
    assert path.read_bytes() == kept.replace(b"[ratings, differential, pitfalls, faq]", b"[ratings, faq]")


def test_the_command_refuses_content_with_faults(project: Path) -> None:
    path = project / REGISTER
    path.write_text("scenarios:\n  - lost\n", encoding="utf-8")
    told = (
        f"{REGISTER}:2: scenarios[1]: expected a scenario with the id `lost`, or in content/moved.yaml where it went,"
        " got neither: a published address must not break; restore content/scenarios/lost.yaml,"
        " or say where it went\n"
    )
    assert run(project, "register") == (FAULTS, told, "1 fault in 1 file. Nothing was published.\n")
    assert path.read_text(encoding="utf-8") == "scenarios:\n  - lost\n"


# --- from build to build


@pytest.fixture
def incremental(project: Path) -> IncrementalProject:
    (project / "site_src").mkdir()
    (project / "site_src" / README).write_bytes(NOTE)
    found = IncrementalProject(project)
    found.render()
    return found


def written(incremental: IncrementalProject) -> set[str]:
    """What a rendering writes but for embeds and what is said of printed copies."""
    beside = (f"{urls.EMBEDS}/", f"{urls.COPIES}/")
    return {name for name in incremental.written() if not name.startswith(beside)}


def test_an_edit_of_the_addresses_in_the_register_renders_nothing(incremental: IncrementalProject) -> None:
    register = incremental.root / REGISTER
    _, _, rest = register.read_text(encoding="utf-8").partition("sections:\n")
    for addresses_ in ("scenarios:\n  - known-lump\n", ""):
        register.write_text(f"{addresses_}sections:\n{rest}", encoding="utf-8")
        assert looked_at(incremental) == set()
    register.write_text(f"scenarios:\n  - lost\nsections:\n{rest}", encoding="utf-8")
    assert not incremental.bring()


def test_a_section_in_the_register_renders_its_scenario_and_nothing_else(incremental: IncrementalProject) -> None:
    register = incremental.root / REGISTER
    text = register.read_text(encoding="utf-8")
    register.write_text(
        text.replace("names: [ratings, differential, pitfalls, faq]", "names: [ratings, differential, workflow, faq]"),
        encoding="utf-8",
    )
    changed = incremental.written()
    assert changed >= {
        "scenarios/rattling-robot/pitfalls.md",
        "scenarios/rattling-robot/workflow.md",
        "embed/scenarios/rattling-robot/workflow/index.html",
    }
    assert {path for path in changed if "rattling-robot" not in path} == set()


def test_a_copy_in_the_register_renders_what_it_is_of_and_nothing_else(incremental: IncrementalProject) -> None:
    register = incremental.root / REGISTER
    whole = register.read_text(encoding="utf-8")
    line = '  - {kind: scenario, id: known-lump, version: "0.9", mark: "0badc0d9", on: "2025-04-01"}\n'
    other = whole.replace('id: us-bear, version: "1.0"', 'id: us-bear, version: "0.9"')
    for text, record in ((whole + line, "known-lump"), (whole, "known-lump"), (other, "us-bear")):
        register.write_text(text, encoding="utf-8")
        looked = looked_at(incremental)
        assert looked
        assert {name for name in looked if record not in name} == set()
        assert looked_at(incremental) == set()
        assert incremental.bring()


def test_what_is_said_of_a_record_that_is_no_more_is_on_its_notice_at_once(incremental: IncrementalProject) -> None:
    moved = incremental.root / "content" / "moved.yaml"
    (incremental.root / CHANGES).unlink()
    incremental.render()
    text = moved.read_text(encoding="utf-8")
    moved.write_text(text.replace("2025-12-24", "2025-12-25"), encoding="utf-8")
    assert written(incremental) == {"topics/wooden-toys.md"}
    moved.write_text(text.replace("wooden-toys", "wooden-dolls"), encoding="utf-8")
    assert not incremental.bring(), "the register knows the other"
    (incremental.root / REGISTER).unlink()
    assert written(incremental) == {"topics/wooden-toys.md", "topics/wooden-dolls.md", *LOST, ".site.json"}
    moved.unlink()
    assert "topics/wooden-dolls.md" in incremental.written()
    assert not (incremental.rendered / OLD).exists()


def test_a_title_shows_in_the_notices_that_lead_to_it(incremental: IncrementalProject) -> None:
    record = incremental.root / "content" / "scenarios" / "known-lump.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("short_title: Known lump\n", "short_title: A known lump\n"), encoding="utf-8")
    assert incremental.written() > {f"{OLD}/index.md", f"{OLD}/faq.md"}


def test_whoever_names_what_went_is_told_so_though_it_was_not_read_anew(incremental: IncrementalProject) -> None:
    record = incremental.root / "content" / "protocols" / "xr-bear.yaml"
    record.unlink()
    before = incremental.faults()
    assert incremental.told() == before
    went(incremental.root, record, "us-bear")
    after = incremental.faults()
    assert incremental.told() == after
    assert any("which has moved: write `us-bear`" in problem.message for problem in after)
    assert not any("which has moved" in problem.message for problem in before)


# --- the published site


@pytest.fixture(scope="module")
def published(built_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the fixture guideline without a register and without changes, built."""
    root = copy_with_links(built_once, tmp_path_factory.mktemp("moved") / "project")
    (root / REGISTER).unlink()
    (root / CHANGES).unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        project.build(root, TODAY, quiet)
    return root


@pytest.fixture
def again(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the published project, to be built again."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    return copy_with_links(published, tmp_path / "project")


def told_of(*addresses: str) -> str:
    return "\n".join(
        f"site/{address}/:1: expected the record or an entry in content/moved.yaml, got neither:"
        " a published address must not break; restore the record or say where it went"
        for address in addresses
    )


def test_a_build_that_would_break_addresses_tells_all_and_leaves_the_site(again: Path) -> None:
    moved = again / "content" / "moved.yaml"
    before, entries = files_in(again / "site"), moved.read_text(encoding="utf-8")
    build_preview(again, TODAY, quiet)
    assert (preview_paths(again).site / "scenarios" / "old-bear-lump").exists()
    delete_a_scenario(again)
    rename_a_source(again)
    moved.unlink()
    broken = (
        "library/hours",
        "procedures/bear-photo",
        "protocols/bear-photo",
        "scenarios/old-bear-lump",
        "scenarios/second-lump",
        "sources/toy-leaflet",
        "sources/unread-book",
        "topics/wooden-toys",
    )
    for _ in range(2):
        with pytest.raises(ContentError) as caught:
            project.build(again, TODAY, quiet)
        assert str(caught.value) == told_of(*broken)
        assert files_in(again / "site") == before
    code, out, err = run(again, "build")
    assert (code, out) == (FAULTS, told_of(*broken) + "\n")
    assert err == "8 faults in 8 files. Nothing was published.\n"

    build_preview(again, TODAY, quiet)
    assert not (preview_paths(again).site / "scenarios" / "old-bear-lump").exists()
    assert files_in(again / "site") == before

    moved.write_text(entries, encoding="utf-8")
    for path, new in (("scenarios/old-bear-lump", "known-lump"), ("sources/unread-book", "read-book")):
        went(again, again / "content" / f"{path}.yaml", new)
    project.build(again, TODAY, quiet)
    for path in ("scenarios/old-bear-lump", "scenarios/old-bear-lump/faq", "sources/unread-book"):
        page = dom((again / "site" / path / "index.html").read_text(encoding="utf-8"))
        assert "This page has moved" in page.text
    assert 'http-equiv="refresh"' not in (again / "site/scenarios/old-bear-lump/index.html").read_text("utf-8")


def test_a_notice_stays_for_good(again: Path) -> None:
    moved = again / "content" / "moved.yaml"
    moved.write_text(moved.read_text(encoding="utf-8").partition("  - {kind: page")[0], encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        project.build(again, TODAY, quiet)
    assert str(caught.value) == told_of("library/hours")


def test_another_library_takes_the_place_of_a_site_that_was_cleared_away(again: Path) -> None:
    (again / "content" / "moved.yaml").unlink()
    with pytest.raises(ContentError):
        project.build(again, TODAY, quiet)
    project.clean(again, quiet)
    project.build(again, TODAY, quiet)
    assert not (again / "site" / "topics" / "wooden-toys").exists()


def test_notices_are_found_neither_by_the_search_nor_in_the_navigation(published: Path) -> None:
    page = (published / "site" / OLD / "index.html").read_text(encoding="utf-8")
    assert "data-pagefind-body" not in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<link rel="canonical" href="https://toys.example/imaging/scenarios/known-lump/">' in page
    home = (published / "site" / "index.html").read_text(encoding="utf-8")
    assert "wooden-toys" not in home
