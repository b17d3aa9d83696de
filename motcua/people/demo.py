"""The people of a demonstration: the cast, the officers around it, one password for all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.ledger import origin
from motcua.people.actions import assign_post, delegate
from motcua.people.actor import system
from motcua.people.models import Delegation, Post, User
from motcua.people.models.user import international_phone
from motcua.people.reading import Node, Problem, read

ACTOR = system("demo")


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One account as the file describes it."""

    login: str
    name: str
    phone: str
    national_id: str
    email: str
    staff: bool
    story: str
    posts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DemoDelegation:
    """A role lent for some days."""

    giver: str
    receiver: str
    unit: str
    role: str
    valid_from: date
    valid_to: date
    decision: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Everything the file says."""

    password: str
    posts_from: date
    people: tuple[DemoPerson, ...]
    delegations: tuple[DemoDelegation, ...]

    @property
    def shown(self) -> tuple[DemoPerson, ...]:
        """Return the people whose logins are printed at the start and shown on the login page."""
        return tuple(person for person in self.people if person.story)


class BadCast(ValueError):
    """The file of demo people has problems; the message lists them all."""


def load_demo(at: datetime) -> Cast:
    """Make the accounts, posts and delegations of the demonstration; again, it adds only what is missing."""
    if not origin.is_demo():
        raise Refused(
            "not_a_demo",
            _("Chỉ bản trình diễn mới được nạp các tài khoản dùng thử."),
            _("Hãy dùng một cơ sở dữ liệu trống và chạy `motcua demo`."),
        )
    cast = read_cast()
    password = make_password(cast.password)
    with transaction.atomic():
        ids = {person.login: _account(person, password, at) for person in cast.people}
        _assign(cast, ids, at)
        _lend(cast, ids, at)
    return cast


def _account(person: DemoPerson, password: str, at: datetime) -> User:
    found = User.objects.filter(username=person.login).first()
    if found is not None:
        return found
    return User.objects.create(
        username=person.login,
        name=person.name,
        phone=international_phone(person.phone) or None,
        phone_verified=bool(person.phone),
        national_id=person.national_id or None,
        email=person.email,
        is_staff=person.staff,
        is_superuser=person.staff,
        password=password,
        joined_at=at,
    )


def _assign(cast: Cast, accounts: dict[str, User], at: datetime) -> None:
    held = set(Post.objects.filter(valid_to=None).values_list("user__username", "unit__code", "role"))
    for person in cast.people:
        for unit, role in person.posts:
            if (person.login, unit, role) not in held:
                user = accounts[person.login].pk
                assign_post(user=user, unit=unit, role=role, valid_from=cast.posts_from, actor=ACTOR, at=at)


def _lend(cast: Cast, accounts: dict[str, User], at: datetime) -> None:
    known = set(Delegation.objects.values_list("decision", flat=True))
    for lent in cast.delegations:
        if lent.decision not in known:
            delegate(
                giver=accounts[lent.giver].pk,
                receiver=accounts[lent.receiver].pk,
                unit=lent.unit,
                role=lent.role,
                valid_from=lent.valid_from,
                valid_to=lent.valid_to,
                decision=lent.decision,
                actor=ACTOR,
                at=at,
            )


def read_cast() -> Cast:
    """Read the file of the installation's definitions; kept in memory, for the login page shows part of it."""
    return _read(settings.DEFINITIONS / "people" / "demo.yaml")


@cache
def _read(path: Path) -> Cast:
    node, source = read(path)
    cast = Cast(
        password=node.text("password", required=True),
        posts_from=node.day("posts_from", required=True) or date.min,
        people=tuple(_person(item) for item in node.nodes("people", required=True)),
        delegations=tuple(_delegation(item) for item in node.nodes("delegations")),
    )
    node.close()
    logins = {person.login for person in cast.people}
    problems = list(source.problems)
    if len(logins) != len(cast.people):
        problems.append(Problem(path.name, 1, _("Có tên đăng nhập dùng hai lần")))
    for lent in cast.delegations:
        if not {lent.giver, lent.receiver} <= logins:
            problems.append(Problem(path.name, 1, _("Ủy quyền %s: không có người này") % lent.decision))
    if problems:
        raise BadCast("\n".join(str(problem) for problem in problems))
    return cast


def _person(node: Node) -> DemoPerson:
    person = DemoPerson(
        login=node.text("login", required=True),
        name=node.text("name", required=True),
        phone=node.text("phone"),
        national_id=node.text("national_id"),
        email=node.text("email"),
        staff=node.flag("staff"),
        story=node.text("story"),
        posts=tuple(_posts(node.node("posts"))),
    )
    node.close()
    return person


def _posts(node: Node) -> Iterable[tuple[str, str]]:
    for unit in list(node.data):
        for role in node.texts(str(unit), required=True) or ():
            yield str(unit), role
    node.close()


def _delegation(node: Node) -> DemoDelegation:
    lent = DemoDelegation(
        giver=node.text("giver", required=True),
        receiver=node.text("receiver", required=True),
        unit=node.text("unit", required=True),
        role=node.text("role", required=True),
        valid_from=node.day("from", required=True) or date.min,
        valid_to=node.day("to", required=True) or date.min,
        decision=node.text("decision", required=True),
    )
    node.close()
    return lent
