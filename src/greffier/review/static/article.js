// One article: its text on one side, all its rows on the other, the current row lit in both.
import * as api from "./api.js";
import { changing, ASKING } from "./acting.js";
import { refresh, showing, take, troubles } from "./app.js";
import { cardElement, keyOf, lineOf, proposedElement, spansOf } from "./cards.js";
import { h, say } from "./dom.js";
import { TextPane } from "./text.js";
import { t } from "./words.js";

const GROUPS = [["actors", "Who"], ["said", "What is said and decided"], ["agreed", "Said and decided: readers agree"], ["alone", "Said and decided: one reader only"], ["contradicted", "Said and decided: readers contradict each other"], ["articles", "The whole"]];
// How many rows are laid out together: those that are far from what is seen are not laid out one by one.
const BLOCK = 30;
const groupOf = (card) => (card.table === "statements" || card.table === "decisions" ? card.agreement || "said" : card.table);

export class ArticlePage {
  constructor(app, id, data, main) {
    Object.assign(this, { app, id, schemas: app.over.schemas, proposed: data.proposed, proposals: data.proposals, version: data.version, elements: new Map(), skipped: new Set(), filter: "everything", selection: null, form: null, now: null, signing: new Set(), became: new Map() });
    this.hold(data.cards);
    this.learn();
    this.pane = new TextPane(data.text, (offset) => this.pick(offset), (selection) => this.select(selection));
    this.list = h("div", { class: "rows" });
    this.panel = h("div", { class: "panel" });
    this.kept = h("div", { class: "kept-acts" });
    this.notices = h("div", {}, ...troubles(app.over));
    this.tools = this.toolbar();
    main.className = "article";
    main.replaceChildren(h("h1", {}, this.title()), h("section", { class: "left", "aria-label": t("Text") }, this.pane.box), h("section", { class: "right", "aria-label": t("Rows") }, this.notices, this.kept, this.tools, this.panel, this.list));
    const first = this.next(null);
    this.now = keyOf(first ?? this.cards[0]);
    this.draw();
    this.light(true);
    // in another window size the words of the current row are to be seen again
    this.sizes = new ResizeObserver(() => this.light());
    this.sizes.observe(this.pane.box);
  }

  title() {
    return this.app.over.articles.find((each) => each.article_id === this.id)?.title || this.id;
  }

  learn() {
    this.names = new Map(this.app.over.actors.map((actor) => [actor.actor_id, actor]));
  }

  get current() {
    return this.known.get(this.now) ?? null;
  }

  // The rows in their order, and each by its key.
  hold(cards) {
    this.cards = cards;
    this.known = new Map(cards.map((card) => [keyOf(card), card]));
  }

  close() {
    this.sizes.disconnect();
    this.pane.close();
  }

  shown() {
    const { filter } = this;
    return this.cards.filter((card) => filter === "everything" || (filter === "open rows" ? card.state !== "read" || keyOf(card) === this.now : card.table === filter));
  }

  // The next row to be read after one; those that were skipped come last.
  next(card) {
    const shown = this.shown();
    const at = card ? shown.indexOf(card) : -1;
    const round = [...shown.slice(at + 1), ...shown.slice(0, at + 1)].filter((each) => each.state !== "read" && each !== card);
    return round.find((each) => !this.skipped.has(keyOf(each))) ?? round[0] ?? null;
  }

  toolbar() {
    const filter = h("select", { "aria-label": t("Show"), onchange: () => { this.filter = filter.value; this.draw(); this.light(); } }, ["everything", "open rows", "actors", "statements", "decisions"].map((each) => h("option", { value: each, selected: each === this.filter }, t(each))));
    this.all = h("button", { type: "button", onclick: () => this.ask("all") });
    this.finished = h("span", { class: "all-read" });
    return h("div", { class: "list-tools" }, h("label", {}, `${t("Show")} `, filter), h("button", { type: "button", onclick: () => this.ask("add") }, `+ ${t("Add")}`, h("kbd", { "aria-hidden": "true" }, "N")), this.all, this.finished);
  }

