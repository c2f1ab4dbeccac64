"""The mentions of decisions in an article: one rule for each construction.

A rule looks at one word of `lexicon/fr/outcomes.csv` and gives a `DecisionMention`, or None where nothing was decided:
what is asked for, feared, possible, denied or expected. `joining` makes one decision of its mentions.
"""

from collections.abc import Iterator

from greffier.extraction.dates.day import Day
from greffier.extraction.decisions.active import active_ruling
from greffier.extraction.decisions.bench import Bench
from greffier.extraction.decisions.clauses import clause_ruling
from greffier.extraction.decisions.light_verbs import carried_ruling, suffered_ruling
from greffier.extraction.decisions.mention import DecisionMention, Scene
from greffier.extraction.decisions.modality import asserted, restricts, seen_before
from greffier.extraction.decisions.nouns import nominal_ruling
from greffier.extraction.decisions.outcomes import outcomes, trigger_at, trigger_words
from greffier.extraction.decisions.passive import headline_ruling, participle_ruling, passive_ruling
from greffier.extraction.decisions.penalty_lists import penalty_heading, shared_penalty
from greffier.extraction.decisions.vocabulary import opens_clause
from greffier.extraction.lexicon import COLON, DETERMINER, PREPOSITION, STOP
from greffier.extraction.rules import Rule
from greffier.extraction.syntax.text import Text
from greffier.extraction.syntax.verb_groups import Group, group

_BESIDE = 8  # mentions before and after one that it can be a part of

# Every rule that a decision can name; what may vary in a sentence is in angle brackets.
RULES = (
    Rule(
        "active-ruling",
        "A court as the subject of a verb of deciding, whatever its tense of the past or present, decides.",
        (
            "Le tribunal de <@town> a <rejeté|examiné et rejeté|finalement rejeté> la demande de l'association.",
            "<Jeudi|Mardi|Lundi>, la cour d'appel <a annulé|annule|avait annulé|annula> l'arrêté du préfet.",
            "Le juge <a débouté|avait débouté|déboute|débouta> la commune de sa demande.",
            "Les <deux|trois|huit> <juges|magistrats> ont rejeté le recours de la ville.",
        ),
        (
            "Le ministre a condamné <l'attentat|les violences|ces propos> de Nantes.",
            "La cour <pourrait annuler|annulera|devrait annuler|n'a pas annulé> l'arrêté du préfet.",
            "L'association a demandé <@weekday> que le tribunal rejette la demande.",
        ),
        active_ruling,
    ),
    Rule(
        "passive-ruling",
        "The subject of a passive verb of deciding is whom or what the decision falls on.",
        (
            "Le maire de <@town> <a été|avait été|vient d'être|est> condamné à <deux|trois|cinq> ans de prison.",
            "La <requête|demande> de la ville a été rejetée <@weekday> par le tribunal administratif.",
            "<Le trésorier|Paul Roy|M. Roche> a été mis en examen <@weekday>.",
        ),
        (
            "Le maire de Vire <pourrait être|sera|n'a pas été|doit être> condamné à deux ans de prison.",
            "L'attentat a été condamné par <le pape|le ministre|les élus>.",
        ),
        passive_ruling,
    ),
    Rule(
        "participle-ruling",
        "A participle of deciding by a noun mentions a decision on it, without its auxiliary.",
        (
            "Le maire de Vire, condamné à <un|deux|trois> <an|mois> de prison pour fraude, a quitté la ville.",
            "Débouté par le tribunal de <@town>, <le maire|M. Roche> fera appel.",
            "<Condamné|Condamnée> par le tribunal de <@town>, Camille Roy fera appel.",
        ),
        (
            "Les <personnes|gens> condamnées sont rares dans la région.",
            "Toute personne <mise en examen|condamnée|écrouée> est présumée innocente.",
        ),
        participle_ruling,
    ),
    Rule(
        "headline-ruling",
        "A heading leaves the auxiliary of the passive out.",
        (
            "<Le maire|L'ancien trésorier|Paul Roy> mis en examen pour fraude",
            "<Le maire|Paul Roy> condamné pour fraude",
        ),
        (
            "Toute personne mise en examen est présumée innocente.",
            "<Une possible|Une éventuelle> mise en examen du maire",
        ),
        headline_ruling,
    ),
    Rule(
        "nominal-ruling",
        "The noun of a decision with whom or what it falls on mentions one that was taken.",
        (
            "La condamnation de <@person> par la cour d'appel de <@town> a surpris la ville.",
            "La condamnation <définitive|pénale|récente|surprenante> de <@person> a surpris la ville.",
        ),
        (
            "Le maire de Vire <risque|craint|redoute|encourt> une condamnation.",
            "Le parquet <a requis|avait requis|demande> la relaxe du maire.",
        ),
        nominal_ruling,
    ),
    Rule(
        "carried-ruling",
        "A plain verb carries the noun of a decision or of a penalty, which its subject takes or gets.",
        (
            "La cour d'appel de <@town> <a prononcé|prononce|avait prononcé> la relaxe du maire.",
            "Le juge a rendu <@weekday> une ordonnance de non-lieu.",
            "La trésorière s'est vu infliger une amende de <mille|deux mille|5 000> euros.",
        ),
        (
            "Le procureur de Caen a prononcé <un réquisitoire|un discours>.",
            "La cour n'a prononcé aucune <peine|amende>.",
        ),
        carried_ruling,
    ),
    Rule(
        "suffered-ruling",
        "The subject of a verb of getting a penalty or winning a case is whom the decision falls on.",
        (
            "<Le maire|La maire> de Vire <a écopé|écope|avait écopé|écopa> d'une amende de 1 000 euros.",
            "Il <purge|purgeait> une peine de <deux|quatre|sept> <ans|mois> de prison.",
        ),
        ("<Le film|La pièce> a écopé de mauvaises critiques.", "Il <pourrait|peut|va peut-être> écoper de cinq ans."),
        suffered_ruling,
    ),
    Rule(
        "clause-ruling",
        "A que-clause by which a court decides mentions the decision by what it finds.",
        (
            "La cour a <jugé|estimé|considéré> que l'arrêté du préfet <était|est> nul.",
            "Le tribunal a jugé que <l'État|la ville|la firme> <violait|viole|bafouait|bafoue|enfreignait> la loi.",
        ),
        ("<Le maire|La ministre|Le porte-parole> a jugé que l'arrêté du préfet était nul.",),
        clause_ruling,
    ),
    Rule(
        "shared-penalty",
        "A second person with a penalty of their own shares the verb of the one before.",
        ("Le maire <a été|est> condamné à deux ans de prison et son adjoint à <un an|six mois> de prison.",),
        ("Le maire de Vire a été condamné à deux ans de prison et à une amende de <1 000|dix mille> euros.",),
        shared_penalty,
    ),
    Rule(
        "penalty-heading",
        "A heading can name a penalty and who got it, without a verb.",
        ("Fraude : <deux|trois|douze> <ans|mois> de prison ferme pour <le maire de Vire|l'ancien trésorier>",),
        ("Fraude : deux ans de prison ferme <requis contre|réclamés contre|demandés contre> le maire de Vire",),
        penalty_heading,
    ),
)
_BY_ID = {rule.id: rule for rule in RULES}


