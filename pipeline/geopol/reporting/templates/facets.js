// Filters: in the column at the side, in the row of those in force, and the lists of names.

const LISTED = { PERSON: "People", ORG: "Organisations", EVENT: "Events", WEAPON: "Weapons" };
const option = (list, value, text, count, most, { colour, tip } = {}) =>
  h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: "option",
        "aria-pressed": String(state[list].includes(value)),
        "data-list": list,
        "data-value": value,
        tip,
        onclick: () => toggle(list, value),
      },
      colour && h("i", { class: "swatch", style: `background:${colour}` }),
      h("span", { class: "what" }, text),
      meter(count / most, colour),
      h("b", {}, thousands(count)),
    ),
  );

const section = (title, ...children) => h("section", {}, h("h2", {}, title), ...children);

const range = (field, title, hint, type) => {
  const [from, to] = state[field] ? interval(state[field]) : ["", ""];
  const box = (name, value) =>
    h("input", { name, value, size: 8, placeholder: type, "aria-label": `${title}: ${name}`, inputmode: "numeric" });
  const form = h("form", { class: "range" }, box("from", from), "–", box("to", to), h("button", {}, "Set"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const ends = new FormData(form);
    const [low, high] = [ends.get("from").trim(), ends.get("to").trim()];
    go({ [field]: low || high ? `${low}..${high}` : "" });
  });
  return section(title, form, h("p", { class: "hint" }, hint));
};

// A box that finds any country or name by its first letters.
const finder = (list, label, choices) => {
  const input = h("input", { list: `all-${list}`, placeholder: label, "aria-label": label });
  input.addEventListener("change", () => {
    const value = choices.get(input.value.trim().toLowerCase());
    if (value && !state[list].includes(value)) toggle(list, value);
    input.value = "";
  });
  return h(
    "div",
    {},
    input,
    h(
      "datalist",
      { id: `all-${list}` },
      [...choices.keys()].slice(0, 2000).map((value) => h("option", { value })),
    ),
  );
};

const articlesOf = (rows) => new Set(rows.map((paragraph) => paragraph.article)).size;

// Copies of earlier articles, where geopol tag --duplicates has marked some: all views count without them, or with them alone.
const copiesSection = () => {
  if (!model.articles.some((article) => article.duplicate !== null)) return [];
  const rows = filtered(["copies"]);
  const button = (value, text, copies) =>
    h(
      "button",
      {
        type: "button",
        class: "option",
        id: `copies-${value}`,
        "aria-pressed": String(state.copies === value),
        onclick: () => go({ copies: readState().copies === value ? "" : value }),
      },
      h("span", { class: "what" }, text),
      h("b", {}, thousands(articlesOf(rows.filter((paragraph) => (paragraph.article.duplicate !== null) === copies)))),
    );
  return [section("Copies", button("without", "articles, each once", false), button("only", "copies alone", true))];
};

// Where there are articles in other languages: what geopol makes of them is no more than a guess.
const languageSection = () => {
  if (!model.articles.some(isForeign)) return [];
  const counts = countBy([...new Set(filtered(["language"]).map((paragraph) => paragraph.article))], (article) => [
    article.language ?? "unknown",
  ]);
  const most = Math.max(1, ...counts.values());
  return [
    section(
      "Language",
      h(
        "ul",
        {},
        ranked(counts).map(([code, count]) =>
          option("language", code, languageOf(code === "unknown" ? null : code), count, most),
        ),
      ),
      h("p", { class: "hint" }, "Articles; geopol reads English alone"),
    ),
  ];
};

const drawFacets = (rows) => {
  const themes = countBy(filtered(["theme"]), (paragraph) => [paragraph.theme]);
  const countries = ranked(countBy(rows, (paragraph) => paragraph.countries));
  const names = ranked(countBy(rows, (paragraph) => paragraph.names.filter((name) => !name.startsWith("MONEY:"))));
  const unsure = filtered(["status"]).filter((paragraph) => paragraph.status === "uncertain").length;
  const most = (counts) => Math.max(1, ...counts.map(([, count]) => count));
  byId("facets").replaceChildren(
    section(
      "Theme",
      h(
        "ul",
        {},
        model.themes.map((theme, at) =>
          option("theme", theme.id, theme.id, themes.get(at) ?? 0, most([...themes]), {
            colour: colourOf(at),
            tip: () => theme.about,
          }),
        ),
      ),
    ),
    section(
      "Certainty",
      h(
        "button",
        {
          type: "button",
          class: "option",
          id: "unsure",
          "aria-pressed": String(state.status === "uncertain"),
          onclick: () => go({ status: readState().status ? "" : "uncertain" }),
        },
        h("span", { class: "what" }, "uncertain alone"),
        h("b", {}, thousands(unsure)),
      ),
    ),
    ...copiesSection(),
    ...languageSection(),
    section(
      "Country",
      h(
        "ul",
        {},
        countries
          .slice(0, 10)
          .map(([country, count]) => option("country", codeOf(country), nameOf(country), count, most(countries))),
      ),
      finder(
        "country",
        "Another country",
        new Map(countries.map(([country]) => [nameOf(country).toLowerCase(), codeOf(country)])),
      ),
    ),
    section(
      "Name",
      finder(
        "name",
        "A person, body, event …",
        new Map(names.map(([name]) => [name.slice(name.indexOf(":") + 1).toLowerCase(), name])),
      ),
    ),
    range("published", "Published", "From and to, e.g. 2014 or 2014-03; articles without a date are left out", "year, month"),
    range("told", "Told of", "From and to, years in the text; 44 BC is -43", "year"),
  );
};

