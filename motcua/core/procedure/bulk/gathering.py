"""Sheets read back: every line with what it gives of a procedure, and all that is wrong or strange in its cells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from motcua.core.procedure.bulk import heads
from motcua.core.procedure.bulk.cells import OMIT, BadCell, plain, read
from motcua.core.procedure.bulk.columns import FLATTENED, Column, Sheet, nested, sheet, sheets
from motcua.core.procedure.bulk.header import Grid, Header, header_of, key, sheet_of
from motcua.core.procedure.bulk.headings import Heading, heading
from motcua.core.procedure.bulk.mending import BadCode, codelike, mended

Weight = Literal["wrong", "doubt", "note", "missing"]
MAIN: Final = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Something said of a cell or line: where, what, and what may have been meant."""

    weight: Weight
    sheet: str
    line: int
    head: str
    message: str
    near: str = ""


@dataclass(slots=True)
class Row:
    """One line of the list: ``given`` are the fields that the file has for it, ``OMIT`` where its cell is empty.

    ``whole`` says that the file gives all there is: what it does not name has its default.
    """

    sheet: str
    line: int
    code: str = ""
    whole: bool = False
    given: dict[str, Any] = field(default_factory=dict)
    publication: dict[str, Any] = field(default_factory=dict)
    quick: dict[str, str] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def begins(self) -> str:
        """Return the day of effect as it is given, empty where it is not."""
        return str(self.publication.get("effective_date") or "")

    def say(
        self, weight: Weight, head: str, message: str, near: str = "", place: tuple[str, int] | None = None
    ) -> None:
        """Add something that is said of this line."""
        sheet_name, line = place or (self.sheet, self.line)
        self.told.append(Told(weight, sheet_name, line, head, message, near))

    @property
    def refused(self) -> bool:
        """Tell whether anything in it is wrong."""
        return any(one.weight == "wrong" for one in self.told)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All lines of a file, what is said of the file itself, and the parts that have a sheet in it."""

    rows: list[Row]
    told: list[Told]


class NoList(ValueError):
    """A file in which no list of procedures can be found; the message is Vietnamese."""


def gather(grids: Sequence[Grid]) -> Gathered:
    """Return what the sheets of a file say; raises :class:`NoList`."""
    told: list[Told] = []
    main, parts = _sorted(grids, told)
    rows: list[Row] = []
    for grid, header in main:
        rows += _rows(grid, header, told)
    if not rows:
        raise NoList("Không thấy dòng nào có mã hoặc tên thủ tục dưới dòng tiêu đề.")
    owners = _Owners(rows)
    for part in [name for name in (*nested(), "fields") if name in parts]:
        if part != "fields":
            for row in rows:
                row.given[part] = []
        for grid, header in parts[part]:
            _attach(part, grid, header, owners, told)
    return Gathered(rows, told)


def _sorted(
    grids: Sequence[Grid], told: list[Told]
) -> tuple[list[tuple[Grid, Header]], dict[str, list[tuple[Grid, Header]]]]:
    """Return the sheets of procedures and those of parts, each with its head."""
    main: list[tuple[Grid, Header]] = []
    parts: dict[str, list[tuple[Grid, Header]]] = {}
    for grid in grids:
        part = sheet_of(grid.title)
        if part:
            header = header_of(grid, sheet(part))
            if header is None or "owner" not in header.names:
                if any(any(cells) for _, cells in grid.lines):
                    message = f"Trang «{grid.title}» không có cột «{heads.CODE}» nên không đọc."
                    told.append(Told("doubt", grid.title, 1, heads.CODE, message))
                continue
            parts.setdefault(part, []).append((grid, header))
            told += _unknown(grid, header)
            continue
        header = header_of(grid, sheets()[0])
        if header is not None and {"code", "name"} <= set(header.names):
            main.append((grid, header))
            told += _unknown(grid, header)
        elif len(grids) > 1 and grid.lines:
            told.append(Told("note", grid.title, 1, "", f"Trang «{grid.title}» không phải danh sách nên không đọc."))
    if not main:
        wanted = f"«{heads.CODE}» và «{heads.MAIN['name']}»"
        raise NoList(f"Không thấy dòng tiêu đề có cột {wanted}.")
    return main, parts


def _unknown(grid: Grid, header: Header) -> Iterator[Told]:
    for said, near in header.unknown:
        yield Told("note", grid.title, header.line, said, f"Không dùng cột «{said}».", near)


def _rows(grid: Grid, header: Header, told: list[Told]) -> Iterator[Row]:
    above = Heading()
    for line, cells in grid.lines[header.after :]:
        if not any(cell not in (None, "") for cell in cells):
            continue
        values = {name: cells[at] if at < len(cells) else None for name, at in header.names.items()}
        if not codelike(values.get("code")):
            filled = [plain(cell) for cell in cells if cell not in (None, "")]
            if (found := heading(filled, above)) is not None:
                above = found
                continue
        yield _row(grid.title, line, values, above)


def _row(title: str, line: int, values: Mapping[str, Any], above: Heading) -> Row:
    row = Row(title, line)
    columns = {column.name: column for column in sheets()[0].columns}
    for name, cell in values.items():
        kind, _, inner = name.partition(".")
        if kind == "quick":
            row.quick[inner] = "" if cell is None else plain(cell)
        elif kind == "flag":
            row.flags[inner] = bool(cell) and key(plain(cell)) not in ("", "khong", "0")
        elif name == "whole":
            _whole(row, cell)
        elif name == "code":
            read_code(row, cell)
        elif kind == "publication":
            row.publication[inner] = _value(row, columns[name], cell)
        else:
            row.given[name] = _value(row, columns[name], cell)
    for name, value in (("field", above.field), ("level", above.level)):
        if value and row.given.get(name, OMIT) in (OMIT, "", None):
            row.given[name] = value
    return row


def _whole(row: Row, cell: Any) -> None:
    value = _value(row, Column("whole", heads.WHOLE, "json"), cell)
    given = value if isinstance(value, dict) else {}
    row.given.update({part: given.get(part, []) for part in nested()})


def read_code(row: Row, cell: Any) -> None:
    """Give a line the code that its cell means, or say what is wrong with it."""
    if cell in (None, ""):
        row.say("wrong", heads.CODE, "Thiếu mã thủ tục.")
        return
    try:
        found = mended(cell)
    except BadCode as bad:
        row.say("wrong", heads.CODE, str(bad))
        return
    row.code = found.code
    if found.doubt:
        row.say("doubt", heads.CODE, found.doubt, found.code)
    elif found.note:
        row.say("note", heads.CODE, found.note)


def _value(row: Row, column: Column, cell: Any, place: tuple[str, int] | None = None) -> Any:
    try:
        return read(column, cell)
    except BadCell as bad:
        row.say("wrong", column.head, str(bad), bad.near, place)
        return OMIT


class _Owners:
    """Finds the line that a line of a part belongs to: by code, and by day where a code has several lines."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.by_code: dict[str, list[Row]] = {}
        for row in rows:
            if row.code:
                self.by_code.setdefault(row.code, []).append(row)

    def of(self, code: str, begins: str) -> list[Row]:
        """Return the lines that fit, more than one where they cannot be told apart."""
        rows = self.by_code.get(code, [])
        return [row for row in rows if row.begins == begins] if begins and len(rows) > 1 else rows


