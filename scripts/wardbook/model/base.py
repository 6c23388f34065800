"""The parts of every record: ids, references, lines of plain text and rich text.

Scalars are never converted (`"3"` is not 3): a value of another kind is a fault, because a
silent conversion is how a version `1.10` becomes 1.1.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt
from pydantic_core import PydanticCustomError, core_schema

from wardbook.kinds import PLACED
from wardbook.model.patterns import DOCUMENT_NAME, PICTURE_NAME, SLUG, SLUG_LENGTH
from wardbook.text.parse import parse_text
from wardbook.text.subset import TextFaults
from wardbook.text.tree import RichText


class Record(BaseModel):
    """A piece of content: immutable, and closed to fields that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)

    def __getstate__(self) -> dict[str, Any]:
        """The fields alone; which of them were written and which are defaults is not kept."""
        return self.__dict__

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """Take the fields."""
        super().__setstate__(
            {
                "__dict__": state,
                "__pydantic_fields_set__": set(),
                "__pydantic_extra__": None,
                "__pydantic_private__": None,
            }
        )


class Slug(str):
    """An id: small letters, digits and single hyphens, at most 80 characters.

    It is the file's name, and for records with a page it is the address, so it never changes.
    """

    form: ClassVar[str] = SLUG
    """The pattern of `patterns.py` that it must match."""
    longest: ClassVar[int] = SLUG_LENGTH
    """Characters that it may have."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        text = core_schema.str_schema(pattern=cls.form, max_length=cls.longest, strict=True)
        return core_schema.no_info_after_validator_function(cls, text)


class Ref(Slug):
    """The id of another record; `record_kind` says of which kind. A rule makes sure that there is such a record."""

    record_kind: ClassVar[str]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        if cls.form != SLUG:  # the name of a file, whose form says how to name it
            return super().__get_pydantic_core_schema__(source, handler)
        schema = {"pydantic_js_updates": {"pattern": SLUG, "maxLength": SLUG_LENGTH}}
        text = core_schema.str_schema(strict=True, metadata=schema)
        return core_schema.no_info_after_validator_function(cls, text)


class ScenarioRef(Ref):
    """The id of a scenario."""

    record_kind = "scenario"


class TopicRef(Ref):
    """The id of a topic."""

    record_kind = "topic"


class ProtocolRef(Ref):
    """The id of a protocol."""

    record_kind = "protocol"


class ProcedureRef(Ref):
    """The id of a procedure."""

    record_kind = "procedure"


class SourceRef(Ref):
    """The id of a source."""

    record_kind = "source"


class PageRef(Ref):
    """The id of a page about the library."""

    record_kind = "page"


class TableRef(Ref):
    """The id of a table."""

    record_kind = "table"


class FigureRef(Ref):
    """The id of a figure."""

    record_kind = "figure"


class RegimenRef(Ref):
    """The id of a regimen."""

    record_kind = "regimen"


class PictureRef(Ref):
    """The name of a picture file in content/figures/."""

    record_kind = "picture"
    form = PICTURE_NAME


class DocumentRef(Ref):
    """The name of a PDF file in content/attachments/."""

    record_kind = "document"
    form = DOCUMENT_NAME


class PersonRef(Ref):
    """The id of a person in people.yaml."""

    record_kind = "person"


_NOT_EMPTY: Final = {"type": "string", "minLength": 1}
_CITATION = re.compile(r"\[@[^\]]*\]?")
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def _one_line(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("line", "expected one line of text, got an empty one: write it or take the field out")
    if "\n" in value:
        raise PydanticCustomError("line", "expected one line of text, got a line break in it: join the lines")
    if "\t" in value:
        raise PydanticCustomError(
            "line", "expected one line of text, got a tab in it, as between the columns of a table: write a space"
        )
    if value != value.strip():
        raise PydanticCustomError("line", "expected one line of text, got spaces around it: take them out")
    if "[@" in value and (citation := _CITATION.search(value)):
        raise PydanticCustomError(
            "line",
            "expected plain words, got `{citation}`: this field takes no citations; put them in a text",
            {"citation": citation[0]},
        )
    if bad := _NOT_IN_A_LINE.search(value):
        told = "expected one line of text, got the character {character} in it: delete it"
        raise PydanticCustomError("line", told, {"character": f"U+{ord(bad[0]):04X}"})
    return value


def form(pattern: str) -> Any:
    """A field that must match a pattern of `patterns.py`; the schema states it."""
    return Field(pattern=pattern, json_schema_extra={"pattern": pattern})


class Line(str):
    """One line of plain text. Every character stands for itself; no Markdown."""

    pattern: ClassVar[str | None] = None
    """The pattern of `patterns.py` that it must match, if there is one."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        text = core_schema.str_schema(pattern=cls.pattern, strict=True)
        checked = core_schema.no_info_after_validator_function(_one_line, text)
        return core_schema.no_info_after_validator_function(cls, checked)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        return _NOT_EMPTY | ({"pattern": cls.pattern} if cls.pattern else {})


