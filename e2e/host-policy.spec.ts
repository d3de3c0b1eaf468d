// The launcher under the policies pages have: it goes where its tag was let, and no further.

import { expect } from "@playwright/test";
import { TAG, card, connected, launcher, panel, test } from "./host-page.ts";

const NONCE = { ...TAG, nonce: "r4nd0m" };

for (const [policy, tag, said] of [
  ["origin", TAG, "our origin and Trusted Types"],
  ["nonce", NONCE, "a nonce, no origin and no policy of Trusted Types"],
  ["dynamic", NONCE, "a nonce and 'strict-dynamic'"],
] as const) {
  test(`opens the panel on a page that allows ${said}`, async ({ page, pages }) => {
    await page.goto(pages.under(policy, pages.page("plain", tag)));
    await launcher(page).click();
    await connected(page);
    await expect(panel(page).getByRole("heading")).toBeVisible();
    await expect(launcher(page)).toHaveAccessibleName("Chiudi");
  });
}

test("opens the panel in a tab where the page lets it have no frame", async ({ page, pages, complaints }) => {
  await page.goto(pages.under("noFrames", pages.page("plain", { ...TAG, "data-lang": "it" })));
  for (const _ of ["at first", "and again"]) {
    const [tab] = await Promise.all([page.waitForEvent("popup"), launcher(page).click()]);
    expect(tab.url()).toBe(`${pages.care}/p/bottega?lang=it`);
    await expect(card(page)).toBeHidden();
    await expect(launcher(page)).toHaveAttribute("aria-expanded", "false");
    await tab.close();
  }
  expect(await failure(page, "search", "lamp")).toBe("blocked");
  expect(complaints.splice(0).join()).toContain("frame-src");
});

test("gives a link to that tab where the browser wants a click for it", async ({ page, pages, complaints }) => {
  await page.addInitScript(() => (window.open = () => null));
  await page.goto(pages.under("noFrames", pages.page("plain", TAG)));
  expect(await failure(page, "open")).toBe("blocked");
  const link = card(page).getByRole("link", { name: "Apri in una nuova scheda" });
  await expect(link).toHaveAttribute("href", `${pages.care}/p/bottega`);
  await launcher(page).click();
  await expect(card(page)).toBeHidden();
  await launcher(page).click();
  await expect(link).toBeVisible();
  expect(complaints.splice(0).join()).toContain("frame-src");
});

test("learns of a refusal that came before it could listen", async ({ page, pages, complaints }) => {
  await page.addInitScript(() => (window.open = () => null));
  let release = () => {};
  const refused = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/premura-api.js", async (route) => {
    await refused;
    await route.continue();
  });
  page.on("console", (line) => line.text().includes("frame-src") && release());
  await page.goto(pages.under("noFrames", pages.page("plain", TAG)));
  // Without the pointer coming near before.
  await launcher(page).evaluate((button: HTMLElement) => button.click());
  await expect(card(page).getByRole("link", { name: "Apri in una nuova scheda" })).toBeVisible();
  expect(complaints.splice(0).join()).toContain("frame-src");
});

test("minds no policy that only reports", async ({ page, pages, complaints }) => {
  await page.goto(pages.page("plain", TAG));
  await launcher(page).click();
  await connected(page);
  await page.evaluate((blockedURI) => {
    const init = { blockedURI, effectiveDirective: "frame-src", disposition: "report", documentURI: "", originalPolicy: "", statusCode: 0 } as const;
    document.dispatchEvent(new SecurityPolicyViolationEvent("securitypolicyviolation", { ...init, violatedDirective: "frame-src" }));
  }, `${pages.care}/p/bottega`);
  await expect(panel(page).getByRole("heading")).toBeVisible();
  complaints.length = 0;
});

const failure = (page: any, ...args: string[]): Promise<string> =>
  page.evaluate((list: any) => (window as any).Premura(...list).then(() => "done", ({ code }: any) => code), args);
