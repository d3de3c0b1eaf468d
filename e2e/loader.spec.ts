// What the pasted script promises the page it is on, one test per promise. Every host page has a
// strict content security policy with Trusted Types, and the panel is on another site.

import { expect, test as base, type Frame, type Page } from "@playwright/test";
import { servePages, type Pages } from "./pages.ts";

const TAG = { "data-site": "bottega", async: "" };

const test = base.extend<{ complaints: string[] }, { pages: Pages }>({
  pages: [
    async ({}, use) => {
      const pages = await servePages();
      await use(pages);
      await pages.close();
    },
    { scope: "worker" },
  ],
  locale: "it-IT",
  // No page may show an error or a violated policy, whatever else its test is about.
  complaints: [
    async ({ page, pages }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", ({ message }) => complaints.push(message));
      page.on("console", (line) => {
        if (["error", "warning"].includes(line.type())) complaints.push(line.text());
      });
      await page.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (violation) => {
          console.error(`${violation.violatedDirective} ${violation.blockedURI} ${violation.sample}`);
        });
      });
      pages.asked.length = 0;
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

const launcher = (page: Page) => page.locator("premura-care button");
const card = (page: Page) => page.locator("premura-care [role=dialog]");
const panel = (page: Page) => page.frameLocator("premura-care iframe");

/** The document in the launcher's iframe, once the stand-in has got its channel. */
async function connected(page: Page): Promise<Frame> {
  await expect.poll(async () => (await heard(page, "connects"))?.length).toBeGreaterThan(0);
  return frame(page);
}

function find(page: Page, kind = "1"): Frame | undefined {
  return page.frames().find((candidate) => candidate.url().includes(`embed=${kind}`));
}

function frame(page: Page): Frame {
  const found = find(page);
  if (!found) throw new Error("the panel has not been opened");
  return found;
}

/** Nothing while the panel is still on its way. */
async function heard(page: Page, what: "connects" | "heard", kind = "1") {
  return await find(page, kind)?.evaluate((name) => (window as any)[name], what);
}

const say = (page: Page, message: object) =>
  frame(page).evaluate((data) => (window as any).port.postMessage(data), message);

const call = (page: Page, ...args: unknown[]) =>
  page.evaluate((list) => (window as any).Premura(...list), args);

async function box(page: Page, selector: string) {
  const found = await page.locator(selector).boundingBox();
  if (!found) throw new Error(`${selector} is not shown`);
  return found;
}

test("draws a named launcher under a strict policy and opens the panel", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await expect(launcher(page)).toHaveAccessibleName("Aiuto");
  await expect(launcher(page)).toHaveAttribute("aria-haspopup", "dialog");
  await expect(launcher(page)).toHaveAttribute("aria-expanded", "false");
  expect((await box(page, "premura-care button")).height).toBe(48);
  await launcher(page).click();
  await expect(launcher(page)).toHaveAttribute("aria-expanded", "true");
  await expect(launcher(page)).toHaveAccessibleName("Chiudi");
  await expect(card(page)).toHaveAccessibleName("Aiuto e contatti");
  await expect(page.locator("premura-care iframe")).toHaveAttribute("title", "Aiuto e contatti");
  await expect(panel(page).getByRole("heading")).toBeVisible();
  await launcher(page).click();
  await expect(card(page)).toBeHidden();
});

test("asks for nothing but itself and stores nothing before it is opened", async ({ page, pages, context }) => {
  await page.goto(pages.page("plain", TAG));
  await expect(launcher(page)).toBeVisible();
  expect(pages.asked).toEqual(["/premura.js"]);
  expect(await context.storageState()).toEqual({ cookies: [], origins: [] });
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  expect(page.frames()).toHaveLength(1);
  await launcher(page).click();
  await connected(page);
  expect(pages.asked).toContain("/p/bottega?embed=1");
});

