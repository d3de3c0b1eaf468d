// A ticket by keyboard and live: what changes is put in its place, drafts are kept as they are
// typed, and who else is here is said.
import { help, isTyping } from "./inbox.js";
import { countDown, gently, listen, news } from "./live.js";

const root = document.querySelector("[data-live=ticket]");
const desk = document.querySelector(".desk")?.dataset;
const say = (en, it) => (document.documentElement.lang === "it" ? it : en);
const id = root?.dataset.ticket;
const address = `${desk?.base}/t/${id}`;
const byId = (name) => document.getElementById(name);

/** What is typed, kept here until the desk has it. */
const place = (kind) => `desk ${address} ${kind}`;
const kept = (kind) => {
  try {
    return localStorage.getItem(place(kind));
  } catch {
    return null;
  }
};
const keep = (kind, text) => {
  try {
    if (text === null) localStorage.removeItem(place(kind));
    else localStorage.setItem(place(kind), text);
  } catch {}
};

/** Sends a draft; it is forgotten here only once the desk has it. */
async function save(area) {
  const kind = area.dataset.draft;
  const text = area.value;
  const body = new URLSearchParams({ csrf: desk.csrf, kind, text });
  const said = area.closest("form").querySelector(".saved");
  try {
    const response = await fetch(`${address}/draft`, { method: "POST", body, redirect: "error", keepalive: text.length < 20_000 });
    if (!response.ok) throw new Error(response.status);
    if (area.value === text) keep(kind, null);
    said.textContent = text.trim() ? say("Draft kept.", "Bozza salvata.") : "";
  } catch {
    said.textContent = text.trim() ? say("The draft is kept on this device.", "La bozza è salvata su questo dispositivo.") : "";
  }
}

function drafts() {
  let sent = false;
  for (const area of root.querySelectorAll("[data-draft]")) {
    const kind = area.dataset.draft;
    const waiting = kept(kind);
    // What did not reach the desk goes before what it has; an error on this page has its own text.
    if (waiting !== null && waiting !== area.value && !root.querySelector("#write [aria-invalid]")) {
      area.value = waiting;
      save(area);
    }
    let timer, dirty;
    area.addEventListener("input", () => {
      keep(kind, area.value);
      dirty = true;
      clearTimeout(timer);
      timer = setTimeout(() => {
        dirty = false;
        save(area);
      }, 600);
    });
    area.form.addEventListener("submit", () => {
      sent = true;
      clearTimeout(timer);
      keep(kind, null);
    });
    addEventListener("pagehide", () => dirty && !sent && save(area));
  }
}

