// What people put into the form: taken down when it leaves the page, given back when it is drawn
// anew, read when it is sent. In WebAssembly the same lines weigh five times as much.
const CONTROLS = "input:not([type=hidden], [type=file], [type=search]), select, textarea";
const chosen = ({ type, checked }) => (type !== "radio" && type !== "checkbox") || checked;

// Values by the names of their controls, also of topics that were left again; read from where they
// are kept when they are needed, as the browser takes its time for that.
let known = {};
const typed = () => (known ??= load());
let told = () => {};
let observer;

// A draft outlives the page in this tab, and on this device where the customer ticked that or has
// sent something before. Storage may be barred.
let site;
const shelf = (area) => {
  try {
    return self[area];
  } catch {}
};
const draft = () => `premura.draft.${site}`;
const store = () => {
  const text = Object.keys(typed()).length ? JSON.stringify(typed()) : null;
  const lasts = typed().keep?.length || shelf("localStorage")?.getItem(`premura.requests.${site}`);
  for (const [area, value] of [["sessionStorage", text], ["localStorage", lasts && text]]) {
    try {
      value ? shelf(area)?.setItem(draft(), value) : shelf(area)?.removeItem(draft());
    } catch {}
  }
};
const load = () => {
  try {
    return JSON.parse(shelf("sessionStorage")?.getItem(draft()) ?? shelf("localStorage")?.getItem(draft())) ?? {};
  } catch {
    return {};
  }
};

export const letter = () => document.querySelector(".letter");

const keep = (root) => {
  const controls = root.querySelectorAll(CONTROLS);
  for (const { name } of controls) typed()[name] = [];
  for (const control of controls) if (chosen(control)) typed()[control.name].push(control.value);
};

const giveBack = (root) => {
  for (const control of root.querySelectorAll(CONTROLS)) {
    const { name, value, type, dataset } = control;
    const values = typed()[name];
    if (!values) {
      // A product is the one of the page, as far as we can tell.
      if ("product" in dataset) control.value ||= told();
    } else if (type === "radio" || type === "checkbox") {
      control.checked = values.includes(value);
    } else {
      control.value = values[0] ?? "";
    }
    // What else is asked goes by it.
    if (name === "topic") control.dispatchEvent(new Event("change", { bubbles: true }));
  }
};

/** Keeps the form of a panel from now on. `title` tells the title of the customer's page. */
export const watch = (panel, id, title, drawn) => {
  site = id;
  known = null;
  const shown = letter();
  // What the page brought along, or was typed before we came, counts.
  if (shown && !shown.elements.message?.value) giveBack(shown);
  addEventListener("input", ({ target: { form } }) => {
    if (!form || form !== letter()) return;
    keep(form);
    store();
  });
  told = title;
  observer?.disconnect();
  const each = (records, which, act) =>
    records.forEach((record) => record[which].forEach((node) => node.querySelectorAll && act(node)));
  observer = new MutationObserver((records) => {
    each(records, "removedNodes", keep);
    each(records, "addedNodes", giveBack);
    drawn?.();
  });
  observer.observe(panel, { childList: true, subtree: true });
};

/** Fills the form in, shown or not. What is not given stays; `gently`, so does a message begun. */
export const prefill = (given, gently) => {
  const form = letter();
  if (form) keep(form);
  if (gently && typed().message?.[0]) delete given.message;
  for (const name in given) if (typeof given[name] === "string") typed()[name] = [given[name]];
  if (form) giveBack(form);
  store();
};

/** The form as the API takes it. */
export const read = () => {
  const ticket = { fields: {} };
  for (const [name, value] of new FormData(letter())) {
    if (typeof value !== "string" || name === "key" || name === "keep") continue;
    if (name.startsWith("field.")) (ticket.fields[name.slice(6)] ||= []).push(value);
    else if (value) ticket[name] = value;
  }
  return ticket;
};

/** Begins anew, once the form has left the page; the values under these names stay. */
export const forget = (...names) => {
  known = Object.fromEntries(names.map((name) => [name, typed()[name] ?? []]));
  store();
};
