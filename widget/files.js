// Photos and documents that go with a request: chosen before, sent one by one once it is safe. One
// that does not arrive changes nothing for the request, and is named. The words are in the markup.
const MAX_FILES = 5;
const MAX_BYTES = 1e7;

let files = [];

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${Math.round(bytes / 1e6)} MB`);

const kind = ({ name, type }) => (/\.(\w{1,5})$/.exec(name)?.[1] ?? type.split("/").pop()).toUpperCase();
const fits = ({ name, type }) =>
  document.getElementById("file").accept.split(",").some((one) => type === one || (one[0] === "." && name.toLowerCase().endsWith(one)));

const say = (id, text, values) => {
  const note = document.getElementById(id);
  if (!note) return;
  note.textContent = text && fill(note.dataset[text], values);
  note.hidden = !text;
};

/** Lists the files, where a list is. */
export const list = () => {
  const rows = document.querySelector(".picked");
  if (!rows || rows.childElementCount === files.length) return;
  const button = rows.nextElementSibling;
  rows.replaceChildren(
    ...files.map((file, place) => {
      const row = document.createElement("li");
      row.innerHTML = "<span dir=auto></span><span class=hint></span>";
      row.firstChild.textContent = file.name;
      row.lastChild.textContent = `${kind(file)} · ${size(file.size)}`;
      const remove = button.cloneNode(true);
      remove.hidden = false;
      remove.setAttribute("aria-label", fill(button.dataset.remove, file));
      remove.onclick = () => {
        files.splice(place, 1);
        say("file-error");
        list();
        document.getElementById("file").focus();
      };
      row.append(remove);
      return row;
    }),
  );
};

/** Takes over what was chosen, as far as it fits. */
export const pick = (more) => {
  if (!more.length) return;
  say("file-error");
  for (const file of more) {
    if (files.length < MAX_FILES && file.size <= MAX_BYTES && fits(file)) files.push(file);
    else say("file-error", "refused", file);
  }
  list();
};

/** What is chosen now. */
export const chosen = () => [...files];

/** Begins anew. */
export const drop = () => {
  files = [];
};

/** Sends them by `put`, which may fail in any way, and says on the confirmation how it went. */
export const send = async (put) => {
  const all = files;
  const lost = [];
  drop();
  for (const [place, file] of all.entries()) {
    say("files", "sending", { number: place + 1, total: all.length });
    const arrived = await put(file).catch(() => ({}));
    if (arrived.status !== 201) lost.push(file.name);
  }
  if (all.length) say("files", lost.length ? "failed" : "sent", { names: lost.join(", ") });
};
