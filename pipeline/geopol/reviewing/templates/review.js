// The review page: one paragraph at a time, one key a decision, saved before the next.

const token = new URLSearchParams(location.search).get("token");
let model,
  items,
  at = 0,
  waiting = Promise.resolve();
const past = [];

const ask = async (path, body) => {
  const answer = await fetch(path, {
    method: body ? "POST" : "GET",
    headers: { "x-token": token, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(said.startsWith("{") ? JSON.parse(said).error : said);
  return JSON.parse(said);
};

const KEPT = ["article", "paragraph", "title", "date", "heading", "text", "was", "score", "theme", "also", "checked", "mentions"];
const kept = (item) => JSON.parse(JSON.stringify(Object.fromEntries(KEPT.map((key) => [key, item[key]]))));

// What fails to be saved stays on the page, says so, and is sent again with the next decision; it does not hold up the others.
const unsaved = new Set();

const send = async (item) => {
  const sent = JSON.stringify(kept(item));
  await ask("/save", kept(item));
  if (sent === JSON.stringify(kept(item))) unsaved.delete(item); // else a key came meanwhile, and its own turn is next
};

const sendAll = async () => {
  let trouble = "";
  for (const item of [...unsaved]) await send(item).catch((error) => (trouble = error.message));
  byId("saved").textContent = trouble ? `${unsaved.size} not saved` : unsaved.size ? "saving …" : "saved";
  byId("trouble").textContent = `Not saved: ${trouble}`;
  byId("trouble").hidden = !trouble;
};

const save = (item) => {
  unsaved.add(item);
  byId("saved").textContent = "saving …";
  waiting = waiting.then(sendAll);
  return waiting;
};

// Change the paragraph shown; the way it was is kept for Undo.
const change = (facts) => {
  const item = items[at];
  past.push([at, kept(item)]);
  Object.assign(item, facts);
  save(item);
};

const undo = () => {
  const last = past.pop();
  if (!last) return;
  at = last[0];
  Object.assign(items[at], last[1]);
  save(items[at]);
  drawAll();
};

const move = (step) => {
  at = Math.max(0, Math.min(items.length - 1, at + step));
  chosen = null;
  drawAll();
};

// After a decision the next paragraph that has none; else the next one.
const decide = (theme) => {
  change({ theme, also: items[at].also.filter((one) => one !== theme) });
  const open = [...items.keys()].map((step) => (at + 1 + step) % items.length).find((other) => items[other].theme === null);
  if (open !== undefined) at = open;
  chosen = null;
  drawAll();
};

const toggleAlso = (theme) => {
  const item = items[at];
  if (theme === (item.theme ?? item.was)) return;
  change({ also: item.also.includes(theme) ? item.also.filter((one) => one !== theme) : [...item.also, theme] });
  drawAll();
};

const drawList = () => {
  byId("list").replaceChildren(
    h(
      "ol",
      {},
      items.map((item, number) =>
        h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              class: item.theme ? "done" : "",
              "aria-current": String(number === at),
              onclick: () => move(number - at),
            },
            h(
              "span",
              { class: "state", "aria-label": item.theme ? "done" : "open" },
              item.theme === null ? "·" : item.theme === item.was ? "✓" : "✎",
            ),
            h("span", {}, `${item.theme ?? `${item.was}?`}: ${item.text}`),
          ),
        ),
      ),
    ),
  );
  byId("list").querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  const done = items.filter((item) => item.theme !== null).length;
  byId("bar").max = items.length;
  byId("bar").value = done;
  byId("done").textContent = `${done} of ${items.length} done`;
};

const choice = (theme, number, item) => {
  const taken = (item.theme ?? item.was) === theme.id;
  return h(
    "button",
    {
      type: "button",
      class: `choice${item.also.includes(theme.id) ? " also" : ""}`,
      "data-theme": theme.id,
      style: `--c:${colourOf(number)}`,
      "aria-pressed": String(taken),
      tip: () => theme.about,
      onclick: (event) => (event.shiftKey ? toggleAlso(theme.id) : decide(theme.id)),
    },
    number < 9 && h("kbd", {}, String(number + 1)),
    theme.id,
    item.scores?.[theme.id] !== undefined && h("span", { class: "score" }, item.scores[theme.id].toFixed(2)),
  );
};

