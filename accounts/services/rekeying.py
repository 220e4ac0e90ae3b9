"""Stored secrets encrypted anew with the newest key; rooms above say which columns of theirs hold some."""

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import models
from django_tenants.utils import schema_context

from accounts.encryption import encrypted_anew
from accounts.errors import Unavailable
from accounts.models import Agency
from accounts.tenancy import schemas_there

_SEALED: list[tuple[str, str]] = []
_AT_ONCE = 500


@dataclass(slots=True)
class Rekeyed:
    """How many were encrypted anew, and how many no key of ours reads any more: those stay as they are."""

    renewed: int = 0
    unreadable: int = 0


def holds_secrets(model: str, *fields: str) -> None:
    """Adds columns of a model ("app.Model"); called in an app's `ready`. A repeat changes nothing."""
    _SEALED.extend((model, field) for field in fields if (model, field) not in _SEALED)


def encrypt_anew() -> Rekeyed:
    """Every secret of public and of each agency. A repeat does no harm, and neither does work that goes on meanwhile: a row
    that somebody changed in between is theirs, and has the newest key already."""
    done = Rekeyed()
    for label, field in _SEALED:
        model = apps.get_model(label)
        for schema in _schemas(model):
            with schema_context(schema):
                _column(model, field, done)
    return done


def _schemas(model: type[models.Model]) -> list[str]:
    if model._meta.app_config.name not in settings.TENANT_APPS:
        return ["public"]
    there = schemas_there()
    return [name for name in Agency.objects.order_by("pk").values_list("schema_name", flat=True) if name in there]


def _column(model: type[models.Model], field: str, done: Rekeyed) -> None:
    # Past managers that leave rows out: a secret in one would be lost with the old key.
    rows = model._base_manager.exclude(**{field: ""}).order_by("pk").values_list("pk", field)
    last = None
    while batch := list((rows.filter(pk__gt=last) if last else rows)[:_AT_ONCE]):
        last = batch[-1][0]
        for pk, sealed in batch:
            try:
                anew = encrypted_anew(sealed)
            except Unavailable:
                done.unreadable += 1
                continue
            done.renewed += model._base_manager.filter(pk=pk, **{field: sealed}).update(**{field: anew})
