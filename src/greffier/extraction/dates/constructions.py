"""The ways of naming a day, as rules."""

from greffier.extraction.dates.finding import READINGS
from greffier.extraction.rules import Rule

_DAY = ("decided_on",)

RULES = (
    Rule(
        "day-weekday",
        "A day of the week without a date is the nearest one up to the day of publication.",
        (
            "Le tribunal a relaxé Paul Roy <@weekday>.",
            "<@weekday>, la cour d'appel de <@town> a débouté la commune.",
        ),
        ("Le tribunal a relaxé Paul Roy le <3|4|5> janvier.", "Le tribunal de <@town> a relaxé Paul Roy."),
        READINGS["day-weekday"],
        _DAY,
    ),
    Rule(
        "day-month",
        "A month is a date with its day or its year.",
        (
            "Le tribunal a relaxé Paul Roy le <3|15|1er> <janvier|août|octobre|décembre>.",
            "Le tribunal a relaxé Paul Roy en <@month> <2015|2018>.",
        ),
        ("La planète <Mars|Neptune> fascine le juge, qui a relaxé Paul Roy.",),
        READINGS["day-month"],
        _DAY,
    ),
    Rule(
        "day-relative",
        "Hier and its like are counted from the day of publication.",
        ("Le tribunal a relaxé Paul Roy <hier|avant-hier|aujourd'hui>.",),
        ("Le tribunal a relaxé Paul Roy <naguère|jadis>.",),
        READINGS["day-relative"],
        _DAY,
    ),
    Rule(
        "day-part",
        "A part of the day with ce is one of the day of publication.",
        ("Le tribunal a relaxé Paul Roy ce <matin|soir|midi>.",),
        ("Le tribunal a relaxé Paul Roy un <matin|soir>.",),
        READINGS["day-part"],
        _DAY,
    ),
    Rule(
        "day-anchored",
        "The day before or after is counted from the last day that the text has named.",
        ("L'audience a eu lieu le 3 janvier. <La veille|Le lendemain>, le tribunal avait débouté la ville.",),
        ("L'audience a eu lieu le 3 janvier. Le tribunal a débouté la ville.",),
        READINGS["day-anchored"],
        _DAY,
    ),
    Rule(
        "day-counted",
        "A number of days is counted from publication, or from the last day that the text has named.",
        ("<Le mois|L'an> dernier, le tribunal a relaxé Paul Roy.",),
        ("Le tribunal a condamné Paul Roy à <trois|dix> jours de prison.",),
        READINGS["day-counted"],
        _DAY,
    ),
    Rule(
        "day-year",
        "A number of four figures after en, fin or depuis is a year.",
        ("En <2014|2016|1998>, le tribunal de <@town> a relaxé Paul Roy.",),
        ("Le tribunal a condamné Paul Roy à <2014|2016> euros d'amende.",),
        READINGS["day-year"],
        _DAY,
    ),
    Rule(
        "day-slashed",
        "Two numbers and a year between strokes or stops are a date.",
        ("Le tribunal a relaxé Paul Roy le <12/03/2017|12.03.2017|3/1/2019>.",),
        ("Le tribunal siège <24/7|5/7> et a relaxé Paul Roy.",),
        READINGS["day-slashed"],
        _DAY,
    ),
)
