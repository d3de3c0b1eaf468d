// When receivers may make trouble. A delivery that failed once is repeated after five seconds, one
// that failed twice after five minutes: so that a run ends soon, each fails at its first attempt
// only, and not where that may have been cut off by a kill. Which may have been follows from the
// worker's taking what is due in order, a few at a time.

import type { Shop } from "./shops.ts";
import type { Submission } from "./customers.ts";

/**
 * So many requests of all sites after the newest that was seen at a kill may have been under way:
 * a site has at most 20 deliveries in flight, ten of them in one lane, and its clients' requests are
 * accepted nearly in order; those that got no answer come again up to 200 ms later.
 */
const UNDER_WAY = 100;

/** What is in force between two kills. */
export class Trouble {
  readonly #submissions: ReadonlyMap<string, Submission>;
  /** The newest request of each site that somebody got something about. */
  readonly #newest = new Map<Shop, number>();
  /** From this request on nothing was under way at a kill. */
  #untouched = new Map<Shop, number>();
  #over = false;
  /** Attempts that failed on purpose. */
  made = 0;

  constructor(submissions: ReadonlyMap<string, Submission>) {
    this.#submissions = submissions;
  }

  /** The worker was killed just now. */
  killed(): void {
    this.#untouched = new Map([...this.#newest].map(([shop, number]) => [shop, number + UNDER_WAY]));
  }

  /** From now on everybody is well. */
  end(): void {
    this.#over = true;
  }

  /** Whether the attempt that came just now, about this customer, may fail if it is the first. */
  mayBefall(email: string): boolean {
    const submission = this.#submissions.get(email);
    if (submission === undefined) return false;
    const { shop, number } = submission;
    this.#newest.set(shop, Math.max(number, this.#newest.get(shop) ?? 0));
    return !this.#over && number >= (this.#untouched.get(shop) ?? 0);
  }
}
