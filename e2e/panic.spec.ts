// A panic stays its own, wherever it is raised: who was waiting in the same instance is told at
// once and comes back with the same key, everybody else is answered, and nothing that was
// acknowledged is lost or done twice. On a build made for this, which panics when it is asked to.

import { expect, test } from "@playwright/test";
import { DEMO, demoWith, Receiver, TOKEN, Worker } from "./stack.ts";

const SITES = ["one", "two"];
const CLIENTS = 4;

let worker: Worker;
let receiver: Receiver;

test.skip(!process.env.PREMURA_PANIC, "only with the build that panics");

test.beforeAll(async () => {
  receiver = await Receiver.start();
  worker = await Worker.start({}, process.env.PREMURA_PANIC);
  for (const site of SITES) await worker.publish(site, demoWith(receiver));
});

test.afterAll(async () => {
  await worker?.stop();
  receiver?.stop();
});

/** What clients were told, and had to send again. */
class Crowd {
  readonly acknowledged = new Map<string, { site: string; id: string }>();
  repeated = 0;
  /** The longest that anybody waited for one answer, in milliseconds. */
  longest = 0;
  #number = 0;
  #over = false;

  async client(site: string): Promise<void> {
    while (!this.#over) {
      const email = `c${this.#number++}@posta.example`;
      for (;;) {
        const began = performance.now();
        const response = await worker.submit(site, { email, message: email }, { "idempotency-key": `key-of-${email}` });
        this.longest = Math.max(this.longest, performance.now() - began);
        const answer = await response.json();
        if (response.ok) {
          this.acknowledged.set(email, { site, id: answer.id });
          break;
        }
        expect(response.status).toBe(503);
        expect(response.headers.get("retry-after")).toBe("5");
        expect(answer.code).toBe("unavailable");
        this.repeated += 1;
      }
    }
  }

  end(): void {
    this.#over = true;
  }
}

async function all(site: string): Promise<{ id: string; email: string }[]> {
  const found = [];
  for (let next = ""; ; ) {
    const page = await (await worker.admin(`${site}/tickets${next}`)).json();
    found.push(...page.tickets);
    if (!page.next) return found;
    next = `?cursor=${page.next}`;
  }
}

test("a panic in the worker, in an object or in an alarm loses and doubles nothing", async () => {
  test.setTimeout(180_000);
  const crowd = new Crowd();
  const clients = SITES.flatMap((site) => Array.from({ length: CLIENTS }, () => crowd.client(site)));
  const more = async (count: number) => {
    const goal = crowd.acknowledged.size + count;
    await expect.poll(() => crowd.acknowledged.size, { timeout: 20_000 }).toBeGreaterThan(goal);
  };
  await more(10);
  for (const where of ["worker", "object", "alarm", "object", "worker", "alarm"]) {
    const before = worker.log.split("a test asked for it").length;
    const answer = await fetch(`${worker.url}/v1/panic?where=${where}&site=one`, { method: "POST" });
    expect(answer.status).toBe(where === "alarm" ? 200 : 503);
    // An alarm that was cut short by the panic before is run again after a pause that grows.
    await expect.poll(() => worker.log.split("a test asked for it").length, { timeout: 40_000 }).toBeGreaterThan(before);
    // Everybody is answered afterwards, on both sites.
    await more(20);
  }
  crowd.end();
  await Promise.all(clients);
  expect(crowd.longest).toBeLessThan(5_000);

  const stored = (await Promise.all(SITES.map(all))).flat();
  const emails = stored.map((ticket) => ticket.email);
  expect(new Set(emails).size, "nothing twice").toBe(emails.length);
  const ids = new Set(stored.map((ticket) => ticket.id));
  for (const { id } of crowd.acknowledged.values()) expect(ids).toContain(id);

  // Every ticket's event arrives; a repeat has the same id.
  const created = () => {
    const events = new Map<string, Set<string>>();
    for (const { body, headers } of receiver.deliveries) {
      const { type, data } = JSON.parse(body);
      if (type !== "ticket.created") continue;
      const of = events.get(data.ticket.email) ?? new Set();
      events.set(data.ticket.email, of.add(headers["webhook-id"] ?? ""));
    }
    return events;
  };
  await expect.poll(() => created().size, { timeout: 60_000 }).toBe(emails.length);
  for (const ids of created().values()) expect(ids.size).toBe(1);
  console.log(`${emails.length} requests, ${crowd.repeated} sent again, at most ${Math.round(crowd.longest)} ms for an answer`);
});

test("the build that is deployed has no address that panics", async () => {
  const deployed = await Worker.start();
  try {
    const answer = await fetch(`${deployed.url}/v1/panic?where=worker`, { method: "POST", headers: { authorization: `Bearer ${TOKEN}` } });
    expect(answer.status).toBe(404);
    await deployed.publish("demo", DEMO);
  } finally {
    await deployed.stop();
  }
});
