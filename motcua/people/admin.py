"""The administration site: accounts can be kept there; what the ledger writes can only be read."""

from typing import TYPE_CHECKING, Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from motcua.people.models import (
    AccessRecord,
    Competence,
    Delegation,
    FormerUnit,
    Leave,
    OrgUnit,
    Post,
    Reorganisation,
    User,
)

if TYPE_CHECKING:
    Rows = admin.ModelAdmin[Any]
    Accounts = UserAdmin[User]
    Creation = AdminUserCreationForm[User]
    Change = UserChangeForm[User]
else:
    Rows, Accounts, Creation, Change = admin.ModelAdmin, UserAdmin, AdminUserCreationForm, UserChangeForm


class ReadOnly(Rows):
    """Shows rows and changes none."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse."""
        return False


class NewAccountForm(Creation):
    """A new account: login name, name and first password."""

    class Meta:
        model = User
        fields = ("username", "name", "phone", "email")


class AccountForm(Change):
    """An account as an administrator may change it."""

    class Meta:
        model = User
        fields = ("username", "name", "phone", "email", "national_id", "is_active", "is_staff", "is_superuser")


@admin.register(User)
class AccountAdmin(Accounts):
    """Accounts: made, locked, given a new password; never deleted, for the ledger names them."""

    form = AccountForm
    add_form = NewAccountForm
    list_display = ("username", "name", "phone", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("username", "name", "phone", "email")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("joined_at", "last_login")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Thông tin"), {"fields": ("name", "phone", "email", "national_id")}),
        (_("Quyền"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("Thời gian"), {"fields": ("joined_at", "last_login")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "name", "phone", "email", "password1", "password2")}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Refuse: lock the account instead."""
        return False


@admin.register(OrgUnit)
class OrgUnitAdmin(ReadOnly):
    """Units."""

    list_display = ("code", "name", "kind", "level", "valid_from", "valid_to")
    list_filter = ("level", "kind")
    search_fields = ("code", "name", "agency_code")


@admin.register(Post)
class PostAdmin(ReadOnly):
    """Posts."""

    list_display = ("user", "unit", "role", "valid_from", "valid_to")
    list_filter = ("role",)
    list_select_related = ("user", "unit")
    search_fields = ("user__name", "user__username", "unit__code", "unit__name")


@admin.register(Delegation)
class DelegationAdmin(ReadOnly):
    """Delegations."""

    list_display = ("decision", "giver", "receiver", "unit", "role", "valid_from", "valid_to", "revoked_at")
    list_select_related = ("giver", "receiver", "unit")


@admin.register(Leave)
class LeaveAdmin(ReadOnly):
    """Absences."""

    list_display = ("user", "first_day", "last_day", "kind", "cancelled")
    list_select_related = ("user",)


@admin.register(Competence)
class CompetenceAdmin(ReadOnly):
    """Competences."""

    list_display = ("code", "field", "level", "unit", "part", "valid_from", "valid_to", "unverified")
    list_filter = ("level", "field")
    list_select_related = ("unit",)


@admin.register(Reorganisation)
class ReorganisationAdmin(ReadOnly):
    """Acts that ended units."""

    list_display = ("code", "name", "basis", "last_day")


@admin.register(FormerUnit)
class FormerUnitAdmin(ReadOnly):
    """Ended units."""

    list_display = ("code", "name", "district", "into", "divided")
    list_filter = ("divided",)
    search_fields = ("code", "name")


@admin.register(AccessRecord)
class AccessRecordAdmin(ReadOnly):
    """Who looked at what."""

    list_display = ("at", "actor", "subject", "what")
    search_fields = ("actor", "subject")
    date_hierarchy = "at"


admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
