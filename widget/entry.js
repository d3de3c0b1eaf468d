// Starts the panel in the browser and holds the channel to the page it is shown in, from before
// the WebAssembly is there. Without it, or if it fails, the page goes on as links and a form.
import init, { call, learnt, own_name, start, wake } from "premura-panel";
import { chosen, list, pick, send } from "./files.js";
import { drawer } from "./found.js";
import { help } from "./help.js";
import { forget, prefill, read as letter, watch } from "./letter.js";
import { identity, obey, turn } from "./page.js";
import { rate } from "./rate.js";
import { reach } from "./reach.js";
import { talk } from "./talk.js";
import { tell } from "./tell.js";

const root = document.documentElement;
const panel = document.getElementById("panel");
const data = JSON.parse(document.getElementById("premura-data").textContent);
const inline = /[?&]embed=inline/.test(data.keep);
const embed = /embed=\w+/.exec(data.keep);

// What comes later, if at all: files of their own.
const own = (name) => import(new URL(name, import.meta.url).href);
const visits = () => own("visits.js");
const later = () => own("later.js");
const stored = (name) => {
  try {
    return localStorage.getItem(`premura.${name}.${data.site}`);
  } catch {}
};

// What the last search found, and what draws it.
let found = [];
const draw = drawer(data, own_name);

const ids = () => data.questions.map(({ id }) => id);

let port;
let ready;
// What the page asks for before the panel can do it.
const waiting = [];

const read = async (url, init) => {
  const response = await fetch(url, init);
  return { status: response.status, body: await response.json() };
};
const answers = {};
let engine;
// Until the engine is there, or cannot be had.
let settled;
const learning = new Promise((done) => (settled = done));
// Of the request written here, if there is one.
let reference;
const searches = new Set();

// What was searched for and not found helps the owner. It is told once the customer acts on it: by
// the Enter key, or by beginning to write to us.
const missed = new Set();
let entered;
const admit = () => {
  for (const query of missed) {
    tell(`/v1/sites/${data.site}/searches?lang=${data.lang}`, { query }).catch(() => {});
  }
  missed.clear();
};
addEventListener("submit", ({ target }) => {
  if (target.className === "search") (entered = true), admit();
});
addEventListener("input", () => (entered = false));

// A proof of work goes with each request, begun as soon as the form is touched. It may fail in
// any way: nobody is kept from writing.
const solver = new URL("solve.js", import.meta.url).href;
const solve = (challenge) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(solver, { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = reject;
    worker.postMessage(challenge);
  }).catch(async () => (await import(solver)).solve(challenge, true));
let proof;
let begun;
const prove = () => {
  // A challenge can be answered for an hour.
  if (Date.now() - begun > 3e6) proof = null;
  return (proof ||=
    ((begun = Date.now()),
    read(`/v1/sites/${data.site}/challenge`)
      .then(({ status, body }) => (status === 200 ? solve(body) : undefined))
      .catch(() => {})));
};
// Turnstile, where the owner wants it: Cloudflare's script, begun with the form as well.
let passed;
const pass = (form) =>
  (passed ||= new Promise((resolve) => {
    const draw = () => turnstile.render(form.appendChild(document.createElement("div")), { sitekey: data.turnstile, callback: resolve });
    if (self.turnstile) return draw();
    const script = document.createElement("script");
    script.src = "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit";
    script.onload = draw;
    script.onerror = () => resolve();
    document.head.append(script);
  }));
addEventListener("focusin", ({ target: { form } }) => {
  if (form?.className !== "letter") return;
  admit();
  prove();
  // Without a network it could not be had any more.
  later().catch(() => {});
  if (data.turnstile) pass(form);
});

const bridge = {
  ...talk(data.site),
  // Nobody waits for it.
  tell: (url, what) => void tell(url, what).catch(() => {}),
  prefill: (given) => prefill(given, true),
  // The page the customer is on; the loader says it.
  page: null,
  post: (message) => port?.postMessage(message),
  event(name, detail) {
    if (name === "search") {
      if (!detail.results && !searches.has(detail.query)) missed.add(detail.query);
      if (entered) admit();
      searches.add(detail.query);
    }
    if (detail.reference) reference = detail.reference;
    help(data.site, name, detail.id);
    bridge.post({ type: "event", name, detail });
  },
  search: (typed) => (engine ? (found = engine.search(typed)).length : null),
  draw: (list) => draw(list, found),
  suggest: (message) => engine?.suggest(message),
  learnt: () => learning,
  ask: (question) => engine?.ask(question),
  // An answer is asked for once, and again only if it could not be had: then it is null.
  answer: (url) =>
    (answers[url] ||= read(url)
      .then(({ status, body }) => (status === 200 ? body : null))
      .catch(() => null)
      .then((answer) => {
        if (!answer) delete answers[url];
        return answer;
      })),
  send: async (url, key, ticket) => {
    const form = letter();
    const patience = new Promise((resolve) => setTimeout(resolve, 5000));
    const found = await Promise.race([prove(), patience]);
    const token = await Promise.race([passed, patience]);
    // They count once.
    proof = passed = null;
    const record = {
      site: data.site,
      url,
      key,
      files: chosen(),
      body: JSON.stringify({
        ...form,
        ...ticket,
        proof: found,
        turnstile: token,
        page: bridge.page,
        identity: identity(),
        searches: [...searches],
        device: { locale: navigator.language, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
      }),
    };
    const answer = await attempt(record);
    // No network, or a server in trouble: it waits, and this with it.
    return answer.status && answer.status < 500 ? answer : (await later()).hold(record, () => attempt(record));
  },
  // Who writes and where to answer stays. A file goes by itself, under its own type.
  sent(ticket, request) {
    known(request);
    // From now on the page may ask whether there is an answer.
    bridge.post({ type: "remember" });
    send((file) => attach(ticket, request, file));
  },
};

const attempt = ({ url, key, body }) =>
  read(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body,
    signal: AbortSignal.timeout(20000),
  }).catch(() => ({ status: 0 }));

