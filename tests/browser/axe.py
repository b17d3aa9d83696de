"""Runs axe-core on an open page and says in a line each what an accessibility rule finds wrong."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# A bar that sticks to the lower edge lies over whatever is not scrolled to yet: it is judged where it belongs.
RUN = """async ([place, options]) => {
  const bars = [...document.querySelectorAll(".act-bar")].filter((bar) => getComputedStyle(bar).position === "sticky");
  for (const bar of bars) bar.style.position = "static";
  const found = await axe.run(place || document, options);
  for (const bar of bars) bar.style.position = "";
  return found;
}"""


@cache
def source() -> str:
    """Read axe-core once."""
    return Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, *, within: str = "", ignore: tuple[str, ...] = ()) -> list[str]:
    """List the violations on ``page`` (or ``within`` a selector): rule, help, and the elements concerned."""
    page.wait_for_load_state("load")  # without its style sheets a page is judged for what nobody sees
    page.evaluate(source())
    options = {"runOnly": {"type": "tag", "values": list(RULES)}, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate(RUN, [within, options])
    return [
        f"{item['id']} ({item['impact']}): {item['help']} — {', '.join(_places(item))}"
        for item in found["violations"]
        if item["id"] not in ignore
    ]


def _places(item: dict[str, Any]) -> list[str]:
    """Name at most five of the elements a rule complains about."""
    nodes = item["nodes"]
    named = [" ".join(map(str, node["target"])) for node in nodes[:5]]
    return [*named, f"and {len(nodes) - 5} more"] if len(nodes) > 5 else named
