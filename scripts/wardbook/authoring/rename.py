"""The renaming of a record: its file, every reference to it, and the note of its old address.

Only the characters of an id are replaced, so comments and formatting stay. The register keeps the old id, because its
address and its printed copies were published; `wardbook register` adds the new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from wardbook.authoring.edits import Edit, FileChanges, edited
from wardbook.authoring.moves import with_move
from wardbook.authoring.skeleton import fault_of_id
from wardbook.authoring.yaml_text import scalar
from wardbook.kinds import PAGE, SOURCE
from wardbook.model.base import Record, Ref
from wardbook.model.register import Moved
from wardbook.model.settings import ProsePage
from wardbook.model.traverse import references, references_in
from wardbook.problems import ContentError, Problem, UserError
from wardbook.read.content import Snapshot
from wardbook.read.document import Document, PageBody, Parsed, page_parts, parse
from wardbook.read.files import decode
from wardbook.read.layout import GENERATED_PAGES, MOVED, REGISTER, file_of, is_image, record_in
from wardbook.read.yaml.places import Place, places
from wardbook.text.tree import RichText


@dataclass(frozen=True, slots=True)
class Rename:
    """A record's new id."""

    kind: str
    old: str
    new: str

    @property
    def old_file(self) -> str:
        """The path of the record's file before."""
        return file_of(self.kind, self.old)

    @property
    def new_file(self) -> str:
        """The path of the record's file afterwards."""
        return file_of(self.kind, self.new)

    def concerns(self, kind: str, id: str) -> bool:
        """Whether a reference is to the record."""
        return (kind, id) == (self.kind, self.old)


@dataclass(frozen=True, slots=True)
class Renamed:
    """The outcome of a renaming."""

    changes: FileChanges
    lines: Mapping[str, Sequence[int]]
    """The lines that change in each file, by its path afterwards."""


def renamed(snapshot: Snapshot, rename: Rename, on: date) -> Renamed:
    """Work out the renaming of a record.

    Raises UserError where an id will not do, and ContentError with the faults of files that name the record.
    """
    _refuse(snapshot, rename)
    written: dict[str, bytes] = {}
    lines: dict[str, list[int]] = {}
    problems: list[Problem] = []
    for path, raw in snapshot.items():
        if not _may_name(path, raw, rename):
            continue
        edits = _edits(path, raw, rename)
        faults = [one for one in edits if isinstance(one, Problem)]
        if faults or isinstance(raw, Problem):
            problems += faults
        elif edits:
            sound = [one for one in edits if isinstance(one, Edit)]
            target = rename.new_file if path == rename.old_file else path
            written[target] = edited(raw, sound)
            lines[target] = sorted({_line(raw, edit) for edit in sound})
            problems += _misread(parse(path, raw), parse(target, written[target]), rename)
    if problems:
        raise ContentError(problems)
    moved = written.get(MOVED) or snapshot.get(MOVED, b"")
    written[MOVED] = with_move(moved if isinstance(moved, bytes) else b"", rename.kind, rename.old, rename.new, on)
    return Renamed(FileChanges(written, (rename.old_file,)), lines)


def _line(raw: bytes, edit: Edit) -> int:
    """The line of an edit, whose places count each line end as one character."""
    return raw.decode("utf-8").replace("\r\n", "\n").count("\n", 0, edit.start) + 1


def _refuse(snapshot: Snapshot, rename: Rename) -> None:
    kind, old, new = rename.kind, rename.old, rename.new
    there = {id for of, id in map(record_in, snapshot) if of == kind}
    if old not in there:
        close = get_close_matches(old, sorted(there), n=1)
        advice = f"did you mean {close[0]}?" if close else f"`wardbook list {kind}` names them."
        raise UserError(f"{old}: expected the id of a {kind}, got one that does not exist: {advice}")
    if fault := fault_of_id(new):
        raise UserError(fault)
    if new in there or (kind == PAGE and new in GENERATED_PAGES):
        raise UserError(f"{new}: expected an id that no {kind} has, got that of one: choose another.")
    moved = parse(MOVED, snapshot[MOVED]).document if MOVED in snapshot else None
    if moved and isinstance(moved.record, Moved):
        for number, move in enumerate(moved.record.moved):
            if (move.kind, move.id) == (kind, new):
                line = moved.text.line_of(("moved", number))
                raise UserError(
                    f"{new}: expected an id that no {kind} had, got the one at {MOVED}:{line}: choose another,"
                    " or take that entry out if it was never published."
                )


