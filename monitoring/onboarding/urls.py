"""Addresses of setting a brand up."""

from django.urls import path

from monitoring.onboarding import views

_onboarding = "brands/<slug:slug>/onboarding/"

urlpatterns = [
    path(_onboarding, views.onboarding, name="onboarding"),
    path(f"{_onboarding}<slug:step>/", views.onboarding_step, name="onboarding-step"),
]
