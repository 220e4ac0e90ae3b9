"""The accounts app (public schema): agencies, people, power."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the system checks of the two walls."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts import checks  # noqa: F401  # registering is its import
