"""Settings of every process, safe for production by default. Each FIREBREAK_… variable is described in the README.

Without DATABASE_URL this is the one-machine mode: PostgreSQL and Valkey run embedded in `var/`, over plain HTTP, on
loopback only. With DATABASE_URL it is production: secrets must be given, cookies are secure, HTTP is redirected.
"""

import gc
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

from config import database, embedded, env, logs, look
from config.embedded.binaries import find_client_program

# A process begins by making 200,000 objects that stay: to look for garbage at every 700 of them is a tenth of its start.
gc.set_threshold(10_000)

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = env.folder("FIREBREAK_VAR", BASE_DIR / "var")
LOCAL = env.flag("FIREBREAK_LOCAL", default=not env.text("DATABASE_URL"))
DEBUG = env.flag("FIREBREAK_DEBUG", default=False)

SECRET_KEY = env.secret("FIREBREAK_SECRET_KEY", local=LOCAL, local_file=VAR / "secret-key")
# Encrypts what must be read back (TOTP secrets, webhook secrets). Comma-separated: the first encrypts, all decrypt.
FIELD_KEYS = env.words("FIREBREAK_FIELD_KEYS") or [
    env.secret("FIREBREAK_FIELD_KEYS", local=LOCAL, local_file=VAR / "field-key")
]

# --- where things are -----------------------------------------------------------------------------------------------
PORT = env.number("FIREBREAK_PORT", 8000, at_least=1)
PLATFORM_HOST = env.text("FIREBREAK_PLATFORM_HOST", "localhost" if LOCAL else "") or env.required(
    "FIREBREAK_PLATFORM_HOST", "It is the host name people log in at; without it every address would answer 404."
)
AGENCY_SUFFIX = env.text("FIREBREAK_AGENCY_SUFFIX", PLATFORM_HOST)
SCHEME = "http" if LOCAL else "https"
PORT_SUFFIX = f":{PORT}" if LOCAL else ""
PLATFORM_ORIGIN = f"{SCHEME}://{PLATFORM_HOST}{PORT_SUFFIX}"
# Custom domains of agencies are rows; the host middleware refuses what it does not know, so Django need not.
ALLOWED_HOSTS = [
    *(["localhost", ".localhost", "127.0.0.1"] if LOCAL else [PLATFORM_HOST, f".{AGENCY_SUFFIX}"]),
    *env.words("FIREBREAK_ALLOWED_HOSTS"),
]
CSRF_TRUSTED_ORIGINS = env.words("FIREBREAK_TRUSTED_ORIGINS")

# --- database -------------------------------------------------------------------------------------------------------
EMBEDDED = embedded.locate(VAR)
DATABASE_URL = env.text("DATABASE_URL") or EMBEDDED.app_url
# Runs DDL: migrations and new agencies. Where it is not given, the serving role owns everything itself.
DATABASE_OWNER_URL = env.text("DATABASE_OWNER_URL") or (env.text("DATABASE_URL") or EMBEDDED.owner_url)
OWNER_COMMANDS = {"migrate", "migrate_schemas", "upgrade"}
AS_OWNER = env.flag("FIREBREAK_AS_OWNER", default=len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS)


DATABASES = {
    "default": database.entry(DATABASE_OWNER_URL, statement_seconds=0)  # a migration outlasts any request
    if AS_OWNER
    else database.entry(
        DATABASE_URL,
        statement_seconds=env.number("FIREBREAK_STATEMENT_SECONDS", 30),
        pool=env.number("FIREBREAK_DB_POOL", 8, at_least=1),
    )
}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TENANT_MODEL = "accounts.Agency"
TENANT_DOMAIN_MODEL = "accounts.Domain"
TENANT_LIMIT_SET_CALLS = True  # search_path is set when the agency changes, not with each query
GET_EXECUTOR_FUNCTION = "django_tenants_smart_executor.load_executor"
PUBLIC_SCHEMA_URLCONF = "config.urls_public"
ROOT_URLCONF = "config.urls"