def mentions(text: Text, days: list[Day], bench: Bench) -> list[DecisionMention]:
    """Every mention of a decision, in the order of the text."""
    found: list[DecisionMention] = []
    scene = Scene(text, {day.first: day for day in days}, bench, found)
    for k in text.places(trigger_words()):
        trigger = trigger_at(text, k)
        one = _at(scene, k, trigger.kinds) if trigger else None
        if one and _is_said(text, k):
            continue
        while one and _BY_ID[one.rule].active:
            found.append(one)
            one = shared_penalty(scene, one)
    for first, last in text.sentences:
        heading = penalty_heading(scene, first, last)
        if heading and _BY_ID[heading.rule].active:
            found.append(heading)
    found.sort(key=lambda m: (m.first, m.trigger))
    return [_backed(m, found[max(0, n - _BESIDE) : n + _BESIDE]) for n, m in enumerate(found)]


def _at(scene: Scene, k: int, kinds: frozenset[str]) -> DecisionMention | None:
    """The mention that the trigger at token `k` makes."""
    text = scene.text
    if "noun" in kinds and (kinds == {"noun"} or _is_noun(text, k)):
        return nominal_ruling(scene, k)
    verb = group(text, k)
    if verb is None or verb.negated and not restricts(text, verb):
        return None
    return next((found for found in _readings(scene, verb) if found), None)


def _readings(scene: Scene, verb: Group) -> Iterator[DecisionMention | None]:
    """What each rule makes of a verb, as long as it states a fact; the first one that finds something counts."""
    text, rows, lemma = scene.text, outcomes(), verb.form.lemma
    if lemma in rows["verb"] and verb.tense == "pp":
        yield participle_ruling(scene, verb)
        return
    seen = seen_before(text, verb) is not None
    factual = asserted(text, verb)
    if factual and lemma in rows["suffer"]:
        yield suffered_ruling(scene, verb)
    if (factual or seen) and lemma in rows["carry"]:
        yield carried_ruling(scene, verb)
    if lemma in rows["verb"]:
        if verb.passive and verb.tense != "pp":
            yield passive_ruling(scene, verb) if factual else None
            return
        yield active_ruling(scene, verb) if factual or seen else None
    if factual and lemma in rows["clause"]:
        yield clause_ruling(scene, verb)


def _backed(mention: DecisionMention, others: list[DecisionMention]) -> DecisionMention:
    """The mention, not enough on its own where another one decides on it: "la peine du maire est annulée"."""
    if mention.rule == "nominal-ruling" and mention.firm:
        for other in others:
            ruled_on = other.ruled_on
            if ruled_on and other.trigger != mention.trigger and ruled_on.first <= mention.trigger < ruled_on.last:
                return mention._replace(firm=False)
    return mention


def _is_said(text: Text, k: int) -> bool:
    """Whether somebody says the word at `k` inside quotation marks, with a clause of their own around it."""
    if text.quote_at[k] < 0:
        return False
    quotation = text.quotations[text.quote_at[k]]
    return any(opens_clause(text, j) for j in range(quotation.first, min(quotation.last, k + 1)))


def _is_noun(text: Text, k: int) -> bool:
    """Whether a form that can be a participle is a noun here: "la mise en examen", "Mise en examen de"."""
    if k and text.bits[k - 1] & (DETERMINER | PREPOSITION):
        return True
    opens = not k or bool(text.bits[k - 1] & (STOP | COLON)) or text.sentences[text.sentence(k)].first == k
    return opens and any(text.lows[j] in ("de", "du", "des", "d'") for j in range(k + 1, min(k + 4, len(text.lows))))