  // What is left to do here, and where to go on when nothing is.
  count() {
    const shown = this.shown();
    const open = shown.filter((card) => card.state !== "read").length;
    this.all.hidden = !open;
    this.finished.hidden = Boolean(open);
    this.all.textContent = t("Accept the {n} open rows shown", { n: open });
    const following = this.app.over.articles.find((each) => each.article_id !== this.id && each.rows > each.read);
    const whole = this.cards.every((card) => card.state === "read");
    this.finished.replaceChildren(...(open ? [] : [shown.length ? t("All rows of this article are reviewed.") : t("No row is shown."), " ", whole && following ? h("a", { href: `#/${encodeURIComponent(following.article_id)}` }, `${t("Next article")} →`) : whole ? h("a", { href: "#/" }, t("All articles")) : ""]));
  }

  draw() {
    const shown = this.shown();
    this.count();
    const groups = GROUPS.map(([group, title]) => {
      // what only another reader has is found by one reader, too
      const others = group === "alone" ? this.proposed : [];
      const own = [...shown.filter((card) => groupOf(card) === group).map((card) => this.element(card)), ...others.map((other) => proposedElement(this, other))];
      if (!own.length) return null;
      const blocks = Array.from({ length: Math.ceil(own.length / BLOCK) }, (_, n) => h("div", { class: "block", role: "presentation" }, own.slice(n * BLOCK, (n + 1) * BLOCK)));
      return [h("h2", {}, t(title)), h("div", { class: "cards", role: "list" }, blocks)];
    });
    this.list.replaceChildren(...groups.flat().filter(Boolean));
  }

  // The element of a card, made anew only where the card is another than before.
  element(card) {
    const key = keyOf(card), now = key === this.now;
    const made = this.elements.get(key);
    if (made && made.card === card && made.state === card.state && made.now === now) return made.element;
    const element = cardElement(this, card, now);
    this.elements.set(key, { element, card, now, state: card.state });
    return element;
  }

  redraw(key) {
    const card = this.known.get(key);
    const old = this.elements.get(key)?.element;
    if (!card || !old?.isConnected) return;
    this.elements.delete(key);
    old.replaceWith(this.element(card));
  }

  choose(card, { focus = true, again = false } = {}) {
    if (again && keyOf(card) === this.now && this.form) return;
    const before = this.now;
    this.now = keyOf(card);
    this.disarm(false);
    this.redraw(before);
    this.redraw(this.now);
    if (!this.elements.get(this.now)?.element.isConnected) this.draw();
    this.light();
    const { element } = this.elements.get(this.now) ?? {};
    if (focus) element?.querySelector(".line-of").focus({ preventScroll: true });
    this.uncover(element);
  }

  // Scrolls so that a card is seen from its top, and whole where it fits.
  uncover(element) {
    if (!element) return;
    const room = this.list.parentElement.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    if (box.top < room.top + 50 || box.bottom > room.bottom) element.scrollIntoView({ block: "start" });
  }

  // Paints the rows into the text; all of them where they changed, the current one always.
  light(all = false) {
    if (all) for (const table of ["statements", "decisions", "actors"]) this.pane.paint(table, this.cards.filter((card) => card.table === table).flatMap(spansOf));
    const card = this.current;
    const own = card ? spansOf(card) : [];
    const words = card ? [...card.spans.filter((span) => !own.includes(span)), ...(card.parties ?? []).flatMap((party) => party.spans)] : [];
    this.pane.paint("current", own);
    this.pane.paint("evidence", words);
    const first = own[0] ?? words[0];
    if (first) { this.pane.near = first.start; this.pane.show(first.start, first.end); }
  }

  move(step) {
    const shown = this.shown();
    const at = shown.findIndex((card) => keyOf(card) === this.now);
    const card = shown[Math.max(0, Math.min(shown.length - 1, at + step))];
    if (card) this.choose(card);
  }