const chip = (text, drop) =>
  h(
    "button",
    { type: "button", class: "chip", "aria-label": `Drop the filter ${text}`, onclick: drop },
    text,
    h("span", { "aria-hidden": "true" }, "×"),
  );

const drawChips = (rows) => {
  const chips = [
    ...state.theme.map((theme) => chip(`theme ${theme}`, () => toggle("theme", theme))),
    ...state.country.map((code) =>
      chip(`country ${model.codes.has(code) ? nameOf(model.codes.get(code)) : code}`, () => toggle("country", code)),
    ),
    ...state.name.map((name) => chip(name.slice(name.indexOf(":") + 1), () => toggle("name", name))),
    ...state.language.map((code) =>
      chip(`language ${languageOf(code === "unknown" ? null : code)}`, () => toggle("language", code)),
    ),
    state.copies && chip(state.copies === "without" ? "without copies" : "copies alone", () => go({ copies: "" })),
    state.status && chip(state.status, () => go({ status: "" })),
    state.published && chip(`published ${state.published}`, () => go({ published: "" })),
    state.told && chip(`told of ${state.told}`, () => go({ told: "" })),
    state.q && chip(`“${state.q}”`, () => go({ q: "" })),
  ].filter(Boolean);
  const said = h(
    "span",
    { class: "said", id: "said", role: "status" },
    `${thousands(rows.length)} of ${counted(model.body.length, "paragraph")} in ${counted(articlesOf(rows), "article")}`,
  );
  byId("chips").replaceChildren(
    said,
    ...chips,
    ...(chips.length
      ? [h("button", { type: "button", class: "plain", id: "clear", onclick: () => go(NOTHING) }, "drop all")]
      : []),
  );
};

const topList = (rows, label) => {
  const counts = ranked(countBy(rows, (paragraph) => paragraph.names.filter((name) => name.startsWith(`${label}:`)))).slice(
    0,
    12,
  );
  const items = counts.map(([name, count]) => option("name", name, name.slice(label.length + 1), count, counts[0][1]));
  return h(
    "section",
    { class: "card list", id: `top-${label}` },
    h("h2", {}, LISTED[label]),
    items.length ? h("ol", {}, items) : h("p", { class: "hint" }, "None here."),
  );
};

const tile = (value, text) => h("div", { class: "tile" }, h("b", {}, value), h("span", {}, text));

const drawOverview = (rows) => {
  const unsure = rows.filter((paragraph) => paragraph.status === "uncertain").length;
  const days = [...new Set(rows.map((paragraph) => paragraph.article.date).filter(Boolean))].sort();
  const main = byId("main");
  if (!main.querySelector(".overview")) {
    dropCharts();
    main.replaceChildren(
      h(
        "div",
        { class: "overview" },
        h("div", { class: "tiles" }),
        h(
          "div",
          { class: "grid" },
          CHARTS.map(([id, title, about]) =>
            h(
              "section",
              { class: "card", id: `card-${id}` },
              h("h2", {}, title),
              h("p", { class: "hint" }, about),
              h("div", { class: "chart" }),
              h("p", { class: "note hint" }),
            ),
          ),
        ),
        h("div", { class: "tops" }),
      ),
    );
  }
  main
    .querySelector(".tiles")
    .replaceChildren(
      tile(thousands(articlesOf(rows)), "articles"),
      tile(thousands(rows.length), "paragraphs"),
      tile(share(unsure, rows.length), "uncertain"),
      tile(thousands(countBy(rows, (paragraph) => paragraph.countries).size), "countries"),
      tile(days.length ? `${days[0].slice(0, 4)}–${days[days.length - 1].slice(0, 4)}` : "–", "published"),
    );
  for (const [id, , , make] of CHARTS) draw(byId(`card-${id}`), make, rows);
  main.querySelector(".tops").replaceChildren(...Object.keys(LISTED).map((label) => topList(rows, label)));
};
