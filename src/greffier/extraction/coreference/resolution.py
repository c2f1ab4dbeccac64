"""What a phrase or a pronoun stands for: the actor by its name, its description, gender, number and nearness.

Descriptions are resolved once, in the order of the text, so that what is asked later changes no earlier answer.
"""

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from greffier.extraction.coreference.names import Entity, NameClusters
from greffier.extraction.lexicon import (
    BRACKET,
    COMMA,
    DETERMINER,
    FINITE,
    INVERTED,
    MARK,
    NUMBER,
    PARTICIPLE,
    PREPOSITION,
    STOP,
    SUBJECT,
    TIME,
    TONIC,
    table,
)
from greffier.extraction.mentions.mention import Mention
from greffier.extraction.mentions.vocabulary import vocabulary
from greffier.extraction.syntax.noun_phrases import OF
from greffier.extraction.syntax.text import Text

_PRONOUNS = {
    "il": ("m", False), "lui": ("m", False), "elle": ("f", False), "ils": ("m", True), "elles": ("f", True),
    "eux": ("m", True), "lui-même": ("m", False), "elle-même": ("f", False), "eux-mêmes": ("m", True),
    "elles-mêmes": ("f", True), "celui-ci": ("m", False), "celle-ci": ("f", False), "ceux-ci": ("m", True),
    "celles-ci": ("f", True), "dernier": ("m", False), "dernière": ("f", False), "derniers": ("m", True),
    "dernières": ("f", True),
}  # fmt: skip
_LAWYERS = frozenset("avocat avocate conseil défenseur avocat général bâtonnier".split())
_TITLE_WORDS = frozenset("m m. mme mme. me me. mm mm. mmes dr dr. pr mgr maître monsieur madame selon pour par".split())
_SMALL = frozenset("de du d' des la le les l' et à au aux".split())
_POSSESSIVE = frozenset("son sa ses leur leurs notre nos mon ma mes".split())
_WIDE = frozenset(("wide", "accused"))
_OPEN_GROUPS = frozenset(("wide", "quality", ""))  # classes of people that "les accusés" can take up
_LONGEST = 24  # tokens of a description
_LONGEST_BRACKET = 80  # tokens between two brackets
_FAR = 40  # mentions that a reference looks back over
_SENTENCES = 5  # sentences that a pronoun looks back over


class Answer(NamedTuple):
    """Whom words stand for: the entity, and the mention that the words are; `form` is empty for a known mention."""

    entity: Entity
    first: int
    last: int
    form: str


