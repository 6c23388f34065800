"""Measure search and finder of a large library, beside Material's own search on the same pages.

    python tests/bench/searching.py --scenarios 5000

Figures are printed, never asserted: machines differ. What is asserted is that every query had results.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser
from rich.console import Console

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import searching_tables as tables
from bench.chromium import SLOWLY, Answer, choices, chromium, searches, whole_wait
from bench.indexing import Index, index
from bench.material import Material, build_material
from bench.measure import HOW_MEMORY, CommandFailed
from bench.plan import scenario_id
from bench.queries import Query, queries
from bench.server import PackingHandler, packed
from bench.synthetic import SEED, write_project
from bench.whole import build, render
from support.http_server import served
from support.loading import load
from wardbook.problems import BuildFault
from wardbook.urls import FINDER_DATA

_FINDER: Final = "find/"


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of a library."""

    index: Index
    visits: list[list[Answer]]
    """The same queries each time."""
    slowly: Answer
    """The first query, typed slowly."""
    finder: list[tuple[Answer, list[Answer]]]
    finder_data: int
    waits: list[float]
    """Seconds from opening a page to the first results."""
    material: Material | None
    material_wait: float | None


def measure(project: Path, scenarios: int, repeat: int, said: Console, *, plain: bool) -> Measured:
    """Write, build and measure a library. Raises CommandFailed and BuildFault."""

    def say(text: str) -> None:
        said.print(f"{scenarios:,} scenarios: {text}")

    write_project(project, scenarios)
    library = load(project)
    gc.freeze()  # else the server would stand still while the library is looked through for garbage
    say("written and loaded")
    site = build(project, render(project, library))
    say("built")
    made = index(site)
    say(f"indexed in {made.run.seconds:.1f} s")
    page = f"scenarios/{scenario_id(scenarios // 2)}/"
    asked = queries(library, made.rare)
    with chromium() as browser, served(site, PackingHandler) as address:
        visits = [_visit(browser, address + page, asked) for _ in range(repeat)]
        say("searched")
        (slowly,) = searches(browser, address + page, asked[:1], SLOWLY)
        finder = [choices(browser, address + _FINDER) for _ in range(repeat)]
        waits = [whole_wait(browser, address + page, asked[0].text, own=True) for _ in range(repeat)]
        say("filtered")
    material = build_material(project) if plain else None
    wait = _wait_for(material, page, asked[0]) if material else None
    return Measured(made, visits, slowly, finder, len(packed(site / FINDER_DATA)), waits, material, wait)


def _visit(browser: Browser, page: str, asked: Sequence[Query]) -> list[Answer]:
    """The first answer, and that to each other query as the second of a window: their order does not matter."""
    first, *others = asked
    return [*searches(browser, page, [first]), *(searches(browser, page, [first, query])[1] for query in others)]


def _wait_for(material: Material, page: str, query: Query) -> float | None:
    """None where Chromium cannot load so large an index."""
    packed(material.index)  # the server has it ready then
    with chromium() as browser, served(material.site, PackingHandler) as address:
        try:
            return whole_wait(browser, address + page, query.text, own=False)
        except CommandFailed:
            return None


def main() -> None:
    """Measure what the arguments ask for, and print it."""
    arguments = argparse.ArgumentParser(description="Measure search and finder of a synthetic library.")
    arguments.add_argument("--scenarios", type=int, default=5000, metavar="N", help="how many scenarios")
    arguments.add_argument("--keep", type=Path, metavar="DIR", help="keep the project here; empty or not there yet")
    arguments.add_argument("--repeat", type=int, default=3, metavar="N", help="visits; the median of times counts")
    arguments.add_argument("--no-plain", action="store_true", help="leave out Material's own search")
    given = arguments.parse_args()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    said = Console(stderr=True, highlight=False)
    folder = nullcontext(given.keep) if given.keep else tempfile.TemporaryDirectory(prefix="wardbook-search-")
    try:
        with folder as root:
            found = measure(Path(root), given.scenarios, given.repeat, said, plain=not given.no_plain)
            show(found, given.scenarios)
    except (BuildFault, CommandFailed, FileExistsError) as error:
        said.print(str(error), markup=False, soft_wrap=True)
        raise SystemExit(1) from None


def show(found: Measured, scenarios: int) -> None:
    """Print the figures and how they came about."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 120
    console.print(tables.index(found.index, scenarios))
    console.print(tables.searches(found.visits, found.slowly))
    console.print(tables.loaded(found.visits[0]))
    console.print(tables.finder(found.finder, found.finder_data))
    if found.material:
        console.print(tables.beside(found.index, found.visits[0][0], found.waits, found.material, found.material_wait))
    for words in (*tables.HOW, HOW_MEMORY, f"The library is synthetic, of seed {SEED}."):
        console.print(words)


if __name__ == "__main__":
    main()
