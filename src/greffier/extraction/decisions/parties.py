"""The parties of a ruling: whom it falls on, who asked, against whom, who judged, prosecuted and pleaded."""

from bisect import bisect_right
from functools import cache

from greffier.extraction.decisions.courts import Tokens, forms, opens_clause, ruler
from greffier.extraction.decisions.parts import object_of
from greffier.extraction.decisions.ruling import Bench, Ruling
from greffier.extraction.lexicon import CAPITAL, COMMA, DETERMINER, NUMBER, SEMICOLON, STOP, verbs
from greffier.extraction.syntax.clauses import antecedent, group, phrase_end, subject
from greffier.extraction.syntax.text import Text
from greffier.model import Party

_PENAL = ("convicted", "acquitted", "charged", "discontinued", "referred", "adjourned")
_MANY = 40  # rulings on each side of a word that it can speak of
_NEAR = 60  # tokens: how far after a complaint the one it is against may stand


@cache
def _around_words() -> dict[str, str]:
    """The words that can name a party elsewhere in an article, each with what it is."""
    found = {form: "demand" for form, readings in verbs().items() if any(r.lemma == "requérir" for r in readings)}
    for kind in ("demand", "counted", "presiding", "seized", "complaint", "prosecution", "counsel"):
        found |= dict.fromkeys(forms(kind), kind)
    return found


