// The page: the list of articles, or one article with its rows; it follows the address.
import * as api from "./api.js";
import { ArticlePage } from "./article.js";
import { h, inField, say } from "./dom.js";
import { keyHelp, keysOn, press, switchKeys } from "./keys.js";
import { language, learn, speak, t } from "./words.js";

const main = document.getElementById("main");
const top = document.getElementById("top");
export const app = { over: null, page: null };

async function renew() {
  app.over = await api.overview();
  learn(app.over.words);
  drawTop();
}

function drawTop() {
  const { over } = app;
  const { read, rows } = over.total;
  document.getElementById("skip").textContent = t("Skip to the rows");
  document.title = `${app.page ? app.page.title() : t("Articles")} · greffier`;
  top.replaceChildren(...[
    app.page ? h("a", { class: "back", href: "#/" }, `← ${t("Articles")}`) : null,
    h("a", { class: "brand", href: "#/" }, over.name),
    h("span", { class: "progress" }, h("progress", { value: read, max: Math.max(rows, 1), "aria-label": t("{read} of {rows} rows reviewed", { read, rows }) }), ` ${t("{read} of {rows} rows reviewed", { read, rows })}`),
    h("span", { class: "tools" },
      over.reviewer ? h("button", { type: "button", onclick: askName, title: t("Reviewer") }, over.reviewer) : null,
      h("button", { type: "button", onclick: showDone, "aria-haspopup": "dialog" }, `${t("Done")} (${over.done})`),
      h("button", { type: "button", onclick: showKeys, "aria-haspopup": "dialog" }, t("Keys"), h("kbd", { "aria-hidden": "true" }, "?")),
      h("button", { type: "button", lang: language() === "fr" ? "en" : "fr", onclick: () => { speak(language() === "fr" ? "en" : "fr"); draw(true); } }, language() === "fr" ? "English" : "Français"))].filter(Boolean));
}

export function dialog(title, ...children) {
  const box = h("dialog", { "aria-label": title, onclose: () => box.remove() }, h("h2", {}, title), children, h("p", { class: "buttons" }, h("button", { type: "button", onclick: () => box.close() }, t("Close"))));
  document.body.append(box);
  box.showModal();
  return box;
}

// Every act can be taken back: those of this sitting, and the curated lines that stand from before.
async function showDone() {
  await api.settled();
  const { done, earlier } = await api.done();
  const button = (words, doing) => h("button", { type: "button", class: "small", onclick: async () => { box.close(); await doing(); } }, t(words));
  const list = done.map((each) => h("li", { class: each.undone ? "undone" : "" }, h("span", {}, each.label), each.undone ? h("small", {}, ` ${t("undone")}`) : button("Undo", () => undo(each.number))));
  const before = earlier.map((line) => h("li", {}, h("span", {}, lineLabel(line)), h("small", {}, ` ${line.reason}`), button("Take back", () => takeOut(line, lineLabel(line)))));
  const box = dialog(t("Done"), list.length ? h("ol", { class: "done" }, list) : h("p", {}, t("Nothing was done in this sitting.")), before.length ? [h("h3", {}, t("Before this sitting")), h("ul", { class: "done" }, before)] : null);
}

const SIGNS = { "+": "+", "-": "−" };
// A curated line in short: what it does to which row.
function lineLabel(line) {
  if (line.file === "aliases") return `${line.alias_id} → ${line.actor_id}`;
  if (SIGNS[line.field]) return `${SIGNS[line.field]} ${line.row_id}${line.field === "-" ? ` ${line.old}` : ""}`;
  return `${line.row_id}, ${line.field}: ${line.old || "–"} → ${line.new || "–"}`;
}

async function takeOut({ file, key }, label) {
  try {
    take(await api.act(() => ({ kind: "restore", file, key, label: `${t("Take back")}: ${label}`, showing: showing() })));
    say(`${t("Undone")}: ${label}`);
  } catch (error) {
    say(error.message || t("The server does not answer. Is greffier review still running?"), true);
    await refresh();
  }
}

export function showKeys() {
  const box = h("input", { type: "checkbox", checked: keysOn(), onchange: () => switchKeys(box.checked) });
  dialog(t("Keys"), h("label", {}, box, ` ${t("Keys on")}`), h("dl", { class: "keys" }, keyHelp().map(([key, what]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(what))))));
}

// The article that this window shows, and in which version: an act is answered with what it changes there.
export const showing = () => (app.page ? { article: app.page.id, version: app.page.version } : {});

// Takes over what an act has changed.
export function take({ over, page }) {
  Object.assign(app.over, over);
  if (app.page && page) app.page.take(page, Boolean(over.actors));
  else if (!app.page) drawList();
  drawTop();
}

