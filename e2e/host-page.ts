// What the tests of the loader share: a page with a tag, and the stand-in for the panel in it. Every
// host page has a strict content security policy with Trusted Types; the panel is on another site.

import { expect, test as base, type Frame, type Page } from "@playwright/test";
import { servePages, type Pages } from "./pages.ts";

export const TAG = { "data-site": "bottega", async: "" };

export const test = base.extend<{ complaints: string[] }, { pages: Pages }>({
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

export const launcher = (page: Page) => page.locator("premura-care button");
export const card = (page: Page) => page.locator("premura-care [role=dialog]");
export const panel = (page: Page) => page.frameLocator("premura-care iframe");

/** The document in the launcher's iframe, once the stand-in has got its channel. */
export async function connected(page: Page): Promise<Frame> {
  await expect.poll(async () => (await heard(page, "connects"))?.length).toBeGreaterThan(0);
  return frame(page);
}

export function find(page: Page, kind = "1"): Frame | undefined {
  return page.frames().find((candidate) => candidate.url().includes(`embed=${kind}`));
}

export function frame(page: Page): Frame {
  const found = find(page);
  if (!found) throw new Error("the panel has not been opened");
  return found;
}

/** Nothing while the panel is still on its way. */
export async function heard(page: Page, what: "connects" | "heard", kind = "1") {
  return await find(page, kind)?.evaluate((name) => (window as any)[name], what);
}

export const say = (page: Page, message: object) =>
  frame(page).evaluate((data) => (window as any).port.postMessage(data), message);

export const call = (page: Page, ...args: unknown[]) =>
  page.evaluate((list) => (window as any).Premura(...list), args);

/** Adds the tag to a page that has been there for a while, and waits until it has run. */
export const include = (page: Page, { care }: Pages) =>
  page.evaluate(async (url) => {
    const policy = (window as any).trustedTypes.createPolicy("test", { createScriptURL: (text: string) => text });
    const script = document.createElement("script");
    script.src = policy.createScriptURL(url);
    script.dataset.site = "bottega";
    document.head.append(script);
    await new Promise((done) => (script.onload = done));
  }, `${care}/premura.js`);

/** Waits until an element has stopped moving. */
export async function still(page: Page, selector: string) {
  await page.locator(selector).evaluate((element) => Promise.all(element.getAnimations().map((moving) => moving.finished)));
}

export async function box(page: Page, selector: string) {
  const found = await page.locator(selector).boundingBox();
  if (!found) throw new Error(`${selector} is not shown`);
  return found;
}
