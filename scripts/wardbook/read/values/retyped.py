"""Values that have not the form of their field, typed as they were probably meant, or what hinders them.

A suggestion is made only if it has the form, and never for a value that may mean two things: 05/06/2026 is no day
that a program may choose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from wardbook.model import patterns
from wardbook.model.patterns import as_slug, file_name
from wardbook.read.values.made_dates import LOOKS_MADE, is_made_date
from wardbook.read.yaml.mistakes.lines import character
from wardbook.read.yaml.mistakes.values import short_year

_LONGEST: Final = 500
"""Characters of a value about which something is suggested, because longer ones take long."""
_IN_FORM: Final = "write it in that form"
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_ESCAPES: Final[Mapping[str, str]] = {" ": "%20", "'": "%27", '"': "%22", "`": "%60", "<": "%3C", ">": "%3E"}
_NAMES: Final[Mapping[str, str]] = {" ": "space", "'": "apostrophe", '"': "quotation mark", "`": "backtick"}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def in_form(pattern: str, value: str) -> str:
    """The advice about a value that does not match a pattern of `patterns`."""
    if len(value) > _LONGEST:
        return _IN_FORM
    meant = next((meant for meant in _meant(pattern, value) if meant != value and re.search(pattern, meant)), "")
    hint = _HINTS[pattern](value) if pattern in _HINTS else ""
    if meant and pattern in _FILES:
        return f"name the file `{meant}`, and write that here"
    if meant:
        return f"{hint}did you mean `{meant}`?"
    return hint.rstrip("; ") or _hidden(value) or _IN_FORM


def _meant(pattern: str, value: str) -> Iterator[str]:
    plain = "".join(value.split()) if pattern != patterns.SLUG else value
    if pattern in _TYPED_ANEW:
        yield _TYPED_ANEW[pattern](value.strip())
        yield _TYPED_ANEW[pattern](_DASHES.sub("-", plain))
    elif pattern not in (patterns.AUTHOR, patterns.COLOUR):
        yield plain.lower()


def _doi(value: str) -> str:
    return re.sub("^10,", "10.", _bare_doi(value)).rstrip(".,;:")


def _bare_doi(value: str) -> str:
    return re.sub(r"^(?:https?://)?(?:dx\.)?doi\.org/|^doi[: ]*", "", value, flags=re.IGNORECASE)


def _pmid(value: str) -> str:
    digits = re.findall(r"\d+", value)
    is_central = "pmc" in value.lower()
    return digits[0] if len(digits) == 1 and not is_central else ""


def _web(value: str) -> str:
    bare = value.strip("<>").rstrip(",;").replace("\\", "/")
    scheme, rest = re.match(r"(?i)(https?[:;]?/+|h?ttps?:/+)?(.*)", bare, re.DOTALL).groups()  # type: ignore[union-attr]
    if not scheme and not re.match(r"[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?:[/:]|$)", rest):
        return ""
    escaped = "".join(_ESCAPES.get(char, char) for char in rest)
    return f"{'http' if scheme and 's' not in scheme.lower() else 'https'}://{escaped}"


def _site(value: str) -> str:
    address = _web(value)
    return address if address.endswith("/") else f"{address}/"


def _origin(value: str) -> str:
    parts = urlsplit(_web(value)) if "[" not in value else urlsplit("")
    plain = not parts.username and not parts.query and " " not in value and ";" not in value and "," not in value
    return f"{parts.scheme}://{parts.netloc.lower()}" if parts.netloc and plain else ""


def _email(value: str) -> str:
    return re.sub(r"^mailto:", "", re.sub(r"\s*(?:\(at\)|\[at\]|\bat\b)\s*", "@", value)).strip("<> ")


def _colour(value: str) -> str:
    digits = value.strip().lstrip("#")
    return "#" + ("".join(2 * digit for digit in digits) if len(digits) == 3 else digits)


def _slug(value: str) -> str:
    return as_slug(re.sub(r"\.(?:yaml|yml|md)$", "", value))


_TYPED_ANEW: Final[Mapping[str, Callable[[str], str]]] = {
    patterns.SLUG: _slug,
    patterns.COLOUR: _colour,
    patterns.DOCUMENT_NAME: file_name,
    patterns.PICTURE_NAME: file_name,
    patterns.DOI: _doi,
    patterns.EMAIL: _email,
    patterns.ORIGIN: _origin,
    patterns.PMID: _pmid,
    patterns.SITE: _site,
    patterns.WEB: _web,
}


_FILES: Final = (patterns.DOCUMENT_NAME, patterns.PICTURE_NAME)
"""Forms of the names of files, which a folder has as well."""


def _web_hint(value: str) -> str:
    if re.match(r"(?i)[a-z]:\\|file:|\\\\", value):
        return "a file on a computer is no address; put it on a server, and write its address"
    if re.match(r"(?i)https?://[^/]*@", value):
        return "take out the name before the `@`"
    found = re.search(r"[ '\"`<>]", value.strip("<> "))
    if found and re.match(r"(?i)https?://", value):
        return f"write `{_ESCAPES[found[0]]}` for the {_NAMES.get(found[0], f'`{found[0]}`')} in it; "
    return ""


def _doi_hint(value: str) -> str:
    if value[-1:] in (".", ",", ";", ":"):
        return f"take out the `{value[-1]}` at its end; "
    found = re.search(r"[^!-~]|['\"`]", _bare_doi(value))
    if not found:
        return ""
    return f"mend {f'the {_NAMES[found[0]]}' if found[0] in _NAMES else character(found[0])} in it; "


def _pmid_hint(value: str) -> str:
    return "this is an id of PubMed Central; write PubMed's own" if "pmc" in value.lower() else ""


def _author_hint(value: str) -> str:
    authors = [name.strip() for name in re.split("[;&]", value) if name.strip()]
    return f"write the {len(authors)} authors on lines of their own, each after a hyphen" if len(authors) > 1 else ""


_HINTS: Final[Mapping[str, Callable[[str], str]]] = {
    patterns.AUTHOR: _author_hint,
    patterns.DOI: _doi_hint,
    patterns.PMID: _pmid_hint,
    patterns.WEB: _web_hint,
}


def _hidden(value: str) -> str:
    """The advice about the first character that cannot be seen; empty without one."""
    found = next((char for char in value if not char.isprintable()), "")
    return f"delete {character(found)} in it" if found else ""


def as_date(value: object) -> str:
    """The advice about a value that is no date."""
    text = str(value)[:_LONGEST].strip()
    if hidden := _hidden(str(value)):
        return hidden
    meant = {day for day in _days(_DASHES.sub("-", text)) if day}
    if len(meant) == 1:
        return f"did you mean {meant.pop()}?"
    if len(meant) > 1:
        return f"write {' or '.join(sorted(meant))}, whichever is meant"
    return "write year, month and day, such as 2026-05-30"


def _days(text: str) -> Iterator[str]:
    """The days that a text may mean, each as it is to be written."""
    if match := re.fullmatch(r"(\d{4})[-./ ]?(\d{1,2})[-./ ]?(\d{1,2})(?:[T ].*)?", text, re.ASCII):
        yield _day(*match.groups())
    if match := re.fullmatch(r"(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4})", text, re.ASCII):
        first, second, year = match.groups()
        yield _day(year, second, first)
        yield _day(year, first, second)
    words = re.findall(r"[A-Za-z]+|\d+", text)
    months = [str(_MONTHS.index(word[:3].lower()) + 1) for word in words if word[:3].lower() in _MONTHS]
    numbers = [word for word in words if word.isdigit()]
    if len(months) == 1 and len(numbers) == 2:
        day, year = sorted(numbers, key=len)
        yield _day(year, months[0], day)


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat() if len(year) == 4 else ""
    except ValueError:
        return ""


def as_number(value: object) -> str:
    """The advice about a value that is no number."""
    return _number(value, _number_in(value))


def as_whole_number(value: object) -> str:
    """The advice about a value that is no whole number."""
    if advice := short_year(str(value)):
        return advice
    meant = _number_in(value).removesuffix(".0")
    return _number(value, meant if meant.removeprefix("-").isdigit() else "")


def _number(value: object, meant: str) -> str:
    if is_made_date(str(value)):
        return f"it {LOOKS_MADE}"
    if thousands := re.fullmatch(r"([1-9]\d{0,2}),(\d{3})(?!\d).*", str(value)[:_LONGEST].strip(), re.DOTALL):
        # A comma may stand between thousands or before decimals, and the two differ by a factor of 1,000.
        whole, rest = thousands.groups()
        decimal = f"{whole}.{rest}".rstrip("0").rstrip(".")
        return f"write {whole}{rest} or {decimal}, whichever is meant, without the comma"
    if not meant:
        return "write one number in digits, without quotes"
    return f"write {meant} without quotes" if str(value) == meant else f"write the number alone: {meant}"


def _number_in(value: object) -> str:
    """The only number in a value, as it is to be written; empty if there is none or are several."""
    found = re.findall(r"\d*[.,]?\d+", str(value)[:_LONGEST])
    if len(found) != 1:
        return ""
    whole, point, part = found[0].replace(",", ".").partition(".")
    sign = "-" if str(value).lstrip().startswith("-") else ""
    return f"{sign}{int(whole or 0)}{point}{part}"


def as_truth(value: object) -> str:
    """The advice about a value that is neither true nor false."""
    text = str(value).strip().lower()
    meant = next((truth for truth, words in _TRUTHS.items() if text in words), "")
    return f"write {meant} without quotes" if meant else "write one of the two without quotes"


_TRUTHS: Final[Mapping[str, tuple[str, ...]]] = {
    "true": ("true", "yes", "y", "on", "1"),
    "false": ("false", "no", "n", "off", "0"),
}


def as_list(value: object) -> str:
    """The advice about words that are no list; empty where they are many, or more than words."""
    if not isinstance(value, str) or len(value) > _LONGEST_LIST or _NO_WORDS.search(value):
        return ""
    return f"write `[{', '.join(_BETWEEN_ITEMS.split(value.strip('; ,')))}]`"


_LONGEST_LIST: Final = 90
"""Characters of a list that a message shows as it is to be written."""
_NO_WORDS: Final = re.compile(r"[][{}#:'\"•*·◦▪]|^[-–—]")
_BETWEEN_ITEMS: Final = re.compile(r"\s*[,;]\s*|\s+and\s+")
