"""An erased post can't be made a live one without its words, as code from before erasing does in an upgrade's minutes."""

from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

# What code of before showed again with its words is live; what it made live without them is gone still.
_BACK = (
    "UPDATE monitoring_post SET gone_reason = '', gone_at = NULL WHERE gone_reason <> '' "
    "AND (title <> '' OR text <> '' OR author <> '' OR author_handle <> '')"
)
_REVIVED = "UPDATE monitoring_post SET state = 'gone' WHERE gone_reason <> '' AND state <> 'gone'"


class Migration(migrations.Migration):
    # Each step for itself: writers wait for none that reads the table.
    atomic = False
    dependencies = [("monitoring", "0022_withdrawn_posts")]

    operations = [
        AddConstraintNotValid(
            "post",
            models.CheckConstraint(
                name="post_erased",
                condition=models.Q(gone_reason="")
                | models.Q(state="gone", title="", text="", author="", author_handle=""),
            ),
        ),
        migrations.RunSQL([_BACK, _REVIVED], migrations.RunSQL.noop, elidable=True),
        ValidateConstraint("post", "post_erased"),
    ]
