"""Forms that a line of text may have to keep to, each with the words that explain it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from unicodedata import combining, normalize

from wardbook.text import subset

SLUG: Final = rf"^{subset.ID_FORM}$"
SLUG_LENGTH: Final = 80
AUTHOR: Final = r"^[^;&]+$"
COLOUR: Final = r"^#[0-9a-fA-F]{6}$"
DOI: Final = r"^10\.\d{4,9}/([!#-&(-_a-~]*[!#-&(-+\-/-9<-_a-~])$"
_EMAIL: Final = r"[^\s@<>\"'`?&%]+@[^\s@<>\"'`?&%]+"
EMAIL: Final = rf"^{_EMAIL}$"
LOGO: Final = r"^[a-z0-9-]+\.(svg|png)$"
MARK: Final = r"^[0-9a-f]{8}$"
SHA256: Final = r"^[0-9a-f]{64}$"
DOCUMENT_NAME: Final = rf"^{subset.ID_FORM}\.pdf$"
PICTURE_ENDINGS: Final = ("png", "jpg", "jpeg", "webp", "svg")
PICTURE_NAME: Final = rf"^{subset.ID_FORM}\.({'|'.join(PICTURE_ENDINGS)})$"
ISBN: Final = r"^(97[89]-?)?(\d-?){9}[\dX]$"
PMCID: Final = r"^PMC[1-9]\d{0,8}$"
PMID: Final = r"^[1-9]\d{0,8}$"
_HOST_PART: Final = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_PORT: Final = r"(:[1-9]\d{0,4})?"
ORIGIN: Final = rf"^https?://(\*\.({_HOST_PART}\.)+)?({_HOST_PART}\.)*{_HOST_PART}{_PORT}$"
SIGNER: Final = r"^[A-Za-z0-9._@+-]+$"
SITE: Final = rf"^https?://[A-Za-z0-9_][A-Za-z0-9._-]*{_PORT}/([A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*$"
TRIAL: Final = r"^NCT\d{8}$"
SSH_KEY: Final = r"^[a-z0-9@.-]+ [A-Za-z0-9+/]{20,}={0,2}$"
REPORTS: Final = rf"^({_EMAIL}|https?://[^\s/@<>\"'`{{}}]+(/([^\s<>\"'`{{}}]|\{{(title|version|address)\}})*)?)$"
WEB: Final = r"^https?://[^\s/@<>\"'`,;]+(/([^\s<>\"'`]*[^\s<>\"'`,;])?)?$"

WORDS: Final[Mapping[str, str]] = {
    SLUG: "small letters, digits and single hyphens",
    AUTHOR: "one author, such as `Nguyen HTK`",
    COLOUR: "a color as `#rrggbb`",
    DOI: "a DOI, which begins with `10.`, without `https://doi.org/` before it and a full stop or comma after it",
    EMAIL: "an e-mail address",
    LOGO: "the name of an .svg or .png file in content/",
    MARK: "the mark of a printed copy, 8 digits of 0 to 9 and a to f",
    SHA256: "a SHA-256 as `wardbook approve` writes it, 64 digits of 0 to 9 and a to f",
    DOCUMENT_NAME: "the name of a .pdf file in content/attachments/, in small letters, digits and single hyphens",
    PICTURE_NAME: (
        "the name of a .png, .jpg, .jpeg, .webp or .svg file in content/figures/, in small letters, digits and single"
        " hyphens"
    ),
    ISBN: "an ISBN of 10 or 13 digits, with or without hyphens",
    PMCID: "an id of PubMed Central, `PMC` and digits",
    PMID: "a PubMed id of digits only, without zeros before it",
    TRIAL: "a number of ClinicalTrials.gov, `NCT` and eight digits",
    ORIGIN: (
        "an address without a path, in small letters, such as `https://intranet.example.org` or"
        " `https://*.example.org:8443`"
    ),
    REPORTS: (
        "an e-mail address, or an address that begins with https:// or http://, in which `{title}`, `{version}` and"
        " `{address}` may stand"
    ),
    SIGNER: "the name of the signer, such as an e-mail address, without spaces",
    SSH_KEY: "a public SSH key without the comment at its end, such as `ssh-ed25519 AAAA…`",
    SITE: "an address that begins with https:// and ends with a slash, of plain letters, digits, `.`, `-`, `_` and `~`",
    WEB: "a web address that begins with https:// or http://, without spaces, quotation marks or a comma at its end",
}


def as_slug(text: str) -> str:
    """The id that a text was probably meant as; empty if nothing of it can stand in one."""
    letters = "".join(char for char in normalize("NFKD", text.lower()) if not combining(char))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:SLUG_LENGTH].strip("-")


def file_name(name: str) -> str:
    """The name that a picture's or document's file was probably meant to have, or is to be given."""
    stem, point, ending = name.strip().rpartition(".")
    return f"{as_slug(stem)}.{ending.lower()}" if point else as_slug(ending)
