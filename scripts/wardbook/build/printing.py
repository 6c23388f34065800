"""Print some units without a site: what was asked for, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wardbook.build.check import Survey
from wardbook.build.render import Kit, stock
from wardbook.build.stock import Stock
from wardbook.build.store import Store
from wardbook.library.edition import edition_of
from wardbook.library.vocabulary import Vocabulary
from wardbook.render.site import jobs_of
from wardbook.system.files import write_into
from wardbook.system.workers import parallel_map
from wardbook.views.print.current import computed_copies
from wardbook.views.targets.layouts import Target


@dataclass(frozen=True, slots=True)
class _Bench:
    """What printing one unit takes; every process has the same."""

    kit: Kit
    stock: Stock
    vocabulary: Vocabulary
    folder: Path


def print_units(units: Sequence[Target], content: Survey, store: Store, kit: Kit, folder: Path) -> Iterator[str]:
    """Print units into a folder and give the path of each PDF in it. Raises PrintFault and OSError."""
    bench = _Bench(kit, stock(content, store, len(units)), Vocabulary(content.standards.terms), folder)
    for number, paths in enumerate(parallel_map(_print, bench, units), 1):
        yield from paths
        kit.progress(number, len(units))


def _print(bench: _Bench, unit: Target) -> list[str]:
    edition = edition_of(bench.stock.library(lambda _: None), bench.kit.today, bench.vocabulary)
    jobs = list(jobs_of(unit, edition, computed_copies(edition)))
    for job in jobs:
        write_into(bench.folder, job.path, bench.kit.press(job))
    return [job.path for job in jobs]
