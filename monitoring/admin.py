"""Monitoring on the agency's admin: everything listed, searched, filtered; acts call the services the pages call."""

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin import ScopedAdmin, ScopedInline, agency_site
from monitoring.models import (
    Alert,
    AlertRule,
    AlertRuleVersion,
    BucketCount,
    CoverageGap,
    FreshMention,
    IngestPosition,
    Mention,
    MentionMatch,
    MentionNote,
    PlannedEvent,
    Post,
    PostRevision,
    Query,
    QueryVersion,
    RuleMemory,
    SeriesState,
    Source,
)
from monitoring.services import alerting, mentions, queries, sources


class GapInline(ScopedInline):
    """When a source was not covered."""

    model = CoverageGap
    see = "sources.see"
    fields = ("starts_at", "ends_at", "reason")


@admin.register(Source, site=agency_site)
class SourceAdmin(ScopedAdmin):
    """Where posts come from."""

    see = "sources.see"
    list_display = ("name", "brand", "platform", "status", "everything", "silent_since", "created_at")
    list_filter = ("status", "platform", "everything", "brand")
    search_fields = ("name", "address")
    inlines: ClassVar[Any] = [GapInline]
    actions: ClassVar[Any] = ["pause", "resume"]

    @admin.action(description="Pause")
    def pause(self, request: HttpRequest, rows: models.QuerySet[Source]) -> None:
        """Stops taking posts."""
        now, member = timezone.now(), request.member  # type: ignore[attr-defined]
        self.run_each(request, rows, lambda row: sources.pause_source(member=member, source=row, now=now))

    @admin.action(description="Resume")
    def resume(self, request: HttpRequest, rows: models.QuerySet[Source]) -> None:
        """Takes posts again."""
        now, member = timezone.now(), request.member  # type: ignore[attr-defined]
        self.run_each(request, rows, lambda row: sources.resume_source(member=member, source=row, now=now))


class QueryVersionInline(ScopedInline):
    """A query's texts."""

    model = QueryVersion
    see = "queries.see"
    fields = ("number", "text", "by", "at")


@admin.register(Query, site=agency_site)
class QueryAdmin(ScopedAdmin):
    """Saved searches; a changed text is a new version."""

    see, change = "queries.see", "queries.edit"
    list_display = ("name", "brand", "version", "is_active", "changed_at")
    list_filter = ("is_active", "brand")
    search_fields = ("name", "text")
    fields = ("brand", "name", "text", "version", "is_active", "created_at", "changed_at")
    readonly_fields = ("brand", "version", "is_active", "created_at", "changed_at")
    inlines: ClassVar[Any] = [QueryVersionInline]
    actions: ClassVar[Any] = ["stop"]

    def save_through(self, request: HttpRequest, obj: Any, form: Any, *, is_new: bool) -> None:
        """By the service, which refuses what can't be read."""
        queries.change_query(
            member=request.member,  # type: ignore[attr-defined]
            query=obj,
            edit=queries.Edit(name=form.cleaned_data["name"], text=form.cleaned_data["text"]),
            now=timezone.now(),
        )

    @admin.action(description="Stop")
    def stop(self, request: HttpRequest, rows: models.QuerySet[Query]) -> None:
        """What it matched stays."""
        now, member = timezone.now(), request.member  # type: ignore[attr-defined]
        self.run_each(request, rows, lambda row: queries.remove_query(member=member, query=row, now=now))


class NoteInline(ScopedInline):
    """What people wrote about a mention."""

    model = MentionNote
    see = "mentions.see"
    fields = ("by", "text", "at")


@admin.register(Mention, site=agency_site)
class MentionAdmin(ScopedAdmin):
    """What was published about the brands."""

    see = "mentions.see"
    list_display = ("post", "brand", "source", "status", "sentiment", "assignee", "published_at")
    list_filter = ("status", "sentiment", "brand")
    search_fields = ("post__author", "post__external_id", "post__title")
    ordering = ("-published_at", "-id")
    inlines: ClassVar[Any] = [NoteInline]
    actions: ClassVar[Any] = ["finish", "discard"]

    @admin.action(description="Mark done")
    def finish(self, request: HttpRequest, rows: models.QuerySet[Mention]) -> None:
        """Along the graph."""
        self._move(request, rows, "finish")

    @admin.action(description="Mark not relevant")
    def discard(self, request: HttpRequest, rows: models.QuerySet[Mention]) -> None:
        """Along the graph."""
        self._move(request, rows, "discard")

    def _move(self, request: HttpRequest, rows: models.QuerySet[Mention], action: str) -> None:
        now, member = timezone.now(), request.member  # type: ignore[attr-defined]
        self.run_each(
            request, rows, lambda row: mentions.set_status(member=member, mention=row, action=action, now=now)
        )


