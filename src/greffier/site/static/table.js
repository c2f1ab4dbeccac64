// A table of any length: filter, sort, and only the rows in view in the page.
"use strict";
const table = document.getElementById("table");
const grid = table.parentElement;
const body = table.tBodies[0];
const rows = globalThis.greffierRows;
const names = globalThis.greffierNames;
const columns = JSON.parse(table.dataset.columns);
const home = table.dataset.home;
const filter = document.getElementById("filter");
const selects = [...document.querySelectorAll("select[data-column]")];
const headings = [...table.tHead.querySelectorAll("th")];
const titles = headings.map((heading) => heading.textContent);
const count = document.getElementById("count");
const AROUND = 12;
const language = document.documentElement.lang;
const figure = new Intl.NumberFormat(language);
const plain = (words) => (/[^\0-\x7f]/.test(words) ? words.normalize("NFD").replace(/\p{M}/gu, "") : words).toLowerCase();

// What a cell shows: of an actor its name, of a decision its outcome, of a fixed value its word in this language.
const values = JSON.parse(table.dataset.values);
const known = (list, key) => (list && Object.hasOwn(list, key) ? list[key] : key);
const label = (row, c) => known(values[c], columns[c][4] ? known(names, row[c]) : row[c]);

let words = null; // each row as one plain text, made at the first filter
let shown = rows.map((_, i) => i);
let sorted = { column: -1, down: false };
let height = 55;
let drawn = "";

// What a cell leads to; an id that is not plain has no page of that name.
function address(kind, value) {
  if (!/^[a-z0-9]+(?:[.-][a-z0-9-]+)*$/.test(value)) return "";
  if (kind === "actor") return `${home}actors/${value}.html`;
  if (kind === "article") return `${home}articles/${value}.html`;
  const article = value.replace(/\.[sdm][0-9-]+$/, "");
  return article === value ? "" : `${home}articles/${article}.html#${value}`;
}

// Room for the longest of the first cells, in four steps.
const room = columns.map((_, c) => {
  const longest = Math.max(0, ...rows.slice(0, 200).map((row) => label(row, c).length));
  return `w${longest < 9 ? 1 : longest < 18 ? 2 : longest < 45 ? 3 : 4}`;
});

function line(index, position) {
  const tr = document.createElement("tr");
  tr.setAttribute("aria-rowindex", position + 2);
  rows[index].forEach((_, c) => {
    const value = label(rows[index], c);
    const td = tr.insertCell();
    td.dataset.label = titles[c];
    const div = document.createElement("div");
    const bdi = document.createElement("bdi");
    bdi.textContent = value.length > 400 ? `${value.slice(0, 400)}…` : value;
    td.className = columns[c][1] === "number" ? "number" : room[c];
    const to = value && columns[c][2] && address(columns[c][2], rows[index][columns[c][3]]);
    if (to) {
      const a = document.createElement("a");
      a.href = to;
      a.append(bdi);
      div.append(a);
    } else div.append(bdi);
    td.append(div);
  });
  return tr;
}

function pad(size) {
  const tr = document.createElement("tr");
  tr.className = "pad";
  tr.setAttribute("aria-hidden", "true");
  const td = tr.insertCell();
  td.colSpan = columns.length;
  td.style.height = `${size}px`;
  return tr;
}

function draw(all = false) {
  const first = all ? 0 : Math.max(0, Math.floor(grid.scrollTop / height) - AROUND);
  const last = all ? shown.length : Math.min(shown.length, Math.ceil((grid.scrollTop + grid.clientHeight) / height) + AROUND);
  const state = `${first} ${last}`;
  if (state === drawn) return;
  drawn = state;
  const lines = shown.slice(first, last).map((index, i) => line(index, first + i));
  if (first > 0) lines.unshift(pad(first * height));
  if (last < shown.length) lines.push(pad((shown.length - last) * height));
  body.replaceChildren(...lines);
}

function say() {
  const total = rows.length;
  const known = Number(count.dataset.total);
  const phrase = shown.length === total ? (total === 1 ? count.dataset.one : count.dataset.some) : count.dataset.of;
  count.textContent = phrase.replace("{n}", figure.format(shown.length)).replace("{total}", figure.format(total))
    + (known > total ? ` ${count.dataset.part.replace("{total}", figure.format(known))}` : "");
  table.setAttribute("aria-rowcount", shown.length + 1);
}

function choose() {
  const wanted = plain(filter.value).split(/\s+/).filter(Boolean);
  const fixed = selects.filter((select) => select.value).map((select) => [Number(select.dataset.column), select.value]);
  if (wanted.length && !words) words = rows.map((row) => plain([...row, ...row.map((_, c) => (columns[c][4] || values[c] ? label(row, c) : ""))].join("\n")));
  shown = [];
  for (let i = 0; i < rows.length; i++) {
    if (fixed.every(([c, value]) => rows[i][c] === value) && wanted.every((word) => words[i].includes(word))) shown.push(i);
  }
  order();
}

function order() {
  const { column, down } = sorted;
  if (column >= 0) {
    const number = columns[column][1] === "number";
    const keys = new Map();
    for (const i of shown) keys.set(i, number ? Number(rows[i][column] || "NaN") : plain(label(rows[i], column)));
    const way = down ? -1 : 1;
    shown.sort((a, b) => {
      const x = keys.get(a), y = keys.get(b);
      const emptyX = x === "" || x !== x, emptyY = y === "" || y !== y;
      // empty cells come last whichever way the column is sorted
      if (emptyX || emptyY) return emptyX - emptyY || a - b;
      return x < y ? -way : x > y ? way : a - b;
    });
  }
  grid.scrollTop = 0;
  drawn = "";
  draw();
  say();
}

for (const [c, heading] of headings.entries()) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = heading.textContent;
  heading.replaceChildren(button);
  if (columns[c][1] === "number") heading.classList.add("number");
  button.addEventListener("click", () => {
    sorted = sorted.column !== c ? { column: c, down: false } : sorted.down ? { column: -1, down: false } : { column: c, down: true };
    for (const each of headings) each.removeAttribute("aria-sort");
    if (sorted.column >= 0) heading.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
    if (sorted.column < 0) choose();
    else order();
  });
}

let waiting = 0;
filter.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    history.replaceState(null, "", filter.value ? `#q=${encodeURIComponent(filter.value)}` : location.pathname + location.search);
    choose();
  }, rows.length > 20000 ? 150 : 0);
});
for (const select of selects) select.addEventListener("change", choose);
document.querySelector(".tools").addEventListener("submit", (event) => event.preventDefault());
grid.addEventListener("scroll", () => requestAnimationFrame(() => draw()), { passive: true });
addEventListener("resize", () => draw());
addEventListener("beforeprint", () => { if (shown.length <= 2000) draw(true); });
addEventListener("afterprint", () => { drawn = ""; draw(); });

function follow() {
  const asked = /^#q=(.*)$/.exec(location.hash);
  if (asked) {
    filter.value = decodeURIComponent(asked[1]);
    choose();
  }
}

document.querySelector(".tools").hidden = false;
drawn = "";
draw();
height = body.querySelector("tr:not(.pad)")?.getBoundingClientRect().height || height;
say();
addEventListener("hashchange", follow);
follow();