LONGEST_TEXT: Final = 20_000
"""Characters of one text; the longest of the sample has 600."""


def _parsed(value: str) -> RichText:
    if len(value) > LONGEST_TEXT:
        raise PydanticCustomError(
            "text",
            "expected at most {most} characters, got {got}: make several texts of it",
            {"most": LONGEST_TEXT, "got": len(value)},
        )
    if not value.strip():
        raise PydanticCustomError("text", "expected some text, got none: write it or take the field out")
    try:
        return parse_text(value)
    except TextFaults as error:
        told = {"message": str(error), "faults": error.faults}
        raise PydanticCustomError("text_faults", "{message}", told) from error


class _RichTextField:
    """Tells pydantic how a RichText is written: as text in the small Markdown."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(_parsed, core_schema.str_schema(strict=True))

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        return _NOT_EMPTY.copy()


Rich = Annotated[RichText, _RichTextField]
"""Text in the small Markdown: emphasis, strong, links, lists, citations `[@source-id]`."""


def _iso_date(value: Any) -> date:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise PydanticCustomError("date_form", "expected a date as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date_day", "expected a day of the calendar as YYYY-MM-DD") from None


Date = Annotated[date, BeforeValidator(_iso_date, json_schema_input_type=date)]

Rating = Annotated[StrictInt, Field(ge=1, le=9)]
"""A rating on the RAND/UCLA scale, 1 to 9 (doi 10.1016/j.jacr.2021.03.021)."""

Standing = Literal["supported", "contested", "varies-by-protocol", "local", "to-be-verified", "opinion"]
"""How well a statement stands; all but `supported` show as a mark beside it. `contested`: sources disagree.
`varies-by-protocol`: groups do it differently, each for its reasons. `local`: true of this hospital.
`to-be-verified`: not yet seen in a source. `opinion`: a judgement that no source backs.
"""


class Statement(Record):
    """Some text with how well it stands."""

    text: Rich
    """The text in the small Markdown, with its citations."""
    standing: Standing | None = None
    """How well it stands; leave it out where the citations say enough."""


def _is_marker(value: list[Any]) -> bool:
    """Whether a list is `[table: its-id]` without quotes, which YAML takes for a list."""
    return len(value) == 1 and isinstance(value[0], dict) and bool(PLACED.keys() & value[0].keys())


def _as_statements(value: Any) -> Any:
    match value:
        case str():
            return ({"text": value},)
        case list() if not _is_marker(value):
            return tuple(item if isinstance(item, dict) else {"text": item} for item in value)
        case _:
            raise PydanticCustomError("text_or_list", "expected text or a list of texts")


Prose = Annotated[
    tuple[Statement, ...],
    Field(min_length=1),
    BeforeValidator(_as_statements, json_schema_input_type=str | list[str | Statement]),
]
"""Text of any length: one text, or a list of texts and statements with their standing."""
