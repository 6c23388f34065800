"""Scenarios: a clinical question about a defined patient, its rated options and what follows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wardbook.model.base import Line, ProcedureRef, Prose, Record, Slug, TopicRef
from wardbook.model.named import PresentationRef, StageRef
from wardbook.model.parts.attachment import Attachment
from wardbook.model.parts.bottom_line import BottomLine
from wardbook.model.parts.criteria import CriteriaEntry, ExcludingEntry
from wardbook.model.parts.eligibility import Population, Variant
from wardbook.model.parts.ratings import RatingRow, Ratings
from wardbook.model.parts.recommendation import Answer, PatientGroup, Recommendation, of_group
from wardbook.model.parts.related import Related
from wardbook.model.parts.review import Review
from wardbook.model.parts.treatment import Treatment, TreatmentStep
from wardbook.model.parts.workflow import Pathway, Workflow
from wardbook.model.records.acknowledgement import Acknowledgement

OptionalSection = Literal["ratings", "treatment", "workflow", "rationale", "differential", "pitfalls", "faq"]
"""A section that a scenario can do without."""
Importance = Literal["primary", "secondary", "unlikely"]


class Diagnosis(Record):
    """A diagnosis that the imaging looks for."""

    name: Line
    """The diagnosis."""
    importance: Importance
    """`primary`, `secondary`, or `unlikely`: decides the order."""
    text: Prose
    """Why it matters here."""


class Differential(Record):
    """The differential diagnosis."""

    intro: Prose
    """The findings that the imaging is to show or rule out."""
    diagnoses: Annotated[tuple[Diagnosis, ...], Field(min_length=1)]
    """The diagnoses; the page sorts them by importance."""


class Advantage(Record):
    """A labelled argument for the answer."""

    label: Line
    """The argument in a few words."""
    text: Prose
    """The argument."""


class Rationale(Record):
    """Why the answer is what it is."""

    text: Prose
    """The argument."""
    advantages: tuple[Advantage, ...] = ()
    """The reasons for the answer, each with a label."""
    disagreement: Prose | None = None
    """Why the panel or the sources disagree; needed where a focal rating has a disagreement."""


class NotRecommended(Record):
    """Why a study is not the answer."""

    procedures: Annotated[tuple[ProcedureRef, ...], Field(min_length=1)]
    """The studies, each of them in the rating table."""
    text: Prose
    """Why not, or when."""


class Pitfall(Record):
    """A mistake to avoid."""

    title: Line
    """The mistake in a few words."""
    text: Prose
    """Why it is one and what to do instead."""
    escalation: Prose | None = None
    """When to get help, and from whom."""


class Faq(Record):
    """A question that readers ask, answered."""

    question: Line
    """The question."""
    answer: Prose
    """The answer."""


class Scenario(Record):
    """One clinical scenario: a whole article. A section that is left out leaves no heading, tab or page behind."""

    id: Slug
    """The id, the same as the file's name and the page's address."""
    title: Line
    """The clinical question; it is the page's title."""
    short_title: Line
    """The patient in a few words, for lists and links."""
    topic: TopicRef
    """The topic it belongs to; the topic lists it in one of its groups."""
    category: Line
    """The line above the title: the kind of article."""
    variants: Annotated[tuple[Variant, ...], Field(min_length=1)]
    """The guideline's variants that it covers."""
    population: Population
    """The patients that it is about."""
    presentation: Line
    """How the patient presents."""
    presentations: tuple[PresentationRef, ...] = ()
    """The same by the finder's values, as ids from finder.yaml; the finder offers the scenario under each of them."""
    stage: StageRef
    """The stage of care, as its id in finder.yaml."""
    prior_tests: tuple[Line, ...] = ()
    """The tests that were done before and do not decide who fits; one that does is a criterion in `fits`."""
    vignette: Prose | None = None
    """The case, told shortly."""
    answer: Answer | None = None
    """The answer, in short. It is needed unless there are `patient_groups`."""
    bottom_line: BottomLine | None = None
    """Advice in a few lines; it stands in the answer box."""
    patient_groups: Annotated[tuple[PatientGroup, ...], Field(min_length=2)] | None = None
    """Groups of patients whose answers or ratings differ. They stand in place of `answer`, `bottom_line`, `ratings`."""
    fits: tuple[CriteriaEntry, ...] = ()
    """Who fits: criteria that must all hold, and groups of them by `all_of`, `any_of` or `at_least`."""
    excludes: tuple[ExcludingEntry, ...] = ()
    """Who does not: criteria of which one is enough, and groups of them, each with a route."""
    cautions: tuple[CriteriaEntry, ...] = ()
    """Facts that speak against the answer and exclude nobody by themselves, such as relative contraindications."""
    ratings: Ratings | None = None
    """How a guideline rates the options; needed where the answer is `imaging`."""
    differential: Differential | None = None
    """The differential diagnosis."""
    rationale: Rationale | None = None
    """Why the answer is what it is; needed where a focal rating has a disagreement."""
    not_recommended: tuple[NotRecommended, ...] = ()
    """Other studies considered."""
    treatment: Treatment | None = None
    """The treatment by severity."""
    workflow: Workflow | None = None
    """The action after each result; needed where the answer is `imaging` or `test`."""
    pitfalls: tuple[Pitfall, ...] = ()
    """Mistakes to avoid, the gravest first."""
    related: tuple[Related, ...] = ()
    """Related topics and tools."""
    faq: tuple[Faq, ...] = ()
    """Questions that readers ask."""
    attachments: tuple[Attachment, ...] = ()
    """PDF files for readers, such as an order form. The page lists them with their size and date."""
    acknowledged: tuple[Acknowledgement, ...] = ()
    """Contradictions that `wardbook check` reports and that are none, each with the reason."""
    review: Review
    """Who stands for it, since when and until when."""

    @property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """The answers with their advice and ratings, each for its own patients."""
        if self.patient_groups:
            return tuple(map(of_group, self.patient_groups))
        if self.answer is None:
            return ()  # a rule reports it
        return (
            Recommendation(
                group=None,
                age_group=self.population.age_group,
                answer=self.answer,
                bottom_line=self.bottom_line,
                ratings=self.ratings,
            ),
        )

    @property
    def rated(self) -> tuple[RatingRow, ...]:
        """The rows of all its rating tables."""
        return tuple(row for recommendation in self.recommendations for row in recommendation.rows)

    @property
    def optional_sections(self) -> tuple[OptionalSection, ...]:
        """The optional sections that have content; pages, tabs and embeds leave out the others."""
        contents: dict[OptionalSection, object] = {
            "ratings": any(recommendation.ratings for recommendation in self.recommendations),
            "treatment": self.treatment,
            "workflow": self.workflow,
            "rationale": self.rationale or self.not_recommended,
            "differential": self.differential,
            "pitfalls": self.pitfalls,
            "faq": self.faq,
        }
        return tuple(name for name, content in contents.items() if content)

    @property
    def treatment_steps(self) -> tuple[TreatmentStep, ...]:
        """The steps of the treatment; none without one."""
        return self.treatment.steps if self.treatment else ()

    def step_label(self, step: TreatmentStep) -> str:
        """The label of a step of the treatment, after the patients that it is for where it names some."""
        groups = self.patient_groups or ()
        labels = [group.label for group in groups if group.id in step.patients]
        if groups and len(labels) == len(groups):
            return f"All patients: {step.label}"
        return f"{' and '.join(labels)}: {step.label}" if labels else step.label

    @property
    def pathways(self) -> tuple[Pathway, ...]:
        """The pathways of the downstream workflow; none without one."""
        return self.workflow.pathways if self.workflow else ()
