"""Words and choices of the pages of routes: roles, kinds of steps, what silence means, why a clock stands."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.core.process.route import KINDS, ROLES
from motcua.people.roles import LABELS
from motcua.procedures.route_places import Places
from motcua.procedures.route_uses import Use

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

STEP_KINDS: "Final[dict[str, StrPromise]]" = {
    "receive": pgettext_lazy("step", "Tiếp nhận"),
    "assign": pgettext_lazy("step", "Phân công"),
    "work": pgettext_lazy("step", "Thụ lý"),
    "approve": pgettext_lazy("step", "Xem xét, trình"),
    "decide": pgettext_lazy("step", "Quyết định"),
    "issue": pgettext_lazy("step", "Ban hành, vào sổ"),
    "external": pgettext_lazy("step", "Chờ bên ngoài"),
    "return": pgettext_lazy("step", "Trả kết quả"),
}
SILENCE: "Final[dict[str, StrPromise]]" = {
    "none": gettext_lazy("coi như không có ý kiến"),
    "agree": gettext_lazy("coi như đồng ý"),
}
PAUSES: "Final[dict[str, StrPromise]]" = {
    "financial_obligation": gettext_lazy("chờ hoàn thành nghĩa vụ tài chính"),
    "explanation": gettext_lazy("chờ người nộp giải trình, hoàn thiện hồ sơ"),
    "posting": gettext_lazy("niêm yết công khai"),
}
Choices = list[tuple[str, str]]


def roles() -> Choices:
    """Return the roles that a step can be given to."""
    return [(role, str(LABELS[role])) for role in ROLES]


def kinds() -> Choices:
    """Return the kinds of steps."""
    return [(kind, str(STEP_KINDS[kind])) for kind in KINDS]


def silences() -> Choices:
    """Return what no answer can mean."""
    return [(value, str(words)) for value, words in SILENCE.items()]


def pauses(uses: Iterable[Use], present: Iterable[str] = ()) -> Choices:
    """Return the grounds on which a step may stop the clock: the usual ones, and those of the procedures."""
    grounds = {code: str(words) for code, words in PAUSES.items()}
    for use in uses:
        grounds |= {g.code: g.name for g in use.definition.clock_grounds if g.kind == "pause"}
    for code in present:
        if code:
            grounds.setdefault(code, code)
    return [("", _("không dừng đồng hồ")), *grounds.items()]


def labels(places: Places) -> Callable[[str, str], str]:
    """Return what turns the code of a role, unit, kind or pause in a table's cell into words."""

    def label(column: str, value: str) -> str:
        if column == "unit":
            return places.name(value)
        known = {"role": LABELS, "kind": STEP_KINDS, "pauses": PAUSES}.get(column, {})
        return str(known.get(value, value))

    return label
