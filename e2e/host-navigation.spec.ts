// Pages that change under the launcher: routers, morphing, going back.

import { expect, type Page } from "@playwright/test";
import { TAG, box, call, connected, frame, include, launcher, panel, test } from "./host-page.ts";

/** What each router does with a page that it fetched. */
const ROUTERS: Record<string, (page: Page) => Promise<void>> = {
  "Turbo replaces the body and merges the head": (page) =>
    page.evaluate(() => {
      const next = document.createElement("body");
      next.append("The next page");
      document.documentElement.replaceChild(next, document.body);
      document.querySelectorAll("head > :not(script)").forEach((one) => one.remove());
      document.head.append(document.createElement("title"));
    }),
  "Astro swaps the attributes of <html> and the body": (page) =>
    page.evaluate(() => {
      const { documentElement } = document;
      for (const { name } of [...documentElement.attributes]) documentElement.removeAttribute(name);
      documentElement.lang = "it";
      document.body.replaceWith(document.createElement("body"));
    }),
  "React draws the body anew": (page) =>
    page.evaluate(() => {
      const root = document.createElement("div");
      root.append("The next page");
      document.body.replaceChildren(root);
    }),
  "a router swaps the whole of <html>'s children": (page) =>
    page.evaluate(() => {
      const head = document.createElement("head");
      document.documentElement.replaceChildren(head, document.createElement("body"));
    }),
};

for (const [what, go] of Object.entries(ROUTERS)) {
  test(`is there once, and answers, after ${what}`, async ({ page, pages }) => {
    await page.goto(pages.page("plain", TAG));
    await launcher(page).click();
    await connected(page);
    await go(page);
    // Frameworks run the scripts of the new page, ours among them.
    await include(page, pages);
    await expect(page.locator("premura-care")).toHaveCount(1);
    await call(page, "close");
    await launcher(page).click();
    await expect(panel(page).getByRole("heading")).toBeVisible();
    // What is above all else is so again.
    expect(await page.evaluate(() => document.querySelector("premura-care")!.shadowRoot!.querySelector(":popover-open") !== null)).toBe(true);
  });
}

test("knows the page the customer is on at each opening", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await call(page, "open");
  await connected(page);
  await call(page, "close");
  await page.evaluate(() => {
    history.pushState(null, "", "/vase.html");
    document.title = "Vase Duna";
  });
  await call(page, "open");
  const opened = () => frame(page).evaluate(() => (window as any).heard.filter(({ type }: any) => type === "open").pop());
  await expect.poll(opened).toMatchObject({ title: "Vase Duna", url: new URL("/vase.html", page.url()).href });
});

test("stands above a banner that comes later with the highest z-index, and above a page that is moved", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await expect(launcher(page)).toBeVisible();
  const before = await box(page, "premura-care button");
  await page.evaluate(() => {
    const banner = document.createElement("div");
    banner.setAttribute("popover", "manual");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".late{position:fixed;inset:0;z-index:2147483647;background:gold} html{transform:scale(.9);contain:layout;overflow:hidden}");
    document.adoptedStyleSheets.push(sheet);
    banner.removeAttribute("popover");
    banner.className = "late";
    document.documentElement.append(banner);
  });
  expect(await box(page, "premura-care button")).toEqual(before);
  await page.mouse.click(before.x + 20, before.y + 20);
  await expect(panel(page).getByRole("heading")).toBeVisible();
});

test("lets a dialog of the page be the only thing there is", async ({ page, pages }) => {
  await page.goto(pages.page("plain", TAG));
  await expect(launcher(page)).toBeVisible();
  await page.evaluate(() => {
    const dialog = document.createElement("dialog");
    dialog.append(Object.assign(document.createElement("button"), { textContent: "Pay" }));
    document.body.append(dialog);
    dialog.showModal();
  });
  await expect(page.getByRole("button", { name: "Pay" })).toBeFocused();
  const { x, y } = await box(page, "premura-care button");
  await page.mouse.click(x + 10, y + 10);
  await expect(launcher(page)).toHaveAttribute("aria-expanded", "false");
});

// Playwright turns the browser's memory of whole pages off unless asked not to.
test.use({
  launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, ignoreDefaultArgs: ["--disable-back-forward-cache"] }),
});

test("is open and answers after going on and coming back to a page the browser kept whole", async ({ page, pages }) => {
  await page.addInitScript(() => addEventListener("pageshow", ({ persisted }) => ((window as any).persisted = persisted)));
  await page.goto(pages.page("plain", TAG));
  await launcher(page).click();
  await connected(page);
  await page.goto(pages.page("rtl"));
  await page.goBack({ waitUntil: "commit" });
  await expect.poll(() => page.evaluate(() => (window as any).persisted)).toBe(true);
  await expect(launcher(page)).toHaveAttribute("aria-expanded", "true");
  // Playwright has lost sight of the frame; that the panel is there is told by its answer.
  await page.evaluate(() => (window as any).Premura.article("shipping"));
  await call(page, "close");
  await expect(launcher(page)).toHaveAccessibleName("Aiuto");
});
