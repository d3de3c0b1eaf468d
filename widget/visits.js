// A customer's requests as far as this device knows them: tokens of what was sent from here, each
// with how many messages of the team were seen. The panel asks by it what is new; as the script of
// the pages customers come back to, it lists requests and keeps a conversation up to date.

const name = (site) => `premura.requests.${site}`;
const MOST = 20;

/** Pairs of token and messages seen, the newest request first. Storage may be barred. */
export const kept = (site) => {
  try {
    return JSON.parse(localStorage.getItem(name(site))) ?? [];
  } catch {
    return [];
  }
};

const keep = (site, list) => {
  try {
    localStorage.setItem(name(site), JSON.stringify(list.slice(0, MOST)));
  } catch {}
};

/** A request of this customer, from now on. */
export const remember = (site, token, seen = 0) =>
  keep(site, [[token, seen], ...kept(site).filter(([known]) => known !== token)]);

/** So many messages of the team were seen. */
const saw = (site, token, seen) => keep(site, kept(site).map((pair) => (pair[0] === token ? [token, seen] : pair)));

const ask = async (site) => {
  const tokens = kept(site).map(([token]) => token);
  if (!tokens.length) return [];
  const response = await fetch(`/v1/sites/${site}/requests?lang=${document.documentElement.lang}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ tokens }),
  });
  return response.ok ? (await response.json()).requests : null;
};

const unread = (site, requests) => {
  const seen = Object.fromEntries(kept(site));
  return requests.reduce((sum, { token, replies }) => sum + Math.max(0, replies - (seen[token] ?? replies)), 0);
};

let told;
const tell = (site, requests, post) => {
  const count = unread(site, requests);
  if (count === told) return;
  post({ type: "badge", count: (told = count) });
  return true;
};

/** Tells the launcher how many messages are new; whether that is another number than before. */
export const badge = async (site, post) => {
  const requests = await ask(site);
  return requests && tell(site, requests, post);
};

/** Acts again and again: soon after there was news, then more and more seldom, and only in sight. */
export const often = (act, soonest, seldom) => {
  let pause = soonest;
  let timer;
  const next = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(turn, pause);
  };
  const turn = async () => {
    const news = await act().catch(() => {});
    pause = news ? soonest : Math.min(pause * 1.5, seldom);
    next();
  };
  document.addEventListener("visibilitychange", () => {
    pause = soonest;
    next();
  });
  next();
};

// From here on: the pages themselves.
const frame = document.querySelector("[data-visit]");
const page = frame?.dataset;
let port;
// What is said before anybody listens.
const unsaid = [];
const post = (message) => (port ? port.postMessage(message) : unsaid.push(message));
// In a frame that is closed nothing has a place.
const shown = () => !document.hidden && frame.getClientRects().length > 0;
const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
const here = () => location.pathname + location.search;

const go = (path, query = "") => {
  const [home, keep] = page.home.split("?");
  const words = new URLSearchParams(keep);
  if (query) words.set("q", query);
  location.assign(`${home}${path}?${words}`);
};

// The form is not here: it finds what it is filled in with in its draft.
const fill = (given) => {
  try {
    const draft = `premura.draft.${page.site}`;
    const typed = JSON.parse(sessionStorage.getItem(draft)) ?? {};
    for (const name in given) if (typeof given[name] === "string") typed[name] = [given[name]];
    sessionStorage.setItem(draft, JSON.stringify(typed));
  } catch {}
};

// Everything of ours on this device, what waits in the browser's database as well.
const clear = async () => {
  try {
    if (localStorage.getItem(`premura.later.${page.site}`)) await (await import("./later.js")).clear(page.site);
    for (const area of [localStorage, sessionStorage]) {
      for (const key of Object.keys(area)) if (key.startsWith("premura")) area.removeItem(key);
    }
  } catch {
    // Nothing can be kept there, so nothing is.
  }
};

const calls = {
  article: (id) => go(`/faq/${encodeURIComponent(id)}`),
  survey: (id) => go(`/survey/${encodeURIComponent(id)}`),
  search: (words) => go("", words),
  requests: () => go("/requests"),
  prefill: (values) => fill(values ?? {}),
  // Its form asks again who the customer is.
  identify: ({ email, name, phone }) => fill({ email, name, phone }),
  async track(outcome) {
    const response = await fetch(`/v1/sites/${page.site}/outcomes`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ outcome }),
    });
    if (!response.ok) throw (await response.json()).code;
  },
  async reset() {
    await clear();
    go("");
  },
};

const receive = async ({ data: { type, name, args = [], id } }) => {
  if (type === "open") {
    document.querySelector("h1").focus();
    read();
  } else if (type === "call") {
    let error;
    try {
      await calls[name]?.(...args);
    } catch (trouble) {
      error = { code: typeof trouble === "string" ? trouble : "failed", message: `“${name}” could not be done.` };
    }
    post({ type: "done", id, error });
  }
};

const connect = () => {
  addEventListener("message", ({ source, origin, data, ports }) => {
    if (source !== parent || data?.premura !== "connect" || !ports[0]) return;
    if (page.origins && !page.origins.split(" ").includes(origin)) return;
    if (data.scheme) document.documentElement.dataset.scheme = data.scheme;
    port = ports[0];
    port.onmessage = receive;
    post({ type: "ready" });
    unsaid.splice(0).forEach(post);
    if (page.embed === "inline") {
      new ResizeObserver(() => post({ type: "height", px: frame.offsetHeight })).observe(frame);
    }
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) post({ type: "close" });
  });
};

// What is read out when something arrives.
const live = () => {
  const region = document.createElement("p");
  region.className = "unseen";
  region.setAttribute("role", "status");
  frame.append(region);
  return region;
};

// The list, drawn by the server of the tokens we bring.
const list = async () => {
  const pairs = kept(page.site);
  const place = document.getElementById("list");
  if (!pairs.length || !place) return;
  const response = await fetch(here(), {
    method: "POST",
    body: new URLSearchParams(pairs.map(([token, seen]) => ["t", `${token}~${seen}`])),
  });
  if (!response.ok) return;
  const fresh = parsed(await response.text()).getElementById("list");
  if (!fresh || fresh.innerHTML === place.innerHTML) return;
  const at = document.activeElement?.getAttribute("href");
  place.replaceWith(fresh);
  if (at?.startsWith("/r/")) fresh.querySelector(`[href="${CSS.escape(at)}"]`)?.focus();
  return true;
};

/** The customer has the conversation before them. */
const read = () => {
  if (page.token && shown()) saw(page.site, page.token, +page.replies);
};

// New messages and a new standing take the places of the old ones; a form somebody is filling in
// stays as it is.
const update = async (region) => {
  const requests = await ask(page.site);
  if (!requests) return;
  const mine = requests.find(({ token }) => token === page.token);
  const mark = mine && `${mine.last_at} ${mine.status} ${mine.replies}`;
  const news = mine && page.mark && mark !== page.mark;
  if (mine) page.mark = mark;
  if (news) {
    const fresh = parsed(await (await fetch(here())).text());
    const busy = [...document.querySelectorAll("textarea")].some(({ value }) => value) || document.activeElement?.form;
    const parts = busy ? ["#standing", "#messages"] : ["main"];
    for (const part of parts) {
      const [old, now] = [document.querySelector(part), fresh.querySelector(part)];
      if (old && now) old.replaceWith(now);
    }
    page.replies = mine.replies;
    read();
    region.textContent = `${mine.last_by}: ${mine.last_text}`;
    document.querySelector(".messages:last-of-type > li:last-child")?.scrollIntoView({ block: "nearest" });
  }
  tell(page.site, requests, post);
  return news;
};

// “Back” leads to the view one came from, and past the other pages of this kind: a survey may have
// been answered, a request read. Browsers that do not tell go to the first view, as the link says.
const before = () => {
  const { entries, currentEntry } = self.navigation ?? {};
  const views = entries?.call(navigation).slice(0, currentEntry.index) ?? [];
  return views.reverse().find(({ url }) => {
    // A request's page keeps its address to itself: there is none.
    const { pathname } = new URL(url ?? location);
    return pathname.startsWith(`/p/${page.site}`) && !/^\/p\/[^/]+\/(survey|requests)\b/.test(pathname);
  });
};
const retreat = (event) => {
  const back = event.target.closest(".back a");
  if (!back || event.ctrlKey || event.metaKey || event.shiftKey || back.getAttribute("href") !== page.home) return;
  const view = before();
  if (!view) return;
  event.preventDefault();
  navigation.traverseTo(view.key);
};

if (frame) {
  document.documentElement.dataset.ready = "";
  document.addEventListener("click", retreat);
  // A keyboard on the screen takes room away: what is being filled in stays in sight.
  addEventListener("resize", () => {
    const field = document.activeElement;
    if (field.matches("input, textarea, select")) field.scrollIntoView({ block: "nearest" });
  });
  if (parent !== self) connect();
  if (page.visit === "requests") {
    // A mailed link has shown these: this device knows them from now on.
    for (const { dataset } of [...document.querySelectorAll("#list [data-token]")].reverse()) {
      remember(page.site, dataset.token, +dataset.replies);
    }
    document.addEventListener("click", ({ target }) => {
      const row = target.closest("[data-token]")?.dataset;
      if (row?.replies) saw(page.site, row.token, +row.replies);
    });
    const look = async () => {
      const news = await list();
      await badge(page.site, post);
      return news;
    };
    look().catch(() => {});
    often(look, 5e3, 6e4);
  }
  if (page.visit === "request") {
    const region = live();
    read();
    update(region).catch(() => {});
    often(() => update(region), 2e3, 6e4);
  }
}
