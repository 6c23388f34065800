"""The report on sources: identifiers that do not fit, doubles, sources that no longer stand, sources without a use.

It reads files that may be faulty, so that a fault elsewhere does not hide the state of the sources.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from wardbook.authoring.listing import in_columns, values_of
from wardbook.kinds import PROTOCOL, SCENARIO, SOURCE, TOPIC
from wardbook.library.library import Library
from wardbook.model.patterns import DOI, ISBN, PMCID, PMID, TRIAL, WEB, WORDS
from wardbook.model.traverse import references
from wardbook.problems import as_document
from wardbook.read.content import Snapshot, bare_letters, gathered, parsed_in
from wardbook.read.layout import file_of, record_in
from wardbook.text.identifiers import isbn_fits

Finding = Literal["retracted", "identifier", "double", "unused", "superseded"]

_FORMS: Final[Mapping[str, str]] = {"doi": DOI, "pmid": PMID, "pmcid": PMCID, "isbn": ISBN, "trial": TRIAL, "url": WEB}
_OF_ONE: Final = ("doi", "pmid", "pmcid")
"""Identifiers that no two publications share; chapters share an ISBN, reports a trial, and pages an address."""
_WRITTEN_AS_ADDRESS: Final[Mapping[str, re.Pattern[str]]] = {
    "doi": re.compile(r"^https?://(?:dx\.)?doi\.org/(10\..+)$", re.IGNORECASE),
    "pmid": re.compile(r"^https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d+)/?$"),
    "pmcid": re.compile(
        r"^https?://(?:\w+\.)*(?:ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/(PMC\d+)/?$"
    ),
    "trial": re.compile(r"^https?://(?:www\.)?clinicaltrials\.gov/(?:ct2/show|study)/(NCT\d+)/?$", re.IGNORECASE),
}
"""Addresses that say no more than an identifier."""
FAULTY_FINDINGS: Final[frozenset[Finding]] = frozenset({"retracted", "identifier", "double", "unused"})
"""The findings that need work; a superseded source may be cited on purpose."""

_Values = Mapping[str, Mapping[str, Any]]
"""The fields of sources as they are written, by their ids."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceFinding:
    """Something about a source that an editor should look at."""

    finding: Finding
    source: str
    """Its id."""
    detail: str
    cited_by: tuple[str, ...]
    """The files that cite it or name it."""
    file: str


def source_findings(snapshot: Snapshot) -> list[SourceFinding]:
    """All that there is to say about the sources, the gravest first. Raises ContentError of files that are no YAML."""
    files = values_of(snapshot, [SOURCE])
    values = {record_in(path)[1]: value for path, value in files.items() if isinstance(value, dict)}
    uses = _uses(snapshot)
    paths = {record_in(path)[1]: path for path in files}
    found = [
        SourceFinding(
            finding=finding, source=id, detail=detail, cited_by=tuple(sorted(uses.get(id, ()))), file=paths[id]
        )
        for finding, id, detail in _findings(values, uses)
    ]
    order = {finding: number for number, finding in enumerate(Finding.__args__)}  # type: ignore[attr-defined]
    return sorted(found, key=lambda one: (order[one.finding], one.source, one.detail))


def _uses(snapshot: Snapshot) -> Mapping[str, set[str]]:
    """The files that cite or name each source, faulty ones as far as they can be read."""
    uses: dict[str, set[str]] = defaultdict(set)
    for path in snapshot:
        parsed = parsed_in(snapshot, path)
        content = gathered([parsed], {})
        named = [found for document in (*content.documents, *content.rests) for found in document.references]
        named += [found for body in content.bodies.values() for found in references(body.text)]
        for _, kind, id in named:
            if kind == SOURCE and record_in(path) != (SOURCE, id):
                uses[id].add(path)
    return uses


def _findings(values: _Values, uses: Mapping[str, set[str]]) -> Iterator[tuple[Finding, str, str]]:
    for id, value in values.items():
        yield from (("identifier", id, detail) for detail in _misfits(value))
        used = any(record_in(path)[0] != SOURCE for path in uses.get(id, ()))
        if value.get("retracted") and used:
            yield "retracted", id, "cited still, though it was retracted"
        if value.get("superseded_by") and used:
            yield "superseded", id, f"superseded by `{value['superseded_by']}`"
        if not uses.get(id):
            yield "unused", id, "nothing cites or names it"
    yield from (("double", id, detail) for id, detail in _doubles(values))


def _misfits(value: Mapping[str, Any]) -> Iterator[str]:
    for field, form in _FORMS.items():
        written = value.get(field)
        if written is None:
            continue
        if not isinstance(written, str) or not re.search(form, written):
            yield f"{field}: expected {WORDS[form]}, got `{written}`"
        elif field == "isbn" and not isbn_fits(written):
            yield f"isbn: expected a last digit that fits the others, got `{written}`"
    yield from _hidden(value)


def _hidden(value: Mapping[str, Any]) -> Iterator[str]:
    """Identifiers that are written as an address."""
    url = value.get("url")
    for field, form in _WRITTEN_AS_ADDRESS.items():
        match = form.search(url) if isinstance(url, str) else None
        if match and value.get(field) != match[1]:
            other = f", which is not its {field} `{value[field]}`" if value.get(field) else ""
            yield f"url: expected the address of a page, got the {field} `{match[1]}`{other}: write it as `{field}:`"


def _doubles(values: _Values) -> Iterator[tuple[str, str]]:
    """Sources that are the same publication as one before them, with how one sees it."""
    seen: dict[tuple[str, object], str] = {}
    for id, value in sorted(values.items()):
        keys = [(field, str(value[field]).casefold()) for field in _OF_ONE if value.get(field)]
        if value.get("title") and value.get("year"):
            keys.append(("title and year", f"{bare_letters(str(value['title']))} {value['year']}"))
        same: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            first = seen.setdefault(key, id)
            if first != id:
                same[first].append(key[0])
        yield from ((id, f"the same {', '.join(names)} as `{first}`") for first, names in same.items())


def superseded_citations(library: Library) -> Iterator[str]:
    """A sentence for each live page that cites a superseded source."""
    reviewed: Mapping[str, Mapping[str, Any]] = {
        SCENARIO: library.summaries,
        TOPIC: library.topics,
        PROTOCOL: library.protocols,
    }
    superseded = {id: source for id, source in library.sources.items() if source.superseded_by}
    for id, source in superseded.items():
        for kind, page in library.backlinks.cited_by.get(id, ()):
            if kind in reviewed and reviewed[kind][page].review.status == "live":
                yield f"{file_of(kind, page)}: cites `{id}`, which `{source.superseded_by}` has superseded."


def _as_table(findings: Sequence[SourceFinding]) -> str:
    heads = ["finding", SOURCE, "detail", "cited by"]
    lines = [[one.finding, one.source, one.detail, ", ".join(one.cited_by)] for one in findings]
    return in_columns([heads, *lines]) if findings else ""


def _as_json(findings: Sequence[SourceFinding]) -> str:
    return as_document({"findings": [asdict(one) for one in findings], "count": len(findings)})


SOURCE_FORMATS: Final[Mapping[str, Callable[[Sequence[SourceFinding]], str]]] = {"table": _as_table, "json": _as_json}
"""The forms of the report, by the names that the command line takes."""
