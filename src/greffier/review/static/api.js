// What the page asks of the server; acts go one after the other, in the order in which they were done.
export class Refused extends Error {
  constructor(status, why) {
    super(why);
    this.status = status;
  }
}

async function ask(path, body) {
  let answer;
  try {
    answer = await fetch(path, body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  } catch {
    throw new Refused(0, "");
  }
  const text = await answer.text();
  let value;
  try { value = JSON.parse(text); } catch { value = { why: text }; }
  if (!answer.ok) throw new Refused(answer.status, value.why ?? text);
  return value;
}

export const overview = () => ask("/api/overview");
export const article = (id) => ask(`/api/articles/${encodeURIComponent(id)}`);
export const done = () => ask("/api/done");
export const sign = (name) => ask("/api/sign", { name });

let last = Promise.resolve();
let waiting = 0;
// How many acts are still to be written.
export const pending = () => waiting;
export const settled = () => last;
// That acts are being written is said on the page, for those who wait for it.
const count = (step) => {
  waiting += step;
  document.getElementById("main").setAttribute("aria-busy", String(waiting > 0));
};
const queue = (work) => {
  count(1);
  const mine = last.then(work, work).finally(() => count(-1));
  last = mine.catch(() => {});
  return mine;
};
// `make` is called when its turn has come, so that it knows what the acts before it have changed.
export const act = (make) => queue(() => ask("/api/act", make()));
export const undo = (make) => queue(() => ask("/api/undo", make()));
