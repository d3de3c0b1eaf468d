// The sites that live through the chaos. This is the one place where their configuration is made;
// the demo shop of `stack.ts` comes with limits so wide that the load does not meet them.

import { DEMO, SECRET } from "../stack.ts";
import type { Receiver } from "./receivers.ts";

/** A site, who receives its webhooks, and whom its team's mail goes to. */
export interface Shop {
  id: string;
  receivers: Receiver[];
  team: string | undefined;
  /** Addresses of the agents; one of them gets each request. */
  agents: string[];
  toml: string;
}

/** A site's file: the demo shop with these receivers. */
export function shop(id: string, receivers: Receiver[], team?: string): Shop {
  const members = team === undefined ? "[]" : `["${team}"]`;
  const hooks = receivers.map(
    ({ manner, url }) => `\n[[webhooks]]\nid = "${manner}"\nurl = "${url}"\nsecret = "${SECRET}"\n`,
  );
  const toml = DEMO.replace(/^team = .*$/m, `team = ${members}`) + hooks.join("");
  const agents = [...DEMO.matchAll(/^\[\[agents\]\]\n(?:.+\n)*?email = "(.+)"$/gm)].map(([, email]) => email);
  return { id, receivers, team, agents, toml };
}
