// Opens the demo shop in a real browser, then the panel, and prints every request made to the
// worker on the way, weighed: `node requests.mjs SHOP WORKER`.
//
// It fails if anything but the loader is requested from the worker before the launcher is
// clicked, or anything at all from a third party.
import assert from "node:assert/strict";
import { argv, env } from "node:process";
import { chromium } from "@playwright/test";
import { weigh } from "./weigh.mjs";

const [shop, worker] = argv.slice(2).map((url) => new URL(url).origin);
const browser = await chromium.launch({
  executablePath: env.PREMURA_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const page = await browser.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request));
  const toWorker = () => requests.filter((request) => new URL(request.url()).origin === worker);

  await page.goto(shop, { waitUntil: "load" });
  const launcher = page.locator("premura-care button");
  await launcher.waitFor();
  const before = toWorker().map((request) => request.url());
  assert.deepEqual(before, [`${worker}/premura.js`], "requests before a click");

  await launcher.click();
  await page.waitForSelector("premura-care iframe");
  const panel = page.frames().find((frame) => frame.parentFrame());
  await panel.waitForFunction(() => "answers" in document.documentElement.dataset);
  await panel.waitForLoadState("load");

  const strangers = requests
    .map((request) => request.url())
    .filter((url) => /^https?:/.test(url) && ![shop, worker].includes(new URL(url).origin));
  assert.deepEqual(strangers, [], "requests to third parties");

  const weighed = [];
  for (const request of toWorker()) {
    const response = await request.response();
    assert.equal(response.status(), 200, request.url());
    const { pathname } = new URL(request.url());
    weighed.push({ path: pathname, type: request.resourceType(), ...weigh(await response.body()) });
  }
  console.log(JSON.stringify(weighed));
} finally {
  await browser.close();
}
