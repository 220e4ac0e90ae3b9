"""Addresses of feeds on the platform's host: what hubs push belongs to no one agency."""

from django.urls import URLPattern, path

from monitoring.feeds.views import hubs

urlpatterns: list[URLPattern] = [path("hooks/<str:token>", hubs.hook, name="hub-hook")]
