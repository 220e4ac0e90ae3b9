"""The job runner. A job carries its agency in a header and runs in that agency's schema or not at all."""

import os

from celery.exceptions import Reject
from tenant_schemas_celery.app import CeleryApp
from tenant_schemas_celery.task import TenantTask

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class AgencyTask(TenantTask):  # type: ignore[misc]  # the package ships no types
    """Refuses to run where the connection is not in the schema its header names: a job of a deleted agency would run in public."""

    abstract = True

    def __call__(self, *args: object, **kwargs: object) -> object:
        # By name and untyped: config imports no app, and django-tenants' connection carries its schema as a plain attribute.
        from django.db import connection

        schema = getattr(connection, "schema_name", "public")
        headers = self.request.headers or {}
        asked = headers.get("_schema_name") or self.request.get("_schema_name") or "public"
        # Not requeued: it would come back for ever. What is called as a function has no headers.
        if not self.request.called_directly and schema != asked:
            raise Reject(f"job for {asked} ran in {schema}", requeue=False)
        return super().__call__(*args, **kwargs)


app = CeleryApp("firebreak", task_cls=AgencyTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="jobs")
