"""Rows that say when they were last changed, by the database's clock, whichever way they are written.

A model that is `Dated` is stamped by its query sets' updates, by saving, by `lifecycle.move` and by `monitoring.rows.update`. What
writes SQL of its own stamps it there (tests/test_updated_at.py looks for it). No trigger does: the way open to many machines takes none.
"""

from typing import Any, TypeVar

from django.db import models
from django.db.models.functions import Now

M = TypeVar("M", bound=models.Model)
COLUMN = "updated_at"


class Dated(models.Model):
    """`updated_at`: when the statement ran that last wrote the row. It is seen by others once its transaction has committed."""

    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As the base. What the database wrote is read when it is asked for."""
        fields, inserts = kwargs.get("update_fields"), self._state.adding
        if fields is None or fields:
            self.updated_at = Now()
        if fields:
            kwargs["update_fields"] = {*fields, COLUMN}
        super().save(*args, **kwargs)
        if not inserts:
            forget(self)


class DatedQuerySet(models.QuerySet[M]):
    """Stamps what it updates, where the model is `Dated`."""

    def update(self, **values: Any) -> int:
        """As the base."""
        return super().update(**{**stamp(self.model), **values})

    update.alters_data = True  # type: ignore[attr-defined]


class DatedManager(models.Manager[M]):
    """Of models that are no agency's own: those have `accounts.scoping`'s."""

    def get_queryset(self) -> models.QuerySet[M]:
        """Rows whose updates are stamped."""
        return DatedQuerySet(self.model, using=self._db)


def stamp(model: type[models.Model]) -> dict[str, Any]:
    """What an update writes beside its own values."""
    return {COLUMN: Now()} if issubclass(model, Dated) else {}


def touch(rows: models.QuerySet[Any]) -> None:
    """They were changed in what is shown of them, though no column of theirs was."""
    rows.update(**stamp(rows.model))


def forget(row: models.Model) -> None:
    """The time it was read with may be over: asked for next, it is read anew."""
    row.__dict__.pop(COLUMN, None)
