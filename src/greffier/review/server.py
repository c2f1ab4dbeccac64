"""The page's server, on this machine only: it carries to the desk what the page asks and wants done."""

import asyncio
import contextlib
import json
import socket
import time
import webbrowser
from collections.abc import AsyncIterator, Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from greffier.dataset.workspace import ChangedError
from greffier.errors import GreffierError, InputError
from greffier.review import views
from greffier.review.desk import Desk
from greffier.review.guard import Guard
from greffier.review.wishes import Stale

ADDRESS = "127.0.0.1"
#: Seconds without an act after which the tables are made again: while they are, nobody else can write.
QUIET = 8.0
KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}
STATIC = files("greffier.review") / "static"


def application(desk: Desk, host: str, quiet: float = QUIET) -> tuple[Starlette, Guard]:
    """The server's application for a desk, and its guard, which knows the address to open."""
    pages = {path.name: path.read_bytes() for path in STATIC.iterdir() if Path(path.name).suffix in KINDS}

    def static(request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        if name not in pages:
            return Response("no such file", 404)
        return Response(pages[name], media_type=KINDS[Path(name).suffix] + "; charset=utf-8")

    def overview(_: Request) -> Response:
        return JSONResponse(desk.overview() | {"schemas": views.schemas_for(desk.space), "words": french()})

    def article(request: Request) -> Response:
        return _answer(lambda: desk.article(request.path_params["article_id"]))

    def done(_: Request) -> Response:
        return JSONResponse(desk.sitting())

    async def act(request: Request) -> Response:
        wish = await _body(request)
        return await asyncio.to_thread(_answer, lambda: desk.act(wish))

    async def undo(request: Request) -> Response:
        wish = await _body(request)
        return await asyncio.to_thread(_answer, lambda: desk.undo(wish))

    async def sign(request: Request) -> Response:
        wish = await _body(request)
        return _answer(lambda: desk.sign(str(wish.get("name", ""))))

    routes = [
        Route("/", static),
        Route("/static/{name}", static),
        Route("/api/overview", overview),
        Route("/api/articles/{article_id}", article),
        Route("/api/done", done),
        Route("/api/act", act, methods=["POST"]),
        Route("/api/undo", undo, methods=["POST"]),
        Route("/api/sign", sign, methods=["POST"]),
    ]
    app = Starlette(routes=routes, lifespan=lambda _: _kept_built(desk, quiet))
    guard = Guard(app, host)
    return app, guard


@contextlib.asynccontextmanager
async def _kept_built(desk: Desk, quiet: float) -> AsyncIterator[None]:
    """While the server runs, the tables are made again after `quiet` seconds without an act; and when it ends."""

    async def keep() -> None:
        while True:
            await asyncio.sleep(min(quiet, 1))
            if desk.pending and time.monotonic() - desk.acted >= quiet:
                await asyncio.to_thread(desk.rebuild)

    task = asyncio.create_task(keep())
    yield
    task.cancel()
    if desk.pending:
        desk.rebuild()


def serve(root: Path, reviewer: str, port: int, show: bool, say: Callable[[str], None]) -> None:
    """Serves the page of a dataset until it is stopped; InputError where the port is taken."""
    desk = Desk(root, reviewer)
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((ADDRESS, port))
        # a browser that is quicker than the server waits
        taken.listen(64)
    except OSError as error:
        raise InputError(f"port {port} cannot be used: {error.strerror}; choose another with --port, or none") from None
    host = f"{ADDRESS}:{taken.getsockname()[1]}"
    _, guard = application(desk, host)
    address = f"http://{host}/open?token={guard.token}"
    say(f"{root}: open {address}\nIt works once, in one browser. Stop with Ctrl+C; every act is on disk already.")
    if show:
        webbrowser.open(address)
    # no access log: the first address holds the token
    settings = uvicorn.Config(
        guard, access_log=False, log_level="warning", server_header=False, timeout_graceful_shutdown=2
    )
    # Ctrl+C is how it is meant to end
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(settings).run(sockets=[taken])


def french() -> dict[str, str]:
    """The titles and labels of the schemas in French, as the reader's page has them."""
    words: dict[str, str] = json.loads((files("greffier.site") / "fr.json").read_text(encoding="utf-8"))
    return words


async def _body(request: Request) -> dict[str, Any]:
    try:
        wish = json.loads(await request.body())
    except (ValueError, RecursionError):
        wish = None
    return wish if isinstance(wish, dict) else {}


def _answer(doing: Callable[[], Any]) -> Response:
    """What a deed gives, or why it was not done: 409 where the page is to look again, 422 where it cannot be."""
    try:
        return JSONResponse(doing() or {})
    except (Stale, ChangedError) as error:
        return JSONResponse({"why": str(error)}, 409)
    except GreffierError as error:
        return JSONResponse({"why": str(error)}, 422)
    except OSError as error:
        return JSONResponse({"why": f"cannot be written: {error.strerror}"}, 507)
