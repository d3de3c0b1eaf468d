import { test, expect } from "@playwright/test";
import { SMTPServer } from "smtp-server";
import { once } from "node:events";
import { signIn } from "./desk.ts";
import { DEMO, Worker, MailCatcher } from "./stack.ts";
test("look @once", async ({ browser }) => {
  test.setTimeout(120000);
  const catcher = await MailCatcher.start();
  const server = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS", "AUTH"], logger: false,
    onRcptTo: (_, __, done) => done(Object.assign(new Error("4.7.1 Greylisted, please come back in 300 seconds: see https://mail.example/greylisting/help.html?from=ciao"), { responseCode: 451 })) });
  const l = server.listen(0, "localhost"); await once(l, "listening");
  const a = await Worker.start({ SMTP_URL: catcher.smtp });
  const b = await Worker.start({ SMTP_URL: `smtp://localhost:${(l.address() as any).port}` });
  for (const [w, name] of [[a, "sent"], [b, "trying"]] as const) {
    await w.publish("demo", DEMO);
    for (const [size, dark, lang] of [[1280, "light", "en-GB"], [390, "dark", "it-IT"]] as const) {
      const page = await (await browser.newContext({ locale: lang, colorScheme: dark, viewport: { width: size, height: 900 } })).newPage();
      await signIn(page, w, "demo", "marta", "/settings/mail");
      await page.screenshot({ path: `../target/look/${name}-${size}-before.png`, fullPage: true });
      await page.locator("button[name=do][value=test]").click();
      await expect(page.locator("#test code")).toBeVisible();
      await page.screenshot({ path: `../target/look/${name}-${size}.png`, fullPage: true });
    }
  }
  const { id } = await (await a.submit("demo", { email: "anna@posta.example", message: "Ciao, dov'è il pacco?", lang: "it" })).json();
  const page = await (await browser.newContext({ locale: "it-IT", viewport: { width: 1280, height: 900 } })).newPage();
  await signIn(page, a, "demo", "marta", `/t/${id}`);
  await page.getByText(/Consegne \(2\)/).click();
  await page.screenshot({ path: `../target/look/ticket.png`, fullPage: true });
  const mail = (await catcher.mails()).find((m) => m.subject.includes("pacco"))!;
  await page.setContent((mail as any).html); await page.screenshot({ path: `../target/look/mail.png`, fullPage: true });
  const t = (await catcher.mails()).find((m) => m.subject.includes("prova"))!;
  await page.setViewportSize({width: 600, height: 700}); await page.setContent((t as any).html); await page.screenshot({ path: `../target/look/mailtest.png`, fullPage: true });
  await a.stop(); await b.stop(); await catcher.stop(); server.close();
});