def _may_name(path: str, raw: bytes | Problem, rename: Rename) -> bool:
    """Whether a file is to be read; what cannot be read may name anything."""
    if is_image(path) or path == REGISTER:
        return False
    return isinstance(raw, Problem) or path in (MOVED, rename.old_file) or rename.old.encode() in raw


def _edits(path: str, raw: bytes | Problem, rename: Rename) -> list[Edit | Problem]:
    """The edits of a file, or the faults that make them unsafe."""
    parsed = parse(path, raw)
    text = raw if isinstance(raw, Problem) else decode(path, raw)
    if parsed.problems or isinstance(text, Problem):
        return list(parsed.problems)
    if parsed.document is None:
        message = f"expected no placeholder TODO in a file that names `{rename.old}`, got one: fill it in first"
        return [Problem(path, 1, "", message)]
    of_body = _edits_of_body(parsed.body, text, rename) if parsed.body else ()
    return [*_edits_of_fields(parsed.document, text, rename), *of_body]


def _edits_of_fields(document: Document[Record], text: str, rename: Rename) -> Iterator[Edit | Problem]:
    parts = page_parts(text) if isinstance(document.record, ProsePage) else None
    start, head = (parts.head_start, parts.head) if parts else (0, text)
    found = {loc: Place(start + place.start, start + place.end, place.is_block) for loc, place in places(head).items()}
    if document.path == rename.old_file:
        yield _edit_of_id(text, found["id",], rename) or document.problem(("id",), _not_plain(rename))
    for loc, leaf in document.leaves:
        place = found[document.text.known(loc)]
        if isinstance(leaf, Ref) and rename.concerns(leaf.record_kind, leaf):
            yield _edit_of_id(text, place, rename) or document.problem(loc, _not_plain(rename))
        elif isinstance(leaf, RichText) and (named := _named(leaf, rename)):
            edits = list(_edits_of_text(text, place, rename))
            yield from edits if len(edits) == named else [document.problem(loc, _not_plain(rename))]


def _edits_of_body(body: PageBody, text: str, rename: Rename) -> Iterator[Edit | Problem]:
    if named := _named(body.text, rename):
        edits = list(_edits_of_text(text, Place(len(text) - len(body.source), len(text), is_block=False), rename))
        fault = Problem(body.path, body.line_of(rename.old), "", _not_plain(rename))
        yield from edits if len(edits) == named else [fault]


def _edit_of_id(text: str, place: Place, rename: Rename) -> Edit | None:
    """The edit of an id that is a value of its own; none where it is not written in one piece."""
    written = text[place.start : place.end]
    if written == rename.old:
        return Edit(place.start, place.end, scalar(rename.new))
    if written[1:-1] == rename.old and written[0] == written[-1] in ("'", '"'):
        return Edit(place.start + 1, place.end - 1, rename.new)
    return None


def _edits_of_text(text: str, place: Place, rename: Rename) -> Iterator[Edit]:
    """The edits of citations and links in a text."""
    old = re.escape(rename.old)
    link = rf"\]\(\s*<?{rename.kind}:(?P<linked>{old})(?=[)>\s])"
    citation = rf"|\[@(?P<cited>{old})(?=[,\]])" if rename.kind == SOURCE else ""
    for match in re.compile(rf"(?<!\\)(?:{link}{citation})").finditer(text, place.start, place.end):
        start, end = match.span(match.lastgroup or 0)
        yield Edit(start, end, rename.new)


def _named(text: RichText, rename: Rename) -> int:
    """How often a text names the record."""
    return sum(rename.concerns(kind, id) for kind, id in references_in(text))


def _not_plain(rename: Rename) -> str:
    return f"expected `{rename.old}` written as it is, got it with escapes: write it plainly"


def _misread(before: Parsed, after: Parsed, rename: Rename) -> Iterator[Problem]:
    """The faults of a file after its edits; it must be sound and name what it named, by the new id."""
    expected = [(kind, rename.new if rename.concerns(kind, id) else id) for kind, id in _references(before)]
    yield from after.problems
    if not after.problems and _references(after) != expected:
        yield Problem(after.path, 1, "", f"expected references to `{rename.new}` in place of the old ones, got others")


def _references(parsed: Parsed) -> list[tuple[str, str]]:
    values = (parsed.document.record if parsed.document else None, parsed.body.text if parsed.body else None)
    return [(kind, id) for value in values for _, kind, id in references(value)]
