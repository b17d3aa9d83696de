"""The head of a signature: TM., KT., TL. or TUQ. before the title (Decree 30/2020/NĐ-CP, annex I), from facts alone."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

Rank = Literal["head", "deputy", "unknown"]
TITLES = {
    "commune": ("ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    "province": ("ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    "department": ("", "GIÁM ĐỐC"),
    "centre": ("", "GIÁM ĐỐC"),
    "branch": ("", "GIÁM ĐỐC"),
    "office": ("", "CHÁNH VĂN PHÒNG"),
    "division": ("", "TRƯỞNG PHÒNG"),
}


@dataclass(frozen=True, slots=True)
class SigningFacts:
    """What is known of a signer: in which kind of agency, by what right, and who lent it by which decision.

    ``rank`` is unknown where several people hold the leader's role and no post says who is the head.
    """

    name: str
    agency_kind: str
    role: str
    rank: Rank = "unknown"
    decision: str = ""
    agency_above: str = ""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """The form of signing, the lines above the signature, the name, and what the data does not say."""

    form: str
    titles: tuple[str, ...]
    name: str
    basis: str = ""
    missing: str = ""


def compute(facts: SigningFacts) -> SignatureBlock:
    """Return the block of a signer; what the posts do not tell is said, never guessed."""
    if facts.decision:
        basis = _("theo văn bản ủy quyền số %(number)s") % {"number": facts.decision}
        return SignatureBlock("TUQ.", (f"TUQ. {_chief(facts)}",), facts.name, basis)
    if facts.role == "head":
        return SignatureBlock("TL.", (f"TL. {_chief_of(facts.agency_above)}", _title(facts)), facts.name)
    if facts.role != "leader":
        return SignatureBlock("", (), facts.name, missing=_("người ký không có chức danh lãnh đạo trong dữ liệu"))
    collective, chief = TITLES.get(facts.agency_kind, ("", ""))
    if facts.rank == "unknown" or not chief:
        return SignatureBlock("", (), facts.name, missing=_("chức vụ người ký (cấp trưởng hay cấp phó)"))
    above = (f"TM. {collective}",) if collective else ()
    if facts.rank == "head":
        return SignatureBlock("TM." if collective else "", (*above, chief), facts.name)
    return SignatureBlock("KT.", (*above, f"KT. {chief}", f"PHÓ {chief}"), facts.name)


def _title(facts: SigningFacts) -> str:
    return TITLES.get(facts.agency_kind, ("", "TRƯỞNG PHÒNG"))[1]


def _chief(facts: SigningFacts) -> str:
    return _chief_of(facts.agency_kind)


def _chief_of(kind: str) -> str:
    return TITLES.get(kind, ("", "THỦ TRƯỞNG"))[1] or "THỦ TRƯỞNG"
