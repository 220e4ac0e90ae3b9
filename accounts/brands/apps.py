"""The accounts.brands app."""

from django.apps import AppConfig


class BrandsConfig(AppConfig):
    """See HOUSE in the README for the rooms inside."""

    name = "accounts.brands"
    label = "brands"
    default_auto_field = "django.db.models.BigAutoField"
