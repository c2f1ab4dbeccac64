// Elements from plain values; text is always text, never markup.
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const inField = (target) => target?.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]");

const said = () => document.getElementById("said");
// Tells people what was done; a screen reader says it, others see it for a while.
export function say(words, bad = false) {
  const box = said();
  box.textContent = words;
  box.className = bad ? "bad" : "good";
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { box.textContent = ""; box.className = ""; }, bad ? 12000 : 3500);
}