const attach = (ticket, request, file) =>
  read(`/v1/sites/${data.site}/tickets/${ticket}/attachments?name=${encodeURIComponent(file.name)}`, {
    method: "POST",
    headers: { Authorization: `Request ${request.split("/").pop()}` },
    body: file,
  });

// A request of this customer, from now on also on this device.
const known = (request) => {
  visits().then(({ remember }) => {
    remember(data.site, request.split("/").pop());
    forget("name", "email", "phone", "answer_by");
    follow();
  });
};

// What is new in the requests of this device: the launcher shows how many.
let following;
// As it was last, for a page that listens later.
let count;
const follow = () => {
  if (following || !stored("requests")) return;
  following = visits().then(({ badge, often }) => {
    const look = () => badge(data.site, (message) => bridge.post((count = message)));
    look().catch(() => {});
    often(look, 15e3, 3e5);
  });
};

const resume = async () => {
  const { resume } = await later();
  resume(data.site, attempt, async ({ files, body: sent }, { status, body }) => {
    if (status !== 201) return status === 422 && prefill(JSON.parse(sent));
    known(body.request);
    for (const file of files) await attach(body.id, body.request, file).catch(() => {});
    if (embed) body.request += `?${embed}`;
    bridge.event("ticket-created", { id: body.id, reference: body.reference });
  });
};

// Pages the server alone draws.
const leave = (path) => location.assign(`/p/${data.site}${path}${data.keep}`);

// What waits in the browser's database goes as well.
const clear = () => stored("later") && later().then(({ clear }) => clear(data.site));

// Whether the WebAssembly could do it, once it is there. Where it does not come, addresses can.
let failed;
const act = (name, args) =>
  ready ? call(name, args) : failed ? turn(data, name, args) : new Promise((done) => waiting.push([name, args, done]));

const receive = ({ data: message }) => {
  const { type, url, title, scheme } = message;
  if (scheme) root.dataset.scheme = scheme;
  if (url && url !== bridge.page?.url) ready ? call("page", [url]) : waiting.push(["page", [url]]);
  if (url) bridge.page = { url, title };
  if (type === "open") {
    // A field would raise the keyboard over the panel where there is no other.
    const field = matchMedia("(hover: hover)").matches && document.getElementById("q");
    (field || document.querySelector("h1"))?.focus();
  } else if (type === "call") {
    obey(message, { site: data.site, ids: ids(), act, leave, clear, post: bridge.post });
  }
};

rate(data, () => [...searches].pop(), (detail) => bridge.event("article-rated", detail));
reach(data, () => [bridge.page?.title, bridge.page?.url, reference].filter(Boolean).join(" · "), prefill);
watch(panel, data.site, () => bridge.page?.title ?? "", list);
addEventListener("change", ({ target }) => {
  if (target.type !== "file" || !target.closest(".letter")) return;
  pick(target.files);
  // The same file can be chosen again.
  target.value = "";
});
// Dropped or pasted where the form is.
const bring = (event) => {
  const { files, types } = event.dataTransfer ?? event.clipboardData;
  if (!types.includes("Files") || !document.querySelector(".letter")) return;
  event.preventDefault();
  pick(files);
};
for (const type of ["dragover", "drop", "paste"]) addEventListener(type, bring);
if (parent !== self) {
  const connect = ({ source, origin, data: message, ports }) => {
    if (source !== parent || message?.premura !== "connect" || !ports[0]) return;
    if (data.origins.length && !data.origins.includes(origin)) return;
    port = ports[0];
    port.onmessage = receive;
    bridge.post({ type: "hello" });
    receive({ data: message });
    if (ready) bridge.post({ type: "ready" });
    if (count) bridge.post(count);
    if (inline) {
      new ResizeObserver(() => bridge.post({ type: "height", px: panel.offsetHeight })).observe(panel);
    }
  };
  addEventListener("message", connect);
  // What was said before we listened.
  onmessage = null;
  self.held?.forEach(connect);
}

// A keyboard on the screen takes room away: what is being filled in stays in sight.
addEventListener("resize", () => document.activeElement.matches("input, textarea, select") && document.activeElement.scrollIntoView({ block: "nearest" }));

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  const { target } = event;
  if (target.type === "search" && target.value) {
    event.preventDefault();
    target.value = "";
    target.dispatchEvent(new Event("input", { bubbles: true }));
  } else {
    bridge.post({ type: "close" });
  }
});

const idle = () => new Promise((go) => (self.requestIdleCallback ?? setTimeout)(go));

const running = init({ module_or_path: new URL("panel.wasm", import.meta.url) }).then(async () => {
  start(data, bridge);
  ready = true;
  root.dataset.ready = "";
  bridge.post({ type: "ready" });
  for (const [name, args, done] of waiting) {
    const could = call(name, args);
    done?.(could);
  }
});
running.catch((trouble) => {
  failed = true;
  for (const [name, args, done] of waiting) done?.(turn(data, name, args));
  throw trouble;
});

// The rest when the browser has time. Where what answers here does not come, the server answers.
const rest = async () => {
  await idle();
  if (stored("later")) resume();
  follow();
  if (failed) return;
  wake();
  await idle();
  await import(new URL("answers.js", import.meta.url).href)
    .then(({ default: learn }) => learn(data.answers, ids()))
    .then((answers) => {
      engine = answers;
      learnt();
      root.dataset.answers = "";
    })
    .catch(() => {})
    .then(settled);
};
running.then(rest, rest);
