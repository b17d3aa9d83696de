"""The words of letters: what each moment says on each channel, changed by decision, seen and sent before it counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.refusal import Refused
from motcua.notices import actions, policies, texts
from motcua.notices.letters import LETTERS, Words
from motcua.notices.models import LetterText
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.ui.forms import Form, key_of
from motcua.ui.phrases import say
from motcua.ui.refusals import sentences

FIELDS: Final = ("title", "body", "zalo", "sms")
LABELS: Final = {
    "vi": {
        "title": gettext_lazy("Tiêu đề"),
        "body": gettext_lazy("Thư điện tử và thông báo trên trang"),
        "zalo": gettext_lazy("Zalo, để trống thì như thư"),
        "sms": gettext_lazy("Tin nhắn SMS"),
    },
    "en": {
        "title": gettext_lazy("Tiêu đề, bản tiếng Anh"),
        "body": gettext_lazy("Thư và thông báo, bản tiếng Anh"),
        "zalo": gettext_lazy("Zalo, bản tiếng Anh, để trống thì như thư"),
        "sms": gettext_lazy("Tin nhắn SMS, bản tiếng Anh"),
    },
}
LONG: Final = 2000


class WordsForm(Form):
    """The words of one letter in both languages, and the paper that allows the change."""

    def __init__(self, code: str, *args: Any, **kwargs: Any) -> None:
        self.code = code
        super().__init__(*args, **kwargs)
        for language in texts.LANGUAGES:
            for name in FIELDS:
                self.fields[f"{language}_{name}"] = _field(language, name)
        self.fields["decision"] = forms.CharField(
            label=_("Văn bản cho phép"),
            help_text=_("Số và ngày, ví dụ Quyết định 12/QĐ-UBND ngày 03/03/2026. Chỉ cần khi áp dụng."),
            max_length=200,
            required=False,
        )

    def words(self) -> dict[str, Words]:
        """Return what was written, by language."""
        said = self.cleaned_data
        return {
            language: Words(
                **{
                    name: " ".join(said[f"{language}_{name}"].split())
                    if name in {"title", "sms"}
                    else said[f"{language}_{name}"].replace("\r\n", "\n").strip()
                    for name in FIELDS
                }
            )
            for language in texts.LANGUAGES
        }

    def clean(self) -> dict[str, Any]:
        """Check places, length and what must not be said."""
        if self.errors:
            return self.cleaned_data
        for language, said in self.words().items():
            for name, problem in texts.problems(self.code, language, said).items():
                self.add_error(f"{language}_{name}", say(problem))
        return self.cleaned_data


def _field(language: str, name: str) -> forms.CharField:
    long = name in {"body", "zalo"}
    widget: forms.Widget = forms.Textarea(attrs={"rows": 8 if name == "body" else 4}) if long else forms.TextInput()
    return forms.CharField(
        label=LABELS[language][name], max_length=LONG if long else 300, required=name != "zalo", widget=widget
    )


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """List every letter and whose words it has."""
    policies.can_reword(cast(ActedRequest, request).actor).enforce()
    numbers = dict(LetterText.objects.values_list("code", "last_number"))
    at = cast(ActedRequest, request).at
    rows = [
        {
            "letter": one,
            "label": _(one.label),
            "number": numbers.get(code, 0),
            "own": bool(code in numbers and texts.letter(code, at).own),
        }
        for code, one in LETTERS.items()
    ]
    return render(request, "notices/desk/letters.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """Show the words of a letter; a POST previews them, sends them to oneself, or puts them into force."""
    acted = cast(ActedRequest, request)
    policies.can_reword(acted.actor).enforce()
    if code not in LETTERS:
        raise Refused("not_found", _("Không có loại tin này."))
    now = _now(code, acted)
    form = WordsForm(code, request.POST or None, initial=_initial(now))
    if request.method == "POST":
        done = _act(acted, code, form)
        if done is not None:
            return done
    shown = form.words() if form.is_bound and form.is_valid() else now
    return render(request, "notices/desk/letter.html", _context(code, form, shown))


def _act(request: ActedRequest, code: str, form: WordsForm) -> HttpResponse | None:
    """Do what the pressed button says; None where the page is shown again."""
    key, do = key_of(request), request.POST.get("do", "")
    try:
        if do == "ours":
            actions.reword(code, {}, request.POST.get("decision", ""), actor=request.actor, at=request.at, key=key)
            messages.success(request, _("Tin này dùng lại lời mặc định."))
            return redirect("notices:letter", code)
        if not form.is_valid():
            return None
        if do == "apply":
            decision = form.cleaned_data["decision"]
            actions.reword(code, form.words(), decision, actor=request.actor, at=request.at, key=key)
            messages.success(request, _("Lời mới áp dụng cho các tin viết từ bây giờ."))
            return redirect("notices:letter", code)
        if do in {"test", "test_en"}:
            language = "en" if do == "test_en" else "vi"
            sent = actions.send_sample(code, form.words(), language, actor=request.actor, at=request.at, key=key)
            ways = ", ".join(f"{one.get_channel_display()}: {one.get_state_display()}" for one in sent)
            messages.success(request, _("Đã gửi thử cho bạn ({ways}).").format(ways=ways))
    except Refused as refused:
        form.add_error("decision" if refused.code == "no_decision" else None, sentences(refused))
    return None


def _now(code: str, request: ActedRequest) -> dict[str, Words]:
    own = texts.letter(code, request.at).own
    return {language: own.get(language) or texts.our_words(code, language) for language in texts.LANGUAGES}


def _initial(words: Mapping[str, Words]) -> dict[str, str]:
    return {f"{language}_{name}": getattr(said, name) for language, said in words.items() for name in FIELDS}


def _context(code: str, form: WordsForm, shown: Mapping[str, Words]) -> dict[str, Any]:
    facts = texts.samples(code)
    previews = []
    for language, said in shown.items():
        written = texts.preview(code, language, said)
        previews.append({"language": language, "written": written, "long": texts.counted(written.sms)})
    row = LetterText.objects.filter(code=code).first()
    versions = list(row.versions.order_by("-number")[:20]) if row else []
    names = people.names({one.changed_by for one in versions})
    return {
        "code": code,
        "label": _(LETTERS[code].label),
        "form": form,
        "groups": [(language, [form[f"{language}_{name}"] for name in FIELDS]) for language in texts.LANGUAGES],
        "places": [
            (f"{{{name}}}", texts.shown(value), name in texts.ON_THE_SITE_ONLY) for name, value in facts.items()
        ],
        "previews": previews,
        "versions": [{"version": one, "name": names[one.changed_by]} for one in versions],
    }
