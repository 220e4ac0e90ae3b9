"""Addresses of what an incident leaves behind, on an agency's host."""

from django.urls import URLPattern, path

from incidents.evidence.views import filing

urlpatterns: list[URLPattern] = [path("incidents/<int:number>/file/", filing.incident_file, name="incident-file")]
