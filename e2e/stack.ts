// The whole of Premura for one test file: the worker on workerd with its data on disk, a real SMTP
// server, a receiver of webhooks, the demo shop. Each on a free port of this machine.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createListener, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(import.meta.dirname, "..");
/** The operator's token of workers started here. */
export const TOKEN = "a-token-for-tests";

/** The demo site as owners would write it. */
export const DEMO = readFileSync(join(import.meta.dirname, "demo/site.toml"), "utf8") + generous();

/** Limits that tests do not meet unless they mean to: they all come from one address, and at once. */
function generous(): string {
  const actions = ["submit_from_address", "submit_from_address_without_script", "submit_to_site", "tickets_per_contact", "request_link", "request_list", "rating", "sign_in"];
  const rate = "{ burst = 100000, per_hour = 1000000 }";
  return `\n[spam]\nmin_seconds = 0\n[limits]\n${actions.map((action) => `${action} = ${rate}\n`).join("")}`;
}

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run this through \`cargo xtask\``);
  return value;
}

/** A port nobody listens at. */
export async function freePort(): Promise<number> {
  const listener = createListener().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, "close");
  return port;
}

async function stopped(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}

/** Waits until an address answers. */
async function answers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${url}: the server ended with ${child.exitCode}`);
    try {
      await fetch(url);
      return;
    } catch (trouble) {
      if (Date.now() > deadline) throw trouble;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

export interface Ticket {
  id: string;
  reference: string;
  email: string;
  name: string | null;
  topic: string | null;
  status: string;
  page: { url: string; title: string };
  faqs_seen: string[];
}

export interface TicketFile {
  ticket: Ticket;
  messages: { id: string; author: string; text: string }[];
  events: { id: string; kind: string }[];
  deliveries: {
    event_id: string;
    to: { mail?: string; address?: string; webhook?: string };
    state: string;
    attempts: { n: number; outcome: string; status: number | null; response: string }[];
  }[];
}

/** The worker on workerd. It keeps its data over a kill and a restart. */
export class Worker {
  readonly url: string;
  readonly #port: number;
  /** Where its data is. */
  readonly data = mkdtempSync(join(tmpdir(), "premura-"));
  readonly #environment: Record<string, string>;
  #process: ChildProcess | undefined;
  /** What it wrote to its log. */
  log = "";

  readonly #config: string;

  private constructor(port: number, environment: Record<string, string>, config: string) {
    this.#config = config;
    this.#port = port;
    this.url = `http://localhost:${port}`;
    this.#environment = environment;
  }

  static async start(environment: Record<string, string> = {}, config = "edge/workerd.capnp"): Promise<Worker> {
    const worker = new Worker(await freePort(), environment, config);
    await worker.restart();
    return worker;
  }

  async restart(): Promise<void> {
    const child = spawn(
      needed("PREMURA_WORKERD"),
      [
        "serve",
        this.#config,
        `--socket-addr=http=127.0.0.1:${this.#port}`,
        `--directory-path=data=${this.data}`,
        "--verbose",
      ],
      {
        cwd: ROOT,
        env: { ...process.env, ADMIN_TOKEN: TOKEN, SMTP_URL: "", PUBLIC_URL: "", WEBHOOK_HOSTS: "localhost, 127.0.0.1", ...this.#environment },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => (this.log += chunk.toString()));
    }
    this.#process = child;
    await answers(`${this.url}/v1/health`, child);
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    if (this.#process) await stopped(this.#process, "SIGKILL");
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }

  admin(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${TOKEN}`, ...init.headers };
    return fetch(`${this.url}/v1/sites/${path}`, { ...init, headers });
  }

  async publish(site: string, toml: string): Promise<void> {
    const response = await this.admin(site, {
      method: "PUT",
      headers: { "content-type": "application/toml" },
      body: toml,
    });
    if (response.status !== 200) throw new Error(await response.text());
  }

  submit(site: string, ticket: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}/v1/sites/${site}/tickets`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof ticket === "string" ? ticket : JSON.stringify(ticket),
    });
  }

  async tickets(site: string): Promise<Ticket[]> {
    return (await (await this.admin(`${site}/tickets`)).json()).tickets;
  }

  async ticket(site: string, id: string): Promise<TicketFile> {
    return (await this.admin(`${site}/tickets/${id}`)).json();
  }
}

