"""A day at the one-stop shop of Kỳ Lừa, told through its pages: who comes, what is handed in, what is paid.

Whoever comes does what people do: takes a number or walks past it, sends a form twice, pays twice, has a name mended.
Now and then the power goes while a form is being written: the same form is sent again when it is back. All that should
be true afterwards is written into a notebook of the test's own, never read from the house.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol
from unittest import mock
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

from django.db import connection
from django.test import Client

from motcua.dossiers.models import Dossier
from motcua.ledger import driver
from tests.attacks.pages import browser
from tests.cast import Cast

SHOP = "06187.TTPVHCC"
EXPRESS, COPIES, BIRTH = "/desk/express/2.000815/", "/desk/new/2.000815/", "/desk/new/1.001193/"
KIOSK, SEAT, CALL = f"/queue/{SHOP}/kiosk/", "/desk/queue/place/", "/desk/queue/call/"
FAMILIES, MIDDLES = ("Hoàng", "Nông", "Lương", "Vi", "Đàm", "Triệu", "Lý"), ("Văn", "Thị", "Đức", "Thu")
GIVEN = ("An", "Bảo", "Cúc", "Dương", "Hạnh", "Khuê", "Ngân", "Phượng", "Thủy", "Yến")


class Moving(Protocol):
    """A clock that a test moves on."""

    def shift(self, seconds: float) -> None:
        """Let so many seconds pass."""


class PowerCut(BaseException):
    """The machine stops between two statements."""


@dataclass(frozen=True)
class Person:
    """Somebody who comes: no two have the same number."""

    name: str
    number: str
    phone: str

    @property
    def card(self) -> str:
        """What the code on the card says."""
        return f"{self.number}||{self.name}|0503{1900 + int(self.number[4:6])}|Nam|Khối 5, Kỳ Lừa, Lạng Sơn|12082021"


@dataclass
class Notebook:
    """What happened, as somebody beside the counter would note it."""

    taken: list[tuple[str, str, int]] = field(default_factory=list)  # who took it, in which way, how much
    returned: list[tuple[str, str, int]] = field(default_factory=list)
    copies: int = 0
    received: set[UUID] = field(default_factory=set)
    annulled: set[UUID] = field(default_factory=set)
    names: dict[UUID, str] = field(default_factory=dict)
    tickets: int = 0
    cuts: int = 0

    def cash(self, who: str) -> int:
        """Return what lies in somebody's till besides the change they began with."""
        taken = sum(amount for one, way, amount in self.taken if (one, way) == (who, "cash"))
        return taken - sum(amount for one, way, amount in self.returned if (one, way) == (who, "cash"))


def fee(pages: int, number: int) -> int:
    """Return the fee of certified copies by Thông tư 226/2016/TT-BTC, Điều 4, worked out once more."""
    return number * min(200_000, sum(2000 if page <= 2 else 1000 for page in range(1, pages + 1)))


