"""Addresses of playbooks on an agency's host: pages and /api/v1/."""

from django.urls import URLPattern, URLResolver, include, path

from playbooks.api.routes import router
from playbooks.views import editor, plans, proposals, versions

_version = "plans/versions/<uuid:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/", plans.plan_list, name="plans"),
    path("plans/new/", plans.plan_new, name="plan-new"),
    path("plans/proposals/", proposals.proposal_list, name="proposals"),
    path("plans/proposals/<uuid:pk>/", proposals.proposal_page, name="proposal"),
    path("plans/proposals/<uuid:pk>/accept/", proposals.proposal_accept, name="proposal-accept"),
    path("plans/proposals/<uuid:pk>/reject/", proposals.proposal_reject, name="proposal-reject"),
    path("plans/<uuid:pk>/", plans.plan_page, name="plan"),
    path("plans/<uuid:pk>/draft/", plans.plan_draft, name="plan-draft"),
    path("plans/<uuid:pk>/edit/", editor.plan_edit, name="plan-edit"),
    path("plans/<uuid:pk>/versions/", plans.version_list, name="plan-versions"),
    path("plans/<uuid:pk>/compare/", versions.plan_compare, name="plan-compare"),
    path("plans/<uuid:pk>/archive/", plans.plan_archive, name="plan-archive"),
    path(_version, plans.version_page, name="plan-version"),
    path(f"{_version}restore/", plans.version_restore, name="plan-restore"),
    path(f"{_version}publish/", versions.version_publish, name="plan-publish"),
    path(f"{_version}discard/", versions.version_discard, name="plan-discard"),
    path(f"{_version}checks/", editor.draft_checks, name="plan-checks"),
    path(f"{_version}summary/", editor.summary_save, name="plan-summary"),
    path(f"{_version}parts/<slug:kind>/", editor.part_add, name="plan-part-add"),
    path(f"{_version}parts/<slug:kind>/order/", editor.part_order, name="plan-order"),
    path(f"{_version}parts/<slug:kind>/<uuid:key>/", editor.part_save, name="plan-part"),
    path(f"{_version}parts/<slug:kind>/<uuid:key>/remove/", editor.part_remove, name="plan-part-remove"),
    path(f"{_version}parts/<slug:kind>/<uuid:key>/back/", editor.part_back, name="plan-part-back"),
    path("api/v1/", include(router.urls)),
]
