// The forms of the acts: what each asks, and the wish that it makes of the answers.
import { h } from "./dom.js";
import { actorInput, choiceInput, form, why, wordsInput } from "./editor.js";
import { around, keyOf, nameOf } from "./cards.js";
import { called, t } from "./words.js";

const KINDS = ["person", "company", "organization", "public_body", "court", "media", "group"];
const ROLES = ["claimant", "respondent", "defendant", "prosecutor", "judge", "lawyer", "victim", "concerned"];
const seen = (card) => ({ [keyOf(card)]: card.sha256 });

// A cell is armed: a form in its place, by its schema.
export function changing(page, card, column) {
  const value = card.cells[column.name] ?? "";
  const words = column.how === "words" || column.traced === "grounded" ? wordsInput(page, column.name === "text") : null;
  let control = null;
  if (column.how === "link" && column.links === "actors") control = actorInput(page, { chosen: value, empty: true, without: card.table === "actors" ? card.row_id : "" });
  else if (column.how === "link") control = decisionInput(page, value);
  else if (column.how === "choice") control = choiceInput(column.name, column.values, column.labels, value, !column.required);
  else if (column.how === "text") control = textInput(page, column, value);
  const reason = why(column.name === "speaker_id" ? "Another speaker." : column.how === "words" ? "These are the whole words." : "The article says so.");
  const clear = column.how === "words" && !column.required && value
    ? h("button", { type: "button", class: "small", onclick: () => send({ value: "", spans: [], quoted: "" }) }, t("empty")) : null;
  const send = (given) => page.act({ kind: "change", table: card.table, row_id: card.row_id, column: column.name, article: page.id, reason: reason.value(), seen: seen(card), ...given }, `${t(column.title)}: ${given.label ?? given.value}`);
  const save = () => {
    const taken = words?.value() ?? { spans: [], quoted: "" };
    const given = control ? [control.value()].flat()[0] ?? "" : taken.quoted || taken.spans.map((span) => span.words).join(" […] ");
    send({ value: given, ...taken, label: control && column.links === "actors" ? nameOf(page, given) : given });
  };
  const made = form("", [control?.element, words ? [control ? h("p", { class: "hint" }, t("Rests on")) : null, words.element] : null, clear, reason.element], { save, leave: () => page.disarm() });
  return { ...made, update: words?.update ?? control?.update, focus: () => (control ?? words).focus() };
}

function textInput(page, column, value) {
  const day = column.name.endsWith("_on");
  const box = h("input", { type: "text", value, "aria-label": t(column.title), placeholder: day ? t("2020, 2020-07 or 2020-07-12") : "", inputmode: day ? "numeric" : null });
  return { element: box, value: () => box.value.trim(), focus: () => box.select(), update: () => { if (!day && page.selection) box.value = page.selection.words; } };
}

function decisionInput(page, value) {
  const rulings = page.cards.filter((card) => card.table === "decisions");
  const list = h("select", { "aria-label": t("Decision") }, h("option", { value: "" }, t("empty")), rulings.map((card) => h("option", { value: card.row_id, selected: card.row_id === value }, `${called("outcome", card.cells.outcome)}: ${card.cells.outcome_text.slice(0, 60)}`)));
  return { element: list, value: () => list.value, focus: () => list.focus() };
}

