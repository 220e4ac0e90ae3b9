"""Which agency's schema the connection is in, typed: django-tenants' connection carries it as plain attributes."""

from typing import Any, cast

from django.db import connection

from accounts.models import Agency

_connection: Any = connection


def current_agency() -> Agency:
    """The agency of this request or job. Only where there is one: in public it is a stand-in without a key."""
    return cast(Agency, _connection.tenant)


def current_schema() -> str:
    """The schema's name; "public" outside agencies."""
    return str(_connection.schema_name)


def enter_public() -> None:
    """Out of any agency's schema."""
    _connection.set_schema_to_public()


def enter(agency: Agency) -> None:
    """Into an agency's schema."""
    _connection.set_tenant(agency)
