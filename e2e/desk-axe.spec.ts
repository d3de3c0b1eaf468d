// Every page of the desk as axe sees it, light, dark and on a phone, in both languages; and none is
// wider than its screen, at 320 pixels or with letters twice as large.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { settingsPages, signIn } from "./desk.ts";
import { DESKTOP, PHONE, fits } from "./profiles.ts";
import { DEMO, SECRET, Worker } from "./stack.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");
const HOOK = `\n[[webhooks]]\nid = "till"\nurl = "http://127.0.0.1:9/hook"\nsecret = "${SECRET}"\n`;
const LOOKER = `\n[[agents]]\nid = "vera"\nname = "Vera"\nemail = "vera@bottega-lume.example"\nrole = "read_only"\n`;

// Many pages, each looked at twice.
test.describe.configure({ timeout: 180_000 });

let worker: Worker;
/** A request with a past, and who wrote it. */
let request = "";
let contact = "";
let settings: string[] = [];

test.beforeAll(async ({ browser }) => {
  worker = await Worker.start();
  await worker.publish("demo", DEMO + HOOK + LOOKER);
  const lines = execFileSync(process.env.PREMURA_XTASK!, ["demo-history", "--tickets", "120"], { maxBuffer: 1 << 26 });
  await worker.admin("demo/history", { method: "POST", headers: { "content-type": "application/x-ndjson" }, body: lines });
  const sent = await worker.submit("demo", { name: "Anna", email: "anna@posta.example", topic: "order", message: "Il pacco non è arrivato.", searches: ["pacco"] });
  request = (await sent.json()).id;
  const say = (body: object) =>
    worker.admin(`demo/tickets/${request}/messages`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  await say({ text: "Il corriere richiama alle 15.", internal: true, by: "elio" });
  await say({ text: "**Controllo subito** e ti scrivo.", by: "marta", status: "open" });
  contact = ((await worker.ticket("demo", request)).ticket as unknown as { contact_id: string }).contact_id;
  const page = await browser.newPage();
  await signIn(page, worker, "demo", "marta");
  settings = await settingsPages(page, worker, "demo");
  await page.close();
});
test.afterAll(() => worker?.stop());

/** What axe finds, of all its rules or of those that know of colour. */
async function found(page: Page, colour = false): Promise<string[]> {
  return page.evaluate(async (colour) => {
    const { axe } = window as any;
    // The widget beside the settings is looked at by itself.
    const rules = colour ? { runOnly: ["color-contrast"] } : {};
    const { violations } = await axe.run({ exclude: ["iframe"] }, { ...rules, resultTypes: ["violations"], iframes: false });
    return violations.map((v: any) => `${v.id}: ${v.nodes.map((node: any) => node.html).join(" | ")}`);
  }, colour);
}

interface Places {
  /** Addresses below the desk. */
  paths: string[];
  /** Whose session; none for somebody who is not signed in. */
  who?: string;
  /** What each is answered with. */
  status?: number;
}

async function looked(browser: Browser, { paths, who, status = 200 }: Places): Promise<void> {
  const trouble: string[] = [];
  for (const lang of ["en-GB", "it-IT"]) {
    const wide = lang === "en-GB";
    const context = await browser.newContext({ ...(wide ? DESKTOP : PHONE), locale: lang, reducedMotion: "reduce" });
    const page = await context.newPage();
    // What is beside the settings has tests of its own.
    await page.route("**/p/demo**", (route) => route.fulfill({ body: "", contentType: "text/html" }));
    if (who) await signIn(page, worker, "demo", who);
    for (const path of paths) {
      const response = await page.goto(`${worker.url}/desk/demo/${path}`.replace(/\/$/, ""));
      expect(response?.status(), path).toBe(status);
      await expect(page.locator("h1"), path).toHaveCount(1);
      const note = (look: string, all: string[]) => trouble.push(...all.map((one) => `${path}, ${look}: ${one}`));
      await page.evaluate(AXE);
      note(wide ? "light" : "phone", await found(page));
      if (wide) {
        await page.emulateMedia({ colorScheme: "dark" });
        note("dark", await found(page, true));
        await page.emulateMedia({ colorScheme: "light" });
      }
      await fits(page);
      const cdp = await context.newCDPSession(page);
      if (wide) await cdp.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
      else await page.setViewportSize({ width: 320, height: 640 });
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (sideways > 0) note(wide ? "letters twice as large" : "320 pixels", [`${sideways} pixels too wide`]);
      if (wide) await cdp.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } });
      else await page.setViewportSize(PHONE.viewport);
      await cdp.detach();
    }
    await context.close();
  }
  expect(trouble).toEqual([]);
}

test("requests: the inbox, a search, nothing found, a request", ({ browser }) =>
  looked(browser, { who: "marta", paths: ["", "?view=open", "?view=resolved", "?q=lampada", "?q=zzzz", `t/${request}`, `t/${request}?write=note`] }));

test("customers: the list, nobody found, one, erasing one", ({ browser }) =>
  looked(browser, { who: "marta", paths: ["contacts", "contacts?q=zzzz", `contacts/${contact}`, `contacts/${contact}/erase`] }));

test("reports: measures, self-service, the weekly mail", async ({ browser }) => {
  await looked(browser, { who: "marta", paths: ["reports", "reports?days=90", "reports/faqs?days=90", "reports/week"] });
  await looked(browser, { who: "marta", paths: ["reports?days=0"], status: 422 });
});

test("oneself: the account, tokens, first steps", ({ browser }) =>
  looked(browser, { who: "marta", paths: ["account", "account/tokens", "first-steps"] }));

test("settings: every section", ({ browser }) => {
  const sections = settings.filter((path) => path.split("/").length < 3);
  expect(sections.length).toBeGreaterThan(15);
  return looked(browser, { who: "marta", paths: [...sections, "settings/hours?at=2026-12-25T10:00", "settings/review", "settings/history"] });
});

test("settings: every form for one entry", ({ browser }) => {
  const entries = settings.filter((path) => path.split("/").length > 2);
  expect(entries.length).toBeGreaterThan(15);
  return looked(browser, { who: "marta", paths: entries });
});

test("the door, and what is not there or not yours", async ({ browser }) => {
  await looked(browser, { paths: ["sign-in", "sign-in?ended=1"] });
  await looked(browser, { paths: ["enter?link=none"], status: 403 });
  await looked(browser, { who: "marta", paths: ["nowhere", "settings/nowhere", "t/tic_none"], status: 404 });
  await looked(browser, { who: "vera", paths: ["settings", "account/tokens"], status: 403 });
  await looked(browser, { who: "vera", paths: ["", `t/${request}`, `contacts/${contact}`, "reports", "account"] });
});
