import { resolve as join } from "node:path";
import { pathToFileURL } from "node:url";

const source = join(import.meta.dirname, "../../build/page_tests/src");

export function resolve(name, context, next) {
  const place = name.startsWith("@/") ? pathToFileURL(join(source, name.slice(2))).href : name;
  return next(name.startsWith("@/") ? `${place}.js` : name, context);
}
