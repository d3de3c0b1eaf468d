// The interface in its eight languages: the one that is read and no other, in its own direction,
// and what a site says in its own words.

import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { DEMO, Worker } from "./stack.ts";

const LANGUAGES = ["it", "en", "de", "fr", "es", "pt", "ar", "he"] as const;
const EIGHT = DEMO.replace(/^languages = .*$/m, `languages = ${JSON.stringify(LANGUAGES)}`);

/** What the button that leads to the form says. */
const WRITE = {
  it: "Scrivici",
  en: "Write to us",
  de: "Schreib uns",
  fr: "Écrivez-nous",
  es: "Escríbenos",
  pt: "Escreva para nós",
  ar: "راسلنا",
  he: "כתבו לנו",
} as const;

let worker: Worker;

test.beforeAll(async () => {
  worker = await Worker.start();
  await worker.publish("demo", EIGHT);
});

test.afterAll(async () => worker?.stop());

/** The words the page came with. */
function texts(page: Page): Promise<string[]> {
  return page.evaluate(() => JSON.parse(document.getElementById("premura-data")?.textContent ?? "").texts);
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(worker.url + path);
  if (path.startsWith("/p/")) await page.locator("html[data-ready]").waitFor();
}

for (const lang of LANGUAGES) {
  test(`the panel is in ${lang}, and no words of another language come with it`, async ({ page }) => {
    await open(page, `/p/demo?lang=${lang}`);
    const rtl = ["ar", "he"].includes(lang);
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await expect(page.locator("html")).toHaveAttribute("dir", rtl ? "rtl" : "ltr");
    await expect(page.getByRole("link", { name: WRITE[lang], exact: true })).toBeVisible();
    const sent = await texts(page);
    for (const other of LANGUAGES) expect(sent.includes(WRITE[other])).toBe(other === lang);
  });
}

for (const lang of ["ar", "he", "de"] as const) {
  test.describe(`on a phone, in ${lang}`, { tag: "@once" }, () => {
    test.use({ viewport: { width: 360, height: 740 } });

    for (const path of ["/p/demo", "/p/demo?q=ordine", "/p/demo/faq/shipping-cost", "/p/demo/write?topic=broken", "/p/demo/sent?r=7K3M-92QX", "/help/demo", "/privacy/demo"]) {
      test(`${path} fits and axe finds nothing`, async ({ page }) => {
        await open(page, `${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
        await fitsAndIsClean(page);
        await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
        expect(await sideways(page), "scrolls sideways with large text").toBeLessThanOrEqual(0);
      });
    }

    test("what is wrong with the form is said in it", async ({ page }) => {
      await open(page, `/p/demo/write?lang=${lang}`);
      await page.locator(".letter .primary").click();
      await expect(page.locator("[aria-invalid]").first()).toBeVisible();
      await fitsAndIsClean(page);
    });

    test("so is the page of a request", async ({ page }) => {
      const accepted = await worker.submit("demo", { email: "anna@posta.example", message: "1", lang });
      await open(page, new URL((await accepted.json()).request, worker.url).pathname);
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await fitsAndIsClean(page);
    });
  });
}

async function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function fitsAndIsClean(page: Page): Promise<void> {
  expect(await sideways(page), "scrolls sideways").toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" | ")}`)).toEqual([]);
}

test("a number keeps its order among words from right to left, and so does what is typed", async ({ page }) => {
  await open(page, "/p/demo/write?lang=he");
  const written = page.getByRole("textbox", { name: "ההודעה שלך" });
  await expect(written).toHaveCSS("unicode-bidi", "plaintext");
  await expect(page.getByRole("textbox", { name: /כתובת האימייל/ })).toHaveCSS("direction", "ltr");
  await open(page, "/p/demo?lang=he");
  // The plus stands before the number, not after it.
  const phone = page.locator(".value", { hasText: "+39" }).first();
  await expect(phone).toHaveCSS("direction", "ltr");
});

test("a question there is only in another language is marked with its name, and so is its answer", async ({ page }) => {
  await open(page, "/p/demo/questions?lang=de");
  const link = page.locator("a[href*='/faq/shipping-cost']").first();
  await expect(link).toHaveAttribute("lang", "it");
  await expect(link).toContainText("italiano");
  await link.click();
  await expect(page.locator(".note")).toContainText("italiano");
  await expect(page.locator(".answer")).toHaveAttribute("lang", "it");
  await open(page, "/p/demo/questions?lang=it");
  await expect(page.locator("a[href*='/faq/shipping-cost']").first()).not.toContainText("italiano");
});

test("results are counted by the rules of the language", async ({ page }) => {
  for (const lang of ["it", "ar", "he"]) {
    await open(page, `/p/demo?lang=${lang}`);
    const forms = (await texts(page)).find((text) => text.includes("|"))?.split("|") ?? [];
    await page.getByRole("searchbox").fill("ordine");
    const count = page.locator(".count span");
    const order = { 2: ["one", "other"], 3: ["one", "two", "other"], 6: ["zero", "one", "two", "few", "many", "other"] }[forms.length] ?? [];
    // Those in sight are drawn first, the others a moment later.
    await expect(async () => {
      const found = await page.locator(".found li").count();
      const category = new Intl.PluralRules(lang).select(found);
      expect(await count.textContent()).toBe(forms[order.indexOf(category)].replace("{count}", `${found}`));
    }).toPass({ timeout: 10_000 });
  }
});

test("a formal site says Lei in Italian, in the panel and on the request page", { tag: "@once" }, async ({ page }) => {
  await worker.publish("formal", `formality = "formal"\n${DEMO}`);
  await open(page, "/p/formal?lang=it");
  await expect(page.getByRole("link", { name: "Ci scriva", exact: true })).toBeVisible();
  const accepted = await worker.submit("formal", { email: "anna@posta.example", message: "Dov'è?", lang: "it" });
  await open(page, new URL((await accepted.json()).request, worker.url).pathname);
  await expect(page.getByRole("heading", { level: 1, name: "La sua richiesta" })).toBeVisible();
  await open(page, "/p/formal?lang=en");
  await expect(page.getByRole("link", { name: "Write to us", exact: true })).toBeVisible();
});

test("an owner says it in other words, and is told of a name there is not", async ({ page }) => {
  const own = (line: string) => `${DEMO}\n[texts.it]\n${line}\n`;
  await worker.publish("own", own('write_to_us = "Raccontaci"\nclock = "{hour}.{minute}"'));
  await open(page, "/p/own?lang=it");
  await expect(page.getByRole("link", { name: "Raccontaci" })).toBeVisible();
  await page.getByRole("link", { name: "Raccontaci" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Raccontaci");
  for (const [line, told] of [
    ['write_us = "Raccontaci"', "write_to_us"],
    ['results_for = "Risposte"', "Keep {query}"],
  ]) {
    const answer = await worker.admin("own", { method: "PUT", headers: { "content-type": "application/toml" }, body: own(line) });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(told);
  }
});
