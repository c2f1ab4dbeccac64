"""Small archives, and what a package looks like on the disk."""

import json
from collections.abc import Iterable
from pathlib import Path

NAMES = "Anna Petit,Marc Roux,Léa Blanc,Paul Morel,Nina Faure,Luc Girard,Eva Simon".split(",")

_FRENCH, _BELGIAN = "le journaliste français Jean Martin", "le journaliste belge Jean Martin"
#: Articles by id; each is there for one question of who, or which decision, is the same.
TOLD = {
    "french": f"Le tribunal correctionnel de Lyon a condamné {_FRENCH} à deux mois de prison, le 3 mai 2024.",
    "again": f"Le tribunal correctionnel de Lyon a condamné {_FRENCH}, le 3 mai 2024, pour fraude.",
    "later": f"Le tribunal correctionnel de Lyon a condamné {_FRENCH} à six mois de prison, le 9 mai 2024.",
    "other": "Le tribunal correctionnel de Lyon a condamné Paul Morel à six mois de prison, le 3 mai 2024.",
    "belgian": f"Le tribunal correctionnel de Liège a relaxé {_BELGIAN}, le 3 mai 2024.",
    "nowhere": "Le maire Jean Martin a annoncé qu'il parlerait plus tard.",
    "full": "La Ligue nationale des locataires (LNL) a dénoncé « une justice bien lente ».",
    "short": "La LNL a dénoncé « une lenteur coupable ».",
    "two": "L'Union des marins (UDM) a dénoncé « un oubli ».",
    "more": "L'Union des meuniers (UDM) a dénoncé « un mépris ».",
    "which": "L'UDM a dénoncé « un silence ».",
    "vague": "Le tribunal a condamné Nina Faure à trois mois de prison, le 3 mai 2024.",
    "vaguer": "Le tribunal a condamné Nina Faure, le 3 mai 2024, à trois mois de prison.",
    "single": "« Oui », a dit Weil à la presse.",
    "singles": "« Non », a dit Weil à la presse.",
    "clare": "« Non », a dit la juge Claire Fontaine à la presse.",
    "claire": "« Oui », a dit la juge Clare Fontaine à la presse.",
}


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
