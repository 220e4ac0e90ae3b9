"""The brand wall: every agency-schema model says how it belongs to a brand, and every read starts from `visible_to`."""

from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import models
from django.template.defaultfilters import truncatechars
from uuid_utils.compat import uuid7

from accounts import hooks
from accounts.dated import DatedQuerySet
from accounts.errors import NotFound
from accounts.roles import CLIENT, EVERY_BRAND

M = TypeVar("M", bound=models.Model)


class ScopedQuerySet(DatedQuerySet[M]):
    """Reads that begin at what a member may see."""

    # The member it was narrowed to, by whom a list of related rows is told from one nobody narrowed.
    visible_for: Any = None

    def visible_to(self, member: Any) -> Self:
        """The rows this member may see: all brands for owners and admins, else the brands they are on.

        Clients see, of those, only what the model's `client_sees` admits; nothing where it admits nothing.
        Nobody, a deactivated member and a member without a brand get an empty set.
        """
        visible = self._narrowed_to(member)
        visible.visible_for = member
        return visible

    def get_visible(self, member: Any, *conditions: models.Q, **lookup: Any) -> M:
        """The one row of this lookup that the member may see, as `get()`: chain `select_related` before it.

        Raises NotFound alike for a row that is not there and for one the member may not see: the answer must not tell
        which ids exist (https://cwe.mitre.org/data/definitions/204.html).
        """
        row = self.visible_to(member).filter(*conditions, **lookup).first()
        if row is None:
            raise NotFound(f"This {self.model._meta.verbose_name} doesn't exist, or you don't have access to it.")
        return row

    def lock_visible(self, member: Any, *conditions: models.Q, **lookup: Any) -> M:
        """The same, its row locked until the transaction ends; rows that refer to it may still be written. Raises NotFound."""
        return self.select_for_update(of=("self",), no_key=True).get_visible(member, *conditions, **lookup)

    def _narrowed_to(self, member: Any) -> Self:
        if member is None or not member.is_active:
            return self.none()
        scoped = self.all() if on_every_brand(member) else self._on_brands(member)
        if member.role != CLIENT:
            return scoped
        rule = self.model.client_rule()  # type: ignore[attr-defined]
        return scoped.none() if rule is None else scoped.filter(rule)

    def _clone(self) -> Self:
        # Django copies what it knows: at the next `filter` the mark would be lost.
        copy: Self = super()._clone()  # type: ignore[misc]  # the stubs do not know it
        copy.visible_for = self.visible_for
        return copy

    def prefetch_visible(self, member: Any, *paths: str) -> Self:
        """As prefetch_related; of agency-schema rows only those the member may see are fetched, at each step of a path."""
        wanted: dict[str, Any] = {}
        for path in paths:
            model: type[models.Model] = self.model
            steps = path.split("__")
            for at, step in enumerate(steps, 1):
                model = _related(model, step)
                whole = "__".join(steps[:at])
                if issubclass(model, ScopedModel):
                    wanted[whole] = models.Prefetch(whole, queryset=model.objects.visible_to(member))
                else:
                    wanted[whole] = whole
        return self.prefetch_related(*wanted.values())

    def _on_brands(self, member: Any) -> Self:
        path: str | None = self.model.brand_path  # type: ignore[attr-defined]
        if path is None:
            return self.filter(self.model.own_rule(member))  # type: ignore[attr-defined]
        # By ids, not by a join with the team, which would repeat rows.
        return self.filter(**{f"{path}__in" if path else "pk__in": brand_ids(member)})


def _related(model: type[models.Model], name: str) -> type[models.Model]:
    field = next(one for one in model._meta.get_fields() if name in (one.name, _accessor(one)))
    return field.related_model  # type: ignore[return-value]


def _accessor(field: Any) -> str:
    return str(field.get_accessor_name()) if field.auto_created and field.is_relation else str(field.name)


def visible_related(related: Any, member: Any) -> Any:
    """Of a row's related rows (`answer.approvals`) those the member may see: as `prefetch_visible` fetched them, else asked for now."""
    rows = related.all()
    return rows if rows.visible_for is member and member is not None else rows.visible_to(member)


def on_every_brand(member: Any) -> bool:
    """Whether no brand is closed to this member: owners and admins, unless they act by a key that is narrowed to brands."""
    return member.role in EVERY_BRAND and member.key_brands is None


def brand_ids(member: Any) -> list[Any]:
    """The brands a member is on, read once per member object (one request): a person's by their team places, a machine's
    its own; by a narrowed key only those it names. Who is `on_every_brand` is asked for first."""
    if member.cached_brand_ids is None:
        member.cached_brand_ids = _brands_of(member)
    return list(member.cached_brand_ids)


def _brands_of(member: Any) -> list[UUID]:
    if member.role in EVERY_BRAND and member.key_brands is not None:
        return sorted(member.key_brands)
    own = map(UUID, member.brand_ids) if member.is_machine else hooks.brands.answer.places_of(member.user_id)
    return [pk for pk in own if member.key_brands is None or pk in member.key_brands]


# What a row may be called by, the most telling first.
_CALLED = ("title", "name", "text", "function", "email", "url", "kind", "duty", "channel")
_LONGEST = 80


# How a row of an agency names a person: nobody looks rows up by it, and accounts/checks.py says why no constraint.
USER_FK: dict[str, Any] = {"on_delete": models.PROTECT, "related_name": "+", "db_index": False, "db_constraint": False}


class ScopedModel(models.Model):
    """Base of every agency-schema model.

    `brand_path`: the foreign-key path to the brand ("brand", "incident__brand", "" for the brand itself), or None with
    `brand_path_reason` where a row belongs to no brand; then `own_rule` says which rows a member sees.
    """

    brand_path: ClassVar[str | None]
    brand_path_reason: ClassVar[str] = ""
    # The serving role may only INSERT and SELECT: services/grants revokes the rest.
    append_only: ClassVar[bool] = False
    # Where not empty: of rows there are, it may change these columns only, and remove none.
    changing: ClassVar[tuple[str, ...]] = ()
    # Columns a serving role that does not own the tables writes once, with the row.
    fixed: ClassVar[tuple[str, ...]] = ()
    # Row level security (made by a migration) says which rows may be written; an owner that serves is bound by it, too.
    guarded_rows: ClassVar[bool] = False

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
