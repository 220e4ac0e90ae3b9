"""Onboarding of monitoring: an app for its pages' templates."""

from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    """The way from a brand's name to its being watched."""

    name = "monitoring.onboarding"
    label = "onboarding"
