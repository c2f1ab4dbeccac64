"""An article from a web page: its text, and what the page says of it; what is not sure is said."""

import re
from datetime import date
from typing import Any, NamedTuple

from greffier.errors import InputError, MissingDependency

#: What a page says of itself in a place made for it; everywhere else a day or a name is only likely.
_DAY = re.compile(rb'(?:published_time|datePublished|datetime|"date")["\']?[^<>]{0,40}?(\d{4}-\d{2}-\d{2})', re.I)
_SITE = re.compile(rb'og:site_name|"publisher"', re.I)
_ADDRESS = re.compile(rb'rel=["\']?canonical|og:url', re.I)


class WebPage(NamedTuple):
    """What was taken from a page, and what of it somebody has to look at."""

    text: str
    title: str | None
    publisher: str | None
    published_on: str | None
    url: str | None
    unsure: tuple[str, ...]


def looks_like_page(data: bytes) -> bool:
    """Whether bytes are a web page rather than a text."""
    return re.match(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|\?xml)", data[:500], re.I) is not None


def read_page(data: bytes, where: str) -> WebPage:
    """The article on a web page; InputError where there is none to be found, MissingDependency without trafilatura."""
    try:
        import trafilatura
    except ImportError:
        raise MissingDependency("web pages need trafilatura: pip install 'greffier[web]'") from None
    found: Any = trafilatura.bare_extraction(data, with_metadata=True, include_comments=False, include_tables=False)
    if found is None or not (found.text or "").strip():
        raise InputError(f"{where}: no article is found in this page; save its text as a .txt file and add that")
    text = found.text.strip() + "\n"
    day, unsure = _day(found.date), ["where the text begins and ends was found by rules: compare it with the page"]
    if day and day.encode() not in _DAY.findall(data):
        unsure.append(f"published_on {day} is not marked in the page as its day; it may be another")
    if found.sitename and not _SITE.search(data):
        unsure.append(f"publisher {found.sitename!r} is taken from the page's title or address")
    if found.url and not _ADDRESS.search(data):
        unsure.append(f"url {found.url} is not marked in the page as its own")
    if found.title and found.title in text.split("\n")[0]:
        unsure.append("the text begins with the title")
    return WebPage(text, found.title or None, found.sitename or None, day, found.url or None, tuple(unsure))


def _day(found: str | None) -> str | None:
    try:
        return date.fromisoformat(str(found)[:10]).isoformat() if found else None
    except ValueError:
        return None
