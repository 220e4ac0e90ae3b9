"""Addresses of sources: pages and /api/v1/."""

from django.urls import URLPattern, URLResolver, include, path
from rest_framework.routers import SimpleRouter

from monitoring.feeds.api import batches as api_batches
from monitoring.feeds.api import platforms as api_platforms
from monitoring.feeds.api import sources as api_sources
from monitoring.feeds.views import adding, fetch_log, receiving, sent, several, sources

router = SimpleRouter()
router.register("platforms", api_platforms.PlatformViewSet, basename="api-platform")
router.register("source_batches", api_batches.SourceBatchViewSet, basename="api-source-batch")
router.register("sources", api_sources.SourceViewSet, basename="api-source")

_sources = "brands/<slug:slug>/sources/"
_source = f"{_sources}<uuid:pk>/"
_batch = f"{_sources}several/<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_sources, sources.source_list, name="brand-sources"),
    path(f"{_sources}add/", adding.source_add, name="brand-source-add"),
    path(f"{_sources}several/", several.source_several, name="brand-source-several"),
    path(f"{_sources}feeds.opml", several.source_opml, name="brand-source-opml"),
    path(_batch, several.source_batch, name="brand-source-batch"),
    path(f"{_batch}progress/", several.source_batch_progress, name="brand-source-batch-progress"),
    path(f"{_batch}stop/", several.source_batch_act, {"act": "stop"}, name="brand-source-batch-stop"),
    path(f"{_batch}resume/", several.source_batch_act, {"act": "resume"}, name="brand-source-batch-resume"),
    path(_source, sources.source_edit, name="brand-source"),
    path(f"{_source}log/", fetch_log.fetch_log, name="brand-source-log"),
    path(f"{_source}pause/", sources.source_switch, {"action": "pause"}, name="brand-source-pause"),
    path(f"{_source}resume/", sources.source_switch, {"action": "resume"}, name="brand-source-resume"),
    path(f"{_source}retry/", sources.source_switch, {"action": "retry"}, name="brand-source-retry"),
    path(f"{_source}remove/", sources.source_switch, {"action": "remove"}, name="brand-source-remove"),
    path(f"{_source}new_secret/", sent.source_new_secret, name="brand-source-secret"),
    path(f"{_source}new_address/", sent.source_new_address, name="brand-source-address"),
    path("hooks/<str:token>", receiving.hook, name="hook"),
    path("api/v1/", include(router.urls)),
]
