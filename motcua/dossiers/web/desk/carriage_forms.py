"""What the head says when a dossier is carried to a newer version: why, by which act, and what the law leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from motcua.core.process.decide.carrying import FAVOURABLE, REQUESTED, TRANSITION, Ground
from motcua.dossiers.web.desk.forms import choose, lines_of
from motcua.ui.forms import Form

REASONS = {
    TRANSITION: _("Điều khoản chuyển tiếp buộc hồ sơ đang giải quyết áp dụng quy định mới"),
    FAVOURABLE: _("Quy định mới có lợi hơn cho người nộp"),
    REQUESTED: _("Người nộp đề nghị bằng văn bản"),
}


class ChoiceForm(Form):
    """The case and the step of the new version where the dossier's own are not there any more; asked with GET."""

    case = forms.ChoiceField(label=_("Trường hợp của bản mới"), required=False)
    step = forms.ChoiceField(label=_("Bước của quy trình mới nhận hồ sơ"), required=False)

    def __init__(self, *args: Any, cases: Mapping[str, str], steps: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (("case", cases), ("step", steps)):
            if options:
                choose(self, name, [("", _now("Chọn")), *options.items()])
            else:
                del self.fields[name]


class CarriageForm(Form):
    """The ground, the act and the reason; ``hints`` says of each ground why it does not hold here."""

    ground = forms.ChoiceField(label=_("Vì sao chuyển?"), choices=list(REASONS.items()), widget=forms.RadioSelect)
    legal_basis = forms.ChoiceField(
        label=_("Văn bản làm căn cứ"), help_text=_("Văn bản trong căn cứ pháp lý của bản mới.")
    )
    reason = lines_of(_("Lý do"), rows=3, help_text=_("Người nộp đọc được lý do này trong thông báo."))

    def __init__(
        self, *args: Any, bases: Mapping[str, str], hints: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hints = dict(hints or {})
        choose(self, "legal_basis", [("", _now("Chọn văn bản")), *bases.items()])

    def why(self) -> Ground:
        """Return the ground as it was given."""
        given = self.cleaned_data
        return Ground(given["ground"], given["legal_basis"], given["reason"])
