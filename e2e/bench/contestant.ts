// One of the two workers that are compared: the same runtime, a data folder of its own, started
// anew for every round.

import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { freePort, TOKEN } from "../stack.ts";
import type { Measured } from "./load.ts";

const ROOT = join(import.meta.dirname, "../..");
const run = promisify(execFile);
/** The kernel counts processor time in ticks of this length: USER_HZ is 100 on every Linux. */
const TICK_MS = 10;

/** Where a worker's files are, and the configuration as it takes it. */
export interface Entry {
  capnp: string;
  /** The same with the names of functions, where `capnp` is without. */
  named?: string;
  modules: string[];
}

/** A configuration, as the worker takes it. */
export interface Site {
  type: string;
  body: string;
}

/** One load, with the processor time the worker took for it. */
export interface Load extends Measured {
  cpuMs: number;
}

export class Contestant {
  readonly entry: Entry;
  readonly #smtp: string;
  readonly #workerd: string;
  /** The data folder as it is after publishing the site. */
  readonly #template = mkdtempSync(join(tmpdir(), "template-"));
  #data = "";
  #process: ChildProcess | undefined;
  url = "";

  constructor(entry: Entry, workerd: string, smtp: string) {
    this.entry = entry;
    this.#workerd = workerd;
    this.#smtp = smtp;
  }

  /** Publishes a site as the demo shop; every later start has it. */
  async prepare(site: Site): Promise<void> {
    await this.#start(this.#template);
    await this.firstAnswer("GET", "/v1/health");
    await this.publish(site);
    await this.stop();
  }

  /** Publishes another configuration of the demo shop. */
  async publish({ type, body }: Site): Promise<void> {
    const headers = { "content-type": type, authorization: `Bearer ${TOKEN}` };
    const response = await fetch(`${this.url}/v1/sites/demo`, { method: "PUT", headers, body });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  }

  /** The demo shop's configuration as the worker keeps it. */
  get configuration(): string {
    return `${this.select("SELECT config FROM site")[0].config}`;
  }

  /** Rows of the demo shop as they stand on disk. */
  select(query: string): Record<string, unknown>[] {
    const folder = this.#data || this.#template;
    const [name] = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /[0-9a-f]{64}\.sqlite$/.test(name));
    const database = new DatabaseSync(join(folder, name), { readOnly: true });
    try {
      return database.prepare(query).all();
    } finally {
      database.close();
    }
  }

  /** Starts on a fresh copy of the data; nothing has been asked yet. Gives the inspector's port. */
  async start({ inspected = false } = {}): Promise<number> {
    this.#data = mkdtempSync(join(tmpdir(), "data-"));
    cpSync(this.#template, this.#data, { recursive: true });
    const inspector = inspected ? await freePort() : 0;
    if (inspected) await this.#start(this.#data, this.entry.named, [`--inspector-addr=127.0.0.1:${inspector}`]);
    else await this.#start(this.#data);
    return inspector;
  }

  async #start(data: string, capnp = this.entry.capnp, more: string[] = []): Promise<void> {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    const words = ["serve", capnp, `--socket-addr=http=127.0.0.1:${port}`, `--directory-path=data=${data}`];
    const child = spawn(this.#workerd, [...words, ...more], {
      cwd: ROOT,
      env: { ADMIN_TOKEN: TOKEN, SMTP_URL: this.#smtp, PUBLIC_URL: "https://care.example", WEBHOOK_HOSTS: "127.0.0.1" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    // The runtime's notes to its makers, such as of alarms that are late under load, are not for us.
    child.stderr.on("data", (said: Buffer) => {
      const lines = said.toString().split("\n").filter((line) => line && !line.includes("NOSENTRY"));
      for (const line of lines) console.error(line);
    });
    this.#process = child;
  }

  /** Kills it; the data is still there. */
  async halt(): Promise<void> {
    const child = this.#process;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  }

  async stop(): Promise<void> {
    await this.halt();
    if (this.#data) rmSync(this.#data, { recursive: true, force: true });
    this.#data = "";
  }

  /** Removes what is left. */
  async leave(): Promise<void> {
    await this.stop();
    rmSync(this.#template, { recursive: true, force: true });
  }

  /** Milliseconds until the first good answer, asked again and again. */
  async firstAnswer(method: string, path: string, body?: string): Promise<number> {
    const began = performance.now();
    for (;;) {
      const status = await this.#ask(method, path, body).catch(() => undefined);
      if (status === 200 || status === 201) return performance.now() - began;
      if (status !== undefined) throw new Error(`${method} ${path}: ${status}`);
      if (performance.now() - began > 20_000) throw new Error(`${this.entry.capnp} does not answer`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  #ask(method: string, path: string, body?: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request(this.url + path, { method, headers: { "content-type": "application/json" } }, (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }

  async load(name: string, connections: number, ms: number): Promise<Load> {
    const before = this.#cpuMs();
    const words = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning", join(import.meta.dirname, "load.ts")];
    const { stdout } = await run(process.execPath, [...words, this.url, name, `${connections}`, `${ms}`]);
    return { ...JSON.parse(stdout), cpuMs: this.#cpuMs() - before };
  }

  /** Processor time so far, in user and kernel mode. */
  #cpuMs(): number {
    const stat = readFileSync(`/proc/${this.#process?.pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }

  /** Memory in use, in bytes. */
  get memory(): number {
    const status = readFileSync(`/proc/${this.#process?.pid}/status`, "utf8");
    return Number(status.match(/^VmRSS:\s+(\d+) kB$/m)?.[1]) * 1024;
  }
}
