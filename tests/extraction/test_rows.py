"""Every cell of the rows that short made-up articles give, read on Thursday 14 May 2020."""

import pytest

from greffier.extraction.pipeline import extract
from greffier.model import Extraction, Span

#: A text and its rows: an actor with its mentions, a statement with its content, a decision with its parties.
CASES: list[tuple[str, list[str]]] = [
    (
        "Le tribunal correctionnel de Lyon a condamné mardi Paul Martin à deux ans de prison dont un avec sursis et 10 000 euros d'amende pour fraude fiscale.",
        [
            "tribunal-correctionnel-de-lyon, court, FR: tribunal correctionnel de Lyon",
            "paul-martin, person: Paul Martin",
            "convicted, first_instance, tribunal-correctionnel-de-lyon, 2020-05-12 | fraude fiscale | deux ans de prison dont un avec sursis et 10 000 euros d'amende | defendant paul-martin",
        ],
    ),
    (
        "Paul Martin a été condamné lundi par la cour d'assises de Dijon à vingt ans de réclusion criminelle pour le meurtre d'Anne Roy.",
        [
            "paul-martin, person: Paul Martin",
            "cour-d-assises-de-dijon, court, FR: cour d'assises de Dijon",
            "anne-roy, person: Anne Roy",
            "convicted, first_instance, cour-d-assises-de-dijon, 2020-05-11 | le meurtre d'Anne Roy | vingt ans de réclusion criminelle | defendant paul-martin; victim anne-roy",
        ],
    ),
    (
        "La cour d'appel de Paris a confirmé le 4 mai la condamnation de Jean Petit à trois ans de prison.",
        [
            "cour-d-appel-de-paris, court, FR: cour d'appel de Paris",
            "jean-petit, person: Jean Petit",
            "upheld, appeal, cour-d-appel-de-paris, 2020-05-04 | la condamnation de Jean Petit à trois ans de prison | trois ans de prison | defendant jean-petit",
        ],
    ),
    (
        "Paul Martin et Jean Roy ont été relaxés jeudi par le tribunal de Vire.",
        [
            "paul-martin, person: Paul Martin",
            "jean-roy, person: Jean Roy",
            "tribunal-de-vire, court: tribunal de Vire",
            "acquitted, first_instance, tribunal-de-vire, 2020-05-14 |  |  | defendant jean-roy; defendant paul-martin",
        ],
    ),
    (
        "Paul Martin a été mis en examen pour viol et placé en détention provisoire.",
        [
            "paul-martin, person: Paul Martin",
            "charged | viol |  | defendant paul-martin",
            "ordered |  |  | defendant paul-martin",
        ],
    ),
    (
        "Le juge d'instruction a renvoyé l'ancien ministre Jean Petit devant le tribunal correctionnel pour corruption.",
        [
            "juge-d-instruction, person, juge d'instruction: juge d'instruction",
            "jean-petit, person, ancien ministre: Jean Petit",
            "tribunal-correctionnel, court: tribunal correctionnel",
            "referred | corruption |  | judge juge-d-instruction; defendant jean-petit",
        ],
    ),
    (
        "Le procureur de la République a requis cinq ans de prison contre Paul Martin.",
        [
            "procureur-de-la-republique, person, procureur de la République: procureur de la République",
            "paul-martin, person: Paul Martin",
            "ask, indirect, by procureur-de-la-republique, a requis: cinq ans de prison contre Paul Martin",
        ],
    ),
    (
        "Le tribunal de commerce de Nanterre a condamné la société Lumex à verser 50 000 euros à Anne Roy.",
        [
            "tribunal-de-commerce-de-nanterre, court, FR: tribunal de commerce de Nanterre",
            "lumex, company, société: Lumex",
            "anne-roy, person: Anne Roy",
            "ordered, first_instance, tribunal-de-commerce-de-nanterre |  | verser 50 000 euros à Anne Roy | defendant lumex; claimant anne-roy",
        ],
    ),
    (
        "La Cour européenne des droits de l'homme a condamné la France pour traitement inhumain.",
        [
            "cour-europeenne-des-droits-de-l-homme, court: Cour européenne des droits de l'homme",
            "france, public_body, FR: France",
            "convicted, international, cour-europeenne-des-droits-de-l-homme | traitement inhumain |  | defendant france",
        ],
    ),
    (
        "Le procès de Paul Martin, défendu par Me Anne Roy, a été renvoyé au 12 juin.",
        [
            "paul-martin, person: Paul Martin",
            "anne-roy, person: Anne Roy",
            "adjourned | Le procès de Paul Martin |  | defendant paul-martin",
        ],
    ),
    (
        "L'avocat de Paul Martin, Me Jean Roy, a annoncé qu'il ferait appel.",
        [
            "paul-martin, person: Paul Martin",
            "jean-roy, person, avocat de Paul Martin: Jean Roy",
            "announce, indirect, by jean-roy, a annoncé: il ferait appel",
        ],
    ),
    (
        "Me Jean Roy, avocat de la famille, a dénoncé « une justice à deux vitesses ».",
        [
            "jean-roy, person, avocat de la famille: Jean Roy",
            "criticize, direct, by jean-roy, a dénoncé: une justice à deux vitesses",
        ],
    ),
    (
        "La Quadrature du Net a porté plainte contre Google devant la Cnil.",
        [
            "la-quadrature-du-net, organization: La Quadrature du Net",
            "google, company: Google",
            "cnil, public_body: Cnil",
        ],
    ),
    (
        "Le tribunal de Vire, présidé par Anne Roy, a acquitté le docteur Petit.",
        [
            "tribunal-de-vire, court: tribunal de Vire",
            "anne-roy, person: Anne Roy",
            "petit, person, docteur: Petit",
            "acquitted, first_instance, tribunal-de-vire |  |  | judge anne-roy; defendant petit",
        ],
    ),
    (
        "La plainte déposée par Anne Roy contre le maire de Vire a été classée sans suite.",
        [
            "anne-roy, person: Anne Roy",
            "maire-de-vire, person, maire de Vire: maire de Vire",
            "discontinued | La plainte déposée par Anne Roy contre le maire de Vire |  | claimant anne-roy; respondent maire-de-vire",
        ],
    ),
    (
        "Le tribunal a condamné Paul Martin à verser un euro symbolique à chacune des parties civiles.",
        [
            "tribunal, court: tribunal",
            "paul-martin, person: Paul Martin",
            "ordered, first_instance, tribunal |  | verser un euro symbolique à chacune des parties civiles | defendant paul-martin",
        ],
    ),
    (
        "Il y a trois jours, la justice a débouté la société Lumex, qui réclamait deux millions d'euros au fisc.",
        [
            "justice, court: justice",
            "lumex, company, société: Lumex",
            "fisc, public_body: fisc",
            "ask, indirect, by lumex, réclamait: deux millions d'euros au fisc",
            "dismissed, justice, 2020-05-11 |  |  | claimant lumex; respondent fisc",
        ],
    ),
    (
        "La veuve de Jean Petit, Marie Petit, a été condamnée à six mois de prison avec sursis.",
        [
            "jean-petit, person: Jean Petit",
            "marie-petit, person, veuve de Jean Petit: Marie Petit",
            "convicted |  | six mois de prison avec sursis | defendant marie-petit",
        ],
    ),
    (
        "Le maire de Vire, Jean Petit (PS), a été relaxé.",
        [
            "jean-petit, person, maire de Vire: Jean Petit",
            "ps, organization: PS",
            "acquitted |  |  | defendant jean-petit",
        ],
    ),
    (
        "Anne Roy a été condamnée. Elle a dit son indignation : « Je suis innocente. »",
        [
            "anne-roy, person: Anne Roy / Elle",
            "say, direct, by anne-roy, a dit: Je suis innocente.",
            "convicted |  |  | defendant anne-roy",
        ],
    ),
    (
        "Jean Petit et Anne Roy ont été entendus lundi. M. Petit nie les faits. Mme Roy a reconnu « une erreur ».",
        [
            "jean-petit, person: Jean Petit / Petit",
            "anne-roy, person: Anne Roy / Roy",
            "admit, direct, by anne-roy, a reconnu: une erreur",
        ],
    ),
    (
        "L'avocat Paul Martin a plaidé mardi. Il a demandé la relaxe de son client. « Le dossier est vide », a ajouté Me Martin.",
        [
            "paul-martin, person, avocat: Paul Martin / Il / Martin",
            "ask, indirect, by paul-martin, a demandé: la relaxe de son client",
            "say, direct, by paul-martin, a ajouté: Le dossier est vide",
        ],
    ),
    (
        "Le groupe Lumex conteste. « Nous irons en cassation », prévient le groupe.",
        [
            "lumex, company, groupe: Lumex / groupe",
            "announce, direct, by lumex, prévient: Nous irons en cassation",
        ],
    ),
    (
        "La ministre Anne Roy a critiqué la décision. Selon la ministre, « le droit est clair ».",
        [
            "anne-roy, person, ministre: Anne Roy / ministre",
            "say, direct, by anne-roy, Selon: le droit est clair",
        ],
    ),
    (
        "Anne Roy accuse Jean Petit de l'avoir frappée.",
        [
            "anne-roy, person: Anne Roy",
            "jean-petit, person: Jean Petit",
            "accuse, indirect, by anne-roy to jean-petit, accuse: l'avoir frappée",
        ],
    ),
    (
        "Le tribunal de Vire a relaxé Jean Petit. Le tribunal a estimé que les preuves manquaient.",
        [
            "tribunal-de-vire, court: tribunal de Vire / tribunal",
            "jean-petit, person: Jean Petit",
            "judge, indirect, by tribunal-de-vire, a estimé: les preuves manquaient",
            "acquitted, first_instance, tribunal-de-vire |  |  | defendant jean-petit",
        ],
    ),
    (
        "Jean Petit a été condamné à un an de prison avec sursis, 2 000 euros d'amende et cinq ans d'inéligibilité.",
        [
            "jean-petit, person: Jean Petit",
            "convicted |  | un an de prison avec sursis, 2 000 euros d'amende et cinq ans d'inéligibilité | defendant jean-petit",
        ],
    ),
    (
        "Jean Petit a été condamné à dix-huit mois de prison, dont six ferme, et à une interdiction d'exercer.",
        [
            "jean-petit, person: Jean Petit",
            "convicted |  | dix-huit mois de prison, dont six ferme, et à une interdiction d'exercer | defendant jean-petit",
        ],
    ),
    (
        "Le tribunal a prononcé une amende de 3 000 euros à l'encontre de Jean Petit.",
        [
            "tribunal, court: tribunal",
            "jean-petit, person: Jean Petit",
            "convicted, first_instance, tribunal |  | une amende de 3 000 euros | defendant jean-petit",
        ],
    ),
    (
        "Jean Petit a écopé de trois mois ferme.",
        [
            "jean-petit, person: Jean Petit",
            "convicted |  | trois mois ferme | defendant jean-petit",
        ],
    ),
    (
        "Le tribunal a accordé 5 000 euros à Anne Roy, blessée en 2015.",
        [
            "tribunal, court: tribunal",
            "anne-roy, person: Anne Roy",
            "granted, first_instance, tribunal | 5 000 euros à Anne Roy |  | claimant anne-roy",
        ],
    ),
    (
        "Le 3 mars 2018, le tribunal de Vire avait débouté Anne Roy. La cour d'appel de Caen a infirmé ce jugement mardi.",
        [
            "tribunal-de-vire, court, FR: tribunal de Vire",
            "anne-roy, person: Anne Roy",
            "cour-d-appel-de-caen, court, FR: cour d'appel de Caen",
            "dismissed, first_instance, tribunal-de-vire, 2018-03-03 |  |  | claimant anne-roy",
            "overturned, appeal, cour-d-appel-de-caen, 2020-05-12 | ce jugement |  | ",
        ],
    ),
    (
        "En première instance, Jean Petit avait été condamné à deux ans de prison. La cour d'appel de Rouen l'a relaxé jeudi.",
        [
            "jean-petit, person: Jean Petit",
            "cour-d-appel-de-rouen, court, FR: cour d'appel de Rouen",
            "convicted, first_instance |  | deux ans de prison | defendant jean-petit",
            "acquitted, appeal, cour-d-appel-de-rouen, 2020-05-14 |  |  | defendant jean-petit",
        ],
    ),
    (
        "Le porte-parole du gouvernement, Jean Petit, a assuré que « la loi serait appliquée ».",
        [
            "jean-petit, person, porte-parole du gouvernement: Jean Petit",
            "claim, direct, by jean-petit, a assuré: la loi serait appliquée",
        ],
    ),
    (
        "« C'est un scandale », écrit Anne Roy dans un communiqué transmis à l'AFP.",
        [
            "anne-roy, person: Anne Roy",
            "afp, media: AFP",
            "say, direct, by anne-roy, écrit: C'est un scandale",
        ],
    ),
    (
        "Interrogée par Le Monde, Anne Roy répond : « Non. »",
        [
            "le-monde, media: Le Monde",
            "anne-roy, person: Anne Roy",
            "say, direct, by anne-roy, répond: Non.",
        ],
    ),
    (
        "La justice américaine a condamné la société allemande Lumex.",
        [
            "justice-americaine, court, US: justice américaine",
            "lumex, company, société allemande, DE: Lumex",
            "convicted, justice-americaine |  |  | defendant lumex",
        ],
    ),
    (
        "L'ancien président du club, Jean Petit, 54 ans, a été mis en examen mardi pour escroquerie en bande organisée.",
        [
            "jean-petit, person, ancien président du club: Jean Petit",
            "charged, 2020-05-12 | escroquerie en bande organisée |  | defendant jean-petit",
        ],
    ),
    (
        "La chambre de l'instruction de la cour d'appel de Caen a ordonné la remise en liberté de Jean Petit.",
        [
            "chambre-de-l-instruction-de-la-cour-d-appel-de-caen, court, FR: chambre de l'instruction de la cour d'appel de Caen",
            "jean-petit, person: Jean Petit",
            "ordered, appeal, chambre-de-l-instruction-de-la-cour-d-appel-de-caen |  |  | defendant jean-petit",
        ],
    ),
    (
        "Jean Petit reproche à Anne Roy d'avoir menti.",
        [
            "jean-petit, person: Jean Petit",
            "anne-roy, person: Anne Roy",
            "accuse, indirect, by jean-petit to anne-roy, reproche: avoir menti",
        ],
    ),
    (
        "La famille de la victime, par la voix de son avocate Anne Roy, a salué « une décision juste ».",
        [
            "famille-de-la-victime, group: famille de la victime",
            "anne-roy, person, avocate: Anne Roy",
            "say, direct, by famille-de-la-victime, a salué: une décision juste",
        ],
    ),
    (
        "Les faits sont graves ; selon le procureur, l'homme a menti.",
        [
            "procureur, person, procureur: procureur",
            "say, indirect, by procureur, selon: l'homme a menti",
        ],
    ),
    (
        "La route est ouverte mais, selon le maire, le pont est cassé.",
        [
            "maire, person, maire: maire",
            "say, indirect, by maire, selon: le pont est cassé",
        ],
    ),
    (
        "Il sera jugé car, selon le parquet, il a fui.",
        [
            "parquet, public_body: parquet",
            "say, indirect, by parquet, selon: il a fui",
        ],
    ),
    (
        "« Une erreur » pour l'avocat.",
        [
            "avocat, person, avocat: avocat",
            "say, direct, by avocat, pour: Une erreur",
        ],
    ),
    (
        "Pour la défense, la relaxe s'impose.",
        [
            "defense, group: défense",
            "say, indirect, by defense, Pour: la relaxe s'impose",
        ],
    ),
    (
        "Pour lundi, la cour est complète.",
        [
            "cour, court: cour",
        ],
    ),
    (
        "Pour 12 euros, il a vendu la montre.",
        [],
    ),
    (
        "Ce crime « hors norme », selon les mots du procureur, sera jugé lundi.",
        [
            "procureur, person, procureur: procureur",
            "say, direct, by procureur, selon: hors norme",
        ],
    ),
    (
        "Le logiciel est utilisé selon l'ONG « contre des militants ».",
        [
            "ong, organization: ONG",
            "say, direct, by ong, selon: contre des militants",
        ],
    ),
    (
        "Son frère, proche du maire selon la police, est en fuite.",
        [
            "police, public_body: police",
            "say, indirect, by police, selon: proche du maire",
        ],
    ),
    (
        "La loi est mauvaise selon le maire, qui y voit « un recul ».",
        [
            "maire, person, maire: maire",
            "say, indirect, by maire, selon: La loi est mauvaise",
            "judge, direct, by maire, y voit: un recul",
        ],
    ),
    (
        "Les faits sont, selon l'avocat, prescrits et anciens.",
        [
            "avocat, person, avocat: avocat",
            "say, indirect, by avocat, selon: Les faits sont / prescrits et anciens",
        ],
    ),
    (
        "Le contrat est nul, selon l'avocat, et la vente aussi.",
        [
            "avocat, person, avocat: avocat",
            "say, indirect, by avocat, selon: Le contrat est nul / et la vente aussi",
        ],
    ),
    (
        "Le contrat est nul, selon l'avocat, ce que nie le notaire.",
        [
            "avocat, person, avocat: avocat",
            "say, indirect, by avocat, selon: Le contrat est nul",
        ],
    ),
    (
        "Il sera jugé, car il a fui, selon le parquet.",
        [
            "parquet, public_body: parquet",
            "say, indirect, by parquet, selon: il a fui",
        ],
    ),
    (
        "Le maire a perdu (le vote était truqué, selon lui).",
        [
            "maire, person, maire: maire / lui",
            "say, indirect, by maire, selon: le vote était truqué",
        ],
    ),
    (
        "Toujours selon le procureur, l'homme a menti.",
        [
            "procureur, person, procureur: procureur",
            "say, indirect, by procureur, selon: l'homme a menti",
        ],
    ),
    (
        "Selon le maire, cependant, le pont est cassé.",
        [
            "maire, person, maire: maire",
            "say, indirect, by maire, Selon: le pont est cassé",
        ],
    ),
    (
        "Pour le maire, c'est une honte.",
        [
            "maire, person, maire: maire",
            "say, indirect, by maire, Pour: c'est une honte",
        ],
    ),
    (
        "Jean Petit a été condamné lundi à deux ans de prison par le tribunal de Vire. Anne Roy a été relaxée.",
        [
            "jean-petit, person: Jean Petit",
            "tribunal-de-vire, court: tribunal de Vire",
            "anne-roy, person: Anne Roy",
            "convicted, first_instance, tribunal-de-vire, 2020-05-11 |  | deux ans de prison | defendant jean-petit",
            "acquitted, first_instance, tribunal-de-vire, 2020-05-11 |  |  | defendant anne-roy",
        ],
    ),
    (
        "Anne Roy a porté plainte contre Jean Petit. Le tribunal de Vire l'a déboutée jeudi.",
        [
            "anne-roy, person: Anne Roy",
            "jean-petit, person: Jean Petit",
            "tribunal-de-vire, court: tribunal de Vire",
            "dismissed, first_instance, tribunal-de-vire, 2020-05-14 |  |  | respondent jean-petit; claimant anne-roy",
        ],
    ),
    (
        "L'association Rivages avait saisi le tribunal administratif de Caen, qui a annulé le permis.",
        [
            "rivages, organization, association: Rivages",
            "tribunal-administratif-de-caen, court, FR: tribunal administratif de Caen",
            "overturned, first_instance, tribunal-administratif-de-caen | le permis |  | claimant rivages",
        ],
    ),
    (
        "L'association Rivages a demandé au tribunal de Caen d'annuler le permis. Le tribunal a rejeté sa demande mardi.",
        [
            "rivages, organization, association: Rivages",
            "tribunal-de-caen, court, FR: tribunal de Caen / tribunal",
            "ask, indirect, by rivages to tribunal-de-caen, a demandé: annuler le permis",
            "dismissed, first_instance, tribunal-de-caen, 2020-05-12 | sa demande |  | claimant rivages",
        ],
    ),
    (
        "Le tribunal de Vire a relaxé Jean Petit. Son avocat, Me Paul Hus, a salué « une victoire ».",
        [
            "tribunal-de-vire, court: tribunal de Vire",
            "jean-petit, person: Jean Petit",
            "paul-hus, person, avocat: Paul Hus",
            "say, direct, by paul-hus, a salué: une victoire",
            "acquitted, first_instance, tribunal-de-vire |  |  | defendant jean-petit; lawyer paul-hus",
        ],
    ),
    (
        "Les avocats de Jean Petit, Mes Anna Weil et Paul Hus, ont annoncé un appel. Jean Petit a été condamné à un an de prison.",
        [
            "jean-petit, person: Jean Petit / Jean Petit",
            "anna-weil, person: Anna Weil",
            "paul-hus, person: Paul Hus",
            "convicted |  | un an de prison | lawyer anna-weil; lawyer paul-hus; defendant jean-petit",
        ],
    ),
    (
        "La juge Anne Weil a condamné Jean Petit à un an de prison.",
        [
            "anne-weil, person, juge: Anne Weil",
            "jean-petit, person: Jean Petit",
            "convicted |  | un an de prison | judge anne-weil; defendant jean-petit",
        ],
    ),
    (
        "Les juges Anna Weil et Paul Hus ont acquitté Jean Petit.",
        [
            "anna-weil, person: Anna Weil",
            "paul-hus, person: Paul Hus",
            "jean-petit, person: Jean Petit",
            "acquitted |  |  | judge anna-weil; judge paul-hus; defendant jean-petit",
        ],
    ),
    (
        "Le procès intenté par Anne Roy contre la société Lumex s'est ouvert. Le tribunal a débouté Anne Roy.",
        [
            "anne-roy, person: Anne Roy / Anne Roy",
            "lumex, company, société: Lumex",
            "tribunal, court: tribunal",
            "dismissed, first_instance, tribunal |  |  | respondent lumex; claimant anne-roy",
        ],
    ),
    (
        "Le tribunal a ordonné à la ville de Caen de reloger Anne Roy.",
        [
            "tribunal, court, FR: tribunal",
            "ville-de-caen, public_body, FR: ville de Caen",
            "anne-roy, person: Anne Roy",
            "ordered, first_instance, tribunal |  | reloger Anne Roy | respondent ville-de-caen",
        ],
    ),
    (
        "Le tribunal a interdit à Jean Petit d'approcher Anne Roy.",
        [
            "tribunal, court: tribunal",
            "jean-petit, person: Jean Petit",
            "anne-roy, person: Anne Roy",
            "ordered, first_instance, tribunal |  | approcher Anne Roy | respondent jean-petit",
        ],
    ),
    (
        "Le recours formé par la ville de Caen contre l'État a été rejeté.",
        [
            "ville-de-caen, public_body, FR: ville de Caen",
            "etat, public_body, FR: État",
            "dismissed | Le recours formé par la ville de Caen contre l'État |  | claimant ville-de-caen; respondent etat",
        ],
    ),
    (
        "Le Conseil d'État a annulé l'arrêté du préfet de l'Orne.",
        [
            "conseil-d-etat, court: Conseil d'État",
            "prefet-de-l-orne, person, préfet de l'Orne: préfet de l'Orne",
            "overturned, conseil-d-etat | l'arrêté du préfet de l'Orne |  | respondent prefet-de-l-orne",
        ],
    ),
    (
        "La cour d'appel a annulé le licenciement d'Anne Roy.",
        [
            "cour-d-appel, court: cour d'appel",
            "anne-roy, person: Anne Roy",
            "overturned, appeal, cour-d-appel | le licenciement d'Anne Roy |  | claimant anne-roy",
        ],
    ),
    (
        "Jean Petit a été condamné pour avoir giflé Anne Roy.",
        [
            "jean-petit, person: Jean Petit",
            "anne-roy, person: Anne Roy",
            "convicted | avoir giflé Anne Roy |  | defendant jean-petit; victim anne-roy",
        ],
    ),
    (
        "Accusé d'avoir violé Anne Roy, Jean Petit a été acquitté.",
        [
            "anne-roy, person: Anne Roy",
            "jean-petit, person: Jean Petit",
            "acquitted |  |  | victim anne-roy; defendant jean-petit",
        ],
    ),
    (
        "Le Conseil d'État a confirmé l'amende infligée à la société Lumex par l'Autorité de la concurrence.",
        [
            "conseil-d-etat, court: Conseil d'État",
            "lumex, company, société: Lumex",
            "autorite-de-la-concurrence, public_body: Autorité de la concurrence",
            "upheld, conseil-d-etat | l'amende infligée à la société Lumex par l'Autorité de la concurrence |  | claimant lumex; respondent autorite-de-la-concurrence",
        ],
    ),
    (
        "La société Lumex a assigné Jean Petit devant le tribunal de Vire, qui a rejeté sa demande.",
        [
            "lumex, company, société: Lumex",
            "jean-petit, person: Jean Petit",
            "tribunal-de-vire, court: tribunal de Vire",
            "dismissed, first_instance, tribunal-de-vire | sa demande |  | respondent jean-petit; claimant lumex",
        ],
    ),
    (
        "Poursuivi en diffamation par la société Lumex, Jean Petit a été relaxé.",
        [
            "lumex, company, société: Lumex",
            "jean-petit, person: Jean Petit",
            "acquitted |  |  | claimant lumex; defendant jean-petit",
        ],
    ),
    (
        "À la demande du parquet, le juge a placé Jean Petit en détention.",
        [
            "parquet, public_body: parquet",
            "juge, person, juge: juge",
            "jean-petit, person: Jean Petit",
            "ordered |  |  | prosecutor parquet; judge juge; defendant jean-petit",
        ],
    ),
    (
        "Un ancien maire condamné. Le tribunal de Vire a condamné mardi Jean Petit, ancien maire, à un an de prison avec sursis.",
        [
            "tribunal-de-vire, court: tribunal de Vire",
            "jean-petit, person, ancien maire: Jean Petit",
            "convicted, first_instance, tribunal-de-vire, 2020-05-12 |  | un an de prison avec sursis | defendant jean-petit",
        ],
    ),
    (
        "Le tribunal de Vire rendra sa décision le 12 juin.",
        [
            "tribunal-de-vire, court: tribunal de Vire",
        ],
    ),
    (
        "Me Paul Hus a plaidé pour Anne Roy. Le tribunal a débouté Anne Roy.",
        [
            "paul-hus, person: Paul Hus",
            "anne-roy, person: Anne Roy / Anne Roy",
            "tribunal, court: tribunal",
            "dismissed, first_instance, tribunal |  |  | lawyer paul-hus; claimant anne-roy",
        ],
    ),
    (
        "Me Paul Hus, qui défend Jean Petit, a plaidé. Jean Petit a été condamné à un mois de prison.",
        [
            "paul-hus, person: Paul Hus",
            "jean-petit, person: Jean Petit / Jean Petit",
            "convicted |  | un mois de prison | lawyer paul-hus; defendant jean-petit",
        ],
    ),
    (
        "Jean Petit, défendu par Me Anna Weil, a été relaxé.",
        [
            "jean-petit, person: Jean Petit",
            "anna-weil, person: Anna Weil",
            "acquitted |  |  | defendant jean-petit; lawyer anna-weil",
        ],
    ),
    (
        "L'avocat du plaignant, Me Paul Hus, a dénoncé « une farce ». La plainte a été classée sans suite par le parquet de Vire.",
        [
            "paul-hus, person, avocat du plaignant: Paul Hus",
            "parquet-de-vire, public_body: parquet de Vire",
            "criticize, direct, by paul-hus, a dénoncé: une farce",
            "discontinued, parquet-de-vire | La plainte |  | lawyer paul-hus",
        ],
    ),
    (
        "Le tribunal a condamné Jean Petit par deux voix contre une. La juge Anna Weil a voté contre.",
        [
            "tribunal, court: tribunal",
            "jean-petit, person: Jean Petit",
            "anna-weil, person, juge: Anna Weil",
            "convicted, first_instance, tribunal |  |  | defendant jean-petit; judge anna-weil",
        ],
    ),
    (
        "Le procès intenté par le maire de Vire contre la société Lumex s'est ouvert mardi. Le tribunal a débouté le maire.",
        [
            "maire-de-vire, person, maire de Vire: maire de Vire / maire",
            "lumex, company, société: Lumex",
            "tribunal, court: tribunal",
            "dismissed, first_instance, tribunal |  |  | respondent lumex; claimant maire-de-vire",
        ],
    ),
    (
        "La plainte déposée par l'association Rivages contre la société Lumex a été rejetée par le tribunal de Vire.",
        [
            "rivages, organization, association: Rivages",
            "lumex, company, société: Lumex",
            "tribunal-de-vire, court: tribunal de Vire",
            "dismissed, first_instance, tribunal-de-vire | La plainte déposée par l'association Rivages contre la société Lumex |  | claimant rivages; respondent lumex",
        ],
    ),
    (
        "L'affaire a été portée devant le tribunal de Vire par Anne Roy. Le tribunal a rejeté la demande.",
        [
            "tribunal-de-vire, court: tribunal de Vire / tribunal",
            "anne-roy, person: Anne Roy",
            "dismissed, first_instance, tribunal-de-vire | la demande |  | claimant anne-roy",
        ],
    ),
    (
        "Anne Roy, qui réclamait 3 000 euros à la société Lumex, a été déboutée par le tribunal de Vire.",
        [
            "anne-roy, person: Anne Roy",
            "lumex, company, société: Lumex",
            "tribunal-de-vire, court: tribunal de Vire",
            "ask, indirect, by anne-roy, réclamait: 3 000 euros à la société Lumex",
            "dismissed, first_instance, tribunal-de-vire |  |  | claimant anne-roy; respondent lumex",
        ],
    ),
    (
        "Le ministre Paul Hus a signé un décret. Le Conseil d'État a annulé le décret mardi.",
        [
            "paul-hus, person, ministre: Paul Hus",
            "conseil-d-etat, court: Conseil d'État",
            "overturned, conseil-d-etat, 2020-05-12 | le décret |  | respondent paul-hus",
        ],
    ),
    (
        "Arrêté en 2015, Jean Petit, qui nie les faits, a été condamné lundi.",
        [
            "jean-petit, person: Jean Petit",
            "convicted, 2020-05-11 |  |  | defendant jean-petit",
        ],
    ),
    (
        "Jean Petit, dont la femme est morte, a été acquitté.",
        [
            "jean-petit, person: Jean Petit",
            "acquitted |  |  | defendant jean-petit",
        ],
    ),
    (
        "La société Lumex et son directeur, Jean Petit, ont été condamnés à 5 000 euros d'amende chacun.",
        [
            "lumex, company, société: Lumex",
            "jean-petit, person, directeur: Jean Petit",
            "convicted |  | 5 000 euros d'amende chacun | defendant jean-petit; defendant lumex",
        ],
    ),
    (
        "Ni Jean Petit ni Anne Roy n'ont été condamnés.",
        [
            "jean-petit, person: Jean Petit",
            "anne-roy, person: Anne Roy",
        ],
    ),
    (
        "Jean Petit n'a pas été condamné.",
        [
            "jean-petit, person: Jean Petit",
        ],
    ),
    (
        "La Cour suprême des États-Unis a refusé d'examiner l'appel de Jean Petit.",
        [
            "cour-supreme-des-etats-unis, court, US: Cour suprême des États-Unis",
            "jean-petit, person: Jean Petit",
            "dismissed, cassation, cour-supreme-des-etats-unis |  |  | claimant jean-petit",
        ],
    ),
    (
        "L'arrêt, rendu par la chambre criminelle, rejette le pourvoi de Jean Petit.",
        [
            "chambre-criminelle, court: chambre criminelle",
            "jean-petit, person: Jean Petit",
            "dismissed | le pourvoi de Jean Petit |  | claimant jean-petit",
        ],
    ),
    (
        "Le 3 avril, Jean Petit a été condamné en appel à un an de prison.",
        [
            "jean-petit, person: Jean Petit",
            "convicted, appeal, 2020-04-03 |  | un an de prison | defendant jean-petit",
        ],
    ),
    (
        "Le Conseil national des barreaux (CNB) a saisi le Conseil d'État. Le CNB demande l'annulation du décret.",
        [
            "conseil-national-des-barreaux, organization: Conseil national des barreaux / CNB / CNB",
            "conseil-d-etat, court: Conseil d'État",
            "ask, indirect, by conseil-national-des-barreaux, demande: l'annulation du décret",
        ],
    ),
    (
        "Anne Roy, journaliste au Monde, a été condamnée.",
        [
            "anne-roy, person, journaliste au Monde: Anne Roy",
            "convicted |  |  | defendant anne-roy",
        ],
    ),
    (
        "Jean Petit a rencontré Paul Hus. Ce dernier a affirmé que le contrat était faux.",
        [
            "jean-petit, person: Jean Petit",
            "paul-hus, person: Paul Hus / Ce dernier",
            "claim, indirect, by paul-hus, a affirmé: le contrat était faux",
        ],
    ),
    (
        "Le ministre de l'Intérieur, Paul Hus, a annoncé une enquête. M. Hus a estimé que la police avait bien agi.",
        [
            "paul-hus, person, ministre de l'Intérieur: Paul Hus / Hus",
            "police, public_body: police",
            "judge, indirect, by paul-hus, a estimé: la police avait bien agi",
        ],
    ),
    (
        "L'ONG Rivages accuse la société Lumex de pollution. Selon l'organisation, « la rivière est morte ».",
        [
            "rivages, organization, ONG: Rivages / organisation",
            "lumex, company, société: Lumex",
            "accuse, indirect, by rivages to lumex, accuse: pollution",
            "say, direct, by rivages, Selon: la rivière est morte",
        ],
    ),
    (
        "La Commission nationale de l'informatique et des libertés (Cnil) a infligé une amende de 50 millions d'euros à Google.",
        [
            "commission-nationale-de-l-informatique-et-des-libertes, public_body: Commission nationale de l'informatique et des libertés / Cnil",
            "google, company: Google",
            "convicted, commission-nationale-de-l-informatique-et-des-libertes |  | une amende de 50 millions d'euros | defendant google",
        ],
    ),
    (
        "Mme Anne Roy, maire de Vire, et M. Jean Petit, son adjoint, ont été relaxés.",
        [
            "anne-roy, person, maire de Vire: Anne Roy",
            "jean-petit, person, adjoint: Jean Petit",
            "acquitted |  |  | defendant anne-roy; defendant jean-petit",
        ],
    ),
    (
        "Anne Roy-Petit a été condamnée. Mme Roy-Petit a fait appel.",
        [
            "anne-roy-petit, person: Anne Roy-Petit / Roy-Petit",
            "convicted |  |  | defendant anne-roy-petit",
        ],
    ),
    (
        "L'Espagne a été condamnée par la Cour européenne des droits de l'homme. Madrid a annoncé un recours.",
        [
            "espagne, public_body, ES: Espagne / Madrid",
            "cour-europeenne-des-droits-de-l-homme, court: Cour européenne des droits de l'homme",
            "convicted, international, cour-europeenne-des-droits-de-l-homme |  |  | defendant espagne",
        ],
    ),
    (
        "Le gouvernement espagnol a annoncé un recours.",
        [
            "gouvernement-espagnol, public_body, ES: gouvernement espagnol",
        ],
    ),
    (
        "Le tribunal de Tunis a condamné Ali Ben Salah à un an de prison. Ben Salah a fait appel.",
        [
            "tribunal-de-tunis, court, TN: tribunal de Tunis",
            "ali-ben-salah, person: Ali Ben Salah / Ben Salah",
            "convicted, first_instance, tribunal-de-tunis |  | un an de prison | defendant ali-ben-salah",
        ],
    ),
    (
        "Le docteur Anne Roy a témoigné. Le Dr Roy a décrit « des blessures graves ».",
        [
            "anne-roy, person, docteur: Anne Roy / Roy",
            "say, direct, by anne-roy, a décrit: des blessures graves",
        ],
    ),
    (
        "Me Anna Weil, l'avocate de Lumex, a dénoncé « un procès politique ».",
        [
            "anna-weil, person, avocate de Lumex: Anna Weil",
            "criticize, direct, by anna-weil, a dénoncé: un procès politique",
        ],
    ),
    (
        "La Ligue des droits de l'homme et le Syndicat des avocats de France ont déposé un recours.",
        [
            "ligue-des-droits-de-l-homme, organization: Ligue des droits de l'homme",
            "syndicat-des-avocats-de-france, organization: Syndicat des avocats de France",
        ],
    ),
    (
        "Le parquet national financier (PNF) a ouvert une enquête. Le PNF soupçonne la société Lumex de fraude.",
        [
            "parquet-national-financier, public_body: parquet national financier / PNF / PNF",
            "lumex, company, société: Lumex",
            "accuse, indirect, by parquet-national-financier to lumex, soupçonne: fraude",
        ],
    ),
    (
        "Jean Petit, né à Caen, vit à Vire.",
        [
            "jean-petit, person: Jean Petit",
        ],
    ),
    (
        "Le policier Jean Petit a tué Ali Salah. Le policier a été mis en examen.",
        [
            "jean-petit, person, policier: Jean Petit / policier",
            "ali-salah, person: Ali Salah",
            "charged |  |  | defendant jean-petit",
        ],
    ),
    (
        "La mère de la victime, Anne Roy, a pleuré. « Il était tout pour moi », a-t-elle dit.",
        [
            "anne-roy, person, mère de la victime: Anne Roy / elle",
            "say, direct, by anne-roy, a-t-elle dit: Il était tout pour moi",
        ],
    ),
    (
        "Le quotidien Le Soir a publié l'enquête. Le journal affirme que la société Lumex a menti.",
        [
            "le-soir, media, quotidien: Le Soir / journal",
            "lumex, company, société: Lumex",
            "claim, indirect, by le-soir, affirme: la société Lumex a menti",
        ],
    ),
    (
        "Le tribunal a reconnu coupables Jean Petit et Anne Roy.",
        [
            "tribunal, court: tribunal",
            "jean-petit, person: Jean Petit",
            "anne-roy, person: Anne Roy",
            "convicted, first_instance, tribunal |  |  | defendant anne-roy; defendant jean-petit",
        ],
    ),
    (
        "La peine de Jean Petit a été réduite à un an de prison.",
        [
            "jean-petit, person: Jean Petit",
            "convicted | La peine de Jean Petit | un an de prison | defendant jean-petit",
        ],
    ),
    (
        "L'appel de Jean Petit a été rejeté par la cour d'appel de Caen.",
        [
            "jean-petit, person: Jean Petit",
            "cour-d-appel-de-caen, court, FR: cour d'appel de Caen",
            "dismissed, appeal, cour-d-appel-de-caen | L'appel de Jean Petit |  | claimant jean-petit",
        ],
    ),
    (
        "Jean Petit s'est vu infliger une amende de 500 euros.",
        [
            "jean-petit, person: Jean Petit",
            "convicted |  | une amende de 500 euros | defendant jean-petit",
        ],
    ),
    (
        "Condamné à un an de prison, Jean Petit a fait appel.",
        [
            "jean-petit, person: Jean Petit",
            "convicted |  | un an de prison | defendant jean-petit",
        ],
    ),
    (
        "Jean Petit, condamné mardi à un an de prison, a fait appel.",
        [
            "jean-petit, person: Jean Petit",
            "convicted, 2020-05-12 |  | un an de prison | defendant jean-petit",
        ],
    ),
    (
        "Trois policiers ont été condamnés à un an de prison avec sursis.",
        [
            "trois-policiers, group, Trois policiers: Trois policiers",
            "convicted |  | un an de prison avec sursis | defendant trois-policiers",
        ],
    ),
    (
        "Un homme de 34 ans a été mis en examen.",
        [
            "homme-de-34-ans, person, homme de 34 ans: homme de 34 ans",
            "charged |  |  | defendant homme-de-34-ans",
        ],
    ),
    (
        "La justice a donné raison à Anne Roy.",
        [
            "justice, court: justice",
            "anne-roy, person: Anne Roy",
            "granted, justice |  |  | claimant anne-roy",
        ],
    ),
    (
        "La condamnation de Jean Petit par le tribunal de Vire a été annulée.",
        [
            "jean-petit, person: Jean Petit",
            "tribunal-de-vire, court: tribunal de Vire",
            "overturned | La condamnation de Jean Petit par le tribunal de Vire |  | defendant jean-petit",
        ],
    ),
    (
        "Le tribunal a infligé deux ans de prison à Paul Roy.",
        [
            "tribunal, court: tribunal",
            "paul-roy, person: Paul Roy",
            "convicted, first_instance, tribunal |  | deux ans de prison | defendant paul-roy",
        ],
    ),
    (
        "Paul Roy a été condamné à verser 500 euros à Anne Petit et à deux mois de prison.",
        [
            "paul-roy, person: Paul Roy",
            "anne-petit, person: Anne Petit",
            "convicted |  | verser 500 euros à Anne Petit et à deux mois de prison | defendant paul-roy; claimant anne-petit",
        ],
    ),
    (
        "Le Marocain Ali Salah a été condamné.",
        [
            "ali-salah, person, Marocain, MA: Ali Salah",
            "convicted |  |  | defendant ali-salah",
        ],
    ),
    (
        "Le tribunal pourrait condamner Jean Petit.",
        [
            "tribunal, court: tribunal",
            "jean-petit, person: Jean Petit",
        ],
    ),
    (
        "Jean Petit risque d'être condamné à un an de prison.",
        [
            "jean-petit, person: Jean Petit",
        ],
    ),
    (
        "Jean Petit espère être relaxé par le tribunal de Vire.",
        [
            "jean-petit, person: Jean Petit",
            "tribunal-de-vire, court: tribunal de Vire",
        ],
    ),
    (
        "Faute de preuves, le tribunal n'a pas pu condamner Jean Petit.",
        [
            "tribunal, court: tribunal",
            "jean-petit, person: Jean Petit",
        ],
    ),
    (
        "Si le tribunal condamne Jean Petit, il fera appel.",
        [
            "tribunal, court: tribunal",
            "jean-petit, person: Jean Petit",
        ],
    ),
    (
        "Le parquet a demandé la condamnation de Jean Petit.",
        [
            "parquet, public_body: parquet",
            "jean-petit, person: Jean Petit",
            "ask, indirect, by parquet, a demandé: la condamnation de Jean Petit",
        ],
    ),
    (
        "L'avocat de Jean Petit a demandé au tribunal de le relaxer.",
        [
            "avocat-de-jean-petit, person, avocat de Jean Petit: avocat de Jean Petit",
            "jean-petit, person: Jean Petit",
            "tribunal, court: tribunal",
            "ask, indirect, by avocat-de-jean-petit to tribunal, a demandé: le relaxer",
        ],
    ),
    (
        "La décision du tribunal de Vire de suspendre les travaux est critiquée.",
        [
            "tribunal-de-vire, court: tribunal de Vire",
            "ordered, first_instance, tribunal-de-vire | les travaux |  | ",
        ],
    ),
    (
        "La décision de la cour d'appel de Caen de relaxer Jean Petit a été saluée.",
        [
            "cour-d-appel-de-caen, court, FR: cour d'appel de Caen",
            "jean-petit, person: Jean Petit",
            "acquitted, appeal, cour-d-appel-de-caen |  |  | defendant jean-petit",
        ],
    ),
    (
        "Le Marocain a été condamné mardi.",
        [
            "marocain, person, Marocain, MA: Marocain",
            "convicted, 2020-05-12 |  |  | defendant marocain",
        ],
    ),
    (
        "Les Marocains ont été relaxés.",
        [
            "marocains, group, Marocains, MA: Marocains",
            "acquitted |  |  | defendant marocains",
        ],
    ),
    (
        "Une Marocaine a été condamnée.",
        [
            "marocaine, person, Marocaine, MA: Marocaine",
            "convicted |  |  | defendant marocaine",
        ],
    ),
    (
        "Le maire répond sèchement : « Non. »",
        [
            "maire, person, maire: maire",
            "say, direct, by maire, répond: Non.",
        ],
    ),
    (
        "Jean Petit a été condamné par un jugement du 4 mai à un an de prison.",
        [
            "jean-petit, person: Jean Petit",
            "convicted, 2020-05-04 |  | un an de prison | defendant jean-petit",
        ],
    ),
    (
        "La loi a été suspendue par une ordonnance du 3 mars 2019.",
        [
            "ordered, 2019-03-03 | La loi |  | ",
        ],
    ),
    (
        "Jean Petit est catégorique : « Je n'ai rien fait. »",
        [
            "jean-petit, person: Jean Petit",
            "say, direct, by jean-petit, : Je n'ai rien fait.",
        ],
    ),
    (
        "Son avocat, Me Paul Hus, précise : « Il fera appel. »",
        [
            "paul-hus, person, avocat: Paul Hus",
            "explain, direct, by paul-hus, précise: Il fera appel.",
        ],
    ),
]


