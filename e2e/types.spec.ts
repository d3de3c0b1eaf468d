// The types of the page's API, held to by the compiler integrators use.

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";

const HERE = import.meta.dirname;

/** The lines the compiler complains about, with its words. */
async function complaints(file: string): Promise<{ line: number; said: string }[]> {
  const compiler = join(HERE, "node_modules/typescript/bin/tsc");
  const options = ["--noEmit", "--strict", "--pretty", "false", "--target", "es2022", "--lib", "es2022,dom", "--types", "", "--noUncheckedIndexedAccess", "--ignoreConfig"];
  const files = [join(HERE, "types", file), join(HERE, "../widget/loader/premura.d.ts")];
  const { stdout } = await promisify(execFile)(process.execPath, [compiler, ...options, ...files]).catch((failure) => failure);
  return [...stdout.matchAll(/\((\d+),\d+\): (error .*)/g)].map(([, line, said]) => ({ line: Number(line), said }));
}

test("compile what is right", async () => {
  expect(await complaints("right.ts")).toEqual([]);
});

test("compile no line of what is wrong", async () => {
  const lines = readFileSync(join(HERE, "types/wrong.ts"), "utf8").trimEnd().split("\n");
  const code = lines.map((_, place) => place + 1).slice(1);
  expect([...new Set((await complaints("wrong.ts")).map(({ line }) => line))]).toEqual(code);
});

test("name every verb the launcher has, and every event the panel tells of", () => {
  const types = readFileSync(join(HERE, "../widget/loader/premura.d.ts"), "utf8");
  const loader = readFileSync(join(HERE, "../widget/loader/premura.js"), "utf8");
  const verbs = loader.match(/"(open toggle [a-z ]+)"/)![1].split(" ");
  const told = ["widget/entry.js", "widget/loader/api.js", "widget/src/browser/navigation.rs", "widget/src/browser/typing.rs", "widget/src/browser/client.rs"]
    .flatMap((path) => [...readFileSync(join(HERE, "..", path), "utf8").matchAll(/(?:\.event|emit)\(\s*"([\w-]+)"/g)])
    .map(([, event]) => event);
  const events = types.match(/interface Events {([^}]*(?:{[^}]*}[^}]*)*)}\n/)![1];
  const typed = [...events.matchAll(/^    "?([\w-]+)"?: /gm)].map(([, event]) => event);
  expect(typed.sort()).toEqual([...new Set([...told, "ready"])].sort());
  expect([...types.matchAll(/^    (\w+)(?:<[^(]*>)?\(.*\): Promise<void>;$/gm)].map(([, verb]) => verb).sort()).toEqual(verbs.sort());
});
