"""Places that higher apps fill."""

from collections import defaultdict

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from motcua.ui import context as ui_context
from motcua.ui import slots
from motcua.ui.context import Banner, Page, register_banner


@pytest.fixture(autouse=True)
def _empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "_fillings", defaultdict(dict))
    monkeypatch.setattr(slots, "_navigation", defaultdict(dict))
    monkeypatch.setattr(ui_context, "_banner_sources", [])


def test_fillings_appear_in_order_with_the_pages_values() -> None:
    slots.register("panel", "late", order=20, render=lambda context: f"<i>{context['dossier']}</i>")
    slots.register("panel", "early", order=10, render=lambda context: "<b>1</b>")
    slots.register("panel", "none", order=15, render=lambda context: None)
    html = Template("{% slot 'panel' dossier='D' %}").render(Context({}))
    assert html == "<b>1</b><i>D</i>"


def test_a_filling_is_one_template_or_one_callable() -> None:
    with pytest.raises(ValueError, match="either"):
        slots.register("panel", "both", order=1)


def test_a_template_filling_may_stay_silent() -> None:
    slots.register("panel", "fees", order=1, template="ui/tags/back_link.html", data=lambda context: None)
    assert Template("{% slot 'panel' %}").render(Context({})) == ""


def test_navigation_shows_what_is_allowed_and_where_one_is() -> None:
    slots.navigation("desk", "home", label="Đầu", url="/", order=1)
    slots.navigation("desk", "inbox", label="Việc", url="/inbox/", order=2, count=lambda request: 22)
    slots.navigation("desk", "late", label="Trễ", url="/inbox/late/", order=3)
    slots.navigation("desk", "secret", label="Kín", url="/secret/", order=4, allowed=lambda request: False)
    slots.navigation("desk", "gone", label="Chưa có", url="nowhere:page", order=5)
    shown = slots.links("desk", RequestFactory().get("/inbox/late/7"))
    assert [(link.label, link.current, link.count) for link in shown] == [
        ("Đầu", False, None),
        ("Việc", False, 22),
        ("Trễ", True, None),
    ]


def test_banners_come_from_their_sources_once_each() -> None:
    def source(request: object) -> Banner | None:
        return Banner("BẢN TRÌNH DIỄN", kind="demo")

    register_banner(source)
    register_banner(source)
    register_banner(lambda request: None)
    assert [banner.text for banner in Page(RequestFactory().get("/")).banners] == ["BẢN TRÌNH DIỄN"]
