// Lists are put in order: rows are dragged by mouse or finger, or moved by their buttons, and stay
// where they were put, as does the focus. Without this the buttons post.
import { post, renew } from "./prepared.js";

/** How near to the edge of the window a dragged row makes the page go on, in pixels. */
const EDGE = 72;
const STEP = 10;

const rowsOf = (form) => [...form.querySelectorAll(".order > li")];
const titleOf = (row) => row?.querySelector("a")?.textContent;

/** Puts a row at a place of its list, and tells the buttons where they stand. */
function put(form, row, n) {
  const rows = rowsOf(form);
  const from = rows.indexOf(row);
  if (n !== from) rows[n][n > from ? "after" : "before"](row);
  rowsOf(form).forEach((each, place) => {
    for (const button of each.querySelectorAll("button[name=do]")) button.value = button.value.replace(/\d+$/, place);
  });
}

/** Makes one list movable. */
function start(form) {
  const told = form.appendChild(document.createElement("p"));
  told.setAttribute("role", "status");
  const say = (className, text) => Object.assign(told, { className, textContent: text });
  say("unseen", "");
  form.classList.add("drags");

  /** The list as it is kept. */
  let kept = form.querySelector(".order").cloneNode(true);
  let turn = Promise.resolve();
  let waiting = 0;
  let round = 0;
  let drag;

  const show = (list) => {
    const held = rowsOf(form).find((row) => row.contains(document.activeElement));
    const name = document.activeElement?.value?.split(":")[0];
    form.querySelector(".order").replaceWith(list);
    form.parentElement.querySelector("[data-filter]")?.dispatchEvent(new Event("input"));
    const row = held && rowsOf(form).find((other) => titleOf(other) === titleOf(held));
    const same = name ? (row?.querySelector(`button[value^="${name}:"]`) ?? row?.querySelector("button")) : row?.querySelector("a");
    same?.focus({ preventScroll: true });
  };

  const fail = () => {
    round += 1;
    waiting = 0;
    drag = undefined;
    show(kept.cloneNode(true));
    say("error", form.dataset.failed);
  };

  /** Keeps that a row went from one place to another; moves are kept one after the other. */
  const keep = (row, from, to) => {
    const what = titleOf(row);
    const mine = round;
    waiting += 1;
    turn = turn.then(async () => {
      // One that failed took all that were made upon it.
      if (mine !== round) return;
      const { ok, page } = await post(form, `move:${from}.${to}`).catch(() => ({ ok: false }));
      const part = form.querySelector("[name=part]").value;
      const fresh = ok && [...page.querySelectorAll(".order-form")].find((other) => other.querySelector("[name=part]").value === part);
      if (!fresh) return fail();
      kept = fresh.querySelector(".order");
      form.querySelector("[name=was]").value = fresh.querySelector("[name=was]").value;
      if (titleOf(kept.children[to]) !== what) return fail();
      waiting -= 1;
      if (waiting > 0) return;
      renew(page);
      if (!drag) show(kept.cloneNode(true));
      const words = { what, n: to + 1, all: kept.children.length };
      say("unseen", form.dataset.moved.replace(/\{(\w+)\}/g, (_, name) => words[name]));
    });
  };

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    const [, way, place] = /^(up|down):(\d+)$/.exec(button?.value ?? "") ?? [];
    if (!way) return;
    event.preventDefault();
    const row = button.closest("li");
    const from = Number(place);
    const to = from + (way === "up" ? -1 : 1);
    if (!rowsOf(form)[to]) return;
    put(form, row, to);
    button.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    keep(row, from, to);
  });

  /** The dragged row goes where the pointer took it: past all whose middle it covers. */
  const follow = () => {
    const { row, y, grip } = drag;
    const [top, bottom] = [y - grip, y - grip + row.offsetHeight];
    const others = rowsOf(form).filter((other) => other !== row);
    const seen = others.filter((other) => !other.hidden);
    const now = rowsOf(form).filter((other) => !other.hidden).indexOf(row);
    const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
    const above = seen.filter((other, place) => middle(other) < (place < now ? top : bottom)).length;
    if (above === now) return;
    put(form, row, above > 0 ? others.indexOf(seen[above - 1]) + 1 : others.indexOf(seen[0]));
  };

  const roll = () => {
    if (!drag) return;
    const by = drag.y < EDGE ? -STEP : drag.y > innerHeight - EDGE ? STEP : 0;
    if (by) {
      scrollBy(0, by);
      follow();
    }
    requestAnimationFrame(roll);
  };

  const drop = (isKept) => {
    if (!drag) return;
    const { row, from } = drag;
    drag = undefined;
    row.classList.remove("held");
    const to = rowsOf(form).indexOf(row);
    if (!isKept) put(form, row, from);
    else if (to !== from) keep(row, from, to);
  };

  form.addEventListener("pointerdown", (event) => {
    const row = event.target.closest(".order > li:has(.handle)");
    const free = event.pointerType === "mouse" && !event.target.closest("a, button");
    if (!row || event.button || !(free || event.target.closest(".handle"))) return;
    event.preventDefault();
    // The form holds the pointer: the row is taken out and put in again.
    form.setPointerCapture(event.pointerId);
    const grip = event.clientY - row.getBoundingClientRect().top;
    drag = { row, from: rowsOf(form).indexOf(row), y: event.clientY, grip };
    row.classList.add("held");
    requestAnimationFrame(roll);
  });
  form.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.y = event.clientY;
    follow();
  });
  form.addEventListener("pointerup", () => drop(true));
  form.addEventListener("pointercancel", () => drop(false));
  addEventListener("keydown", (event) => {
    if (drag && event.key === "Escape") drop(false);
  });
}

document.querySelectorAll(".order-form:has(.handle)").forEach(start);