test("moves nothing on the page", async ({ page, pages }) => {
  await page.addInitScript(() => {
    (window as any).shifts = 0;
    new PerformanceObserver((list) => {
      // What follows a click at once is what the customer asked for: the launcher's new word.
      for (const { value, hadRecentInput } of list.getEntries() as any) {
        if (!hadRecentInput) (window as any).shifts += value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(pages.page("plain", TAG));
  await launcher(page).click();
  await connected(page);
  expect(await page.evaluate(() => (window as any).shifts)).toBe(0);
});

test("warms the connection when a customer comes near, once", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  const link = page.locator("link[rel=preconnect]");
  await expect(launcher(page)).toBeVisible();
  await expect(link).toHaveCount(0);
  await launcher(page).hover();
  await launcher(page).focus();
  await expect(link).toHaveAttribute("href", pages.care);
  await expect(link).toHaveCount(1);
});

test("speaks the tag's language first, the browser's otherwise, and the owner's own word", async ({ page, pages }) => {
  await page.goto(pages.page("plain", { ...TAG, "data-lang": "en" }));
  await expect(launcher(page)).toHaveAccessibleName("Help");
  await launcher(page).click();
  await connected(page);
  expect(pages.asked).toContain("/p/bottega?embed=1&lang=en");
  await page.goto(pages.page("plain", { ...TAG, "data-label": "Scrivici" }));
  await expect(launcher(page)).toHaveAccessibleName("Scrivici");
});

test("writes on any accent in black or white, whichever is read better", async ({ page, pages }) => {
  const white = "rgb(255, 255, 255)";
  const black = "rgb(0, 0, 0)";
  for (const [accent, ground, text] of [
    ["#fc0", "rgb(255, 204, 0)", black],
    ["#767676", "rgb(118, 118, 118)", black],
    ["#747474", "rgb(116, 116, 116)", white],
    ["hsl(210 90% 40%)", "rgb(10, 102, 194)", white],
    ["no colour at all", "rgb(15, 107, 92)", white],
  ]) {
    await page.goto(pages.page("plain", { ...TAG, "data-accent": accent }));
    await expect(launcher(page)).toHaveCSS("background-color", ground);
    await expect(launcher(page)).toHaveCSS("color", text);
  }
});

test("cannot be broken by the page's style sheet or covered by its layers", async ({ page, pages }) => {
  await page.goto(pages.page("hostile", TAG));
  const { x, y, width, height } = await box(page, "premura-care button");
  expect({ right: x + width, bottom: y + height, height }).toEqual({ right: 1260, bottom: 700, height: 48 });
  // A click by coordinates: what is on top gets it.
  await page.mouse.click(x + width / 2, y + height / 2);
  await expect(panel(page).getByRole("heading")).toBeVisible();
  await expect.poll(() => box(page, "premura-care [role=dialog]")).toMatchObject({ y: 18, height: 622 });
});

test("stands on the left where the owner wants it, and where lines end otherwise", async ({ page, pages }) => {
  const left = async () => (await box(page, "premura-care button")).x;
  await page.goto(pages.page("plain", { ...TAG, "data-position": "left" }));
  expect(await left()).toBe(20);
  await launcher(page).click();
  expect((await box(page, "premura-care [role=dialog]")).x).toBe(20);
  await page.goto(pages.page("rtl", TAG));
  expect(await left()).toBe(20);
  await page.goto(pages.page("rtl", { ...TAG, "data-position": "right" }));
  expect(await left()).toBeGreaterThan(1000);
});

for (const size of [
  { width: 375, height: 667 },
  { width: 740, height: 360 },
]) {
  test(`fills a phone of ${size.width} × ${size.height} and closes from its upper right corner`, async ({ page, pages }) => {
    await page.setViewportSize(size);
    await page.goto(pages.page("plain", TAG));
    await launcher(page).click();
    await expect(panel(page).getByRole("heading")).toBeVisible();
    await expect.poll(() => box(page, "premura-care iframe")).toEqual({ x: 0, y: 0, ...size });
    // The panel leaves 56 px free for it.
    const { x, y, width, height } = await box(page, "premura-care button");
    expect({ x, y, width, height }).toEqual({ x: size.width - 48, y: 8, width: 40, height: 40 });
    await expect(launcher(page)).toHaveAccessibleName("Chiudi");
    await page.mouse.click(x + 20, y + 20);
    await expect(card(page)).toBeHidden();
  });
}

test("keeps still where motion is to be reduced, and stays off paper", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await launcher(page).click();
  await expect(card(page)).toHaveCSS("animation-duration", "0.15s");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect(card(page)).toHaveCSS("animation-name", "none");
  await page.emulateMedia({ media: "print" });
  await expect(launcher(page)).toBeHidden();
  await expect(card(page)).toBeHidden();
});

test("shows no white card in dark mode while the panel is on its way", async ({ page, pages }) => {
  const release = pages.hold();
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.goto(pages.page("plain", TAG));
  await launcher(page).click();
  const { x, y, width, height } = await box(page, "premura-care [role=dialog]");
  const clip = { x: x + width / 2, y: y + height / 2, width: 1, height: 1 };
  const pixel = (await page.screenshot({ clip })).toString("base64");
  release();
  await expect(panel(page).getByRole("heading")).toBeVisible();
  // Read in the page, which is also where the comparison is made: the browser knows PNG.
  const [red, green, blue] = await frame(page).evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const context = new OffscreenCanvas(1, 1).getContext("2d")!;
    context.drawImage(await createImageBitmap(new Blob([bytes])), 0, 0);
    return context.getImageData(0, 0, 1, 1).data;
  }, pixel);
  expect(Math.max(red, green, blue)).toBeLessThan(48);
});

test("is there once when included twice, and answers to the first of several sites", async ({ page, pages }) => {
  const second = { "data-site": "officina", "data-position": "left", "data-lang": "en" };
  await page.goto(pages.page("plain", { "data-site": "bottega" }, second, { "data-site": "bottega" }));
  await expect(page.locator("premura-care")).toHaveCount(2);
  await call(page, "open");
  await expect(page.getByRole("button", { name: "Chiudi" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Help" })).toBeVisible();
  await page.evaluate(() => (window as any).Premura.sites.officina.open());
  await expect(page.getByRole("button", { name: "Close" })).toBeVisible();
  await page.evaluate(() => (window as any).Premura.destroy());
  await expect(page.locator("premura-care")).toHaveCount(1);
  await call(page, "close");
  await expect(launcher(page)).toHaveAccessibleName("Help");
});

test("keeps the open panel when the body is replaced, and comes back when all is", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await launcher(page).click();
  await (await connected(page)).evaluate(() => ((window as any).typed = "half a sentence"));
  await page.evaluate(() => {
    const body = document.createElement("body");
    body.append("The next page");
    document.body.replaceWith(body);
  });
  await expect(panel(page).getByRole("heading")).toBeVisible();
  expect(await frame(page).evaluate(() => (window as any).typed)).toBe("half a sentence");
  await page.evaluate(() => document.querySelector("premura-care")!.remove());
  await expect(launcher(page)).toBeVisible();
  await page.evaluate(() => document.documentElement.replaceChildren(document.head, document.createElement("body")));
  await expect(launcher(page)).toBeVisible();
  await page.evaluate(() => document.replaceChild(document.documentElement.cloneNode(), document.documentElement));
  await page.evaluate(() => document.documentElement.append(document.createElement("body")));
  await expect(launcher(page)).toBeVisible();
  await expect(page.locator("premura-care")).toHaveCount(1);
});

test("is gone for good after destroy, and can be included again", async ({ page, pages }) => {
  await page.goto(pages.page("inline", TAG));
  await expect(page.locator("[data-premura] iframe")).toBeVisible();
  await page.evaluate(() => {
    // In one turn with a removal it would have answered.
    document.querySelector("premura-care")!.remove();
    (window as any).Premura.destroy();
  });
  await page.evaluate(() => new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame))));
  await expect(page.locator("premura-care")).toHaveCount(0);
  await expect(page.locator("iframe")).toHaveCount(0);
  expect(await page.evaluate(() => (window as any).Premura)).toBeUndefined();
  await page.evaluate((url) => {
    const policy = (window as any).trustedTypes.createPolicy("test", { createScriptURL: (text: string) => text });
    const script = document.createElement("script");
    script.src = policy.createScriptURL(url);
    script.dataset.site = "bottega";
    document.head.append(script);
  }, `${pages.care}/premura.js`);
  await expect(launcher(page)).toBeVisible();
});

