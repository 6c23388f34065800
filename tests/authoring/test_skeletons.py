"""Skeletons: what `wardbook new` writes is read without a surprise, and says every field there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from support.fault_reports import report
from support.loading import load
from wardbook.authoring.schemas import MODELS
from wardbook.authoring.skeletons.skeleton import SKELETONS, skeleton
from wardbook.model.annotations import is_record, members
from wardbook.model.base import Record, Statement
from wardbook.problems import ContentError
from wardbook.read.layout import file_of
from wardbook.read.yaml import parse_yaml

PLACEHOLDER = "expected a value, got the placeholder TODO: fill it in, or take the field out"

_FIELD = re.compile(r"[a-z_]+:( |$)")
_COMMENTED = re.compile(r"^(?P<indent>(?: *- )? *)# (?P<rest> *(?:- |# |[a-z_]+:(?: |$)).*)$")

every_kind = pytest.mark.parametrize("kind", SKELETONS)


def added(project: Path, kind: str) -> Path:
    """Put a skeleton into a project."""
    path = project / file_of(kind, "new-one")
    path.write_text(skeleton(kind, "new-one"), encoding="utf-8")
    return path


def uncommented(text: str) -> str:
    """The skeleton with every field that may be left out in use; what explains a field stays a comment."""
    lines = text.splitlines()[3:]
    while True:
        freed = [_COMMENTED.sub(r"\g<indent>\g<rest>", line) for line in lines]
        if freed == lines:
            return "\n".join(lines) + "\n"
        lines = freed


@every_kind
def test_the_only_faults_of_a_new_record_are_its_placeholders_and_that_nothing_names_it(
    project: Path, kind: str
) -> None:
    path = added(project, kind)
    used = (line.partition("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
    expected = [number for number, line in enumerate(used, start=1) if "TODO" in line]
    assert expected
    with pytest.raises(ContentError) as caught:
        load(project)
    problems = caught.value.problems
    assert {problem.path for problem in problems} == {file_of(kind, "new-one")}
    unnamed = [problem for problem in problems if problem.message != PLACEHOLDER]
    assert [problem.line for problem in problems if problem not in unnamed] == expected
    named = kind not in ("source", "table", "figure", "regimen")
    assert [problem.where for problem in unnamed] == ([] if named else ["id"])


def test_a_source_is_done_when_its_placeholders_are_replaced_and_a_page_cites_it(project: Path) -> None:
    path = added(project, "source")
    text = path.read_text(encoding="utf-8").replace("kind: TODO", "kind: book").replace("title: TODO", "title: A title")
    path.write_text(text, encoding="utf-8")
    line = text.splitlines().index("id: new-one") + 1
    assert report(project) == (
        f"content/sources/new-one.yaml:{line}: id: expected a record or page that cites the source, got none:"
        " cite it as `[@new-one]`, or delete the file\n"
    )
    page = project / "content" / "pages" / "about.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\nMore in the book [@new-one].\n", encoding="utf-8")
    assert report(project) == ""


def test_a_topic_is_done_when_its_placeholders_are_replaced_and_its_scenarios_are_there(project: Path) -> None:
    path = added(project, "topic")
    text = path.read_text(encoding="utf-8").replace("on: TODO", "on: 2026-11-22").replace("- TODO", "- nothing-yet")
    path.write_text(text.replace("TODO", "words"), encoding="utf-8")
    line = text.splitlines().index("      - nothing-yet") + 1
    assert report(project) == (
        f"content/topics/new-one.yaml:{line}: groups[1].scenarios[1]: expected the id of a scenario, got `nothing-yet`,"
        " which does not exist: write it in content/scenarios/nothing-yet.yaml, or name one of known-lump,"
        " loose-eye, new-bear-lump, old-bear-lump, open-seam, quiet-rattle, rattling-robot, split-seam,"
        " tea-after-mending, torn-ear\n"
    )


@every_kind
def test_a_skeleton_begins_with_its_schema_and_says_what_it_is(kind: str) -> None:
    first, second, third, *_ = skeleton(kind, "new-one").splitlines()
    assert first == f"# yaml-language-server: $schema=../.schemas/{kind}.json"
    assert second == f"# {(MODELS[kind].__doc__ or '').splitlines()[0]}"
    assert third == ""


@every_kind
def test_a_skeleton_has_every_field_there_is_in_its_order(kind: str) -> None:
    value = parse_yaml(uncommented(skeleton(kind, "new-one"))).value
    assert_complete(value, MODELS[kind])


def assert_complete(value: Any, model: type[BaseModel]) -> None:
    """The fields of a model, and of the models in them; of several kinds the first."""
    assert list(value) == list(model.model_fields)
    for name, field in model.model_fields.items():
        inner = members(field.annotation)[0]
        if get_origin(inner) is tuple and get_args(inner)[0] is not Statement:
            assert isinstance(value[name], list), name
            inner, value_of_inner = members(get_args(inner)[0])[0], value[name][0]
        else:
            value_of_inner = value[name]
        if is_record(inner):
            assert_complete(value_of_inner, inner)


@every_kind
def test_a_skeleton_explains_every_field(kind: str) -> None:
    lines = uncommented(skeleton(kind, "new-one")).splitlines()
    fields = [number for number, line in enumerate(lines) if _FIELD.match(line.strip())]
    assert [lines[number] for number in fields if "# " not in lines[number - 1]] == []


@every_kind
def test_a_skeleton_makes_no_choice_for_the_editor(kind: str) -> None:
    text = skeleton(kind, "new-one")
    chosen = re.findall(r"^[ #-]*([a-z_]+): (\S+)  # one of: ", text, re.MULTILINE)
    assert {(name, value) for name, value in chosen if value != "TODO"} <= {("status", "draft")}
    assert not re.search(r"^[ #-]*[a-z_]+: (true|false)", text, re.MULTILINE)


@every_kind
def test_a_skeleton_says_every_choice(kind: str) -> None:
    text = skeleton(kind, "new-one")
    for choice in choices(MODELS[kind]):
        listed = text.count(f"# one of: {', '.join(choice)}\n".replace(", >\n", ', ">"\n'))
        assert listed, choice


def choices(model: type[BaseModel]) -> Iterator[tuple[str, ...]]:
    """What may stand in each field that has choices."""
    for field in model.model_fields.values():
        inner = members(field.annotation)[0]
        if get_origin(inner) is tuple:
            inner = members(get_args(inner)[0])[0]
        if get_origin(inner) is Literal and len(get_args(inner)) > 1:
            yield get_args(inner)
        elif is_record(inner) and inner is not Statement:
            yield from choices(inner)


def test_there_is_a_skeleton_for_every_kind_with_a_file_of_its_own() -> None:
    assert all(issubclass(MODELS[kind], Record) for kind in SKELETONS)
    kinds = ("scenario", "topic", "protocol", "procedure", "source", "table", "figure", "regimen", "hazard")
    assert kinds == SKELETONS
