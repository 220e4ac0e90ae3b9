"""System checks of the walls: every agency-schema model declares how it belongs to a brand."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from accounts.scoping import ScopedModel

# Django's own, in each agency's schema: its admin log. Shown to owners and admins only.
FOREIGN = {"admin.LogEntry"}


@register("firebreak")
def brand_paths(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuses an agency-schema model without a `brand_path`, with a path that leads nowhere, or with None and no reason."""
    problems: list[CheckMessage] = []
    tenant_apps = set(settings.TENANT_APPS)
    for model in apps.get_models():
        if model._meta.app_config.name not in tenant_apps or model._meta.label in FOREIGN:
            continue
        problem = _problem(model)
        if problem:
            problems.append(Error(f"{model._meta.label}: {problem}", obj=model, id="firebreak.E001"))
    return problems


@register("firebreak")
def keys_into_public(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuses a constraint from an agency's schema to a table that all agencies share.

    PostgreSQL keeps two triggers of each on the shared table, and reads all of them again for each new one: every agency
    would make the next one slower. Shared rows that agencies point at can't be removed instead (`permanent`).
    """
    tenant_apps = set(settings.TENANT_APPS)
    problems: list[CheckMessage] = []
    for model in apps.get_models():
        if model._meta.app_config.name not in tenant_apps or model._meta.label in FOREIGN:
            continue
        for field in model._meta.local_fields:
            shared: Any = field.related_model
            if not field.is_relation or not shared or shared._meta.app_config.name in tenant_apps:
                continue
            named = f"{model._meta.label}.{field.name}"
            if getattr(field, "db_constraint", False):
                problems.append(
                    Error(f"{named}: a key into a shared table has db_constraint=False", id="firebreak.E002")
                )
            if not getattr(shared, "permanent", False):
                problems.append(Error(f"{named}: {shared._meta.label} does not say `permanent`", id="firebreak.E003"))
    return problems


def _problem(model: type[Any]) -> str:
    if not issubclass(model, ScopedModel):
        return "every agency-schema model derives from ScopedModel"
    # `vars`: one that is inherited was thought out for another model.
    if "brand_path" not in vars(model):
        return "declares no brand_path"
    path = model.brand_path
    if path is None:
        return "" if model.brand_path_reason else "brand_path is None without a brand_path_reason"
    return _where_path_fails(model, path)


def _where_path_fails(model: type[Any], path: str) -> str:
    current: Any = model
    for part in [step for step in path.split("__") if step]:
        field = {f.name: f for f in current._meta.get_fields()}.get(part)
        if field is None or not (field.many_to_one or field.one_to_one):
            return f"brand_path {path!r} has no foreign key {part!r} on {current._meta.label}"
        current = field.related_model
    return (
        ""
        if current._meta.label == "brands.Brand"
        else f"brand_path {path!r} ends at {current._meta.label}, not at a brand"
    )
