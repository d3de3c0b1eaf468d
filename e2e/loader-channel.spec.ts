// What passes between page, launcher and panel: calls, events and the focus; one test per promise.

import { expect } from "@playwright/test";
import { TAG, box, call, card, connected, find, frame, heard, launcher, panel, say, test } from "./host-page.ts";

/** Messages without the ids of calls. */
const plain = (messages: any[] = []) => messages.map(({ id, ...message }) => message);

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
  expect(plain(await heard(page, "heard"))).toEqual([
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

test("leaves the focus where the customer has gone while the panel was loading", async ({ page, pages }) => {
  const release = pages.hold();
  await page.goto(pages.page("plain", TAG));
  await launcher(page).press("Enter");
  // Until there is something to go to, Escape still works on the launcher.
  await expect(launcher(page)).toBeFocused();
  await page.locator("#engraving").focus();
  release();
  await connected(page);
  await expect(page.locator("#engraving")).toBeFocused();
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
  await expect.poll(async () => plain(await heard(page, "heard"))).toEqual([{ type: "call", name: "suggest", args: [["returns"]] }]);
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
