"""A file of mentions that somebody brought: what it is, how far it is read, the file in parts, and what each batch of it did."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.brands.models import Brand
from accounts.dated import Dated
from accounts.lifecycle import Graph
from accounts.scoping import USER_FK, ScopedModel
from monitoring.models.sources import Source

IMPORT = Graph(
    name="import",
    statuses=("ready", "running", "done", "failed", "cancelled", "undoing", "undone", "discarded"),
    start="ready",
    moves={
        "start": (("ready",), "running"),
        "finish": (("running",), "done"),
        "fail": (("running",), "failed"),
        "cancel": (("running",), "cancelled"),
        "resume": (("failed", "cancelled"), "running"),
        "undo": (("done", "failed", "cancelled"), "undoing"),
        "complete_undo": (("undoing",), "undone"),
        "discard": (("ready",), "discarded"),
    },
)
AT_WORK = ("running", "undoing")
# Why one failed: a row that nobody can read, the reader lost the brand, or something went wrong on our side.
IMPORT_ENDED = ("unreadable", "no_access", "error")
FILE_FORMS = ("csv", "xlsx")


class Import(Dated, ScopedModel):
    """One file for one brand. Its position moves in the transaction that writes what the rows before it brought."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    key_brands = models.JSONField(null=True)  # ids of the brands an API key that asked was narrowed to
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()  # bytes
    form = models.CharField(max_length=4, choices=[(name, name) for name in FILE_FORMS])
    tool = models.CharField(max_length=20, blank=True)  # whose export it is; "" is not known
    reading = models.JSONField(
        default=dict
    )  # encoding, delimiter, quote, line end, the header's row, the first row's byte
    columns = models.JSONField(default=list)
    sample = models.JSONField(default=list)  # the cells of its first rows; gone with the file
    mapping = models.JSONField(default=dict)  # our field → the name of a column
    zone = models.CharField(max_length=64, blank=True)  # of times that name none
    day_first = models.BooleanField(null=True)  # 3/4: the third of April; null where the file itself does not say
    status = models.CharField(max_length=10, choices=IMPORT.choices, default=IMPORT.start)
    ended_because = models.CharField(max_length=10, blank=True, choices=[(name, name) for name in IMPORT_ENDED])
    ended_words = models.CharField(max_length=300, blank=True)  # the row, and what is wrong with it
    position = models.PositiveBigIntegerField(default=0)  # the byte at which the next row begins
    read = models.PositiveIntegerField(default=0)  # rows
    total = models.PositiveIntegerField(default=0)  # rows, reckoned from the size until all are read
    made = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    refreshed = models.PositiveIntegerField(default=0)  # of the known, those whose counters are newer here
    refused = models.PositiveIntegerField(default=0)
    doubtful = models.PositiveIntegerField(default=0)  # taken, though a cell could not be read
    batches = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)  # by undoing
    kept = models.PositiveIntegerField(default=0)  # left by undoing: somebody works on them
    started_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    file_until = models.DateTimeField(null=True, blank=True)  # null: the file is not kept any more
    failures = models.PositiveSmallIntegerField(default=0)  # in a row

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand"], condition=models.Q(status__in=AT_WORK), name="import_one_at_work")
        ]
        indexes: ClassVar = [
            # A brand's, newest first.
            models.Index(fields=["brand", "-id"], name="import_of_brand"),
            # The sweep: whose worker was lost, and whose file is over.
            models.Index(fields=["moved_at"], name="import_alive", condition=models.Q(file_until__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name


class ImportPart(ScopedModel):
    """A mebibyte of a file, packed. Removed with the file."""

    brand_path = "upload__brand"

    upload = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="parts", db_index=False)
    number = models.PositiveIntegerField()
    body = models.BinaryField()  # zlib

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["upload", "number"], name="importpart_once")]


class ImportBatch(ScopedModel):
    """What some rows of a file did: the mentions they made, by which it is undone, and the rows that were amiss."""

    brand_path = "upload__brand"

    upload = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="journal", db_index=False)
    number = models.PositiveIntegerField()
    mentions = ArrayField(models.UUIDField())
    amiss = models.JSONField(default=list)  # [row, column, what, taken]: no words of the file

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["upload", "number"], name="importbatch_once")]
