"""Settings of a province's server behind a TLS proxy."""

from django.core.exceptions import ImproperlyConfigured

from motcua.project.settings.base import *  # noqa: F403
from motcua.project.settings.base import SECRET_KEY

if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is empty: put a random string of 50 characters into the environment.")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
