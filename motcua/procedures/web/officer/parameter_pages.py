"""The parameters of procedure control: what applies, what applied before, and publishing others."""

import json
from datetime import date
from http import HTTPStatus
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.procedure.control import COST, REVIEWS
from motcua.core.procedure.cost import rounded
from motcua.core.refusal import Refused
from motcua.core.worktime import Term
from motcua.procedures import parameters, review_policies
from motcua.procedures.actions.publish_parameters import publish_parameters
from motcua.procedures.models import ProcedureVersion
from motcua.procedures.web.officer.access import BOTH, acted, keyed, seen, today
from motcua.procedures.web.officer.review_access import units
from motcua.procedures.web.officer.reviews import frame
from motcua.ui.forms import DayField, Form
from motcua.ui.refusals import sentences


class CommonForm(Form):
    """What every set of parameters has."""

    valid_from = DayField(label=gettext_lazy("Áp dụng từ ngày"))
    name = forms.CharField(label=gettext_lazy("Tên"), max_length=200)
    source = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    verified = forms.BooleanField(label=gettext_lazy("Các số này đã đối chiếu với văn bản"), required=False)


class CostForm(CommonForm):
    """What an hour is worth and how long usual tasks take."""

    income_year = forms.IntegerField(label=gettext_lazy("Năm của số liệu GDP"), min_value=2000, max_value=2100)
    gdp_per_head = forms.IntegerField(
        label=gettext_lazy("GDP bình quân đầu người (đồng/năm)"), min_value=1, localize=False
    )
    months = forms.IntegerField(label=gettext_lazy("Số tháng một năm"), min_value=1, max_value=12)
    days = forms.IntegerField(label=gettext_lazy("Số ngày làm việc một tháng"), min_value=1, max_value=31)
    hours = forms.IntegerField(label=gettext_lazy("Số giờ làm việc một ngày"), min_value=1, max_value=24)


class ReviewsForm(CommonForm):
    """How reviews run."""

    months = forms.IntegerField(label=gettext_lazy("Lâu chưa rà soát là từ (tháng)"), min_value=1, max_value=600)
    publication_counts = forms.BooleanField(
        label=gettext_lazy("Công bố bản mới tính là một lần rà soát"), required=False
    )
    term = forms.CharField(label=gettext_lazy("Thời gian một việc rà soát"), max_length=40)
    warn_before = forms.CharField(label=gettext_lazy("Nhắc trước khi đến hạn"), max_length=40)
    extension = forms.CharField(label=gettext_lazy("Mỗi lần gia hạn thêm"), max_length=40)
    extensions = forms.IntegerField(label=gettext_lazy("Số lần gia hạn nhiều nhất"), min_value=0, max_value=9)
    plan_day = forms.IntegerField(label=gettext_lazy("Gửi kế hoạch năm trước ngày"), min_value=1, max_value=31)
    plan_month = forms.IntegerField(label=gettext_lazy("của tháng"), min_value=1, max_value=12)
    late_percent = forms.IntegerField(
        label=gettext_lazy("Đề xuất khi tỷ lệ trễ hạn từ (%)"), min_value=0, max_value=100
    )
    late_months = forms.IntegerField(label=gettext_lazy("tính trong (tháng)"), min_value=1, max_value=60)
    control_unit = forms.CharField(label=gettext_lazy("Đơn vị kiểm soát thủ tục"), max_length=40)


FORMS: Final[dict[str, type[CommonForm]]] = {REVIEWS: ReviewsForm, COST: CostForm}


@require_safe
@seen(review_policies.can_see_all)
def all_parameters(request: HttpRequest) -> HttpResponse:
    """Show both sets with what applies today."""
    on = today(request)
    sets = [(code, label, parameters.version(code, on)) for code, label in _labels().items()]
    return render(request, "procedures/officer/parameters.html", {"sets": sets, **frame(request, "parameters")})


def _labels() -> dict[str, str]:
    return {REVIEWS: _("Rà soát thủ tục"), COST: _("Chi phí tuân thủ")}


