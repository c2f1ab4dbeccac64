"""What each construction gives: (text, [(words for the speaker, content with its parts joined by " || ", mode)])."""

import pytest

from greffier.extraction import statements
from greffier.extraction.statements.content import mode
from greffier.extraction.statements.speakers import words_for
from greffier.extraction.syntax.text import Text

# Sentences made up to show one construction each; an empty list says that nothing is reported.
CASES: list[tuple[str, list[tuple[str | None, str, str]]]] = [
    (
        "« Ce jugement est une honte », a réagi lundi Me Paul Girard, l'avocat de la famille.",
        [("Me Paul Girard", "Ce jugement est une honte", "direct")],
    ),
    (
        "Le maire n'a rien signé, a assuré vendredi son avocate.",
        [("son avocate", "Le maire n'a rien signé", "indirect")],
    ),
    (
        "« Nous irons en cassation », prévient-il, « et nous gagnerons ».",
        [("il", "Nous irons en cassation || et nous gagnerons", "direct")],
    ),
    (
        "Il n'y a pas eu de faute, selon elle, et l'enquête doit s'arrêter.",
        [("elle", "Il n'y a pas eu de faute || et l'enquête doit s'arrêter", "indirect")],
    ),
    (
        "L'enquête, a précisé le procureur, durera plusieurs mois.",
        [("le procureur", "L'enquête || durera plusieurs mois", "indirect")],
    ),
    (
        "« Le dossier est vide, a plaidé Me Roy devant la cour, et mon client doit être relaxé. »",
        [("Me Roy", "Le dossier est vide || et mon client doit être relaxé", "direct")],
    ),
    (
        "\"C'est un procès politique\", a lancé l'ancien ministre à la sortie de l'audience.",
        [("l'ancien ministre", "C'est un procès politique", "direct")],
    ),
    (
        "“La loi est claire”, a tranché la présidente du tribunal.",
        [("la présidente du tribunal", "La loi est claire", "direct")],
    ),
    (
        "« J'ai peur », dit-elle. « Ils reviendront. »",
        [("elle", "J'ai peur", "direct"), ("elle", "Ils reviendront.", "direct")],
    ),
    (
        "L'association soutient que la préfecture a violé la loi.",
        [("L'association", "la préfecture a violé la loi", "indirect")],
    ),
    (
        "Le parquet a fait savoir mardi que l'enquête était close.",
        [("Le parquet", "l'enquête était close", "indirect")],
    ),
    (
        "Le ministre a fait valoir que « les règles ont été respectées ».",
        [("Le ministre", "les règles ont été respectées", "direct")],
    ),
    (
        "Elle a déclaré que le contrat était nul, ajoutant qu'elle porterait plainte.",
        [("Elle", "le contrat était nul", "indirect"), ("Elle", "elle porterait plainte", "indirect")],
    ),
    (
        "Le juge a relevé que les preuves manquaient et a estimé que l'accusé devait être libéré.",
        [("Le juge", "les preuves manquaient", "indirect"), ("Le juge", "l'accusé devait être libéré", "indirect")],
    ),
    (
        "Le gouvernement, qui affirme que la procédure est régulière, a fait appel.",
        [("Le gouvernement", "la procédure est régulière", "indirect")],
    ),
    (
        "Estimant que la loi était mal appliquée, l'avocat a demandé un renvoi.",
        [("l'avocat", "la loi était mal appliquée", "indirect")],
    ),
    (
        "Le communiqué précise que « deux agents ont été suspendus » après l'incident.",
        [("Le communiqué", "deux agents ont été suspendus", "direct")],
    ),
    (
        "La cour rappelle, dans son arrêt, que le secret des sources est protégé.",
        [("La cour", "le secret des sources est protégé", "indirect")],
    ),
    ("Il a nié que la firme ait payé.", [("Il", "la firme ait payé", "indirect")]),
    ("Le prévenu affirme avoir agi seul.", [("Le prévenu", "avoir agi seul", "indirect")]),
    ("L'entreprise dit n'avoir reçu aucune plainte.", [("L'entreprise", "n'avoir reçu aucune plainte", "indirect")]),
    ("Elle nie avoir signé le document.", [("Elle", "avoir signé le document", "indirect")]),
    ("Le suspect a reconnu être entré dans la maison.", [("Le suspect", "être entré dans la maison", "indirect")]),
    ("Se disant « sereine », l'élue a quitté la salle.", [("l'élue", "sereine", "direct")]),
    ("Le tribunal demande à la société de verser 3 000 euros.", [("Le tribunal", "verser 3 000 euros", "indirect")]),
    ("L'ONG appelle les autorités à libérer les militants.", [("L'ONG", "libérer les militants", "indirect")]),
    ("Le syndicat a promis de saisir la justice.", [("Le syndicat", "saisir la justice", "indirect")]),
    ("Le directeur menace de porter plainte.", [("Le directeur", "porter plainte", "indirect")]),
    ("La procureure a requis cinq ans de prison ferme.", [("La procureure", "cinq ans de prison ferme", "indirect")]),
    (
        "Les plaignants réclament 50 000 euros de dommages et intérêts.",
        [("Les plaignants", "50 000 euros de dommages et intérêts", "indirect")],
    ),
    (
        "L'opposition accuse le ministre d'avoir menti aux députés.",
        [("L'opposition", "avoir menti aux députés", "indirect")],
    ),
    ("La police le soupçonne de trafic d'influence.", [("La police", "trafic d'influence", "indirect")]),
    ("On reproche au maire d'avoir favorisé son frère.", []),
    (
        "Le parti reproche à la maire d'avoir favorisé son frère.",
        [("Le parti", "avoir favorisé son frère", "indirect")],
    ),
    (
        "Accusé par deux salariées de harcèlement, le patron a démissionné.",
        [("deux salariées", "harcèlement", "indirect")],
    ),
    ("Il est accusé de fraude.", []),
    (
        "Le parquet a annoncé l'ouverture d'une enquête préliminaire.",
        [("Le parquet", "l'ouverture d'une enquête préliminaire", "indirect")],
    ),
    (
        "L'association déplore l'« inaction » du préfet face aux crues.",
        [("L'association", "l'« inaction » du préfet face aux crues", "mixed")],
    ),
    ("Le syndicat critique le maire.", []),
    ("Le ministre condamne ces propos.", []),
    ("La société dément ces allégations.", []),
    ("Le ministère a confirmé la mort de deux soldats.", [("Le ministère", "la mort de deux soldats", "indirect")]),
    ("L'avocat a dénoncé une « justice à deux vitesses ».", [("L'avocat", "justice à deux vitesses", "direct")]),
    ("Le président a dénoncé « un acte odieux » et appelé au calme.", [("Le président", "un acte odieux", "direct")]),
    ("Elle qualifie la loi de « recul historique ».", [("Elle", "recul historique", "direct")]),
    (
        "Les juges ont parlé d'une « atteinte grave à la probité ».",
        [("Les juges", "atteinte grave à la probité", "direct")],
    ),
    ("Il juge le texte « absurde ».", []),
    ("La ministre a évoqué « des faits inacceptables ».", [("La ministre", "des faits inacceptables", "direct")]),
    (
        "Selon le procureur, Jean Martin, les faits sont établis.",
        [("le procureur, Jean Martin", "les faits sont établis", "indirect")],
    ),
    ("D'après la BBC, deux hommes ont été arrêtés.", [("la BBC", "deux hommes ont été arrêtés", "indirect")]),
    ("Pour l'avocat, la procédure est nulle.", [("l'avocat", "la procédure est nulle", "indirect")]),
    ("Pour l'heure, la procédure est suspendue.", []),
    ("Aux yeux de la cour, l'intention est prouvée.", [("la cour", "l'intention est prouvée", "indirect")]),
    ("De l'avis de plusieurs juristes, le texte est flou.", [("plusieurs juristes", "le texte est flou", "indirect")]),
    (
        "Le maire aurait touché 10 000 euros, selon une source proche du dossier.",
        [("une source proche du dossier", "Le maire aurait touché 10 000 euros", "indirect")],
    ),
    ("Les tarifs varient selon la saison.", []),
    ("Comme l'a rappelé la cour, le silence est un droit.", [("la cour", "le silence est un droit", "indirect")]),
    (
        "Le texte est inconstitutionnel, comme l'a dit le Conseil.",
        [("le Conseil", "Le texte est inconstitutionnel", "indirect")],
    ),
    ("Le communiqué est clair : « Nous ferons appel. »", [("Le communiqué", "Nous ferons appel.", "direct")]),
    (
        "Me Girard s'indigne : « On juge un homme sans preuve. »",
        [("Me Girard", "On juge un homme sans preuve.", "direct")],
    ),
    (
        "L'avocat de la défense : « Mon client est innocent. »",
        [("L'avocat de la défense", "Mon client est innocent.", "direct")],
    ),
    ("L'accusé nie les faits : il était à Lyon.", [("L'accusé", "il était à Lyon", "indirect")]),
    ("Réaction du maire : « C'est une victoire. »", [("maire", "C'est une victoire.", "direct")]),
    ("L'accusation selon laquelle il aurait volé est fausse.", []),
    ("Il a rejeté l'accusation selon laquelle il aurait volé.", []),
    ("Le maire n'a pas évoqué la note.", []),
    ("Il sait que la partie est perdue.", []),
    ("La « loi travail » a été votée.", []),
    ("Le livre s'intitule « Les Misérables ».", []),
    ("Le juge pense que l'affaire est close.", []),
    ("« L'affaire est close », pense-t-il.", [("il", "L'affaire est close", "direct")]),
    ("Elle craint « un recul des libertés ».", [("Elle", "un recul des libertés", "direct")]),
    ("Elle souhaite partir.", []),
    ("Le rapport montre que les délais ont doublé.", [("Le rapport", "les délais ont doublé", "indirect")]),
    (
        "Interrogé par l'AFP, le porte-parole a indiqué que l'audience était reportée.",
        [("le porte-parole", "l'audience était reportée", "indirect")],
    ),
    (
        "Dans un communiqué, l'organisation se réjouit d'une « décision courageuse ».",
        [("l'organisation", "décision courageuse", "direct")],
    ),
    (
        "Le parquet général s'est dit « satisfait » de l'arrêt.",
        [("Le parquet général", "« satisfait » de l'arrêt", "mixed")],
    ),
    ("La ministre assure vouloir « tourner la page ».", [("La ministre", "vouloir « tourner la page »", "mixed")]),
    (
        "Il a été condamné pour avoir affirmé que la banque volait ses clients.",
        [("Il", "la banque volait ses clients", "indirect")],
    ),
    (
        "Le Premier ministre François Legault estime que la Cour suprême « nie l'existence du Québec ».",
        [("Le Premier ministre François Legault", "la Cour suprême « nie l'existence du Québec »", "mixed")],
    ),
    ("Joint par téléphone, Me Diallo se dit confiant.", [("Me Diallo", "confiant", "indirect")]),
    (
        "La Cour a jugé que le licenciement était abusif et a condamné l'employeur à verser 20 000 euros.",
        [("La Cour", "le licenciement était abusif", "indirect")],
    ),
    (
        "Le tribunal a considéré, à l'instar du ministère public, que le délit était constitué.",
        [("Le tribunal", "le délit était constitué", "indirect")],
    ),
    (
        "« Les conditions ne sont pas réunies », explique à La Presse le professeur Luc Tremblay.",
        [("le professeur Luc Tremblay", "Les conditions ne sont pas réunies", "direct")],
    ),
    (
        "Le chef de l'État a assuré dimanche que la justice suivrait son cours et que nul n'était au-dessus des lois.",
        [("Le chef de l'État", "la justice suivrait son cours et que nul n'était au-dessus des lois", "indirect")],
    ),
    ("L'ONG dit craindre « une vague d'arrestations ».", [("L'ONG", "craindre « une vague d'arrestations »", "mixed")]),
    (
        "Il a confié à Radio-Canada avoir été « trahi par les siens ».",
        [("Il", "avoir été « trahi par les siens »", "mixed")],
    ),
    (
        "Les avocats ont dénoncé le fait que leurs clients n'aient pas été entendus.",
        [("Les avocats", "le fait que leurs clients n'aient pas été entendus", "indirect")],
    ),
    (
        "Le procureur a expliqué pourquoi le dossier avait été classé.",
        [("Le procureur", "pourquoi le dossier avait été classé", "indirect")],
    ),
    (
        "Le porte-parole a indiqué que M. Traoré serait jugé le 3 mars, mais n'a pas donné de détails.",
        [("Le porte-parole", "M. Traoré serait jugé le 3 mars", "indirect")],
    ),
    (
        "Pour le ministre, cette décision est « inacceptable ».",
        [("le ministre", "cette décision est « inacceptable »", "mixed")],
    ),
    ("Le président a salué « une victoire du droit ».", [("Le président", "une victoire du droit", "direct")]),
    (
        "Le parti dénonce une « chasse aux sorcières » et réclame « la vérité sur cette affaire ».",
        [("Le parti", "chasse aux sorcières", "direct"), ("Le parti", "la vérité sur cette affaire", "direct")],
    ),
    ("Elle a appelé à « tirer les leçons » de l'affaire.", [("Elle", "tirer les leçons » de l'affaire", "mixed")]),
    ("Il a assuré n'avoir « jamais touché d'argent ».", [("Il", "n'avoir « jamais touché d'argent »", "mixed")]),
    ("La décision est « historique », a commenté l'ONG.", [("l'ONG", "La décision est « historique »", "mixed")]),
    ("Le ministre a promis « une réponse ferme ».", [("Le ministre", "une réponse ferme", "direct")]),
    (
        "Il dénonce « coup d'État institutionnel » mené par les juges.",
        [("Il", "« coup d'État institutionnel » mené par les juges", "mixed")],
    ),
    (
        "Le syndicat demande que « toute la lumière soit faite ».",
        [("Le syndicat", "toute la lumière soit faite", "direct")],
    ),
    (
        "Les juges lui reprochent d'avoir « sciemment trompé » ses électeurs.",
        [("Les juges", "avoir « sciemment trompé » ses électeurs", "mixed")],
    ),
    (
        "Selon le jugement, l'accusé a agi « en pleine connaissance de cause ».",
        [("le jugement", "l'accusé a agi « en pleine connaissance de cause »", "mixed")],
    ),
    ("L'ex-député se dit « victime d'un complot ».", [("L'ex-député", "victime d'un complot", "direct")]),
    ("Il s'agit, selon elle, d'une « première ».", [("elle", "Il s'agit || d'une « première »", "mixed")]),
    (
        "La Cour des comptes pointe « de graves lacunes » dans la gestion.",
        [("La Cour des comptes", "graves lacunes", "direct")],
    ),
    (
        "Le décret « porte atteinte » aux libertés, plaide-t-elle.",
        [("elle", "Le décret « porte atteinte » aux libertés", "mixed")],
    ),
    (
        "La procureure a souligné la « gravité extrême » des faits.",
        [("La procureure", "la « gravité extrême » des faits", "mixed")],
    ),
    ("L'accusé a demandé pardon aux victimes.", []),
    (
        "Le maire s'en est pris aux juges, qu'il a qualifiés de « militants politiques ».",
        [("il", "militants politiques", "direct")],
    ),
    (
        "« Une décision incompréhensible » pour l'avocat de la famille.",
        [("l'avocat de la famille", "Une décision incompréhensible", "direct")],
    ),
    (
        "L'avocate a réclamé la relaxe de son client, dénonçant « une enquête bâclée ».",
        [("L'avocate", "la relaxe de son client", "indirect"), ("L'avocate", "une enquête bâclée", "direct")],
    ),
    ("La défense a plaidé l'acquittement.", []),
    (
        "La partie civile regrette que le tribunal n'ait pas retenu « la préméditation ».",
        [("La partie civile", "le tribunal n'ait pas retenu « la préméditation »", "mixed")],
    ),
    (
        "Dans un tweet, le président a écrit : « Justice est faite. »",
        [("le président", "Justice est faite.", "direct")],
    ),
    ("Le texte a été jugé contraire à la Constitution.", []),
    (
        "« Nous contestons », « nous ferons appel », ont réagi ses avocats.",
        [("ses avocats", "Nous contestons || nous ferons appel", "direct")],
    ),
    (
        "Dans son réquisitoire, l'avocat général avait estimé que l'accusé « a menti ».",
        [("l'avocat général", "l'accusé « a menti »", "mixed")],
    ),
    ("Jean Dupont, dit « le Belge », a été arrêté.", []),
    ("Interrogée sur BFMTV, la députée a affirmé « ne rien savoir ».", [("la députée", "ne rien savoir", "direct")]),
    (
        "Pour la Cour, « aucune preuve » ne permet d'établir les faits.",
        [("la Cour", "« aucune preuve » ne permet d'établir les faits", "mixed")],
    ),
    (
        "Le parquet a indiqué à l'AFP qu'une information judiciaire avait été ouverte pour « violences volontaires ».",
        [("Le parquet", "une information judiciaire avait été ouverte pour « violences volontaires »", "mixed")],
    ),
    (
        "La justice « doit passer », insiste Marie Lebrun, la mère de la victime.",
        [("Marie Lebrun", "La justice « doit passer »", "mixed")],
    ),
    ("M. Sall, lui, parle de « règlement de comptes ».", [("M. Sall", "règlement de comptes", "direct")]),
    (
        "« Le droit est de notre côté », a déclaré à des journalistes le ministre des Affaires étrangères, en marge du sommet.",
        [("le ministre des Affaires étrangères", "Le droit est de notre côté", "direct")],
    ),
    (
        "La Haute Cour a ordonné au gouvernement de suspendre le décret.",
        [("La Haute Cour", "suspendre le décret", "indirect")],
    ),
    (
        "Le rapport, publié mercredi, dénonce des « traitements inhumains » dans les prisons.",
        [("Le rapport", "traitements inhumains", "direct")],
    ),
    ("Elle réfute toute pression sur les juges.", [("Elle", "toute pression sur les juges", "indirect")]),
    (
        "Les magistrats ont ainsi rappelé que nul ne peut être jugé deux fois, précise l'arrêt.",
        [
            ("l'arrêt", "Les magistrats ont ainsi rappelé que nul ne peut être jugé deux fois", "indirect"),
            ("Les magistrats", "nul ne peut être jugé deux fois", "indirect"),
        ],
    ),
    (
        "« C'est faux », rétorque l'intéressé : « Je n'y étais pas. »",
        [("l'intéressé", "C'est faux || Je n'y étais pas.", "direct")],
    ),
    (
        "Le maire de la commune Jean Petit a, de son côté, affirmé que tout était légal.",
        [("Le maire de la commune Jean Petit", "tout était légal", "indirect")],
    ),
    ("Aucun élément ne permet de dire que l'accusé était présent.", []),
    ("Le président a refusé de dire s'il ferait appel.", []),
    (
        "Ses proches assurent, eux, que « tout a été fait dans les règles ».",
        [("Ses proches", "tout a été fait dans les règles", "direct")],
    ),
    (
        "Le gouvernement a annoncé mercredi qu'il allait faire appel de cette décision, qualifiée d'« injuste ».",
        [("Le gouvernement", "il allait faire appel de cette décision, qualifiée d'« injuste »", "mixed")],
    ),
    (
        "Le maire a pris la parole : « Nous avons perdu.\n\n« Mais rien n'est fini.\n\n« Nous irons en appel. »\n\nLa salle rit.",
        [("Le maire", "Nous avons perdu. || Mais rien n'est fini. || Nous irons en appel.", "direct")],
    ),
    (
        "« La peine est lourde.\n\n« Elle est injuste », a dit Me Roy.",
        [("Me Roy", "La peine est lourde. || Elle est injuste", "direct")],
    ),
    ("Il a dit «que la cour a “mal jugé”» hier.", [("Il", "la cour a “mal jugé”", "direct")]),
    ("„C'est faux“, a dit le maire.", [("le maire", "C'est faux", "direct")]),
    ("'C'est faux', a dit le maire.", [("le maire", "C'est faux", "direct")]),
    ("‘C’est faux’, a dit le maire.", [("le maire", "C’est faux", "direct")]),
    ("‹ Jamais ›, répond le ministre.", [("le ministre", "Jamais", "direct")]),
    ("L'avocat Éric « Ricky » Lenoir a quitté la salle.", []),
    ("« Ils mentent », accuse Anna Weil.", [("Anna Weil", "Ils mentent", "direct")]),
    (
        "« On nous vise », a écrit sur sa page Rézo l'épouse du maire.",
        [("l'épouse du maire", "On nous vise", "direct")],
    ),
    ("Paul Hus mis en examen, le parquet requiert son renvoi", [("le parquet", "son renvoi", "indirect")]),
    (
        "Pour Claire Weil, leur présidente, « le juge n'a rien compris ».",
        [("Claire Weil, leur présidente", "le juge n'a rien compris", "direct")],
    ),
    (
        "BAMAKO, 5 mars (AFP) - La Cour a cassé l'arrêt, ont annoncé ses avocats.",
        [("ses avocats", "La Cour a cassé l'arrêt", "indirect")],
    ),
    (
        "Luxembourg, le 24 juin 2021 – La Cour dit que le droit s'y oppose.",
        [("La Cour", "le droit s'y oppose", "indirect")],
    ),
    (
        "« C'est un choc », a déclaré à la presse l'avocate du maire, ajoutant que son client ferait appel.",
        [("l'avocate du maire", "C'est un choc", "direct"), ("l'avocate du maire", "son client ferait appel", "indirect")],
    ),
    (
        "Il a reconnu avoir porté des coups, mais conteste toute intention de tuer.",
        [("Il", "avoir porté des coups", "indirect"), ("Il", "toute intention de tuer", "indirect")],
    ),
    (
        "Le maire a été inculpé de vol, selon le procureur de la République, Jan Adou.",
        [("le procureur de la République, Jan Adou", "Le maire a été inculpé de vol", "indirect")],
    ),
    (
        "Selon l'agence Belga, le tribunal a indiqué que l'audience était reportée.",
        [
            ("l'agence Belga", "le tribunal a indiqué que l'audience était reportée", "indirect"),
            ("le tribunal", "l'audience était reportée", "indirect"),
        ],
    ),
    (
        "Le syndicat a regretté un « emballement médiatique » et estimé que l'agent « devait parler ».",
        [
            ("Le syndicat", "emballement médiatique", "direct"),
            ("Le syndicat", "l'agent « devait parler »", "mixed"),
        ],
    ),
    (
        "« J'ai entendu des cris », a raconté l'un d'eux aux enquêteurs.",
        [("l'un d'eux", "J'ai entendu des cris", "direct")],
    ),
    (
        "Pour la défense, Me Alix Morvan a sollicité la relaxe.",
        [("Me Alix Morvan", "la relaxe", "indirect")],
    ),
    (
        "« Nous avons coopéré », a fait savoir un porte-parole de la société.",
        [("un porte-parole de la société", "Nous avons coopéré", "direct")],
    ),
    (
        "L'association a appelé la ville « à tirer les leçons » de cet arrêt.",
        [("L'association", "tirer les leçons » de cet arrêt", "mixed")],
    ),
    (
        "Le procureur a dit respecter l'arrêt tout en se disant « déçu pour les victimes ».",
        [
            ("Le procureur", "respecter l'arrêt", "indirect"),
            ("Le procureur", "déçu pour les victimes", "direct"),
        ],
    ),
    (
        "De l'avis du juriste Paul Remy, professeur à Laval, le dossier ira loin.",
        [("du juriste Paul Remy, professeur à Laval", "le dossier ira loin", "indirect")],
    ),
    ("« C'est faux », martèle l'avocat.", [("l'avocat", "C'est faux", "direct")]),
    (
        "« Il a avoué », a précisé lors d'une conférence de presse la procureure.",
        [("la procureure", "Il a avoué", "direct")],
    ),
    (
        "« C'est la fin », a réagi auprès du Temps Me Jan de Sernac, l'avocat du groupe.",
        [("Me Jan de Sernac", "C'est la fin", "direct")],
    ),
    (
        "« Nous sommes soulagés, confie Anne Remy, présidente de l'association. C'est un combat. »",
        [("Anne Remy", "Nous sommes soulagés || C'est un combat", "direct")],
    ),
    ("La famille dénonce, elle, une absence de moyens.", [("La famille", "une absence de moyens", "indirect")]),
    (
        "Le porte-parole a démenti toute implication dans l'affaire.",
        [("Le porte-parole", "toute implication dans l'affaire", "indirect")],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence[:50] for sentence, _ in CASES])
def test_a_sentence_gives_its_statements(sentence: str, expected: list[tuple[str | None, str, str]]) -> None:
    text = Text(sentence)
    found = []
    for draft in statements.find(text):
        speaker = sentence[slice(*words_for(text, draft.speaker))] if draft.speaker else None
        content = " || ".join(sentence[slice(*text.span(*part))] for part in draft.parts)
        found.append((speaker, content, mode(text, draft.parts)))
    assert found == expected
