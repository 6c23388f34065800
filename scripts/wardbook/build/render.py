"""Bring `site_src/` up to date: render what may differ, write what does, remember what depends on what."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from wardbook.build.archive import Archive
from wardbook.build.check import STANDARDS, Survey
from wardbook.build.frozen import thaw
from wardbook.build.stock import Stock
from wardbook.build.store import Output, Printed, Store
from wardbook.build.tracking import COPIES, input_name
from wardbook.library.edition import edition_of
from wardbook.library.vocabulary import Vocabulary
from wardbook.model.outline import Facts
from wardbook.read.layout import record_in
from wardbook.render.context import render_context
from wardbook.render.site import render_target, targets
from wardbook.render.templates import Templates
from wardbook.render.typst import Printer
from wardbook.system.digests import digest
from wardbook.system.files import Stamp, delete, stamp, stamps, write_if_changed
from wardbook.system.workers import MIN_ITEMS, parallel_map
from wardbook.views.print.current import computed_copies
from wardbook.views.print.volumes import volumes
from wardbook.views.targets.layouts import Target

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
    press: Printer
    press_digest: bytes
    """A digest of the press, its templates and its fonts."""
    today: date
    progress: Progress


Progress = Callable[[int, int], None]
"""What is told how many units are rendered of how many."""


@dataclass(frozen=True, slots=True)
class _Bench:
    """What rendering one unit takes; every process has the same."""

    kit: Kit
    stock: Stock
    vocabulary: Vocabulary
    printed: Mapping[str, Printed]


@dataclass(frozen=True, slots=True)
class _Done:
    """A rendered unit: what it used, what it left on disk, and how much of that differed."""

    unit: str
    used: frozenset[str]
    outputs: tuple[Output, ...]
    printed: Mapping[str, Printed]
    changed: int


def bring_up_to_date(content: Survey, store: Store, kit: Kit, later: Container[str] = ()) -> Rendered:
    """Make `kit.target` hold what rendering everything would give, by rendering only what may differ.

    Targets of the kinds in `later`, which take long, stay as they are until a run that does not name them, as far as
    what they rendered is still there.

    Raises TemplateFault, PrintFault and OSError; what was begun then is rendered again by the next run.
    """
    _start_over_on_a_new_basis(store, digest(content.basis, kit.templates_digest, kit.press_digest))
    wanted = {_name(unit): unit for unit in all_units(content, store)}
    found = dict(stamps(kit.target))
    stale = _stale(found, wanted, content, store, kit.today)
    postponed = {name for name in stale & _whole(found, store) & wanted.keys() if wanted[name][0] in later}
    todo = [unit for name, unit in wanted.items() if name in stale - postponed]
    with store.together():
        store.forget_units(stale - postponed)
        store.postpone_units(postponed)
    printed = store.printed()
    bench = _Bench(kit, stock(content, store, len(todo)), Vocabulary(content.standards.terms), printed)
    changed = 0
    with store.together():
        for number, done in enumerate(parallel_map(_render, bench, todo), 1):
            store.add_unit(done.unit, done.used, done.outputs)
            store.add_printed(done.printed)
            changed += done.changed
            kit.progress(number, len(todo))
        store.set_files(content.keys)
        store.set_fact(STANDARDS, content.basis)
        store.set_fact("day", kit.today.isoformat().encode())
        store.set_fact(COPIES, json.dumps(_copies_in(content)).encode())
        store.forget_sound(store.sound_keys() - set(content.keys.values()))
    files = {output.path: output.digest for output in store.outputs()}
    with store.together():
        store.forget_printed(printed.keys() - files.keys())
    foreign = found.keys() - files.keys() - {README}
    delete(kit.target, foreign)
    return Rendered(files, changed + len(foreign))


def all_units(content: Survey, store: Store) -> Iterator[Target]:
    """Everything there is to render."""
    library = Stock(content, store.shown, store.all_facts).library(lambda _: None)
    return targets(content.paths, len(volumes(library)))


def _start_over_on_a_new_basis(store: Store, basis: bytes) -> None:
    if store.fact("basis") != basis:
        with store.together():
            store.forget_all()
            store.set_fact("basis", basis)


def _stale(
    found: Mapping[str, Stamp | None], wanted: Mapping[str, Target], content: Survey, store: Store, today: date
) -> set[str]:
    """The units to be rendered anew or forgotten: new, gone, spoiled on disk, or using what has changed."""
    spoiled = {output.unit for output in store.outputs() if found.get(output.path) != output.stamp}
    users = {unit for name in _changed_inputs(content, store, today) for unit in store.users(name)}
    return (wanted.keys() ^ store.units()) | spoiled | users


def _whole(found: Mapping[str, Stamp | None], store: Store) -> set[str]:
    """The units of which everything stands on disk as it was left."""
    outputs = list(store.outputs())
    return {o.unit for o in outputs} - {o.unit for o in outputs if found.get(o.path) != o.stamp}


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
    yield from _changed_copies(content, store)


def _changed_copies(content: Survey, store: Store) -> Iterator[str]:
    """The names of the inputs that a changed register has changed; no page depends on the rest of it."""
    were, are = json.loads(store.fact(COPIES) or "{}"), _copies_in(content)
    for name in were.keys() | are.keys():
        if were.get(name) != are.get(name):
            yield input_name(COPIES, name)
    if were.keys() != are.keys():
        yield input_name(COPIES, "*")


def _copies_in(content: Survey) -> dict[str, str]:
    """A digest of the printed copies of each record."""
    return {name: digest(*(copy.model_dump_json() for copy in copies)).hex() for name, copies in content.copies.items()}


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


def stock(content: Survey, store: Store, size: int) -> Stock:
    """The stock for rendering `size` units: everything at hand where other processes will share it."""
    if size < MIN_ITEMS:
        return Stock(content, store.shown, store.all_facts)
    shown, facts = store.all_shown(), store.all_facts()
    stock = Stock(content, shown.__getitem__, facts.copy)
    stock.share()
    return stock


def _render(bench: _Bench, unit: Target) -> _Done:
    used: set[str] = set()
    kit, library = bench.kit, bench.stock.library(used.add)
    name = _name(unit)
    outputs, changed = [], 0
    archive = Archive(press=kit.press, basis=kit.press_digest, folder=kit.target, kept=bench.printed)
    context = render_context(library, kit.templates, archive)
    edition = edition_of(library, kit.today, bench.vocabulary)
    for path, raw in render_target(unit, edition, context, computed_copies(edition)).files.items():
        changed += write_if_changed(kit.target, path, raw)
        outputs.append(Output(path, name, sha256(raw).digest(), stamp(kit.target / path)))
    return _Done(name, frozenset(used), tuple(outputs), archive.seen, changed)


def _name(unit: Target) -> str:
    return ":".join(unit)
