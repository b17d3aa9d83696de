"""The blocks a printed paper is made of: one description for the page, the print sheet and the PDF."""

import re
import unicodedata
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from typing import Any, Literal

_OVERLONG = re.compile(r"\S{24}(?=\S{12})")
Width = Literal["full", "half"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Line:
    """A label and its value; an empty value is printed as a dotted line to fill in by hand."""

    label: str
    value: str
    width: Width = "full"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Labels and values, one under another; two neighbours of half width share a row."""

    lines: tuple[Line, ...]
    kind: str = field(default="lines", init=False)

    @property
    def rows(self) -> list[list[Line]]:
        """Group the lines into the rows they are printed on."""
        rows: list[list[Line]] = []
        for line in self.lines:
            if line.width == "half" and rows and len(rows[-1]) == 1 and rows[-1][0].width == "half":
                rows[-1].append(line)
            else:
                rows.append([line])
        return rows


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of running text."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text whose important values are strong."""

    runs: tuple[Run, ...]
    align: Literal["justify", "center"] = "justify"
    kind: str = field(default="paragraph", init=False)


def say(*parts: str | Run, align: Literal["justify", "center"] = "justify") -> Paragraph:
    """Return a paragraph of plain and strong pieces."""
    return Paragraph(tuple(part if isinstance(part, Run) else Run(part) for part in parts), align=align)


def strong(text: str) -> Run:
    """Return a strong piece of running text."""
    return Run(text, strong=True)


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered line of a listing, with an optional remark."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A label followed by numbered items."""

    label: str
    items: tuple[Item, ...]
    kind: str = field(default="listing", init=False)


@dataclass(frozen=True, slots=True)
class Highlight:
    """The lines a person looks for first: framed."""

    lines: tuple[Line, ...]
    kind: str = field(default="highlight", init=False)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, share of the width and alignment."""

    heading: str
    share: int = 1
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Signature:
    """One place to sign: titles in capitals, a hint in brackets, the mark of an electronic signature, a name."""

    titles: tuple[str, ...]
    hint: str = ""
    mark: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """One or two places to sign side by side; a single one stands on the right."""

    places: tuple[Signature, ...]
    kind: str = field(default="signatures", init=False)


Block = Lines | Paragraph | Listing | Highlight | Table | Signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole paper: heading, title, blocks and the foot with the proof."""

    superior: str
    issuer: str
    number: str
    place_and_day: str
    title: str
    subtitle: str = ""
    blocks: tuple[Block, ...]
    tracking_url: str = ""
    proof: str = ""
    form: str = ""
    copies: tuple[str, ...] = ()
    issued_at: datetime
    landscape: bool = False


def clean(text: str) -> str:
    """Return ``text`` in NFC without control and direction-changing characters; line breaks stay."""
    if text.isprintable():
        return unicodedata.normalize("NFC", text)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})


def breakable(text: str) -> str:
    """Return cleaned ``text`` whose overlong words may be broken, so that none runs off the paper."""
    return _OVERLONG.sub(lambda match: f"{match[0]}\u200b", clean(text))


def printable(value: Any) -> Any:
    """Return ``value`` (a dataclass, tuple or text of a sheet) as JSON data with every text cleaned."""
    if isinstance(value, str):
        return breakable(value)
    if isinstance(value, list | tuple):
        return [printable(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if not is_dataclass(value):
        return value
    data = {f.name: printable(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Lines):
        data["rows"] = printable(value.rows)
    return data


def as_data(sheet: Sheet) -> dict[str, Any]:
    """Return the sheet as JSON data, every text cleaned."""
    data: dict[str, Any] = printable(sheet)
    return data
