// Makes guitu/web/static/dist from Tabler, htmx, ECharts and our own sources. The same sources give the same bytes.
//
// Tabler's style sheet is 500 KB; what none of our templates, scripts or forms names is cut away. Its dark
// rules ask for data-bs-theme="dark"; each is doubled for "auto" inside prefers-color-scheme, so that the
// reader's own setting is followed without a script.

import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import CleanCSS from "clean-css";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

const root = dirname(fileURLToPath(import.meta.url));
const web = join(root, "guitu", "web");
const source = join(web, "static", "src");
const dist = join(web, "static", "dist");

function filesUnder(folder, endings) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => !path.startsWith(dist)) // and what another run makes aside
    .sort();
}

const DARK = /\[data-bs-theme=["']?dark["']?\]/g;

// Doubles every dark rule for readers whose system is dark and who chose nothing.
const followTheSystem = {
  postcssPlugin: "follow-the-system",
  Once(css) {
    css.walkRules((rule) => {
      DARK.lastIndex = 0;
      if (!DARK.test(rule.selector)) return;
      const doubled = rule.clone({ selector: rule.selector.replace(DARK, "[data-bs-theme=auto]") });
      const query = postcss.atRule({ name: "media", params: "(prefers-color-scheme: dark)" });
      query.append(doubled);
      rule.after(query);
    });
  },
};

async function styles() {
  const tabler = readFileSync(join(root, "node_modules/@tabler/core/dist/css/tabler.min.css"), "utf8");
  const ours = ["shell.css", "screens.css", "dashboards.css", "widths.css"]
    .map((name) => readFileSync(join(source, name), "utf8"))
    .join("\n");
  const both = `${tabler.replace(/@charset[^;]*;/, "")}\n${ours}`;
  const { css } = await postcss([followTheSystem]).process(both, { from: undefined, map: false });
  const [purged] = await new PurgeCSS().purge({
    content: filesUnder(web, [".html", ".py", ".js"]).map((path) => ({
      raw: readFileSync(path, "utf8"),
      extension: "html",
    })),
    css: [{ raw: css }],
    defaultExtractor: (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [],
    safelist: { standard: [":root", "html", "body"], greedy: [/data-bs-theme/, /^htmx-/] },
    keyframes: true,
    variables: true,
  });
  const small = new CleanCSS({ level: { 1: { specialComments: "1" } } }).minify(purged.css);
  if (small.errors.length) throw new Error(small.errors.join("\n"));
  return small.styles;
}

function scripts() {
  const htmx = readFileSync(join(root, "node_modules/htmx.org/dist/htmx.min.js"), "utf8");
  const ours = ["guitu.js", "forms.js", "passkeys.js"].map((name) => readFileSync(join(source, name), "utf8")).join("\n");
  return `${htmx.trim()}\n${ours}`;
}

// Made aside and put in place whole: a server that starts meanwhile never collects half of it.
const css = await styles();
const aside = `${dist}.${process.pid}`;
mkdirSync(aside, { recursive: true });
writeFileSync(join(aside, "guitu.css"), css);
writeFileSync(join(aside, "guitu.js"), scripts());
// Fetched only where somebody opens a chart: it weighs more than everything else together.
writeFileSync(join(aside, "charts.js"), readFileSync(join(source, "charts.js")));
writeFileSync(join(aside, "echarts.js"), readFileSync(join(root, "node_modules/echarts/dist/echarts.common.min.js")));
for (const name of readdirSync(source).filter((each) => each.endsWith(".svg")).sort()) {
  writeFileSync(join(aside, name), readFileSync(join(source, name)));
}
rmSync(dist, { recursive: true, force: true });
renameSync(aside, dist);
