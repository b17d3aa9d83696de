"""Erase the personal content of a dossier that has ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_noop as _

from motcua.core.process.decide import erasing as decide
from motcua.core.refusal import Refused
from motcua.dossiers import policies, slips
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.models import Applicant, Consultation, LateEntry, Paper, PaperFile, Slip, SupplementRequest
from motcua.dossiers.reading import Found
from motcua.ledger import read as ledger
from motcua.ledger.commit import Delete, Update, Write
from motcua.ledger.models import Content
from motcua.people.actor import Actor

GROUNDS = {
    "request": _("Yêu cầu bằng văn bản của chủ thể dữ liệu"),
    "retention": _("Hết thời hạn lưu trữ"),
    "decision": _("Quyết định của cơ quan có thẩm quyền"),
}


def erase(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None, ground: str, paper: str) -> Done:
    """Erase contents, applicant, papers and words of a closed dossier; entries, numbers and dates stay and verify.

    ``ground`` is one of :data:`GROUNDS`, ``paper`` the number of the written request or decision. Files, letters and
    keys go by what follows the entry.
    """

    def attempt(found: Found) -> Plan:
        policies.can_erase(actor, found.now.reception_unit).enforce()
        if ground not in GROUNDS:
            raise Refused("no_such_ground", "Chưa chọn căn cứ xóa.", "Chọn một căn cứ trong danh mục.")
        seqs = sorted(ledger.contents(found.stream))
        decision = decide.erase(found.now, at, seqs=seqs, ground=ground, paper=paper)
        said = f"Đã xóa theo {GROUNDS[ground][:1].lower()}{GROUNDS[ground][1:]}, số {paper.strip()}"
        return Plan(decision, lambda seq: _rows(found, said), {"contents": len(seqs)})

    return change(
        dossier_id,
        action="dossier.erase",
        actor=actor,
        at=at,
        key=key,
        request={"ground": ground, "paper": paper},
        attempt=attempt,
    )


def _rows(found: Found, said: str) -> Sequence[Write]:
    """Return what is written over: whoever looks at the rows reads why they are empty."""
    mine = {"dossier_id": found.id}
    personal = (*slips.PERSON[1:], "search_key")
    nobody = dict.fromkeys(personal, "")
    return [
        Delete(Content, {"stream": found.stream}),
        Update(Applicant, mine, {"name": said[:200], "answers": {}, **nobody}),
        Update(Paper, mine, {"files": [], "note": ""}),
        Delete(PaperFile, mine),
        Update(SupplementRequest, mine, {"reasons": {}}),
        Update(Consultation, mine, {"question": "", "answer": ""}),
        Update(Slip, mine, {"data": {}}),
        Update(LateEntry, mine, {"reason": "", "photo": ""}),
    ]
