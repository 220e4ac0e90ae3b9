"""Monitoring on the agency's admin: everything listed, searched, filtered; acts call the services the pages call."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin import ScopedAdmin, ScopedInline, acting, agency_site
from monitoring.alerting import services as alerting
from monitoring.feeds.services import sources
from monitoring.inbox.forms.queries import QueryAdminForm
from monitoring.inbox.services import backfilling, mentions, queries, saved_views
from monitoring.models import (
    Alert,
    AlertRule,
    AlertRuleVersion,
    Backfill,
    BucketCount,
    CoverageGap,
    FreshMention,
    IngestPosition,
    Mention,
    MentionMatch,
    MentionNote,
    PlannedEvent,
    Post,
    PostCopy,
    PostRevision,
    Query,
    QueryStar,
    QueryVersion,
    RuleMemory,
    SavedView,
    SeriesState,
    Source,
)


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
    actions: ClassVar[Any] = [
        acting("Pause", lambda member, row, now: sources.pause_source(member=member, source=row, now=now)),
        acting("Resume", lambda member, row, now: sources.resume_source(member=member, source=row, now=now)),
        acting("Try now", lambda member, row, now: sources.retry_source(member=member, source=row, now=now)),
        acting("Remove", lambda member, row, now: sources.remove_source(member=member, source=row, now=now)),
    ]


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
    form = QueryAdminForm
    inlines: ClassVar[Any] = [QueryVersionInline]
    actions: ClassVar[Any] = [
        acting("Stop", lambda member, row, now: queries.remove_query(member=member, query=row, now=now))
    ]

    def save_through(self, request: HttpRequest, obj: Any, form: Any, *, is_new: bool) -> None:
        """By the service, which refuses what can't be read, and what fails the test set: that is accepted in the editor only."""
        edit = queries.Edit(name=form.cleaned_data["name"], text=form.cleaned_data["text"])
        queries.change_query(member=request.member, query=obj, edit=edit, now=timezone.now())  # type: ignore[attr-defined]


class NoteInline(ScopedInline):
    """What people wrote about a mention."""

    model = MentionNote
    see = "mentions.see"
    fields = ("by", "text", "at")


def _status(action: str) -> Callable[..., Any]:
    return lambda member, row, now: mentions.set_status(member=member, mention=row, action=action, now=now)


@admin.register(Mention, site=agency_site)
class MentionAdmin(ScopedAdmin):
    """What was published about the brands."""

    see = "mentions.see"
    list_display = ("post", "brand", "source", "status", "sentiment", "assignee", "published_at")
    list_filter = ("status", "sentiment", "brand")
    search_fields = ("post__author", "post__external_id", "post__title")
    ordering = ("-published_at", "-id")
    inlines: ClassVar[Any] = [NoteInline]
    actions: ClassVar[Any] = [
        acting("Start work", _status("start"), name="start"),
        acting("Mark done", _status("finish"), name="finish"),
        acting("Mark not relevant", _status("discard"), name="discard"),
        acting("Reopen", _status("reopen"), name="reopen"),
    ]


class RuleVersionInline(ScopedInline):
    """A rule as it was."""

    model = AlertRuleVersion
    see = "rules.see"
    fields = ("number", "settings", "severity", "by", "at")


def _switch(*, on: bool) -> Callable[..., Any]:
    return lambda member, row, now: alerting.switch_rule(member=member, rule=row, on=on, now=now)


def _mute(member: Any, row: AlertRule, now: datetime) -> object:
    """Judged on, and tells nobody."""
    return alerting.mute_rule(member=member, rule=row, until=now + timedelta(days=1), now=now)


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
    actions: ClassVar[Any] = [
        acting("Switch on", _switch(on=True)),
        acting("Switch off", _switch(on=False)),
        acting("Mute for a day", _mute),
        acting("Unmute", lambda member, row, now: alerting.unmute_rule(member=member, rule=row, now=now)),
    ]


@admin.register(PlannedEvent, site=agency_site)
class PlannedEventAdmin(ScopedAdmin):
    """What is known to come."""

    see = "rules.see"
    list_display = ("name", "brand", "kind", "starts_at", "ends_at", "changed_at")
    list_filter = ("kind", "brand")
    search_fields = ("name", "note")
    date_hierarchy = "starts_at"


