// Each state of the customer's side as a picture, in light and dark, on a phone and from right to
// left; and that docs/gallery.md shows every one of them.

import { expect, test, type BrowserContextOptions } from "@playwright/test";
import { Gallery, kept, shown } from "./gallery.ts";
import { PHONE } from "./profiles.ts";
import { Stage, within, type Look } from "./states.ts";

const WIDE = { viewport: { width: 1280, height: 800 } };
const LETTER = { viewport: { width: 680, height: 620 } };

// The last test compares what the others made with the page.
test.describe.configure({ mode: "serial" });

const gallery = new Gallery("care");
let stage: Stage;

test.beforeAll(async () => {
  stage = await Stage.start();
});

test.afterAll(() => stage?.stop());

for (const [state, ...looks] of [
  ["home", "dark", "phone", "rtl"],
  ["results", "light", "phone"],
  ["answer", "light", "dark", "phone"],
  ["write", "light", "dark", "phone", "rtl"],
  ["sent", "light", "rtl"],
  ["assistant", "light", "dark", "phone", "rtl"],
  ["requests", "light", "dark"],
  ["request", "light", "dark", "phone", "rtl"],
  ["survey", "light", "dark", "phone"],
  ["survey-low", "light"],
  ["offline", "light", "phone"],
] as [string, ...Look[]][]) {
  test(state, async ({ browser }) => {
    for (const look of looks) await stage.look(browser, state, look, {}, (page) => gallery.show(page, state, look));
  });
}

// On the whole page of a shop.
for (const state of ["launcher", "down"]) {
  test(state, async ({ browser }) => {
    await stage.look(browser, state, "light", WIDE, (page) => gallery.show(page, state, "light"));
    await stage.look(browser, state, "phone", {}, (page) => gallery.show(page, state, "phone"));
  });
}

test("home on the page of a shop", async ({ browser }) => {
  await within(browser, WIDE, async (page) => {
    await page.goto(`${stage.shop.url}/`);
    await page.locator("premura-care button").click();
    await page.frameLocator("premura-care iframe").locator("html[data-ready]").waitFor();
    await gallery.show(page, "home", "light");
  });
});

for (const [look, options] of [["light", WIDE], ["phone", PHONE], ["rtl", WIDE]] as const) {
  test(`help centre, ${look}`, async ({ browser }) => {
    await within(browser, options, async (page) => {
      await page.goto(`${stage.worker.url}/help/demo?lang=${look === "rtl" ? "ar" : "it"}`);
      await gallery.show(page, "help", look);
    });
  });
}

/** The HTML part as it was sent; the catcher takes its head away. */
function asSent(raw: string): Buffer {
  const part = raw.split(/^content-type: text\/html/im)[1].split(/^--/m)[0];
  const [head, ...body] = part.split(/\r?\n\r?\n/);
  const text = body.join("\n\n");
  if (/base64/i.test(head)) return Buffer.from(text, "base64");
  const bytes = text.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
  return Buffer.from(bytes, "latin1");
}

for (const [look, options, lang, written] of [
  ["light", LETTER, "it", "Posso cambiare indirizzo?"],
  ["dark", { ...LETTER, colorScheme: "dark" }, "it", "Posso aggiungere un vaso?"],
  ["phone", PHONE, "it", "Posso ritirarla io?"],
  ["rtl", LETTER, "ar", "هل يمكنني تغيير العنوان؟"],
] as [string, BrowserContextOptions, string, string][]) {
  test(`mail, ${look}`, async ({ browser }) => {
    const email = `mail-${look}@posta.example`;
    await stage.sent(email, written, lang);
    await expect.poll(async () => (await stage.catcher.to(email)).length).toBe(1);
    const [mail] = await stage.catcher.to(email);
    await within(browser, options, async (page) => {
      await page.route("https://mail.example/", (route) => route.fulfill({ contentType: "text/html", body: asSent(mail.raw) }));
      await page.goto("https://mail.example/");
      await gallery.show(page, "mail", look);
    });
  });
}

test("docs/gallery.md shows what was made, and no other picture of the customer's side", () => gallery.complete());

test("docs/gallery has the pictures of the page and nothing else, small enough to be looked at anywhere", () => {
  expect(kept()).toEqual(shown());
});
