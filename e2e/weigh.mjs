// How many bytes something is, and how many of them travel.
import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Raw, brotli (quality 11) and gzip (level 9) bytes. */
export function weigh(body) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  return {
    raw: body.length,
    brotli: brotliCompressSync(body, { params }).length,
    gzip: gzipSync(body, { level: 9 }).length,
  };
}

// `node weigh.mjs FILE…` prints one entry per file.
if (import.meta.url === pathToFileURL(argv[1]).href) {
  console.log(JSON.stringify(argv.slice(2).map((file) => weigh(readFileSync(file)))));
}