def _dismissal(outcome: str) -> Callable[..., Any]:
    return lambda member, row, now: alerting.mark_decided(
        alert=row, action="dismiss", member=member, outcome=outcome, now=now
    )


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
    actions: ClassVar[Any] = [
        acting("Acknowledge", lambda member, row, now: alerting.acknowledge(member=member, alert=row, now=now)),
        acting("Dismiss: noise", _dismissal("noise"), name="dismiss_as_noise"),
        acting("Dismiss: known campaign", _dismissal("known_campaign"), name="dismiss_as_campaign"),
        acting("Dismiss: issue, no crisis", _dismissal("issue"), name="dismiss_as_issue"),
    ]


class _ReadOnly(ScopedAdmin):
    """Written by the machinery, or never edited: looked at only."""


@admin.register(Post, site=agency_site)
class PostAdmin(_ReadOnly):
    """What was published, once in the agency."""

    list_display = ("external_id", "origin", "author", "language", "state", "published_at")
    list_filter = ("language", "state", "published_from")
    search_fields = ("external_id", "author", "title", "url")
    exclude = ("brands",)  # for the search alone; whose mentions they are, the mentions say
    ordering = ("-id",)


@admin.register(PostCopy, site=agency_site)
class PostCopyAdmin(_ReadOnly):
    """Names of articles in other feeds."""

    list_display = ("external_id", "origin", "post")
    list_filter = ("post__language",)
    search_fields = ("external_id", "post__external_id")


@admin.register(PostRevision, site=agency_site)
class PostRevisionAdmin(_ReadOnly):
    """Earlier wordings."""

    list_display = ("post", "number", "seen_at")
    list_filter = ("post__language",)
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
    list_filter = ("mention__brand",)
    search_fields = ("text",)


@admin.register(QueryVersion, site=agency_site)
class QueryVersionAdmin(_ReadOnly):
    """Queries' texts; never edited."""

    see = "queries.see"
    list_display = ("query", "number", "by", "at")
    list_filter = ("query__brand",)
    search_fields = ("query__name", "text")


@admin.register(AlertRuleVersion, site=agency_site)
class RuleVersionAdmin(_ReadOnly):
    """Rules as they were; never edited."""

    see = "rules.see"
    list_display = ("rule", "number", "severity", "by", "at")
    list_filter = ("severity", "rule__brand")
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
    list_filter = ("rule__brand",)
    search_fields = ("rule__name",)


@admin.register(FreshMention, site=agency_site)
class FreshMentionAdmin(_ReadOnly):
    """New mentions the rules have yet to judge."""

    see = "mentions.see"
    list_display = ("id", "mention")
    list_filter = ("mention__brand",)
    search_fields = ("mention__post__title", "mention__post__text")


@admin.register(IngestPosition, site=agency_site)
class IngestPositionAdmin(_ReadOnly):
    """How far this agency has taken its routes."""

    list_display = ("number", "moved_at")
    list_filter = ("moved_at",)
    search_fields = ("number",)


@admin.register(QueryStar, site=agency_site)
class QueryStarAdmin(_ReadOnly):
    """Posts a query must match, or must not."""

    see = "queries.see"
    list_display = ("query", "mention", "must_match", "by", "at")
    list_filter = ("must_match", "query__brand")
    search_fields = ("query__name",)


@admin.register(Backfill, site=agency_site)
class BackfillAdmin(_ReadOnly):
    """Runs of queries over what is stored."""

    see = "queries.see"
    list_display = (
        "query",
        "query_version",
        "status",
        "phase",
        "read",
        "total",
        "matched",
        "made",
        "started_at",
        "ended_at",
    )
    list_filter = ("status", "phase", "query__brand")
    search_fields = ("query__name",)
    actions: ClassVar[Any] = [
        acting("Stop", lambda member, row, now: backfilling.cancel_backfill(member=member, backfill=row, now=now))
    ]


@admin.register(SavedView, site=agency_site)
class SavedViewAdmin(_ReadOnly):
    """Named filters of the inbox."""

    see = "mentions.see"
    list_display = ("name", "user", "brand", "text", "version", "changed_at")
    list_filter = ("brand",)
    search_fields = ("name", "text")
    actions: ClassVar[Any] = [
        acting("Remove", lambda member, row, now: saved_views.remove_view(member=member, view=row, now=now))
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """One's own and the shared ones: another person's own is theirs here too."""
        shown = saved_views.views_of(request.member).values("pk")  # type: ignore[attr-defined]
        return super().get_queryset(request).filter(pk__in=shown)
