"""Words and colours of states, in one place so that a state looks the same on every page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from motcua.ui.slots import Text


@dataclass(frozen=True, slots=True)
class Label:
    """What a state is called and which of our seven colours repeats it."""

    text: Text
    colour: str = "grey"


COLOURS = frozenset({"grey", "teal", "blue", "amber", "green", "red", "purple"})

_labels: dict[str, Label] = {
    "draft": Label(_("Bản nháp"), "grey"),
    "submitted": Label(_("Chờ tiếp nhận"), "blue"),
    "received": Label(_("Đã tiếp nhận"), "teal"),
    "in_progress": Label(_("Đang giải quyết"), "teal"),
    "with_applicant": Label(_("Chờ bổ sung"), "amber"),
    "suspended": Label(_("Tạm dừng"), "purple"),
    "decided": Label(_("Đã có kết quả"), "green"),
    "returned": Label(_("Đã trả kết quả"), "grey"),
    "refused": Label(_("Từ chối"), "red"),
    "stopped": Label(_("Dừng giải quyết"), "red"),
    "withdrawn": Label(_("Đã rút"), "grey"),
    "annulled": Label(_("Đã hủy"), "grey"),
    "early": Label(_("Trước hạn"), "green"),
    "on_time": Label(_("Đúng hạn"), "green"),
    "overdue": Label(_("Quá hạn"), "red"),
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
