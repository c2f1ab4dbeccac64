// One key for what is done often; shown, switchable off, and never active where something is written.
const KEYS = [
  ["J", "next row"], ["K", "row before"], ["A", "accept and go on"], ["Space", "skip: offered again last"], ["X", "drop the row"],
  ["N", "add a row from the selected words"], ["L", "change whom it links to"], ["M", "merge this actor"], ["T", "into the text; arrows choose words, Shift takes more"],
  ["Ctrl+Z", "undo the last act"], ["Ctrl+Enter", "save what is being changed"], ["Esc", "leave"], ["?", "these keys"],
];
const LINKS = { statements: "speaker_id", decisions: "court_id", actors: "part_of" };

export const keyHelp = () => KEYS;
export const keysOn = () => localStorage.getItem("greffier-keys") !== "off";
export const switchKeys = (on) => localStorage.setItem("greffier-keys", on ? "on" : "off");

export function press(event, page, field, target) {
  if (!page) return;
  if (event.key === "Escape") return page.disarm();
  if (event.key === "Enter" && page.form && !field && (event.ctrlKey || event.metaKey || !target.closest("button, a, summary"))) {
    event.preventDefault();
    return page.form.save();
  }
  if (field || event.ctrlKey || event.metaKey || event.altKey || !keysOn() || page.form) return;
  const card = page.current;
  const doing = {
    j: () => page.move(1), k: () => page.move(-1), a: () => card && page.accept(card), x: () => card && card.table !== "articles" && page.ask("drop", card),
    n: () => page.ask("add"), m: () => card?.table === "actors" && page.ask("merge", card), t: () => page.pane.box.focus(),
    l: () => card && LINKS[card.table] && page.arm(card, page.schemas[card.table].find((column) => column.name === LINKS[card.table])),
  }[event.key.toLowerCase()];
  // the space bar presses the button that has the focus, but for the heading of a row
  const pressing = target.closest("button:not(.line-of), a, summary, input, label");
  if (event.key === " " && !pressing) { event.preventDefault(); return card && page.skip(card); }
  if (doing) { event.preventDefault(); doing(); }
}
