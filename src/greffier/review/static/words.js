// What the page says, in English and French. The words of the schemas come with the dataset.
const FRENCH = {
  "Skip to the rows": "Aller aux lignes", "Articles": "Articles", "All articles": "Tous les articles",
  "{read} of {rows} rows reviewed": "{read} lignes relues sur {rows}", "Who reviews?": "Qui relit ?", "Your name": "Votre nom",
  "Your name stands beside every row that you accept.": "Votre nom figurera à côté de chaque ligne que vous acceptez.",
  "Begin": "Commencer", "Reviewer": "Relecteur", "open": "à relire", "all reviewed": "tout est relu", "{n} open": "{n} à relire",
  "Keys": "Touches", "Keys on": "Touches actives", "Done": "Actes", "Nothing was done in this sitting.": "Aucun acte dans cette séance.",
  "Undo": "Annuler", "undone": "annulé", "Close": "Fermer", "Text": "Texte", "Rows": "Lignes",
  "Accept": "Accepter", "Skip": "Passer", "Drop": "Retirer", "Dispute": "Contester", "Merge": "Fusionner", "Save": "Enregistrer", "Cancel": "Renoncer",
  "Add": "Ajouter", "Show": "Montrer", "everything": "tout", "open rows": "lignes à relire", "actors": "acteurs", "statements": "propos", "decisions": "décisions",
  "Accept the {n} open rows shown": "Accepter les {n} lignes à relire affichées",
  "You say that you have read these {n} rows and that they are right.": "Vous dites avoir lu ces {n} lignes et les avoir trouvées justes.",
  "Accept {n} rows": "Accepter {n} lignes", "Who": "Qui", "What is said and decided": "Ce qui est dit et décidé", "The whole": "L’ensemble",
  "Nothing is missing in this article": "Rien ne manque dans cet article",
  "Read the text to its end. What no row says is added by selecting its words. Then accept this.": "Lisez le texte jusqu’au bout. Ce qu’aucune ligne ne dit s’ajoute en sélectionnant ses mots. Puis acceptez ceci.",
  "reviewed": "relu", "changed since it was reviewed": "modifié depuis sa relecture", "disputed": "contesté", "corrected": "corrigé", "No speaker": "Pas de locuteur", "No court": "Pas de tribunal", "Who says it?": "Qui le dit ?", "Which court?": "Quel tribunal ?", "Of whom?": "De qui ?", "act": "acte", "outcome": "issue", "kind": "sorte",
  "Before this sitting": "Avant cette séance", "Take back": "Reprendre", "{n} more mentions": "{n} autres mentions",
  "empty": "vide", "was": "était", "Go back to it": "Y revenir", "added in curation": "ajouté à la main", "parties": "parties", "Add a party": "Ajouter une partie",
  "mentions": "mentions", "In other articles": "Dans d’autres articles", "Split off the {n} ticked": "Détacher les {n} cochées", "Tick mentions that mean somebody else.": "Cochez les mentions qui désignent quelqu’un d’autre.",
  "Why?": "Pourquoi ?", "Another reason": "Une autre raison", "The article says so.": "L’article le dit.", "Another speaker.": "Autre locuteur.", "These are the whole words.": "Ce sont les mots entiers.",
  "One and the same.": "C’est le même.", "Somebody else.": "C’est quelqu’un d’autre.", "Missed.": "Oublié.", "No such thing in the article.": "Rien de tel dans l’article.",
  "Select the words in the text, or quote them here": "Sélectionnez les mots dans le texte, ou citez-les ici", "Selected": "Sélection", "Add as one more part": "Ajouter comme autre partie", "Parts": "Parties",
  "Type a name": "Tapez un nom", "nobody": "personne", "2020, 2020-07 or 2020-07-12": "2020, 2020-07 ou 2020-07-12", "Rests on": "Repose sur", "Role": "Rôle",
  "What are these words?": "Que sont ces mots ?", "a statement": "un propos", "a decision": "une décision", "an actor": "un acteur", "a mention of an actor": "la mention d’un acteur",
  "Select words first, then say what they are.": "Sélectionnez d’abord des mots, puis dites ce qu’ils sont.", "Kind": "Sorte", "Merge two actors": "Fusionner deux acteurs", "Which other actor is the same?": "Quel autre acteur est le même ?",
  "Keep this one": "Garder celui-ci", "is kept": "est gardé", "goes into it": "y est versé", "Swap": "Inverser", "Note": "Note", "What is wrong with it?": "Qu’est-ce qui ne va pas ?",
  "Your act was not written": "Votre acte n’a pas été écrit", "Do it on what stands now": "Le faire sur l’état actuel", "Let it be": "Y renoncer", "Try again": "Réessayer", "The server does not answer. Is greffier review still running?": "Le serveur ne répond pas. greffier review tourne-t-il encore ?",
  "Corrections that no longer fit": "Corrections qui ne conviennent plus", "Take this line out": "Retirer cette ligne", "Correct the row itself, or take the line out.": "Corrigez la ligne elle-même, ou retirez celle-ci.",
  "The tables could not be made": "Les tables n’ont pas pu être faites", "rule": "règle", "Go on": "Continuer", "All rows of this article are reviewed.": "Toutes les lignes de cet article sont relues.", "Next article": "Article suivant",
  "day of publication not known": "jour de publication inconnu", "Accepted": "Accepté", "Skipped: it comes again last": "Passé : revient à la fin", "Undone": "Annulé", "Done.": "Fait.", "Nothing to undo.": "Rien à annuler.",
  "next row": "ligne suivante", "row before": "ligne précédente", "accept and go on": "accepter et continuer", "skip: offered again last": "passer : proposé à la fin", "drop the row": "retirer la ligne",
  "add a row from the selected words": "ajouter une ligne avec les mots sélectionnés", "change whom it links to": "changer l’acteur lié", "merge this actor": "fusionner cet acteur", "undo the last act": "annuler le dernier acte", "save what is being changed": "enregistrer la modification", "these keys": "ces touches", "leave": "quitter",
  "into the text; arrows choose words, Shift takes more": "dans le texte ; les flèches choisissent les mots, Maj en prend d’autres", "Reviews": "Relectures", "accepted": "accepté", "on what it was": "sur l’état d’alors", "Drop this mention": "Retirer cette mention", "Undo the merge": "Annuler la fusion", "merged": "fusionné", "No row is shown.": "Aucune ligne affichée.", "form": "forme", "Drop this party": "Retirer cette partie",
  "Other readers": "Autres lecteurs", "says the same": "dit la même chose", "says otherwise": "dit autre chose", "Take this over": "Reprendre cela", "Readers": "Lecteurs", "rules": "règles", "contradicted": "contredit", "{agreed} agreed, {alone} by one reader only, {contradicted} contradicted": "{agreed} concordants, {alone} d’un seul lecteur, {contradicted} contredits", "Said and decided: readers agree": "Dit et décidé : les lecteurs concordent", "Said and decided: one reader only": "Dit et décidé : un seul lecteur", "Said and decided: readers contradict each other": "Dit et décidé : les lecteurs se contredisent", "Accept this row": "Accepter cette ligne",
};
let french = localStorage.getItem("greffier-language") ? localStorage.getItem("greffier-language") === "fr" : navigator.language.startsWith("fr");
let schema = {};

export const language = () => (french ? "fr" : "en");
export function speak(tongue) {
  french = tongue === "fr";
  localStorage.setItem("greffier-language", tongue);
  document.documentElement.lang = tongue;
}
export const learn = (words) => { schema = words; };
export function t(words, values = {}) {
  const said = french ? (FRENCH[words] ?? schema[words] ?? words) : words;
  return said.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
// What a value of a column is called.
export function called(column, value) {
  return (french && schema[`${column}=${value}`]) || value.replaceAll("_", " ");
}
