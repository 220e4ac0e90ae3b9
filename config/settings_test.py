"""Settings of the tests: the one-machine mode with a database of its own, cheap passwords, mail to a real server's port."""

import os
import tempfile
from pathlib import Path

# Before the import below: config.settings reads them once.
os.environ.setdefault("FIREBREAK_VAR", str(Path(tempfile.gettempdir()) / f"firebreak-tests-{os.getuid()}"))
os.environ.setdefault("FIREBREAK_SECRET_KEY", "tests-only-" + "x" * 40)
os.environ.setdefault("FIREBREAK_FIELD_KEYS", "tests-only-" + "y" * 40)
os.environ.setdefault("FIREBREAK_LOCAL", "1")

from config import database
from config.settings import *  # noqa: F403
from config.settings import DATABASE_OWNER_URL

# One role owns and serves: what append-only tables refuse, they refuse to their owner too.
DATABASES = {"default": database.entry(DATABASE_OWNER_URL, statement_seconds=60)}
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("FIREBREAK_TEST_DATABASE", "firebreak_tests")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 would be most of the run
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = "memory://"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "agency",
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "REVERSE_KEY_FUNCTION": "django_tenants.cache.reverse_key",
    },
    "platform": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "platform"},
}
ALLOWED_HOSTS = ["*"]  # the host middleware's refusals are what is tested
# Each test client builds the middleware anew: static files are looked up when asked for, not listed at each start.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
