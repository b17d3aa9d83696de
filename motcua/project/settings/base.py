"""Settings that every installation shares. Secrets and places come from the environment; rules are data."""

import os
from pathlib import Path

from motcua.project.database import from_url

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("MOTCUA_VAR", ROOT / "var"))
DEFINITIONS = Path(os.environ.get("MOTCUA_DEFINITIONS", ROOT / "definitions"))

SECRET_KEY = os.environ.get("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]

DATABASES = {"default": from_url(os.environ.get("DATABASE_URL", "sqlite:///var/motcua.sqlite3"), ROOT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "motcua.project.apps.ProjectConfig",
    "motcua.dossiers",
    "motcua.queueing",
    "motcua.documents",
    "motcua.procedures",
    "motcua.worklist",
    "motcua.worktime",
    "motcua.notices",
    "motcua.people",
    "motcua.ledger",
    "motcua.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.ui.nulls.NoNulls",
    "motcua.project.listing.Unlisted",
    "motcua.ui.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.ui.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "motcua.people.middleware.ActorAndTime",
    "motcua.project.bodies.BodyLimit",
    "motcua.project.audiences.Audiences",
    "motcua.ui.middleware.RefusalPage",
]

ROOT_URLCONF = "motcua.project.urls"
WSGI_APPLICATION = "motcua.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "motcua.ui.context.page",
            ],
            "builtins": ["motcua.ui.templatetags.ui", "django.templatetags.i18n"],
        },
    },
]

FORM_RENDERER = "motcua.ui.forms.Renderer"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "motcua.people.passwords.LongEnough"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email", "phone")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "motcua.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["phone*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PHONE_VERIFICATION_ENABLED = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Motcua] "
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "20/m/ip,5/300s/key"}
ACCOUNT_FORMS = {
    "login": "motcua.people.forms.LoginForm",
    "signup": "motcua.people.forms.SignupForm",
    "change_password": "motcua.people.forms.ChangePasswordForm",
    "reset_password": "motcua.people.forms.ResetPasswordForm",
    "reset_password_from_key": "motcua.people.forms.NewPasswordForm",
    "reauthenticate": "motcua.people.forms.ReauthenticateForm",
}
MFA_ADAPTER = "motcua.people.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Motcua"
MFA_FORMS = {
    "authenticate": "motcua.people.forms.SecondFactorForm",
    "reauthenticate": "motcua.people.forms.SecondFactorAgainForm",
    "activate_totp": "motcua.people.forms.ActivateForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "0"))
SESSION_LIFETIME_SECONDS = 12 * 3600
SESSION_IDLE_SECONDS = 2 * 3600
SESSION_COOKIE_AGE = SESSION_LIFETIME_SECONDS

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "motcua" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
FILES_ROOT = VAR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_ROOT}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "project_cache"}}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("SMTP_PORT", "25"))
PUBLIC_URL = os.environ.get("PUBLIC_URL", "http://127.0.0.1:8000")
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "motcua@localhost")
SMS_GATEWAY = {
    "url": os.environ.get("SMS_GATEWAY_URL", ""),
    "token": os.environ.get("SMS_GATEWAY_TOKEN", ""),
    "body": os.environ.get("SMS_GATEWAY_BODY", '{"to": "{to}", "text": "{text}", "id": "{id}"}'),
}
SMS_INBOUND_TOKEN = os.environ.get("SMS_INBOUND_TOKEN", "")
ZALO_GATEWAY = {
    "url": os.environ.get("ZALO_GATEWAY_URL", ""),
    "token": os.environ.get("ZALO_GATEWAY_TOKEN", ""),
    "body": os.environ.get(
        "ZALO_GATEWAY_BODY", '{"phone": "{to}", "title": "{title}", "text": "{text}", "id": "{id}"}'
    ),
}
