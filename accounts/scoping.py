"""The brand wall: every agency-schema model says how it belongs to a brand, and every read starts from `visible_to`."""

from typing import Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.db import models
from django.template.defaultfilters import truncatechars
from uuid_utils.compat import uuid7

from accounts.roles import CLIENT, EVERY_BRAND

M = TypeVar("M", bound=models.Model)


class ScopedQuerySet(models.QuerySet[M]):
    """Reads that begin at what a member may see."""

    def visible_to(self, member: Any) -> Self:
        """The rows this member may see: all brands for owners and admins, else the brands they are on.

        Clients see, of those, only what the model's `client_sees` admits; nothing where it admits nothing.
        Nobody, a deactivated member and a member without a brand get an empty set.
        """
        if member is None or not member.is_active:
            return self.none()
        scoped = self if member.role in EVERY_BRAND else self._on_brands(member)
        if member.role != CLIENT:
            return scoped
        rule = self.model.client_rule()  # type: ignore[attr-defined]
        return scoped.none() if rule is None else scoped.filter(rule)

    def _on_brands(self, member: Any) -> Self:
        path: str | None = self.model.brand_path  # type: ignore[attr-defined]
        if path is None:
            return self.filter(self.model.own_rule(member))  # type: ignore[attr-defined]
        return self.filter(**{f"{path}__in" if path else "pk__in": brand_ids(member)})


def brand_ids(member: Any) -> list[Any]:
    """The brands a member's team places are on, read once per member object (one request)."""
    if member.cached_brand_ids is None:
        # By name: accounts.brands stands above this room.
        team = apps.get_model("brands", "BrandTeam")
        member.cached_brand_ids = list(
            team._default_manager.filter(user_id=member.user_id).values_list("brand_id", flat=True)
        )
    return list(member.cached_brand_ids)


# What a row may be called by, the most telling first.
_CALLED = ("title", "name", "text", "function", "email", "url", "kind", "duty", "channel")
_LONGEST = 80


# How a row of an agency names a person: nobody looks rows up by it, and accounts/checks.py says why no constraint.
A_PERSON: dict[str, Any] = {"on_delete": models.PROTECT, "related_name": "+", "db_index": False, "db_constraint": False}


class ScopedModel(models.Model):
    """Base of every agency-schema model.

    `brand_path`: the foreign-key path to the brand ("brand", "incident__brand", "" for the brand itself), or None with
    `brand_path_reason` where a row belongs to no brand; then `own_rule` says which rows a member sees.
    """

    brand_path: ClassVar[str | None]
    brand_path_reason: ClassVar[str] = ""
    # The serving role may only INSERT and SELECT: services/grants revokes the rest.
    append_only: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """What a person would call it: its title, name or first words, else what kind of thing it is. Asks no database."""
        here = self.__dict__
        words = next((here[name] for name in _CALLED if isinstance(here.get(name), str) and here[name].strip()), "")
        kind = str(self._meta.verbose_name).capitalize()
        return truncatechars(" ".join(words.split()), _LONGEST) if words else kind

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Which rows on their brands clients see. None: none at all."""
        return None

    @classmethod
    def own_rule(cls, member: Any) -> models.Q:
        """Where there is no brand: which rows a member below admin sees. All, unless the model says otherwise."""
        return models.Q()
