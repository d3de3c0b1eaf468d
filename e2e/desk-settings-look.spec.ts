import { test } from "@playwright/test";
import { signIn } from "./desk.ts";
import { DEMO, Receiver, demoWith, Worker } from "./stack.ts";
let worker: Worker; let receiver: Receiver;
test.beforeAll(async () => { receiver = await Receiver.start(); worker = await Worker.start({ WEBHOOK_HOSTS: "127.0.0.1" }); await worker.publish("demo", demoWith(receiver)); });
test.afterAll(async () => { await worker?.stop(); await receiver?.stop(); });
const pages = (process.env.LOOK ?? "settings,settings/faqs,settings/faqs/faqs/0,settings/hours,settings/topics/topics/0,settings/appearance,settings/webhooks,settings/team,settings/mail,first-steps,settings/history,settings/faqs/import,settings/assistant/flows/0,settings/routing/routing/0,settings/site").split(",");
for (const [name, opts] of Object.entries({ wide: { viewport: { width: 1280, height: 900 }, locale: "en-GB" }, phone: { viewport: { width: 390, height: 844 }, locale: "it-IT" }, dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" as const, locale: "it-IT" } })) {
  test(name, async ({ browser }) => {
    test.setTimeout(180000);
    const page = await (await browser.newContext(opts)).newPage();
    await signIn(page, worker, "demo", "marta", "/settings");
    for (const path of pages) {
      await page.goto(`${worker.url}/desk/demo/${path}`);
      await page.waitForTimeout(700);
      await page.screenshot({ path: `../target/look/${name}-${path.replaceAll("/", "_")}.png`, fullPage: name !== "dark" });
    }
  });
}
