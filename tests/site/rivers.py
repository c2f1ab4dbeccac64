"""A package made by hand from words: a usual article, a hostile one, and one whose text may not be shown."""

import csv
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).parents[2] / "schemas"
TABLES = ("articles", "actors", "mentions", "statements", "decisions", "parties", "evidence", "aliases", "corrections")
#: An emoji and a letter with a combining accent stand before the marks: offsets are code points, not UTF-16 units.
VIRE = (
    "🐟 La rivie\u0300re. Le tribunal de Vire a débouté dimanche l'association Rivages, qui accuse Boréal d'avoir "
    "« pollué la Vire ». La juge Ana Morel a estimé que « rien n'est prouvé ». « C'est injuste », a dit Rivages, "
    "« et nous ferons appel ».\n\nSelon Dépêche, Boréal a promis de nettoyer la rivière."
)
HOSTILE = (
    '<script>hacked = 1</script> {{ 7 * 7 }} {% raw %} &amp; "x" \u202eabc\u202c שלום 👩‍⚖️ e\u0301 \x0b\x01 '
    "Zoé <b>dit</b> que </p><img src=x onerror=hacked=1> tout va bien."
)
SECRET = "Nul ne doit lire ce début. Le maire dit que tout est prêt. Ni cette fin."


def vire() -> dict[str, list[dict[str, Any]]]:
    """Rows of an article with everything: overlaps, parts, targets, relays, reasons, parties."""
    a, t = "vire", VIRE

    def at(words: str, after: int = 0) -> tuple[int, int]:
        start = t.index(words, after)
        return start, start + len(words)

    def proof(table: str, row_id: str, field: str, words: str, after: int = 0) -> dict[str, Any]:
        start, end = at(words, after)
        return dict(table=table, row_id=row_id, field=field, article_id=a, start=start, end=end, text=words)

    def said(parts: list[str], **cells: Any) -> dict[str, Any]:
        start, end = at(parts[0])[0], at(parts[-1])[1]
        return dict(statement_id=f"{a}.s{start}", article_id=a, text=" […] ".join(parts), start=start, end=end, **cells)

    def meant(actor: str, words: str, form: str = "name", after: int = 0) -> dict[str, Any]:
        start, end = at(words, after)
        return dict(
            mention_id=f"{a}.m{start}-{end}", article_id=a, actor_id=actor, form=form, start=start, end=end, text=words
        )

    accused = said(
        ["pollué la Vire"],
        speaker_id="rivages",
        target_id="boreal",
        act="accuse",
        mode="direct",
        cue="accuse",
        rule="accusation",
    )
    held = said(
        ["rien n'est prouvé"],
        speaker_id="ana-morel",
        speaker_text="La juge Ana Morel",
        mode="direct",
        act="judge",
        cue="a estimé",
        rule="que-clause",
    )
    split = said(
        ["C'est injuste", "et nous ferons appel"],
        speaker_id="rivages",
        speaker_text="Rivages",
        act="say",
        mode="direct",
        cue="a dit",
        rule="inserted-clause",
    )
    promised = said(
        ["nettoyer la rivière"],
        speaker_id="boreal",
        via_id="depeche",
        speaker_text="Boréal",
        act="promise",
        mode="indirect",
        cue="a promis",
        rule="infinitive",
    )
    telling = "Le tribunal de Vire a débouté dimanche l'association Rivages"
    start, end = at(telling)
    ruling = dict(
        decision_id=f"{a}.d{start}",
        article_id=a,
        court_id="tribunal-de-vire",
        instance="first_instance",
        outcome="dismissed",
        outcome_text=telling,
        decided_on="2024-05-05",
        date_text="dimanche",
        start=start,
        end=end,
        rule="decision-active",
    )
    held["decision_id"] = d = ruling["decision_id"]
    actors = [
        dict(actor_id="ana-morel", name="Ana Morel", kind="person", role="juge"),
        dict(actor_id="boreal", name="Boréal", kind="company"),
        dict(actor_id="depeche", name="Dépêche", kind="media"),
        dict(actor_id="rivages", name="Rivages", kind="organization"),
        dict(actor_id="tribunal-de-vire", name="tribunal de Vire", kind="court", country="FR"),
    ]
    later = t.index("a dit Rivages")
    return {
        "articles": [article(a, t, title="La rivière devant le tribunal", publisher="Dépêche")],
        "actors": actors,
        "mentions": [
            meant("tribunal-de-vire", "tribunal de Vire"),
            meant("rivages", "Rivages"),
            meant("boreal", "Boréal"),
            meant("ana-morel", "Ana Morel"),
            meant("rivages", "Rivages", after=later),
            meant("depeche", "Dépêche"),
            meant("boreal", "Boréal", after=later),
        ],
        "statements": [accused, held, split, promised],
        "decisions": [ruling],
        "parties": [dict(decision_id=d, article_id=a, actor_id="rivages", role="claimant"),
                    dict(decision_id=d, article_id=a, actor_id="ana-morel", role="judge")],
        "evidence": [
            proof("actors", "ana-morel", "role", "juge"),
            proof("decisions", d, "court_id", "tribunal de Vire"),
            proof("decisions", d, "date_text", "dimanche"),
            proof("decisions", d, "decided_on", "dimanche"),
            proof("decisions", d, "outcome", telling),
            proof("parties", f"{d}:rivages:claimant", "role", "l'association Rivages"),
            proof("statements", accused["statement_id"], "target_id", "Boréal"),
            proof("statements", held["statement_id"], "cue", "a estimé"),
            proof("statements", held["statement_id"], "speaker_text", "La juge Ana Morel"),
            proof("statements", split["statement_id"], "text", "C'est injuste"),
            proof("statements", split["statement_id"], "text", "et nous ferons appel"),
            proof("statements", promised["statement_id"], "via_id", "Dépêche"),
        ],
    }  # fmt: skip


