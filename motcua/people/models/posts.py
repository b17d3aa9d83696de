"""Who does what where and when: posts, delegations, and days of absence."""

from typing import TYPE_CHECKING, ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.ledger.streams import StreamedModel
from motcua.people.models.units import OrgUnit
from motcua.people.models.user import User
from motcua.people.roles import LABELS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LEAVE_KINDS: "Final[dict[str, StrPromise]]" = {
    "annual": _("Nghỉ phép"),
    "sick": _("Nghỉ ốm"),
    "mission": _("Đi công tác"),
    "training": _("Đi học, bồi dưỡng"),
    "other": _("Nghỉ khác"),
}


class Post(StreamedModel):
    """A person's role in a unit, from its first to its last day."""

    stream_prefix = "post"

    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name=_("Người giữ"))
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="posts", verbose_name=_("Đơn vị"))
    role = models.CharField(_("Vai trò"), max_length=20, choices=list(LABELS.items()))
    valid_from = models.DateField(_("Từ ngày"))
    valid_to = models.DateField(_("Đến hết ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("Vị trí")
        verbose_name_plural = _("Vị trí")
        ordering = ["unit__code", "role", "valid_from"]
        indexes: ClassVar = [models.Index("unit", "role", name="people_post_unit_role")]

    def __str__(self) -> str:
        return f"{self.role} · {self.unit_id} · {self.user_id}"


class Delegation(StreamedModel):
    """A role that its holder lends to another person for some days, by a numbered decision; it cannot be lent on."""

    stream_prefix = "delegation"

    giver = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Người ủy quyền"))
    receiver = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Người được ủy quyền"))
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+", verbose_name=_("Đơn vị"))
    role = models.CharField(_("Vai trò"), max_length=20, choices=list(LABELS.items()))
    valid_from = models.DateField(_("Từ ngày"))
    valid_to = models.DateField(_("Đến hết ngày"))
    decision = models.CharField(_("Số văn bản"), max_length=60)
    revoked_at = models.DateTimeField(_("Thu hồi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("Ủy quyền")
        verbose_name_plural = _("Ủy quyền")
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return self.decision


class Leave(StreamedModel):
    """Days on which a person is away. Only the kind is kept, never the reason."""

    stream_prefix = "leave"

    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Người nghỉ"))
    first_day = models.DateField(_("Từ ngày"))
    last_day = models.DateField(_("Đến hết ngày"))
    kind = models.CharField(_("Loại"), max_length=10, choices=list(LEAVE_KINDS.items()))
    cancelled = models.BooleanField(_("Đã hủy"), default=False)

    class Meta:
        verbose_name = _("Ngày nghỉ")
        verbose_name_plural = _("Ngày nghỉ")
        ordering = ["-first_day"]
        indexes: ClassVar = [models.Index("user", "last_day", name="people_leave_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.first_day}–{self.last_day}"
