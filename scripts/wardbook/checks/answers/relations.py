"""Rules about relations of rated studies: they are of the same table, and they do not contradict it or each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from wardbook.checks.helpers import recommended, repeated
from wardbook.problems import Problem
from wardbook.read.content import Content


def related_studies_are_rated(content: Content) -> Iterator[Problem]:
    """A relation is of studies of its rating table."""
    for scenario, loc, recommendation in recommended(content):
        rated = {row.procedure for row in recommendation.rows}
        for number, relation in enumerate(recommendation.relations):
            here = (*loc, "ratings", "relations", number, "procedures")
            for place, id in enumerate(relation.procedures):
                if id not in rated:
                    yield scenario.problem(
                        (*here, place),
                        f"expected a procedure of this rating table, got `{id}`: add its row, or take it out here",
                    )


def equivalents_are_rated_alike(content: Content) -> Iterator[Problem]:
    """Studies of which one is enough have the same category, and all of them are the answer or none."""
    for scenario, loc, recommendation in recommended(content):
        rows = {row.procedure: row for row in recommendation.rows}
        for number, relation in enumerate(recommendation.relations):
            found = [rows[id] for id in relation.procedures if id in rows] if relation.kind == "either" else []
            here = (*loc, "ratings", "relations", number)
            if len({(row.category, row.disagreement) for row in found}) > 1:
                yield scenario.problem(
                    here,
                    "expected one category for studies of which one is enough, got"
                    f" {', '.join(f'`{row.procedure}` `{row.category}`' for row in found)}: mend a rating, or take the"
                    " relation out",
                )
            elif len({row.role == "focal" for row in found}) > 1:
                focal = next(row.procedure for row in found if row.role == "focal")
                yield scenario.problem(
                    here,
                    f"expected all studies of which one is enough to be the answer, got `{focal}` alone:"
                    " write `role: focal` in the rows of the others, or take the relation out",
                )


def studies_have_one_relation(content: Content) -> Iterator[Problem]:
    """Two studies of a rating table have one relation to each other."""
    for scenario, loc, recommendation in recommended(content):
        pairs = [
            (number, frozenset(pair))
            for number, relation in enumerate(recommendation.relations)
            for pair in combinations(dict.fromkeys(relation.procedures), 2)
        ]
        for place, (_, pair) in repeated(pairs, key=lambda item: item[1]):
            one, other = sorted(pair)
            yield scenario.problem(
                (*loc, "ratings", "relations", pairs[place][0]),
                f"expected one relation of `{one}` and `{other}`, got another: keep one of the two",
            )
