"""The accounts app (public schema): agencies, people, power."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from accounts.api.showing import Nouns


class AccountsConfig(AppConfig):
    """Registers the system checks of the two walls; says how the API shows its rows."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Here and not above: Django imports this module before any model may be.
        from accounts import checks, hooks  # noqa: F401  # registering is its import
        from accounts.api import showing

        hooks.shapes.fill(showing.Shapes())
        showing.shows(_nouns)


def _nouns() -> "Nouns":
    from accounts.api import brands, events

    return {"event": events.EventViewSet, "brand": brands.BrandViewSet, "contact": brands.ContactViewSet}
