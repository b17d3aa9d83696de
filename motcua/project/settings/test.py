"""Settings of the tests: the same as production, with cheap password hashes and plain static files."""

from motcua.project.settings.base import *  # noqa: F403
from motcua.project.settings.base import DATABASES, STORAGES

SECRET_KEY = "only-for-tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
WHITENOISE_AUTOREFRESH = True  # a file is looked up when it is asked for, not all of them for each test client
if "sqlite3" in DATABASES["default"]["ENGINE"]:  # a killed process loses nothing without fsync, only a power cut does
    _options = DATABASES["default"]["OPTIONS"]
    _options["init_command"] = _options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
