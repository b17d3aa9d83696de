"""Words and colours of states, in one place so that a state looks the same on every page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from motcua.ui.slots import Text


@dataclass(frozen=True, slots=True)
class Label:
    """What a state is called and which of our seven colours repeats it."""

    text: Text
    colour: str = "grey"


COLOURS = frozenset({"grey", "teal", "blue", "amber", "green", "red", "purple"})

_labels: dict[str, Label] = {
    "draft": Label(pgettext_lazy("state", "Bản nháp"), "grey"),
    "submitted": Label(pgettext_lazy("state", "Chờ tiếp nhận"), "blue"),
    "received": Label(pgettext_lazy("state", "Đã tiếp nhận"), "teal"),
    "in_progress": Label(pgettext_lazy("state", "Đang giải quyết"), "teal"),
    "with_applicant": Label(pgettext_lazy("state", "Chờ bổ sung"), "amber"),
    "suspended": Label(pgettext_lazy("state", "Tạm dừng"), "purple"),
    "decided": Label(pgettext_lazy("state", "Đã có kết quả"), "green"),
    "returned": Label(pgettext_lazy("state", "Đã trả kết quả"), "grey"),
    "refused": Label(pgettext_lazy("state", "Từ chối"), "red"),
    "stopped": Label(pgettext_lazy("state", "Dừng giải quyết"), "red"),
    "withdrawn": Label(pgettext_lazy("state", "Đã rút"), "grey"),
    "annulled": Label(pgettext_lazy("state", "Đã hủy"), "grey"),
    "early": Label(pgettext_lazy("state", "Trước hạn"), "green"),
    "on_time": Label(pgettext_lazy("state", "Đúng hạn"), "green"),
    "overdue": Label(pgettext_lazy("state", "Quá hạn"), "red"),
}


def register_labels(labels: Mapping[str, Label]) -> None:
    """Add or replace the labels of states (from ``AppConfig.ready()``)."""
    for code, label in labels.items():
        if label.colour not in COLOURS:
            raise ValueError(f"state {code}: unknown colour {label.colour}, known are {sorted(COLOURS)}")
    _labels.update(labels)


def label(state: str) -> Label:
    """Find the label of a state; an unknown word is shown as it is, in grey."""
    return _labels.get(state, Label(state))
