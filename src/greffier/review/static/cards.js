// A row as a card: one line while others are read, all its cells when it is the current one.
import { h } from "./dom.js";
import { called, t } from "./words.js";

const SIGNS = { open: "○", read: "✓", changed: "↻", disputed: "!" };
const STATES = { open: "open", read: "reviewed", changed: "changed since it was reviewed", disputed: "disputed" };

export const nameOf = (page, id) => page.names.get(id)?.name ?? id;

// What a row says in one line.
export function lineOf(page, card) {
  const { cells } = card;
  if (card.table === "actors") return [h("strong", {}, cells.name), ` ${called("kind", cells.kind)}`];
  if (card.table === "articles") return [h("strong", {}, t("Nothing is missing in this article"))];
  if (card.table === "decisions") {
    return [h("strong", {}, cells.court_id ? nameOf(page, cells.court_id) : t("No court")), ` ${called("outcome", cells.outcome)} `, h("q", { lang: "fr" }, cells.outcome_text)];
  }
  return [h("strong", {}, cells.speaker_id ? nameOf(page, cells.speaker_id) : cells.speaker_text || t("No speaker")), ` ${called("act", cells.act)} `, h("q", { lang: "fr" }, cells.text)];
}

export function spansOf(card) {
  if (card.table === "actors") return card.mentions;
  const field = card.table === "statements" ? "text" : "outcome";
  return card.spans.filter((span) => span.field === field);
}

export const keyOf = (card) => `${card.table}/${card.row_id}`;

export function cardElement(page, card, current) {
  const line = h("button", {
    type: "button", class: "line-of", "aria-expanded": String(current), onclick: () => page.choose(card, { again: true }),
  }, h("span", { class: "sign", "aria-hidden": "true" }, SIGNS[card.state]), h("span", { class: "what" }, lineOf(page, card)),
  h("span", { class: "vh" }, `, ${t(STATES[card.state])}`), card.agreement ? h("small", { class: `found ${card.agreement}` }, foundBy(card)) : null, card.corrected ? h("small", {}, t("corrected")) : null);
  return h("div", { role: "listitem", class: `card ${card.table} ${card.state}${current ? " now" : ""}`, data: { key: keyOf(card) } }, line, current ? body(page, card) : null);
}

function body(page, card) {
  if (card.table === "articles") {
    return h("div", { class: "body" }, h("p", {}, t("Read the text to its end. What no row says is added by selecting its words. Then accept this.")), reviews(page, card), buttons(page, card));
  }
  const columns = page.schemas[card.table].filter((column) => !column.hidden);
  // who speaks or rules is looked for first, also where nobody is named; what else is empty stands together below
  const filled = (column) => card.cells[column.name] || LEADING.has(column.name) || card.lines.some((line) => line.field === column.name);
  const empty = columns.filter((column) => !filled(column));
  return h("div", { class: "body" },
    h("dl", {}, columns.filter(filled).map((column) => cell(page, card, column))),
    empty.length ? h("dl", { class: "empties" }, empty.map((column) => cell(page, card, column))) : null,
    card.table === "decisions" ? parties(page, card) : null,
    card.table === "actors" ? mentions(page, card) : null,
    readers(page, card),
    reviews(page, card),
    h("p", { class: "foot" }, h("code", {}, card.row_id), card.rule === "curated" ? ` ${t("added in curation")}` : card.rule ? [` ${t("rule")} `, h("code", {}, card.rule)] : null),
    buttons(page, card));
}

const LEADING = new Set(["speaker_id", "court_id"]);

// Which readers have the row, and that they differ where they do.
function foundBy(card) {
  const names = [card.rule === "curated" ? t("added in curation") : t("rules"), ...card.readers.map((other) => other.reader)];
  return `${[...new Set(names)].join(", ")}${card.agreement === "contradicted" ? `: ${t("contradicted")}` : ""}`;
}

const FIELD = { outcome_text: "outcome" };