class RuleVersionInline(ScopedInline):
    """A rule as it was."""

    model = AlertRuleVersion
    see = "rules.see"
    fields = ("number", "settings", "severity", "by", "at")


@admin.register(AlertRule, site=agency_site)
class RuleAdmin(ScopedAdmin):
    """When people are woken."""

    see = "rules.see"
    list_display = (
        "name", "brand", "kind", "severity", "may_open_incident", "digest", "muted_until", "is_active", "version",
    )  # fmt: skip
    list_filter = ("kind", "is_active", "digest", "severity", "brand")
    search_fields = ("name",)
    inlines: ClassVar[Any] = [RuleVersionInline]
    actions: ClassVar[Any] = ["switch_on", "switch_off", "mute_for_a_day", "unmute"]

    @admin.action(description="Switch on")
    def switch_on(self, request: HttpRequest, rows: models.QuerySet[AlertRule]) -> None:
        """Judged again every minute."""
        member = request.member  # type: ignore[attr-defined]
        self.run_each(
            request, rows, lambda row: alerting.switch_rule(member=member, rule=row, on=True, now=timezone.now())
        )

    @admin.action(description="Switch off")
    def switch_off(self, request: HttpRequest, rows: models.QuerySet[AlertRule]) -> None:
        """Wakes nobody."""
        member = request.member  # type: ignore[attr-defined]
        self.run_each(
            request, rows, lambda row: alerting.switch_rule(member=member, rule=row, on=False, now=timezone.now())
        )


@admin.register(PlannedEvent, site=agency_site)
class PlannedEventAdmin(ScopedAdmin):
    """What is known to come."""

    see = "rules.see"
    list_display = ("name", "brand", "kind", "starts_at", "ends_at", "changed_at")
    list_filter = ("kind", "brand")
    search_fields = ("name", "note")
    date_hierarchy = "starts_at"

    @admin.action(description="Mute for a day")
    def mute_for_a_day(self, request: HttpRequest, rows: models.QuerySet[AlertRule]) -> None:
        """Judged on, and tells nobody."""
        now, member = timezone.now(), request.member  # type: ignore[attr-defined]
        until = now + timedelta(days=1)
        self.run_each(request, rows, lambda row: alerting.mute_rule(member=member, rule=row, until=until, now=now))

    @admin.action(description="Unmute")
    def unmute(self, request: HttpRequest, rows: models.QuerySet[AlertRule]) -> None:
        """Tells again."""
        now, member = timezone.now(), request.member  # type: ignore[attr-defined]
        self.run_each(request, rows, lambda row: alerting.unmute_rule(member=member, rule=row, now=now))


@admin.register(Alert, site=agency_site)
class AlertAdmin(ScopedAdmin):
    """What was worth a look."""

    see = "alerts.see"
    list_display = (
        "sentence",
        "brand",
        "rule",
        "kind",
        "severity",
        "status",
        "outcome",
        "raised_at",
        "acknowledged_at",
    )
    list_filter = ("status", "kind", "severity", "outcome", "brand")
    search_fields = ("sentence",)
    ordering = ("-raised_at", "-id")
    actions: ClassVar[Any] = ["acknowledge", "dismiss_as_noise", "dismiss_as_campaign", "dismiss_as_issue"]

    @admin.action(description="Acknowledge")
    def acknowledge(self, request: HttpRequest, rows: models.QuerySet[Alert]) -> None:
        """Somebody is on it."""
        now, member = timezone.now(), request.member  # type: ignore[attr-defined]
        self.run_each(request, rows, lambda row: alerting.acknowledge(member=member, alert=row, now=now))

    @admin.action(description="Dismiss: noise")
    def dismiss_as_noise(self, request: HttpRequest, rows: models.QuerySet[Alert]) -> None:
        """Nothing happened."""
        self._dismiss(request, rows, "noise")

    @admin.action(description="Dismiss: known campaign")
    def dismiss_as_campaign(self, request: HttpRequest, rows: models.QuerySet[Alert]) -> None:
        """It was expected."""
        self._dismiss(request, rows, "known_campaign")

    @admin.action(description="Dismiss: issue, no crisis")
    def dismiss_as_issue(self, request: HttpRequest, rows: models.QuerySet[Alert]) -> None:
        """Real, but no crisis."""
        self._dismiss(request, rows, "issue")

    def _dismiss(self, request: HttpRequest, rows: models.QuerySet[Alert], outcome: str) -> None:
        now, member = timezone.now(), request.member  # type: ignore[attr-defined]
        self.run_each(
            request,
            rows,
            lambda row: alerting.mark_decided(alert=row, action="dismiss", member=member, outcome=outcome, now=now),
        )


