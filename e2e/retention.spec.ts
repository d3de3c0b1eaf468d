// Forgetting in time: what is done long enough is emptied of its customer.

import { expect, test } from "@playwright/test";
import { DEMO, Worker } from "./stack.ts";
import { tables } from "./tables.ts";

const DAY_MS = 86_400_000;

test("empties a request that is done as many days as the site says, and leaves the others", async () => {
  const worker = await Worker.start();
  try {
    await worker.publish("demo", `${DEMO}\n[privacy]\nkeep_days = 30\n`);
    const send = async (email: string) => {
      const response = await worker.submit("demo", { name: "Ada", email, message: "Dov'è il mio vaso?" });
      expect(response.status).toBe(201);
      return (await response.json()).id as string;
    };
    const [old, recent, open] = [await send("old@example.com"), await send("recent@example.com"), await send("open@example.com")];
    for (const id of [old, recent]) {
      const closed = await worker.admin(`demo/tickets/${id}`, {
        method: "PATCH",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ status: "closed" }),
      });
      expect(closed.status).toBe(200);
    }
    await worker.kill();
    tables(worker, (db) => {
      const age = db.prepare("UPDATE queue SET changed_ms = changed_ms - ? WHERE ticket_id = ?");
      age.run(31 * DAY_MS, old);
      age.run(29 * DAY_MS, recent);
      age.run(90 * DAY_MS, open);
    });
    await worker.restart();
    await expect.poll(async () => (await worker.ticket("demo", old)).ticket.email ?? null).toBeNull();
    expect(JSON.stringify(await worker.ticket("demo", old))).not.toContain("vaso");
    for (const id of [recent, open]) expect(JSON.stringify(await worker.ticket("demo", id))).toContain("vaso");
  } finally {
    await worker.stop();
  }
});
