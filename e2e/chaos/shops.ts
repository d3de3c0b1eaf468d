// The sites that live through the chaos. This is the one place where their configuration is made:
// limits on how much one customer or address may send would be lifted here.

import { DEMO, SECRET } from "../stack.ts";
import type { Receiver } from "./receivers.ts";

/** A site, who receives its webhooks, and whom its team's mail goes to. */
export interface Shop {
  id: string;
  receivers: Receiver[];
  team: string | undefined;
  toml: string;
}

/** A site's file: the demo shop with these receivers. */
export function shop(id: string, receivers: Receiver[], team?: string): Shop {
  const members = team === undefined ? "[]" : `["${team}"]`;
  const hooks = receivers.map(({ url }) => `\n[[webhooks]]\nurl = "${url}"\nsecret = "${SECRET}"\n`);
  const toml = DEMO.replace(/^team = .*$/m, `team = ${members}`) + hooks.join("");
  return { id, receivers, team, toml };
}
