"""The kinds of records that have an id and a file: one row for each, from which every table about kinds is derived.

Another kind of record with a page takes a row here and its name in `KindName`, a model in `model/records/`, a field of
the `Library`, a view, a template, and a case in `views/targets/pages.py`. A kind that texts place takes a row in
`PLACED`, a model, a field of the `Library`, a view in `views/placed/`, and its templates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

KindName = Literal["scenario", "topic", "protocol", "procedure", "source", "page"]
"""The name of a kind, as it stands in content, in links of texts and in messages."""

SCENARIO: Final = "scenario"
TOPIC: Final = "topic"
PROTOCOL: Final = "protocol"
PROCEDURE: Final = "procedure"
SOURCE: Final = "source"
PAGE: Final = "page"
FIGURE: Final = "figure"


@dataclass(frozen=True, kw_only=True, slots=True)
class FiledKind:
    """A kind of record of which each has a file named by its id."""

    name: str
    plural: str
    """Its folder in `content/`, its field in the library, and of a kind with a page a part of addresses."""
    title: str = "title"
    """The field that is a record's name in lists and links."""
    suffix: str = ".yaml"
    """The ending of its files."""

    @property
    def is_yaml(self) -> bool:
        """Whether its files are YAML, for which there are a schema and a skeleton."""
        return self.suffix == ".yaml"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedKind(FiledKind):
    """A kind of record without a page: a text places it between two paragraphs, as in `[table: its-id]`."""

    beside: tuple[str, ...]
    """The endings of files that may stand beside a record, of the same name, and hold a part of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind(FiledKind):
    """A kind of record that has a page and an id."""

    name: KindName
    label: str
    """Its name for readers."""
    page: str
    """The path of a record's page in `site_src/`, with `{}` for the id."""
    list_label: str
    """The name of the page that lists all records of the kind."""
    list_page: str
    """The path of that page in `site_src/`."""
    title_prefix: str = ""
    """Words before that name."""
    has_sections: bool = False
    """Whether the sections of its page have pages and embeds of their own."""
    is_embedded: bool = False
    """Whether other sites can embed it."""
    printed_as: str = ""
    """The name of its PDF for readers; empty where there is none."""
    in_navigation: bool = False
    """Whether the navigation lists its records."""
    cites: bool = True
    """Whether a source lists its records among those that cite it."""
    counted: int = 0
    """Its place among the counts of a report, from 1; 0 where it is not counted."""


_ROWS: Final = (
    Kind(
        name=SCENARIO,
        plural="scenarios",
        label="Scenario",
        page="scenarios/{}/index.md",
        list_label="All scenarios, A to Z",
        list_page="find/a-z.md",
        title="short_title",
        has_sections=True,
        is_embedded=True,
        printed_as="Handout of a scenario",
        counted=2,
    ),
    Kind(
        name=TOPIC,
        plural="topics",
        label="Topic",
        page="topics/{}.md",
        list_label="All topics",
        list_page="topics/index.md",
        is_embedded=True,
        printed_as="Book of a topic",
        in_navigation=True,
        counted=1,
    ),
    Kind(
        name=PROTOCOL,
        plural="protocols",
        label="Protocol",
        page="protocols/{}.md",
        list_label="All protocols",
        list_page="protocols/index.md",
        title_prefix="Protocol: ",
        is_embedded=True,
        printed_as="Sheet of a protocol",
        in_navigation=True,
        counted=3,
    ),
    Kind(
        name=PROCEDURE,
        plural="procedures",
        label="Procedure",
        page="procedures/{}.md",
        list_label="All procedures",
        list_page="procedures/index.md",
        title="label",
        counted=4,
    ),
    Kind(
        name=SOURCE,
        plural="sources",
        label="Source",
        page="sources/{}.md",
        list_label="All sources",
        list_page="sources/index.md",
        cites=False,
        counted=5,
    ),
    Kind(
        name=PAGE,
        plural="pages",
        label="Page about the library",
        page="library/{}.md",
        list_label="Home",
        list_page="index.md",
        suffix=".md",
        in_navigation=True,
    ),
)

KINDS: Final[Mapping[str, Kind]] = {row.name: row for row in _ROWS}
"""The kinds with a page by name, in the order in which they are told and listed."""

REVIEWED: Final = (SCENARIO, TOPIC, PROTOCOL)
"""The kinds of records that are reviewed."""

PLACED: Final[Mapping[str, PlacedKind]] = {
    row.name: row
    for row in (
        PlacedKind(name="table", plural="tables", title="caption", beside=(".csv",)),
        PlacedKind(name=FIGURE, plural="figures", title="caption", beside=()),
        PlacedKind(name="regimen", plural="regimens", beside=()),
    )
}
"""The kinds that texts place, by name."""

HAZARD: Final = "hazard"
APPROVAL: Final = FiledKind(name="approval", plural="approvals")
"""The approvals of a record, a file for each. `wardbook approve` writes them, so no command makes or renames one."""

FILED: Final[Mapping[str, FiledKind]] = {
    **KINDS,
    **PLACED,
    HAZARD: FiledKind(name=HAZARD, plural="hazards"),
}
"""All kinds of records that have files of their own, by name."""
