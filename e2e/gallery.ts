// Pictures of what people see, for docs/gallery.md. They are kept in docs/gallery where PREMURA_WRITE
// is set, else among the results; the page has to show each of them either way.

import { expect, type Page } from "@playwright/test";
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DOCS = join(import.meta.dirname, "../docs");
const FOLDER = process.env.PREMURA_WRITE ? join(DOCS, "gallery") : join(import.meta.dirname, "results/gallery");
/** Bytes of one picture, and of all. */
const MOST = 60_000;
const ALL = 3_000_000;

/** The names of the pictures docs/gallery.md shows. */
export function shown(): string[] {
  const page = readFileSync(join(DOCS, "gallery.md"), "utf8");
  return [...page.matchAll(/gallery\/([a-z0-9-]+)\.webp/g)].map(([, name]) => name).sort();
}

/** What stands in docs/gallery, each file within its size. */
export function kept(): string[] {
  const files = readdirSync(join(DOCS, "gallery"));
  const sizes = files.map((file) => statSync(join(DOCS, "gallery", file)).size);
  for (const [n, size] of sizes.entries()) expect(size, files[n]).toBeLessThanOrEqual(MOST);
  expect(sizes.reduce((sum, size) => sum + size, 0), "all pictures").toBeLessThanOrEqual(ALL);
  return files.map((file) => file.replace(/\.webp$/, "")).sort();
}

/** The pictures of one part of Premura; their names begin with the part's. */
export class Gallery {
  readonly #part: string;
  readonly #made = new Set<string>();

  constructor(part: string) {
    this.#part = part;
  }

  /** Takes a picture of what is in sight; `state` and `look` make its name. */
  async show(page: Page, state: string, look: string): Promise<void> {
    const name = `${this.#part}-${state}-${look}`;
    await page.emulateMedia({ reducedMotion: "reduce" });
    for (const frame of page.frames()) {
      // What nobody sees need not be drawn.
      if (frame !== page.mainFrame() && !(await (await frame.frameElement()).isVisible())) continue;
      await frame.evaluate(async () => {
        await document.fonts.ready;
        const pictures = [...document.images].filter((image) => image.checkVisibility() && image.loading !== "lazy");
        await Promise.all(pictures.map((image) => image.decode().catch(() => {})));
      });
    }
    const session = await page.context().newCDPSession(page);
    let picture = Buffer.alloc(0);
    for (const quality of [88, 80, 70, 60, 45]) {
      const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality });
      picture = Buffer.from(data, "base64");
      if (picture.length <= MOST) break;
    }
    await session.detach();
    expect(picture.length, name).toBeLessThanOrEqual(MOST);
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, `${name}.webp`), picture);
    this.#made.add(name);
  }

  /** After the last: the page shows all that were made of this part, and no others. */
  complete(): void {
    expect([...this.#made].sort()).toEqual(shown().filter((name) => name.startsWith(`${this.#part}-`)));
  }
}
