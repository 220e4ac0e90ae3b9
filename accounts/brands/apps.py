"""The accounts.brands app."""

from django.apps import AppConfig


class BrandsConfig(AppConfig):
    """See HOUSE in the README for the rooms inside."""

    name = "accounts.brands"
    label = "brands"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Says who is on which brand; places in the paging order are passed on with what else a leaver holds; clients have none."""
        from accounts import hooks
        from accounts.brands.services import PagingPlaces, Places, wake_no_clients
        from accounts.services.leaving import keeps
        from accounts.services.machines import MachinesMade
        from accounts.services.revocation import on_power_lost

        hooks.brands.fill(Places())
        keeps(PagingPlaces())
        keeps(MachinesMade())
        on_power_lost(wake_no_clients)
