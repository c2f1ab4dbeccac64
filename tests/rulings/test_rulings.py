"""What each construction tells of: made-up sentences that a rule takes, and those that no rule may take."""

from datetime import date

import pytest

from greffier import decisions
from greffier.actors import Cast
from greffier.text import Text

READ = date(2020, 5, 14)

TAKEN: dict[str, list[tuple[str, str]]] = {
    "active-ruling": [
        ("Le tribunal a nommé un administrateur.", "ordered"),
        (
            "La cour d'appel de Lyon a confirmé jeudi la condamnation de l'ancien maire à deux ans de prison.",
            "upheld",
        ),
        ("Le tribunal correctionnel de Marseille a relaxé mardi les trois prévenus.", "acquitted"),
        ("Le Conseil d'État a annulé vendredi l'arrêté du préfet du Nord.", "overturned"),
        ("La Cour de cassation a rejeté le pourvoi formé par la société Dumarchais.", "dismissed"),
        ("Le parquet de Lille a classé sans suite la plainte déposée par l'association.", "discontinued"),
        ("L'homme de 34 ans a été présenté à un juge d'instruction qui l'a mis en examen pour assassinat.", "charged"),
        ("Le juge des libertés et de la détention l'a placé sous contrôle judiciaire.", "ordered"),
        ("Le tribunal administratif de Nice a suspendu l'arrêté municipal.", "ordered"),
        ("Le Conseil constitutionnel a censuré jeudi plusieurs articles de la loi.", "overturned"),
        ("Le Conseil constitutionnel a validé l'essentiel du texte.", "upheld"),
        ("La Cour européenne des droits de l'homme a condamné la France pour violation de l'article 3.", "convicted"),
        ("Le tribunal a débouté les plaignants.", "dismissed"),
        ("La cour a donné raison à la salariée.", "granted"),
        ("Le tribunal a fait droit à la demande de l'association.", "granted"),
        ("La juge a accordé une libération conditionnelle à Paul Martin.", "granted"),
        ("La Cour suprême du Canada a refusé d'entendre l'appel de Paul Martin.", "dismissed"),
        ("La Cour d'appel du Québec a ordonné un nouveau procès.", "ordered"),
        ("Le juge Tremblay a acquitté Paul Martin des accusations d'agression sexuelle.", "acquitted"),
        (
            "Le tribunal militaire de Yaoundé a condamné les activistes à des peines de dix à quinze ans de prison.",
            "convicted",
        ),
        ("La cour a infirmé le jugement de première instance.", "overturned"),
        ("Le juge des référés a enjoint à la préfecture de reloger la famille.", "ordered"),
        ("Le tribunal de commerce a placé l'entreprise en liquidation judiciaire.", "ordered"),
        ("Le tribunal de commerce de Nanterre a condamné la société à verser 50 000 euros à la salariée.", "ordered"),
        ("Le jury l'a déclaré coupable de viol.", "convicted"),
        ("Les jurés ont déclaré Paul Martin coupable de viol.", "convicted"),
        ("Le DPCP a abandonné les accusations contre Paul Martin.", "discontinued"),
        ("La cour d'appel a autorisé l'extradition de Paul Martin vers l'Espagne.", "granted"),
        ("La CPI a émis un mandat d'arrêt contre le colonel.", "ordered"),
        ("Le tribunal a annulé le permis de construire délivré par la mairie.", "overturned"),
        ("La cour d'appel a réduit sa peine à deux ans de prison.", "convicted"),
        ("La cour d'appel a alourdi sa peine.", "convicted"),
        ("Le tribunal a reconnu Paul Martin coupable de corruption.", "convicted"),
        ("Le tribunal de grande instance de Paris a interdit la diffusion du film.", "ordered"),
        ("La justice française a refusé d'extrader Paul Martin.", "dismissed"),
    ],
    "carried-ruling": [
        ("Les juges d'instruction ont rendu une ordonnance de non-lieu dans cette affaire.", "discontinued"),
        ("Un non-lieu a été prononcé mercredi en faveur du ministre.", "discontinued"),
        ("La justice a ordonné la remise en liberté de Paul Martin.", "ordered"),
        ("Il s'est vu infliger une amende de 500 euros.", "convicted"),
        ("Le tribunal a prononcé la relaxe de Paul Martin.", "acquitted"),
        (
            "La cour d'assises a prononcé une peine de vingt ans de réclusion criminelle contre Paul Martin.",
            "convicted",
        ),
        ("Paul Martin a bénéficié d'un non-lieu.", "discontinued"),
        ("Le juge d'instruction a ordonné le renvoi en procès de Paul Martin.", "referred"),
        ("L'association a obtenu l'annulation du permis de construire.", "overturned"),
        ("La Cour du Québec a imposé une peine de deux ans de pénitencier à l'accusé.", "convicted"),
        ("L'accusé a reçu une peine de 18 mois de prison.", "convicted"),
        ("La Haute Cour de Nairobi a ordonné la libération des militants.", "ordered"),
        ("Quatre ans de prison, dont deux ferme, ont été prononcés contre l'ex-trésorier.", "convicted"),
        ("Le tribunal lui a infligé une amende de 3 000 euros.", "convicted"),
    ],
    "clause-ruling": [
        ("Le tribunal a jugé que le licenciement était abusif.", "other"),
        ("La loi est contraire à la Constitution, a jugé vendredi le Conseil constitutionnel.", "overturned"),
    ],
    "headline-ruling": [
        ("Un homme condamné à perpétuité pour le meurtre de sa femme", "convicted"),
        ("Affaire des écoutes : Paul Martin condamné à trois ans de prison, dont un ferme", "convicted"),
        ("Bordeaux : le maire relaxé en appel", "acquitted"),
        ("Corruption : l'ancien ministre définitivement condamné", "convicted"),
        ("Le nouveau décret migratoire bloqué par un juge", "ordered"),
        ("Un ancien prêtre condamné à Lyon pour agressions sexuelles", "convicted"),
        ("Le cardinal relaxé", "acquitted"),
        ("Abdel K. condamné à perpétuité", "convicted"),
    ],
    "nominal-ruling": [
        ("Après sa condamnation à deux ans de prison, Paul Martin a fait appel.", "convicted"),
        ("Depuis sa mise en examen en mars 2019, il se tait.", "charged"),
        ("Il conteste sa mise en examen.", "charged"),
        ("Il a fait appel de sa condamnation.", "convicted"),
        ("Non-lieu pour le ministre de l'Intérieur", "discontinued"),
        ("Acquittement pour les deux gendarmes", "acquitted"),
    ],
    "participle-ruling": [
        ("Mis en examen, le député clame son innocence.", "charged"),
        ("Paul Martin, condamné en 2015 à trois ans de prison, est sorti de prison.", "convicted"),
        ("Reconnu coupable de viols, il a été condamné à quinze ans de réclusion.", "convicted"),
        ("Déclaré coupable, il encourt la perpétuité.", "convicted"),
        ("Elle a vu sa condamnation annulée par la Cour de cassation.", "overturned"),
        ("Le décret, suspendu par un juge de Seattle, ne s'applique plus.", "ordered"),
        ("Paul Martin, visé par un mandat d'arrêt international, vit à Dubaï.", "ordered"),
        ("Le pasteur, assigné à résidence depuis juillet, nie les faits.", "ordered"),
        ("Mis en examen en février, le candidat a maintenu sa candidature.", "charged"),
        ("L'élu, déjà condamné en 2012 pour diffamation, conteste.", "convicted"),
    ],
    "passive-ruling": [
        ("Le procès de Paul Martin a été renvoyé au 12 mars.", "adjourned"),
        ("L'audience a été reportée à lundi.", "adjourned"),
        ("La France a été condamnée mardi par la CEDH.", "convicted"),
        ("Les plaignants ont été déboutés de leur demande.", "dismissed"),
        ("Paul Martin a été reconnu coupable de meurtre au premier degré.", "convicted"),
        ("L'ex-président a été condamné par contumace à la peine de mort.", "convicted"),
        ("Le recours a été jugé irrecevable.", "dismissed"),
        ("La plainte de la société a été rejetée par le tribunal.", "dismissed"),
        ("La requête a été déclarée irrecevable par la Cour.", "dismissed"),
        ("L'entreprise a été placée en redressement judiciaire par le tribunal de commerce de Lyon.", "ordered"),
        ("Le chef d'accusation a été abandonné.", "discontinued"),
        ("Un mandat d'arrêt a été émis contre l'ancien président.", "ordered"),
        ("L'affaire a été mise en délibéré au 3 juin.", "adjourned"),
        ("L'ancien PDG a été renvoyé devant le tribunal correctionnel pour abus de biens sociaux.", "referred"),
        ("Le jugement a été cassé.", "overturned"),
        ("Sa peine a été ramenée à deux ans en appel.", "convicted"),
        ("Il a été libéré sous caution.", "ordered"),
        ("Elle a été condamnée à payer une amende de 1 000 euros.", "convicted"),
        ("La mairie a été condamnée à rembourser 10 000 euros.", "ordered"),
        ("Le recours de l'opposition a été rejeté.", "dismissed"),
        ("La demande de mise en liberté de Paul Martin a été rejetée.", "dismissed"),
        ("Paul Martin a été blanchi par la justice.", "acquitted"),
        ("Le médecin a été radié de l'ordre.", "ordered"),
        ("Paul Martin a été inculpé de corruption.", "charged"),
    ],
    "penalty-heading": [
        ("Deux ans de prison pour l'ancien trésorier du club", "convicted"),
        ("Prison ferme pour un ex-policier", "convicted"),
        ("La perpétuité pour le tueur de Nice", "convicted"),
        ("Perpétuité pour Abdel K.", "convicted"),
        ("Peine alourdie en appel pour l'ex-maire", "convicted"),
    ],
    "suffered-ruling": [
        ("Paul Martin a écopé de six mois de prison ferme.", "convicted"),
        ("Paul Martin écope de six mois de prison.", "convicted"),
        ("Paul Martin a perdu son procès contre le journal.", "dismissed"),
        ("Il purge une peine de cinq ans de prison pour vol.", "convicted"),
        ("Il avait écopé en première instance de deux ans de prison avec sursis.", "convicted"),
        ("L'accusé devra purger une peine de six ans de pénitencier.", "convicted"),
        ("Jean Tremblay, 45 ans, a écopé de 30 mois de détention.", "convicted"),
    ],
}