  // A click in the text: the row of these words, the narrowest first, then the next wider one.
  pick(offset) {
    if (offset === null || this.form) return;
    const size = (card) => Math.min(...spansOf(card).filter((span) => span.start <= offset && offset < span.end).map((span) => span.end - span.start));
    const here = this.cards.filter((card) => Number.isFinite(size(card))).sort((a, b) => size(a) - size(b));
    if (here.length) this.choose(here[(here.findIndex((card) => keyOf(card) === this.now) + 1) % here.length], { focus: false });
  }

  select(selection) {
    // what was selected stays while a form is filled in
    if (!selection && this.form && document.activeElement?.closest(".form")) return;
    if (!selection && !this.selection) return;
    this.selection = selection;
    this.pane.paint("taken", selection ? [selection] : []);
    this.form?.update?.();
  }

  arm(card, column) {
    if (this.now !== keyOf(card)) this.choose(card);
    this.disarm(false);
    this.form = changing(this, card, column);
    const place = this.elements.get(this.now).element.querySelector(`[data-column="${column.name}"] dd`);
    place.replaceChildren(this.form.element);
    this.form.focus();
  }

  ask(kind, about) {
    this.disarm(false);
    this.form = ASKING[kind](this, about);
    this.panel.replaceChildren(this.form.element);
    this.form.focus();
    this.panel.scrollIntoView({ block: "nearest" });
  }

  disarm(back = true) {
    if (!this.form) return;
    this.form = null;
    this.panel.replaceChildren();
    this.select(this.pane.selected());
    this.redraw(this.now);
    if (this.late) { this.late = false; this.draw(); }
    if (back) this.elements.get(this.now)?.element.querySelector(".line-of").focus({ preventScroll: true });
  }

  accept(card) {
    const wish = { kind: "accepted", rows: [[card.table, card.row_id]], seen: { [keyOf(card)]: card.sha256 } };
    const following = this.next(card), was = card.state;
    // the next row is there at once; the line is written meanwhile
    card.state = "read";
    this.signing.add(keyOf(card));
    if (following) this.choose(following);
    else this.redraw(keyOf(card));
    this.count();
    const line = h("span", {}, lineOf(this, card)).textContent;
    return this.send(wish, `${t("Accepted")}: ${line.slice(0, 90)}`, { quick: true, was }).finally(() => this.signing.delete(keyOf(card))).then(() => following || say(t("All rows of this article are reviewed.")));
  }

  skip(card) {
    this.skipped.add(keyOf(card));
    const following = this.next(card);
    if (following) this.choose(following);
    say(t("Skipped: it comes again last"));
  }

  restore(card, file, key) {
    return this.act({ kind: "restore", file, key, seen: { [keyOf(card)]: card.sha256 } }, `${t("Go back to it")}: ${key.join(" ")}`);
  }

  // What the page showed, as this window's own acts have left it since.
  own(seen = {}) {
    const now = (key, digest) => (this.became.get(key)?.was.has(digest) ? this.became.get(key).digest : digest);
    return Object.fromEntries(Object.entries(seen).map(([key, digest]) => [key, now(key, digest)]));
  }

  // A row is another since an act or an undoing of this window: a form that was open meanwhile means what it is now.
  follow(key, was, digest) {
    if (was !== digest) this.became.set(key, { was: new Set([...(this.became.get(key)?.was ?? []), was]), digest });
  }

  // The act of a form, which is not to be had twice: it and the keys pressed meanwhile wait for the answer.
  act(wish, label, then = {}) {
    const { form } = this;
    if (form) form.element.inert = true;
    const mine = this.send(wish, label, { ...then, form: true }).finally(() => {
      if (this.saving === mine) this.saving = null;
      if (!form || this.form !== form) return;
      form.element.inert = false;
      form.focus();
    });
    this.saving = mine;
    return mine;
  }

