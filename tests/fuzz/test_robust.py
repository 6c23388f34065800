"""Whatever stands in the files, a project is loaded or its faults are told; and what is loaded can be rendered."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from support.loading import load
from support.long_mode import LONG
from support.paths import GUIDELINE, TODAY, copy_project
from support.rendering import rendered
from wardbook.problems import ContentError, Problem
from wardbook.read.yaml import parse_yaml
from wardbook.render.templates import Templates

FILES = sorted(path.relative_to(GUIDELINE).as_posix() for path in (GUIDELINE / "content").rglob("*.*"))
YAML_FILES = [name for name in FILES if name.endswith(".yaml")]

MANY = 20 if LONG else 1
"""How many times as many examples there are in the long mode."""

robust = settings(max_examples=6 * MANY)

Attempt = Callable[[str, bytes], None]


@pytest.fixture(scope="module")
def attempt(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Attempt:
    """Try the fixture guideline with another content of a file."""
    root = copy_project(tmp_path_factory.mktemp("robust") / "project")

    def try_with(name: str, content: bytes) -> None:
        path = root / name
        before = path.read_bytes()
        path.write_bytes(content)
        try:
            assert_loaded_or_told(root, templates)
        finally:
            path.write_bytes(before)

    return try_with


def assert_loaded_or_told(root: Path, templates: Templates) -> None:
    """A project has a report that can be printed, or a library that can be rendered."""
    try:
        library = load(root)
    except ContentError as error:
        problems = error.problems
    else:
        assert rendered(library, templates, TODAY)
        return
    assert problems
    assert list(problems) == sorted(set(problems))
    with pytest.raises(ContentError) as again:
        load(root)
    assert again.value.problems == problems
    for problem in problems:
        assert_well_formed(root, problem)


def assert_well_formed(root: Path, problem: Problem) -> None:
    """A fault has its place in a file, says what was expected, and can be printed."""
    path = root / problem.path
    assert problem.path.startswith("content")
    assert str(problem).isprintable(), problem
    assert "expected " in problem.message
    assert ": " in problem.message, problem
    assert not problem.message.endswith((" ", ":"))
    lines = path.read_bytes().count(b"\n") + 1 if path.is_file() else 1
    assert 1 <= problem.line <= lines + 1


# --- bytes


@robust
@given(name=st.sampled_from(FILES), content=st.binary(max_size=300))
@example(name="content/library.yaml", content=b"")
@example(name="content/scales.yaml", content=b"\x00")
@example(name="content/people.yaml", content=b"\xff\xfe")
@example(name="content/pages/about.md", content=b"---\n---\n")
@example(name="content/terms.yaml", content=b"? ")
@example(name="content/terms.yaml", content=b"!")
@example(name="content/terms.yaml", content=b"%TAG ! x")
@example(name="content/terms.yaml", content=b"a: \xc2\x85b")
def test_any_bytes(attempt: Attempt, name: str, content: bytes) -> None:
    attempt(name, content)


@robust
@given(
    name=st.sampled_from(YAML_FILES), content=st.text(st.sampled_from("ab:- \n\t[]{}'\"&*!|>%@#?,0.~<"), max_size=60)
)
def test_anything_that_looks_like_yaml(attempt: Attempt, name: str, content: str) -> None:
    attempt(name, content.encode())


@robust
@given(name=st.sampled_from(FILES), share=st.floats(0, 1))
def test_a_file_that_ends_too_early(attempt: Attempt, name: str, share: float) -> None:
    whole = (GUIDELINE / name).read_bytes()
    attempt(name, whole[: int(len(whole) * share)])


@robust
@given(name=st.sampled_from(FILES), data=st.data())
def test_a_file_with_a_line_too_many_or_too_few(attempt: Attempt, name: str, data: st.DataObject) -> None:
    lines = (GUIDELINE / name).read_bytes().splitlines(keepends=True)
    number = data.draw(st.integers(0, len(lines) - 1))
    other = data.draw(st.sampled_from([b"", lines[number] * 2, b"  " + lines[number], lines[number].lstrip()]))
    attempt(name, b"".join([*lines[:number], other, *lines[number + 1 :]]))


file_names = st.one_of(
    st.sampled_from(
        ["con.yaml", "Toy-Wiki.yaml", "toy-wiki.yml", "a b.yaml", "a..yaml", "a.yaml.", ".yaml", "-.yaml", "é.yaml"]
    ),
    st.sampled_from(["\n.yaml", "\u202e.yaml", "\udcff.yaml", "a:b.yaml", "*.yaml", "%.yaml", "index.md", "x" * 200]),
    st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=20),
    st.binary(min_size=1, max_size=12).map(lambda raw: os.fsdecode(raw.replace(b"/", b"x").replace(b"\0", b"y"))),
)


@settings(robust, max_examples=10 * MANY)
@given(
    folder=st.sampled_from(["", "sources", "scenarios", "pages", "pages/more", "more.yaml"]),
    name=file_names,
    content=st.sampled_from([b"", b"id: x\nkind: book\ntitle: x\n", b"---\nid: x\n---\nx\n", b"\xff", b"- a\r"]),
)
def test_any_name_of_a_file(
    tmp_path_factory: pytest.TempPathFactory, templates: Templates, folder: str, name: str, content: bytes
) -> None:
    root = tmp_path_factory.getbasetemp() / "names"
    shutil.rmtree(root, ignore_errors=True)
    copy_project(root)
    path = root / "content" / folder / name
    assume(name not in (".", "..") and not path.exists())
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    assert_loaded_or_told(root, templates)


# --- values

odd_texts = st.one_of(
    st.sampled_from(["", " ", "x", "TODO", "no", "0", "null", "a\nb", "a\n\nb\n", "a" * 5000, "é" * 100, "☢", "🧸"]),
    st.sampled_from(["<b>", "# x", "- x", "1. x", "*", "**", "`", "\\", "|", "&amp;", "{{ x }}", "{% x %}", "a](b"]),
    st.sampled_from(["[@", "[@x]", "[@toy-wiki]", "[x](page:about)", "[x](source:nothing)", "[x](javascript:x)"]),
    st.sampled_from(["2026-02-30", "2026-02-01", "new-bear-lump", "us-bear", "\u202e", "\x07", "\u2028", "\ud800"]),
    st.text(max_size=20),
)
odd_scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 12),
    st.sampled_from([10**15, 10**30, 0.5, 5.5, 1e300, 10**20]),
    odd_texts,
)
odd_values = st.recursive(
    odd_scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(st.sampled_from(["id", "kind", "text", "standing", "TODO", "x"]), st.text(max_size=5)),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=5,
)


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value in a tree."""
    yield way
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from places(inner, (*way, key))


