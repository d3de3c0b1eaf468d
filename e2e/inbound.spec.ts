// Mail both ways: what we send can be answered from any mail program, and the answer lands where
// it belongs. What machines send is never answered.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { DEMO, MailCatcher, Worker, type Mail } from "./stack.ts";

let worker: Worker;
let catcher: MailCatcher;
const INBOUND = "demo@care.example";

test.beforeAll(async () => {
  catcher = await MailCatcher.start();
  worker = await Worker.start({ SMTP_URL: catcher.smtp, INBOUND_TOKEN: "mail-token" });
  await worker.publish("demo", DEMO.replace(/^\[mail\]$/m, `[mail]\ninbound = "${INBOUND}"`));
});

test.afterAll(async () => {
  await worker?.stop();
  await catcher?.stop();
});

function handIn(raw: string | Uint8Array, to = INBOUND, token = "mail-token"): Promise<Response> {
  return fetch(`${worker.url}/v1/inbound/email?to=${encodeURIComponent(to)}`, {
    method: "POST",
    headers: { "content-type": "message/rfc822", authorization: `Bearer ${token}` },
    body: raw,
  });
}

let count = 0;
function mail(fields: Record<string, string>, text: string): string {
  const header = { "Message-ID": `<m${count++}@posta.example>`, Subject: "Ciao", Date: "Sun, 22 Nov 2026 10:00:00 +0100", ...fields };
  return Object.entries(header).map(([name, value]) => `${name}: ${value}\r\n`).join("") + `\r\n${text}\r\n`;
}

const replyTo = (sent: Mail) => /^Reply-To:[^<]*<([^>]+)>/m.exec(sent.raw)?.[1] ?? "";
const one = async (address: string, subject: RegExp): Promise<Mail> => {
  let found: Mail | undefined;
  await expect.poll(async () => (found = (await catcher.to(address)).find((m) => subject.test(m.subject)))).toBeTruthy();
  return found!;
};

test("a customer answers the acknowledgement, the team answers from its mail program", async () => {
  const { id, reference } = await (await worker.submit("demo", { email: "anna@posta.example", message: "Dov'è?", lang: "it" })).json();
  const acknowledgement = await one("anna@posta.example", new RegExp(reference));
  expect(replyTo(acknowledgement)).toMatch(/^demo\+[0-9a-z]{8}\.c[0-9a-f]{32}@care\.example$/);
  expect(acknowledgement.text).toContain("/r/demo.");
  const answer = await handIn(
    mail({ From: "Anna <anna@posta.example>", To: replyTo(acknowledgement), Subject: "un altro oggetto" }, "Grazie!\r\n\r\nIl giorno dom 22 nov 2026 alle 10:00 Bottega Lume <ciao@bottega-lume.example> ha scritto:\r\n> Ricevuto"),
    replyTo(acknowledgement),
  );
  expect(await answer.json()).toEqual({ ticket: id, opened: false });

  const notification = await one("marta@bottega-lume.example", new RegExp(reference));
  expect(replyTo(notification)).toMatch(/\.t[0-9a-f]{32}@/);
  const agent = await handIn(mail({ From: "Marta <marta@bottega-lume.example>", To: replyTo(notification) }, "Arriva domani."), replyTo(notification));
  expect((await agent.json()).ticket).toBe(id);
  const file = (await worker.ticket("demo", id)) as any;
  expect(file.messages.map((m: any) => [m.author, m.text, m.channel])).toEqual([
    ["customer", "Dov'è?", "api"],
    ["customer", "Grazie!", "email"],
    ["agent", "Arriva domani.", "email"],
  ]);
  expect(file.messages[1].folded).toContain("Ricevuto");
  const reply = await one("anna@posta.example", /^Re: /);
  expect(reply.text).toContain("Arriva domani.");
  expect(reply.raw).toMatch(/^In-Reply-To: </m);
});

test("a reply threads by our Message-ID where the address lost its token, and never by subject", async () => {
  const { id, reference } = await (await worker.submit("demo", { email: "bea@posta.example", message: "Ciao" })).json();
  const sent = await one("bea@posta.example", new RegExp(reference));
  const byId = await handIn(mail({ From: "bea@posta.example", To: INBOUND, "In-Reply-To": sent.headers["message-id"] }, "Eccomi"));
  expect((await byId.json()).ticket).toBe(id);
  const bySubject = await handIn(mail({ From: "bea@posta.example", To: INBOUND, Subject: sent.subject }, "Altro"));
  expect(await bySubject.json()).toMatchObject({ opened: true });
});