test("makes calls in the order they came, before it was there and before the panel was ready", async ({ page, pages }) => {
  await page.addInitScript(() => {
    const queue = function () {
      ((queue as any).q ||= []).push(arguments);
    };
    (window as any).Premura = queue;
    queue.call(null, ...(["identify", { email: "ada@example.org" }] as []));
    queue.call(null, ...(["article", "shipping-cost"] as []));
  });
  await page.goto(pages.page("plain", { ...TAG, "data-site": "slow" }));
  const standIn = await connected(page);
  await page.evaluate(() => {
    const fields = { message: "Hello" };
    (window as any).Premura.prefill(fields);
    // What the page does to its object afterwards is its own affair.
    fields.message = "changed";
    (window as any).Premura("search", "lamp");
    (window as any).Premura("suggest", ["returns"]);
    (window as any).Premura("reset");
  });
  expect(await heard(page, "heard")).toEqual([]);
  await standIn.evaluate(() => (window as any).listen());
  const url = page.url();
  const title = "Lamp Onda – Bottega Lume";
  await expect.poll(() => heard(page, "heard")).toHaveLength(7);
  expect(await heard(page, "heard")).toEqual([
    { type: "call", name: "identify", args: [{ email: "ada@example.org" }] },
    { type: "open", url, title },
    { type: "call", name: "article", args: ["shipping-cost"] },
    { type: "call", name: "prefill", args: [{ message: "Hello" }] },
    { type: "call", name: "search", args: ["lamp"] },
    { type: "call", name: "suggest", args: [["returns"]] },
    { type: "call", name: "reset", args: [] },
  ]);
});

