// Elements are made of text nodes alone: what a document says is shown, never run.

const tips = new WeakMap();

const h = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (value == null || value === false) continue;
    if (key === "onclick") element.addEventListener("click", value);
    else if (key === "tip") {
      tips.set(element, value);
      element.dataset.tip = "";
    } else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(2).filter((child) => child != null && child !== false));
  return element;
};

const byId = (id) => document.getElementById(id);

// Labels of names in words, and values of dates by example.
const LABELS = {
  PERSON: "person",
  NORP: "people or faith",
  GPE: "state or place",
  LOC: "region",
  FAC: "building",
  ORG: "organisation",
  EVENT: "event",
  LAW: "law or treaty",
  WEAPON: "weapon",
  MONEY: "money",
  DATE: "date",
};
const VALUES = [
  ["2014-03", "March 2014"],
  ["199, 18", "the 1990s, the 19th century"],
  ["1950/1953", "from 1950 to 1953"],
  ["P2Y, P30M", "two years, thirty months, of which the text does not say when"],
  ["PAST_REF", "at some time past (PRESENT_REF, FUTURE_REF)"],
];
const terms = (pairs) => pairs.flatMap(([term, text]) => [h("dt", {}, term), h("dd", {}, text)]);

const colourOf = (theme) => model.themes[theme].colour;

const placeTip = (element) => {
  const tip = byId("tip"),
    box = element.getClientRects()[0];
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  const below = box.bottom + 8 + height < innerHeight;
  tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  tip.style.top = `${below ? box.bottom + 6 : Math.max(8, box.top - height - 6)}px`;
};

const showTip = (event) => {
  const element = event.target.closest?.("[data-tip]");
  byId("tip").hidden = true;
  if (!element) return;
  byId("tip").replaceChildren(...[tips.get(element)()].flat());
  placeTip(element);
};

const listenForTips = () => {
  document.addEventListener("mouseover", showTip);
  document.addEventListener("focusin", showTip);
  document.addEventListener(
    "scroll",
    () => {
      byId("tip").hidden = true;
    },
    true,
  );
};

const meter = (value, colour) =>
  h(
    "span",
    { class: "meter", "aria-hidden": "true" },
    h("i", { style: `width:${(100 * value).toFixed(1)}%;${colour ? `background:${colour}` : ""}` }),
  );

const table = (rows) =>
  h(
    "table",
    {},
    h(
      "tbody",
      {},
      rows.map((row) =>
        h(
          "tr",
          {},
          row.map((cell, at) => h(at ? "td" : "th", at ? {} : { scope: "row" }, cell)),
        ),
      ),
    ),
  );
