"""The link of one post that somebody pasted, and what its page says of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.brands.models import Brand
from accounts.dated import Dated
from accounts.lifecycle import Graph
from accounts.scoping import USER_FK, ScopedModel

LINK = Graph(
    name="link",
    statuses=("reading", "read", "failed"),
    start="reading",
    moves={"finish": (("reading",), "read"), "fail": (("reading",), "failed")},
)


class LinkReading(Dated, ScopedModel):
    """One reading of a page, kept for days: what it says is shown to whoever asked, who makes a mention of it or not."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    url = models.CharField(max_length=2000)
    status = models.CharField(max_length=10, choices=LINK.choices, default=LINK.start)
    facts = models.JSONField(default=dict)  # url, title, text, author, author_url, published_at, site
    words = models.CharField(max_length=300, blank=True)  # why it could not be read
    started_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        # Serves the sweep: what nobody reads any more, and what is over.
        indexes: ClassVar = [models.Index(fields=["moved_at"], name="linkreading_moved")]
