"""What the engine remembers from run to run: a database beside the project, safe to delete.

Two kinds of memory. `sound` is a cache by content: what was made of a file's bytes, true for as
long as the bytes are these. The other tables say what the last run rendered, from what, and where.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from wardbook.system.files import Stamp

TABLES: Final = """
CREATE TABLE IF NOT EXISTS sound (key BLOB PRIMARY KEY, facts BLOB, shown BLOB, due TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, key BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unit (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS used (name TEXT, unit TEXT, PRIMARY KEY (name, unit)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS output (path TEXT PRIMARY KEY, unit TEXT, digest BLOB, size INT, changed INT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS output_of ON output (unit);
CREATE TABLE IF NOT EXISTS pages.printed (path TEXT PRIMARY KEY, key BLOB, digest BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pages.built (path TEXT PRIMARY KEY, source BLOB, html TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
"""


class StoreFault(Exception):
    """The memory is damaged; it must be made again."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What is remembered of a sound file, for those who need no more of it."""

    facts: bytes
    shown: bytes
    due: str
    """The day of its next review as YYYY-MM-DD, empty if it has none."""


@dataclass(frozen=True, slots=True)
class Output:
    """A rendered file as it was left on disk."""

    path: str
    unit: str
    digest: bytes
    """Its SHA-256."""
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Built:
    """A page of the site."""

    source: bytes
    """A digest of all that it was built from."""
    html: str
    """The SHA-256 of its HTML in hex."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF as it was left on disk."""

    key: bytes
    """A digest of all that it was printed from."""
    digest: bytes
    """Its SHA-256."""


class Store:
    """The memory, open. Every method may raise `sqlite3.Error`, which the engine takes for damage."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is written within is remembered, or none of it."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def fact(self, name: str) -> bytes:
        """A single remembered value; empty if there is none."""
        row = self._database.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return _whole(row[0]) if row else b""

    def set_fact(self, name: str, value: bytes) -> None:
        """Remember a single value."""
        if self.fact(name) != value:
            self._database.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, _marked(value)))

    def made(self, name: str, basis: bytes) -> dict[str, str]:
        """The digests of the files that were made under a name; none if they were made from another basis."""
        fact = self.fact(name)
        files: dict[str, str] = json.loads(fact[len(basis) :]) if fact.startswith(basis) else {}
        return files

    def set_made(self, name: str, basis: bytes, files: Mapping[str, str]) -> None:
        """Remember the digests of files and what they were made from."""
        self.set_fact(name, basis + json.dumps(files).encode())

    def sound_keys(self) -> set[bytes]:
        """The keys of all files that are known to be sound."""
        return {row[0] for row in self._database.execute("SELECT key FROM sound")}

    def sound(self, key: bytes) -> Sound | None:
        """What is remembered of the file with this key."""
        row = self._database.execute("SELECT facts, shown, due FROM sound WHERE key = ?", (key,)).fetchone()
        return Sound(_whole(row[0]), _whole(row[1]), row[2]) if row else None

    def shown(self, key: bytes) -> bytes:
        """What is shown of a sound file elsewhere. Raises StoreFault if that is not remembered."""
        row = self._database.execute("SELECT shown FROM sound WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise StoreFault("a sound file is not remembered")
        return _whole(row[0])

    def all_facts(self) -> dict[bytes, bytes]:
        """The facts of every sound file by its key."""
        return {row[0]: _whole(row[1]) for row in self._database.execute("SELECT key, facts FROM sound")}

    def all_shown(self) -> dict[bytes, bytes]:
        """What is shown of every sound file elsewhere, by its key."""
        return {row[0]: _whole(row[1]) for row in self._database.execute("SELECT key, shown FROM sound")}

    def due(self, first: str, last: str) -> set[bytes]:
        """The keys of files whose next review is on the day `first` or after it, and before the day `last`."""
        days = self._database.execute("SELECT key FROM sound WHERE due >= ? AND due < ? AND due <> ''", (first, last))
        return {row[0] for row in days}

    def add_sound(self, found: Mapping[bytes, Sound]) -> None:
        """Remember sound files."""
        rows = ((key, _marked(s.facts), _marked(s.shown), s.due) for key, s in found.items())
        self._database.executemany("INSERT OR REPLACE INTO sound VALUES (?, ?, ?, ?)", rows)

    def forget_sound(self, keys: Iterable[bytes]) -> None:
        """Forget files that are no more."""
        self._database.executemany("DELETE FROM sound WHERE key = ?", ((key,) for key in keys))

    def files(self) -> dict[str, bytes]:
        """The files of the last complete run with their keys."""
        return dict(self._database.execute("SELECT path, key FROM file"))

    def set_files(self, files: Mapping[str, bytes]) -> None:
        """Remember the files of a complete run."""
        before = self.files()
        gone = ((path,) for path in before.keys() - files.keys())
        self._database.executemany("DELETE FROM file WHERE path = ?", gone)
        new = ((path, key) for path, key in files.items() if before.get(path) != key)
        self._database.executemany("INSERT OR REPLACE INTO file VALUES (?, ?)", new)

    def users(self, name: str) -> Iterator[str]:
        """The units that used an input when they were rendered."""
        yield from (row[0] for row in self._database.execute("SELECT unit FROM used WHERE name = ?", (name,)))

    def units(self) -> set[str]:
        """The units that are rendered."""
        return {row[0] for row in self._database.execute("SELECT name FROM unit")}

    def outputs(self) -> Iterator[Output]:
        """Every rendered file."""
        for path, unit, digest, *found in self._database.execute("SELECT * FROM output"):
            yield Output(path, unit, digest, Stamp(*found))

    def forget_units(self, units: Iterable[str]) -> None:
        """Forget what units used and rendered, because they are about to be rendered anew or are no more."""
        gone = [(unit,) for unit in units]
        self._database.execute("CREATE TEMP TABLE gone (unit TEXT PRIMARY KEY)")
        self._database.executemany("INSERT OR IGNORE INTO gone VALUES (?)", gone)
        self._database.execute("DELETE FROM unit WHERE name IN (SELECT unit FROM gone)")
        self._database.execute("DELETE FROM used WHERE unit IN (SELECT unit FROM gone)")
        self._database.execute("DELETE FROM output WHERE unit IN (SELECT unit FROM gone)")
        self._database.execute("DROP TABLE gone")

    def postpone_units(self, units: Iterable[str]) -> None:
        """Forget that units are rendered, but not what they rendered: they stay as they are until another run."""
        self._database.executemany("DELETE FROM unit WHERE name = ?", ((unit,) for unit in units))

    def add_unit(self, unit: str, used: Iterable[str], outputs: Iterable[Output]) -> None:
        """Remember what a unit used and rendered."""
        self._database.execute("INSERT OR REPLACE INTO unit VALUES (?)", (unit,))
        self._database.executemany("INSERT OR IGNORE INTO used VALUES (?, ?)", ((name, unit) for name in used))
        rows = ((o.path, o.unit, o.digest, o.stamp.size, o.stamp.changed) for o in outputs)
        self._database.executemany("INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?, ?)", rows)

    def built(self) -> dict[str, Built]:
        """Every page that was built, by its path in `site_src/`."""
        rows = self._database.execute("SELECT path, source, html FROM pages.built")
        return {path: Built(source, html) for path, source, html in rows}

    def set_built(self, new: Mapping[str, Built], pages: Container[str]) -> None:
        """Remember pages that were built, and forget all that are not among `pages`."""
        gone = [(row[0],) for row in self._database.execute("SELECT path FROM pages.built") if row[0] not in pages]
        self._database.executemany("DELETE FROM pages.built WHERE path = ?", gone)
        rows = ((path, page.source, page.html) for path, page in new.items())
        self._database.executemany("INSERT OR REPLACE INTO pages.built VALUES (?, ?, ?)", rows)

    def printed(self) -> dict[str, Printed]:
        """Every PDF that was printed, by its path."""
        rows = self._database.execute("SELECT path, key, digest FROM pages.printed")
        return {path: Printed(key, digest) for path, key, digest in rows}

    def add_printed(self, new: Mapping[str, Printed]) -> None:
        """Remember PDFs that were printed."""
        rows = ((path, printed.key, printed.digest) for path, printed in new.items())
        self._database.executemany("INSERT OR REPLACE INTO pages.printed VALUES (?, ?, ?)", rows)

    def forget_printed(self, gone: Iterable[str]) -> None:
        """Forget PDFs that are no more."""
        self._database.executemany("DELETE FROM pages.printed WHERE path = ?", ((path,) for path in gone))

    def forget_all(self) -> None:
        """Forget what was rendered, because what every page depends on has changed."""
        for table in ("file", "unit", "used", "output"):
            self._database.execute(f"DELETE FROM {table}")  # noqa: S608  # names of our own


def _marked(blob: bytes) -> bytes:
    return hashlib.blake2b(blob, digest_size=8).digest() + blob


def _whole(blob: object) -> bytes:
    """A blob without its mark. Raises StoreFault if it is not what was written."""
    if not isinstance(blob, bytes) or _marked(blob[8:]) != blob:
        raise StoreFault("a blob is damaged")
    return blob[8:]
