// What the panel is drawn from: the same value, in the same order, as shared/src/panel.

import { Catalogue, dir, localized, sentences, text, type Site } from "./site.ts";

export interface Contact {
  kind: string;
  label: string;
  value: string;
  href: string;
  note: string;
  external: boolean;
}

export interface Question {
  id: string;
  category: number | null;
  text: string;
  also: string[];
  lang: string | null;
}

const BRANDS: Record<string, string> = {
  whatsapp: "WhatsApp", telegram: "Telegram", messenger: "Messenger", instagram: "Instagram",
  facebook: "Facebook", x: "X", linkedin: "LinkedIn", tiktok: "TikTok",
};
const PAGES: Record<string, string> = {
  telegram: "https://t.me/", messenger: "https://m.me/", instagram: "https://www.instagram.com/",
  facebook: "https://www.facebook.com/", x: "https://x.com/", linkedin: "https://www.linkedin.com/",
  tiktok: "https://www.tiktok.com/@",
};

function href(kind: string, value: string): string {
  if (kind === "email") return `mailto:${value}`;
  if (kind === "phone") return `tel:+${value.replace(/\D/g, "")}`;
  if (kind === "whatsapp") return `https://wa.me/${value.replace(/\D/g, "")}`;
  return kind === "link" ? value : PAGES[kind] + value.replace(/^@+/, "");
}

function contact(channel: Site["channels"][number], site: Site, lang: string, texts: Catalogue): Contact {
  const { kind } = channel;
  const value = channel.value.trim();
  const own = kind === "email" ? texts.get("ChannelEmail") : texts.get("ChannelPhone");
  const address = href(kind, value);
  return {
    kind,
    label: text(channel.label, lang, site.languages) || (BRANDS[kind] ?? own),
    value: kind === "link" ? "" : value,
    href: address,
    note: text(channel.note, lang, site.languages),
    external: address.startsWith("https:"),
  };
}

export type Panel = ReturnType<typeof panel>;

/** The panel of a site, in one language, at one moment. */
export function panel(id: string, site: Site, lang: string, embed: string | undefined, keep: string, now: number) {
  const texts = Catalogue.of(lang);
  const place = new Map(site.categories.map((category, n) => [category.id, n]));
  return {
    site: id,
    name: site.name,
    lang,
    dir: dir(lang),
    texts: texts.list,
    ...sentences(site, now, texts),
    categories: site.categories.map(({ label }) => text(label, lang, site.languages)),
    questions: site.faqs.map((faq): Question => {
      const [writtenIn, question] = localized(faq.question, lang, site.languages) ?? [lang, ""];
      return {
        id: faq.id,
        category: place.get(faq.category ?? "") ?? null,
        text: question,
        also: faq.also[writtenIn] ?? [],
        lang: writtenIn === lang ? null : writtenIn,
      };
    }),
    topics: site.topics.map((topic) => ({ id: topic.id, label: text(topic.label, lang, site.languages) })),
    contacts: site.channels.map((channel) => contact(channel, site, lang, texts)),
    origins: site.origins,
    embedded: embed !== undefined,
    keep,
    view: "Home",
  };
}
