// The map, and which countries stand together.

const LEVELS = 5;
const BLUES = {
  light: ["#d6e6f4", "#abcfe6", "#6aaed6", "#3181bd", "#0b4a8a"],
  dark: ["#1d3550", "#235584", "#3181bd", "#6aaed6", "#c6dbef"],
};

// Steps of equal ratio: mentions of countries follow a power law.
const pieces = (most) => {
  const bounds = [...new Set(Array.from({ length: LEVELS }, (_, level) => Math.round(most ** (level / LEVELS)))), most + 1];
  return bounds.slice(0, -1).map((min, level) => ({
    min,
    max: bounds[level + 1] - 1,
    label: min === bounds[level + 1] - 1 ? `${min}` : `${min}–${bounds[level + 1] - 1}`,
  }));
};

const mapOption = (rows) => {
  const counts = countBy(rows, (paragraph) => paragraph.mentions);
  const told = [...counts].map(([country, value]) => ({ name: codeOf(country), value }));
  const most = Math.max(1, ...counts.values());
  const steps = pieces(most);
  const label = ({ name, value }) => {
    const country = model.codes.get(name),
      number = Array.isArray(value) ? value[2] : value;
    return country === undefined ? "" : `${esc(nameOf(country))}: ${number || 0} mentions`;
  };
  return {
    tooltip: { trigger: "item", formatter: (one) => label(one) },
    visualMap: {
      type: "piecewise",
      pieces: steps,
      left: 4,
      bottom: 4,
      itemWidth: 14,
      itemHeight: 12,
      textGap: 6,
      inRange: { color: BLUES[shade()].slice(LEVELS - steps.length) },
      dimension: undefined,
      seriesIndex: [0, 1],
    },
    geo: {
      map: "world",
      roam: true,
      scaleLimit: { min: 1, max: 12 },
      projection: EQUAL_EARTH,
      nameProperty: "name",
      left: 0,
      right: 0,
      top: 4,
      bottom: 4,
      itemStyle: { areaColor: css("--land"), borderColor: css("--card"), borderWidth: 0.6 },
      emphasis: { label: { show: false }, itemStyle: { areaColor: "#f0e442" } },
    },
    series: [
      { type: "map", geoIndex: 0, data: told },
      {
        type: "scatter",
        coordinateSystem: "geo",
        symbolSize: 8,
        itemStyle: { borderColor: css("--text"), borderWidth: 0.7 },
        encode: { value: 2 },
        data: told
          .filter(({ name }) => world.dots[name])
          .map(({ name, value }) => ({ name, value: [...world.dots[name], value] })),
      },
    ],
    note: unmapped(counts),
    click: ({ name }) => model.codes.has(name) && toggle("country", name),
  };
};

const unmapped = (counts) => {
  const drawn = new Set([...world.outlines.features.map((feature) => feature.properties.name), ...Object.keys(world.dots)]);
  const others = ranked(counts).filter(([country]) => !drawn.has(codeOf(country)));
  return others.length
    ? `Not on today's map: ${others
        .slice(0, 8)
        .map(([country, count]) => `${nameOf(country)} (${count})`)
        .join(", ")}`
    : "";
};

const togetherOption = (rows) => {
  const top = ranked(countBy(rows, (paragraph) => paragraph.countries))
    .slice(0, 18)
    .map(([country]) => country);
  const place = new Map(top.map((country, at) => [country, at]));
  const pairs = countBy(rows, (paragraph) => {
    const here = paragraph.countries
      .filter((country) => place.has(country))
      .map((country) => place.get(country))
      .sort((a, b) => a - b);
    return here.flatMap((a, at) => here.slice(at + 1).map((b) => `${a} ${b}`));
  });
  const cells = [...pairs].flatMap(([pair, count]) => {
    const [a, b] = pair.split(" ").map(Number);
    return [
      [a, b, count],
      [b, a, count],
    ];
  });
  const names = top.map(codeOf);
  return {
    grid: { left: 46, right: 10, top: 10, bottom: 66 },
    xAxis: { type: "category", data: names, axisLabel: { interval: 0, rotate: 90 }, splitArea: { show: false } },
    yAxis: { type: "category", data: names, inverse: true, axisLabel: { interval: 0 } },
    visualMap: {
      type: "piecewise",
      pieces: pieces(Math.max(1, ...pairs.values())),
      orient: "horizontal",
      left: "center",
      bottom: 0,
      itemWidth: 14,
      itemHeight: 12,
      inRange: { color: BLUES[shade()] },
    },
    tooltip: {
      formatter: ({ value: [a, b, count] }) =>
        `${esc(nameOf(top[a]))} and ${esc(nameOf(top[b]))}: together in ${count} paragraphs`,
    },
    series: [{ type: "heatmap", data: cells, itemStyle: { borderColor: css("--card"), borderWidth: 1 } }],
    empty: cells.length ? "" : "No two countries stand together here.",
    click: ({ value: [a, b] }) => go({ country: [...new Set([...state.country, names[a], names[b]])], view: "paragraphs" }),
  };
};
