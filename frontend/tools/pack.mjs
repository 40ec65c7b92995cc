// Packs the export for the binary: an index and the files one after another, each plain, with gzip
// and with brotli. The index begins with the hashes of the pages' inline scripts.
//   node tools/pack.mjs EXPORT FOLDER
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const media = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json; charset=utf-8",
  ".woff2": "font/woff2",
};
const inlineScript = /<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g;
const sha256 = (bytes, as) => createHash("sha256").update(bytes).digest(as);
const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

const [source, target] = process.argv.slice(2);
const lines = [];
const parts = [];
const scripts = new Set();
for (const name of readdirSync(source, { recursive: true }).sort()) {
  const place = join(source, name);
  const type = media[extname(name)];
  if (!type || !statSync(place).isFile()) continue;
  const plain = readFileSync(place);
  if (type.startsWith("text/html"))
    for (const [, text] of plain.toString().matchAll(inlineScript))
      scripts.add(`'sha256-${sha256(text, "base64")}'`);
  const pays = extname(name) !== ".woff2" && plain.length > 512;
  const forms = [plain, pays ? gzipSync(plain, { level: 9 }) : Buffer.alloc(0)];
  forms.push(pays ? brotli(plain) : Buffer.alloc(0));
  parts.push(...forms);
  const path = `/${name}`.replace(/\/index\.html$/, "/");
  const lengths = forms.map((each) => each.length);
  lines.push([path, type, sha256(plain, "hex").slice(0, 16), ...lengths].join("\t"));
}
writeFileSync(join(target, "content"), Buffer.concat(parts));
writeFileSync(join(target, "index"), [[...scripts].join(" "), ...lines].join("\n") + "\n");
