"""Who may speak to the page's server: this browser, by the name it was given, from the page itself.

The order matters. A page elsewhere whose name is made to point here passes every check of origin, but not that of
the host; a page elsewhere under its own name passes that of the host, but not that of origin.
"""

import hmac
import secrets
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

#: Bytes that a request may bring.
LONGEST = 1 << 20
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Refuses every request that does not come from the page; `host` is the name with its port."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self.app, self.host = app, host
        #: The address bar shows it once; then it is worth nothing.
        self.token: str | None = secrets.token_urlsafe(32)
        self.session = secrets.token_urlsafe(32)
        # browsers keep cookies by host without the port: two servers at once must not take each other's
        self.cookie = f"greffier-{host.rpartition(':')[2]}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        if scope["type"] != "http":
            return None
        answer = self._refusal(scope)
        if answer is None:
            return await self.app(scope, receive, _with_headers(send))
        return await answer(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> Response | None:
        """The answer to a request that goes no further; None for one that may."""
        headers = Headers(scope=scope)
        if headers.getlist("host") != [self.host]:
            return PlainTextResponse(f"this server answers to {self.host} only", 421)
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{self.host}":
            return PlainTextResponse("a page from elsewhere may not ask this server", 403)
        reading = scope["method"] in ("GET", "HEAD")
        allowed = ("same-origin", "none") if reading else ("same-origin",)
        if headers.get("sec-fetch-site", "same-origin") not in allowed:
            return PlainTextResponse("a page from elsewhere may not ask this server", 403)
        if scope["path"] == "/open" and reading:
            return self._opened(scope["query_string"].decode("latin-1"))
        if not self._known(headers.get("cookie", "")):
            return PlainTextResponse("open the address that `greffier review` printed, in this browser", 403)
        if reading:
            return None
        if scope["method"] != "POST" or headers.get("content-type") != "application/json" or origin is None:
            return PlainTextResponse("only JSON that the page posts is taken", 415)
        length = headers.get("content-length", "")
        if not length.isdigit() or int(length) > LONGEST:
            return PlainTextResponse("too long", 413)
        return None

    def _opened(self, query: str) -> Response:
        """The token becomes a cookie, and the address a clean one."""
        given = query.removeprefix("token=")
        if self.token is None or not hmac.compare_digest(given.encode(), self.token.encode()):
            return PlainTextResponse("this address was used already; start greffier review again", 403)
        self.token = None
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self.cookie, self.session, httponly=True, samesite="strict", path="/")
        return answer

    def _known(self, cookies: str) -> bool:
        try:
            found = SimpleCookie(cookies).get(self.cookie)
        except CookieError:
            return False
        return found is not None and hmac.compare_digest(found.value.encode(), self.session.encode())


def _with_headers(send: Send) -> Send:
    async def sending(message):  # type: ignore[no-untyped-def]
        if message["type"] == "http.response.start":
            added = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
            message = {**message, "headers": [*message.get("headers", []), *added]}
        await send(message)

    return sending
