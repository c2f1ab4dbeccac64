"""Small archives, and what a package looks like on the disk."""

import json
from collections.abc import Iterable
from pathlib import Path

NAMES = "Anna Petit,Marc Roux,Léa Blanc,Paul Morel,Nina Faure,Luc Girard,Eva Simon".split(",")


def entry(number: int, **more: object) -> dict[str, object]:
    name = NAMES[number % len(NAMES)]
    text = (
        f"Le tribunal correctionnel de Lyon a condamné {name} à {number + 2} mois de prison, le 3 mai 2024. "
        f"« C'est injuste », a dit {name} à l'AFP."
    )
    return {"article_id": f"a-{number}", "text": text, "published_on": "2024-05-04", **more}


def write(path: Path, entries: Iterable[dict[str, object]]) -> str:
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in entries), encoding="utf-8")
    return str(path)


def snapshot(folder: Path) -> dict[str, bytes]:
    """The published files of a package."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".greffier" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
