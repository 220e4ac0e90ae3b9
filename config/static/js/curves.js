// Large charts: <canvas data-chart="ID of its json_script">. The library is fetched when the first chart is met.
// Data (x: epoch seconds, every list in order of x):
//   points [[x, y | null]]        what was seen; null is not known and breaks the line
//   expected [[x, low, mid, high]] the expected range; what exceeds it is shaded
//   negative [[x, y | null]]      of these, negative
//   gaps [[from, to, words]]      not covered: hatched          partial [[from, to, words]]  partly covered or sampled: dashed
//   ticks [[x, words]]            the server's ticks, in the reader's zone
//   annotations [{x, letter, label}]
//   spans [[from, to, words, kind]]  something that lasted: kind "event" (tinted, a bar below) or "incident" (a bar below)
//   marks [{x, kind, label}]      a moment: kind "fired" (a triangle above), "joined" (hollow), "alert" (a ring); the tooltip says the label
//   y_max                         the upper end of y, where two charts are to be compared
//   pick true                     a tap dispatches firebreak:chart-pick with detail.x, the point's x
(() => {
  const { library, annotation } = document.currentScript.dataset;
  const still = new Map();
  let loading;
  // In order: the plug-in takes the library as it finds it.
  const fetched = (address) => new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = () => fail(new Error("chart library"));
    document.head.append(script);
  });
  const load = () => {
    loading ||= (window.Chart ? Promise.resolve() : fetched(library)).then(() => fetched(annotation));
    return loading.catch((error) => { loading = undefined; throw error; });
  };
  // Custom properties keep light-dark() as text; a probe's colour is computed.
  const palette = () => {
    const probe = document.createElement("span");
    probe.hidden = true;
    document.body.append(probe);
    const read = (name) => { probe.style.color = `var(--${name})`; return getComputedStyle(probe).color; };
    const names = ["text", "text-2", "line", "line-strong", "accent", "sev1", "negative", "surface", "ink", "on-ink"];
    const found = Object.fromEntries(names.map((name) => [name, read(name)]));
    probe.remove();
    return found;
  };
  const faded = (colour, share) => {
    const parts = colour.match(/[\d.]+/g).slice(0, 3);
    return `rgb(${parts.join(" ")} / ${share})`;
  };
  const xy = (pairs) => (pairs || []).map(([x, y]) => ({ x, y }));
  const times = (data) => (data.points?.length ? data.points : data.expected || []).map(([x]) => x);
  const within = (spans, x) => (spans || []).some(([from, to]) => x >= from && x <= to);

  const datasets = (data, colour) => {
    const plain = { pointRadius: 0, pointHitRadius: 8, tension: 0, borderJoinStyle: "round" };
    const range = data.expected || [];
    /** @type {Record<string, unknown>[]} what Chart.js takes */
    const sets = range.length ? [
      { ...plain, label: "expected, high", data: range.map(([x, , , high]) => ({ x, y: high })), borderWidth: 0, fill: false },
      { ...plain, label: "expected, low", data: range.map(([x, low]) => ({ x, y: low })), borderWidth: 0, fill: { target: 0 }, backgroundColor: faded(colour.accent, 0.17) },
      { ...plain, label: "expected", data: range.map(([x, , mid]) => ({ x, y: mid })), borderWidth: 1, borderColor: colour.accent, borderDash: [3, 3], fill: false },
    ] : [];
    sets.push({
      ...plain,
      label: data.line_label || "mentions",
      data: xy(data.points),
      borderWidth: 1.75,
      borderColor: colour.text,
      fill: range.length ? { target: 0, above: faded(colour.sev1, 0.14), below: "transparent" } : false,
      segment: { borderDash: (part) => within(data.partial, (part.p0.parsed.x + part.p1.parsed.x) / 2) ? [2, 3] : undefined },
      pointRadius: (part) => part.dataIndex === part.dataset.data.length - 1 ? 3.5 : 0,
      pointBackgroundColor: colour.text,
      pointBorderColor: colour.surface,
    });
    if (data.negative?.length) sets.push({ ...plain, label: "negative", data: xy(data.negative), borderWidth: 1.5, borderColor: colour.negative, fill: false });
    return sets;
  };

  const label = (context, words, x, y, colour, box) => {
    context.font = `400 11px ${box.font}`;
    const half = context.measureText(words).width / 2 + 3;
    const at = Math.max(box.left + half, Math.min(box.right - half, x));
    context.fillStyle = faded(colour.surface, 0.85);
    context.fillRect(at - half, y - 2, half * 2, 15);
    context.fillStyle = colour["text-2"];
    context.textAlign = "center";
    context.textBaseline = "top";
    context.fillText(words, at, y);
  };
  // What the library's own plug-in draws: what lasted, and the letters of the notes.
  // Asked once before there is a plot, too.
  const at = (place) => ({ chart }) => chart.chartArea ? chart.scales.y.getValueForPixel(place(chart.chartArea)) : 0;
  const above = (pixels) => at((plot) => plot.bottom - pixels);
  const lasted = ([from, to, words, kind], colour, font) => {
    const event = kind === "event", ink = event ? colour.accent : colour.sev1, height = above(event ? 2.5 : 6.5);
    const long = ({ chart }) => chart.scales.x.getPixelForValue(to) - chart.scales.x.getPixelForValue(from) > 24;
    return [
      event && { type: "box", drawTime: "beforeDatasetsDraw", xMin: from, xMax: to, borderWidth: 0, backgroundColor: faded(colour.accent, 0.1) },
      { type: "line", drawTime: "beforeDatasetsDraw", xMin: from, xMax: to, yMin: height, yMax: height, borderColor: ink, borderWidth: 3 },
      words && {
        type: "label", display: long, xValue: (from + to) / 2, yValue: above(19), content: words, color: colour["text-2"],
        backgroundColor: faded(colour.surface, 0.85), font: { size: 11, family: font }, padding: { x: 3, y: 1 },
      },
    ];
  };
  const noted = ({ x, letter }, colour, font) => {
    const top = at((plot) => plot.top);
    return [
      { type: "line", xMin: x, xMax: x, borderColor: colour.text, borderWidth: 1, borderDash: [1.5, 2.5] },
      { type: "point", xValue: x, yValue: top, yAdjust: -13, radius: 9, borderWidth: 0, backgroundColor: colour.ink },
      { type: "label", xValue: x, yValue: top, yAdjust: -12.5, content: letter, color: colour["on-ink"], padding: 0, font: { size: 11, family: font, weight: 600 } },
    ];
  };
  // Nothing is clipped, since the letters stand above the plot: what lies beside it is left out here.
  const annotations = (data, colour, font) => {
    const xs = times(data), first = xs[0], last = xs[xs.length - 1];
    const spans = (data.spans || []).filter(([from, to]) => to >= first && from <= last);
    const notes = (data.annotations || []).filter(({ x }) => x >= first && x <= last);
    return {
      clip: false,
      common: { adjustScaleRange: false },
      annotations: [
        ...spans.flatMap(([from, to, words, kind]) => lasted([Math.max(from, first), Math.min(to, last), words, kind], colour, font)),
        ...notes.flatMap((note) => noted(note, colour, font)),
      ].filter(Boolean),
    };
  };
  const moments = (data, colour) => ({
    id: "moments",
    afterDatasetsDraw(chart) {
      const { ctx: context, chartArea: box, scales: { x } } = chart;
      for (const { x: when, kind } of data.marks || []) {
        const at = x.getPixelForValue(when);
        if (at < box.left - 1 || at > box.right + 1) continue;
        context.save();
        context.strokeStyle = context.fillStyle = kind === "alert" ? colour["text-2"] : colour.sev1;
        context.lineWidth = 1.5;
        context.beginPath();
        if (kind === "alert") {
          context.arc(at, box.top - 17, 3.5, 0, 2 * Math.PI);
        } else {
          context.moveTo(at - 5.5, box.top - 13);
          context.lineTo(at + 5.5, box.top - 13);
          context.lineTo(at, box.top - 3);
          context.closePath();
        }
        if (kind === "fired") context.fill();
        else { context.fillStyle = colour.surface; context.fill(); context.stroke(); }
        context.restore();
      }
    },
  });
  const hatch = (data, colour, font) => ({
    id: "hatch",
    beforeDatasetsDraw(chart) {
      const { ctx: context, chartArea: box, scales: { x } } = chart;
      for (const [from, to, words] of data.gaps || []) {
        const left = Math.max(box.left, x.getPixelForValue(from)), right = Math.min(box.right, x.getPixelForValue(to));
        if (right <= left) continue;
        context.save();
        context.beginPath();
        context.rect(left, box.top, right - left, box.bottom - box.top);
        context.clip();
        context.strokeStyle = faded(colour["line-strong"], 0.6);
        context.lineWidth = 1;
        context.beginPath();
        for (let step = left - (box.bottom - box.top); step < right; step += 7) { context.moveTo(step, box.bottom); context.lineTo(step + box.bottom - box.top, box.top); }
        context.stroke();
        context.restore();
        if (words) label(context, words, (left + right) / 2, box.top + 4, colour, { ...box, left: box.left, right: box.right, font });
      }
    },
    afterDatasetsDraw(chart) {
      const { ctx: context, chartArea: box, scales: { x, y } } = chart;
      for (const [from, to, words] of data.partial || []) {
        const inside = (data.points || []).filter(([at, value]) => at >= from && at <= to && value !== null).map(([, value]) => value);
        if (words && inside.length) label(context, words, (x.getPixelForValue(from) + x.getPixelForValue(to)) / 2, Math.max(box.top, y.getPixelForValue(Math.max(...inside)) - 24), colour, { ...box, left: box.left, right: box.right, font });
      }
    },
  });

  const axes = (data, colour, font) => {
    const ticks = data.ticks || [];
    const words = new Map(ticks);
    const xs = times(data);
    const small = { size: 11, family: font };
    return {
      x: {
        type: "linear",
        min: xs[0],
        max: xs[xs.length - 1],
        grid: { display: false },
        border: { display: false },
        afterBuildTicks: (axis) => { axis.ticks = ticks.filter(([x]) => x >= axis.min && x <= axis.max).map(([value]) => ({ value })); },
        ticks: { color: colour["text-2"], font: small, maxRotation: 0, autoSkip: true, autoSkipPadding: 16, align: "inner", callback: (value) => words.get(value) ?? "" },
      },
      y: {
        beginAtZero: true,
        max: data.y_max,
        grid: { color: colour.line, drawTicks: false },
        border: { display: false },
        ticks: { color: colour["text-2"], font: small, maxTicksLimit: 5, padding: 8, precision: 0 },
      },
    };
  };
  const draw = (canvas) => {
    const holder = document.getElementById(canvas.dataset.chart);
    if (!holder) return;
    const data = JSON.parse(holder.textContent);
    const colour = palette();
    const font = getComputedStyle(document.body).fontFamily;
    const words = new Map(data.ticks || []);
    const titleOf = (x) => data.point_labels?.[x] ?? words.get(x) ?? "";
    const xs = (data.points || []).map(([x]) => x), step = xs.length > 1 ? xs[1] - xs[0] : 0;
    const marksAt = (x) => (data.marks || []).filter((mark) => mark.x >= x && mark.x < x + step).map((mark) => mark.label);
    still.get(canvas)?.destroy();
    still.set(canvas, new window.Chart(canvas, {
      type: "line",
      data: { datasets: datasets(data, colour) },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        parsing: false,
        normalized: true,
        layout: { padding: { top: data.annotations?.length || data.marks ? 24 : 6, right: 10 } },
        onClick: data.pick ? (event, _, chart) => {
          const x = chart.scales.x.getValueForPixel(event.x);
          canvas.dispatchEvent(new CustomEvent("firebreak:chart-pick", { bubbles: true, detail: { x } }));
        } : undefined,
        interaction: { mode: "index", intersect: false },
        scales: axes(data, colour, font),
        plugins: {
          legend: { display: false },
          annotation: annotations(data, colour, font),
          filler: { propagate: false, drawTime: "beforeDatasetsDraw" },
          tooltip: {
            animation: false, displayColors: false, backgroundColor: colour.ink, titleColor: colour["on-ink"], bodyColor: colour["on-ink"], footerColor: colour["on-ink"],
            callbacks: { title: (items) => items.length ? titleOf(items[0].parsed.x) : "", footer: (items) => items.length ? marksAt(items[0].parsed.x) : [], label: (item) => `${item.dataset.label}: ${item.formattedValue}` },
          },
        },
      },
      plugins: [hatch(data, colour, font), moments(data, colour)],
    }));
    canvas.dataset.drawn = colour.text;
  };
  const arrive = async (root) => {
    const canvases = [...(root.querySelectorAll?.("canvas[data-chart]") || [])];
    if (!canvases.length) return;
    for (const [canvas, chart] of still) if (!canvas.isConnected) { chart.destroy(); still.delete(canvas); }
    try {
      await load();
      await document.fonts?.ready;
      for (const canvas of canvases) draw(canvas);
    } catch {
      // The table says the same: it is opened in the chart's place.
      for (const canvas of canvases) { const table = canvas.closest("figure")?.querySelector("details"); if (table) table.open = true; canvas.parentElement.hidden = Boolean(table); }
    }
  };
  const again = () => { for (const [canvas] of still) if (canvas.isConnected) draw(canvas); };
  document.addEventListener("DOMContentLoaded", () => arrive(document));
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) arrive(event.target); });
  document.addEventListener("firebreak:theme", () => { if (document.body) again(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
})();
