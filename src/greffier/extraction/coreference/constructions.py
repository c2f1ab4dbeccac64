"""Who is who, as rules: names that shorten others, descriptions, pronouns, and the state that an actor is of."""

from greffier.extraction.coreference import brackets, institutions, short_names
from greffier.extraction.coreference.answers import Answers
from greffier.extraction.coreference.country import Countries
from greffier.extraction.coreference.descriptions import Descriptions
from greffier.extraction.coreference.pronouns import Pronouns
from greffier.extraction.coreference.states import of_state
from greffier.extraction.rules import Rule

_WHO = ("speaker_id", "court_id", "parties", "actors")

RULES = (
    Rule(
        "short-name",
        "A surname alone is the one of that name who was named in full.",
        ("<Anna|Élise|Awa> Weil a été entendue. Selon Mme Weil, la route est sûre.",),
        ("Anna Weil a été entendue. Selon <M. Roche|Mme Roy>, la route est sûre.",),
        short_names.gather,
        _WHO,
    ),
    Rule(
        "name-in-brackets",
        "An acronym in brackets is another name of the body before it.",
        ("La Ligue des rivages (<LDR|LRV>) a porté plainte. Selon la Ligue des rivages, la route est sûre.",),
        ("La Ligue des rivages (<Caen|Vire>) a porté plainte. Selon la Ligue, la route est sûre.",),
        brackets.gather,
        _WHO,
    ),
    Rule(
        "alias",
        "A name after alias or dit is a second name of the person before it.",
        ("Ana Ruiz, <alias|dite> Luz, a été condamnée. Selon Luz, la route est sûre.",),
        ("Ana Ruiz, <avec|sans> Luz, a été entendue. Selon Luz, la route est sûre.",),
        brackets.gather,
        _WHO,
    ),
    Rule(
        "called",
        "What is called by another name has both.",
        ("La société Dupin, <plus connue|connue> sous le nom de Velta, a fermé. Selon Velta, la route est sûre.",),
        ("La société Dupin a <aidé|payé> Velta. Selon Velta, la route est sûre.",),
        brackets.other_names,
        _WHO,
    ),
    Rule(
        "shorter-court",
        "A court by the beginning of its name is the one that is named in full.",
        ("La cour d'assises de <Metz|Caen|Vire> a été saisie. La cour d'assises a condamné Paul Roy.",),
        ("La cour d'assises de Metz a été saisie. Le tribunal de <Vire|Caen> a condamné Paul Roy.",),
        institutions.gather,
        _WHO,
    ),
    Rule(
        "bare-noun",
        "The bare noun of a body is the one of that noun that was named before.",
        ("Le parquet de <Vire|Caen> a été saisi. Le parquet <a dit|affirme> que la route est sûre.",),
        ("Le préfet a été saisi. Le <ministère|parquet> a dit que la route est sûre.",),
        institutions.gather,
        _WHO,
    ),
    Rule(
        "acronym",
        "An acronym of the first letters of a body is that body, without brackets too.",
        ("L'Organisation mondiale de la santé a été saisie. L'OMS affirme que <la route|l'eau> est sûre.",),
        ("L'Organisation mondiale de la santé a été saisie. L'<ONU|OTAN> affirme que la route est sûre.",),
        institutions.acronyms,
        _WHO,
    ),
    Rule(
        "of-state",
        "A body is one by the adjective and by the name of its state.",
        ("Le gouvernement chilien a été <saisi|entendu>. Le gouvernement du Chili affirme que la route est sûre.",),
        ("Le gouvernement chilien a été saisi. Le gouvernement du <Brésil|Mali> affirme que la route est sûre.",),
        of_state,
        _WHO,
    ),
    Rule(
        "description",
        "A definite description takes up somebody who was named or described before.",
        (
            "Jeanne Martin, maire <à|de> <@town>, a été entendue. La maire affirme que la route est sûre.",
            "L'entreprise Dupin a été <saisie|entendue>. L'entreprise affirme que la route est sûre.",
        ),
        ("Paul Roy a été entendu. <Un passant|Une voisine> affirme que la route est sûre.",),
        Descriptions.options,
        _WHO,
    ),
    Rule(
        "pronoun",
        "A pronoun is the last one named who fits it in gender and number.",
        (
            "<Jeanne Martin|Élise de La Tour|Awa Diallo> a été entendue. « Tout est faux », a-t-elle <dit|déclaré>.",
            "<Paul Roy|Karim Haddad> a été entendu. Il <affirme|affirmait> que la route est sûre.",
        ),
        ("Jeanne Martin a été entendue. <Il|On> affirme que la route est sûre.",),
        Pronouns.options,
        _WHO,
    ),
    Rule(
        "latter",
        "Ce dernier is the last one named who fits.",
        ("Le maire a reçu Paul Roy. Selon ce dernier, la route est <sûre|dangereuse>.",),
        ("Le maire a reçu Paul Roy. Selon <le parquet|la police>, la route est sûre.",),
        Answers.find,
        _WHO,
    ),
    Rule(
        "of-two",
        "Le premier and le second are the two who were named together.",
        ("Paul Roy et Jan Hus ont été entendus. Selon le second, la route est <sûre|longue>.",),
        ("Paul Roy a été entendu. Selon le <premier|second>, la route est sûre.",),
        Answers.find,
        _WHO,
    ),
    Rule(
        "ruling-of-court",
        "What a ruling says is said by its court.",
        ("La cour d'appel de <@town> a relaxé Paul Roy. Selon <l'arrêt|le jugement>, les faits sont anciens.",),
        ("La cour d'appel de <@town> a relaxé Paul Roy. Selon <le rapport|l'enquête>, les faits sont anciens.",),
        Answers.find,
        _WHO,
    ),
    Rule(
        "one-of-many",
        "Who is named beside one of many is that one.",
        ("Selon l'un des <avocats|médecins|juges>, Paul Roy, la route est sûre.",),
        ("Selon l'un des <avocats|médecins>, la route est sûre.",),
        Answers.find,
        _WHO,
    ),
    Rule(
        "country-own",
        "The state that the words for an actor name is its own.",
        ("Le gouvernement <chilien|péruvien|norvégien> affirme que la route est sûre.",),
        ("Le gouvernement affirme que la route est <sûre|longue>.",),
        Countries.of,
        ("country",),
    ),
    Rule(
        "country-near",
        "An authority is of the state of the place that is named just before it.",
        ("À <Oslo|Madrid|Rome>, la police affirme que la route est sûre. Le Chili et le Pérou en parlent.",),
        ("La <police|mairie> affirme que la route est sûre.",),
        Countries.of,
        ("country",),
    ),
    Rule(
        "country-setting",
        "An authority is of the state in which the article plays: by its heading, else the one named most.",
        ("<Norvège|Chili|Pérou> : la police affirme que la route est sûre.",),
        ("<Alerte|Sécurité> : la police affirme que la route est sûre.",),
        Countries.of,
        ("country",),
    ),
)