SEVERAL: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "La Cour de cassation a cassé l'arrêt de la cour d'appel et renvoyé l'affaire devant la cour d'appel de Paris.",
        [("overturned", "active-ruling"), ("referred", "active-ruling")],
    ),
    (
        "Paul Martin a été condamné à un an de prison et Marie Durand à deux ans de prison.",
        [("convicted", "passive-ruling"), ("convicted", "shared-penalty")],
    ),
    (
        "Paul Martin a été mis en examen et placé en détention provisoire.",
        [("charged", "passive-ruling"), ("ordered", "passive-ruling")],
    ),
    (
        "Paul Martin a été mis en examen pour meurtre, puis écroué.",
        [("charged", "passive-ruling"), ("ordered", "passive-ruling")],
    ),
    (
        "Condamné en première instance à trois ans de prison, l'ancien ministre a été relaxé en appel.",
        [("acquitted", "passive-ruling"), ("convicted", "participle-ruling")],
    ),
    (
        "Débouté en première instance, le syndicat a obtenu gain de cause en appel.",
        [("dismissed", "participle-ruling"), ("granted", "suffered-ruling")],
    ),
    ("Le couple a été mis en examen et écroué.", [("charged", "passive-ruling"), ("ordered", "passive-ruling")]),
    (
        "Trois hommes ont été mis en examen et incarcérés jeudi.",
        [("charged", "passive-ruling"), ("ordered", "participle-ruling")],
    ),
    (
        "La Cour d'appel accueille l'appel et ordonne un nouveau procès.",
        [("granted", "active-ruling"), ("ordered", "active-ruling")],
    ),
]