// The forms that stand above the rows.
export const ASKING = {
  add(page) {
    const words = wordsInput(page, true);
    const chosen = page.selection?.words ?? "";
    // a few words with a capital that nobody is known by are rather somebody than something said
    const known = page.cards.some((card) => card.mentions?.some((mention) => mention.start === page.selection?.start && mention.end === page.selection?.end));
    const likely = !known && /\p{Lu}/u.test(chosen) && chosen.split(/\s+/).length <= 5 ? "actors" : "statements";
    const what = h("select", { "aria-label": t("What are these words?") }, [["statements", "a statement"], ["decisions", "a decision"], ["mentions", "a mention of an actor"], ["actors", "an actor"]].map(([value, label]) => h("option", { value, selected: value === likely }, t(label))));
    const kind = choiceInput("kind", KINDS, {}, "person");
    const actor = actorInput(page, { brief: true });
    const choice = (table, name) => { const column = page.schemas[table].find((each) => each.name === name); return choiceInput(name, column.values, column.labels, name === "act" ? "say" : "other"); };
    const act = choice("statements", "act"), outcome = choice("decisions", "outcome");
    const asked = {
      statements: [["Who says it?", actor], ["act", act]], decisions: [["Which court?", actor], ["outcome", outcome]], mentions: [["Of whom?", actor]], actors: [["kind", kind]],
    };
    const reason = why("Missed.");
    const more = h("div", { class: "asked" });
    const draw = () => more.replaceChildren(...asked[what.value].map(([label, input]) => h("div", {}, h("span", { class: "hint", "aria-hidden": "true" }, t(label)), input.element)));
    what.addEventListener("change", draw);
    draw();
    const cells = () => ({ statements: { speaker_id: actor.value()[0], act: act.value() }, decisions: { court_id: actor.value()[0], outcome: outcome.value() } })[what.value];
    const save = () => page.act({ kind: "add", table: what.value, article: page.id, ...words.value(), cells: cells(), actor: actor.value()[0] ?? "", actor_kind: kind.value(), reason: reason.value() }, `+ ${what.selectedOptions[0].textContent}`, { open: true });
    return { ...form(t("What are these words?"), [words.element, what, more, reason.element], { save, leave: () => page.disarm(), words: "Add" }), update: words.update, focus: () => (page.selection ? what : words).focus() };
  },
  party(page, card) {
    const actor = actorInput(page, { several: true });
    const role = choiceInput("role", ROLES, {}, "concerned");
    const words = wordsInput(page, false);
    const reason = why("Missed.");
    const save = () => page.act({ kind: "add", table: "parties", article: page.id, decision: card.row_id, actors: actor.value(), role: role.value(), ...words.value(), reason: reason.value(), seen: seen(card) }, `+ ${called("role", role.value())}: ${actor.value().map((id) => nameOf(page, id)).join(", ")}`);
    return { ...form(t("Add a party"), [actor.element, role.element, h("p", { class: "hint" }, t("Rests on")), words.element, reason.element], { save, leave: () => page.disarm(), words: "Add" }), update: words.update, focus: actor.focus };
  },
  drop(page, card) {
    const reason = why(card.table === "actors" || card.table === "mentions" ? "Somebody else." : "No such thing in the article.");
    const save = () => page.act({ kind: "drop", table: card.table, row_id: card.row_id, reason: reason.value(), seen: card.sha256 ? seen(card) : {} }, `− ${card.row_id}`);
    return { ...form(`${t("Drop")}: ${card.row_id}`, [reason.element], { save, leave: () => page.disarm(), words: "Drop" }), focus: () => reason.element.querySelector("select").focus() };
  },
  dispute(page, card) {
    const note = h("textarea", { rows: "2", "aria-label": t("What is wrong with it?"), placeholder: t("What is wrong with it?") });
    const save = () => page.act({ kind: "disputed", rows: [[card.table, card.row_id]], note: note.value, seen: seen(card) }, `${t("disputed")}: ${card.row_id}`, { next: true });
    return { ...form(t("What is wrong with it?"), [note], { save, leave: () => page.disarm(), words: "Dispute" }), focus: () => note.focus() };
  },
  split(page, { card, mentions }) {
    const kind = choiceInput("kind", KINDS, {}, card.cells.kind);
    const reason = why("Somebody else.");
    const save = () => page.act({ kind: "split", mentions, actor_kind: kind.value(), reason: reason.value(), seen: seen(card) }, t("Split off the {n} ticked", { n: mentions.length }), { open: true });
    return { ...form(t("Split off the {n} ticked", { n: mentions.length }), [kind.element, reason.element], { save, leave: () => page.disarm() }), focus: kind.focus };
  },
  merge(page, card) {
    const other = actorInput(page, { without: card.row_id });
    const reason = why("One and the same.");
    const side = h("div", { class: "sides" });
    let kept = null;
    const draw = () => {
      const id = other.value()[0];
      if (!id) return side.replaceChildren();
      kept = kept === card.row_id ? card.row_id : id;
      const about = (key) => {
        const mine = page.cards.find((each) => each.table === "actors" && each.row_id === key);
        return h("section", { class: key === kept ? "kept" : "" }, h("h3", {}, nameOf(page, key), h("small", {}, ` ${t(key === kept ? "is kept" : "goes into it")}`)),
          h("p", {}, [called("kind", page.names.get(key)?.kind ?? ""), mine?.cells.role, mine?.cells.country].filter(Boolean).join(", ")),
          h("ul", {}, (mine?.mentions ?? []).slice(0, 6).map((mention) => h("li", {}, around(page, mention)))),
          h("code", {}, key));
      };
      side.replaceChildren(about(card.row_id), about(id), h("button", { type: "button", class: "small swap", onclick: () => { kept = kept === id ? card.row_id : id; redraw(); } }, t("Swap")));
      function redraw() { side.replaceChildren(about(card.row_id), about(id), side.lastChild); }
    };
    other.onchange(() => { kept = null; draw(); });
    const save = () => {
      const id = other.value()[0];
      const gone = kept === card.row_id ? id : card.row_id;
      page.act({ kind: "merge", row_id: gone ?? "", actor: kept ?? "", reason: reason.value(), seen: seen(card) }, `${nameOf(page, gone)} → ${nameOf(page, kept)}`, { open: true });
    };
    return { ...form(t("Which other actor is the same?"), [other.element, side, reason.element], { save, leave: () => page.disarm(), words: "Merge" }), focus: other.focus };
  },
  all(page) {
    const open = page.shown().filter((card) => card.state !== "read");
    const save = () => page.act({ kind: "accepted", rows: open.map((card) => [card.table, card.row_id]), seen: Object.assign({}, ...open.map(seen)) }, t("Accept {n} rows", { n: open.length }));
    const made = form(t("Accept the {n} open rows shown", { n: open.length }), [h("p", {}, t("You say that you have read these {n} rows and that they are right.", { n: open.length }))], { save, leave: () => page.disarm(), words: "Accept" });
    return { ...made, focus: () => made.element.querySelector("button").focus() };
  },
};
