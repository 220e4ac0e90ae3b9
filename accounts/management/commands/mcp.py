"""`manage.py mcp`: lets an assistant on this machine read and do the careful acts, over its standard input and output."""

import asyncio
import os
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError

ADDRESS, KEY = "FIREBREAK_MCP_ADDRESS", "FIREBREAK_MCP_KEY"


class Command(BaseCommand):
    """Speaks the Model Context Protocol with whoever started it, and HTTP with Firebreak."""

    help = f"Serves an assistant over stdio. {ADDRESS} is your agency's address, {KEY} an API key; both by environment variable."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Until the assistant closes its end. Raises CommandError where a variable is missing."""
        # The key on the command line would be read by whoever lists the processes.
        address, key = os.environ.get(ADDRESS, "").strip(), os.environ.get(KEY, "").strip()
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise CommandError(f"{ADDRESS} must be your agency's address, such as https://northwind.example.")
        if not key:
            raise CommandError(f"{KEY} must be an API key: Settings, API keys makes one.")
        asyncio.run(_serve(address, key))


async def _serve(address: str, key: str) -> None:
    from mcp.server.stdio import stdio_server

    from accounts.mcp.over_http import OverHttp
    from accounts.mcp.server import server_of

    with OverHttp(address, key) as transport:
        server = server_of(transport)
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())
