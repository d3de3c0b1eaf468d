// Setting up: what is typed is kept in the draft by itself and the widget beside it shows it; lists
// can be searched. Without this every form posts.
import { post, renew } from "./prepared.js";

const PAUSE = 900;

for (const form of document.querySelectorAll("form[data-keep]")) {
  let timer;
  let turn = Promise.resolve();
  const keep = async () => {
    if (form.dataset.sent) return;
    const typed = ++form.typed;
    const { ok, page } = await post(form, "keep").catch(() => ({ ok: false }));
    // What is not right yet is told when the button is pressed.
    if (!ok || form.dataset.sent) return;
    const part = form.querySelector("[name=part]")?.value;
    const theirs = [...page.querySelectorAll("form[data-keep]")].find((other) => other.querySelector("[name=part]")?.value === part);
    const was = theirs?.querySelector("[name=was]")?.value;
    if (was) form.querySelector("[name=was]").value = was;
    if (typed === form.typed) renew(page);
  };
  form.typed = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => (turn = turn.then(keep)), PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

for (const search of document.querySelectorAll("[data-filter]")) {
  search.hidden = false;
  const rows = () => search.parentElement.querySelectorAll(".order > li");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  search.addEventListener("input", () => {
    const words = plain(search.value).split(/\s+/);
    for (const row of rows()) row.hidden = !words.every((word) => plain(row.textContent).includes(word));
  });
}

for (const block of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "secondary small";
  button.textContent = block.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.textContent).catch(() => getSelection().selectAllChildren(block));
    button.textContent = `${block.dataset.copy} ✓`;
  });
  block.after(button);
}

// What is under way is asked for again until it is over, with growing pauses.
async function follow(part, pause = 800) {
  await new Promise((done) => setTimeout(done, pause));
  if (!document.hidden) {
    const answer = await fetch(location.href).then((response) => (response.ok ? response.text() : ""), () => "");
    const fresh = new DOMParser().parseFromString(answer, "text/html").getElementById(part.id);
    if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
    if (fresh && !("underWay" in fresh.dataset)) return;
  }
  follow(part, Math.min(pause * 1.5, 15_000));
}
document.querySelectorAll("[data-under-way]").forEach((part) => follow(part));

// On a phone the widget waits behind its button.
if (matchMedia("(max-width: 63.99em)").matches) document.querySelector(".widget details")?.removeAttribute("open");
document.querySelector("[role=alert]")?.focus();
