"""Which platform an address is of, and the id its post has there: the name by which what a person brings is known again when a
connector fetches it, and the other way round."""

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from accounts.outside.plaintext import canonical

WEB = "web"  # any page that is no network's
_LONGEST = 500
_HOSTS = {
    "x.com": "x", "twitter.com": "x", "news.ycombinator.com": "hackernews", "youtube.com": "youtube", "youtu.be": "youtube",
    "reddit.com": "reddit", "redd.it": "reddit", "facebook.com": "facebook", "fb.com": "facebook", "instagram.com": "instagram",
    "threads.net": "threads", "threads.com": "threads", "tiktok.com": "tiktok", "linkedin.com": "linkedin",
    "bsky.app": "bluesky", "trustpilot.com": "trustpilot", "t.me": "telegram",
}  # fmt: skip
_IDS = {
    "x": re.compile(r"/status(?:es)?/(\d+)"),
    "tiktok": re.compile(r"/video/(\d+)"),
}
_REDDIT = re.compile(r"/comments/([a-z0-9]+)(?:/[^/]*(?:/([a-z0-9]+))?)?", re.IGNORECASE)
_VIDEO = re.compile(r"/(?:shorts/|live/|embed/)?([\w-]{11})(?:/|$)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post lies. `external_id`: the platform's own id, else its canonical address."""

    platform: str
    external_id: str
    canonical: str


def place_of(address: str) -> Place | None:
    """None for what is no address of the web."""
    url = canonical(address)
    try:
        parts = urlsplit(url)
        host = (
            (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("mobile.").removeprefix("old.")
        )
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    platform = next((name for known, name in _HOSTS.items() if host == known or host.endswith(f".{known}")), WEB)
    own = _own_id(platform, parts.path, parts.query, host)
    return Place(platform, own or _fitting(url), url)


def variants(address: str) -> list[str]:
    """The ways one address is written: with and without www, a slash at its end, the newer scheme."""
    url = canonical(address)
    parts = urlsplit(url)
    bare = parts.netloc.removeprefix("www.")
    path = parts.path.rstrip("/")
    tails = {path, f"{path}/"} if not parts.query else {parts.path}
    query = f"?{parts.query}" if parts.query else ""
    wanted = {
        f"{scheme}://{host}{tail}{query}"
        for scheme in ("http", "https")
        for host in (bare, f"www.{bare}")
        for tail in tails
    }
    return sorted(wanted | {address, url})


def _own_id(platform: str, path: str, query: str, host: str) -> str:
    if platform in _IDS:
        match = _IDS[platform].search(path)
        return match[1] if match else ""
    if platform == "hackernews":
        [item, *_] = parse_qs(query).get("id", [""])
        return item if re.fullmatch(r"\d{1,15}", item) else ""
    if platform == "reddit" and (match := _REDDIT.search(path)):
        return f"t1_{match[2].lower()}" if match[2] else f"t3_{match[1].lower()}"
    if platform == "youtube":
        return _on_youtube(path, query, host)
    return ""


def _on_youtube(path: str, query: str, host: str) -> str:
    asked = parse_qs(query)
    if asked.get("lc"):
        return asked["lc"][0][:_LONGEST]  # a comment's own address
    if path == "/watch":
        return asked.get("v", [""])[0][:_LONGEST]
    # A channel's handle may be eleven letters, too.
    match = _VIDEO.fullmatch(path) if host == "youtu.be" or path.count("/") > 1 else None
    return match[1] if match else ""


def _fitting(url: str) -> str:
    return url if len(url) <= _LONGEST else hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
