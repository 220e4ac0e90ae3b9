"""What is sent to us: the secret addresses, what came there, and the hubs that were asked to push."""

from typing import ClassVar

from django.db import models
from uuid_utils.compat import uuid7

from accounts.lifecycle import Graph
from accounts.models import Agency
from monitoring.feeds.models.feeds import AgencyQuerySet, Feed

HUB = Graph(
    name="hub subscription",
    statuses=("asked", "active", "off", "ended"),
    start="asked",
    moves={
        "confirm": (("asked", "active"), "active"),
        "refuse": (("asked", "active"), "off"),  # by the hub, or by us, who missed what it should have pushed
        "ask": (("off",), "asked"),
        "end": (("asked", "active", "off"), "ended"),  # nobody wants the feed, or it names another hub
    },
)


class ReceivingAddress(models.Model):
    """Where one agency's feed is sent to: a secret address. One that was given up answers that it is gone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_index=False)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)  # by which a call finds it
    sealed = models.TextField()  # to be shown again, with the ids of agency and feed in it
    made_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True)
    received = models.PositiveBigIntegerField(default=0)
    received_at = models.DateTimeField(null=True, blank=True)
    refused = models.PositiveBigIntegerField(default=0)
    refused_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=300, default="", blank=True)  # why the last one was refused

    objects = AgencyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["feed"], condition=models.Q(closes_at=None), name="receivingaddress_one_open"
            )
        ]


class Received(models.Model):
    """One delivery that was admitted: kept from the moment its sender is told so until it is taken, then without its body."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=200)  # the sender's, else one of ours: what it sends again has the same
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)
    received_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, blank=True)
    posts = models.PositiveIntegerField(default=0)
    said = models.CharField(max_length=500, default="", blank=True)  # why it brought nothing, or not all

    class Meta:
        # Serves the last ones of a feed, too.
        constraints: ClassVar = [models.UniqueConstraint(fields=["feed", "name"], name="received_once")]
        indexes: ClassVar = [
            # The sweep over what waits, and what is taken in order.
            models.Index(fields=["feed", "id"], name="received_waiting", condition=models.Q(taken_at=None)),
            models.Index(fields=["received_at"], name="received_old"),
        ]


class HubSubscription(models.Model):
    """That a hub pushes what is new in a feed to an address of ours (WebSub): asked for, confirmed by the hub, renewed, given up.
    The feed is polled all the same, and more rarely only while the hub is worth its trust."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="+")
    hub = models.CharField(max_length=2000)
    topic = models.CharField(max_length=2000)  # as the hub spells the feed's address
    status = models.CharField(max_length=8, choices=HUB.choices, default=HUB.start)
    token_hash = models.CharField(max_length=64, unique=True)  # by which a call finds it
    sealed = models.TextField()  # the address's token and the secret the hub signs with, with the feed's id in it
    # "subscribe" or "unsubscribe": what the hub was asked and has not confirmed.
    waits_for = models.CharField(max_length=11, default="", blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)  # in a row, without an answer
    due_at = models.DateTimeField(null=True, blank=True)  # when the hub is to be asked next; None: never
    confirmed_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    pushed_at = models.DateTimeField(null=True, blank=True)  # when it last pushed something new
    refused = models.PositiveBigIntegerField(default=0)  # deliveries that were not signed by it
    misses = models.PositiveSmallIntegerField(default=0)  # in a row: polls that found what should have been pushed
    missed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, default="", blank=True)  # why it is not active
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["feed"], condition=~models.Q(status="ended"), name="hubsubscription_one_a_feed"
            )
        ]
        # The beat's look for those to be asked.
        indexes: ClassVar = [
            models.Index(fields=["due_at"], name="hubsubscription_due", condition=models.Q(due_at__isnull=False))
        ]
