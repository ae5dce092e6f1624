"""The review page: served to this machine alone, to whoever has the token, and to no other page's scripts."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from geopol.countries import info
from geopol.errors import InputError
from geopol.extras import missing
from geopol.marks import LABELS
from geopol.records import Article, Paragraph
from geopol.reviewing.corrections import Correction
from geopol.reviewing.journal import Journal
from geopol.reviewing.page import html
from geopol.themes import Theme, coloured
from geopol.wording import meant, why

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

HOST = "127.0.0.1"
MOST_PORTS = 65_535
LARGEST = 1_000_000  # bytes of one correction; a paragraph has 200,000 characters at most
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # the address holds the token
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def serve(
    journal: Journal,
    articles: Iterable[Article],
    themes: Sequence[Theme],
    *,
    port: int = 0,
    ready: Callable[[str], object] = str,
) -> None:
    """Serve the page until it is interrupted.

    Args:
        journal: Where decisions go.
        articles: The tagged articles, for what stands around a paragraph.
        themes: The themes to choose from.
        port: The port; 0 takes a free one.
        ready: Called with the page's address, token included, before the first request is answered.

    Raises:
        InputError: If the extra is not installed, or the port is taken.
    """
    try:
        import uvicorn
    except ImportError as error:
        raise missing(error.name, "review", "geopol review") from error
    check_port(port)
    try:
        listener = socket.create_server((HOST, port))
    except OSError as error:
        raise InputError(
            f"cannot listen on port {port}: {why(error)}; choose another with --port, or 0 for a free one"
        ) from error
    with listener:
        port, token = listener.getsockname()[1], secrets.token_urlsafe(24)
        app = application(journal, articles, themes, token=token, port=port)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))  # addresses hold the token
        ready(f"http://{HOST}:{port}/?token={token}")
        with suppress(KeyboardInterrupt):  # uvicorn passes Ctrl-C on after it has shut down
            server.run(sockets=[listener])


def check_port(port: int) -> None:
    """See that a port can be one.

    Raises:
        InputError: If it cannot.
    """
    if not 0 <= port <= MOST_PORTS:
        raise InputError(f"port must be 0 (a free one) to {MOST_PORTS}, not {port}")


def application(journal: Journal, articles: Iterable[Article], themes: Sequence[Theme], *, token: str, port: int) -> Starlette:
    """The page as a Starlette application; arguments as :func:`serve`, and the token and port to insist on."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.base import BaseHTTPMiddleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.responses import HTMLResponse, JSONResponse
    from starlette.routing import Route

    around = _around(articles, journal.corrections)
    known = {theme.id for theme in themes}

    async def page(_: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        policy = f"default-src 'none'; connect-src 'self'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'"
        return HTMLResponse(
            html(nonce), headers={"Content-Security-Policy": f"{policy}; img-src data:; frame-ancestors 'none'; base-uri 'none'"}
        )

    async def paragraphs(_: Request) -> Response:
        rows = [{**one.to_dict(), **around.get(one.id, {})} for one in journal.corrections.values()]
        about = [{"id": theme.id, "about": theme.about, "colour": theme.colour} for theme in coloured(themes)]
        return JSONResponse({"themes": about, "labels": LABELS, "paragraphs": rows, "path": str(journal.path)})

    async def save(request: Request) -> Response:
        try:
            correction = _checked(await request.body(), known)
            journal.save(correction)
        except InputError as error:
            return JSONResponse({"error": str(error)}, status_code=422)
        return JSONResponse({"done": journal.done})

    guard = Middleware(BaseHTTPMiddleware, dispatch=_guard(token, port))
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"], www_redirect=False)
    routes = [Route("/", page), Route("/paragraphs", paragraphs), Route("/save", save, methods=["POST"])]
    return Starlette(routes=routes, middleware=[hosts, guard])


Next = Callable[["Request"], Awaitable["Response"]]


def _guard(token: str, port: int) -> Callable[[Request, Next], Awaitable[Response]]:
    """Lets through who has the token; what changes something also has to come from the page itself."""
    origins = {f"http://{HOST}:{port}", f"http://localhost:{port}"}

    async def dispatch(request: Request, call_next: Next) -> Response:
        from starlette.responses import PlainTextResponse

        given = request.headers.get("x-token") or request.query_params.get("token") or ""
        if not secrets.compare_digest(given.encode(), token.encode()):
            return PlainTextResponse("the address needs the token that geopol review printed", status_code=403, headers=HEADERS)
        origin = request.headers.get("origin")
        if origin not in origins and (origin is not None or request.method not in ("GET", "HEAD")):
            return PlainTextResponse("only the page itself may ask this", status_code=403, headers=HEADERS)
        if int(request.headers.get("content-length") or 0) > LARGEST:
            return PlainTextResponse("too large", status_code=413, headers=HEADERS)
        response = await call_next(request)
        response.headers.update(HEADERS)
        return response

    return dispatch


def _checked(body: bytes, themes: set[str]) -> Correction:
    """What the page sent, with themes and countries that exist.

    Raises:
        InputError: If it is no correction.
    """
    try:
        row = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise InputError(why(error)) from error
    if not isinstance(row, dict):
        raise InputError(f"not a correction but a {type(row).__name__}")
    correction = Correction.from_dict(row, "the page")
    for theme in filter(None, (correction.theme, *correction.also)):
        if theme not in themes:
            raise InputError(f"the theme is {theme!r}; allowed are {', '.join(sorted(themes))}{meant(theme, themes)}")
    for mention in correction.mentions:
        if mention.country is not None:
            info(mention.country)
    return correction


def _around(articles: Iterable[Article], wanted: Mapping[str, Correction]) -> dict[str, dict[str, Any]]:
    """For each paragraph under review what stands before and after it, its scores and the reasons for its theme."""
    found: dict[str, dict[str, Any]] = {}
    for article in articles:
        body = [paragraph for paragraph in article.paragraphs if paragraph.kind == "body"]
        for at, paragraph in enumerate(body):
            name = f"{article.id}#{paragraph.index}"
            if name in wanted and wanted[name].text == paragraph.text:
                found[name] = _context(body, at)
    return found


def _context(body: Sequence[Paragraph], at: int) -> dict[str, Any]:
    return {
        "before": body[at - 1].text if at else "",
        "after": body[at + 1].text if at + 1 < len(body) else "",
        "scores": body[at].scores,
        "why": [[reason.what, reason.weight] for reason in body[at].why],
        "status": body[at].status,
    }


def default_path(tags: Path) -> Path:
    """Where corrections of a file of tags go: ``tags.corrections.jsonl`` beside ``tags.jsonl``."""
    name = tags.name.removesuffix(".gz").removesuffix(".jsonl")
    return tags.with_name(f"{name}.corrections.jsonl")
