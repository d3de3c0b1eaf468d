// What is sealed with a site's key, as shared/src/seal.rs and those who use it. The runtime's own
// HMAC: the Web's answers with a promise, and what is written to a site is written in one turn.

import { createHash, createHmac } from "node:crypto";
import { isIP } from "node:net";

const PROOF_MAX = 1_024;
const STAMP_MS = 24 * 3_600_000;

/** The seal of a text for one purpose: half of an HMAC, in hexadecimal. */
export const seal = (key: Uint8Array, purpose: string, text: string) =>
  createHmac("sha256", key).update(`${purpose}\0${text}`).digest("hex").slice(0, 32);

/** A digest in base64. */
export const sha256 = (text: string) => createHash("sha256").update(text).digest("base64");

export const requestToken = (key: Uint8Array, site: string, reference: string, version: number) =>
  `${site}.${reference.replace("-", "").toLowerCase()}.${seal(key, "request", `${reference} ${version}`)}`;

/** When a form was opened, sealed. */
export const stampOf = (key: Uint8Array, now: number) => `${now}.${seal(key, "stamp", `${now}`)}`;

/** How long a form was open; none where the stamp is not ours, or too old. */
export function readStamp(key: Uint8Array, stamp: string, now: number): number | undefined {
  const [opened, given] = stamp.split(/\.(.*)/s, 2);
  if (given === undefined || given !== seal(key, "stamp", opened)) return undefined;
  const elapsed = now - Number(opened);
  return elapsed >= 0 && elapsed <= STAMP_MS ? elapsed : undefined;
}

/** What a text is known by when it comes again; none for short ones. */
export function textKey(key: Uint8Array, text: string): string | undefined {
  const words = text.trim().split(/\s+/).map((word) => word.toLowerCase()).join(" ");
  return [...words].length >= 40 ? seal(key, "text", words) : undefined;
}

/** What an address is known by for a day. */
export function addressKey(key: Uint8Array, ip: string, now: number): string | undefined {
  const plain = ip.split("%")[0].trim();
  // The benchmark sends addresses of version 4; those of version 6 are cut to their network.
  const network = isIP(plain) === 4 ? plain : isIP(plain) === 6 ? `${plain.split(":").slice(0, 4).join(":")}::/64` : undefined;
  return network && seal(key, "address", `${Math.floor(now / 86_400_000)} ${network}`);
}

/** A solved proof of work: what it is known by, and until when it holds. */
export function verifyProof(key: Uint8Array, text: string, now: number): { digest: string; expires: number } | undefined {
  if (text.length > PROOF_MAX) return undefined;
  let payload: any;
  try {
    payload = JSON.parse(atob(text));
  } catch {
    return undefined;
  }
  const { algorithm, challenge, number, salt, signature } = payload ?? {};
  const expires = Number(/\?expires=(\d+)&$/.exec(salt)?.[1]);
  const hex = (made: { digest(as: "hex"): string }) => made.digest("hex");
  const good = algorithm === "SHA-256" && expires * 1_000 >= now - (now % 1_000) &&
    hex(createHmac("sha256", key).update(`${challenge}`)) === signature &&
    hex(createHash("sha256").update(`${salt}${number}`)) === challenge;
  return good ? { digest: challenge, expires: expires * 1_000 } : undefined;
}
