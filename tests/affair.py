"""A package of two short articles, not built, for acts of curation."""

from pathlib import Path

from greffier.dataset import drafts

VIRE = (
    "Lundi, le tribunal de Vire a débouté Jean Morel. « C'est injuste », a dit M. Morel, « et je ferai appel ». "
    "Selon la juge Anna Petit, le dossier est vide. L'association Rivages a salué la décision. "
    "« Rien ne change », affirme son président. Le maire de Vire, Paul Roux, n'a pas répondu."
)
CAEN = "Mardi, la cour d'appel de Caen a confirmé le jugement. Jean Morel a déclaré qu'il « ira plus loin »."


def two_articles(folder: Path) -> Path:
    drafts.new(folder)
    drafts.add(folder, VIRE.encode(), "vire", {"published_on": "2024-05-07", "title": "Le tribunal tranche"})
    drafts.add(folder, CAEN.encode(), "caen", {"published_on": "2024-09-04", "title": "En appel"})
    return folder
