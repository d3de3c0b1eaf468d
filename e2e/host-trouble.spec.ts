// When something goes wrong on the way: our server is down, a script fails, a store is closed.

import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { TAG, connected, launcher, panel, test } from "./host-page.ts";

const REACH = { ...TAG, "data-email": "ciao@bottega-lume.example", "data-phone": "+39 02 1234567" };

/** The card before `api.js` makes a dialog of it. */
const words = (page: Page) => page.locator("premura-care div");

const failure = (page: Page, ...args: unknown[]): Promise<string> =>
  page.evaluate((list) => (window as any).Premura(...list).then(() => "done", ({ code }: any) => code), args);

test("says kindly that we are down, offers email and phone, and tries again at the next opening", async ({ page, pages, complaints }) => {
  await page.route(`${pages.care}/premura-api.js*`, (route) => route.abort());
  await page.route(`${pages.care}/p/**`, (route) => route.abort());
  await page.goto(pages.page("plain", REACH));
  await launcher(page).click();
  await expect(words(page).getByRole("link", { name: "ciao@bottega-lume.example" })).toHaveAttribute("href", "mailto:ciao@bottega-lume.example");
  await expect(words(page).getByRole("link", { name: "+39 02 1234567" })).toHaveAttribute("href", "tel:+39 02 1234567");
  await expect(words(page)).toContainText("Torniamo subito");
  for (const [name, width, colorScheme] of [["desktop", 1280, "light"], ["phone", 360, "dark"]] as const) {
    await page.setViewportSize({ width, height: 640 });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: new URL(`../target/pictures/down-${name}.png`, import.meta.url).pathname });
    const { violations } = await new AxeBuilder({ page }).include("premura-care").analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }
  await page.keyboard.press("Escape");
  await expect(words(page)).toBeHidden();
  await page.unrouteAll();
  await launcher(page).click();
  await connected(page);
  await expect(panel(page).getByRole("heading")).toBeVisible();
  complaints.length = 0;
});

test("says so too when we go down after the launcher was there, and tells who called", async ({ page, pages, complaints }) => {
  await page.goto(pages.page("plain", REACH));
  await launcher(page).hover();
  await expect.poll(() => pages.asked).toContain("/premura-api.js");
  await page.route(`${pages.care}/**`, (route) => route.abort());
  expect(await failure(page, "search", "lampada")).toBe("unreachable");
  await expect(words(page)).toContainText("Torniamo subito");
  await page.unrouteAll();
  await launcher(page).click();
  await launcher(page).click();
  await expect(panel(page).getByRole("heading")).toBeVisible();
  complaints.length = 0;
});

for (const [lang, sorry, help] of [
  ["en", "Back soon", "Help"],
  ["de", "Gleich wieder da", "Hilfe"],
  ["fr", "De retour bientôt", "Aide"],
  ["es", "Volvemos enseguida", "Ayuda"],
  ["pt", "Voltamos já", "Ajuda"],
  ["ar", "سنعود قريبًا", "مساعدة"],
  ["he", "מיד נחזור", "עזרה"],
  ["nl", "Back soon", "Help"],
]) {
  test(`speaks ${lang} before and without the panel`, async ({ page, pages, complaints }) => {
    await page.route(`${pages.care}/premura-api.js*`, (route) => route.abort());
    await page.goto(pages.page("plain", { ...REACH, "data-lang": lang }));
    await expect(launcher(page)).toHaveAccessibleName(help);
    await launcher(page).click();
    await expect(words(page)).toContainText(sorry);
    complaints.length = 0;
  });
}

test("leaves a panel alone whose script says nothing: it is a page", async ({ page, pages }) => {
  await page.goto(pages.page("plain", { ...REACH, "data-site": "mute" }));
  expect(await failure(page, "open")).toBe("done");
  await expect(panel(page).getByRole("heading")).toBeVisible();
});

test("works where the browser lets us store nothing", async ({ page, pages }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("The operation is insecure.", "SecurityError");
        },
      });
    }
  });
  await page.goto(pages.page("plain", TAG));
  await launcher(page).click();
  await connected(page);
  await expect(panel(page).getByRole("heading")).toBeVisible();
  expect(await failure(page, "track", "converted")).toBe("done");
  expect(await failure(page, "reset")).toBe("done");
});

test("goes on when other scripts of the page fail, before it and in its events", async ({ page, pages, complaints }) => {
  await page.addInitScript(() => {
    if (parent !== self) return;
    setTimeout(() => {
      throw new Error("a script of the page");
    });
  });
  await page.goto(pages.page("plain", TAG));
  await launcher(page).click();
  await connected(page);
  expect(complaints.splice(0)).toEqual(["a script of the page"]);
});
