"""Scenarios: a clinical question about a defined patient, its rated studies and what follows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictFloat, StrictInt

from wardbook.model.base import (
    CategoryRef,
    Line,
    ProcedureRef,
    Prose,
    ProtocolRef,
    Rating,
    Record,
    Rich,
    ScenarioRef,
    Slug,
    SourceRef,
    StrengthRef,
    TopicRef,
)
from wardbook.model.review import Review
from wardbook.model.routes import Exit, NextStep

AgeGroup = Literal["child", "adult", "both"]
Stage = Literal["initial", "initial-staging", "next-study", "treatment-response", "surveillance", "post-treatment"]
Axis = Literal["patient", "diagnosis", "status", "timing", "score", "prior-test", "red-flag"]
Role = Literal["focal", "alternative", "complementary", "discussed", "listed"]
OutcomeKind = Literal["positive", "negative", "indeterminate", "other"]
Urgency = Literal["routine", "soon", "urgent"]
Importance = Literal["primary", "secondary", "unlikely"]


class Variant(Record):
    """A variant of the published guideline that this scenario covers."""

    label: Line
    """The variant in the library's own words."""
    source: SourceRef
    """The guideline."""
    locator: Line | None = None
    """Where in it, such as `Variant 3`."""


class Population(Record):
    """Whom the scenario is about."""

    summary: Line
    """The patient in one line; it stands on the first screen."""
    age_group: AgeGroup
    """`child`, `adult`, or `both`: decides which radiation columns are shown."""
    age: Line | None = None
    """The age range, if the guideline gives one."""
    sex: Literal["any", "female", "male"]
    """`any` unless the scenario is about one sex."""
    pregnancy: Literal["not-addressed", "pregnant", "not-pregnant"] = "not-addressed"
    """Whether the scenario is about pregnancy."""


class Score(Record):
    """A threshold on a published score. It is shown, never computed."""

    name: Line
    """The score's name."""
    operator: Literal["<", "≤", "=", "≥", ">"]
    """How the value compares."""
    value: StrictFloat
    """The threshold."""


class Criterion(Record):
    """A condition that a patient who fits meets."""

    axis: Axis
    """What the condition is about."""
    text: Rich
    """The condition."""
    score: Score | None = None
    """Its threshold, if it is about a score."""


class Exclusion(Record):
    """A condition that takes a patient elsewhere."""

    axis: Axis
    """What the condition is about."""
    text: Rich
    """The condition, and why it changes the answer."""
    score: Score | None = None
    """Its threshold, if it is about a score."""
    routes: Annotated[tuple[Exit, ...], Field(min_length=1)]
    """Where such a patient belongs; `no-page-yet` if nowhere here."""


class ImagingAnswer(Record):
    """The answer is one or more studies: the ratings whose role is `focal`."""

    kind: Literal["imaging"]
    """`imaging`."""
    text: Prose
    """The answer in one or two sentences."""


class NoImagingAnswer(Record):
    """The answer is that no imaging is recommended; no rating has the role `focal`."""

    kind: Literal["no-imaging"]
    """`no-imaging`."""
    text: Prose
    """The answer in one or two sentences."""


Answer = Annotated[ImagingAnswer | NoImagingAnswer, Field(discriminator="kind")]


class RatingRow(Record):
    """How one procedure is rated in this scenario."""

    procedure: ProcedureRef
    """The procedure's id."""
    category: CategoryRef
    """The appropriateness category's id in scales.yaml."""
    disagreement: StrictBool = False
    """Whether the panel disagreed."""
    role: Role = "listed"
    """`focal`: the answer. `alternative`, `complementary`: also consider. `discussed`: the text says why or why not."""
    strength: StrengthRef | None = None
    """The strength of evidence's id in scales.yaml."""
    final: Rating | None = None
    """Final rating, 1 to 9."""
    median: Annotated[StrictFloat, Field(ge=1, le=9)] | None = None
    """Median of the votes, 1 to 9."""
    votes: Annotated[tuple[Annotated[StrictInt, Field(ge=0)], ...], Field(min_length=9, max_length=9)] | None = None
    """How many votes each rating from 1 to 9 got."""
    reason: Rich | None = None
    """Why, in a few words."""


class Ratings(Record):
    """The rating table."""

    source: SourceRef
    """The guideline that the rows were taken from."""
    locator: Line | None = None
    """Where in it."""
    complete: StrictBool
    """`false` if the guideline's table has more rows; the page then says so."""
    note: Prose | None = None
    """What a reader should know of the table."""
    rows: Annotated[tuple[RatingRow, ...], Field(min_length=1)]
    """The rows; the page sorts them by category and role."""