test("opens, closes, toggles, hides and shows at a call, and shrugs at an unknown one", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await expect(launcher(page)).toBeVisible();
  await call(page, "nonsense");
  await call(page, "hide");
  await expect(launcher(page)).toBeHidden();
  // Hidden, it still shows while there is something to close.
  await call(page, "toggle");
  await expect(launcher(page)).toHaveAccessibleName("Chiudi");
  await call(page, "toggle");
  await expect(launcher(page)).toBeHidden();
  await call(page, "show");
  await expect(launcher(page)).toBeVisible();
});

test("tells listeners of events until they have had enough, whatever one of them does", async ({ page, pages, complaints }) => {
  await page.goto(pages.page("plain", TAG));
  await expect(launcher(page)).toBeVisible();
  await page.evaluate(() => {
    const { Premura } = window as any;
    const told: unknown[] = ((window as any).told = []);
    const note = ({ type, detail }: CustomEvent) => told.push(detail ? [type, detail] : type);
    Premura("on", "open", () => {
      throw new Error("a listener of the page fails");
    });
    for (const type of ["ready", "open", "ticket-created"]) Premura("on", type, note);
    Premura("once", "close", note);
    (window as any).leave = () => Premura("off", "ticket-created", note);
  });
  await call(page, "open");
  await connected(page);
  await expect.poll(() => page.evaluate(() => (window as any).told)).toEqual(["open", "ready"]);
  await say(page, { type: "event", name: "ticket-created", detail: { reference: "7K3M-92QX" } });
  await call(page, "close");
  await expect.poll(() => page.evaluate(() => (window as any).told.length)).toBe(4);
  await page.evaluate(() => (window as any).leave());
  await say(page, { type: "event", name: "ticket-created", detail: { reference: "again" } });
  await call(page, "open");
  await say(page, { type: "close" });
  await expect(card(page)).toBeHidden();
  expect((await page.evaluate(() => (window as any).told)).sort()).toEqual([
    "close",
    "open",
    "open",
    "ready",
    ["ticket-created", { reference: "7K3M-92QX" }],
  ].sort());
  expect(complaints.splice(0)).toEqual(Array(2).fill("a listener of the page fails"));
});

test("moves the focus into the panel and back to what opened it", async ({ page, pages }) => {
  const active = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.localName);
  await page.goto(pages.page("plain", TAG));
  await launcher(page).press("Enter");
  await connected(page);
  expect(await frame(page).evaluate(() => document.hasFocus())).toBe(true);
  // The panel reports Escape; the launcher hears it itself.
  await say(page, { type: "close" });
  await expect(card(page)).toBeHidden();
  await expect(launcher(page)).toBeFocused();
  await launcher(page).press("Enter");
  await expect(card(page)).toBeVisible();
  await launcher(page).press("Escape");
  await expect(card(page)).toBeHidden();
  await expect(launcher(page)).toBeFocused();

  await page.locator("#ask").focus();
  await call(page, "open");
  expect(await active()).toBe("premura-care");
  await call(page, "close");
  expect(await active()).toBe("ask");

  // A customer who has gone on to something else is not called away.
  await call(page, "open");
  await page.locator("#engraving").focus();
  await call(page, "close");
  expect(await active()).toBe("engraving");
});

