// The rows of what a search found, as `results` in home.rs draws them for the server's pages. They
// change with every key: those in sight are drawn at once, the others once these are painted.
const IN_SIGHT = 8;
// Milliseconds.
const PAINTED = 40;

const special = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text) => text.replace(/[&<>"]/g, (one) => special[one]);

const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];

// Marks are places in a text's UTF-8, which are those of its letters where it has no others than ASCII's.
const marked = (text, marks) => {
  const bytes = /^[\0-\x7f]*$/.test(text) ? text : encoder.encode(text);
  const piece = (from, to) => escape(bytes === text ? text.slice(from, to) : decoder.decode(bytes.subarray(from, to)));
  let [html, from] = ["", 0];
  marks.forEach((to, n) => {
    const words = piece(from, to);
    html += n % 2 && words ? `<mark>${words}</mark>` : words;
    from = to;
  });
  return html + piece(from);
};

let later;

/** How many were found, and the rows in sight. `named` says what a language calls itself. */
export const rows = ({ site, lang: own, keep, questions, categories }, found, named) => {
  const row = ({ question, marks }) => {
    const { id, text, lang, category } = questions[question];
    const small = (words) => (words ? `<small>${escape(words)}</small>` : "");
    const [as, dir] = lang ? [` lang="${escape(lang)}"`, ' dir="auto"'] : ["", ""];
    const other = lang && lang !== own && small(named(lang));
    const href = escape(`/p/${site}/faq/${id}${keep}`);
    return `<li><a href="${href}"${as}><span><span${dir}>${marked(text, marks)}</span>${other || ""}${small(categories?.[category])}</span></a></li>`;
  };
  clearTimeout(later);
  later = setTimeout(() => {
    const list = document.querySelector(".found");
    if (!list || list.hidden) return;
    while (list.children.length > IN_SIGHT) list.lastChild.remove();
    list.insertAdjacentHTML("beforeend", found.slice(IN_SIGHT).map(row).join(""));
  }, PAINTED);
  return { count: found.length, html: found.slice(0, IN_SIGHT).map(row).join("") };
};
