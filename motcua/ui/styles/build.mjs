// Builds the committed CSS from the SCSS beside this file and writes manifest.json: versions and SHA-256 of every static file.
// `--check` builds in memory and fails when a committed file differs.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..", "..");
const target = join(here, "..", "static", "ui");
const modules = join(root, "node_modules");
const check = process.argv.includes("--check");

// Parts of GOV.UK Frontend that no page of ours uses.
const unused = new RegExp(
  ["summary-card", "section-break", "--inverse", "__conditional", "-from-desktop", "button--start",
    "__divider", "main-wrapper", "width-container", "pagination--block", "link-image", "frontend-supported",
    "logo", "fieldset__legend--xl", "label--xl", "caption-xl", "radios--small", "checkboxes--small", "list--spaced",
    "::after\\{content:\" \\(\"", "-image", "template--rebranded"].join("|"),
);

function prune(css) {
  // Walks the compressed CSS rule by rule; keeps at-rules that still hold something.
  let out = "";
  let at = 0;
  while (at < css.length) {
    const open = css.indexOf("{", at);
    if (open < 0) return out + css.slice(at);
    let depth = 1;
    let close = open;
    while (depth > 0) {
      close += 1;
      if (css[close] === "{") depth += 1;
      if (css[close] === "}") depth -= 1;
    }
    const head = css.slice(at, open);
    const body = css.slice(open + 1, close);
    at = close + 1;
    if (/^@(media|supports|container)/.test(head)) {
      // Letters of their own for paper, component by component: our print sheets have print.css.
      const inner = /^@media print/.test(head) && /font-size|font-family|color:/.test(body) ? "" : prune(body);
      if (inner) out += `${head}{${inner}}`;
    } else if (head.startsWith("@")) {
      out += `${head}{${body}}`;
    } else {
      const kept = head.split(/,(?![^(]*\))/).filter((one) => !unused.test(one));
      if (kept.length && body && !/content:" \(" attr\(href\)/.test(body)) out += `${kept.join(",")}{${body}}`;
    }
  }
  return out;
}

function built(name) {
  const options = { style: "compressed", loadPaths: [modules], quietDeps: true, charset: true };
  const { css } = compile(join(here, `${name}.scss`), options);
  return `${name === "citizen" ? prune(css.replace(/^\uFEFF/, "")) : css.replace(/^\uFEFF/, "")}\n`;
}

const version = (name) => JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")).version;
const digest = (text) => createHash("sha256").update(text).digest("hex");

let stale = 0;
function keep(name, text) {
  const path = join(target, name);
  if (!check) return writeFileSync(path, text);
  let old = "";
  try { old = readFileSync(path, "utf8"); } catch { /* missing counts as different */ }
  if (old !== text) { stale += 1; console.error(`${name} differs from its source: run "make ui" and commit it`); }
}

const sheets = Object.fromEntries(["citizen", "desk", "print", "plain"].map((name) => [`${name}.css`, built(name)]));
for (const [name, text] of Object.entries(sheets)) keep(name, text);
const others = readdirSync(target).filter((name) => /\.(js|svg)$/.test(name)).sort();
const files = { ...sheets, ...Object.fromEntries(others.map((name) => [name, readFileSync(join(target, name))])) };
const manifest = {
  packages: { "govuk-frontend": version("govuk-frontend"), sass: version("sass") },
  files: Object.fromEntries(Object.keys(files).sort().map((name) => [name, { bytes: Buffer.byteLength(files[name]), sha256: digest(files[name]) }])),
};
keep("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
for (const [name, { bytes }] of Object.entries(manifest.files)) console.log(name.padEnd(14), bytes);
process.exit(stale ? 1 : 0);
