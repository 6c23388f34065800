"""The figures of search and finder as tables."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

from rich.table import Table

from bench.chromium import SLOWLY, Answer, Loaded
from bench.indexing import Index
from bench.material import Material
from bench.server import packed

_SECONDS_TO_INDEX: Final = 30
_FIRST: Final = 350
_NEXT: Final = 150
_DATA: Final = 250
"""KB over the wire."""
_SHOWN: Final = 0.3
"""Seconds from the last key to shown results."""
_KINDS: Final = (
    ("interface", "assets/"),
    ("list of words, for typing errors", "pagefind/words.json"),
    ("chunks of words", "pagefind/index/"),
    ("pages that are shown", "pagefind/fragment/"),
    ("program and beginning of the index", "pagefind/"),
)
"""What the search loads, by how its path begins."""
_NONE: Final = "–"

HOW: Final = (
    "KB are 1,000 bytes over the wire with heads of answers, as Chromium's protocol counts them (encodedDataLength);"
    " html, css, js and json are packed by gzip, all else is sent as it is.",
    "Times are those of a server on the same machine, without a network between: from the last key, or the click, until"
    " results were drawn, the pause of the interface after the last key included; the median of all visits.",
    "The first search is the first after opening a scenario's page; each other one is the second, so that none profits"
    " from more than the first.",
)


def index(index: Index, scenarios: int) -> Table:
    """How long the index takes, and what it is made of."""
    table = _table(f"Index of a library of {scenarios:,} scenarios, made for the first time", "", "", "aim")
    table.add_row("pages", f"{index.pages:,}", "")
    table.add_row("words in them", f"{index.words:,}", "")
    table.add_row("different words", f"{index.different:,}", "")
    table.add_row("seconds", f"{index.run.seconds:.1f}", f"≤ {_SECONDS_TO_INDEX}")
    table.add_row("peak memory, MB", f"{index.run.memory / 1e6:,.0f}", "")
    table.add_row("on disk, MB", f"{index.size / 1e6:.1f}", "")
    for files in index.files:
        many = f"{len(files.sizes):,}, middle {_kb(median(files.sizes))}, largest {_kb(max(files.sizes))}"
        table.add_row(f"  {files.name}, KB", f"{sum(files.sizes) / 1000:,.0f} ({many})", "")
    return table


def searches(visits: Sequence[Sequence[Answer]], slowly: Answer) -> Table:
    """What each query loads and how long it takes."""
    table = _table("Search", "query", "", "found", "KB", "aim", "ms", "aim")
    first, *others = visits[0]
    times = [median(answer.seconds for answer in answers) for answers in zip(*visits, strict=True)]
    for number, (answer, seconds) in enumerate(zip(visits[0], times, strict=True)):
        aim = _FIRST if number == 0 else _NEXT
        kind = f"first: {answer.asked.kind}" if number == 0 else answer.asked.kind
        table.add_row(
            kind, answer.asked.text, answer.found, _kb(answer.size), f"≤ {aim}", _ms(seconds), f"≤ {_ms(_SHOWN)}"
        )
    table.add_section()
    sizes, waits = [answer.size for answer in others], times[1:]
    largest, longest = max(others, key=lambda answer: answer.size), others[waits.index(max(waits))]
    table.add_row("median of those after the first", "", "", _kb(median(sizes)), "", _ms(median(waits)), "")
    table.add_row("most bytes", largest.asked.text, "", _kb(largest.size), f"≤ {_NEXT}", "", "")
    table.add_row("longest", longest.asked.text, "", "", "", _ms(max(waits)), f"≤ {_ms(_SHOWN)}")
    what = f"first, with {SLOWLY} ms between keys"
    table.add_row(what, first.asked.text, "", _kb(slowly.size))
    return table


def loaded(answers: Sequence[Answer]) -> Table:
    """What the bytes of the first search and of the largest other one are."""
    first, *others = answers
    largest = max(others, key=lambda answer: answer.size)
    columns = (first, largest)
    table = _table("What is loaded, KB", "", f"first: {first.asked.text}", f"most after it: {largest.asked.text}")
    for name, _ in _KINDS:
        table.add_row(name, *(_summed([file for file in answer.loaded if _kind(file) == name]) for answer in columns))
    return table


def _kind(file: Loaded) -> str:
    return next((name for name, beginning in _KINDS if file.path.startswith(beginning)), file.path)


def _summed(files: Sequence[Loaded]) -> str:
    if not files:
        return _NONE
    largest = max(files, key=lambda file: file.size)
    return f"{_kb(sum(file.size for file in files))} ({len(files)}; {_kb(largest.size)} {largest.path.split('/')[-1]})"


def finder(visits: Sequence[tuple[Answer, Sequence[Answer]]], data: int) -> Table:
    """How long one waits for the finder."""
    table = _table("Finder", "", "", "", "aim")
    usable = median(opened.seconds for opened, _ in visits)
    table.add_row("data, KB", "", _kb(data), f"≤ {_DATA}")
    table.add_row("page with all it needs, KB", "", _kb(visits[0][0].size), "")
    table.add_row("usable after opening the page, ms", visits[0][0].found, _ms(usable), "")
    for chosen in zip(*(answers for _, answers in visits), strict=True):
        what = f"choosing {chosen[0].asked.kind}: {chosen[0].asked.text}, ms"
        table.add_row(what, chosen[0].found, _ms(median(answer.seconds for answer in chosen)), "")
    return table


def beside(index: Index, first: Answer, waits: Sequence[float], material: Material, theirs: float | None) -> Table:
    """Our search and Material's."""
    table = _table("Beside Material's own search on the same pages", "", "ours", "Material's")
    raw, sent = material.index.stat().st_size, len(packed(material.index))
    table.add_row("index on disk, MB", f"{index.size / 1e6:.1f}", f"{raw / 1e6:.1f}")
    table.add_row("of it fetched with every page, KB", "0", f"{_kb(sent)} (packed)")
    table.add_row("fetched for the first search, KB", _kb(first.size), "0")
    shown = "never" if theirs is None else f"{theirs:.1f}"
    table.add_row("seconds from opening a page to the first results", f"{median(waits):.1f}", shown)
    table.add_row("seconds to make it", f"{index.run.seconds:.0f}", f"{material.run.seconds:.0f}, with pages")
    table.add_row("memory for that, MB", f"{index.run.memory / 1e6:,.0f}", f"{material.run.memory / 1e6:,.0f}")
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column)
    return table


def _kb(size: float) -> str:
    return f"{size / 1000:,.0f}" if size >= 10_000 else f"{size / 1000:.1f}"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f}"
