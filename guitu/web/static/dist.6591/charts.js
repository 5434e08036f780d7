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

  function draw(figure) {
    const canvas = figure.querySelector(".chart-canvas");
    const still = figure.querySelector("svg.trend");
    if (!canvas || !still || !window.echarts) return;
    canvas.hidden = false;
    still.classList.add("chart-still");
    const chart = window.echarts.init(canvas, null, { renderer: "canvas" });
    chart.setOption(option(figure));
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
