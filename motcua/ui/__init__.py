"""The design system: layouts, components, static files and slots that higher apps fill."""