test("a forged token is no token: the mail begins a request of its own", async () => {
  const { id } = await (await worker.submit("demo", { email: "carla@posta.example", message: "Ciao" })).json();
  const sent = await one("carla@posta.example", /./);
  const forged = replyTo(sent).replace(/.@/, (end) => (end === "0@" ? "1@" : "0@"));
  const answer = await (await handIn(mail({ From: "eve@posta.example", To: forged }, "Ciao"), forged)).json();
  expect(answer.opened).toBe(true);
  expect(answer.ticket).not.toBe(id);
  const asTeam = replyTo(sent).replace(".c", ".t");
  expect((await (await handIn(mail({ From: "marta@bottega-lume.example", To: asTeam }, "Ciao"), asTeam)).json()).opened).toBe(true);
});

test("the same mail handed in twice is one message", async () => {
  const raw = mail({ From: "dora@posta.example", To: INBOUND }, "Una volta");
  const [first, again] = [await (await handIn(raw)).json(), await (await handIn(raw)).json()];
  expect(again.ticket).toBe(first.ticket);
  const file = (await worker.ticket("demo", first.ticket)) as any;
  expect(file.messages.length).toBe(1);
  expect(file.ticket).toMatchObject({ channel: "email", subject: "Ciao", email: "dora@posta.example" });
  await one("dora@posta.example", /./);
});

test("what machines write is kept and never answered", async () => {
  const machines: [string, Record<string, string>][] = [
    ["vacation", { "Auto-Submitted": "auto-replied" }],
    ["bulk", { Precedence: "bulk" }],
    ["list", { "List-Id": "<news.posta.example>" }],
    ["loop", { "X-Loop": "yes" }],
    ["daemon", { "Return-Path": "<>" }],
  ];
  for (const [name, fields] of machines) {
    const answer = await (await handIn(mail({ From: `${name}@posta.example`, To: INBOUND, ...fields }, "Sono via."))).json();
    const file = (await worker.ticket("demo", answer.ticket)) as any;
    expect(file.ticket.spam[0], name).toMatch(/^automatic_/);
    expect(file.deliveries, name).toEqual([]);
  }
  const { id, reference } = await (await worker.submit("demo", { email: "flora@posta.example", message: "Ciao" })).json();
  const sent = await one("flora@posta.example", new RegExp(reference));
  await handIn(mail({ From: "flora@posta.example", To: replyTo(sent), "Auto-Submitted": "auto-replied" }, "Sono via."), replyTo(sent));
  const file = (await worker.ticket("demo", id)) as any;
  expect(file.ticket.status).toBe("new");
  expect(file.messages.at(-1)).toMatchObject({ author: "system", visibility: "internal" });
});

test("a loop ends: ten automatic mails to one address in three hours, and no more", async () => {
  for (let n = 0; n < 12; n++) await handIn(mail({ From: "loop@posta.example", To: INBOUND }, `Giro ${n}`));
  await expect.poll(async () => (await catcher.to("loop@posta.example")).length).toBe(10);
  const tickets = (await worker.tickets("demo")).filter((t) => t.email === "loop@posta.example");
  expect(tickets.length).toBe(12);
  expect((await catcher.to("loop@posta.example")).length).toBe(10);
});

test("attachments come along, and what cannot be read is kept as it came", async () => {
  const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex").toString("base64");
  const multipart = [
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b\r\nContent-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nperch=E9 no",
    `--b\r\nContent-Type: image/png; name="vaso.png"\r\nContent-Disposition: attachment; filename="vaso.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n${png}`,
    "--b--",
  ].join("\r\n");
  const raw = `From: gino@posta.example\r\nTo: ${INBOUND}\r\nMessage-ID: <g@posta.example>\r\n${multipart}`;
  const { ticket } = await (await handIn(raw)).json();
  const file = (await worker.ticket("demo", ticket)) as any;
  expect(file.messages[0].text).toBe("perché no");
  expect(file.attachments).toMatchObject([{ name: "vaso.png", media_type: "image/png" }]);
  const unreadable = await handIn("no header at all\r\n");
  expect(unreadable.status).toBe(201);
  const kept = (await worker.ticket("demo", (await unreadable.json()).ticket)) as any;
  expect(kept.attachments).toMatchObject([{ name: "original.eml" }]);
});

test("real replies of real mail programs arrive with their new words", async () => {
  const folder = join(process.env.PREMURA_DATA ?? "", "eml");
  const samples = readdirSync(folder).filter((name) => name.endsWith(".eml"));
  expect(samples.length).toBeGreaterThan(0);
  for (const name of samples) {
    const answer = await handIn(readFileSync(join(folder, name)));
    const file = (await worker.ticket("demo", (await answer.json()).ticket)) as any;
    expect(file.messages[0].text, name).toContain("Hello");
    expect(file.messages[0].text, name).not.toMatch(/wrote:|^>/m);
  }
});

test("mail is handed in by who has the token, to a site there is", async () => {
  expect((await handIn("From: a@b.example\r\n\r\nx", INBOUND, "nope")).status).toBe(401);
  expect((await handIn("From: a@b.example\r\n\r\nx", "nobody@care.example")).status).toBe(404);
});
