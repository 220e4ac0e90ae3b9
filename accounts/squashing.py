"""Squashed migrations: what an empty schema is made by, in place of all the steps that led there."""

from typing import Any

from django.db import migrations, router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class Squashed(migrations.Migration):
    """As Django's, but models are rendered once for all tables that are made together, and not at all in the other schemas.

    Django renders whatever is related to a model anew after each operation: everything, since all know the user. Of the
    operations, CreateModel must make its whole table: none of its columns, constraints or indexes may come by another.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """As the base, for an app whose tables are not there."""
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        here = router.allow_migrate(schema_editor.connection.alias, self.app_label)
        for together in self._batches():
            before = _unrendered(project_state).clone()
            for operation in together:
                operation.state_forwards(self.app_label, project_state)
            for operation in together if here else ():
                operation.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state

    def _batches(self) -> list[list[Any]]:
        """Models that are made one after the other, together; any other operation alone."""
        batches: list[list[Any]] = []
        for operation in self.operations:
            if (
                batches
                and isinstance(operation, migrations.CreateModel)
                and isinstance(batches[-1][-1], type(operation))
            ):
                batches[-1].append(operation)
            else:
                batches.append([operation])
        return batches


def _unrendered(state: ProjectState) -> ProjectState:
    """Without its models' classes: they are made anew when they are asked for. Django drops them so, too."""
    state.__dict__.pop("apps", None)
    return state
