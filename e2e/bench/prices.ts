// What Cloudflare asks, in US dollars, beyond what each plan includes; and what its free plan gives
// in a day. As of November 2026; objects' requests and time were read at the last of these pages, the
// others by way of pages that quote them: look them up anew before relying on them.
// https://developers.cloudflare.com/workers/platform/pricing/
// https://developers.cloudflare.com/workers/platform/limits/
// https://developers.cloudflare.com/durable-objects/platform/pricing/

/** Per million, on Workers Paid ($5 a month). */
export const PER_MILLION = {
  /** Beyond 10 million a month. */
  requests: 0.3,
  /** Milliseconds of processor time, beyond 30 million a month. */
  cpuMs: 0.02,
  /** Requests to objects, alarms among them, beyond 1 million a month. */
  objectRequests: 0.15,
  /** Gigabyte-seconds of objects in memory, beyond 400,000 a month. */
  objectGbS: 12.5,
  /** Rows of SQLite written, beyond 50 million a month; setting an alarm counts as one. */
  rowsWritten: 1.0,
  /** Rows of SQLite read, beyond 25,000 million a month. */
  rowsRead: 0.001,
};

/** Memory an object is billed for, in gigabytes. */
export const OBJECT_GB = 0.128;

/** The free plan. */
export const FREE = {
  gzipBytes: 3_000_000,
  cpuMs: 10,
  requestsADay: 100_000,
  objectRequestsADay: 100_000,
  rowsWrittenADay: 100_000,
  rowsReadADay: 5_000_000,
};
