// The script a site pastes. It draws the launcher, holds the page's calls in order, and has `api.js`
// do everything else once a customer comes near. Until then it makes no request and stores nothing.
// It may depend on nothing, and all of it has to fit 2,000 bytes after minifying and brotli.
(() => {
  const page = document;

  // Modules have no `currentScript`: they are found by their attribute.
  const script = page.currentScript || page.querySelector("script[data-site]");
  const { site, lang, accent, position, label, shape, offset, email, phone } = script.dataset;
  // The panel lives where the script came from; nothing is ever posted to another origin.
  const { origin } = new URL(script.src);

  // What stands here already: an earlier inclusion, the queue the owner may define, or nothing.
  const earlier = window.Premura;
  const sites = earlier?.sites || {};
  // Included twice, or run again by Turbo: each site has one launcher.
  if (sites[site]) return;

  // The launcher's word, and what is said when our server does not answer.
  const words = {
    en: "Help|Back soon",
    it: "Aiuto|Torniamo subito",
    de: "Hilfe|Gleich wieder da",
    fr: "Aide|De retour bientôt",
    es: "Ayuda|Volvemos enseguida",
    pt: "Ajuda|Voltamos já",
    ar: "مساعدة|سنعود قريبًا",
    he: "עזרה|מיד נחזור",
  };
  const [help, sorry] = (words[(lang || navigator.language).slice(0, 2)] || words.en).split("|");
  const title = label || help;
  const [aside = 20, above = aside] = offset?.match(/\d+/g) || [];

  // Built one by one, as innerHTML is refused under Trusted Types.
  const element = (tag, properties) => Object.assign(page.createElement(tag), properties);
  const drawing = (tag) => page.createElementNS("http://www.w3.org/2000/svg", tag);

  const host = element("premura-care");
  // In the browser's top layer, where it has one, above whatever the page claims.
  const layer = element("section", { popover: "manual" });
  const button = element("button", { ariaHasPopup: "dialog", className: shape || "" });
  const icon = drawing("svg");
  const path = drawing("path");
  const card = element("div");
  const src = `${origin}/p/${site}?embed=1${lang ? "&lang=" + lang : ""}`;
  const frame = element("iframe", { src, allow: "clipboard-write" });

  // The browser's parser makes "rgb(r, g, b)" of any hex, rgb or hsl accent and refuses a wrong one,
  // so that ours stays. The style sheet overrules what is set here.
  host.style.color = "#0f6b5c";
  host.style.color = accent;
  const ground = host.style.color;
  const [red, green, blue] = ground.match(/\d+/g) || [];
  // About luminance × 14 × 255 ** 2.2, cut where black and white read equally well. Tried on all
  // colours: the better of the two is taken or as good as, never under 4.5:1.
  const isBright = 3 * red ** 2.2 + 10 * green ** 2.2 + blue ** 2.2 > 5e5;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    // Among important rules the shadow tree's win, so `* { all: unset !important }` cannot reach in.
    // A host without a box can neither clip nor shift what it holds.
    ":host(premura-care){all:initial!important;display:contents!important}" +
      "section{all:unset;position:fixed;z-index:9999999999}" +
      // Where nobody chose a side, it is where lines end: the left in a right-to-left page. Phones
      // have the same inset on both sides.
      `button,div{position:fixed;${position || "inset-inline-end"}:calc(${aside}px + env(safe-area-inset-right));` +
      // The hairline is what is left of the edge on a dark page and in forced colours.
      "border:1px solid #8883;background:#fff;color:#1c1917;box-shadow:0 4px 24px #0003;font:600 16px system-ui}" +
      `button{bottom:calc(${above}px + env(safe-area-inset-bottom));height:48px;padding-inline:14px 20px;` +
      "border-radius:24px;display:flex;align-items:center;gap:6px;cursor:pointer}" +
      ".compact{font-size:0;gap:0;padding:11px}" +
      ".bar{bottom:0;border-radius:12px 12px 0 0}" +
      "svg{width:24px;height:24px;scale:.85;fill:none;stroke:currentColor;stroke-width:2;" +
      "stroke-linecap:round;stroke-linejoin:round}" +
      `div{bottom:calc(${+above + 60}px + env(safe-area-inset-bottom));width:400px;` +
      `height:min(680px,100dvh - ${+above + 80}px);border-radius:12px;overflow:hidden}` +
      "iframe{width:100%;height:100%;border:0}" +
      "a{display:block;margin-top:16px;color:inherit}" +
      "#down{width:auto;height:auto;padding:24px}" +
      "[aria-expanded=false][hidden]{display:none}" +
      "@media(prefers-color-scheme:dark){button,div{background:#1c1917;color:#fff}}" +
      `[aria-expanded=false]{background:${ground};color:${isBright ? "#000" : "#fff"}}` +
      "@media(width<480px),(height<480px){div{inset:0;width:auto;height:auto;border:0;border-radius:0;" +
      "padding-top:env(safe-area-inset-top)}[aria-expanded=true]{inset:calc(8px + env(safe-area-inset-top)) 8px auto auto;" +
      "width:40px;height:40px;padding:7px;font-size:0;box-shadow:none}}" +
      "@media print{section{display:none}}",
  );

  // What is done here; `api.js` adds the other verbs.
  const own = {
    host,
    frame,
    held: [],
    show: () => (button.hidden = false),
    hide: () => (button.hidden = true),
    close: () => own.turn(false),
    destroy() {
      delete sites[site];
      host.remove();
      window.Premura = Object.values(sites)[0];
    },
    turn(open) {
      own.shown = open;
      button.ariaExpanded = open;
      // Lucide's "x" and "message-circle-question" (ISC), each as one path.
      path.setAttribute("d", open ? "M6 6l12 12M18 6 6 18" : "M7.9 20A9 9 0 1 0 4 16.1L2 22ZM9 9a3 3 0 0 1 6 1c0 2-3 3-3 3m0 4z");
      card.hidden = !open;
      if (open) {
        card.id = "";
        if (!frame.isConnected) card.replaceChildren(frame);
        own.load();
      }
    },
    // `import` goes where the page's policy let this script go: by origin, nonce or 'strict-dynamic'.
    load: () => (own.api ||= import(origin + "/premura-api.js").then((api) => api.default(own), own.down)),
    // Not again at every change of the page.
    tend: () => own.api ?? own.load(),
    down() {
      // Another try comes with the next opening.
      own.api = 0;
      card.id = "down";
      card.textContent = sorry;
      for (const to of [email, phone]) {
        if (to) card.append(element("a", { href: (to == phone ? "tel:" : "mailto:") + to, textContent: to }));
      }
    },
  };

  const call = (verb, ...args) => call[verb]?.(...args);
  call.sites = sites;
  // The first have something to do before the customer does anything, the others are held till then.
  "open toggle search article survey reset requests suggest close on track prefill identify show once hide destroy off".split(" ").map((verb, place) => {
    call[verb] = (...args) => {
      const made = new Promise((done, fail) => {
        if (own[verb]) done(own[verb](...args));
        else {
          own.held.push([verb, args, done, fail]);
          place < 7 ? own.load() : done();
        }
      });
      // A call nobody waits for is no error of the page.
      made.catch(() => {});
      return made;
    };
  });

  icon.append(path);
  button.append(icon, title);
  button.onclick = () => own.turn(!own.shown);
  // In braces: an expression's `false` would cancel every other key, Enter first.
  layer.onkeydown = ({ key }) => {
    if (key == "Escape") own.turn(false);
  };
  // A customer comes near.
  button.onpointerenter = button.onfocus = own.load;
  frame.onload = () => (own.loaded = 1);
  own.turn(false);
  // The launcher comes last, over the card: on a phone it is the card's close button.
  layer.append(card, button);
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  root.append(layer);

  // Looks after the launcher and the places for inline panels, after each change of the page but once
  // per frame and never in the page's own turn: with a page that keeps removing us, neither may hang.
  const observer = new MutationObserver(() => {
    observer.disconnect();
    requestAnimationFrame(tend);
  });
  const tend = () => {
    // After `destroy` nobody comes back.
    if (sites[site] != call) return;
    // Beside <body>, not in it: Turbo and others replace the body, and an iframe that is moved loses
    // what it held.
    if (!host.isConnected && page.body) {
      page.body.after(host);
      layer.showPopover?.();
    }
    if (page.querySelector("[data-premura=inline]")) own.tend();
    observer.observe(page, { childList: true, subtree: true });
  };

  sites[site] = call;
  window.Premura = Object.values(sites)[0];
  tend();
  for (const held of earlier?.q ?? []) call(...held);
  // A customer who sent a request may find on the launcher that it was answered.
  try {
    localStorage["premura:" + site] && setTimeout(own.load, 2e3);
  } catch {}
})();
