// Draws the table under a chart with ECharts, in place of the line that the server drew, once somebody asks for
// it: ECharts weighs more than the rest of the page. The page holds every number already, so that nothing but
// the library is fetched, nothing is evaluated, and colours are those of the style sheet.
(function () {
  "use strict";

  const drawn = [];

  function colours(figure) {
    const style = window.getComputedStyle(figure);
    const of = (name, other) => style.getPropertyValue(name).trim() || other;
    return { accent: of("--accent", "#0b6e4f"), line: of("--line", "#ddd"), ink: of("--ink-soft", "#555") };
  }

  function option(figure) {
    const rows = Array.from(figure.querySelectorAll("tr[data-point]"));
    const isShare = figure.dataset.chart === "share";
    const seen = colours(figure);
    const axis = { axisLabel: { color: seen.ink }, axisLine: { lineStyle: { color: seen.line } } };
    return {
      animation: false,
      aria: { enabled: false }, // the table beside it is what a screen reader reads
      grid: { left: 44, right: 12, top: 12, bottom: 28 },
      tooltip: { trigger: "axis", renderMode: "richText", confine: true },
      xAxis: { type: "category", data: rows.map((row) => row.cells[0].textContent.trim()), ...axis },
      yAxis: {
        type: "value",
        min: 0,
        max: isShare ? 100 : undefined,
        minInterval: isShare ? undefined : 1,
        splitLine: { lineStyle: { color: seen.line } },
        ...axis,
      },
      series: [
        {
          type: "line",
          connectNulls: false,
          symbolSize: 7,
          lineStyle: { color: seen.accent, width: 2.5 },
          itemStyle: { color: seen.accent },
          data: rows.map((row) => (row.dataset.point === "" ? null : Number(row.dataset.point))),
        },
      ],
    };
  }

  // A line that falls in steps, and its limits as a hatched band: two lines stacked, the lower one unseen.
  function stepped(figure) {
    const rows = Array.from(figure.querySelectorAll("tr[data-point]"));
    const drawn = (row) => (row.dataset.point === "" ? [null, null, null] : row.dataset.point.split(" ").map(Number));
    const [shares, lower, upper] = [0, 1, 2].map((which) => rows.map((row) => drawn(row)[which]));
    const seen = colours(figure);
    const axis = { axisLabel: { color: seen.ink }, axisLine: { lineStyle: { color: seen.line } } };
    const width = upper.map((high, n) => (high === null ? null : high - lower[n]));
    const whole = figure.querySelector(".curve-whole") && document.querySelectorAll("#curve-whole tr[data-point]");
    const unseen = { type: "line", step: "end", stack: "limits", symbol: "none", lineStyle: { opacity: 0 }, silent: true };
    return {
      animation: false,
      aria: { enabled: false }, // the table beside it is what a screen reader reads
      grid: { left: 44, right: 16, top: 12, bottom: 28 },
      tooltip: { trigger: "axis", renderMode: "richText", confine: true, formatter: (found) => spoken(rows[found[0].dataIndex]) },
      xAxis: {
        type: "category",
        boundaryGap: false,
        data: rows.map((row) => row.cells[0].textContent.trim()),
        ...axis,
        axisLabel: { color: seen.ink, interval: 5 },
      },
      yAxis: { type: "value", min: 0, max: 100, splitLine: { lineStyle: { color: seen.line } }, ...axis },
      series: [
        { ...unseen, data: lower },
        { ...unseen, data: width, areaStyle: { color: { image: hatch(seen.accent), repeat: "repeat" }, opacity: 0.55 } },
        {
          type: "line",
          step: "end",
          symbol: "none",
          silent: true,
          lineStyle: { color: seen.ink, width: 1.5, type: "dashed" },
          data: Array.from(whole || [], (row) => drawn(row)[0]),
        },
        {
          type: "line",
          step: "end",
          symbol: "none",
          connectNulls: false,
          lineStyle: { color: seen.accent, width: 2.5 },
          data: shares,
        },
      ],
    };
  }

  function spoken(row) {
    const heads = row.closest("table").tHead.rows[0].cells;
    return Array.from(row.cells, (cell, n) => `${heads[n].textContent.trim()} ${cell.textContent.trim()}`).join("\n");
  }

  function hatch(colour) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 6;
    const pen = tile.getContext("2d");
    pen.strokeStyle = colour;
    pen.beginPath();
    [-6, 0, 6].forEach((left) => {
      pen.moveTo(left, 6);
      pen.lineTo(left + 6, 0);
    });
    pen.stroke();
    return tile;
  }

  function draw(figure) {
    const canvas = figure.querySelector(".chart-canvas");
    const still = figure.querySelector("svg.trend");
    if (!canvas || !still || !window.echarts) return;
    canvas.hidden = false;
    still.classList.add("chart-still");
    const chart = window.echarts.init(canvas, null, { renderer: "canvas" });
    chart.setOption(figure.dataset.chart === "steps" ? stepped(figure) : option(figure));
    drawn.push(chart);
  }

  // On paper the tables are open, and the server's own lines are printed: they are as sharp as the printer.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(".chart-table").forEach((table) => (table.open = true));
  });
  window.addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));

  const charts = document.querySelector("[data-echarts]");
  if (!charts) return;
  charts.querySelectorAll("[data-draw]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      charts.querySelectorAll("[data-draw]").forEach((each) => (each.hidden = true));
      import(charts.dataset.echarts).then(() => charts.querySelectorAll("[data-chart]").forEach(draw));
    });
  });
})();
