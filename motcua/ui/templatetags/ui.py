"""The tags that every template knows without loading them; see motcua/ui/README.md for examples."""

from django import template

from motcua.ui.tags import blocks, fields, values

register = template.Library()
for module in (values, fields, blocks):
    register.tags.update(module.register.tags)
    register.filters.update(module.register.filters)
