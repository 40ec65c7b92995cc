// For the compiled tests: "@/" is the compiled src, and a file's name lacks its ".js".
import { register } from "node:module";

register("./resolve_hook.mjs", import.meta.url);
