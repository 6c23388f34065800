"""Inputs by name: who asks for one is noted as depending on it, and what digest it has now is worked out once.

| name | input |
|---|---|
| `file:content/x.yaml` | the bytes of a content file |
| `program` | this program |
| `globals` | settings, scales, terms, people, the finder's words, moved records, images, fonts, and this program |
| `id:scenario:x`, `known:scenario` | whether there is a file for a record; whether that is known of a kind |
| `outline:content/x.yaml` | what the checks between records know of the records in a file |
| `scenario:x`, `topic:x`, ... | a record |
| `picture:x.png`, `document:x.pdf` | what pages know of a picture or document |
| `media:figures/x-0123456789.png` | the bytes of one, by its path in the site |
| `summary:x` | what other pages know of a scenario |
| `drafts:found` | whether the search finds drafts |
| `cited_by:x`, `rated_in:x`, `done_by:x` | who refers to a source, a procedure, a protocol |
| `claims:scenario:x` | how many claims a record has of each standing |
| `sections:x` | the registered sections of a scenario |
| `copies:topic:x` | the registered printed copies of a record |
| `approvals:topic:x` | the approvals of a record, with what has changed since |
| `changes:topic:x` | the published changes of a record |
| `copy:topic:x` | the copy that a record is printed as now |
| `passed:2027-02-01` | whether a day has passed on the day of the edition |
| `ids:NAME` | the list of all ids under one of the names above |
| `templates`, `printer` | the project's templates; what prints PDFs, with its templates and fonts |
| `left-out` | whether PDFs that do not stand are left out, as in a preview |
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final, Generic, TypeVar

T = TypeVar("T")

Ask = Callable[[str], None]
"""Notes the name of an input that is asked for."""

SIZE: Final = 16
"""Bytes of a digest."""
ABSENT: Final = bytes(SIZE)
"""The digest of what is not there, or not so."""
PRESENT: Final = ABSENT[:-1] + b"\1"
"""The digest of what is so."""


class Recorder:
    """The names of the inputs that a task has asked for."""

    def __init__(self, *asked: str) -> None:
        self.asked = set(asked)

    def ask(self, name: str) -> None:
        """Note an input."""
        self.asked.add(name)


class TrackedMapping(Mapping[str, T], Generic[T]):
    """Things of one kind by id; `ask` gets the name of each that is looked at, or looked for."""

    def __init__(self, name: str, ids: Collection[str], fetch: Callable[[str], T], ask: Ask) -> None:
        self._name, self._ids, self._fetch, self._ask = name, ids, fetch, ask

    def __getitem__(self, id: str) -> T:
        self._ask(f"{self._name}:{id}")
        if id not in self._ids:
            raise KeyError(id)
        return self._fetch(id)

    def __contains__(self, id: object) -> bool:
        self._ask(f"{self._name}:{id}")
        return id in self._ids

    def __iter__(self) -> Iterator[str]:
        self._ask(f"ids:{self._name}")
        return iter(self._ids)

    def __len__(self) -> int:
        self._ask(f"ids:{self._name}")
        return len(self._ids)


class Inputs(dict[str, bytes]):
    """The digest of every input by its name, worked out when it is first looked up."""

    def __init__(self, sources: Mapping[str, Callable[[str], bytes]]) -> None:
        """`sources` give the digest of an input by the rest of its name, by the part before the first colon."""
        super().__init__()
        self._sources = sources

    def __missing__(self, name: str) -> bytes:
        kind, _, rest = name.partition(":")
        source = self._sources.get(kind)
        digest = self[name] = source(rest) if source else ABSENT
        return digest


def truth_digest(so: bool) -> bytes:
    """The digest of whether something is so."""
    return PRESENT if so else ABSENT