function cell(page, card, column) {
  const value = card.cells[column.name] ?? "";
  const line = card.lines.find((each) => each.field === column.name);
  // the words of an outcome stand in a cell of their own
  const spans = column.name === "outcome" ? [] : card.spans.filter((span) => span.field === (FIELD[column.name] ?? column.name));
  const shown = !value ? h("em", { class: "none" }, t("empty")) : column.how === "link" ? (column.links === "actors" ? nameOf(page, value) : value)
    : column.how === "choice" ? called(column.name, value) : value;
  return h("div", { class: `cell as-${column.how}`, data: { column: column.name } },
    h("dt", {}, t(column.title)),
    h("dd", {},
      h("button", { type: "button", class: "value", title: t(column.about), onclick: () => page.arm(card, column) }, shown),
      column.how !== "words" && spans.length ? h("span", { class: "rests" }, spans.map((span) => quote(page, span))) : null,
      line ? h("span", { class: "before" }, `${t("was")} `, h("del", {}, line.old || t("empty")), " ",
        h("button", { type: "button", class: "small", onclick: () => page.restore(card, "corrections", [line.table, line.row_id, line.field]) }, t("Go back to it"))) : null));
}

function quote(page, span) {
  return h("button", { type: "button", class: "quote", lang: "fr", onclick: () => page.pane.show(span.start, span.end) }, page.pane.words(span.start, span.end));
}

function parties(page, card) {
  return h("div", { class: "parts" }, h("h3", {}, t("parties")),
    h("ul", {}, card.parties.map((party) => h("li", {},
      h("span", {}, h("b", {}, nameOf(page, party.actor_id)), ` ${called("role", party.role)} `), party.spans.map((span) => quote(page, span)), " ",
      h("button", { type: "button", class: "small", "aria-label": `${t("Drop this party")}: ${nameOf(page, party.actor_id)}`, onclick: () => page.ask("drop", { table: "parties", row_id: party.row_id }) }, "×")))),
    h("button", { type: "button", class: "small", onclick: () => page.ask("party", card) }, `+ ${t("Add a party")}`));
}

// The words of a mention with those beside them: the same words may stand for several.
export function around(page, { start, end, text }) {
  const line = (words) => words.replaceAll("\n", " ");
  const before = line(page.pane.words(Math.max(0, start - 22), start)), after = line(page.pane.words(end, Math.min(page.pane.length, end + 22)));
  return h("span", { class: "around", lang: "fr" }, before.replace(/^\S*\s/, "…"), h("mark", {}, text), after.replace(/\s\S*$/, "…"));
}

// How many mentions of an actor are there at once; the others come when they are asked for.
const FEW = 12;

function mentions(page, card) {
  const ticked = () => [...page.list.querySelectorAll(".now .mentions input:checked")].map((box) => box.value);
  const split = h("button", { type: "button", class: "small", hidden: true, onclick: () => page.ask("split", { card, mentions: ticked() }) });
  const count = () => {
    const n = ticked().length;
    split.hidden = n === 0;
    split.textContent = t("Split off the {n} ticked", { n });
  };
  const listed = (own) => h("ul", {}, own.map((mention) => h("li", {},
    h("label", {}, h("input", { type: "checkbox", value: mention.mention_id, onchange: count }), " ", around(page, mention), h("small", {}, ` ${called("form", mention.form)}`)),
    h("button", { type: "button", class: "small", "aria-label": `${t("Show")}: ${mention.text}`, onclick: () => page.pane.show(mention.start, mention.end) }, "→"),
    h("button", { type: "button", class: "small", "aria-label": `${t("Drop this mention")}: ${mention.text}`, onclick: () => page.ask("drop", { table: "mentions", row_id: mention.mention_id }) }, "×"))));
  return h("div", { class: "parts mentions" }, h("h3", {}, `${t("mentions")} `, h("small", {}, t("Tick mentions that mean somebody else."))),
    listed(card.mentions.slice(0, FEW)),
    card.mentions.length > FEW ? h("details", { ontoggle: (event) => { if (event.target.open && event.target.children.length === 1) event.target.append(listed(card.mentions.slice(FEW))); } }, h("summary", {}, t("{n} more mentions", { n: card.mentions.length - FEW }))) : null,
    split,
    card.merged.length ? h("ul", { class: "merged" }, card.merged.map((line) => h("li", {}, `${t("merged")}: `, h("code", {}, line.alias_id), " ",
      h("button", { type: "button", class: "small", onclick: () => page.restore(card, "aliases", [line.alias_id]) }, t("Undo the merge"))))) : null,
    card.elsewhere.length ? h("details", {}, h("summary", {}, `${t("In other articles")} (${card.elsewhere.length})`),
      card.elsewhere.map((each) => h("p", { lang: "fr" }, "…", each.before, h("mark", {}, each.words), each.after, "… ", h("small", {}, each.article_id)))) : null);
}

