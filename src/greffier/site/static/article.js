// The reader: a mark opens its row beside the text, the row lights up the words that its cells rest on.
"use strict";
const text = document.querySelector(".text");
const drawer = document.getElementById("drawer");
const inside = drawer.querySelector(".inside");
const also = drawer.querySelector(".also");
const said = drawer.querySelector("output");
const cards = [...document.querySelectorAll(".card")].sort((a, b) => a.dataset.n - b.dataset.n);
const marks = [...text.querySelectorAll("[data-r]")];
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let current = null;
let from = null;

const has = (mark, n) => mark.dataset.r.split(" ").includes(String(n));
const marksOf = (n) => marks.filter((mark) => has(mark, n));

function clear() {
  for (const each of text.querySelectorAll(".open, .ev, [data-cell]")) {
    each.classList.remove("open", "ev");
    delete each.dataset.cell;
  }
}

// Words behind the cells get the column's name, once for each run of pieces.
function light(n, card) {
  clear();
  for (const mark of marksOf(n)) mark.classList.add("open");
  for (const title of card.querySelectorAll("dt[data-field]")) {
    const pieces = [...text.querySelectorAll(`[data-e~="${CSS.escape(`${n}.${title.dataset.field}`)}"]`)];
    pieces.forEach((piece, i) => {
      if (title.dataset.field === "outcome" || title.dataset.field === "instance") return;
      piece.classList.add("ev");
      if (pieces[i + 1] !== piece.nextElementSibling || !pieces[i + 1]) {
        const known = piece.dataset.cell;
        piece.dataset.cell = known ? `${known} · ${title.textContent}` : title.textContent;
      }
    });
  }
}

// In the drawer a card's headings follow the page's own.
function raise(card, deep, high) {
  for (const each of card.querySelectorAll(deep)) {
    const heading = document.createElement(high);
    heading.append(...each.childNodes);
    each.replaceWith(heading);
  }
}

function open(n, { mark = null, move = true, address = true, behavior = calm.matches ? "auto" : "smooth" } = {}) {
  const card = cards[n];
  if (!card) return;
  current = n;
  const copy = card.cloneNode(true);
  for (const each of [copy, ...copy.querySelectorAll("[id]")]) each.removeAttribute("id");
  raise(copy, "h4", "h2");
  raise(copy, "h5", "h3");
  inside.replaceChildren(copy);
  drawer.hidden = false;
  drawer.scrollTop = 0;
  light(n, card);
  const here = mark ? mark.dataset.r.split(" ").map(Number).filter((other) => other !== n) : [];
  also.hidden = here.length === 0;
  also.replaceChildren(also.firstElementChild, ...here.map((other) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = cards[other].querySelector("h4").textContent.replace(/\s+/g, " ").trim();
    button.addEventListener("click", () => open(other, { mark }));
    return button;
  }));
  if (address) history.replaceState(null, "", `#${card.id}`);
  if (move) inside.focus({ preventScroll: true });
  if (!mark) marksOf(n)[0]?.scrollIntoView({ block: "center", behavior });
}

function close() {
  if (current === null) return;
  const back = from?.isConnected ? from : marksOf(current)[0];
  current = from = null;
  drawer.hidden = true;
  clear();
  history.replaceState(null, "", location.pathname + location.search);
  back?.focus({ preventScroll: true });
}

// The address names a card, a mention or a place in the words.
function follow(behavior = calm.matches ? "auto" : "smooth") {
  const id = decodeURIComponent(location.hash.slice(1));
  const card = cards.findIndex((each) => each.id === id);
  if (card >= 0) return open(card, { address: false, behavior });
  const place = id && document.getElementById(id);
  if (place && text.contains(place)) {
    const mark = place.closest("[data-o]");
    if (mark) open(Number(mark.dataset.o), { mark, move: false, address: false });
    place.scrollIntoView({ block: "center", behavior });
  }
}

text.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-o]");
  if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || getSelection().toString()) return;
  event.preventDefault();
  from = mark;
  open(Number(mark.dataset.o), { mark });
});

const actions = {
  close,
  before: () => open((current + cards.length - 1) % cards.length),
  after: () => open((current + 1) % cards.length),
  copy: async (button) => {
    const link = `${location.href.split("#")[0]}#${cards[current].id}`;
    try {
      await navigator.clipboard.writeText(link);
      said.textContent = button.dataset.done;
    } catch {
      prompt(button.textContent, link);
    }
  },
};
drawer.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) return actions[button.dataset.do](button);
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (place && text.contains(place)) place.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  else history.replaceState(null, "", link.hash);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

for (const box of document.querySelectorAll("[data-layer]")) {
  const show = () => text.classList.toggle(`no-${box.dataset.layer}`, !box.checked);
  box.addEventListener("change", show);
  show();
}
const speakers = [...document.querySelectorAll("button[data-speaker]")];
for (const button of speakers) {
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    for (const each of speakers) each.setAttribute("aria-pressed", String(on && each === button));
    const own = new Set(cards.filter((card) => card.dataset.speaker === button.dataset.speaker).map((card) => card.dataset.n));
    for (const mark of marks) {
      mark.classList.toggle("dim", on && mark.classList.contains("st") && !mark.dataset.r.split(" ").some((n) => own.has(n)));
    }
  });
}
addEventListener("hashchange", () => follow());
// after the browser's own jump to the card
addEventListener("load", () => requestAnimationFrame(() => follow("instant")));
