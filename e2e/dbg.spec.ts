import { test } from "@playwright/test";
import { signIn } from "./desk.ts";
import { DEMO, Worker } from "./stack.ts";
let worker: Worker;
test.beforeAll(async () => { worker = await Worker.start({}); await worker.publish("demo", DEMO); });
test.afterAll(async () => { await worker?.stop(); });
test.use({ locale: "en-GB" });
test("dbg", async ({ page }) => {
  page.on("console", (m) => console.log("console", m.text()));
  page.on("pageerror", (m) => console.log("pageerror", m.stack));
  page.on("response", (r) => { if (r.request().method() === "POST") console.log(r.status(), r.url(), r.request().postData()?.slice(0, 300)); });
  await signIn(page, worker, "demo", "marta", "/settings/faqs/faqs/4");
  await page.getByRole("group", { name: "Answer" }).getByLabel("English").fill("Now it is **free** for all.");
  await page.waitForTimeout(6000);
  console.log(await page.locator("#draft").innerHTML());
});
