// The panel's first page in Hono's JSX: the document of edge/src/page.rs around the components of
// widget/src.

import { raw } from "hono/html";
import { Icon } from "./icon.tsx";
import type { Contact, Panel, Question } from "./panel.ts";
import { Catalogue } from "./site.ts";

declare const BUILD: string;

/** JSON that can stand inside a script element. */
const embedded = (value: unknown) =>
  JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

const Channel = ({ contact, texts }: { contact: Contact; texts: Catalogue }) => (
  <li>
    <a href={contact.href} target={contact.external ? "_blank" : undefined} rel={contact.external ? "noopener" : undefined}>
      <Icon name={contact.kind} />
      <span class="text">
        <span class="label">{contact.label}</span>
        {contact.value && contact.value !== contact.label && <span class="value" dir="auto">{contact.value}</span>}
        {contact.note && <span class="hint">{contact.note}</span>}
      </span>
      {contact.external && (
        <>
          <span class="unseen"> ({texts.get("OpensNewTab")})</span>
          <Icon name="leave" />
        </>
      )}
    </a>
  </li>
);

/** The questions by category; those without one last. */
function groups(panel: Panel, texts: Catalogue): [string | undefined, Question[]][] {
  const found: [string | undefined, Question[]][] = panel.categories.map((name) => [name, []]);
  const others: Question[] = [];
  for (const question of panel.questions) {
    (question.category === null ? others : found[question.category][1]).push(question);
  }
  const named = found.filter(([, members]) => members.length);
  if (others.length) named.push([named.length ? texts.get("OtherQuestions") : undefined, others]);
  return named;
}

const Panel = ({ panel, texts }: { panel: Panel; texts: Catalogue }) => {
  const link = (path: string) => `/p/${panel.site}${path}${panel.keep}`;
  const [first, rest] = panel.greeting.split(/\. (.*)/s, 2);
  const kept = [...new URLSearchParams(panel.keep)];
  const label = panel.embedded ? panel.name : undefined;
  const embed = panel.keep.includes("embed=inline") ? "inline" : "floating";
  return (
    <div id="panel">
      <div class="frame" data-embed={panel.embedded ? embed : undefined}>
        <header aria-label={label}><p class="brand">{panel.name}</p></header>
        <main aria-label={label}>
          <div class="hello">
            <h1 tabindex={-1}>{rest ? `${first}.` : first}</h1>
            {rest && <p class="lead">{rest}</p>}
            <form class="search" role="search" action={link("")}>
              {kept.map(([name, value]) => <input type="hidden" name={name} value={value} />)}
              <label class="unseen" for="q">{texts.get("Search")}</label>
              <Icon name="search" />
              <input
                id="q" name="q" type="search" autocomplete="off" enterkeyhint="search"
                placeholder={texts.get("Search")} value=""
              />
              <button>{texts.get("SearchButton")}</button>
            </form>
          </div>
          <section class="questions" aria-labelledby="questions">
            <h2 id="questions">{texts.get("Questions")}</h2>
            <p class="count" hidden><span></span> <a href={link("")}>{texts.get("ClearSearch")}</a></p>
            <p class="hint" hidden>{texts.get("ResultsNoneHint")}</p>
            {groups(panel, texts).map(([name, members]) => (
              <section>
                {name && <h3>{name}</h3>}
                <ul class="rows">
                  {members.map(({ id, lang, text }) => (
                    <li><a href={link(`/faq/${id}`)} lang={lang ?? undefined}>{text}</a></li>
                  ))}
                </ul>
              </section>
            ))}
            {panel.questions.length === 0 && <p class="hint">{texts.get("NoQuestions")}</p>}
          </section>
          <section class="contact" aria-labelledby="contact">
            <h2 id="contact">{texts.get("Contact")}</h2>
            <p class="hint">{texts.get("WriteHint")}</p>
            {panel.contacts.length > 0 && (
              <ul class="channels">
                {panel.contacts.map((contact) => <Channel contact={contact} texts={texts} />)}
              </ul>
            )}
          </section>
          <p class="write">
            <a class="primary" href={link("/write")}><Icon name="pencil" />{texts.get("WriteToUs")}</a>
          </p>
        </main>
        <footer aria-label={label}><p>{texts.get("Credit")}</p></footer>
        <p class="unseen" id="live" role="status"></p>
      </div>
    </div>
  );
};

/** The whole document. */
export const Page = ({ panel, own, theme }: { panel: Panel; own: string; theme: string }) => {
  const texts = Catalogue.of(panel.lang);
  return (
    <html lang={panel.lang} dir={panel.dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover,interactive-widget=resizes-content" />
        <meta name="color-scheme" content="light dark" />
        <title>{texts.get("Questions")} · {panel.name}</title>
        <style>{raw(theme)}</style>
        <link rel="stylesheet" href={`/a/${BUILD}/panel.css`} />
        <link rel="icon" href="data:," />
        <link rel="canonical" href={`${own}/help/${panel.site}`} />
        <link rel="modulepreload" href={`/a/${BUILD}/panel.js`} />
        <link rel="preload" as="fetch" type="application/wasm" crossorigin="" href={`/a/${BUILD}/panel.wasm`} />
      </head>
      <body>
        <Panel panel={panel} texts={texts} />
        <script type="application/json" id="premura-data">{raw(embedded(panel))}</script>
        <script type="module" src={`/a/${BUILD}/panel.js`}></script>
      </body>
    </html>
  );
};
