"""The forms of a report: whole, on their lines, and with nothing in them that acts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.fault_reports import FAULTS, read_content
from support.fault_reports import write_case as written
from wardbook.problems import FORMATS, ContentError, Problem, as_github, as_json, as_text

PLAIN = Problem("content/terms.yaml", 3, "terms[1].term", "expected text, got the number 5: put it in quotes")
WHOLE_FILE = Problem("content/pages/about.md", 1, "", "expected UTF-8 text, got the byte 0xFF: save the file as UTF-8")
HOSTILE = Problem(
    "content/a,b:c%\n::error::x\udcff.yaml",
    2,
    'x, "y": 50%\r',
    "expected ☢, got `\x1b[31m\u202e100%,\n::stop-commands::x` \U000e0001: don't",
)
ALL = (PLAIN, WHOLE_FILE, HOSTILE)


def test_text() -> None:
    assert as_text(ALL) == (
        "content/terms.yaml:3: terms[1].term: expected text, got the number 5: put it in quotes\n"
        "content/pages/about.md:1: expected UTF-8 text, got the byte 0xFF: save the file as UTF-8\n"
        'content/a,b:c%\\u000A::error::x\\uDCFF.yaml:2: x, "y": 50%\\u000D:'
        " expected ☢, got `\\u001B[31m\\u202E100%,\\u000A::stop-commands::x` \\uE0001: don't\n"
    )


def test_github() -> None:
    assert as_github(ALL) == (
        "::error file=content/terms.yaml,line=3,title=terms[1].term"
        "::expected text, got the number 5: put it in quotes\n"
        "::error file=content/pages/about.md,line=1"
        "::expected UTF-8 text, got the byte 0xFF: save the file as UTF-8\n"
        "::error file=content/a%2Cb%3Ac%25\\u000A%3A%3Aerror%3A%3Ax\\uDCFF.yaml,line=2,"
        'title=x%2C "y"%3A 50%25\\u000D'
        "::expected ☢, got `\\u001B[31m\\u202E100%25,\\u000A::stop-commands::x` \\uE0001: don't\n"
    )


def test_json() -> None:
    assert as_json(ALL) == (
        "{\n"
        '  "faults": [\n'
        "    {\n"
        '      "path": "content/terms.yaml",\n'
        '      "line": 3,\n'
        '      "where": "terms[1].term",\n'
        '      "message": "expected text, got the number 5: put it in quotes"\n'
        "    },\n"
        "    {\n"
        '      "path": "content/pages/about.md",\n'
        '      "line": 1,\n'
        '      "where": "",\n'
        '      "message": "expected UTF-8 text, got the byte 0xFF: save the file as UTF-8"\n'
        "    },\n"
        "    {\n"
        '      "path": "content/a,b:c%\\n::error::x\\udcff.yaml",\n'
        '      "line": 2,\n'
        '      "where": "x, \\"y\\": 50%\\r",\n'
        '      "message": "expected ☢, got `\\u001b[31m\\u202e100%,\\n::stop-commands::x` \\udb40\\udc01: don\'t"\n'
        "    }\n"
        "  ],\n"
        '  "count": 3\n'
        "}\n"
    )


@pytest.mark.parametrize(
    ("form", "nothing"), [("text", ""), ("github", ""), ("json", '{\n  "faults": [],\n  "count": 0\n}\n')]
)
def test_no_faults(form: str, nothing: str) -> None:
    assert FORMATS[form]([]) == nothing


texts = st.text(max_size=30)
problems = st.lists(st.builds(Problem, texts, st.integers(1, 10**6), texts, texts), max_size=4)


@given(problems=problems)
def test_a_line_for_each_fault_and_nothing_that_acts(problems: list[Problem]) -> None:
    for form in (as_text, as_github):
        lines = form(problems).split("\n")
        assert len(lines) == len(problems) + 1
        assert all(line.isprintable() for line in lines)


@given(problems=problems)
def test_every_value_comes_back_from_json(problems: list[Problem]) -> None:
    document = as_json(problems)
    assert document.encode("utf-8")
    assert all(line.isprintable() for line in document.split("\n"))
    read = json.loads(document)
    assert [Problem(**fault) for fault in read["faults"]] == problems
    assert read["count"] == len(problems)


@given(problems=problems)
def test_every_value_comes_back_from_github(problems: list[Problem]) -> None:
    for problem, line in zip(problems, as_github(problems).splitlines(), strict=True):
        begin, properties, *rest = line.split("::")
        assert begin == ""
        assert properties.startswith("error ")
        assert properties.count(",") == 1 + bool(problem.where) - (not problem.path)
        assert "\n" not in "::".join(rest)


def test_a_real_report_is_the_same_in_all_forms(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("terrible")
    written(FAULTS / "terrible.yaml", root)
    found = ContentError(read_content(root).problems).problems
    assert len(found) > 30
    assert [fault["message"] for fault in json.loads(as_json(found))["faults"]] == [p.message for p in found]
    assert len(as_github(found).splitlines()) == len(as_text(found).splitlines()) == len(found)