# Asked for, feared, possible, denied, expected, or the business of nobody who rules.
LEFT = [
    "Le procureur a requis cinq ans de prison contre Paul Martin.",
    "Paul Martin risque jusqu'à dix ans de prison.",
    "Paul Martin pourrait être condamné à dix ans de prison.",
    "L'avocat a demandé la relaxe de son client.",
    "Le tribunal n'a pas prononcé d'amende.",
    "La défense a plaidé la relaxe.",
    "L'ONU a condamné l'attentat.",
    "L'attentat a été condamné par le président.",
    "Le ministre a condamné ces violences.",
    "La Cour a jugé recevable la requête.",
    "Paul Martin doit être jugé en septembre.",
    "Le procès s'ouvrira lundi.",
    "Paul Martin a été extradé vers la France.",
    "Paul Martin sera fixé sur son sort le 3 juin.",
    "Les personnes condamnées pour vol peuvent faire appel.",
    "Toute personne condamnée doit payer.",
    "Paul Martin n'a pas été condamné.",
    "Il nie avoir été condamné.",
    "Si la cour rejette sa demande, il partira.",
    "La cour pourrait annuler le décret.",
    "Le gouvernement demande à la cour d'annuler le décret.",
    "Le sénateur a été placé en garde à vue.",
    "Le policier a été suspendu.",
    "La cour d'appel a estimé que la société avait commis une faute.",
    "Le Conseil constitutionnel a émis une réserve d'interprétation.",
    "Le parquet a ouvert une enquête préliminaire.",
    "Le maire a déposé plainte.",
    "Il a plaidé coupable à des accusations de fraude.",
    "Le verdict est tombé : coupable.",
    "La Cour constitutionnelle a proclamé les résultats.",
    "Le verdict sera rendu le 3 juin.",
    "Une information judiciaire a été ouverte.",
    "Le ministre a annulé son voyage.",
    "Le maire a rejeté la proposition.",
    "Le Sénat a rejeté le projet de loi.",
    "La banque a bloqué le compte.",
    "Le président a gracié le détenu.",
    "Le club a été sanctionné.",
    "L'équipe a été disqualifiée.",
    "Le public a condamné ces propos.",
    "L'Assemblée a confirmé son vote.",
    "Le match a été reporté à samedi.",
    "La réunion a été ajournée.",
    "L'auteur présumé encourt vingt ans de réclusion.",
    "Trois ans ferme requis contre le maire",
    "Le parquet général demande la confirmation de la peine.",
    "Ils réclament l'annulation du scrutin.",
    "L'avocat général a demandé la condamnation des accusés.",
    "Une éventuelle condamnation serait un coup dur.",
    "Jugé pour viol, il risque vingt ans.",
    "Le Premier ministre malien a été mis en cause.",
    "La Cour internationale de Justice se prononcera vendredi.",
    "La cour a choisi de ne pas prononcer de peine.",
    "Le parquet a annoncé l'ouverture d'une information judiciaire.",
    "Le procureur a fait appel de la décision.",
    "L'activiste a recouvré la liberté mardi.",
    "Le Conseil d'État n'a pas suivi l'avis du rapporteur.",
    "Aucun des prévenus n'a été condamné.",
    "Le ministère public a requis la relaxe, le tribunal l'a suivi.",
    '"Le tribunal a fait preuve de clémence", a dit son avocat.',
    "Le tribunal examinera la demande le 3 mai.",
    "Le juge doit se prononcer lundi.",
    "Il est soupçonné d'avoir tué son voisin.",
    "Le dossier a été transmis au parquet de Paris.",
    "Le sénateur comparaîtra devant le tribunal correctionnel.",
    "« La mesure est disproportionnée », a estimé la cour.",
    "L'ancien banquier, en détention provisoire depuis mars, a été entendu.",
    "Non-lieu requis pour le ministre",
    "La Couronne a porté la cause en appel.",
    "Le ministre fait face à la justice.",
    "Le procureur de la République a requis la relaxe pure et simple.",
    "La Cour déclare la requête recevable.",
    "Le Défenseur des droits a rendu un avis.",
    "Le tribunal a rendu son jugement lundi.",
    "La cour rendra son arrêt le 5 juin.",
]


def told(sentence: str) -> list[tuple[str, str]]:
    text = Text(sentence)
    return sorted((d.outcome, d.rule) for d in decisions.find(text, Cast(text, "x"), READ))


@pytest.mark.parametrize(
    ("sentence", "outcome", "rule"), [(s, o, rule) for rule, rows in TAKEN.items() for s, o in rows]
)
def test_a_rule_takes(sentence: str, outcome: str, rule: str) -> None:
    assert told(sentence) == [(outcome, rule)]


@pytest.mark.parametrize(("sentence", "expected"), SEVERAL)
def test_a_sentence_can_tell_of_several(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize("sentence", LEFT)
def test_no_rule_takes(sentence: str) -> None:
    assert told(sentence) == []
