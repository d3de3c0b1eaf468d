// The panel's first page in Hono's JSX: the document of edge/src/page.rs around the components of
// widget/src.

import { raw } from "hono/html";
import sheet from "premura-sheet";
import { Icon } from "./icon.tsx";
import type { Contact, Panel, Question } from "./panel.ts";
import { Catalogue } from "./site.ts";

declare const BUILD: string;

/** JSON that can stand inside a script element. */
const embedded = (value: unknown) =>
  JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

const Channel = ({ contact, texts, link }: { contact: Contact; texts: Catalogue; link: (path: string) => string }) => {
  const { kind, label, value, state, note, external } = contact;
  const words = (
    <>
      <Icon name={kind} />
      <span class="text">
        <span class="label">{label}</span>
        {value && value !== label && <span class="value" dir="auto">{value}</span>}
        {state && <span class={contact.href ? "state works" : "state"}>{state}</span>}
        {note && <span class="hint">{note}</span>}
      </span>
    </>
  );
  if (!contact.href) return <li><div class="row">{words}</div></li>;
  const [, query] = contact.href.match(/^\/write\?(.*)/) ?? [];
  const form = link("/write");
  return (
    <li>
      <a
        class="row" href={query ? `${form}${form.includes("?") ? "&" : "?"}${query}` : contact.href}
        data-channel={kind} data-text={contact.text} target={external ? "_blank" : undefined} rel={external ? "noopener" : undefined}
      >
        {words}
        {external && (
          <>
            <span class="unseen"> ({texts.get("OpensNewTab")})</span>
            <Icon name="leave" />
          </>
        )}
      </a>
    </li>
  );
};

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
            <div class="notices">
              {(panel.notices || []).map(({ html, warns }) => (
                <div class={warns ? "notice warns" : "notice"}>
                  <Icon name={warns ? "alert" : "info"} />
                  <div>{raw(html)}</div>
                </div>
              ))}
            </div>
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
            <p class="asks">
              <a href={link("/ask")}>
                <Icon name="chat" />
                <span class="text">
                  <span class="label">{texts.get("AskTitle")}</span>
                  <span class="hint">{texts.get("AskHint")}</span>
                </span>
              </a>
            </p>
          </div>
          <div class="home">
            <section class="questions" aria-labelledby="questions">
              <h2 id="questions">{texts.get("HomeQuestions")}</h2>
              <p class="count" hidden>
                <span></span> <a href={link("")}>{texts.get("ClearSearch")}</a>
              </p>
              <p class="hint" hidden>{texts.get("ResultsNoneHint")}</p>
              <ol class="rows found" hidden></ol>
              <div class="all">
                <ul class="rows">
                  {panel.useful.map((place) => panel.questions[place]).map(({ id, lang, text }: Question) => (
                    <li><a href={link(`/faq/${id}`)} lang={lang ?? undefined}>{text}</a></li>
                  ))}
                </ul>
                {panel.questions.length > 5 && (
                  <p class="more">
                    <a href={link("/questions")}>{texts.get("AllQuestions")}<span class="hint"> ({panel.questions.length})</span></a>
                  </p>
                )}
              </div>
            </section>
            <div class="reach">
              <section class="contact" aria-labelledby="contact">
                <h2 id="contact">{texts.get("Contact")}</h2>
                <p class="hint">{panel.promise || texts.get("WriteHint")}</p>
                {panel.contacts.length > 0 && (
                  <ul class="channels">
                    {panel.contacts.map((contact) => <Channel contact={contact} texts={texts} link={link} />)}
                  </ul>
                )}
                <p class="more"><a href={link("/requests")}>{texts.get("RequestsHeading")}</a></p>
              </section>
              <p class="write">
                <a class="primary" href={link("/write")}><Icon name="pencil" />{texts.get("WriteToUs")}</a>
              </p>
            </div>
          </div>
        </main>
        <footer aria-label={label}><p>{texts.get("Credit")}</p></footer>
        <p
          class="unseen" id="live" role="status"
          data-offline={texts.get("Offline")} data-trouble={texts.get("TroubleWaiting")}
          data-sent={texts.get("SentLater")} data-request={texts.get("RequestPage")}
        ></p>
      </div>
    </div>
  );
};

export const SHEET = sheet.trimEnd();

/** Begins once the page is painted. */
export const BEGIN = `self.held=[];onmessage=e=>held.push(e);let go=()=>{go=()=>{};import("/a/${BUILD}/panel.js")};document.hidden||!innerWidth?go():requestAnimationFrame(()=>setTimeout(()=>go()));setTimeout(()=>go(),1e3)`;

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
        <style>{raw(SHEET)}</style>
        <link rel="icon" href="data:," />
        <link rel="canonical" href={`${own}/help/${panel.site}`} />
        <link rel="preload" as="script" crossorigin="" href={`/a/${BUILD}/panel.js`} />
        <link rel="preload" as="fetch" type="application/wasm" crossorigin="" href={`/a/${BUILD}/panel.wasm`} />
      </head>
      <body>
        <Panel panel={panel} texts={texts} />
        <script type="application/json" id="premura-data">{raw(embedded(panel))}</script>
        <script type="module">{raw(BEGIN)}</script>
      </body>
    </html>
  );
};
