"""Where the role of a person is named, as rules."""

from greffier.extraction.mentions import roles
from greffier.extraction.rules import Rule

RULES = (
    Rule(
        "role-before-name",
        "A description right before a name is the role of the one who is named.",
        ("<Le maire|La juge|L'avocate|Le procureur> <Camille Roy|Dominique Weil> affirme que la route est sûre.",),
        ("<Camille Roy|Dominique Weil> affirme que la route est sûre.",),
        roles.expect,
        ("role",),
    ),
    Rule(
        "role-apposed",
        "A description between commas behind a name is the role of the one who is named.",
        ("Camille Roy, <maire de Vire|juge à Metz|avocate>, affirme que la route est sûre.",),
        ("Camille Roy, <hier|à Vire>, affirmait que la route est sûre.",),
        roles.role,
        ("role",),
    ),
    Rule(
        "role-fronted",
        "A description without an article that opens the sentence is the role of the subject behind its comma.",
        ("<Experte|Juge|Avocate> désignée par la Cour, Anna Weil affirme que la route est sûre.",),
        ("<Désignée|Nommée> par la Cour, Anna Weil affirme que la route est sûre.",),
        roles.expect,
        ("role",),
    ),
    Rule(
        "role-party",
        "A party in brackets behind the name of a person is what they belong to.",
        ("Paul Roy (<PS|UMP|PCF>) affirme que la route est sûre.",),
        ("Paul Roy (<38 ans|à gauche>) affirme que la route est sûre.",),
        roles.role,
        ("role",),
    ),
)
