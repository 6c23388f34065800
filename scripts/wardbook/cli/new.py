"""The command that writes a new record. For a scenario it asks what kind of answer it is to have."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

import click

from wardbook.authoring.skeletons.scenarios import (
    ANSWER_KINDS,
    ScenarioKind,
    answer_kind,
    chosen_scales,
    known_of,
    scale_names,
)
from wardbook.authoring.skeletons.skeleton import SKELETONS, Known, fault_of_id, skeleton
from wardbook.authoring.steps import scales_in
from wardbook.cli.rim import fail, in_project, say, write_new
from wardbook.kinds import SCENARIO
from wardbook.model.scales import Scale
from wardbook.problems import UserError
from wardbook.read.layout import file_of

_T = TypeVar("_T")
_OF_SCENARIOS: Final = f"only a {SCENARIO} has an answer, a scale and patient groups: take the option out."

_HAVE_GROUPS: Final = "Have groups of patients answers of their own?"


@click.command()
@click.argument("kind", type=click.Choice(list(SKELETONS)))
@click.argument("id")
@click.option("--answer", metavar="KIND", help=f"A scenario's kind of answer: {', '.join(ANSWER_KINDS)}.")
@click.option("--scale", metavar="SCALE", help="The scale that rates its options, or none.")
@click.option("--groups/--no-groups", default=None, help="Whether groups of patients have answers of their own.")
@in_project
def new(root: Path, kind: str, id: str, *, answer: str | None, scale: str | None, groups: bool | None) -> None:
    """Write a commented skeleton of a new KIND with the id ID.

    For a scenario, a person at a terminal is asked for the options. With a kind of answer, the skeleton has only the
    fields that such an answer needs; without one, it has every field.
    """
    if fault := fault_of_id(id):
        fail(fault)
    path = root / file_of(kind, id)
    given = (answer, scale, groups)
    if kind != SCENARIO and given != (None, None, None):
        fail(f"{kind}: expected no such option, got one: {_OF_SCENARIOS}")
    known = _known(root, *given) if kind == SCENARIO else None
    write_new({path: skeleton(kind, id, known).encode()})
    click.echo(f"Wrote {path}. Replace every TODO; `wardbook check` says what is left.")


def _known(root: Path, answer: str | None, scale: str | None, groups: bool | None) -> Known | None:
    """The facts known of a new scenario from the options or from a person; none where nobody says anything.

    Raises UserError.
    """
    asks = sys.stdin.isatty()
    if answer is None and not asks:
        if scale is not None or groups is not None:
            raise UserError("--answer: expected the kind of answer beside the other options, got none: add it.")
        return None
    kind = (
        answer_kind(answer)
        if answer is not None
        else _asked(f"Kind of answer ({', '.join(ANSWER_KINDS)})", answer_kind)
    )
    scales = scales_in(root)
    names = scale_names(kind, scales)
    chosen: Sequence[Scale] = scales
    if scale is not None:
        chosen = chosen_scales(scale, kind, scales)
    elif asks and len(names) > 1:
        chosen = _asked(f"Scale of the ratings ({', '.join(names)})", lambda word: chosen_scales(word, kind, scales))
    if groups is None:
        groups = asks and _asked(f"{_HAVE_GROUPS} (yes, no)", _yes)
    return known_of(ScenarioKind(kind, chosen, groups), scales)


def _asked(question: str, meant: Callable[[str], _T]) -> _T:
    """The answer of a person to a question, asked until it is one. Raises UserError where nobody answers."""
    while True:
        try:
            word: str = click.prompt(question, err=True)
        except click.Abort:
            say("")  # ends the line of the question
            raise UserError("Nothing was written.") from None
        try:
            return meant(word.strip())
        except UserError as error:
            say(str(error))


def _yes(word: str) -> bool:
    """Whether a word says yes. Raises UserError where it says neither yes nor no."""
    for words, says_yes in ((("yes", "y"), True), (("no", "n"), False)):
        if word.lower() in words:
            return says_yes
    raise UserError(f"{word}: expected yes or no, got another word: write one of them.")
