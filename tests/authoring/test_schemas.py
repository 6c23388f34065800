"""The schemas that editors complete from: those on disk are those of the models, and written content fits them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from support.paths import GUIDELINE, ROOT
from wardbook.authoring.schemas import MODELS, SCHEMA_FOLDER, schema_files
from wardbook.kinds import FILED
from wardbook.model.records import MODEL_OF
from wardbook.model.records.approval import Approvals
from wardbook.read.layout import SINGLE, model_of
from wardbook.read.yaml import parse_yaml

CONTENTS = (
    ROOT / "content",
    GUIDELINE / "content",
    ROOT / "scripts" / "wardbook" / "authoring" / "starter" / "content",
)
SCHEMAS: dict[str, dict[str, Any]] = {name: json.loads(content) for name, content in schema_files().items()}
SCHEMA_OF = {model: f"{name}.json" for name, model in MODELS.items()}

FILES = [path for content in CONTENTS for path in sorted(content.rglob("*.yaml")) if SCHEMA_FOLDER not in path.parts]

every_schema = pytest.mark.parametrize("name", SCHEMAS)


def test_the_schemas_on_disk_are_those_of_the_models() -> None:
    folder = ROOT / "content" / SCHEMA_FOLDER
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == schema_files()


def test_there_is_a_schema_for_every_kind_of_file() -> None:
    records = {MODEL_OF[kind.name] for kind in FILED.values() if kind.is_yaml}
    assert set(MODELS.values()) == {*records, Approvals, *SINGLE.values()}
    assert set(SCHEMAS) == {f"{name}.json" for name in MODELS}


def test_schemas_are_the_same_at_every_run() -> None:
    assert schema_files() == schema_files()


@every_schema
def test_every_record_and_every_field_is_described(name: str) -> None:
    for title, schema in records(SCHEMAS[name]):
        assert schema["description"], title
        assert schema["additionalProperties"] is False, title
        assert [field for field, inner in schema["properties"].items() if not described(inner, name)] == [], title


def described(field: dict[str, Any], name: str) -> bool:
    """Whether a field says what it is for, itself or by the record that it refers to."""
    referred = SCHEMAS[name]["$defs"][field["$ref"].removeprefix("#/$defs/")] if "$ref" in field else {}
    return bool(field.get("description") or referred.get("description"))


@every_schema
def test_what_a_model_needs_its_schema_needs(name: str) -> None:
    models = {model.__name__: model for model in models_in(MODELS[name.removesuffix(".json")])}
    found = dict(records(SCHEMAS[name]))
    assert set(found) == set(models)
    for title, schema in found.items():
        fields = models[title].model_fields
        assert list(schema["properties"]) == list(fields), title
        assert schema.get("required", []) == [field for field, info in fields.items() if info.is_required()], title


def records(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every record of a schema with its title."""
    yield schema["title"], schema
    yield from schema.get("$defs", {}).items()


def models_in(model: type[BaseModel]) -> set[type[BaseModel]]:
    """A model and all models in it, as its schema must have them."""
    found: set[type[BaseModel]] = set()
    waiting = [model]
    while waiting:
        if (inner := waiting.pop()) not in found:
            found.add(inner)
            waiting += [one for field in inner.model_fields.values() for one in _models(field.annotation)]
    return found


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models(inner)


def schema_of(path: Path) -> str:
    """The schema of a content file."""
    content = next(content for content in CONTENTS if path.is_relative_to(content))
    model = model_of(f"content/{path.relative_to(content).as_posix()}")
    assert model
    return SCHEMA_OF[model]


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ROOT).as_posix() for path in FILES])
def test_written_content_fits_its_schema(path: Path) -> None:
    name = schema_of(path)
    value = parse_yaml(path.read_text(encoding="utf-8")).value
    assert list(cross_problems(value, SCHEMAS[name], SCHEMAS[name])) == []


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if not path.is_relative_to(GUIDELINE)],
    ids=[path.relative_to(ROOT).as_posix() for path in FILES if not path.is_relative_to(GUIDELINE)],
)
def test_a_file_names_its_schema_for_editors(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named
    content = next(content for content in CONTENTS if path.is_relative_to(content))
    name = schema_of(path)
    assert (path.parent / named[1]).resolve() == content / SCHEMA_FOLDER / name


WORDS = {
    "$defs", "$ref", "$schema", "additionalProperties", "anyOf", "const", "default", "description", "discriminator",
    "enum", "exclusiveMinimum", "format", "items", "maxItems", "maxLength", "maximum", "minItems", "minLength",
    "minimum", "oneOf", "pattern", "properties", "required", "title", "type",
}  # fmt: skip
TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


def cross_problems(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "$") -> Iterator[str]:
    """Where a value does not fit a schema, by as much of JSON Schema as ours use; an unknown word is an error."""
    assert set(schema) <= WORDS, f"{at}: {set(schema) - WORDS}"
    if "$ref" in schema:
        yield from cross_problems(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    for word in ("anyOf", "oneOf"):
        fitting = [inner for inner in schema.get(word, ()) if not list(cross_problems(value, inner, root, at))]
        if word in schema and not (len(fitting) == 1 if word == "oneOf" else fitting):
            yield f"{at}: fits {len(fitting)} of {word}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: is not {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: is none of {schema['enum']}"
    kind = schema.get("type")
    if kind == "null":
        if value is not None:
            yield f"{at}: is not null"
    elif kind and (not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
        yield f"{at}: is no {kind}"
    elif kind:
        yield from _out_of_bounds(value, schema, at)
        yield from _inner_misfits(value, schema, root, at)


def _out_of_bounds(value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
    size = len(value) if isinstance(value, str | list | dict) else value
    least = schema.get("minimum", schema.get("minItems", schema.get("minLength")))
    most = schema.get("maximum", schema.get("maxItems", schema.get("maxLength")))
    if (least is not None and size < least) or (most is not None and size > most):
        yield f"{at}: {size} is not within {least} and {most}"
    if size <= schema.get("exclusiveMinimum", float("-inf")):
        yield f"{at}: {size} is not more than {schema['exclusiveMinimum']}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: is not of the form {schema['pattern']}"
    if schema.get("format") == "date" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        yield f"{at}: is no date"


def _inner_misfits(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from cross_problems(item, schema["items"], root, f"{at}[{number}]")
    elif isinstance(value, dict) and "properties" not in schema:
        for name, inner in value.items():
            yield from cross_problems(inner, schema["additionalProperties"], root, f"{at}.{name}")
    elif isinstance(value, dict):
        yield from (f"{at}: needs {name}" for name in schema.get("required", ()) if name not in value)
        yield from (f"{at}: knows no {name}" for name in value if name not in schema["properties"])
        for name in value.keys() & schema["properties"].keys():
            yield from cross_problems(value[name], schema["properties"][name], root, f"{at}.{name}")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", None),
        ("title", ["A list"]),
        ("kind", "magazine"),
        ("id", "Not A Slug"),
        ("id", "a" * 81),
        ("year", 1799),
        ("year", "2019"),
        ("authors", "One"),
        ("authors", [1]),
        ("accessed_on", "1 May"),
        ("doi", "https://doi.org/10.1/1"),
        ("pmid", "PMC1"),
        ("url", "toys.example"),
        ("title", ""),
        ("colour", "red"),
    ],
)
def test_a_schema_refuses_what_a_model_refuses(field: str, value: object) -> None:
    schema = SCHEMAS["source.json"]
    good = {"id": "a", "kind": "book", "title": "A"}
    assert list(cross_problems(good, schema, schema)) == []
    assert list(cross_problems(good | {field: value}, schema, schema))
