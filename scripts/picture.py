"""Takes the picture of the page that README shows: the article, and one statement opened with its words."""

import tempfile
from pathlib import Path

import click

from greffier.package import open_package
from greffier.site import build_site

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "article.png"
ROW = "nso-amnesty-2020.s859"


@click.command()
@click.option("--browser", default="/usr/bin/chromium", show_default=True, help="The browser's program.")
def main(browser: str) -> None:
    """README's picture of the page."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        build_site(open_package(ROOT), Path(folder) / "page")
        window = player.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = window.new_page(viewport={"width": 1280, "height": 760})
        page.goto((Path(folder) / "page/en/articles/nso-amnesty-2020.html").as_uri() + f"#{ROW}")
        page.locator("#drawer").wait_for(state="visible")
        page.wait_for_timeout(500)  # the picture is taken when nothing moves any more
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE)
        window.close()


if __name__ == "__main__":
    main()
