"""What a fuzzer calls with bytes: they become a content file or a text, and must be told or be sound.

The first byte chooses what they become; the seeds are the library's own files and texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from support.fault_reports import read_content
from support.paths import GUIDELINE, ROOT
from wardbook.checks import faults_in
from wardbook.model.finder import Finder
from wardbook.model.register import Moved
from wardbook.model.scales import Scales
from wardbook.model.settings import People, Settings, Terms
from wardbook.problems import ContentError, Problem
from wardbook.read.content import gathered
from wardbook.read.document import parse
from wardbook.text.parse import parse_page, parse_text
from wardbook.text.subset import TextFault, TextFaults
from wardbook.text.tree import RichText

_BASE: Final = read_content(GUIDELINE)
_STANDARDS: Final = tuple(
    document
    for document in _BASE.documents
    if isinstance(document.record, Settings | Scales | Terms | People | Finder | Moved)
)

FILES: Final = (
    "content/library.yaml",
    "content/scales.yaml",
    "content/terms.yaml",
    "content/people.yaml",
    "content/finder.yaml",
    "content/queries.yaml",
    "content/sources/toy-wiki.yaml",
    "content/procedures/xr-bear.yaml",
    "content/topics/lumpy-bears.yaml",
    "content/scenarios/new-bear-lump.yaml",
    "content/protocols/us-bear.yaml",
    "content/pages/about.md",
    "content/moved.yaml",
    "content/register.yaml",
    "content/changes.yaml",
    "content/tables/honey-by-age.yaml",
    "content/figures/lump-seen.yaml",
    "content/figures/lump-seen.png",
    "content/figures/us-lump.jpg",
    "content/figures/wet-bear.webp",
    "content/figures/where-to-press.svg",
    "content/attachments/seamstress-order.pdf",
)
"""The file that the bytes stand in for: one of each kind."""

_PARSERS: Final[tuple[Callable[[str], RichText], ...]] = (parse_text, parse_page)


def try_input(data: bytes) -> None:
    """Read bytes as a file or as a text. Raises only what is a fault of the program."""
    choice, rest = (data[0] if data else 0) % (len(FILES) + len(_PARSERS)), data[1:]
    if choice < len(FILES):
        _try_file(FILES[choice], rest)
    else:
        _try_text(_PARSERS[choice - len(FILES)], rest.decode("utf-8", "replace"))


def seeds() -> Iterator[bytes]:
    """The files of the sample and the fixture guideline, and every text in the latter."""
    of_kind = {(Path(name).parent.name, Path(name).suffix): number for number, name in enumerate(FILES)}
    for content in (GUIDELINE / "content", ROOT / "content"):
        for path in sorted(content.glob("*.yaml")):
            yield bytes([FILES.index(f"content/{path.name}")]) + path.read_bytes()
        for path in sorted(content.glob("[a-z]*/*.*")):
            if (path.parent.name, path.suffix) in of_kind:
                yield bytes([of_kind[path.parent.name, path.suffix]]) + path.read_bytes()
    for text in sorted({text for file in _BASE.files for text in _texts(file.text.value)}):
        yield bytes([len(FILES)]) + text.encode()
    for body in _BASE.bodies.values():
        yield bytes([len(FILES) + 1]) + body.source.encode()


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from _texts(inner)
        case list():
            for inner in value:
                yield from _texts(inner)


def _try_file(path: str, raw: bytes) -> None:
    parsed = parse(path, raw)
    content = gathered([parsed], _BASE.known, _STANDARDS)
    problems = ContentError([*content.problems, *faults_in(content)]).problems
    assert parsed.document or parsed.media or problems
    lines = raw.count(b"\n") + 1
    for problem in problems:
        _assert_well_formed(problem, path, lines)


def _assert_well_formed(problem: Problem, path: str, lines: int) -> None:
    assert problem.path == path
    assert 1 <= problem.line <= lines + 1
    assert problem.message.startswith("expected ")
    assert ": " in problem.message
    assert str(problem).isprintable()


def _try_text(read: Callable[[str], RichText], text: str) -> None:
    faults = _faults(read, text)
    assert all(0 <= fault.line <= text.count("\n") for fault in faults)
    assert all(fault.message.startswith("expected ") for fault in faults)
    assert faults == _faults(read, text)


def _faults(read: Callable[[str], RichText], text: str) -> tuple[TextFault, ...]:
    try:
        read(text)
    except TextFaults as error:
        return error.faults
    return ()
