"""The day of a decision, as rules: which of the days that an article names is its own."""

from greffier.extraction.decisions import days, joining, settings
from greffier.extraction.rules import Rule

_DAY = ("decided_on",)

RULES = (
    Rule(
        "day-leading",
        "The day that opens a sentence is that of the decision of its clause.",
        ("<@weekday>, le tribunal de <@town> a relaxé Paul Roy.", "Le <3|7> janvier, la cour a débouté la ville."),
        (
            "L'attentat du <3|7> janvier a fait un mort ; le tribunal a relaxé Paul Roy.",
            "Le tribunal a ordonné la démolition du mur <avant|d'ici|d'ici à> <@weekday>.",
        ),
        days.day_of,
        _DAY,
    ),
    Rule(
        "day-announced",
        "The day of making a decision public is not that of the decision.",
        ("La cour d'appel de Caen a débouté la ville lundi, dans un arrêt rendu public <jeudi|vendredi|samedi>.",),
        ("La cour d'appel de Caen a débouté la ville <@weekday>.",),
        days.announces,
        ("announced_on",),
    ),
    Rule(
        "day-referred",
        "A later sentence that names the decision again can give its day.",
        ("Le tribunal de <@town> a relaxé Paul Roy. La décision, rendue publique <@weekday>, a surpris.",),
        ("Le tribunal de <@town> a relaxé Paul Roy. Une autre audience aura lieu <@weekday>.",),
        joining.with_references,
        _DAY,
    ),
    Rule(
        "setting",
        "That a court gave its judgment gives court and day of what the next sentences decide.",
        ("La cour de <@town> a rendu son arrêt <@weekday>. Paul Roy est condamné à deux ans de prison.",),
        ("La cour de <@town> siège <@weekday>. Paul Roy est condamné à deux ans de prison.",),
        settings.with_settings,
        ("court_id", "decided_on"),
    ),
)