def hostile() -> dict[str, list[dict[str, Any]]]:
    """Rows whose cells and ids try to break out of the page and of the folder."""
    words = "</p><img src=x onerror=hacked=1> tout va bien"
    start = HOSTILE.index(words)
    name = "<script>hacked=1</script>\u202eZoé {{ 7 * 7 }}"
    where = HOSTILE.index("Zoé")
    return {
        "articles": [article("hostile", HOSTILE, title="</title><script>hacked=1</script>", url="javascript:hacked=1")],
        "actors": [
            dict(actor_id="../../../escaped", name=name, kind="person", role="\"><svg onload=hacked=1>"),
            dict(actor_id="CON:*?", name="", kind="<b>"),
        ],
        "mentions": [
            dict(mention_id='x"><b>', article_id="hostile", actor_id="../../../escaped", form="name", start=where,
                 end=where + 3, text="Zoé"),
        ],
        "statements": [
            dict(statement_id=f"hostile.s{start}", article_id="hostile", speaker_id="../../../escaped", mode="indirect",
                 act="say", text=words, start=start, end=start + len(words), rule="<i>", cue="{% endif %}"),
        ],
    }  # fmt: skip


def secret() -> dict[str, list[dict[str, Any]]]:
    """Rows of an article whose text may not be shown."""
    start = SECRET.index("tout")
    where = SECRET.index("Le maire")
    return {
        "articles": [article("secret", SECRET, publish_text="false")],
        "actors": [dict(actor_id="secret.maire", name="maire", kind="person")],
        "mentions": [dict(mention_id=f"secret.m{where}-{where + 8}", article_id="secret", actor_id="secret.maire",
                          form="description", start=where, end=where + 8, text="Le maire")],
        "statements": [dict(statement_id=f"secret.s{start}", article_id="secret", speaker_id="secret.maire",
                            mode="indirect", act="say", text="tout est prêt", start=start, end=start + 13, rule="r")],
    }  # fmt: skip


def article(article_id: str, text: str, **cells: str) -> dict[str, Any]:
    """The row of an article; its text goes along under a name that is no column."""
    return {
        "article_id": article_id,
        "language": "fr",
        "published_on": "2024-05-06",
        "publish_text": "true",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "characters": len(text),
        "body": text,
        **cells,
    }


def write_package(folder: Path, *parts: dict[str, list[dict[str, Any]]]) -> Path:
    """A package of these rows, with the schemas of the repository."""
    (folder / "data" / "articles").mkdir(parents=True)
    (folder / "data" / "curated").mkdir()
    shutil.copytree(SCHEMAS, folder / "schemas")
    resources = []
    for name in TABLES:
        schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
        columns = [field["name"] for field in schema["fields"]]
        path = f"data/{'curated/' if name in ('aliases', 'corrections') else ''}{name}.csv"
        with (folder / path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(row for part in parts for row in part.get(name, []))
        resources.append({"name": name, "path": path, "schema": f"schemas/{name}.json"})
    for part in parts:
        for row in part.get("articles", []):
            if "/" not in row["article_id"]:
                (folder / "data" / "articles" / f"{row['article_id']}.txt").write_bytes(row["body"].encode())
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "rivers",
        "title": "Rivers in court",
        "description": "Who said what of rivers, and what was decided.",
        "version": "1.2.3",
        "created": "2024-06-01T00:00:00Z",
        "homepage": "https://example.org/rivers",
        "licenses": [{"name": "CC-BY-4.0"}],
        "contributors": [{"title": "Ana Editor"}],
        "resources": resources,
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder
