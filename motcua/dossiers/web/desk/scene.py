"""What a page knows when it offers acts on a dossier, and what an act is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from motcua.core.process.route import Step
from motcua.core.process.states import TABLE
from motcua.core.refusal import Verdict
from motcua.dossiers import effects
from motcua.dossiers.change import Done
from motcua.dossiers.law import route_of
from motcua.dossiers.reading import Found, read
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.people.middleware import ActedRequest
from motcua.ui.forms import Form

ENDING: Final = frozenset({"refuse", "stop", "withdraw", "annul"})  # verbs after which nothing more can be done


@dataclass(frozen=True, slots=True)
class Scene:
    """The dossier as read, its current step, who looks and when."""

    found: Found
    step: Step | None
    actor: Actor
    at: datetime


def scene_of(request: ActedRequest, dossier_id: Any) -> Scene:
    """Read a dossier afresh for a page."""
    found = read(dossier_id)
    step = route_of(found.now).step(found.now.step) if found.now.step else None
    return Scene(found, step, request.actor, request.at)


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its page, form and action.

    ``label`` is the button that leads to the page, ``send`` the one on it where that needs other words. ``fits`` hides
    it where this step has no use for it, ``quiet`` from those who may not do it.
    """

    noun: str
    verb: str
    label: str | Promise
    title: str | Promise
    form: Callable[..., Form]
    call: Callable[..., Done]
    verdict: Callable[[Scene], Verdict]
    options: Callable[[Scene], dict[str, Any]] = lambda scene: {}
    arguments: Callable[[Any], dict[str, Any]] = lambda form: dict(form.cleaned_data)
    fits: Callable[[Scene], bool] = lambda scene: True
    key: str = ""
    kind: str = "secondary"
    stepwise: bool = False
    quiet: bool = False
    send: str | Promise = ""

    @property
    def sends(self) -> str | Promise:
        """Return the words of the button on the act's own page."""
        return self.send or self.label

    @property
    def weight(self) -> str:
        """Return how that button looks: it is the page's one, red where it ends something for good."""
        return "warning" if self.verb in ENDING else "primary"

    def offered(self, scene: Scene) -> bool:
        """Tell whether the act makes sense in this state and at this step."""
        return scene.found.now.state in TABLE[self.verb].sources and self.fits(scene)


@dataclass(frozen=True, slots=True)
class Offer:
    """One button of the row of outcomes: open, or shut with the reason and who may."""

    label: str
    href: str
    kind: str = "secondary"
    key: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """The row of outcomes: the main one, the other open ones, and the shut ones by their common reason."""

    main: Offer | None
    open: list[Offer]
    shut: dict[str, list[Offer]]

    @property
    def supplement(self) -> bool:
        """Tell whether papers may be asked for now."""
        return any(row.href == "supplement-request/" for row in self.open)


def offers(scene: Scene, acts: tuple[Act, ...]) -> Offers:
    """Return what can be done now, and what cannot and why."""
    rows = [offer for act in acts if act.offered(scene) for offer in _offers(act, scene)]
    free = [row for row in rows if not row.reason]
    main = next((row for row in free if row.kind == "primary"), None)
    shut: dict[str, list[Offer]] = {}
    for row in rows:
        if row.reason:
            shut.setdefault(row.reason, []).append(row)
    return Offers(main, [row for row in free if row is not main], shut)


def _offers(act: Act, scene: Scene) -> list[Offer]:
    verdict = act.verdict(scene)
    if act.quiet and not verdict.allowed:
        return []
    reason = "" if verdict.allowed else forbidden(scene, act, verdict.reason)
    if act.noun == "route" and scene.step is not None:
        return _ways(act, scene, reason)
    reason = reason or effects.hindrance(act.noun, scene.found, scene.at)
    return [Offer(str(act.label), f"{act.noun}/", act.kind, act.key, reason)]


def _ways(act: Act, scene: Scene, reason: str) -> list[Offer]:
    assert scene.step is not None
    ways = effects.ways(scene.found.now, scene.at)
    found: list[Offer] = []
    for out in scene.step.outcomes:
        if out.code in ways:
            back = not route_of(scene.found.now).follows(out.to, scene.step.code)
            main = not back and not any(row.kind == "primary" for row in found)
            kind, key = ("primary", "F9") if main else ("secondary", "")
            found.append(Offer(out.label, f"route/?outcome={out.code}", kind, key, reason or ways[out.code]))
    return found


def forbidden(scene: Scene, act: Act, reason: str) -> str:
    """Return why the actor may not, with the names of those who hold the current step where the act is theirs."""
    now, reason = scene.found.now, _(reason)
    if not act.stepwise or not now.step:
        return reason
    if now.assignee:
        names = list(people.names([now.assignee]).values())
    else:
        names = [option.name for option in people.officer_options(now.step_unit, now.step_role, scene.at)][:2]
    return f"{reason.rstrip('.')} ({_(' hoặc ').join(names)})." if names else reason
