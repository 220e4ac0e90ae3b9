"""Addresses of monitoring on an agency's host: pages and /api/v1/."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
