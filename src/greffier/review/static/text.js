// The article's text as it is stored: offsets are code points, marks are painted without touching it.
import { h } from "./dom.js";
import { t } from "./words.js";

const LAYERS = ["statements", "decisions", "actors", "parts", "evidence", "current", "taken"];
// How many signs of the text are laid out together.
const BLOCK = 3000;
const painting = "highlights" in CSS;

export class TextPane {
  constructor(text, onpick, onselect) {
    this.text = text;
    this.starts = [];
    this.lines = [];
    this.wide = [];
    this.box = h("div", { class: "text", tabindex: "0", role: "group", "aria-label": t("Text"), lang: "fr" });
    // what is far from the part that is seen is laid out by blocks, not line by line
    this.blocks = [];
    this.order = new Map();
    let at = 0, block = null, room = 0;
    for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
      const element = h("div", { class: "line", dir: "auto" }, line);
      this.starts.push(at);
      this.lines.push(element);
      // only a line with signs outside the basic plane needs counting
      const wide = /[\ud800-\udfff]/.test(line);
      this.wide.push(wide);
      at += wide ? [...line].length : line.length;
      if (room <= 0) {
        block = h("div", { class: "block" });
        this.blocks.push({ element: block, first: this.lines.length - 1 });
        room = BLOCK;
      }
      room -= line.length + 60;
      this.order.set(element, this.lines.length - 1);
      block.append(element);
    }
    this.box.append(...this.blocks.map(({ element }) => element));
    this.length = at;
    this.spans = new Map();
    this.painted = new Map();
    this.seen = [0, 20000];
    let looking = 0;
    this.box.addEventListener("scroll", () => { looking ||= requestAnimationFrame(() => { looking = 0; this.#look(); }); }, { passive: true });
    this.box.addEventListener("click", (event) => {
      if (getSelection().isCollapsed) onpick(this.offsetAt(event.clientX, event.clientY));
    });
    this.box.addEventListener("keydown", (event) => this.#keys(event));
    this.listener = () => onselect(this.selected());
    document.addEventListener("selectionchange", this.listener);
  }

  close() {
    document.removeEventListener("selectionchange", this.listener);
    for (const name of LAYERS) CSS.highlights?.delete(name);
  }

  #line(offset) {
    let low = 0, high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= offset) low = middle; else high = middle - 1;
    }
    return low;
  }

  #point(offset) {
    const n = this.#line(offset);
    const node = this.lines[n].firstChild;
    const within = offset - this.starts[n];
    const units = this.wide[n] ? [...node.data].slice(0, within).join("").length : within;
    return [node, Math.min(units, node.data.length)];
  }

  range(start, end) {
    const range = new Range();
    range.setStart(...this.#point(start));
    const [node, units] = this.#point(end - 1);
    const step = node.data.codePointAt(units) > 0xffff ? 2 : 1;
    range.setEnd(node, Math.min(units + step, node.data.length));
    return range;
  }

  words(start, end) {
    return this.range(start, end).toString();
  }

  // The offset of a place in the document, null where it is none in the text.
  #offset(node, units) {
    if (node.nodeType === Node.TEXT_NODE) {
      const n = this.order.get(node.parentElement);
      return n === undefined ? null : this.starts[n] + (this.wide[n] ? [...node.data.slice(0, units)].length : units);
    }
    const lines = node.classList.contains("line") ? [node] : [...node.querySelectorAll(".line")];
    const after = node.childNodes[units];
    const next = after && (lines[0] === node ? node : after.classList?.contains("line") ? after : after.querySelector?.(".line"));
    if (next) return this.starts[this.order.get(next)];
    return lines.length ? this.starts[this.order.get(lines.at(-1)) + 1] ?? this.length : null;
  }

