// Lists that grow as they are read, so that 20,000 paragraphs open as fast as 20.

const STEP = 40,
  PRINTED = 1000;
let growNow = null; // shows more of the list at once, for printing

const growing = (items, make) => {
  const list = h("ol", { class: "items" });
  const end = h("button", { type: "button", class: "plain more", onclick: () => add(STEP) });
  let shown = 0;
  const add = (count) => {
    list.append(...items.slice(shown, shown + count).map(make));
    shown = Math.min(items.length, shown + count);
    end.hidden = shown >= items.length;
    end.textContent = `${thousands(items.length - shown)} more`;
    paintSearch();
  };
  add(STEP);
  growNow = add;
  new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && add(STEP), {
    rootMargin: "800px",
  }).observe(end);
  return [list, end];
};

// What one has to know before believing an article's tags: another language, a copy.
const flags = (article) => [
  isForeign(article) &&
    h(
      "span",
      { class: "flag", title: "geopol reads English alone; the tags of this article are guesses" },
      `in ${languageOf(article.language)}`,
    ),
  article.duplicate !== null && h("span", { class: "flag", title: `a copy of ${article.duplicate}` }, "copy"),
];

const paragraphItem = (paragraph) => {
  const { article } = paragraph;
  const open = () => go({ view: "article", article: article.id, p: String(paragraph.index) });
  const item = h(
    "li",
    { class: "item row", tabindex: "0", "data-article": article.id, "data-index": paragraph.index },
    badge(paragraph),
    h(
      "div",
      {},
      h(
        "p",
        { class: "hint" },
        h(
          "a",
          { href: address({ ...state, view: "article", article: article.id, p: String(paragraph.index) }) },
          article.title ?? article.id,
        ),
        [paragraph.heading, article.date].filter(Boolean).map((text) => ` · ${text}`),
        flags(article),
      ),
      h("p", {}, marked(paragraph)),
    ),
  );
  item.addEventListener("keydown", (event) => event.key === "Enter" && event.target === item && open());
  return item;
};

const articleItem = ([article, count]) => {
  const open = () => go({ view: "article", article: article.id, p: "" });
  const item = h(
    "li",
    { class: "item", tabindex: "0" },
    h("p", {}, h("a", { href: address({ ...state, view: "article", article: article.id, p: "" }) }, article.title ?? article.id)),
    strip(article),
    h(
      "p",
      { class: "hint" },
      [article.date, article.title && article.id, counted(count, "paragraph")].filter(Boolean).join(" · "),
      flags(article),
    ),
  );
  item.addEventListener("keydown", (event) => event.key === "Enter" && event.target === item && open());
  return item;
};

const drawParagraphs = (rows) => {
  dropCharts();
  byId("main").replaceChildren(
    ...(rows.length ? growing(rows, paragraphItem) : [h("p", { class: "wait" }, "No paragraph passes all the filters.")]),
  );
};

const drawArticles = (rows) => {
  dropCharts();
  const counts = [...countBy(rows, (paragraph) => [paragraph.article])];
  byId("main").replaceChildren(
    ...(counts.length ? growing(counts, articleItem) : [h("p", { class: "wait" }, "No article passes all the filters.")]),
  );
};

// What was searched for is lit where the browser can do so without touching the text.
const paintSearch = () => {
  if (!window.CSS?.highlights) return;
  CSS.highlights.delete("search");
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length || state.view === "overview") return;
  const walker = document.createTreeWalker(byId("main"), NodeFilter.SHOW_TEXT);
  const ranges = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data.toLowerCase();
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0 && at + word.length <= node.length; at = text.indexOf(word, at + word.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("search", new Highlight(...ranges));
};
