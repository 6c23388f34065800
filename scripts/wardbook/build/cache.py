"""The cache of a project: the result of a task stands while every input it asked for has the digest it had.

A task has a name, such as `render:scenario:known-lump`, and notes which inputs it asks for while it runs. The cache
keeps their names, one digest over all of their digests, and the result. It is a database beside the project, safe to
delete: a cache that is damaged is thrown away, and a row that is damaged does not stand.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Generic, NamedTuple, TypeVar

from wardbook.system.digests import file_digest
from wardbook.system.files import make_folder

R = TypeVar("R")

FORMAT: Final = 1
"""The format of the table; a cache of another format is thrown away."""
DATABASE: Final = "cache.sqlite"
SEAL: Final = "cache.sha256"
"""The digest of the database while nobody has it open; without it, the database keeps itself consistent."""
TABLE: Final = "CREATE TABLE IF NOT EXISTS task (name BLOB PRIMARY KEY, inputs BLOB, digest BLOB, result BLOB)"
CHECKSUM_LENGTH: Final = 8
"""Bytes of a result's own digest, which stands before it."""


class Finished(NamedTuple):
    """A task that was run."""

    task: str
    asked: Iterable[str]
    """The names of the inputs it asked for."""
    result: bytes


class TaskRow(NamedTuple):
    """A task as the cache keeps it."""

    task: bytes
    inputs: bytes
    """The names of the inputs it asked for, with a NUL between them."""
    digest: bytes
    """A digest of both, and of the digests that the inputs had."""
    marked: bytes
    """Its result behind the mark."""

    def result(self, inputs: Mapping[str, bytes]) -> bytes | None:
        """The result if it stands, given the digests that inputs have now; else nothing."""
        try:
            if _digest(self.task, self.inputs, inputs) != self.digest:
                return None
            mark, result = self.marked[:CHECKSUM_LENGTH], self.marked[CHECKSUM_LENGTH:]
            return result if _mark(self.digest, result) == mark else None
        except (AttributeError, LookupError, TypeError, ValueError):
            return None  # the row is damaged


def row_of(finished: Finished, inputs: Mapping[str, bytes]) -> TaskRow:
    """A finished task as a row, given the digests that inputs have now."""
    task, names = _encoded(finished.task), _encoded("\0".join(sorted(finished.asked)))
    digest = _digest(task, names, inputs)
    return TaskRow(task, names, digest, _mark(digest, finished.result) + finished.result)


def _encoded(name: str) -> bytes:
    """A name as bytes; names of files may be of no encoding."""
    return name.encode("utf-8", "surrogateescape")


def _digest(task: bytes, names: bytes, inputs: Mapping[str, bytes]) -> bytes:
    asked = names.decode("utf-8", "surrogateescape").split("\0") if names else ()
    found = map(inputs.__getitem__, asked)
    return hashlib.blake2b(b"".join((task, b"\0", names, b"\0", *found)), digest_size=16).digest()


def _mark(digest: bytes, result: bytes) -> bytes:
    return hashlib.blake2b(digest + result, digest_size=CHECKSUM_LENGTH).digest()


def _always(*_: object) -> bool:
    return True


@dataclass(frozen=True, kw_only=True, slots=True)
class Step(Generic[R]):
    """Tasks of one kind: how they are run, and what their results are."""

    run: Callable[[list[str]], Iterable[Finished]]
    """Runs the tasks with these names, of which there is one at least."""
    decode: Callable[[bytes], R]
    stands: Callable[[str, R], bool] = _always
    """Whether the files that are a task's outputs are still there; without them its result does not stand."""


