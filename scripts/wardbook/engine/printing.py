"""Print some units without a site: what was asked for, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wardbook.engine.jobs import parallel_map
from wardbook.engine.rendering import Kit, stock
from wardbook.engine.stock import Stock
from wardbook.engine.store import Store
from wardbook.engine.survey import Survey
from wardbook.output import put_file
from wardbook.site import Unit, print_jobs
from wardbook.views.text import Vocabulary


@dataclass(frozen=True, slots=True)
class _Bench:
    """What printing one unit takes; every process has the same."""

    kit: Kit
    stock: Stock
    vocabulary: Vocabulary
    folder: Path


def print_units(units: Sequence[Unit], content: Survey, store: Store, kit: Kit, folder: Path) -> Iterator[str]:
    """Print units into a folder and give the path of each PDF in it. Raises PrintFault and OSError."""
    bench = _Bench(kit, stock(content, store, len(units)), Vocabulary(content.standards.terms), folder)
    for number, paths in enumerate(parallel_map(_print, bench, units), 1):
        yield from paths
        kit.progress(number, len(units))


def _print(bench: _Bench, unit: Unit) -> list[str]:
    library = bench.stock.library(lambda _: None)
    jobs = list(print_jobs(unit, library, bench.vocabulary, bench.kit.today))
    for job in jobs:
        put_file(bench.folder, job.path, bench.kit.press(job))
    return [job.path for job in jobs]