const shown = (page, name, value) => (name.endsWith("_id") || name === "part_of" ? nameOf(page, value) : ["kind", "act", "mode", "outcome", "instance"].includes(name) ? called(name, value) : value);

// What other readers say of the same words: that they agree, or each value that differs.
function readers(page, card) {
  if (!card.readers.length) return null;
  const titles = new Map(page.schemas[card.table].map((column) => [column.name, column.title]));
  return h("div", { class: "parts readers" }, h("h3", {}, t("Other readers")),
    h("ul", {}, card.readers.map((other) => h("li", { class: other.state }, h("b", {}, other.reader), " ",
      other.state === "agreed" ? t("says the same") : [t("says otherwise"), ": ",
        Object.entries(other.differs).map(([name, value], k) => [k ? ", " : "", `${t(titles.get(name) ?? name)}: `, h("q", { lang: "fr" }, shown(page, name, value))])],
      other.state === "contradicted" && card.table !== "actors" ? [" ", take(page, other, "Take this over", { [keyOf(card)]: card.sha256 })] : null))));
}

// A row that only another reader has: it is none of the dataset's until a person accepts it.
export function proposedElement(page, other) {
  return h("div", { role: "listitem", class: `card proposed ${other.table}` },
    h("p", {}, lineOf(page, other), h("small", {}, ` ${other.reader}`)),
    h("p", { class: "buttons" }, h("button", { type: "button", class: "small", onclick: () => page.pane.show(Number(other.cells.start), Number(other.cells.end)) }, t("Show")), " ", take(page, other, "Accept this row")));
}

function take(page, other, words, seen = {}) {
  return h("button", { type: "button", class: "small take", onclick: () => page.act({ kind: "take", row_id: other.row_id, reader: other.reader, proposals: page.proposals, seen }, `+ ${other.row_id} (${other.reader})`, { open: true }) }, t(words));
}

function reviews(page, card) {
  if (!card.reviews.length) return null;
  return h("ul", { class: "reviews", "aria-label": t("Reviews") }, card.reviews.map((review) => h("li", {},
    `${review.reviewer}, ${review.reviewed_on}: ${t(review.verdict)}${review.current ? "" : ` (${t("on what it was")})`}${review.note ? ` — ${review.note}` : ""}`, " ",
    h("button", { type: "button", class: "small", "aria-label": `${t("Take back")}: ${review.reviewer}, ${t(review.verdict)}`, onclick: () => page.restore(card, "reviews", [card.table, card.row_id, review.reviewer]) }, t("Take back")))));
}

function buttons(page, card) {
  const button = (words, key, doing, kind = "") => h("button", { type: "button", class: kind, onclick: doing }, t(words), key ? h("kbd", { "aria-hidden": "true" }, key) : null);
  return h("p", { class: "buttons" },
    button("Accept", "A", () => page.accept(card), "main"),
    button("Skip", "␣", () => page.skip(card)),
    card.table === "articles" ? null : button("Drop", "X", () => page.ask("drop", card)),
    button("Dispute", "", () => page.ask("dispute", card)),
    card.table === "actors" ? button("Merge", "M", () => page.ask("merge", card)) : null);
}
