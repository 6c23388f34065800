"""Generations of a small site, how they are published and what is found.

As a program, one that publishes without end.
"""

from __future__ import annotations

import re
import resource
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from wardbook.publish import MANIFEST, publish, published
from wardbook.publish.checksums import read_checksums, write_checksums
from wardbook.publish.inplace import replace_files
from wardbook.publish.rights import rights_of
from wardbook.system.files import remove

Content = Mapping[str, bytes]
Rule = Callable[[str, tuple[Any, ...]], None]

STATE = ".wardbook"
PAGES = 24

_rules: list[Rule] = []


def generation(number: int) -> dict[str, bytes]:
    """A site of which some pages change every time, some every other time and some come and go."""
    pages = {
        f"topics/t{page % 4}/p{page}/index.html": b"page %d of generation %d\n" % (page, number // (page % 3 + 1)) * 40
        for page in range(PAGES)
        if page == 0 or (page + number) % 7
    }
    home = dict.fromkeys(("index.html", "404.html", "assets/wardbook.css"), b"generation %d\n" % number * 40)
    return {**home, "search/index.json": b"{}", **pages}


def sums(content: Content) -> dict[str, str]:
    return {name: sha256(data).hexdigest() for name, data in content.items()}


def write(folder: Path, content: Content) -> None:
    for name, data in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def prepare(site: Path, content: Content) -> tuple[dict[str, str], Path]:
    """Write what the site lacks as a build does; return the checksums of all and the folder."""
    wanted, fresh = sums(content), site.parent / "fresh"
    for path in fresh.iterdir() if fresh.exists() else ():
        remove(path)
    there = published(site, site.parent / STATE).files
    write(fresh, {name: data for name, data in content.items() if there.get(name) != wanted[name]})
    return wanted, fresh


def bring(site: Path, content: Content) -> None:
    """Build and publish."""
    wanted, fresh = prepare(site, content)
    publish(site, wanted, fresh, site.parent / STATE)


def bring_in_place(site: Path, content: Content) -> None:
    """Build and publish where folders cannot change places."""
    wanted, fresh = prepare(site, content)
    state = site.parent / STATE
    now, before = read_checksums(state)
    write_checksums(state, replace_files(site, wanted, (fresh,), before | now, rights_of(site)), {})


def found(site: Path) -> dict[str, bytes]:
    """Every file of a site but its list; links, pipes and empty folders are no part of a site."""
    tree = {path.relative_to(site).as_posix(): path for path in site.rglob("*")}
    files = {name: path.read_bytes() for name, path in tree.items() if stat.S_ISREG(path.lstat().st_mode)}
    folders = {parent.as_posix() for name in files for parent in Path(name).parents}
    assert set(tree) - set(files) <= folders
    files.pop(MANIFEST, None)
    return files


def listed(site: Path) -> dict[str, str]:
    """What the site's list says, read as plainly as can be."""
    lines = (site / MANIFEST).read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[0-9a-f]{64}  \S.*", line) for line in lines)
    return {line[66:]: line[:64] for line in lines}


@contextmanager
def on_file_operations(root: Path, rule: Rule) -> Iterator[None]:
    """Call a rule before each file operation below `root`; what it raises, the operation raises."""

    def below(event: str, arguments: tuple[Any, ...]) -> None:
        if any(isinstance(argument, str | Path) and str(argument).startswith(str(root)) for argument in arguments):
            rule(event, arguments)

    _rules.append(below)
    try:
        yield
    finally:
        _rules.remove(below)


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    for rule in _rules:
        rule(event, arguments)


sys.addaudithook(_audit)


def main(folder: str, number: str, limit: str = "") -> None:
    """Publish generation after generation, saying so after the first; with a limit only one, with no larger files."""
    site = Path(folder) / "site"
    if limit:
        wanted, fresh = prepare(site, generation(int(number)))
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
        publish(site, wanted, fresh, site.parent / STATE)
        return
    for current in range(int(number), sys.maxsize):
        bring(site, generation(current))
        if current == int(number):
            print("ready", flush=True)  # noqa: T201  # the one who kills waits for it


if __name__ == "__main__":
    main(*sys.argv[1:])
