// The inbox by keyboard, kept fresh by the live line. Where the page was drawn it stays: what is
// ticked stays ticked, and whoever reads keeps their place.
import { countDown, gently, listen, news } from "./live.js";

const root = document.querySelector("[data-live=inbox]");
const base = document.querySelector(".desk")?.dataset.base;
const links = () => [...root.querySelectorAll(".line .open")];
const isTyping = (target) => target.closest?.("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]");

function help() {
  const keys = document.querySelector("#keys");
  if (keys && !keys.open) keys.showModal();
}

function move(by) {
  const all = links();
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** The request that has the focus. */
const here = () => document.activeElement?.closest?.(".line");

function count() {
  const n = root.querySelectorAll(".box input:checked").length;
  const bulk = root.querySelector(".bulk");
  if (!bulk) return;
  bulk.querySelector(".ticked").textContent = n ? `(${n})` : "";
  if (n) bulk.open = true;
}

/** Draws the list anew, and keeps what whoever looks had in hand. */
async function refresh() {
  // Who is in the middle of something many requests get is not disturbed.
  if (document.activeElement?.closest(".bulk")) return;
  const fresh = await news(location.href);
  if (!fresh?.querySelector("#list")) return;
  const focused = here()?.dataset.ticket;
  const way = document.activeElement?.closest(".views a")?.getAttribute("href");
  const ticked = new Set([...root.querySelectorAll(".box input:checked")].map((box) => box.value));
  const typed = new Map([...root.querySelectorAll(".bulk :is(input, select)")].map((field) => [field.name, field.value]));
  const open = root.querySelector(".bulk")?.open;
  for (const id of ["views", "held", "list"]) document.getElementById(id)?.replaceWith(fresh.getElementById(id));
  for (const box of root.querySelectorAll(".box input")) box.checked = ticked.has(box.value);
  for (const field of root.querySelectorAll(".bulk :is(input, select)")) field.value = typed.get(field.name) ?? field.value;
  if (open) root.querySelector(".bulk")?.setAttribute("open", "");
  if (way) root.querySelector(`.views a[href="${CSS.escape(way)}"]`)?.focus({ preventScroll: true });
  if (focused) root.querySelector(`[data-ticket="${focused}"] .open`)?.focus({ preventScroll: true });
  count();
  countDown();
  show();
}

/** On a phone the views are a row to be moved through: where one is stands in sight. */
const show = () => root.querySelector(".views [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const line = here();
  const to = (part) => line && location.assign(line.querySelector(".open").href + part);
  const act = {
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => line && move(1),
    ArrowUp: () => line && move(-1),
    x: () => line?.querySelector(".box input")?.click(),
    r: () => to("?write=reply#write"),
    n: () => to("?write=note#write"),
    a: () => to("?open=set#owner"),
    e: () => to("?open=resolve#status"),
    "/": () => document.querySelector("#search")?.focus(),
    "?": help,
  }[event.key];
  if (!act) return;
  if (["ArrowDown", "ArrowUp"].includes(event.key) && !line) return;
  event.preventDefault();
  act();
}

export function start() {
  document.querySelector("[data-open=keys]")?.removeAttribute("hidden");
  document.querySelector("[data-open=keys]")?.addEventListener("click", help);
  if (!root) return;
  addEventListener("keydown", pressed);
  root.addEventListener("change", (event) => event.target.closest(".box") && count());
  // A page further back in the list is a place somebody works at: it is left as it is.
  const fresh = gently(refresh);
  listen(base, (heard) => (heard.changed || heard.missed) && fresh());
  // Clocks go on where nothing happens.
  setInterval(() => document.visibilityState === "visible" && fresh(), 60_000);
  count();
  countDown();
  show();
}

export { help, isTyping };
