// Opening hours and time as it passes while somebody is there, as shared/src/hours and
// shared/src/callback.rs: openings of a date are worked out once and kept.

import type { Hours, Site } from "./site.ts";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY = 86_400_000;
/** How far ahead the next opening is looked for, in days. */
const HORIZON = 400;
/** How far ahead business time is counted, in days. */
const MAX_DAYS = 3_660;

type Opening = readonly [from: number, to: number];

const clocks = new Map<string, { format: Intl.DateTimeFormat; known: Map<number, number> }>();

/** What a zone's clocks show beyond UTC; it changes at full quarters of an hour only. */
function offset(zone: string, at: number): number {
  let clock = clocks.get(zone);
  if (!clock) {
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23",
      year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    });
    clocks.set(zone, clock = { format, known: new Map() });
  }
  const quarter = Math.floor(at / QUARTER) * QUARTER;
  let known = clock.known.get(quarter);
  if (known === undefined) {
    // 11/23/2026, 09:05
    const said = clock.format.format(quarter);
    known = Date.UTC(+said.slice(6, 10), +said.slice(0, 2) - 1, +said.slice(3, 5), +said.slice(12, 14), +said.slice(15, 17)) - quarter;
    if (clock.known.size > 10_000) clock.known.clear();
    clock.known.set(quarter, known);
  }
  return known;
}

/** The wall clock of a zone, as if it were UTC. */
export const local = (zone: string, at: number) => at + offset(zone, at);

function instant(zone: string, wall: number): number {
  const guess = wall - offset(zone, wall);
  return wall - offset(zone, guess);
}

const iso = (date: number) => new Date(date).toISOString().slice(0, 10);
const stated = (hours: Hours) =>
  DAYS.some((day) => hours[day]?.length) || (hours.special ?? []).some((special) => special.hours.length);

function spans(hours: Hours, date: number): string[] {
  const name = iso(date);
  if (hours.closed.includes(name)) return [];
  const special = hours.special?.findLast(({ date, from, to }) => (date ?? from!) <= name && name <= (date ?? to!));
  return special?.hours ?? hours[DAYS[(new Date(date).getUTCDay() + 6) % 7]];
}

const kept = new WeakMap<Site, Map<number, Opening[]>>();

/** The openings of a date, in order of time. */
function openings(site: Site, date: number): Opening[] {
  let dates = kept.get(site);
  if (!dates) kept.set(site, dates = new Map());
  let found = dates.get(date);
  if (!found) {
    const moment = (time: string) => instant(site.time_zone, date + (+time.slice(0, 2) * 60 + +time.slice(3)) * MINUTE);
    found = spans(site.hours, date).map((span): Opening => [moment(span.slice(0, 5)), moment(span.slice(6))]);
    dates.set(date, found.sort((a, b) => a[0] - b[0]));
  }
  return found;
}

/** The day before `at`, whose last hours may not be over. */
const first = (site: Site, at: number) => Math.floor(local(site.time_zone, at) / DAY) * DAY - DAY;

/** Whether somebody is there, and until or from when. */
export type Status = { is: "unstated" } | { is: "open"; until: number } | { is: "closed"; opens?: number };

export function status(site: Site, at: number): Status {
  if (!stated(site.hours)) return { is: "unstated" };
  let until: number | undefined;
  const begin = first(site, at);
  for (let date = begin; date <= begin + HORIZON * DAY; date += DAY) {
    for (const [from, to] of openings(site, date)) {
      if (to <= at) continue;
      if (until === undefined) {
        if (from > at) return { is: "closed", opens: from };
        until = to;
      } else if (from <= until) {
        until = Math.max(until, to);
      } else {
        return { is: "open", until };
      }
      if (until - at > 7 * DAY) return { is: "open", until };
    }
  }
  return until === undefined ? { is: "closed" } : { is: "open", until };
}

/** The first moment by which so much time has passed, of opening hours or of the calendar. */
export function after(site: Site, clock: string, from: number, span: number): number | undefined {
  if (span <= 0 || clock === "calendar" || !stated(site.hours)) return from + Math.max(span, 0);
  let [left, counted, idle] = [span, from, 0];
  const begin = first(site, from);
  for (let date = begin; date < begin + MAX_DAYS * DAY && idle <= HORIZON; date += DAY) {
    idle += 1;
    for (const [start, end] of openings(site, date)) {
      const open = end - Math.max(start, counted);
      if (open <= 0) continue;
      if (open >= left) return Math.max(start, counted) + left;
      left -= open;
      counted = end;
      idle = 0;
    }
  }
  return undefined;
}

/** When a call can be asked for: at most twelve windows of at most two hours on five days. */
export function windows(site: Site, now: number): Opening[] {
  const found: Opening[] = [];
  const days = new Set<number>();
  const half = 2 * QUARTER;
  let cursor: number | undefined = instant(site.time_zone, Math.ceil(local(site.time_zone, now + half) / half) * half);
  for (let turn = 0; turn < 40 && cursor !== undefined; turn += 1) {
    const there = status(site, cursor);
    if (there.is === "unstated") return found;
    if (there.is === "closed") {
      cursor = there.opens;
      continue;
    }
    for (let from = cursor; from < there.until;) {
      const to = Math.min(from + 8 * QUARTER, there.until);
      days.add(Math.floor(local(site.time_zone, from) / DAY));
      if (days.size > 5 || found.length >= 12 || from - now >= 14 * DAY) return found;
      if (to - from >= half) found.push([from, to]);
      from = to;
    }
    cursor = there.until;
  }
  return found;
}
