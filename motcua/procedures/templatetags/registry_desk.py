"""What the tabs of the desk must know of whoever looks at them."""

from collections.abc import Mapping
from typing import Any

from django import template

from motcua.procedures import draft_policies, policies

register = template.Library()


@register.simple_tag(takes_context=True)
def sees_register(context: Mapping[str, Any]) -> bool:
    """Tell whether the register itself is shown to this person; those asked about a draft see only drafts."""
    request = context.get("request")
    actor = getattr(request, "actor", None)
    return actor is not None and policies.can_see_register(actor).allowed


@register.simple_tag(takes_context=True)
def sees_drafts(context: Mapping[str, Any]) -> bool:
    """Tell whether this person has drafts to look at."""
    request = context.get("request")
    actor = getattr(request, "actor", None)
    return actor is not None and draft_policies.can_see_drafts(actor).allowed
