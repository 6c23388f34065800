"""The memory on disk: opened, sealed, and thrown away when it is damaged."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from wardbook.build.store import TABLES, Store, StoreFault
from wardbook.system.digests import file_digest
from wardbook.system.files import make_folder

Result = TypeVar("Result")

FORMAT: Final = 1
"""The form of the tables; a memory of another form is thrown away."""
DATABASE: Final = "memory.sqlite"
PAGES: Final = "pages.sqlite"
"""What is remembered of built pages, each of them checked by its digest when it is used."""
SEAL: Final = "memory.sha256"
"""The digest of the database while nobody has it open; without it, the database keeps itself consistent."""


def remembering(folder: Path, work: Callable[[Store], Result]) -> Result:
    """Do some work with the memory in `folder`; a damaged memory is thrown away and the work done anew.

    Where nothing can be remembered, as in a folder that is read-only or on a full disk, the memory
    lasts as long as the work. Raises what the work raises.
    """
    for _ in ("as it is", "made again"):
        try:
            with _opened(folder) as store:
                return work(store)
        except (sqlite3.Error, StoreFault, pickle.UnpicklingError):
            for name in (DATABASE, PAGES, SEAL):
                with suppress(OSError):
                    (folder / name).unlink(missing_ok=True)
    with closing(_passing()) as database:
        database.executescript(TABLES)
        return work(Store(database))


@contextmanager
def _opened(folder: Path) -> Iterator[Store]:
    seal = _broken_seal(folder)
    database = _connected(folder)
    try:
        database.executescript(TABLES)
        before = database.total_changes
        yield Store(database)
        seal = seal if database.total_changes == before else b""
    except BaseException:
        seal = b""
        raise
    finally:
        database.close()
        with suppress(OSError):
            (folder / SEAL).write_bytes(seal or _digest(folder))


def _broken_seal(folder: Path) -> bytes:
    """Take the seal off the database, which is thrown away if it is not what was sealed; return the seal."""
    with suppress(OSError):
        seal = (folder / SEAL).read_bytes()
        with suppress(FileNotFoundError):
            if _digest(folder) == seal:
                (folder / SEAL).unlink()
                return seal
            (folder / DATABASE).unlink()
        (folder / SEAL).unlink()
    return b""


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
        if version != FORMAT:
            database.execute(f"PRAGMA user_version = {FORMAT}")
        database.execute("ATTACH ? AS pages", (str(folder / PAGES),))
    except (OSError, sqlite3.OperationalError):
        return _passing()
    return database


def _passing() -> sqlite3.Connection:
    """A database that nobody will remember."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute("ATTACH ':memory:' AS pages")
    return database


def _digest(folder: Path) -> bytes:
    return file_digest(folder / DATABASE).encode()
