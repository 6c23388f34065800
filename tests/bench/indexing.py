"""Index a built site in a process of its own, whose time and memory can be measured, and weigh the index.

python tests/bench/indexing.py SITE
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.measure import Run, run
from bench.server import packed
from wardbook.search.index import INDEX_FOLDER, build_index
from wardbook.search.packed import read_json, unpacked
from wardbook.search.words import WORDS_FILE
from wardbook.system.files import remove, stamps
from wardbook.urls import may_be_searched

_LONG: Final = re.compile(r"\b[a-z]{6,}\b")
"""Words of small letters only: where two were run into one there is mostly a capital inside."""


@dataclass(frozen=True, slots=True)
class Files:
    """Files of a kind in an index."""

    name: str
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """An index, and what it took to make it."""

    run: Run
    pages: int
    words: int
    """How often there is a word."""
    different: int
    """How many words there are."""
    rare: tuple[str, ...]
    """Long words that stand on one page each."""
    files: tuple[Files, ...]

    @property
    def size(self) -> int:
        """All of it, in bytes."""
        return sum(sum(files.sizes) for files in self.files)


def index(site: Path) -> Index:
    """Index a site that has no index yet. Raises CommandFailed."""
    done = run([sys.executable, __file__, str(site)])
    folder = site / INDEX_FOLDER
    fragments = [json.loads(unpacked(path)) for path in sorted((folder / "fragment").iterdir())]
    used = Counter(word for fragment in fragments for word in set(_LONG.findall(fragment["content"])))
    return Index(
        run=done,
        pages=len(fragments),
        words=sum(fragment["word_count"] for fragment in fragments),
        different=len(read_json(folder / WORDS_FILE)["words"]),
        rare=tuple(sorted(word for word, pages in used.items() if pages == 1)),
        files=(
            _files("chunks of words", folder.glob("index/*")),
            _files("pages", folder.glob("fragment/*")),
            _files("the beginning", folder.glob("*.pf_meta")),
            _files("its program", [*folder.glob("wasm.*"), *folder.glob("*.js")]),
            Files("words for typing errors, packed by the server", (len(packed(folder / WORDS_FILE)),)),
        ),
    )


def _files(name: str, paths: Iterable[Path]) -> Files:
    return Files(name, tuple(sorted(path.stat().st_size for path in paths)))


def main() -> None:
    """Make the index of the site that is given."""
    site = Path(sys.argv[1])
    work = site.parent / "indexing"
    pages = {path: site / path for path, _ in stamps(site) if may_be_searched(path)}
    build_index(pages, site / INDEX_FOLDER, work, {})
    remove(work)


if __name__ == "__main__":
    main()