test("lets the focus pass through the open panel", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await launcher(page).press("Enter");
  await connected(page);
  await panel(page).getByRole("textbox").focus();
  await page.keyboard.press("Tab");
  await expect(panel(page).getByRole("link")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(launcher(page)).toBeFocused();
});

test("hands its channel to the panel's origin only, with the page it is on", async ({ page, pages }) => {
  await page.addInitScript(() => {
    const targets: unknown[] = ((window as any).targets = []);
    // A window of another origin cannot be watched: the loader is given one that takes notes.
    const { contentWindow } = Object.getOwnPropertyDescriptors(HTMLIFrameElement.prototype);
    Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", {
      get() {
        const real = contentWindow.get!.call(this);
        return { postMessage: (...args: any[]) => (targets.push(args[1]), real.postMessage(...args)) };
      },
    });
  });
  await page.goto(pages.page("plain", TAG));
  await launcher(page).click();
  await connected(page);
  expect(await page.evaluate(() => (window as any).targets)).toEqual([pages.care]);
  expect(await heard(page, "connects")).toEqual([
    { premura: "connect", url: page.url(), title: "Lamp Onda – Bottega Lume", origin: new URL(page.url()).origin },
  ]);
});

test("gives each document in the panel a channel of its own", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await launcher(page).click();
  await connected(page);
  await panel(page).getByRole("link").click();
  await expect.poll(() => frame(page).url()).toContain("second");
  await connected(page);
  await call(page, "suggest", ["returns"]);
  await expect.poll(() => heard(page, "heard")).toEqual([{ type: "call", name: "suggest", args: [["returns"]] }]);
  await say(page, { type: "close" });
  await expect(card(page)).toBeHidden();
});

test("listens to nobody but the panel", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await launcher(page).click();
  await connected(page);
  await page.evaluate(() => {
    (window as any).told = [];
    (window as any).Premura.on("ticket-created", () => (window as any).told.push("forged"));
  });
  const messages = [{ type: "close" }, { type: "event", name: "ticket-created" }, { premura: "connect" }];
  for (const message of messages) {
    await page.evaluate((data) => window.postMessage(data, "*"), message);
    // Not even to the panel's own window: only to the port that it was given.
    await frame(page).evaluate((data) => parent.postMessage(data, "*"), message);
  }
  await say(page, { type: "event", name: "heard-last" });
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
  await expect(card(page)).toBeVisible();
  expect(await page.evaluate(() => (window as any).told)).toEqual([]);
});

test("embeds the panel in a page, as high as it is, also when its place comes later", async ({ page, pages }) => {
  await page.goto(pages.page("inline", TAG));
  const inline = page.locator("[data-premura] iframe");
  await expect(inline).toHaveCount(1);
  const place = await box(page, "[data-premura]");
  expect(await box(page, "[data-premura] iframe")).toMatchObject({ x: place.x, width: place.width, height: 480 });
  await expect.poll(async () => (await heard(page, "connects", "inline"))?.length).toBe(1);
  await find(page, "inline")!.evaluate(() => (window as any).port.postMessage({ type: "height", px: 900 }));
  await expect.poll(async () => (await box(page, "[data-premura] iframe")).height).toBe(900);
  await call(page, "prefill", { message: "Hello" });
  await expect.poll(() => heard(page, "heard", "inline")).toHaveLength(1);
  await page.evaluate(() => {
    for (const site of ["bottega", "officina"]) {
      const place = document.createElement("div");
      place.dataset.premura = "inline";
      place.dataset.site = site;
      document.body.append(place);
    }
  });
  await expect(page.locator("[data-site=bottega] iframe")).toBeVisible();
  await expect(page.locator("[data-site=officina] iframe")).toHaveCount(0);
});
