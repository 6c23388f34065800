"""Bring `site_src/` up to date: render what may differ, write what does, remember what depends on what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from wardbook.engine.digests import digest
from wardbook.engine.frozen import thaw
from wardbook.engine.jobs import WORTH_IT, spread
from wardbook.engine.shelf import input_name
from wardbook.engine.stock import Stock
from wardbook.engine.store import Output, Store
from wardbook.engine.survey import STANDARDS, Survey
from wardbook.facts import Facts
from wardbook.output import Stamp, stamp, stamps, take_away, write_file
from wardbook.read.kinds import record_in
from wardbook.site import Unit, render_unit, units
from wardbook.templating import Templates
from wardbook.views.text import Vocabulary

RENDERED: Final = "site_src"
"""The folder of a project that is rendered."""
README: Final = "README.md"
"""The one file of `site_src/` that is not rendered."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What `site_src/` holds, and what was done to it."""

    files: Mapping[str, bytes]
    """The SHA-256 of every file by its path."""
    changed: int
    """How many files were written or removed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kit:
    """With what to render, and where to."""

    target: Path
    """The project's `site_src/`."""
    templates: Templates
    templates_digest: bytes
    today: date


@dataclass(frozen=True, slots=True)
class _Bench:
    """What rendering one unit takes; every process has the same."""

    kit: Kit
    stock: Stock
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class _Done:
    """A rendered unit: what it used, what it left on disk, and how much of that differed."""

    unit: str
    used: frozenset[str]
    outputs: tuple[Output, ...]
    changed: int


def bring_up_to_date(content: Survey, store: Store, kit: Kit) -> Rendered:
    """Make `kit.target` hold what rendering everything would give, by rendering only what may differ.

    Raises TemplateFault and OSError; what was begun then is rendered again by the next run.
    """
    _start_over_on_a_new_basis(store, digest(content.basis, kit.templates_digest))
    wanted = {_name(unit): unit for unit in units(content.paths)}
    found = dict(stamps(kit.target))
    stale = _stale(found, wanted, content, store, kit.today)
    todo = [unit for name, unit in wanted.items() if name in stale]
    with store.together():
        store.forget_units(stale)
    bench = _Bench(kit, _stock(content, store, len(todo)), Vocabulary(content.standards.terms))
    changed = 0
    with store.together():
        for done in spread(_render, bench, todo):
            store.add_unit(done.unit, done.used, done.outputs)
            changed += done.changed
        store.set_files(content.keys)
        store.set_fact(STANDARDS, content.basis)
        store.set_fact("day", kit.today.isoformat().encode())
        store.forget_sound(store.sound_keys() - set(content.keys.values()))
    files = {output.path: output.digest for output in store.outputs()}
    foreign = found.keys() - files.keys() - {README}
    take_away(kit.target, foreign)
    return Rendered(files, changed + len(foreign))


def _start_over_on_a_new_basis(store: Store, basis: bytes) -> None:
    if store.fact("basis") != basis:
        with store.together():
            store.forget_all()
            store.set_fact("basis", basis)


def _stale(
    found: Mapping[str, Stamp | None], wanted: Mapping[str, Unit], content: Survey, store: Store, today: date
) -> set[str]:
    """The units to be rendered anew or forgotten: new, gone, spoiled on disk, or using what has changed."""
    spoiled = {output.unit for output in store.outputs() if found.get(output.path) != output.stamp}
    users = {unit for name in _changed_inputs(content, store, today) for unit in store.users(name)}
    return (wanted.keys() ^ store.units()) | spoiled | users


def _changed_inputs(content: Survey, store: Store, today: date) -> Iterator[str]:
    """The names of all inputs of pages that are not what they were when `site_src/` was last complete."""
    before = store.files()
    for path in before.keys() | content.keys.keys():
        if before.get(path) != content.keys.get(path):
            yield from _changed_by(path, before.get(path), content.keys.get(path), store)
    then = store.fact("day").decode()
    first, last = sorted((then, today.isoformat())) if then else ("", "")
    flipped = store.due(first, last)
    for path, key in content.keys.items():
        if key in flipped:
            kind, id = record_in(path)
            yield input_name(kind, id)
            yield input_name("card", id)


def _changed_by(path: str, old: bytes | None, new: bytes | None, store: Store) -> Iterator[str]:
    """The names of the inputs that a changed, new or deleted file has changed."""
    kind, id = record_in(path)
    was, now = (store.sound(key) if key else None for key in (old, new))
    yield input_name(kind, id)
    if was is None or now is None:
        yield input_name(kind, "*")
        yield input_name("card", "*")
    if was is None or now is None or thaw(was.shown) != thaw(now.shown):
        yield input_name("card", id)
    facts_before, facts_now = (_only(thaw(sound.facts)) if sound else Facts() for sound in (was, now))
    for source in facts_before.names ^ facts_now.names:
        yield input_name("cited_by", source[1])
    for procedure in facts_before.rates ^ facts_now.rates:
        yield input_name("rated_in", procedure)
    for protocol in {facts_before.protocol} ^ {facts_now.protocol}:
        yield input_name("done_by", protocol)


def _only(facts: tuple[tuple[Any, Facts], ...]) -> Facts:
    return facts[0][1]


def _stock(content: Survey, store: Store, size: int) -> Stock:
    """The stock for rendering `size` units: everything at hand where other processes will share it."""
    if size < WORTH_IT:
        return Stock(content, store.shown, store.all_facts)
    shown, facts = store.all_shown(), store.all_facts()
    stock = Stock(content, shown.__getitem__, facts.copy)
    stock.share()
    return stock


def _render(bench: _Bench, unit: Unit) -> _Done:
    used: set[str] = set()
    kit, library = bench.kit, bench.stock.library(used.add)
    name = _name(unit)
    outputs, changed = [], 0
    for path, raw in render_unit(unit, library, bench.vocabulary, kit.templates, kit.today).items():
        changed += write_file(kit.target, path, raw)
        outputs.append(Output(path, name, sha256(raw).digest(), stamp(kit.target / path)))
    return _Done(name, frozenset(used), tuple(outputs), changed)


def _name(unit: Unit) -> str:
    return ":".join(unit)
