"""A web page to an article: its main text, title, day and publisher by trafilatura, its language by py3langid."""

from collections.abc import Mapping
from typing import Any

from greffier.errors import InputError, MissingDependency

#: The last day that a page can be of where nothing says when it was fetched: a fixed one, for no clock is read.
LAST_DAY = "2100-01-01"


def read_page(data: bytes, known: Mapping[str, str]) -> dict[str, Any]:
    """What a page holds, by the names of the table of articles; InputError where it has no main text."""
    try:
        import py3langid
        import trafilatura
    except ImportError:
        message = "web pages need trafilatura and py3langid: pip install 'greffier[corpus]'"
        raise MissingDependency(message) from None
    url, day = known.get("url"), known.get("day")
    dating = {"original_date": True, "extensive_search": False, "max_date": day or LAST_DAY}
    found: Any = trafilatura.bare_extraction(
        data, url=url, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=dating
    )
    if found is None or not found.text:
        raise InputError("the page has no main text")
    entry = {"text": found.text, "language": py3langid.classify(found.text)[0], "published_on": found.date}
    if found.date:
        entry["published_on_basis"] = "The page's own metadata."
    elif day:
        entry |= {"published_on": day, "published_on_basis": "The day on which the page was fetched."}
    entry |= {"title": found.title, "publisher": found.sitename, "url": url, "article_id": known.get("article_id")}
    return {name: value for name, value in entry.items() if value}