SHARED_APPS = [
    "unfold",  # before django_tenants, whose own admin templates would cover unfold's
    "django_tenants",
    "config",
    "accounts",
    "monitoring.feeds",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.admin",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_celery_beat",
    "django_htmx",
    "django_filters",
    "django_prometheus",
    "csp",
    "lucide",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]
TENANT_APPS = [
    "django.contrib.admin",  # in both: each agency keeps its own admin log
    "accounts.brands",
    "accounts.events",
    "accounts.notifications",
    "playbooks",
    "monitoring",
    "monitoring.inbox",
    "monitoring.alerting",
    "monitoring.insight",
    "monitoring.onboarding",
    "incidents",
]
INSTALLED_APPS = [*SHARED_APPS, *(app for app in TENANT_APPS if app not in SHARED_APPS)]

# --- broker, cache ----------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = env.text("CELERY_BROKER_URL") or EMBEDDED.broker_url
# Django's cache and the fan-out of live events. A Redis or Valkey broker serves both, in its next database.
_broker = urlsplit(CELERY_BROKER_URL)
_beside = _broker._replace(path="/1").geturl() if _broker.scheme in {"redis", "rediss"} and _broker.hostname else ""
CACHE_URL = (
    env.text("FIREBREAK_CACHE_URL")
    or _beside
    or (
        EMBEDDED.cache_url
        if LOCAL or not env.text("CELERY_BROKER_URL")
        else env.required(
            "FIREBREAK_CACHE_URL", "The broker is no Redis or Valkey, and the cache and live events need one."
        )
    )
)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "REVERSE_KEY_FUNCTION": "django_tenants.cache.reverse_key",
    },
    # Log-in limits must count once for all hosts: the tenant-aware key gave three fresh tries per agency.
    "platform": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL, "KEY_PREFIX": "p"},
}
CELERY_TASK_ACKS_LATE = True  # a killed worker's job comes again: every job stands being run twice
CELERY_TASK_REJECT_ON_WORKER_LOST = True  # acks_late alone acknowledges a job whose process was killed
CELERY_WORKER_PREFETCH_MULTIPLIER = 1  # none waits behind a slow fetch while another process is free
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # workers wait for the broker however long it is away
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,  # above the hard limit, else a job that still runs is started again
    "unacked_restore_interval": 5,  # these two look for a dead worker's jobs; 10 × 10 s by default
    "unacked_restore_throttle": 1,
}
CELERY_BEAT_SCHEDULER = "config.beat:PatientScheduler"
CELERY_TIMEZONE = "UTC"
CELERY_TASK_TENANT_CACHE_SECONDS = 30
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # Celery's own handlers would write past the filter of secrets

# --- requests ---------------------------------------------------------------------------------------------------------
MIDDLEWARE = [
    "accounts.request_ids.RequestIdMiddleware",  # first: what the others refuse or log carries the id, too
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "accounts.middleware.CompressMiddleware",
    "accounts.middleware.PrivateMiddleware",
    "accounts.middleware.HostMiddleware",  # before sessions, which belong to one host
    "accounts.middleware.BoundSessionMiddleware",
    "accounts.middleware.PolicyMiddleware",
    "accounts.middleware.SlashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.OriginMiddleware",
    "accounts.middleware.KnownBrowserMiddleware",
    "accounts.middleware.MembershipMiddleware",
    "accounts.middleware.ZoneMiddleware",  # after the membership: its reader's zone
    "accounts.middleware.DomainErrorMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context_processors.frame",
            ],
            "builtins": ["config.templatetags.ui", "accounts.templatetags.bidi", "lucide.templatetags.lucide"],
        },
    }
]
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("FIREBREAK_STATIC", VAR / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
# One machine has no deploy step that collects static files: they are served from where they lie.
WHITENOISE_USE_FINDERS = LOCAL
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- people -----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
MFA_ADAPTER = "accounts.adapters.MFAAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False  # scanners of mail open every link
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False  # the link shows whose the address is, not who opened it
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Firebreak"
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_NAME = "firebreak_session" if LOCAL else "__Host-firebreak_session"  # no subdomain can set it
SESSION_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "firebreak_csrf" if LOCAL else "__Host-firebreak_csrf"
CSRF_COOKIE_SECURE = not LOCAL
CSRF_FAILURE_VIEW = "accounts.views.errors.csrf_failure"

# --- security headers ---------------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = not LOCAL
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^status$", r"^metrics$"]  # probes come past the proxy
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
SECURE_HSTS_PRELOAD = not LOCAL
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" makes a form's Origin null, which CSRF refuses
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Limits count by the visitor's address: behind a proxy that is the last one X-Forwarded-For names, else the socket's.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.flag("FIREBREAK_BEHIND_PROXY"))
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        # Log-in, leaving and accepting an invitation are forms whose answers lead to the other host: browsers hold
        # form-action against redirects too.
        "form-action": [SELF, PLATFORM_ORIGIN, f"{SCHEME}://*.{AGENCY_SUFFIX}{PORT_SUFFIX}"],
        "base-uri": [NONE],  # a <base> that got in would turn every relative address
        "frame-ancestors": [NONE],
    }
}

