"""Assign a person to a post, and end it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.ledger.commit import Key, NewEntry, Subject, commit, once, retrying
from motcua.people import policies, queries
from motcua.people.actor import Actor
from motcua.people.models import Post
from motcua.people.models.units import stable_id
from motcua.people.roles import AUDITOR, POST_ROLES


def assign_post(
    *,
    user: UUID,
    unit: str,
    role: str,
    valid_from: date,
    valid_to: date | None = None,
    decision: str = "",
    actor: Actor,
    at: datetime,
    key: Key | None = None,
) -> Post:
    """Give a person a role in a unit from a day on. The same role in the same unit can't be held twice at a time.

    ``decision`` is the number of the paper that orders it; whoever audits by such a decision does so until a last day.
    """
    policies.can_manage_people(actor, unit).enforce()
    _check_role_and_days(role, valid_from, valid_to)
    _check_inspection(role, valid_to, decision)
    place = queries.unit(unit)
    pk = stable_id(f"post:{user}:{unit}:{role}:{valid_from}")
    payload = {
        "user": f"user:{user}",
        "unit": unit,
        "role": role,
        "valid_from": valid_from.isoformat(),
        "valid_to": valid_to.isoformat() if valid_to else None,
    }
    if decision:
        payload["decision"] = decision
    columns = {"user_id": user, "unit_id": place.pk, "role": role, "valid_from": valid_from, "valid_to": valid_to}
    subject = Subject(Post, pk, columns=columns)

    def attempt() -> Any:
        _check_free(Post.objects.filter(user=user, unit=place, role=role), valid_from, valid_to)
        return commit(subject, [NewEntry("post.assigned", payload)], actor=actor.id, at=at, key=key).result

    done = once(key, actor.id, attempt, lambda first: first)
    return Post.objects.get(pk=done["id"] if done else pk)


def end_post(*, post: UUID, last_day: date, actor: Actor, at: datetime) -> Post:
    """Record the last day of a post; delegations that rest on it stop counting with it."""

    def attempt() -> None:
        row = Post.objects.select_related("unit").get(pk=post)
        policies.can_manage_people(actor, row.unit.code).enforce()
        if last_day < row.valid_from:
            raise Refused("ends_before_start", _("Ngày kết thúc không được trước ngày bắt đầu của vị trí."))
        if row.valid_to == last_day:
            return
        payload = {
            "user": f"user:{row.user_id}",
            "unit": row.unit.code,
            "role": row.role,
            "valid_to": last_day.isoformat(),
        }
        commit(Subject.of(row, valid_to=last_day), [NewEntry("post.ended", payload)], actor=actor.id, at=at)

    retrying(attempt)
    return Post.objects.get(pk=post)


def _check_role_and_days(role: str, valid_from: date, valid_to: date | None) -> None:
    if role not in POST_ROLES:
        raise Refused("unknown_role", _("Không có vai trò “%(role)s”.") % {"role": role})
    if valid_to is not None and valid_to < valid_from:
        raise Refused("ends_before_start", _("Ngày kết thúc không được trước ngày bắt đầu của vị trí."))


def _check_inspection(role: str, valid_to: date | None, decision: str) -> None:
    if role == AUDITOR and decision and valid_to is None:
        raise Refused(
            "inspection_without_end",
            _("Tài khoản theo quyết định thanh tra phải có ngày cuối."),
            _("Ghi ngày kết thúc của cuộc thanh tra; hết ngày đó tài khoản tự hết quyền."),
        )


def _check_free(posts: QuerySet[Post], valid_from: date, valid_to: date | None) -> None:
    overlapping = posts.exclude(valid_to__lt=valid_from)
    if valid_to is not None:
        overlapping = overlapping.exclude(valid_from__gt=valid_to)
    if overlapping.exists():
        raise Refused(
            "post_overlaps",
            _("Người này đã giữ vai trò đó tại đơn vị trong thời gian này."),
            _("Hãy kết thúc vị trí cũ trước, hoặc chọn ngày bắt đầu sau ngày kết thúc của vị trí cũ."),
        )
