"""Papers that no list names but an act of law asks for: the article is part of their code, so it is never left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from motcua.core.procedure.components import Component
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.refusal import Refused

LONGEST: Final = 40  # the column of a paper's component
_CODE: Final = re.compile(
    r"law\.(?P<act>[^.\s]+)\.(?P<article>\d+[a-zđ]?)(?:-(?P<clause>\d+[a-z]?)(?:-(?P<point>[a-zđ]))?)?"
)
_PARTS: Final = {
    "article": re.compile(r"\d{1,3}[a-zđ]?"),
    "clause": re.compile(r"\d{1,2}[a-z]?"),
    "point": re.compile(r"[a-zđ]"),
}


@dataclass(frozen=True, slots=True)
class Cited:
    """An article of an act: the act's key, the number of the article, of the clause and of the point in it."""

    act: str
    article: str
    clause: str = ""
    point: str = ""

    @property
    def code(self) -> str:
        """Return the code under which the paper is asked for."""
        place = "-".join(part for part in (self.article, self.clause, self.point) if part)
        return f"law.{self.act.replace('/', '_')}.{place}"

    @property
    def words(self) -> str:
        """Return the article as a slip prints it: "điểm a khoản 2 Điều 5 văn bản 10/2016/TT-BTP"."""
        point = f"điểm {self.point} " if self.point else ""
        clause = f"khoản {self.clause} " if self.clause else ""
        return f"{point}{clause}Điều {self.article} văn bản {self.act}"


def cite(act: str, article: str, clause: str = "", point: str = "") -> Cited:
    """Return an article of an act of the register; refuse what names no article."""
    parts = {"article": article.strip(), "clause": clause.strip(), "point": point.strip().lower()}
    for name, text in parts.items():
        if text and not _PARTS[name].fullmatch(text):
            raise Refused(
                "law_not_listed", "Điều, khoản, điểm chưa đúng.", "Ghi bằng số, ví dụ Điều 5, khoản 2, điểm a."
            )
    if not parts["article"] or (parts["point"] and not parts["clause"]):
        raise Refused(
            "law_not_listed",
            "Chưa ghi điều của văn bản làm căn cứ.",
            "Giấy tờ ngoài danh mục chỉ được yêu cầu khi nêu rõ điều của văn bản quy phạm pháp luật.",
        )
    found = Cited(act, **parts)
    if len(found.code) > LONGEST:
        raise Refused("law_not_listed", "Số hiệu văn bản quá dài.", "Dẫn văn bản gốc của quy định này.")
    return found


def read(code: str) -> Cited | None:
    """Return the article that a component's code cites; None for a component of the list."""
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    return Cited(match["act"].replace("_", "/"), match["article"], match["clause"] or "", match["point"] or "")


def component(code: str) -> Component | None:
    """Return a cited paper as a component, so that it is asked for, handed in and shown like any other."""
    found = read(code)
    if found is None:
        return None
    return Component(code, f"Giấy tờ theo {found.words}", "issued_paper", "by_case", originals=0, copies=1)


def component_of(definition: ProcedureDefinition, code: str) -> Component:
    """Return a component of the list, or the cited paper that the code names."""
    return component(code) or definition.component(code)