def told(found: Extraction) -> list[str]:
    """The rows in words: of each cell what is filled, of each span the words."""
    text = found.article.text

    def words(*spans: Span | None) -> str:
        return " / ".join(text[span.start : span.end] for span in spans if span)

    rows = []
    for actor in found.actors:
        cells = [actor.kind, actor.role, actor.country, actor.part_of]
        mentions = " / ".join(f"{text[start:end]}" for start, end, _ in actor.mentions)
        rows.append(f"{actor.actor_id}, {', '.join(filter(None, cells))}: {mentions}")
    for said in found.statements:
        whom = f" to {said.target_id}" if said.target_id else ""
        rows.append(f"{said.act}, {said.mode}, by {said.speaker_id}{whom}, {words(said.cue)}: {words(*said.parts)}")
    for one in found.decisions:
        cells = [one.outcome, one.instance, one.court_id, one.decided_on, one.announced_on]
        parties = "; ".join(f"{party.role} {party.actor_id}" for party in one.parties)
        rows.append(f"{', '.join(filter(None, cells))} | {words(one.subject)} | {words(one.sanction)} | {parties}")
    return [row.replace("x.", "") for row in rows]


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:60] for text, _ in CASES])
def test_a_text_gives_its_rows(text: str, rows: list[str]) -> None:
    found = extract(text, article_id="x", published_on="2020-05-14")
    assert told(found) == rows
