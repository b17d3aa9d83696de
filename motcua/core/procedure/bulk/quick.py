"""Parts of a procedure told in one cell each, as lists of provinces have them: "15 ngày", "Không", "Trực tiếp"."""

import re
from collections.abc import Mapping
from typing import Any, Final

from motcua.core.procedure.bases import act_numbers
from motcua.core.procedure.bulk import heads
from motcua.core.procedure.bulk.cells import BadCell, near_term, word
from motcua.core.procedure.bulk.gathering import Row
from motcua.core.refusal import Refused
from motcua.core.text import search_key
from motcua.core.worktime import Term

GENERAL: Final = {"code": "general", "name": "Trường hợp chung", "rule_set": "default"}
SAME_DAY: Final = Term.parse("same day")
_TERM: Final = re.compile(
    r"(?:\d+(?:[.,]\d+)?|\d+/\d+)\s*(?:ngay lam viec|gio lam viec|ngay lv|ngay(?! l)|gio(?! l))(?![a-z])"
)
_ASIDE: Final = re.compile(r"\([^)]*\)")
_BULLET: Final = re.compile(r"^\s*(?:[-+•*–]|\d{1,2}[.)]|[a-zđ]\))\s*")
_AMOUNT: Final = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d{4,9})\s*(?:đồng|đ|vnđ|vnd)?", re.IGNORECASE)
_FREE: Final = frozenset(
    {"khong", "khong thu", "khong co", "mien phi", "0", "0 dong", "khong quy dinh", "khong thu phi"}
)
_LAWS: Final = ("luat", "bo luat", "hien phap", "phap lenh")
_DECLARED: Final = ("to khai", "don ", "mau ", "phieu", "giay de nghi", "van ban de nghi")
Parts = dict[str, Any]


def parts(row: Row) -> Parts:
    """Return the parts that the cells of a line tell; what is strange in them is said of the line."""
    found: Parts = {}
    if row.quick.get("term") or row.quick.get("route"):
        found["cases"] = _cases(row)
    if row.quick.get("channels") or row.quick.get("online") or any(row.flags.values()):
        found["channels"] = _channels(row)
    if "fees" in row.quick:
        found["fees"] = _fees(row, row.quick["fees"])
    for name, made in (("legal_bases", _basis), ("components", _component), ("results", _result)):
        if row.quick.get(name):
            found[name] = [made(row, n, line) for n, line in enumerate(_listed(row.quick[name]), start=1)]
    return found


def _listed(text: str) -> list[str]:
    lines = [_BULLET.sub("", piece).strip(" .;,") for piece in re.split(r"[\n;]+", text)]
    return [line for line in lines if line]


def _cases(row: Row) -> list[dict[str, Any]]:
    case: dict[str, Any] = dict(GENERAL)
    if route := row.quick.get("route"):
        case["route"] = route
    text = row.quick.get("term", "")
    if text:
        term, note = term_of(row, text)
        if term:
            case |= {"term": term, **({"term_note": note} if note else {})}
            case |= {"same_day": True} if term == str(SAME_DAY) else {}
            return [case]
    return []


def term_of(row: Row, text: str) -> tuple[str, str]:
    """Return the term that a cell tells and the words around it; empty where there is none or more than one."""
    head = heads.QUICK["term"]
    bare = " ".join(_ASIDE.sub(" ", text).split()).strip(" .;")
    try:
        return str(Term.parse(bare)), ""
    except Refused:
        found = list(dict.fromkeys(_TERM.findall(search_key(bare))))
    if len(found) == 1 and (said := _sound(found[0])) is not None:
        row.say("doubt", head, f"«{text[:80]}» được đọc là {said.vi()}; lời gốc giữ ở ghi chú.", said.vi())
        return str(said), text
    if len(found) > 1:
        sheet = heads.SHEETS["cases"][0]
        row.say("doubt", head, f"Ô này có {len(found)} thời hạn: ghi mỗi trường hợp một dòng ở trang «{sheet}».")
    else:
        message = f"«{text[:60]}» không phải thời hạn; ghi ví dụ «15 ngày làm việc», «trong ngày»."
        row.say("wrong", head, message, near_term(bare))
    return "", ""


def _sound(text: str) -> Term | None:
    try:
        return Term.parse(text)
    except Refused:
        return None


def _channels(row: Row) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for piece in re.split(r"[\n;,/+]+|\bvà\b|\bhoặc\b", row.quick.get("channels", "")):
        text = _BULLET.sub("", piece).strip(" .")
        if text and (code := _word(row, "channels", "channels", text)):
            found[code] = {"code": code}
    for code in ("direct", "online", "post"):
        if row.flags.get(code):
            found[code] = {"code": code}
    level = next((name for name in ("full", "part") if row.flags.get(name)), "")
    if text := row.quick.get("online", ""):
        level = _word(row, "channels.level", "online", text) or level
    if level in ("full", "part"):
        found["online"] = {"code": "online", "level": level}
        found.setdefault("direct", {"code": "direct"})
    elif level == "none" and not found:
        found["direct"] = {"code": "direct"}
    return [found[code] for code in ("direct", "online", "post") if code in found]


def _word(row: Row, words: str, head: str, text: str) -> str:
    try:
        return word(text, heads.WORDS[words], heads.OTHERWISE[words])
    except BadCell as bad:
        row.say("wrong", heads.QUICK[head], str(bad), bad.near)
        return ""


def _fees(row: Row, text: str) -> list[dict[str, Any]]:
    if not text or search_key(text).strip(" .") in _FREE:
        return []
    amounts = [int(re.sub(r"[.,]", "", one)) for one in _AMOUNT.findall(text)]
    kind = "charge" if "le phi" in search_key(text) else "fee"
    fee: dict[str, Any] = {"code": "fee", "name": "Phí, lệ phí", "kind": kind, "amount": None, "source": ""}
    if len(set(amounts)) == 1:
        return [fee | {"amount": amounts[0]}]
    row.say(
        "doubt", heads.QUICK["fees"], f"«{text[:80]}» không phải một mức thu: để là chưa có dữ liệu, giữ ở ghi chú."
    )
    return [fee | {"note": text}]


def _basis(row: Row, _place: int, line: str) -> dict[str, Any]:
    if not act_numbers(line) and not search_key(line).startswith(_LAWS):
        row.say("doubt", heads.QUICK["legal_bases"], f"«{line[:80]}» không có số ký hiệu văn bản.")
    return {"act": line}


def _component(_row: Row, place: int, line: str) -> dict[str, Any]:
    kind = "declaration" if search_key(line).startswith(_DECLARED) else "issued_paper"
    return {"code": f"p{place}", "name": line, "kind": kind, "need": "mandatory"}


def _result(_row: Row, place: int, line: str) -> dict[str, Any]:
    return {"code": f"r{place}", "name": line}


def filled(data: dict[str, Any], publication: Mapping[str, Any]) -> set[str]:
    """Propose what a list seldom has where that is plain, and return the paths of what was proposed."""
    proposed: set[str] = set()
    for name, other in (("title", "name"), ("summary", "name"), ("decided_by", "agency"), ("competence", "agency")):
        if not data.get(name) and data.get(other):
            data[name] = data[other]
            proposed.add(name)
    if not data.get("source") and publication.get("decision"):
        data["source"] = publication["decision"]
    if data.get("sets") is None:
        data["sets"] = 1
        proposed.add("sets")
    data.setdefault("pages", [])
    data.setdefault("results", [])
    return proposed
