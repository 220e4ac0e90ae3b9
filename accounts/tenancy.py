"""Which agency's schema the connection is in, typed: django-tenants' connection carries it as plain attributes."""

from typing import Any

from django.db import connection

from accounts.errors import Conflict
from accounts.models import Agency

_connection: Any = connection


def current_agency() -> Agency:
    """The agency of this request or job, also where only its schema was chosen. Raises Conflict in the public schema."""
    tenant = _connection.tenant
    if isinstance(tenant, Agency):
        return tenant
    found: Agency | None = Agency.objects.filter(schema_name=current_schema()).first()
    if found is None:
        raise Conflict("This belongs to an agency, and none is chosen.", code="no_agency")
    return found


def current_schema() -> str:
    """The schema's name; "public" outside agencies."""
    return str(_connection.schema_name)


def enter_public() -> None:
    """Out of any agency's schema."""
    _connection.set_schema_to_public()


def enter(agency: Agency) -> None:
    """Into an agency's schema."""
    _connection.set_tenant(agency)
