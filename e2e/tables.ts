// The tables of the sites' objects, while nobody has them open: how a test lets time pass.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Worker } from "./stack.ts";

/** Changes the tables of every site; the worker has to be killed. */
export function tables(worker: Worker, change: (db: DatabaseSync) => void): void {
  const files = readdirSync(worker.data, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => name.endsWith(".sqlite"))) {
    const db = new DatabaseSync(join(worker.data, file));
    if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'queue'").get()) change(db);
    db.close();
  }
}
