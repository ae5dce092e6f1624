// The page: what the address asks for is drawn; keys and buttons change the address.

const VIEWS = { overview: drawOverview, paragraphs: drawParagraphs, articles: drawArticles, article: drawArticle };

const drawAll = () => {
  state = readState();
  if (state.view !== "article") list = state.view;
  growNow = null;
  const rows = filtered();
  const buttons = document.querySelectorAll(".views button");
  for (const button of buttons) button.setAttribute("aria-current", String(button.dataset.view === state.view));
  buttons[1].querySelector("b").textContent = thousands(rows.length);
  buttons[2].querySelector("b").textContent = thousands(new Set(rows.map((paragraph) => paragraph.article)).size);
  byId("tip").hidden = true;
  if (document.activeElement !== byId("search")) byId("search").value = state.q;
  drawFacets(rows);
  drawChips(rows);
  VIEWS[state.view](rows);
  paintSearch();
  document.body.dataset.shown = state.view;
};

const setShade = (dark) => {
  document.documentElement.dataset.shade = dark ? "dark" : "light";
  byId("shade").textContent = dark ? "Light" : "Dark";
};

const step = (by) => {
  const items = [...document.querySelectorAll(".item, .text > .row")];
  const at = items.indexOf(document.activeElement.closest?.(".item, .row"));
  const next = items[Math.max(0, Math.min(items.length - 1, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
};

const KEYS = {
  "/": () => byId("search").focus(),
  1: () => go({ view: "overview" }),
  2: () => go({ view: "paragraphs" }),
  3: () => go({ view: "articles" }),
  j: () => step(1),
  k: () => step(-1),
  u: () => go({ status: readState().status ? "" : "uncertain" }),
  x: () => go(NOTHING),
  "?": () => byId("help").showModal(),
  Escape: () => state.view === "article" && leaveArticle(),
};

const onKey = (event) => {
  if (event.key === "Escape") byId("tip").hidden = true;
  if (event.target.matches("input")) return event.key === "Escape" && event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open || !KEYS[event.key]) return undefined;
  event.preventDefault();
  return KEYS[event.key]();
};

const listen = () => {
  let waiting;
  byId("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(
      () => go({ q: byId("search").value.trim(), view: state.view === "article" ? "paragraphs" : state.view }),
      200,
    );
  });
  document.querySelector(".search").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    go({ q: byId("search").value.trim(), view: "paragraphs" });
  });
  for (const button of document.querySelectorAll(".views button"))
    button.addEventListener("click", () => go({ view: button.dataset.view }));
  byId("csv").addEventListener("click", exportCsv);
  byId("print").addEventListener("click", () => print());
  byId("keys").addEventListener("click", () => byId("help").showModal());
  byId("shade").addEventListener("click", () => {
    setShade(shade() !== "dark");
    drawAll();
  });
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", drawAll);
  addEventListener("beforeprint", () => growNow?.(PRINTED));
  listenForTips();
};

const start = async () => {
  setShade(matchMedia("(prefers-color-scheme: dark)").matches);
  if (!window.DecompressionStream) {
    byId("main").textContent = "This browser is too old for the report: it needs Chrome 80, Firefox 113, Safari 16.4 or newer.";
    return;
  }
  const [data, outlines, charts] = await Promise.all(["data", "world", "charts"].map(unpack));
  document.head.append(h("script", {}, charts));
  world = JSON.parse(outlines);
  echarts.registerMap("world", world.outlines);
  model = openData(JSON.parse(data));
  byId("models").textContent = `Tagged by geopol ${model.models.join("; ")}.`;
  byId("labels").replaceChildren(...terms(Object.entries(LABELS)));
  byId("values").replaceChildren(...terms(VALUES));
  listen();
  drawAll();
  document.documentElement.dataset.ready = "";
};

start();