class Parties:
    """Who has a part in which of the rulings of an article; built once, asked for each ruling."""

    def __init__(self, text: Text, bench: Bench, rulings: list[Ruling]) -> None:
        self.text = text
        self.bench = bench
        self.rulings = rulings
        self.verbs = [r.main.verb for r in rulings]
        self.found: dict[int, dict[str, tuple[str, Tokens]]] = {id(r): {} for r in rulings}
        for one in rulings:
            self._told(one)
        self.client: tuple[int, list[str]] = (-_NEAR, [])  # who was last said to have counsel, and where
        if rulings:
            self._around()
            self._named()

    def of(self, one: Ruling) -> tuple[Party, ...]:
        """The parties of a ruling, each with the words that show its part."""
        rows = [Party(actor, role, *self.text.span(*place)) for actor, (role, place) in self.found[id(one)].items()]
        return tuple(sorted(rows, key=lambda p: (p.start, p.end, p.actor_id, p.role)))

    def _add(self, one: Ruling, actor: str | None, role: str, place: Tokens) -> None:
        """Notes a part; an actor has one part in a ruling, the first that is told."""
        if actor is not None and role and actor != one.court:
            self.found[id(one)].setdefault(actor, (role, place))

    # -- what the tellings say

    def _told(self, one: Ruling) -> None:
        """The parties that the tellings themselves name."""
        bench = self.bench
        for actor, role in one.ruled.items():
            self._add(one, actor, role, one.ruled_at[actor])
        for actor, place in one.judges.items():
            self._add(one, actor, "judge", place)
        for actor, role, place in one.asked:
            if role == "concerned" and bench.cast.kind(actor) in ("court", "public_body", "media"):
                continue
            self._add(one, actor, role, place)
        for telling in one.tellings:
            self._addressed(one, telling.verb, telling.last)
            if telling.subject:
                self._harmed(one, telling.subject)
            if telling.sanction:
                self._paid(one, telling.sanction)

    def _addressed(self, one: Ruling, verb: int, last: int) -> None:
        """To whom a court orders, forbids or grants: "a ordonné à la ville de …", "à la demande du parquet"."""
        text = self.text
        if one.outcome not in ("ordered", "granted") or not any(
            r.lemma in forms("addressed") for r in verbs().get(text.lows[verb], ())
        ):
            return
        for k in range(verb + 1, min(verb + 6, last)):
            if text.lows[k] in ("à", "au", "aux") and k + 1 < last:
                start = k + 1 if text.lows[k] == "à" else k
                if text.bits[start] & (DETERMINER | CAPITAL):
                    phrase = (start, phrase_end(text, start, last))
                    for actor in self.bench.actors(phrase):
                        self._add(one, actor, "respondent" if one.outcome == "ordered" else "claimant", phrase)
                return

    def _harmed(self, one: Ruling, span: Tokens) -> None:
        """Victims in what a ruling was for: "le meurtre de Paul", "pour avoir giflé le maire"."""
        text = self.text
        for k in range(span[0], span[1]):
            low = text.lows[k]
            start = -1
            if low in forms("offence"):
                for j in range(k + 1, min(k + 5, span[1] - 1)):
                    if text.lows[j] in ("de", "d'", "du", "des", "sur", "contre", "envers"):
                        start = j if text.lows[j] in ("du", "des") else j + 1
                        break
            elif any(r.lemma in forms("harm") for r in verbs().get(low, ())) and k + 1 < span[1]:
                start = k + 1
            if start >= 0 and text.bits[start] & (DETERMINER | CAPITAL) and text.lows[start] not in ("un", "une"):
                phrase = (start, min(phrase_end(text, start, span[1]), span[1]))
                for actor in self.bench.actors(phrase):
                    if self.bench.cast.kind(actor) in ("person", "group"):
                        self._add(one, actor, "victim", phrase)

    def _paid(self, one: Ruling, span: Tokens) -> None:
        """Who is to be paid: "verser 5 000 euros à la salariée"."""
        text = self.text
        if text.lows[span[0]] not in forms("civil"):
            return
        for k in range(span[0] + 1, span[1] - 1):
            if text.lows[k] in ("à", "au", "aux") and text.bits[k + 1] & (DETERMINER | CAPITAL):
                start = k + 1 if text.lows[k] == "à" else k
                phrase = (start, phrase_end(text, start, span[1]))
                for actor in self.bench.actors(phrase):
                    self._add(one, actor, "claimant", phrase)
                return

    # -- what the rest of the article says

    def _around(self) -> None:
        """The parties that the rest of the article names: counsel, prosecution, who complained, who presided."""
        text = self.text
        kinds = _around_words()
        places = [(k, kinds[low]) for k, low in enumerate(text.lows) if low in kinds]
        firsts = [first for first, _ in text.paragraphs]
        demanding = {bisect_right(firsts, k) for k, kind in places if kind == "demand"}
        for k, kind in places:
            if kind == "counsel":
                self._counsel(k)
            elif kind == "prosecution":
                if bisect_right(firsts, k) in demanding:
                    self._prosecution(k)
            elif kind == "complaint":
                self._complaint(k)
            elif kind == "seized":
                self._seized(k)
            elif kind == "presiding":
                self._presiding(k)
            elif kind == "counted":
                self._counted(k)
            else:
                self._demanded(k)

    def _phrase(self, k: int) -> Tokens:
        """The noun phrase of the word at `k`, from its determiner on."""
        text = self.text
        first = k
        while (
            first
            and k - first < 4
            and not text.bits[first] & DETERMINER
            and not text.bits[first - 1] & (COMMA | STOP | SEMICOLON)
        ):
            if not (text.bits[first - 1] & DETERMINER or text.lows[first - 1] in forms("before_noun")):
                break
            first -= 1
        limit = text.sentences[text.sentence(k)][1]
        return first, phrase_end(text, k, limit)

    def _counsel(self, k: int) -> None:
        """Counsel of somebody who is ruled on: "l'avocate de Paul", "son avocat, Me Martin"."""
        text, bench = self.text, self.bench
        phrase = self._phrase(k)
        limit = text.sentences[text.sentence(k)][1]
        before = text.lows[k - 1] if k else ""
        clients: list[str] = []
        for j in range(k + 1, min(k + 4, limit)):
            if text.lows[j] in ("de", "d'", "du", "des") and j + 1 < limit:
                start = j if text.lows[j] in ("du", "des") else j + 1
                clients = bench.actors((start, max(phrase_end(text, start, limit), start + 1)))
                break
            if (
                text.lows[j] == "qui"
                and j + 2 < limit
                and text.lows[j + 1] in ("représentent", "représente", "défend", "défendent")
            ):
                clients = bench.actors((j + 2, phrase_end(text, j + 2, limit)))
                phrase = (phrase[0], phrase_end(text, j + 2, limit))
                break
        told = [self._nearest(k)]
        if not clients and before in ("son", "sa", "ses", "leur", "leurs", "deux"):
            clients = (
                self.client[1]
                if k - self.client[0] < _NEAR
                else [a for a, role in told[-1].ruled.items() if role in ("defendant", "claimant", "respondent")]
            )
        if not clients:
            return
        self.client = (k, clients)
        lawyers = bench.actors(phrase)
        for one in self._close(k):
            held = self.found[id(one)]
            if any(c in held and held[c][0] in ("defendant", "claimant", "respondent", "victim") for c in clients):
                for actor in lawyers:
                    if actor not in clients:
                        self._add(one, actor, "lawyer", phrase)

    def _prosecution(self, k: int) -> None:
        """Who prosecutes, where a demand is told: "le parquet a requis", "les réquisitions du parquet"."""
        text = self.text
        phrase = self._phrase(k)
        actor = self.bench.cast.who(*phrase)
        if actor is None:
            return
        for one in self._close(k):
            if one.outcome in _PENAL and text.lows[one.main.verb] not in forms("served") or len(self.rulings) == 1:
                self._add(one, actor, "prosecutor", phrase)

    def _complaint(self, k: int) -> None:
        """Who complained or went to court: "a porté plainte contre Paul", "à l'origine du recours"."""
        text, bench = self.text, self.bench
        first, limit = text.sentences[text.sentence(k)]
        who: Tokens | None = None
        if k + 2 < limit and text.lows[k] == "origine" and text.lows[k - 2 : k] == ["à", "l'"]:
            if not any(
                text.lows[j] in forms("request") or text.lows[j] in ("procédure", "saisine")
                for j in range(k + 1, min(k + 5, limit))
            ):
                return
            who = antecedent(text, k - 2)
        else:
            for j in range(k - 1, max(first, k - 3) - 1, -1):
                lemmas = {r.lemma for r in verbs().get(text.lows[j], ())}
                if lemmas & {"porter", "déposer"} and text.lows[k] == "plainte":
                    verb = group(text, j)
                    if verb and not verb.negated and verb.tense in ("pres", "imp", "ps") and not verb.passive:
                        who = subject(text, verb)
                    break
            else:
                for j in range(k + 1, min(k + 4, limit)):
                    if (
                        text.lows[j] in ("de", "d'", "du")
                        and j + 1 < limit
                        and text.bits[j + 1] & (DETERMINER | CAPITAL)
                        or text.lows[j] == "du"
                    ):
                        start = j if text.lows[j] == "du" else j + 1
                        who = (start, phrase_end(text, start, limit))
                        break
                    if text.lows[j] == "par":
                        who = (j + 1, phrase_end(text, j + 1, limit))
                        break
        if who is None:
            return
        against: list[str] = []
        for j in range(k + 1, min(k + _NEAR, limit)):
            if text.lows[j] == "contre" and j + 1 < limit:
                against = bench.actors((j + 1, phrase_end(text, j + 1, limit)))
                break
            if opens_clause(text, j):
                break
        people = [a for a in bench.actors(who) if bench.cast.kind(a) not in ("court", "media")]
        for one in self._close(k):
            held = self.found[id(one)]
            if against and not any(a in held for a in against):
                continue
            if not against and one is not self._nearest(k):
                continue
            official = ruler(text, who)
            role = "prosecutor" if official and official.kind == "prosecution" else "claimant"
            for actor in people:
                self._add(one, actor, role, who)

    def _seized(self, k: int) -> None:
        """Who brought the matter to court: "saisie par la Ligue", "la Ligue avait saisi le tribunal"."""
        text, bench = self.text, self.bench
        limit = text.sentences[text.sentence(k)][1]
        who: Tokens | None = None
        for j in range(k + 1, min(k + 10, limit - 1)):
            if text.lows[j] == "par":
                who = (j + 1, phrase_end(text, j + 1, limit))
                break
            if text.bits[j] & (STOP | COMMA) or opens_clause(text, j):
                break
        if who is None:
            verb = group(text, k)
            if verb is None or verb.passive or verb.negated or verb.tense not in ("pres", "imp"):
                return
            court = object_of(text, verb.last, limit)
            if court is None or ruler(text, court) is None:
                return
            who = subject(text, verb)
        other = ruler(text, who) if who else None
        if who is None or (other and other.kind in ("court", "judge")):
            return
        sentence = text.sentence(k)
        here = [r for r in self._close(k) if text.sentence(r.main.verb) == sentence]
        for actor in bench.actors(who):
            if bench.cast.kind(actor) not in ("court", "media"):
                self._add(here[0] if here else self._nearest(k), actor, "claimant", who)

    def _nearest(self, k: int) -> Ruling:
        """The ruling told last before token `k`, or the first of all."""
        return self.rulings[max(0, bisect_right(self.verbs, k) - 1)]

    def _close(self, k: int) -> list[Ruling]:
        """The rulings that a word at token `k` can speak of: all, but in a very long text those told around it."""
        at = bisect_right(self.verbs, k)
        return self.rulings[max(0, at - _MANY) : at + _MANY]

    def _presiding(self, k: int) -> None:
        """Who presides the court that ruled: "Marie Durand, présidente de la Cour"."""
        text = self.text
        if not any(text.lows[j] in ("cour", "tribunal", "chambre") for j in range(k + 1, min(k + 4, len(text.lows)))):
            return
        phrase = self._phrase(k)
        actor = self.bench.cast.who(*phrase)
        if actor is None or self.bench.cast.kind(actor) != "person":
            return
        start = k + 1 if text.lows[k + 1] in ("du", "des") else k + 2
        court = self.bench.cast.who(start, phrase[1]) if phrase[1] > start else None
        own = [r for r in self._close(k) if court and r.court == court]
        if own:
            self._add(own[0], actor, "judge", phrase)

    def _counted(self, k: int) -> None:
        """A bench that is counted: "cinq magistrats avaient entendu les témoins"."""
        text = self.text
        if not k or not (text.bits[k - 1] & NUMBER or text.words[k - 1][0].isdigit()):
            return
        phrase = self._phrase(k)
        own = [r for r in self._close(k) if r.court and r.outcome != "charged"]
        actor = self.bench.cast.who(*phrase, False) if own else None
        if actor and self.bench.cast.kind(actor) in ("group", "person"):
            self._add(own[0], actor, "judge", phrase)

    def _demanded(self, k: int) -> None:
        """Whom a demand is against, where a ruling on the trial names nobody: "vingt ans requis contre Paul"."""
        text = self.text
        limit = text.sentences[text.sentence(k)][1]
        open_trials = [r for r in self._close(k) if r.outcome == "adjourned" and not r.ruled]
        if not open_trials:
            return
        for j in range(k + 1, min(k + 12, limit - 1)):
            if text.lows[j] in ("contre", "pour"):
                phrase = (j + 1, phrase_end(text, j + 1, limit))
                for actor in self.bench.actors(phrase):
                    for one in open_trials:
                        self._add(one, actor, "defendant", phrase)
                return

    def _named(self) -> None:
        """Drops who is only described in the heading where the text names somebody with the same part."""
        for held in self.found.values():
            for actor, (role, place) in list(held.items()):
                heading = "." in actor and self.text.sentence(place[0]) == 0
                if heading and any(r == role and "." not in a for a, (r, _) in held.items()):
                    del held[actor]
