"""Files that are to cost much: each is put into the fixture guideline, which is then loaded.

Run as a program with a folder, this prints how many seconds of the processor each took and how much memory all of
them took, as JSON; what has no report and no library ends it.
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from support.long_mode import LONG
from support.paths import GUIDELINE, TODAY
from wardbook.build.cache import Cache
from wardbook.build.check import check_content
from wardbook.model.base import LONGEST_TEXT
from wardbook.problems import ContentError
from wardbook.read.files import MAX_BYTES, MAX_LIST_BYTES
from wardbook.text.parse import LONGEST_PAGE

TOO_MUCH: Final = 1_000_000
MEMORY: Final = 500_000_000
MOST_SECONDS: Final = 3.0

BOOK: Final = "content/sources/unread-book.yaml"
TERMS: Final = "content/terms.yaml"
TEXTS: Final = "content/procedures/ct-bear.yaml"
PAGE: Final = "content/pages/contact.md"
SCENARIO: Final = "content/scenarios/new-bear-lump.yaml"

_TEXTS_BEGIN: Final = "id: ct-bear\nlabel: CT bear\nmodality: ct\nabout:\n"
_PAGE_BEGINS: Final = "---\nid: contact\ntitle: x\nsummary: x\norder: 2\n---\n"

_YAML: Final = (
    "[",
    "{",
    "- ",
    "*",
    "*a ",
    "&a ",
    "!a ",
    "? ",
    ": ",
    "a: ",
    "{a: ",
    "[a, ",
    "[[],",
    "- a\n",
    "- [a b, a b]\n",
    "a:\n",
    "? a\n",
    "---\n",
    "...\n",
    "%",
    "#\n",
    "a #\n",
    "'",
    '"',
    '"\\n',
    "|\n",
    ">\n",
    "\n",
    " ",
    "\t",
    "\r",
    "\r\n",
    "\0",
    "\ufeff",
    "e\u0301",
    "\u202e",
    "9",
    "<<: ",
    "-",
    "- - - ",
)
"""What is written over and over for a whole file."""

_TEXT: Final = (
    "[",
    "![",
    "![_",
    "**[",
    "[a](",
    "[a](<",
    "](",
    "*_",
    "*a ",
    "**a**b",
    "***a",
    "`",
    "``a`",
    "<",
    "<a ",
    "<!--",
    "\\",
    "- ",
    "- a\n",
    "1. a\n",
    "a\n\n",
    "\n\n=",
    "## a\n",
    "> a\n",
    "{: ",
    "[@",
    "[@a] ",
    "[@toy-wiki] ",
    "[a](https://toys.example/) ",
    "<https://toys.example/>",
    "*a **b** c* ",
    "e\u0301",
    "@toy-wiki ",
    "&amp;",
    "word ",
)
"""What is written over and over in texts."""


def filled(unit: str, most: int) -> bytes:
    """As much of something as goes into so many bytes."""
    return unit.encode() * (most // len(unit.encode()))


def whole_files() -> Iterator[tuple[str, str, bytes]]:
    """Files of one thing over and over: a name for it, the file, its bytes. Each goes into two files in the long mode;
    else every second one goes into one of them, by turns."""
    for number, unit in enumerate(_YAML):
        if LONG or number % 4 == 1:
            yield f"too much of {unit!r}", BOOK, filled(unit, TOO_MUCH)
        if LONG or number % 4 == 3:
            yield f"terms of {unit!r}", TERMS, filled(unit, MAX_LIST_BYTES)


def texts() -> Iterator[tuple[str, str, bytes]]:
    """Texts as long as may be, as many as go into a file."""
    for number, unit in enumerate(_TEXT):
        text = "\n".join(f"    {line}" for line in (unit * (LONGEST_TEXT // len(unit))).split("\n"))
        one = f"  - |2\n{text}\n"
        times = max(1, (MAX_BYTES - len(_TEXTS_BEGIN)) // len(one.encode()))
        if LONG or number % 2:
            yield f"texts of {unit!r}", TEXTS, f"{_TEXTS_BEGIN}{one * times}".encode()[:MAX_BYTES]
        if LONG or not number % 2:
            yield f"a page with {unit!r}", PAGE, _PAGE_BEGINS.encode() + filled(unit, LONGEST_PAGE)


def others() -> Iterator[tuple[str, str, bytes]]:
    """What needs another form to be costly."""
    fields = "".join(f"k{number}: 1\n" for number in range(7_000))
    yield "unknown fields", BOOK, fields.encode()
    yield "unknown fields like known ones", BOOK, "".join(f"titl{n:x}:\n" for n in range(7_000)).encode()
    yield "terms without a term", TERMS, b"terms:\n" + b"- {x: 1}\n" * 29_000
    yield "terms alike", TERMS, b"terms:\n" + b"- {term: a, abbreviation: a}\n" * 9_900
    yield (
        "terms that differ",
        TERMS,
        ("terms:\n" + "".join(f"- {{term: a{n}, abbreviation: a}}\n" for n in range(8_000))).encode(),
    )
    unknown = "".join(f" [@{number:x}]" for number in range(2_000))
    yield "unknown sources", TEXTS, _TEXTS_BEGIN.encode() + f"  - a{unknown}\n".encode() * 4
    yield "unknown sources in a page", PAGE, f"{_PAGE_BEGINS}a{unknown * 3}".encode()
    yield "a huge number", BOOK, b"id: unread-book\nkind: book\ntitle: x\nyear: " + b"9" * 70_000
    yield "a huge fraction", BOOK, b"id: unread-book\nkind: book\ntitle: x\nyear: 0." + b"9" * 70_000
    yield "a long line", BOOK, b"id: unread-book\nkind: book\ntitle: " + b"x" * 79_000
    yield "a long kind", BOOK, b"id: unread-book\nkind: " + b"x" * 79_000
    yield "a long id", BOOK, b"id: " + b"x-" * 39_000
    yield "a long slug of odd letters", BOOK, b"id: " + "ß\u0301".encode() * 19_000
    yield "a long name of a field", BOOK, b"x" * 79_000 + b": 1\n"
    yield "many names of authors", BOOK, b"id: unread-book\nkind: book\ntitle: x\nauthors: [" + b"a," * 39_000 + b"]"
    yield "a long doi", BOOK, b"id: unread-book\nkind: book\ntitle: x\ndoi: 10.1234/" + b"(" * 78_000
    yield "a long address", BOOK, b"id: unread-book\nkind: book\ntitle: x\nurl: https://" + b"a." * 39_000
    scenario = (GUIDELINE / SCENARIO).read_text(encoding="utf-8")
    head, tail = scenario[: scenario.index("  rows:\n")], scenario[scenario.index("differential:") :]
    rows = "    - {procedure: us-bear, category: poor, role: focal}\n" * 1_300
    yield "many rows", SCENARIO, f"{head}  rows:\n{rows}{tail}".encode()


def files() -> Iterator[tuple[str, str, bytes]]:
    """All of them: a name for each, the file, its bytes."""
    yield from whole_files()
    yield from texts()
    yield from others()


def project(target: Path) -> Path:
    """A copy of the fixture guideline."""
    shutil.copytree(GUIDELINE / "content", target / "content")
    return target


def peak() -> int:
    """The most memory that this process has held, in kilobytes; what its parent held does not count."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines())
    return int(status["VmHWM"].split()[0])


def cost(root: Path, cache: Cache) -> float:
    """How many seconds of the processor it takes to load a project, or to report why it cannot be loaded."""
    begin = time.process_time()
    try:
        check_content(root, cache, TODAY).library()
    except ContentError as error:
        str(error)
    return time.process_time() - begin


def main() -> None:
    """Load them all and print what they cost."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    root = Path(sys.argv[1])
    others = Cache.empty()  # so that only the costly file is read each time
    seconds = {}
    for name, path, content in files():
        file = root / path
        before = file.read_bytes()
        file.write_bytes(content)
        # Other programs slow a processor down, so a file that seems to take long has more tries.
        tries = [cost(root, others)]
        while min(tries) > MOST_SECONDS and len(tries) < 3:
            tries.append(cost(root, Cache.empty()))
        seconds[name] = min(tries)
        file.write_bytes(before)
    json.dump({"seconds": seconds, "kilobytes": peak()}, sys.stdout)


if __name__ == "__main__":
    main()
