"""Settings of `make run`: one machine, the demo, no TLS."""

from motcua.project.secret import kept_secret
from motcua.project.settings.base import *  # noqa: F403
from motcua.project.settings.base import SECRET_KEY, VAR

SECRET_KEY = SECRET_KEY or kept_secret(VAR)
