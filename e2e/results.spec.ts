// The rows of a search are drawn by the server where there is no script, and on the device with every
// key: the same rows, and the first of them at once.

import { expect, test, type Page } from "@playwright/test";
import { Worker } from "./stack.ts";

let worker: Worker;

const faq = (id: string, words: string) => `[[faqs]]
id = "${id}"
category = "cura"
question = { ${words} }
answer = { ${words.includes("en =") ? 'it = "Sì.", en = "Yes."' : 'it = "Sì."'} }
`;

test.beforeAll(async () => {
  worker = await Worker.start();
  const many = Array.from({ length: 12 }, (_, n) => faq(`lampada-${n}`, `it = "Com'è la lampada «n° ${n}» & perché <b>?", en = "How is lamp ${n}?"`));
  const site = `name = "Prova"
languages = ["it", "en"]
time_zone = "Europe/Rome"
[mail]
from = "Prova <ciao@prova.example>"
team = ["ciao@prova.example"]
[[categories]]
id = "cura"
label = { it = "Cura & <varie>", en = "Care & <more>" }
`;
  await worker.publish("prova", site + many.join("") + faq("solo", `it = "Dov'è la lampàda di qualità?"`));
});

test.afterAll(() => worker?.stop());

const html = (page: Page) => page.locator(".found").evaluate((list) => list.innerHTML);

/** Each row's address and words, what is marked in brackets: by elements, or drawn over the text. */
const rows = (page: Page) =>
  page.locator(".found a").evaluateAll((links) =>
    links.map((link) => {
      const copy = document.createElement("p");
      copy.innerHTML = link.innerHTML;
      for (const mark of copy.querySelectorAll("mark")) mark.textContent = `[${mark.textContent}]`;
      const text = link.querySelector("span span")!.firstChild;
      const drawn = [...(CSS.highlights.get("found") ?? [])].filter((range) => range.startContainer === text);
      const words = copy.querySelector("span span")!;
      for (const { startOffset, endOffset } of drawn.sort((a, b) => b.startOffset - a.startOffset)) {
        const said = words.textContent!;
        words.textContent = `${said.slice(0, startOffset)}[${said.slice(startOffset, endOffset)}]${said.slice(endOffset)}`;
      }
      return `${link.getAttribute("href")} ${link.getAttribute("lang")} ${copy.textContent}`;
    }),
  );

for (const [lang, typed, count] of [["it", "lamp", 13], ["it", "qualita", 1], ["en", "lampada", 1], ["en", "lamp", 12]] as const) for (const elements of [false, true]) {
  test(`what “${typed}” finds in “${lang}” is drawn alike by both${elements ? ", to the letter where marks are elements" : ""}`, async ({ page, browser }) => {
    if (elements) await page.addInitScript(() => Object.defineProperty(CSS, "highlights", { value: undefined }));
    const look: (page: Page) => Promise<string | string[]> = elements ? html : rows;
    await page.goto(`${worker.url}/p/prova?embed=1&lang=${lang}`);
    await page.locator("html[data-answers]").waitFor();
    await page.getByRole("searchbox").fill(typed);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const without = await context.newPage();
    await without.goto(`${worker.url}/p/prova?embed=1&lang=${lang}&q=${typed}`);
    expect(await without.locator(".found li").count()).toBeGreaterThanOrEqual(Math.min(count, 12));
    const drawn = await look(without);
    await context.close();
    await expect.poll(() => look(page)).toEqual(drawn);
  });
}

test("rows of other words never stay below those in sight", async ({ page }) => {
  await page.goto(`${worker.url}/p/prova?lang=it`);
  await page.locator("html[data-answers]").waitFor();
  const list = page.locator(".found li");
  await page.getByRole("searchbox").fill("lampada");
  await expect.poll(() => list.count()).toBeGreaterThan(8);
  await page.getByRole("searchbox").fill("lampada 7");
  await expect(list.first()).toContainText("7");
  await page.getByRole("searchbox").fill("qualità");
  await expect(list).toHaveCount(1);
  await page.getByRole("searchbox").fill("");
  await expect(list).toHaveCount(0);
  await expect(page.locator(".all")).toBeVisible();
});

test("a customer faster than the browser is followed all the same", async ({ page }) => {
  // The browser never has time.
  await page.addInitScript(() => (self.requestIdleCallback = () => 0));
  await page.goto(`${worker.url}/p/prova?lang=it`);
  await page.locator("html[data-ready]").waitFor();
  await page.getByRole("link", { name: "n° 0" }).or(page.locator(".all a").first()).first().click();
  await expect(page.locator("article .answer")).toHaveText("Sì.");
  await page.getByRole("link", { name: "Indietro" }).click();
  await expect(page.locator(".all")).toBeVisible();
});
