// One article: its text with what was found in it, and the themes in the margin.

const GROUPS = {
  GPE: "place",
  LOC: "place",
  FAC: "place",
  NORP: "place",
  PERSON: "person",
  ORG: "body",
  EVENT: "event",
  LAW: "event",
  WEAPON: "thing",
  MONEY: "thing",
  DATE: "date",
};

const entityTip = (one) => [
  h("b", {}, one.name),
  table(
    [
      ["label", `${one.label}, ${LABELS[one.label] ?? ""}`],
      one.country >= 0 && ["country", `${nameOf(one.country)} (${codeOf(one.country)})`],
      one.candidates && ["may mean", one.candidates],
      one.how && ["told by", `${one.how}, right in ${share(one.score, 1)} of such cases`],
      one.metonym && ["stands for", "its government"],
    ].filter(Boolean),
  ),
];

const dateTip = (one) => [
  h("b", {}, one.value),
  table(
    [
      ["type", one.type],
      one.mod && ["modifier", one.mod],
      ["days", one.earliest || one.latest ? `${one.earliest ?? "…"} to ${one.latest ?? "…"}` : "no place in the calendar"],
      one.granularity && ["precise to the", one.granularity],
      one.anchor && [
        "rests on",
        { explicit: "the text itself", document: "the article's date", mention: "another date in the text" }[one.anchor] ??
          one.anchor,
      ],
    ].filter(Boolean),
  ),
];

const askFor = (one) => {
  if (one.label !== "DATE") return go({ view: "paragraphs", name: [...new Set([...state.name, `${one.label}:${one.name}`])] });
  if (one.earliest && one.latest) return go({ view: "paragraphs", told: `${yearOf(one.earliest)}..${yearOf(one.latest)}` });
  return undefined;
};

const mention = (paragraph, one) => {
  const tip = () => (one.label === "DATE" ? dateTip(one) : entityTip(one));
  const asked = () => askFor(one);
  const mark = h(
    "mark",
    { class: GROUPS[one.label] ?? "thing", "data-label": one.label, tabindex: "0", role: "button", tip, onclick: asked },
    paragraph.text.slice(one.start, one.end),
  );
  mark.addEventListener("keydown", (event) => event.key === "Enter" && (event.stopPropagation(), asked()));
  return mark;
};

const marked = (paragraph) => {
  const found = [...paragraph.entities(), ...paragraph.dates()].sort((a, b) => a.start - b.start);
  const parts = [];
  let at = 0;
  for (const one of found) {
    parts.push(paragraph.text.slice(at, one.start), mention(paragraph, one));
    at = one.end;
  }
  return [...parts, paragraph.text.slice(at)];
};

const themeTip = (paragraph) => {
  const scores = model.themes
    .map((theme, at) => [at, paragraph.scores[at]])
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4);
  const reasons = paragraph.why.map(([what, weight]) => [
    what,
    h("span", { class: weight < 0 ? "against" : "for" }, `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(2)}`),
  ]);
  return [
    h("b", {}, `${model.themes[paragraph.theme].id}${paragraph.status === "uncertain" ? ", uncertain" : ""}`),
    table(scores.map(([at, score]) => [model.themes[at].id, meter(score, colourOf(at)), score.toFixed(2)])),
    h("p", {}, "What spoke for it and against it, in log odds"),
    table(reasons),
  ];
};

const badge = (paragraph) => {
  const unsure = paragraph.status === "uncertain";
  return h(
    "div",
    { class: "margin" },
    h(
      "button",
      {
        type: "button",
        class: `badge${unsure ? " unsure" : ""}`,
        style: `--c:${colourOf(paragraph.theme)}`,
        tip: () => themeTip(paragraph),
        onclick: () => go({ view: "paragraphs", theme: [model.themes[paragraph.theme].id] }),
      },
      model.themes[paragraph.theme].id,
      unsure && h("span", { title: "uncertain", "aria-label": "uncertain" }, " ?"),
    ),
    h("span", { class: "score" }, Math.max(...paragraph.scores).toFixed(2)),
    paragraph.also.map((theme) => h("span", { class: "also", style: `--c:${colourOf(theme)}` }, model.themes[theme].id)),
  );
};

const strip = (article) => {
  const body = article.paragraphs.filter((paragraph) => paragraph.body);
  return h(
    "div",
    { class: "strip", role: "img", "aria-label": body.map((paragraph) => model.themes[paragraph.theme].id).join(", ") },
    body.map((paragraph) =>
      h("i", {
        style: `background:${colourOf(paragraph.theme)};flex:${paragraph.text.length}`,
        title: model.themes[paragraph.theme].id,
      }),
    ),
  );
};

const linkTo = (paragraph) =>
  address({ ...state, ...NOTHING, view: "article", article: paragraph.article.id, p: String(paragraph.index) });

const block = (paragraph) => {
  if (paragraph.kind === "1") return h("h3", { id: `p${paragraph.index}` }, marked(paragraph));
  if (paragraph.kind === "2") return h("p", { class: "furniture", title: "page furniture" }, paragraph.text);
  return h(
    "div",
    { class: "row", id: `p${paragraph.index}`, tabindex: "-1" },
    badge(paragraph),
    h(
      "p",
      {},
      marked(paragraph),
      " ",
      h("a", { class: "anchor", href: linkTo(paragraph), "aria-label": `Link to paragraph ${paragraph.index}` }, "#"),
    ),
  );
};

const neighbour = (article, step) => {
  const other = model.articles[article.number + step];
  return (
    other &&
    h(
      "button",
      { type: "button", class: "plain", onclick: () => go({ article: other.id, p: "" }) },
      step < 0 ? "previous article" : "next article",
    )
  );
};

const drawArticle = () => {
  dropCharts();
  const article = model.byId.get(state.article);
  if (!article) {
    byId("main").replaceChildren(h("p", { class: "wait" }, `No article is called “${state.article}” here.`));
    return;
  }
  const countries = ranked(
    countBy(
      article.paragraphs.filter((paragraph) => paragraph.body),
      (paragraph) => paragraph.mentions,
    ),
  ).slice(0, 6);
  byId("main").replaceChildren(
    h(
      "article",
      { class: "article" },
      h(
        "nav",
        {},
        h("button", { type: "button", class: "plain", id: "back", onclick: leaveArticle }, "← list"),
        neighbour(article, -1),
        neighbour(article, 1),
      ),
      h("h2", {}, article.title ?? article.id),
      h("p", { class: "hint" }, [article.date, article.title && article.id].filter(Boolean).join(" · "), flags(article)),
      article.duplicate !== null &&
        h(
          "p",
          { class: "hint" },
          "A copy of ",
          h("a", { href: address({ ...state, view: "article", article: article.duplicate, p: "" }) }, article.duplicate),
        ),
      strip(article),
      h("p", { class: "hint" }, countries.map(([country, count]) => `${nameOf(country)} ${count}`).join(" · ")),
      h("div", { class: "text" }, article.paragraphs.map(block)),
    ),
  );
  const wanted = state.p !== "" && byId(`p${Number(state.p)}`);
  if (wanted) {
    wanted.classList.add("wanted");
    wanted.focus({ preventScroll: true });
    wanted.scrollIntoView({ block: "center" });
  } else scrollTo(0, 0);
};
