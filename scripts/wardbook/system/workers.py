"""The same work on many items, on all cores where that is worth it."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, Final, TypeVar

from wardbook.system.processes import end_with_parent

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_IT: Final = 64
"""Items from which a second process saves more time than it costs to start, about 0.1 s."""

_here: dict[str, Any] = {}


def cores() -> int:
    """How many processes can work at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[Shared, Item], Result], shared: Shared, items: Sequence[Item], chunk: int = 8
) -> Iterator[Result]:
    """`work(shared, item)` for every item, in their order."""
    if len(items) < WORTH_IT or cores() == 1 or not _may_fork():
        yield from (work(shared, item) for item in items)
        return
    # A copy of this process has everything at hand that was loaded and read.
    with ProcessPoolExecutor(cores(), multiprocessing.get_context("fork"), _take, (work, shared)) as pool:
        yield from pool.map(_run, items, chunksize=chunk)


def _may_fork() -> bool:
    """Whether a copy of this process can work.

    Where threads run, as in a preview or once something was printed, it might stand still for ever.
    """
    return "fork" in multiprocessing.get_all_start_methods() and _threads() == 1


def _threads() -> int:
    """How many threads this process has; where the system does not say so, more than are safe."""
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir())
    except OSError:
        return 2


def _take(work: Callable[[Shared, Item], Result], shared: Shared) -> None:
    end_with_parent()
    _here["work"], _here["shared"] = work, shared
    # What is shared is not looked through again and again for garbage; a third of the time went there.
    gc.freeze()
    gc.set_threshold(100_000)


def _run(item: object) -> Any:
    return _here["work"](_here["shared"], item)


def meanwhile(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin some work in another process; what is returned waits for its result, or does the work if there is none."""
    if cores() == 1 or not _may_fork():
        return work
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)

    def begin() -> None:
        end_with_parent()
        there.send(work())

    context.Process(target=begin, daemon=True).start()
    there.close()

    def result() -> Result:
        try:
            return here.recv()  # type: ignore[no-any-return]  # it was sent by `begin`
        except EOFError:
            return work()

    return result
