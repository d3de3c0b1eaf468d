// The script a site pastes. It draws the launcher, makes the panel's iframe on the first opening and
// relays calls and events between page and panel. Until then it makes no request and stores nothing.
// It may depend on nothing, and all of it has to fit 2,000 bytes after minifying and brotli.
(() => {
  const page = document;

  // Modules have no `currentScript`: they are found by their attribute.
  const script = page.currentScript || page.querySelector("script[data-site]");
  const { site, lang, accent, position, label } = script.dataset;
  // The panel lives where the script came from; nothing is ever posted to another origin.
  const { origin } = new URL(script.src);

  // What stands here already: an earlier inclusion, the queue the owner may define, or nothing.
  const earlier = window.Premura;
  const sites = earlier?.sites || {};
  // Included twice, or run again by Turbo: each site has one launcher.
  if (sites[site]) return;

  const [title, help, close] = /^it/i.test(lang || navigator.language)
    ? ["Aiuto e contatti", label || "Aiuto", "Chiudi"]
    : ["Help and contact", label || "Help", "Close"];

  // Built one by one, as innerHTML is refused under Trusted Types.
  const element = (tag, properties) => Object.assign(page.createElement(tag), properties);
  const drawing = (tag) => page.createElementNS("http://www.w3.org/2000/svg", tag);

  const host = element("premura-care");
  const button = element("button", { ariaHasPopup: "dialog" });
  const icon = drawing("svg");
  const path = drawing("path");
  const card = element("div", { ariaLabel: title, role: "dialog" });
  const warmth = element("link", { rel: "preconnect", href: origin });

  // The browser's parser makes "rgb(r, g, b)" of any hex, rgb or hsl accent and refuses a wrong one,
  // so that ours stays. The style sheet overrules what is set here.
  host.style.color = "#0f6b5c";
  host.style.color = accent;
  const ground = host.style.color;
  const [red, green, blue] = ground.match(/\d+/g) || [];
  // About luminance × 14 × 255 ** 2.2, cut where black and white read equally well. Tried on all
  // colours: the better of the two is taken or as good as, never under 4.5:1.
  const bright = 3 * red ** 2.2 + 10 * green ** 2.2 + blue ** 2.2 > 5e5;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    // Among important rules the shadow tree's win, so `* { all: unset !important }` cannot reach in.
    // A host without a box can neither clip nor shift what it holds.
    ":host(premura-care){all:initial!important;display:contents!important}" +
      // The z-index is cut to the highest there is. Where nobody chose a side, it is where lines end:
      // the left in a right-to-left page. Phones have the same inset on both sides.
      "button,div{position:fixed;z-index:9999999999;" +
      `${position || "inset-inline-end"}:calc(20px + env(safe-area-inset-right));` +
      // The hairline is what is left of the edge on a dark page and in forced colours.
      "border:1px solid #8883;background:#fff;color:#1c1917;box-shadow:0 4px 24px #0003}" +
      "button{bottom:calc(20px + env(safe-area-inset-bottom));height:48px;padding-inline:14px 20px;" +
      "border-radius:24px;display:flex;align-items:center;gap:6px;font:600 16px system-ui;cursor:pointer}" +
      "button:hover{filter:brightness(1.1)}" +
      // Inside, in the colour of the text: on any page as visible as the text.
      "button:focus-visible{outline:2px solid;outline-offset:-5px}" +
      "svg{width:24px;height:24px;scale:.85;fill:none;stroke:currentColor;stroke-width:2;" +
      "stroke-linecap:round;stroke-linejoin:round}" +
      "div{bottom:calc(80px + env(safe-area-inset-bottom));width:400px;height:min(680px,100dvh - 100px);" +
      "border-radius:12px;overflow:hidden}" +
      "iframe{display:block;width:100%;border:0}" +
      "div iframe{height:100%}" +
      "[aria-expanded=false][hidden]{display:none}" +
      "@media(prefers-color-scheme:dark){button,div{background:#1c1917;color:#fff}}" +
      `[aria-expanded=false]{background:${ground};color:${bright ? "#000" : "#fff"}}` +
      "@media(width<480px),(height<480px){div{inset:0;width:auto;height:auto;border:0;border-radius:0;" +
      "padding-top:env(safe-area-inset-top)}[aria-expanded=true]{inset:calc(8px + env(safe-area-inset-top)) 8px auto auto;" +
      "width:40px;height:40px;padding:7px;font-size:0;box-shadow:none}}" +
      "@media(prefers-reduced-motion:no-preference){div{animation:rise .15s ease-out}}" +
      "@keyframes rise{from{opacity:0;translate:0 8px}}" +
      "@media print{button,div{display:none}}",
  );

  const shadow = (owner, ...children) => {
    const root = owner.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(...children);
  };

  // Listeners are the host's own: one that throws can stop neither the others nor us.
  const emit = (type, detail) => host.dispatchEvent(new CustomEvent(type, { detail }));

  const here = () => ({ url: location.href, title: page.title });

  const panels = [];
  const panel = (kind) => {
    const frame = element("iframe", {
      title,
      allow: "clipboard-write",
      // Inline, until the panel says how high it is; in the card the style sheet knows better.
      height: 480,
      src: `${origin}/p/${site}?embed=${kind}${lang ? "&lang=" + lang : ""}`,
    });
    // The far end is handed over when the panel has loaded. Whatever is posted before waits in the
    // channel, in order, until the panel reads from it.
    const open = () => {
      frame.link = new MessageChannel();
      frame.link.port1.onmessage = ({ data: { type, name, detail, px } }) => {
        if (px) frame.height = px;
        else if (type == "close") turn(false);
        else emit(name || type, detail);
      };
    };
    open();
    frame.onload = () => {
      // A second document in the same iframe needs a channel of its own.
      if (frame.loaded) open();
      frame.contentWindow.postMessage({ premura: "connect", ...here() }, origin, [frame.link.port2]);
      frame.loaded = true;
      enter(frame);
    };
    panels.push(frame);
    return frame;
  };
  const floating = panel(1);

  let shown, opener;
  // Only what has loaded: the focus would stay behind in the empty document. And only from where
  // the customer opened it, as a slow panel must not call anyone away from the page.
  const enter = (frame) => shown && frame.loaded && page.activeElement == opener && frame.focus();

  const turn = (open) => {
    if (open == shown) return;
    shown = open;
    if (open) opener = page.activeElement;
    else if (page.activeElement == host) {
      // Back to what opened the panel, or to the launcher where that is gone or was nothing. When
      // the customer is elsewhere on the page already, the focus is not ours to move.
      button.focus();
      opener?.focus();
    }
    button.setAttribute("aria-expanded", open);
    // Lucide's "x" and "message-circle-question" (ISC), each as one path.
    path.setAttribute("d", open ? "M6 6l12 12M18 6 6 18" : "M7.9 20A9 9 0 1 0 4 16.1L2 22ZM9 9a3 3 0 0 1 6 1c0 2-3 3-3 3m0 4z");
    button.lastChild.data = open ? close : help;
    card.hidden = !open;
    if (open) {
      if (!floating.isConnected) card.append(floating);
      enter(floating);
      floating.link.port1.postMessage({ type: "open", ...here() });
    }
    emit(open ? "open" : "close");
  };

  const api = Object.assign((method, ...rest) => api[method]?.(...rest), {
    sites,
    open: () => turn(true),
    close: () => turn(false),
    toggle: () => turn(!shown),
    show: () => (button.hidden = false),
    hide: () => (button.hidden = true),
    on: (type, listener) => host.addEventListener(type, listener),
    once: (type, listener) => host.addEventListener(type, listener, { once: true }),
    off: (type, listener) => host.removeEventListener(type, listener),
    destroy() {
      delete sites[site];
      host.remove();
      panels.forEach((frame) => frame.remove());
      window.Premura = Object.values(sites)[0];
    },
  });
  ["prefill", "identify", "suggest", "reset", "search", "article"].forEach((name, index) => {
    api[name] = (...args) => {
      // The last two are of no use unseen.
      if (index > 3) turn(true);
      panels.forEach(({ link }) => link.port1.postMessage({ type: "call", name, args }));
    };
  });

  icon.append(path);
  button.append(icon, help);
  button.onclick = api.toggle;
  // In braces: an expression's `false` would cancel every other key, Enter first.
  button.onkeydown = ({ key }) => {
    if (key == "Escape") turn(false);
  };
  button.onpointerenter = button.onfocus = () => warmth.isConnected || page.head?.append(warmth);
  turn(false);
  // The launcher comes last, over the card: on a phone it is the card's close button.
  shadow(host, card, button);

  // Looks after the launcher and the places for inline panels, after each change of the page but once
  // per frame and never in the page's own turn: with a page that keeps removing us, neither may hang.
  const observer = new MutationObserver(() => {
    observer.disconnect();
    requestAnimationFrame(tend);
  });
  const tend = () => {
    // After `destroy` nobody comes back.
    if (sites[site] != api) return;
    // Beside <body>, not in it: Turbo and others replace the body, and an iframe that is moved loses
    // what it held.
    if (!host.isConnected) page.body?.after(host);
    for (const place of page.querySelectorAll("[data-premura=inline]")) {
      if (!place.shadowRoot && (place.dataset.site || site) == site) shadow(place, panel("inline"));
    }
    observer.observe(page, { childList: true, subtree: true });
  };

  sites[site] = api;
  window.Premura = Object.values(sites)[0];
  tend();
  for (const call of earlier?.q || []) api(...call);
})();
