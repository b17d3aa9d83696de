"""Reads of units, posts and accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.core.text import name_sort_key
from motcua.people import duties
from motcua.people.actor import Actor, Duty
from motcua.people.models import AccessRecord, Competence, Delegation, FormerUnit, Leave, OrgUnit, Post, User
from motcua.people.roles import AUDITOR, CASHIER, RECEIVER, RETURNER

DESK_ROLES = (RECEIVER, RETURNER, CASHIER)


@dataclass(frozen=True, slots=True)
class Successor:
    """A unit that took over an ended one; when ``divided`` is true only a person can say which successor it is."""

    code: str
    name: str
    divided: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class OfficerOption:
    """One person a task can be given to."""

    user: UUID
    name: str
    away: bool
    delegated: bool


def local_day(at: datetime) -> date:
    """Return the day in Vietnam on which the moment falls."""
    return timezone.localdate(at)


def valid_on(day: date) -> Q:
    """Match rows valid on that day, first and last day included; no date means without limit."""
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gte=day))


def unit(code: str) -> OrgUnit:
    """Return the unit with this code, ended or not; a code that nobody has is refused."""
    found = OrgUnit.objects.select_related("parent").filter(code=code).first()
    if found is None:
        raise Refused("not_found", _("Không có đơn vị mang mã “%(code)s”.") % {"code": code[:40]})
    return found


def units(*, kind: str | None = None, level: str | None = None, on: date | None = None) -> QuerySet[OrgUnit]:
    """Return units by kind and level, those that exist on a day when one is given, in the order of their codes."""
    found = OrgUnit.objects.select_related("parent")
    if kind:
        found = found.filter(kind=kind)
    if level:
        found = found.filter(level=level)
    return found.filter(valid_on(on)) if on else found


def parents() -> dict[str, str]:
    """Return for each unit's code the code of its parent ("" at the top)."""
    return {code: parent or "" for code, parent in OrgUnit.objects.values_list("code", "parent__code")}


def ancestors(code: str) -> tuple[str, ...]:
    """Return the codes above a unit, nearest first."""
    tree, found = parents(), []
    above = tree.get(code, "")
    while above and above not in found:
        found.append(above)
        above = tree.get(above, "")
    return tuple(found)


def below(*codes: str) -> frozenset[str]:
    """Return the codes of these units and of everything under them."""
    tree, found = parents(), set(codes)
    grown = True
    while grown:
        more = {code for code, parent in tree.items() if parent in found and code not in found}
        found |= more
        grown = bool(more)
    return frozenset(found)


def agency_of(code: str) -> OrgUnit:
    """Return the unit itself or the nearest one above it that has an agency code (used in dossier codes)."""
    start = unit(code)
    if start.agency_code:
        return start
    chain = ancestors(code)
    known = {u.code: u for u in OrgUnit.objects.filter(code__in=chain).exclude(agency_code="")}
    return next((known[above] for above in chain if above in known), start)


def successors_of(old_code: str) -> tuple[Successor, ...]:
    """Return the units that took over an ended unit, by its old code; empty when no ended unit had it."""
    found = (
        FormerUnit.objects.filter(code=old_code).select_related("reorganisation").order_by("-reorganisation__last_day")
    )
    former = found.first()
    if former is None:
        return ()
    names = dict(OrgUnit.objects.filter(code__in=former.into).values_list("code", "name"))
    return tuple(Successor(code, names.get(code, code), former.divided, former.note) for code in former.into)


def competent_unit(field: str, *, level: str, on: date, place: str = "") -> OrgUnit | None:
    """Return the unit that decides a field at a level for a commune on a day; None when nobody is known to."""
    rows = Competence.objects.filter(valid_on(on), field=field, level=level).select_related("unit")
    fitting = [row for row in rows if not row.area or place in row.area]
    for row in sorted(fitting, key=lambda row: (not row.area, -row.valid_from.toordinal())):
        if row.unit is not None:
            return row.unit
        found = OrgUnit.objects.filter(valid_on(on), code=f"{place}.{row.part}").first()
        if found is not None:
            return found
    return None


def _lent(day: date, at: datetime) -> QuerySet[Delegation]:
    """Return delegations that count: not revoked, and their giver still holds the post."""
    own = Post.objects.filter(valid_on(day), user=OuterRef("giver"), unit=OuterRef("unit"), role=OuterRef("role"))
    return Delegation.objects.filter(
        Q(revoked_at=None) | Q(revoked_at__gt=at), Exists(own), valid_from__lte=day, valid_to__gte=day
    )