def at(value: Any, way: tuple[Any, ...]) -> Any:
    for key in way:
        value = value[key]
    return value


splices = st.one_of(
    st.sampled_from(["\\", "*", "**", "_", "`", "[", "](", "![", "[@", "[@toy-wiki", "<b>", "<!--", "&lt;", "{: .x}"]),
    st.sampled_from(["\n", "\n\n# x\n", "\n- ", "\n    x", "\t", "\r", "\0", "\x1b[31m", "\u2028", "\u202e", "\ufeff"]),
    st.sampled_from(["\ud800", "e\u0301", "javascript:x", "https://", "TODO", "|", "'", '"', "${x}", "%s", "../", "☢"]),
)
ids = st.sampled_from(
    ["us-bear", "xr-bear", "toy-wiki", "new-bear-lump", "lumpy-bears", "good", "maybe", "none", "con", "x" * 81, "é"]
)
numbers = st.sampled_from([0, -1, 1, 9, 10, 0.5, 3.5, 10**18, True, "0", "1e9", "2026-01-01"])


def changed(draw: st.DrawFn, kind: str, tree: Any, way: tuple[Any, ...]) -> None:
    """Change the value at the end of a way, if that kind of change can be made there."""
    holder, key = at(tree, way[:-1]), way[-1]
    value = holder[key]
    match kind, holder, value:
        case (("put" | "id" | "number"), _, _):
            holder[key] = draw({"put": odd_values, "id": ids, "number": numbers}[kind])
        case "take", _, _:
            del holder[key]
        case "swap", _, _:
            holder[key] = at(tree, draw(st.sampled_from(list(places(tree)))))
        case "wrap", _, _:
            holder[key] = draw(st.sampled_from([[value], {"text": value}, {key: value}]))
        case "double", list(), _:
            holder.append(value)
        case "rename", dict(), _:
            holder[draw(st.sampled_from(["x", f"{key}s", "kind", "source", "band"]))] = holder.pop(key)
        case "turn", _, list():
            holder[key] = draw(st.permutations(value))
        case "splice", _, str():
            place = draw(st.integers(0, len(value)))
            holder[key] = value[:place] + draw(splices) + value[place:]


KINDS = ("put", "put", "take", "swap", "wrap", "double", "rename", "turn", "splice", "splice", "id", "number")


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, Any]:
    """A YAML file of the fixture guideline with a few values that do not belong there."""
    name = draw(st.sampled_from(YAML_FILES))
    tree: Any = parse_yaml((GUIDELINE / name).read_text(encoding="utf-8")).value
    for _ in range(draw(st.integers(1, 3))):
        way = draw(st.sampled_from(list(places(tree))))
        if way:
            changed(draw, draw(st.sampled_from(KINDS)), tree, way)
        elif draw(st.integers(0, 9)) == 0:
            return name, draw(odd_values)
        if not tree or recursive(tree):
            break
    return name, tree


def recursive(value: Any, above: tuple[int, ...] = ()) -> bool:
    """Whether a value holds itself."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return id(value) in above or any(recursive(item, (*above, id(value))) for item in inner)


class _Plain(yaml.SafeDumper):
    """Writes every value out, without anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # the dumper's own name
        return True


@settings(robust, max_examples=15 * MANY)
@given(written=mutated())
def test_any_value_anywhere(attempt: Attempt, written: tuple[str, Any]) -> None:
    name, tree = written
    if recursive(tree):
        return
    content = yaml.dump(tree, Dumper=_Plain, allow_unicode=True, sort_keys=False)
    attempt(name, content.encode("utf-8", "surrogatepass"))


@settings(robust, max_examples=10 * MANY)
@given(name=st.sampled_from(YAML_FILES), data=st.data())
def test_lines_that_change_places(attempt: Attempt, name: str, data: st.DataObject) -> None:
    lines = (GUIDELINE / name).read_bytes().splitlines(keepends=True)
    one, other = data.draw(st.lists(st.integers(0, len(lines) - 1), min_size=2, max_size=2))
    lines[one], lines[other] = lines[other], lines[one]
    attempt(name, b"".join(lines))


@settings(robust, max_examples=10 * MANY)
@given(name=st.sampled_from(FILES), place=st.floats(0, 1), piece=splices, end=st.sampled_from([b"\n", b"\r\n", b"\r"]))
def test_anything_anywhere_in_a_file(attempt: Attempt, name: str, place: float, piece: str, end: bytes) -> None:
    whole = (GUIDELINE / name).read_bytes().replace(b"\n", end)
    at_byte = int(len(whole) * place)
    attempt(name, whole[:at_byte] + piece.encode("utf-8", "surrogatepass") + whole[at_byte:])
