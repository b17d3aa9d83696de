"""What every slip names: the office, the people, the signer and the ledger's proof."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from motcua.documents import formats
from motcua.documents.sheet import Line, Signature

SIGN_HERE = "(Ký và ghi rõ họ tên)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office that issues the slip; ``place`` is the locality written before the day."""

    superior: str
    name: str
    place: str
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """The applicant: a person or an organisation."""

    name: str
    kind: Literal["person", "organisation"] = "person"
    identity: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""

    @property
    def address_form(self) -> str:
        """How an official letter addresses this applicant."""
        return "Quý tổ chức" if self.kind == "organisation" else "Ông/Bà"

    @property
    def named(self) -> str:
        """The name with the form of address before it."""
        return f"Tổ chức {self.name}" if self.kind == "organisation" else f"Ông/Bà {self.name}"

    @property
    def identity_label(self) -> str:
        """The name of the identity number on the form."""
        return "Mã số tổ chức" if self.kind == "organisation" else "Số định danh cá nhân"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorised:
    """The person authorised to lodge or collect, and the paper that says so."""

    name: str
    identity: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """The official who signs: titles as printed ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), name, moment of e-signature."""

    name: str = ""
    titles: tuple[str, ...] = ()
    signed_at: datetime | None = None


NO_SIGNER = Signer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The ledger's entry behind the slip: its number in the dossier's stream, its hash and the clock at commit."""

    seq: int
    hash: str
    recorded_at: datetime

    @property
    def sentence(self) -> str:
        """The line printed at the foot."""
        short = " ".join(self.hash[i : i + 4] for i in range(0, 16, 4))
        moment = formats.short_moment(self.recorded_at)
        return f"Đã ghi vào sổ cái lúc {moment}, bản ghi số {self.seq}, mã băm {short}."


def contact_lines(party: Party | Authorised) -> tuple[Line, ...]:
    """Return the lines address, phone and e-mail."""
    return (
        Line("Địa chỉ", party.address),
        Line("Số điện thoại", party.phone, width="half"),
        Line("Thư điện tử", party.email, width="half"),
    )


def signature(signer: Signer, titles: Iterable[str], hint: str = SIGN_HERE) -> Signature:
    """Return an official's place to sign: own titles win over the form's; an e-signature shows its moment."""
    mark = f"Đã ký điện tử lúc {formats.short_moment(signer.signed_at)}" if signer.signed_at else ""
    return Signature(signer.titles or tuple(titles), hint="" if mark else hint, mark=mark, name=signer.name)


def applicant_signature(name: str, signed_at: datetime | None = None) -> Signature:
    """Return the applicant's place to sign; a dossier lodged online needs no ink."""
    mark = f"Đã xác nhận trực tuyến lúc {formats.short_moment(signed_at)}" if signed_at else ""
    return Signature(("NGƯỜI NỘP HỒ SƠ",), hint="" if mark else SIGN_HERE, mark=mark, name=name)
