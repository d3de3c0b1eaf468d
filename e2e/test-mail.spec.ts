// A test mail to whoever asks for it: by the way of all others, with what became of it on the page.

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type Page, expect, test } from "@playwright/test";
import { SMTPServer } from "smtp-server";
import { clean, signIn } from "./desk.ts";
import { DEMO, MailCatcher, Worker } from "./stack.ts";

test.use({ locale: "en-GB" });

const MARTA = "marta@bottega-lume.example";
const outcome = (page: Page) => page.locator("#test");
const ask = (page: Page) => page.getByRole("button", { name: "Send me a test mail" }).click();

/** A mail server that takes no mail for anybody: it says this. */
async function refusing(code: number, words: string): Promise<{ smtp: string; yield: () => void; stop: () => void }> {
  let refuses = true;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onRcptTo: (_, __, done) => done(refuses ? Object.assign(new Error(words), { responseCode: code }) : null),
    onData(stream, _, done) {
      stream.resume();
      stream.on("end", () => done());
    },
  });
  server.on("error", () => {});
  const listener = server.listen(0, "localhost");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  return { smtp: `smtp://localhost:${port}`, yield: () => (refuses = false), stop: () => server.close() };
}

test.describe("with a mail server that takes mail", () => {
  let catcher: MailCatcher;
  let worker: Worker;
  test.beforeAll(async () => {
    catcher = await MailCatcher.start();
    worker = await Worker.start({ SMTP_URL: catcher.smtp });
    await worker.publish("demo", DEMO);
  });
  test.afterAll(async () => {
    await worker?.stop();
    await catcher?.stop();
  });

  test("it arrives, and the page says by itself that it was sent", async ({ page }) => {
    await signIn(page, worker, "demo", "marta", "/settings/mail");
    await expect(page.getByRole("main")).toContainText(`A mail from ciao@bottega-lume.example, the published sender, to ${MARTA}`);
    const before = (await catcher.to(MARTA)).length;
    await ask(page);
    await expect(outcome(page)).toContainText(`Sent: the mail server took your test to ${MARTA}`);
    await expect(outcome(page).locator("code")).toContainText(/^250 /);
    await expect(outcome(page).getByRole("link")).toHaveCount(0);
    await clean(page);
    await expect.poll(async () => (await catcher.to(MARTA)).length).toBe(before + 1);
    const mail = (await catcher.to(MARTA)).find(({ subject }) => subject === "Email di prova da Bottega Lume")!;
    expect(mail.text).toContain("spedita come ciao@bottega-lume.example");
    await page.goto(mail.text!.match(/https?:\S+\/settings\/mail/)![0]);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Email");
  });

  test("the operator, who has no address, is told so @once", async ({ page }) => {
    await signIn(page, worker, "demo", undefined, "/settings/mail");
    await expect(page.getByRole("main")).toContainText("You are here as the operator, who has no address.");
    await expect(page.getByRole("button", { name: "Send me a test mail" })).toHaveCount(0);
    await clean(page);
  });

  test("without script the page is looked at again by a link @once", async ({ browser }) => {
    const page = await (await browser.newContext({ locale: "it-IT", javaScriptEnabled: false })).newPage();
    await signIn(page, worker, "demo", "marta", "/settings/mail");
    await page.getByRole("button", { name: "Mandami un'email di prova" }).click();
    await expect(async () => {
      const again = outcome(page).getByRole("link", { name: "Guarda di nuovo" });
      if (await again.count()) await again.click();
      await expect(outcome(page)).toContainText("Inviata: il server di posta ha preso la tua prova", { timeout: 500 });
    }).toPass();
  });

  test("a program asks for one to anybody of the team, and follows it in the log @once", async () => {
    const asked = await worker.admin("demo/agents/marta/test-mail", { method: "POST" });
    expect(asked.status).toBe(202);
    const { delivery } = await asked.json();
    const log = async () => (await worker.admin(`demo/deliveries/${delivery}`)).json();
    await expect.poll(async () => (await log()).state).toBe("delivered");
    expect(await log()).toMatchObject({ type: "mail.tested", to: { mail: "test", address: MARTA }, ticket_id: null });
    const nobody = await worker.admin("demo/agents/nobody/test-mail", { method: "POST" });
    expect(nobody.status).toBe(404);
    expect((await nobody.json()).code).toBe("agent_not_found");
  });

  test("a mail to the team leads to the request on the desk", async ({ page }) => {
    const { id } = await (await worker.submit("demo", { email: "anna@posta.example", message: "Ciao, dov'è il pacco?", lang: "it" })).json();
    const address = `${worker.url}/desk/demo/t/${id}`;
    const told = async () => (await catcher.to(MARTA)).find(({ text }) => text?.includes(address));
    await expect.poll(told).toBeDefined();
    // Whoever is not signed in comes back to it by the link in.
    await page.goto(address);
    await expect(page).toHaveURL(/\/desk\/demo\/sign-in\?next=/);
    await signIn(page, worker, "demo", "marta", `/t/${id}`);
    await expect(page.getByRole("main")).toContainText("dov'è il pacco?");
    await page.getByText("Deliveries (2)").click();
    await expect(page.getByRole("main")).toContainText("Confirmation of receipt → anna@posta.example");
    await expect(page.getByRole("main")).toContainText(`Notice of a new request → ${MARTA}`);
  });
});

test("a refusal for good is shown with the server's own words @once", async ({ page }) => {
  const server = await refusing(550, "5.7.1 Sender address rejected: not owned by user");
  const worker = await Worker.start({ SMTP_URL: server.smtp });
  await worker.publish("demo", DEMO);
  await signIn(page, worker, "demo", "marta", "/settings/mail");
  await ask(page);
  await expect(outcome(page)).toContainText(`Refused: the mail server does not take your test to ${MARTA}. It is not tried again.`);
  await expect(outcome(page).locator("code")).toHaveText("550 5.7.1 Sender address rejected: not owned by user");
  await clean(page);
  await worker.stop();
  server.stop();
});

test("a refusal for now is said with the next try, then that it was sent after all @once", async ({ page }) => {
  const server = await refusing(451, "4.7.1 Greylisted, please come back");
  const worker = await Worker.start({ SMTP_URL: server.smtp });
  await worker.publish("demo", DEMO);
  await signIn(page, worker, "demo", "marta", "/settings/mail");
  await ask(page);
  await expect(outcome(page)).toContainText(/Still trying: your test to \S+ could not be handed over yet \(1 try\)\. Next try: \d\d:\d\d\./);
  await expect(outcome(page).locator("code")).toHaveText("451 4.7.1 Greylisted, please come back");
  server.yield();
  await expect(outcome(page)).toContainText("Sent: the mail server took your test", { timeout: 20_000 });
  await worker.stop();
  server.stop();
});

test("without a mail server the page says which setting is missing @once", async ({ page }) => {
  const worker = await Worker.start({ SMTP_URL: "" });
  await worker.publish("demo", DEMO);
  await signIn(page, worker, "demo", "marta", "/settings/mail");
  await ask(page);
  await expect(outcome(page)).toContainText("Still trying");
  await expect(outcome(page).locator("code")).toContainText("set SMTP_URL");
  await worker.stop();
});