class Cache:
    """An open cache. Every method may raise `sqlite3.Error`, which is taken for damage."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._database.execute(TABLE)

    @classmethod
    def empty(cls) -> Cache:
        """A cache that has nothing and lasts as long as it is used."""
        return cls(sqlite3.connect(":memory:", isolation_level=None))

    def row(self, task: str) -> TaskRow | None:
        """The row of a task."""
        found = self._database.execute(
            "SELECT name, inputs, digest, result FROM task WHERE name = ?", (_encoded(task),)
        ).fetchone()
        return TaskRow(*found) if found else None

    def rows(self, kind: str) -> dict[str, TaskRow]:
        """The rows of all tasks of a kind, by the names of the tasks."""
        rows = self._database.execute(
            "SELECT name, inputs, digest, result FROM task WHERE name > ? AND name < ?", _range(kind)
        )
        return {row[0].decode("utf-8", "surrogateescape"): TaskRow(*row) for row in rows}

    def result(
        self,
        task: str,
        inputs: Mapping[str, bytes],
        run: Callable[[], Finished],
        decode: Callable[[bytes], R],
        stands: Callable[[str, R], bool] = _always,
    ) -> R:
        """The result of a single task."""
        step = Step(run=lambda stale: (run() for _ in stale), decode=decode, stands=stands)
        return self.refresh([task], inputs, step)[task]

    def refresh(self, tasks: Iterable[str], inputs: Mapping[str, bytes], step: Step[R]) -> dict[str, R]:
        """The results of tasks, by their names: those that stand, and those of running all others.

        Raises what running them raises; what was finished by then is kept.
        """
        found: dict[str, R] = {}
        stale = []
        for task in tasks:
            row = self.row(task)
            kept = row.result(inputs) if row else None
            if kept is not None and step.stands(task, result := step.decode(kept)):
                found[task] = result
            else:
                stale.append(task)
        if not stale:
            return found
        with self.transaction():
            for finished in step.run(stale):
                self.add(row_of(finished, inputs))
                found[finished.task] = step.decode(finished.result)
        return found

    def add(self, row: TaskRow) -> None:
        """Keep a task."""
        self._database.execute("INSERT OR REPLACE INTO task VALUES (?, ?, ?, ?)", row)

    def keep_only(self, kind: str, tasks: Iterable[str]) -> None:
        """Forget all tasks of a kind but these."""
        names = self._database.execute("SELECT name FROM task WHERE name > ? AND name < ?", _range(kind))
        wanted = set(map(_encoded, tasks))
        gone = [(name,) for (name,) in names if name not in wanted]
        if gone:
            with self.transaction():
                self._database.executemany("DELETE FROM task WHERE name = ?", gone)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write at one go all that is kept within; after an error, what was kept before it."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            if self._database.in_transaction:
                self._database.execute("COMMIT")


def _range(kind: str) -> tuple[bytes, bytes]:
    """The names between which those of a kind of task are."""
    return f"{kind}:".encode(), f"{kind};".encode()


def with_cache(folder: Path, work: Callable[[Cache], R]) -> R:
    """Do some work with the cache in `folder`; a damaged cache is thrown away and the work done anew.

    Where nothing can be kept, as in a folder that is read-only or on a full disk, the cache lasts as
    long as the work. Raises what the work raises.
    """
    for _ in ("as it is", "made again"):
        try:
            with _opened(folder) as cache:
                return work(cache)
        except (sqlite3.Error, pickle.UnpicklingError):
            for name in (DATABASE, SEAL):
                with suppress(OSError):
                    (folder / name).unlink(missing_ok=True)
    return work(Cache.empty())


@contextmanager
def _opened(folder: Path) -> Iterator[Cache]:
    seal = _broken_seal(folder)
    database = _connected(folder)
    try:
        cache = Cache(database)
        before = database.total_changes
        yield cache
        seal = seal if database.total_changes == before else b""
    except BaseException:
        seal = b""
        raise
    finally:
        database.close()
        with suppress(OSError):
            (folder / SEAL).write_bytes(seal or _sealed(folder))


def _broken_seal(folder: Path) -> bytes:
    """Take the seal off the database, which is thrown away if it is not what was sealed; return the seal."""
    with suppress(OSError):
        seal = (folder / SEAL).read_bytes()
        with suppress(FileNotFoundError):
            if _sealed(folder) == seal:
                (folder / SEAL).unlink()
                return seal
            (folder / DATABASE).unlink()
        (folder / SEAL).unlink()
    return b""


def _sealed(folder: Path) -> bytes:
    return file_digest(folder / DATABASE).encode()


def _connected(folder: Path) -> sqlite3.Connection:
    """The database in `folder`, if it can be used, or one in memory."""
    try:
        make_folder(folder)
        database = sqlite3.connect(folder / DATABASE, isolation_level=None)
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, FORMAT):
            database.close()
            (folder / DATABASE).unlink()
            database = sqlite3.connect(folder / DATABASE, isolation_level=None)
        # To wait for the disk takes seconds while it is busy. What a power cut spoils does not stand.
        database.execute("PRAGMA synchronous = OFF")
        if version != FORMAT:
            database.execute(f"PRAGMA user_version = {FORMAT}")
    except (OSError, sqlite3.OperationalError):
        return sqlite3.connect(":memory:", isolation_level=None)
    return database


# --- records as bytes

_OURS: Final = ("wardbook.model.", "wardbook.text.tree", "wardbook.library.summary", "wardbook.library.library")


class _Unpickler(pickle.Unpickler):
    """Knows the classes of our records and nothing that could act."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("datetime", "date"):
            return date
        # What a module has from elsewhere is not its own, and a name with a point leads into anything.
        if module.startswith(_OURS) and name.isidentifier():
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record")


def dumps(value: object) -> bytes:
    """A record as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def loads(raw: bytes) -> Any:
    """The record that the bytes hold, whoever wrote them. Raises `pickle.UnpicklingError` for anything else."""
    try:
        return _Unpickler(io.BytesIO(raw)).load()
    except Exception as error:  # damaged bytes raise whatever their first wrong instruction leads to
        raise pickle.UnpicklingError(f"no record: {error}") from error