export async function undo(number) {
  try {
    const answer = await api.undo(() => ({ number, showing: showing() }));
    take(answer);
    say(`${t("Undone")}: ${answer.label}`);
  } catch (error) {
    say(error.status === 422 ? error.message.startsWith("there is no") ? t("Nothing to undo.") : error.message : error.message || t("The server does not answer. Is greffier review still running?"), true);
    if (error.status !== 422) await refresh().catch(() => {});
  }
}

export async function refresh() {
  await renew();
  if (app.page) await app.page.refresh();
  else drawList();
  drawTop();
}

function askName() {
  const name = h("input", { type: "text", value: app.over.reviewer, "aria-label": t("Your name"), placeholder: t("Your name"), autocomplete: "name", required: true });
  const save = async (event) => {
    event.preventDefault();
    if (!name.value.trim()) return;
    await api.sign(name.value);
    box.close();
    await renew();
  };
  const box = dialog(t("Who reviews?"), h("form", { onsubmit: save }, h("p", {}, t("Your name stands beside every row that you accept.")), name, h("button", { type: "submit", class: "main" }, t("Begin"))));
  name.select();
}

function drawList() {
  const { over } = app;
  const day = (iso) => (iso ? new Date(`${iso}T00:00:00Z`).toLocaleDateString(language(), { dateStyle: "long", timeZone: "UTC" }) : t("day of publication not known"));
  main.className = "listing";
  main.replaceChildren(h("h1", {}, t("Articles")), ...troubles(over), h("ul", { class: "articles" }, over.articles.map((each) => h("li", {},
    h("a", { href: `#/${each.article_id}` }, each.title || each.article_id), h("p", {}, [each.publisher, day(each.published_on)].filter(Boolean).join(" · ")),
    h("p", { class: "progress" }, h("progress", { value: each.read, max: Math.max(each.rows, 1), "aria-label": t("{read} of {rows} rows reviewed", each) }), ` ${each.rows === each.read ? t("all reviewed") : t("{n} open", { n: each.rows - each.read })}`),
    each.readers ? h("p", { class: "agreement" }, `${t("Readers")}: ${each.readers.map((name) => (name === "rules" ? t("rules") : name)).join(", ")} · ${t("{agreed} agreed, {alone} by one reader only, {contradicted} contradicted", each.agreement)}`) : null))));
}

export function troubles(over) {
  const out = (misfit) => h("button", { type: "button", class: "small", onclick: () => takeOut(misfit, misfit.why) }, t("Take this line out"));
  return [
    over.misfits.length ? h("section", { class: "notice", "aria-label": t("Corrections that no longer fit") }, h("h2", {}, t("Corrections that no longer fit")), h("p", {}, t("Correct the row itself, or take the line out.")), h("ul", {}, over.misfits.map((misfit) => h("li", {}, misfit.why, " ", out(misfit))))) : null,
    over.trouble ? h("section", { class: "notice", "aria-label": t("The tables could not be made") }, h("h2", {}, t("The tables could not be made")), h("pre", {}, over.trouble)) : null,
  ].filter(Boolean);
}

async function draw(again = false) {
  // it is drawn as soon as it is known
  if (!app.over) return;
  const id = decodeURIComponent(location.hash.replace(/^#\/?/, ""));
  if (id === "main") return;
  if (app.page && (app.page.id !== id || again)) { app.page.close(); app.page = null; }
  if (!id) {
    await api.settled();
    await renew();
    drawList();
  } else if (!app.page) {
    try {
      app.page = new ArticlePage(app, id, await api.article(id), main);
    } catch (error) {
      say(error.message, true);
      location.hash = "#/";
    }
  }
  drawTop();
  if (!app.over.reviewer && !document.querySelector("dialog")) askName();
}

addEventListener("hashchange", () => draw());
document.getElementById("skip").addEventListener("click", (event) => { event.preventDefault(); main.focus(); });
// One key; those pressed while a form is being saved are done on what stands after it, in their order.
function key(event, target = event.target) {
  if (document.querySelector("dialog[open]")) return;
  const field = inField(target);
  const native = event.key === "Tab" || (["Enter", " "].includes(event.key) && target.closest("button, a, summary"));
  if (app.page?.saving && !field && !native) {
    event.preventDefault();
    return app.page.saving.then(() => key(event, document.activeElement));
  }
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !field) { event.preventDefault(); return undo(); }
  if (event.key === "?" && !field && keysOn()) return showKeys();
  press(event, app.page, field, target);
}

document.addEventListener("keydown", (event) => key(event));
document.documentElement.lang = language();
try {
  await renew();
  await draw();
} catch (error) {
  say(error.message || t("The server does not answer. Is greffier review still running?"), true);
}
