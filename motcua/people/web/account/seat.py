"""One's own PIN and the machines trusted for this shift."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.people import locks, seats
from motcua.people.middleware import ActedRequest
from motcua.people.models import User
from motcua.ui.forms import Form

DIGITS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": str(locks.DIGITS)}


class PinForm(Form):
    """Six digits twice, and the password of whoever sets them."""

    password = forms.CharField(
        label=gettext_lazy("Mật khẩu"), widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    pin = forms.RegexField(
        r"^[0-9]{6}$",
        label=gettext_lazy("Mã PIN mới"),
        help_text=gettext_lazy("6 chữ số; không dùng ngày sinh, số liền nhau hay số lặp lại."),
        widget=forms.PasswordInput(DIGITS),
        error_messages={"invalid": gettext_lazy("Mã PIN phải có đúng 6 chữ số.")},
    )
    again = forms.CharField(label=gettext_lazy("Nhập lại mã PIN"), widget=forms.PasswordInput(DIGITS))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Check the password."""
        typed = str(self.cleaned_data["password"])
        if not self.user.check_password(typed):
            raise ValidationError(_("Mật khẩu chưa đúng."))
        return typed

    def clean_pin(self) -> str:
        """Refuse what anybody would try first."""
        digits = str(self.cleaned_data["pin"])
        if locks.is_weak(digits, self.user):
            raise ValidationError(_("Mã PIN này dễ đoán. Hãy chọn 6 chữ số khác."))
        return digits

    def clean(self) -> dict[str, Any]:
        """Compare the two."""
        cleaned = super().clean() or {}
        if "pin" in cleaned and cleaned.get("again") != cleaned["pin"]:
            self.add_error("again", _("Hai lần nhập mã PIN không giống nhau."))
        return cleaned


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: HttpRequest) -> HttpResponse:
    """Set the PIN; list the machines that are trusted until the end of the shift."""
    acted, user = cast(ActedRequest, request), cast(User, request.user)
    if not acted.actor.is_official:
        raise Http404
    if request.method == "POST" and not locks.may_try(user.pk, acted.at):
        messages.error(request, _("Nhập sai quá nhiều lần. Hãy thử lại sau 15 phút."))
        return redirect("account_seat")
    form = PinForm(request.POST or None, user=user)
    if request.method == "POST":
        if form.is_valid():
            locks.set_pin(user, form.cleaned_data["pin"], acted.at)
            locks.forget_tries(user.pk)
            messages.success(request, _("Đã đặt mã PIN. Từ giờ F12 khóa máy, mã PIN mở lại."))
            return redirect("account_seat")
        if "password" in form.errors:
            locks.note_wrong(user, acted.at)
    context = {
        "form": form,
        "has_pin": locks.has_pin(user.pk),
        "machines": seats.of(user.pk, acted.at),
        "minutes": locks.minutes_for(user.pk, acted.at),
    }
    return render(request, "account/seat.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def end(request: HttpRequest, trusted: UUID) -> HttpResponse:
    """Stop trusting a machine; the next login there asks for the code again."""
    acted, user = cast(ActedRequest, request), cast(User, request.user)
    if not seats.of(user.pk, acted.at).filter(pk=trusted).delete()[0]:
        raise Http404
    messages.success(request, _("Máy đó không còn được tin nữa."))
    return redirect("account_seat")
