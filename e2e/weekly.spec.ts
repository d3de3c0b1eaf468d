// The weekly mail: on Monday at eight owners and leads read how last week went.

import { expect, test } from "@playwright/test";
import { DEMO, MailCatcher, Worker } from "./stack.ts";
import { tables } from "./tables.ts";

const DAY = 86_400_000;
/** Wednesday of last week at noon in UTC: the same day in Rome. */
const wednesday = (() => {
  const today = new Date();
  today.setUTCHours(12, 0, 0, 0);
  return today.getTime() - (((today.getUTCDay() + 6) % 7) + 5) * DAY;
})();
const at = (minutes: number) => new Date(wednesday + minutes * 60_000).toISOString();
/** More than are counted in one go. */
const STORIES = Array.from({ length: 130 }, (_, n) => ({
  id: `story-${n}`,
  email: `anna${n}@posta.example`,
  name: "Anna",
  owner: "marta",
  messages: [
    { at: at(0), text: "Dov'è il mio pacco?" },
    { at: at(30), agent: "marta", text: "Arriva domani." },
  ],
  statuses: [{ at: at(30), status: "resolved" }],
}));
const SITES = ["bottega", "workshop", "quiet"];

/** The demo shop under its own addresses, with a lead and somebody who looks on beside owner and agent. */
function shop(site: string): string {
  const more = [["livia", "lead"], ["ugo", "read_only"]].map(
    ([id, role]) => `[[agents]]\nid = "${id}"\nname = "${id}"\nemail = "${id}@bottega-lume.example"\nrole = "${role}"\n\n`,
  );
  const toml = DEMO.replace("[[agents]]", `${more.join("")}[[agents]]`).replaceAll("@bottega-lume.example", `@${site}.example`);
  return site === "workshop" ? toml.replace('languages = ["it", "en"]', 'languages = ["en", "it"]') : toml;
}

let catcher: MailCatcher;
let worker: Worker;

test.beforeAll(async () => {
  catcher = await MailCatcher.start();
  worker = await Worker.start({ SMTP_URL: catcher.smtp });
  for (const site of SITES) {
    await worker.publish(site, shop(site));
    if (site === "quiet") continue;
    const response = await worker.admin(`${site}/history`, {
      method: "POST",
      headers: { "content-type": "application/x-ndjson" },
      body: STORIES.map((story) => JSON.stringify(story)).join("\n"),
    });
    expect(await response.json()).toMatchObject({ taken: 130, refused: [] });
  }
});
test.afterAll(async () => {
  await worker?.stop();
  await catcher?.stop();
});

/** The weekly mails there are, by whom they went to. */
async function weekly() {
  const mails = (await catcher.mails()).filter(({ text }) => SITES.some((site) => text.includes(`/desk/${site}/reports`)));
  return mails.sort((a, b) => a.to[0].address.localeCompare(b.to[0].address));
}
const readers = async () => (await weekly()).flatMap(({ to }) => to.map(({ address }) => address));

/** When the mail is due, site by site; where `due` is given, that comes at that moment instead. */
async function mondays(due?: number): Promise<number[]> {
  const found: number[] = [];
  await worker.kill();
  tables(worker, (db) => {
    const all = db.prepare("SELECT due_ms FROM timer WHERE ticket_id = '' AND kind = 'weekly'").all();
    found.push(...all.map(({ due_ms }) => Number(due_ms)));
    if (due === undefined) return;
    db.prepare("UPDATE timer SET due_ms = ? WHERE ticket_id = '' AND kind = 'weekly'").run(due);
    // Nothing is counted when the week ends, as after a release that counts otherwise.
    db.exec("DELETE FROM rollup; DELETE FROM counted; INSERT OR IGNORE INTO uncounted (ticket_id) SELECT id FROM ticket");
  });
  await worker.restart();
  return found;
}

/** Has every site do what is due, as an acknowledged request shows. */
async function go(round: string): Promise<void> {
  for (const site of SITES) {
    const sent = await worker.submit(site, { name: "Ada", email: `${round}@${site}.example`, message: "Avete vasi blu?" });
    expect(sent.status).toBe(201);
  }
  for (const site of SITES) await expect.poll(async () => (await catcher.to(`${round}@${site}.example`)).length).toBe(1);
}

const ALL = ["livia@bottega.example", "livia@workshop.example", "marta@bottega.example", "marta@workshop.example"];

test("goes to owners and leads once, in the site's language, and to nobody after a silent week", async () => {
  // Nothing is sent before its time.
  await go("before");
  expect(await readers()).toEqual([]);

  const due = await mondays(Date.now() - 60_000);
  expect(due).toHaveLength(3);
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Rome", weekday: "long", hour: "2-digit", minute: "2-digit" });
  for (const moment of due) {
    expect(moment).toBeGreaterThan(Date.now());
    expect(moment).toBeLessThan(Date.now() + 7 * DAY);
    expect(clock.format(moment)).toBe("Monday 08:00");
  }
  await go("first");
  await expect.poll(readers).toEqual(ALL);
  const mails = await weekly();
  const [italian, english] = [mails[2], mails[3]];
  expect(italian.subject).toMatch(/^Avete risposto entro la promessa nel 100 % dei casi/);
  expect(italian.text).toContain("Ricevute: 130");
  expect(italian.text).toContain(`${worker.url}/desk/bottega/reports`);
  expect(italian.html).toContain('lang="it"');
  expect(english.subject).toMatch(/^You answered 100 % within your promise/);
  expect(english.text).toContain("Received: 130");
  expect(english.html).toContain('lang="en"');
  expect(mails[0].subject).toBe(italian.subject);

  // Neither a restart nor the day's requests send it again; the next one comes on the next Monday.
  expect(await mondays()).toEqual(due);
  await go("second");
  expect(await readers()).toEqual(ALL);
  await mondays(Date.now() - 60_000);
  await go("third");
  await expect.poll(readers).toEqual([...ALL, ...ALL].sort());
});
