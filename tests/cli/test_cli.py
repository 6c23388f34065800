"""The command line as a user runs it: what it prints and where, its exit codes, and what it leaves alone."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from support.command_line import DONE, FAILED, FAULTS, fake_site, run, run_program, snapshot
from support.preview_process import PATIENCE, serving
from wardbook import __version__
from wardbook.system.lock import exclusive
from wardbook.system.packaged import default_templates

COUNTED = "4 topics, 10 scenarios, 2 protocols, 12 procedures, 6 sources"
COMMANDS = {
    "approve": "Show what is open on the page ID, ask, and write that",
    "build": "Check the content and build the site into site/.",
    "changes": "Add to content/changes.yaml what changed since a version, in",
    "check": "Report every fault in the content, and every review that is",
    "clean": "Delete everything that was generated.",
    "coverage": "List what the library lacks: variants without a",
    "diff": "Tell in clinical words what changed between the versions",
    "export": "Write the `ratings` of SCENARIO as CSV, as `wardbook",
    "import": "Show what the `ratings` in FILE, a .csv or .xlsx, would",
    "init": "Write a small complete project into DIRECTORY, which must be",
    "list": "List all records, or those of a KIND, with their status and",
    "new": "Write a commented skeleton of a new KIND with the id ID.",
    "packet": "Write the review packet of the page ID as HTML and PDF:",
    "pdf": "Check the content and print what has these IDs, `library`",
    "register": "Check the content and add its new addresses to",
    "rename": "Give the record OLD of a KIND the id NEW, wherever it is",
    "render": "Check the content and render it into site_src/, for another",
    "schema": "Write the JSON Schemas that editors complete from into",
    "serve": "Preview the site and build it again at every change; faults",
    "sources": "Work with the sources.",
    "status": "List the pages by when their review is due, with who",
    "template": "Copy Wardbook's template NAME into templates/ to change it;",
    "verify": "Compare SITE, a folder or a web address, with its list of",
}
BOOK = "content/sources/unread-book.yaml"
FAULT = (
    f"{BOOK}:2: kind: expected one of guideline, article, review, book, web-page, dataset, regulation, got `tome`:"
    " choose one of them\n"
)


def spoil(project: Path) -> None:
    """Put one fault into the content."""
    path = project / BOOK
    path.write_text(path.read_text(encoding="utf-8").replace("kind: book", "kind: tome"), encoding="utf-8")


def title_anew(project: Path, words: str) -> None:
    """Put words before a title, so that there is something to build."""
    path = project / BOOK
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", f"title: {words}"), encoding="utf-8")


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something is so, which it must be before long."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "what was waited for did not come"
        time.sleep(0.01)


# --- help


def test_help_names_each_command(tmp_path: Path) -> None:
    code, out, err = run_program(tmp_path, "--help")
    assert (code, err) == (DONE, "")
    listed = out.partition("Commands:\n")[2].splitlines()
    assert [line.split(maxsplit=1)[0] for line in listed] == sorted(COMMANDS)
    for name, words in COMMANDS.items():
        assert f"  {name:8}  {words}" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_anywhere(tmp_path: Path, command: str) -> None:
    code, out, err = run(tmp_path, command, "--help")
    assert (code, err) == (DONE, "")
    assert out.startswith(f"Usage: python -m wardbook {command} ")
    assert COMMANDS[command] in " ".join(out.split())


def test_no_command_shows_the_help_and_is_a_failure(tmp_path: Path) -> None:
    code, out, err = run_program(tmp_path)
    assert code == FAILED
    assert "Usage: python -m wardbook [OPTIONS] COMMAND [ARGS]..." in out + err


def test_the_version_is_the_package_s(tmp_path: Path) -> None:
    assert run(tmp_path, "--version") == (DONE, f"wardbook, version {__version__}\n", "")


def test_the_program_is_installed_by_its_name(tmp_path: Path) -> None:
    program = Path(sys.executable).parent / "wardbook"
    outcome = subprocess.run([program, "--version"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (outcome.stdout, outcome.stderr) == (f"wardbook, version {__version__}\n", "")


def test_an_unknown_command_is_a_failure(tmp_path: Path) -> None:
    code, out, err = run(tmp_path, "bulid")
    assert (code, out) == (FAILED, "")
    assert "No such command 'bulid'" in err


# --- check


def test_check_counts_good_content_and_writes_nothing(project: Path) -> None:
    before = snapshot(project)
    assert run_program(project, "check") == (DONE, f"No faults: {COUNTED}.\n", "")
    assert snapshot(project) == before


def test_check_prints_faults_to_one_stream_and_their_number_to_the_other(project: Path) -> None:
    spoil(project)
    before = snapshot(project)
    assert run_program(project, "check") == (FAULTS, FAULT, "1 fault in 1 file. Nothing was published.\n")
    (project / "content" / "terms.yaml").write_text("terms: none\n", encoding="utf-8")
    (project / BOOK).write_text("id: unread-book\n", encoding="utf-8")
    code, out, err = run_program(project, "check")
    assert code == FAULTS
    assert out == (
        f"{BOOK}:1: kind: expected a value, got no such field: add `kind:`\n"
        f"{BOOK}:1: title: expected a value, got no such field: add `title:`\n"
        "content/terms.yaml:1: terms: expected a list, got `none`: begin each item with `- ` on a line of its own\n"
    )
    assert err == "3 faults in 2 files. Nothing was published.\n"
    assert snapshot(project).keys() == before.keys()


def test_a_project_can_be_named_and_its_paths_are_told_from_it(project: Path, tmp_path: Path) -> None:
    spoil(project)
    code, out, _ = run(tmp_path, "--project", "project", "check")
    assert (code, out) == (FAULTS, FAULT)


def test_a_narrow_encoding_spoils_a_character_and_not_the_report(project: Path) -> None:
    path = project / "content" / "scenarios" / "old-bear-lump.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('"≤"', '"=<"'), encoding="utf-8")
    code, out, err = run_program(project, "check", PYTHONIOENCODING="cp1252")
    assert (code, err) == (FAULTS, "1 fault in 1 file. Nothing was published.\n")
    assert out == (
        "content/scenarios/old-bear-lump.yaml:32: excludes[2].score.operator: expected one of"
        " <, \\u2264, =, \\u2265, >, got `=<`: did you mean \\u2264?\n"
    )


def test_a_reader_that_goes_away_is_no_error(project: Path) -> None:
    spoil(project)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        outcome = subprocess.run(
            [sys.executable, "-m", "wardbook", "check"], cwd=project, stdout=pipe, stderr=subprocess.PIPE, check=False
        )
    assert b"Traceback" not in outcome.stderr
    assert outcome.returncode == FAULTS


def test_a_person_sees_what_goes_on_and_a_pipe_does_not(project: Path) -> None:
    terminal, end = os.openpty()
    outcome = subprocess.run(
        [sys.executable, "-m", "wardbook", "check"],
        cwd=project,
        env=os.environ | {"TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=end,
        check=False,
    )
    seen = os.read(terminal, 100_000)
    os.close(end)
    os.close(terminal)
    assert (outcome.returncode, outcome.stdout.decode()) == (DONE, f"No faults: {COUNTED}.\n")
    assert b"Checking content" in seen


@pytest.mark.parametrize("command", ["check", "render", "build"])
def test_faults_are_told_in_the_form_that_is_asked_for(project: Path, command: str) -> None:
    spoil(project)
    message = FAULT.removeprefix(f"{BOOK}:2: kind: ").rstrip("\n")
    summary = "1 fault in 1 file. Nothing was published.\n"
    assert run(project, command, "--format", "text") == (FAULTS, FAULT, summary)
    assert run(project, command, "--format", "github") == (
        FAULTS,
        f"::error file={BOOK},line=2,title=kind::{message}\n",
        summary,
    )
    code, out, err = run(project, command, "--format", "json")
    assert (code, err) == (FAULTS, summary)
    fault = {"path": BOOK, "line": 2, "where": "kind", "message": message}
    assert json.loads(out) == {"faults": [fault], "count": 1}


@pytest.mark.parametrize(("command", "done"), [("check", "No faults: "), ("render", "Rendered "), ("build", "Built ")])
def test_a_program_that_reads_the_report_reads_nothing_else(built_project: Path, command: str, done: str) -> None:
    code, out, err = run(built_project, command, "--format", "json")
    assert (code, json.loads(out)) == (DONE, {"faults": [], "count": 0})
    assert err.startswith(f"{done}{COUNTED}")
    code, out, err = run(built_project, command, "--format", "github")
    assert (code, out) == (DONE, "")
    assert err.startswith(f"{done}{COUNTED}")


def test_a_form_that_is_none_is_told(project: Path) -> None:
    code, out, err = run(project, "check", "--format", "xml")
    assert (code, out) == (FAILED, "")
    assert "Invalid value for '--format': 'xml' is not one of 'text', 'github', 'gitlab', 'json'." in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_project_that_may_not_be_written_is_checked_all_the_same(project: Path) -> None:
    folders = [project, *(path for path in project.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    outcome = run(project, "check")
    for folder in folders:
        folder.chmod(0o755)
    assert outcome == (DONE, f"No faults: {COUNTED}.\n", "")
    assert not (project / ".wardbook").exists()


# --- render


def test_render_writes_the_pages_for_another_builder_and_no_site(project: Path) -> None:
    code, out, err = run(project, "render")
    assert (code, err) == (DONE, "")
    rendered = snapshot(project / "site_src")
    assert out == f"Rendered {COUNTED} into site_src ({len(rendered)} files anew).\n"
    assert rendered.keys() >= {".site.json", "assets/wardbook.css", "index.md", "topics/robots.md"}
    assert not (project / "site").exists()
    assert run(project, "render") == (DONE, f"Rendered {COUNTED} into site_src (0 files anew).\n", "")
    assert snapshot(project / "site_src") == rendered


# --- build


def test_build_makes_the_site_and_builds_nothing_twice(project: Path) -> None:
    code, out, err = run_program(project, "build")
    assert (code, err) == (DONE, "")
    pages = [path for path in (project / "site").rglob("index.html") if not {"embed", "v"} & set(path.parts)]
    assert out == f"Built {COUNTED} into site ({len(pages)} pages anew, all others as they were).\n"
    assert "Teddy bear imaging" in (project / "site" / "index.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in project.iterdir()) == [
        ".site-spare",
        ".wardbook",
        "content",
        "mkdocs.yml",
        "scripts",
        "site",
        "site_src",
        "templates",
    ]
    assert (project / "site").stat().st_mode & 0o777 == 0o755
    (project / "site" / "of-yesterday.html").write_bytes(b"")
    (project / "site" / "404.html").write_bytes(b"not found")
    told = f"Built {COUNTED} into site (0 pages anew, all others as they were).\n"
    assert run(project, "build") == (DONE, told, "")
    assert not (project / "site" / "of-yesterday.html").exists()
    assert b"Teddy bear imaging" in (project / "site" / "404.html").read_bytes()
    before = snapshot(project)
    assert run(project, "build") == (DONE, told, "")
    assert snapshot(project) == before


def test_a_build_builds_what_an_edit_changes(built_project: Path) -> None:
    title_anew(built_project, "New words on ")
    code, out, err = run(built_project, "build")
    assert (code, err) == (DONE, "")
    number = re.fullmatch(rf"Built {COUNTED} into site \((\d+) pages anew, all others as they were\)\.\n", out)
    assert number
    assert 2 <= int(number[1]) <= 12  # with its claims and the changes of the library
    assert "New words on" in (built_project / "site" / "sources" / "unread-book" / "index.html").read_text(
        encoding="utf-8"
    )


def test_a_second_build_says_whom_it_waits_for_and_waits(built_project: Path) -> None:
    with (built_project / "said.txt").open("w+", encoding="utf-8") as said:
        with exclusive(built_project / ".wardbook", pytest.fail):
            second = subprocess.Popen([sys.executable, "-m", "wardbook", "build"], cwd=built_project, stderr=said)
            wait_for(lambda: (built_project / "said.txt").read_text(encoding="utf-8").endswith("\n"))
            assert second.poll() is None
        assert second.wait(PATIENCE) == DONE
    assert re.fullmatch(
        r"\.wardbook/lock: expected no other build of this project, got one"
        rf" \(process {os.getpid()}, since [-\d]+ [:\d]+\): waiting for its end\.\n",
        (built_project / "said.txt").read_text(encoding="utf-8"),
    )


def test_build_takes_a_path_with_spaces_and_accents(built_project: Path, tmp_path: Path) -> None:
    moved = built_project.rename(tmp_path / "Bibliothèque d'imagerie #1 & 100%")
    title_anew(moved, "New words on ")
    code, out, err = run(tmp_path, "--project", moved.name, "build")
    assert (code, err) == (DONE, "")
    assert out.startswith(f"Built {COUNTED} into {moved.name}/site (")
    assert "New words on" in (moved / "site" / "sources" / "unread-book" / "index.html").read_text(encoding="utf-8")


def test_a_fault_builds_nothing_and_leaves_the_site_alone(project: Path) -> None:
    fake_site(project)
    spoil(project)
    before = snapshot(project)
    assert run(project, "build") == (FAULTS, FAULT, "1 fault in 1 file. Nothing was published.\n")
    assert snapshot(project) == before


def test_a_lost_golden_query_leaves_the_site_alone_until_it_is_mended(built_project: Path) -> None:
    before = snapshot(built_project / "site")
    queries = built_project / "content" / "queries.yaml"
    good = queries.read_text(encoding="utf-8")
    queries.write_text(
        good.replace("id: us-bear", "id: ct-bear", 1).replace("within: 2", "within: 1"), encoding="utf-8"
    )
    code, out, err = run(built_project, "build")
    assert (code, err) == (FAULTS, "1 fault in 1 file. Nothing was published.\n")
    assert out.startswith(
        "content/queries.yaml:2: queries[1].query: expected /procedures/ct-bear/ among the first 5 pages that `US`"
    )
    assert snapshot(built_project / "site") == before
    assert run(built_project, "render")[0] == DONE
    queries.write_text(good, encoding="utf-8")
    assert run(built_project, "build")[0] == DONE
    assert snapshot(built_project / "site") == before


def test_a_site_that_cannot_be_built_leaves_the_old_one_alone(project: Path) -> None:
    fake_site(project)
    before = snapshot(project / "site")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "\nthme: x\n", encoding="utf-8")
    assert run(project, "build") == (
        FAILED,
        "",
        "WARNING -  Config value 'thme': Unrecognised configuration name: thme\n"
        "\n"
        "Aborted with 1 configuration warnings in 'strict' mode!\n",
    )
    assert snapshot(project / "site") == before
    assert [path.name for path in project.iterdir() if path.name.startswith(".")] == [".wardbook"]


def test_a_project_without_settings_of_its_builder_is_told(project: Path) -> None:
    (project / "mkdocs.yml").unlink()
    told = "mkdocs.yml: expected this file, got none: `wardbook init` writes one.\n"
    assert run(project, "build") == (FAILED, "", told)
    assert not (project / "site").exists()


def test_a_folder_that_is_no_site_of_ours_is_left_alone(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site" / "mine.html").write_bytes(b"mine")
    before = snapshot(project / "site")
    told = (
        f"{project.resolve()}/site: expected a site that Wardbook built, or an empty folder, got one with other files,"
        " such as `mine.html`: move them elsewhere.\n"
    )
    assert run(project, "build") == (FAILED, "", told)
    assert run(project, "clean") == (FAILED, "", told)
    assert snapshot(project / "site") == before
    assert sorted(path.name for path in project.iterdir() if "site" in path.name) == ["site", "site_src"]
    assert (project / "site_src" / "index.md").exists()


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("Words.\n\n{{ page.titel }}\n", ":3: 'wardbook.views.lists.home.Home object' has no attribute 'titel'\n"),
        ("{% if %}\n", ":1: Expected an expression, got 'end of statement block'\n"),
    ],
    ids=["unknown-name", "syntax"],
)
def test_a_faulty_template_is_told_with_its_line(project: Path, template: str, told: str) -> None:
    fake_site(project)
    path = project / "templates" / "pages" / "home.md.jinja"
    path.parent.mkdir()
    path.write_text(template, encoding="utf-8")
    before = snapshot(project)
    assert run(project, "build") == (FAILED, "", f"templates/pages/home.md.jinja{told}")
    assert snapshot(project) == before


def test_a_day_that_is_none_is_told(project: Path) -> None:
    assert run(project, "build", SOURCE_DATE_EPOCH="tomorrow") == (
        FAILED,
        "",
        "SOURCE_DATE_EPOCH: expected whole seconds since 1970, got `tomorrow`.\n",
    )


def test_serve_takes_no_address_that_is_none(project: Path) -> None:
    told = "nowhere: expected an address as HOST:PORT: choose another by --address.\n"
    assert run(project, "serve", "--address", "nowhere") == (FAILED, "", told)
    assert not (project / "site_src").exists()


def test_serve_takes_no_address_that_is_taken(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        told = f"{address}: expected a free address, got one that is taken: choose another by --address.\n"
        assert run(project, "serve", "--address", address) == (FAILED, "", told)
    assert not (project / "site_src").exists()


def test_serve_shows_the_site_and_every_change_until_it_is_stopped(project: Path) -> None:
    topic = project / "content" / "topics" / "robots.yaml"
    good = topic.read_text(encoding="utf-8")
    with serving(project) as server:
        assert server.said()[0] == "Built 118 pages, 386 files rendered anew.\n"
        assert "Robots that rattle" in server.get("topics/robots/")[1]
        since = server.told()
        topic.write_text(good.replace("that rattle", "that hum"), encoding="utf-8")
        server.until("Built ", since)
        assert "Robots that hum" in server.get("topics/robots/")[1]
        since = server.told()
        topic.write_text("id: robots\n", encoding="utf-8")
        told = server.until("The preview stays as it was.", since)
        assert "content/topics/robots.yaml:1: title: expected a value, got no such field: add `title:`\n" in told
        _, page = server.get("topics/robots/")
        assert "Robots that hum" in page
        assert 'role="alert"' in page
        since = server.told()
        topic.write_text(good, encoding="utf-8")
        server.until("Built ", since)
        _, page = server.get("topics/robots/")
        assert "Robots that rattle" in page
        assert 'role="alert"' not in page
        assert server.stop() == DONE
        assert server.said()[-1] == "Stopped.\n"
        assert "Traceback" not in "".join(server.said())
    assert not (project / "site").exists()


def test_serve_begins_with_faults_and_shows_the_site_once_they_are_mended(project: Path) -> None:
    good = (project / BOOK).read_text(encoding="utf-8")
    spoil(project)
    with serving(project) as server:
        assert server.said()[:2] == [FAULT, "The preview stays as it was.\n"]
        code, page = server.get()
        assert code == 404
        assert "Nothing to show yet" in page
        assert "expected one of guideline, article" in page
        since = server.told()
        (project / BOOK).write_text(good, encoding="utf-8")
        server.until("Built 118 pages", since)
        code, page = server.get()
        assert code == 200
        assert "Teddy bear imaging" in page
        assert 'role="alert"' not in page
        assert server.stop(signal.SIGTERM) == DONE
        assert server.said()[-1] == "Stopped.\n"


# --- folders that will not do


@pytest.mark.parametrize("command", ["build", "check", "clean", "schema", "serve", "template", "new source a"])
def test_a_folder_that_is_no_project_is_told_and_left_alone(tmp_path: Path, command: str) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "mine.html").write_bytes(b"mine")
    before = snapshot(tmp_path)
    told = "content: expected a project's folder, got none: `wardbook init DIR` writes a project.\n"
    assert run(tmp_path, *command.split()) == (FAILED, "", told)
    assert snapshot(tmp_path) == before


def test_a_command_finds_the_project_that_it_is_run_in(project: Path) -> None:
    inside = project / "content" / "scenarios"
    assert run(inside, "check")[0] == DONE
    assert run(inside, "new", "source", "anew") == (
        DONE,
        "Wrote ../../content/sources/anew.yaml. Replace every TODO; `wardbook check` says what is left.\n",
        "",
    )
    assert run(inside, "check")[1].startswith("content/sources/anew.yaml:")
    (project / "content" / "library.yaml").unlink()
    assert run(inside, "check")[0] == FAILED


def test_a_project_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    told = "nowhere/content: expected a project's folder, got none: `wardbook init DIR` writes a project.\n"
    assert run(tmp_path, "--project", "nowhere", "schema") == (FAILED, "", told)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("in_the_way", "command"),
    [("site_src", "build"), ("content/.schemas", "schema")],
)
def test_a_file_in_the_place_of_a_folder_is_told(project: Path, in_the_way: str, command: str) -> None:
    (project / in_the_way).write_bytes(b"")
    assert run(project, command) == (FAILED, "", f"{in_the_way}: could not be written: File exists.\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
@pytest.mark.parametrize("command", ["build", "schema", "new source a", "init content/new"])
def test_a_folder_that_may_not_be_written_is_told(project: Path, command: str) -> None:
    folders = [project, *(path for path in project.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    code, out, err = run(project, *command.split())
    for folder in folders:
        folder.chmod(0o755)
    assert (code, out) == (FAILED, "")
    assert err.endswith(": could not be read or written: Permission denied.\n")
    assert err.count("\n") == 1


# --- clean


CLEANED = (DONE, "Deleted site/, the generated files of site_src/, and what builds remember.\n", "")


def test_clean_deletes_what_was_generated_and_nothing_else(built_project: Path) -> None:
    written = {name for name in snapshot(built_project) if not name.startswith(("site", ".site"))}
    (built_project / "site_src" / "README.md").write_bytes(b"mine")
    (built_project / BOOK).write_bytes((built_project / BOOK).read_bytes() + b"# A word more.\n")
    assert run(built_project, "build")[0] == DONE
    assert run(built_project, "clean") == CLEANED
    assert snapshot(built_project).keys() == written | {"site_src/README.md"}
    assert sorted(path.name for path in built_project.iterdir()) == [
        ".wardbook",
        "content",
        "mkdocs.yml",
        "scripts",
        "site_src",
        "templates",
    ]
    assert run(built_project, "clean") == CLEANED
    assert run(built_project, "build")[0] == DONE


def test_clean_keeps_the_lock_that_another_build_may_wait_for(project: Path) -> None:
    assert run(project, "check")[0] == DONE
    lock = (project / ".wardbook" / "lock").stat().st_ino
    assert run(project, "clean") == CLEANED
    assert [(path.name, path.stat().st_ino) for path in (project / ".wardbook").iterdir()] == [("lock", lock)]


def test_clean_empties_what_a_link_leads_to_and_keeps_the_link(built_project: Path, tmp_path: Path) -> None:
    served = tmp_path / "served"
    (built_project / "site").rename(served)
    (built_project / ".site-spare").rename(tmp_path / ".served-spare")
    (built_project / "site").symlink_to(served)
    title_anew(built_project, "New words on ")
    assert run(built_project, "build")[0] == DONE
    assert (served / "index.html").is_file()
    assert run(built_project, "clean") == CLEANED
    assert (built_project / "site").is_symlink()
    assert [path.name for path in tmp_path.iterdir() if "served" in path.name] == ["served"]
    assert list(served.iterdir()) == []


# --- new


def test_new_writes_a_skeleton_once(project: Path) -> None:
    path = project / "content" / "scenarios" / "worn-bear.yaml"
    assert run(project, "new", "scenario", "worn-bear") == (
        DONE,
        "Wrote content/scenarios/worn-bear.yaml. Replace every TODO; `wardbook check` says what is left.\n",
        "",
    )
    assert "id: worn-bear\n" in path.read_text(encoding="utf-8")
    path.write_bytes(b"mine")
    assert run(project, "new", "scenario", "worn-bear") == (
        FAILED,
        "",
        "content/scenarios/worn-bear.yaml: expected no such file, got one: choose another name.\n",
    )
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("id", "suggested"),
    [("Worn Bear", "worn-bear"), ("../worn", "worn"), ("a" * 81, "a" * 80), ("Éponge", "eponge"), ("", "an-id")],
)
def test_new_takes_only_an_id_and_suggests_one(project: Path, id: str, suggested: str) -> None:
    before = snapshot(project)
    told = (
        f"{id}: expected small letters, digits and single hyphens, at most 80 characters: did you mean {suggested}?\n"
    )
    assert run(project, "new", "source", "--", id) == (FAILED, "", told)
    assert snapshot(project) == before


def test_new_takes_no_reserved_name(project: Path) -> None:
    told = "con: expected a portable id, got a reserved name: choose another.\n"
    assert run(project, "new", "source", "con") == (FAILED, "", told)
    assert not (project / "content" / "sources" / "con.yaml").exists()


def test_new_knows_its_kinds(project: Path) -> None:
    code, out, err = run(project, "new", "doll", "a")
    assert (code, out) == (FAILED, "")
    assert "'doll' is not one of 'scenario', 'topic', 'protocol', 'procedure', 'source', 'table', 'figure'" in err


# --- schema


def test_schema_writes_what_changed(project: Path) -> None:
    assert run(project, "schema") == (DONE, "content/.schemas: 19 of 19 schemas changed.\n", "")
    before = snapshot(project)
    assert run(project, "schema") == (DONE, "content/.schemas: 0 of 19 schemas changed.\n", "")
    assert snapshot(project) == before
    assert run(project, "check")[0] == DONE


# --- template


def test_template_copies_one_of_ours_to_be_changed(project: Path) -> None:
    name = "components/disclaimer.html.jinja"
    copy = project / "templates" / name
    assert run(project, "template", name) == (
        DONE,
        f"Wrote templates/{name}. It takes the place of Wardbook's own; delete it to go back.\n",
        "",
    )
    assert copy.read_bytes() == (default_templates() / name).read_bytes()
    copy.write_bytes(b"mine")
    assert run(project, "template", name) == (
        FAILED,
        "",
        f"templates/{name}: expected no such file, got one: choose another name.\n",
    )
    assert copy.read_bytes() == b"mine"


def test_template_lists_what_can_be_changed(project: Path) -> None:
    code, out, err = run(project, "template")
    assert (code, err) == (DONE, "")
    names = out.splitlines()
    assert names == sorted(names)
    assert {"pages/home.md.jinja", "components/disclaimer.html.jinja", "macros/blocks.md.jinja"} <= set(names)
    assert all((default_templates() / name).is_file() for name in names)


@pytest.mark.parametrize(
    ("name", "advice"),
    [("pages/hom.md.jinja", "did you mean pages/home.md.jinja?"), ("../mkdocs.yml", "`wardbook template` lists them.")],
)
def test_template_knows_its_names(project: Path, name: str, advice: str) -> None:
    assert run(project, "template", name) == (
        FAILED,
        "",
        f"{name}: expected the name of a template, got another: {advice}\n",
    )


# --- init


def test_init_writes_a_project_that_checks_and_builds(tmp_path: Path) -> None:
    assert run(tmp_path, "init", "mine") == (
        DONE,
        "Wrote a project into mine. Go there and run `wardbook build`, then `wardbook serve`.\n",
        "",
    )
    code, out, err = run(tmp_path / "mine", "check")
    assert (code, err) == (DONE, "")
    assert out.startswith("No faults: 1 topic, 1 scenario, ")
    code, out, err = run_program(tmp_path / "mine", "build")
    assert (code, err) == (DONE, "")
    assert (tmp_path / "mine" / "site" / "index.html").is_file()


def test_init_takes_an_empty_folder_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run(tmp_path, "init", "empty")[0] == DONE
    before = snapshot(tmp_path)
    assert run(tmp_path, "init", "empty") == (
        FAILED,
        "",
        "empty: expected an empty folder, got one with files in it: choose another.\n",
    )
    assert snapshot(tmp_path) == before


def test_init_into_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    for directory in ("file", "file/deep"):
        code, out, err = run(tmp_path, "init", directory)
        assert (code, out) == (FAILED, "")
        assert "file" in err
        assert "Traceback" not in err
    assert (tmp_path / "file").read_bytes() == b"mine"
