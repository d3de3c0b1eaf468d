// What the launcher can do once a customer comes near: the panel's channel, the page's calls and
// events, the badge. It takes over what the loader began, so that nothing of it is there before.
// Browsers keep both files for a while: today's is met by yesterday's `own`, and the other way round.

// What it is; close; new messages; where the panel may have no frame.
const WORDS = {
  en: ["Help and contact", "Close", "new messages", "Open in a new tab"],
  it: ["Aiuto e contatti", "Chiudi", "nuovi messaggi", "Apri in una nuova scheda"],
  de: ["Hilfe und Kontakt", "Schließen", "neue Nachrichten", "In neuem Tab öffnen"],
  fr: ["Aide et contact", "Fermer", "nouveaux messages", "Ouvrir dans un nouvel onglet"],
  es: ["Ayuda y contacto", "Cerrar", "mensajes nuevos", "Abrir en otra pestaña"],
  pt: ["Ajuda e mensagens", "Fechar", "mensagens novas", "Abrir em página nova"],
  ar: ["المساعدة والتواصل", "إغلاق", "رسائل جديدة", "فتح في علامة تبويب جديدة"],
  he: ["עזרה ויצירת קשר", "סגירה", "הודעות חדשות", "פתיחה בלשונית חדשה"],
};

// How long the panel may take to say a word, milliseconds.
const PATIENCE = 8000;
// The same after its document has loaded; without script it says nothing.
const SILENCE = 2000;
// How often a page asks for what is new, milliseconds.
const FRESH = 300_000;

const LOOK =
  "button:hover{filter:brightness(1.1)}" +
  // Inside, in the colour of the text: on any page as visible as the text.
  "button:focus-visible{outline:2px solid;outline-offset:-5px}" +
  "b{position:absolute;top:-8px;inset-inline-end:-8px;box-sizing:border-box;min-width:24px;padding:0 6px;" +
  "border:1px solid #fff;border-radius:12px;background:#b3261e;color:#fff;font:600 13px/22px system-ui;text-align:center}" +
  ".bar b{top:-12px}" +
  "[aria-expanded=true] b,b[hidden]{display:none}" +
  "i{position:absolute;overflow:hidden;width:1px;height:1px;clip-path:inset(50%);white-space:nowrap}" +
  // Inside what a keyboard on the screen leaves of it.
  "div,button{margin:var(--over) 0 var(--under)}" +
  "div{max-height:var(--room)}" +
  "@media(prefers-reduced-motion:no-preference){div{animation:rise .15s ease-out}}" +
  "@keyframes rise{from{opacity:0;translate:0 8px}}";

const INLINE = "iframe{display:block;width:100%;border:0}";

const failure = (code, message) => Object.assign(new Error(message), { name: "PremuraError", code });
const wrong = (message) => {
  throw failure("invalid_argument", message);
};
const sheet = (text) => {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
};

// What is kept on the page's own origin: on the device, that there are requests, with what was last
// known of them; in the tab, that a request was sent in it. A page may refuse either.
const kept = (storage, key) => ({
  read() {
    try {
      return JSON.parse(window[storage][key] || "null");
    } catch {
      return null;
    }
  },
  write(value) {
    try {
      if (value) window[storage][key] = JSON.stringify(value);
      else delete window[storage][key];
    } catch {}
  },
});

