// Copies the viewer of bpmn.io beside our own scripts and writes manifest.json: versions and SHA-256.
// `--check` compares without writing. The viewer stays as it was published: its licence asks that its sign is not changed.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "..", "..", "..", "node_modules", "bpmn-js");
const target = join(here, "..", "static", "procedures", "bpmn");
const check = process.argv.includes("--check");
const files = {
  "bpmn-js.css": join("dist", "assets", "bpmn-js.css"),
  "bpmn-navigated-viewer.production.min.js": join("dist", "bpmn-navigated-viewer.production.min.js"),
  "LICENSE.txt": "LICENSE",
};

let stale = 0;
function keep(name, bytes) {
  const path = join(target, name);
  if (!check) return writeFileSync(path, bytes);
  let old = null;
  try { old = readFileSync(path); } catch { /* missing counts as different */ }
  if (!old || !old.equals(bytes)) { stale += 1; console.error(`${name} differs from its source: run "make ui" and commit it`); }
}

mkdirSync(target, { recursive: true });
const { version } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
const manifest = { packages: { "bpmn-js": version }, files: {} };
for (const name of Object.keys(files).sort()) {
  const bytes = readFileSync(join(source, files[name]));
  keep(name, bytes);
  manifest.files[name] = { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  console.log(name.padEnd(40), bytes.length);
}
keep("manifest.json", Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
process.exit(stale ? 1 : 0);
