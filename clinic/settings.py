"""One settings file, in the order of Django's own docs.

What differs between machines comes from the environment; README.md lists every name.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from clinic import catalogs, env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "data"))).expanduser().resolve()
SECRETS_DIR = DATA_DIR / "secrets"

# What this process is for: everything, only what patients see, or only what staff see.
ROLE = env.one_of("ROLE", ("all", "public", "staff"))

# Core
PORT = env.port("PORT", 8000)
SITE_URL = env.url("SITE_URL", f"http://127.0.0.1:{PORT}")
STAFF_URL = env.url("STAFF_URL", SITE_URL)
HTTPS = SITE_URL.startswith("https://")
BEHIND_PROXY = env.flag("BEHIND_PROXY")
DEBUG = env.flag("DEBUG")
SAMPLE = env.flag("SAMPLE", default=not HTTPS)  # fill an empty site with the sample clinic
SECRET_KEY = env.secret("SECRET_KEY", SECRETS_DIR / "secret_key")
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS",
    f"{urlsplit(SITE_URL).hostname} {urlsplit(STAFF_URL).hostname} localhost 127.0.0.1",
)
ROOT_URLCONF = "clinic.urls"
WSGI_APPLICATION = "clinic.wsgi.application"
INSTALLED_APPS = [
    "clinic.apps.ClinicConfig",
    "clinic.apps.StaffAdminConfig",
    "articles.apps.ArticlesConfig",
    "intake.apps.IntakeConfig",
    "crispy_forms",
    "csp",
    "django_prose_editor",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "clinic.middleware.closed_by_default",
    "clinic.middleware.language_of_address",
    "clinic.uploads.place_given_back",
    "django.contrib.sessions.middleware.SessionMiddleware",
    *([] if ROLE == "staff" else ["articles.middleware.old_addresses"]),
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "clinic.middleware.staff_idle_logout",
    "clinic.middleware.own_password_first",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Cache: pages are cached by whoever stands in front; we keep counters in the database.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Database: SQLite on a local disk, written through before a patient sees a reference.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
}
DATABASE_URL = env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'upstream.sqlite3'}")
try:
    DATABASES = {
        "default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)
    }
except ValueError as error:
    raise env.Misconfigured(
        "DATABASE_URL cannot be understood. Write it like postgres://user:password@host/name."
    ) from error
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS

# Search: by the forms of English words, or by words as they are; rebuild_search follows a change
SEARCH_LANGUAGE = env.one_of("SEARCH_LANGUAGE", ("english", "any"))

# Email: a folder of letters until a mail server is named
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "clinic@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.number("EMAIL_PORT", 587 if EMAIL_HOST else 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = (
    env.secret("EMAIL_HOST_PASSWORD", SECRETS_DIR / "email_host_password")
    if EMAIL_HOST_USER
    else ""
)
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=bool(EMAIL_HOST_USER))
EMAIL_TIMEOUT = 15
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)

# Uploads and bodies: small forms of text, pictures of staff, photos of patients; all kept in memory
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 0  # Django's own handler would drop every file
FILE_UPLOAD_HANDLERS = ["clinic.uploads.KnownFiles"]

# Pictures of articles, beside the database. No address leads to these files by itself: views ask
# first who may see them. A folder that is named is shared with another process, by its group.
MEDIA_DIR = env.text("MEDIA_DIR", "")
MEDIA_ROOT = Path(MEDIA_DIR or DATA_DIR / "media").expanduser().resolve()
FILE_UPLOAD_PERMISSIONS = 0o660 if MEDIA_DIR else 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o770 if MEDIA_DIR else 0o700

# Logging: references and addresses of pages, never what a person typed
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "clinic.errors.WordlessFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # What makes PDFs tells which letters are in them.
        **{name: {"level": "ERROR"} for name in ("weasyprint", "weasyprint.progress", "fontTools")},
    },
}
DEFAULT_EXCEPTION_REPORTER = "clinic.errors.WordlessReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "clinic.errors.WordlessReporterFilter"

# Language and time: English, and whatever there is a catalog of; a clinic may add its own
LANGUAGE_CODE = catalogs.ENGLISH
LOCALE_PATHS = [DATA_DIR / "locale", BASE_DIR / "locale"]
LANGUAGES = catalogs.present(LOCALE_PATHS)
LANGUAGES_BIDI = catalogs.written_from_the_right()
FORMAT_MODULE_PATH = "clinic.formats"
TIME_ZONE = env.time_zone("TIME_ZONE", "America/Chicago")
USE_I18N = True
USE_TZ = True

# Templates
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clinic.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "upstream"
CRISPY_TEMPLATE_PACK = "upstream"

# Passwords and sessions: only staff have either
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "admin:login"
SESSION_COOKIE_NAME = "staff"
SESSION_COOKIE_PATH = "/staff/"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
STAFF_IDLE_LIMIT = timedelta(minutes=env.number("STAFF_IDLE_MINUTES", 20))

# Security
CSRF_COOKIE_AGE = 24 * 60 * 60  # a day, as for unfinished answers; not the year of the default
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "clinic.views.form_expired"
CSRF_TRUSTED_ORIGINS = [SITE_URL, STAFF_URL]
# TLS ends in the proxy in front of us. Without one, a redirect would go round for ever.
SECURE_SSL_REDIRECT = HTTPS and BEHIND_PROXY
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS and env.flag("HSTS_SUBDOMAINS")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "img-src": [SELF],
        "style-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
STAFF_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
}

# Sealing: the public side seals to public keys; only the staff side can open
CLINIC_PUBLIC_KEY = env.key("CLINIC_PUBLIC_KEY", SECRETS_DIR / "clinic_public_key")
RECOVERY_PUBLIC_KEY = env.key("RECOVERY_PUBLIC_KEY", SECRETS_DIR / "recovery_public_key")
CLINIC_PRIVATE_KEY = (
    env.key("CLINIC_PRIVATE_KEY", SECRETS_DIR / "clinic_private_key") if ROLE != "public" else None
)

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False


def WHITENOISE_ADD_HEADERS_FUNCTION(headers: Any, path: str, url: str) -> None:
    """Keep our pictures and sheets to our own pages."""
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


STORAGES = {
    "default": {
        "BACKEND": "clinic.storage.SharedFolder"
        if MEDIA_DIR
        else "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"allow_overwrite": True},  # a name says what is in the file
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
