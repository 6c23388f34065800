"""Parallel work on many items, on all cores where that saves time."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from traceback import format_exc
from typing import Any, Final, TypeVar

from wardbook.system.processes import WorkerFault, broken_off
from wardbook.system.signals import become_helper, stops_held

Shared = TypeVar("Shared")
Item = TypeVar("Item")
_Result = TypeVar("_Result")

MIN_ITEMS: Final = 64
"""Items from which a second process saves more time than it costs to start, about 0.1 s; of those that take long, 2."""
_CHUNK: Final = 8
"""The most items that a worker gets at a time."""
_ROUNDS: Final = 8
"""How many times a worker gets items at least, so that none of them works long when all others have ended."""
_AHEAD: Final = 2
"""Chunks that a worker has: one to work on, and one so that it need not wait for the next."""

_Done = tuple[list[Any], Exception | None]
"""The results of a chunk up to the first exception, and that exception."""


def cores() -> int:
    """Number of processes that can work at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def is_parallel(items: Sequence[Any], fewest: int = MIN_ITEMS) -> bool:
    """Whether `parallel_map` works on so many items in several processes."""
    return len(items) >= fewest and cores() > 1 and _may_fork()


def parallel_map(
    work: Callable[[Shared, Item], _Result], shared: Shared, items: Sequence[Item], fewest: int = MIN_ITEMS
) -> Iterator[_Result]:
    """`work(shared, item)` for every item, in their order, in several processes from `fewest` items.

    Raises what the work raises, and WorkerFault.

    Whoever leaves it early waits for nothing: the workers are killed.
    """
    if not is_parallel(items, fewest):
        yield from (work(shared, item) for item in items)
        return
    chunk = max(1, min(_CHUNK, len(items) // (_ROUNDS * cores())))
    chunks = [items[start : start + chunk] for start in range(0, len(items), chunk)]
    workers: dict[Connection, BaseProcess] = {}
    try:
        with stops_held():
            for _ in range(min(cores(), len(chunks))):
                _start(workers, lambda number: _done(work, shared, chunks[number]))
        yield from _results(workers, len(chunks))
    finally:
        with stops_held():
            for pipe, process in workers.items():
                process.kill()
                process.join()
                process.close()
                pipe.close()


def _may_fork() -> bool:
    """Whether a copy of this process can work.

    Where threads run, as in a preview, it might stand still for ever.
    """
    return "fork" in multiprocessing.get_all_start_methods() and _threads() == 1


def _threads() -> int:
    """Number of threads of this process; where the system does not tell, more than are safe."""
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir())
    except OSError:
        return 2


def _start(workers: dict[Connection, BaseProcess], do: Callable[[int], _Done]) -> None:
    """Add a worker, which is a copy of this process: it has everything at hand that was loaded and read."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(os.getpid(), there, [*workers, here], do), daemon=True)
    process.start()
    workers[here] = process
    there.close()


def _work(parent: int, pipe: Connection, others: Sequence[Connection], do: Callable[[int], _Done]) -> None:
    """Do the chunks whose numbers come, until the parent is killed or ends."""
    become_helper(parent)
    for other in others:
        other.close()  # so that the parent alone holds the other end of each pipe
    # What is shared is not looked through again and again for garbage; a third of the time went there.
    gc.freeze()
    gc.set_threshold(1_000_000)
    with suppress(EOFError, ConnectionError):
        while True:
            number = pipe.recv()
            pipe.send((number, do(number)))


def _done(work: Callable[[Shared, Item], _Result], shared: Shared, items: Sequence[Item]) -> _Done:
    results: list[_Result] = []
    try:
        for item in items:
            results.append(work(shared, item))  # noqa: PERF401  # those before an exception are kept
    except Exception as error:
        error.add_note(format_exc())
        return results, error
    return results, None


def _results(workers: Mapping[Connection, BaseProcess], chunks: int) -> Iterator[Any]:
    """The results of so many chunks in order. Raises what the work raises, and WorkerFault."""
    numbers = iter(range(chunks))
    done: dict[int, _Done] = {}
    for pipe in [*workers] * _AHEAD:
        _ask(pipe, workers[pipe], next(numbers, None))
    for wanted in range(chunks):
        while wanted not in done:
            ready = wait([*workers])
            for pipe, process in workers.items():
                if pipe in ready:
                    number, done[number] = _answer(pipe, process)
                    _ask(pipe, process, next(numbers, None))
        results, error = done.pop(wanted)
        yield from results
        if error:
            raise error


def _ask(pipe: Connection, process: BaseProcess, number: int | None) -> None:
    """Give a worker the number of a chunk, if there is one left. Raises WorkerFault."""
    if number is None:
        return
    try:
        pipe.send(number)
    except OSError:
        raise _ended(process) from None


def _answer(pipe: Connection, process: BaseProcess) -> tuple[int, _Done]:
    """The number of a chunk and what a worker made of it. Raises WorkerFault."""
    try:
        answer: tuple[int, _Done] = pipe.recv()
    except (EOFError, OSError):
        raise _ended(process) from None
    return answer


def _ended(process: BaseProcess) -> WorkerFault:
    """The fault of a worker that has left its pipe."""
    process.join()
    return broken_off(process.exitcode)
