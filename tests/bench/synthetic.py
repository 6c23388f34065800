"""Write a synthetic library, to measure how fast libraries of a size are checked, rendered and built.

    python tests/bench/synthetic.py DIR --scenarios 500

Everything in it is filler words drawn from a seed, and says so; nothing of it is clinical. The same
seed and size give the same content on every machine.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import parents, plan
from bench.ratings import procedure
from bench.scenario import PRESENTATIONS, scenario
from bench.words import MARK
from bench.yaml_text import Fields, yaml_text
from support.paths import ROOT
from wardbook.authoring.new_project import starter_files

SEED: Final = 1
WARNING: Final = (
    f"{MARK}: everything in this library was made up by a random number generator to measure the speed of the"
    " software. It says nothing about patients or studies and must never be used in care."
)
_COPIED: Final = ("terms.yaml", "sources/acr-methodology-2021.yaml")
"""What is taken from this project's content as it is: the terms, and the source of the scales."""

_LIBRARY: Final[Fields] = {
    "title": f"{MARK} library · never use it in care",
    "tagline": f"{MARK} filler words, made up to measure speed",
    "publisher": f"{MARK} publisher",
    "jurisdiction": f"{MARK}, applies nowhere",
    "audience": f"{MARK}, for nobody",
    "disclaimer": WARNING,
    "contact": {"label": f"{MARK} office", "url": "https://synthetic.example/"},
    "review_policy": f"{MARK}: nothing here is reviewed.",
    "address": "https://synthetic.example/",
    "colors": {"light": "#0b5c6b", "dark": "#0f3a45"},
    "drafts_in_search": True,  # all of it is drafts; a search without them would cost nothing
}
_ABOUT: Final = f"""\
---
id: about
title: {MARK} library
summary: {MARK} filler words, made up to measure speed
order: 10
---
{WARNING}
"""


def project_files(scenarios: int, seed: int = SEED) -> Iterator[tuple[str, bytes]]:
    """Every file of a project with so many scenarios: its path and its bytes."""
    yield from ((name, text) for name, text in starter_files().items() if not _is_sample(name))
    yield "README.md", f"# {MARK}\n\n{WARNING}\n".encode()
    for name in _COPIED:
        yield f"content/{name}", (ROOT / "content" / name).read_bytes()
    yield "content/pages/about.md", _ABOUT.encode()
    yield _file("library.yaml", "settings", _LIBRARY)
    yield _file("people.yaml", "people", {"people": []})
    yield _file("scales.yaml", "scales", _scales())
    offered = [{"id": id, "label": f"{MARK} {id.replace('-', ' ')}"} for id in PRESENTATIONS[:scenarios]]
    yield _file("finder.yaml", "finder", _own("finder.yaml") | {"presentations": offered})
    yield from _records(scenarios, seed)


def _is_sample(name: str) -> bool:
    return name == "README.md" or (name.startswith("content/") and not name.startswith("content/."))


def _records(scenarios: int, seed: int) -> Iterator[tuple[str, bytes]]:
    topics = plan.Plan(seed, scenarios)
    for topic in topics.topics:
        yield _record("topic", parents.topic(seed, topic, scenarios))
    for number in range(scenarios):
        yield _record("scenario", scenario(seed, topics, number))
    for number in range(plan.procedures(scenarios)):
        yield _record("procedure", procedure(seed, number))
    for number in range(plan.protocols(scenarios)):
        yield _record("protocol", parents.protocol(seed, number))
    for number in range(plan.sources(scenarios)):
        yield _record("source", parents.source(seed, number))


def _record(kind: str, fields: Fields) -> tuple[str, bytes]:
    return _file(f"{kind}s/{fields['id']}.yaml", kind, fields)


def _file(name: str, schema: str, fields: Fields) -> tuple[str, bytes]:
    up = "../" if "/" in name else ""
    head = f"# yaml-language-server: $schema={up}.schemas/{schema}.json\n# {MARK}: never use it in care.\n"
    return f"content/{name}", f"{head}{yaml_text(fields)}".encode()


def _scales() -> Fields:
    """The main scale of this project's content and its radiation, with words of its own on the ratings' origin."""
    method = f"{MARK}: the ratings of this library were drawn at random. They are nobody's."
    own = _own("scales.yaml")
    return own | {"scales": [own["scales"][0] | {"method": method}]}


def _own(name: str) -> dict[str, Any]:
    """A file of this project's content."""
    fields: dict[str, Any] = yaml.safe_load((ROOT / "content" / name).read_text(encoding="utf-8"))
    return fields


def write_project(folder: Path, scenarios: int, seed: int = SEED) -> None:
    """Write a project with so many scenarios into a folder that is empty or not there yet."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder}: expected an empty folder, got one with files in it")
    for name, content in project_files(scenarios, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def main() -> None:
    """Write the project that the arguments ask for."""
    arguments = argparse.ArgumentParser(description="Write a synthetic library, to measure speed with.")
    arguments.add_argument("folder", type=Path, metavar="DIR", help="where to; empty or not there yet")
    arguments.add_argument("--scenarios", type=int, required=True, metavar="N", help="how many scenarios")
    arguments.add_argument("--seed", type=int, default=SEED, metavar="S", help="other seeds give other libraries")
    given = arguments.parse_args()
    if given.scenarios < 1:
        arguments.error("--scenarios: expected 1 or more")
    try:
        write_project(given.folder, given.scenarios, given.seed)
    except FileExistsError as error:
        arguments.error(str(error))


if __name__ == "__main__":
    main()
