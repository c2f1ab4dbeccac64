"""A data package of one's own: its folder, and the articles that are put into it."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from greffier.dataset import articles, rooms, writer
from greffier.dataset.headlines import headline
from greffier.dataset.webpages import WebPage, read_page
from greffier.errors import InputError, PackageError
from greffier.model import Article
from greffier.package import installed_package, open_package
from greffier.package.records import schema_of

#: Where a package keeps its articles.
ARTICLES = "data/articles"

_README = """# {name}

A data package made by greffier: what news articles say about court cases, each cell traced to its words.

    greffier add ARTICLE.txt --published-on YYYY-MM-DD    puts an article into data/articles
    greffier build                                        makes the tables of data/, and checks them
    greffier review                                       reads, corrects and signs the rows in the browser
    greffier release --to DIR                             makes a zip to publish, with notes and checksums

`data/articles` holds the articles as received, `data/curated` what people correct; the other tables are generated.
Say in `datapackage.json` who made the package and under which licence (`contributors`, `licenses`).
"""

_CHANGELOG = "# Changelog\n\n## 0.1.0\n\n- The first articles.\n"


def new(folder: Path) -> None:
    """Makes an empty package in a folder that is not there yet, or empty."""
    with rooms.new_folder(folder) as made:
        writer.fill(made, skeleton(slug(folder.absolute().name)))


def skeleton(name: str) -> dict[str, bytes]:
    """The files of an empty package: schemas, tables without rows, the descriptor."""
    ours = installed_package()
    files = {"README.md": _README.format(name=name).encode(), "CHANGELOG.md": _CHANGELOG.encode()}
    resources = []
    for resource in ours.resources:
        if resource.schema is None:
            continue
        path = f"schemas/{resource.name}.json"
        files[path] = ours.read(str(resource.descriptor["schema"]))
        files[resource.path] = writer.header(resource.schema)
        own = {name: value for name, value in resource.descriptor.items() if name != "reviewed"}
        resources.append({**own, "schema": path})
    descriptor = {
        "$schema": ours.descriptor["$schema"],
        "name": name,
        "title": name,
        "version": "0.1.0",
        "resources": resources,
    }
    files["datapackage.json"] = writer.measured(descriptor, Path(), files)
    return files


#: What is lost while something is not known of an article.
LOST = {
    "published_on": 'no day such as "lundi" can be reckoned, so that decisions have no day',
    "publisher": "nobody can see whose words they are",
    "url": "nobody can look the article up",
    "rights": "nobody knows whether the text may be passed on",
}
#: The same for a package's descriptor.
UNSAID = {
    "contributors": "who answers for the data",
    "licenses": "what others may do with them",
    "homepage": "where an error can be reported",
}


def add(
    dataset: Path,
    data: bytes,
    article_id: str,
    metadata: Mapping[str, Any],
    received: Mapping[str, bytes] | None = None,
) -> Article:
    """Puts an article into a package's folder, its text byte by byte; InputError where it cannot be one.

    Where no title is given, it is the headline that the text begins with, if it does. `received` is what the text was
    taken from, by the ending of the file's name.
    """
    package = open_package(dataset)
    if package.root is None:
        raise PackageError(f"{dataset}: an article can only be added to a folder; unpack it first")
    schema = schema_of(package.resource("articles"))
    text = articles.decoded(data, article_id)
    known = {"article_id": article_id, **metadata}
    known["title"] = known.get("title") or headline(text)
    article = articles.article(text, known, schema, article_id)
    files = article_files(article)
    files |= {f"{ARTICLES}/{article_id}{ending}": content for ending, content in (received or {}).items()}
    with rooms.one_writer(package.root, "add") as room:
        for path in files:
            if package.exists(path):
                beside = package.root / f"{ARTICLES}/{article_id}.json"
                raise InputError(
                    f"{package.root / path}: is there already; say more of it in {beside}, or give another article "
                    "another id with --id"
                )
        writer.replace(room, files)
    return article


def add_page(dataset: Path, data: bytes, article_id: str, metadata: Mapping[str, Any]) -> tuple[Article, WebPage]:
    """Puts the article of a web page into a package's folder, and beside it the page as it was received.

    What is given in `metadata` goes before what the page says.
    """
    page = read_page(data, article_id)
    known = {"title": page.title, "publisher": page.publisher, "published_on": page.published_on, "url": page.url}
    if not metadata.get("published_on") and page.published_on:
        known["published_on_basis"] = "The web page says so."
    known |= {name: value for name, value in metadata.items() if value is not None}
    return add(dataset, page.text.encode(), article_id, known, {".html": data}), page


def article_files(article: Article) -> dict[str, bytes]:
    """An article's two files: its text, and what is known of it."""
    known = {name: value for name, value in article._asdict().items() if name != "text"}
    known["published_on"] = article.published_on.isoformat() if article.published_on else None
    path = f"{ARTICLES}/{article.article_id}"
    return {f"{path}.txt": article.text.encode(), f"{path}.json": writer.json_bytes(known)}


def unknown(article: Article) -> list[str]:
    """What is not known of an article, each with what that costs."""
    return [f"{name} is empty: {cost}" for name, cost in LOST.items() if getattr(article, name) is None]


def article_id_of(path: Path) -> str:
    """The id that a file's name gives its article."""
    return slug(path.stem)


def slug(name: str) -> str:
    """A name as an id: lower-case letters, digits and hyphens."""
    letters = name.lower().replace("œ", "oe").replace("æ", "ae")
    plain = "".join(unicodedata.normalize("NFKD", letter) for letter in letters).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-") or "article"
