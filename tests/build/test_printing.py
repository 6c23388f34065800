"""Printing as a part of builds and as a command: what is printed anew, what is not, and what stops a build."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest

from bench.synthetic import write_project
from support.command_line import DONE, FAILED, fake_site, run, snapshot
from support.incremental import IncrementalProject, quiet
from support.library_changes import change
from support.loading import load
from support.paths import EPOCH, TODAY, copy_project
from wardbook import project as projects
from wardbook.build.cache import TaskRow, with_cache
from wardbook.build.paths import CACHE, preview_paths
from wardbook.build.printing import NotPrinted
from wardbook.build.toolchain import LEFT_OUT, CachedPrinter, Toolchain
from wardbook.build.tracking import Recorder
from wardbook.preview.preview import Preview
from wardbook.preview.site import build_preview
from wardbook.project import pdf
from wardbook.render.print.typst import Job, left_out
from wardbook.render.templates import load_templates
from wardbook.system.files import write_if_changed
from wardbook.system.packaged import default_templates
from wardbook.views.parts.print_links import LARGEST_BOOK, print_links
from wardbook.views.print.volumes import volumes


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the fixture guideline that is printed on one paper."""
    return copy_project(tmp_path / "project", papers="[a4]")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, rendered and printed."""
    root = copy_project(tmp_path_factory.mktemp("printed") / "project", papers="[a4]")
    IncrementalProject(root).render()
    return root


@pytest.fixture
def incremental(printed: Path, tmp_path: Path) -> IncrementalProject:
    """A copy of what is printed, to be edited."""
    return IncrementalProject(shutil.copytree(printed, tmp_path / "project"))


JOB = Job(
    path="pdf/x-a4.pdf", name="X (A4)", template="handout.typ", paper="a4", doc=b"{}", code="", on=date(2026, 1, 1)
)


def test_what_was_printed_is_not_printed_again(tmp_path: Path) -> None:
    printed: list[Job] = []

    def pdf_of(job: Job) -> bytes:
        return b"PDF of " + job.doc + job.code.encode()

    def counting(job: Job) -> bytes:
        printed.append(job)
        return pdf_of(job)

    def ask(job: Job, cached: Mapping[str, TaskRow], fonts: bytes = b"fonts") -> dict[str, TaskRow]:
        """Have a job printed unless it was printed before; give what is to be cached."""
        recorder = Recorder()
        tools = Toolchain(
            templates=load_templates([default_templates()]),
            templates_digest=b"templates",
            printer=counting,
            printer_digest=fonts,
        )
        printer = CachedPrinter(tools=tools, printer=counting, folder=tmp_path, cached=cached, ask=recorder.ask)
        assert printer(job) == pdf_of(job)
        assert recorder.asked == {"printer"}
        return {f"print:{job.path}": row for row in printer.printed}

    first = ask(JOB, {})
    write_if_changed(tmp_path, JOB.path, pdf_of(JOB))
    assert ask(JOB, first) == first
    assert printed == [JOB]

    others = [replace(JOB, doc=b"{ }"), replace(JOB, code="<svg/>"), replace(JOB, paper="letter")]
    others += [replace(JOB, template="sheet.typ"), replace(JOB, on=date(2026, 1, 2))]
    for other in others:
        assert ask(other, first) != first
    assert printed == [JOB, *others]

    ask(JOB, first, fonts=b"other fonts")
    write_if_changed(tmp_path, JOB.path, b"PDF of somebody")
    ask(JOB, first)
    (tmp_path / JOB.path).unlink()
    ask(JOB, first)
    assert len(printed) == 1 + len(others) + 3


def test_what_is_left_out_is_noted_and_what_stands_is_given(tmp_path: Path) -> None:
    tools = Toolchain(
        templates=load_templates([default_templates()]),
        templates_digest=b"templates",
        printer=lambda _: b"PDF",
        printer_digest=b"fonts",
    )
    recorder = Recorder()
    printer = CachedPrinter(tools=tools, printer=tools.printer, folder=tmp_path, cached={}, ask=recorder.ask)
    write_if_changed(tmp_path, JOB.path, printer(JOB) or b"")
    cached = {f"print:{JOB.path}": row for row in printer.printed}

    leaving = CachedPrinter(tools=tools, printer=left_out, folder=tmp_path, cached=cached, ask=recorder.ask)
    assert leaving(JOB) == b"PDF"
    assert recorder.asked == {"printer"}
    assert leaving(replace(JOB, doc=b"{ }")) is None
    assert recorder.asked == {"printer", LEFT_OUT}
    assert len(leaving.printed) == 1


def edit(project: Path) -> None:
    """Change a word of a scenario that only its topic shows too."""
    change(project / "content" / "scenarios" / "torn-ear.yaml", "A bear with a torn ear", "A bear that lost an ear")


def keys(incremental: IncrementalProject) -> dict[str, bytes]:
    """A digest of what each PDF was printed from, by its path."""
    rows = with_cache(incremental.root / CACHE, lambda cache: cache.rows("print"))
    return {task.removeprefix("print:"): row.digest for task, row in rows.items()}


def test_an_edit_prints_what_it_changes(incremental: IncrementalProject) -> None:
    before = keys(incremental)
    assert len(before) == len(list((incremental.rendered / "pdf").rglob("*.pdf"))) == 16

    page = incremental.root / "templates" / "pages" / "scales.md.jinja"
    page.parent.mkdir()
    page.write_text("# Scales\n", encoding="utf-8")
    incremental.render()
    assert keys(incremental) == before

    edit(incremental.root)
    incremental.render()
    after = keys(incremental)
    assert {path for path in before if after[path] != before[path]} == {
        "pdf/scenarios/torn-ear-a4.pdf",
        "pdf/topics/mending-a4.pdf",
    }


def site_without_pdfs(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """A site in whose place the server of a preview stands."""
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"Not there"]


def pdf_served(site: WSGIApplication, path: str) -> bytes:
    """What a site answers at a path, with a status and headers that are those of a PDF if it is one."""
    said: list[tuple[str, dict[str, str]]] = []
    body = b"".join(site({"PATH_INFO": path}, lambda status, headers, *_: said.append((status, dict(headers)))))  # type: ignore[arg-type]  # nobody writes by the old way
    ((status, headers),) = said
    if status == "200 OK":
        assert headers == {"Content-Type": "application/pdf", "Content-Length": str(len(body))}
    return body


def test_a_preview_leaves_out_what_an_edit_changed_and_prints_it_for_whoever_asks(
    incremental: IncrementalProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    root, before = incremental.root, keys(incremental)
    edit(root)
    build_preview(root, TODAY, quiet)
    changed = {"pdf/scenarios/torn-ear-a4.pdf", "pdf/topics/mending-a4.pdf"}
    assert {
        path.relative_to(incremental.rendered).as_posix() for path in (incremental.rendered / "pdf").rglob("*.pdf")
    } == (before.keys() - changed)
    assert (preview_paths(root).site / "pdf/scenarios/known-lump-a4.pdf").is_file()

    said: list[str] = []
    served = Preview(root, said.append).around(site_without_pdfs)
    asked = {path: pdf_served(served, f"/imaging/{path}") for path in sorted(changed)}
    for path in ("/pdf/scenarios/nothing-a4.pdf", "/manual.pdf", "/pdf/../a.pdf", f"/pdf/{'x' * 300}.pdf"):
        assert pdf_served(served, path) == b"Not there"
    sheet = root / "templates" / "print" / "handout.typ"
    sheet.parent.mkdir()
    sheet.write_text('#panic("no ink")\n', encoding="utf-8")
    message = "templates/print/handout.typ:1: Scenario torn-ear (A4): could not be printed: panicked with: no ink"
    assert pdf_served(served, "/pdf/scenarios/torn-ear-a4.pdf").decode() == message
    sheet.unlink()
    sheet.parent.rmdir()
    topic = root / "content" / "topics" / "mending.yaml"
    good = topic.read_bytes()
    topic.write_bytes(good.replace(b"title:", b"titel:"))
    assert b"content/topics/mending.yaml:2: titel: " in pdf_served(served, "/pdf/scenarios/torn-ear-a4.pdf")
    topic.write_bytes(good)
    assert said[0] == message
    assert build_preview(root, TODAY, quiet).rendered == 0
    incremental.render()
    assert {path: (incremental.rendered / path).read_bytes() for path in changed} == asked
    assert {path for path, key in keys(incremental).items() if key != before[path]} == changed
    incremental.render()
    assert incremental.render().rendered == 0


def test_what_cannot_be_printed_is_named_and_leaves_the_site_alone(project: Path) -> None:
    fake_site(project)
    sheet = project / "templates" / "print" / "sheet.typ"
    sheet.parent.mkdir()
    sheet.write_text('#import "input.typ": doc\n#panic("no ink")\n', encoding="utf-8")
    before = snapshot(project)
    code, out, err = run(project, "build")
    assert (code, out) == (FAILED, "")
    assert err in {
        f"templates/print/sheet.typ:2: Protocol {id} (A4): could not be printed: panicked with: no ink\n"
        for id in ("us-bear", "xr-bear")
    }
    after = snapshot(project)
    assert {name: after[name] for name in after if name.startswith("site/")} == {
        name: before[name] for name in before if name.startswith("site/")
    }


def test_pdf_prints_what_is_asked_for(project: Path, tmp_path: Path) -> None:
    into = tmp_path / "paper"
    code, out, err = run(project, "pdf", "us-bear", "known-lump", "--into", str(into))
    assert (code, err) == (DONE, "")
    paths = ["pdf/protocols/us-bear-a4.pdf", "pdf/scenarios/known-lump-a4.pdf"]
    assert sorted(out.splitlines()) == [str(into / path) for path in paths]
    assert sorted(snapshot(into)) == paths
    assert all((into / path).read_bytes().startswith(b"%PDF-1.7") for path in paths)
    assert not (project / "site").exists()


def test_pdf_takes_nothing_away(project: Path, tmp_path: Path) -> None:
    elsewhere, into = tmp_path / "elsewhere", tmp_path / "paper"
    (into / "pdf").parent.mkdir()
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_bytes(b"mine")
    (into / "pdf").symlink_to(elsewhere)
    assert run(project, "pdf", "us-bear", "--into", str(into))[0] == DONE
    assert sorted(snapshot(elsewhere)) == ["mine.txt", "protocols/us-bear-a4.pdf"]
    (into / "pdf").unlink()
    (into / "pdf").write_bytes(b"mine")
    code, out, err = run(project, "pdf", "us-bear", "--into", str(into))
    assert (code, out) == (FAILED, "")
    assert err.endswith(("Not a directory.\n", "File exists.\n"))
    assert (into / "pdf").read_bytes() == b"mine"


def test_pdf_knows_the_library_as_a_whole(project: Path) -> None:
    assert run(project, "pdf", "library") == (DONE, f"{Path('pdf/library-1-a4.pdf')}\n", "")


def test_a_topic_that_is_too_large_for_a_book_has_none(tmp_path: Path) -> None:
    project = tmp_path / "project"
    write_project(project, scenarios=60)
    library = load(project)
    large = [topic for topic in library.topics.values() if len(topic.scenarios) > LARGEST_BOOK]
    assert large, "the proportions of made-up libraries have one"
    for topic in large:
        assert print_links("topic", topic.id, library) == ()
        code, out, err = run(project, "pdf", topic.id)
        assert (code, out) == (FAILED, "")
        assert err == (
            f"{topic.id}: expected a topic of at most 20 scenarios, got {len(topic.scenarios)}:"
            " print its scenarios by their ids, or `library`, whose volumes have them all\n"
        )
    bound = [bound for volume in volumes(library) for bound in volume.topics]
    assert all(len(part.scenarios) <= LARGEST_BOOK for part in bound)
    in_order = sorted(library.topics.values(), key=lambda topic: (topic.panels[0], topic.title))
    assert [id for part in bound for id in part.scenarios] == [id for topic in in_order for id in topic.scenarios]
    assert all(sum(len(part.scenarios) for part in volume.topics) <= LARGEST_BOOK for volume in volumes(library))


@pytest.mark.parametrize(
    ("id", "advice"),
    [("known-lumb", "did you mean known-lump?"), ("zzz", "the files in content/ are named after them.")],
)
def test_pdf_of_an_unknown_id_is_told(project: Path, id: str, advice: str) -> None:
    expected = f"{id}: expected the id of a scenario, protocol or topic, or `library`, got none: {advice}\n"
    assert run(project, "pdf", id) == (FAILED, "", expected)
    assert not (project / "pdf").exists()


def test_many_are_rendered_after_something_was_printed(project: Path) -> None:
    """Copies of a process that has printed would stand still for ever, so there are none."""
    script = """