/** Takes over from the loader. */
export default function start(own) {
  const page = document;
  const { host, frame } = own;
  const root = host.shadowRoot;
  const button = root.querySelector("button");
  const card = root.querySelector("div");
  const layer = root.querySelector("section");
  const { origin, pathname, searchParams } = new URL(frame.src);
  const site = pathname.split("/")[2];
  const lang = searchParams.get("lang");
  const [title, close, fresh, elsewhere] = WORDS[(lang || navigator.language).slice(0, 2).toLowerCase()] || WORDS.en;
  const [, word] = button.childNodes;
  const label = word.data;
  const known = kept("localStorage", "premura:" + site);
  const visit = kept("sessionStorage", "premura:" + site);

  card.setAttribute("role", "dialog");
  card.setAttribute("aria-label", (frame.title = title));
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet(LOOK)];

  // Listeners are the host's own: one that throws can stop neither the others nor us.
  const emit = (type, detail) => host.dispatchEvent(new CustomEvent(type, { detail }));
  // Light or dark, where the tag says so.
  const { scheme } = (page.querySelector(`script[data-site="${site}"]`) || host).dataset;
  const here = () => ({ url: location.href, title: page.title, scheme });
  if (scheme && !frame.isConnected) frame.src += "&scheme=" + scheme;

  // What the page says of its customer, and which FAQs it wants first; every document of a panel is told.
  const told = {};
  const introduce = (panel) => {
    for (const name in told) panel.ask(name, [told[name]]).catch(() => {});
  };

  let last = 0;
  const panels = new Set();

  /** A panel in its iframe. What is posted before it listens waits in the channel, in order. */
  const panel = (frame, loaded) => {
    const asked = new Map();
    let port, far, greet, refuse;
    const made = {
      frame,
      ask: (name, args) =>
        new Promise((done, fail) => {
          try {
            port.postMessage({ type: "call", id: ++last, name, args });
            asked.set(last, [done, fail]);
          } catch {
            fail(failure("invalid_argument", "What is passed on must be plain values."));
          }
        }),
      post: (message) => port.postMessage(message),
      /** The panel spoke, or need not. */
      greet() {
        made.heard = true;
        greet();
      },
      /** Whoever waits for this panel waits in vain. */
      end(trouble) {
        for (const [, fail] of asked.values()) fail(trouble);
        asked.clear();
        refuse(trouble);
      },
      /** A channel, and a first word to wait for. */
      renew() {
        ({ port1: port, port2: far } = new MessageChannel());
        made.loaded = made.heard = false;
        made.greeted = new Promise((done, fail) => ([greet, refuse] = [done, fail]));
        made.greeted.catch(() => {});
        port.onmessage = ({ data: { type, name, detail, px, id, error, count } }) => {
          made.greet();
          if (type == "height") frame.height = px;
          else if (type == "close") own.turn(false);
          else if (type == "badge") badge(count);
          else if (type == "remember") remember();
          else if (type == "forget") known.write();
          else if (type == "ready" || type == "event") emit(name || type, detail);
          else if (type == "done") {
            const [done, fail] = asked.get(id) || [];
            asked.delete(id);
            if (error) fail?.(failure(error.code, error.message));
            else done?.();
          }
        };
      },
    };
    frame.onload = () => {
      // A second document in the same iframe needs a channel of its own.
      if (!far) {
        made.end(failure("failed", "The panel went on to another page."));
        made.renew();
        introduce(made);
      }
      frame.contentWindow.postMessage({ premura: "connect", ...here() }, origin, [far]);
      far = null;
      made.loaded = true;
      if (made == floating) {
        enter();
        setTimeout(look, SILENCE);
      }
    };
    made.renew();
    introduce(made);
    if (loaded) queueMicrotask(frame.onload);
    panels.add(made);
    return made;
  };

  // Whether our server can be reached is told by what the page's policy lets us ask for.
  let looking;
  const look = async () => {
    if (looking || floating.heard || !frame.isConnected) return;
    looking = true;
    if (late) {
      // The refusal of the frame may have come before we listened for it: a second one, with next to
      // nothing in it, is refused too. The first may be in use.
      late = false;
      const second = page.createElement("iframe");
      second.hidden = true;
      second.src = origin + "/v1/health";
      second.onload = () => second.remove();
      card.append(second);
    }
    const patience = new Promise((_, fail) => setTimeout(fail, PATIENCE));
    try {
      await Promise.race([import(`${origin}/premura-api.js?${Date.now()}`), patience]);
      // It can; a panel without script works as links and a form.
      if (floating.loaded) floating.greet();
    } catch {
      const { api } = own;
      own.down();
      own.api = api;
      floating.end(failure("unreachable", "Our server cannot be reached now. Please try again later."));
      floating.renew();
    }
    looking = false;
  };

  let opener;
  // Only what has loaded: the focus would stay behind in the empty document. And only from where
  // the customer opened it, as a slow panel must not call anyone away from the page.
  const enter = () => own.shown && floating.loaded && page.activeElement == opener && frame.focus();

  const opened = () => {
    opener = page.activeElement;
    word.data = close;
    enter();
    floating.post({ type: "open", ...here() });
    setTimeout(look, PATIENCE);
    emit("open");
  };
  const draw = own.turn;
  own.turn = (open) => {
    if (open == own.shown) return;
    if (!open && page.activeElement == host) {
      // Back to what opened the panel, or to the launcher where that is gone or was nothing. When
      // the customer is elsewhere on the page already, the focus is not ours to move.
      button.focus();
      opener?.focus();
    }
    draw(open);
    if (open) return opened();
    word.data = label;
    emit("close");
  };

  // Where the page's policy lets us have no frame, the panel opens in a tab.
  page.addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective, disposition }) => {
    if (disposition != "enforce" || blockedURI.indexOf(origin) || !/^(frame|child|default)/.test(effectiveDirective)) return;
    if (own.blocked) return;
    own.blocked = true;
    const refusal = failure("blocked", "Add our origin to the page's “frame-src”.");
    const href = `${origin}/p/${site}${lang ? "?lang=" + lang : ""}`;
    const tab = () => window.open(href, "premura-" + site);
    own.turn(false);
    floating.ask = () => Promise.reject(refusal);
    own.turn = (open) => {
      if (!open || tab()) return draw(false);
      // The browser wants a click for it.
      draw(true);
      card.id = "down";
      card.replaceChildren(Object.assign(page.createElement("a"), { href, target: "_blank", textContent: elsewhere }));
    };
    own.turn(true);
    floating.end(refusal);
  });

  // A keyboard on the screen covers what is fixed to its foot. A page that is zoomed into is left alone.
  const view = window.visualViewport;
  const fit = () => {
    const { offsetTop, height, scale } = view;
    const under = innerHeight - offsetTop - height;
    const covered = own.shown && under + offsetTop > 80 && scale < 1.05;
    // But for where its foot is, and its edges.
    const room = height - parseFloat(getComputedStyle(card).bottom) - card.offsetHeight + card.clientHeight;
    for (const [name, length] of Object.entries({ over: offsetTop, under, room })) {
      layer.style.setProperty("--" + name, covered ? length + "px" : "");
    }
  };
  view?.addEventListener("resize", fit);
  view?.addEventListener("scroll", fit);

  const mark = page.createElement("b");
  mark.hidden = true;
  const badge = (count) => {
    if (known.read()) known.write({ count, at: Date.now() });
    // A number alone tells nobody what it counts.
    const said = page.createElement("i");
    said.append(fresh + ": ");
    mark.replaceChildren(said, count > 9 ? "9+" : count);
    mark.hidden = !count;
  };
  const remember = () => {
    if (!known.read()) known.write({ count: 0, at: Date.now() });
    if (!visit.read()) visit.write({ contact: true });
  };

  // The panel unseen.
  const wake = () => frame.isConnected || card.replaceChildren(frame);
  const shown = async (name, ...args) => {
    own.turn(true);
    const done = name && floating.ask(name, args);
    await Promise.all([floating.greeted, done]);
  };
  // Before there is a panel they are kept for it, which is all there is to do.
  const tell = async (name, ...args) => {
    const all = [...panels].map((each) => [each.frame.isConnected, each.ask(name, args)]);
    all.forEach(([, answer]) => answer.catch(() => {}));
    await Promise.all(all.filter(([there]) => there).map(([, answer]) => answer));
  };
  const text = (value, what) => (typeof value == "string" && value.trim() ? value : wrong(`${what} must be a text.`));
  const fields = (value, what) => (value && typeof value == "object" ? value : wrong(`${what} must be an object.`));

  Object.assign(own, {
    open: () => shown(),
    toggle: async () => (own.shown ? own.turn(false) : shown()),
    search: async (words) => shown("search", text(words, "What to search for")),
    article: async (id) => shown("article", text(id, "The FAQ's id")),
    survey: async (id) => shown("survey", text(id, "The survey's id")),
    requests: () => shown("requests"),
    async suggest(ids) {
      told.suggest = Array.isArray(ids) ? ids.map((id) => text(id, "A FAQ's id")) : wrong("FAQs' ids must be a list.");
      return tell("suggest", told.suggest);
    },
    prefill: async (values) => tell("prefill", fields(values, "What is filled in")),
    async identify(who) {
      const { email, id } = fields(who, "The person");
      text(email ?? id, "The person's email or id");
      told.identify = { ...who };
      return tell("identify", told.identify);
    },
    async on(type, listener) {
      host.addEventListener(type, typeof listener == "function" ? listener : wrong("A listener must be a function."));
    },
    async once(type, listener) {
      host.addEventListener(type, typeof listener == "function" ? listener : wrong("A listener must be a function."), { once: true });
    },
    async off(type, listener) {
      host.removeEventListener(type, listener);
    },
    async reset() {
      known.write();
      visit.write();
      delete told.identify;
      badge(0);
      wake();
      return tell("reset");
    },
    async track(outcome) {
      if (outcome != "converted") wrong("The only outcome is “converted”.");
      // Once in a tab, and only after a request was sent in it.
      const { contact, converted } = visit.read() || {};
      if (!contact || converted) return;
      visit.write({ contact, converted: true });
      wake();
      return floating.ask("track", [outcome]);
    },
  });
  const { destroy } = own;
  own.destroy = () => {
    destroy();
    for (const each of panels) {
      each.end(failure("destroyed", "The launcher was taken off the page."));
      each.frame.remove();
    }
  };

  let late = frame.isConnected;
  const floating = panel(frame, own.loaded);
  button.append(mark);
  own.tend = () => {
    for (const place of page.querySelectorAll("[data-premura=inline]")) {
      if (place.shadowRoot || (place.dataset.site || site) != site) continue;
      const inline = page.createElement("iframe");
      inline.title = title;
      inline.allow = frame.allow;
      // Until the panel says how high it is.
      inline.height = 480;
      inline.src = frame.src.replace("embed=1", "embed=inline");
      const inside = place.attachShadow({ mode: "open" });
      inside.adoptedStyleSheets = [sheet(INLINE)];
      inside.append(inline);
      panel(inline);
    }
  };
  own.tend();

  // In the order they came, each begun before the next.
  const wasOpen = own.shown;
  for (const [verb, args, done, fail] of own.held) {
    own[verb](...args).then(done, (trouble) => {
      fail(trouble);
      // These were told that they are kept before anyone could look at them.
      if (!/open|toggle|search|article|survey|requests|reset/.test(verb)) console.warn(trouble);
    });
  }
  // Those who listen from before are told too.
  if (wasOpen && own.shown) opened();

  const before = known.read();
  if (!before) return;
  badge(before.count);
  if (Date.now() - before.at < FRESH) return known.write(before);
  known.write({ ...before, at: Date.now() });
  (window.requestIdleCallback || setTimeout)(wake);
}
