"""The declaration as fields on pages, grouped by person, for lodging online and for entering at the counter."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from motcua.core.rules import Condition

FieldKind = Literal[
    "text",
    "name",
    "date",
    "year",
    "choice",
    "national_id",
    "phone",
    "email",
    "number",
    "money",
    "place",
    "textarea",
    "check",
]
# Nine pages in all: case and place, these, papers, way of return, check and send.
MOST_PAGES = 5


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A blank form (mẫu đơn, mẫu tờ khai) with the act that sets it, and where it can be had: a file or a link."""

    code: str
    name: str
    act: str = ""
    article: str = ""
    file: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the declaration; its code is unique in the procedure ("child.name").

    ``when`` reads the answers to the case questions and to earlier fields; the field is left out where it is False.
    ``autocomplete`` is the HTML token, ``from_person`` the field of the logged-in applicant that fills it in.
    """

    code: str
    label: str
    kind: FieldKind = "text"
    required: bool = True
    help: str = ""
    options: tuple[Option, ...] = ()
    when: Condition | None = None
    longest: int = 200
    at_least: int | None = None
    at_most: int | None = None
    not_before: date | None = None
    past: bool = False
    autocomplete: str = ""
    from_person: str = ""


@dataclass(frozen=True, slots=True)
class FormPage:
    """One page of the declaration: one person or one subject."""

    code: str
    title: str
    fields: tuple[FormField, ...]
    person: str = ""
    help: str = ""
    when: Condition | None = None
    standard: Literal["", "applicant"] = ""


# The applicant's page is the same everywhere: the receipt (form 01) needs exactly these.
APPLICANT_FIELDS = (
    FormField("applicant.name", "Họ, chữ đệm, tên", "name", longest=100, autocomplete="name", from_person="name"),
    FormField(
        "applicant.national_id",
        "Số định danh cá nhân",
        "national_id",
        help="12 chữ số trên thẻ căn cước.",
        autocomplete="off",
        from_person="national_id",
    ),
    FormField(
        "applicant.phone",
        "Số điện thoại",
        "phone",
        help="Chúng tôi nhắn tin vào số này khi hồ sơ có việc cần bạn biết.",
        autocomplete="tel",
        from_person="phone",
    ),
    FormField("applicant.email", "Thư điện tử", "email", required=False, autocomplete="email", from_person="email"),
    FormField(
        "applicant.address",
        "Nơi cư trú",
        "place",
        help="Số nhà, đường hoặc thôn, bản; xã, phường; tỉnh.",
        autocomplete="street-address",
        from_person="address",
    ),
)
