"""Measure a page of every kind by Lighthouse, and check the markup of all pages.

    python tests/audit/audit.py --tools .venv/audit

Needs Node, Java and Chromium, and the packages of `requirements/audit/`, which `make audit` installs. The sample is
built and served by nginx with the settings that the build made; without nginx, by a server that packs texts. It ends
with 1 where a page is slower than 97 of 100, moves by more than 0.02, or has a fault of markup.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

from audit.lighthouse import Device, Measured, measured
from audit.markup import markup_faults
from audit.programs import AuditFault
from bench.server import PackingHandler
from support.browser import KINDS
from support.http_server import served
from support.sample import built, copied
from support.slow_phone import MOST_SHIFT
from support.web_servers import has_nginx, nginx

_LEAST_SCORE: Final = 97
_DEVICES: Final[tuple[Device, ...]] = ("phone", "desktop")
_PATHS: Final = KINDS | {"404": "404.html"}
"""The page for what is not there at its own address, as Lighthouse measures no answer that is an error."""


def main() -> None:
    """Audit what the arguments ask for, and print the worst first."""
    arguments = argparse.ArgumentParser(description="Measure pages by Lighthouse and check their markup.")
    arguments.add_argument("--tools", type=Path, default=Path(".venv/audit"), metavar="DIR", help="has node_modules/")
    arguments.add_argument("--kinds", nargs="+", choices=_PATHS, default=list(_PATHS), metavar="KIND")
    given = arguments.parse_args()
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    try:
        with tempfile.TemporaryDirectory(prefix="wardbook-audit-") as folder:
            Path(folder).chmod(0o755)  # nginx reads as another user
            faults = _audit(Path(folder), given.tools.resolve(), given.kinds, console)
    except AuditFault as fault:
        console.print(str(fault), markup=False, soft_wrap=True)
        raise SystemExit(2) from None
    for text in faults:
        console.print(text, markup=False, soft_wrap=True)
    console.print(f"{len(faults)} faults" if faults else "No faults")
    raise SystemExit(bool(faults))


def _audit(folder: Path, tools: Path, kinds: Sequence[str], console: Console) -> list[str]:
    """Build the sample, print its figures, and give all faults. Raises AuditFault."""
    project = folder / "sample"
    project.mkdir()
    site = built(copied(project)) / "site"
    found = markup_faults(tools, site)
    console.print(f"Faults of markup in {sum(1 for _ in site.rglob('*.html'))} pages: {len(found)}")
    with _hosted(site, folder) as address:
        pages = [(kind, address + _PATHS[kind], device) for kind in kinds for device in _DEVICES]
        visits = [measured(tools, page, kind, device, _LEAST_SCORE) for kind, page, device in pages]
    visits.sort(key=lambda visit: (visit.score, -visit.shift))
    console.print(_table(visits))
    return [*found, *(fault for visit in visits for fault in _faults(visit))]


@contextmanager
def _hosted(site: Path, folder: Path) -> Iterator[str]:
    """Serve a site as a host does; its address ends with a slash."""
    if has_nginx():
        work = folder / "nginx"
        work.mkdir()
        with nginx({site: "/"}, work) as ports:
            yield f"http://127.0.0.1:{ports[site]}/"
    else:
        with served(site, PackingHandler) as address:
            yield address


def _faults(visit: Measured) -> Iterator[str]:
    name = f"{visit.kind} ({visit.device})"
    if visit.score < _LEAST_SCORE:
        yield f"{name}: expected a performance of {_LEAST_SCORE} or more, got {visit.score}"
    if visit.shift > MOST_SHIFT:
        yield f"{name}: expected a shift of at most {MOST_SHIFT}, got {visit.shift:.3f}"


def _table(visits: Sequence[Measured]) -> Table:
    table = Table("page", "device", "performance", "shift", "first words, s", "largest part, s", "KB")
    for visit in visits:
        figures = [f"{visit.shift:.3f}", f"{visit.first:.1f}", f"{visit.largest:.1f}", f"{visit.size / 1000:.0f}"]
        table.add_row(visit.kind, visit.device, str(visit.score), *figures)
    return table


if __name__ == "__main__":
    main()