import sys
from datetime import date
from pathlib import Path
from wardbook.system import workers
from wardbook import project
root = Path(sys.argv[1])
project.render(root, date(2026, 11, 22), print)
workers.MIN_ITEMS = 1
ear = root / "content" / "scenarios" / "torn-ear.yaml"
ear.write_bytes(ear.read_bytes().replace(b"A bear with a torn ear", b"A bear that lost an ear"))
print(project.render(root, date(2026, 11, 22), print).rendered > 0)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(project)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_a_library_on_no_paper_has_no_pdfs_and_says_so(project: Path) -> None:
    settings = project / "content" / "library.yaml"
    settings.write_bytes(settings.read_bytes().replace(b"papers: [a4]", b"papers: []"))
    incremental = IncrementalProject(project)
    incremental.render()
    assert not (incremental.rendered / "pdf").exists()
    assert keys(incremental) == {}
    pages = [path.read_text(encoding="utf-8") for path in incremental.rendered.rglob("*.md")]
    assert not [page for page in pages if "wb-print" in page]
    with pytest.raises(NotPrinted, match=r"^content/library\.yaml: papers: expected a size of paper, got none: "):
        pdf(project, [], project, TODAY, quiet, progress=projects.silently)
    assert "This library makes no PDFs." in (incremental.rendered / "library" / "print.md").read_text(encoding="utf-8")
