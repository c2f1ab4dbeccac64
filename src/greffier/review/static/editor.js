// Changing and adding: a small form that says what it wants, takes words from the text, and asks why once.
import { h } from "./dom.js";
import { called, t } from "./words.js";

const REASONS = ["The article says so.", "Another speaker.", "These are the whole words.", "One and the same.", "Somebody else.", "Missed.", "No such thing in the article."];
let reason = "";

// The reason: the last one stands there already.
export function why(first) {
  const known = REASONS.map((each) => t(each));
  const now = reason || t(first);
  const list = h("select", { "aria-label": t("Why?") }, [...new Set([now, t(first), ...known])].map((each) => h("option", { value: each, selected: each === t(first) }, each)), h("option", { value: "" }, `${t("Another reason")}…`));
  const free = h("input", { type: "text", hidden: true, "aria-label": t("Another reason"), maxlength: "500" });
  list.addEventListener("change", () => { free.hidden = list.value !== ""; if (!free.hidden) free.focus(); });
  return {
    element: h("label", { class: "why" }, h("span", {}, t("Why?")), list, free),
    value: () => { const given = list.value || free.value.trim(); if (!list.value) reason = given; return given; },
  };
}

// The words that are selected, or quoted; several parts where the cell may have them.
export function wordsInput(page, several) {
  const parts = [];
  const shown = h("p", { class: "taken", lang: "fr", "aria-live": "polite" });
  const typed = h("input", { type: "text", class: "quoted", "aria-label": t("Select the words in the text, or quote them here"), placeholder: t("Select the words in the text, or quote them here") });
  const list = h("ol", { class: "part-list" });
  const more = h("button", { type: "button", class: "small", onclick: () => {
    if (!page.selection) return;
    parts.push(page.selection);
    list.append(h("li", { lang: "fr" }, page.selection.words));
    getSelection().removeAllRanges();
    page.select(null);
  } }, t("Add as one more part"));
  const update = () => { shown.textContent = page.selection ? `« ${page.selection.words} »` : ""; more.hidden = !several || !page.selection; };
  update();
  return {
    element: h("div", { class: "words-in" }, shown, list, more, typed), update, focus: () => typed.focus(),
    value: () => ({ spans: page.selection ? [...parts, page.selection] : [...parts], quoted: page.selection || parts.length ? "" : typed.value.trim() }),
  };
}

// Actors by type-ahead: one, or several with ticks.
export function actorInput(page, { several = false, chosen = "", empty = false, without = "", brief = false } = {}) {
  const picked = new Set(chosen ? [chosen] : []);
  const box = h("input", { type: "search", "aria-label": t("Type a name"), placeholder: t("Type a name"), autocomplete: "off" });
  const list = h("ul", { class: "picks" });
  const group = `pick-${Math.random()}`;
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  // how far what was typed is from a name: one of its words, the beginning of one, within one, or only in the role
  const far = (actor, asked) => {
    const words = plain(actor.name).split(/[^\p{L}\p{N}]+/u), at = plain(actor.name);
    return at === asked ? 0 : words.includes(asked) ? 1 : at.startsWith(asked) ? 2 : words.some((word) => word.startsWith(asked)) ? 3 : at.includes(asked) ? 4 : 5;
  };
  const here = new Set(page.cards.filter((card) => card.table === "actors").map((card) => card.row_id));
  const found = () => {
    const asked = plain(box.value.trim());
    return [...page.names.values()].filter((actor) => actor.actor_id !== without && plain(`${actor.name} ${actor.role} ${actor.actor_id}`).includes(asked))
      .sort((a, b) => Number(picked.has(b.actor_id)) - Number(picked.has(a.actor_id)) || Number(here.has(b.actor_id)) - Number(here.has(a.actor_id)) || far(a, asked) - far(b, asked) || a.name.localeCompare(b.name, "fr"))
      .slice(0, 8);
  };
  const draw = () => list.replaceChildren(...(empty && !box.value ? [row({ actor_id: "", name: t("nobody"), kind: "", role: "" })] : []), ...(brief && !box.value && !picked.size ? [] : found()).map(row));
  const row = (actor) => h("li", {}, h("label", {}, h("input", {
    type: several ? "checkbox" : "radio", name: group, value: actor.actor_id, checked: picked.has(actor.actor_id) || (empty && !actor.actor_id && !picked.size),
    onchange: (event) => { if (!several) picked.clear(); if (event.target.checked) picked.add(actor.actor_id); else picked.delete(actor.actor_id); changed(); },
  }), " ", h("b", {}, actor.name), h("small", {}, ` ${[actor.kind && called("kind", actor.kind), actor.role].filter(Boolean).join(", ")}`)));
  let changed = () => {};
  box.addEventListener("input", () => {
    if (!several) { picked.clear(); const first = box.value.trim() && found()[0]; if (first) picked.add(first.actor_id); }
    draw();
    changed();
  });
  box.addEventListener("keydown", (event) => {
    if (several && event.key === "Enter" && !event.ctrlKey && box.value.trim() && found()[0]) {
      event.preventDefault();
      event.stopPropagation();
      picked.add(found()[0].actor_id);
      box.value = "";
      draw();
    }
  });
  draw();
  return { element: h("div", { class: "actor-in" }, box, list), value: () => [...picked], focus: () => box.focus(), onchange: (doing) => { changed = doing; } };
}

export function choiceInput(column, values, labels, chosen, empty) {
  const all = empty ? ["", ...values] : values;
  const list = h("select", { "aria-label": t(column) }, all.map((value) => h("option", { value, selected: value === chosen, title: labels?.[value] ?? "" }, value ? called(column, value) : t("empty"))));
  return { element: list, value: () => list.value, focus: () => list.focus() };
}

// A form with its keys: Enter or Ctrl+Enter saves, Escape leaves.
export function form(title, parts, { save, leave, words = "Save" }) {
  const element = h("form", { class: "form", "aria-label": title, onsubmit: (event) => { event.preventDefault(); save(); } },
    title ? h("h2", {}, title) : null, parts,
    h("p", { class: "buttons" }, h("button", { type: "submit", class: "main" }, t(words), h("kbd", { "aria-hidden": "true" }, "Ctrl ↵")), h("button", { type: "button", onclick: leave }, t("Cancel"), h("kbd", { "aria-hidden": "true" }, "Esc"))));
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); leave(); }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); event.stopPropagation(); save(); }
  });
  return { element, save };
}
