// What the pasted script promises the page it is on, one test per promise.

import { expect } from "@playwright/test";
import { TAG, box, call, card, connected, frame, include, launcher, panel, test } from "./host-page.ts";
import { onPhone } from "./profiles.ts";

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

test("keeps the page's main thread free while it starts", async ({ page, pages }) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval: 100 });
  await session.send("Profiler.start");
  await page.goto(pages.page("plain", TAG));
  await expect(launcher(page)).toBeVisible();
  const { profile } = await session.send("Profiler.stop");
  const ours = new Set(profile.nodes.filter((n) => n.callFrame.url.endsWith("/premura.js")).map((n) => n.id));
  const { samples = [], timeDeltas = [] } = profile;
  // A sample is taken ten times a millisecond; where one is late, the machine did something else meanwhile.
  const spent = samples.reduce((sum, node, i) => sum + (ours.has(node) ? Math.min(timeDeltas[i], 2_000) / 1000 : 0), 0);
  // All of it together is less than one long task, which begins at 50 ms.
  expect(spent).toBeLessThan(50);
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

test("fetches what opening needs when a customer comes near, once, and stores nothing for it", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await expect(launcher(page)).toBeVisible();
  await launcher(page).hover();
  await launcher(page).focus();
  await expect.poll(() => pages.asked).toEqual(["/premura.js", "/premura-api.js"]);
  await expect(card(page)).toBeHidden();
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  expect(page.frames()).toHaveLength(1);
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
  const screen = page.viewportSize()!;
  expect({ right: screen.width - x - width, bottom: screen.height - y - height, height }).toEqual({ right: 20, bottom: 20, height: 48 });
  // A click by coordinates: what is on top gets it.
  await page.mouse.click(x + width / 2, y + height / 2);
  await expect(panel(page).getByRole("heading")).toBeVisible();
  const whole = { x: 0, y: 0, ...screen };
  await expect.poll(() => box(page, "premura-care [role=dialog]")).toMatchObject(onPhone() ? whole : { y: 38, height: 682 });
});

test("stands on the left where the owner wants it, and where lines end otherwise", async ({ page, pages }) => {
  const left = async () => (await box(page, "premura-care button")).x;
  await page.goto(pages.page("plain", { ...TAG, "data-position": "left" }));
  expect(await left()).toBe(20);
  await launcher(page).click();
  expect((await box(page, "premura-care [role=dialog]")).x).toBe(onPhone() ? 0 : 20);
  await page.goto(pages.page("rtl", TAG));
  expect(await left()).toBe(20);
  await page.goto(pages.page("rtl", { ...TAG, "data-position": "right" }));
  expect(await left()).toBeGreaterThan(page.viewportSize()!.width / 2);
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
  await include(page, pages);
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
  await page.evaluate(async () => {
    // Its return is already on the way when it is destroyed.
    document.querySelector("premura-care")!.remove();
    await Promise.resolve();
    (window as any).Premura.destroy();
  });
  await page.evaluate(() => new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame))));
  await expect(page.locator("premura-care")).toHaveCount(0);
  await expect(page.locator("iframe")).toHaveCount(0);
  expect(await page.evaluate(() => (window as any).Premura)).toBeUndefined();
  await include(page, pages);
  await expect(launcher(page)).toBeVisible();
});