export interface Mail {
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  to: { address: string }[];
  /** As it came. */
  raw: string;
}

/** The mail catcher owners have in development: a real SMTP server with an API to look into. */
export class MailCatcher {
  readonly #process: ChildProcess;
  readonly #api: string;
  readonly smtp: string;
  readonly #data: string;

  private constructor(process: ChildProcess, web: number, smtp: number, data: string) {
    this.#process = process;
    this.#api = `http://127.0.0.1:${web}/api/email`;
    this.smtp = `smtp://127.0.0.1:${smtp}`;
    this.#data = data;
  }

  static async start(): Promise<MailCatcher> {
    const [web, smtp] = [await freePort(), await freePort()];
    const data = mkdtempSync(join(tmpdir(), "premura-mail-"));
    const script = join(fileURLToPath(import.meta.resolve("maildev")), "../bin/maildev.js");
    const listen = ["--ip", "127.0.0.1", "--web-ip", "127.0.0.1", "--smtp", `${smtp}`, "--web", `${web}`];
    const child = spawn(process.execPath, [script, "--silent", ...listen, "--mail-directory", data], {
      stdio: "ignore",
    });
    const catcher = new MailCatcher(child, web, smtp, data);
    await answers(catcher.#api, child);
    return catcher;
  }

  async mails(): Promise<Mail[]> {
    const list: { id: string }[] = await (await fetch(this.#api)).json();
    return Promise.all(
      list.map(async ({ id }) => {
        const [mail, raw] = await Promise.all([fetch(`${this.#api}/${id}`), fetch(`${this.#api}/${id}/source`)]);
        return { ...(await mail.json()), raw: await raw.text() };
      }),
    );
  }

  /** Mails to one address. */
  async to(address: string): Promise<Mail[]> {
    return (await this.mails()).filter((mail) => mail.to.some((to) => to.address === address));
  }

  async stop(): Promise<void> {
    await stopped(this.#process, "SIGKILL");
    rmSync(this.#data, { recursive: true, force: true });
  }
}

export interface Delivery {
  headers: Record<string, string>;
  body: string;
}

/** Receives webhooks; says what it is told to say. */
export class Receiver {
  readonly #server: Server;
  readonly deliveries: Delivery[] = [];
  /** The status it answers with, or none to hang up. */
  answer: number | undefined = 204;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      this.deliveries.push({
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(chunks).toString(),
      });
      if (this.answer === undefined) request.socket.destroy();
      else response.writeHead(this.answer).end();
    });
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    receiver.#server.listen(0, "127.0.0.1");
    await once(receiver.#server, "listening");
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** The demo shop, as `cargo xtask dev` serves it. */
export class Shop {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(url: string, process: ChildProcess) {
    this.url = url;
    this.#process = process;
  }

  static async start(worker: Worker): Promise<Shop> {
    const port = await freePort();
    const child = spawn(needed("PREMURA_XTASK"), ["shop", `${port}`, worker.url], { cwd: ROOT, stdio: "ignore" });
    const url = `http://localhost:${port}`;
    await answers(url, child);
    return new Shop(url, child);
  }

  async stop(): Promise<void> {
    await stopped(this.#process, "SIGTERM");
  }
}

/** A secret for webhooks, as the specification wants it. */
export const SECRET = `whsec_${Buffer.from("thirty-two bytes for the tests..").toString("base64")}`;

/** The demo site with one endpoint, for new requests. */
export function demoWith(receiver: Receiver): string {
  return `${DEMO}\n[[webhooks]]\nurl = "${receiver.url}"\nsecret = "${SECRET}"\nevents = ["ticket.created"]\n`;
}
