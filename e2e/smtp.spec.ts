// Mail goes out by each of the three ways a relay can ask for, to real SMTP servers; one that says
// no for now is asked again, one that says no for good is not.

import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { DEMO, Worker } from "./stack.ts";

let folder: string;
let worker: Worker | undefined;
let server: SMTPServer | undefined;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "premura-tls-"));
  // An authority of our own, which the worker is told to trust, and a certificate by it.
  const openssl = (...words: string[]) => execFileSync("openssl", words, { cwd: folder, stdio: "ignore" });
  openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Test authority",
    "-keyout", "ca.key", "-out", "ca.pem");
  openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost",
    "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "request.pem");
  openssl("x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "2",
    "-copy_extensions", "copy", "-out", "cert.pem");
});

test.afterEach(async () => {
  await worker?.stop();
  await new Promise<void>((resolve) => (server ? server.close(resolve) : resolve()));
  worker = server = undefined;
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Taken {
  from: string;
  to: string[];
  raw: string;
  secure: boolean;
  user: unknown;
}

interface Relay {
  taken: Taken[];
  connections: number;
  port: number;
}

async function relay(options: SMTPServerOptions): Promise<Relay> {
  const state: Relay = { taken: [], connections: 0, port: 0 };
  server = new SMTPServer({
    key: readFileSync(join(folder, "key.pem")),
    cert: readFileSync(join(folder, "cert.pem")),
    onConnect(_, done) {
      state.connections += 1;
      done();
    },
    onAuth: ({ username, password }, _, done) =>
      username === "us@er" && password === "pass:word" ? done(null, { user: username }) : done(new Error("no")),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", () => {
        state.taken.push({
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : "",
          to: session.envelope.rcptTo.map((to) => to.address),
          raw: Buffer.concat(chunks).toString(),
          secure: session.secure,
          user: session.user,
        });
        done();
      });
    },
    logger: false,
    ...options,
  });
  server.on("error", () => {});
  const listener = server.listen(0, "localhost");
  await once(listener, "listening");
  state.port = (listener.address() as AddressInfo).port;
  return state;
}

async function send(smtp: string): Promise<string> {
  worker = await Worker.start({ SMTP_URL: smtp, SSL_CERT_FILE: join(folder, "ca.pem") });
  await worker.publish("demo", DEMO);
  const response = await worker.submit("demo", { email: "anna@posta.example", message: "Ciao\n.\n..\nfine", lang: "it" });
  expect(response.status).toBe(201);
  return (await response.json()).id;
}

const deliveries = async (id: string) => (await worker!.ticket("demo", id)).deliveries;
const states = async (id: string) => (await deliveries(id)).map((d) => d.state);

for (const [name, scheme, options] of [
  ["TLS from the start", "smtps", { secure: true }],
  ["STARTTLS", "smtp+starttls", { secure: false }],
] as const) {
  test(`${name}, signed in, both mails over one connection`, async () => {
    const state = await relay(options);
    const id = await send(`${scheme}://us%40er:pass%3Aword@localhost:${state.port}`);
    await expect.poll(() => states(id)).toEqual(["delivered", "delivered"]);
    expect(state.taken.map((mail) => mail.to)).toEqual([["anna@posta.example"], ["marta@bottega-lume.example"]]);
    for (const mail of state.taken) {
      expect(mail).toMatchObject({ from: "ciao@bottega-lume.example", secure: true, user: "us@er" });
    }
    expect(state.connections).toBe(1);
    expect(state.taken[0].raw).toMatch(/^> \.\r?\n> \.\.\r?\n> fine/m);
  });
}

test("plain, to this machine", async () => {
  const state = await relay({ secure: false, authOptional: true, disabledCommands: ["STARTTLS", "AUTH"] });
  const id = await send(`smtp://localhost:${state.port}`);
  await expect.poll(() => states(id)).toEqual(["delivered", "delivered"]);
  expect(state.taken).toHaveLength(2);
});

test("plain to another machine is refused before anything is sent", async () => {
  const id = await send("smtp://mail.example:25");
  await expect.poll(() => states(id)).toEqual(["failed", "failed"]);
  expect((await deliveries(id))[0].attempts[0].response).toContain("plain smtp:// is only for this machine");
});

test("a server that does not offer STARTTLS gets no mail", async () => {
  const state = await relay({ secure: false, authOptional: true, disabledCommands: ["STARTTLS"] });
  const id = await send(`smtp+starttls://localhost:${state.port}`);
  await expect.poll(() => states(id)).toEqual(["failed", "failed"]);
  expect(state.taken).toEqual([]);
});

test("a certificate nobody vouches for gets no mail", async () => {
  const state = await relay({ secure: true });
  worker = await Worker.start({ SMTP_URL: `smtps://us%40er:pass%3Aword@localhost:${state.port}` });
  await worker.publish("demo", DEMO);
  const { id } = await (await worker.submit("demo", { email: "anna@posta.example", message: "Ciao" })).json();
  await expect.poll(() => states(id)).toEqual(["failed", "failed"]);
  expect(state.taken).toEqual([]);
});

test("a refusal for now is tried again, a refusal for good is not", async () => {
  let greylisted = 0;
  const state = await relay({
    secure: false,
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo({ address }, _, done) {
      const refuse = (code: number) => done(Object.assign(new Error("not now"), { responseCode: code }));
      if (address === "marta@bottega-lume.example") return refuse(550);
      greylisted += 1;
      return greylisted === 1 ? refuse(451) : done();
    },
  });
  const id = await send(`smtp://localhost:${state.port}`);
  await expect.poll(() => states(id)).toEqual(["failed", "dead"]);
  await expect.poll(() => states(id), { timeout: 20_000 }).toEqual(["delivered", "dead"]);
  expect((await deliveries(id))[0].attempts).toHaveLength(2);
});

test("without a mail server the request is safe and its mails wait", async () => {
  const id = await send("");
  await expect.poll(() => states(id)).toEqual(["failed", "failed"]);
  expect((await deliveries(id))[0].attempts[0].response).toContain("SMTP_URL");
});