  async send(wish, label, then) {
    const { form } = this;
    let answer;
    try {
      answer = await api.act(() => ({ ...wish, seen: this.own(wish.seen), label, showing: showing() }));
    } catch (error) {
      if (error.status === 409 || error.status === 0 || error.status === 507) this.keep(wish, label, then, error);
      else say(error.message, true);
      if (then.quick) this.unsigned(Object.keys(wish.seen), then.was);
      if (error.status !== 422) await refresh().catch(() => {});
      return;
    }
    for (const [key, digest] of Object.entries(answer.now)) this.follow(key, wish.seen[key], digest);
    // another form may be open by now
    if (then.form && this.form === form) { this.disarm(false); getSelection().removeAllRanges(); this.select(null); }
    const known = new Set(this.cards.map(keyOf));
    const at = this.cards.findIndex((card) => keyOf(card) === this.now);
    take(answer);
    if (then.quick) return;
    const fresh = then.open ? this.cards.find((card) => !known.has(keyOf(card))) : null;
    const card = fresh ?? this.current ?? this.cards[Math.min(at, this.cards.length - 1)];
    if (then.form && !this.form) this.choose(then.next ? (this.next(card) ?? card) : card);
    say(label);
  }

  // Rows that were shown as reviewed, and are not.
  unsigned(keys, state) {
    for (const key of keys) {
      this.signing.delete(key);
      if (this.known.has(key)) this.known.get(key).state = state;
      this.redraw(key);
    }
    this.count();
  }

  // An act that was not written stays here until it is done on what stands now, or given up.
  keep(wish, label, then, error) {
    const again = () => {
      box.remove();
      // after another's act what the page shows by now is meant, and nothing that it has not shown
      const seen = error.status === 409 ? Object.fromEntries(Object.keys(wish.seen ?? {}).filter((key) => this.known.has(key)).map((key) => [key, this.known.get(key).sha256])) : wish.seen;
      this.send({ ...wish, seen, proposals: error.status === 409 && wish.proposals ? this.proposals : wish.proposals }, label, then);
    };
    const box = h("section", { class: "notice", role: "alert" }, h("h2", {}, t("Your act was not written")), h("p", {}, h("b", {}, label)), h("p", {}, error.message || t("The server does not answer. Is greffier review still running?")),
      h("p", { class: "buttons" }, h("button", { type: "button", class: "main", onclick: again }, t(error.status === 409 ? "Do it on what stands now" : "Try again")), h("button", { type: "button", onclick: () => box.remove() }, t("Let it be"))));
    this.kept.append(box);
  }

  // Takes over what an act has changed: other cards, another order, or all of it where this window was behind.
  take(page, renamed) {
    if (page.article_id !== this.id) return;
    const given = new Map(page.cards.map((card) => [keyOf(card), card]));
    const before = this.known;
    if (page.whole) this.elements.clear();
    else for (const [key, card] of given) if (before.has(key)) this.follow(key, before.get(key).sha256, card.sha256);
    if (renamed) this.forget();
    const order = page.whole ? [...given.keys()] : page.order ?? [...before.keys()];
    this.hold(order.map((key) => given.get(key) ?? before.get(key)));
    this.version = page.version;
    this.proposals = page.proposals;
    if (page.proposed) this.proposed = page.proposed;
    for (const key of this.signing) if (given.has(key)) given.get(key).state = "read";
    const at = [...before.keys()].indexOf(this.now);
    if (!this.current) this.now = keyOf(this.cards[Math.min(at, this.cards.length - 1)] ?? this.cards[0]);
    const others = page.whole || page.order || page.proposed || renamed || this.filter === "open rows" || [...given].some(([key, card]) => groupOf(card) !== groupOf(before.get(key)));
    if (!others) {
      for (const key of given.keys()) if (!(this.form && key === this.now)) this.redraw(key);
      this.count();
    } else if (this.form) this.late = true;
    else this.draw();
    this.notices.replaceChildren(...troubles(this.app.over));
    if (others || [...given].some(([key, card]) => card.sha256 !== before.get(key).sha256)) this.light(true);
  }

  // Actors may be called otherwise now: rows that name them are drawn anew.
  forget() {
    const before = this.names;
    this.learn();
    const same = before.size === this.names.size && [...this.names].every(([id, actor]) => before.get(id)?.name === actor.name);
    if (!same) this.elements.clear();
  }

  async refresh() {
    const mine = this.asked = (this.asked ?? 0) + 1;
    const data = await api.article(this.id);
    if (mine === this.asked) this.take(data, true);
  }
}
