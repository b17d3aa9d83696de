"""Forms that speak Vietnamese: a base form, the day of three boxes, several photos, the idempotency key."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.core.refusal import Refused

KEY_FIELD = "idempotency_key"
DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y", "%Y-%m-%d"]


class Renderer(TemplatesSetting):
    """Draw ``{{ form }}`` and ``{{ field.as_field_group }}`` with our own components."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/form_field.html"


class Form(forms.Form):
    """A form whose empty mandatory field says what to enter, and which leaves checking to the server."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        explain_required(self)


MISSING: tuple[tuple[type[forms.Field], Promise], ...] = (
    (forms.BooleanField, _("Hãy đánh dấu ô: %(label)s.")),
    (forms.ChoiceField, _("Hãy chọn: %(label)s.")),
    (forms.FileField, _("Hãy gửi: %(label)s.")),
    (forms.Field, _("Hãy nhập: %(label)s.")),
)


def explain_required(form: forms.BaseForm) -> None:
    """Replace "this field is required" by a sentence that names the field."""
    for name, field in form.fields.items():
        if str(field.error_messages.get("required")) != str(forms.Field.default_error_messages["required"]):
            continue
        label = str(field.label or form[name].label).rstrip("?.:")
        sentence = next(text for type_, text in MISSING if isinstance(field, type_))
        field.error_messages["required"] = str(sentence) % {"label": label}


class DayInput(forms.MultiWidget):
    """Day, month and year in three boxes that any keyboard can fill; also takes ``06/05/2026`` in one."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput() for part in ("day", "month", "year")
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Split a day into its three boxes; a text that is no day stays where the person typed it."""
        if not value:
            return [None, None, None]
        if hasattr(value, "year"):
            return [value.day, value.month, value.year]
        parts = str(value).split("/")
        return parts if len(parts) == 3 else [value, None, None]

    def value_from_datadict(
        self, data: Mapping[str, Any], files: "MultiValueDict[str, UploadedFile[Any]]", name: str
    ) -> Any:
        """Join the boxes to ``6/5/2026``; a program or a test may also send the one name."""
        if name in data:
            return data[name]
        parts = [str(part or "").strip() for part in super().value_from_datadict(data, files, name)]
        if not any(parts[1:]):
            return parts[0]
        return "/".join(parts)


class DayField(forms.DateField):
    """A day as people write it: 06/05/2026, 6-5-2026 or 06052026."""

    widget = DayInput
    default_error_messages = {
        "invalid": _("Ngày chưa đúng. Hãy nhập ngày, tháng, năm bằng số, ví dụ 06/05/2026."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", DAY_FORMATS)
        super().__init__(**kwargs)


class PhotosInput(forms.ClearableFileInput):
    """A file input that takes several pages; the page's script shrinks photos before they are sent."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        ours = {"accept": "image/*,.heic,.heif,application/pdf", "multiple": True, "data-photos": "yes"}
        super().__init__({**ours, **(attrs or {})})


class PhotosField(forms.FileField):
    """The pages of one paper: ``cleaned_data`` holds a list of uploaded files, empty when optional and absent."""

    widget = PhotosInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Check each file alone; whether its content is what it says is for the documents app."""
        given = [item for item in (data if isinstance(data, list | tuple) else [data]) if item]
        if not given:
            super().clean(None, initial)
            return []
        return [super(PhotosField, self).clean(item, initial) for item in given]


def new_key() -> str:
    """Make the key that a form carries so that sending it twice changes nothing."""
    return str(uuid4())


def key_of(request: HttpRequest) -> str:
    """Read the idempotency key of a posted form; a form without a proper one was not drawn by us."""
    given = request.POST.get(KEY_FIELD, "")
    try:
        return str(UUID(given))
    except ValueError:
        raise Refused(
            "key_missing",
            str(_("Biểu mẫu gửi lên không đầy đủ.")),
            str(_("Hãy tải lại trang rồi gửi lại. Chưa có gì bị thay đổi.")),
        ) from None