@require_http_methods(BOTH)
@seen(review_policies.can_see_all)
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a set with all its versions, and publish another version."""
    if slug not in FORMS:
        raise Http404
    on = today(request)
    row = parameters.version(slug, on)
    data: dict[str, Any] = json.loads(row.definition) if row else {}
    form = FORMS[slug](request.POST or None, initial=_shown(data, on))
    if "control_unit" in form.fields:
        form.fields["control_unit"] = forms.ChoiceField(
            label=gettext_lazy("Đơn vị kiểm soát thủ tục"), choices=units(on)
        )
    fields = _pairs(data, "fields", "field", "unit")
    usual = _pairs(data, "usual", "what", "hours")
    refused = ""
    if request.method == "POST":
        review_policies.can_set_parameters(acted(request).actor).enforce()
        fields, usual = _typed(request, "field", "unit"), _typed(request, "what", "usual_hours")
        if form.is_valid():
            try:
                given = _given(slug, data, form, fields, usual)
                key = keyed(request, "publish_parameters", given)
                number = publish_parameters(given, actor=acted(request).actor, at=acted(request).at, key=key)
            except Refused as known:
                refused = sentences(known)
            else:
                messages.success(request, _("Đã công bố tham số, bản %(number)d.") % {"number": number})
                return redirect("procedures:parameter_set", slug)
    context = {
        "code": slug,
        "label": _labels()[slug],
        "form": form,
        "row": row,
        "hourly": rounded(parameters.cost(on).income.hourly) if row and slug == COST else None,
        "versions": parameters.versions(slug),
        "fields": [*fields, ("", ""), ("", "")] if slug == REVIEWS else [],
        "usual": usual if slug == COST else [],
        "units": units(on),
        "field_names": _field_names(fields),
        "refused": refused,
        "may": review_policies.can_set_parameters(acted(request).actor).allowed,
        **frame(request, "parameters"),
    }
    status = HTTPStatus.BAD_REQUEST if form.errors or refused else HTTPStatus.OK
    return render(request, "procedures/officer/parameter_set.html", context, status=status)


def _shown(data: dict[str, Any], on: date) -> dict[str, Any]:
    """Return what applies as the form shows it: terms in Vietnamese, from today on."""
    terms: dict[str, Any] = {
        name: Term.parse(data[name]).vi() for name in ("term", "warn_before", "extension") if name in data
    }
    return {**data, **terms, "valid_from": on, "verified": bool(data) and not data.get("unverified")}


def _field_names(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the fields of the register by code and name, and codes that only the parameters know."""
    known = dict(ProcedureVersion.objects.order_by("field").values_list("field_code", "field").distinct())
    return [*known.items(), *((code, code) for code, _unit in fields if code and code not in known)]


def _pairs(data: dict[str, Any], name: str, first: str, second: str) -> list[tuple[str, str]]:
    return [(row[first], row[second]) for row in data.get(name, ())]


def _typed(request: HttpRequest, first: str, second: str) -> list[tuple[str, str]]:
    names, values = request.POST.getlist(first)[:100], request.POST.getlist(second)[:100]
    return [(name[:60].strip(), value[:40].strip()) for name, value in zip(names, values, strict=False) if name.strip()]


def _given(
    code: str, data: dict[str, Any], form: CommonForm, fields: list[tuple[str, str]], usual: list[tuple[str, str]]
) -> dict[str, Any]:
    """Return the definition to publish: what was typed over what applied, lists from their tables."""
    given = dict(form.cleaned_data)
    unverified = not given.pop("verified")
    typed = {**data, **given, "code": code, "unverified": unverified, "valid_from": given["valid_from"].isoformat()}
    if code == REVIEWS:
        typed["fields"] = [{"field": field, "unit": unit} for field, unit in fields if unit]
    else:
        typed["usual"] = [{"what": what, "hours": hours} for what, hours in usual if hours]
    return typed
