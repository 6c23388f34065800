"""The reader: bytes, links and folders that no editor writes on purpose, and what YAML's words mean."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import chdir, closing, contextmanager
from itertools import pairwise
from pathlib import Path
from threading import Event, Thread

import pytest

from support.fault_reports import read_content, report
from support.loading import load
from support.paths import copy_project
from wardbook.model.base import LONGEST_TEXT
from wardbook.model.records.source import Source
from wardbook.problems import ContentError, Problem
from wardbook.read.files import MAX_BYTES, MAX_LIST_BYTES, MAX_PICTURE_BYTES, list_files, read_bytes
from wardbook.read.yaml import MAX_DEPTH, YamlFault, parse_yaml
from wardbook.text.parse import LONGEST_PAGE

BOOK = "content/sources/unread-book.yaml"
NOBODY = 65534
WIKI = "content/sources/toy-wiki.yaml"
WORDS = b"id: unread-book\nkind: book\ntitle: A book that nobody cites\n"


# --- bytes


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (
            b"\xef\xbb\xbf" + WORDS,
            "1: expected UTF-8 without a byte order mark: save the file as plain UTF-8",
        ),
        (
            WORDS.decode().encode("utf-16"),
            "1: expected UTF-8 text, got UTF-16, which Notepad calls Unicode: save it as plain text in UTF-8",
        ),
        (
            b"PK\x03\x04" + bytes(MAX_BYTES),
            "1: expected UTF-8 text, got a document of a word processor, or another archive:"
            " save it as plain text in UTF-8",
        ),
        (
            WORDS.replace(b"nobody", "Böll".encode("latin-1")),
            "3: expected UTF-8 text, got the byte 0xF6: save the file as UTF-8",
        ),
        (
            WORDS.replace(b"nobody", b"no\0body"),
            "3: expected text, got the character U+0000: delete it",
        ),
        (
            WORDS + b"\xed\xa0\x80",
            "4: expected UTF-8 text, got the byte 0xED: save the file as UTF-8",
        ),
    ],
    ids=["byte-order-mark", "utf-16", "word", "latin-1", "nul", "surrogate"],
)
def test_what_is_no_plain_text_is_told_with_its_line(project: Path, content: bytes, fault: str) -> None:
    (project / BOOK).write_bytes(content)
    assert report(project) == f"{BOOK}:{fault}\n"


def test_line_ends_of_windows_are_read_as_those_of_unix(project: Path) -> None:
    expected = load(project)
    for path in (project / "content").rglob("*.*"):
        if path.suffix in (".yaml", ".md"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(project) == expected


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (WORDS.replace(b"\n", b"\r"), 1),
        (WORDS.replace(b"\nt", b"\r\r\nt"), 2),
        (WORDS + b"# note\r", 4),
        (WORDS.replace(b"\n", b"\r\n").replace(b"that", b"\r"), 3),
    ],
    ids=["old-mac", "doubled", "at-the-end", "within-a-line"],
)
def test_a_carriage_return_alone_is_told_with_its_line(project: Path, content: bytes, line: int) -> None:
    (project / BOOK).write_bytes(content)
    assert report(project) == (
        f"{BOOK}:{line}: expected lines that end as on Unix or Windows, got a carriage return alone:"
        " save the file anew\n"
    )


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["unix", "windows"])
def test_every_line_end_is_counted_once(project: Path, end: bytes) -> None:
    (project / BOOK).write_bytes(WORDS.replace(b"title", b"titel").replace(b"\n", end))
    assert report(project) == (
        f"{BOOK}:1: title: expected a value, got no such field: add `title:`\n"
        f"{BOOK}:3: titel: expected a known field, got `titel`: did you mean `title`?\n"
    )


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(project: Path) -> None:
    path = project / BOOK
    path.write_bytes(WORDS + b"#" * (MAX_BYTES - len(WORDS)))
    assert report(project) == ""
    path.write_bytes(WORDS + b"#" * (MAX_BYTES - len(WORDS) + 1))
    assert report(project) == f"{BOOK}:1: expected at most 80,000 bytes, got more: make it smaller, or split it\n"


def test_a_page_may_be_as_long_as_the_limit_and_no_longer(project: Path) -> None:
    path = project / "content" / "pages" / "contact.md"
    head = "---\nid: contact\ntitle: x\nsummary: x\norder: 2\n---\n"
    path.write_text(head + "a" * LONGEST_PAGE, encoding="utf-8")
    assert report(project) == ""
    path.write_text(head + "a" * (LONGEST_PAGE + 1), encoding="utf-8")
    assert report(project) == (
        "content/pages/contact.md:7: expected at most 50,000 characters, got 50,001: make several pages of it\n"
    )


@pytest.mark.parametrize("name", ["content/terms.yaml", "content/people.yaml"])
def test_a_long_list_of_lines_may_be_larger(project: Path, name: str) -> None:
    words = (project / name).read_bytes()
    (project / name).write_bytes(words + b"#" * (MAX_LIST_BYTES - len(words)))
    assert report(project) == ""
    (project / name).write_bytes(words + b"#" * (MAX_LIST_BYTES - len(words) + 1))
    told = report(project).splitlines()
    assert told[0] == f"{name}:1: expected at most 300,000 bytes, got more: make it smaller, or split it"


def test_a_text_may_be_as_long_as_the_limit_and_no_longer(project: Path) -> None:
    path = project / "content" / "procedures" / "ct-bear.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("A bear in a ring.", "a" * LONGEST_TEXT), encoding="utf-8")
    assert report(project) == ""
    path.write_text(text.replace("A bear in a ring.", "a" * (LONGEST_TEXT + 1)), encoding="utf-8")
    assert report(project) == (
        "content/procedures/ct-bear.yaml:6: about: expected at most 20000 characters, got 20001:"
        " make several texts of it\n"
    )


def test_a_logo_may_not_be_larger_than_the_limit_either(project: Path) -> None:
    (project / "content" / "logo.svg").write_bytes(b" " * (MAX_PICTURE_BYTES + 1))
    assert report(project) == (
        "content/library.yaml:15: logo: expected at most 1,000,000 bytes, got more: make it smaller, or split it\n"
    )


# --- links and folders


@pytest.mark.parametrize("place", [".", "project", "project/templates"], ids=["elsewhere", "beside", "templates"])
def test_a_link_out_of_content_is_not_followed(project: Path, tmp_path: Path, place: str) -> None:
    secret = tmp_path / place / "secret.yaml"
    secret.write_bytes(WORDS)
    (project / BOOK).unlink()
    (project / BOOK).symlink_to(secret)
    assert report(project) == f"{BOOK}:1: expected a file in content/, got a link out of it: copy the file in\n"


def test_a_content_that_lies_elsewhere_is_not_read(project: Path, tmp_path: Path) -> None:
    (project / "content").rename(tmp_path / "elsewhere")
    (project / "content").symlink_to(tmp_path / "elsewhere")
    assert report(project) == "content:1: expected a folder, got a link out of the project: move it in\n"


def test_a_logo_from_outside_the_project_is_not_published(project: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_bytes(b"<svg/>")
    (project / "content" / "logo.svg").unlink()
    (project / "content" / "logo.svg").symlink_to(tmp_path / "secret.svg")
    assert report(project) == (
        "content/library.yaml:15: logo: expected a file in content/, got a link out of it: copy the file in\n"
    )


def test_a_link_within_content_is_read(project: Path) -> None:
    (project / BOOK).rename(project / "content" / ".book.yaml")
    (project / BOOK).symlink_to(project / "content" / ".book.yaml")
    assert report(project) == ""


def test_a_project_may_be_reached_by_a_link(project: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(project)
    assert report(tmp_path / "link") == ""


@pytest.mark.parametrize("target", ["unread-book.yaml", "nowhere.yaml"], ids=["itself", "nowhere"])
def test_a_link_that_leads_nowhere_is_told(project: Path, target: str) -> None:
    (project / BOOK).unlink()
    (project / BOOK).symlink_to(target)
    assert report(project) == f"{BOOK}:1: expected a file, got a link that leads nowhere: copy the file in\n"


def test_a_link_to_a_folder_is_told_and_not_followed(project: Path) -> None:
    (project / "more").mkdir()
    (project / "more" / "book.yaml").write_bytes(b"- a list\n")
    (project / "content" / "sources" / "more").symlink_to(project / "more")
    assert report(project) == (
        "content/sources/more:1: expected a name that ends in `.yaml`, got `more`: rename it to `more.yaml`\n"
    )


def test_a_folder_named_like_a_record_is_told(project: Path) -> None:
    (project / "content" / "sources" / "folder.yaml").mkdir()
    name_in_a_text(project, "folder")
    assert report(project) == (
        "content/sources/folder.yaml:1: expected a file, got something else: take it out of content/\n"
    )


def test_a_hidden_file_is_no_record(project: Path) -> None:
    (project / "content" / "sources" / ".hidden.yaml").write_bytes(WORDS)
    name_in_a_text(project, ".hidden")
    assert report(project) == (
        "content/procedures/ct-bear.yaml:6: about: expected the id of a source, got `.hidden`: write `source:its-id`\n"
    )


def test_a_pipe_is_not_read(project: Path) -> None:
    (project / BOOK).unlink()
    os.mkfifo(project / BOOK)
    assert report(project) == f"{BOOK}:1: expected a file, got something else: take it out of content/\n"


def test_a_socket_is_not_read(project: Path) -> None:
    (project / BOOK).unlink()
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        with chdir(project):  # the whole path may be too long for a socket
            listening.bind(BOOK)
        assert report(project) == f"{BOOK}:1: expected a file, got something else: take it out of content/\n"


def test_a_device_is_not_read(project: Path) -> None:
    (project / BOOK).unlink()
    (project / BOOK).symlink_to("/dev/zero")
    assert report(project) == f"{BOOK}:1: expected a file in content/, got a link out of it: copy the file in\n"


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A copy of the fixture guideline, to be read by somebody whom permissions bind."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        project = copy_project(Path(folder) / "project")
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(NOBODY)
        try:
            yield project
        finally:
            if is_root:
                os.seteuid(0)


def test_a_file_that_may_not_be_read_is_told(as_nobody: Path) -> None:
    with closed_to_all(as_nobody / BOOK):
        told = read_bytes(as_nobody, as_nobody / BOOK)
    assert told == Problem(BOOK, 1, "", "expected a readable file, got none (Permission denied): set its permissions")


def test_a_folder_that_may_not_be_listed_is_told_and_the_rest_is_read(as_nobody: Path) -> None:
    with closed_to_all(as_nobody / "content" / "sources"):
        found = list(list_files(as_nobody, as_nobody / "content"))
    assert [item for item in found if isinstance(item, Problem)] == [
        Problem(
            "content/sources",
            1,
            "",
            "expected a folder that can be listed, got none (Permission denied): set its permissions",
        )
    ]
    assert as_nobody / "content" / "scenarios" / "known-lump.yaml" in found


@contextmanager
def closed_to_all(path: Path) -> Iterator[None]:
    """A file or folder whose owner is root where the tests run as root, and which nobody may open meanwhile."""
    mine, mode = os.geteuid(), path.stat().st_mode
    os.seteuid(os.getuid())
    path.chmod(0)
    os.seteuid(mine)
    try:
        yield
    finally:
        os.seteuid(os.getuid())
        path.chmod(mode)
        os.seteuid(mine)


def test_a_file_that_is_gone_when_it_is_read_is_told(project: Path) -> None:
    listed = sorted(str(path) for path in list_files(project, project / "content"))
    (project / BOOK).unlink()
    told = [read_bytes(project, Path(path)) for path in listed]
    assert [problem for problem in told if isinstance(problem, Problem)] == [
        Problem(BOOK, 1, "", "expected a file, got none: put it in content/")
    ]


def test_a_folder_that_is_gone_when_it_is_listed_is_told(project: Path) -> None:
    listing = list_files(project, project / "content" / "nowhere")
    assert list(listing) == [
        Problem(
            "content/nowhere",
            1,
            "",
            "expected a folder that can be listed, got none (No such file or directory): set its permissions",
        )
    ]


def test_files_may_come_and_go_while_they_are_read(project: Path) -> None:
    stop = Event()

    def come_and_go() -> None:
        while not stop.is_set():
            (project / BOOK).unlink()
            (project / BOOK).write_bytes(WORDS)

    other = Thread(target=come_and_go)
    other.start()
    try:
        reports = {report(project) for _ in range(30)}
    finally:
        stop.set()
        other.join()
    assert {line for told in reports for line in told.splitlines() if not line.startswith("content/")} == set()


def test_folders_may_be_nested_deeper_than_the_program_can_call_itself(project: Path) -> None:
    folders = [project / "content" / "d"]
    for _ in range(1200):
        folders.append(folders[-1] / "d")
    for folder in folders:
        folder.mkdir()
    deepest = folders[-1] / "x.txt"
    deepest.write_bytes(b"")
    try:
        assert deepest in list(list_files(project, project / "content"))
    finally:
        deepest.unlink()
        for folder in reversed(folders):
            folder.rmdir()


def name_in_a_text(project: Path, source: str) -> None:
    """Link to a source in a text."""
    path = project / "content" / "procedures" / "ct-bear.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("in a ring.", f"in a [ring](source:{source})."), encoding="utf-8")


# --- paths


def test_a_project_without_content_is_told(tmp_path: Path) -> None:
    told = "content:1: expected a folder, got none: `wardbook init DIR` writes a project\n"
    assert report(tmp_path) == told
    (tmp_path / "content").write_bytes(b"a file")
    assert report(tmp_path) == told


def test_an_empty_content_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert report(tmp_path) == (
        "content/library.yaml:1: expected this file, got none: `wardbook init` shows one\n"
        "content/scales.yaml:1: expected this file, got none: `wardbook init` shows one\n"
    )


@pytest.mark.parametrize("name", ["Bibliothèque d'imagerie #1", 'the "new" one', "a `b` $(c)", "☢ 放射", "%20 [x]"])
def test_a_project_may_have_any_name(project: Path, tmp_path: Path, name: str) -> None:
    moved = project.rename(tmp_path / name)
    assert report(moved) == ""
    (moved / BOOK).write_bytes(b"")
    assert report(moved) == f"{BOOK}:1: expected fields, got an empty file: fill it in, or delete it\n"


@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"a\nb.yaml", "a\\u000Ab.yaml"), (b"a\x1b[31mb.yaml", "a\\u001B[31mb.yaml"), (b"a\xffb.yaml", "a\\uDCFFb.yaml")],
    ids=["line-end", "escape", "no-utf-8"],
)
def test_a_name_that_would_spoil_the_report_is_shown_on_one_line(project: Path, name: bytes, shown: str) -> None:
    (project / "content" / "sources" / os.fsdecode(name)).write_bytes(b"- a list\n")
    assert report(project) == (f"content/sources/{shown}:1: expected fields, got a list: write `name: value`\n")


def test_the_report_can_be_printed_as_utf_8(project: Path) -> None:
    (project / "content" / "sources" / os.fsdecode(b"\xff.txt")).write_bytes(b"")
    assert report(project).encode().startswith(rb"content/sources/\uDCFF.txt:1: expected a content file")


# --- what YAML's words mean


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-12", -12),
        ("1.50", 1.5),
        ("-0.5", -0.5),
        ("Null", "Null"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("True", "True"),
        ("22:22", "22:22"),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        ("+1", "+1"),
        (".5", ".5"),
        ("1.", "1."),
        (".inf", ".inf"),
        ("12345678901234567", "12345678901234567"),
        ("2026-11-22", "2026-11-22"),
        ("=", "="),
        ("<<", "<<"),
        ('"1"', "1"),
        ("'true'", "true"),
        ("[a, 1, null]", ["a", 1, None]),
        ("{a: 1}", {"a": 1}),
    ],
)
def test_only_what_json_knows_is_no_text(written: str, value: object) -> None:
    read = parse_yaml(f"field: {written}\n").value
    assert read == {"field": value}
    assert isinstance(read, dict)
    assert type(read["field"]) is type(value)


def test_every_field_and_item_knows_its_line() -> None:
    text = parse_yaml("# head\na: 1\nb:\n\n  - x\n  - c: >-\n      long\n      text\n    d: {e: f}\n", first_line=10)
    assert dict(text.lines) == {
        (): 10,
        ("a",): 11,
        ("b",): 12,
        ("b", 0): 14,
        ("b", 1): 15,
        ("b", 1, "c"): 15,
        ("b", 1, "d"): 18,
        ("b", 1, "d", "e"): 18,
    }
    assert text.line_of(("b", 1, "no-such-field", 7)) == 15


@pytest.mark.parametrize("bracket", ["[]", "{}"], ids=["lists", "fields"])
def test_nesting_ends_at_the_limit(bracket: str) -> None:
    opening, closing = bracket[0], bracket[1]
    inner = "a: " if opening == "{" else ""

    def nested(depth: int) -> str:
        return f"a: {(opening + inner) * depth}{closing * depth}\n"

    assert parse_yaml(nested(MAX_DEPTH - 1)).value
    with pytest.raises(YamlFault) as caught:
        parse_yaml("# head\n" + nested(MAX_DEPTH))
    assert (caught.value.line, caught.value.message) == (
        2,
        "expected at most 40 levels of nesting, got more: the indentation is off",
    )


@pytest.mark.parametrize(
    ("sign", "told"),
    [("[", "at most 40 levels"), ("{a: ", "at most 40 levels"), ("{", "a field's name before the colon")],
    ids=["lists", "fields", "fields as names"],
)
def test_nesting_without_end_is_refused_at_once(sign: str, told: str) -> None:
    with pytest.raises(YamlFault, match=told):
        parse_yaml(sign * 400_000)


def test_an_alias_cannot_grow_a_file(project: Path) -> None:
    names = [chr(code) for code in range(ord("a"), ord("z"))]
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise(names)
    )
    (project / BOOK).write_text(bomb, encoding="utf-8")
    told = report(project).splitlines()
    assert told[0] == (
        f"{BOOK}:1: expected quotation marks around a value that begins with `&`, which names a value, got none:"
        ' write `a: "&a [x, x]"`'
    )
    assert len(told) < 50


# --- what is read


def test_what_is_sound_is_kept_beside_what_is_not(project: Path) -> None:
    (project / BOOK).write_bytes(WORDS.replace(b"kind: book", b"kind: tome"))
    content = read_content(project)
    assert [problem.path for problem in content.problems] == [BOOK]
    sources = {document.record.id: document.path for document in content.of(Source)}
    assert sources == {
        "bear-diary": "content/sources/bear-diary.yaml",
        "bear-study-2019": "content/sources/bear-study-2019.yaml",
        "torn-study": "content/sources/torn-study.yaml",
        "toy-guideline-2024": "content/sources/toy-guideline-2024.yaml",
        "toy-wiki": WIKI,
    }
    assert "unread-book" in content.known["source"]


def test_a_problem_is_printed_as_tools_expect_it() -> None:
    assert str(Problem("content/a.yaml", 3, "b[1].c", "expected x")) == "content/a.yaml:3: b[1].c: expected x"
    assert str(Problem("content/a.yaml", 3, "", "expected x")) == "content/a.yaml:3: expected x"
    late, early = Problem("content/a.yaml", 10, "", "x"), Problem("content/a.yaml", 9, "z", "y")
    assert ContentError([late, early, late]).problems == (early, late)
