"""What `extract` is given, as an article: the one place where its arguments are checked."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from greffier.errors import InputError
from greffier.model import Article

LANGUAGES = ("fr",)
#: What an article may be called, as schemas/articles.json says it.
ARTICLE_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
#: What else may be known of an article, and what sort of value says it.
METADATA: Mapping[str, type] = {
    "title": str,
    "publisher": str,
    "url": str,
    "published_on_basis": str,
    "rights": str,
    "publish_text": bool,
}


def article(
    text: object, article_id: object, published_on: object, language: object, more: Mapping[str, Any]
) -> Article:
    """The article that the arguments describe; InputError says which cannot be used, and what to give instead."""
    if not isinstance(article_id, str) or not re.fullmatch(ARTICLE_ID, article_id):
        raise InputError(
            f"article_id: {article_id!r} cannot name an article; use lower-case letters, digits and single hyphens"
        )
    if not isinstance(text, str):
        ways = {"bytes": "decode it: text.decode()", "NoneType": "an article needs words"}
        way = ways.get(type(text).__name__, "for a file, give what path.read_text(encoding='utf-8') gives")
        raise InputError(f"{article_id}: text must be a string, not {type(text).__name__}; {way}")
    if language not in LANGUAGES:
        raise InputError(
            f"{article_id}: no lexicon for language {language!r}; articles can be in: {', '.join(LANGUAGES)}"
        )
    for name, value in more.items():
        if name not in METADATA:
            raise InputError(f"{article_id}: extract knows no {name!r}; of an article it keeps {', '.join(METADATA)}")
        if value is not None and not isinstance(value, METADATA[name]):
            kind = "true or false" if METADATA[name] is bool else "a string"
            raise InputError(f"{article_id}: {name} must be {kind}, not {type(value).__name__}")
    return Article(article_id, text, _day(published_on, article_id), str(language), **more)


def _day(value: object, article_id: str) -> date | None:
    """The day of publication: of a moment, the day in its own zone."""
    try:
        if isinstance(value, str):
            value = datetime.fromisoformat(value)
        if isinstance(value, datetime):
            return date(value.year, value.month, value.day)
    except (TypeError, ValueError):
        value = str(value)
    if value is None or isinstance(value, date):
        return value
    raise InputError(
        f"{article_id}: published_on must be a day such as '2020-07-13', a date or a datetime, "
        f"or None where it is not known; it is {value!r:.60}"
    )