# --- the API ------------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.KeyAuthentication",
        "accounts.api.authentication.MemberSessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.api.permissions.Declared"],
    "DEFAULT_PAGINATION_CLASS": "accounts.api.paging.CursorPage",
    "DEFAULT_FILTER_BACKENDS": ["accounts.api.filters.SeenFilters"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["accounts.api.parsers.StrictJSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["accounts.api.throttling.MemberThrottle"],
    "DEFAULT_THROTTLE_RATES": {"member": env.text("FIREBREAK_API_RATE", "600/min"), "anonymous": "20/min"},
    "DEFAULT_SCHEMA_CLASS": "accounts.api.schema.Schema",
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,  # unset, DRF counts by what the client says of itself
    "EXCEPTION_HANDLER": "accounts.api.problems.handle",
    "UNAUTHENTICATED_USER": None,
    "PAGE_SIZE": 50,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Firebreak",
    "VERSION": "1",
    "DESCRIPTION": "Everything a page can do, by the same services. What changed, and how long a deprecated operation is kept:"
    " [/api/v1/changelog/](/api/v1/changelog/), as a feed [/api/v1/changelog/atom/](/api/v1/changelog/atom/).",
    "CONTACT": {"name": "Firebreak", "url": PLATFORM_ORIGIN},
    "LICENSE": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
    "SERVERS": [
        {
            "url": "{scheme}://{agency}." + f"{AGENCY_SUFFIX}{PORT_SUFFIX}",
            "description": "Your agency's own host",
            "variables": {
                "scheme": {"default": urlsplit(PLATFORM_ORIGIN).scheme, "enum": ["http", "https"]},
                "agency": {"default": "your-agency"},
            },
        }
    ],
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",  # from our host: the policy lets no other in
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "POSTPROCESSING_HOOKS": [
        "accounts.api.schema.add_problems",
        "accounts.api.schema.add_required",
        "accounts.api.expanding.add_expanded",
        "accounts.api.event_shapes.add_events",
    ],
}

# --- mail ---------------------------------------------------------------------------------------------------------------
_mail = urlsplit(env.text("FIREBREAK_SMTP_URL"))
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if _mail.hostname else "config.mail.PrivateFiles"
EMAIL_FILE_PATH = str(VAR / "mail")
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or (465 if _mail.scheme == "smtps" else 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_TIMEOUT = 15  # without it Django waits for ever
DEFAULT_FROM_EMAIL = env.text("FIREBREAK_MAIL_FROM", f"Firebreak <firebreak@{PLATFORM_HOST or 'localhost'}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Firebreak's own ------------------------------------------------------------------------------------------------------
# Feeds and webhooks on this machine's own loopback: off unless the operator says so (tests and the demo do).
ALLOW_LOOPBACK_FEEDS = env.flag("FIREBREAK_ALLOW_LOOPBACK", default=False)
FEED_MIN_SECONDS = env.number("FIREBREAK_FEED_MIN_SECONDS", 300, at_least=1)
EVALUATE_SECONDS = env.number("FIREBREAK_EVALUATE_SECONDS", 60, at_least=1)
SWEEP_SECONDS = env.number("FIREBREAK_SWEEP_SECONDS", 60, at_least=1)
# An agency whose founder has not confirmed their address by then is closed, and an account without any confirmed address is over.
CONFIRM_DAYS = env.number("FIREBREAK_CONFIRM_DAYS", 7, at_least=1)
CLIENT_PROGRAM_FINDER = find_client_program  # accounts makes the template of an agency with pg_dump
# What the beat starts, every so many seconds, in the public schema.
SCHEDULE = [
    {"name": "beat seen", "task": "accounts.jobs.beat_seen", "seconds": min(30, SWEEP_SECONDS)},
    {
        "name": "notifications: due and unacknowledged",
        "task": "accounts.notifications.jobs.sweep_notifications",
        "seconds": SWEEP_SECONDS,
    },
    {"name": "API keys: about to expire", "task": "accounts.notifications.jobs.warn_of_keys", "seconds": 3600},
    {"name": "events: without a place", "task": "accounts.events.jobs.sweep_events", "seconds": SWEEP_SECONDS},
    {"name": "events: no longer kept", "task": "accounts.events.jobs.prune_events", "seconds": 86_400},
    {"name": "agencies: unfinished creations", "task": "accounts.jobs.sweep_agencies", "seconds": 30},
    {"name": "letters: due", "task": "accounts.jobs.send_letters", "seconds": SWEEP_SECONDS},
    {"name": "sessions, codes, answers: over", "task": "accounts.jobs.forget_what_is_over", "seconds": 3600},
    {"name": "sign-ups: never confirmed", "task": "accounts.jobs.close_never_confirmed", "seconds": 3600},
    {"name": "feeds: due", "task": "monitoring.jobs.collect_due", "seconds": min(5, FEED_MIN_SECONDS)},
    {"name": "posts: still there", "task": "monitoring.feeds.jobs.recheck_due", "seconds": 60},
    {"name": "alerts: evaluate", "task": "monitoring.jobs.evaluate_agencies", "seconds": EVALUATE_SECONDS},
    {"name": "alerts: nobody took in hand", "task": "monitoring.jobs.sweep_alerts", "seconds": SWEEP_SECONDS},
    {"name": "routes: agencies behind", "task": "monitoring.jobs.sweep_routes", "seconds": SWEEP_SECONDS},
    {"name": "back-fills: stalled", "task": "monitoring.jobs.sweep_backfills", "seconds": 60},
    {"name": "exports: stalled, over", "task": "monitoring.jobs.sweep_exports", "seconds": 60},
    {"name": "imports: stalled, over", "task": "monitoring.jobs.sweep_imports", "seconds": 60},
    {"name": "links: stalled, over", "task": "monitoring.jobs.sweep_links", "seconds": 60},
    {"name": "lists of sources: stalled, over", "task": "monitoring.jobs.sweep_source_batches", "seconds": 60},
    {"name": "posts: brands to be named", "task": "monitoring.jobs.sweep_brands", "seconds": 3600},
    {"name": "routes: prune", "task": "monitoring.jobs.prune_routes", "seconds": 3600},
    {"name": "incidents: triage, reminders, seals", "task": "incidents.jobs.sweep", "seconds": SWEEP_SECONDS},
    {"name": "incidents: feeds in a hurry", "task": "incidents.jobs.hurry", "seconds": 3600},
]
METRICS_TOKEN = env.text("FIREBREAK_METRICS_TOKEN")
VAPID_SUBJECT = env.text("FIREBREAK_VAPID_SUBJECT", f"mailto:firebreak@{PLATFORM_HOST or 'localhost'}")
WEBHOOK_ALLOW_LOOPBACK = ALLOW_LOOPBACK_FEEDS

LOGGING = logs.to_output(lines="line" if LOCAL else "json", level=env.text("FIREBREAK_LOG_LEVEL", "INFO"))

UNFOLD = look.admin(STATIC_URL, account=f"{PLATFORM_ORIGIN}/accounts/password/change/")
# auth.W004: e-mail addresses are unique without regard to case, by a constraint the check does not read.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
