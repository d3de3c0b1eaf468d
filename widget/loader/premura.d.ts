// The types of what `premura.js` puts on a page. Download this file from where the script comes from,
// and put it beside your sources or name it in `tsconfig.json`. It declares globals only.

/** Premura's launcher and panel on this page; of several sites, the first. */
declare const Premura: Premura.Api;

interface Window {
  /** Not there before the script has run, unless the page defines the queue. */
  Premura?: Premura.Api;
}

declare namespace Premura {
  /**
   * Every call gives a promise, fulfilled when it is done. One that nobody waits for is never an
   * error of the page. Each may also be made by its name, `Premura("open")`, which is how calls are
   * made before the script has run.
   */
  interface Api extends Verbs {
    <Type extends EventType>(verb: "on" | "once" | "off", type: Type, listener: Listener<Type>): Promise<void>;
    <Verb extends Exclude<keyof Verbs, "on" | "once" | "off">>(verb: Verb, ...args: Parameters<Verbs[Verb]>): Promise<void>;
    /** Each site on this page by its id, where there are several. */
    readonly sites: Readonly<Record<string, Api>>;
  }

  interface Verbs {
    /** Opens the panel; done when it is there. */
    open(): Promise<void>;
    /** Closes it. What was typed stays. */
    close(): Promise<void>;
    /** Closes it or opens it. */
    toggle(): Promise<void>;
    /** Shows the launcher again. */
    show(): Promise<void>;
    /** Hides the launcher; while the panel is open it stays, to close it by. */
    hide(): Promise<void>;
    /** Opens the panel with what is found for these words. */
    search(words: string): Promise<void>;
    /** Opens the panel with one FAQ, by its id. Fails with `not_found` where there is none. */
    article(id: string): Promise<void>;
    /** Opens the panel with a survey: `csat`, `nps`, `ces` or one of the site's own, by its id. */
    survey(id: string): Promise<void>;
    /** Opens the panel with the customer's requests. */
    requests(): Promise<void>;
    /**
     * Puts these FAQs first in the panel's first view, by their ids, before what the site suggests
     * for the page. Ids there are not are passed over; an empty list takes them back. Kept until the
     * panel is opened, and for as long as the page stays.
     */
    suggest(ids: readonly string[]): Promise<void>;
    /** Fills the form in. What is not given stays as it is. Kept until the panel is opened. */
    prefill(values: Prefill): Promise<void>;
    /** Says who the customer is. Kept until the panel is opened. */
    identify(person: Person): Promise<void>;
    /** Calls a listener at each such event. */
    on<Type extends EventType>(type: Type, listener: Listener<Type>): Promise<void>;
    /** Calls it no more. */
    off<Type extends EventType>(type: Type, listener: Listener<Type>): Promise<void>;
    /** Calls a listener at the next such event. */
    once<Type extends EventType>(type: Type, listener: Listener<Type>): Promise<void>;
    /** Forgets on this device who the customer is, what was typed and what was sent: at signing out. */
    reset(): Promise<void>;
    /** Takes the launcher and all panels of this site off the page. */
    destroy(): Promise<void>;
    /**
     * Counts this visit as one that came to what the shop hopes for. It counts once in a tab, and only
     * where a request was sent in it; nothing else is sent along.
     */
    track(outcome: "converted"): Promise<void>;
  }

  interface Prefill {
    name?: string;
    email?: string;
    phone?: string;
    /** The id of one of the site's topics. */
    topic?: string;
    message?: string;
    /** A topic's own field, by its id. */
    [field: `field.${string}`]: string | undefined;
  }

  /** An address or the site's own id is needed. */
  type Person = ({ email: string; id?: string } | { email?: undefined; id: string }) & {
    /**
     * HMAC-SHA256 in hexadecimal of `email`, or of `id` where no address is given, under the site's
     * identity secret. Made on your server. Without it what is said is marked as unverified.
     */
    hmac?: string;
    name?: string;
    phone?: string;
  };

  /** What is told about each event. */
  interface Events {
    /** The panel does everything it can. */
    ready: undefined;
    open: undefined;
    close: undefined;
    /** Something was searched for. */
    search: { query: string; results: number };
    /** An answer was shown. */
    "article-viewed": { id: string; question: string };
    /** A reader said whether an answer helped. */
    "article-rated": { id: string; helpful: boolean };
    /** A request arrived. */
    "ticket-created": { id: string; reference: string };
  }

  type EventType = keyof Events;
  type Listener<Type extends EventType> = (event: CustomEvent<Events[Type]>) => void;

  /** Why a call could not be done. */
  interface Failure extends Error {
    code:
      | "invalid_argument"
      /** There is no such answer. */
      | "not_found"
      /** Our server did not answer; the launcher says so and offers `data-email` and `data-phone`. */
      | "unreachable"
      /** The page's `frame-src` lacks our origin; the panel was opened in a tab if the browser let us. */
      | "blocked"
      /** Not so often. */
      | "too_many_requests"
      /** The panel could not do it, or went on to another page. */
      | "failed"
      /** The launcher was taken off the page. */
      | "destroyed";
  }
}