class Hall:
    """The shop from half past seven on: Bình at the counter, Mai at the till, whoever comes."""

    def __init__(self, cast: Cast, clock: Moving, random: Random, *, cuts: float) -> None:
        self.cast, self.clock, self.random, self.cuts = cast, clock, random, cuts
        self.notes = Notebook()
        self.visitor = Client()
        self.open()

    def open(self) -> None:
        """Let the officers log in, and Bình choose a desk."""
        self.binh, self.mai = browser(self.cast.binh), browser(self.cast.mai)
        self.sent(self.binh, SEAT, {"unit": SHOP, "desk": "2"})

    def comes(self, number: int) -> None:
        """Let the next person come, wait and be served."""
        self.clock.shift(self.random.randint(15, 60))
        if number % 40 == 39:  # nobody's session is open all day
            self.open()
        person = self._person(number)
        if self.random.random() < 0.7:
            self._takes_a_number()
        kinds: list[Callable[[Person], None]] = [self._copies, self._copies, self._birth, self._many_copies]
        self.random.choice(kinds)(person)
        if self.random.random() < 0.3 and self.notes.received:
            self._looks_where_it_is()

    def _person(self, number: int) -> Person:
        given = f"{self.random.choice(FAMILIES)} {self.random.choice(MIDDLES)} {self.random.choice(GIVEN)}"
        year = self.random.randint(50, 99)
        return Person(given, f"0200{year}{number:06d}", f"09{number:08d}")

    def _takes_a_number(self) -> None:
        self.sent(self.visitor, KIOSK, {"group": self.random.choice("AB")})
        self.notes.tickets += 1
        self.sent(self.binh, CALL, {})

    def _copies(self, person: Person) -> None:
        """Certified copies in the express lane, in one sending."""
        pages, number, way = self.random.randint(1, 9), self.random.randint(1, 4), self.random.choice(WAYS)
        answer = self.sent(
            self.binh,
            EXPRESS,
            {
                "rows": "1", "person_name": person.card, "person_national_id": "", "person_phone": "",
                "person_address": "", "document.name": "Bằng tốt nghiệp", "document.pages": str(pages),
                "document.copies": str(number), "method": way, "exemption": "", "signer": self.cast.nam.id,
            },
        )  # fmt: skip
        done = UUID(parse_qs(urlsplit(answer["Location"]).query)["done"][0])
        self._received(done, person)
        self.notes.copies += 1
        self.notes.taken.append(("binh", way, fee(pages, number)))

    def _birth(self, person: Person) -> None:
        """A birth is registered in the ordinary way; sometimes something was typed wrong."""
        done = self._entered(BIRTH, person, BIRTH_ANSWERS)
        chance = self.random.random()
        if chance < 0.15:
            self._mended(done, person)
        elif chance < 0.25:
            answer = self.sent(
                self.binh, f"/desk/dossiers/{done}/annulment/", {"reason": "Nhập nhầm người"}, ends=(302, 409)
            )
            if answer.status_code == 302:
                self.notes.annulled.add(done)

    def _many_copies(self, person: Person) -> None:
        """More copies than can be made at once: the fee is taken by Mai, sometimes twice, sometimes too much."""
        pages, number = self.random.randint(2, 9), self.random.randint(1, 4)
        answers = {**MANY, "document.pages": str(pages), "document.copies": str(number)}
        done = self._entered(COPIES, person, answers)
        due, way = fee(pages, number), self.random.choice(WAYS)
        paying = {"amount": str(due), "method": way, "receipt": ""}
        self.sent(self.mai, f"/desk/cashier/{done}/", paying)
        self.notes.taken.append(("mai", way, due))
        chance = self.random.random()
        if chance < 0.2:
            self.sent(self.mai, f"/desk/cashier/{done}/", paying, ends=(400, 409))
        elif chance < 0.4:
            back = {"ground": "mistake", "amount": "1000", "method": way, "reason": "Thu thừa"}
            self.sent(self.mai, f"/desk/dossiers/{done}/refund/", back)
            self.notes.returned.append(("mai", way, 1000))

    def _entered(self, page: str, person: Person, answers: dict[str, str]) -> UUID:
        who = {"person_name": person.name, "person_national_id": person.number, "person_phone": person.phone}
        answer = self.sent(self.binh, page, {**who, "person_address": "", "channel": "1", **answers})
        done = UUID(next(part for part in urlsplit(answer["Location"]).path.split("/") if len(part) == 36))
        self._received(done, person)
        return done

    def _received(self, done: UUID, person: Person) -> None:
        assert done not in self.notes.received, "two people got one dossier"
        self.notes.received.add(done)
        self.notes.names[done] = person.name

    def _mended(self, done: UUID, person: Person) -> None:
        address = f"/desk/dossiers/{done}/correction/"
        form = self.binh.get(address).context["form"]
        data: dict[str, Any] = {}
        for bound in form:
            value = bound.value()
            if hasattr(value, "isoformat"):
                parts = enumerate((value.day, value.month, value.year))
                data |= {f"{bound.html_name}_{n}": part for n, part in parts}
            elif value not in (None, "", False):
                data[bound.html_name] = value
        right = f"{person.name} Sửa"
        self.sent(self.binh, address, {**data, "applicant-name": right})
        self.notes.names[done] = right

    def _looks_where_it_is(self) -> None:
        one = Dossier.objects.get(pk=self.random.choice(sorted(self.notes.received)))
        page = self.visitor.get(f"/t/{one.code}")
        assert page.status_code == 200
        assert self.notes.names[one.pk] not in page.content.decode(), "a name without the digits"

    def sent(self, client: Client, address: str, data: dict[str, Any], *, ends: tuple[int, ...] = (302,)) -> Any:
        """Send a form as people do: sometimes the power goes and it is sent again, sometimes it is clicked twice."""
        form = {"idempotency_key": str(uuid4()), **data}
        if self.random.random() < self.cuts:
            self.notes.cuts += 1
            with power_cut(self.random.randint(1, 60)):
                client.post(address, form)
        answer = client.post(address, form)
        assert answer.status_code in ends, (address, answer.status_code, answer.content.decode()[:3000])
        if self.random.random() < 0.1:
            again = client.post(address, form)
            assert again.status_code == answer.status_code, (address, again.status_code, again.content.decode()[:3000])
            assert again.headers.get("Location") == answer.headers.get("Location") or address == CALL
        return answer


WAYS = ("cash", "cash", "transfer")
BIRTH_ANSWERS = {
    "originals.birth_notice": "1", "originals.declaration": "1", "child": "ordinary", "proof": "hospital",
    "late": "no", "lodger": "parent",
}  # fmt: skip
MANY = {"volume": "many", "has_copies": "yes", "originals.original": "1", "copies.copies": "1"}


@contextmanager
def power_cut(after: int) -> Iterator[None]:
    """Let the machine stop before its ``after``-th statement: what was not committed by then is gone."""
    left = after

    def counted() -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            raise PowerCut

    def execute(do: Callable[..., Any], *args: Any) -> Any:
        counted()
        return do(*args)

    run = driver.run

    def ran(*args: Any, **named: Any) -> Any:
        counted()
        return run(*args, **named)

    try:
        with connection.execute_wrapper(execute), mock.patch.object(driver, "run", ran):
            yield
    except PowerCut:
        connection.close()
