"""The fixture guideline with one text in every text field, so that a page can be compared with its harmless twin."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import BaseModel

from support.fault_reports import read_content
from support.markup_traps import as_source
from support.paths import GUIDELINE, TODAY, copy_project
from wardbook.kinds import PLACED
from wardbook.model.base import Line
from wardbook.model.parts.bottom_line import BottomLine
from wardbook.model.records.figure import LONGEST_ALTERNATIVE, Figure
from wardbook.model.records.table import DataTable
from wardbook.model.settings import ProsePage
from wardbook.project import build
from wardbook.read.content import Content
from wardbook.text.tree import RichText

HARMLESS: Final = "xword"
"""What stands in the harmless twin where the trap stands."""

LONG_WORD: Final = "Pneumonoultramicroscopicsilicovolcanokoni"
LONG_ADDRESS: Final = f"https://toys.example/{'a-long-address/of-many-parts/' * 3}{'x' * 12}"
EVIL: Final = (
    f"\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{{{ 7*7 }}}}</title> {LONG_WORD} {LONG_ADDRESS}"
)
"""What no page may take for markup, and what no column is wide enough for."""

OF_A_FORM: Final = frozenset(
    {
        "authors",
        "doi",
        "pmid",
        "pmcid",
        "isbn",
        "trial",
        "notice",
        "url",
        "email",
        "address",
        "logo",
        "light",
        "dark",
        "embedded_in",
        "problem_reports",
    }
)
"""Lines that must keep to a form, and so cannot be any text."""

COMPARED: Final = frozenset({"acknowledged", "quoted"})
"""Fields that are compared with the words of other texts, and that no page shows."""

PLACING: Final = "content/scenarios/new-bear-lump.yaml"
"""The record that places all tables, figures and regimens that its treatment does not name."""

Places = dict[int, str]
"""The path of the file and field of every text, by the number that stands in it."""


def write_project(trap: str, root: Path) -> Places:
    """Write the project with the trap twice in every text, at its start and at its end; return where the texts are."""
    numbers = count(1)
    places: Places = {}
    newest: set[str] = set()

    def line(place: str) -> str:
        # The version of a page is that of its newest change, which stands first; older ones differ.
        is_newest = place.endswith("version") and place not in newest
        newest.add(place)
        number = 0 if is_newest else next(numbers)
        places[number] = place
        return f"{trap} {marker(number)} {trap}"

    for document in _guideline().documents:
        path = root / document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(document.record, DataTable):
            path.with_suffix(".csv").unlink(missing_ok=True)  # its rows stand in the table
            data = _table(document.record, path.stem, line)
        elif isinstance(document.record, Figure):
            data = _figure(document.record, path.stem, line)
            data["alternative_text"] = data["alternative_text"].removesuffix(f" {trap}")  # twice would be too long
        else:
            data = _data(document.record, path.stem, line)
        if document.path == PLACING:
            named = {(kind, id) for _, kind, id in document.references}
            data["rationale"]["text"] += [
                {"text": f"[{kind}: {id}]"}
                for kind in PLACED
                for id in sorted(_guideline().known[kind])
                if (kind, id) not in named or kind != "regimen"
            ]
        if "papers" in data:
            data["papers"] = []  # every text holds its trap many times, and printing all of that takes long
            data["phones"] = []  # of services that emergencies name, where here every name is another
        text = json.dumps(data, ensure_ascii=False, default=date.isoformat)
        if isinstance(document.record, ProsePage):
            text = f"---\n{text}\n---\n## {as_source(line(f'{path.stem}.heading'))}\n\n{_rich(line(path.stem))}\n"
        path.write_text(text, encoding="utf-8")
    for name in ("content/logo.svg", *_guideline().media.values()):
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(GUIDELINE / name, root / name)
    return places


def build_project(text: str, root: Path) -> Path:
    """Build the project with the text, whose site is in `site/`."""
    copy_project(root)
    write_project(text, root)
    (root / "content" / "queries.yaml").unlink()
    with unlimited():
        build(root, TODAY, print)
    return root


@contextmanager
def unlimited() -> Iterator[None]:
    """Let texts and files be longer than they may, because every text holds its trap many times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wardbook.read.files.MAX_BYTES", 10**7)
        patch.setattr("wardbook.checks.answers.bottom_line.LONGEST_LINE", 10**4)
        yield


@cache
def _guideline() -> Content:
    return read_content(GUIDELINE)


def marker(number: int) -> str:
    """What tells one text from another."""
    return f"q{number:04}q"


def _data(value: Any, place: str, line: Callable[[str], str]) -> Any:
    match value:
        case BottomLine():
            return {kind: [as_source(line(f"{place}.{kind}"))] for kind, lines in value if lines}
        case BaseModel():
            present = {name: item for name, item in value if item is not None and name not in COMPARED}
            return {
                name: item if name in OF_A_FORM else _data(item, f"{place}.{name}", line)
                for name, item in present.items()
            }
        case tuple():
            return [_data(item, place, line) for item in value]
        case Line():
            return line(place)
        case RichText():
            return _rich(line(place))
        case _:
            is_whole = isinstance(value, float) and value.is_integer()
            return int(value) if is_whole else value  # a dose has no zeros at its end


def _table(table: DataTable, place: str, line: Callable[[str], str]) -> dict[str, Any]:
    """A table with the text in every value; its numbers have given way to words."""
    columns = [column.model_copy(update={"align": "left"}) for column in table.columns]
    return {
        "id": table.id,
        "caption": line(f"{place}.caption"),
        "columns": _data(tuple(columns), f"{place}.columns", line),
        "rows": [{name: _paragraph(as_source(line(f"{place}.rows"))) for name in row} for row in table.rows],
        "source": {"text": _paragraph(as_source(line(f"{place}.source"))), "standing": "local"},
        **({"note": _data(table.note, f"{place}.note", line)} if table.note else {}),
    }


def _figure(figure: Figure, place: str, line: Callable[[str], str]) -> dict[str, Any]:
    """A figure with the text in every field; its caption is a paragraph, and its alternative text is short."""
    fields = {name: value for name, value in figure if value is not None}
    data = {name: _data(value, f"{place}.{name}", line) for name, value in fields.items() if name != "caption"}
    alternative = data["alternative_text"][:LONGEST_ALTERNATIVE].rstrip()
    caption = {"text": _paragraph(as_source(line(f"{place}.caption"))), "standing": "local"}
    return data | {"alternative_text": alternative, "caption": caption}


def _paragraph(source: str) -> str:
    return f"{source} *{source}* **{source}** [{source}](topic:lumpy-bears) [{source}](https://toys.example/)."


def _rich(text: str) -> str:
    """The text in every kind of node of the small Markdown."""
    source = as_source(text)
    return f"{_paragraph(source)}\n\n- {source}\n\n    1. {source}\n"