// What the theme means that the paragraph has, or would be confirmed to have.
const aboutTheme = (item) => {
  const theme = model.themes.find(({ id }) => id === (item.theme ?? item.was));
  return theme?.about ? `${theme.id}: ${theme.about}` : "";
};

const drawSheet = () => {
  const item = items[at];
  const about = [item.title ?? item.article, item.heading, item.date].filter(Boolean).join(" · ");
  byId("main").replaceChildren(
    h(
      "section",
      { class: "sheet" },
      h("p", { class: "hint" }, about),
      item.before && h("p", { class: "around" }, item.before),
      h("div", { id: "text", lang: "en" }, marked(item)),
      item.after && h("p", { class: "around" }, item.after),
      h(
        "div",
        { class: "choices", role: "group", "aria-label": "Theme" },
        model.themes.map((theme, number) => choice(theme, number, item)),
      ),
      h(
        "p",
        { class: "hint" },
        item.theme === null
          ? `The model says ${item.was}${item.status === "uncertain" ? ", and is not sure" : ""}. Enter confirms.`
          : item.theme === item.was
            ? "Confirmed."
            : `Changed: the model said ${item.was}.`,
      ),
      h("p", { class: "hint", id: "about" }, aboutTheme(item)),
      h("p", { class: "hint" }, item.why?.length ? "What spoke for the theme in the text, and against it (negative):" : ""),
      h(
        "p",
        { class: "why" },
        (item.why ?? []).map(([what, weight]) =>
          h("span", {}, `${what} `, h("span", { class: weight < 0 ? "against" : "for" }, weight.toFixed(2))),
        ),
      ),
      h("div", { class: "panel", id: "panel" }, panel(item)),
    ),
  );
};

const drawAll = () => {
  byId("tip").hidden = true;
  drawList();
  drawSheet();
};

const KEYS = {
  Enter: () => decide(items[at].theme ?? items[at].was),
  j: () => move(1),
  k: () => move(-1),
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  z: undo,
  m: () => {
    change({ checked: !items[at].checked });
    drawAll();
  },
  a: () => addSelected(),
  Delete: () => removeChosen(),
  Backspace: () => removeChosen(),
  "?": () => byId("help").showModal(),
};

const onKey = (event) => {
  if (event.target.matches("input, select") || event.ctrlKey || event.metaKey || event.altKey || byId("help").open)
    return undefined;
  const digit = /^Digit([1-9])$/.exec(event.code);
  const theme = digit && model.themes[Number(digit[1]) - 1];
  const onButton = event.key === "Enter" && event.target.closest?.("button, mark");
  if (onButton || (!theme && !KEYS[event.key])) return undefined;
  event.preventDefault();
  if (theme) return event.shiftKey ? toggleAlso(theme.id) : decide(theme.id);
  return KEYS[event.key]();
};

const start = async () => {
  document.body.append(h("div", { id: "tip", role: "tooltip", hidden: true }));
  try {
    model = await ask("/paragraphs");
  } catch (error) {
    byId("main").textContent = error.message;
    return;
  }
  items = model.paragraphs;
  const open = items.findIndex((item) => item.theme === null);
  at = Math.max(0, open);
  document.addEventListener("keydown", onKey);
  byId("undo").addEventListener("click", undo);
  byId("keys").addEventListener("click", () => byId("help").showModal());
  addEventListener("beforeunload", (event) => unsaved.size && event.preventDefault());
  byId("themes").replaceChildren(...terms(model.themes.map((theme) => [theme.id, theme.about])));
  byId("labels").replaceChildren(...terms(Object.entries(LABELS)));
  byId("values").replaceChildren(...terms(VALUES));
  listenForTips();
  drawAll();
  document.documentElement.dataset.ready = "";
};