/** Puts a macro or an FAQ where the cursor is, and remembers the macro. */
function inserts() {
  const area = byId("reply");
  if (!area) return;
  const button = root.querySelector(".insert button");
  button?.setAttribute("hidden", "");
  root.querySelector(".insert")?.addEventListener("change", async ({ target }) => {
    const value = target.value;
    if (!value) return;
    try {
      const response = await fetch(`${address}/insert?${new URLSearchParams({ [target.name]: value })}`, { redirect: "error" });
      const { text, status } = await response.json();
      const before = area.value.slice(0, area.selectionStart);
      const gap = before && !before.endsWith("\n") ? "\n\n" : "";
      area.setRangeText(gap + text, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input"));
      if (target.name === "macro") byId("macros").value += `,${value}`;
      if (status) for (const send of area.form.querySelectorAll("[name=send]")) send.className = send.value === status ? "primary" : "secondary";
      area.focus();
    } catch {
      // Without a line the button does it, or says why not.
      button?.removeAttribute("hidden");
      return;
    }
    target.value = "";
  });
}

/** Whether somebody is in the middle of setting something beside the story. */
const isSetting = () => {
  const side = byId("side");
  if (side.contains(document.activeElement) && document.activeElement.matches("input, select, textarea")) return true;
  return [...side.querySelectorAll("input:not([type=hidden]), textarea")].some((field) => field.value !== field.defaultValue) || [...side.querySelectorAll("option")].some((option) => option.selected !== option.defaultSelected && option.defaultSelected);
};

let stale = false;
async function refresh() {
  if (document.visibilityState !== "visible") return void (stale = true);
  stale = false;
  const fresh = await news(address);
  if (!fresh?.getElementById("story")) return;
  const open = [...root.querySelectorAll("#story details")].map((details) => details.open);
  for (const name of ["head", "held", "story"]) byId(name).replaceWith(fresh.getElementById(name));
  root.querySelectorAll("#story details").forEach((details, n) => (details.open = open[n] ?? details.open));
  if (!isSetting()) {
    const was = [...byId("side").querySelectorAll("details")].map((details) => details.open);
    byId("side").replaceWith(fresh.getElementById("side"));
    byId("side")
      .querySelectorAll("details")
      .forEach((details, n) => (details.open = was[n] ?? details.open));
    handOver();
  }
  countDown();
}

/** The note of a hand-over is asked for only where the owner changes. */
function handOver() {
  const owner = byId("owner");
  const note = root.querySelector("[data-hand-over]");
  if (!owner || !note) return;
  const was = [...owner.options].find((option) => option.defaultSelected)?.value ?? "";
  const show = () => {
    const wrong = note.querySelector("[aria-invalid]");
    note.hidden = !wrong && (owner.value === was || !was);
  };
  owner.addEventListener("change", show);
  show();
}

function here({ others }) {
  const line = byId("here");
  const text = others.map(([name, writing]) => (writing ? say(`${name} is writing here too.`, `Anche ${name} sta scrivendo qui.`) : say(`${name} is here too.`, `C'è anche ${name}.`)));
  line.textContent = text.join(" ");
  line.hidden = !text.length;
}

function pressed(event) {
  const { key, target } = event;
  if ((event.ctrlKey || event.metaKey) && key === "Enter" && target.matches?.("[data-draft]")) {
    const form = target.form;
    return form.requestSubmit(form.querySelector(".actions .primary"));
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === "Escape" && isTyping(target) && !target.closest("dialog")) return target.blur();
  if (isTyping(target)) return;
  const write = (kind) => () => {
    byId(`tab-${kind}`)?.click();
    byId(kind)?.focus();
  };
  const act = {
    r: write("reply"),
    n: write("note"),
    a: () => byId("owner")?.focus(),
    e: () => {
      const status = byId("status");
      if (!status) return;
      status.value = "resolved";
      status.form.requestSubmit();
    },
    u: () => location.assign(root.querySelector(".back").href),
    "/": () => location.assign(`${desk.base}?search#search`),
    "?": help,
  }[key];
  if (!act) return;
  event.preventDefault();
  act();
}

export function start() {
  if (!root) return;
  drafts();
  inserts();
  handOver();
  countDown();
  addEventListener("keydown", pressed);
  addEventListener("visibilitychange", () => stale && refresh());
  const open = new URLSearchParams(location.search);
  if (open.get("write")) byId(open.get("write"))?.focus();
  else if (open.get("open") === "set") byId("owner")?.focus();
  const fresh = gently(refresh);
  const line = listen(desk.base, (heard) => {
    if (heard.here?.ticket === id) here(heard.here);
    if (heard.missed || heard.changed?.ticket === id) fresh();
  });
  let writing = false;
  let quiet;
  const tell = (now) => {
    if (now !== writing) line.say({ ticket: id, writing: (writing = now) });
  };
  line.say({ ticket: id, writing });
  root.addEventListener("input", (event) => {
    if (!event.target.matches("[data-draft]")) return;
    tell(true);
    clearTimeout(quiet);
    quiet = setTimeout(() => tell(false), 5_000);
  });
  // The clock and “8 seconds” go on where nothing happens.
  setInterval(fresh, 60_000);
}
