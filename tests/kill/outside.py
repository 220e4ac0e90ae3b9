"""What lies outside the instance and survives it: the world it watches, slowly served, and a system that hears its webhooks."""

import threading
import time
from collections import Counter
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from config.demo.world import World, serve

FEED_SECONDS, HOOK_SECONDS = 0.3, 0.5  # how long a feed and a webhook take to answer: the windows to kill in


class Watched:
    """The invented world, each feed answered after a moment; `fetching` is set while somebody waits for one."""

    def __init__(self) -> None:
        self.began = datetime.now(UTC)
        self.world = World(self.began, crisis_at=0, rate="fast")
        self._server = serve(self.world)
        self.url = self._server.url
        self.fetching = threading.Event()
        # A client killed in the middle of an answer is what this is about, and no news.
        self._server._listener.handle_error = lambda *_: None  # type: ignore[method-assign]
        front = self._server._listener.front
        plain = front.get

        def slowly(path: str, query: dict[str, list[str]], now: datetime) -> Any:
            if "/feed." not in path:
                return plain(path, query, now)
            self.fetching.set()
            time.sleep(FEED_SECONDS)
            return plain(path, query, now)

        front.get = slowly  # type: ignore[method-assign]

    def about(self, needles: tuple[str, ...], now: datetime) -> set[str]:
        """Ids of the posts shown by `now` that hold one of the words: the world's own count of what should be there."""
        return {
            self.world.post_id(post)
            for post in self.world.visible(now)
            if any(needle in f"{post.title}\n{post.text}".casefold() for needle in needles)
        }

    def stop(self) -> None:
        self._server.stop()


class Receiver:
    """Hears webhooks: how often each message came. `busy` is set while one is being heard and is not answered yet."""

    def __init__(self) -> None:
        self.heard: Counter[str] = Counter()
        self.busy = threading.Event()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", "0")))
                receiver.busy.set()
                receiver.heard[self.headers["webhook-id"]] += 1
                time.sleep(HOOK_SECONDS)
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/hook"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
