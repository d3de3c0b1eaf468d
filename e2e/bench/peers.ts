// What matching is measured beside: four libraries for search in the browser, each as its own
// documentation sets it up for a search box over titles and texts: prefixes and typos on, the title
// weighted twice. Every other way to ask is a document of its own, and a FAQ as good as its best:
// on Curekart's training part that is better for all four than a field beside the title.
import { create, insertMultiple, type Results, save, search } from "@orama/orama";
import { Charset, Index as FlexIndex } from "flexsearch";
import Fuse from "fuse.js";
import MiniSearch from "minisearch";
import type { Index, Set } from "./answers.ts";

interface Document {
  /** Its place, as text: what the libraries agree on. */
  id: string;
  faq: string;
  question: string;
  category: string;
  answer: string;
}

const FIELDS = ["question", "category", "answer"] as const;

function documents({ faqs }: Set): Document[] {
  return faqs
    .flatMap(({ id, question, also, category, answer }) => [
      { faq: id, question, category, answer },
      ...also.map((question) => ({ faq: id, question, category: "", answer: "" })),
    ])
    .map((document, place) => ({ id: String(place), ...document }));
}

/** The FAQs of documents, best first, each once. */
function faqs(found: [string, number][], limit: number): [string, number][] {
  const best = new Map<string, number>();
  for (const [faq, score] of found) if (!best.has(faq)) best.set(faq, score);
  return [...best].slice(0, limit);
}

/** https://github.com/lucaong/minisearch: “Search options”. */
function miniSearch(set: Set): Index {
  const index = new MiniSearch<Document>({
    fields: [...FIELDS],
    storeFields: ["faq"],
    searchOptions: { boost: { question: 2 }, prefix: true, fuzzy: 0.2 },
  });
  index.addAll(documents(set));
  return {
    search: (query, limit) =>
      faqs(index.search(query).map(({ faq, score }) => [faq, score]), limit),
    kept: () => JSON.stringify(index),
  };
}

/**
 * https://fusejs.io/token-search: for “search bars” and “document search”. Of sentences it finds
 * more at 0.3 than at its default of 0.6, which takes nearly every word for every other.
 */
function fuse(set: Set): Index {
  const all = documents(set);
  const index = new Fuse(all, {
    keys: FIELDS.map((name) => ({ name, weight: name === "question" ? 2 : 1 })),
    useTokenSearch: true,
    threshold: 0.3,
    includeScore: true,
    ignoreLocation: true,
    ignoreDiacritics: true,
  });
  return {
    // Its scores go from 0, perfect, to 1.
    search: (query, limit) =>
      faqs(index.search(query).map(({ item, score }) => [item.faq, 1 - (score ?? 1)]), limit),
    // It searches the documents themselves.
    kept: () => JSON.stringify([index.getIndex(), all]),
  };
}

/**
 * https://github.com/nextapps-de/flexsearch: “Fuzzy-Search” by tokenizer, encoder and suggestions.
 * It gives slots instead of scores; those of the fields are put together by weight.
 */
function flexSearch(set: Set): Index {
  const all = documents(set);
  const resolution = 9;
  const fields = FIELDS.map((field) => {
    const index = new FlexIndex({
      tokenize: "forward",
      encoder: Charset.LatinBalance,
      resolution,
    });
    for (const document of all) index.add(Number(document.id), document[field]);
    return { index, weight: field === "question" ? 2 : 1 };
  });
  return {
    search: (query, limit) => {
      const scores = new Map<number, number>();
      for (const { index, weight } of fields) {
        const options = { limit: all.length, suggest: true, resolve: false } as const;
        const slots = index.search(query, options).result as unknown as number[][];
        slots.forEach((ids, slot) => {
          for (const id of ids) {
            const score = weight * Math.max(1 - slot / resolution, 0.01);
            scores.set(id, (scores.get(id) ?? 0) + score);
          }
        });
      }
      const found = [...scores].sort((a, b) => b[1] - a[1]);
      return faqs(found.map(([id, score]) => [all[id].faq, score]), limit);
    },
    kept: () => {
      const parts: [string, string][] = [];
      for (const { index } of fields) {
        index.export((key: string, data: string) => void parts.push([key, data]));
      }
      return JSON.stringify([parts, all.map(({ faq }) => faq)]);
    },
  };
}

/** Orama's names of the languages its tokenizer knows. */
const LANGUAGES: Record<string, string> = {
  de: "german",
  en: "english",
  es: "spanish",
  fr: "french",
  it: "italian",
  pt: "portuguese",
};

/** https://docs.orama.com/docs/orama-js/search: “Typo tolerance”, “Fields boosting”. */
function orama(set: Set): Index {
  const index = create({
    schema: { question: "string", category: "string", answer: "string", faq: "enum" },
    components: {
      tokenizer: {
        language: LANGUAGES[set.lang] ?? "english",
        // English is the one language whose stemmer comes with it.
        stemming: set.lang === "en",
      },
    },
  });
  const all = documents(set);
  insertMultiple(index, all, all.length);
  return {
    search: (query, limit) => {
      const options = { term: query, limit: all.length, tolerance: 1, boost: { question: 2 } };
      const { hits } = search(index, options) as Results<Document>;
      return faqs(hits.map(({ document, score }) => [document.faq, score]), limit);
    },
    kept: () => JSON.stringify(save(index)),
  };
}

/** By their names on npm. */
export const peers: Record<string, (set: Set) => Index> = {
  minisearch: miniSearch,
  "fuse.js": fuse,
  flexsearch: flexSearch,
  "@orama/orama": orama,
};
