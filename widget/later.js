// A message that could not be sent waits here: kept in the browser's database with its files, sent
// as soon as there is a network or a server again, also at the next visit. Its key sees to it that
// it arrives once, however often it is sent.

const flag = (site) => `premura.later.${site}`;
const words = () => document.getElementById("live").dataset;

/** Says where a message is, above whatever is shown; with nothing to say it is gone. */
export const tell = (text, href) => {
  let note = document.getElementById("later");
  if (!text) return note?.remove();
  if (!note) {
    note = document.createElement("p");
    note.id = "later";
    note.className = "note";
    note.setAttribute("role", "status");
    document.body.prepend(note);
  }
  note.textContent = text;
  if (href) {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = words().request;
    note.append(" ", link);
  }
};

const opened = () =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open("premura", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("later", { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// What the browser bars from being kept waits in memory all the same.
const stored = async (mode, act) => {
  try {
    const store = (await opened()).transaction("later", mode).objectStore("later");
    return await new Promise((resolve, reject) => {
      const request = act(store);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } catch {}
};

const all = async (site) => ((await stored("readonly", (store) => store.getAll())) ?? []).filter((one) => one.site === site);

const put = async (record) => {
  await stored("readwrite", (store) => store.put(record));
  try {
    localStorage.setItem(flag(record.site), "1");
  } catch {}
};

const remove = async ({ site, key }) => {
  await stored("readwrite", (store) => store.delete(key));
  if ((await all(site)).length) return;
  try {
    localStorage.removeItem(flag(site));
  } catch {}
};

/** Throws away what waits; it is not sent any more. */
export const clear = async (site) => {
  over.abort();
  over = new AbortController();
  for (const record of await all(site)) await remove(record);
  tell();
};

// One page sends at a time: files have no key.
const alone = (site, act) =>
  navigator.locks ? navigator.locks.request(flag(site), { ifAvailable: true }, act) : act({});

const settled = ({ status }) => status && status < 500 && status !== 429;

// Until what waits is thrown away.
let over = new AbortController();

const until = (pause, signal) =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, pause);
    addEventListener("online", done);
    signal.addEventListener("abort", done);
  });

const persist = async (attempt) => {
  const { signal } = over;
  for (let pause = 2000; ; pause = Math.min(pause * 2, 60000)) {
    const { offline, trouble } = words();
    tell(navigator.onLine ? trouble : offline);
    await until(pause, signal);
    if (signal.aborted) return { status: 0 };
    const answer = await attempt();
    if (settled(answer)) return answer;
  }
};

/** Keeps a message and sends it by `attempt` once that works; gives what was answered. */
export const hold = (record, attempt) =>
  alone(record.site, async () => {
    await put(record);
    const answer = await persist(attempt);
    await remove(record);
    tell();
    return answer;
  });

/** Sends what an earlier visit left: `attempt` a record, then `arrived` with the answer. */
export const resume = (site, attempt, arrived) =>
  alone(site, async (lock) => {
    if (!lock) return;
    for (const record of await all(site)) {
      let answer = await attempt(record);
      if (!settled(answer)) answer = await persist(() => attempt(record));
      if (!answer.status) return;
      await arrived(record, answer);
      await remove(record);
      const { reference, request } = answer.body ?? {};
      if (answer.status === 201) tell(words().sent.replace("{reference}", reference), request);
      else tell();
    }
    if (!(await all(site)).length) await remove({ site, key: "" });
  });
