"""The WSGI entry point that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings.dev")

served = get_wsgi_application()

from motcua.project.bodies import bounded  # noqa: E402 - needs the settings

application = bounded(served)
