"""What publishing a procedure and publishing a route share: the order of versions and what may be published here."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.core.procedure.publication import Publication
from motcua.core.refusal import Refused
from motcua.ledger import origin


def in_order(code: str, publication: Publication, begun: list[date]) -> None:
    """Refuse a version that would begin before one that is published; the same day corrects that version."""
    earlier = publication.effective_date
    if begun and earlier < max(begun) and earlier not in begun:
        raise Refused(
            "overlapping_version",
            _("%(code)s đã có bản hiệu lực từ %(begun)s, sau ngày %(earlier)s.")
            % {"code": code, "begun": f"{max(begun):%d/%m/%Y}", "earlier": f"{earlier:%d/%m/%Y}"},
            _("Chọn ngày hiệu lực sau bản mới nhất, hoặc đúng ngày của bản cần đính chính."),
        )


def checked(code: str, publication: Publication, found: list[tuple[str, str]]) -> None:
    """Refuse a definition with contradictions, all of them in one message."""
    everything = [*publication.problems(), *found]
    if everything:
        raise Refused(
            "unsound_definition",
            _("Chưa công bố được %(code)s: %(count)d điểm chưa đúng.") % {"code": code, "count": len(everything)},
            " ".join(f"{path}: {message}" for path, message in everything),
        )


def verified_enough(code: str, unverified: bool) -> None:
    """Refuse parts that nobody has verified anywhere but in a demonstration."""
    if unverified and not origin.is_demo():
        raise Refused(
            "unverified_definition",
            _("%(code)s còn phần chưa xác minh nên không công bố được ở nơi dùng thật.") % {"code": code},
            _("Đối chiếu các phần trong «unverified» với văn bản rồi bỏ dấu."),
        )


def columns(number: int, name: str, text: str, digest: bytes, publication: Publication) -> dict[str, Any]:
    """Return the columns of a version's row that procedures and routes share."""
    return {
        "number": number,
        "name": name,
        "definition": text,
        "digest": digest,
        "decision": publication.decision,
        "decision_date": publication.decision_date,
        "valid_from": publication.effective_date,
        "valid_to": publication.valid_to,
        "public_date": publication.public_date,
        "note": publication.note,
    }


def told(code: str, number: int, digest: bytes, publication: Publication, **more: Any) -> Mapping[str, Any]:
    """Return the payload of the entry that tells of a published version."""
    payload = {
        "code": code,
        "number": number,
        "digest": digest.hex(),
        "decision": publication.decision,
        "decision_date": publication.decision_date.isoformat(),
        "effective_date": publication.effective_date.isoformat(),
        "public_date": publication.public_date.isoformat(),
        **more,
    }
    if publication.valid_to is not None:
        payload["valid_to"] = publication.valid_to.isoformat()
    return payload