class Diagnosis(Record):
    """A diagnosis that the imaging looks for."""

    name: Line
    """The diagnosis."""
    importance: Importance
    """`primary`, `secondary`, or `unlikely`: decides the order."""
    text: Prose
    """Why it matters here."""


class Differential(Record):
    """What is being looked for."""

    intro: Prose
    """What the imaging is to find or rule out."""
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
    """What speaks for the answer, labelled."""
    disagreement: Prose | None = None
    """Why the panel or the sources disagree; needed where a focal rating has a disagreement."""


class NotRecommended(Record):
    """Why a study is not the answer."""

    procedures: Annotated[tuple[ProcedureRef, ...], Field(min_length=1)]
    """The studies, each of them in the rating table."""
    text: Prose
    """Why not, or when."""


class Outcome(Record):
    """What follows from one result."""

    kind: OutcomeKind
    """Which result it is."""
    label: Line | None = None
    """Words for it, needed for `other`."""
    finding: Line
    """What is seen, in a few words; it stands in the flow."""
    step: Line
    """What follows, in a few words; it stands in the flow."""
    standing: Literal["contested", "varies-by-protocol", "local", "to-be-verified", "opinion"] | None = None
    """How well the step stands, if that is in question."""
    meaning: Prose
    """What the finding means."""
    action: Prose
    """What follows from it."""
    next: tuple[NextStep, ...] = ()
    """Where to go on."""
    urgency: Urgency | None = None
    """How soon, if a source says so."""


class Pathway(Record):
    """What follows one study, or follows from not imaging."""

    title: Line
    """What the outcomes are outcomes of; it heads the flow."""
    after: tuple[ProcedureRef, ...] = ()
    """The studies; empty where there is no imaging."""
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)]
    """The results, in the order to show them."""


class Workflow(Record):
    """The downstream workflow."""

    intro: Prose | None = None
    """What the results decide."""
    pathways: Annotated[tuple[Pathway, ...], Field(min_length=1)]
    """One for each study whose results lead somewhere."""


class Pitfall(Record):
    """A mistake to avoid."""

    title: Line
    """The mistake in a few words."""
    text: Prose
    """Why it is one and what to do instead."""
    escalation: Prose | None = None
    """When to get help, and from whom."""


class RelatedScenario(Record):
    """A related scenario of this library."""

    kind: Literal["scenario"]
    """`scenario`."""
    id: ScenarioRef
    """Its id."""
    note: Line | None = None
    """What it adds."""


class RelatedTopic(Record):
    """A related topic of this library."""

    kind: Literal["topic"]
    """`topic`."""
    id: TopicRef
    """Its id."""
    note: Line | None = None
    """What it adds."""


class RelatedProtocol(Record):
    """A protocol of this library."""

    kind: Literal["protocol"]
    """`protocol`."""
    id: ProtocolRef
    """Its id."""
    note: Line | None = None
    """What it adds."""


class RelatedSource(Record):
    """A publication or tool outside this library."""

    kind: Literal["source"]
    """`source`."""
    id: SourceRef
    """Its id."""
    note: Line | None = None
    """What it adds."""


Related = Annotated[RelatedScenario | RelatedTopic | RelatedProtocol | RelatedSource, Field(discriminator="kind")]


class Faq(Record):
    """A question that readers ask, answered."""

    question: Line
    """The question."""
    answer: Prose
    """The answer."""


class Scenario(Record):
    """One clinical scenario: a whole article."""

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
    """Whom it is about."""
    presentation: Line
    """How the patient presents."""
    stage: Stage
    """Where in the course of the illness."""
    prior_tests: tuple[Line, ...] = ()
    """What has been done before."""
    vignette: Prose
    """The case, told shortly."""
    answer: Answer
    """The answer, in short."""
    fits: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    """Who fits."""
    excludes: Annotated[tuple[Exclusion, ...], Field(min_length=1)]
    """Who does not, each with a route."""
    ratings: Ratings
    """How the studies are rated."""
    differential: Differential
    """What is being looked for."""
    rationale: Rationale
    """Why the answer is what it is."""
    not_recommended: tuple[NotRecommended, ...] = ()
    """Why not the other studies."""
    workflow: Workflow
    """What follows from each result."""
    pitfalls: Annotated[tuple[Pitfall, ...], Field(min_length=1)]
    """Mistakes to avoid, the gravest first."""
    related: tuple[Related, ...] = ()
    """Related topics and tools."""
    faq: Annotated[tuple[Faq, ...], Field(min_length=1)]
    """Questions that readers ask."""
    review: Review
    """Who stands for it, since when and until when."""