class Resolution:
    """The answers for one article; asking changes nothing."""

    def __init__(self, text: Text, clusters: NameClusters) -> None:
        self.text = text
        self.mentions = clusters.mentions
        self.entities = clusters.entities
        self._clusters = clusters
        self._at = [mention.first for mention in self.mentions]
        self._leaders: dict[int, int] = {}
        self._documents = vocabulary().documents
        self._fore = vocabulary().forequalifiers
        self._repeated: dict[str, Entity] = {}
        self._title = text.paragraphs[0][1] if len(text.paragraphs) > 1 else 0
        self._roles: dict[str, list[Entity]] = {}
        self._taken_up: dict[
            str, set[int]
        ] = {}  # persons named beside a definite description: "le jeune homme, Jan H."
        for mention in self.mentions:
            own = text.lows[mention.np] in _POSSESSIVE
            if (
                mention.name_of
                and mention.definite == "d"
                and not own
                and mention.actor >= 0
                and mention.first < mention.name_of.first
            ):
                self._taken_up.setdefault(mention.key, set()).add(mention.actor)
        for entity in self.entities:
            for role in entity.roles:
                self._roles.setdefault(role, []).append(entity)
        for index, mention in enumerate(self.mentions):
            if mention.actor < 0 and mention.sort in ("role", "body"):
                if mention.name_of is None:
                    self._resolve(index, mention)
                elif mention.name_of.actor >= 0:
                    mention.actor = mention.name_of.actor
                    self.entities[mention.actor].roles.add(mention.key)

    # -- descriptions

    def _resolve(self, index: int, mention: Mention) -> None:
        """Say whom a description means: somebody named or described before, or one of its own."""
        if mention.sort == "body" and (mention.entry is None or mention.entry.use in ("justice", "state")):
            return
        words = " ".join(self.text.lows[mention.first : mention.np_last])
        found = self._same(index, mention) if mention.definite != "i" else self._repeated.get(words)
        if found is None and mention.sort == "role" and mention.kind == "person":
            found = self._later(mention)
        if found is None:
            found = self._clusters.create(mention)
            found.known = False
            mention.last = mention.np_last
            found.roles.add(mention.key)
            found.role = (mention.first, mention.np_last) if mention.sort == "role" else None
            self._repeated.setdefault(words, found)
        else:
            mention.actor = found.number
            found.office = found.office or mention.office and found.kind == "person"
            if not found.known:
                found.mentions.append(mention)

    def _later(self, mention: Mention) -> Entity | None:
        """The one person who is named later with that role: "la juge a estimé … la juge Anna Weil".

        In the title "une juge" is one too.
        """
        named = self._roles.get(mention.key, ())
        if mention.definite == "i" and mention.first >= self._title:
            named = [c for c in named if c.number in self._taken_up.get(mention.key, ())]
        fits = [
            c
            for c in named
            if self._agree(mention, c) and self._fits(mention, c) and c.mentions[0].first > mention.first
        ]
        return fits[0] if len(fits) == 1 else None

    def _agree(self, mention: Mention, entity: Entity) -> bool:
        return not (entity.gender in ("m", "f") and mention.gender in ("m", "f") and entity.gender != mention.gender)

    def _same(self, index: int, mention: Mention) -> Entity | None:
        """The earlier actor that a definite description takes up."""
        use = mention.entry.use if mention.entry else ""
        wide: Entity | None = None
        far: Entity | None = None
        free = mention.bare or self._after_verb(mention)
        for other in reversed(self.mentions[max(0, index - _FAR) : index]):
            if other.actor < 0:
                continue
            entity = self.entities[other.actor]
            if mention.sort == "body":
                if self._high(mention) and not self._ranks_high(entity):
                    continue
                if self._same_body(mention, entity):
                    return entity
                continue
            if entity.kind != mention.kind:
                if (
                    mention.kind == "group"
                    and mention.first == mention.head
                    and mention.bare
                    and entity.kind == "court"
                    and use == "judge"
                    and mention.definite == "d"
                ):
                    return entity
                continue
            if mention.kind == "group":
                alike = other.sort == "role" and other.key == mention.key
                if alike and (mention.bare or self._tail(other) == self._tail(mention)):
                    return entity
                if (
                    wide is None
                    and use == "wide"
                    and mention.bare
                    and other.sort == "role"
                    and _use(other) in _OPEN_GROUPS
                ):
                    wide = entity
                continue
            if not self._agree(mention, entity):
                continue
            if mention.key in entity.roles and self._fits(mention, entity):
                return entity
            if free and self._open_to(use, entity):
                if wide is None and self._plain(other):
                    wide = entity
                elif wide and use == "magistrate" and not wide.roles & _justice() and entity.roles & _justice():
                    wide = entity
                elif far is None and use in _WIDE and entity.gender == mention.gender:
                    far = entity
        if mention.definite != "d" or self.text.lows[mention.np] in _POSSESSIVE:
            return None
        return wide or far

    def _open_to(self, use: str, entity: Entity) -> bool:
        """Whether a wide description ("l'élu") or a profession ("la chanteuse") can be that of somebody before."""
        if use == "accused":
            return not entity.roles & (_LAWYERS | _justice())
        if use in ("wide", "magistrate"):
            return not entity.roles & _LAWYERS
        return use == "profession" and entity.known and not entity.roles and entity.role is None

    def _same_body(self, mention: Mention, entity: Entity) -> bool:
        if mention.definite == "s":
            return entity.active and (
                entity.kind == mention.kind or entity.kind == "court" and mention.kind == "public_body"
            )
        if not mention.bare or mention.plural:
            return False
        if mention.entry and mention.entry.lows == ("agence",):
            return entity.kind in ("media", "public_body") and entity.active
        return entity.kind == mention.kind and (mention.kind != "group" or mention.key in entity.roles)

    def _high(self, mention: Mention) -> bool:
        """Whether a description is of a supreme court: "la haute juridiction"."""
        return mention.kind == "court" and "haute" in self.text.lows[mention.np : mention.head]

    def _ranks_high(self, entity: Entity) -> bool:
        """Whether the name of a court is not that of one below the supreme courts."""
        mention = entity.mentions[0] if entity.mentions else None
        low = self.text.lows[mention.first : mention.first + 3] if mention else []
        lower = low[:1] == ["tribunal"] and low[1:2] not in (["fédéral"], ["suprême"]) or low[:2] == ["cour", "d'"]
        return bool(low) and not lower

    def _fits(self, mention: Mention, entity: Entity) -> bool:
        """Whether the complements of a description do not contradict the role that is known."""
        if mention.bare or entity.role is None:
            return True
        known = self.text.lows[slice(*entity.role)]
        own = self._tail(mention)
        if mention.key.split(" ")[0] not in known or len(own) == 1 or len(known) == 1:
            return True
        after = known[known.index(mention.key.split(" ")[0]) + 1 :]
        return not after or after[0] not in OF or own[1] not in OF or bool(set(own[2:]) & set(after) - _SMALL)

    def _tail(self, mention: Mention) -> list[str]:
        return self.text.lows[mention.head : mention.np_last]

    def _after_verb(self, mention: Mention) -> bool:
        """Whether the phrase stands behind its verb: "a confié le candidat"."""
        k = mention.np - 1
        while k > 0 and mention.np - k < 4 and self.text.bits[k] & TIME:
            k -= 1
        return k > 0 and bool(self.text.bits[k] & (PARTICIPLE | FINITE)) and not self.text.bits[k] & PREPOSITION

    def _plain(self, mention: Mention) -> bool:
        """Whether no preposition governs the phrase."""
        text = self.text
        if text.lows[mention.np] in ("du", "des", "au", "aux"):
            return False
        return not (mention.np and text.bits[mention.np - 1] & PREPOSITION)

    # -- questions

    def find(self, first: int, last: int, definite: bool, likely: Entity | None = None) -> Answer | None:
        """The entity that the tokens stand for, and the mention that they are."""
        text = self.text
        if not 0 <= first < last <= len(text.lows):
            return None
        if last - first == 1 and text.bits[first] & (INVERTED | SUBJECT | TONIC):
            return self._pronoun_at(first, likely)
        low = text.lows[last - 1]
        if last - first == 2 and low in _PRONOUNS and text.lows[first] in ("ce", "cette", "ces"):
            latter = self._pronoun(first, *_PRONOUNS[low], True)
            return Answer(latter, first, last, "pronoun") if latter else None
        if _one_of_many(text.lows[first : first + 2]):
            return None
        mention = self._head(first, last)
        if mention is None or mention.actor < 0:
            return None
        entity = self.entities[mention.actor]
        if entity.known:
            described = mention.sort in ("role", "body") and mention.name_of is None and mention not in entity.mentions
            return Answer(entity, mention.first, mention.np_last, "description" if described else "")
        if definite and not any(u.definite in ("d", "s") for u in entity.mentions):
            return None
        # the whole phrase is the description, without what a comma or a bracket sets off
        end = mention.np_last
        while end < last and end - mention.first < _LONGEST and not text.bits[end] & (COMMA | BRACKET | MARK | STOP):
            end += 1
        return Answer(entity, mention.first, end, "description")

    def _pronoun_at(self, k: int, likely: Entity | None) -> Answer | None:
        """Whom the pronoun at `k` stands for; who spoke just before goes on speaking."""
        text = self.text
        low = text.lows[k].rsplit("-", 1)[-1] if text.bits[k] & INVERTED else text.lows[k]
        wanted = _PRONOUNS.get(low)
        if wanted is None:
            return None
        if likely and likely.plural == wanted[1] and likely.gender in (wanted[0], "e", ""):
            return Answer(likely, k, k + 1, "pronoun")
        found = self._pronoun(k, *wanted, text.lows[k].endswith("-ci"))
        return Answer(found, k, k + 1, "pronoun") if found else None

    def _head(self, first: int, last: int) -> Mention | None:
        """The mention that heads the phrase: the first, with but articles, adjectives and titles before it."""
        text = self.text
        k = bisect_left(self._at, first)
        if k and self.mentions[k - 1].np_last > first and self.mentions[k - 1].head >= first:
            k -= 1
        if k >= len(self.mentions) or self.mentions[k].first >= last:
            return None
        mention = self.mentions[k]
        for j in range(first, min(mention.first, first + 8)):
            low = text.lows[j]
            if low in self._documents:
                owned = text.lows[mention.np] in OF or text.lows[mention.np - 1] in OF
                return (mention.name_of or mention) if owned and mention.np - j <= 4 else None
            if not (
                text.bits[j] & (DETERMINER | NUMBER | TONIC)
                or low in self._fore
                or low in _TITLE_WORDS
                or low == "plus"
            ):
                return None
        if mention.first - first > 8:
            return None
        return mention.name_of or mention

    def _bracketed(self, k: int) -> bool:
        """Whether token `k` stands in brackets."""
        floor = max(self.text.sentences[self.text.sentence(k)][0], k - _LONGEST_BRACKET)
        for j in range(k - 1, floor - 1, -1):
            if self.text.words[j] in "()[]":
                return self.text.words[j] in "(["
        return False

    def _leading(self, sentence: int) -> int:
        """The index of the first mention of a sentence that no preposition governs, or -1."""
        if sentence not in self._leaders:
            first, last = self.text.sentences[sentence]
            begin, end = bisect_left(self._at, first), bisect_left(self._at, last)
            some = ((i, self.mentions[i]) for i in range(begin, end))
            plain = (i for i, mention in some if self._plain(mention) and not self._bracketed(mention.first))
            self._leaders[sentence] = next(plain, -1)
        return self._leaders[sentence]

    def _pronoun(self, k: int, gender: str, plural: bool, latter: bool) -> Entity | None:
        """The actor that a pronoun at token `k` means: by gender, number, place in its sentence and nearness."""
        text = self.text
        here = text.sentence(k)
        quote = text.quote_at[k]
        opens = k - text.sentences[here][0] <= 2
        best: Entity | None = None
        top = -100.0
        place = bisect_left(self._at, k)
        for index in range(place - 1, max(-1, place - 1 - _FAR), -1):
            mention = self.mentions[index]
            if mention.actor < 0:
                continue
            entity = self.entities[mention.actor]
            if not entity.kind or entity.plural != plural or mention.sort == "state" and not entity.active:
                continue
            said = entity.gender if entity.gender in ("m", "f") else mention.gender
            if said in ("m", "f") and said != gender:
                continue
            away = here - text.sentence(mention.first)
            if away > _SENTENCES:
                break
            if text.quote_at[mention.first] not in (-1, quote) or self._bracketed(mention.first):
                continue
            person = entity.kind in ("person", "group")
            score = -3.0 * away + (4 if self._plain(mention) else 0) + (1.5 if person else 0)
            if entity.gender not in ("m", "f"):
                score -= 0.5 if person else 2
            if mention.definite == "i" and not entity.known:
                score -= 1
            if opens and away and index == self._leading(text.sentence(mention.first)):
                # the subject of a sentence goes on as the pronoun that opens the next
                score += 1.5
            if latter:
                score = -3.0 * away + 0.01 * index
            if score > top:
                best, top = entity, score
        return best


def _one_of_many(lows: list[str]) -> bool:
    """Whether a phrase begins as one of many ("l'un des avocats", "certains de")."""
    if lows[0] in ("l'", "un", "une") and lows[1:] in (["un"], ["une"]):
        return True
    return lows[0] in ("un", "une", "certains", "certaines", "plusieurs") and lows[1:] in (["de"], ["des"], ["d'"])


@cache
def _justice() -> frozenset[str]:
    """The posts of those who judge and prosecute, as the keys of mentions; "président" may be anybody's."""
    judges = {row["form"] for row in table("roles") if row["class"] == "judge" and "président" not in row["form"]}
    return frozenset(row["form"] for row in table("roles") if row["form"].split(" ")[0] in judges)


def _use(mention: Mention) -> str:
    return mention.entry.use if mention.entry else ""
