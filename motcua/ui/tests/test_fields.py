"""Fields, errors and the forms behind them."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from motcua.core.refusal import Refused
from motcua.ui.forms import DayField, Form, PhotosField, key_of


class BirthForm(Form):
    """What An fills for a birth."""

    name = forms.CharField(label="Họ tên", help_text="Như giấy chứng sinh")
    born = DayField(label="Ngày sinh")
    way = forms.ChoiceField(label="Nhận ở đâu", choices=[("counter", "Tại quầy")], widget=forms.RadioSelect)
    note = forms.CharField(label="Ghi chú", required=False, max_length=200, widget=forms.Textarea)
    photos = PhotosField(label="Ảnh", required=False)
    agree = forms.BooleanField(label="Tôi cam đoan")


def drawn(source: str, form: forms.BaseForm) -> str:
    return Template(source).render(Context({"form": form}))


def test_a_field_has_label_hint_and_attributes() -> None:
    html = drawn('{% field form.name autocomplete="name" inputmode="text" width=20 %}', BirthForm())
    assert '<label class="govuk-label govuk-label--s" for="id_name">Họ tên</label>' in html
    assert 'id="id_name-hint"' in html
    assert 'aria-describedby="id_name-hint"' in html
    assert 'autocomplete="name"' in html
    assert "govuk-input--width-20" in html
    assert "required" not in html


def test_an_empty_form_says_what_to_enter_next_to_the_field_and_on_top() -> None:
    form = BirthForm({})
    html = drawn("{% error_summary form %}{% field form.name %}{% field form.born %}{% field form.way %}", form)
    for sentence, target in [
        ("Hãy nhập: Họ tên.", "id_name"),
        ("Hãy nhập: Ngày sinh.", "id_born_0"),
        ("Hãy chọn: Nhận ở đâu.", "id_way_0"),
    ]:
        assert f'<a href="#{target}">{sentence}</a>' in html
        assert html.count(sentence) == 2
        assert f'id="{target}"' in html
    assert "Hãy đánh dấu ô: Tôi cam đoan." in html
    assert 'aria-invalid="true"' in html


def test_a_form_that_was_not_sent_shows_no_errors() -> None:
    assert drawn("{% error_summary form %}", BirthForm()).strip() == ""


def test_a_form_may_keep_its_own_sentence() -> None:
    class Own(Form):
        code = forms.CharField(error_messages={"required": "Mã ở góc phải giấy hẹn."})

    assert Own({}).errors["code"] == ["Mã ở góc phải giấy hẹn."]


@pytest.mark.parametrize(
    "sent",
    [
        {"born_day": "6", "born_month": "5", "born_year": "2026"},
        {"born_day": "06/05/2026"},
        {"born_day": "06052026"},
        {"born": "6-5-2026"},
    ],
)
def test_a_day_is_read_as_people_write_it(sent: dict[str, str]) -> None:
    form = BirthForm(sent)
    form.is_valid()
    assert f"{form.cleaned_data['born']:%d/%m/%Y}" == "06/05/2026"


def test_a_day_that_does_not_exist_stays_in_its_boxes() -> None:
    form = BirthForm({"born_day": "31", "born_month": "2", "born_year": "2026"})
    html = drawn("{% field form.born %}", form)
    assert "Ngày chưa đúng" in html
    assert 'value="31"' in html
    assert 'value="2026"' in html


def test_several_pages_of_one_paper_arrive_as_a_list() -> None:
    pages = [SimpleUploadedFile(f"{n}.jpg", b"x", "image/jpeg") for n in (1, 2)]
    form = BirthForm({}, MultiValueDict({"photos": pages}))
    form.is_valid()
    assert [page.name for page in form.cleaned_data["photos"]] == ["1.jpg", "2.jpg"]
    assert BirthForm({}).errors.get("photos") is None


def test_optional_fields_say_so_and_long_text_says_its_limit() -> None:
    html = drawn("{% field form.note %}", BirthForm())
    assert "(không bắt buộc)" in html
    assert "Nhiều nhất 200 ký tự" in html


def test_what_was_typed_comes_back_escaped() -> None:
    html = drawn("{% field form.name %}", BirthForm({"name": '"><script>x</script>'}))
    assert "<script>x" not in html


def test_a_whole_form_is_drawn_with_our_components() -> None:
    html = str(BirthForm({"name": "An"}))
    assert "govuk-error-summary" in html
    assert "govuk-radios__input" in html


def test_an_unknown_width_is_an_error_of_the_template() -> None:
    with pytest.raises(ValueError, match="width"):
        drawn("{% field form.name width=7 %}", BirthForm())


def test_the_key_of_a_sent_form_is_read_or_refused() -> None:
    key = "0b8f5b1e-0000-4000-8000-000000000001"
    assert key_of(RequestFactory().post("/", {"idempotency_key": key})) == key
    with pytest.raises(Refused) as refused:
        key_of(RequestFactory().post("/", {"idempotency_key": "'; DROP TABLE"}))
    assert refused.value.code == "key_missing"