def _attach(part: str, grid: Grid, header: Header, owners: _Owners, told: list[Told]) -> None:
    own = sheet(part)
    for line, cells in grid.lines[header.after :]:
        if not any(cell not in (None, "") for cell in cells):
            continue
        values = {name: cells[at] if at < len(cells) else None for name, at in header.names.items()}
        row = _owner(grid.title, line, values, owners, told)
        if row is None:
            continue
        place = (grid.title, line)
        item = _item(row, own, values, place)
        if part == "fields":
            _on_page(row, item, values.get("page"), place)
            continue
        row.places[f"{part}[{len(row.given[part])}]"] = place
        row.given[part].append(item | ({"fields": []} if part == "pages" else {}))


def _owner(title: str, line: int, values: Mapping[str, Any], owners: _Owners, told: list[Told]) -> Row | None:
    cell = values.get("owner")
    try:
        code = mended(cell).code if cell not in (None, "") else ""
        begins = read(Column("begins", heads.BEGINS, "date", ""), values.get("begins"))
    except (BadCode, BadCell) as bad:
        told.append(Told("wrong", title, line, heads.CODE, str(bad)))
        return None
    rows = owners.of(code, begins) if code else []
    if len(rows) == 1:
        return rows[0]
    if rows:
        message = f"Tệp có {len(rows)} dòng của {code}: ghi thêm «{heads.BEGINS}» ở đây."
        for row in rows:
            row.say("wrong", heads.BEGINS, message, place=(title, line))
        return None
    near = "" if code else " (đang để trống)"
    message = f"Không có dòng nào của mã «{plain(cell) if cell else ''}» ở trang «{heads.SHEETS[''][0]}»{near}."
    told.append(Told("wrong", title, line, heads.CODE, message))
    return None


def _item(row: Row, own: Sheet, values: Mapping[str, Any], place: tuple[str, int]) -> dict[str, Any]:
    item: dict[str, Any] = {}
    for column in own.columns:
        value = _value(row, column, values.get(column.name), place)
        outer, dot, inner = column.name.partition(".")
        if value is OMIT:
            continue
        if dot and outer in FLATTENED:
            item.setdefault(outer, {})[inner] = value
        else:
            item[column.name] = value
    return item


def _on_page(row: Row, item: dict[str, Any], cell: Any, place: tuple[str, int]) -> None:
    code = "" if cell is None else plain(cell)
    for n, page in enumerate(row.given.get("pages", [])):
        if page.get("code") == code:
            row.places[f"pages[{n}].fields[{len(page['fields'])}]"] = place
            page["fields"].append(item)
            return
    row.say("wrong", heads.PAGE, f"Không có trang tờ khai «{code}» của thủ tục này.", place=place)
