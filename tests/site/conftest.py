"""The page of a package made by hand, and a real browser to look at it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rivers import hostile, secret, vire, write_package

from greffier.package import open_package
from greffier.site import build_site


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of three articles: a usual one, a hostile one, and one whose text may not be shown."""
    folder = write_package(tmp_path_factory.mktemp("package") / "rivers", vire(), hostile(), secret())
    (folder / "docs").mkdir()
    (folder / "docs" / "quality.md").write_text("# Quality\n\n| rule | precision |\n| --- | --- |\n| say | 0.91 |\n")
    (folder / "CHANGELOG.md").write_text(
        "# Changelog\n\n## 1.2.3\n\n- The river is **clean** <script>hacked=1</script>\n"
    )
    (folder / "exports").mkdir()
    (folder / "exports" / "rivers.parquet").write_bytes(b"PAR1")
    return folder


@pytest.fixture(scope="session")
def page_of(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of that package's page."""
    folder = tmp_path_factory.mktemp("site") / "page"
    build_site(open_package(package), folder)
    return folder


@pytest.fixture
def visit(browser: Any, page_of: Path) -> Iterator[Any]:
    """Opens a page of the site; the test fails on any console message, script error or request to elsewhere."""
    contexts = []
    problems: list[str] = []

    def open_page(path: str, root: str = "", **options: Any) -> Any:
        address = root or page_of.as_uri()
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(5000)
        page = context.new_page()
        page.on("console", lambda message: problems.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: problems.append(f"error: {error}"))
        page.on("dialog", lambda dialog: problems.append(f"dialog: {dialog.message}") or dialog.dismiss())
        page.on("request", lambda request: None if request.url.startswith(address) else problems.append(request.url))
        page.goto(f"{address}/{path}")
        page.wait_for_load_state()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []
