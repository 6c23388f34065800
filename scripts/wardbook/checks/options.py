"""Rules about the kinds of options: imaging, tests, treatments and management."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from wardbook.checks.between import CrossProblem, Outlines
from wardbook.kinds import PROCEDURE, SCENARIO
from wardbook.model.finder import Finder, OptionKind
from wardbook.model.outline import Outline
from wardbook.model.records.procedure import Procedure
from wardbook.problems import Problem
from wardbook.read.content import Content

_OF_IMAGING: Final = ("contrast", "adult", "child", "any_age", "radiation_source")


def only_imaging_has_radiation(content: Content) -> Iterator[Problem]:
    """Only a procedure whose modality is imaging has radiation levels or contrast."""
    finder = content.one(Finder)
    kinds = {modality.id: modality.kind for modality in finder.record.modalities} if finder else {}
    for procedure in content.of(Procedure):
        kind = kinds.get(procedure.record.modality, "imaging")
        for field in _OF_IMAGING if kind != "imaging" else ():
            if getattr(procedure.record, field) not in (None, "none"):
                yield procedure.problem(
                    (field,),
                    f"expected no `{field}`, because `{procedure.record.modality}` is of the kind `{kind}`, got one:"
                    " take it out, or mend the modality",
                )


def answers_are_of_their_kind(outlines: Outlines) -> Iterator[CrossProblem]:
    """An answer of imaging, a test, a treatment or management has a focal option of this kind."""
    kinds: dict[str, OptionKind] = {}
    for outline in outlines.by_key.values():
        kinds |= outline.modalities
    for key, outline in outlines.by_key.items():
        for kind, focal in outline.answers if key[0] == SCENARIO else ():
            found = {_kind(outlines.by_key.get((PROCEDURE, id)), kinds) for id in focal}
            if focal and kind in set(kinds.values()) and not found & {kind, ""}:
                yield CrossProblem(
                    key=key,
                    field="answer",
                    value=kind,
                    message=f"expected an answer of the kind of its focal options, which are"
                    f" {' and '.join(sorted(found))}, got `{kind}`: change the kind, or the modality of one of them",
                )


def _kind(procedure: Outline | None, kinds: Mapping[str, OptionKind]) -> str:
    """The kind of a procedure; empty where it is not known."""
    return kinds.get(procedure.modality, "") if procedure else ""