class _ReadOnly(ScopedAdmin):
    """Written by the machinery, or never edited: looked at only."""


@admin.register(Post, site=agency_site)
class PostAdmin(_ReadOnly):
    """What was published, once in the agency."""

    list_display = ("external_id", "origin", "author", "language", "state", "published_at")
    list_filter = ("language", "state", "published_from")
    search_fields = ("external_id", "author", "title", "url")
    ordering = ("-id",)


@admin.register(PostRevision, site=agency_site)
class PostRevisionAdmin(_ReadOnly):
    """Earlier wordings."""

    list_display = ("post", "number", "seen_at")
    search_fields = ("post__external_id", "text")


@admin.register(MentionMatch, site=agency_site)
class MentionMatchAdmin(_ReadOnly):
    """Which query matched which mention."""

    see = "mentions.see"
    list_display = ("mention", "query")
    list_filter = ("query",)
    search_fields = ("query__name",)


@admin.register(MentionNote, site=agency_site)
class MentionNoteAdmin(_ReadOnly):
    """Notes; never edited."""

    see = "mentions.see"
    list_display = ("mention", "by", "text", "at")
    search_fields = ("text",)


@admin.register(QueryVersion, site=agency_site)
class QueryVersionAdmin(_ReadOnly):
    """Queries' texts; never edited."""

    see = "queries.see"
    list_display = ("query", "number", "by", "at")
    search_fields = ("query__name", "text")


@admin.register(AlertRuleVersion, site=agency_site)
class RuleVersionAdmin(_ReadOnly):
    """Rules as they were; never edited."""

    see = "rules.see"
    list_display = ("rule", "number", "severity", "by", "at")
    search_fields = ("rule__name",)


@admin.register(CoverageGap, site=agency_site)
class CoverageGapAdmin(_ReadOnly):
    """What was not covered."""

    see = "sources.see"
    list_display = ("source", "starts_at", "ends_at", "reason")
    list_filter = ("source__brand",)
    search_fields = ("source__name", "reason")
    ordering = ("-starts_at",)


@admin.register(BucketCount, site=agency_site)
class BucketCountAdmin(_ReadOnly):
    """Mentions per five minutes."""

    see = "mentions.see"
    list_display = ("brand", "query", "starts_at", "total", "negative", "quiet")
    list_filter = ("brand",)
    search_fields = ("query__name",)


@admin.register(SeriesState, site=agency_site)
class SeriesStateAdmin(_ReadOnly):
    """The detector's memory: how far it has come."""

    list_display = ("brand", "query", "last_bucket", "rewind_to")
    list_filter = ("brand",)
    search_fields = ("query__name",)
    exclude = ("state", "previous_state")


@admin.register(RuleMemory, site=agency_site)
class RuleMemoryAdmin(_ReadOnly):
    """What a rule remembers between evaluations."""

    see = "rules.see"
    list_display = ("rule", "hot_since", "fired_at", "fired_severity")
    search_fields = ("rule__name",)


@admin.register(FreshMention, site=agency_site)
class FreshMentionAdmin(_ReadOnly):
    """New mentions the rules have yet to judge."""

    see = "mentions.see"
    list_display = ("id", "mention")
    search_fields = ("mention__post__title", "mention__post__text")


@admin.register(IngestPosition, site=agency_site)
class IngestPositionAdmin(_ReadOnly):
    """How far this agency has taken its routes."""

    list_display = ("number", "moved_at")
    search_fields = ("number",)