def duties_of(user: UUID, at: datetime) -> frozenset[Duty]:
    """Return the duties a person holds at that moment: own posts, and roles lent by delegation."""
    return duties.held(user, local_day(at), at)


def holds_post(user: UUID, role: str, unit: str, at: datetime) -> bool:
    """Say whether the person holds the role in the unit by an own post."""
    return Post.objects.filter(valid_on(local_day(at)), user=user, role=role, unit__code=unit).exists()


def units_of(user: UUID) -> list[str]:
    """Return the codes of the units in which the person has or had a post."""
    return sorted(set(Post.objects.filter(user=user).values_list("unit__code", flat=True)))


def holders(role: str, unit: str, at: datetime) -> list[User]:
    """Return the active people who hold the role in the unit at that moment, own posts first, then by name."""
    return [account for account, _delegated in _holders(role, unit, at)]


def _holders(role: str, unit: str, at: datetime) -> list[tuple[User, bool]]:
    day = local_day(at)
    own = User.objects.filter(
        is_active=True, pk__in=Post.objects.filter(valid_on(day), role=role, unit__code=unit).values("user")
    )
    lent = User.objects.filter(
        is_active=True, pk__in=_lent(day, at).filter(role=role, unit__code=unit).values("receiver")
    )
    first = sorted(own, key=lambda account: name_sort_key(account.name))
    known = {account.pk for account in first}
    rest = sorted((a for a in lent if a.pk not in known), key=lambda account: name_sort_key(account.name))
    return [(account, False) for account in first] + [(account, True) for account in rest]


def away(day: date, among: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of the people who are away on that day."""
    rows = Leave.objects.filter(user__in=list(among), cancelled=False, first_day__lte=day, last_day__gte=day)
    return frozenset(rows.values_list("user", flat=True))


def officer_options(unit: str, role: str, at: datetime) -> list[OfficerOption]:
    """Return the people a task of this unit and role can be given to; those who are away come last."""
    found = _holders(role, unit, at)
    absent = away(local_day(at), (account.pk for account, _delegated in found))
    options = [OfficerOption(a.pk, a.name, a.pk in absent, delegated) for a, delegated in found]
    return sorted(options, key=lambda option: option.away)


def names(actor_ids: Iterable[str]) -> dict[str, str]:
    """Return for each actor id the words to show: a person's name, the system, an office or a visitor."""
    wanted = set(actor_ids)
    people = [UUID(i.removeprefix("user:")) for i in wanted if i.startswith("user:")]
    known = {f"user:{pk}": name for pk, name in User.objects.filter(pk__in=people).values_list("pk", "name")}
    offices = [i.removeprefix("office:") for i in wanted if i.startswith("office:")]
    if offices:
        rows = OrgUnit.objects.filter(code__in=offices).values_list("code", "name")
        known |= {f"office:{code}": name for code, name in rows}
    return {i: known.get(i) or _spoken(i) for i in wanted}


def _spoken(actor_id: str) -> str:
    if actor_id.startswith("system:"):
        return _("Hệ thống")
    if actor_id == "visitor":
        return _("Người dùng chưa đăng nhập")
    return actor_id.removeprefix("office:") if actor_id.startswith("office:") else _("Tài khoản đã xóa")


def staff_of(code: str, at: datetime) -> list[Post]:
    """Return the posts of a unit that are held at that moment, with their holders."""
    rows = Post.objects.filter(valid_on(local_day(at)), unit__code=code).select_related("user")
    return list(rows.order_by("role", "user__name"))


def who_saw(subject: str) -> QuerySet[AccessRecord]:
    """Return who looked at a subject's personal data, the latest first."""
    return AccessRecord.objects.filter(subject=subject)


def home_for(actor: Actor) -> str:
    """Return the name of the page an actor starts from: counter, audit, inbox, own dossiers, or the front page."""
    if actor.kind != "user":
        return "procedures:home"
    if not actor.is_official:
        return "dossiers:mine"
    roles = {duty.role for duty in actor.duties}
    if roles == {AUDITOR}:
        return "dossiers:audit"
    return "dossiers:counter" if roles <= set(DESK_ROLES) else "dossiers:inbox"
