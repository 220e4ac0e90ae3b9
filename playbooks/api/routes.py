"""The nouns and their addresses."""

from rest_framework.routers import SimpleRouter

router = SimpleRouter()