  // The selected place with its words, or null where nothing of the text is selected.
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.box.contains(range.startContainer) || !this.box.contains(range.endContainer)) return null;
    let start = this.#offset(range.startContainer, range.startOffset);
    let end = this.#offset(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) return null;
    const whole = [...this.words(start, end)];
    const blank = (sign) => /[\s\u00a0\u202f\ufeff]/.test(sign);
    while (whole.length && blank(whole[0])) { whole.shift(); start += 1; }
    while (whole.length && blank(whole.at(-1))) { whole.pop(); end -= 1; }
    return whole.length ? { start, end, words: whole.join("") } : null;
  }

  offsetAt(x, y) {
    const place = document.caretPositionFromPoint?.(x, y);
    const range = place ? null : document.caretRangeFromPoint?.(x, y);
    const node = place?.offsetNode ?? range?.startContainer;
    return node && this.box.contains(node) ? this.#offset(node, place?.offset ?? range.startOffset) : null;
  }

  // Only what is near the part that is seen is painted: thousands of marks would make every key slow.
  paint(name, spans) {
    const fitting = spans.filter(({ start, end }) => start >= 0 && start < end && end <= this.length);
    this.spans.set(name, fitting);
    if (painting) this.#paint(name);
    else if (name === "current") this.#bars(fitting);
  }

  #paint(name) {
    const [from, to] = this.seen;
    const near = (this.spans.get(name) ?? []).filter(({ start, end }) => end > from && start < to);
    // what is painted already stays: each layer that is made anew has all text near it styled again
    const key = near.map(({ start, end }) => `${start}-${end}`).join();
    if (this.painted.get(name) === key) return;
    this.painted.set(name, key);
    CSS.highlights.set(name, Object.assign(new Highlight(...near.map(({ start, end }) => this.range(start, end))), { priority: LAYERS.indexOf(name) }));
  }

  #look() {
    const pane = this.box.getBoundingClientRect();
    const at = (y) => { // the first block whose end lies below
      let low = 0, high = this.blocks.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.blocks[middle].element.getBoundingClientRect().bottom < y) low = middle + 1; else high = middle;
      }
      return low;
    };
    const first = this.blocks[at(pane.top - pane.height)], after = this.blocks[at(pane.bottom + pane.height) + 1];
    const seen = [first ? this.starts[first.first] : 0, after ? this.starts[after.first] : this.length];
    if (seen[0] === this.seen[0] && seen[1] === this.seen[1]) return;
    this.seen = seen;
    if (painting) for (const name of this.spans.keys()) this.#paint(name);
  }

  // A plain fallback: bars under the words of the current row.
  #bars(spans) {
    for (const bar of this.box.querySelectorAll(".bar")) bar.remove();
    const base = this.box.getBoundingClientRect();
    for (const { start, end } of spans) {
      for (const box of this.range(start, end).getClientRects()) {
        const bar = h("span", { class: "bar", "aria-hidden": "true" });
        Object.assign(bar.style, { left: `${box.left - base.left}px`, top: `${box.bottom - base.top - 3 + this.box.scrollTop}px`, width: `${box.width}px` });
        this.box.append(bar);
      }
    }
  }

  show(start, end) {
    const box = this.range(start, Math.min(end, start + 1)).getBoundingClientRect();
    const pane = this.box.getBoundingClientRect();
    const scrolls = this.box.scrollHeight > this.box.clientHeight + 2;
    if (!scrolls || (box.top >= pane.top + 30 && box.bottom <= pane.bottom - 60)) return;
    const top = box.top - pane.top - pane.height / 3;
    // a long way is not shown: all that lies on it would have to be laid out
    this.box.scrollBy({ top, behavior: Math.abs(top) > 2 * pane.height ? "instant" : "auto" });
  }

  select(start, end) {
    getSelection().removeAllRanges();
    getSelection().addRange(this.range(start, end));
  }

  // Words by the keyboard: arrows go from word to word, Shift takes more, Alt counts letters.
  #keys(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 12, ArrowUp: -12 }[event.key];
    if (!step || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const now = this.selected() ?? { start: this.near ?? 0, end: this.near ?? 0 };
    let { start, end } = now;
    if (event.altKey && event.shiftKey) end = Math.max(start + 1, Math.min(this.length, end + Math.sign(step)));
    else if (event.shiftKey) end = step > 0 ? this.#word(end, step).end : Math.max(this.#word(end, step - 1).end, this.#word(start - 1, 1).end);
    else ({ start, end } = step > 0 ? this.#word(now.end, step) : this.#word(now.start, step));
    this.select(start, end);
    this.show(start, end);
  }

  // The word so many words after an offset, or before it.
  #word(offset, step) {
    this.all ??= this.#segments();
    let low = 0, high = this.all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.all[middle].start < offset) low = middle + 1; else high = middle;
    }
    const n = step > 0 ? low + step - 1 : low + step;
    return this.all[Math.max(0, Math.min(this.all.length - 1, n))] ?? { start: 0, end: 1 };
  }

  #segments() {
    const cutter = new Intl.Segmenter("fr", { granularity: "word" });
    const found = [];
    this.lines.forEach((line, n) => {
      for (const { segment, index, isWordLike } of cutter.segment(line.firstChild.data)) {
        if (!isWordLike) continue;
        const start = this.#offset(line.firstChild, index);
        found.push({ start, end: start + [...segment].length });
      }
    });
    return found;
  }
}
