"""Addresses of mentions, queries and saved views: pages and /api/v1/."""

from django.urls import URLPattern, URLResolver, include, path
from rest_framework.routers import SimpleRouter

from monitoring.inbox.api import exports as api_exports
from monitoring.inbox.api import imports as api_imports
from monitoring.inbox.api import links as api_links
from monitoring.inbox.api import mentions as api_mentions
from monitoring.inbox.api import queries as api_queries
from monitoring.inbox.api import saved_views as api_saved_views
from monitoring.inbox.views import (
    adding,
    backfills,
    exporting,
    exports,
    imports,
    inbox,
    mention,
    queries,
    saved_views,
    stars,
    undo,
)

router = SimpleRouter()
router.register("queries", api_queries.QueryViewSet, basename="api-query")
router.register("views", api_saved_views.SavedViewViewSet, basename="api-view")
router.register("backfills", api_queries.BackfillViewSet, basename="api-backfill")
router.register("exports", api_exports.ExportViewSet, basename="api-export")
router.register("imports", api_imports.ImportViewSet, basename="api-import")
router.register("link_readings", api_links.LinkReadingViewSet, basename="api-link-reading")
router.register("mentions", api_mentions.MentionViewSet, basename="api-mention")

_mention = "mentions/<uuid:pk>/"
_queries = "brands/<slug:slug>/queries/"
_query = f"{_queries}<uuid:pk>/"
_imports = "brands/<slug:slug>/imports/"
_import = f"{_imports}<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("mentions/", inbox.inbox, name="inbox"),
    path("mentions/add/", adding.mention_add, name="inbox-add"),
    path("mentions/export/", exporting.inbox_file, name="inbox-file"),
    path("mentions/exports/", exports.export_list, name="inbox-exports"),
    path("mentions/exports/<uuid:pk>/", exports.export, name="inbox-export"),
    path("mentions/exports/<uuid:pk>/stop/", exports.export_stop, name="inbox-export-stop"),
    path("mentions/exports/<uuid:pk>/file/", exports.export_file, name="inbox-export-file"),
    path("mentions/bulk/", inbox.bulk, name="inbox-bulk"),
    path("mentions/undo/<slug:key>/", undo.undo, name="inbox-undo"),
    path("mentions/stars/", stars.many_stars, name="inbox-many-stars"),
    path("mentions/views/", saved_views.view_list, name="inbox-views"),
    path("mentions/views/<uuid:pk>/", saved_views.view_edit, name="inbox-view"),
    path("mentions/views/<uuid:pk>/remove/", saved_views.view_remove, name="inbox-view-remove"),
    path("mentions/views/<uuid:pk>/default/", saved_views.view_default, name="inbox-view-default"),
    path(_mention, mention.mention, name="inbox-mention"),
    path(f"{_mention}card/", mention.mention_card, name="inbox-card"),
    path(f"{_mention}status/", mention.mention_status, name="inbox-status"),
    path(f"{_mention}assign/", mention.mention_assign, name="inbox-assign"),
    path(f"{_mention}sentiment/", mention.mention_sentiment, name="inbox-sentiment"),
    path(f"{_mention}stars/", stars.mention_stars, name="inbox-stars"),
    path(f"{_mention}note/", mention.mention_note, name="inbox-note"),
    path(_imports, imports.import_list, name="brand-imports"),
    path(_import, imports.import_page, name="brand-import"),
    path(f"{_import}progress/", imports.import_progress, name="brand-import-progress"),
    path(f"{_import}rows/", imports.import_rows, name="brand-import-rows"),
    *(path(f"{_import}{act}/", imports.import_act, {"act": act}, name=f"brand-import-{act}") for act in imports.ACTS),
    path(_queries, queries.query_list, name="brand-queries"),
    path(f"{_queries}new/", queries.query_new, name="brand-query-new"),
    path(f"{_queries}try/", queries.query_try, name="brand-query-try"),
    path(_query, queries.query_edit, name="brand-query"),
    path(f"{_query}stop/", queries.query_remove, name="brand-query-stop"),
    path(f"{_query}star/", stars.query_star, name="brand-query-star"),
    path(f"{_query}versions/", queries.query_versions, name="brand-query-versions"),
    path(f"{_query}versions/<int:number>/restore/", queries.query_restore, name="brand-query-restore"),
    path(f"{_query}backfills/", backfills.backfill_start, name="brand-query-backfills"),
    path(f"{_query}backfills/<uuid:run>/", backfills.backfill, name="brand-query-backfill"),
    path(f"{_query}backfills/<uuid:run>/stop/", backfills.backfill_stop, name="brand-query-backfill-stop"),
    path(f"{_query}backfills/<uuid:run>/resume/", backfills.backfill_resume, name="brand-query-backfill-resume"),
    path("api/v1/", include(router.urls)),
]
