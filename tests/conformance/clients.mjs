// One client of each SDK, pointed at the venue in the ways that the SDKs have for it: 3.1.3 by its
// environment variables, 4.x by `fetchApi` and by the URLs of its streams.
import { createRequire } from "node:module";

const require = createRequire(`${process.env.SDK_FOLDER}/`);
const Classic = require("alpaca-classic");
const { Alpaca } = require("alpaca-current");

const url = process.env.APCA_API_BASE_URL;
const hosts = /^https:\/\/(paper-api|api|data)\.alpaca\.markets/;

export const sockets = url.replace(/^http/, "ws");

export function make_classic(options = {}) {
  const made = new Classic(options);
  // It insists on TLS for stocks; its users, behind a proxy of their own, set this instead.
  made.data_stream_v2.session.url = `${sockets}/v2/iex`;
  return made;
}

export function make_current(options = {}) {
  return new Alpaca({ fetchApi: (asked, init) => fetch(asked.replace(hosts, url), init),
                      rateLimit: false, ...options });
}

export const wrong_keys_classic = { keyId: "nobody", secretKey: "nothing" };
export const wrong_keys_current = { keyId: "nobody", secret: "nothing" };

export const classic = make_classic();
export const current = make_current();
export const { withResponse } = require("alpaca-current");
